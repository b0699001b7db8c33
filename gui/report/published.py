"""检查一份公布的年报: checking a report from anywhere like our own, also against the year before."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.checks.finding import Finding
from disclosure.checks.notes import Judged
from disclosure.progress import Progress
from disclosure.report.cells import CELLS
from gui.base.session import Session
from gui.kit.cards import button, words
from gui.kit.file_dialogs import REPORTS, ask_existing
from gui.report.findings import FindingsPanel
from gui.report.rule_book import RuleDialog

if TYPE_CHECKING:
    from disclosure.report.model import AnnualReport

_SIZE = (860, 560)


class CheckReportDialog(QDialog):
    """Choose a report and, if available, the one of the year before, to see the findings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("检查一份公布的年度报告")
        self._session = session
        self.source: Path | None = None
        self.previous: Path | None = None
        self.told = words("选择网页、Word、PDF、Excel、文本或 JSON 格式的年度报告。", "secondary", wrap=True)
        self.panel = FindingsPanel()
        self.panel.rule_wanted.connect(self._show_rule)
        self.source_button = button("选择报告…", lambda: self._ask(is_previous=False), "primary")
        self.previous_button = button("选择上一年的报告…", lambda: self._ask(is_previous=True))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.source_button)
        head.addWidget(self.previous_button)
        head.addStretch(1)
        stack.addLayout(head)
        stack.addWidget(self.told)
        stack.addWidget(self.panel, 1)
        stack.addWidget(button("关闭  Esc", self.reject), 0, Qt.AlignmentFlag.AlignRight)
        self.resize(*_SIZE)

    def read(self, path: Path, *, is_previous: bool = False) -> None:
        """Read a file in a worker and check the report."""
        if is_previous:
            self.previous = path
        else:
            self.source = path
        source, previous = self.source, self.previous
        if source is None:
            self.told.setText(f"上一年：“{path.stem}”。再选要检查的报告。")
            return

        def work(progress: Progress) -> tuple["AnnualReport", tuple[Finding, ...]]:
            from tasks.report.check import check_source  # noqa: PLC0415 - the readers load when first used

            return check_source(source, previous, progress)

        self._session.run("打开年度报告", work, self._show, self)

    def _show(self, result: Any) -> None:
        report, found = result
        read = sum(report.figures.get(cell) not in (None, "") for cell in CELLS)
        against = f"，上一年 {self.previous.name}" if self.previous else ""
        name = self.source.name if self.source else ""
        unread = "没有读出的格按未知处理，不当作 0。" if read < len(CELLS) else ""
        what = f"{report.title or report.agency} {report.year or ''}"
        self.told.setText(f"{name}{against}：{what}，读出 {read} / {len(CELLS)} 格。{unread}")
        self.panel.show_findings([Judged(finding) for finding in found])

    def _ask(self, *, is_previous: bool) -> QFileDialog:
        title = "上一年的年度报告" if is_previous else "要检查的年度报告"
        return ask_existing(self, title, REPORTS, partial(self.read, is_previous=is_previous))

    def _show_rule(self, rule: str) -> None:
        RuleDialog(rule, self).open()
