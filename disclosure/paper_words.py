"""The words used to read incoming papers, as data: the kinds of papers, and the meaning of their labels.

To add a word, put it after its meaning; words are separated by blanks. Blanks, width, remarks in brackets
(「（可多选）」) and colons are ignored in comparisons. A label means a column of the record, or one of these, which
have no column: ``written_on`` (the date on the paper), ``signed``, ``carrier`` and ``way`` (both 获取方式),
``content_name``, ``content_number``, ``content_index`` (parts of the request's content), those that go into the
remarks (``REMARKED``), and ``""`` for labels we do not use.
"""

from collections.abc import Mapping
from enum import Enum


class PaperKind(Enum):
    """The kind of a paper, which decides the register of its form."""

    APPLICATION = "requests"
    REVIEW = "reviews"
    SUIT = "litigation"
    RELEASE = "releases"

    @property
    def register(self) -> str:
        """The register whose form it fills in."""
        return self.value


TITLES: Mapping[PaperKind, str] = {
    PaperKind.SUIT: "应诉通知书 传票 行政判决书 行政裁定书 行政赔偿判决书 举证通知书 开庭通知书 行政起诉状 出庭通知书 "
    "行政上诉状 行政调解书",
    PaperKind.REVIEW: "行政复议答复通知书 提出答复通知书 受理通知书 行政复议终止决定书 行政复议终止通知书 "
    "行政复议调解书 驳回行政复议申请决定书 不予受理行政复议申请决定书 行政复议申请书 行政复议申请书副本 复议决定书",
    PaperKind.APPLICATION: "信息公开申请表 信息公开申请书 信息公开申请 信息公开申请登记表 公开政府信息登记表 "
    "依申请公开申请单 公开申请表（个人） 公开申请表（公民） 公开申请表（法人/其他组织） 依申请公开 信息公开申请单",
}
"""How the title of a paper ends, in this order: a title alone in its line says what the paper is."""

DECIDED = "判决书 裁定书 决定书 调解书 终止通知书"
"""The endings of titles of papers that close a case."""

