"""信息处理费 (国办函〔2020〕109号): by piece per applicant and calendar month, or by page per request, never both.

Amounts are whole 元. The fee is to discourage excess, not a price: below the first threshold nothing is charged.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from disclosure.records import Request
from disclosure.term_base import fold

ARTICLE: Final = "国办函〔2020〕109号"
_FREE_PIECES, _FIRST_BAND_ENDS, _BAND = 10, 30, 10
_PIECE_PRICE = 100
_PAGE_TIERS = ((1, 30, 0), (31, 100, 10), (101, 200, 20), (201, None, 40))


@dataclass(frozen=True)
class FeeTier:
    """One tier of a fee: how many pieces or pages of it, at which price in 元."""

    first: int
    last: int
    price: int
    unit: str

    @property
    def count(self) -> int:
        """How many pieces or pages fall into the tier."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """The price of the tier, in 元."""
        return self.count * self.price

    @property
    def sentence(self) -> str:
        """Return 「第11至30件：20件×100元＝2000元」."""
        which = f"第{self.first}" if self.first == self.last else f"第{self.first}至{self.last}"
        if not self.price:
            return f"{which}{self.unit}：不收费"
        return f"{which}{self.unit}：{self.count}{self.unit}×{self.price}元＝{self.amount}元"


@dataclass(frozen=True)
class Fee:
    """A fee in 元 and its tiers."""

    tiers: tuple[FeeTier, ...]

    @property
    def yuan(self) -> int:
        """The whole fee, in 元."""
        return sum(tier.amount for tier in self.tiers)

    @property
    def steps(self) -> tuple[str, ...]:
        """The tiers in words, one sentence each."""
        return tuple(tier.sentence for tier in self.tiers)


BY_PIECE_TARIFF: Final = (
    "按件计收：同一申请人一个自然月内第1至10件不收费，第11至30件每件100元，第31件起以10件为一档，每档每件递增100元"
)
BY_PAGE_TARIFF: Final = "按量计收：每件第1至30页不收费，第31至100页每页10元，第101至200页每页20元，第201页起每页40元"
"""The tiers of 第四条 and 第五条 in words, as a 收费通知 has to state them."""


def fee_of_piece(position: int) -> int:
    """Return the price in 元 of an applicant's n-th request of one calendar month (第四条); 0 up to the tenth."""
    if position <= _FREE_PIECES:
        return 0
    if position <= _FIRST_BAND_ENDS:
        return _PIECE_PRICE
    return _PIECE_PRICE * (2 + (position - _FIRST_BAND_ENDS - 1) // _BAND)


def fee_by_pieces(count: int) -> Fee:
    """Return the fee for all ``count`` requests of one applicant in one calendar month (第四条)."""
    tiers, first = [], 1
    while first <= count:
        last = min(count, _end_of_band(first))
        tiers.append(FeeTier(first, last, fee_of_piece(first), "件"))
        first = last + 1
    return Fee(tuple(tiers))


def _end_of_band(first: int) -> int:
    if first <= _FREE_PIECES:
        return _FREE_PIECES
    return _FIRST_BAND_ENDS if first <= _FIRST_BAND_ENDS else first + _BAND - 1


def fee_by_pages(count: int) -> Fee:
    """Return the fee for one request of ``count`` pages (第五条); a page is one side of A4 or smaller."""
    return Fee(
        tuple(
            FeeTier(first, min(count, last or count), price, "页")
            for first, last, price in _PAGE_TIERS
            if count >= first
        )
    )


def piece_in_month(request: Request, requests: Iterable[Request], split: Collection[str] = ()) -> int:
    """Return which request of its calendar month this is for its applicant: 1 for the first, in order of receipt.

    The month is that of 收到申请之日; applicants are the same if their identity numbers are or, if one of them has
    none, their names. Not included are requests not yet confirmed, those not counted, and those whose numbers are in
    ``split``, whose parts count instead.
    """
    if request.received_on is None or request.number in split:
        return 0
    month = (request.received_on.year, request.received_on.month)
    earlier = {
        other.id
        for other in requests
        if other.id != request.id
        and not other.is_excluded
        and other.number not in split
        and _same_applicant(other, request)
        and _falls_before(other, request, month)
    }
    return len(earlier) + 1


def _falls_before(other: Request, request: Request, month: tuple[int, int]) -> bool:
    on = other.received_on
    if on is None or (on.year, on.month) != month:
        return False
    return (on, other.id) < (request.received_on or date.max, request.id)


def _same_applicant(one: Request, other: Request) -> bool:
    if one.identity_number and other.identity_number:
        return fold(one.identity_number).upper() == fold(other.identity_number).upper()
    return fold(one.applicant) == fold(other.applicant)
