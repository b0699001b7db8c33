"""The records: what each register holds, declared once with the official or customary wording.

All are frozen; a change is a new value (``dataclasses.replace``). Legal plausibility is not checked here: the registers
record what happened, and doubts are findings (``disclosure.checks``). ``build`` refuses only what is not yet a record,
because a required field has no value.

To add a column: one line here, and the next ``.sql`` with what goes with it (see ``storage/schema/__init__.py``). To
show it by default, add its name to ``shown`` in ``gui/registers/views.py``. Its help text (F1) is a line in
``resources/help/fields.md``; the headings that old ledgers use for it are a line in ``import_words``.
"""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from typing import Any, ClassVar, cast

from disclosure.column_kinds import Column, Fen, columns, official
from disclosure.errors import InvalidRecordError
from disclosure.outcomes import Outcome
from disclosure.papers import (
    Access,
    Appraisal,
    Attachment,
    CalendarOverride,
    Draft,
    FindingNote,
    IssuedLetter,
    IssuedReport,
    LedgerWords,
    OwnSentence,
    PasswordChange,
    ReportDelivery,
    ReportEvent,
    SavedFilter,
    TemplateOverride,
)
from disclosure.record_base import R, Record, record, with_values
from disclosure.terms import (
    ActivityKind,
    AgencyLevel,
    AppealedJudgments,
    Applicant,
    BusinessKind,
    Channel,
    CourtInstance,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    DutyCycle,
    Judgment,
    MergedRequests,
    PartyOpinion,
    ReleaseCategory,
    ReleaseChannel,
    RetrievalForm,
    ReviewDecision,
    ReviewProcedure,
    SecrecyConclusion,
    StepKind,
    SuitRoute,
)

_PROPOSED = "导入时按建议填写、还没有核对的栏目；核对后清空"


@record
class Release(Record):
    """One published item of 主动公开 (条例第十九至二十六条)."""

    register: ClassVar[str] = "releases"
    title: ClassVar[str] = "主动公开"
    caption_field: ClassVar[str] = "name"
    copied: ClassVar[tuple[str, ...]] = (
        "name",
        "document_kind",
        "category",
        "statistics_category",
        "summary",
        "channels",
        "department",
        "fulfils",
    )

    number: str = official("编号", default="", section="信息", is_numbering=True, hint="不填则自动编号")
    index_number: str = official("索引号", default="")
    name: str = official("信息名称", long=True, one_line=True)
    document_number: str = official("文号", default="")
    document_kind: DocumentKind = official("文件性质")
    category: ReleaseCategory = official("信息类别")
    statistics_category: str = official("统计类别", default="", choices_from="statistics_categories")
    summary: str = official("内容概述", default="", long=True)
    formed_on: date = official("形成或变更日期")
    published_on: date | None = official("公开日期", default=None, section="公开")
    channels: tuple[ReleaseChannel, ...] = official("公开渠道", default=())
    web_address: str = official("网址", default="")
    department: str = official("责任科室", default="")
    issued_on: date | None = official("制发日期", default=None, section="文件效力")
    valid_until: date | None = official("有效期至", default=None)
    repealed_on: date | None = official("废止日期", default=None)
    taken_down_on: date | None = official("撤下日期", default=None)
    fulfils: str = official("落实应公开事项", default="", refers_to="duties")
    fulfils_period: date | None = official(
        "落实期间", default=None, hint="所落实的月、季或年的第一天；不填则按公开日期推定"
    )
    secrecy_reviewer: str = official("保密审查人", default="", section="保密审查与审核")
    secrecy_reviewed_on: date | None = official("保密审查日期", default=None)
    secrecy_conclusion: SecrecyConclusion | None = official("保密审查结论", default=None)
    is_forwarded: bool = official("转发引用上级文件", default=False)
    first_checked_by: str = official("初审人", default="")
    first_checked_on: date | None = official("初审日期", default=None)
    second_checked_by: str = official("复审人", default="")
    second_checked_on: date | None = official("复审日期", default=None)
    final_checked_by: str = official("终审人", default="")
    final_checked_on: date | None = official("终审日期", default=None)
    remarks: str = official("备注", default="", long=True, section="其他")
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)


