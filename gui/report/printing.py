"""The report on its way to the printer."""

from PySide6.QtWidgets import QWidget

from disclosure.report.model import AnnualReport
from gui.base.session import Session
from gui.kit.printing import print_pdf
from tasks.report.preview import report_pdf


def print_report(session: Session, report: AnnualReport, parent: QWidget) -> None:
    """Show a report as it stands, ready for the printer; it is read back line by line before."""
    today = session.today
    print_pdf(session, f"打印 {report.year} 年度报告", lambda: report_pdf(report, today), parent)
