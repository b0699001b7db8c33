"""Copying the selected rows as displayed, for WPS, Excel and text: with headings, masked as on the screen."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QStandardItemModel

from exporters.sheets import neutral
from gui.registers.model import RegisterModel

_AS_TEXT = "mso-number-format:'\\@'"
"""Keeps a spreadsheet from turning 「2025-006」 or a telephone number into a date or a number."""


def _made_by_qt() -> QMimeData:
    """Return clipboard data that survives the end of the program: data made by Python makes Qt 6.8 crash then."""
    model = QStandardItemModel(1, 1)
    mime = model.mimeData([model.index(0, 0)])
    for name in mime.formats():
        mime.removeFormat(name)
    return mime


def copied(model: RegisterModel, rows: Sequence[int]) -> QMimeData:
    """Return rows as tab-separated text and as a table, columns in the order shown; cells not loaded yet are blank."""
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
