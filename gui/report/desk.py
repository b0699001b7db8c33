"""The actions on a report as a whole: check, explain, issue, correct, carry over to the next year."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure.checks.finding import Finding
from disclosure.checks.notes import Judged
from disclosure.checks.personal import PERSONAL
from disclosure.errors import DisclosureError
from disclosure.records import IssuedReport
from disclosure.report.coverage import coverage_of, unread
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.cards import quotable, words
from gui.kit.file_dialogs import REPORTS, ask_existing
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.kit.words_dialog import WordsDialog
from gui.report.findings import Summary, summary
from gui.report.published import CheckReportDialog
from gui.safety.backups import back_up_first
from tasks.report.rule_pages import rule_pages
from tasks.safety.schedule import Trigger

if TYPE_CHECKING:
    from gui.report.rollover import RolloverDialog
    from gui.report.versions import VersionsDialog
    from tasks.report.issuing import Standing

_LINES_SHOWN, _LINE_HEIGHT = 8, 60
_TOLD = (
    "签发后，本年度报告的 200 个数字、全部文字、检查结果和说明将作为第 1 版固定保存，不再随登记簿变化。",
    "同时写成 PDF、Word、Excel、网页、JSON、纯文本六种文件，逐一读回核对，带同一个版本号，一起保存在数据文件里；"
    "需要时在“版本…”里另存到文件夹，或者用“导出”。",
    "以后的改动只能通过“更正”形成新的版本，并写明原因；第 1 版始终保留。",
)
_SAME_DAY = "成文日期仍是{}，与第 {} 版相同；更正版要写别的日子的，先取消，在报告末尾改。"


class IssueDialog(GatedForm):
    """Shows what will be stored, with every finding that was explained; 签发 is enabled."""

    def __init__(self, year: int, found: Sequence[Judged], parent: QWidget | None = None) -> None:
        super().__init__(f"签发 {year} 年度报告", parent)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        for line in (*_TOLD, f"检查结果共 {len(found)} 条，没有待处理的错误和提醒。"):
            stack.addWidget(words(line, wrap=True))
        explained = [one for one in found if one.is_explained]
        if explained:
            stack.addWidget(words(f"{len(explained)} 条写了说明，随报告保存：", "secondary"))
        for one in explained[:_LINES_SHOWN]:
            stack.addWidget(quotable(f"{one.finding.message}{one.said}"))
        stack.addStretch(1)
        self.save_button.setText("签发  Ctrl+S")
        self.resize(520, 260 + min(len(explained), _LINES_SHOWN) * _LINE_HEIGHT)
        self.save_button.setFocus()


class ReportDesk(QObject):
    """The actions for one year of one file; ``stood`` is emitted with the result of each check."""

    stood = Signal(object)
    year_wanted = Signal(int)
    pause: int = Wait.SENTENCE
    """How long without a change, before a report is checked."""

    def __init__(self, session: Session, year: int, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page, self.year = session, page, year
        self.standing: Standing | None = None
        self.summary = summary(())
        """The summary of all findings."""
        self._is_asking = self._is_stale = self._is_closed = False
        self._retyping: QWidget | None = None
        self._later = session.timer(self, self.check, self.pause)
        session.closing.connect(self._close)

    @property
    def is_current(self) -> bool:
        """Whether the findings are up to date."""
        known = self.standing
        return known is not None and known.year == self.year and not (self._is_asking or self._later.isActive())

    def check_later(self) -> None:
        """Check once the clerk pauses."""
        self._later.start()

    def check(self) -> None:
        """Check in a worker; of several calls during a running check only the last is remembered."""
        self._later.stop()
        if self._is_closed:
            return
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        registers, year, today = self._session.registers, self.year, self._session.today

        def work(_progress: object) -> "tuple[Standing, Summary]":
            from tasks.report.issuing import standing  # noqa: PLC0415 - the window opens without it

            found = standing(registers, year, today)
            return found, summary(found.found)

        self._session.run_quietly(work, self._found, ended=self._asked, shares=True)

    def _found(self, known: "tuple[Standing, Summary]") -> None:
        found, told = known
        if found.year == self.year and not (self._is_stale or self._is_closed):  # the file may have been closed
            self.standing, self.summary = found, told
            self.stood.emit(found)

    def _asked(self) -> None:
        self._is_asking = False
        if self._is_stale:
            self.check()

    def _close(self) -> None:
        self._is_closed = True
        self._later.stop()

    # --- findings ---

    def personal_words(self) -> tuple[str, ...]:
        """Return the personal data found in the report, a sentence each, since it may be exported unissued."""
        found = self.standing.found if self.standing else ()
        return tuple(one.finding.message for one in found if one.finding.rule == PERSONAL)

    def explain(self, judged: Judged) -> None:
        """Ask for an explanation of a finding."""
        said = judged.note.explanation if judged.note else ""
        dialog = WordsDialog(
            f"说明：{rule_pages().pages[judged.finding.rule].title}",
            (judged.finding.message, judged.said),
            "说明",
            lambda text: self._say(judged.finding, text),
            at_first=said,
            parent=self._page.window(),
        )
        dialog.open()

    def dismiss(self, finding: Finding) -> None:
        """Dismiss a warning without a note; it comes back when its values change."""
        try:
            self._say(finding, "")
        except DisclosureError as failure:
            self._session.failed.emit(failure)

    def _say(self, finding: Finding, text: str) -> None:
        from tasks.report.issuing import explain  # noqa: PLC0415

        explain(self._session.registers, self.year, finding, text)
        self.check()

    # --- issuing ---

    def issue(self) -> QWidget | None:
        """Issue the report, or a correction of it after asking for the reason; refused while anything prevents it."""
        found = self.standing
        if found is None or found.hindrances or found.shut or self._session.is_read_only:
            return None
        if found.latest is None:
            asking = IssueDialog(self.year, found.found, self._page.window())
            asking.submitted.connect(asking.accept)
            asking.accepted.connect(self.issue_now)
            asking.open()
            return asking
        lines = found.changed.lines[:_LINES_SHOWN]
        more = f"……共 {found.changed.counts}" if len(found.changed.lines) > _LINES_SHOWN else ""
        version = found.latest.version
        dated = _SAME_DAY.format(chinese_date(found.dated_as_before), version) if found.dated_as_before else ""
        told = (f"第 {version} 版保留不变，将签发第 {version + 1} 版：", *lines, *filter(None, (more, dated)))
        dialog = WordsDialog(
            f"更正 {self.year} 年度报告",
            told,
            "更正原因",
            self.issue_now,
            verb="签发更正版",
            parent=self._page.window(),
        )
        dialog.open()
        return dialog

    def issue_now(self, reason: str = "") -> None:
        """Back up the file, then freeze the report, write and store all its papers, with a progress dialog."""
        from tasks.report.issuing import issue  # noqa: PLC0415

        registers, year, today = self._session.registers, self.year, self._session.today

        def go_on() -> None:
            self._session.run(
                "签发年度报告",
                lambda progress: issue(registers, year, today, reason, progress),
                self._issued,
                self._page.window(),
            )

        back_up_first(self._session, Trigger.ISSUE, go_on, self._page.window())

    def _issued(self, issued: IssuedReport) -> None:
        self._session.told.emit(f"已签发 {issued.caption_text}，六种文件存在数据文件里，可以导出")
        self.check()

    def show_versions(self) -> "VersionsDialog":
        """List the issued versions of the year."""
        from gui.report.versions import VersionsDialog  # noqa: PLC0415

        dialog = VersionsDialog(self._session, self.year, self._page.window())
        dialog.retype_wanted.connect(self.retype)
        dialog.open()
        return dialog

    def retype(self) -> None:
        """Open the small window for copying the figures into the superior's form."""
        from gui.report.retyping import RetypeWindow  # noqa: PLC0415

        window = RetypeWindow(self._session, self.year)
        window.destroyed.connect(self._forget_window)
        self._retyping = window
        window.show()

    def _forget_window(self) -> None:
        self._retyping = None

    # --- other years ---

    def roll_over(self) -> "RolloverDialog":
        """Open the dialog for carrying over to the next year."""
        from gui.report.rollover import RolloverDialog  # noqa: PLC0415

        dialog = RolloverDialog(self._session, self.year, self._page.window())
        dialog.year_wanted.connect(self.year_wanted)
        dialog.open()
        return dialog

    def check_other(self) -> QWidget:
        """Open the dialog that checks a report made elsewhere."""
        dialog = CheckReportDialog(self._session, self._page.window())
        dialog.open()
        return dialog

    def import_last_year(self) -> None:
        """Ask for the file of last year's published report."""
        title = f"{self.year - 1} 年公布的年度报告"
        ask_existing(self._page.window(), title, REPORTS, self.read_last_year)

    def read_last_year(self, path: Path) -> None:
        """Store a published report as last year's."""
        from tasks.report.published import import_published  # noqa: PLC0415

        registers, year = self._session.registers, self.year - 1

        def told(report: Any) -> None:
            read = coverage_of(report).read
            self._session.told.emit(f"已导入 {report.year} 年度报告，读出 {read} 个数字")
            if lacking := unread(report):
                where = "是哪些，用“检查别的年报”查看；与上年比较以前先核对。"
                show_note("上年报告没有读全", "\n".join((path.name, *lacking, where)), self._page.window())
            self.check()

        self._session.run(
            "打开上年报告",
            lambda progress: import_published(registers, path, year, progress),
            told,
            self._page.window(),
        )
