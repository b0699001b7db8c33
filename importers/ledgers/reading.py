"""Turn a row of a ledger into records, or into the reasons, in Chinese, why it cannot be one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeAlias

from disclosure.column_kinds import Column, Kind, columns, columns_by_name
from disclosure.errors import InvalidRecordError, UnreadableValueError
from disclosure.import_words import DENIALS, NO_RECORD, NOT_TOLD, ORGANISATIONS
from disclosure.numerals import parse_number
from disclosure.records import Litigation, Profile, Record, Request, Tally, build
from disclosure.term_base import Term, fold
from disclosure.terms import (
    CourtInstance,
    DisputeResult,
    Judgment,
    ReleaseCategory,
    ReleaseChannel,
    RetrievalForm,
    ReviewDecision,
    SuitRoute,
)
from disclosure.wording import SEPARATOR, plain_number
from disclosure.written_dates import DateForm, WrittenDay, read_day, read_month
from importers.ledgers.facts import SYMBOL, day_and_more, lacks_its_digits, of_another, of_neighbours, parted
from importers.ledgers.filling import Fill, fill_blanks
from importers.ledgers.header import Header, Target, header_key
from importers.ledgers.meaning import (
    Meaning,
    applicant_kind,
    is_placeholder,
    is_sign_of_nothing,
    is_unfinished,
    leaves_as_it_was,
    meaning_of,
    release_category,
)
from importers.ledgers.rows import LONGEST_TEXT, Row
from importers.ledgers.years import Completed

AS_BEFORE = "="
"""Used in place of a result: the result of the previous instance, which an appeal upheld."""
BY_NAME = "*"
"""Used in place of a 申请人类型: whatever the applicant's name suggests, row by row."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of one row: a record not yet in the register, or the reasons why there is none.

    ``lacking`` holds reasons that apply only if the register does not know the record yet (answered, but 收到申请之日
    left blank); ``is_proposed`` tells that the record has values nobody has confirmed. ``faulty`` names the columns
    the reasons are about.
    """

    row: Row
    sheet: str
    record: Record | None
    reasons: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    is_proposed: bool = False
    faulty: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    """The content of one cell: values, fallback values, errors by column, and remarks."""

    values: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    is_organisation: bool = False


_Kept: TypeAlias = tuple[tuple[tuple[str, Any], ...], _Said | None]
"""The values of a cell, and its whole content if there is more to it than values."""
_MOST_TEXTS, _MOST_WORDS = 512, 8_192


class _Cells(dict[str | tuple[str], _Kept]):
    """The parsed cells of one column, each distinct one parsed once: rows are many, distinct dates and words few.

    The key of a number is a tuple of its own. Of texts, which may all differ, only the first ones are cached.
    """

    def __init__(self, said: Callable[[str, bool], _Kept], most: int) -> None:
        super().__init__()
        self._said, self._most = said, most

    def __missing__(self, cell: str | tuple[str]) -> _Kept:
        said = self._said(cell, False) if isinstance(cell, str) else self._said(cell[0], True)
        if len(self) < self._most:
            self[cell] = said
        return said


class _Known(dict[int, _Cells]):
    """The parsed cells by the position of their column, created on first use."""

    def __init__(self, cells: Callable[[int], _Cells]) -> None:
        super().__init__()
        self._cells = cells

    def __missing__(self, position: int) -> _Cells:
        self[position] = self._cells(position)
        return self[position]


class Ended(list[Litigation]):
    """The suits read so far, whose results an appeal may uphold."""

    def result_before(self, values: Mapping[str, Any]) -> DisputeResult | None:
        """Return the result of the previous instance: of the case named, else of the plaintiff's only suit."""
        named = values.get("original_case")
        results = {
            one.decided_as
            for one in self
            if (named in (one.case_number, one.number) if named else one.plaintiff == values.get("plaintiff"))
        }
        return results.pop() if len(results) == 1 else None


