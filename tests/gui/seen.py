"""Everything a person sees of a part of the window, to be compared with what she sees of it at another time."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
    QWidget,
)


def seen(widget: QWidget) -> list[str]:
    """Return what is visible in it, part by part: where it lies, what it says when read and pointed at, its role."""
    parts = [each for each in cast("list[QWidget]", widget.findChildren(QWidget)) if each.isVisible()]
    return sorted(_told(widget, each) for each in parts if each.window() is widget.window())


def _told(above: QWidget, part: QWidget) -> str:
    at, size = part.mapTo(above, QPoint(0, 0)), part.size()
    told = [f"{at.x()},{at.y()} {size.width()}×{size.height()}", part.objectName(), *_says(part)]
    told += [] if part.isEnabled() else ["shut"]
    return " ".join(filter(None, [*told, part.toolTip(), part.accessibleName()]))


def _says(part: QWidget) -> Iterator[str]:
    match part:
        case QLabel() | QLineEdit():
            yield part.text()
        case QAbstractButton():
            yield f"{part.text()}{' ✓' if part.isChecked() else ''}"
        case QComboBox():
            yield part.currentText()
        case QAbstractSpinBox():
            yield part.text()
        case QPlainTextEdit() | QTextEdit():
            yield part.toPlainText()
        case QAbstractItemView() if part.model() is not None and not isinstance(part.model(), QAbstractListModel):
            yield from _rows(part.model(), QModelIndex(), is_tree=isinstance(part, QTreeView))
        case _:
            pass


def _rows(model: QAbstractItemModel, above: QModelIndex, *, is_tree: bool) -> Iterator[str]:
    for row in range(model.rowCount(above)):
        for column in range(model.columnCount(above)):
            cell = model.index(row, column, above)
            yield str(cell.data())
            if cell.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked:
                yield "✓"
        if is_tree:  # a table has as many rows below each of its cells
            yield from _rows(model, model.index(row, 0, above), is_tree=True)
