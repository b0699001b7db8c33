"""Web pages as offices really publish them: one report, many ways of writing its cells, tables and page."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape

from disclosure.report.model import AnnualReport
from disclosure.report.tables import GridCell, Role, StatTable
from tests.importers.published.papers import lines

Shape = Callable[[AnnualReport], str]
Inner = Callable[[GridCell], str]
PORTAL = (
    '<html><head><title>某某区人民政府</title><style>td{color:red}</style></head><body><div class="nav"><a>首页</a>'
    "<a>政务公开</a><a>2025年政府信息公开年报</a></div><iframe src='x'></iframe><script>var a='五、坏';</script>"
    "<div>当前位置：首页 &gt; 政府信息公开年报</div>"
)
AFTER = (
    "<div>【打印本页】【关闭窗口】</div><div>上一篇：测试街道办事处2022年政府信息公开工作年度报告</div>"
    "<div>下一篇：2024年工作计划</div><div>版权所有：某某区人民政府 ICP备00000000号</div></body></html>"
)


def plain(cell: GridCell) -> str:
    return f"<p>{escape(cell.text)}</p>" if cell.text else "<p>&nbsp;</p>"


def td(cell: GridCell, inner: Inner = plain, tag: str = "td") -> str:
    return f'<{tag} rowspan="{cell.row_span}" colspan={cell.column_span}>{inner(cell)}</{tag}>'


def rows(table: StatTable, inner: Inner = plain) -> list[str]:
    return ["".join(td(cell, inner) for cell in table.cells if cell.row == row) for row in range(table.rows)]


def table(item: StatTable, inner: Inner = plain) -> str:
    return f"<table border=1><tbody>{''.join(f'<tr>{row}</tr>' for row in rows(item, inner))}</tbody></table>"


def page(report: AnnualReport, draw: Callable[[StatTable], str] = table, line: str = "<p>{}</p>") -> str:
    """The report as a page of a portal, its tables and its lines as the shape draws them."""
    body = "".join(line.format(escape(item)) if isinstance(item, str) else draw(item) for item in lines(report))
    return f"{PORTAL}<div id=zoom>{body}</div>{AFTER}"


def with_inner(inner: Inner) -> Shape:
    return lambda report: page(report, lambda item: table(item, inner))


def figures_as(write: Callable[[str], str]) -> Shape:
    """Every figure written in another way."""
    return with_inner(lambda cell: write(cell.text) if cell.role is Role.FIGURE else plain(cell))


def labels_as(write: Callable[[str], str]) -> Shape:
    """Every label written in another way."""
    return with_inner(lambda cell: plain(cell) if cell.role is Role.FIGURE else write(cell.text))


def word(cell: GridCell) -> str:
    letters = "".join(
        f"<span lang=EN-US style='font-family:仿宋_GB2312;mso-bidi-font-family:\"x\"'>{escape(sign)}</span>"
        for sign in cell.text
    )
    return f"<p class=MsoNormal align=center style='text-align:center'>\n{letters}\n<span><o:p></o:p></span></p>"


def word_table(item: StatTable) -> str:
    """A table pasted from Word, with the row of widths Word puts at its end."""
    inner = "".join(f"<tr style='mso-yfti-irow:{n}'>{row}</tr>" for n, row in enumerate(rows(item, word)))
    widths = "<![if !supportMisalignedColumns]><tr height=0>" + "<td width=60></td>" * item.columns + "</tr><![endif]>"
    return f"<table class=MsoTableGrid>{inner}{widths}</table>"


def headed(item: StatTable) -> str:
    """Real heads: thead with th, the rest in a tbody."""
    drawn = rows(item)
    head = "".join(f"<tr>{row.replace('td', 'th')}</tr>" for row in drawn[: item.head_rows])
    body = "".join(f"<tr>{row}</tr>" for row in drawn[item.head_rows :])
    return f"<table><caption></caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def split(item: StatTable) -> str:
    """Cut as pages cut it: the head again on every piece, the spanning cells again too (only heights that fit)."""
    if item.code != "table3":
        return table(item)
    pieces = []
    for first, last in ((3, 10), (10, 17), (17, item.rows)):
        kept = [cell for cell in item.cells if cell.row < item.head_rows]
        for cell in item.cells:
            top, end = max(cell.row, first), min(cell.row + cell.row_span, last)
            if cell.row >= item.head_rows and top < end:
                kept.append(replace(cell, row=top - first + 3, row_span=end - top))
        pieces.append(table(replace(item, rows=3 + last - first, cells=tuple(kept))))
    return "<p>- 2 -</p>".join(pieces)


def unspanned(item: StatTable) -> str:
    """No spans at all: a merged cell is its first place, then blanks (as a sheet saved as a page)."""
    drawn = []
    for row in range(item.rows):
        texts = {cell.column: plain(cell) for cell in item.cells if cell.row == row}
        drawn.append("".join(f"<td>{texts.get(column, '')}</td>" for column in range(item.columns)))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in drawn)}</table>"


def repeated(item: StatTable) -> str:
    """No row spans: a group's label again in every row."""
    drawn = []
    for row in range(item.rows):
        here = [cell for cell in item.cells if cell.row <= row < cell.row + cell.row_span]
        drawn.append("".join(td(replace(cell, row_span=1)) for cell in sorted(here, key=lambda cell: cell.column)))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in drawn)}</table>"


