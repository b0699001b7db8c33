"""The one place where a failure nobody's form can show becomes a dialog; it never blocks the program."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from disclosure.errors import DisclosureError


def show_error(failure: DisclosureError, parent: QWidget | None) -> QMessageBox:
    """Show the one sentence of an expected failure."""
    return _show(QMessageBox.Icon.Warning, "未能完成", str(failure), parent)


def show_note(title: str, text: str, parent: QWidget | None) -> QMessageBox:
    """Show a result that needs reading."""
    return _show(QMessageBox.Icon.Information, title, text, parent)


def _show(icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.button(QMessageBox.StandardButton.Ok).setText("知道了")
    box.open()
    return box
