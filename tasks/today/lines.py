"""The wording of a line of the 今日 page: what to do for whom, and beneath it what helps to decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.cases.due_items import DueItem, DueKind
from disclosure.masking import masked_prose
from disclosure.records import Record, Request
from disclosure.wording import chinese_date

_WHO = ("applicant", "plaintiff")
_WHAT = ("content", "name")

_TITLES: Mapping[DueKind, str] = {
    DueKind.CONFIRM_RECEIPT: "与{who}确认收到申请：{what}",
    DueKind.CORRECTION_NOTICE: "{who}的申请如果要补正，一次告知：{what}",
    DueKind.ANSWER: "答复{who}：{what}",
    DueKind.CORRECTION: "{who}补正：{what}",
    DueKind.PAYMENT: "{who}缴费：{what}",
    DueKind.OPINION: "{party}对“{what}”的意见",
    DueKind.DELIVERY: "给{who}的答复送达：{what}",
    DueKind.ANSWER_AGAIN: "重新答复{who}：{what}",
}
"""Titles of what is due for a request; everything else is told by its sentence alone."""

_TOLD_WHOLE = frozenset({DueKind.CORRECTION, DueKind.PAYMENT, DueKind.DELIVERY, DueKind.CONFIRM_RECEIPT})
"""Kinds whose sentence says more than what to do by when, and so is shown beneath the title."""


@dataclass(frozen=True)
class Line:
    """Two lines of text without personal data: the title and what is beneath it."""

    title: str
    beneath: str


def line_of(item: DueItem, record: Record | None, party: str = "") -> Line:
    """Return the wording of something due; ``record`` is the one it is about, if any.

    ``party`` is the third party whose opinion is awaited.
    """
    what = _told(record, _WHAT)
    if not isinstance(record, Request) or item.kind not in _TITLES:
        beneath = (_told(record, _WHO), what if what not in item.sentence else "", item.article)
        return Line(item.sentence, " · ".join(filter(None, beneath)))
    who = _told(record, _WHO) or "申请人"
    if item.kind in _TOLD_WHOLE:
        told = item.sentence
    else:
        received = record.received_on
        arrived = f"{chinese_date(received).removeprefix(f'{_year(item, received.year)}年')}收到" if received else ""
        told = " · ".join(filter(None, (record.caption, arrived, item.article)))
    return Line(_TITLES[item.kind].format(who=who, what=what, party=masked_prose(party)), told)


def _year(item: DueItem, received: int) -> int:
    """Return the year that dates may omit: the one in which the item is due."""
    return item.due_on.year if item.due_on else received


def _told(record: Record | None, names: tuple[str, ...]) -> str:
    words = (str(getattr(record, name, "") or "") for name in names)
    return masked_prose(" ".join(next(filter(None, words), "").split()))
