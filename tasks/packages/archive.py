"""归档包: a year's papers for the 档案馆, in the BagIt layout (RFC 8493), so that any machine can verify them.

Originals are complete: ledgers and attachments carry personal data (政府信息公开条例第四十五条; 档案法第三十七条), the
package is for the archive alone. Metadata per file follow GB/T 18894: 题名, 文件编号, 责任者, 日期, 保管期限, 格式.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from disclosure.cases.keeping import CLASSES, KeptClass, parse_schedule, term_in_words
from disclosure.cases.steps import step_cells
from disclosure.file_names import safe_name
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, IssuedLetter, IssuedReport, Litigation, Record, Request, Review
from disclosure.releases.report_trail import TRAIL_HEADINGS
from exporters.keeping import HEADINGS
from exporters.ledgers.listing import Listed, listing_document, listing_pdf
from exporters.ledgers.registers import write_ledger
from exporters.paper.files import framed_in
from exporters.sheets import write_sheet
from storage.query import DATED, Filter, Query
from storage.registers import Registers
from storage.whole_file import hash_of_file
from tasks.cases.keeping import kept_lines
from tasks.packages.packing import files_in, manifest, package
from tasks.report.versions import trail_of, versions_of
from tasks.safety.accesses import note_export, refuse_if_unnoted

_BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_README = """归档包说明

本文件夹按 BagIt（RFC 8493）组织：data 中是归档文件，目录见 data/目录.xlsx 和 data/目录.pdf，元数据见 data/元数据.json。
核对方法：在本文件夹中运行 sha256sum -c manifest-sha256.txt，每一行都应显示“成功”或“OK”；
没有 sha256sum 的 Windows 电脑可用 certutil -hashfile 文件名 SHA256，与 manifest-sha256.txt 中的值比较。
文件含申请人的个人信息，只用于移交档案，请按档案和保密规定保管。
"""
_NO_REPORT = "{} 年的年度报告没有在这里签发过，不在其中。"
_COLUMNS = (
    "序号",
    "题名",
    "文件编号",
    "责任者",
    "日期",
    "保管期限",
    "密级",
    "类别",
    "文件",
    "格式",
    "大小（字节）",
    "SHA-256",
)


@dataclass(frozen=True)
class Archived:
    """The path of the package, its number of files, what is missing, and the characters no font draws."""

    folder: Path
    archive: Path
    files: int
    lacking: str = ""
    framed: str = ""

    @property
    def sentence(self) -> str:
        """The message to the user."""
        told = f"归档包已写好，共 {self.files} 份文件；移交前可用其中的“说明.txt”所写方法核对。"
        return "\n".join(filter(None, (told, self.lacking, self.framed and f"目录.pdf：{self.framed}")))


@dataclass(frozen=True)
class Item:
    """One file of the package: its path below ``data``, and its metadata for the archive.

    ``content`` is called only when the file is written: a year's papers together may exceed the memory.
    """

    path: PurePosixPath
    kind: str
    title: str
    content: Callable[[], bytes]
    number: str = ""
    dated_on: date | None = None
    register: str = ""
    """The register of the case it belongs to, whose table of terms it follows; empty for what belongs to none."""


def write_archive(registers: Registers, year: int, place: Path, today: date, progress: Progress = silent) -> Archived:
    """Write the package of a year into a new folder under ``place``, with a .zip beside it.

    That personal data was exported is noted in the journal. Raises LockedError for a locked file, DisclosureError for a
    read-only one, ExportError if the folder exists or cannot be written, CancelledError; nothing is left behind then.
    """
    registers.protection.refuse_if_locked()
    refuse_if_unnoted(registers)
    folder = place / safe_name(f"归档包-{year}")
    archive = folder.with_name(f"{folder.name}.zip")
    with registers.lock, package(folder, archive) as inside:
        rows = list(_written(registers, year, inside, progress))
        framed = _write_catalogue(registers, year, inside / "data", rows, today)
        payload = files_in(inside / "data")
        size = sum(path.stat().st_size for path in payload)
        info = (
            f"Source-Organization: {registers.profile().name}\nBagging-Date: {today.isoformat()}\n"
            f"External-Description: {year}年政府信息公开档案\nPayload-Oxum: {size}.{len(payload)}\n"
        )
        texts = {
            "bagit.txt": _BAGIT,
            "bag-info.txt": info,
            "说明.txt": _README,
            "manifest-sha256.txt": manifest(inside, payload),
        }
        for name, text in texts.items():
            (inside / name).write_text(text, encoding="utf-8", newline="\n")
        tags = [inside / name for name in sorted(texts)]
        (inside / "tagmanifest-sha256.txt").write_text(manifest(inside, tags), encoding="utf-8", newline="\n")
        # note it before the export: what cannot be noted must not leave
        note_export(registers, Request, f"个人信息（{year}年归档包）", registers.count(Request, Query(year=year)))
    lacking = "" if versions_of(registers, year) else _NO_REPORT.format(year)
    return Archived(folder, archive, len(rows), lacking, framed)


def _written(registers: Registers, year: int, inside: Path, progress: Progress) -> Iterator[tuple[str, ...]]:
    """Write the files one by one and yield the line of each in the catalogue."""
    profile = registers.profile()
    terms, found = (
        parse_schedule(profile.retention),
        [item for source in _SOURCES for item in source(registers, year, inside)],
    )
    for number, item in enumerate(found, start=1):
        progress(number, len(found))
        path = inside / "data" / item.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.content())
        yield (
            str(number),
            item.title,
            item.number,
            profile.name,
            item.dated_on.isoformat() if item.dated_on else "",
            term_in_words(terms.of(*(CLASSES.get(item.register) or _RETAINED_AS.get(item.kind, ())))),
            "",
            item.kind,
            f"data/{item.path}",
            path.suffix.removeprefix("."),
            str(path.stat().st_size),
            hash_of_file(path),
        )


_RETAINED_AS = {
    "年度报告": (KeptClass.REPORT,),
    "台账": (KeptClass.LEDGERS, KeptClass.REQUESTS),
}
"""The classes of the office's table for each kind of file, the next one if the table does not name the former."""

