"""Reading a whole ledger: its sheets, its header, and its rows one after another."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from disclosure.column_kinds import columns
from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress, silent
from disclosure.records import Record
from importers.ledgers.guessing import guessed
from importers.ledgers.header import HEADER_ROWS, Header, best_header, header_key
from importers.ledgers.reading import Reading, Understanding, is_aside, is_blank
from importers.ledgers.rows import PROGRESS_EVERY, Row, Sheet
from importers.ledgers.sources import content_of, read_sheets
from importers.ledgers.text_file import DELIMITERS, read_text, sample_rows
from importers.ledgers.years import Completed, SheetYears, completed_cells, years_of
from importers.told_of import told_of
from importers.watch import SECONDS_OF_WORK, Step, T, watched

_MOST_STEPS = 60.0
"""Seconds one step may take: rows are yielded one by one, and each starts the time again."""
_ALIKE = 0.6
"""Another sheet belongs to the same register if its header is understood to this share of the best one's."""

Corrections: TypeAlias = Mapping[tuple[str, int], Mapping[str, str]]
"""Corrections made before the import: the text by the heading of its column, by sheet and row number."""


@dataclass(frozen=True)
class FoundSheet:
    """A sheet with content: how many rows are below its heading (0 if none is found), and whether it is read."""

    name: str
    rows: int
    is_read: bool


