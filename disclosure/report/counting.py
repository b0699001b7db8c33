"""Which cells a record is counted in, for any year and cut-off day.

These are the rules for one record at a time. Storage counts the same by SQL; a property test compares the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from disclosure.records import Litigation, Profile, Release, Request, Review, Step, Tally
from disclosure.report.cells import DECISION_COLUMN, FEE_CELL, CellKey, Figure
from disclosure.terms import BusinessKind, CourtInstance, DisputeBlock, DisputeResult, DocumentKind, StepKind
from disclosure.wording import ten_thousand_yuan


@dataclass(frozen=True)
class Period:
    """The days counted, both ends included: a year up to a cut-off for the report, any range for other figures."""

    since: date
    until: date

    @classmethod
    def of(cls, year: int, until: date | None = None) -> "Period":
        """Return the period of a year up to a cut-off day within it, or the whole year."""
        return cls(date(year, 1, 1), until or date(year, 12, 31))

    @property
    def year(self) -> int:
        """The year counted: that of the first day."""
        return self.since.year

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until


Contribution: TypeAlias = tuple[CellKey, Figure]
"""A cell and what one record adds to it."""


def request_cells(request: Request, period: Period, *, is_split_parent: bool) -> tuple[Contribution, ...]:
    """Return the cells of table three a request is counted in, apart from 总计.

    Requests 不计入年报, the parent of a split and requests whose receipt is not confirmed are not counted.
    """
    if request.is_excluded or is_split_parent or request.received_on is None or request.received_on > period.until:
        return ()
    answered, rows = request.counted_answer_on, []
    if answered is not None and answered < period.since:
        return ()
    rows.append("n1" if request.received_on in period else "n2")
    if answered in period and request.outcome is not None:
        rows.append(request.outcome.key)
    else:
        rows.append("n4")
    return tuple((CellKey("table3", row, request.applicant_kind), 1) for row in rows)


_DOCUMENT_ROWS = {DocumentKind.RULES: "rules", DocumentKind.NORMATIVE_DOCUMENT: "normative_documents"}


def issued_on(release: Release) -> date:
    """Return the day a document was issued: 制发日期, or 形成或变更日期 if that is blank."""
    return release.issued_on or release.formed_on


def ended_on(release: Release) -> date | None:
    """Return the first day a document is no longer in force: the earlier of 废止日期 and the day after 有效期至."""
    expired = date.fromordinal(release.valid_until.toordinal() + 1) if release.valid_until else None
    days = [day for day in (release.repealed_on, expired) if day is not None]
    return min(days) if days else None


def is_in_force(release: Release, day: date) -> bool:
    """Whether a document had been issued by the end of a day and had not ended."""
    ended = ended_on(release)
    return issued_on(release) <= day and (ended is None or ended > day)


IN_FORCE_CELL = CellKey("table2", "normative_documents", "in_force")


@dataclass(frozen=True)
class OpeningDocuments:
    """期初现行有效规范性文件: how many were in force at the end of a day, whether or not the register holds them."""

    documents: int
    on: date | None

    @classmethod
    def of(cls, profile: Profile, period: Period) -> "OpeningDocuments | None":
        """Return the opening figure for a period; None if there is none or its day is after the cut-off."""
        is_later = profile.opening_on is not None and profile.opening_on > period.until
        return None if not profile.opening_documents or is_later else cls(profile.opening_documents, profile.opening_on)


def opening_cells(profile: Profile, period: Period) -> tuple[Contribution, ...]:
    """Return what the office's 期初 figures add: the documents in force before the register was begun."""
    opening = OpeningDocuments.of(profile, period)
    return ((IN_FORCE_CELL, opening.documents),) if opening else ()


def release_cells(
    release: Release, period: Period, opening: OpeningDocuments | None = None
) -> tuple[Contribution, ...]:
    """Return the cells of 第二十条第（一）项 a release is counted in; only 规章 and 行政规范性文件 are.

    With an opening figure only changes since its day count for documents in force: one in force on that day is included
    in the figure already, and subtracts one when it ends.
    """
    row = _DOCUMENT_ROWS.get(release.document_kind)
    if row is None:
        return ()
    in_force = int(is_in_force(release, period.until))
    if opening is not None and opening.on is not None and row == IN_FORCE_CELL.row:
        in_force -= int(is_in_force(release, opening.on))
    counted = {
        "issued": int(issued_on(release) in period),
        "repealed": int(ended_on(release) in period),
        "in_force": in_force,
    }
    return tuple((CellKey("table2", row, column), count) for column, count in counted.items() if count)


_DECISION_ROWS = {
    BusinessKind.LICENCE: "licences",
    BusinessKind.PENALTY: "penalties",
    BusinessKind.COERCIVE_MEASURE: "coercive_measures",
}


