"""Read-only tables of whole rows and lists of whole lines, with the same look everywhere."""

from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
)

from gui.base.appearance import mark


def dress_list(table: QTableView, name: str) -> None:
    """Give a table of whole rows the common look; ``name`` is for screen readers."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def dress_rows(table: QTableWidget, name: str, title: int) -> None:
    """Give it the common look, and each column the width of its text; column ``title`` takes the rest."""
    dress_list(table, name)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(title, QHeaderView.ResizeMode.Stretch)


def list_of_lines(name: str) -> QListWidget:
    """Return a list with the common look, without lines yet; ``name`` is for screen readers."""
    made = QListWidget()
    made.setAccessibleName(name)
    mark(made, "lines")
    return made


def wrap_lines(shown: QListWidget) -> None:
    """Let each line of a list wrap and take the height it needs, instead of being cut off or scrolled sideways."""
    shown.setWordWrap(True)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setResizeMode(QListWidget.ResizeMode.Adjust)
    shown.setItemDelegate(_WholeLine(shown))


class _WholeLine(QStyledItemDelegate):
    """Computes the height for the width left for text; the style ignores its own padding and the tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        drawn, left = QStyleOptionViewItem(option), QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        widget = cast("Any", drawn).widget  # PySide's stubs know nothing of its fields
        words = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, widget)
        cast("Any", left).rect.setWidth(words.width())
        return super().sizeHint(left, index)


class WrappedCell(_WholeLine):
    """Wraps the text of one column of a table whose other columns keep to one line."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        drawn = cast("Any", option)
        drawn.features |= QStyleOptionViewItem.ViewItemFeature.WrapText

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wide = QStyleOptionViewItem(option)
        table = cast("QTableView", cast("Any", option).widget)
        width = table.columnWidth(index.column())
        cast("Any", wide).rect = QRect(0, 0, width, table.rowHeight(index.row()))  # Qt does not wrap in an empty one
        return super().sizeHint(wide, index)
