"""Real published reports, read and judged: the figures of the originals, their known mistakes, and no false alarm."""

from functools import cache
from pathlib import Path

import pytest

from disclosure.checks.all_checks import findings
from disclosure.checks.finding import Severity
from disclosure.checks.subject import Subject
from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport
from importers.published import read_published
from tasks.report.check import check_source, similarity

REPORTS = Path(__file__).parents[2] / "data" / "reports"


def report(number: str, suffix: str = ".json") -> Path:
    return next(path for path in sorted(REPORTS.glob(f"{number}-*")) if path.name.endswith(suffix))


def errors(path: Path, previous: Path | None = None) -> set[str]:
    return {finding.rule for finding in check_source(path, previous)[1] if finding.severity is Severity.ERROR}


def errors_of(read: AnnualReport) -> set[str]:
    found = findings(Subject(read, None, None, similarity))
    return {finding.rule for finding in found if finding.severity is Severity.ERROR}


@cache
def original(number: str, suffix: str) -> AnnualReport:
    """An original as it is read; two of them are papers of many pages."""
    return read_published(report(number, suffix))


def found(path: Path) -> set[str]:
    return {finding.rule for finding in check_source(path)[1]}


SOURCES = [
    ("001", ".raw.pdf"),
    ("002", ".raw.pdf"),
    ("001", ".raw.txt"),
    ("008", ".html"),
    ("012", ".html"),
    ("009", ".excerpt.txt"),
]


@pytest.mark.parametrize(("number", "suffix"), SOURCES)
def test_an_original_gives_the_figures_written_down_for_it(number: str, suffix: str) -> None:
    read, noted = original(number, suffix), read_published(report(number))
    assert dict(read.figures) == dict(noted.figures)
    assert read.year == noted.year
    assert read.edition == noted.edition
    old, noted_old = read.older_tables.get("table2_2019", {}), noted.older_tables.get("table2_2019", {})
    assert {k: list(map(str, v)) for k, v in old.items() if isinstance(v, tuple)} == {
        k: list(map(str, v)) for k, v in noted_old.items() if isinstance(v, tuple)
    }
    assert read.older_tables.get("table3") == noted.older_tables.get("table3")


@pytest.mark.parametrize("number", ["016", "017", "018", "019"])
def test_figures_run_together_are_taken_apart_only_where_one_reading_is_possible(number: str) -> None:
    read, noted = read_published(report(number, ".tables.txt")), read_published(report(number))
    unread = {key for key in noted.figures if read.figures.get(key) is None}
    assert not [key for key in set(noted.figures) - unread if read.figures[key] != noted.figures[key]]
    assert {(key.table, key.row) for key in unread} <= {("table2", "normative_documents")}
    assert read.year == noted.year


@pytest.mark.parametrize(("number", "suffix"), [("001", ".raw.pdf"), ("001", ".raw.txt"), ("008", ".html")])
def test_the_six_sections_and_the_agency_are_found(number: str, suffix: str) -> None:
    read = original(number, suffix)
    assert [section.heading[0] for section in read.sections] == list("一二三四五六")
    assert read.agency
    assert str(read.year) in read.title


KNOWN_MISTAKES = [
    ("001", {"T4-1", "T4-3"}),
    ("007", {"T4-2"}),
    ("017", {"T2-1", "T3-8", "T3-14"}),  # seven 规章 of a body that may make none
    ("012", {"T3-40", "X-3"}),
    ("029", {"F-6"}),
    ("035", {"F-6"}),
    ("036", {"F-6", "T3-40"}),
    ("008", {"T3-40"}),
    ("031", {"T3-40"}),
    ("032", {"T2-2", "T3-40"}),
]


@pytest.mark.parametrize(("number", "mistakes"), KNOWN_MISTAKES)
def test_the_known_mistakes_and_no_others_are_errors(number: str, mistakes: set[str]) -> None:
    assert errors(report(number)) == mistakes


NO_ERRORS = [
    "002",
    "004",
    "006",
    "009",
    "014",
    "015",
    "016",
    "018",
    "019",
    "023",
    "024",
    "026",
    "027",
    "033",
    "037",
    "038",
    "039",
    "041",
    "042",
    "044",
    "045",
    "046",
    "047",
    "048",
    "049",
    "050",
    "051",
    "052",
    "053",
    "054",
    "055",
    "056",
    "057",
    "058",
    "060",
    "061",
    "062",
    "063",
    "064",
    "065",
    "066",
    "067",
    "068",
    "069",
    "070",
    "072",
]


@pytest.mark.parametrize("number", NO_ERRORS)
def test_a_legitimate_report_raises_no_error(number: str) -> None:
    assert errors(report(number)) == set()


def test_the_controls_are_clean_in_every_form() -> None:
    assert errors(report("009", ".excerpt.txt")) == set()
    assert errors(report("019"), report("018")) == set()
    assert errors(report("002"), report("001")) == set()


def test_the_originals_show_the_same_mistakes_and_their_broken_label() -> None:
    assert errors_of(original("001", ".raw.pdf")) == {"T4-1", "T4-3", "F-7"}
    assert errors_of(original("002", ".raw.pdf")) == {"F-7"}
    assert {"T3-40", "X-3"} <= errors_of(original("012", ".html"))
    assert errors_of(original("008", ".html")) == {"T3-40", "F-7"}


def test_two_scopes_are_a_warning_that_names_both_readings() -> None:
    finding = next(f for f in check_source(report("002"))[1] if f.rule == "X-1")
    assert finding.severity is Severity.WARNING
    assert "17件" in finding.message
    assert "95件" in finding.message


@pytest.mark.parametrize("number", ["004", "019", "009"])
def test_counting_new_and_carried_requests_together_is_no_finding(number: str) -> None:
    assert "X-1" not in found(report(number))


def test_sums_within_the_prose_that_do_not_add_up_are_warnings() -> None:
    assert {number for number in ("016", "017", "048", "008", "023", "063") if "X-6" in found(report(number))} == {
        "016",
        "017",
    }


def test_every_report_is_read_with_the_year_it_states() -> None:
    years = {path.name: read_published(path).year for path in REPORTS.glob("*.json")}
    assert years.pop("042-unknown-bureau-2020.json") == 0
    assert all(str(year) in name for name, year in years.items())


def test_values_stay_as_printed() -> None:
    assert read_published(report("042")).older_tables["table2_2019"]["行政许可"] == (6, "减4", 2)
    assert read_published(report("037")).older_tables["table2_2019"]["政府集中采购"] == (1, "240万元")
    assert read_published(report("032")).figures[CellKey("table2", "rules", "issued")] == "/"
