"""The records beside the registers: attachments, parts and versions of a report, letters, templates, calendar years,
changes of the password, looks at hidden values."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from disclosure.column_kinds import official
from disclosure.record_base import Record, record
from disclosure.terms import (
    AccessKind,
    AttachmentKind,
    KeepingDecision,
    PasswordEvent,
    ReportDeliveryKind,
    ReportEventKind,
    ReportState,
    TextState,
)

PUBLISHED = "published"
"""The part of a year's drafts that holds its published report, as report JSON."""

SCORE_SHEET, SCORE_NOTES = "score_sheet", "score_notes"
"""The parts that hold the scoring sheet of a year and the notes on its lines; both as JSON."""

LAYOUTS, PORTAL = "layouts", "portal"
"""The parts, of no year, that hold the district's sheets and the catalogue as last sent to the portal."""

PART_NAMES: Mapping[str, str] = {
    "opening": "开头",
    "overview": "总体情况",
    "problems": "存在的主要问题及改进情况",
    "others": "其他需要报告的事项",
    "signature": "署名",
    "dated_on": "成文日期",
    "retyped": "填报对照",
    PUBLISHED: "上年报告",
    "rolled_over": "年度结转",
    LAYOUTS: "上级报表",
    PORTAL: "门户目录",
    SCORE_SHEET: "考核表",
    SCORE_NOTES: "考核自评说明",
}
"""The names of these parts on screen."""


@record
class Attachment(Record):
    """One file stored in the database, linked to any record by register and id; ``sha256`` names its content.

    ``redaction`` holds the source of a 公开版 and what was covered in it (``disclosure.cases.redaction``), as JSON.
    """

    register: ClassVar[str] = "attachments"
    title: ClassVar[str] = "附件"
    caption_field: ClassVar[str] = "name"

    owner_register: str = ""
    owner_id: int = 0
    name: str = official("文件名")
    media_type: str = official("文件类型", default="")
    size: int = official("大小", default=0)
    sha256: str = official("校验值", default="")
    is_identity: bool = official("身份证明", default=False)
    kind: AttachmentKind | None = official("材料类别", default=None)
    redaction: str = ""

    @property
    def what_it_is(self) -> AttachmentKind | None:
        """材料类别, also of a proof of identity stored before kinds existed; None if nobody has chosen one."""
        return self.kind or (AttachmentKind.IDENTITY if self.is_identity else None)


BY_PARAGRAPHS = "逐段"
"""The first line of ``read_words`` if they list single paragraphs."""


@record
class Draft(Record):
    """One part of one year's report: the clerk's text, or the record that the clerk read the program's.

    ``part`` is a key of ``disclosure.report.narrative``. A part without a draft, or one reset, has the program's
    current text and is 未动过. A draft without a state (None) is older than the states and was written. ``read_words``
    holds, after a line BY_PARAGRAPHS, the paragraphs of the program's text that were read, as printed then; it is empty
    if the part was read or written as a whole, before single paragraphs were recorded.
    """

    register: ClassVar[str] = "drafts"
    title: ClassVar[str] = "年度报告文字"
    caption_field: ClassVar[str] = "caption_text"

    year: int = 0
    part: str = ""
    text: str = official("正文", default="", long=True)
    state: TextState | None = official("状态", default=None)
    read_words: str = ""

    @property
    def is_untouched(self) -> bool:
        """Whether its text is the program's and nobody has read it."""
        return self.state is TextState.UNTOUCHED

    @property
    def caption_text(self) -> str:
        """The year, and the part's name on screen."""
        return f"{f'{self.year} 年' if self.year else ''}{PART_NAMES.get(self.part, self.part)}"


@record
class IssuedLetter(Record):
    """One letter that was sent: its number is taken for good, voided or not; ``sha256`` names the paper as issued."""

    register: ClassVar[str] = "letters"
    title: ClassVar[str] = "已发文书"
    caption_field: ClassVar[str] = "caption_text"

    owner_register: str = "requests"
    owner_id: int = 0
    kind: str = ""
    name: str = official("文书")
    number: str = official("文号", default="")
    addressee: str = official("主送", default="", personal=True)
    issued_on: date = official("成文日期")
    sha256: str = official("校验值", default="")
    is_voided: bool = official("已作废", default=False)
    void_reason: str = official("作废原因", default="", long=True)

    @property
    def caption_text(self) -> str:
        """The number or, without one, the name of the letter."""
        return self.number or self.name


