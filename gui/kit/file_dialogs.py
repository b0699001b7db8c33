"""Which file: to open, to make, to back up to. Native dialogs that never block the program."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

FILES = "信息公开工作台数据 (*.sqlite);;所有文件 (*)"
SUFFIX = "sqlite"

Chosen = Callable[[Path], object]


class FileDialog(QFileDialog):
    """The dialog of the system for files and folders; answered, it goes: a window holds its children for good."""

    def __init__(self, parent: QWidget, title: str, folder: str = "", names: str = "") -> None:
        super().__init__(parent, title, folder, names)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def documents() -> str:
    """Return the folder people keep their documents in."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return known if Path(known).is_dir() else str(Path.home())


def ask_file(parent: QWidget, chosen: Chosen) -> QFileDialog:
    """Ask which file to open."""
    dialog = FileDialog(parent, "打开数据文件", documents(), FILES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def ask_new_path(parent: QWidget, chosen: Chosen) -> QFileDialog:
    """Ask where a new file is to be made."""
    dialog = FileDialog(parent, "新建数据文件", documents(), FILES)
    return _opened(_for_saving(dialog, "信息公开"), chosen)


def ask_backup_path(parent: QWidget, file: Path, today: date, chosen: Chosen) -> QFileDialog:
    """Ask where a copy of the open file is to go."""
    dialog = FileDialog(parent, "备份到", documents(), FILES)
    return _opened(_for_saving(dialog, f"{file.stem}-备份-{today.isoformat()}"), chosen)


def _for_saving(dialog: QFileDialog, name: str) -> QFileDialog:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX)
    dialog.selectFile(f"{name}.{SUFFIX}")
    return dialog


def _opened(dialog: QFileDialog, chosen: Chosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
