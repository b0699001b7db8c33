"""Finding the header of a ledger and what each of its columns means; the words are those of ``import_words``."""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, cast

from disclosure import import_words
from disclosure.column_kinds import Column, Kind, columns, columns_by_name
from disclosure.errors import SourceUnreadableError
from disclosure.records import Litigation, Record
from disclosure.term_base import Term, fold
from disclosure.terms import BusinessKind
from importers.ledgers.asking import WHEN, WHETHER, WHY, asked_by, asked_column, tells_another_day
from importers.ledgers.composing import composed
from importers.ledgers.facts import can_be_parted, parted
from importers.ledgers.meaning import is_placeholder, meaning_of
from importers.ledgers.rows import Row

HEADER_ROWS = 30
"""How many rows, including titles and notes, are searched for the header."""
_MOST_HEADER_LINES = 3
"""How many lines a heading of merged cells has at most."""
_LONGEST_HEADING = 500
"""A longer text is not a heading, and is not examined as one."""

REASON_COLUMN = "退回原因"
"""The column a refusals file adds; ignored when it comes back."""

_FEWEST_COLUMNS = 2
_LIKELY = 0.5
"""The weight of a heading that has to be confirmed; a certain one weighs 1."""
_SETTLED = 0.01
"""The weight of a heading known to be no column of ours."""
_SECOND_LINE = 0.001
"""The weight of a line that names the columns of the groups above it."""
_TEN_THOUSAND = 10_000
_MARKS = re.compile(r"[*★※:：\s]+")
_REMARK = re.compile(r"[（(]([^（）()]*)[）)]\Z")
_IS_GROUP = re.compile(r"[^：:\d]{1,10}(?<![表账簿册])")
"""A text above several headings that is not a title."""
_OF_A_RECORD = re.compile(r"\d{3,}")
"""Digits of a value - a year, a telephone number - which the lower line of a heading does not have."""
_TWO_FACTS, _WORDS_BETWEEN = re.compile(r"以及|[及和与、/+,;|\n]"), re.compile(r"以及|[及和与]")
_MOST_FACTS = 4
_OF_FEES = re.compile("收费|征收|收取")
_IS_NOTE = re.compile(
    "(?:姓名|名称|名字|单位|全称|个人|企业|法人|公民|自然人|组织|其他组织|签字|签名|盖章|必填|选填|[^科股处]{0,3}室)+"
)
"""Words in brackets that only repeat the heading: 「复议申请人（单位）」."""
_IS_SOMEBODY = re.compile(r"[人者方审核校]\Z|(?:主体|姓名|名称|单位|原告|律师|机关|组织|个人)\Z")
_GROUP = re.compile(r"(?:基本)?(?:情况|信息|资料)\Z")
"""The meaningless end of the name of a group of headings: 「申请人基本情况」 over 「名称」."""


@dataclass(frozen=True)
class Target:
    """What one column of a ledger is: an official column, none of ours, or (``is_ignored``) one to be left out.

    ``factor`` converts values to the column's unit: 10000 if the header says 万元. ``others`` are the other facts of a
    column that holds several (答复时间及结果). ``given`` is a value that every row of the column has in addition:
    行政处罚 if the header counts penalties. ``adds_to`` is the column of ours that another one of the ledger fills
    already (姓名 beside 单位名称). ``is_certain`` is false if a person has to confirm what it is; ``is_settled`` is
    true if it is known to be no column of ours, and so a remark whatever its cells are. ``day`` is the index of its own
    date if cells have several and it is not the first, ``group`` the name of the group above a heading without a
    meaning yet. ``is_composed`` marks a heading understood by its parts only: one known as a whole takes precedence.
    ``is_opposite`` marks one that asks the opposite of its column: 「是否计入年报」.
    """

    name: str
    column: Column | None = None
    is_ignored: bool = False
    factor: int = 1
    others: tuple[Column, ...] = ()
    given: tuple[str, Term] | None = None
    is_certain: bool = True
    adds_to: Column | None = None
    is_settled: bool = False
    day: int = 0
    group: str = ""
    is_composed: bool = False
    is_opposite: bool = False

    @property
    def facts(self) -> tuple[Column, ...]:
        """The columns of ours it fills."""
        return (self.column, *self.others) if self.column else ()

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """The names of the columns it fills."""
        return tuple(column.name for column in self.facts)

    def parts(self, text: str) -> Iterator[tuple[Column, str]]:
        """Yield each column of a cell with its part of the text."""
        return ((column, part) for column, part in parted(text, self.facts, self.day) if column)


