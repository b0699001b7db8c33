"""The bar above the report: its status, its zoom, and 检查 · 签发 · 导出, one of them in blue."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from disclosure.records import Profile
from disclosure.releases.due_report import is_over, publish_by, submit_by
from disclosure.terms import ReportDeliveryKind
from exporters.report.formats import FORMATS
from gui.base.appearance import mark, scaled
from gui.base.signs import Sign
from gui.kit.cards import Button, ChoiceBox, button, words
from gui.kit.file_dialogs import folder_words
from gui.report.paper.ground import Fit
from gui.report.paper.look import ZOOMS

if TYPE_CHECKING:
    from tasks.report.issuing import Standing as Found

_MOST_TOLD = 20
_USUAL = 100
_LONGEST_PART = 22
"""Latin letters as wide as 「三、收到和处理表  未动过」."""
_EXPORT, _EXPORT_BRIEF = "导出 PDF、Word…  Ctrl+E", "导出…  Ctrl+E"
_DONE_WIDTH, _DONE_AIR = 820, 14


class ReportBar(QFrame):
    """Its buttons are signals; 更多 has what the page adds (``offer``), accessible in ``acts``."""

    check_wanted = Signal()
    issue_wanted = Signal()
    export_wanted = Signal()
    zoom_wanted = Signal(object)
    step_wanted = Signal(int)
    former_wanted = Signal(int)

    def __init__(self, *, is_read_only: bool) -> None:
        super().__init__()
        mark(self, "reportBar")
        self._is_read_only, self._is_compact, self._former = is_read_only, False, 0
        self._known: Found | None = None
        self._counts = ""
        self._why, self._why_sign = "", cast("Sign | None", None)
        self.acts: dict[str, QAction] = {}
        self.title = words("", "pageTitle")
        self.state, self.due, self.why = words("", "secondary"), words("", "secondary"), words("", "secondary")
        self.parts = ChoiceBox()
        self.parts.setAccessibleName("报告各部分")
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(_LONGEST_PART)
        self.zoom_out = button("－", partial(self.step_wanted.emit, -1), "linkStep")
        self.zoom_in = button("＋", partial(self.step_wanted.emit, 1), "linkStep")
        for made, told in ((self.zoom_out, "缩小"), (self.zoom_in, "放大")):
            made.setAccessibleName(told)
            made.setToolTip(f"{told}（Ctrl+滚轮）")
        self.zoom_box = ChoiceBox()
        self.zoom_box.setAccessibleName("缩放")
        for fit in Fit:
            self.zoom_box.addItem(fit.value, fit)
        for percent in ZOOMS:
            if percent != _USUAL:
                self.zoom_box.addItem(f"{percent}%", percent)
        self.zoom_box.activated.connect(lambda place: self.zoom_wanted.emit(self.zoom_box.itemData(place)))
        self.former_button = button("", lambda: self.former_wanted.emit(self._former), "link")
        self.former_button.hide()
        self.check_button = button("检查  F8", self.check_wanted.emit)
        self.issue_button = button("签发…", self.issue_wanted.emit)
        self.export_button = button("导出", self.export_wanted.emit)
        self.more_button = Button("更多")
        self.more_button.setMenu(QMenu(self.more_button))
        self._arrange()

    def offer(self, entries: Sequence[tuple[str, Callable[[], object] | None]]) -> None:
        """Add less frequent acts to 更多; an entry without a text is a separator, one without an act a tick."""
        menu = self.more_button.menu()
        menu.setToolTipsVisible(True)
        for text, act in entries:
            if not text:
                menu.addSeparator()
            elif act is None:
                self.acts[text] = menu.addAction(text)
                self.acts[text].setCheckable(True)
            else:
                self.acts[text] = menu.addAction(text, act)

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window the parts are a drop-down here, and the buttons have shorter texts."""
        self._is_compact = is_compact
        wide = (self.title, self.told, self.zoom_out, self.zoom_in)
        for widget in (*wide, self.parts):  # hide first: with both visible the window would grow
            widget.hide()
        self.export_button.setText(_EXPORT)
        self.show_standing(self._known, self._counts)
        for widget in (self.parts,) if is_compact else wide:
            widget.show()

    def show_zoom(self, told: str, percent: int) -> None:
        """Show the zoom."""
        self.zoom_box.setCurrentIndex(max(0, self.zoom_box.findText(told)))
        self.zoom_box.setToolTip(f"纸面大小 {percent}%")

    def show_due(self, year: int, profile: Profile, done: Sequence[ReportDeliveryKind], today: date) -> None:
        """Show the time left until the report has to be sent, or to be published."""
        days = {
            ReportDeliveryKind.SUBMITTED: submit_by(profile, year),
            ReportDeliveryKind.PUBLISHED: publish_by(profile, year),
        }
        kind = next((kind for kind in days if kind not in done), None)
        if kind is None or year != today.year - 1 or is_over(today):
            self.due.setText("")
            self.due.hide()
            return
        left, word = (days[kind] - today).days, f"{days[kind].month}月{days[kind].day}日{kind.label}"
        self.due.setText(f"离 {word}还有 {left} 天" if left >= 0 else f"{word}已过 {-left} 天")
        self.due.show()

    def offer_former(self, year: int) -> None:
        """Offer last year's report if it is the one to be written now; 0 for none."""
        self._former = year
        self.former_button.setText(f"{year} 年度报告还没有签发，去看")
        self.former_button.setVisible(bool(year))

    def show_standing(self, known: "Found | None", counts: str) -> None:
        """Show the status of the report and the next act; while the status is unknown, nothing can be issued.

        ``counts`` says how many findings are open.
        """
        self._known, self._counts = known, counts
        latest = known.latest if known else None
        can = known is not None and not (known.hindrances or known.shut or self._is_read_only)
        can_issue = can and (latest is None or bool(known and known.changed))
        self.issue_button.setText("更正…" if latest else "签发…")
        self.issue_button.setEnabled(can_issue)
        version = f" 第 {latest.version} 版" if latest else ""
        events = [event.sentence for event in known.open_events] if known else []
        told = "；".join([f"{known.state.label}{version}", *events]) if known else ""
        self.state.say(told, Sign.WRONG if events else None, "" if events else "secondary")
        why, sign = _why(known, counts)
        self._why, self._why_sign = why, sign
        self.why.setToolTip("\n".join([why, *(known.changed.lines[:_MOST_TOLD] if known else ())]))
        for made in (self.issue_button, self.check_button):
            made.setToolTip(why)
        self._name_buttons(known)
        first = self.check_button if known is None or known.hindrances else self.export_button
        first = self.issue_button if can_issue else first
        for made in (self.check_button, self.issue_button, self.export_button):
            mark(made, "primary" if made is first else "")
        self._say_why()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.export_button.setText(_EXPORT)
        self._say_why()

    def _say_why(self) -> None:
        """Show the next act in full: without room for it 导出 is shortened, and only then the text is elided.

        This stays until the width of the bar changes; otherwise 签发 would move from under the mouse with every finding
        settled.
        """
        self.why.say(self._why, self._why_sign, "" if self._why_sign else "secondary")
        needed = self.why.sizeHint().width()
        row = self.layout()
        assert row is not None, "its widgets stand in a row"
        is_brief = self._is_compact or self.export_button.text() == _EXPORT_BRIEF
        for text in (_EXPORT_BRIEF,) if is_brief else (_EXPORT, _EXPORT_BRIEF):
            self.export_button.setText(text)
            row.activate()
            if self.why.width() >= needed:
                return
        signed = self.why.contentsMargins().left()
        room = self.why.width() - signed
        shown = self.why.fontMetrics().elidedText(self._why, Qt.TextElideMode.ElideRight, room)
        self.why.say(shown, self._why_sign, "" if self._why_sign else "secondary")

    def _name_buttons(self, known: "Found | None") -> None:
        told = self._counts if known and known.hindrances else ""
        if self._is_compact:  # the number is enough if there is little room; the rest is in the tool tip
            told = str(len(known.hindrances)) if known and told else ""
        self.check_button.setText(f"检查{f' · {told}' if told else ''}  F8" if known else "正在检查…  F8")

    def _arrange(self) -> None:
        self.told = QWidget()
        said, first = QVBoxLayout(self.told), QHBoxLayout()
        said.setContentsMargins(4, 0, 0, 0)
        said.setSpacing(0)
        first.setSpacing(12)
        first.addWidget(self.state)
        first.addWidget(self.due)
        first.addWidget(self.former_button)
        first.addStretch(1)
        said.addLayout(first)
        said.addWidget(self.why)
        self.why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.parts)
        row.addWidget(self.told, 1)
        row.addStretch(0)
        made: tuple[QWidget, ...] = (
            self.zoom_out,
            self.zoom_box,
            self.zoom_in,
            self.check_button,
            self.issue_button,
            self.export_button,
            self.more_button,
        )
        for widget in made:
            row.addWidget(widget)