LABELS: Mapping[PaperKind, Mapping[str, str]] = {
    PaperKind.APPLICATION: {
        "applicant": "申请人 申请人姓名 申请者 申请者姓名 申请人名称 申请人姓名或名称 姓名 姓名或名称 姓名/名称 名称 "
        "单位名称 机构名称 企业名称 组织名称 法人名称 法人或其他组织名称 申请单位 申请单位名称 公民姓名 "
        "申请人姓名/名称 您的姓名",
        "applicant_kind": "申请人类型 申请人类别 申请人身份 申请人性质 申请主体 单位类型 机构类型 组织类型 类型",
        "identity_kind": "证件名称 证件类型 有效证件名称 有效证件类型 证件种类",
        "identity_number": "证件号码 证件号 身份证号 身份证号码 公民身份号码 居民身份证号码 有效证件号码 "
        "统一社会信用代码 社会信用代码 信用代码 组织机构代码 机构代码 统一信用代码 营业执照号 营业执照号码 注册号 "
        "身份证 有效证件及号码 证件名称及号码 证件类型及号码 有效身份证件号码 身份证件号码",
        "phone": "联系电话 电话 联系方式 联系人电话 手机 手机号 手机号码 电话号码 座机 固定电话 移动电话 "
        "联系人联系电话 联系方法 联系号码 办公电话",
        "address": "通信地址 通讯地址 联系地址 地址 住址 家庭住址 现住址 住所 住所地 邮寄地址 邮寄地址及邮编 "
        "通信地址及邮编 收件地址 经常居住地 户籍地址 户籍所在地 注册地址 单位地址 送达地址 居住地址 详细地址 收信地址",
        "postcode": "邮编 邮政编码",
        "email": "电子邮箱 邮箱 电子邮件 E-mail Email 邮箱地址 电子邮箱地址 电子邮件地址 联系人邮箱 电子信箱",
        "agent": "代理人 委托代理人 代理人姓名 委托代理人姓名 受委托人",
        "content": "所需信息的内容描述 所需信息内容描述 所需信息描述 内容描述 特征描述 所需政府信息 所需信息 "
        "所需信息内容 申请内容 申请公开内容 申请公开的内容 申请公开的信息 申请公开的政府信息 申请公开信息 申请事项 "
        "申请公开事项 申请公开的信息名称、文号或者其他特征描述 申请信息内容 所需的政府信息 所需政府信息内容 "
        "所需政府信息内容描述 请求公开的信息 其他特征描述 其他特征性描述 需要的信息 申请请求 公开请求 请求事项 "
        "申请描述 所需信息的名称、文号或者其他特征描述 政府信息的名称、文号或者便于行政机关查询的其他特征性描述 "
        "信息内容 内容 申请公开的具体内容",
        "content_name": "文件名称 信息名称 所需信息名称 所需信息的名称 政府信息名称 所需政府信息名称",
        "content_number": "文号 文件编号 所需信息文号 所需信息的文号",
        "content_index": "所需信息的信息索引号 所需信息索引号 信息索引号 索引号",
        "carrier": "信息的指定提供方式 所需信息的指定提供方式 提供方式 指定提供方式 载体 载体形式 提供载体 介质 "
        "信息载体 提供信息的载体 政府信息的载体形式 信息载体形式 提供政府信息的形式 提供政府信息的方式 公开方式 "
        "公开形式 提供形式 政府信息提供方式 信息提供方式 答复形式",
        "way": "获取信息的方式 获取方式 信息获取方式 获取政府信息的方式 获取政府信息的方式及途径 获取途径 领取方式 "
        "送达方式 所需信息的获取方式 获取政府信息方式 获取信息方式 政府信息获取方式 信息的获取方式",
        "channel": "申请方式 提交方式 递交方式 申请途径 提交渠道 申请渠道",
        "purpose": "所需信息的用途 所需信息用途 用途 信息用途 申请用途 所需政府信息用途",
        "legal": "法定代表人 法人代表 负责人 法定代表人姓名 法人代表姓名 法定代表人或负责人",
        "contact": "联系人 联系人姓名",
        "written_on": "申请日期 申请时间 填表日期 填表时间 提交时间 提交日期 填写日期 日期 时间",
        "signed": "申请人签名或者盖章 申请人签名 申请人签字 申请人签章 申请人签名或盖章 申请人盖章 签名 签字 "
        "申请人签名/盖章 具状人",
        "respondent": "被申请人 受理机关 受理机关名称 受理机构 受理单位 答复机关 申请机关 被申请机关",
        "": "工作单位 性别 年龄 民族 职业 学历 国籍 传真 传真号码 职务 备注 申请编号 申请单号 查询码 受理编号 "
        "办理状态 状态 附件 事实与理由 事实和理由 理由 申请理由 是否申请减免费用 减免费用 选填部分 受理人 受理时间 "
        "登记号 编号 若本机关无法按照指定方式提供所需信息,也可接受其他方式 出生日期 出生年月 法律依据 申请依据 "
        "咨询电话 监督电话 办公时间 网址 所需信息情况 申请人信息 发件人 收件人 主题 发送时间 抄送 此致 敬礼",
    },
    PaperKind.REVIEW: {
        "applicant": "申请人 复议申请人 申请人姓名 申请人名称",
        "review_body": "行政复议机关 复议机关",
        "case_number": "案号 复议案号 案件编号 编号",
        "respondent": "被申请人",
        "": "法定代表人 委托代理人 住所 住所地 住址 地址 第三人 附件 联系人 联系电话 抄送 职务",
    },
    PaperKind.SUIT: {
        "plaintiff": "原告 上诉人 再审申请人 起诉人",
        "case_number": "案号",
        "respondent": "被告 被上诉人 被申请人 被传唤人",
        "": "案由 传唤事由 应到时间 应到处所 工作单位或住址 工作单位 住所地 住址 法定代表人 委托代理人 第三人 附件 "
        "联系电话 联系人 注意事项 备注",
    },
    PaperKind.RELEASE: {
        "name": "标题 信息名称 文件名称 名称 公文标题 信息标题",
        "document_number": "文号 发文字号 文件编号 发文号 发文文号",
        "index_number": "索引号 信息索引号",
        "formed_on": "成文日期 生成日期 形成日期 成文时间 生成时间 制发日期 印发日期 发文日期",
        "published_on": "发布日期 发布时间 公开日期 公开时间",
        "publisher": "发布机构 发文机关 发文单位 发布单位 制发机关 公开机构 来源 信息来源 发文机构",
        "valid_until": "有效期至 失效日期",
        "": "主题分类 体裁分类 公开方式 公开形式 有效性 主题词 浏览次数 联系电话 联系人 内容概述 公开类别 服务对象 "
        "关键词 公开时限",
    },
}
"""The labels of each meaning, by the kind of paper."""

