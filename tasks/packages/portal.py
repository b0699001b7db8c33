"""门户包: one folder for the web editor: report, 主动公开目录, 公开指南, a check-list; and the read-back."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from disclosure.errors import DisclosureError, ExportError, SourceUnreadableError
from disclosure.file_names import safe_name
from disclosure.papers import PORTAL
from disclosure.progress import Progress, silent
from disclosure.records import Draft, Release
from disclosure.releases.portal import COLUMNS, Catalogue, Part, changes, differences, guide, is_listed, lacking, row_of
from exporters.paper.files import framed_in
from exporters.portal import ToDo, catalogue_html, checklist, guide_document, guide_html
from exporters.read_back.proving import proven, write_proven
from exporters.sheets import write_sheet
from importers.containers import PAPERS, kind_of
from importers.containers.document import Document, Grid, Paragraph, distinct
from importers.told_of import outside_bytes
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.packages.packing import files_in, manifest, package
from tasks.report.versions import latest_versions, open_events

SUMS, LIST = "SHA256SUMS.txt", "发布核对清单.pdf"
_CATALOGUE, _GUIDE, _REPORT = "主动公开目录", "政府信息公开指南", "年度报告"
_OF_NO_YEAR, _STEPS = 0, 4


@dataclass(frozen=True)
class PortalPackage:
    """The path of the package, the remarks on it, and the characters no font draws in its papers."""

    folder: Path
    archive: Path
    told: str
    framed: str = ""

    @property
    def sentence(self) -> str:
        """The message to the user."""
        return f"{self.told}\n{self.framed}" if self.framed else self.told


def write_portal(registers: Registers, place: Path, today: date, progress: Progress = silent) -> PortalPackage:
    """Write the package into a new folder under ``place``, read every page back, and store the catalogue.

    Raises ExportError if the folder exists or cannot be written, or if a page does not read back; CancelledError.
    Nothing is left behind and nothing is stored then.
    """
    folder = place / safe_name(f"门户包-{today.isoformat()}")
    with registers.lock:
        office, now, parts = registers.profile().name, catalogue(registers, today), guide(registers.profile(), today)
        changed = changes(_last(registers), now)
        archive = folder.with_name(f"{folder.name}.zip")
        with package(folder, archive) as inside:
            todo = [*_write_catalogue(inside, office, now), *_write_guide(inside, office, parts, today)]
            progress(2, _STEPS)
            todo += _write_report(registers, inside)
            progress(3, _STEPS)
            paper = checklist(office, todo, changed, lacking(parts), today)
            (inside / LIST).write_bytes(proven(paper, ".pdf"))
            (inside / SUMS).write_text(manifest(inside, files_in(inside)), encoding="utf-8")
        if not registers.is_read_only:
            _remember(registers, now)
    progress(_STEPS, _STEPS)
    told = f"目录 {len(now)} 条：新增 {len(changed.added)}、变更 {len(changed.changed)}、撤下 {len(changed.removed)}。"
    return PortalPackage(folder, archive, f"{told}照“{LIST}”逐项发布。", framed_in(*paper.texts()))


def catalogue(registers: Registers, today: date) -> Catalogue:
    """Return the rows of the 主动公开目录 of a day by the number of their release, newest first."""
    public = Query(filters=(Filter("published_on", "is_filled"),), sort="published_on", descending=True)
    return {release.number: row_of(release) for release in registers.all(Release, public) if is_listed(release, today)}


def read_portal(registers: Registers, page: Path, today: date) -> tuple[str, ...]:
    """Compare a page saved from the portal with the catalogue or the guide; return the differences, a sentence each.

    Raises DisclosureError for a page that is neither, SourceUnreadableError for an unreadable one.
    """
    try:
        content = outside_bytes(page)
    except OSError as fault:
        raise SourceUnreadableError(f"打不开“{page.name}”，要核对它还在不在、能不能打开。") from fault
    kind = kind_of(content, page.name)
    if kind not in PAPERS:
        raise DisclosureError(f"“{page.name}”不是网页或文档，要在浏览器里把网页另存以后再核对。")
    shown = PAPERS[kind](content)
    rows, texts = _rows(shown), _texts(shown)
    with registers.lock:
        wanted, parts = catalogue(registers, today), guide(registers.profile(), today)
        gone = [release.name for release in registers.all(Release) if not is_listed(release, today)]
    found = differences(rows, texts, wanted, gone)
    running = "".join("".join((*texts, *(cell for row in rows for cell in row))).split())
    lacks = [text for part in parts[:-1] for text in part.paragraphs if "".join(text.split()) not in running]
    of_guide = sum(len(part.paragraphs) for part in parts[:-1])
    if any(_is_on(row[1], running) for row in wanted.values()):
        return found
    if len(lacks) < of_guide:
        return tuple(f"指南里的这一段没有在网页上，或者文字不同：{text}" for text in lacks)
    raise DisclosureError(f"“{page.name}”里没有主动公开目录或公开指南的内容；年度报告在“版本…”里核对。")


def _is_on(name: str, running: str) -> bool:
    return "".join(name.split()) in running


# --- the parts ---


def _write_catalogue(inside: Path, office: str, now: Catalogue) -> list[ToDo]:
    title, rows = f"{office}{_CATALOGUE}", list(now.values())
    page = inside / f"{_CATALOGUE}.html"
    page.write_text(catalogue_html(title, rows), encoding="utf-8", newline="\n")
    write_sheet(inside / f"{_CATALOGUE}.xlsx", _CATALOGUE, COLUMNS, rows)
    shown = _rows(PAPERS[kind_of(page.read_bytes(), page.name)](page.read_bytes()))
    if [_plain(row) for row in shown] != [_plain(row) for row in (COLUMNS, *rows)]:
        raise ExportError(f"写出的“{page.name}”与登记簿不一致，没有保存，再试一次。")
    return [ToDo(_CATALOGUE, page.name, "替换整张表；栏目里的信息逐条能打开")]


def _write_guide(inside: Path, office: str, parts: tuple[Part, ...], today: date) -> list[ToDo]:
    title, page = f"{office}{_GUIDE}", inside / f"{_GUIDE}.html"
    page.write_text(guide_html(title, parts), encoding="utf-8", newline="\n")
    wanted = [title, *(text for part in parts for text in (part.heading, *part.paragraphs))]
    shown = _texts(PAPERS[kind_of(page.read_bytes(), page.name)](page.read_bytes()))
    if _plain(shown) != _plain(wanted):
        raise ExportError(f"写出的“{page.name}”与“机关信息”不一致，没有保存，再试一次。")
    write_proven(guide_document(title, parts, office, today), inside / f"{_GUIDE}.docx")
    return [ToDo(_GUIDE, page.name, "先在 .docx 里补全【请写明…】的地方，再替换网页")]


def _write_report(registers: Registers, inside: Path) -> list[ToDo]:
    """Add the papers of the report issued last, byte for byte as stored."""
    issued = latest_versions(registers)
    if not issued:
        return [ToDo(_REPORT, "—", "还没有签发的年度报告")]
    latest = issued[max(issued)]
    written = []
    for line in latest.files.splitlines():
        sha256, _, name = line.partition("  ")
        if name.endswith((".html", ".pdf", ".docx")):
            (inside / safe_name(name)).write_bytes(registers.content(sha256))
            written.append(name)
    stopped = [one.sentence for one in open_events(registers, latest.year) if one.version == latest.version]
    seen_to = f"{'；'.join(stopped)}，先不要发布，等更正版" if stopped else "三张表用网页文件里的表格，不要改成图片"
    return [ToDo(f"{latest.year} 年{_REPORT}", "、".join(written), seen_to)]


def _rows(shown: Document) -> list[list[str]]:
    return [distinct(row) for block in shown if isinstance(block, Grid) for row in block.rows]


def _texts(shown: Document) -> list[str]:
    return [block.text for block in shown if isinstance(block, Paragraph)]


def _plain(texts: list[str] | tuple[str, ...]) -> list[str]:
    return [folded for text in texts if (folded := "".join(text.split()))]


# --- what was there the last time ---


def _last(registers: Registers) -> Catalogue:
    kept = registers.drafts(_OF_NO_YEAR).get(PORTAL)
    return {number: tuple(row) for number, row in json.loads(kept.text).items()} if kept and kept.text else {}


def _remember(registers: Registers, now: Catalogue) -> None:
    text = json.dumps(now, ensure_ascii=False)
    known = registers.drafts(_OF_NO_YEAR).get(PORTAL)
    with registers.batch("记下门户目录"):
        registers.save(replace(known, text=text) if known else Draft(year=_OF_NO_YEAR, part=PORTAL, text=text))
