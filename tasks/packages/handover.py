"""交接包: what a successor needs, as one paper and one folder with a proven copy of the file.

The paper refers to cases by their numbers; it contains no identity number, phone or address of an applicant.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from disclosure.file_names import safe_name
from disclosure.letters.numbers import NumberingError, number_series
from disclosure.masking import masked_prose, veiled
from disclosure.numerals import NumberSeries
from disclosure.papers import PUBLISHED
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, IssuedLetter, Litigation, Record, Release, Request, Review
from disclosure.releases.report_trail import TRAIL_HEADINGS
from disclosure.releases.status import release_state
from disclosure.wording import chinese_date
from exporters.ledgers.listing import Listed, Signing, listing_document, listing_pdf
from exporters.paper.files import framed_in
from storage.numbering import series
from storage.registers import Registers
from storage.whole_file import hash_of_file
from tasks.calendar.loading import load_calendar
from tasks.cases.duties import duties_at_hand
from tasks.letters.issuing import used_numbers
from tasks.letters.templates import templates
from tasks.packages.packing import files_in, manifest, package
from tasks.report.portal import proofs_of
from tasks.report.versions import trail_of, versions_of
from tasks.safety.backup import back_up
from tasks.today.due import open_disputes, today_items, unpublished_releases

PAPER, SUMS = "交接清单.pdf", "SHA256SUMS.txt"
_TITLE = "政府信息公开工作交接清单"
_PEOPLE = ("移交人", "接收人", "监交人")
_STEPS = 3
_NUMBERED = (Release, Request, Review, Litigation)


@dataclass(frozen=True)
class HandedOver:
    """The path of the package, and the characters no font draws in its paper."""

    folder: Path
    archive: Path
    framed: str = ""

    @property
    def sentence(self) -> str:
        """The message to the user."""
        told = "交接清单、数据备份和校验清单已写好；打印交接清单，双方签字。"
        return f"{told}\n{PAPER}：{self.framed}" if self.framed else told


def hand_over(
    registers: Registers, place: Path, now: datetime, last_backup: str = "", progress: Progress = silent
) -> HandedOver:
    """Write the package into a new folder under ``place``, with a .zip beside it; ``last_backup`` is told in the paper.

    Raises LockedError for a locked file, ExportError if the folder exists or cannot be written, FileUnavailableError if
    the copy fails the proof, CancelledError; nothing is left behind then.
    """
    registers.protection.refuse_if_locked()
    today = now.date()
    folder = place / safe_name(f"交接包-{today.isoformat()}")
    archive = folder.with_name(f"{folder.name}.zip")
    with registers.lock, package(folder, archive) as inside:
        progress(0, _STEPS)
        backup = back_up(registers, inside, now)
        progress(1, _STEPS)
        rows = [(backup.name, str(backup.stat().st_size), hash_of_file(backup))]
        said = f"随附文件的校验值见 {SUMS}，可用 sha256sum -c 核对。"
        lists = [
            *handover_lists(registers, today, last_backup),
            Listed("随附文件", ("文件", "字节数", "SHA-256"), rows, (3, 1.4, 5), (0, 2), said),
        ]
        progress(2, _STEPS)
        signing = Signing("交接签字", _PEOPLE)
        name = registers.profile().name
        opening = (
            f"{name or '本机关'}政府信息公开工作截至{chinese_date(today)}的情况如下；逐件情况以随附的数据备份为准。"
        )
        document = listing_document(_TITLE, lists, today, author=name, signing=signing, opening=opening)
        (inside / PAPER).write_bytes(listing_pdf(document))
        (inside / SUMS).write_text(manifest(inside, files_in(inside)), encoding="utf-8")
        progress(3, _STEPS)
    return HandedOver(folder, archive, framed_in(*document.texts()))


def handover_lists(registers: Registers, today: date, last_backup: str = "") -> list[Listed]:
    """Return what a successor has to know, list by list, in the order of the paper."""
    return [
        Listed(one.heading, one.header, list(one.rows(registers, today, last_backup)), one.widths, one.left)
        for one in _PARTS
    ]


Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True)
class _Part:
    """One list of the paper, and the function that fills it from the file, today and the last backup."""

    heading: str
    header: tuple[str, ...]
    widths: tuple[float, ...]
    left: tuple[int, ...]
    rows: Callable[[Registers, date, str], Rows]


def _state(registers: Registers, _today: date, last_backup: str) -> Rows:
    yield "数据文件", registers.path.name
    for record_type in LEDGERS.values():
        yield record_type.title, f"{registers.count(record_type)} 条"
    yield "口令", "已设置，口令和恢复密钥须当面移交" if registers.protection.is_sealed else "未设置"
    yield "上次核对过的备份", last_backup or "本包所附备份"
    for mark in registers.journal_marks()[-1:]:
        yield "操作日志", mark.line


def _due(registers: Registers, today: date, _last_backup: str) -> Rows:
    for group, items in today_items(registers, load_calendar(registers), today, most=0).items():
        for item in items:
            due_on = item.due_on.isoformat() + ("（暂定）" if item.provisional else "") if item.due_on else "未定"
            yield group.label, item.kind.label, due_on, item.sentence, item.article


def _disputes(registers: Registers, _today: date, _last_backup: str) -> Rows:
    for case in map(veiled, open_disputes(registers)):
        body = case.review_body if isinstance(case, Review) else case.court
        yield case.number, case.title, case.received_on.isoformat(), body, case.case_number


def _unpublished(registers: Registers, today: date, _last_backup: str) -> Rows:
    for release in map(veiled, unpublished_releases(registers, today)):
        state = release_state(release, today).label
        yield release.number, release.name, release.formed_on.isoformat(), release.department, state


def _duties(registers: Registers, today: date, _last_backup: str) -> Rows:
    for line in duties_at_hand(registers, load_calendar(registers), today):
        due = line.due_on.isoformat() if line.due_on else ""
        yield masked_prose(line.duty.name), line.period.name if line.period else "一次", due, line.state.label


def _numbers(registers: Registers, today: date, _last_backup: str) -> Rows:
    for record_type in _NUMBERED:
        gone = [_number(one.record) for one in registers.removed(record_type)]
        used = [*map(_number, registers.all(record_type)), *gone]
        for year in (today.year - 1, today.year):
            own = series(registers.profile(), record_type.register, year)
            if year == today.year or own.serials(used):
                yield _line(f"{year}年{record_type.title}编号", own, used, gone, "已移除")
    yield from _letter_numbers(registers, today)


def _number(record: Record) -> str:
    return str(getattr(record, "number", ""))


def _line(heading: str, numbers: NumberSeries, used: list[str], gone: list[str], said: str) -> tuple[str, ...]:
    """Return the last number of a series, the next, those never used, and those that do not count."""
    highest, missing = max(numbers.serials(used), default=0), numbers.gaps(used)
    not_counted = [number for number in gone if numbers.serial(number) is not None]
    told = [f"{what}：{'、'.join(some)}" for what, some in (("空号", missing), (said, not_counted)) if some]
    last = numbers.number(highest) if highest else "本年未用"
    return heading, last, numbers.number(highest + 1), "；".join(told)


def _letter_numbers(registers: Registers, today: date) -> Iterator[tuple[str, ...]]:
    """Yield a line for every series of letters used this year, from what determines the next letter's number."""
    voided = [letter.number for letter in registers.all(IssuedLetter) if letter.number and letter.is_voided]
    kinds = [template for template in templates(registers).values() if template.is_numbered]
    try:
        found = dict.fromkeys(number_series(registers.profile(), today.year, each.mark) for each in kinds)
    except NumberingError as unusable:
        yield "发文字号", "", "", str(unusable)
        return
    used = {numbers: used_numbers(registers, numbers) for numbers in found}
    begun = [numbers for numbers in found if used[numbers]] or list(found)[:1]
    yield from (_line("发文字号", numbers, used[numbers], voided, "作废") for numbers in begun)


