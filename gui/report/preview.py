"""The report of a year as it will print."""

from PySide6.QtWidgets import QWidget

from disclosure.report.model import AnnualReport
from gui.base.session import Session
from gui.kit.page_preview import PagePreview


class ReportPreview(PagePreview):
    """Shows the pages of one report."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "年度报告预览", parent)
        self._session = session

    def show_report(self, report: AnnualReport) -> None:
        """Draw a report soon."""
        from tasks.report.preview import report_pages  # noqa: PLC0415 - the window opens without it

        today = self._session.today
        self.show_pages(lambda dots: report_pages(report, today, dots))
