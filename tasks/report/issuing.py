"""A year's report from draft to issued version: checking, explaining findings, issuing with its files, correcting."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from disclosure.checks.finding import Finding, info
from disclosure.checks.notes import Judged, fingerprint_of, judged, subject_of
from disclosure.errors import DisclosureError
from disclosure.file_names import safe_name
from disclosure.papers import ReportEvent
from disclosure.progress import Progress, silent
from disclosure.records import FindingNote, IssuedReport
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import DATED_ON
from disclosure.report.versions import Difference, difference, version_code
from disclosure.terms import ReportEventKind, ReportState
from exporters.report.files import write_report
from exporters.report.formats import FORMATS
from importers.published.json_report import read_json
from storage.query import Query
from storage.registers import Registers
from storage.whole_file import scratch_folder, whole_files
from tasks.report.check import check_file
from tasks.report.compose import compose
from tasks.report.drawing import DRAWING
from tasks.report.published import previous_report
from tasks.report.rule_pages import rule_pages
from tasks.report.versions import frozen_text, latest_version, open_events


class ReportNotReadyError(DisclosureError):
    """A report cannot be issued yet; ``hindrances`` are the findings that prevent it."""

    def __init__(self, hindrances: Sequence[Judged]) -> None:
        shown = "；".join(f"{one.finding.rule} {one.finding.message.rstrip('。')}" for one in hindrances[:3])
        super().__init__(f"还有 {len(hindrances)} 处需要改正或说明，不能签发：{shown}。")
        self.hindrances = tuple(hindrances)


# --- findings and their explanations ---


def judged_findings(registers: Registers, year: int, today: date) -> tuple[Judged, ...]:
    """Return the findings about the report of a year as it is now, each with its explanation."""
    found = (*check_file(registers, year, today), *changes_after_issuing(registers, year))
    return judged(found, notes_of(registers, year))


def changes_after_issuing(registers: Registers, year: int) -> tuple[Finding, ...]:
    """Return a finding, with the cells that changed, where the registers no longer agree with the issued version."""
    latest = latest_version(registers, year)
    changed = changed_since(registers, latest) if latest else Difference()
    if latest is None or not changed:
        return ()
    says = f"签发后有变动：与第 {latest.version} 版相比有{changed.summary}；签发的文本不变，须经“更正”才会更新。"
    moved = [one.cell.path for one in changed.cells]
    return (info("L-30", says, moved, [one.after for one in changed.cells]),)


def notes_of(registers: Registers, year: int) -> tuple[FindingNote, ...]:
    """Return the explanations of findings of a year."""
    return tuple(registers.all(FindingNote, Query(year=year)))


def explain(registers: Registers, year: int, finding: Finding, words: str) -> FindingNote:
    """Save an explanation of a finding, or with empty ``words`` its dismissal.

    Raises DisclosureError for an error that must be mended, and for a text that must be read or written.
    """
    if finding.to_read or finding.to_write:
        raise DisclosureError(f"这里不能用说明代替：{finding.message}")
    if not finding.can_be_explained:
        raise DisclosureError(f"这是错误，不能用说明代替，要先改正：{finding.message}")
    subject = subject_of(finding)
    known = {(note.rule, note.subject): note for note in notes_of(registers, year)}.get((finding.rule, subject))
    note = FindingNote(
        id=known.id if known else 0,
        year=year,
        rule=finding.rule,
        subject=subject,
        fingerprint=fingerprint_of(finding),
        explanation=words.strip(),
        is_dismissed=not words.strip(),
    )
    done = "说明" if note.explanation else "忽略"
    with registers.batch(f"{done}提醒“{rule_pages().pages[finding.rule].title}”"):
        return replace(note, id=registers.save(note).record_id)


# --- states and versions ---


def frozen_report(issued: IssuedReport) -> AnnualReport:
    """Return the report of a version exactly as it was issued."""
    return read_json(issued.report)


@dataclass(frozen=True)
class Standing:
    """The state of a year's report: the findings, the latest version, and what has changed since that was issued.

    ``hindrances`` are the findings that prevent issuing. ``previous`` is last year's report, as published or issued.
    ``open_events`` are unsettled returns and withdrawals. ``shut`` says why the year cannot be issued yet, whatever the
    findings; empty where it can.
    """

    year: int
    found: tuple[Judged, ...]
    hindrances: tuple[Judged, ...]
    latest: IssuedReport | None
    changed: Difference
    previous: AnnualReport | None
    shut: str = ""
    open_events: tuple[ReportEvent, ...] = ()
    dated_as_before: date | None = None
    """成文日期, if it is written by hand and still that of the latest version; a correction would bear it, too."""

    @property
    def state(self) -> ReportState:
        """The state of the report; 已检查 means that no finding is open."""
        if self.latest is not None:
            return self.latest.state
        return ReportState.DRAFT if self.hindrances or self.shut else ReportState.CHECKED


def standing(registers: Registers, year: int, today: date) -> Standing:
    """Return the state of a year's report now; others may save between its readings."""
    latest = latest_version(registers, year)
    changed = changed_since(registers, latest) if latest else Difference()
    found = judged_findings(registers, year, today)
    previous, events = previous_report(registers, year), open_events(registers, year)
    against = tuple(one for one in found if one.is_open)
    dated = _date_kept(registers, latest) if latest and changed else None
    return Standing(year, found, against, latest, changed, previous, why_shut(year, today), events, dated)


def _date_kept(registers: Registers, issued: IssuedReport) -> date | None:
    if DATED_ON not in registers.drafts(issued.year):
        return None  # it will be the day of issue
    dated = compose(registers, issued.year, issued.issued_on).dated_on
    return dated if dated == frozen_report(issued).dated_on else None


