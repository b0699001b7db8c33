"""The report as PDF, warm, against a LibreOffice conversion of the same report where LibreOffice is installed."""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import budgets
from benchmarks.comparison import Comparison, milliseconds
from disclosure.records import Profile
from disclosure.report.cells import totals
from disclosure.report.compose import composed
from disclosure.report.facts import ReportFacts
from disclosure.report.model import AnnualReport
from exporters.report.files import write_report


def sample_report() -> AnnualReport:
    """Return an empty year of an invented office: seven pages of prose and tables."""
    profile = Profile(name="示例市示范区清河街道办事处", short_name="街道", address="示范路1号")
    facts = ReportFacts(year=2023)
    return composed(2023, profile=profile, facts=facts, figures=totals({}), drafts={}, today=date(2024, 1, 2))


def measured() -> list[Comparison]:
    """Return the time of one warm PDF, read-back included."""
    report = sample_report()
    with tempfile.TemporaryDirectory() as folder:
        pdf, docx = Path(folder, "report.pdf"), Path(folder, "report.docx")
        write_report(report, pdf)
        times = sorted(milliseconds(lambda: write_report(report, pdf)) for _ in range(9))
        write_report(report, docx)
        return [
            Comparison(
                "report PDF, warm, read back",
                times[4],
                _libreoffice(docx),
                "ms",
                "LibreOffice docx → pdf",
                budgets.REPORT_PDF,
            )
        ]


def _libreoffice(docx: Path) -> float:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return 0.0
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(docx.parent / "office"), str(docx)]
    return min(milliseconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3))