@dataclass(frozen=True)
class Understanding:
    """How to read the rows of one ledger.

    ``words`` maps, by column, texts that are not certain by themselves to terms (``BY_NAME`` for a 申请人类型 taken
    from the applicant's name), ``forms`` lists the doubtful date forms accepted for each column, and ``fills`` tells
    how columns missing from the ledger are filled. ``proposed`` names the columns nobody has confirmed; each record
    tells which of them it holds. ``completed`` holds, by sheet and row, the cells of dates without a year with the year
    added.
    """

    record_type: type[Record]
    header: Header
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    forms: Mapping[str, frozenset[DateForm]] = field(default_factory=dict)
    fills: tuple[Fill, ...] = ()
    office: Profile = field(default_factory=Profile)
    proposed: frozenset[str] = frozenset()
    completed: Mapping[tuple[str, int], Mapping[int, Completed]] = field(default_factory=dict)
    ended: Ended = field(default_factory=Ended)

    @cached_property
    def givens(self) -> tuple[tuple[int, Target], ...]:
        """The positions of columns each of which makes a separate record."""
        return tuple((place, target) for place, target in enumerate(self.header.targets) if target.given)

    @cached_property
    def _is_our_own(self) -> bool:
        """Whether this program wrote the ledger (it has all our headings): then a stroke in it is a typed value."""
        return {column.label for column in columns(self.record_type)} <= set(self.header.names)

    def read(self, row: Row, sheet: str = "") -> Iterator[Reading]:
        """Yield the results of a row that is not blank; errors go into ``reasons``, none are raised."""
        if not self.givens:
            yield self._read(row, row, sheet)
            return
        own = [place for place, _ in self.givens]
        filled = [place for place in own if place < len(row.cells) and row.cells[place]]
        for place in filled or own[:1]:  # 「处罚件数」 and 「许可件数」 of one row are two batches
            cells = tuple("" if other in own and other != place else text for other, text in enumerate(row.cells))
            yield self._read(row, Row(row.number, cells, row.numbers), sheet)

    def _read(self, source: Row, row: Row, sheet: str) -> Reading:
        values, reasons, unknown = self._parse_cells(row, sheet)
        names = columns_by_name(self.record_type)
        if unknown:
            name = remarks_column(self.record_type).name
            values[name] = SEPARATOR.join(([values[name]] if values.get(name) else []) + unknown)
        if self.record_type is Litigation:
            if not values.get("route") and values.get("related_review"):
                values["route"] = SuitRoute.SUIT_AFTER_REVIEW
            if values.get("result") == AS_BEFORE:
                values["result"] = self.ended.result_before(values)
        unsure = self.proposed | fill_blanks(self.record_type, values, reasons, self.fills, self.office)
        proposed = [names[name].label for name in names if name in unsure and values.get(name)] if unsure else []
        if proposed:
            values["proposed"] = SEPARATOR.join(proposed)
        try:
            record = build(self.record_type, values)
        except InvalidRecordError as invalid:
            reasons = {**{name: f"{names[name].label}：{text}" for name, text in invalid.problems.items()}, **reasons}
        if reasons:
            return Reading(source, sheet, None, tuple(reasons.values()), faulty=tuple(reasons))
        if isinstance(record, Litigation):
            self.ended.append(record)
        lacks = record.lacks_in_ledger()
        lacking = tuple(f"{names[name].label}：{text}" for name, text in lacks.items())
        return Reading(source, sheet, record, lacking=lacking, is_proposed=bool(proposed), faulty=tuple(lacks))

    @cached_property
    def _agreed_years(self) -> frozenset[int]:
        """The positions of columns whose dates a person confirmed to be of the year stated in the title."""
        return frozenset(
            place
            for place, target in enumerate(self.header.targets)
            if any(DateForm.YEARLESS in self.forms.get(name, ()) for name in target.taken)
        )

    def _parse_cells(self, row: Row, sheet: str) -> tuple[dict[str, Any], dict[str, str], list[str]]:
        """Return the values of a row, its errors by column, and 「列名：值」 of unknown columns."""
        values: dict[str, Any] = {}
        reasons: dict[str, str] = {}
        unknown: list[str] = []
        is_organisation = False
        known, numbers = self._known, row.numbers
        texts = self.header.texts(row)
        agreed = self._agreed_years
        if self.completed and (days := self.completed.get((sheet, row.number))):
            texts = tuple(
                days[position].text if position in days and (days[position].is_sure or position in agreed) else text
                for position, text in enumerate(texts)
            )
        for position, text in enumerate(texts):
            if text:
                plain, more = known[position][(text,) if numbers >> position & 1 else text]
                for name, value in plain:
                    values[name] = value
                if more is not None:
                    for name, value in more.defaults.items():
                        values.setdefault(name, value)
                    reasons.update(more.reasons)
                    unknown += more.unknown
                    is_organisation |= more.is_organisation
        if values.get("applicant_kind") == BY_NAME:
            values["applicant_kind"] = applicant_kind(values.get("applicant", ""), is_organisation=is_organisation)
        return values, reasons, unknown

    @cached_property
    def _known(self) -> "_Known":
        """The parsed cells of this ledger, by the position of their column."""
        return _Known(self._cells)

    def _cells(self, position: int) -> "_Cells":
        """Return the parsed cells of a column."""
        target = self.header.targets[position] if position < len(self.header.targets) else Target("")
        said, column = partial(self._said, position, target), target.column
        is_text = column is None or column.kind is Kind.TEXT
        is_odd = target.is_ignored or target.given or target.others or target.day or target.factor != 1
        if column is None or not is_text or is_odd or not self._is_our_own or column.is_month_day or column.is_identity:
            return _Cells(said, _MOST_TEXTS if is_text else _MOST_WORDS)
        name = column.name

        def as_typed(text: str, is_number: bool) -> _Kept:
            """Return a text of our own ledger unparsed: it means nothing but itself."""
            is_plain = text.isprintable() and len(text) <= LONGEST_TEXT
            return (((name, text.strip()),), None) if is_plain else said(text, is_number)

        return _Cells(as_typed, _MOST_TEXTS)

    def _said(self, position: int, target: Target, text: str, is_number: bool) -> "_Kept":
        """Return the content of a cell."""
        if target.is_ignored or (not self._is_our_own and is_sign_of_nothing(text)):
            return (), None
        said = _Said()
        if target.column is None:
            said.unknown.append(f"{target.name or f'第{position + 1}列'}：{text}")
        if target.given:
            said.values[target.given[0]] = target.given[1]
        for column, part in self._told_apart(said, target, text):
            if column is None:
                said.unknown.append(f"{target.name}：{part}")
                continue
            said.is_organisation |= column.name == "applicant_kind" and part in ORGANISATIONS.split()
            wrong = self._take(said, column, part, target, is_number)
            # 「是（某政复〔2022〕5号）」 also says which one, a day says how, and a 栏目 may be none of the law's
            if not wrong and (
                (column.kind is Kind.DATE and said.values.get(column.name) and day_and_more(part)[1])
                or (column.kind is Kind.TERM and SYMBOL.search(part))
                or (column.term is ReleaseCategory and said.values.get(column.name) == "")
                or (column.kind is Kind.TERMS and len(said.values.get(column.name, ())) < len(several(column, part)))
            ):
                said.unknown.append(f"{target.name}：{part}")
            if wrong and column.term in KEPT_BESIDE:
                said.unknown.append(f"{target.name}：{part}")
            elif wrong:
                said.reasons[column.name] = f"{column.label}：{wrong}"
        is_more = said.defaults or said.reasons or said.unknown or said.is_organisation
        return tuple(said.values.items()), said if is_more else None

    @cached_property
    def _lacking(self) -> Mapping[str, Column]:
        """The columns missing from the ledger, by name."""
        return {column.name: column for column in columns(self.record_type) if column.name not in self.header.matched}

    def _told_apart(self, said: _Said, target: Target, text: str) -> Iterator[tuple[Column | None, str]]:
        """Yield the columns of a cell with their parts, which may belong to columns missing from the ledger."""
        is_one = len(target.facts) == 1 and not target.day and not self._is_our_own
        facts = of_neighbours(target.facts[0], text, self._lacking) if is_one else None
        for column, part in facts or parted(text, target.facts, target.day):
            is_loose = column is None or (lacks_its_digits(column, part) and not self._is_our_own)
            if column is None or (is_loose and not says_nothing(column, part)):
                yield None, part
                continue
            found = of_another(column.name, part) if self.record_type is Request and not self._is_our_own else None
            if found is None or found[1] in self.header.matched:
                yield column, part
                continue
            said.defaults[found[1]] = found[2]
            if found[0]:
                yield column, found[0]

    def _take(self, said: _Said, column: Column, text: str, target: Target, is_number: bool) -> str:
        """Add the values of a part of a cell; return what is wrong with it, or ""."""
        if len(text) > LONGEST_TEXT:
            return f"有 {len(text)} 个字，最多 {LONGEST_TEXT} 个字，要缩短"
        if column.term in _DETAILS and _is_pending(text):
            said.defaults["result"] = DisputeResult.PENDING
        elif column.term in _OF_DISPUTES and self.record_type is Litigation and leaves_as_it_was(text):
            said.defaults["result"] = AS_BEFORE
            said.unknown.append(f"{target.name}：{text}")
        elif (column.kind is Kind.TEXT and self._is_our_own) or not says_nothing(column, text):
            if column.term is DisputeResult:  # 「撤销，责令重新答复」 says more than its result
                name, detail = (
                    ("judgment", Judgment) if self.record_type is Litigation else ("decision", ReviewDecision)
                )
                meaning = meaning_of(detail, text)
                if meaning.term is not None and meaning.is_certain and name in self._lacking:
                    said.defaults[name] = meaning.term
            try:
                said.values[column.name] = self._value(column, text, target, is_number)
            except UnreadableValueError as unreadable:
                return str(unreadable)
        return ""

    def _value(self, column: Column, text: str, target: Target, is_number: bool) -> Any:
        if column.kind is Kind.DATE:
            found = day_in(text, self.record_type)
            forms = self.forms.get(column.name, frozenset())
            if found and (found.is_certain or found.form in forms or (is_number and found.form is DateForm.SERIAL)):
                return found.day
            if found and found.form is DateForm.MONTH:
                raise UnreadableValueError(f"“{text}”是一个月，可能是 {found.day.isoformat()}，要确认后写成这样的形式")
        elif column.kind is Kind.TERM:
            return self._term(column, text)
        elif column.kind is Kind.YES_NO:
            said = _YES_OR_NO.match(text)
            is_told = said is not None and not set(DENIALS) & set(said[1])
            plain = text.removesuffix(said[1]) if said and is_told else text
            return column.parse(plain) is not target.is_opposite
        elif column.kind is Kind.TERMS and column.term is not None:
            return self._terms(column, several(column, text))
        elif target.factor != 1:  # 万元 are converted into our 元
            amount = parse_number(text.removesuffix("元").removesuffix("万"))
            return column.parse(text if amount is None else plain_number(amount * target.factor))
        return column.parse(text)

    def _terms(self, column: Column, parts: Sequence[str]) -> tuple[Term | str, ...]:
        """Return the terms of a cell, only the certain ones if others are kept as remarks; raises if there is none."""
        found, wrong = dict[Term | str, None](), None
        for part in parts:
            try:
                found[self._term(column, part)] = None
            except UnreadableValueError as unreadable:
                wrong = unreadable
        if wrong and not (found and column.term in KEPT_BESIDE):
            raise wrong
        return tuple(found)

    def _term(self, column: Column, text: str) -> Term | str:
        assert column.term is not None
        if answered := self.words.get(column.name, {}).get(text):
            return column.term.named(answered) or BY_NAME
        meaning = meaning_of(column.term, text)
        is_filled = column.term is ReleaseCategory and any(one.name == column.name for one in self.fills)
        if is_filled and not meaning.is_certain:
            return meaning.term or release_category(iter([text])) or ""
        if meaning.term is None:
            return column.parse(text)  # type: ignore[no-any-return] # says which words there are
        if not meaning.is_certain:
            raise UnreadableValueError(f"“{text}”可能是“{meaning.term.plain_label}”，要确认后改成这个词")
        return meaning.term


