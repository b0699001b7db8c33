"""Choosing 办理结果: when each of the 21 results is right, what it needs, and what people get wrong.

The sentences are our own; the articles are those of 条例 (国务院令第711号) and 行政复议法 (2023).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.outcomes import Outcome, OutcomeGroup, Remedy


@dataclass(frozen=True)
class Guidance:
    """What a clerk should know before choosing a result.

    ``letters`` are the codes of the letter templates that announce it (none for 其他), ``attachments`` what the file
    should hold, ``mistakes`` what answers of this kind are corrected for.
    """

    outcome: Outcome
    when: str
    letters: tuple[str, ...]
    attachments: tuple[str, ...]
    mistakes: tuple[str, ...]

    @property
    def article(self) -> str:
        """The article the result rests on; empty for 其他."""
        return self.outcome.article

    @property
    def remedy(self) -> Remedy:
        """The kind of 救济途径 the letter carries."""
        return self.outcome.remedy


@dataclass(frozen=True)
class GuideGroup:
    """The results of one printed group of table three, in printed order; the first two stand alone (None)."""

    group: OutcomeGroup | None
    guidance: tuple[Guidance, ...]


def guide_groups() -> tuple[GuideGroup, ...]:
    """Return all results in the groups in which table three prints them."""
    groups: dict[OutcomeGroup | None, list[Guidance]] = {}
    for outcome in Outcome:
        groups.setdefault(outcome.group, []).append(GUIDE[outcome])
    return tuple(GuideGroup(group, tuple(members)) for group, members in groups.items())


_SEARCH = "检索记录：查了哪些科室、系统和年份，谁查的，结果如何"
_REASONING = "不予公开理由说明，附负责人审批"
_NO_BARE_ARTICLE = "只写条款、不说理由"
_DECLARED = (
    Guidance(
        Outcome.GRANTED,
        "信息可以公开：直接提供，或者告知获取的方式、途径和时间；已经主动公开的，写明在哪里可以查到。",
        ("granted", "already-public"),
        ("提供的信息复制件，或公开网页的网址和截图",),
        ("只写“请到网站查询”而不给出准确网址", "提供的内容与申请的内容不一致", "口头告知，没有书面答复"),
    ),
    Guidance(
        Outcome.PARTLY_GRANTED,
        "同一份信息里有应当公开和不应公开的内容，并且能够分开处理：公开前者，对后者说明理由。",
        ("partly-granted",),
        ("遮盖后的复制件", "未遮盖的原件（不外送）", "遮盖部分清单：每一处的依据和理由"),
        ("又计入不予公开各项：区分处理的只计本项", "整份不公开，没有考虑区分处理", "遮盖部分没有逐处说明理由"),
    ),
    Guidance(
        Outcome.STATE_SECRET,
        "信息已依法确定为国家秘密，且仍在保密期限之内。",
        ("state-secret",),
        ("定密依据和密级、保密期限", "保密审查表"),
        ("没有定密手续，答复时才说是秘密", "保密期限已满仍以此答复", "把“工作秘密”“内部资料”当作国家秘密"),
    ),
    Guidance(
        Outcome.FORBIDDEN_BY_LAW,
        "法律或者行政法规的某一条明文禁止公开这类信息。",
        ("forbidden-by-law",),
        ("所依据的法律、行政法规条文", "保密审查表"),
        ("依据的是规章、地方性法规或者文件", "没有引用到具体条、款、项"),
    ),
    Guidance(
        Outcome.ENDANGERS_SECURITY,
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定，并且能说明会怎样危及。",
        ("endangers-security",),
        (_REASONING, "保密审查表", "必要时主管部门或保密行政管理部门的意见"),
        (_NO_BARE_ARTICLE, "把“可能引起信访”当作影响社会稳定"),
    ),
    Guidance(
        Outcome.THIRD_PARTY_RIGHTS,
        "涉及商业秘密、个人隐私等，公开会损害第三方合法权益；第三方不同意公开且理由成立，不公开也不会对公共利益造成重大影响。",
        ("trade-secret", "personal-privacy"),
        ("征求意见书及签收凭证", "第三方的书面意见，或逾期未答复的记录", "公共利益的衡量意见"),
        ("没有征求第三方意见就认定", "第三方不同意就一律不公开，没有审查理由", "能遮盖姓名、证件号码的没有区分处理"),
    ),
    Guidance(
        Outcome.INTERNAL_AFFAIRS,
        "属于人事管理、后勤管理、内部工作流程三类内部事务；可以不公开，不是必须不公开。",
        ("internal-affairs",),
        (_REASONING,),
        ("对外发生效力的决定也当作内部事务", "没有说明属于三类中的哪一类"),
    ),
    Guidance(
        Outcome.DELIBERATIVE_PROCESS,
        "履行职责过程中形成的讨论记录、过程稿、磋商信函、请示报告；可以不公开，法律、法规、规章要求公开的除外。",
        ("deliberative-process",),
        (_REASONING, "信息的形成过程：何时、为何事形成，事项是否已经办结"),
        ("已经成为决定依据并对外援引的文件仍以此答复", "没有说明属于四类中的哪一类"),
    ),
    Guidance(
        Outcome.ENFORCEMENT_FILE,
        "信息是行政处罚、行政强制等执法案件的案卷材料。",
        ("enforcement-file",),
        (_REASONING, "所属案卷的案号和归档情况"),
        ("依法应当主动公开的处罚决定也不公开", "当事人要求查阅本人案卷的，没有告知阅卷途径"),
    ),
    Guidance(
        Outcome.REGISTRY_QUERY,
        "申请的是工商登记、不动产登记等资料，有关法律、行政法规对其获取另有规定。",
        ("registry-query",),
        ("所依据的法律、行政法规条文", "办理查询的机关、地点和方式"),
        ("没有告知依照什么规定、到哪里查询", "把救济途径写成必须先复议：本项可以复议也可以直接起诉"),
    ),
    Guidance(
        Outcome.NOT_HELD,
        "经过认真检索，本机关没有制作或者保存该信息；或者该信息不由本机关负责公开。",
        ("not-existing", "not-this-organ"),
        (_SEARCH, "不由本机关公开的：负责机关的名称和联系方式"),
        (
            "没有检索就答复不存在，或拿不出检索记录",
            "检索时只用申请人的原话，没有换用同义名称",
            "能确定负责机关的没有告知",
        ),
    ),
    Guidance(
        Outcome.NEEDS_CREATION,
        "没有现成的信息，需要另行汇总、统计、加工或者分析才能提供。",
        ("needs-creation",),
        (_SEARCH, "为什么现有材料不能直接满足申请的说明"),
        ("现成材料稍作摘录即可提供的，也以此答复", "已有的部分材料没有提供"),
    ),
    Guidance(
        Outcome.UNCLEAR_AFTER_CORRECTION,
        "已经告知补正，申请人也作了补正，但申请内容仍然不能指向特定的信息。",
        ("unclear",),
        ("补正告知书及送达凭证", "申请人的补正材料"),
        ("没有告知补正就直接认定内容不明确", "申请人没有补正的误用本项：应为逾期不补正"),
    ),
    Guidance(
        Outcome.PETITION,
        "以申请公开信息的形式提出信访、投诉、举报等诉求，实质不是要某一份信息。",
        ("petition",),
        ("告知信访、投诉、举报的渠道",),
        ("申请里能辨认出具体信息的部分没有答复", "没有告知应当通过什么渠道提出"),
    ),
    Guidance(
        Outcome.REPEATED,
        "同一申请人就同一信息再次申请，而本机关此前已经答复。",
        ("repeated",),
        ("此前的答复书（文号、日期）", "此前答复的送达凭证"),
        ("对不同的申请人使用本项", "没有写明此前答复的文号和日期", "此前的申请尚未答复"),
    ),
    Guidance(
        Outcome.PUBLICATION,
        "要求提供政府公报、报刊、书籍等公开出版物。",
        ("publication",),
        ("获取该出版物的途径",),
        ("没有告知获取途径",),
    ),
    Guidance(
        Outcome.EXCESSIVE,
        "申请的数量、频次明显超过合理范围，已要求说明理由，而理由不合理。",
        ("excessive",),
        ("要求说明理由的告知书及送达凭证", "申请人说明的理由，或没有说明的记录", "数量、频次统计"),
        ("没有先要求说明理由", "没有统计数量和频次"),
    ),
    Guidance(
        Outcome.RECONFIRMATION,
        "申请人已经有了该信息，要求本机关确认其真实性、效力或者重新出具。",
        ("reconfirmation",),
        ("申请人已经获取该信息的证据",),
        ("不能证明申请人已经获取", "与重复申请混用：重复申请是本机关已就同一信息答复过"),
    ),
    Guidance(
        Outcome.CORRECTION_OVERDUE,
        "已经告知补正，申请人没有正当理由，逾期没有补正；视为放弃申请，不再处理。",
        ("correction-overdue",),
        ("补正告知书及送达凭证", "期限届满仍未收到补正的记录"),
        ("补正期限未满或告知书没有送达就办结", "没有在告知书里写明逾期的后果"),
    ),
    Guidance(
        Outcome.FEE_UNPAID,
        "已经通知收取信息处理费，申请人逾期没有缴纳；视为放弃申请，不再处理。",
        ("fee-overdue",),
        ("收费通知书及送达凭证", "逾期未缴的记录"),
        (f"收到通知次日起满 {TimeLimit.FEE_PAYMENT.length} 个工作日以前就办结", "金额没有写明依据和计算过程"),
    ),
    Guidance(
        Outcome.OTHER_HANDLING,
        "申请人撤回、合并办理等以上各项都不适用的情形。",
        (),
        ("撤回申请的书面材料或谈话记录",),
        ("把本应归入前面各项的答复放在这里", "口头撤回没有留下记录"),
    ),
)
GUIDE: Mapping[Outcome, Guidance] = {guidance.outcome: guidance for guidance in _DECLARED}
"""One entry per result."""