@record
class Request(Record):
    """One 政府信息公开申请 (条例第二十七至四十五条); its dated events are its steps."""

    register: ClassVar[str] = "requests"
    title: ClassVar[str] = "依申请公开"
    caption_field: ClassVar[str] = "number"
    copied: ClassVar[tuple[str, ...]] = (
        "applicant_kind",
        "applicant",
        "identity_kind",
        "identity_number",
        "phone",
        "address",
        "postcode",
        "email",
        "agent",
        "channel",
        "content",
        "retrieval",
        "department",
        "handler",
    )

    number: str = official("登记编号", default="", section="申请人", is_numbering=True, hint="不填则自动编号")
    applicant_kind: Applicant = official("申请人类型")
    applicant: str = official("申请人", personal=True)
    identity_kind: str = official("证件类型", default="")
    identity_number: str = official("证件号码", default="", sealed=True, is_identity=True)
    phone: str = official("电话", default="", sealed=True)
    address: str = official("地址", default="", sealed=True)
    postcode: str = official("邮编", default="", sealed=True)
    email: str = official("邮箱", default="", sealed=True)
    agent: str = official("代理人", default="", personal=True)
    channel: Channel = official("申请渠道", section="收件")
    arrived_on: date = official("来件日期")
    received_on: date | None = official("收到申请之日", default=None)
    confirmation: str = official("确认方式", default="")
    is_excluded: bool = official("不计入年报", default=False, hint="更正、咨询、协办等不属于政府信息公开申请的事项")
    content: str = official("所需信息描述", long=True)
    retrieval: RetrievalForm | None = official("获取方式", default=None)
    department: str = official("承办科室", default="", section="办理")
    handler: str = official("承办人", default="")
    outcome: Outcome | None = official("办理结果", default=None)
    legal_basis: str = official("依据条款", default="")
    answered_on: date | None = official("答复日期", default=None)
    answer_number: str = official("答复文号", default="")
    lateness_reason: str = official("逾期原因", default="", long=True)
    related: str = official("关联申请", default="", refers_to="requests")
    split_from: str = official("拆分自", default="", refers_to="requests", hint="由哪一件申请拆分而来；原件不再计数")
    merged_into: str = official("并入", default="", refers_to="requests", hint="由哪一件申请一并答复；本件仍单独计数")
    archive_number: str = official("归档号", default="", section="其他")
    remarks: str = official("备注", default="", long=True)
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)

    @property
    def counted_answer_on(self) -> date | None:
        """The day the request counts as answered: 答复日期, if 办理结果 is set, too, and it is not before 收到申请之日.

        Whether a request is answered is decided only here. The generated column of the same name says the same in SQL,
        and a property test compares the two.
        """
        if self.outcome is None or self.answered_on is None or self.received_on is None:
            return None
        return self.answered_on if self.answered_on >= self.received_on else None

    @property
    def is_answered(self) -> bool:
        """Whether the request counts as answered."""
        return self.counted_answer_on is not None

    @property
    def is_over_unreceived(self) -> bool:
        """Whether it was withdrawn before 收到申请之日 was confirmed (条例第三十一条); it is then counted nowhere."""
        return self.received_on is None and self.outcome is Outcome.OTHER_HANDLING

    @property
    def is_open(self) -> bool:
        """Whether the request still waits for an answer."""
        return not (self.is_excluded or self.is_answered or self.is_over_unreceived)

    def lacks(self) -> dict[str, str]:
        """Return a problem where 收到申请之日 is blank although the channel needs no confirmation (条例第三十一条)."""
        if self.received_on is None and not self.channel.needs_confirmation:
            return {"received_on": f"“{self.channel.label}”的申请以提交或签收当日为收到申请之日，要填写"}
        return {}

    def lacks_in_ledger(self) -> dict[str, str]:
        """Return a problem where something was decided although 收到申请之日 is blank; until then it may be blank."""
        if self.received_on is not None or self.is_excluded or self.is_over_unreceived:
            return {}
        is_decided = self.outcome is not None or self.answered_on is not None
        return {"received_on": "已经办理的申请，填写收到申请之日"} if is_decided else {}


