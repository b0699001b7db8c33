"""The glossary: every official term once, as a stable English code and the official wording.

Codes are what is stored and are never renamed; labels are printed verbatim. The labels of the three tables are
those of 国办公开办函〔2021〕30号 (edition ``2021-30``), pinned character by character by a test.
"""

from disclosure.outcomes import Outcome
from disclosure.term_base import Term


class Applicant(Term):
    """申请人类型: the six applicant columns of table three."""

    NATURAL_PERSON = "natural_person", "自然人"
    COMPANY = "company", "商业企业"
    RESEARCH_INSTITUTE = "research_institute", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他"


class Channel(Term):
    """申请渠道, which decides how 收到申请之日 is determined (条例第三十一条)."""

    COUNTER = "counter", "当面"
    REGISTERED_MAIL = "registered_mail", "邮寄（签收）"
    ORDINARY_MAIL = "ordinary_mail", "平常信函"
    INTERNET = "internet", "互联网"
    FAX = "fax", "传真"
    ORAL = "oral", "口头代填"
    TRANSFERRED = "transferred", "其他部门转来"

    @property
    def needs_confirmation(self) -> bool:
        """Whether 收到申请之日 is the day of confirmation with the applicant (条例第三十一条第二、三项)."""
        return self in (Channel.ORDINARY_MAIL, Channel.INTERNET, Channel.FAX)


class DisputeResult(Term):
    """复议结果 and 诉讼结果: the columns of table four before 总计."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER_RESULT = "other_result", "其他结果"
    PENDING = "pending", "尚未审结"


class DisputeBlock(Term):
    """The three blocks of table four."""

    REVIEW = "review", "行政复议"
    DIRECT_SUIT = "direct_suit", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "复议后起诉"


class SuitRoute(Term):
    """起诉方式: which block of table four a suit belongs to."""

    DIRECT_SUIT = "direct_suit", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "复议后起诉"


class ReviewDecision(Term):
    """结果明细 of a review (行政复议法第三十三、四十一、六十三至六十九、七十四条)."""

    UPHELD = "upheld", "维持"
    REQUEST_REJECTED = "request_rejected", "驳回复议请求"
    REVOKED = "revoked", "撤销"
    CHANGED = "changed", "变更"
    DECLARED_UNLAWFUL = "declared_unlawful", "确认违法"
    ORDERED_TO_ACT = "ordered_to_act", "责令履行"
    DECLARED_VOID = "declared_void", "确认无效"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    APPLICATION_DISMISSED = "application_dismissed", "驳回申请"
    TERMINATED = "terminated", "终止"
    SETTLED = "settled", "调解"

    @property
    def result(self) -> DisputeResult:
        """The column of table four this decision is usually counted in; can be overridden."""
        upheld = (ReviewDecision.UPHELD, ReviewDecision.REQUEST_REJECTED)
        other = (
            ReviewDecision.NOT_ACCEPTED,
            ReviewDecision.APPLICATION_DISMISSED,
            ReviewDecision.TERMINATED,
            ReviewDecision.SETTLED,
        )
        return (
            DisputeResult.UPHELD
            if self in upheld
            else (DisputeResult.OTHER_RESULT if self in other else DisputeResult.CORRECTED)
        )


class Judgment(Term):
    """结果明细 of a suit (行政诉讼法第六十九至七十七条)."""

    CLAIMS_REJECTED = "claims_rejected", "判决驳回诉讼请求"
    REVOKED = "revoked", "撤销"
    ORDERED_TO_ACT = "ordered_to_act", "履行"
    DECLARED_UNLAWFUL = "declared_unlawful", "确认违法"
    DECLARED_VOID = "declared_void", "确认无效"
    CHANGED = "changed", "变更"
    NOT_FILED = "not_filed", "不予立案"
    SUIT_DISMISSED = "suit_dismissed", "驳回起诉"
    WITHDRAWN = "withdrawn", "撤诉"
    TERMINATED = "terminated", "终结"

    @property
    def result(self) -> DisputeResult:
        """The column of table four this judgment is usually counted in; can be overridden."""
        if self is Judgment.CLAIMS_REJECTED:
            return DisputeResult.UPHELD
        other = (Judgment.NOT_FILED, Judgment.SUIT_DISMISSED, Judgment.WITHDRAWN, Judgment.TERMINATED)
        return DisputeResult.OTHER_RESULT if self in other else DisputeResult.CORRECTED


class ReviewProcedure(Term):
    """程序, which decides how long the organ has to reply (行政复议法第四十八、五十四条)."""

    ORDINARY = "ordinary", "普通"
    SIMPLIFIED = "simplified", "简易"


class CourtInstance(Term):
    """审级."""

    FIRST = "first", "一审"
    SECOND = "second", "二审"
    RETRIAL = "retrial", "再审"


class MergedRequests(Term):
    """How a request answered together with another is counted: as 其他处理, or with the result of that answer.

    Each is one 件 with one result either way; the national format leaves the choice open.
    """

    OTHER = "other", "计入（六）其他处理“3.其他”"
    SAME = "same", "与一并答复的申请计入同一结果"


class AppealedJudgments(Term):
    """How a judgment counts in the year it was made if the appeal came after the cut-off."""

    AS_OF_THE_DAY = "as_of_the_day", "按裁判当年已知的结果"
    PENDING = "pending", "按尚未审结"


class DocumentKind(Term):
    """文件性质: the two rows of 第二十条第（一）项 in table two, and everything else."""

    RULES = "rules", "规章"
    NORMATIVE_DOCUMENT = "normative_document", "行政规范性文件"
    OTHER = "other", "其他"


class ReleaseCategory(Term):
    """信息类别: 条例第二十条第（一）至（十五）项 and 第二十一条."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the article itself, 「第二十条第（一）项」, 「第二十条（1）」 with 条例 or without, and 「（1）」."""
        short = self.article.replace("第（", "（").removesuffix("项")
        written = [self.article, short]
        if self.value.startswith("20-"):
            number = self.value.removeprefix("20-")
            written += [f"条例第二十条（{number}）", f"（{number}）", f"（{_NUMERALS[int(number) - 1]}）"]
        return (*super().aliases, *written, *(article.removeprefix("条例") for article in written))

    @property
    def article(self) -> str:
        """The article that requires this kind of information to be published."""
        if self.value == "21":
            return "条例第二十一条"
        return f"条例第二十条第（{_NUMERALS[int(self.value.removeprefix('20-')) - 1]}）项"

    ARTICLE_20_1 = "20-1", "行政法规、规章和规范性文件"
    ARTICLE_20_2 = "20-2", "机关职能、机构设置、办公信息"
    ARTICLE_20_3 = "20-3", "规划及相关政策"
    ARTICLE_20_4 = "20-4", "统计信息"
    ARTICLE_20_5 = "20-5", "行政许可和其他对外管理服务事项"
    ARTICLE_20_6 = "20-6", "行政处罚、行政强制"
    ARTICLE_20_7 = "20-7", "财政预算、决算"
    ARTICLE_20_8 = "20-8", "行政事业性收费"
    ARTICLE_20_9 = "20-9", "政府集中采购"
    ARTICLE_20_10 = "20-10", "重大建设项目"
    ARTICLE_20_11 = "20-11", "扶贫、教育、医疗、社会保障、促进就业"
    ARTICLE_20_12 = "20-12", "突发公共事件应急与应对"
    ARTICLE_20_13 = "20-13", "环境、公共卫生、安全生产、食品药品、产品质量监督检查"
    ARTICLE_20_14 = "20-14", "公务员招考"
    ARTICLE_20_15 = "20-15", "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"
    ARTICLE_21 = "21", "基层（乡镇、街道）应当主动公开的其他政府信息"


