"""A blank ledger to fill in Excel or WPS: the labels as header, and a drop-down list for each choice."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from disclosure.column_kinds import Kind, columns
from disclosure.errors import ExportError
from disclosure.records import Record
from exporters.sheets import SPREADSHEET, workbook_at

_LONGEST_LIST = 255
"""Characters of a list that a workbook can store with the cell; a longer one is stored in a sheet."""
_CHOICES = "可填的词"
_NARROWEST = 12


def write_blank_ledger(record_type: type[Record], path: Path) -> None:
    """Write an empty .xlsx ledger of a register, which can be imported without any question.

    Required columns are starred; the headings are read back. Raises ExportError for another suffix and for a file
    without the headings, OSError if the place cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise ExportError(f"空白登记表只能写成 .xlsx，不能写成“{path.suffix or '没有后缀'}”的文件，要改文件名。")
    with workbook_at(path, {}) as workbook:
        sheet = workbook.add_worksheet(record_type.title)
        head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"})
        text, day = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "yyyy-mm-dd"})
        choices = _Choices(workbook)
        sheet.freeze_panes(1, 0)
        shown = [column for column in columns(record_type) if not column.shown_if_filled]
        for place, column in enumerate(shown):
            label = f"{column.label}*" if column.required else column.label
            width = max(_NARROWEST, 2 * len(label) + 2)
            # personal numbers stay texts, or their last digits are lost
            sheet.set_column(place, place, width, {Kind.DATE: day, Kind.TEXT: text}.get(column.kind))
            sheet.write_string(0, place, label, head)
            if column.hint:
                sheet.write_comment(0, place, column.hint)
            # for several values in a cell the drop-down list gives the first; the others are typed after ；
            words = [term.label for term in column.term] if column.term else []
            words = ["是", "否"] if column.kind is Kind.YES_NO else words
            if words:
                source = choices.source(words)
                rule = {"validate": "list", "source": source, "error_type": "warning", "input_title": column.label}
                sheet.data_validation(1, place, sheet.xls_rowmax - 1, place, rule)
        choices.hide()
    wanted = [f"{column.label}*" if column.required else column.label for column in shown]
    if _headings_of(path) != wanted:
        raise ExportError("写出的空白登记表少了栏目，没有保存，再试一次。")


def _headings_of(path: Path) -> list[str]:
    """Return the cells of the first sheet, which holds nothing but its headings."""
    with ZipFile(path) as package:
        texts = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    known = ["".join(text.itertext()) for text in texts]
    return [known[int(value.text or 0)] for value in sheet.iter(f"{SPREADSHEET}v")]


class _Choices:
    """The sheet for lists too long to be stored with a cell."""

    def __init__(self, workbook: Any) -> None:
        self._workbook, self._columns = workbook, 0
        self._sheet: Any = None

    def source(self, words: list[str]) -> list[str] | str:
        """Return the source of a drop-down list."""
        if len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words):
            return words
        if self._sheet is None:
            self._sheet = self._workbook.add_worksheet(_CHOICES)
        place, self._columns = self._columns, self._columns + 1
        self._sheet.write_column(0, place, words)
        letter = chr(ord("A") + place)
        return f"={_CHOICES}!${letter}$1:${letter}${len(words)}"

    def hide(self) -> None:
        """Hide the sheet, if there is one, as nobody fills it in."""
        if self._sheet is not None:
            self._sheet.hide()