@record
class Step(Record):
    """One dated event of a request: 补正, 征求意见, 延期, 收费, 送达 …; ``request_id`` is the request it belongs to."""

    register: ClassVar[str] = "steps"
    title: ClassVar[str] = "办理步骤"
    caption_field: ClassVar[str] = "caption_text"

    request_id: int = 0
    kind: StepKind = official("步骤")
    on: date = official("日期")
    party: str = official("对方", default="", personal=True, hint="第三方或其他机关的名称")
    opinion: PartyOpinion | None = official("意见", default=None)
    days: int | None = official("延长工作日", default=None, hint="不超过 20 个工作日")
    until: date | None = official("期限", default=None, hint="补正期限，或第三十五条延迟答复的日期")
    amount: Fen | None = official("金额（元）", default=None)
    letter_number: str = official("文号", default="")
    approver: str = official("批准人", default="")
    delivery: DeliveryMethod | None = official("送达方式", default=None)
    tracking_number: str = official("单号", default="")
    posted_on: date | None = official("交邮日", default=None)
    signed_on: date | None = official("签收日", default=None)
    detail: str = official("说明", default="", long=True)

    @property
    def is_refund(self) -> bool:
        """Whether it is a 缴费 with a negative amount, money given back (退费)."""
        return self.kind is StepKind.FEE_PAID and self.amount is not None and self.amount < 0

    @property
    def called(self) -> str:
        """What people call the step."""
        return "退费" if self.is_refund else self.kind.label

    @property
    def sum(self) -> Fen | None:
        """What was asked for, paid or given back, as people say it: without a sign."""
        return None if self.amount is None else Fen(abs(self.amount))

    @property
    def caption_text(self) -> str:
        """The step's name and day."""
        return f"{self.called} {self.on.isoformat()}"


@record
class Review(Record):
    """One 行政复议 case against the office over its disclosure work."""

    register: ClassVar[str] = "reviews"
    title: ClassVar[str] = "行政复议"
    caption_field: ClassVar[str] = "number"
    copied: ClassVar[tuple[str, ...]] = (
        "related_request",
        "applicant",
        "review_body",
        "procedure",
    )

    number: str = official("收案编号", default="", section="案件", is_numbering=True, hint="不填则自动编号")
    related_request: str = official("关联申请", default="", refers_to="requests")
    applicant: str = official("申请人", personal=True)
    review_body: str = official("复议机关", choices_from="review_body")
    case_number: str = official("复议案号", default="")
    procedure: ReviewProcedure | None = official("程序", default=None)
    received_on: date = official("收到日期")
    replied_on: date | None = official("答复日期", default=None)
    result: DisputeResult | None = official("复议结果", default=None, section="结果")
    decision: ReviewDecision | None = official("结果明细", default=None)
    closed_on: date | None = official("结案日期", default=None)
    cause: str = official("原因与改进", default="", long=True)
    remarks: str = official("备注", default="", long=True)
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)

    @property
    def decided_as(self) -> DisputeResult | None:
        """复议结果, or, where that is blank, the result its 结果明细 usually counts as."""
        return self.result or (self.decision.result if self.decision else None)


@record
class Litigation(Record):
    """One instance of one 行政诉讼 case; instances linked by ``original_case`` count as one."""

    register: ClassVar[str] = "litigation"
    title: ClassVar[str] = "行政诉讼"
    caption_field: ClassVar[str] = "number"
    copied: ClassVar[tuple[str, ...]] = (
        "related_request",
        "related_review",
        "plaintiff",
        "court",
        "route",
    )

    number: str = official("收案编号", default="", section="案件", is_numbering=True, hint="不填则自动编号")
    related_request: str = official("关联申请", default="", refers_to="requests")
    related_review: str = official("关联复议", default="", refers_to="reviews")
    plaintiff: str = official("原告", personal=True)
    court: str = official("受理法院", choices_from="court")
    case_number: str = official("案号", default="")
    instance: CourtInstance | None = official("审级", default=None)
    route: SuitRoute = official("起诉方式")
    original_case: str = official("原审案件", default="", refers_to="litigation", hint="上诉或再审时填一审的收案编号")
    received_on: date = official("收到日期")
    defence_on: date | None = official("答辩举证日期", default=None)
    result: DisputeResult | None = official("诉讼结果", default=None, section="结果")
    judgment: Judgment | None = official("结果明细", default=None)
    closed_on: date | None = official("结案日期", default=None)
    cause: str = official("原因与改进", default="", long=True)
    remarks: str = official("备注", default="", long=True)
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)

    @property
    def decided_as(self) -> DisputeResult | None:
        """诉讼结果, or, where that is blank, the result its 结果明细 usually counts as."""
        return self.result or (self.judgment.result if self.judgment else None)