# --- what goes in ---


def _reports(registers: Registers, year: int, _scratch: Path) -> Iterator[Item]:
    for issued in versions_of(registers, year):
        for place, attachment in enumerate(registers.attachments(issued.register, issued.id), start=1):
            path = PurePosixPath("01 年度报告", f"第{issued.version}版", safe_name(f"{place:02} {attachment.name}"))
            yield Item(
                path,
                "年度报告",
                attachment.name,
                partial(registers.content, attachment.sha256),
                issued.version_code,
                issued.issued_on,
            )


def _trail(registers: Registers, year: int, scratch: Path) -> Iterator[Item]:
    """Yield what became of the report after its issue, and the papers that prove it."""
    lines = trail_of(registers, year)
    if not lines:
        return
    folder, rows = PurePosixPath("01 年度报告", "报送与整改"), [line.cells for line in lines]
    content = partial(
        _made, scratch / "报送与整改.csv", partial(write_sheet, title="报送与整改", header=TRAIL_HEADINGS, rows=rows)
    )
    yield Item(folder / f"{year}年度报告报送与整改.csv", "年度报告", f"{year}年度报告报送、公布和整改情况", content)
    proofs = [
        (line, paper)
        for line in lines
        if not isinstance(line.record, IssuedReport)
        for paper in registers.attachments(line.record.register, line.record.id)
    ]
    for place, (line, paper) in enumerate(proofs, start=1):
        name, title = safe_name(f"{place:02} {paper.name}"), f"{line.what} {paper.name}"
        yield Item(folder / name, "年度报告", title, partial(registers.content, paper.sha256), "", line.on)


def _kept_letters(registers: Registers, year: int) -> list[IssuedLetter]:
    letters = [letter for letter in registers.all(IssuedLetter) if letter.issued_on.year == year and letter.sha256]
    return sorted(letters, key=lambda one: (one.issued_on, one.id))


def _letters(registers: Registers, year: int, _scratch: Path) -> Iterator[Item]:
    """Yield the letters of a year as issued, voided ones marked."""
    for place, letter in enumerate(_kept_letters(registers, year), start=1):
        title = f"{letter.name}（{letter.number}）" if letter.number else letter.name
        marked = f"{title}（已作废：{letter.void_reason}）" if letter.is_voided else title
        path = PurePosixPath("02 文书", safe_name(f"{place:04} {title}.pdf"))
        yield Item(
            path,
            "文书",
            marked,
            partial(registers.content, letter.sha256),
            letter.number,
            letter.issued_on,
            letter.owner_register,
        )


def _ledgers(registers: Registers, year: int, scratch: Path) -> Iterator[Item]:
    for register, record_type in LEDGERS.items():
        is_dated = register in DATED
        records = _cases_of(registers, record_type, year) if is_dated else registers.all(record_type, Query())
        write = partial(write_ledger, list(records), record_type)
        yield from _sheets(f"{record_type.title}台账", year, scratch, write)


def _course(registers: Registers, year: int, scratch: Path) -> Iterator[Item]:
    """Yield every step of the requests of a year: what was asked, extended, paid, refunded and delivered when."""
    cases = {case.id: case.caption for case in _cases_of(registers, Request, year)}
    steps = [step for found in registers.steps_by_request(cases).values() for step in found]
    if not steps:
        return
    header = ("登记编号", *step_cells(steps[0]))
    rows = [(cases[step.request_id], *step_cells(step).values()) for step in steps]
    write = partial(write_sheet, title="办理经过", header=header, rows=rows)
    yield from _sheets("依申请公开办理经过", year, scratch, write)


def _sheets(name: str, year: int, scratch: Path, write: Callable[[Path], object]) -> Iterator[Item]:
    """Yield a table as a workbook and as text."""
    for suffix in (".xlsx", ".csv"):
        content = partial(_made, scratch / f"台账{suffix}", write)
        yield Item(PurePosixPath("03 台账", f"{name}{suffix}"), "台账", f"{year}年{name}", content)


def _made(path: Path, write: Callable[[Path], object]) -> bytes:
    """Return what is written to a scratch file, which is then deleted."""
    write(path)
    content = path.read_bytes()
    path.unlink()
    return content


