"""The papers of a case, collected from the file, listed, hashed and zipped.

For a request they are its 卷宗; for a review or suit, the evidence the organ submits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import deadline_of
from disclosure.cases.disputes import Paper
from disclosure.cases.steps import step_cells
from disclosure.column_kinds import columns
from disclosure.file_names import safe_name
from disclosure.masking import masked_prose, veiled
from disclosure.personal_data import personal_data
from disclosure.progress import Progress, silent
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from disclosure.wording import listed
from exporters.sheets import SheetValue, write_sheet
from storage.registers import Registers
from tasks.letters.kept import Exhibit, Owner, expected_papers, kept_papers, request_of_case, steps_of_case
from tasks.packages.packing import package
from tasks.safety.accesses import note_export

_COLUMNS = ("序号", "材料名称", "来源", "证明事项", "页数", "字节数", "SHA-256")
CATALOGUE = "证据目录.csv"


@dataclass(frozen=True)
class Gathered:
    """The path of the papers, the papers, and the expected ones that are missing."""

    folder: Path
    archive: Path
    exhibits: tuple[Exhibit, ...]
    missing: tuple[Paper, ...]

    @property
    def sentence(self) -> str:
        """What was collected and what is missing, in words."""
        told = f"共 {len(self.exhibits)} 份材料"
        names = listed([paper.name for paper in self.missing])
        return f"{told}；按材料类别没有找到：{names}，要核对后补充。" if names else f"{told}，应交的材料都已找到。"


def privacy_words(registers: Registers, dispute: Owner) -> str:
    """Return what to check before submitting the papers of a case: personal data, and attachments nobody has read.

    The history of the case is searched for numbers, which are included only with 身份证明; the contents of attachments
    cannot be searched.
    """
    steps = steps_of_case(registers, dispute)
    found = {one.value: one for step in steps for one in personal_data(f"{step.party} {step.detail}")}.values()
    sorts = listed(list(dict.fromkeys(one.sort.label for one in found)))
    count = sum(1 for _ in kept_papers(registers, dispute, with_identity=True))
    told = [f"办理经过里有{sorts}，不含身份证明时遮住"] if found else []
    told += [f"{count} 份材料的内容没有逐字检查"] if count else []
    return f"{'；'.join(told)}，提交前核对与本案无关的个人信息是否已经遮住。" if told else ""


def gather_papers(
    registers: Registers,
    dispute: Owner,
    place: Path,
    calendar: WorkCalendar,
    *,
    with_identity: bool = False,
    progress: Progress = silent,
) -> Gathered:
    """Write all papers of a case into a new folder under ``place``, with a .zip beside it.

    The folder holds the attachments of case and request, the letters sent, 办理经过, the day strip and a 证据目录 with
    SHA-256; that of a request also those of its reviews and suits, and a 卷内目录. 身份证明 and unmasked personal
    numbers are left out unless requested, which is noted in the journal. Raises ExportError if the folder exists or
    cannot be written, DisclosureError if it cannot be noted, as in a read-only file, CancelledError from ``progress``;
    nothing is left behind then.
    """
    what, listing = ("卷宗", "卷内目录") if isinstance(dispute, Request) else ("证据材料", PurePath(CATALOGUE).stem)
    shown = str if with_identity else masked_prose
    folder = place / safe_name(f"{what}-{shown(dispute.number) or dispute.id}")
    archive = folder.with_name(f"{folder.name}.zip")
    with registers.lock, package(folder, archive) as inside:
        kept = enumerate(kept_papers(registers, dispute, with_identity=with_identity), start=1)
        exhibits = tuple(replace(one, name=f"{number:02} {safe_name(shown(one.name))}") for number, one in kept)
        made = _made(registers, dispute, calendar, inside, len(exhibits), with_identity=with_identity)
        exhibits = (*exhibits, *made)
        for done, exhibit in enumerate(exhibits, start=1):
            progress(done, len(exhibits))
            (inside / exhibit.name).write_bytes(exhibit.content())
        rows = [
            (number, one.name, one.source, one.proves, one.pages or "", one.size, one.sha256)
            for number, one in enumerate(exhibits, start=1)
        ]
        write_sheet(inside / f"{listing}.csv", listing, _COLUMNS, rows)
        if with_identity:  # note it before the export: what cannot be noted must not leave
            note_export(registers, type(dispute), f"身份证明和完整的办理经过（{dispute.caption}{what}）", 1)
    lacking = tuple(paper for paper, found in expected_papers(registers, dispute) if not found)
    return Gathered(folder, archive, exhibits, lacking)


# --- what is made for the case ---


def _made(
    registers: Registers, dispute: Owner, calendar: WorkCalendar, folder: Path, count: int, *, with_identity: bool
) -> Iterator[Exhibit]:
    request = request_of_case(registers, dispute)
    if request is None:
        return
    steps = registers.steps(request.id)
    header, rows = _course(request, steps if with_identity else tuple(map(veiled, steps)))
    course = _sheet(folder, f"{count + 1:02} 办理经过.csv", header, rows, request)
    yield replace(course, proves="本件怎样办理、何时答复和送达")
    days = deadline_of(request, steps, calendar).days
    if days:
        counted: list[list[SheetValue]] = [
            [day.date.isoformat(), "计入" if day.counts else "不计", day.number, day.reason, day.article]
            for day in days
        ]
        header = ["日期", "是否计入", "第几个工作日", "理由", "依据"]
        term = _sheet(folder, f"{count + 2:02} 答复期限逐日计算.csv", header, counted, request)
        yield replace(term, proves="答复期限怎样算出")


def _course(request: Request, steps: Sequence[Step]) -> tuple[list[str], list[list[SheetValue]]]:
    """Return 办理经过 as a sheet: the receipt, every step, and the answer, which precedes its 送达 on the same day."""
    labels = [column.label for column in columns(Step) if any(getattr(step, column.name) for step in steps)]
    header = list(dict.fromkeys(("步骤", "日期", *labels, *(("文号",) if request.answer_number else ()))))
    came = request.arrived_on
    first = {"步骤": f"收到申请（{request.channel.label}）", "日期": came.isoformat()}
    dated: list[tuple[date, bool, Mapping[str, SheetValue]]] = [(came, False, first)]
    for step in steps:
        dated.append((step.on, step.kind is StepKind.DELIVERED, step_cells(step)))
    if request.counted_answer_on is not None and request.outcome is not None:
        on, what = request.counted_answer_on, f"答复：{request.outcome.plain_label}"
        dated.append((on, False, {"步骤": what, "日期": on.isoformat(), "文号": request.answer_number}))
    dated.sort(key=lambda row: row[:2])
    return header, [[cells.get(label, "") for label in header] for _, _, cells in dated]


def _sheet(
    folder: Path, name: str, header: Sequence[str], rows: Sequence[Sequence[SheetValue]], request: Request
) -> Exhibit:
    write_sheet(folder / name, PurePath(name).stem, header, rows)
    content = (folder / name).read_bytes()
    source = f"依申请公开{request.caption}，由系统生成"
    return Exhibit(name, source, len(content), sha256(content).hexdigest(), lambda: content)