_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")


class ReleaseChannel(Term):
    """公开渠道 (条例第二十三至二十五条)."""

    PORTAL = "portal", "政府门户网站"
    SOCIAL_MEDIA = "social_media", "政务新媒体"
    NOTICE_BOARD = "notice_board", "政务公开栏"
    GAZETTE = "gazette", "政府公报"
    SERVICE_CENTRE = "service_centre", "便民服务中心"
    ARCHIVE_OR_LIBRARY = "archive_or_library", "档案馆、图书馆"
    OTHER = "other", "其他"


class SecrecyConclusion(Term):
    """保密审查结论 (条例第十七条; 保守国家秘密法第三十五条)."""

    RELEASE = "release", "公开"
    SEPARATE = "separate", "区分处理"
    WITHHOLD = "withhold", "不予公开"
    REFER = "refer", "送上级确定"

    @property
    def keeps_back(self) -> bool:
        """Whether the information must not be published, or not before the superior has decided."""
        return self in (SecrecyConclusion.WITHHOLD, SecrecyConclusion.REFER)


class BusinessKind(Term):
    """业务类型: the rows of table two that count decisions or money."""

    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCIVE_MEASURE = "coercive_measure", "行政强制"
    ADMINISTRATIVE_FEE = "administrative_fee", "行政事业性收费"


class ActivityKind(Term):
    """类型 of 工作记录: the subjects of sections one and five of the report."""

    WEBSITE_CHECK = "website_check", "网站抽查"
    CORRECTION = "correction", "错敏字与错断链整改"
    POLICY_ADVICE = "policy_advice", "政策咨询"
    TRAINING = "training", "培训"
    MEETING = "meeting", "会议"
    PUBLICITY = "publicity", "宣传"
    PLATFORM = "platform", "平台维护"
    PUBLIC_UTILITIES = "public_utilities", "公共企事业单位公开"
    ADJUSTMENT = "adjustment", "动态调整"
    ASSESSMENT = "assessment", "考核评议"
    ACCOUNTABILITY = "accountability", "责任追究"
    ZERO_CONFIRMATION = "zero_confirmation", "零申请确认"