_ENDED: Mapping[type[Record], str] = {Request: "answered_on", Review: "closed_on", Litigation: "closed_on"}
"""The day a case ended, by its register."""


def _cases_of(registers: Registers, record_type: type[Record], year: int) -> Iterator[Record]:
    """Yield the records of a year, then the cases carried over from earlier ones that ended in it.

    What was stored for those after the end of their year - answer, proof of delivery, decision - is in no earlier
    package.
    """
    yield from registers.all(record_type, Query(year=year))
    if record_type in _ENDED:
        ended = Filter(_ENDED[record_type], "between", (date(year, 1, 1), date(year, 12, 31)))
        own = set(registers.ids(record_type, Query(year=year)))
        found = registers.all(record_type, Query(filters=(ended,)))
        yield from (record for record in found if record.id not in own)


def _attachments(registers: Registers, year: int, _scratch: Path) -> Iterator[Item]:
    """Yield what was stored with the records of a year, except the letters, which have their own folder."""
    letters = {letter.sha256 for letter in _kept_letters(registers, year)}
    for register in sorted(DATED):
        record_type = LEDGERS[register]
        for record in _cases_of(registers, record_type, year):
            folder = safe_name(f"{record.title} {record.id:06} {record.caption}")
            papers = (one for one in registers.attachments(register, record.id) if one.sha256 not in letters)
            for place, attachment in enumerate(papers, start=1):
                path = PurePosixPath("04 案卷材料", folder, safe_name(f"{place:02} {attachment.name}"))
                number = str(getattr(record, "number", ""))
                yield Item(
                    path,
                    "案卷材料",
                    f"{record.caption} {attachment.name}",
                    partial(registers.content, attachment.sha256),
                    number,
                    register=register,
                )


def _contained(registers: Registers, year: int) -> Iterator[tuple[str, int]]:
    """Yield register and id of what the package of a year tells: the work on it may all have been done later."""
    for letter in _kept_letters(registers, year):
        yield letter.register, letter.id
    for issued in versions_of(registers, year):
        yield issued.register, issued.id
    for register in sorted(DATED):
        for record in _cases_of(registers, LEDGERS[register], year):
            yield register, record.id
            parts = registers.steps(record.id) if isinstance(record, Request) else ()
            yield from ((one.register, one.id) for one in (*parts, *registers.attachments(register, record.id)))


def _journal(registers: Registers, year: int, scratch: Path) -> Iterator[Item]:
    """Yield the journal of a year, and of what belongs to the year but was entered or changed after it."""
    header = ("条号", "时间", "操作人", "操作", "类型", "登记簿", "记录", "链值（SHA-256）")

    def write(path: Path) -> None:
        write_sheet(path, "操作日志", header, registers.journal_lines(year, _contained(registers, year)))

    content = partial(_made, scratch / "日志.csv", write)
    yield Item(PurePosixPath("05 操作日志", f"{year}年操作日志.csv"), "操作日志", f"{year}年操作日志", content)


def _keeping(registers: Registers, year: int, scratch: Path) -> Iterator[Item]:
    """Yield the decisions on case files at the end of their term in a year, and what became of them."""
    lines = [line for line in kept_lines(registers, date(year, 12, 31)) if line.is_of(year)]
    if lines:
        rows = [(str(place), *line.cells) for place, line in enumerate(lines, start=1)]
        write = partial(write_sheet, title="档案鉴定", header=HEADINGS, rows=rows)
        content = partial(_made, scratch / "档案鉴定.csv", write)
        yield Item(
            PurePosixPath("06 档案鉴定", f"{year}年档案鉴定和处置.csv"), "台账", f"{year}年档案鉴定和处置情况", content
        )


_SOURCES = (_reports, _trail, _letters, _ledgers, _course, _attachments, _journal, _keeping)
"""The functions that yield the contents, in this order, each given (registers, year, scratch folder)."""

# --- catalogue, metadata, tags ---


def _write_catalogue(registers: Registers, year: int, data: Path, rows: Sequence[Sequence[str]], today: date) -> str:
    """Write the catalogue and return a sentence naming the characters no font draws in its PDF."""
    write_sheet(data / "目录.xlsx", "归档目录", _COLUMNS, rows)
    heading, *short = (
        (row[0], row[1], row[2], row[4], row[7], row[8].removeprefix("data/")) for row in (_COLUMNS, *rows)
    )
    listed = Listed(
        "文件目录",
        heading,
        short,
        (0.9, 3, 2, 2.1, 1.6, 4),
        (1, 5),
        f"共 {len(rows)} 份。",
    )
    name = registers.profile().name
    document = listing_document(f"{name}{year}年政府信息公开归档目录", [listed], today, author=name)
    (data / "目录.pdf").write_bytes(listing_pdf(document))
    told = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    text = json.dumps({"年度": year, "立档单位": name, "全宗号": "", "文件": told}, ensure_ascii=False, indent=1)
    (data / "元数据.json").write_text(text + "\n", encoding="utf-8")
    return framed_in(*document.texts())
