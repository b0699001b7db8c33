"""A report in each of our own formats comes in again as it went out, and the check finds nothing in it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.report.cells import CELLS, CellKey, Figure, totals
from disclosure.report.model import AnnualReport
from exporters.report.files import KINDS, write_report
from tasks.report.check import check_source
from tests.exporters.report.reports import AGENCY, counted, sample_report

OLD = Path(__file__).parents[1] / "data" / "incoming" / "reports"
MILLIONS: Mapping[CellKey, Figure] = {
    key: value * 1_234_567 if isinstance(value, int) else value for key, value in counted().items()
}
TWO_NAMES = f"{AGENCY}（高新技术产业开发区管理委员会）"
REPORTS = {
    "ordinary": sample_report(),
    "counts of seven digits and more": replace(sample_report(), figures=totals(MILLIONS)),
    "a title of three lines": replace(sample_report(), title=f"{AGENCY}\n2023年政府信息公开工作\n年度报告"),
    "a name that ends in brackets": sample_report(agency=TWO_NAMES),
    "such a name in two lines": replace(
        sample_report(agency=TWO_NAMES), title=TWO_NAMES.replace("（", "\n（") + "\n2023年政府信息公开工作年度报告"
    ),
}


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_our_own_paper_reads_back_as_it_went_out(report: AnnualReport, suffix: str, tmp_path: Path) -> None:
    """Our .txt had 191 differences and cut seven digits into seven cells; .xlsx broke rule F-7 with its own check."""
    write_report(report, tmp_path / f"年报{suffix}")
    read, findings = check_source(tmp_path / f"年报{suffix}")
    assert {key: read.figures.get(key) for key in CELLS} == report.figures
    assert ("".join(read.title.split()), read.agency) == ("".join(report.title.split()), report.agency)
    assert read.labels_read == {}
    assert [finding.message for finding in findings if finding.rule in ("F-1", "F-7")] == []
    if suffix not in (".xlsx", ".pdf"):  # the one holds the tables alone, the other breaks its lines
        assert read.sections == report.sections


def test_a_label_altered_in_our_own_text_is_still_told(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    write_report(sample_report(), path)
    path.write_text(path.read_text(encoding="utf-8").replace("1.属于国家秘密：", "1.属于国家机密："), encoding="utf-8")
    read, findings = check_source(path)
    assert {key: read.figures.get(key) for key in CELLS} == sample_report().figures
    assert [finding.rule for finding in findings if "国家机密" in finding.message] == ["F-7"]


@pytest.mark.parametrize(
    ("name", "persons"),
    [("own-export-009.xlsx", 705), ("own-export-018.txt", 64), ("own-export-seven-digits.txt", 8_318_349)],
)
def test_a_paper_of_an_older_version_reads_back_too(name: str, persons: int) -> None:
    read, findings = check_source(OLD / name)
    assert read.figures[CellKey("table3", "n1", "natural_person")] == persons
    assert [finding.message for finding in findings if finding.rule == "F-7" or finding.rule.startswith("T3")] == []
    assert all(read.figures.get(key) is not None for key in CELLS)
