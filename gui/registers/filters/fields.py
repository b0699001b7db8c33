"""The drop-downs above a list as values: what each offers, and what its chosen keys ask of the register.

A choice is remembered, and saved in the file, by its key alone: the code of a term, a text as it stands in the
register, a year. ``views`` says which drop-downs a register has.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from disclosure.column_kinds import Kind, columns_by_name
from disclosure.masking import masked_prose
from disclosure.records import Record
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.kit.due_words import SOON_DAYS
from gui.registers.derived import DueClass, due_classes
from gui.registers.model import Keeps
from storage.query import Filter, Query
from storage.registers import Registers

Chosen = Mapping[str, tuple[str, ...]]
"""The keys chosen in each drop-down, by its name; one that does not filter is left out."""

DATE = "date"
_TEXTS_OFFERED = 60
_NAMED = 2


@dataclass(frozen=True)
class FilterField:
    """One drop-down: ``offered`` are its keys, ``words`` returns a key's label, ``asked`` the filters for some keys.

    ``in_all_years`` are keys that apply to all years, so choosing one clears the dates. ``classes`` returns the key of
    each record if SQL cannot: the records found by ``asked`` are then filtered by it.
    """

    name: str
    label: str
    offered: Callable[[Registers], Sequence[str]]
    words: Callable[[str], str]
    asked: Callable[[Sequence[str], date], Filter]
    in_all_years: frozenset[str] = frozenset()
    classes: Callable[[Session, Registers, Sequence[Record]], Sequence[frozenset[str]]] | None = None

    def told(self, keys: Sequence[str]) -> str:
        """Return the choice in short: 「财政科、城建办」, 「3 项」, 「2025—2027 年」."""
        years = sorted(int(key) for key in keys if key.isdigit()) if self.name == DATE else []
        if len(years) > 1 and len(years) == len(keys) and all(b - a == 1 for a, b in pairwise(years)):
            return f"{years[0]}—{years[-1]} 年"
        return "、".join(map(self.words, keys)) if len(keys) <= _NAMED else f"{len(keys)} 项"


# --- days ---

_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)?/(\d{4}-\d\d-\d\d)?")
"""The first and the last day, either of which may be missing."""


def _first_of_month(day: date, back: int = 0) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


_RECENT: Mapping[str, tuple[str, Callable[[date], tuple[date, date]]]] = {
    "this-month": ("本月", lambda day: (_first_of_month(day), _first_of_month(day, -1) - timedelta(days=1))),
    "last-month": ("上月", lambda day: (_first_of_month(day, 1), _first_of_month(day) - timedelta(days=1))),
    "30-days": ("近 30 日", lambda day: (day - timedelta(days=29), day)),
}
"""Periods relative to today, so that a saved filter stays correct."""


def period_of(key: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of 「2025」, 「this-month」 or 「2025-03-01/2025-03-31」."""
    if key in _RECENT:
        return _RECENT[key][1](today)
    if key.isdigit():
        return date(int(key), 1, 1), date(int(key), 12, 31)
    first, _, last = key.partition("/")
    return (date.fromisoformat(first) if first else date.min), (date.fromisoformat(last) if last else date.max)


def _period_words(key: str) -> str:
    if key in _RECENT:
        return _RECENT[key][0]
    if key.isdigit():
        return f"{key} 年"
    first, _, last = key.partition("/")
    told = [chinese_date(date.fromisoformat(day)) if day else "" for day in (first, last)]
    if not last:
        return f"{told[0]}起"
    return f"{told[0]}至{told[1]}" if first else f"到{told[1]}"


DATES = FilterField(
    DATE,
    "日期",
    lambda registers: [*map(str, reversed(registers.years())), *_RECENT],
    _period_words,
    lambda keys, today: Filter("", "in_periods", tuple(period_of(key, today) for key in keys)),
)
"""年度 and days, by the date by which a register is sorted."""


def is_period(key: str) -> bool:
    """Whether a remembered key is still a valid period."""
    return key in _RECENT or key.isdigit() or (_RANGE.fullmatch(key) is not None and key != "/")


# --- columns ---


