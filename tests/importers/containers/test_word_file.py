"""What Word writes into a document, read as it is printed: each kind of text, and tables with merged cells."""

import io
import zipfile

import pytest

from importers.containers.document import Document, Grid, Paragraph
from importers.containers.word_file import read_word_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def read(body: str) -> Document:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        )
    return read_word_file(made.getvalue())


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def line(*pieces: str) -> str:
    return f"<w:p>{''.join(pieces)}</w:p>"


BOX = f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{line(run('框'))}</w:txbxContent></mc:Choice>"
BOX += f"<mc:Fallback><w:txbxContent>{line(run('框'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (line(run(" 甲"), run("乙 ")), ["甲乙"]),
        (line(run("甲"), "<w:r><w:tab/></w:r>", run("乙"), "<w:r><w:br/></w:r>", run("丙")), ["甲 乙 丙"]),
        (line("<w:hyperlink>", run("甲"), "</w:hyperlink>", run("乙")), ["甲乙"]),
        (line("<w:ins>", run("加"), "</w:ins>", run("乙")), ["加乙"]),
        (line("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", run("乙")), ["乙"]),
        (line("<w:moveFrom>", run("移"), "</w:moveFrom>", "<w:moveTo>", run("到"), "</w:moveTo>"), ["到"]),
        (
            f"<w:ins>{line(run('整段'))}</w:ins><w:sdt><w:sdtContent>{line(run('控件'))}</w:sdtContent></w:sdt>",
            ["整段", "控件"],
        ),
        (line(run("前"), BOX, run("后")), ["前后", "框"]),
        (line() + line(run(" ")) + "<w:p><w:r><w:t/></w:r></w:p>", []),
    ],
)
def test_a_paragraph_is_what_is_printed_of_it(written: str, shown: list[str]) -> None:
    assert read(written) == tuple(map(Paragraph, shown))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(run(text))}</w:tc>"


def row(*cells: str, before: str = "") -> str:
    return f"<w:tr><w:trPr>{before}</w:trPr>{''.join(cells)}</w:tr>"


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def places(body: str) -> list[list[list[str]]]:
    grids = [block for block in read(body) if isinstance(block, Grid)]
    return [[["" if one is None else one.text for one in each] for each in grid.rows] for grid in grids]


def spanning(count: object) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([row(cell("甲"), cell("乙"))], [["甲", "乙"]]),
        ([row(cell("甲", spanning(2)), cell("乙"))], [["甲", "甲", "乙"]]),
        (
            [row(cell("甲", BEGINS), cell("1")), row(cell("", GOES_ON), cell("2")), row(cell("乙"), cell("3"))],
            [["甲", "1"], ["甲", "2"], ["乙", "3"]],
        ),
        (  # the cell that goes on below another one is not the one beside it
            [row(cell("甲", BEGINS), cell("乙", BEGINS)), row(cell("丙"), cell("", '<w:vMerge w:val="continue"/>'))],
            [["甲", "乙"], ["丙", "乙"]],
        ),
        (
            [row(cell("甲", spanning(2) + BEGINS), cell("1")), row(cell("", spanning(2) + GOES_ON), cell("2"))],
            [["甲", "甲", "1"], ["甲", "甲", "2"]],
        ),
        (  # a row that begins later: the merge below stands in its own column
            [
                row(cell("甲"), cell("乙", BEGINS)),
                row(cell("", GOES_ON), before='<w:gridBefore w:val="1"/>'),
            ],
            [["甲", "乙"], ["", "乙"]],
        ),
        ([row(cell("甲", spanning("x")), cell("乙", spanning(0)), cell("丙", spanning(1000)))], [["甲", "乙", "丙"]]),
        ([row(cell("甲", spanning(120)), cell("乙"))], [["甲"] * 120 + ["乙"]]),
    ],
)
def test_a_merged_cell_stands_in_each_of_its_places(rows: list[str], shown: list[list[str]]) -> None:
    assert places(f"<w:tbl>{''.join(rows)}</w:tbl>") == [shown]


def test_a_table_that_only_frames_others_is_read_as_what_it_frames() -> None:
    inner = f"<w:tbl>{row(cell('甲'), cell('乙'))}</w:tbl>"
    framed = f"<w:tbl><w:tr><w:tc>{line(run('上'))}{inner}</w:tc><w:tc>{line(run('旁'))}</w:tc></w:tr></w:tbl>"
    told = [block.text if isinstance(block, Paragraph) else "表" for block in read(framed)]
    assert told == ["上", "表", "旁"]
    assert places(framed) == [[["甲", "乙"]]]
    assert read("<w:tbl><w:tblPr/></w:tbl>") == ()