@record
class Tally(Record):
    """One batch of decisions or money reported by a department (年度业务量)."""

    register: ClassVar[str] = "tallies"
    title: ClassVar[str] = "年度业务量"
    caption_field: ClassVar[str] = "caption_text"
    copied: ClassVar[tuple[str, ...]] = (
        "kind",
        "department",
    )

    kind: BusinessKind = official("业务类型")
    on: date = official("日期")
    quantity: int | None = official("数量", default=None)
    amount: Fen | None = official("金额（元）", default=None, hint="退费填负数")
    department: str = official("来源科室", default="")
    includes_information_fee: bool = official("已含信息处理费", default=False)
    remarks: str = official("备注", default="", long=True)
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)

    @property
    def caption_text(self) -> str:
        """The kind and day of the batch."""
        return f"{self.kind.label} {self.on.isoformat()}"


@record
class Activity(Record):
    """One piece of disclosure work that is not a case (工作记录)."""

    register: ClassVar[str] = "activities"
    title: ClassVar[str] = "工作记录"
    caption_field: ClassVar[str] = "content"
    copied: ClassVar[tuple[str, ...]] = (
        "kind",
        "content",
    )

    kind: ActivityKind = official("类型")
    on: date = official("日期")
    content: str = official("内容", long=True)
    quantity: int | None = official("数量", default=None)
    found: int | None = official("发现", default=None)
    corrected: int | None = official("已改", default=None)
    evidence: str = official("佐证", default="", long=True)
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)


@record
class Duty(Record):
    """One matter the office must publish once or again and again (应公开事项); releases fulfil it."""

    register: ClassVar[str] = "duties"
    title: ClassVar[str] = "应公开事项"
    caption_field: ClassVar[str] = "name"
    copied: ClassVar[tuple[str, ...]] = (
        "name",
        "basis",
        "cycle",
        "channels",
        "department",
    )

    name: str = official("事项")
    basis: str = official("依据", default="")
    cycle: DutyCycle = official("周期")
    starts_on: date | None = official("起始", default=None)
    ends_on: date | None = official("截止", default=None)
    due_workdays: int | None = official(
        "期满后工作日", default=None, hint="每期结束后多少个工作日内公开；不填为 20 个工作日"
    )
    channels: tuple[ReleaseChannel, ...] = official("渠道", default=())
    department: str = official("责任科室", default="")
    remarks: str = official("备注", default="", long=True)
    proposed: str = official("待核对栏目", default="", shown_if_filled=True, hint=_PROPOSED)