def why_shut(year: int, today: date) -> str:
    """Return why a year cannot be issued yet, because it runs until 31 December; empty once it is over."""
    return "" if today > date(year, 12, 31) else f"{year} 年还没有结束，统计期限到12月31日为止，年后才能签发。"


def changed_since(registers: Registers, issued: IssuedReport) -> Difference:
    """Return every cell and sentence in which a report composed today would differ from the issued one."""
    frozen = frozen_report(issued)
    return difference(frozen, compose(registers, issued.year, frozen.dated_on or issued.issued_on))


# --- issuing ---


def issue(registers: Registers, year: int, today: date, reason: str = "", progress: Progress = silent) -> IssuedReport:
    """Issue the report of a year: freeze it with its findings and keep it in every format. Later versions correct it.

    Raises ReportNotReadyError with everything that is open, DisclosureError for a year that is not over, for a
    correction without a reason or a change, ExportError for a file that does not read back; then nothing is kept.
    """
    if shut := why_shut(year, today):
        raise DisclosureError(shut)
    with registers.lock:
        found = judged_findings(registers, year, today)
        hindrances = [one for one in found if one.is_open]
        if hindrances:
            raise ReportNotReadyError(hindrances)
        before = latest_version(registers, year)
        if before and not reason.strip():
            raise DisclosureError("要写明更正的原因：原版本保留备查，更正说明要能对得上。")
        if before and not changed_since(registers, before):
            raise DisclosureError(f"现在的数据和文字与第 {before.version} 版完全相同，没有需要更正的内容。")
        report = compose(registers, year, today)
        version = before.version + 1 if before else 1
        report = replace(report, version_code=version_code(year, version, frozen_text(report)))
        findings = [one.finding.as_json() | ({"note": one.said} if one.holds else {}) for one in found]
        papers = _papers(report, findings, today, progress)
        issued = IssuedReport(
            year=year,
            version=version,
            version_code=report.version_code,
            state=ReportState.CORRECTED if before else ReportState.ISSUED,
            issued_on=today,
            reason=reason.strip(),
            report=frozen_text(report),
            findings=json.dumps(findings, ensure_ascii=False),
            files="\n".join(f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in papers.items()),
        )
        with registers.batch(f"{'更正' if issued.reason else '签发'} {issued.caption_text}", is_final=True):
            kept = replace(issued, id=registers.save(issued).record_id)
            if before:
                registers.save(
                    ReportEvent(
                        year=year,
                        kind=ReportEventKind.CORRECTED,
                        on=today,
                        party=registers.profile().name,
                        reason=issued.reason,
                        version=version,
                    )
                )
            for name, content in papers.items():
                registers.attach(kept, name=name, media_type=FORMATS[Path(name).suffix].media_type, content=content)
        return kept


def _papers(
    report: AnnualReport, findings: Sequence[dict[str, object]], today: date, progress: Progress
) -> dict[str, bytes]:
    """Return the files of a version by name, each written and read back."""
    papers: dict[str, bytes] = {}
    for done, suffix in enumerate(FORMATS, start=1):
        papers[f"{report.title}（{report.version_code}）{suffix}"] = _paper(report, suffix, findings, today)
        progress(done, len(FORMATS))
    return papers


def _paper(report: AnnualReport, suffix: str, findings: Sequence[dict[str, object]], today: date) -> bytes:
    with scratch_folder(None) as folder, DRAWING:
        path = folder / f"年度报告{suffix}"
        write_report(report, path, findings=findings, today=today)
        return path.read_bytes()


def paper_of(registers: Registers, issued: IssuedReport, suffix: str) -> bytes:
    """Return one file of a version, byte for byte as issued; in a format added later, from the frozen report.

    Raises DisclosureError where the file was kept but is gone.
    """
    for attachment in registers.attachments(issued.register, issued.id):
        if Path(attachment.name).suffix == suffix and attachment.sha256 in issued.files:
            return registers.content(attachment.sha256)
    if suffix in {Path(name).suffix for name in _kept_papers(issued)}:
        raise DisclosureError(f"{issued.caption_text}保存的 {suffix} 文件不在了，要从备份恢复。")
    return _paper(frozen_report(issued), suffix, json.loads(issued.findings), issued.issued_on)


def _kept_papers(issued: IssuedReport) -> dict[str, str]:
    """Return the SHA-256 of each file kept at issuing, by name."""
    return {name: digest for digest, name in (line.split("  ", 1) for line in issued.files.splitlines())}


def write_papers(registers: Registers, issued: IssuedReport, folder: Path) -> tuple[Path, ...]:
    """Write all files of a version into a folder, as issued, or none, and return their paths.

    Raises ExportError, and DisclosureError where a file was kept but is gone.
    """
    kept = {folder / safe_name(name): Path(name).suffix for name in _kept_papers(issued)}
    with whole_files() as aside_of:
        for path, suffix in kept.items():
            aside_of(path).write_bytes(paper_of(registers, issued, suffix))
    return tuple(kept)


def regeneration_faults(issued: IssuedReport) -> tuple[str, ...]:
    """Make all files of a version again and return the name and both hashes of those that differ from the kept ones.

    The files kept at issuing stay as they are; formats added later have none.
    """
    findings = json.loads(issued.findings)
    papers = _papers(frozen_report(issued), findings, issued.issued_on, silent)
    known = _kept_papers(issued)
    suffixes = {Path(name).suffix for name in known}
    made = {name: hashlib.sha256(content).hexdigest() for name, content in papers.items()}
    return tuple(
        f"{name}：签发时 {known.get(name, '无')[:12]}，现在 {digest[:12]}"
        for name, digest in made.items()
        if Path(name).suffix in suffixes and known.get(name) != digest
    )
