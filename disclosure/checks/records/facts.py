"""The input of the check of records: the records counted in one year, with what is known about each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import Deadline
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Litigation, Record, Release, Request, Review, Step
from disclosure.releases.duties import DutyLine

Dispute: TypeAlias = Review | Litigation


@dataclass(frozen=True)
class RequestCase:
    """One request with its steps and its deadline.

    ``letter`` is the last answer sent and not voided, ``announces`` the results its kind announces, ``notices`` the
    告知书 sent to third parties. ``earlier`` are earlier requests of the same applicant, loaded only if the answer is
    重复申请.
    """

    request: Request
    steps: tuple[Step, ...]
    deadline: Deadline
    letter: IssuedLetter | None = None
    announces: tuple[Outcome, ...] = ()
    notices: tuple[IssuedLetter, ...] = ()
    earlier: tuple[Request, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the request counts as answered."""
        return self.deadline.answered_on is not None


@dataclass(frozen=True)
class SplitRequest:
    """A request that was split: its parts in the register, and those in the recycle bin."""

    original: Request
    parts: tuple[Request, ...]
    gone: tuple[Request, ...] = ()


@dataclass(frozen=True)
class RecordFacts:
    """The records behind a year's report.

    ``cases`` are the requests counted in it, ``releases`` those published (or, if unpublished, formed) in it,
    ``disputes`` the reviews and suits received in it, ``others`` its 工作记录 and all 应公开事项. ``duties`` are the
    periods of 应公开事项 in it that became due unfulfilled, even after its end. ``numbers`` are all 登记编号 assigned
    in the year, including those in the recycle bin and those 不计入年报; ``left_out`` those 不计入年报 that were
    answered nevertheless; ``unconfirmed`` the records of the year, of any register, with columns that an import filled
    with proposals; ``index_numbers`` maps each 索引号 of the year to the other releases of the file with the same one;
    ``voided`` are the 文号 of all voided letters; ``astray`` the requests merged into one that is no longer in the
    register, or (True) was split since; ``splits`` those that were split, ``orphans`` parts of a request that does not
    exist.
    """

    today: date
    calendar: WorkCalendar
    cases: tuple[RequestCase, ...] = ()
    releases: tuple[Release, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    others: tuple[Record, ...] = ()
    duties: tuple[DutyLine, ...] = ()
    numbers: tuple[str, ...] = ()
    left_out: tuple[Request, ...] = ()
    astray: tuple[tuple[Request, bool], ...] = ()
    splits: tuple[SplitRequest, ...] = ()
    orphans: tuple[Request, ...] = ()
    voided: frozenset[str] = frozenset()
    unconfirmed: tuple[Record, ...] = ()
    index_numbers: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)
