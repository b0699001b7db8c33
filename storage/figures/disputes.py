"""Reviews and suits: instances linked by 原审案件 are one case, in whichever direction they are linked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from disclosure.records import Litigation
from disclosure.report import counting as law
from disclosure.report.cells import CellKey
from disclosure.report.counting import Contribution, Period
from disclosure.terms import AppealedJudgments
from storage.connection import Connection
from storage.decided import DECIDED_AS
from storage.rows import layout


def _decided_on(register: str) -> str:
    return f"CASE WHEN closed_on >= received_on AND {DECIDED_AS[register]} <> 'pending' THEN closed_on END"


def _counted(register: str) -> str:
    return f"received_on <= :until AND removed_at IS NULL AND COALESCE({_decided_on(register)} >= :since, 1)"


def _result(register: str) -> str:
    """Return the SQL for the column of table four in which a case counts."""
    return f"CASE WHEN {_decided_on(register)} <= :until THEN {DECIDED_AS[register]} ELSE 'pending' END"


REVIEWS = f"SELECT {_result('reviews')}, count(*) FROM reviews WHERE {_counted('reviews')} GROUP BY 1"
COUNTED_REVIEWS = f"SELECT id, {_result('reviews')} FROM reviews WHERE {_counted('reviews')} ORDER BY received_on, id"

_LINKS = """
    SELECT instance.id, original.id FROM litigation AS instance JOIN litigation AS original
    ON original.number = instance.original_case AND original.removed_at IS NULL
    WHERE instance.original_case <> '' AND instance.removed_at IS NULL AND original.id <> instance.id
"""
_LINKED = "SELECT instance FROM linked UNION SELECT original FROM linked"
_SINGLE = f"""
    WITH linked (instance, original) AS ({_LINKS})
    SELECT {{selected}} FROM litigation WHERE {_counted("litigation")} AND id NOT IN ({_LINKED})
"""
_SINGLE_COUNTS = _SINGLE.format(selected=f"route, {_result('litigation')}, count(*)") + " GROUP BY 1, 2"
COUNTED_SINGLES = _SINGLE.format(selected=f"id, route, {_result('litigation')}") + " ORDER BY received_on, id"


def bounds(period: Period) -> dict[str, Any]:
    """Return a period as SQL parameters."""
    return {"since": period.since.isoformat(), "until": period.until.isoformat()}


def contributions(connection: Connection, period: Period) -> Iterator[Contribution]:
    """Yield what all reviews and suits add to table four."""
    for route, result, count in connection.rows(_SINGLE_COUNTS, bounds(period)):
        yield CellKey("table4", route, result), count
    pending = appealed_is_pending(connection)
    for instances in linked_cases(connection):
        yield from law.suit_cells(instances, period, appealed_is_pending=pending)


def appealed_is_pending(connection: Connection) -> bool:
    """Whether the office counts a judgment appealed against later as 尚未审结."""
    sql = "SELECT appealed_judgments FROM profile ORDER BY id LIMIT 1"
    return bool(connection.value(sql) == AppealedJudgments.PENDING.value)


def linked_cases(connection: Connection) -> list[list[Litigation]]:
    """Return the cases of more than one live instance."""
    members = _groups(connection.rows(_LINKS))
    wanted = [record_id for group in members for record_id in group]
    known = {suit.id: suit for suit in _read(connection, wanted)}
    return [[known[record_id] for record_id in group] for group in members]


def instances_of(connection: Connection, suit: Litigation) -> list[Litigation]:
    """Return all live instances of a suit's case, itself included."""
    for group in _groups(connection.rows(_LINKS)):
        if suit.id in group:
            return [suit if other.id == suit.id else other for other in _read(connection, group)]
    return [suit]


def counted_instance(instances: Sequence[Litigation], period: Period) -> int:
    """Return the id of the instance that counts for a case: the last one received by the cut-off; 0 if none."""
    known = [(instance.received_on, instance.id) for instance in instances if instance.received_on <= period.until]
    return max(known)[1] if known else 0


def _read(connection: Connection, ids: Sequence[int]) -> list[Litigation]:
    lay, found = layout(Litigation), []
    for record_id in ids:
        row = connection.row(f"SELECT {lay.selected} FROM litigation WHERE id = ?", (record_id,))
        assert row is not None, "a linked instance is there"
        found.append(lay.record(row))
    return found


def _groups(links: list[tuple[Any, ...]]) -> list[list[int]]:
    """Return the connected groups of links, cycles included, each in order of ids."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in links:
        neighbours[one].add(other)
        neighbours[other].add(one)
    groups, seen = [], set[int]()
    for start in neighbours:
        if start not in seen:
            reached, waiting = {start}, [start]
            while waiting:
                more = neighbours[waiting.pop()] - reached
                reached |= more
                waiting += more
            groups.append(sorted(reached))
            seen.update(groups[-1])
    return groups