_DETAILS = (ReviewDecision, Judgment)
_OF_DISPUTES = (Judgment, DisputeResult)
KEPT_BESIDE: tuple[type[Term], ...] = (RetrievalForm, ReleaseChannel)
"""For these an uncertain word is kept as a remark: nothing is counted by them, and no row should wait for them."""
_REACHED_AT = frozenset({"phone", "address", "postcode", "email", "identity_number", "agent", "handler"})
"""Texts that identify or locate a person, about whom 「不详」 says nothing."""
_NOT_TOLD = frozenset(NOT_TOLD.split())


def says_nothing(column: Column, text: str) -> bool:
    """Whether a cell says that there is no value, or none yet: 「未审结」 is a result, but no detail of one."""
    if column.kind is Kind.TEXT:
        is_open = column.name in _NUMBERS and is_unfinished(text)
        if column.long:  # 「无」 may be the whole remark
            return is_sign_of_nothing(text)
        return is_open or is_placeholder(text) or (column.name in _REACHED_AT and text in _NOT_TOLD)
    if column.term in (DisputeResult, CourtInstance):  # 「一审中」 is an instance
        return is_sign_of_nothing(text)
    is_none = is_placeholder(text) and column.term is None and column.kind is not Kind.YES_NO
    return is_none or is_nothing(text) or (column.term in _DETAILS and _is_pending(text))