def blocks(item: StatTable) -> str:
    """Every block of table two, and of table four, a table of its own."""
    if item.code == "table2":
        starts = [cell.row for cell in item.cells if cell.role is Role.BAND]
        drawn = rows(item)
        spans = zip(starts, [*starts[1:], item.rows], strict=True)
        return "<p></p>".join(f"<table>{''.join(f'<tr>{r}</tr>' for r in drawn[a:b])}</table>" for a, b in spans)
    return table(item) if item.code == "table3" else "".join(upright(item, start) for start in (0, 5, 10))


_BLOCK_NAMES = {0: "行政复议", 5: "行政诉讼·未经复议直接起诉", 10: "行政诉讼·复议后起诉"}


def upright(item: StatTable, start: int) -> str:
    """One block of table four: its heads and its five figures."""
    heads = [cell.text for cell in item.cells if cell.row == 1 and cell.column < 5]
    values = [cell.text for cell in item.figures() if start <= cell.column < start + 5]
    made = [f"<td colspan=5>{_BLOCK_NAMES[start]}</td>"]
    made += ["".join(f"<td>{text}</td>" for text in texts) for texts in (heads, values)]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in made)}</table>"


def one_table(report: AnnualReport) -> str:
    """Title, prose and all three tables as rows of one great table."""
    made = []
    for item in lines(report):
        made += [f"<td colspan=15>{escape(item)}</td>"] if isinstance(item, str) else rows(item)
    return f"{PORTAL}<table>{''.join(f'<tr>{row}</tr>' for row in made)}</table>{AFTER}"


def layout(report: AnnualReport) -> str:
    """Everything in nested layout tables, each section in a row, prose and table in one cell."""
    made, cell = [], ""
    for item in lines(report):
        if isinstance(item, str) and item[1:2] == "、":
            made.append(cell)
            cell = ""
        cell += f"<p>{escape(item)}</p>" if isinstance(item, str) else f"<div>{table(item)}</div>"
    inner = "".join(f"<tr><td>&nbsp;</td><td>{text}</td></tr>" for text in [*made, cell])
    return f"{PORTAL}<table width=1000><tr><td><table>{inner}</table></td></tr></table>{AFTER}"


def broken_lines(report: AnnualReport) -> str:
    """All prose between two tables in one paragraph, parted by <br>."""
    return page(report, table, "{}<br>\n")


def vertical(text: str) -> str:
    return "<br>".join(escape(sign) for sign in text) if len(text) < 12 else escape(text)


def broken_label(text: str) -> str:
    half = len(text) // 2
    return f"<p>{escape(text[:half])}</p>\n<p>{escape(text[half:])}</p>"


def dotted(text: str) -> str:
    number, dot, words = text.partition(".")
    return f"{number}．{words}" if dot and number.isdigit() else escape(text)


