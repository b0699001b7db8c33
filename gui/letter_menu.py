"""What the menu 工具 offers for letters; the dialogs are imported when first opened."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMenu

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def add_letter_tools(window: "MainWindow", menu: QMenu) -> None:
    """Add 已发文书 and 文书模板 to a menu."""
    for text, action in (("已发文书…", show_letters), ("文书模板…", show_templates)):
        menu.addAction(text, lambda _=False, action=action: action(window))


def show_letters(window: "MainWindow") -> QDialog:
    """Open the letters that went out."""
    from gui.letter_register import LetterRegister  # noqa: PLC0415

    return _opened(LetterRegister(window.session, window.year, window))


def show_templates(window: "MainWindow") -> QDialog:
    """Open the office's own wording of letters."""
    from gui.template_editor import TemplateEditor  # noqa: PLC0415

    return _opened(TemplateEditor(window.session, window))


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog
