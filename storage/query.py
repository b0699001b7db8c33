"""Queries of a register: declarations, turned into SQL in one place."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Any, TypeAlias

from disclosure.column_kinds import Kind, columns_by_name
from disclosure.records import Record
from storage.decided import DECIDED_AS
from storage.rows import Layout, layout
from storage.sealing import AnySeal, Unsealed, place_of
from storage.search import condition, is_searchable

_UNSEALED = Unsealed()

DATED = frozenset({"releases", "requests", "reviews", "litigation", "tallies", "activities"})
"""Registers with a main date, by which a year is selected and which is the default order."""

YEARLY = frozenset({"drafts", "issued", "finding_notes", "report_deliveries", "report_events"})
"""Registers whose records have a field for their year."""


@dataclass(frozen=True)
class Filter:
    """One condition on one field.

    ``condition`` is one of ``equals``, ``differs``, ``any_of`` (a list, in which None matches blank), ``between`` (two
    values, inclusive), ``before``, ``after`` (exclusive), ``is_empty``, ``is_filled``, ``contains`` (one of several
    terms, or a part of a text).

    These need no field: ``either`` (a list of filters) matches if any of them does, ``in_periods`` (a list of first and
    last days) selects by the main date, ``has_papers`` finds records with (or for False without) attachments.

    Only for requests: ``is_answered`` means as in ``Request.is_answered``; ``is_open`` finds the counted requests that
    are not. Only for reviews and suits: ``decided_as`` finds those that count as a result, if need be by their
    结果明细; ``is_pending`` those without a result or a possible 结案日期, 尚未审结 in table four.
    """

    field: str
    condition: str
    value: Any = None


@dataclass(frozen=True)
class Query:
    """Which records of a register, in which order.

    ``text`` is a full-text search, also by pinyin; all of its words must occur. ``year`` selects by the main date.
    ``sort`` is a field, and ``then`` are further ones, with a minus for descending order; by default records come by
    main date, then by id. ``limit`` 0 means no limit.
    """

    text: str = ""
    year: int | None = None
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False
    then: tuple[str, ...] = ()
    limit: int = 0


def not_by(field: str, day: date) -> Filter:
    """Return the filter for records that by ``day`` have nothing in a date field: it is blank or later."""
    return Filter("", "either", (Filter(field, "is_empty"), Filter(field, "after", day)))


Condition: TypeAlias = tuple[str, list[Any]]


@dataclass(frozen=True)
class Selection:
    """A query in SQL: table and conditions, their parameters, and the sort keys, each with whether it is descending.

    ``hint`` keeps SQLite from a bad index where all rows have to be looked at.
    """

    table: str
    hint: str
    where: str
    parameters: tuple[Any, ...]
    keys: tuple[tuple[str, bool], ...]

    @property
    def source(self) -> str:
        """What follows FROM."""
        return f"{self.table}{self.hint} WHERE {self.where}"

    @property
    def order(self) -> str:
        """What follows ORDER BY."""
        return ", ".join(f"{key} DESC" if is_down else key for key, is_down in self.keys)

    def sql(self, selected: str, limit: int = 0) -> str:
        """Return the SELECT statement."""
        return f"SELECT {selected} FROM {self.source} ORDER BY {self.order}" + (f" LIMIT {limit:d}" if limit else "")

    @property
    def is_mergeable(self) -> bool:
        """Whether ordered runs of it can be merged: all keys point the same way."""
        return len({is_down for _, is_down in self.keys}) == 1

    @property
    def is_descending(self) -> bool:
        """Whether its last key, the id, descends."""
        return self.keys[-1][1]

    def run(self, limit: int = 0) -> str:
        """Return the statement for a run that is to be merged with others: the sort keys, last the id.

        Before each other key comes whether it is there, so that Python orders the rows like SQLite: blanks first.
        """
        *keys, (record_id, _) = self.keys
        return self.sql("".join(f"{key} IS NOT NULL, {key}, " for key, _ in keys) + record_id, limit)


BY_DAY, BY_ID = "main_on", "id"
"""What bounds the runs of a query."""


@dataclass(frozen=True)
class Run:
    """A part of a register, read in one hold of the file's lock: what comes after ``first``, up to ``last``.

    Both are ids, or main dates, of which no record is without one.
    """

    by: str
    first: int | str
    last: int | str


def selection(record_type: type[Record], query: Query, seal: AnySeal = _UNSEALED, run: Run | None = None) -> Selection:
    """Return the SQL of a query; raises KeyError for a field or condition that does not exist (a programming error).

    With a ``run`` it finds only the rows in that. In sealed fields only whole values are found, by their digests.
    """
    lay = layout(record_type)
    register = lay.register
    conditions: list[Condition] = [(f"{register}.removed_at IS NULL", [])]
    conditions.extend(_in_run(lay, run))
    if query.text.strip():
        conditions.extend(_searched(lay, query.text, seal, run))
    if query.year is not None:
        if register in YEARLY:
            conditions.append(("year = ?", [query.year]))
        elif register in DATED and (run is None or run.by == BY_ID):  # else the run is part of it
            conditions.append(("main_on BETWEEN ? AND ?", [f"{query.year:04}-01-01", f"{query.year:04}-12-31"]))
    conditions.extend(_condition(lay, each, seal) for each in query.filters)
    where = " AND ".join(sql for sql, _ in conditions)
    parameters = tuple(value for _, values in conditions for value in values)
    by = [(query.sort, query.descending)] if query.sort else []
    by += [(each.removeprefix("-"), each.startswith("-")) for each in query.then]
    keys = [(_in_declared_order(lay, name), is_down) for name, is_down in by]
    keys += [("main_on", query.descending)] if register in DATED and not query.sort else []
    keys += [(f"{register}.id", query.descending)]
    return Selection(register, _hint(lay, query), where, parameters, tuple(keys))


def runs_by(record_type: type[Record], query: Query) -> str:
    """Return what bounds the runs in which a query is read, so that others can save; empty if it is read at once.

    That is one that an index narrows to few rows, or that only wants the first ones in the order of an index.
    """
    lay = layout(record_type)
    known, is_of_a_time = columns_by_name(record_type), _is_of_a_time(query)
    is_narrowed = any(
        each.condition == "is_open" or _is_looked_up(lay, each) or (each.field and each.field not in known)
        for each in query.filters
    )
    if is_narrowed or (query.limit and not (query.text.strip() or query.filters or query.sort or query.then)):
        return ""
    if lay.register not in DATED or query.text.strip():
        return BY_ID
    is_plain = not (query.filters or query.sort or query.then)
    return BY_DAY if is_of_a_time or is_plain else BY_ID


def follow_each_other(record_type: type[Record], query: Query) -> bool:
    """Whether the runs of a query come one after the other, so that they need not be merged."""
    by_default = BY_DAY if record_type.register in DATED else BY_ID
    return not (query.sort or query.then) and runs_by(record_type, query) == by_default


def merged(runs: Sequence[Sequence[tuple[Any, ...]]], order: Selection) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that ``Selection.run`` found in several runs, in the order of the whole."""
    if order.is_mergeable:
        yield from merge(*runs, reverse=order.is_descending)
        return
    rows = list(chain.from_iterable(runs))
    for place, (_, is_down) in reversed([*enumerate(order.keys)]):  # each sort keeps the order of the former ones
        rows.sort(key=itemgetter(slice(2 * place, 2 * place + 2)), reverse=is_down)
    yield from rows


def days_of(query: Query) -> tuple[str, str]:
    """Return what is before the first main date a query can find, and the last one; empty for any."""
    if query.year is not None:
        return f"{query.year:04}", f"{query.year:04}-12-31"
    periods = [period for each in query.filters if each.condition == "in_periods" for period in each.value]
    days = [day.isoformat() for period in periods for day in period]
    return (min(days)[:-1], max(days)) if days else ("", "")


def _hint(lay: Layout[Any], query: Query) -> str:
    """Return the hint where SQLite, which has no statistics, would choose a bad index.

    Where it has nothing better it walks the index of the main date and looks up every row: ten times slower than
    scanning the table. That index is right for a year, or where only its order is wanted.
    """
    if any(each.condition == "is_open" for each in query.filters):
        return " NOT INDEXED"
    is_indexed = any(_is_looked_up(lay, each) for each in query.filters)
    is_narrowed = query.text.strip() or _is_of_a_time(query) or is_indexed
    looks_at_rows = query.sort or query.then or any(each.condition != "in_periods" for each in query.filters)
    return " NOT INDEXED" if lay.register in DATED and looks_at_rows and not is_narrowed else ""


def _is_of_a_time(query: Query) -> bool:
    return query.year is not None or any(each.condition == "in_periods" for each in query.filters)


def _is_looked_up(lay: Layout[Any], wanted: Filter) -> bool:
    """Whether a filter can use an index: numbers and references have one, without the blanks."""
    column = columns_by_name(lay.record_type).get(wanted.field)
    if column is None or not (column.is_numbering or column.refers_to):
        return False
    values = wanted.value if wanted.condition == "any_of" else [wanted.value]
    return wanted.condition == "is_filled" or (wanted.condition in ("equals", "any_of") and all(values))


