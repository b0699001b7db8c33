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
"""The part of a year's drafts under which its published report is kept, as report JSON."""

SCORE_SHEET, SCORE_NOTES = "score_sheet", "score_notes"
"""The parts under which the scoring sheet of a year is kept, and what is said of its lines; both as JSON."""

LAYOUTS, PORTAL = "layouts", "portal"
"""The parts of no year under which the district's sheets are kept, and the catalogue as it last went to the portal."""

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
"""What the screen calls the kept parts of a year's report."""


@record
class Attachment(Record):
    """One file kept inside the database, linked to any record by register and id; content is found by ``sha256``.

    ``redaction`` says of a 公开版 what it was made of and what was covered (``disclosure.cases.redaction``), as JSON.
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
        """材料类别; a proof of identity of before there were kinds is one, too. None: nobody has said."""
        return self.kind or (AttachmentKind.IDENTITY if self.is_identity else None)


BY_PARAGRAPHS = "逐段"
"""The first line of what was read of a part whose paragraphs are told apart."""


@record
class Draft(Record):
    """One part of one year's report: as the clerk wrote it, or the program's words as the clerk read them.

    ``part`` is a key of ``disclosure.report.narrative``. A part without a draft, and one put back, has the program's
    words of the day and is 未动过. A draft of before there were states (None) was written. ``read_words`` are, under a
    line BY_PARAGRAPHS, the paragraphs of the program's words somebody read, as they were printed; empty where the part
    was read or written as a whole, before paragraphs were told apart.
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
        """Whether its words are the program's, and nobody has read them."""
        return self.state is TextState.UNTOUCHED

    @property
    def caption_text(self) -> str:
        """The year and part as the screen calls it."""
        return f"{f'{self.year} 年' if self.year else ''}{PART_NAMES.get(self.part, self.part)}"


@record
class IssuedLetter(Record):
    """One letter that went out: its number is taken for good, voided or not; ``sha256`` finds the paper as issued."""

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
        """The number, or the name of a letter without one."""
        return self.number or self.name


@record
class IssuedReport(Record):
    """One version of a year's report as it was issued; it is never changed, a correction is a further version.

    ``report`` is the frozen report and ``findings`` what was found in it with the words said to each, both as JSON;
    ``files`` names the papers kept with it, 「sha256  name」 a line.
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
    """That the report of a year was sent, published or given to the archive: on which day, and what proves it."""

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
    """That an issued report was corrected, withdrawn or sent back: when, by whom, why, and by when it is put right.

    ``version`` is the one a correction made, or the one that was withdrawn or sent back. ``settled_on`` ends what is
    due; a correction is done on its day. A paper may be kept with it.
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
        """What stands because of it: 「2024-02-03退回整改，2024-02-10前改正」."""
        return f"{self.on.isoformat()}{self.kind.label}{f'，{self.until.isoformat()}前改正' if self.until else ''}"

    @property
    def caption_text(self) -> str:
        """The year and what happened."""
        return f"{self.year} 年度报告{self.kind.label}"


@record
class Appraisal(Record):
    """What was decided of a case file whose 保管期限 had ended (鉴定), and when it was carried out.

    The file is called by its first record (``owner_register``, ``owner_id``); of several the last one holds.
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
        """What was decided, and when."""
        return f"{self.decision.label} {self.decided_on.isoformat()}"


@record
class FindingNote(Record):
    """What the clerk says to one finding about a year's report, good for as long as its values stay the same.

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
    """One year of the work calendar as the office entered it, in place of the one shipped with the program.

    ``text`` is ``CalendarYear.as_json``; ``moved`` tells, a line each, which open due dates its entering changed.
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
    """One look at personal values the screen hides; when and by whom says its journal entry (个人信息保护法第五十一条).

    ``owner_id`` is 0 where a whole list went out; ``count`` tells how many records then.
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
    """What the list of ``owner_register`` lets through, kept with a name; ``choices`` is JSON: keys by drop-down."""

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
    """What was said of an old ledger's headings and words, for the next one of its shape: one for each shape.

    ``said`` is JSON as ``importers.ledgers.mapping_file`` tells; headings and words of terms, never a person's values.
    """

    register: ClassVar[str] = "ledger_words"
    title: ClassVar[str] = "旧登记表的说法"
    caption_field: ClassVar[str] = "title"

    shape: str = ""
    said: str = official("说法", long=True)
