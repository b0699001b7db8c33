"""The proposals for a ledger, the questions about it, and how the answers determine the way it is read."""

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import CONTINUOUS, Enum, auto, verify
from functools import cached_property

from disclosure.column_kinds import Column, Kind, columns_by_name
from disclosure.errors import UnreadableValueError
from disclosure.import_words import ANSWERS, DENIALS, ORGANISATIONS
from disclosure.records import Profile
from disclosure.terms import Applicant, Channel, ReleaseCategory
from disclosure.written_dates import DateForm, WrittenDay
from importers.ledgers.asking import WHETHER, asked_by
from importers.ledgers.filling import Fill, fills_for
from importers.ledgers.header import Header, Target, header_key
from importers.ledgers.ledger import Corrections, Ledger
from importers.ledgers.meaning import Meaning, applicant_kind, leaves_as_it_was, meaning_of
from importers.ledgers.reading import BY_NAME, KEPT_BESIDE, Understanding, day_in, is_nothing, says_nothing, several

_A_YEAR = timedelta(days=366)
_UNASKED = frozenset({"arrived_on"})
"""Fills nobody is asked about: no deadline starts at 来件日期, and the record is marked for review."""


@verify(CONTINUOUS)
class Asked(Enum):
    """The subject of a question."""

    HEADING = auto()
    WORD = auto()
    DATE = auto()
    FILL = auto()


@dataclass(frozen=True)
class Question:
    """Something a ledger leaves open, asked once for all its rows.

    ``text`` is the text in the ledger (a heading, a word, a date as written), ``count`` the number of rows with it,
    ``proposal`` the proposed code - a column's name, a term's code, an ISO date - or "" if there is none. ``told``
    says how a missing column is filled, ``form`` how the date is written.
    """

    asked: Asked
    column: str
    text: str
    count: int
    proposal: str
    told: str = ""
    form: DateForm = DateForm.FULL