def captioned(report: AnnualReport) -> str:
    """The heading of each section with a table is the table's first row."""
    drawn, heading = [], ""
    for item in lines(report):
        if isinstance(item, str):
            if item[:1] in "二三四" and item[1:2] == "、":
                heading = f"<tr><td colspan=20><strong>{item}</strong></td></tr>"
            else:
                drawn.append(f"<p>{escape(item)}</p>")
        else:
            drawn.append(table(item).replace("<tbody>", f"<tbody>{heading}", 1))
    return f"{PORTAL}{''.join(drawn)}{AFTER}"


def hidden(item: StatTable) -> str:
    """Rows and cells that nobody sees: an empty first row, a hidden one, a hidden cell in each row."""
    made = "".join(f"<tr>{row}<td hidden>9</td></tr>" for row in rows(item))
    return f"<table><tr></tr><tr style='display:none'><td>行政许可</td><td>99</td></tr>{made}</table>"


def spread(text: str) -> str:
    return f"<p>&nbsp;\u3000{'&nbsp;'.join(text)}\u3000</p>"


def kept_apart(draw: Callable[[str], str]) -> Shape:
    """A page that shows its text by a script, and keeps it meanwhile where nobody sees it."""

    def shape(report: AnnualReport) -> str:
        whole = page(report)
        text = whole[whole.index("<div id=zoom>") : whole.index(AFTER)]
        return f"{PORTAL}{draw(text)}{AFTER}"

    return shape


_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
RADICALS = {
    ord(sign): radical
    for sign, radical in zip(
        "一二人大工行文月日用言目示自立金食西", "⼀⼆⼈⼤⼯⾏⽂⽉⽇⽤⾔⽬⽰⾃⽴⾦⾷⻄", strict=True
    )
}
"""What Chromium writes into a PDF for these ideographs, where the font has one glyph for both."""
WEB_SHAPES: dict[str, Shape] = {
    "plain": page,
    "word": lambda report: page(report, word_table, "<p class=MsoNormal><b><span>{}</span></b><o:p></o:p></p>"),
    "thead": lambda report: page(report, headed, "<h3>{}</h3>"),
    "split": lambda report: page(report, split),
    "unspanned": lambda report: page(report, unspanned),
    "repeated": lambda report: page(report, repeated),
    "blocks": lambda report: page(report, blocks),
    "hidden": lambda report: page(report, hidden),
    "one table": one_table,
    "layout": layout,
    "broken lines": broken_lines,
    "captioned": captioned,
    "full width": figures_as(lambda text: f"\u3000{text.translate(_FULL)}\u3000"),
    "units": figures_as(lambda text: f"{text} 件"),
    "decimals": figures_as(lambda text: f"{text}.00" if text.isdigit() else text),
    "thousands": figures_as(lambda text: f"{int(text):,}" if text.isdigit() else text),
    "split figures": figures_as(lambda text: "\n".join(f"<span>{sign}</span>" for sign in text)),
    "fonts in figures": figures_as(lambda text: f"<font><b><i><u>{text}</u></i></b></font><br>"),
    "vertical": labels_as(vertical),
    "broken labels": labels_as(broken_label),
    "spread labels": labels_as(spread),
    "dotted labels": labels_as(dotted),
    "half brackets": labels_as(lambda text: escape(text.replace("（", "(").replace("）", ")"))),
    "textarea": kept_apart(lambda text: f"<textarea hidden>{escape(text)}</textarea>"),
    "template": kept_apart(lambda text: f"<template>{text}</template>"),
    "script": kept_apart(lambda text: f"<script>var page = {json.dumps({'id': 7, 'content': text})};</script>"),
    "script of strings": kept_apart(lambda text: f"<script>show('{text.replace('/', chr(92) + '/')}')</script>"),
    "frame": kept_apart(lambda text: f'<iframe srcdoc="{escape(text)}"></iframe>'),
    "radicals": lambda report: page(report).translate(RADICALS),
    "unseen signs": figures_as(lambda text: "\u200b".join(f"\ufeff{text}\u2060")),
    "inputs": figures_as(lambda text: f'<input type="text" readonly value="{text}">'),
}