_LOOKED_AT_FIRST = 10
"""How many times the wanted number of rows: looking up one row takes as long as scanning ten."""


def first_among_newest(record_type: type[Record], query: Query, seal: AnySeal = _UNSEALED) -> Selection | None:
    """Return a selection that looks only at the first rows by main date, None where that does not help.

    It finds a page of what many records have at once. Where it does not fill the page, use ``selection``.
    """
    is_by_day = not (query.sort or query.then or any(each.condition == "is_open" for each in query.filters))
    if not (query.limit and is_by_day):  # most queries; saves making their SQL twice
        return None
    found, register = selection(record_type, query, seal), layout(record_type).register
    if not found.hint:
        return None
    looked_at = (
        f"SELECT id FROM {register} INDEXED BY {register}_main_on WHERE {register}.removed_at IS NULL"
        f" ORDER BY {found.order} LIMIT {_LOOKED_AT_FIRST * query.limit:d}"
    )
    return replace(found, where=f"{found.where} AND {register}.id IN ({looked_at})")


def _in_run(lay: Layout[Any], run: Run | None) -> list[Condition]:
    if run is None:
        return []
    by = f"{lay.register}.{run.by}"
    return [(f"{by} > ? AND {by} <= ?", [run.first, run.last])]


def _searched(lay: Layout[Any], text: str, seal: AnySeal, run: Run | None) -> list[Condition]:
    register = lay.register
    if not is_searchable(register):
        return [("0", [])]
    within = (
        f" AND rowid > {run.first} AND rowid <= {run.last}" if run is not None else ""
    )  # or each run finds all rows
    matched = f"{register}.id IN (SELECT rowid FROM {register}_search WHERE {register}_search MATCH ?{within})"
    wanted = condition(text)
    digests = [digest for place in lay.sealed if (digest := seal.lookup(place_of(lay, place, 0).kind, text))]
    if not digests:
        return [(matched, [wanted])]
    looked_up, values = _looked_up(lay, digests)
    return [(f"({matched} OR {looked_up})", [wanted, *values])]


def _looked_up(lay: Layout[Any], digests: list[bytes]) -> Condition:
    found = (
        f"SELECT record_id FROM lookups WHERE register = '{lay.register}' AND digest IN"
        f" ({', '.join('?' * len(digests))})"
    )
    return f"{lay.register}.id IN ({found})", digests


def _condition(lay: Layout[Any], wanted: Filter, seal: AnySeal) -> Condition:
    place = lay.names.index(wanted.field) if wanted.field in lay.names else -1
    if seal.is_sealed and wanted.condition == "equals" and place in lay.sealed and wanted.value:
        return _looked_up(lay, [seal.lookup(place_of(lay, place, 0).kind, wanted.value)])
    found, values = _CONDITIONS[wanted.condition](lay, wanted.field, wanted.value)
    if wanted.condition != "is_filled" and _is_looked_up(lay, wanted):  # or SQLite cannot use the partial index
        found = f"{_is_filled(lay, wanted.field, None)[0]} AND {found}"
    return found, values


def _quoted(lay: Layout[Any], name: str) -> str:
    if name not in lay.kinds:
        raise KeyError(f"{lay.register} has no field {name}")
    return f'{lay.register}."{name}"'


def _compared(operator: str) -> Callable[[Layout[Any], str, Any], Condition]:
    return lambda lay, name, value: (f"{_quoted(lay, name)} {operator} ?", [lay.encode(name, value)])


def _equals(lay: Layout[Any], name: str, value: Any) -> Condition:
    return f"{_quoted(lay, name)} IS ?", [lay.encode(name, value)]


def _differs(lay: Layout[Any], name: str, value: Any) -> Condition:
    return f"{_quoted(lay, name)} IS NOT ?", [lay.encode(name, value)]


def _any_of(lay: Layout[Any], name: str, value: Any) -> Condition:
    codes: list[Any] = [lay.encode(name, each) for each in value]
    if lay.terms.get(name):  # never many; comparing in place makes a scan a third faster
        sql, values = ", ".join("?" * len(codes)), codes
    else:
        sql, values = "SELECT value FROM json_each(?)", [json.dumps(codes, ensure_ascii=False)]
    blank = f" OR {_quoted(lay, name)} IS NULL" if None in codes else ""  # IN never matches NULL
    return f"({_quoted(lay, name)} IN ({sql}){blank})", values


def _either(lay: Layout[Any], _name: str, value: Any) -> Condition:
    found = [_CONDITIONS[each.condition](lay, each.field, each.value) for each in value]
    return f"({' OR '.join(sql for sql, _ in found)})", [one for _, values in found for one in values]


