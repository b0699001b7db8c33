"""A report in each of our own formats comes in again as it went out, and the check finds nothing in it."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.report.cells import CELLS, FEE_CELL, CellKey, Figure, totals
from disclosure.report.model import OVERVIEW_HEADINGS, AnnualReport, Section
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


@pytest.mark.sampled
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


NAMES = [
    AGENCY,
    "云溪县白鹭镇人民政府",
    TWO_NAMES,
    "云溪市高新技术产业开发区管理委员会（云溪市白鹭湖街道办事处）",
    "某某省云溪彝族苗族自治县白鹭湖生态文化旅游示范区管理委员会",
]
FEES = [Decimal("0"), Decimal("0.00005"), Decimal("0.01"), Decimal("0.0003"), Decimal("7"), Decimal("1234567.891011")]
WORDS = [
    "全年主动公开",
    "政策解读",
    "“一网通办”",
    "《条例》",
    "〔2021〕30号",
    "0.5万元",
    "12,345条",
    "约占62.5%",
    "（含网上）",
    "；",
]


def random_report(seed: int) -> AnnualReport:
    """A report of any office: counts of one to seven digits, fees of a few fen, names and paragraphs of any length."""
    dice = random.Random(seed)
    counts = {
        key: dice.choice([0, 0, dice.randint(0, 9), dice.randint(10, 9_999), dice.randint(1_000_000, 9_999_999)])
        for key in counted()
        if key != FEE_CELL
    }
    year, name = dice.randint(2021, 2025), dice.choice(NAMES)

    def paragraph() -> str:
        return (
            "".join(dice.choice(WORDS) + dice.choice(["工作", "，", "办理"]) for _ in range(dice.randint(1, 40)))
            + "完成。"
        )

    def section(heading: str) -> Section:
        parts = [paragraph() for _ in range(dice.randint(1, 4))] if heading[0] in "一五六" else []
        heads = OVERVIEW_HEADINGS if heading[0] == "一" else ()
        return Section(heading, "\n".join([*(line for head in heads for line in (head, paragraph())), *parts]))

    report = sample_report(year, name)
    return replace(
        report,
        figures=totals({**counts, FEE_CELL: dice.choice(FEES)}),
        sections=tuple(section(one.heading) for one in report.sections),
        signature=name,
        dated_on=date(year + 1, 1, dice.randint(1, 31)),
    )


@pytest.mark.sampled
@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("seed", range(2))
def test_the_paper_of_any_office_reads_back_as_it_went_out(seed: int, suffix: str, tmp_path: Path) -> None:
    reads_back(random_report(seed), tmp_path / f"年报{suffix}")


@pytest.mark.torture
def test_the_papers_of_200_offices_read_back_as_they_went_out(tmp_path: Path) -> None:
    for seed in range(200):
        for suffix in KINDS:
            reads_back(random_report(seed), tmp_path / f"{seed}{suffix}")


READING = ("F-1", "F-2", "F-5", "F-7", "F-23")
"""The rules that speak where a paper was not read as it is printed; random figures break those of sums."""


def reads_back(report: AnnualReport, path: Path) -> None:
    """Every cell, the title and the names; every paragraph, in a PDF (which breaks its lines) every word."""
    write_report(report, path)
    read, findings = check_source(path)
    assert {key: read.figures.get(key) for key in CELLS} == report.figures
    assert ("".join(read.title.split()), read.agency, read.labels_read) == (report.title, report.agency, {})
    assert [one.message for one in findings if one.rule in READING] == []
    if path.suffix == ".xlsx":  # the tables alone
        return
    assert (read.signature, read.dated_on, read.year) == (report.signature, report.dated_on, report.year)
    assert [one.heading for one in read.sections] == [one.heading for one in report.sections]
    told, right = [one.text for one in read.sections], [one.text for one in report.sections]
    if path.suffix == ".pdf":
        told, right = ["".join(text.split()) for text in told], ["".join(text.split()) for text in right]
    assert told == right


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
