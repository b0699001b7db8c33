"""The numbers the prose speaks of: counted by storage, put into words by ``narrative``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure.terms import ActivityKind, Applicant, Channel, ReleaseChannel


@dataclass(frozen=True)
class ActivityFacts:
    """How often one kind of 工作记录 happened, and the sums of its rows.

    A row whose 数量 is 0 says that nothing happened and does not count. ``cases`` adds 数量, or 1 for a row without it.
    """

    times: int = 0
    quantity: int = 0
    found: int = 0
    corrected: int = 0
    cases: int = 0


@dataclass(frozen=True)
class Fact:
    """A count of ``ReportFacts`` whose records can be listed: its field and, if it has parts, the code of the part."""

    count: str
    part: str = ""


@dataclass(frozen=True)
class ReportFacts:
    """Facts of one year up to its cut-off that the prose may state; a missing key of a mapping means none.

    Releases count by 公开日期, requests by 收到申请之日. Cumulative figures are the 期初 figure as of 期初日期 plus
    what the registers hold after that day (before it: less what they hold in between); without one, all they hold.
    ``suits_taken_further`` counts suits decided before the year and appealed, or tried again, in it.
    ``information_fee_fen`` is what was paid less what was refunded, ``information_fee_refunded`` what was refunded.
    """

    year: int
    releases: int = 0
    releases_by_statistics_category: Mapping[str, int] = field(default_factory=dict)
    releases_by_channel: Mapping[ReleaseChannel, int] = field(default_factory=dict)
    releases_cumulative: int = 0
    requests: int = 0
    requests_by_channel: Mapping[Channel, int] = field(default_factory=dict)
    requests_by_applicant: Mapping[Applicant, int] = field(default_factory=dict)
    request_contents: tuple[str, ...] = ()
    requests_cumulative: int = 0
    carried_in: int = 0
    carried_out: int = 0
    answered: int = 0
    reviews: int = 0
    suits: int = 0
    suits_taken_further: int = 0
    information_fee_fen: int = 0
    information_fee_refunded: int = 0
    information_fee_requests: int = 0
    activities: Mapping[ActivityKind, ActivityFacts] = field(default_factory=dict)