def _why(known: "Found | None", counts: str) -> tuple[str, Sign | None]:
    """Return in words why a report cannot be issued, or how it differs from the issued one."""
    if known is None:
        return "", None
    if known.shut:
        return known.shut, None
    if known.hindrances:
        return f"还不能{'更正' if known.latest else '签发'}：{counts}待处理", None
    if known.latest is None:
        return "", None
    if known.changed:
        return f"现在与签发版有 {known.changed.counts}不同", Sign.DOUBT
    return "与签发版一致", Sign.DONE


class WrittenStrip(QFrame):
    """Shows over the lower end of the paper where files were written, until the next act, without moving anything."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "floating")
        self.paths: tuple[Path, ...] = ()
        self.told, self.framed = words("", "good", wrap=True), words("", wrap=True)
        self.open_button = button("打开", lambda: _open(self.paths[0]))
        self.folder_button = button("打开文件夹", lambda: _open(self.paths[0].parent))
        self._row, said = QHBoxLayout(self), QVBoxLayout()
        self._row.setContentsMargins(14, 8, 8, 8)
        self._row.setSpacing(8)
        said.setSpacing(2)
        said.addWidget(self.told)
        said.addWidget(self.framed)
        self._row.addLayout(said, 1)
        for link in (self.open_button, self.folder_button, button("知道了", self.hide, "link")):
            self._row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_written(self, paths: Sequence[Path], framed: str, version: int = 0) -> None:
        """Say which files were written and where; ``framed`` names the characters no font has.

        For an issued report that ``version`` was written, whatever the registers contain now.
        """
        self.paths = tuple(paths)
        where = folder_words(self.paths[0].parent)
        names = "、".join(FORMATS[path.suffix].short for path in self.paths)
        what = f"是签发的第 {version} 版" if version else "与登记簿核对一致"
        self.told.say(f"{names}写好了，在{where}里，{what}。", Sign.DONE)
        self.framed.say(framed, Sign.DOUBT)
        self.framed.setVisible(bool(framed))
        self.show()

    def place(self, room: QRect) -> None:
        """Lie over the lower end of the desk."""
        if self.isVisible():
            wide = min(room.width() - 2 * _DONE_AIR, scaled(_DONE_WIDTH))
            tall = self._row.totalHeightForWidth(wide)
            left = room.left() + (room.width() - wide) // 2
            self.setGeometry(QRect(left, room.bottom() - tall - _DONE_AIR, wide, tall))
            self.raise_()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
