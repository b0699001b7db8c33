"""What office programs write into the cells of an OpenDocument file, read as a ledger and as a paper."""

import io
import zipfile
from typing import Any

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.progress import silent
from importers.containers.document import Grid, Paragraph, distinct
from importers.containers.open_document import read_open_document
from importers.ledgers.sources import read_sheets

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text"))


def file_of(body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>",
        )
    return made.getvalue()


def cell(shown: str, **attributes: object) -> str:
    """A cell that shows a text; ``value_type`` stands for ``office:value-type``, ``rows_spanned`` for its span."""
    of_table = ("rows_spanned", "columns_spanned", "columns_repeated")
    written = "".join(
        f' table:number-{name.replace("_", "-")}="{value}"'
        if name in of_table
        else f' office:{name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    lines = "".join(f"<text:p>{line}</text:p>" for line in shown.split("|"))
    return f"<table:table-cell{written}>{lines}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ledger(*rows: str) -> Any:
    body = f'<office:spreadsheet><table:table table:name="台账">{"".join(rows)}</table:table></office:spreadsheet>'
    sheets: Any = read_sheets(file_of(body), "a.ods", silent)
    assert len(sheets) == 1
    return sheets[0]


def paper(*rows: str) -> list[list[str]]:
    body = f'<office:text><table:table table:name="台账">{"".join(rows)}</table:table></office:text>'
    (grid,) = read_open_document(file_of(body))
    assert isinstance(grid, Grid)
    return [["" if one is None else one.text for one in each] for each in grid.rows]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (cell("3", value_type="float", value="3"), "3"),
        (cell("1,234.50", value_type="float", value="1234.5"), "1234.5"),
        (cell("￥12.50", value_type="currency", value="12.5"), "12.5"),
        (cell("三", value_type="float", value="不是数"), "三"),
        (cell("50%", value_type="percentage", value="0.5"), "50%"),
        (cell("2024年3月1日", value_type="date", date_value="2024-03-01"), "2024-03-01"),
        (cell("3月1日", value_type="date", date_value="2024-03-01T00:00:00"), "2024-03-01"),
        (cell("3月1日", value_type="date", date_value="2024-03-01T09:30:00"), "2024-03-01 09:30:00"),
        (cell("甲", value_type="string"), "甲"),
        (cell("甲|乙"), "甲\n乙"),
        (cell("甲<text:line-break/>乙"), "甲\n乙"),
        (cell("甲<text:s/>乙<text:tab/>丙"), "甲 乙 丙"),
        (cell("甲<text:span>乙<text:span>丙</text:span>丁</text:span>戊"), "甲乙丙丁戊"),
        (cell("甲<text:note><text:p>注</text:p></text:note>乙"), "甲乙"),
        (cell("甲<office:annotation><text:p>批</text:p></office:annotation>乙"), "甲乙"),
    ],
)
def test_a_ledger_is_told_the_value_and_of_a_text_what_is_shown(written: str, read: str) -> None:
    found = ledger(row(cell("表头"), cell("末")), row(written, cell("末"))).rows[1]
    assert found.cells == (read, "末")
    assert found.numbers == (read in ("3", "1234.5", "12.5"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (cell("1,234.50", value_type="float", value="1234.5"), "1,234.50"),
        (cell("甲| 乙 |"), "甲\n乙"),
        (cell("甲<text:s/>乙<text:tab/>丙<text:line-break/>丁"), "甲 乙 丙 丁"),
        (cell("甲<text:span>乙<text:note><text:p>注</text:p></text:note></text:span>戊"), "甲乙戊"),
    ],
)
def test_a_paper_is_read_as_it_is_shown(written: str, read: str) -> None:
    assert paper(row(written, cell("末"))) == [[read, "末"]]


SPANNED = (
    row(cell("甲", columns_repeated=2), cell("乙"), cell("", columns_repeated=16_000)),
    row(cell("并", rows_spanned=2), cell("1"), cell("2")),
    row(COVERED, cell("3"), cell("4")),
    row(cell("", columns_repeated=16_000), times=3),
    row(cell("重"), cell("5"), cell("6"), times=2),
    row(cell("", columns_repeated=16_000), times=1_000_000),
)


def test_cells_that_are_merged_or_repeated_stand_in_each_of_their_places() -> None:
    found = ledger(*SPANNED)
    assert found.name == "台账"
    assert [(one.number, one.cells) for one in found.rows] == [
        (1, ("甲", "甲", "乙")),
        (2, ("并", "1", "2")),
        (3, ("并", "3", "4")),
        (7, ("重", "5", "6")),
        (8, ("重", "5", "6")),
    ]
    shown = paper(*SPANNED)
    assert [one for one in shown if any(one)] == [list(one.cells) for one in found.rows]
    assert len(shown) == 5 + 2, "of blank rows one is enough"


@pytest.mark.parametrize("times", ["x", "٣", "", "0", "99999999"])
def test_a_count_no_program_writes_counts_once(times: str) -> None:
    made = row(cell("甲", columns_repeated=times, rows_spanned=times), cell("乙"))
    assert [one.cells for one in ledger(made, row(cell("丙"), cell("丁"))).rows] == [("甲", "乙"), ("丙", "丁")]


def test_a_table_of_more_rows_than_are_read_is_refused_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """An application of twenty thousand rows was read as far as that, and nothing said so."""
    monkeypatch.setattr("importers.containers.document.MOST_ROWS", 2)
    assert paper(row(cell("甲"), times=2)) == [["甲"]] * 2
    with pytest.raises(SourceUnreadableError, match="超过 2 行"):
        paper(row(cell("甲"), times=3))


def test_each_table_of_a_file_is_a_sheet_of_its_own_and_the_text_beside_is_read_with_a_paper() -> None:
    inside = (
        "<text:h>标题</text:h><text:tracked-changes><text:p>改</text:p></text:tracked-changes>"
        "<office:forms><text:p>表单</text:p></office:forms>"
        "<text:section><text:p>一 <text:s/> 段</text:p></text:section><text:p> </text:p>"
        f'<table:table table:name="甲">{row(cell("1"))}</table:table>'
        f'<table:table table:name="乙">{row(cell("2", columns_spanned=2), COVERED)}'
        f"{row(cell('3'), cell('4'))}</table:table>"
    )
    first, second, *grids = read_open_document(file_of(f"<office:text>{inside}</office:text>"))
    assert (first, second) == (Paragraph("标题"), Paragraph("一 段"))
    told = [[distinct(each) for each in grid.rows] for grid in grids if isinstance(grid, Grid)]
    assert told == [[["1"]], [["2"], ["3", "4"]]]
    sheets = read_sheets(file_of(f"<office:spreadsheet>{inside}</office:spreadsheet>"), "a.ods", silent)
    assert not isinstance(sheets, str)
    assert [(one.name, [each.cells for each in one.rows]) for one in sheets] == [
        ("甲", [("1",)]),
        ("乙", [("2",), ("3", "4")]),
    ]
