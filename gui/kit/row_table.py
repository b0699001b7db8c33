"""Tables of whole rows and lists of whole lines, looked at and not typed into: one look wherever a sheet shows one."""

from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
)


def dress_rows(table: QTableWidget, name: str, title: int) -> None:
    """Let a table show whole rows; ``name`` is what a screen reader says, ``title`` the column that takes the width."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(title, QHeaderView.ResizeMode.Stretch)


def wrap_lines(shown: QListWidget) -> None:
    """Let each line of a list take the height its words need, instead of being cut or scrolled sideways."""
    shown.setWordWrap(True)
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setResizeMode(QListWidget.ResizeMode.Adjust)
    shown.setItemDelegate(_WholeLine(shown))


class _WholeLine(QStyledItemDelegate):
    """Reckons the height with the width that is left for words; the style forgets its padding and the tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        drawn, left = QStyleOptionViewItem(option), QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        widget = cast("Any", drawn).widget  # PySide's stubs know nothing of its fields
        words = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, widget)
        cast("Any", left).rect.setWidth(words.width())
        return super().sizeHint(left, index)
