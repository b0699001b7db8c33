"""Tables of the 2019 edition on a page: read with their own rows, right for 2019 and 2020, an error after."""

from pathlib import Path

import pytest

from disclosure.report.tables import StatTable
from importers.published import read_published
from tasks.report.check import check_source
from tests.disclosure.checks.clean import CLEAN
from tests.importers.published.web_shapes import page, rows, table

ISSUED = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
DECIDED = ("上一年项目数量", "本年增/减", "处理决定数量")
OLD_BLOCKS: list[tuple[str, tuple[str, ...], dict[str, str]]] = [
    ("第二十条第（一）项", ISSUED, {"规章": "000", "规范性文件": "229"}),
    ("第二十条第（五）项", DECIDED, {"行政许可": "325", "其他对外管理服务事项": "102"}),
    ("第二十条第（六）项", DECIDED, {"行政处罚": "404", "行政强制": "000"}),
    ("第二十条第（八）项", DECIDED[:2], {"行政事业性收费": "21"}),
    ("第二十条第（九）项", ("采购项目数量", "采购总金额"), {"政府集中采购": "37"}),
]
OLD_ROWS = {label: tuple(map(int, figures)) for _, _, block in OLD_BLOCKS for label, figures in block.items()}
SINGLE = (1, 0, 0, 0, 0, 0, 1)


def row(*texts: object) -> str:
    return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def old_table2() -> str:
    made = ""
    for band, heads, block in OLD_BLOCKS:
        made += f"<tr><td colspan=4>{band}</td></tr>{row('信息内容', *heads)}"
        made += "".join(row(label, *figures) for label, figures in block.items())
    return f"<table>{made}</table>"


def old_table3(item: StatTable) -> str:
    """Table three with its one row （六）其他处理 instead of three."""
    drawn = rows(item)
    first = next(place for place, text in enumerate(drawn) if "（六）其他处理" in text)
    figures = "".join(f"<td>{figure}</td>" for figure in SINGLE)
    drawn[first : first + 3] = [f"<td colspan=2>（六）其他处理</td>{figures}"]
    made = "".join(f"<tr>{text}</tr>" for text in drawn).replace('rowspan="23"', 'rowspan="21"')
    return f"<table>{made}</table>"


def draw(item: StatTable) -> str:
    if item.code == "table2":
        return old_table2()
    return old_table3(item) if item.code == "table3" else table(item)


@pytest.mark.parametrize(("year", "errors"), [(2019, []), (2020, []), (2022, ["F-6"])])
def test_the_older_edition_is_read_by_its_own_rows(year: int, errors: list[str], tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    drawn = page(CLEAN, draw).replace("2023", str(year)).replace("2024年1月2日", f"{year + 1}年1月2日")
    path.write_text(drawn, encoding="utf-8")
    read = read_published(path)
    assert dict(read.older_tables["table2_2019"]) == OLD_ROWS
    assert read.older_tables["table3"] == {"（六）其他处理": SINGLE}
    kept = {k: v for k, v in CLEAN.figures.items() if k.table != "table2" and k.row not in ("k61", "k62", "k63")}
    assert dict(read.figures) == kept
    assert [finding.rule for finding in check_source(path)[1]] == errors
