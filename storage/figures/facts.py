"""The facts the prose of the report may state, counted by SQL."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from disclosure.records import Profile
from disclosure.report import counting as law
from disclosure.report.cells import CellKey, Figure
from disclosure.report.counting import Period
from disclosure.report.facts import ActivityFacts, ReportFacts
from disclosure.term_base import Term
from disclosure.terms import ActivityKind, Applicant, Channel, DisputeResult, ReleaseChannel
from disclosure.wording import DESTROYED, SEPARATOR
from storage.connection import Connection
from storage.figures import disputes as cases
from storage.figures.counting import PAID_STEPS, RECEIVED, SPLIT_PARENTS, bounds, each_month

T = TypeVar("T", bound=Term)

_PUBLISHED = "removed_at IS NULL AND published_on IS NOT NULL AND main_on"
PUBLISHED_IN_YEAR = f"FROM releases WHERE {_PUBLISHED} BETWEEN :since AND :until"
_RELEASED = f"SELECT statistics_category, channels, count(*) {PUBLISHED_IN_YEAR} GROUP BY 1, 2"
"""Read once for all facts about a year's releases, since they are scattered over the file."""

_RELEASED_EVER = f"FROM releases NOT INDEXED WHERE {_PUBLISHED} > :after AND main_on <= :until"
"""Nearly all releases match, so scanning the table beats looking each one up through the index."""
PUBLISHED_THROUGH = f"""FROM releases, json_each(releases.channels) AS channel
    WHERE {_PUBLISHED} BETWEEN :since AND :until"""
RECEIVED_IN_YEAR = f"FROM requests WHERE {RECEIVED} AND id NOT IN ({SPLIT_PARENTS})"
_RECEIVED_WITHIN = f"SELECT channel, applicant_kind, content {RECEIVED_IN_YEAR} ORDER BY received_on, id"
_RECEIVED_EVER = f"""
    FROM requests WHERE counted_year <= :last_year AND received_on > :after AND received_on <= :until
    AND id NOT IN ({SPLIT_PARENTS})
"""
"""``counted_year`` is NULL for removed and excluded requests; its index covers the day, too, so no request is read."""
HAPPENED = "(COALESCE(quantity, 1) <> 0 OR COALESCE(found, 0) > 0 OR COALESCE(corrected, 0) > 0)"
_ACTIVITIES = f"""
    SELECT kind, sum({HAPPENED}),
        sum(COALESCE(quantity, 0)), sum(COALESCE(found, 0)), sum(COALESCE(corrected, 0)), sum(COALESCE(quantity, 1))
    FROM activities WHERE removed_at IS NULL AND main_on BETWEEN :since AND :until GROUP BY kind
"""


def report_facts(
    connection: Connection, period: Period, profile: Profile, figures: Mapping[CellKey, Figure]
) -> ReportFacts:
    """Return the facts of a period; ``figures`` are its 200 figures."""
    at = bounds(period)
    paid = f"SELECT sum(steps.amount) AS total {PAID_STEPS} GROUP BY steps.request_id"
    fee, paying = connection.rows(f"SELECT COALESCE(sum(total), 0), COALESCE(sum(total > 0), 0) FROM ({paid})", at)[0]
    refunded = connection.value(f"SELECT COALESCE(-sum(steps.amount), 0) {PAID_STEPS} AND steps.amount < 0", at)
    received = [row for in_month in each_month(at) for row in connection.rows(_RECEIVED_WITHIN, in_month)]
    activities = {kind: ActivityFacts(*sums) for kind, *sums in connection.rows(_ACTIVITIES, at)}
    categories, channels = Counter[str](), Counter[str]()
    for in_month in each_month(at):
        for category, ways, count in connection.rows(_RELEASED, in_month):
            categories[category] += count
            for way in json.loads(ways):
                channels[way] += count
    # the office's own categories in its order, then any others, the most frequent first
    own = [name.strip() for name in profile.statistics_categories.split(SEPARATOR)]
    others = sorted(categories, key=lambda name: (-categories[name], name))
    named = [*(name for name in own if name in categories), *others]
    return ReportFacts(
        year=period.year,
        releases=categories.total(),
        releases_by_statistics_category={name: categories[name] for name in named},
        releases_by_channel={channel: channels[channel] for channel in ReleaseChannel if channel in channels},
        releases_cumulative=_ever(
            connection,
            _RELEASED_EVER,
            period,
            profile.opening_releases,
            profile.opening_on,
        ),
        requests=len(received),
        requests_by_channel=_counted(Channel, (channel for channel, _, _ in received)),
        requests_by_applicant=_counted(Applicant, (applicant for _, applicant, _ in received)),
        request_contents=tuple(content for _, _, content in received if content != DESTROYED),
        requests_cumulative=_ever(connection, _RECEIVED_EVER, period, profile.opening_requests, profile.opening_on),
        carried_in=int(figures[CellKey("table3", "n2", "total")]),
        carried_out=int(figures[CellKey("table3", "n4", "total")]),
        answered=int(figures[CellKey("table3", "k7", "total")]),
        reviews=connection.value(
            "SELECT count(*) FROM reviews WHERE removed_at IS NULL AND main_on BETWEEN :since AND :until", at
        ),
        suits=len(received_suits(connection, period)),
        suits_taken_further=_taken_further(connection, period),
        information_fee_fen=fee,
        information_fee_refunded=refunded,
        information_fee_requests=paying,
        activities={kind: activities[kind.value] for kind in ActivityKind if kind.value in activities},
    )


def _counted(term: Iterable[T], codes: Iterable[str]) -> dict[T, int]:
    """Return how often each member occurs, in declared order; members that do not occur are left out."""
    counted = Counter(codes)
    return {member: counted[member] for member in term if member in counted}


def _ever(connection: Connection, sql: str, period: Period, figure: int | None, opening_on: date | None) -> int:
    """Return the opening figure plus what came after its day; for an earlier cut-off, less what came in between.

    Before the opening day the register is incomplete, so its own count is only a lower bound.
    """

    def counted(after: str, until: date) -> int:
        at = {**bounds(Period(period.since, until)), "after": after}
        return int(connection.value(f"SELECT count(*) {sql}", at))

    if figure is None:
        return counted("", period.until)
    if opening_on is not None and opening_on > period.until:
        return max(figure - counted(period.until.isoformat(), opening_on), counted("", period.until))
    return figure + counted(opening_on.isoformat() if opening_on else "", period.until)


def _taken_further(connection: Connection, period: Period) -> int:
    """Return how many suits received in the period continue one that was decided before it."""
    pending, before = cases.appealed_is_pending(connection), Period(date.min, period.since - timedelta(days=1))
    found = 0
    for instances in cases.linked_cases(connection):
        was, now = (law.suit_cells(instances, when, appealed_is_pending=pending) for when in (before, period))
        found += bool(now) and any(cell.column != DisputeResult.PENDING for cell, _ in was)
    return found


def received_suits(connection: Connection, period: Period) -> list[int]:
    """Return the ids of the suits received in the period; of a case with several instances, the first one counts."""
    linked = cases.linked_cases(connection)
    firsts = [min(instances, key=lambda one: (one.received_on, one.id)) for instances in linked]
    several = {instance.id for instances in linked for instance in instances}
    sql = (
        "SELECT id FROM litigation WHERE removed_at IS NULL AND main_on BETWEEN :since AND :until ORDER BY main_on, id"
    )
    single = [record_id for (record_id,) in connection.rows(sql, bounds(period)) if record_id not in several]
    return single + [first.id for first in firsts if first.received_on in period]