def tally_cells(tally: Tally, period: Period) -> tuple[Contribution, ...]:
    """Return the cell of table two a batch adds to: decisions by 数量, 行政事业性收费 by 金额 in 万元."""
    if tally.on not in period:
        return ()
    if tally.kind is BusinessKind.ADMINISTRATIVE_FEE:
        return ((FEE_CELL, ten_thousand_yuan(tally.amount or 0)),)
    return ((CellKey("table2", _DECISION_ROWS[tally.kind], DECISION_COLUMN), tally.quantity or 0),)


def covering_batch(paid_on: date, tallies: Iterable[Tally], until: date) -> date | None:
    """Return the day of the fee batch that already includes a payment of 信息处理费, or None.

    A batch marked 已含信息处理费 includes what was paid after the previous fee batch (or from 1 January) up to its own
    day, so the next batch of the payment's year decides. Of several batches on one day, one mark is enough.
    """
    last = min(until, date(paid_on.year, 12, 31))
    fees = [tally for tally in tallies if tally.kind is BusinessKind.ADMINISTRATIVE_FEE and paid_on <= tally.on <= last]
    following = min((tally.on for tally in fees), default=None)
    is_marked = any(tally.includes_information_fee for tally in fees if tally.on == following)
    return following if is_marked else None


def fee_step_cells(step: Step, period: Period, *, already_included: bool) -> tuple[Contribution, ...]:
    """Return the fee cell a payment of 信息处理费 adds to (国办函〔2020〕109号: an 行政事业性收费)."""
    if step.kind is not StepKind.FEE_PAID or step.on not in period or already_included:
        return ()
    return ((FEE_CELL, ten_thousand_yuan(step.amount or 0)),)


def _dispute_cell(
    block: DisputeBlock | str, result: DisputeResult | None, received: date, closed: date | None, period: Period
) -> CellKey | None:
    decided = closed if closed and closed >= received and result not in (None, DisputeResult.PENDING) else None
    if decided is not None and decided < period.since:
        return None
    column = result if decided is not None and decided <= period.until else DisputeResult.PENDING
    return CellKey("table4", str(block), str(column))


def review_cells(review: Review, period: Period) -> tuple[Contribution, ...]:
    """Return the cell of table four a review is counted in: its result, or 尚未审结 at the cut-off."""
    if review.received_on > period.until:
        return ()
    cell = _dispute_cell(DisputeBlock.REVIEW, review.decided_as, review.received_on, review.closed_on, period)
    return ((cell, 1),) if cell else ()


def appeal_after(instances: Sequence[Litigation], period: Period) -> tuple[Litigation, Litigation] | None:
    """Return the last judgment of a case at the cut-off and the appeal against it received later, or None.

    A retrial is not an appeal: the judgment had taken effect by then.
    """
    ordered = sorted(instances, key=lambda instance: (instance.received_on, instance.id))
    known = [instance for instance in ordered if instance.received_on <= period.until]
    later = [instance for instance in ordered if instance.received_on > period.until]
    if not known or not later or later[0].instance is CourtInstance.RETRIAL:
        return None
    judged = known[-1]
    is_decided = judged.closed_on is not None and judged.received_on <= judged.closed_on <= period.until
    return (judged, later[0]) if is_decided and judged.decided_as not in (None, DisputeResult.PENDING) else None


def suit_cells(
    instances: Sequence[Litigation], period: Period, *, appealed_is_pending: bool = False
) -> tuple[Contribution, ...]:
    """Return the cell of table four one case is counted in, however many instances it went through.

    ``instances`` are all linked by 原审案件. The block is that of the first one received, the result that of the last
    one received by the cut-off. ``appealed_is_pending`` is a choice of the office, as no rule settles it: a judgment
    appealed against after the cut-off was not in force yet, so the case is 尚未审结.
    """
    known = sorted(
        (instance for instance in instances if instance.received_on <= period.until),
        key=lambda instance: (instance.received_on, instance.id),
    )
    if not known:
        return ()
    last = known[-1]
    result = last.decided_as
    if appealed_is_pending and appeal_after(instances, period) is not None:
        result = DisputeResult.PENDING
    cell = _dispute_cell(known[0].route, result, last.received_on, last.closed_on, period)
    return ((cell, 1),) if cell else ()


def summed(contributions: Iterable[Contribution]) -> dict[CellKey, Figure]:
    """Return the sum per cell."""
    figures: dict[CellKey, Figure] = {}
    for cell, amount in contributions:
        figures[cell] = figures.get(cell, Decimal(0) if cell == FEE_CELL else 0) + amount
    return figures
