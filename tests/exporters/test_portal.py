"""The pages for the editor of a portal: real tables, what has to be put up, and a place for each tick."""

from datetime import date

import pytest

from disclosure.releases.portal import COLUMNS, Changes, Part
from exporters.paper.document import Document, Heading, Table
from exporters.portal import ToDo, catalogue_html, checklist, guide_document, guide_html
from importers.containers.document import Grid
from importers.containers.web_page import read_web_page

TODAY = date(2024, 3, 4)
ROWS = [["1", "示例<预算>"], ["2", "示例&说明"]]


def _texts(table: Table) -> list[list[str]]:
    grid = table.grid
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [[texts[row, column] for column in range(grid.columns)] for row in range(grid.rows)]


def _tables(document: Document) -> list[list[list[str]]]:
    return [_texts(block) for block in document.blocks if isinstance(block, Table)]


def test_the_catalogue_is_one_table_a_browser_reads_as_it_was_given() -> None:
    page = catalogue_html("示例目录", ROWS)
    (grid,) = (block for block in read_web_page(page.encode()) if isinstance(block, Grid))
    assert [[cell.text for cell in row if cell] for row in grid.rows[1:]] == ROWS
    assert page.count("<th>") == len(COLUMNS)
    assert "示例&lt;预算&gt;" in page
    assert page.count("<tr>") == page.count("</tr>") == 1 + len(ROWS)
    assert page.count("示例目录") == 2, "as the title of the tab and of the page"


def test_the_guide_says_the_same_as_a_page_and_as_a_paper() -> None:
    parts = [Part("一、公开的范围", ("第一段。", "第二段。")), Part("二、申请的办法", ("第三段。",))]
    page, paper = guide_html("示例指南", parts), guide_document("示例指南", parts, "示例街道办事处", TODAY)
    told = [block.text for block in paper.blocks]  # type: ignore[union-attr]
    assert told == [text for part in parts for text in (part.heading, *part.paragraphs)]
    assert [isinstance(block, Heading) for block in paper.blocks] == [True, False, False, True, False]
    assert all(f">{text}<" in page for text in told)
    assert (paper.author, paper.dated_on, paper.title) == ("示例街道办事处", TODAY, "示例指南")


def test_the_list_tells_what_to_put_up_what_changed_and_what_is_lacking() -> None:
    todo = [ToDo("年度报告", "报告.html", "核对表格"), ToDo("公开目录", "目录.html", "换下旧的")]
    changed = Changes(added=("新的",), changed=("变的",), removed=("撤的",))
    paper = checklist("示例街道办事处", todo, changed, ["办公时间"], TODAY)
    to_put_up, differences, lacking, *_ = _tables(paper)
    assert [row[:3] for row in to_put_up[1:]] == [[one.what, one.file, one.seen_to] for one in todo]
    assert {row[3] for row in to_put_up[1:]} == {"□"}, "a box to tick in the last column"
    assert {row[1] for row in differences[1:]} == {"新的", "变的", "撤的"}
    assert {name: kind for kind, name in differences[1:]} == {"新的": "新增", "变的": "变更", "撤的": "撤下"}
    assert [row[0] for row in lacking[1:]] == ["办公时间"]
    assert all(text for table in (to_put_up, differences, lacking) for text in table[0]), "each column has its name"


@pytest.mark.parametrize("count", [199, 200, 243])
def test_of_very_many_changes_two_hundred_are_named_and_the_rest_counted(count: int) -> None:
    changed = Changes(added=tuple(f"第{number}件" for number in range(count)), changed=(), removed=())
    tables = _tables(checklist("示例街道办事处", [], changed, [], TODAY))
    told = [row[1] for table in tables for row in table if row[0] == "新增"]
    assert told[:200] == list(changed.added[:200])
    assert len(told) == min(count, 201)
    assert count <= 200 or str(count - 200) in told[-1]
