"""Documents written and read back, against typst with the same text in the same run.

All come from files the program made: the ten years of an office with the sample's prose, and letters to its applicants.
No two documents of a row are equal, as both sides cache what they have set. Processor time is measured, as nothing here
waits for anything else.
"""

import json
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks import budgets, offices, typesetting
from benchmarks.budgets import Budget
from benchmarks.comparison import Comparison, processor_milliseconds
from disclosure.letters.values import Letter
from disclosure.records import Request
from disclosure.report.model import AnnualReport
from exporters.letters.paper import letter_pdf, letters_document
from exporters.paper.document import Document
from exporters.paper.joined import joined
from exporters.report.files import write_report
from exporters.report.paper import report_document
from resources.locate import resource_path
from storage.query import Query
from storage.registers import Registers, open_registers
from tasks.letters.issuing import draft_letter
from tasks.report.compose import compose, write

_WARMED_BY, _LETTERS, _LONG = 2, 200, 3
"""Documents set for warm-up; letters at once; how often the prose of ten years is repeated for some 60 pages."""
_OURS_IN_A_NEW_PROCESS = """
import pickle, sys
from pathlib import Path
report = pickle.loads(Path(sys.argv[1]).read_bytes())
from exporters.report.files import write_report
write_report(report, Path(sys.argv[2]))
"""
_TYPST_IN_A_NEW_PROCESS = """
import sys, typst
typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True, root="/",
    pdf_standards=["a-2a", "ua-1"])
"""


@dataclass(frozen=True)
class Printed:
    """One row: different documents, how we make one, and the source for the peer."""

    name: str
    papers: Sequence[Any]
    ours: Callable[[Any, Path], object]
    document: Callable[[Any], Document]
    budget: Budget


def measured() -> list[Comparison]:
    """Return the rows of this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports, letters = _from_an_office(folder)
        kept = [letter_pdf([letter]) for letter in letters]
        rows = [
            Printed("report PDF of a full year", reports, write_report, report_document, budgets.REPORT_PDF),
            Printed("report of 60 pages", _long(reports), write_report, report_document, budgets.REPORT_PDF),
            Printed(
                f"{_LETTERS} letters as one PDF", _turned(letters), _write_letters, letters_document, budgets.LETTERS
            ),
        ]
        found = [_against_typst(row, folder) for row in rows]
        year, long = (each.ours / _pages(row, folder) for each, row in zip(found, rows[:2], strict=False))
        return [
            *found,
            Comparison("a page of that of 60 pages", long, year, "ms CPU", "a page of a year's", budgets.LINEAR),
            Comparison(
                f"{_LETTERS} letters that went out, joined to be printed",
                processor_milliseconds(lambda: joined(kept)),
                processor_milliseconds(lambda: _joined_unread(kept, folder / "joined.pdf")),
                "ms CPU",
                "pdfium alone, nothing read back",
                budgets.JOINED,
            ),
            *_in_new_processes(reports[0], folder),
        ]


# --- the documents ---


def _from_an_office(folder: Path) -> tuple[list[AnnualReport], list[Letter]]:
    """Return the reports of its ten years, and a receipt for each of its latest applicants."""
    path = Path(shutil.copy(offices.office(), folder / "office.sqlite"))
    told = json.loads(resource_path("sample", "narrative.json").read_text(encoding="utf-8"))
    with open_registers(path) as registers:
        reports = []
        for year in range(offices.FIRST_YEAR, offices.FIRST_YEAR + offices.YEARS):
            for part, text in told["前年"].items():
                write(registers, year, part, f"{year + 1}-01-20" if part == "dated_on" else text)
            reports.append(compose(registers, year, offices.TODAY))
        return reports, [*_receipts(registers)]


def _receipts(registers: Registers) -> Iterator[Letter]:
    for request in registers.all(Request, Query(descending=True, limit=_LETTERS)):
        yield draft_letter(registers, request, "receipt", dated_on=offices.TODAY).letter


def _long(reports: Sequence[AnnualReport]) -> list[AnnualReport]:
    """Return reports with the prose of all years, each beginning with another year."""
    found = []
    for place, report in enumerate(reports[: _WARMED_BY + 3]):
        order = [*reports[place:], *reports[:place]] * _LONG
        sections = [
            replace(section, text="\n".join(one.sections[number].text for one in order) if section.text else "")
            for number, section in enumerate(report.sections)
        ]
        found.append(replace(report, sections=tuple(sections)))
    return found


def _turned(letters: Sequence[Letter]) -> list[list[Letter]]:
    return [[*letters[place:], *letters[:place]] for place in range(_WARMED_BY + 3)]


def _write_letters(letters: Sequence[Letter], path: Path) -> None:
    path.write_bytes(letter_pdf(letters))


# --- timing ---


def _against_typst(row: Printed, folder: Path) -> Comparison:
    """Measure documents alternately, ours and the peer's, and return the medians of both."""
    typst = typesetting.compiler() if typesetting.HAS_TYPST else None
    target = folder / "printed.pdf"
    sources = [
        typesetting.write_source(row.document(paper), folder / f"{number}.typ")
        for number, paper in enumerate(row.papers)
    ]
    times: list[tuple[float, float]] = []
    for paper, source in zip(row.papers, sources, strict=True):
        ours = processor_milliseconds(lambda: row.ours(paper, target))  # noqa: B023 - called at once
        peer = processor_milliseconds(partial(_typeset, typst, source, target)) if typst else 0.0
        times.append((ours, peer))
    counted = times[_WARMED_BY:]
    return Comparison(
        f"{row.name}, read back",
        statistics.median(ours for ours, _ in counted),
        statistics.median(peer for _, peer in counted),
        "ms CPU",
        "typst, its compiler kept",
        row.budget,
    )