@dataclass(frozen=True)
class Header:
    """The header of a ledger: its (last) row number and the target of each column, from the left."""

    row_number: int
    targets: tuple[Target, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names as in the ledger."""
        return tuple(target.name for target in self.targets)

    @cached_property
    def ignored(self) -> frozenset[int]:
        """The positions of columns to be left out."""
        return frozenset(position for position, target in enumerate(self.targets) if target.is_ignored)

    @cached_property
    def needed(self) -> tuple[int, ...]:
        """The positions of required columns."""
        targets = enumerate(self.targets)
        return tuple(position for position, target in targets if target.column and target.column.required)

    @cached_property
    def _added(self) -> tuple[tuple[int, tuple[int, ...], Column], ...]:
        """The positions of columns that add to another, the positions of those, and the column of ours both mean."""
        return tuple(
            (place, tuple(at for at, one in enumerate(self.targets) if one.column is target.adds_to), target.adds_to)
            for place, target in enumerate(self.targets)
            if target.adds_to is not None and any(one.column is target.adds_to for one in self.targets)
        )

    def texts(self, row: Row) -> tuple[str, ...]:
        """Return the texts of a row, those of a second column with the same meaning moved to the first.

        They are moved if the first is empty (姓名 or 单位名称), or appended if they make it more precise (不予公开,
        内部事务信息); otherwise they stay where they are, and become a remark.
        """
        if not self._added:
            return row.cells
        cells = list(row.cells)
        for place, firsts, column in self._added:
            # sheets with different layouts have it at different places
            first = next((at for at in firsts if at < len(cells) and cells[at]), firsts[0])
            cells += [""] * (first + 1 - len(cells))
            text = cells[place] if place < len(cells) and not is_placeholder(cells[place]) else ""
            if text and is_placeholder(cells[first]):
                cells[first], cells[place] = text, ""
            elif text and column.term is not None and cells[first] != text:
                both = f"{cells[first]}（{text}）"
                one, other = meaning_of(column.term, cells[first]), meaning_of(column.term, text)
                if not one.is_certain or meaning_of(column.term, both).is_certain or other.term not in (None, one.term):
                    cells[first], cells[place] = both, ""
        return tuple(cells)

    @cached_property
    def matched(self) -> frozenset[str]:
        """The names of the columns of ours that were found."""
        return frozenset(name for target in self.targets for name in target.taken)

    @property
    def weight(self) -> float:
        """How well the header is understood: the number of known columns, those to be confirmed counting less."""
        known = sum(len(target.taken) * (1 if target.is_certain else _LIKELY) for target in self.targets)
        return known + _SETTLED * sum(target.is_settled for target in self.targets)

    def is_usable_for(self, record_type: type[Record]) -> bool:
        """Whether enough columns are known, including a required one."""
        needed = {column.name for column in columns(record_type) if column.required}
        return len(self.matched) >= _FEWEST_COLUMNS and bool(self.matched & needed)


_MOST_REMEMBERED = 8192
"""Enough for the headings of a few ledgers, alone and below others, and their possible splits into facts."""


@lru_cache(maxsize=2048)  # each heading is compared with every register, alone and below others
def header_key(text: str) -> str:
    """Return the form in which column names are compared, ignoring width, blanks, asterisks and colons."""
    return _MARKS.sub("", fold(unicodedata.normalize("NFKC", text))).casefold()


_IGNORED = frozenset(map(header_key, (REASON_COLUMN, *import_words.NOT_KEPT.split(), *import_words.STATUS.split())))
_NOT_OURS = frozenset(map(header_key, import_words.NOT_OURS.split()))
_ENDINGS = {ending: group.split()[0] for group in import_words.ENDINGS for ending in map(header_key, group.split())}
_ENDING = re.compile(rf"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})\Z")
_BEGINNING = re.compile("|".join(import_words.BEGINNINGS.split()))
_INSIDE = re.compile("|".join(import_words.INSIDE.split()))
_DISPUTES = ("reviews", "litigation")
_ASKED_FOR = re.compile("|".join(import_words.ASKED_FOR.split()))
_SHORTEST_CORE, _SHORTEST_KNOWN = 2, 3
_FIRST_INSTANCE = re.compile("一审(?:情况|信息|部分|阶段|审理)*(.{2,})")
_OTHER_INSTANCES = tuple(import_words.OTHER_INSTANCES.split())


def heading_cores(text: str) -> tuple[str, ...]:
    """Return the significant parts of a heading, with synonymous endings made equal.

    「提交时间」 and 「提交日期」 have the same core; 「网上提交时间」 has a second one without its prefix.
    """
    return _cores_of(header_key(text))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _cores_of(key: str) -> tuple[str, ...]:
    key = _INSIDE.sub("", key)
    ending = _ENDING.search(key, _SHORTEST_CORE)
    stem, end = (key[: ending.start()], _ENDINGS[ending[0]]) if ending else (key, "")
    beginning = _BEGINNING.match(stem)
    rest = stem[beginning.end() :] if beginning else ""
    return (stem + end, rest + end) if len(rest) >= _SHORTEST_CORE else (stem + end,)


def best_header(rows: Sequence[Row], record_type: type[Record], mapping: Mapping[str, str]) -> Header:
    """Return the header among the first rows that names most columns of a record type (it may name none).

    A heading of merged cells may have up to three lines; no further lines are tried below a line that is a complete
    heading by itself, whatever words the records there hold. ``mapping`` maps names of the ledger's columns to a field
    or label of ours, or to "" to leave them out. Raises SourceUnreadableError if it names a field that does not exist.
    """
    words = _Words(record_type, mapping) if mapping else _all_words(cast("Hashable", record_type))
    found = [(0.0, Header(0, ()))]
    lines: list[tuple[str, ...]] = []
    for row in rows[:HEADER_ROWS]:
        lines.append(row.cells)
        for height in range(1, min(_MOST_HEADER_LINES, len(lines)) + 1):
            is_line = sum(map(bool, map(_OF_A_RECORD.search, row.cells))) < _FEWEST_COLUMNS
            if height == 1 or (is_line and not any(cell.isdecimal() for cell in row.cells)):
                header = _header(row.number, lines[-height:], words)
                if height == 1 and _is_whole(header, record_type):
                    return header
                tells_more = height > 1 and _is_second_line(*lines[-2:])
                found.append((header.weight + _SECOND_LINE * tells_more, header))
    return max(found, key=lambda each: each[0])[1]  # of equal ones the first, with the fewest lines


def _is_whole(header: Header, record_type: type[Record]) -> bool:
    """Whether every column is certainly known or to be left out, and no required one is missing."""
    known = all(target.is_ignored or (target.column is not None and target.is_certain) for target in header.targets)
    return known and {column.name for column in columns(record_type) if column.required} <= header.matched


class _Words:
    """The meanings of the headings of one register, by known words and by a person's answers about this ledger."""

    def __init__(self, record_type: type[Record], mapping: Mapping[str, str]) -> None:
        known = columns_by_key(cast("Hashable", record_type))
        for ours in mapping.values():
            if ours and header_key(ours) not in known:
                raise SourceUnreadableError(
                    f"列对应关系中的“{ours}”不是{record_type.title}的栏目，要改成台账栏目的名称。"
                )
        self._record_type, self._register = record_type, record_type.register
        self._told: dict[str, Target] = {}
        self._wanted = {
            header_key(theirs): known[header_key(ours)] if ours else None for theirs, ours in mapping.items()
        }
        self._known = known
        self._by_core = columns_by_core(cast("Hashable", record_type))
        names = columns_by_name(record_type)
        self._likely = {
            header_key(word): names[name]
            for name, words in import_words.LIKELY_HEADINGS.get(self._register, {}).items()
            for word in words.split()
        }
        self._opposite = {
            header_key(word): names[name]
            for name, words in import_words.OPPOSITE.get(self._register, {}).items()
            for word in words.split()
        }
        self._bare_words = {
            word for words, _ in import_words.BARE.get(self._register, {}).values() for word in words.split()
        }
        self._with_a_value: dict[str, tuple[Column, tuple[str, Term]]] = {}
        for word, (name, field, code) in import_words.HEADINGS_WITH_A_VALUE.get(self._register, {}).items():
            term = names[field].term
            if term is not None and (given := term.named(code)) is not None:
                self._with_a_value[header_key(word)] = (names[name], (field, given))

    @property
    def _other_events(self) -> list[str]:
        return import_words.OTHER_EVENTS_OF.get(self._register, "").split()

    def target(self, name: str) -> Target:
        """Return what a heading means, cached: each is asked for a dozen times, alone and below others."""
        if len(name) > _LONGEST_HEADING:
            return Target(name)
        if not self._wanted:
            return _by_words(cast("Hashable", self._record_type), name)
        if name not in self._told:
            self._told[name] = self.meant(name)
        return self._told[name]

    def meant(self, name: str) -> Target:
        """Return what a heading means by itself."""
        key = header_key(name)
        if key in self._wanted:
            given = self._with_a_value[key][1] if key in self._with_a_value else None
            told = self._several_facts(name, key)
            if told and told.column is self._wanted[key]:  # the confirmed column is one of several facts
                return replace(told, is_certain=True)
            return Target(name, self._wanted[key], is_ignored=self._wanted[key] is None, given=given)
        if key in _IGNORED:
            return Target(name, is_ignored=True)
        if key in self._known:
            return Target(name, self._known[key])
        if key in self._opposite:
            return Target(name, self._opposite[key], is_opposite=True)
        return (
            self._likely_meant(name, key)
            or self._asked(name, key)
            or self._several_facts(name, key)
            or self._without_remark(name, key)
            or self._by_its_core(name)
        )

    def beside(self, target: Target) -> Column | None:
        """Return the column of a heading beside a general one of the same meaning: 「一审案号」 beside 「案号」."""
        key = header_key(target.name)
        for name, (same, words) in import_words.BESIDE.get(self._register, {}).items():
            if same in target.taken and any(word in key for word in words.split()):
                return self._known[header_key(name)]
        return None

    def _likely_meant(self, name: str, key: str) -> Target | None:
        """Return the most likely meaning of a heading, or that it is none of ours."""
        column, given = self._with_a_value.get(key, (self._likely.get(key), None))
        if column is None:
            return Target(name, is_settled=True) if key in _NOT_OURS else None
        return Target(name, column, given=given, is_certain=False)

    def _asked(self, name: str, key: str) -> Target | None:
        """Return the meaning of a question, or of a heading for one instance of a suit."""
        if self._register == Litigation.register:
            if key.startswith(_OTHER_INSTANCES):
                return Target(name, is_settled=True)
            if own := _FIRST_INSTANCE.fullmatch(key):
                return replace(self.meant(own[1]), name=name)
        if (asked := asked_by(key)) is None:
            return None
        column = asked_column(key, self._register) or composed(key, self._register)
        is_settled = column is None and asked[0] in (WHETHER, WHEN, WHY)
        return Target(name, self._known[column] if column else None, is_settled=is_settled)

    def _by_its_core(self, name: str) -> Target:
        if made := composed(header_key(name), self._register):
            told = self._known[made]
            if told.kind is Kind.DATE and any(event in header_key(name) for event in self._other_events):
                return Target(name, is_settled=True)
            return Target(
                name,
                told,
                is_composed=True,
                is_certain=not (_is_when_served(told, name) or is_numbered_elsewhere(told, name)),
            )
        cores = heading_cores(name)
        column = next((self._by_core[core] for core in cores if core in self._by_core), None)
        if column is None and self._register in _DISPUTES and _ASKED_FOR.search(header_key(name)):
            return Target(name, is_settled=True)
        if column is not None and column.kind is Kind.DATE and tells_another_day(header_key(name), self._register):
            column = None
        return Target(name, column, is_ignored=column is None and not _IGNORED_CORES.isdisjoint(cores))

    def _without_remark(self, name: str, key: str) -> Target | None:
        remark = _REMARK.search(key)
        if remark is None:
            return None
        bare = key[: remark.start()]
        column = self._known.get(bare)
        if column is None:
            column, given = self._with_a_value.get(bare, (self._likely.get(bare), None))
            return Target(name, column, given=given, is_certain=False) if column else None
        if "万" in remark[1]:
            return Target(name, column, factor=_TEN_THOUSAND) if column.kind is Kind.MONEY else None
        return Target(name, column)

    def _bare(self, part: str, beside: Sequence[tuple[Column, bool] | None]) -> tuple[Column, bool] | None:
        """Return the meaning that an ambiguous word gets from the others beside it, 「时间及结果」."""
        names = {one[0].name for one in beside if one}
        for name, (words, others) in import_words.BARE.get(self._register, {}).items():
            if part in words.split() and not names.isdisjoint(others.split()):
                return self._known[header_key(name)], True
        return None

    def _plainly(self, word: str) -> Column | None:
        return self._known.get(word) or self._known.get(composed(word, self._register) or "")

    def _of_a_part(self, words: Sequence[str]) -> tuple[Column, bool] | None:
        """Return the meaning of a part of a heading of several facts, tried in all its wordings, and its certainty."""
        if column := next(filter(None, map(self._plainly, words)), None):
            return column, True
        for word in words:
            cores = _cores_of(word) if len(word) > _SHORTEST_KNOWN else ()
            if column := next((self._by_core[core] for core in cores if core in self._by_core), None):
                return column, True
        return next(((self._likely[word], False) for word in words if word in self._likely), None)

    def _several_facts(self, name: str, key: str) -> Target | None:
        """Return the facts of 「答复时间及结果」: a part may share its beginning or ending with another."""
        for parts in _facts_of(name, key):
            if not 2 <= len(parts) <= _MOST_FACTS or not all(parts):  # noqa: PLR2004 - two at least
                continue
            worded = [
                [
                    part,
                    *(part + other[length:] for other in parts[place + 1 :] for length in range(1, len(other))),
                    *(other[:length] + part for other in parts[:place] for length in range(1, len(other) + 1)),
                ]
                for place, part in enumerate(parts)
            ]
            if self._of_a_part(worded[-1]) is None and parts[-1] not in self._bare_words:
                continue  # mostly the text of a record
            found = [self._of_a_part(words) for words in worded]
            for _ in parts:  # one part may decide the meaning of another
                found = [self._bare(part, found) or one for part, one in zip(parts, found, strict=True)]
            if found[0] and all(found[0][0] in map(self._plainly, words) for words in worded[1:]):
                found = [found[0]]  # 「姓名（名称）」
            first, last = found[0], found[-1]
            is_day_behind = first is None and last and len(parts) == 2 and last[0].kind is Kind.DATE  # noqa: PLR2004
            if last and is_day_behind and not _IGNORED.isdisjoint(worded[0]):
                return Target(name, last[0], is_certain=last[1], day=1)  # 「答复期限/实际答复日期」
            facts = list(dict.fromkeys(fact[0] for fact in found if fact))
            is_certain = all(fact is not None and fact[1] for fact in found)
            if all(found) and len(facts) == 1:  # 「申请人/申请单位」
                return Target(name, facts[0], is_certain=is_certain and not _is_when_served(facts[0], name))
            if all(found) and can_be_parted(facts):
                return Target(name, facts[0], others=tuple(facts[1:]), is_certain=is_certain)
        return None


def is_numbered_elsewhere(column: Column, name: str) -> bool:
    """Whether a heading may mean a number that another book or office gave: 「收文号」, 「转办单号」."""
    return column.name == "number" and _NUMBERED_ELSEWHERE.search(header_key(name)) is not None


def _is_when_served(column: Column, name: str) -> bool:
    """Whether a heading tells when a decision came and not when it was made, which may be another year's."""
    return column.name == "closed_on" and tells_another_day(header_key(name))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _by_words(record_type: Any, name: str) -> Target:
    """Return what a heading means without any answers, cached: a ledger has it in many lines."""
    return _all_words(record_type).meant(name)


@cache
def _all_words(record_type: Any) -> _Words:
    return _Words(record_type, {})


def _facts_of(name: str, key: str) -> Iterator[list[str]]:
    """Yield the possible splits of a heading into several facts: 「经办（科室/人）」, 「地址、电话」, lines."""
    if remark := _REMARK.search(key):
        stem, inside = key[: remark.start()], _TWO_FACTS.split(remark[1])
        if len(inside) > 1 and all(map(_IS_NOTE.fullmatch, inside)):
            return  # 「申请人类别（公民/法人）」
        if len(inside) > 1:
            if _IS_SOMEBODY.search(stem):  # 「申请人（住址、电话）」
                yield [stem, *inside]
            yield [stem + part for part in inside]
            yield [stem, *(stem[:-1] + part for part in inside)]
            yield [stem, *inside]
        elif not (_IS_NOTE.fullmatch(remark[1]) and _IS_SOMEBODY.search(stem)):
            yield [stem, remark[1]]
    for marks in (_WORDS_BETWEEN, _TWO_FACTS):
        yield marks.split(key)
    yield [header_key(line) for line in name.split("\n")]


def _header(number: int, lines: Sequence[tuple[str, ...]], words: _Words) -> Header:
    stacks: list[list[str]] = []
    above = ["" for _ in lines]
    for position in range(max(map(len, lines))):
        stack = []
        for depth, line in enumerate(lines):
            cell = line[position] if position < len(line) else ""
            if cell:
                above[depth] = cell
            elif any(position < len(lower) and lower[position] for lower in lines[depth + 1 :]):
                cell = above[depth]  # merged over several columns: only the first has its text
            stack.append(cell)
        # a cell merged over several lines is in each of them
        stacks.append(list(dict.fromkeys(cell for cell in stack if cell)))
    titles = {line[0] for line in lines[:-1] if any(line) and not any(line[1:])}
    targets = [_of_stack([cell for cell in stack if cell not in titles], words) for stack in stacks]
    own = {name for target in targets for name in target.taken}
    targets = _fees_apart([_of_group(one, stack, words, own) for one, stack in zip(targets, stacks, strict=True)])
    while targets and not targets[-1].name:
        targets.pop()
    taken: set[str] = set()
    order = [(not one.is_certain, words.beside(one) is not None, one.is_composed, at) for at, one in enumerate(targets)]
    for *_, place in sorted(order):
        target = targets[place]
        if target.given is None:
            if taken & set(target.taken):  # a second column with this meaning
                other = words.beside(target)
                target = Target(target.name, adds_to=target.column if target.is_certain else None)
                target = replace(target, column=other, adds_to=None) if other and other.name not in taken else target
                targets[place] = target
            taken.update(target.taken)
    return Header(number, tuple(targets))


def _fees_apart(targets: list[Target]) -> list[Target]:
    """Return the columns of a sheet, money beside columns that count one kind each as a batch of its own or a remark.

    A row gives a batch for each of them, and 「收费（元）」 is of none of the kinds counted.
    """
    if not any(target.given for target in targets):
        return targets
    money = [at for at, one in enumerate(targets) if not one.given and one.column and one.column.kind is Kind.MONEY]
    fee = next((at for at in money if _OF_FEES.search(header_key(targets[at].name))), None)
    found = [Target(one.name, is_settled=True) if at in money else one for at, one in enumerate(targets)]
    if fee is not None:
        found[fee] = replace(targets[fee], given=("kind", BusinessKind.ADMINISTRATIVE_FEE))
    return found


def _is_second_line(upper: tuple[str, ...], line: tuple[str, ...]) -> bool:
    """Whether a line names the columns of groups in the line above: elsewhere it repeats that line or is empty."""
    cells = (*upper, *[""] * (len(line) + 1 - len(upper)))
    is_group = [bool(cells[at]) and not cells[at + 1] for at in range(len(line))]
    fits = all(is_group[at] or not cells[at] or text in ("", cells[at]) for at, text in enumerate(line))
    return any(upper[1:]) and fits and any(text and not cells[at] for at, text in enumerate(line))


def _of_group(target: Target, cells: Sequence[str], words: _Words, own: set[str]) -> Target:
    """Return the meaning a heading without one gets from its group, unless a column in ``own`` has it already."""
    if target.is_settled or target.is_ignored or (target.column and target.is_certain):
        return target
    groups = [found for above in reversed(cells[:-1]) if (found := words.target(above)).column]
    if groups and tells_another_day(header_key(cells[-1])):  # 「交答复材料」 over 「最晚」
        groups = [found for found in groups if found.column and found.column.kind is not Kind.DATE]
    same = next((found for found in groups if target.column in (None, found.column)), None)
    is_its = same is not None and (target.column or not own & set(same.taken))
    return replace(same, name=target.name) if same and is_its else target


def _of_stack(cells: Sequence[str], words: _Words) -> Target:
    """Return the common meaning of the cells of one column of a heading, given from the top down."""
    if not cells:
        return Target("")
    *upper, lowest = cells
    names = [name for above in reversed(upper) for name in (above + lowest, _GROUP.sub("", above) + lowest)]
    targets = [words.target(name) for name in (*names, lowest)]
    found = next((target for target in targets if target.is_settled), None)
    found = found or next((target for target in targets if target.column and target.is_certain), None)
    found = found or next((target for target in targets if target.column or target.is_ignored), None)
    group = next((above for above in reversed(upper) if _IS_GROUP.fullmatch(above)), "")
    return found or Target(lowest, group=group)


_NUMBERED_ELSEWHERE = re.compile("来文|收文|转办|交办|督办|批办")
_IGNORED_CORES = frozenset(heading_cores(word)[0] for word in _IGNORED)


@cache
def columns_by_key(record_type: Any) -> Mapping[str, Column]:
    """Return the columns of a record type by every unambiguous heading."""
    found: dict[str, Column] = {}
    for column in columns(record_type):
        for name in (column.name, column.label, column.label.removesuffix("（元）")):
            found.setdefault(header_key(name), column)
    for column in columns(record_type):
        for name in column.aliases:
            found.setdefault(header_key(name), column)
    for column in columns(record_type):
        if column.is_numbering:  # most ledgers use just this word
            found.setdefault(header_key(import_words.NUMBERING), column)
    return found


@cache
def columns_by_core(record_type: Any) -> Mapping[str, Column]:
    """Return the columns of a record type by the core of every such heading, without cores that two columns share."""
    found: dict[str, set[str]] = {}
    for name, column in columns_by_key(record_type).items():
        core = heading_cores(name)[0]
        if len(core) >= _SHORTEST_KNOWN or core == name:
            found.setdefault(core, set()).add(column.name)
    names = columns_by_name(record_type)
    return {core: names[min(shared)] for core, shared in found.items() if len(shared) == 1}