@dataclass(frozen=True)
class Answers:
    """The answers to the questions about a ledger.

    ``headings`` maps a heading to a column of ours by name or label, "" to leave it out; ``words`` maps a text, by
    column or heading, to a term by code or wording; ``dates`` lists, by column, the date forms accepted as proposed.
    ``takes_proposals`` accepts the proposals for headings and missing columns without asking (``--accept-proposals``);
    ``fills`` names the columns whose filling a person confirmed, ``sheets`` the sheets to read (None: those that look
    like the register's), ``cells`` the corrections made before the import.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, frozenset[DateForm]] = field(default_factory=dict)
    fills: frozenset[str] = frozenset()
    takes_proposals: bool = False
    sheets: frozenset[str] | None = None
    cells: Corrections = field(default_factory=dict)


@dataclass(frozen=True)
class Word:
    """A word in a column of terms that is not one of ours: how many rows have it and what it means."""

    column: Column
    text: str
    count: int
    meaning: Meaning

    @property
    def proposal(self) -> str:
        """The proposed code; an unspecific word for an applicant is resolved by the name."""
        if self.meaning.term is None:
            return BY_NAME if self.column.term is Applicant else ""
        return self.meaning.term.value


class Proposal:
    """The proposals for one ledger, derived from its heading and all cells below it."""

    def __init__(self, ledger: Ledger, answers: Answers, office: Profile) -> None:
        """Examine a ledger; ``answers`` are those given so far."""
        self.ledger, self._answers, self._office = ledger, answers, office
        kinds = (Kind.TERM, Kind.TERMS, Kind.DATE)
        found: dict[str, Counter[str]] = {}
        written = {
            (sheet, row.number): ledger.header.texts(row)
            for sheet, row in ledger.filled
            if (sheet, row.number) in ledger.completed
        }
        rows = [(ledger.header.texts(row), row.numbers) for _, row in ledger.filled]
        for position, target in enumerate(ledger.header.targets):
            if any(column.kind in kinds for column in target.facts):
                # a cell with a number is not a text somebody wrote
                texts = Counter(
                    [
                        cells[position]
                        for cells, numbers in rows
                        if position < len(cells) and not numbers >> position & 1
                    ]
                )
                for text, count in texts.items():
                    for column, part in target.parts(text) if text else ():
                        found.setdefault(column.name, Counter())[part] += count
        self._yearless: dict[str, list[tuple[str, date]]] = {}
        for (sheet, number), days in ledger.completed.items():
            for position, day in days.items():
                target, text = ledger.header.targets[position], written[sheet, number][position]
                for column, part in target.parts(text):
                    found.get(column.name, Counter())[part] -= 1
                for column, part in target.parts(day.text):
                    if column.kind is not Kind.DATE or day.is_sure:
                        found.setdefault(column.name, Counter())[part] += 1
                    else:
                        self._yearless.setdefault(column.name, []).append((text, day.day))
        self._texts = {name: +texts for name, texts in found.items()}

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the ledger that are not exactly ours, in the order of its columns."""
        found = []
        for column in self._columns(Kind.TERM, Kind.TERMS):
            counts: Counter[str] = Counter()
            for text, count in self._texts.get(column.name, {}).items():
                for part in several(column, text):
                    counts[part] += count
            assert column.term is not None
            for text, count in counts.items():
                if text and text not in {member.label for member in column.term} and not says_nothing(column, text):
                    meaning = meaning_of(column.term, text)
                    if column.name in self._asks_itself and not meaning.is_certain:
                        meaning = _answer(column, text) or meaning
                    found.append(Word(column, text, count, meaning))
        return tuple(found)

    @cached_property
    def _asks_itself(self) -> frozenset[str]:
        """The columns whose heading is a question (是否经过复议), answered by 是 and 否."""
        return frozenset(
            target.column.name
            for target in self.ledger.header.targets
            if target.column
            and target.column.name in ANSWERS
            and (
                ((asked := asked_by(header_key(target.name))) and asked[0] == WHETHER)
                or {*self._texts.get(target.column.name, ())} <= _YES_AND_NO
            )
        )

    @cached_property
    def _organisations(self) -> frozenset[str]:
        """The words of the ledger for an applicant that is some organisation, without the kind."""
        return frozenset(word.text for word in self.words if word.column.term is Applicant) & set(ORGANISATIONS.split())

    @cached_property
    def _named(self) -> frozenset[str]:
        """Those of them for which every applicant's name tells the kind of organisation."""
        if not self._organisations or "applicant" not in self._places:
            return frozenset()
        unsaid: set[str] = set()
        targets = self.ledger.header.targets
        for _, row in self.ledger.filled:
            told: dict[str, str] = {}
            for place, text in enumerate(self.ledger.header.texts(row)):
                if text and place < len(targets):
                    told |= {column.name: part for column, part in targets[place].parts(text)}
            if applicant_kind(told.get("applicant", ""), is_organisation=True) is None:
                unsaid.add(told.get("applicant_kind", ""))
        return self._organisations - unsaid

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The positions of each column of ours: sheets with different layouts have it at different ones."""
        found: dict[str, list[int]] = {}
        for place, target in enumerate(self.ledger.header.targets):
            for name in target.taken:
                found.setdefault(name, []).append(place)
        return found

    def _columns(self, *kinds: Kind) -> list[Column]:
        found = [column for target in self.ledger.header.targets for column in target.facts]
        return [column for column in dict.fromkeys(found) if column.kind in kinds]

    @cached_property
    def _doubtful_days(self) -> dict[str, dict[DateForm, list[tuple[str, int, date]]]]:
        """The doubtful dates of each column that its other dates do not settle."""
        return {
            column.name: self._doubted(self._texts.get(column.name, Counter())) for column in self._columns(Kind.DATE)
        }

    def _doubted(self, texts: Counter[str]) -> dict[DateForm, list[tuple[str, int, date]]]:
        read: dict[str, WrittenDay | None] = {}
        for text in texts:
            if not is_nothing(text):
                with suppress(UnreadableValueError):
                    read[text] = None
                    read[text] = day_in(text, self.ledger.record_type)
        forms = {found.form if found else None for found in read.values()}
        if forms == {DateForm.MONTH}:  # a column of nothing but months is clear by itself
            return {}
        certain = [found.day for found in read.values() if found and found.is_certain]
        doubted: dict[DateForm, list[tuple[str, int, date]]] = {}
        for text, found in read.items():
            if found and not found.is_certain:
                doubted.setdefault(found.form, []).append((text, texts[text], found.day))
        if certain and None not in read.values():  # a column of nothing but dates settles what a short year means
            for form in (DateForm.SHORT_YEAR, DateForm.SERIAL):
                days = [day for _, _, day in doubted.get(form, ())]
                if all(min(certain) - _A_YEAR <= day <= max(certain) + _A_YEAR for day in days):
                    doubted.pop(form, None)
        return doubted

    @cached_property
    def fills(self) -> tuple[Fill, ...]:
        """The proposals for the columns missing from the ledger."""
        has_clock = any(":" in text for text in self._texts.get("arrived_on", ()))
        told = self.ledger.header.matched - {word.column.name for word in self.words if self._is_filled(word)}
        told -= self._lacking_somewhere
        return fills_for(self.ledger.record_type, told | self._given, has_clock=has_clock)

    @cached_property
    def _lacking_somewhere(self) -> frozenset[str]:
        """The columns missing from a whole sheet, though another sheet has them."""
        if len({sheet for sheet, _ in self.ledger.filled}) < 2:  # noqa: PLR2004 - nothing to compare it with
            return frozenset()
        places = self._places
        there: dict[str, set[str]] = {}
        for sheet, row in self.ledger.filled:
            held = there.setdefault(sheet, set())
            held |= {
                name
                for name, own in places.items()
                if name not in held and any(any(row.cells[place : place + 1]) for place in own)
            }
        return frozenset(name for name in places if not all(name in held for held in there.values()))

    @cached_property
    def _by_law(self) -> frozenset[str]:
        """The fills that need no confirmation: what was handed in or signed for was received that day (第三十一条)."""
        channels = [meaning_of(Channel, text) for text in self._texts.get("channel", ())]
        is_sure = all(
            isinstance(one.term, Channel) and one.is_certain and not one.term.needs_confirmation for one in channels
        )
        return frozenset({"arrived_on", "received_on"} if channels and is_sure else ())

    def _is_filled(self, word: Word) -> bool:
        """Whether an uncertain word is filled from the other cells of its row, for all such rows at once."""
        return word.column.term is ReleaseCategory and not word.meaning.is_certain

    @property
    def _given(self) -> frozenset[str]:
        return frozenset(target.given[0] for target in self.ledger.header.targets if target.given)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Everything uncertain, headings first; each question is asked once for all rows."""
        rows = len(self.ledger.filled)
        headings = [
            Question(Asked.HEADING, target.column.name, target.name, rows, target.column.name)
            for target in self.ledger.header.targets
            if target.column and not target.is_certain
        ]
        words = [
            Question(Asked.WORD, word.column.name, word.text, word.count, word.proposal)
            for word in self.words
            if not (word.meaning.is_certain or self._is_filled(word) or word.text in self._named)
            and word.column.term not in KEPT_BESIDE
            and not (word.column.name in _OF_A_SUIT and leaves_as_it_was(word.text))
        ]
        dates = [
            Question(
                Asked.DATE, column, days[0][0], sum(count for _, count, _ in days), days[0][2].isoformat(), form=form
            )
            for column, forms in self._doubtful_days.items()
            for form, days in forms.items()
        ]
        fills = [
            Question(Asked.FILL, fill.name, "", rows, fill.name, fill.told)
            for fill in self.fills
            if fill.name not in self._by_law | _UNASKED
        ]
        return (*headings, *words, *dates, *self._without_year, *fills)

    @cached_property
    def _without_year(self) -> tuple[Question, ...]:
        """The questions whether dates without a year are of the year stated in the title."""
        return tuple(
            Question(Asked.DATE, column, days[0][0], len(days), days[0][1].isoformat(), form=DateForm.YEARLESS)
            for column, days in self._yearless.items()
        )

    @property
    def rounds(self) -> tuple[tuple[Question, ...], ...]:
        """The questions in the groups they are answered in: each heading, a column's words, its dates, what is missing.

        A list shows each with its proposal, so that nobody has to look at every row of the ledger.
        """
        found: dict[tuple[Asked, str], list[Question]] = {}
        for one in self.questions:
            about = {Asked.HEADING: one.text, Asked.FILL: ""}.get(one.asked, one.column)
            about = "" if one.form is DateForm.YEARLESS else about  # one title states the year for all
            found.setdefault((one.asked, about), []).append(one)
        return tuple(map(tuple, found.values()))

    def understanding(self) -> Understanding:
        """Return how to read the rows, given the answers."""
        answers, names = self._answers, columns_by_name(self.ledger.record_type)
        header = self.ledger.header
        said = {header_key(heading) for heading in answers.headings}
        unconfirmed = {
            name
            for target in header.targets
            if not target.is_certain and header_key(target.name) not in said
            for name in target.taken
        }
        if not answers.takes_proposals:  # an unconfirmed column is kept as a remark
            targets = [
                Target(target.name) if not target.is_certain and header_key(target.name) not in said else target
                for target in header.targets
            ]
            header = Header(header.row_number, tuple(targets))
        by_name = {"applicant_kind"} if self._organisations - self._named else set()
        taken = unconfirmed | by_name if answers.takes_proposals else set()
        agreed = answers.fills | self._by_law
        fills = [fill for fill in self.fills if answers.takes_proposals or fill.name in agreed | _UNASKED]
        settled = {
            column: frozenset(_PROPOSABLE - set(doubted)) | answers.dates.get(column, frozenset())
            for column, doubted in self._doubtful_days.items()
        }
        return Understanding(
            self.ledger.record_type,
            header,
            words={name: self._answered(names[name]) for name in names},
            forms=settled,
            fills=tuple(fills),
            office=self._office,
            proposed=frozenset({*taken, *(fill.name for fill in fills)} - agreed),
            completed=self.ledger.completed,
        )

    def _answered(self, column: Column) -> dict[str, str]:
        """Return the terms a person chose for the words of a column, by code."""
        headings = {header_key(target.name) for target in self.ledger.header.targets if column.name in target.taken}
        ours = {header_key(column.name), header_key(column.label), *headings}
        found: dict[str, str] = {}
        if column.name in self._asks_itself:
            sure = (word for word in self.words if word.column is column and word.meaning.is_certain)
            found |= {word.text: word.proposal for word in sure if word.proposal}
        if column.term is Applicant:  # the name tells the kind, if it is not a person's
            found |= dict.fromkeys(self._organisations if self._answers.takes_proposals else self._named, BY_NAME)
        for key, words in self._answers.words.items():
            if header_key(key) in ours and column.term is not None:
                for text, said in words.items():
                    member = column.term.named(said)
                    if said == BY_NAME or member is not None:
                        found[text] = BY_NAME if member is None else member.value
        return found


_YES_AND_NO = frozenset(["是", "否", "有", "无", "不是", "没有"])
_OF_A_SUIT = ("judgment",)
_SAID, _DENIALS = re.compile(r"[，,。；;：:、（()）\s—–-]+"), set(DENIALS)


def _answer(column: Column, text: str) -> Meaning | None:
    """Return the meaning of an answer below a heading that is a question, 「是，复议后起诉」, or None.

    It needs confirmation if the text behind 是 or 否 may say something else.
    """
    assert column.term is not None
    said, *more = [part for part in _SAID.split(text, maxsplit=1) if part] or [""]
    codes = (code for code, words in ANSWERS[column.name].items() if said.rstrip("的了过") in words.split())
    answer = column.term.named(next(codes, ""))
    if answer is None:
        return None
    meant = [meaning_of(column.term, part.rstrip("）)")) for part in more]
    agrees = all(one.term is answer and one.is_certain for one in meant)
    return Meaning(answer, is_certain=agrees or not (_DENIALS & set("".join(more)) or any(one.term for one in meant)))


_PROPOSABLE = frozenset({DateForm.SHORT_YEAR, DateForm.SERIAL, DateForm.MONTH})
"""Forms that the other dates of a column can settle."""