def _calendar(registers: Registers, today: date, _last_backup: str) -> Rows:
    calendar = load_calendar(registers)
    for year in (today.year, today.year + 1):
        known = calendar.year(year)
        yield str(year), known.status.label, known.origin


def _reports(registers: Registers, _today: date, _last_backup: str) -> Rows:
    for year in registers.years():
        versions = versions_of(registers, year)
        if not versions:
            elsewhere = "未在这里签发，存有公布的报告" if PUBLISHED in registers.drafts(year) else "未签发"
            yield str(year), elsewhere, "", "", ""
            continue
        latest = versions[-1]
        proofs = "、".join(proof.name for proof in proofs_of(registers, latest)) or "未核对发布情况"
        yield str(year), latest.state.label, latest.version_code, latest.issued_on.isoformat(), proofs


def _trail(registers: Registers, _today: date, _last_backup: str) -> Rows:
    for year in registers.years():
        yield from ((str(year), *map(masked_prose, line.cells)) for line in trail_of(registers, year))


_PARTS = (
    _Part("登记情况", ("事项", "情况"), (2, 5), (0, 1), _state),
    _Part("正在办理的事项", ("分组", "事项", "期限", "说明", "依据"), (1.5, 1.6, 2, 4.2, 2.3), (3, 4), _due),
    _Part(
        "未结的行政复议、行政诉讼",
        ("编号", "类型", "收到日期", "机关或法院", "案号"),
        (1.6, 1.4, 1.6, 3, 2.4),
        (3,),
        _disputes,
    ),
    _Part(
        "尚未公开的信息",
        ("编号", "信息名称", "形成或变更日期", "责任科室", "状态"),
        (1.4, 3.8, 1.8, 1.8, 1.6),
        (1,),
        _unpublished,
    ),
    _Part("应公开事项", ("事项", "期间", "应公开日期", "状态"), (4, 2, 2, 1.6), (0,), _duties),
    _Part("编号使用情况", ("编号", "已用到", "下一个", "空号、作废和移除"), (2, 2, 2, 4), (3,), _numbers),
    _Part("工作日历", ("年份", "状态", "依据"), (1, 1.2, 5), (2,), _calendar),
    _Part("年度报告", ("年度", "状态", "版本", "签发日期", "发布核对"), (1, 1.4, 2.4, 1.8, 3), (4,), _reports),
    _Part("年度报告的报送、公布和整改", ("年度", *TRAIL_HEADINGS), (1, 1.8, 2, 2.6, 3), (3, 4), _trail),
)