@record
class Profile(Record):
    """机关信息 and 期初 figures, kept in the file they describe; there is exactly one."""

    register: ClassVar[str] = "profile"
    title: ClassVar[str] = "机关信息"
    caption_field: ClassVar[str] = "title"

    name: str = official("机关全称", default="", section="机关")
    title_name: str = official("标题用名", default="", hint="年度报告标题中的名称，如“××区××街道”；不填用机关全称")
    short_name: str = official("简称", default="", hint="正文中的自称，如“街道”“本机关”")
    level: AgencyLevel = official("级别", default=AgencyLevel.STREET)
    code_character: str = official("代字", default="", hint="发文字号中的机关代字")
    office: str = official("工作机构", default="", hint="政府信息公开工作机构，如党政综合办公室")
    lead_department: str = official("牵头科室", default="", hint="正文中的称呼，如“党政综合办”；不填用工作机构")
    head: str = official("主要领导", default="")
    deputy: str = official("分管领导", default="")
    staff: int | None = official("工作人员数", default=None, hint="负责政府信息公开工作的人数")
    address: str = official("地址", default="", section="联系方式")
    postcode: str = official("邮编", default="")
    phone: str = official("电话", default="")
    email: str = official("邮箱", default="")
    advice_phone: str = official("咨询电话", default="", hint="对外公布的政策咨询电话")
    website_name: str = official("网站名称", default="", section="公布与送交")
    website: str = official("网站", default="")
    accounts: str = official(
        "公开平台", default="", hint="网站以外的平台和账号，以“；”分隔，如“街道政务公开栏；街道微信公众号”"
    )
    archive: str = official("档案馆", default="")
    review_body: str = official("复议机关", default="", hint="设立该街道的区人民政府（行政复议法第二十四条）")
    court: str = official("管辖法院", default="")
    submit_by: str = official("报送期限", default="01-20", is_month_day=True, hint="月-日；以区里每年的通知为准")
    publish_by: str = official("公布期限", default="01-31", is_month_day=True, hint="月-日；以区里每年的通知为准")
    release_numbering: str = official(
        "主动公开编号规则", default="{year}-{serial:03}", section="编号与归档", is_pattern=True
    )
    request_numbering: str = official("申请登记编号规则", default="{year}-{serial:03}", is_pattern=True)
    review_numbering: str = official("复议收案编号规则", default="复{year}-{serial}", is_pattern=True)
    litigation_numbering: str = official("诉讼收案编号规则", default="诉{year}-{serial}", is_pattern=True)
    index_numbering: str = official("索引号规则", default="", is_pattern=True)
    letter_numbering: str = official("文号规则", default="{code}〔{year}〕{serial}号", is_pattern=True)
    retention: str = official("保管期限", default="申请案卷30年；年度报告永久")
    statistics_categories: str = official(
        "统计类别",
        default="机构职能类；人事信息、公务员招录考试信息；其他应当主动公开的政府信息",
        hint="以“；”分隔；年报第一部分按此分类计数",
    )
    opening_on: date | None = official("期初日期", default=None, section="期初数", hint="期初数截至哪一天")
    opening_releases: int | None = official("期初历年累计主动公开", default=None)
    opening_requests: int | None = official("期初历年累计受理申请", default=None)
    opening_documents: int | None = official("期初现行有效规范性文件", default=None)
    appealed_judgments: AppealedJudgments | None = official(
        "次年上诉的案件",
        default=None,
        section="统计口径",
        hint="裁判在当年、上诉在次年的诉讼怎样统计；不填按裁判当年已知的结果",
    )
    large_change: int | None = official(
        "较大变动的比例（%）",
        default=None,
        hint="年报的数比上年变动达到这个比例，要写明原因；不填按50%，填0不要求",
    )
    merged_requests: MergedRequests | None = official(
        "合并办理的申请",
        default=None,
        hint="并入另一件一并答复的申请计入哪一项；每件都计为一件；不填计入其他处理",
    )


LEDGERS: Mapping[str, type[Record]] = {
    record_type.register: record_type for record_type in (Release, Request, Review, Litigation, Tally, Activity, Duty)
}
"""The seven registers a ledger can be imported into or exported from, by the name the command line uses."""

RECORD_TYPES: Mapping[str, type[Record]] = {
    **LEDGERS,
    **{
        record_type.register: record_type
        for record_type in (
            Step,
            Attachment,
            Draft,
            Profile,
            IssuedLetter,
            TemplateOverride,
            CalendarOverride,
            IssuedReport,
            FindingNote,
            PasswordChange,
            OwnSentence,
            LedgerWords,
            Access,
            ReportDelivery,
            ReportEvent,
            SavedFilter,
            Appraisal,
        )
    },
}
"""Every record type the file holds, by register."""


def build(record_type: type[R], values: Mapping[str, Any], *, record_id: int = 0) -> R:
    """Make a record from parsed values; raises InvalidRecordError naming every field at fault."""
    known, required = _declared(cast("Hashable", record_type))
    missing = [column for column in required if values.get(column.name) in (None, "", ())]
    if missing:
        raise InvalidRecordError({column.name: f"没有填写{column.label}" for column in missing})
    given = {name: value for name, value in values.items() if name in known}
    record = with_values(record_type, {**known, **given, "id": record_id})
    if lacking := record.lacks():
        raise InvalidRecordError(lacking)
    return record


@cache
def _declared(record_type: Any) -> tuple[Mapping[str, Any], tuple[Column, ...]]:
    """Return the default of each field, and the required columns."""
    defaults = {one.name: None if one.default is MISSING else one.default for one in fields(record_type)}
    return defaults, tuple(column for column in columns(record_type) if column.required)


__all__ = [
    "Access",
    "Appraisal",
    "Attachment",
    "CalendarOverride",
    "Draft",
    "FindingNote",
    "IssuedLetter",
    "IssuedReport",
    "LedgerWords",
    "OwnSentence",
    "PasswordChange",
    "R",
    "Record",
    "ReportDelivery",
    "ReportEvent",
    "SavedFilter",
    "TemplateOverride",
]