def _in_periods(lay: Layout[Any], _name: str, value: Any) -> Condition:
    """Join adjacent periods into one range, which the index of the main date can return in order."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(value):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    sql = " OR ".join(f"{lay.register}.main_on BETWEEN ? AND ?" for _ in joined)
    return f"({sql or '0'})", [day.isoformat() for period in joined for day in period]


def _has_papers(lay: Layout[Any], _name: str, value: Any) -> Condition:
    kept = f"SELECT owner_id FROM attachments WHERE owner_register = '{lay.register}' AND removed_at IS NULL"
    return f"{lay.register}.id {'' if value else 'NOT '}IN ({kept})", []


def _between(lay: Layout[Any], name: str, value: Any) -> Condition:
    first, last = value
    return f"{_quoted(lay, name)} BETWEEN ? AND ?", [lay.encode(name, first), lay.encode(name, last)]


def _is_empty(lay: Layout[Any], name: str, _value: Any) -> Condition:
    return f"{_quoted(lay, name)} IS ?", [lay.empty(name)]


def _is_filled(lay: Layout[Any], name: str, _value: Any) -> Condition:
    if lay.kinds[name] is Kind.TEXT:  # word for word as in the partial indexes, or SQLite does not use them
        return f"{_quoted(lay, name)} <> ''", []
    return f"{_quoted(lay, name)} IS NOT ?", [lay.empty(name)]


_OPEN = """
    SELECT id FROM requests INDEXED BY requests_carried
    WHERE is_carried = 1 AND counted_answer_on IS NULL AND received_on IS NOT NULL
    UNION SELECT id FROM requests INDEXED BY requests_received
    WHERE counted_year IS NULL AND received_on IS NULL AND is_excluded = 0 AND removed_at IS NULL
        AND outcome IS NOT 'other_handling'
"""
"""Finds the open requests through two small indexes: requests not answered in their year, and requests whose receipt is
not confirmed, unless they were withdrawn before that.

A request never confirmed is not ``is_carried`` once it has a result and a day.
"""


def _is_open(lay: Layout[Any], _name: str, _value: Any) -> Condition:
    return f"{lay.register}.id IN ({_OPEN})", []


def _decided_as(lay: Layout[Any], _name: str, value: Any) -> Condition:
    return f"{DECIDED_AS[lay.register]} IS ?", [value.value]


def _is_pending(lay: Layout[Any], _name: str, _value: Any) -> Condition:
    decided = f"closed_on >= received_on AND {DECIDED_AS[lay.register]} <> 'pending'"
    return f"COALESCE({decided}, 0) = 0", []


def _is_answered(lay: Layout[Any], _name: str, _value: Any) -> Condition:
    return f"{lay.register}.counted_answer_on IS NOT NULL", []


def _contains(lay: Layout[Any], name: str, value: Any) -> Condition:
    if lay.kinds[name] is Kind.TERMS:
        found = f"EXISTS (SELECT 1 FROM json_each({_quoted(lay, name)}) AS part WHERE part.value = ?)"
        return found, [value.value]
    escaped = str(value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{_quoted(lay, name)} LIKE ? ESCAPE '\\'", [f"%{escaped}%"]


_CONDITIONS: Mapping[str, Callable[[Layout[Any], str, Any], Condition]] = {
    "equals": _equals,
    "differs": _differs,
    "any_of": _any_of,
    "between": _between,
    "before": _compared("<"),
    "after": _compared(">"),
    "is_empty": _is_empty,
    "is_filled": _is_filled,
    "is_open": _is_open,
    "is_answered": _is_answered,
    "decided_as": _decided_as,
    "is_pending": _is_pending,
    "contains": _contains,
    "either": _either,
    "in_periods": _in_periods,
    "has_papers": _has_papers,
}


def _in_declared_order(lay: Layout[Any], name: str) -> str:
    """Return the sort key of a field: terms sort in their official order, not by their codes."""
    term, quoted = lay.terms.get(name), _quoted(lay, name)
    if lay.kinds[name] is Kind.TERMS:
        return f"NULLIF({quoted}, '[]')"
    if term is None:
        return quoted
    return _place(quoted, sorted((member.value, place) for place, member in enumerate(term)))


def _place(quoted: str, places: Sequence[tuple[str, int]]) -> str:
    """Return an expression for a code's position, by binary search: twenty comparisons for each row are too slow."""
    if len(places) == 1:
        [(code, place)] = places
        return f"CASE {quoted} WHEN '{code}' THEN {place} END"
    middle = len(places) // 2
    lower, upper = _place(quoted, places[:middle]), _place(quoted, places[middle:])
    return f"CASE WHEN {quoted} < '{places[middle][0]}' THEN {lower} ELSE {upper} END"