def _typeset(typst: Any, source: Path, target: Path) -> None:
    target.write_bytes(typst.compile(input=str(source), format="pdf", pdf_standards=typesetting.STANDARDS))


def _pages(row: Printed, folder: Path) -> int:
    path = folder / "pages.pdf"
    row.ours(row.papers[-1], path)
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _joined_unread(papers: Sequence[bytes], path: Path) -> None:
    with pypdfium2.PdfDocument.new() as whole:
        for paper in papers:
            with pypdfium2.PdfDocument(paper) as part:
                whole.import_pages(part)
        whole.save(str(path))


def _in_new_processes(report: AnnualReport, folder: Path) -> list[Comparison]:
    """Measure the first document of a process, including interpreter and libraries, against the peer's."""
    kept, source = folder / "report.pickle", typesetting.write_source(report_document(report), folder / "first.typ")
    kept.write_bytes(pickle.dumps(report))
    docx, html = folder / "report.docx", folder / "report.html"
    write_report(report, docx)
    write_report(report, html)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    fonts = str(resource_path("fonts"))
    ours = [sys.executable, "-c", _OURS_IN_A_NEW_PROCESS, str(kept), str(folder / "first.pdf")]
    typst = [sys.executable, "-c", _TYPST_IN_A_NEW_PROCESS, str(source), str(folder / "typst.pdf"), fonts]
    peers: dict[str, tuple[list[str] | None, Budget]] = {
        "typst, new process": (typst if typesetting.HAS_TYPST else None, budgets.FIRST_PDF),
        "LibreOffice docx → pdf": (
            [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx)] if office else None,
            budgets.CONVERTED,
        ),
        "Chromium html → pdf": (
            [browser, "--headless", "--no-sandbox", f"--print-to-pdf={folder / 'web.pdf'}", html.as_uri()]
            if browser
            else None,
            budgets.CONVERTED,
        ),
    }
    rows = []
    for name, (command, budget) in peers.items():
        turns = [(_process(ours), _process(command) if command else 0.0) for _ in range(5)]
        mine, theirs = (statistics.median(turn[side] for turn in turns) for side in (0, 1))
        rows.append(Comparison("first report PDF of a new process, read back", mine, theirs, "ms CPU", name, budget))
    return rows


def _process(command: list[str]) -> float:
    return processor_milliseconds(
        lambda: subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1])
    )