@record
class IssuedReport(Record):
    """One version of a year's report as it was issued; it is never changed, a correction is another version.

    ``report`` is the report and ``findings`` its findings with the clerk's notes, both as JSON; ``files`` lists the
    papers stored with it, 「sha256  name」 a line.
    """

    register: ClassVar[str] = "issued"
    title: ClassVar[str] = "已签发的年度报告"
    caption_field: ClassVar[str] = "caption_text"

    year: int = official("年度", default=0)
    version: int = official("版次", default=1)
    version_code: str = official("版本号", default="")
    state: ReportState = official("状态", default=ReportState.ISSUED)
    issued_on: date = official("签发日期")
    reason: str = official("更正原因", default="", long=True)
    report: str = ""
    findings: str = ""
    files: str = official("文件", default="", long=True)

    @property
    def caption_text(self) -> str:
        """The year and version."""
        return f"{self.year} 年度报告第 {self.version} 版"


@record
class ReportDelivery(Record):
    """The report of a year was sent, published or given to the archive: on which day, and what proves it."""

    register: ClassVar[str] = "report_deliveries"
    title: ClassVar[str] = "年度报告报送与公布"
    caption_field: ClassVar[str] = "caption_text"

    year: int = official("年度", default=0)
    kind: ReportDeliveryKind = official("事项")
    on: date = official("日期")
    recipient: str = official("向谁", default="", hint="收件机关，或者公布的网站、栏目")
    proof: str = official("凭证", default="", long=True, hint="如报送回执、签收人、网址、移交清单编号")

    @property
    def caption_text(self) -> str:
        """The year and what was done."""
        return f"{self.year} 年度报告{self.kind.label}"


@record
class ReportEvent(Record):
    """An issued report was corrected, withdrawn or sent back: when, by whom, why, and the deadline for a correction.

    ``version`` is the one that resulted from a correction, or that was withdrawn or sent back. ``settled_on`` is the
    day it was settled; for a correction, the same day. A paper may be stored with it.
    """

    register: ClassVar[str] = "report_events"
    title: ClassVar[str] = "年度报告更正、撤回和退回整改"
    caption_field: ClassVar[str] = "caption_text"

    year: int = official("年度", default=0)
    kind: ReportEventKind = official("事项")
    on: date = official("日期")
    party: str = official("机关或人员", default="", hint="由谁退回、撤回或更正")
    reason: str = official("原因", long=True)
    until: date | None = official("期限", default=None, hint="最迟改正到哪一天；没有规定期限的不填")
    settled_on: date | None = official("办结日期", default=None, hint="改正并重新报送的日期")
    version: int = official("版次", default=1)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.kind is not ReportEventKind.CORRECTED and self.settled_on is None

    @property
    def sentence(self) -> str:
        """The event in words: 「2024-02-03退回整改，2024-02-10前改正」."""
        return f"{self.on.isoformat()}{self.kind.label}{f'，{self.until.isoformat()}前改正' if self.until else ''}"

    @property
    def caption_text(self) -> str:
        """The year and what happened."""
        return f"{self.year} 年度报告{self.kind.label}"


@record
class Appraisal(Record):
    """The decision on a case file whose 保管期限 had ended (鉴定), and when it was carried out.

    The file is identified by its first record (``owner_register``, ``owner_id``); of several decisions the last holds.
    """

    register: ClassVar[str] = "appraisals"
    title: ClassVar[str] = "档案鉴定"
    caption_field: ClassVar[str] = "caption_text"

    owner_register: str = "requests"
    owner_id: int = 0
    decision: KeepingDecision = official("处置意见")
    decided_on: date = official("鉴定日期")
    keep_until: date | None = official("继续保管到", default=None, hint="不填则不再定期限")
    reason: str = official("鉴定意见", default="", long=True)
    approver: str = official("批准人", default="")
    done_on: date | None = official("执行日期", default=None)
    witnesses: str = official("监销人", default="", hint="两人以上，以“、”分隔")

    @property
    def caption_text(self) -> str:
        """The decision and its day."""
        return f"{self.decision.label} {self.decided_on.isoformat()}"