@dataclass(frozen=True)
class Ledger:
    """A ledger whose header is known.

    ``suffix`` is that of a file its rows can be returned in (".csv" or ".xlsx"), ``rows`` the rows below the header,
    each with its sheet and arranged by ``header`` whatever the sheet's own heading; ``sheets`` are all with content,
    ``years`` the year each sheet states for dates without one.
    """

    record_type: type[Record]
    suffix: str
    header: Header
    rows: tuple[tuple[str, Row], ...]
    sheets: tuple[FoundSheet, ...] = ()
    years: Mapping[str, SheetYears] = field(default_factory=dict)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of sheets that have content and are not read."""
        return tuple(sheet.name for sheet in self.sheets if not sheet.is_read)

    @cached_property
    def asides(self) -> tuple[tuple[str, Row], ...]:
        """The rows that are no records: sums, months, the author of the table."""
        return tuple(self.rows[place] for place in self._asides)

    @cached_property
    def _asides(self) -> dict[int, None]:
        """The indices of the rows that are no records."""
        return {place: None for place, (_, row) in enumerate(self.rows) if is_aside(row, self.header)}

    @cached_property
    def filled(self) -> tuple[tuple[str, Row], ...]:
        """The rows that should be records."""
        asides = self._asides
        return tuple(
            found
            for place, found in enumerate(self.rows)
            if place not in asides and not is_blank(found[1], self.header)
        )

    @cached_property
    def completed(self) -> Mapping[tuple[str, int], Mapping[int, Completed]]:
        """The cells of dates without a year, by sheet, row number and position, with the stated year added."""
        return completed_cells(self.filled, self.header, self.years)

    @property
    def blank(self) -> int:
        """The number of blank rows."""
        return len(self.rows) - len(self.filled) - len(self.asides)

    def readings(self, understanding: Understanding, progress: Progress) -> Iterator[Reading]:
        """Yield the result of each row that should be a record, in order; ``progress`` may raise CancelledError."""
        filled = self.filled
        for done, (sheet, row) in enumerate(filled, start=1):
            yield from understanding.read(row, sheet)
            if done % PROGRESS_EVERY == 0 or done == len(filled):
                progress(done, len(filled))


@dataclass(frozen=True)
class LedgerFile:
    """A file whose content was read but not yet understood: its sheets, or the text of a text file.

    ``read`` caches the sheet of such a text by delimiter.
    """

    name: str
    content: tuple[Sheet, ...] | str
    read: dict[str, Sheet] = field(default_factory=dict)

    def ledger(
        self,
        record_type: type[Record],
        mapping: Mapping[str, str],
        *,
        chosen: Collection[str] | None = None,
        corrected: Corrections | None = None,
        progress: Progress = silent,
    ) -> Ledger:
        """Return the file as a ledger of one register.

        ``mapping`` says what headings mean, ``chosen`` which sheets to read (else those that look like this
        register's), ``corrected`` replaces single cells. Raises SourceUnreadableError if there is no header.
        """
        with told_of(Path(self.name)):
            sheets = self.content
            if isinstance(sheets, str):
                samples = {mark: sample_rows(sheets, mark, HEADER_ROWS) for mark in DELIMITERS}
                mark = max(DELIMITERS, key=lambda mark: best_header(samples[mark], record_type, mapping).weight)
                if mark not in self.read:
                    self.read[mark] = read_text(sheets, mark, progress)
                sheets = (self.read[mark],)
            ledger = _from_sheets(sheets, record_type, mapping, chosen)
            suffix = ".csv" if isinstance(self.content, str) else ".xlsx"
            return replace(ledger, suffix=suffix, rows=_corrected(ledger, corrected or {}))


def open_ledger(path: Path, progress: Progress) -> LedgerFile:
    """Read a file by its content, whatever its name.

    Raises SourceUnreadableError in one sentence if it is missing, empty, damaged, too large or of an unsupported kind,
    or takes too much time or memory; CancelledError within a second of ``progress`` raising it.
    """
    content = content_of(path)
    with told_of(path):
        return reading_on(progress, lambda told: LedgerFile(path.name, read_sheets(content, path.name, told)))


def reading_on(progress: Progress, work: Callable[[Progress], T], seconds: float = SECONDS_OF_WORK) -> T:
    """Watch work that proceeds row by row: its time limit starts again with every row it reports to its progress.

    Work on rows already counted needs no ``seconds``, but can be cancelled. Raises what ``watched`` raises.
    """
    last, is_left = (0, 0), False

    def again(_done: int, _total: int) -> None:
        if not is_left:  # the work is ending already and must not be interrupted any more
            progress(*last)

    def watched_work(step: Step) -> T:
        def tell(done: int, total: int) -> None:
            nonlocal last, is_left
            try:
                progress(done, total)
            except BaseException:
                is_left = True
                raise
            if (done, total) != last:
                last = (done, total)
                step()

        return work(tell)

    return watched(watched_work, again, seconds, most_steps=_MOST_STEPS)


def read_ledger(path: Path, record_type: type[Record], mapping: Mapping[str, str], progress: Progress) -> Ledger:
    """Open a file and read it as a ledger; raises what both steps raise."""
    return open_ledger(path, progress).ledger(record_type, mapping, progress=progress)


def _from_sheets(
    sheets: tuple[Sheet, ...], record_type: type[Record], mapping: Mapping[str, str], chosen: Collection[str] | None
) -> Ledger:
    headers = [_header(sheet, record_type, mapping) for sheet in sheets]
    wanted = [place for place, sheet in enumerate(sheets) if chosen is None or sheet.name in chosen]
    best = max(wanted, key=lambda place: headers[place].weight, default=None)
    header = headers[best] if best is not None else Header(0, ())
    if not header.is_usable_for(record_type):
        needed = "、".join(column.label for column in columns(record_type) if column.required)
        raise SourceUnreadableError(
            f"没有找到{record_type.title}台账的表头，要在开头 {HEADER_ROWS} 行内写上栏目名称（必填：{needed}）。"
        )
    rows: list[tuple[str, Row]] = []
    found: list[FoundSheet] = []
    years: dict[str, SheetYears] = {}
    best_known = header.matched
    for place, (sheet, own) in enumerate(zip(sheets, headers, strict=True)):
        below = [row for row in sheet.rows if row.number > own.row_number]
        is_usable = own.is_usable_for(record_type)
        is_alike = own.names == headers[best or 0].names or (
            is_usable and len(own.matched & best_known) >= _ALIKE * len(best_known)
        )
        is_read = is_alike if chosen is None else is_usable and place in wanted
        if is_read:  # an office often has a sheet for each year, or sheets of one layout for the months
            header, laid = _laid(header, own, below)
            rows += [(sheet.name, row) for row in laid]
            years[sheet.name] = years_of(sheet.name, sheet.rows, own)
        if not sheet.is_blank:
            found.append(FoundSheet(sheet.name, len(below) if is_usable else 0, is_read))
    return Ledger(record_type, "", header, tuple(rows), tuple(found), years)


def _header(sheet: Sheet, record_type: type[Record], mapping: Mapping[str, str]) -> Header:
    header = best_header(sheet.rows, record_type, mapping)
    below = (row for row in sheet.rows if row.number > header.row_number)
    return guessed(header, [row for row in below if not is_aside(row, header)], record_type)


def _laid(header: Header, own: Header, rows: list[Row]) -> tuple[Header, list[Row]]:
    """Return a header with a place for every column of a sheet's own header, and the rows of the sheet arranged by it.

    A column goes to the place with the same facts or the same name; the others are appended.
    """
    if own.names == header.names[: len(own.names)] and len(own.names) == len(header.names):
        return header, rows
    targets = list(header.targets)
    places: list[int] = []
    for target in own.targets:
        free = [place for place in range(len(targets)) if place not in places]
        meant = (target.facts, target.factor, target.given)
        ours = [(targets[place].facts, targets[place].factor, targets[place].given) for place in free]
        same = [place for place, means in zip(free, ours, strict=True) if target.taken and means == meant]
        same = same or [place for place in free if header_key(targets[place].name) == header_key(target.name)]
        if not same:  # 「科室」 of one sheet beside 「科室/经办人」 of another: each is filled by its own rows
            targets.append(target)
            same = [len(targets) - 1]
        places.append(same[0])
    laid = []
    for row in rows:
        cells = [""] * (max(places) + 1)
        beyond, numbers = list(row.cells[len(places) :]), 0
        for place, (to, text) in enumerate(zip(places, row.cells, strict=False)):
            cells[to], numbers = text, numbers | (row.numbers >> place & 1) << to
        if beyond:
            cells += [""] * (len(targets) - len(cells)) + beyond
        laid.append(Row(row.number, tuple(cells), numbers))
    return Header(header.row_number, tuple(targets)), laid


def _corrected(ledger: Ledger, corrected: Corrections) -> tuple[tuple[str, Row], ...]:
    if not corrected:
        return ledger.rows
    places = {name: place for place, name in reversed(list(enumerate(ledger.header.names)))}
    rows = []
    for sheet, row in ledger.rows:
        said = {places[name]: text for name, text in corrected.get((sheet, row.number), {}).items() if name in places}
        if said:
            cells = list(row.cells) + [""] * (max(said) + 1 - len(row.cells))
            for place, text in said.items():
                cells[place] = text.strip()
            typed = sum(1 << place for place in said)
            row = Row(row.number, tuple(cells), row.numbers & ~typed)  # noqa: PLW2901 - the same row
        rows.append((sheet, row))
    return tuple(rows)