class TextState(Term):
    """The state of a part of the report's prose: the program's own text, the same read by the clerk, or written."""

    UNTOUCHED = "untouched", "未动过"
    READ = "read", "核对过"
    WRITTEN = "written", "写过"


class DutyCycle(Term):
    """周期 of 应公开事项."""

    ONCE = "once", "一次"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    YEARLY = "yearly", "每年"


class AgencyLevel(Term):
    """级别, which decides which cells must be zero (a street cannot make 规章) and whose notice sets the deadline."""

    STREET = "street", "街道"
    TOWNSHIP = "township", "乡镇"
    DEPARTMENT = "department", "部门"
    COUNTY = "county", "县区"
    CITY = "city", "市"
    PROVINCE = "province", "省"
    OTHER = "other", "其他"

    @property
    def is_grassroots(self) -> bool:
        """Whether the organ is a street office or a township."""
        return self in (AgencyLevel.STREET, AgencyLevel.TOWNSHIP)


class StepKind(Term):
    """One dated event of a request, in their usual order; everything else about them: ``disclosure.cases.steps``."""

    PHONE_CONFIRMED = "phone_confirmed", "电话确认"
    CORRECTION_ASKED = "correction_asked", "补正告知"
    CORRECTION_RECEIVED = "correction_received", "收到补正"
    CORRECTION_OVERDUE = "correction_overdue", "逾期未补正"
    THIRD_PARTY_ASKED = "third_party_asked", "征求第三方意见"
    THIRD_PARTY_SERVED = "third_party_served", "第三方签收"
    THIRD_PARTY_ANSWERED = "third_party_answered", "收到第三方意见"
    ORGAN_ASKED = "organ_asked", "征求其他机关意见"
    ORGAN_SERVED = "organ_served", "其他机关签收"
    ORGAN_ANSWERED = "organ_answered", "收到其他机关意见"
    EXTENDED = "extended", "延期告知"
    REASONS_ASKED = "reasons_asked", "说明理由告知"
    DEFERRED = "deferred", "延迟答复期限"
    FEE_NOTICE = "fee_notice", "收费通知"
    FEE_PAID = "fee_paid", "缴费"
    FEE_OVERDUE = "fee_overdue", "逾期未缴"
    DELIVERED = "delivered", "送达"
    RETURNED = "returned", "退件"
    WITHDRAWN = "withdrawn", "撤回"
    TRANSFERRED = "transferred", "转办"
    AMENDED = "amended", "更正"
    ANSWERED_AGAIN = "answered_again", "重新答复"
    REOPENED = "reopened", "重新办理"
    NOTE = "note", "备注"

    @property
    def outcome(self) -> Outcome | None:
        """The result with which this step closes its request on its day (条例第三十条; 国办函〔2020〕109号), if any."""
        return _CLOSING_STEPS.get(self)


_CLOSING_STEPS = {
    StepKind.CORRECTION_OVERDUE: Outcome.CORRECTION_OVERDUE,
    StepKind.FEE_OVERDUE: Outcome.FEE_UNPAID,
    StepKind.WITHDRAWN: Outcome.OTHER_HANDLING,
}


class PartyOpinion(Term):
    """意见 of a consulted third party or organ (条例第三十二、三十四条); silence has its own meaning."""

    AGREES = "agrees", "同意公开"
    OBJECTS = "objects", "不同意公开"
    SILENT = "silent", "未回复"


class AttachmentKind(Term):
    """The kind of a stored paper; chosen when it is added, proposed from its file name and its record."""

    APPLICATION = "application", "申请书"
    IDENTITY = "identity", "身份证明"
    AUTHORISATION = "authorisation", "授权委托"
    STANDING = "standing", "主体资格证明"
    RECEIPT = "receipt", "登记回执、签收或确认凭证"
    CORRECTION = "correction", "补正材料"
    OPINION = "opinion", "第三方或其他机关意见"
    PAYMENT = "payment", "缴费凭证"
    PROCESS_LETTER = "process_letter", "过程文书"
    ANSWER = "answer", "答复书"
    DELIVERY = "delivery", "送达凭证"
    REPLY = "reply", "复议答复、答辩状"
    DISPUTE_NOTICE = "dispute_notice", "复议、应诉通知"
    DECISION = "decision", "复议决定、判决"
    RELEASE = "release", "公开件"
    OTHER = "other", "其他"