@record
class FindingNote(Record):
    """The clerk's note on one finding about a year's report, valid as long as the values behind it do not change.

    ``subject`` is what the finding is about and ``fingerprint`` its values (``disclosure.checks.notes``).
    """

    register: ClassVar[str] = "finding_notes"
    title: ClassVar[str] = "检查说明"
    caption_field: ClassVar[str] = "caption_text"

    year: int = official("年度", default=0)
    rule: str = official("规则", default="")
    subject: str = official("对象", default="", long=True)
    fingerprint: str = ""
    explanation: str = official("说明", default="", long=True)
    is_dismissed: bool = official("已忽略", default=False)

    @property
    def caption_text(self) -> str:
        """The year and rule."""
        return f"{self.year} 年 {self.rule}"


@record
class TemplateOverride(Record):
    """The office's own wording of one kind of letter (``code`` of ``disclosure.letters.template_syntax``)."""

    register: ClassVar[str] = "templates"
    title: ClassVar[str] = "文书模板"
    caption_field: ClassVar[str] = "code"

    code: str = ""
    text: str = official("模板", default="", long=True)


@record
class CalendarOverride(Record):
    """One year of the work calendar as the office entered it, replacing the one shipped with the program.

    ``text`` is ``CalendarYear.as_json``; ``moved`` lists the open due dates that it changed, a line each.
    """

    register: ClassVar[str] = "calendar_years"
    title: ClassVar[str] = "工作日历"
    caption_field: ClassVar[str] = "caption_text"

    year: int = 0
    text: str = official("放假安排", default="", long=True)
    moved: str = official("变动的期限", default="", long=True)

    @property
    def caption_text(self) -> str:
        """The year."""
        return f"{self.year} 年放假安排"


@record
class Access(Record):
    """One look at masked personal values; its journal entry says when and by whom (个人信息保护法第五十一条).

    ``owner_id`` is 0 if a whole list was exported, of ``count`` records.
    """

    register: ClassVar[str] = "accesses"
    title: ClassVar[str] = "查阅记录"
    caption_field: ClassVar[str] = "caption_text"

    owner_register: str = ""
    owner_id: int = 0
    kind: AccessKind = official("方式", default=AccessKind.SHOWN)
    fields: str = official("内容", default="")
    count: int = official("条数", default=1)

    @property
    def caption_text(self) -> str:
        """「查看了证件号码、电话」."""
        return f"{_LOOKED[self.kind]}{self.fields}"


_LOOKED = {
    AccessKind.SHOWN: "查看了",
    AccessKind.EDITED: "编辑时查看了",
    AccessKind.COPIED: "复制时查看了",
    AccessKind.EXPORTED: "导出了",
}


@record
class PasswordChange(Record):
    """One setting, changing or removing of the file's password; nothing of the password itself."""

    register: ClassVar[str] = "password_changes"
    title: ClassVar[str] = "口令"
    caption_field: ClassVar[str] = "caption_text"

    kind: PasswordEvent = official("变动")

    @property
    def caption_text(self) -> str:
        """What was done."""
        return self.kind.label


@record
class SavedFilter(Record):
    """A named filter of the list of ``owner_register``; ``choices`` is JSON: keys by drop-down."""

    register: ClassVar[str] = "saved_filters"
    title: ClassVar[str] = "保存的筛选"
    caption_field: ClassVar[str] = "name"

    owner_register: str = ""
    name: str = official("名称")
    choices: str = official("条件", default="", long=True)


@record
class OwnSentence(Record):
    """A sentence the office keeps for its reports; ``part`` is a key of ``disclosure.report.narrative``."""

    register: ClassVar[str] = "sentences"
    title: ClassVar[str] = "句库"
    caption_field: ClassVar[str] = "text"

    part: str = ""
    text: str = official("句子", long=True)


@record
class LedgerWords(Record):
    """What the user said about an old ledger's headings and words, for the next ledger of the same shape.

    ``said`` is JSON as defined in ``importers.ledgers.mapping_file``: headings and words of terms, never personal data.
    """

    register: ClassVar[str] = "ledger_words"
    title: ClassVar[str] = "旧登记表的说法"
    caption_field: ClassVar[str] = "title"

    shape: str = ""
    said: str = official("说法", long=True)
