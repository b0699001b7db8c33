"""办理结果: the rows of table three, their groups, articles and remedies, in printed order and verbatim."""

from collections.abc import Mapping
from typing import Self

from disclosure.term_base import Term


class Remedy(Term):
    """The 救济途径 of a decision (行政复议法第二十三条; 法释〔2025〕8号)."""

    REVIEW_FIRST = "review_first", "复议前置"
    EITHER = "either", "复议或者诉讼"
    BY_GROUND = "by_ground", "视不予公开部分的依据而定"
    NONE = "none", "不适用"


class OutcomeGroup(Term):
    """The bracketed groups of rows of 三、本年度办理结果 in table three."""

    REFUSED = "refused", "（三）不予公开"
    UNAVAILABLE = "unavailable", "（四）无法提供"
    NOT_PROCESSED = "not_processed", "（五）不予处理"
    OTHERWISE = "otherwise", "（六）其他处理"


class Outcome(Term):
    """办理结果: the rows of table three a request can end in, in printed order."""

    key: str
    group: OutcomeGroup | None
    article: str
    remedy: Remedy

    def __new__(  # noqa: D102, PLR0917 - the promise is Term's; these are the columns of the declaration below
        cls, code: str, label: str, key: str, group: OutcomeGroup | None, article: str, remedy: Remedy
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label, member.key = code, label, key
        member.group, member.article, member.remedy = group, article, remedy
        return member

    @property
    def whole_label(self) -> str:
        """The row's label preceded by its group's: 「其他处理·其他」, as 「其他」 alone could be in any of them."""
        return f"{self.group.plain_label}·{self.plain_label}" if self.group else self.plain_label

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the row's key, its label preceded by its group's, and its other wordings."""
        under = (f"{group}·{self.label}" for group in (self.group.label, self.group.plain_label)) if self.group else ()
        return (self.key, *under, *super().aliases)

    GRANTED = "granted", "（一）予以公开", "k1", None, "条例第三十六条第（一）项、第（二）项", Remedy.EITHER
    PARTLY_GRANTED = (
        "partly_granted",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "k2",
        None,
        "条例第三十七条",
        Remedy.BY_GROUND,
    )
    STATE_SECRET = "state_secret", "1.属于国家秘密", "k31", OutcomeGroup.REFUSED, "条例第十四条", Remedy.REVIEW_FIRST
    FORBIDDEN_BY_LAW = (
        "forbidden_by_law",
        "2.其他法律行政法规禁止公开",
        "k32",
        OutcomeGroup.REFUSED,
        "条例第十四条",
        Remedy.REVIEW_FIRST,
    )
    ENDANGERS_SECURITY = (
        "endangers_security",
        "3.危及“三安全一稳定”",
        "k33",
        OutcomeGroup.REFUSED,
        "条例第十四条",
        Remedy.REVIEW_FIRST,
    )
    THIRD_PARTY_RIGHTS = (
        "third_party_rights",
        "4.保护第三方合法权益",
        "k34",
        OutcomeGroup.REFUSED,
        "条例第十五条、第三十二条",
        Remedy.REVIEW_FIRST,
    )
    INTERNAL_AFFAIRS = (
        "internal_affairs",
        "5.属于三类内部事务信息",
        "k35",
        OutcomeGroup.REFUSED,
        "条例第十六条第一款",
        Remedy.REVIEW_FIRST,
    )
    DELIBERATIVE_PROCESS = (
        "deliberative_process",
        "6.属于四类过程性信息",
        "k36",
        OutcomeGroup.REFUSED,
        "条例第十六条第二款",
        Remedy.REVIEW_FIRST,
    )
    ENFORCEMENT_FILE = (
        "enforcement_file",
        "7.属于行政执法案卷",
        "k37",
        OutcomeGroup.REFUSED,
        "条例第十六条第二款",
        Remedy.REVIEW_FIRST,
    )
    REGISTRY_QUERY = (
        "registry_query",
        "8.属于行政查询事项",
        "k38",
        OutcomeGroup.REFUSED,
        "条例第三十六条第（七）项",
        Remedy.EITHER,
    )
    NOT_HELD = (
        "not_held",
        "1.本机关不掌握相关政府信息",
        "k41",
        OutcomeGroup.UNAVAILABLE,
        "条例第三十六条第（四）项、第（五）项",
        Remedy.EITHER,
    )
    NEEDS_CREATION = (
        "needs_creation",
        "2.没有现成信息需要另行制作",
        "k42",
        OutcomeGroup.UNAVAILABLE,
        "条例第三十八条",
        Remedy.EITHER,
    )
    UNCLEAR_AFTER_CORRECTION = (
        "unclear_after_correction",
        "3.补正后申请内容仍不明确",
        "k43",
        OutcomeGroup.UNAVAILABLE,
        "条例第三十条",
        Remedy.EITHER,
    )
    PETITION = (
        "petition",
        "1.信访举报投诉类申请",
        "k51",
        OutcomeGroup.NOT_PROCESSED,
        "条例第三十九条第一款",
        Remedy.EITHER,
    )
    REPEATED = "repeated", "2.重复申请", "k52", OutcomeGroup.NOT_PROCESSED, "条例第三十六条第（六）项", Remedy.EITHER
    PUBLICATION = (
        "publication",
        "3.要求提供公开出版物",
        "k53",
        OutcomeGroup.NOT_PROCESSED,
        "条例第三十九条第二款",
        Remedy.EITHER,
    )
    EXCESSIVE = (
        "excessive",
        "4.无正当理由大量反复申请",
        "k54",
        OutcomeGroup.NOT_PROCESSED,
        "条例第三十五条",
        Remedy.EITHER,
    )
    RECONFIRMATION = (
        "reconfirmation",
        "5.要求行政机关确认或重新出具已获取信息",
        "k55",
        OutcomeGroup.NOT_PROCESSED,
        "实务",
        Remedy.EITHER,
    )
    CORRECTION_OVERDUE = (
        "correction_overdue",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "k61",
        OutcomeGroup.OTHERWISE,
        "条例第三十条",
        Remedy.EITHER,
    )
    FEE_UNPAID = (
        "fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "k62",
        OutcomeGroup.OTHERWISE,
        "国办函〔2020〕109号",
        Remedy.EITHER,
    )
    OTHER_HANDLING = "other_handling", "3.其他", "k63", OutcomeGroup.OTHERWISE, "", Remedy.NONE


def outcome_groups() -> Mapping[OutcomeGroup | None, tuple[Outcome, ...]]:
    """Return all results in the groups of table three; the first two have no group (None)."""
    return {group: tuple(one for one in Outcome if one.group is group) for group in (None, *OutcomeGroup)}
