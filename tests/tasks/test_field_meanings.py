"""Every name that may stand in braces is explained to whoever writes with it."""

from disclosure.letters.fields import FIELDS as LETTER_FIELDS
from disclosure.report.cells import CELLS
from disclosure.report.narrative import CELL_FIELDS
from disclosure.report.narrative import FIELDS as REPORT_FIELDS
from tasks.field_meanings import field_meanings, letter_field, report_field


def test_every_field_is_explained_and_nothing_else() -> None:
    told = field_meanings()
    figure = {"表格里的一格"}
    assert list(told) == ["年度报告", "文书"]
    assert set(told["年度报告"]) == {field.name for field in REPORT_FIELDS} | figure
    assert set(told["文书"]) == set(LETTER_FIELDS)


def test_a_figure_is_explained_as_one_and_an_unknown_name_not_at_all() -> None:
    names = {cell: name for name, cell in CELL_FIELDS.items()}
    assert {report_field(names[cell]) for cell in CELLS} == {"表格中这一格的数字"}
    assert report_field("下一年") == "报告年度的下一年"
    assert letter_field("没有这个") == ""
