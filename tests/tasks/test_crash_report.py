"""A bug report says where, never what: no message, no value, no folder of a person."""

from pathlib import Path

from tasks.crash_report import LOG, crash_report, noted


def caught() -> ValueError:
    try:
        raise ValueError("张某某 0000-00000000")
    except ValueError as error:
        return error


def test_a_report_names_the_line_and_the_kind_but_no_value() -> None:
    error = caught()
    report = crash_report(type(error), error.__traceback__)
    assert "tasks/test_crash_report.py" in report
    assert "builtins.ValueError" in report
    assert "张某某" not in report
    assert str(Path(__file__).parents[2]) not in report


def test_the_report_is_written_where_the_sentence_says(tmp_path: Path) -> None:
    sentence = noted(caught(), tmp_path)
    assert str(tmp_path / LOG) in sentence
    assert "张某某" not in (tmp_path / LOG).read_text(encoding="utf-8")


def test_where_nothing_can_be_written_the_person_is_asked_to_tell(tmp_path: Path) -> None:
    assert noted(caught(), tmp_path / "没有的文件夹") == "把所做的操作告诉维护人员。"
