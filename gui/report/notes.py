"""The cards beside the report: every finding at its line, the sums of the tables, errors in texts."""

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from disclosure.checks.finding import Finding
from disclosure.checks.notes import Judged
from disclosure.checks.places import cells_of, place_of
from disclosure.report.balances import balances
from disclosure.report.cells import CellKey, Value
from disclosure.report.model import TABLE_SECTIONS
from disclosure.report.narrative import CELL_FIELDS
from gui.base.appearance import scaled
from gui.base.waits import Wait, waiting
from gui.kit.cards import button
from gui.report.findings import FindingNote, Fix, Wishes, fix_of
from gui.report.paper.editor import NarrativeEditor
from gui.report.paper.figures import BalanceCard
from gui.report.paper.ground import PaperDesk
from gui.report.paper.margin import Note
from gui.report.paper.sheet import Paper, Place, Underlined

_AT_ONE_LINE, _ABOVE_END = 3, 20
_AT_A_TIME = 0.02
"""Seconds for making cards in one go."""


class ReportNotes(QObject):
    """Fills the margin; ``rows`` are the cards of findings, ``at`` the current one."""

    def __init__(self, paper: Paper, ground: PaperDesk, *, is_read_only: bool) -> None:
        super().__init__(ground)
        self._paper, self._ground, self._is_read_only = paper, ground, is_read_only
        self.wishes = Wishes(self)
        self.shows_settled = False
        self._rows: list[FindingNote] = []
        self._cards: dict[tuple[Judged, Fix | None], FindingNote] = {}
        self._making: Iterator[None] = iter(())
        self._soon = waiting(self, self._make, Wait.TURN)
        self._extra: list[Note] = []
        self._sums: dict[str, BalanceCard] = {}
        self.at: FindingNote | None = None
        self._again: FindingNote | None = None
        self.wishes.fixing.connect(self._fix)

    def show(self, found: Sequence[Judged], figures: Mapping[CellKey, Value], before: Mapping[CellKey, Value]) -> None:
        """Put a card for every finding beside its line: those still open, and the others if requested.

        They are in the order of their cards, the open ones first.

        A card that would be equal stays, as making and styling one takes longer than a key press may. New ones are made
        a few at a time, between which the window stays responsive.
        """
        self._making = self._made(found, figures, before)
        self._make()

    @property
    def rows(self) -> list[FindingNote]:
        """The cards of all findings, in order."""
        self._make(at_once=True)
        return self._rows

    def _make(self, *, at_once: bool = False) -> None:
        """Make more cards, as long as the window may be unresponsive."""
        self._soon.stop()
        until = time.perf_counter() + _AT_A_TIME
        for _ in self._making:
            if not at_once and time.perf_counter() > until:
                self._ground.place_notes()
                self._soon.start()
                break

    def _made(
        self, found: Sequence[Judged], figures: Mapping[CellKey, Value], before: Mapping[CellKey, Value]
    ) -> Iterator[None]:
        """Make the cards, yielding after each new one."""
        self._rows, at, is_at = [], self.at.judged.finding if self.at else None, None
        again: FindingNote | None = None
        gone = dict(self._cards)  # also cards of findings that no longer exist
        here: dict[int, int] = {}
        marks: list[Underlined] = []
        self._drop_extra()
        for judged in found:
            finding = judged.finding
            fix = fix_of(finding, figures)
            fix = fix if fix is not None and self._typed(fix) is not None else None
            place, note = where(finding), gone.pop((judged, fix), None)
            if note is None:
                note = FindingNote(judged, self.wishes, fix, is_read_only=self._is_read_only)
                self._cards[judged, fix] = note
                note.pressed.connect(partial(self._choose, note))
                self._ground.margin.add(note, partial(self._paper.height_of, place))
            self._rows.append(note)
            note.is_folded = not judged.is_open and not self.shows_settled
            if not note.is_folded:
                line = self._paper.height_of(place)
                here[line] = here.get(line, 0) + 1
                note.is_folded = here[line] > _AT_ONE_LINE
                if here[line] == _AT_ONE_LINE + 1:
                    self._add_more(line, place)
            if finding == at:
                is_at = note
            elif at is not None and _is_rest_of(finding, at) and judged.is_open:
                again = note
            if judged.is_open and finding.quotes and not (finding.to_read or finding.to_write):
                marks.append(Underlined(place, finding.is_error))
            yield
        for key in gone:
            self._ground.margin.drop(self._cards.pop(key))
        self.at, self._again = is_at, again if is_at is None else self._again
        self._add_balances(figures, before)
        self._add_problems()
        self._paper.underline(marks)
        self._ground.place_notes()

    def _drop_extra(self) -> None:
        for note in self._extra:
            self._ground.margin.drop(note)
        self._extra = []

    def _add_more(self, line: int, place: Place) -> None:
        """Add a placeholder for further cards at one line, which makes them on request."""
        more = Note("这里还有别的提醒")
        self._extra.append(more)

        def unfold() -> None:
            for row in self.rows:
                if row.judged.is_open and self._paper.height_of(where(row.judged.finding)) == line:
                    row.is_folded = False
            more.is_folded = True
            self._ground.place_notes()

        more.add_links([button("都列出来", unfold, "link")])
        self._ground.margin.add(more, partial(self._paper.height_of, place))

    def _add_balances(self, figures: Mapping[CellKey, Value], before: Mapping[CellKey, Value]) -> None:
        """Put the sums of every table beside its end."""
        for heading, code in TABLE_SECTIONS.items():
            sums = balances(code, figures, before)
            known = self._sums.get(code)
            if known is not None and known.sums == sums:
                continue
            if known is not None:
                self._ground.margin.drop(self._sums.pop(code))
            if sums:
                card = self._sums[code] = BalanceCard(f"表{heading[0]}", sums)
                self._ground.margin.add(card, partial(self._end_of, code, card))

    def _end_of(self, code: str, card: Note) -> int:
        table = self._paper.tables[code]
        return table.geometry().bottom() - card.sizeHint().height() + scaled(_ABOVE_END)

    def _add_problems(self) -> None:
        for editor in self._paper.editors.values():
            if editor.problem:
                note = Note(editor.problem, editor.problem_sign, "noteDoubt")
                self._extra.append(note)
                self._ground.margin.add(note, partial(self._paper.line_height, editor, 0))

    def row(self, rule: str) -> FindingNote:
        """Return the first card of a rule."""
        return next(row for row in self.rows if row.judged.finding.rule == rule)

    def next(self) -> FindingNote | None:
        """Go to the next open finding, in the order of the paper, and after the last to the first.

        If a part lacked several texts, the next missing one comes first, as the text just written may be in another
        part.
        """
        self._make(at_once=True)
        left = [note for note in self._ground.margin.notes if isinstance(note, FindingNote) and note.judged.is_open]
        if not left:
            return None
        place = left.index(self.at) + 1 if self.at in left else 0
        again, self._again = self._again, None
        self.at = again if again in left else left[place % len(left)]
        return self.at

    def _choose(self, note: FindingNote) -> None:
        self.at = note

    def _typed(self, fix: Fix) -> tuple[NarrativeEditor, QTextCursor] | None:
        """Return the text and a cursor selecting the typed number; None if it is not there, or is a field."""
        for editor in self._paper.editors.values():
            cursor = editor.text.find_words(fix.quote)
            if cursor.isNull():
                continue
            at = cursor.selectionStart() + fix.quote.strip().find(fix.typed)
            if editor.text.field_at(at) is None:
                cursor.setPosition(at)
                cursor.setPosition(at + len(fix.typed), QTextCursor.MoveMode.KeepAnchor)
                return editor, cursor
        return None

    def _fix(self, fix: Fix) -> None:
        """Replace a typed number by the register's, as a field that follows the register."""
        found = self._typed(fix)
        if found is not None:
            editor, cursor = found
            editor.text.setTextCursor(cursor)
            editor.text.insert("{" + next(name for name, cell in CELL_FIELDS.items() if cell == fix.cell) + "}")
            editor.keep()


def _is_rest_of(finding: Finding, before: Finding) -> bool:
    """Whether a finding is the rest of an earlier one: part of the missing text is still to be written."""
    return finding.to_write and before.to_write and (finding.rule, finding.part) == (before.rule, before.part)


def where(finding: Finding) -> Place:
    """Return the place of a finding in the report."""
    heading, cells = place_of(finding), cells_of(finding)
    if finding.quotes or not (cells and heading in TABLE_SECTIONS):
        return Place(heading, quotes=finding.quotes)
    return place_of_cell(cells[0])


def place_of_cell(cell: CellKey) -> Place:
    """Return the place of a cell."""
    return Place(next(heading for heading, code in TABLE_SECTIONS.items() if code == cell.table), cell)
