"""Choosing files to open, to create, to back up to, with native dialogs that never block the program."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from disclosure.file_names import safe_name
from disclosure.masking import masked_prose
from resources.program import SUFFIX

FILES = f"信息公开工作台数据 (*{SUFFIX} *.sqlite);;所有文件 (*)"
REPORTS = (
    "年度报告 (*.html *.htm *.shtml *.xhtml *.jsp *.asp *.aspx *.mht *.mhtml *.docx *.doc *.wps *.rtf *.odt *.pdf "
    "*.xlsx *.xls *.et *.ods *.txt *.md *.json);;所有文件 (*)"
)
"""Published reports are recognised by content; the suffixes only help to find them among other files."""
LEDGERS_IN = (
    "台账 (*.xlsx *.xls *.et *.csv *.ods *.docx *.doc *.wps *.odt *.rtf *.html *.htm *.mht *.txt);;所有文件 (*)"
)
PDF = "PDF 文件 (*.pdf)"

Chosen: TypeAlias = Callable[[Path], object]


class FileDialog(QFileDialog):
    """The system's dialog for files and folders, deleted after the answer, as a window would keep it as a child."""

    def __init__(self, parent: QWidget, title: str, folder: str = "", names: str = "") -> None:
        super().__init__(parent, title, folder, names)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def documents() -> str:
    """Return the user's documents folder."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return known if Path(known).is_dir() else str(Path.home())


def folder_words(folder: Path) -> str:
    """Return a folder in words: 「“文档”文件夹」, 「个人文件夹」, else its name."""
    if folder == Path.home():
        return "个人文件夹"
    named = "文档" if str(folder) == documents() else folder.name or str(folder)
    return f"“{named}”文件夹"


def lies_at(path: Path) -> str:
    """Return the place of a written file in words: 「“文档”文件夹里的“交接包-2025-01-06”」."""
    return f"{folder_words(path.parent)}里的“{path.stem}”"


def shown_name(name: str) -> str:
    """Return a file's name for titles and folders others see, with personal numbers masked."""
    return safe_name(masked_prose(name))


def ask_file(parent: QWidget, chosen: Chosen) -> QFileDialog:
    """Ask which file to open."""
    return ask_existing(parent, "打开数据文件", FILES, chosen)


def ask_backup_path(parent: QWidget, file: Path, today: date, chosen: Chosen) -> QFileDialog:
    """Ask where to save a copy of the open file."""
    return ask_target(parent, "备份到", f"{file.stem}-备份-{today.isoformat()}{file.suffix}", chosen, FILES)


def ask_spared_path(parent: QWidget, title: str, beside: Path, what: str, chosen: Chosen) -> QFileDialog:
    """Ask where to save a file that must be new, by default ``beside`` another and named after it and ``what`` it is.

    The dialog does not ask whether to overwrite, as that is always refused.
    """
    dialog = _for_saving(parent, title, f"{beside.stem}-{what}{beside.suffix}", FILES, str(beside.parent))
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return _opened(dialog, chosen)


def ask_target(
    parent: QWidget, title: str, name: str, chosen: Chosen, names: str = PDF, *, folder: str = ""
) -> QFileDialog:
    """Ask where to write a file; a name typed without a suffix gets that of the proposed ``name``."""
    return _opened(_for_saving(parent, title, name, names, folder or documents()), chosen)


def ask_existing(parent: QWidget, title: str, names: str, chosen: Chosen, folder: str = "") -> QFileDialog:
    """Ask for an existing file."""
    dialog = FileDialog(parent, title, folder or documents(), names)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def ask_folder(parent: QWidget, title: str, chosen: Chosen, folder: str = "") -> QFileDialog:
    """Ask for a folder to write into."""
    dialog = FileDialog(parent, title, folder or documents())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, chosen)


def _for_saving(parent: QWidget, title: str, name: str, names: str, folder: str) -> FileDialog:
    dialog = FileDialog(parent, title, folder, names)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(shown_name(name))
    return dialog


def _opened(dialog: FileDialog, chosen: Chosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
