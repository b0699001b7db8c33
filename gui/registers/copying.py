"""The chosen rows as they are seen, for WPS, Excel and any text: with headings, masked as on the screen."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QStandardItemModel

from exporters.sheets import neutral
from gui.registers.model import RegisterModel

_AS_TEXT = "mso-number-format:'\\@'"
"""Keeps a spreadsheet from making a date of 「2025-006」 or a number of a telephone."""


def _made_by_qt() -> QMimeData:
    """Return data the clipboard may keep to the end: what Python made is gone before it and ends Qt 6.8 in a crash."""
    model = QStandardItemModel(1, 1)
    mime = model.mimeData([model.index(0, 0)])
    for name in mime.formats():
        mime.removeFormat(name)
    return mime


def copied(model: RegisterModel, rows: Sequence[int]) -> QMimeData:
    """Return rows as text with tabs and as a table, the columns in the order shown; a cell that waits stays blank."""
    places = range(model.columnCount())
    head = [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in places]
    body = [[model.whole_text(model.index(row, place)) for place in places] for row in rows]
    lines = ["\t".join(neutral(" ".join(text.split())) for text in line) for line in (head, *body)]
    parts = [f"<tr>{''.join(f'<th>{escape(text)}</th>' for text in head)}</tr>"]
    for line in body:
        cells = (f'<td style="{_AS_TEXT}">{escape(neutral(text))}</td>'.replace("\n", "<br>") for text in line)
        parts.append(f"<tr>{''.join(cells)}</tr>")
    mime = _made_by_qt()
    mime.setText("\n".join(lines) + "\n")
    mime.setHtml(f"<table border='1'>{''.join(parts)}</table>")
    return mime