_YES_OR_NO = re.compile(r"[是否]([（(，,：:].+)")
"""「是（转发市政府文件）」: a yes or no with more about it."""
_NUMBERS = frozenset({"document_number", "index_number", "answer_number", "archive_number", "case_number"})


def _is_pending(text: str) -> bool:
    return meaning_of(DisputeResult, text) == Meaning(DisputeResult.PENDING, is_certain=True)


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing, or that it is not done yet."""
    return is_sign_of_nothing(text) or is_unfinished(text)


_SEVERAL, _LOOSELY = re.compile(r"[；;\n]+"), re.compile(r"[、，,/+]+")


def several(column: Column, text: str) -> list[str]:
    """Return the terms in a cell that may hold several: 「档案馆、图书馆」 is one term."""
    if column.kind is not Kind.TERMS or column.term is None or column.term.named(text):
        return [text]
    parts = [part for part in _SEVERAL.split(text) if part.strip()]
    loose = [[part] if column.term.named(part) else _LOOSELY.split(part) for part in parts]
    return [part.strip() for found in loose for part in found if part.strip()]


def day_in(text: str, record_type: type[Record]) -> WrittenDay | None:
    """Return the date a cell means; a batch of a month is dated on its last day.

    Raises UnreadableValueError for a date that does not exist.
    """
    return read_day(text) or read_day(day_and_more(text)[0]) or (read_month(text) if record_type is Tally else None)


def is_blank(row: Row, header: Header) -> bool:
    """Whether a row holds nothing but, at most, a running number or a former reason of refusal."""
    if not any(row.cells):
        return True
    if not header.ignored:
        return False
    return not any(text for position, text in enumerate(row.cells) if position not in header.ignored)


_PERIOD = re.compile(r"(?:\d{4}年度?)?(?:\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年)?")


def is_aside(row: Row, header: Header) -> bool:
    """Whether a row is no record but a sum, the name of a month, the author of the table, or a repeated heading."""
    cells, targets = row.cells, header.targets
    count = len(cells) - cells.count("")
    first = next(filter(None, cells), "")
    is_sum = first.replace(" ", "") in _SUMS
    if not count or (not is_sum and count > 1 and count * 2 > len(targets)):  # like nearly every row of a ledger
        return count > 1 and all(
            place < len(targets) and targets[place].name.endswith(text) for place, text in enumerate(cells) if text
        )
    if count == 1 and _PERIOD.fullmatch(fold(first)):
        return True
    if count == 1 and cells.index(first) not in header.needed and len(targets) >= _MANY_COLUMNS:
        return True  # 「全年共9件。」, 「更新至2023年底」
    lacks = any(place >= len(cells) or not cells[place] for place in header.needed)
    return lacks and header_key(first).startswith(_NO_RECORD)


_MANY_COLUMNS = 5
"""In a table with so many columns, a row that fills only one, and no required one, is not a case."""
_SUMS = frozenset(["合计", "小计", "总计", "累计", "共计", "合计：", "总计：", "小计："])
_NO_RECORD = tuple(map(header_key, NO_RECORD.split()))


def remarks_column(record_type: type[Record]) -> Column:
    """Return the column for values without a column of their own: 备注, or the last long text (佐证)."""
    long_texts = [column for column in columns(record_type) if column.long and column.kind is Kind.TEXT]
    return next((column for column in long_texts if column.name == "remarks"), long_texts[-1])