def of_column(record_type: type[Record], name: str) -> FilterField:
    """Return the drop-down of a column: its terms, or the texts that occur in it; with 没有填 if it may be blank."""
    column = columns_by_name(record_type)[name]
    blank = "" if column.kind is Kind.TEXT or not column.required else None
    term = column.term
    if term is None:
        return FilterField(
            name,
            column.label,
            lambda registers: [*registers.most_used(record_type, name)[:_TEXTS_OFFERED], ""],
            lambda key: masked_prose(key) or "没有填",
            lambda keys, _today: Filter(name, "any_of", tuple(keys)),
        )
    members = {member.value: member for member in term}

    def asked(keys: Sequence[str], _today: date) -> Filter:
        wanted = tuple(members.get(key) for key in keys)
        if column.kind is Kind.TERM:
            return Filter(name, "any_of", wanted)
        ways = (Filter(name, "contains", one) if one else Filter(name, "is_empty") for one in wanted)
        return Filter("", "either", tuple(ways))

    return FilterField(
        name,
        column.label,
        lambda _registers: [*members, *([] if blank is None else [blank])],
        lambda key: members[key].whole_label.partition("（")[0] if key in members else "没有填",
        asked,
    )


def of_states(
    label: str,
    states: Mapping[str, Filter | Callable[[date], Filter]],
    in_all_years: Sequence[str] = (),
    name: str = "state",
) -> FilterField:
    """Return a drop-down of named conditions, or functions of today that return one; the labels are the keys."""

    def asked(keys: Sequence[str], today: date) -> Filter:
        wanted = (states[key] for key in keys if key in states)
        return Filter("", "either", tuple(one(today) if callable(one) else one for one in wanted))

    return FilterField(name, label, lambda _registers: list(states), str, asked, frozenset(in_all_years))


PAPERS = of_states(
    "材料", {"有材料": Filter("", "has_papers", True), "没有材料": Filter("", "has_papers", False)}, name="papers"
)


# --- terms of requests ---

_DUE: Mapping[DueClass, str] = {
    DueClass.OVERDUE: "已经逾期",
    DueClass.TODAY: "今天到期",
    DueClass.SOON: f"{SOON_DAYS} 个工作日内到期",
    DueClass.WAITING: "等对方，未计期限",
    DueClass.UNCONFIRMED: "还没有确认收到",
}

DUE = FilterField(
    "due",
    "期限",
    lambda _registers: [each.value for each in _DUE],
    lambda key: _DUE[DueClass(key)] if key in set(DueClass) else key,
    lambda _keys, _today: Filter("outcome", "is_open"),
    frozenset(DueClass),
    due_classes,
)


# --- all of them together ---


def known(fields: Sequence[FilterField], chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """Return the part of a remembered choice that is still valid."""
    by_name = {field.name: field for field in fields}
    kept = {name: tuple(key for key in keys if name != DATE or is_period(key)) for name, keys in chosen.items()}
    return {name: keys for name, keys in kept.items() if keys and name in by_name}


def asked(fields: Sequence[FilterField], chosen: Chosen, today: date) -> tuple[Filter, ...]:
    """Return the filters for the register."""
    return tuple(field.asked(chosen[field.name], today) for field in fields if chosen.get(field.name))


def keeps(session: Session, fields: Sequence[FilterField], chosen: Chosen) -> Keeps | None:
    """Return the function that filters the records found, or None if SQL does it all."""
    looking = [
        (field.classes, frozenset(chosen[field.name]))
        for field in fields
        if chosen.get(field.name) and field.classes is not None
    ]
    if not looking:
        return None

    def kept(registers: Registers, records: Sequence[Record]) -> list[bool]:
        verdicts = [[bool(one & wanted) for one in tell(session, registers, records)] for tell, wanted in looking]
        return [all(each) for each in zip(*verdicts, strict=True)]

    return kept


def count(
    session: Session, record_type: type[Record], fields: Sequence[FilterField], chosen: Chosen, text: str = ""
) -> int:
    """Return how many records a choice finds, together with the words searched for; called in a worker."""
    registers, query = session.registers, Query(text=text, filters=asked(fields, chosen, session.today))
    kept = keeps(session, fields, chosen)
    if kept is None:
        return registers.count(record_type, query)
    return sum(kept(registers, list(registers.all(record_type, query))))