FILE_NAME_WORDS: tuple[tuple[AttachmentKind, tuple[str, ...]], ...] = (
    (AttachmentKind.IDENTITY, ("身份证", "护照", "户口", "居住证", "通行证", "证件", "营业执照")),
    (AttachmentKind.AUTHORISATION, ("委托书", "授权委托", "代理词", "律师函")),
    (AttachmentKind.STANDING, ("组织机构代码", "主体资格")),
    (AttachmentKind.DECISION, ("复议决定", "判决", "裁定")),
    (AttachmentKind.DISPUTE_NOTICE, ("复议申请", "起诉状", "应诉通知", "受理通知", "答复通知", "传票")),
    (AttachmentKind.REPLY, ("复议答复", "答辩")),
    (AttachmentKind.PROCESS_LETTER, ("告知", "征求", "收费通知", "审批")),
    (AttachmentKind.OPINION, ("意见",)),
    (AttachmentKind.PAYMENT, ("缴费", "收据", "票据", "发票")),
    (AttachmentKind.CORRECTION, ("补正",)),
    (AttachmentKind.ANSWER, ("答复书",)),
    (AttachmentKind.RECEIPT, ("登记回执", "确认")),
    (AttachmentKind.DELIVERY, ("送达", "签收", "回执", "快递", "邮寄", "挂号")),
    (AttachmentKind.APPLICATION, ("申请表", "申请书")),
)
"""Words in the usual file names of each kind of paper, the surest first; only to propose a kind, never to decide it."""


class RedactionGround(Term):
    """Why a place is covered when a paper is published in part (条例第十四至十六、三十七条), the most common first."""

    PRIVACY = "privacy", "个人隐私（条例第十五条）"
    TRADE_SECRET = "trade_secret", "商业秘密（条例第十五条）"
    STATE_SECRET = "state_secret", "国家秘密（条例第十四条）"
    FORBIDDEN_BY_LAW = "forbidden_by_law", "法律、行政法规禁止公开的政府信息（条例第十四条）"
    ENDANGERS_SECURITY = (
        "endangers_security",
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息（条例第十四条）",
    )
    INTERNAL_AFFAIRS = "internal_affairs", "内部事务信息（条例第十六条第一款）"
    DELIBERATIVE_PROCESS = "deliberative_process", "过程性信息（条例第十六条第二款）"
    ENFORCEMENT_FILE = "enforcement_file", "行政执法案卷信息（条例第十六条第二款）"
    NOT_GOVERNMENT_INFORMATION = "not_government_information", "不属于政府信息的内容（条例第三十七条）"


class KeepingDecision(Term):
    """What is done with a case file whose 保管期限 has ended (档案法第二十一条)."""

    KEEP = "keep", "继续保管"
    HAND_OVER = "hand_over", "移交档案馆"
    DESTROY = "destroy", "销毁"


class ReportDeliveryKind(Term):
    """What is done with a finished 年度报告 (条例第四十九条; its opening names the archive)."""

    SUBMITTED = "submitted", "报送"
    PUBLISHED = "published", "公布"
    ARCHIVED = "archived", "送档案馆"


class ReportEventKind(Term):
    """What happens to an issued 年度报告; a correction makes another version and leaves the former one."""

    CORRECTED = "corrected", "更正"
    WITHDRAWN = "withdrawn", "撤回"
    RETURNED = "returned", "退回整改"


class DeliveryMethod(Term):
    """送达方式 (国办公开办函〔2016〕235号): only the post office's posting day counts as the day of answering."""

    COUNTER = "counter", "当面领取"
    POST = "post", "邮政寄送"
    EMAIL = "email", "电子邮件"
    PLATFORM = "platform", "网上平台"
    FAX = "fax", "传真"
    OTHER = "other", "其他"


class RetrievalForm(Term):
    """获取方式: the form in which the applicant wants the information (条例第二十九条)."""

    PAPER = "paper", "纸质"
    EMAIL = "email", "电子邮件"
    DISC = "disc", "光盘"
    INSPECTION = "inspection", "当面查阅"
    OTHER = "other", "其他"


class ReportState(Term):
    """The state of a year's report: being written, checked, issued, or issued again with a correction."""

    DRAFT = "draft", "起草"
    CHECKED = "checked", "已检查"
    ISSUED = "issued", "已签发"
    CORRECTED = "corrected", "已更正"


class AccessKind(Term):
    """How masked personal values were looked at."""

    SHOWN = "shown", "查看"
    EDITED = "edited", "编辑"
    COPIED = "copied", "复制"
    EXPORTED = "exported", "导出"


class PasswordEvent(Term):
    """What happened to the password of the file; the journal records when and by whom."""

    SET = "set", "设置口令"
    CHANGED = "changed", "更改口令"
    REMOVED = "removed", "取消口令"
