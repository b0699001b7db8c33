"""The annual report for a portal's editor: headings, paragraphs and real tables, nothing that a portal would strip."""

from html import escape
from pathlib import Path

from disclosure.report.model import AnnualReport, Level
from disclosure.report.tables import Role, StatTable
from disclosure.wording import chinese_date
from exporters.paper.characters import printable
from exporters.report.expected import imprint

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""
_TABLE = '<table border="1" cellspacing="0" cellpadding="4" width="100%">'
_TAGS = {Level.BODY: "p", Level.SUB_HEADING: "h3", Level.POINT: "h4"}


def write_report_html(report: AnnualReport, path: Path) -> None:
    """Write a report as one HTML page in UTF-8."""
    parts = [f'<h1 align="center">{_safe(report.title)}</h1>']
    parts += [f"<p>{_safe(line)}</p>" for line in report.opening.splitlines() if line.strip()]
    for section in report.sections:
        parts.append(f"<h2>{_safe(section.heading)}</h2>")
        for paragraph in section.paragraphs:
            tag = _TAGS[paragraph.level]
            parts.append(f"<{tag}>{_safe(paragraph.text)}</{tag}>")
        if section.table:
            parts.append(_table(report.table(section.table)))
    signed = [report.signature, chinese_date(report.dated_on) if report.dated_on else ""]
    parts += [f'<p align="right">{_safe(line)}</p>' for line in signed if line]
    if report.version_code:
        parts.append(f'<p align="right"><small>{_safe(imprint(report))}</small></p>')
    page = _PAGE.format(title=_safe(report.title), body="\n".join(parts))
    path.write_text(page, encoding="utf-8", newline="\n")


def _table(table: StatTable) -> str:
    cells = [""] * table.rows
    for cell in table.cells:
        tag, align = "td" if cell.role is Role.FIGURE else "th", "left" if cell.role is Role.LABEL else "center"
        sides = (("rowspan", cell.row_span), ("colspan", cell.column_span))
        spans = "".join(f' {name}="{span}"' for name, span in sides if span > 1)
        cells[cell.row] += f'<{tag}{spans} align="{align}">{_safe(cell.text)}</{tag}>'
    rows = [f"<tr>{row}</tr>" for row in cells]
    return "\n".join([_TABLE, "<tbody>", *rows, "</tbody>", "</table>"])


def _safe(text: str) -> str:
    return escape(printable(text.strip()))
