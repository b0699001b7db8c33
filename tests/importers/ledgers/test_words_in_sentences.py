"""Words of ledgers that nobody wrote down: known by the signs in them, and asked where the signs do not agree."""

import pytest

from disclosure.outcomes import Outcome
from disclosure.term_base import Term
from disclosure.terms import Channel, DisputeResult, Judgment, ReviewDecision
from importers.ledgers.meaning import meaning_of

OUTCOMES = {  # as clerks put them: the row of table three, or None where a person has to say
    "没给，商业秘密": "third_party_rights",
    "因涉及第三方商业秘密，不同意公开": "third_party_rights",
    "涉及别人隐私不公开": "third_party_rights",
    "会议讨论稿不给": "deliberative_process",
    "不公开（行政处罚案卷）": "enforcement_file",
    "公开后可能危及国家安全、公共安全、经济安全、社会稳定": "endangers_security",
    "有关法律法规对信息获取有特别规定，属行政查询事项": "registry_query",
    "不归我们管": "not_held",
    "建议向区住建局申请": "not_held",
    "经检索没有所申请公开信息，该政府信息不存在": "not_held",
    "要重新整理，没有现成的": "needs_creation",
    "补了还是说不清要啥": "unclear_after_correction",
    "这是信访件，不予处理": "petition",
    "以前答过，重复": "repeated",
    "让补正没来补": "correction_overdue",
    "视为放弃": "correction_overdue",
    "没来交钱": "fee_unpaid",
    "申请人撤了": "other_handling",
    "给了一部分": "partly_granted",
    "部分公开，其余属于国家秘密": "partly_granted",
    "部分公开，部分信息不存在": "partly_granted",
    "部分公开，逾期未补正": None,
    "部分公开（隐去个人隐私）": "partly_granted",
    "都给他了": "granted",
    "网上已公开，告知网址": "granted",
    "征求第三方后公开": None,
    "不涉及商业秘密，公开": None,
    "不属于国家秘密": None,
    "不公开（内部会议纪要）": None,
    "内部讨论": None,
    "重复信访": None,
    "拟部分公开": None,
    "未公开": None,
    "不给": None,
    "去档案馆查": None,
}
DISPUTES: list[tuple[type[Term], str, str | None]] = [
    (ReviewDecision, "撤销，让重新答复", "revoked"),
    (ReviewDecision, "驳回行政复议请求", "request_rejected"),
    (ReviewDecision, "驳回行政复议申请", "application_dismissed"),
    (ReviewDecision, "自己撤了", "terminated"),
    (ReviewDecision, "确认原答复违法", "declared_unlawful"),
    (ReviewDecision, "驳回", None),
    (ReviewDecision, "维持第一项，变更第二项", None),
    (Judgment, "驳回诉请", "claims_rejected"),
    (Judgment, "驳回原告的起诉", "suit_dismissed"),
    (Judgment, "按撤诉处理", "withdrawn"),
    (Judgment, "撤销被诉答复，责令限期重新作出", "revoked"),
    (Judgment, "一审撤销，二审改判", None),
    (Judgment, "驳回上诉，维持原判", None),
    (DisputeResult, "自己撤了", "other_result"),
    (DisputeResult, "还没出来", "pending"),
    (DisputeResult, "维持原判", None),
    (DisputeResult, "改判", None),
    (Channel, "自己跑来的", "counter"),
    (Channel, "手机APP", "internet"),
    (Channel, "寄信来的", "registered_mail"),
    (Channel, "来信", None),
    (Channel, "线下录入", None),
]


@pytest.mark.parametrize(("text", "code"), OUTCOMES.items())
def test_a_result_is_known_however_it_is_put_and_asked_where_it_may_be_two(text: str, code: str | None) -> None:
    meaning = meaning_of(Outcome, text)
    assert (meaning.term.value if meaning.term and meaning.is_certain else None) == code


@pytest.mark.parametrize(("kind", "text", "code"), DISPUTES)
def test_a_decision_or_a_channel_is_known_however_it_is_put(kind: type[Term], text: str, code: str | None) -> None:
    meaning = meaning_of(kind, text)
    assert (meaning.term.value if meaning.term and meaning.is_certain else None) == code
