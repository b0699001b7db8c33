"""收到申请之日: the day that starts the answer term, by channel (条例第三十一条; 国办公开办函〔2015〕207号)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.cases.doubts import Doubt
from disclosure.records import Request
from disclosure.terms import Channel


@dataclass(frozen=True)
class ReceiptRule:
    """How a channel's 收到申请之日 is determined: the article and the rule in one Chinese sentence."""

    article: str
    sentence: str


_BY_SUBMISSION = ReceiptRule("条例第三十一条第一项", "当面提交的，以提交之日为收到申请之日")
_BY_CONFIRMATION = ReceiptRule("条例第三十一条第三项", "通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日")

RECEIPT_RULES: Mapping[Channel, ReceiptRule] = {
    Channel.COUNTER: _BY_SUBMISSION,
    Channel.ORAL: ReceiptRule(
        "条例第二十九条、第三十一条第一项", "口头提出、由工作人员代填的，以代填签名之日为收到申请之日"
    ),
    Channel.REGISTERED_MAIL: ReceiptRule("条例第三十一条第二项", "以邮寄方式提交的，以签收之日为收到申请之日"),
    Channel.ORDINARY_MAIL: ReceiptRule(
        "条例第三十一条第二项", "平常信函等无需签收的，应当于收到当日与申请人确认，以确认之日为收到申请之日"
    ),
    Channel.INTERNET: _BY_CONFIRMATION,
    Channel.FAX: _BY_CONFIRMATION,
    Channel.TRANSFERRED: ReceiptRule(
        "国办公开办函〔2015〕207号", "寄到其他科室或者人员的，以工作机构实际收到并确认之日为收到申请之日"
    ),
}
"""One rule per channel."""


def legal_receipt(channel: Channel, arrived_on: date, confirmed_on: date | None = None) -> date | None:
    """Return 收到申请之日: the day of arrival, or of confirmation if the channel needs one (None until then)."""
    return confirmed_on if channel.needs_confirmation else arrived_on


def receipt_doubts(request: Request) -> Iterator[Doubt]:
    """Yield what is doubtful about a request's 收到申请之日, to show at its field."""
    received_on = request.received_on
    if received_on is None:
        return
    rule = RECEIPT_RULES[request.channel]
    if received_on < request.arrived_on:
        yield Doubt("收到申请之日早于来件日期，要核对", rule.article, "received_on")
    elif received_on > request.arrived_on and request.channel is Channel.ORDINARY_MAIL:
        yield Doubt("平常信函应当在收到当日与申请人确认，收到申请之日却晚于来件日期", rule.article, "received_on")
    elif received_on > request.arrived_on and request.channel in _ON_ARRIVAL:
        yield Doubt(f"{rule.sentence}，收到申请之日却晚于来件日期", rule.article, "received_on")


_ON_ARRIVAL = (Channel.COUNTER, Channel.ORAL, Channel.REGISTERED_MAIL)
