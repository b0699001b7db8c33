"""A row, a column or a table gone from a published report is named: nothing is silently unchecked."""

import json
from pathlib import Path

import pytest

import main
from tasks.first_run import read_last_report

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "reports"


def test_the_check_of_a_report_says_how_many_cells_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    main.main(["check-report", str(FOLDER / "gone-n1-018.docx"), "--json"])
    read = json.loads(capsys.readouterr().out)["read"]
    assert (read["cells"], read["of"]) == (193, 200)
    assert len(read["missing"]) == 7
    assert all("本年新收" in path for path in read["missing"])
    main.main(["check-report", str(FOLDER / "gone-n1-018.docx")])
    assert "读出 193 格，应有 200 格" in capsys.readouterr().out


@pytest.mark.parametrize("told", ["", "/", "—", None])
def test_a_cell_without_a_figure_is_no_figure_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: str | None
) -> None:
    """Of a report with a blank cell or a dash 200 of 200 cells were read, and the start page read all 200 figures."""
    report = json.loads(next((FOLDER.parents[1] / "reports").glob("004-*.json")).read_text(encoding="utf-8"))
    report["table4"]["行政复议"][1] = told
    path = tmp_path / "年报.json"
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    main.main(["check-report", str(path), "--json"])
    read = json.loads(capsys.readouterr().out)["read"]
    assert (read["cells"], read["of"], read["missing"]) == (199, 200, ["table4/行政复议/结果纠正"])
    assert "读到 199 个数，共 200 个" in read_last_report(path).told[1]


def test_importing_a_report_says_what_of_it_was_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Next year is compared with it: a row that was not read must not pass for one without figures."""
    office = str(tmp_path / "office.db")
    source = str(FOLDER / "gone-fee-row-009.html")
    assert main.main(["import", office, source, "--as", "published-report", "--year", "2025"]) == 0
    assert "读出 199 格，应有 200 格" in capsys.readouterr().out


def test_a_source_without_a_single_cell_replaces_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = str(tmp_path / "office.db")
    good = str(FOLDER / "gone-fee-row-009.html")
    assert main.main(["import", office, good, "--as", "published-report", "--year", "2025"]) == 0
    empty = tmp_path / "words.txt"
    empty.write_text(
        "一、总体情况\n2025年，街道认真做好政府信息公开工作。\n六、其他需要报告的事项\n无。\n", encoding="utf-8"
    )
    assert main.main(["import", office, str(empty), "--as", "published-report", "--year", "2025"]) == 2
    assert "没有读出三张表的任何一格" in capsys.readouterr().err
