"""A draft of 事实经过 for a 复议答复书 or 答辩状: what was done and answered, in order, one sentence each."""

from collections.abc import Mapping
from datetime import date

from disclosure.letters.source import LetterSource
from disclosure.masking import masked_prose
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from disclosure.wording import chinese_date

_DONE: Mapping[StepKind, str] = {
    StepKind.PHONE_CONFIRMED: "本机关与申请人电话确认收到申请",
    StepKind.CORRECTION_ASKED: "本机关告知申请人补正{number}",
    StepKind.CORRECTION_RECEIVED: "本机关收到申请人的补正材料",
    StepKind.CORRECTION_OVERDUE: "申请人逾期未补正，本机关不再处理该申请",
    StepKind.THIRD_PARTY_ASKED: "本机关书面征求{party}的意见{number}",
    StepKind.THIRD_PARTY_SERVED: "{party}签收征求意见书",
    StepKind.THIRD_PARTY_ANSWERED: "本机关收到{party}的意见{opinion}",
    StepKind.ORGAN_ASKED: "本机关书面征求{party}的意见{number}",
    StepKind.ORGAN_SERVED: "{party}签收征求意见书",
    StepKind.ORGAN_ANSWERED: "本机关收到{party}的意见{opinion}",
    StepKind.EXTENDED: "本机关告知申请人延长答复期限{days}{number}",
    StepKind.REASONS_ASKED: "本机关要求申请人说明理由{number}",
    StepKind.DEFERRED: "本机关告知申请人延迟答复的合理期限{number}",
    StepKind.FEE_NOTICE: "本机关通知申请人缴纳信息处理费{number}",
    StepKind.FEE_PAID: "申请人缴纳信息处理费",
    StepKind.FEE_OVERDUE: "申请人逾期未缴纳费用，本机关不再处理该申请",
    StepKind.DELIVERED: "本机关将答复送达申请人{delivery}",
    StepKind.RETURNED: "邮寄给申请人的文书{number}被退回",
    StepKind.WITHDRAWN: "申请人撤回申请",
    StepKind.TRANSFERRED: "本机关将申请转送{party}{number}",
    StepKind.AMENDED: "本机关更正答复{number}",
    StepKind.ANSWERED_AGAIN: "本机关重新答复申请人{number}",
    StepKind.REOPENED: "本机关重新办理该申请",
}
"""Each step as the office words it; a note is not an act of the office and is left out."""
_OTHERS = {StepKind.THIRD_PARTY_ASKED, StepKind.THIRD_PARTY_SERVED, StepKind.THIRD_PARTY_ANSWERED}


def course_told(source: LetterSource) -> str:
    """Return the history of the request a review or suit is about, a line for each act; empty if it is not known."""
    request = source.request
    if request is None or (source.review is None and source.suit is None):
        return ""
    day = request.received_on or request.arrived_on
    came = (
        f"本机关收到申请人提出的政府信息公开申请（登记编号：{request.number}），申请公开："
        f"{masked_prose(' '.join(request.content.split())).rstrip('。；')}"
    )
    told: list[tuple[date, int, str]] = [(day, 0, came)]
    for step in source.steps:
        if step.kind in _DONE and not step.is_refund:  # a delivery on the day of the answer comes after the answer
            told.append((step.on, 3 if step.kind is StepKind.DELIVERED else 1, _act(step)))
    told += _answer(request)
    return "\n".join(f"{chinese_date(on)}，{act}。" for on, _, act in sorted(told, key=lambda each: each[:2]))


def _answer(request: Request) -> list[tuple[date, int, str]]:
    on = request.counted_answer_on
    if on is None or request.outcome is None or request.outcome in _SAID_BY_A_STEP:
        return []
    number = f"（{request.answer_number}）" if request.answer_number else ""
    return [(on, 2, f"本机关作出答复{number}，办理结果为“{request.outcome.plain_label.partition('（')[0]}”")]


_SAID_BY_A_STEP = frozenset(kind.outcome for kind in StepKind if kind.outcome is not None)


def _act(step: Step) -> str:
    """Return a step as a sentence, with what is known of its delivery."""
    other = "第三方" if step.kind in _OTHERS else "有关机关"
    handed = [step.delivery.plain_label if step.delivery else ""]
    handed.append(f"单号 {step.tracking_number}" if step.tracking_number else "")
    handed.append(f"{chinese_date(step.signed_on)}签收" if step.signed_on else "")
    ways = "，".join(filter(None, handed))
    return _DONE[step.kind].format(
        number=f"（{step.letter_number}）" if step.letter_number else "",
        party=step.party or other,
        opinion=f"：{step.opinion.plain_label}" if step.opinion else "",
        days=f" {step.days} 个工作日" if step.days else "",
        delivery=f"（{ways}）" if ways else "",
    )
