"""The papers of a case, gathered from its file, listed, hashed and zipped.

Of a request they are its 卷宗; of a review or suit, what the organ hands in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TypeAlias

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import deadline_of
from disclosure.cases.disputes import Dispute, Held, Paper, found_among, papers_due
from disclosure.column_kinds import columns
from disclosure.file_names import safe_name
from disclosure.masking import masked_prose, veiled
from disclosure.personal_data import personal_data
from disclosure.progress import Progress, silent
from disclosure.records import Litigation, Record, Request, Review, Step
from disclosure.wording import as_text, listed
from exporters.sheets import SheetValue, write_sheet
from storage.registers import Registers
from tasks.cases.disputes import request_of, reviews_of, suits_of
from tasks.letters.issuing import letters_of
from tasks.letters.templates import templates
from tasks.packages.packing import package
from tasks.safety.accesses import note_export

_COLUMNS = ("序号", "材料名称", "来源", "证明事项", "页数", "字节数", "SHA-256")
CATALOGUE = "证据目录.csv"
"""Written into the archive, so that equal papers make equal archives."""

Case: TypeAlias = Dispute | Request


@dataclass(frozen=True)
class Exhibit:
    """One file to hand in: its name, where it comes from, how much and what is in it.

    ``content`` gives it when it is written: papers of one case together may be larger than the memory.
    """

    name: str
    source: str
    size: int
    sha256: str
    content: Callable[[], bytes]
    held: Held | None = None


@dataclass(frozen=True)
class Gathered:
    """Where the papers lie, what is there, and which expected papers no file is."""

    folder: Path
    archive: Path
    exhibits: tuple[Exhibit, ...]
    missing: tuple[Paper, ...]

    @property
    def sentence(self) -> str:
        """What was gathered and what is lacking, in words."""
        told = f"共 {len(self.exhibits)} 份材料"
        names = listed([paper.name for paper in self.missing])
        return f"{told}；按材料类别没有找到：{names}，请核对后补充。" if names else f"{told}，应交的材料都已找到。"


def expected_papers(registers: Registers, dispute: Case) -> tuple[tuple[Paper, tuple[str, ...]], ...]:
    """Return each paper of a case with the names of the files in the case that are it, by their kind."""
    kept = [exhibit.held for exhibit in _kept(registers, dispute, with_identity=True) if exhibit.held]
    steps = _steps(registers, _request(registers, dispute))
    return tuple((paper, found_among(paper, kept)) for paper in papers_due(dispute, steps))


def privacy_words(registers: Registers, dispute: Case) -> str:
    """Return what is to be looked at before the papers of a case are handed in: personal data, and what nobody read.

    The history of the case is looked through for numbers, which go only with 身份证明; what is inside attachments
    cannot be.
    """
    steps = _steps(registers, _request(registers, dispute))
    found = {one.value: one for step in steps for one in personal_data(f"{step.party} {step.detail}")}.values()
    sorts = listed(list(dict.fromkeys(one.sort.label for one in found)))
    count = sum(1 for _ in _kept(registers, dispute, with_identity=True))
    told = [f"办理经过里有{sorts}，不含身份证明时遮住"] if found else []
    told += [f"{count} 份材料的内容没有逐字检查"] if count else []
    return f"{'；'.join(told)}，提交前请核对与本案无关的个人信息是否已经遮住。" if told else ""


def gather_papers(
    registers: Registers,
    dispute: Case,
    place: Path,
    calendar: WorkCalendar,
    *,
    with_identity: bool = False,
    progress: Progress = silent,
) -> Gathered:
    """Write all papers of a case into a new folder under ``place``, and the same as a .zip beside it.

    The folder holds the attachments of case and request, the letters that went out, 办理经过, the day strip and a
    证据目录 with SHA-256; that of a request holds those of its reviews and suits, and a 卷内目录. 身份证明 and whole
    numbers of people are left out unless asked for, which is noted. Raises ExportError where the folder is there
    or cannot be written, DisclosureError where it cannot be noted, as in a file that is only read, CancelledError from
    ``progress``; then nothing is left behind.
    """
    what, listing = ("卷宗", "卷内目录") if isinstance(dispute, Request) else ("证据材料", PurePath(CATALOGUE).stem)
    folder = place / safe_name(f"{what}-{dispute.number or dispute.id}")
    archive = folder.with_name(f"{folder.name}.zip")
    with registers.lock, package(folder, archive) as inside:
        kept = enumerate(_kept(registers, dispute, with_identity=with_identity), start=1)
        shown = str if with_identity else masked_prose
        exhibits = tuple(replace(one, name=f"{number:02} {safe_name(shown(one.name))}") for number, one in kept)
        made = _made(registers, dispute, calendar, inside, len(exhibits), with_identity=with_identity)
        exhibits = (*exhibits, *made)
        for done, exhibit in enumerate(exhibits, start=1):
            progress(done, len(exhibits))
            (inside / exhibit.name).write_bytes(exhibit.content())
        rows = [
            (number, one.name, one.source, "", "", one.size, one.sha256) for number, one in enumerate(exhibits, start=1)
        ]
        write_sheet(inside / f"{listing}.csv", listing, _COLUMNS, rows)
        if with_identity:  # before it goes out: what cannot be noted stays here
            note_export(registers, type(dispute), f"身份证明和完整的办理经过（{dispute.caption}{what}）", 1)
    lacking = tuple(paper for paper, found in expected_papers(registers, dispute) if not found)
    return Gathered(folder, archive, exhibits, lacking)


# --- what is in the case ---


def _kept(registers: Registers, dispute: Case, *, with_identity: bool) -> Iterator[Exhibit]:
    request = _request(registers, dispute)
    kinds = {code: template.paper_kind for code, template in templates(registers).items()}
    for owner in _owners(registers, dispute, request):
        letters = {letter.sha256: letter for letter in letters_of(registers, owner)}
        for attachment in registers.attachments(owner.register, owner.id):
            letter = letters.get(attachment.sha256)
            if (attachment.is_identity and not with_identity) or (letter is not None and letter.is_voided):
                continue
            source = f"{owner.title}{owner.caption} {'附件' if letter is None else '已发文书'}"
            # a letter from before there were kinds is told by its template
            code = letter.kind if letter else ""
            kind = attachment.what_it_is or kinds.get(code)
            held = Held(attachment.name, kind, code, is_own=owner == dispute)
            content = partial(registers.content, attachment.sha256)
            yield Exhibit(attachment.name, source, attachment.size, attachment.sha256, content, held)


def _request(registers: Registers, case: Case) -> Request | None:
    """Return the request a case is about, or is."""
    return case if isinstance(case, Request) else request_of(registers, case)


def _owners(registers: Registers, dispute: Case, request: Request | None) -> Iterator[Record]:
    """Yield whose papers belong to a case: its own, those of the review and first instance before it, the request's.

    Of a request, those of its reviews and suits follow its own.
    """
    yield dispute
    if isinstance(dispute, Request):
        yield from (*reviews_of(registers, dispute), *suits_of(registers, dispute))
        return
    if isinstance(dispute, Litigation):
        before = (
            registers.named(Review, dispute.related_review) if dispute.related_review else None,
            registers.named(Litigation, dispute.original_case) if dispute.original_case else None,
        )
        yield from (record for record in before if record is not None and record != dispute)
    if request is not None:
        yield request


def _steps(registers: Registers, request: Request | None) -> tuple[Step, ...]:
    return registers.steps(request.id) if request is not None else ()


# --- what is made for the case ---


def _made(
    registers: Registers, dispute: Case, calendar: WorkCalendar, folder: Path, count: int, *, with_identity: bool
) -> Iterator[Exhibit]:
    request = _request(registers, dispute)
    if request is None:
        return
    steps = registers.steps(request.id)
    names = [column for column in columns(Step) if any(getattr(step, column.name) for step in steps)]
    told = steps if with_identity else tuple(map(veiled, steps))
    rows: list[list[SheetValue]] = [[as_text(getattr(step, column.name)) for column in names] for step in told]
    header = [column.label for column in names]
    yield _sheet(folder, f"{count + 1:02} 办理经过.csv", header, rows, f"依申请公开{request.caption}")
    days = deadline_of(request, steps, calendar).days
    if days:
        counted: list[list[SheetValue]] = [
            [day.date.isoformat(), "计入" if day.counts else "不计", day.number, day.reason, day.article]
            for day in days
        ]
        header = ["日期", "是否计入", "第几个工作日", "理由", "依据"]
        yield _sheet(folder, f"{count + 2:02} 答复期限逐日计算.csv", header, counted, f"依申请公开{request.caption}")


def _sheet(
    folder: Path, name: str, header: Sequence[str], rows: Sequence[Sequence[SheetValue]], source: str
) -> Exhibit:
    write_sheet(folder / name, PurePath(name).stem, header, rows)
    content = (folder / name).read_bytes()
    return Exhibit(name, f"{source}，由系统生成", len(content), sha256(content).hexdigest(), lambda: content)
