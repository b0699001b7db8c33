"""What the checks found, gravest first: each with its rule, its place, and the buttons that settle it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.notes import Judged
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS
from disclosure.report.narrative import DATED_ON, OPENING, PARTS
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, button, clear, quotable, words

_SIGNS = {Severity.ERROR: Sign.WRONG, Severity.WARNING: Sign.DOUBT, Severity.INFO: Sign.UNTOUCHED}
_MOST_SHOWN = 60
_BY_PATH = {cell.path: cell for cell in CELLS}
_LABELS: Mapping[str, str] = {part.key: part.label for part in PARTS}
_BY_RULE = {
    **dict.fromkeys(("R-1", "T3-43", "T3-47", "T3-46"), SECTION_HEADINGS[2]),
    "X-11": SECTION_HEADINGS[5],
    "X-13": SECTION_HEADINGS[4],
    "F-14": SECTION_HEADINGS[4],
    "F-13": _LABELS[OPENING],
    "X-10": _LABELS[OPENING],
    "F-17": _LABELS[DATED_ON],
    "F-19": _LABELS[DATED_ON],
    "T4-6": SECTION_HEADINGS[3],
}
_BY_REGISTER = {"requests": SECTION_HEADINGS[2], "reviews": SECTION_HEADINGS[3], "litigation": SECTION_HEADINGS[3]}
_HEADING_OF = {code: heading for heading, code in TABLE_SECTIONS.items()}


def cells_of(finding: Finding) -> tuple[CellKey, ...]:
    """Return the cells of this year's tables a finding names."""
    return tuple(_BY_PATH[path] for path in finding.cells if path in _BY_PATH)


def place_of(finding: Finding) -> str:
    """Return the heading of the part of the report a finding is put right in."""
    if finding.record is not None:
        return _BY_REGISTER.get(finding.record.register, SECTION_HEADINGS[0])
    cells = cells_of(finding)
    if cells and not finding.rule.startswith("X"):
        return _HEADING_OF[cells[0].table]
    return _LABELS.get(finding.part) or _BY_RULE.get(finding.rule, SECTION_HEADINGS[0])


def standing_of(heading: str, found: Sequence[Judged]) -> tuple[str, Sign]:
    """Return what stands beside a part in the list: 「1 处」, 「未阅」, 「35 格」, 「未见问题」, with its sign."""
    here = [one for one in found if one.is_open and place_of(one.finding) == heading]
    errors = sum(one.finding.is_error for one in here)
    if errors:
        return f"{errors} 处", Sign.WRONG
    if any(one.finding.to_read for one in here):
        return "未阅", Sign.UNTOUCHED
    if any(one.finding.to_write for one in here):
        return "待写", Sign.UNTOUCHED
    if here:
        return f"{len(here)} 处", Sign.DOUBT
    code = TABLE_SECTIONS.get(heading)
    return (f"{sum(cell.table == code for cell in CELLS)} 格" if code else "未见问题"), Sign.DONE


class FindingRow(QFrame):
    """One finding; its buttons tell what is to be done with it."""

    def __init__(self, judged: Judged, panel: "FindingsPanel") -> None:
        super().__init__()
        self.judged = judged
        finding = judged.finding
        sign = _SIGNS[finding.severity] if judged.is_open or not judged.holds else Sign.DONE
        mark(self, "finding")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(8)
        label = words(finding.rule, sign=sign)
        label.setFixedWidth(72)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(quotable(finding.message))
        if judged.said:
            text.addWidget(words(judged.said, "secondary" if judged.holds else "attention", wrap=True))
        row.addLayout(text, 1)
        self.buttons = {each.text(): each for each in self._buttons(finding, panel)}
        for each in self.buttons.values():
            each.setAccessibleName(f"{each.text()}：{finding.rule} {finding.message}")
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{finding.rule} {finding.message} {judged.said}")

    def _buttons(self, finding: Finding, panel: "FindingsPanel") -> list[Button]:
        made = []
        if (finding.record or cells_of(finding)) and panel.is_ours:
            made.append(button("查看记录", lambda: panel.records_wanted.emit(finding), "link"))
        if finding.to_read and panel.is_ours and not panel.is_read_only:
            made.append(button("已阅", lambda: panel.read.emit(finding.part), "link"))
        if finding.can_be_explained and panel.is_ours and not panel.is_read_only:
            made.append(button("说明", lambda: panel.explaining.emit(self.judged), "link"))
            if finding.severity is Severity.WARNING and not finding.may_be_so and not self.judged.holds:
                made.append(button("忽略", lambda: panel.dismissed.emit(finding), "link"))
        made.append(button("规则", lambda: panel.rule_wanted.emit(finding.rule), "link"))
        if self.judged.is_open and panel.is_ours and finding.record is None:
            made.append(button("去修改", lambda: panel.place_wanted.emit(finding), "link"))
        return made


class FindingsPanel(Card):
    """All findings about a year; a settled one stays in the list with what was said.

    Of a report that is not ours (``is_ours``) only the rules can be asked for.
    """

    records_wanted = Signal(object)
    place_wanted = Signal(object)
    explaining = Signal(object)
    dismissed = Signal(object)
    read = Signal(str)
    rule_wanted = Signal(str)

    def __init__(self, *, is_read_only: bool = False, is_ours: bool = True, parent: QWidget | None = None) -> None:
        super().__init__("检查结果", parent)
        self.is_read_only, self.is_ours = is_read_only, is_ours
        self.rows: list[FindingRow] = []
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        mark(inside, "plain")
        self.stack = QVBoxLayout(inside)
        self.stack.setContentsMargins(0, 0, 6, 0)
        self.stack.setSpacing(2)
        self.stack.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        layout = self.layout()  # the panel is kept low: it stands below the tables
        assert layout is not None
        layout.setContentsMargins(14, 8, 10, 8)
        self.setMinimumHeight(96)

    def show_findings(self, found: Sequence[Judged]) -> None:
        """Show findings, those still open first."""
        clear(self.stack)
        ordered = sorted(found, key=lambda one: not one.is_open)
        self.rows = [FindingRow(one, self) for one in ordered[:_MOST_SHOWN]]
        for row in self.rows:
            self.stack.addWidget(row)
        if not found:
            self.stack.addWidget(words("没有发现问题。", sign=Sign.DONE))
        self.corner.setText(counts(found))

    def wait(self) -> None:
        """Show that nothing is known yet: neither findings nor that there are none."""
        clear(self.stack)
        self.rows = []
        self.corner.setText("正在检查…")

    def row(self, rule: str) -> FindingRow:
        """Return the first row of a rule."""
        return next(row for row in self.rows if row.judged.finding.rule == rule)


def counts(found: Sequence[Judged]) -> str:
    """Return how many errors and warnings are open: 「1 错误 · 2 提醒」."""
    open_ones = [one for one in found if one.is_open]
    errors = sum(one.finding.is_error for one in open_ones)
    said = [f"{errors} 错误"] if errors else []
    said += [f"{len(open_ones) - errors} 提醒"] if len(open_ones) > errors else []
    return " · ".join(said) or "没有待处理的问题"
