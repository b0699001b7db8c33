"""The findings of the checks: their place in the report, and their cards in the margin with links that settle them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.notes import Judged
from disclosure.checks.places import cells_of, place_of
from disclosure.report.cells import CellKey, Value
from disclosure.report.tables import figure_text
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, beside_link, button, clear, quotable, scrolling, words
from gui.report.paper.margin import Note
from tasks.report.rule_pages import rule_pages

_SIGNS = {Severity.ERROR: Sign.WRONG, Severity.WARNING: Sign.DOUBT, Severity.INFO: Sign.UNTOUCHED}
_LOOKS = {Sign.WRONG: "noteWrong", Sign.DOUBT: "noteDoubt"}
_MOST_SHOWN = 60
_ONE_READ = "这一段核对过"
"""Of several paragraphs the card is beside the first, and says that one was read."""
LIKE_LAST_YEAR = ("F-14", "F-16")
"""Rules that compare words with last year's."""


class Summary(NamedTuple):
    """A summary of all findings, of which there may be thousands, so it is computed in a worker.

    ``first`` are those with a card, open ones first; ``at`` has the number of open ones and the gravest sign under each
    heading, not counting what is to be read or written. ``counts`` says it in words.
    """

    first: tuple[Judged, ...]
    at: Mapping[str, tuple[int, Sign]]
    counts: str


def summary(found: Sequence[Judged]) -> Summary:
    """Return the summary of the findings about a report."""
    open_ones, settled = list[Judged](), list[Judged]()
    for one in found:
        (open_ones if one.is_open else settled).append(one)
    at: dict[str, tuple[int, Sign]] = {}
    for finding in (one.finding for one in open_ones):
        if not (finding.to_read or finding.to_write):
            heading = place_of(finding)
            count, gravest = at.get(heading, (0, Sign.DOUBT))
            at[heading] = count + 1, Sign.WRONG if finding.is_error else gravest
    return Summary((*open_ones, *settled)[:_MOST_SHOWN], at, counts(open_ones))


@dataclass(frozen=True)
class Fix:
    """A number typed into the prose that differs from the registers, and the cell with the right one."""

    quote: str
    typed: str
    cell: CellKey
    counted: str


def fix_of(finding: Finding, figures: Mapping[CellKey, Value]) -> Fix | None:
    """Return the one-click fix of a finding, if any: its only typed number, taken from the registers instead."""
    cells = cells_of(finding)
    if not (cells and finding.quotes) or len(finding.values) < _BOTH:
        return None
    typed, said, counted = (*map(figure_text, finding.values[:_BOTH]), figure_text(figures.get(cells[0])))
    if not typed.isdigit() or typed == counted or said != counted:
        return None
    if re.findall(r"\d+", finding.quotes[0]).count(typed) != 1:
        return None
    return Fix(finding.quotes[0], typed, cells[0], counted)


_BOTH = 2


def title_of(finding: Finding, fix: Fix | None) -> str:
    """Return the title of a card: both values, or else what the rule demands."""
    if fix is not None:
        return f"正文写 {fix.typed}，登记簿是 {fix.counted}"
    if finding.to_read:
        return f"{len(finding.quotes)} 段是程序拟的，没有核对"
    if finding.to_write:
        return "这里还要自己写"
    return rule_pages().pages[finding.rule].title


