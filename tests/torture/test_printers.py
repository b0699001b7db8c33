"""Random reports through the printers and converters offices have, and back: every cell and every paragraph is there.

Chromium prints our web page, LibreOffice makes a PDF, a web page and an OpenDocument text of our Word file.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import CELLS
from disclosure.report.model import AnnualReport
from exporters.report.files import write_report
from resources.locate import resource_path
from tasks.report.check import check_source
from tests.tasks.test_own_papers import READING, random_report
from tests.torture.figures import note

MANY, AT_ONCE = 50, 10
"""Reports; each goes four ways, so that many are two hundred."""
SECONDS = 600
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program(*names: str) -> str:
    """Return where a program stands; the test is skipped where none of them is installed."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed (apt-get install {names[0]})")
    return found


def run(command: Sequence[str], folder: Path) -> None:
    """Run a program that finds our fonts, for a machine may have none for Chinese."""
    if not (folder / "fonts").exists():
        (folder / "fonts").symlink_to(resource_path("fonts"), target_is_directory=True)
    known = {**os.environ, "XDG_DATA_HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=known)


def printed_by_chromium(papers: list[Path], folder: Path) -> None:
    chromium = program("chromium", "chromium-browser", "google-chrome")
    for paper in papers:
        target = folder / f"{paper.stem}.pdf"
        profile = folder / f"profile-{paper.stem}"
        command = [chromium, *QUIET, f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        run([*command, paper.as_uri()], folder)
        shutil.rmtree(profile, ignore_errors=True)


def converted_to(kind: str) -> Callable[[list[Path], Path], None]:
    """Return what has LibreOffice convert Word files, all in one go: it is slow to start."""

    def convert(papers: list[Path], folder: Path) -> None:
        office = program("libreoffice", "soffice")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, "--headless", profile, "--convert-to", kind, "--outdir", str(folder)]
        run([*command, *map(str, papers)], folder)

    return convert


WAYS: Mapping[str, tuple[str, str, Callable[[list[Path], Path], None]]] = {
    "Chromium prints the page": (".html", ".pdf", printed_by_chromium),
    "LibreOffice makes a PDF": (".docx", ".pdf", converted_to("pdf")),
    "LibreOffice makes a page": (".docx", ".html", converted_to("html")),
    "LibreOffice makes an OpenDocument text": (".docx", ".odt", converted_to("odt")),
}
"""Each way: what of ours goes in, what comes out, and who makes it."""


def is_lost_by_the_printer(told: str, right: str, path: Path) -> bool:
    """Whether words lack nothing but marks that are not on the paper, either, as another reader of PDF reads it.

    LibreOffice prints no mark that hangs beyond a justified line when an opening bracket begins the next.
    """
    rest = iter(told)
    here = next(rest, "")
    for sign in right:
        if sign == here:
            here = next(rest, "")
        elif sign not in "，；。":
            return False
    if here or path.suffix != ".pdf":
        return False
    with closing(pypdfium2.PdfDocument(path)) as paper:
        text = "\n".join(page.get_textpage().get_text_range() for page in paper)
    return told in "".join(re.sub(r"— \d+ —", "", text).split())


def wrong(report: AnnualReport, path: Path) -> Iterator[str]:
    """Yield what is not as it went out: cells, title and names, headings and every word of the paragraphs."""
    try:
        read, findings = check_source(path)
    except SourceUnreadableError as refused:
        yield str(refused)
        return
    cells = [key for key in CELLS if read.figures.get(key) != report.figures[key]]
    if cells:
        yield f"{len(cells)} cells, the first {cells[0]}: {read.figures.get(cells[0])!r}"
    for name in ("agency", "signature", "dated_on", "year"):
        if getattr(read, name) != getattr(report, name):
            yield f"{name}: {getattr(read, name)!r}"
    if "".join(read.title.split()) != "".join(report.title.split()):
        yield f"title: {read.title!r}"
    if read.labels_read:
        yield f"labels: {read.labels_read}"
    if [one.heading for one in read.sections] != [one.heading for one in report.sections]:
        yield f"headings: {[one.heading for one in read.sections]}"
    else:
        told = ["".join(one.text.split()) for one in read.sections]
        right = ["".join(one.text.split()) for one in report.sections]
        yield from (
            f"the words of {one.heading}"
            for one, a, b in zip(report.sections, told, right, strict=True)
            if a != b and not is_lost_by_the_printer(a, b, path)
        )
    yield from (one.message for one in findings if one.rule in READING)


def printed(way: str, seeds: range, folder: Path) -> list[str]:
    """Send reports one way; return what went wrong, by seed."""
    source, result, send = WAYS[way]
    failures: list[str] = []
    for first in range(seeds.start, seeds.stop, AT_ONCE):
        reports = {seed: random_report(seed) for seed in range(first, min(first + AT_ONCE, seeds.stop))}
        papers = [folder / f"{seed}{source}" for seed in reports]
        for paper, report in zip(papers, reports.values(), strict=True):
            write_report(report, paper)
        out = folder / "out"
        out.mkdir(exist_ok=True)
        send(papers, out)
        failures += [
            f"{seed}: {said}" for seed, report in reports.items() for said in wrong(report, out / f"{seed}{result}")
        ]
    return failures


@pytest.mark.torture
@pytest.mark.parametrize("way", WAYS)
def test_what_a_printer_makes_of_a_report_reads_back(way: str, tmp_path: Path) -> None:
    failures = printed(way, range(1_000, 1_000 + MANY), tmp_path)
    note(f"printed: {way}", {"reports": MANY, "failures": failures})
    assert failures == []
