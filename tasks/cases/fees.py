"""Computing the 信息处理费 for the command line and the calculator of the window."""

from dataclasses import dataclass

from disclosure.cases.fees import Fee, fee_by_pages, fee_by_pieces, piece_in_month
from disclosure.errors import UnreadableValueError
from disclosure.records import Request
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.merging import split_parents


@dataclass(frozen=True)
class FeeReport:
    """A fee and how it is computed."""

    fee: Fee

    def as_json(self) -> dict[str, object]:
        """Return ``{"fee", "steps"}`` in 元."""
        return {"fee": self.fee.yuan, "steps": list(self.fee.steps)}

    def lines(self) -> list[str]:
        """Return the report as lines to print."""
        return [f"信息处理费：{self.fee.yuan}元", *self.fee.steps]


def fee_report(pieces: int | None = None, pages: int | None = None) -> FeeReport:
    """Return the fee for an applicant's requests in one month by pieces, or for one request by pages.

    Raises UnreadableValueError unless exactly one non-negative number is given, as a request is charged in one way.
    """
    if (pieces is None) == (pages is None):
        raise UnreadableValueError("按件和按量只能选一种，要只填件数或者只填页数")
    if min(number for number in (pieces, pages) if number is not None) < 0:
        raise UnreadableValueError("件数和页数不能是负数")
    return FeeReport(fee_by_pieces(pieces) if pieces is not None else fee_by_pages(pages or 0))


def piece_of(registers: Registers, request: Request) -> int:
    """Return the ordinal of the request among its applicant's in the calendar month (第四条).

    0 before 收到申请之日 is known, and for a split request, whose parts are the pieces.
    """
    if request.received_on is None:
        return 0
    until = request.received_on
    month = Filter("received_on", "between", (until.replace(day=1), until))
    others = list(registers.all(Request, Query(filters=(month,))))
    return piece_in_month(request, others, split_parents(registers, [request, *others]))