class FindingNote(Note):
    """One finding in the margin; the first link fixes it."""

    def __init__(self, judged: Judged, wishes: "Wishes", fix: Fix | None, *, is_read_only: bool) -> None:
        finding = judged.finding
        sign = _SIGNS[finding.severity] if judged.is_open or not judged.holds else Sign.DONE
        if finding.to_read or finding.to_write:
            sign = Sign.UNTOUCHED
        super().__init__(title_of(finding, fix), sign, _LOOKS.get(sign, "notePlain"))
        self.judged, self.fix = judged, fix
        self.add_words(finding.message)
        self.add_words(judged.said, "secondary" if judged.holds else "attention")
        self.add_links(self._links(finding, wishes, fix, is_read_only), finding.message)  # titles may be alike
        self.buttons = self.links
        self.setAccessibleName(f"{self.title.text()} {finding.message} {judged.said}")

    def _links(self, finding: Finding, wishes: "Wishes", fix: Fix | None, is_read_only: bool) -> list[Button]:
        """Return the links: the fix first, then the source, the note, and the rule."""
        made: list[tuple[str, SignalInstance, object]] = []
        can = not is_read_only
        if fix is not None and can:
            made.append((f"改用登记簿的 {fix.counted}", wishes.fixing, fix))
        if finding.to_read and can:
            made.append(("核对过" if len(finding.quotes) == 1 else _ONE_READ, wishes.read, finding))
        if self.judged.is_open and finding.record is None:
            made.append(("去修改", wishes.place_wanted, finding))
        if finding.record or cells_of(finding):
            made.append(("查看记录", wishes.records_wanted, finding))
        if finding.rule in LIKE_LAST_YEAR:
            made.append(("对照去年", wishes.last_year, finding))
        if finding.can_be_explained and can:
            made.append(("说明", wishes.explaining, self.judged))
            if finding.severity is Severity.WARNING and not finding.may_be_so and not self.judged.holds:
                made.append(("忽略", wishes.dismissed, finding))
        made.append(("规则", wishes.rule_wanted, finding.rule))
        return [button(text, partial(signal.emit, what), "link") for text, signal, what in made]


class Wishes(QObject):
    """The signals of the links on the cards."""

    records_wanted = Signal(object)
    place_wanted = Signal(object)
    fixing = Signal(object)
    explaining = Signal(object)
    dismissed = Signal(object)
    read = Signal(object)
    last_year = Signal(object)
    rule_wanted = Signal(str)


class FindingRow(QFrame):
    """One finding about another office's report, with a link to its rule."""

    def __init__(self, judged: Judged, panel: "FindingsPanel") -> None:
        super().__init__()
        self.judged = judged
        finding = judged.finding
        mark(self, "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(8)
        label = words(finding.rule, sign=_SIGNS[finding.severity])
        label.setFixedWidth(72)
        row.addWidget(beside_link(label), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(beside_link(quotable(finding.message)), 1)
        rule = button("规则", lambda: panel.rule_wanted.emit(finding.rule), "link")
        rule.setAccessibleName(f"规则：{finding.rule} {finding.message}")
        self.buttons = {rule.text(): rule}
        row.addWidget(rule, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{finding.rule} {finding.message}")


class FindingsPanel(Card):
    """All findings about a report made elsewhere."""

    rule_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("检查结果", parent)
        self.rows: list[FindingRow] = []
        inside = QWidget()
        mark(inside, "plain")
        self.stack = QVBoxLayout(inside)
        self.stack.setContentsMargins(0, 0, 6, 0)
        self.stack.setSpacing(2)
        self.stack.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(scrolling(inside), 1)
        self.setMinimumHeight(96)

    def show_findings(self, found: Sequence[Judged]) -> None:
        """Show findings, gravest first."""
        clear(self.stack)
        self.rows = [FindingRow(one, self) for one in found[:_MOST_SHOWN]]
        for row in self.rows:
            self.stack.addWidget(row)
        if not found:
            self.stack.addWidget(words("没有发现问题。", sign=Sign.DONE))
        self.corner.setText(counts(found))


def counts(found: Sequence[Judged]) -> str:
    """Return how many errors and warnings are open: 「1 处不符，2 处提醒」."""
    open_ones = [one for one in found if one.is_open]
    errors = sum(one.finding.is_error for one in open_ones)
    said = [f"{errors} 处不符"] if errors else []
    said += [f"{len(open_ones) - errors} 处提醒"] if len(open_ones) > errors else []
    return "，".join(said) or "没有待处理的问题"
