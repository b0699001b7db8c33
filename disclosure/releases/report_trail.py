"""What became of a year's report, day by day: issued, sent, published, sent back, withdrawn, corrected, archived."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.papers import IssuedReport, ReportDelivery, ReportEvent
from disclosure.terms import ReportEventKind
from disclosure.wording import chinese_date


@dataclass(frozen=True)
class TrailLine:
    """One event: when, what, to or by whom, and what proves or explains it; ``record`` is where it is stored."""

    on: date
    what: str
    whom: str
    said: str
    record: IssuedReport | ReportDelivery | ReportEvent

    @property
    def is_open(self) -> bool:
        """Whether it still requires action."""
        return isinstance(self.record, ReportEvent) and self.record.is_open

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The line as a row of a table: 何时, 事项, 向谁或由谁, 凭证或原因."""
        return self.on.isoformat(), self.what, self.whom, self.said


TRAIL_HEADINGS = ("日期", "事项", "向谁、由谁", "凭证、原因")


def report_trail(
    versions: Iterable[IssuedReport], deliveries: Iterable[ReportDelivery], events: Iterable[ReportEvent]
) -> tuple[TrailLine, ...]:
    """Return the lines of one year in the order of their days.

    A correction is listed once, with its version; if its record was removed, the version is listed by itself.
    """
    happened = list(events)
    told = {one.version for one in happened if one.kind is ReportEventKind.CORRECTED}
    issued = (
        TrailLine(one.issued_on, f"签发第{one.version}版", "", one.version_code, one)
        for one in versions
        if one.version not in told
    )
    delivered = (TrailLine(one.on, one.kind.label, one.recipient, one.proof, one) for one in deliveries)
    return tuple(sorted((*issued, *delivered, *_happened(happened)), key=lambda line: line.on))


def _happened(events: Iterable[ReportEvent]) -> Iterator[TrailLine]:
    for one in events:
        if one.kind is ReportEventKind.CORRECTED:
            yield TrailLine(one.on, f"{one.kind.label}，签发第{one.version}版", one.party, one.reason, one)
            continue
        term = f"{chinese_date(one.until)}前改正" if one.until else "没有规定期限"
        settled = f"{chinese_date(one.settled_on)}办结" if one.settled_on else "尚未办结"
        yield TrailLine(
            one.on, f"{one.kind.label}第{one.version}版", one.party, f"{one.reason}（{term}，{settled}）", one
        )