LIKE: Mapping[PaperKind, Mapping[str, str]] = {
    PaperKind.APPLICATION: {
        "": r".{0,6}(?:咨询|监督|投诉|受理|传真|工作单位|出生|年龄|性别|民族|职业|职务|减免).{0,6}",
        "content": r"(?:申请|请求|要求|所需|需要|需|要)(?:公开|查询|获取|提供|的|政府|信息|文件|名称|"
        r"文号|或者?|及|和|、|其他|特征性?|"
        r"具体|便于|行政机关|便于查询)*(?:内容|信息|事项|描述|材料)(?:名称|内容|描述|要求)?",
        "identity_number": r"(?:居民|公民|有效|申请人|法人|单位|个人|本人|身份|统一|社会|信用|组织|机构|证件|"
        r"类型|名称|及|、|和|的)*"
        r"(?:身份证|证件|信用代码|机构代码)(?:号码?|编号|代码)",
        "carrier": r"(?:所需|政府|信息|的|指定|答复|提供|公开|载体|文件|结果)+(?:方式|形式|介质|载体)",
        "way": r"(?:所需|政府|信息|的|指定|获取|领取|送达|邮寄|接收)+(?:方式|形式|途径)(?:[及和](?:方式|途径))?",
        "email": r"(?:电子|联系|人|个人|接收|申请人|常用|的)*(?:邮箱|邮件地址|信箱)(?:地址)?",
        "phone": r"(?:联系|手机|移动|固定|办公|家庭|单位|本人|申请人|代理人|人|的|号)*(?:电话|手机)(?:号码?)?",
        "postcode": r"(?:联系|通信|通讯|邮寄|地址|的)*(?:邮编|邮政编码)",
        "address": r"(?:联系|通信|通讯|邮寄|收件|家庭|现|居住|户籍|单位|送达|详细|收信|办公|注册|申请人|人|的)*"
        r"(?:地址|住址|住所地?)",
        "purpose": r"(?:所需|政府|信息|申请|使用|资料|的)*用途(?:说明)?",
        "applicant": r"申请人[一二三四甲乙丙\d]|申请人?(?:的|/|或)*(?:姓名|名称)(?:或名称|/名称)?",
        "written_on": r"(?:申请|提交|填写|填表|登记)(?:的|人)?(?:日期|时间)",
        "signed": r"申请人(?:的|或|或者)*(?:签名|签字|签章|盖章|捺印)(?:.{0,6})",
    },
}
"""What a label means that stands in no row above, by how it is made (patterns), the surest first.

Of words that only labels are made of: what somebody asks for (「申请公开示例路工程的招标文件」) is no label.
"""

REMARKED: Mapping[str, str] = {"purpose": "用途", "legal": "法定代表人", "contact": "联系人"}
"""What an application may say without a column for it: it goes into the remarks, after these words."""

OF_RESPONDENT = frozenset({"address", "phone", "legal", "postcode", "email", "contact", "identity_number"})
"""Meanings that are about the organ itself once it has been named, until another label follows."""

CHOICES = frozenset({"applicant_kind", "identity_kind", "carrier", "way", "channel"})
"""Chosen from words that may be labels elsewhere (「电子邮件」, 「身份证」), so the next cell is always the choice."""

HALVES: Mapping[str, str] = {
    "natural_person": "公民 自然人 个人 公民个人 公民信息",
    "": "法人或者其他组织 法人/其他组织 法人或其他组织 法人 单位 其他组织 法人和其他组织 法人、其他组织 法人及其他组织",
}
"""The halves of a form: one for citizens (申请人类型), one for everybody else."""

RETRIEVALS: tuple[tuple[str, str], ...] = (
    ("email", "电子版 电子文档 电子件 扫描件 邮箱 E-mail 邮件 电子文本 网上下载 网络"),
    ("disc", "光盘 磁盘 U盘"),
    ("paper", "纸面 纸质 书面 复印件 纸张 纸版"),
    ("inspection", "自行领取 当面领取 当场阅读 查阅 抄录 现场领取"),
    ("paper", "邮寄 快递 信函 挂号"),
    ("other", "传真 口头"),
)
"""The words for each 获取方式, anywhere in an applicant's choice; a medium takes precedence over a way (邮寄)."""

JUDGMENTS: Mapping[str, str] = {
    "withdrawn": "准许.{0,30}撤(?:回起)?诉 按.{0,20}撤诉处理",
    "suit_dismissed": "驳回.{0,30}(?<!公开)起诉",
    "claims_rejected": "驳回.{0,40}诉讼请求",
    "not_filed": "不予立案",
    "terminated": "终结(?:诉讼|审理|本案)",
    "changed": "变更.{0,60}(?:为|决定)",
    "declared_void": "确认.{0,80}无效",
    "declared_unlawful": "确认.{0,80}违法",
    "revoked": "撤销",
    "ordered_to_act": "责令|限.{0,60}日内.{0,20}(?:履行|答复|公开)",
}
DECISIONS: Mapping[str, str] = {
    "not_accepted": "不予受理",
    "application_dismissed": "驳回.{0,30}行政复议申请",
    "request_rejected": "驳回.{0,30}复议请求",
    "terminated": "终止",
    "settled": "调解",
    "upheld": "维持",
    "changed": "变更",
    "declared_void": "确认.{0,80}无效",
    "declared_unlawful": "确认.{0,80}违法",
    "revoked": "撤销",
    "ordered_to_act": "责令|限.{0,60}日内.{0,20}(?:履行|答复|公开)",
}
"""The operative words of judgments and review decisions (patterns, separated by blanks), the surest first."""

TITLE_ENDS = (
    "通知 意见 方案 公告 公示 通告 办法 规定 报告 决定 预算 决算 批复 函 纪要 规划 计划 预案 细则 清单 目录 指南 "
    "名单 情况 请示 议案 条例 "
    "决定书 通知书 告知书 意见书 建议书 公报 须知 简介 规则 制度 通报 决议 命令 说明 要点 总结 解读 名录 标准 流程"
)
"""The endings of titles of official documents."""

CLOSINGS = "此致 特此 敬礼 谢谢 以上 盼复 请依法 望"
"""The beginnings of lines that end the content of a request."""
