"""从备份恢复: choosing a backup, its content and gaps, and restoring it into a new file, never over a live one."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.errors import CancelledError, DisclosureError
from disclosure.numerals import WEEKDAYS
from gui.base.job import Work, run_for_dialog
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.file_dialogs import FILES, ask_existing, ask_spared_path
from gui.kit.row_table import list_of_lines
from storage.registers import Registers
from tasks.safety.backup import Backup, Holdings, proven, restore
from tasks.safety.restore_plan import held_words, missing_words

_SIZE = (720, 520)

_WHAT_COMES = "备份恢复成一个新文件，随后打开的就是它；原来的文件不会被改动，要用时从“文件—打开…”再打开。"


class RestoreDialog(QDialog):
    """Choose a backup, see it proven, restore it into a new file. ``restored`` carries the path of the new file.

    ``registers`` is the open file to compare the backup with, or None without one (it may be damaged); backups in the
    ``second`` place say so, as each has a twin in the first.
    """

    restored = Signal(object)

    def __init__(
        self,
        backups: list[Backup],
        beside: Path,
        registers: Registers | None = None,
        parent: QWidget | None = None,
        *,
        second: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("从备份恢复")
        self._beside, self._registers = beside, registers
        self._chosen: Path | None = None
        self.list = list_of_lines("备份，新的在前")
        self.held = words("选择一份备份；选中后会先试着恢复它并逐项核对。", "secondary", wrap=True)
        self.missing_title = words("", "cardTitle")
        self.missing = list_of_lines("备份之后的操作")
        self.restore_button = button("恢复到新文件…", self._ask_where, "primary")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(words(_WHAT_COMES, "secondary", wrap=True))
        stack.addWidget(self.list, 1)
        stack.addWidget(self.held)
        stack.addWidget(self.missing_title)
        stack.addWidget(self.missing, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("其他备份文件…", self._ask_other))
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.restore_button)
        stack.addLayout(foot)
        self.resize(*_SIZE)
        for backup in backups:
            place = "　在第二备份位置" if backup.path.parent == second else ""
            day = WEEKDAYS[backup.made_at.weekday()]
            self._add(backup.path, f"{backup.made_at:%Y-%m-%d %H:%M}　星期{day}{place}")
        self.list.currentItemChanged.connect(self._chose)
        self._wait_for_choice()

    def choose(self, path: Path) -> None:
        """Prove one backup and show its content."""
        self._chosen = None
        self._wait_for_choice()
        self.held.say("正在试着恢复并核对…", name="secondary")
        held = self._registers.protection.held if self._registers is not None else None
        self._run("核对备份", lambda progress: proven(path, progress, held), partial(self._proven, path))

    def restore_to(self, target: Path) -> None:
        """Restore the selected backup into a new file."""
        backup = self._chosen
        assert backup is not None, "the button is shut until a backup is proven"
        self._run("恢复", lambda progress: restore(backup, target, progress), lambda _held: self._restored(target))

    def _run(self, title: str, work: Work, done: Any) -> None:
        run_for_dialog(self, title, work, done, self._tell_failure)

    def _proven(self, path: Path, held: Holdings) -> None:
        self._chosen = path
        told, missing = (
            f"核对无误：{held_words(held)}",
            [] if self._registers is None else missing_words(held, self._registers),
        )
        self.missing.clear()
        self.missing.addItems(missing)
        for widget in (self.missing, self.missing_title):
            widget.setVisible(bool(missing))
        self.missing_title.setText("恢复出的文件里将没有备份之后的这些操作：")
        is_same = self._registers is not None and not missing
        self.held.say(f"{told}\n与现在打开的文件相同，没有缺少任何操作。" if is_same else told, Sign.DONE)
        self.restore_button.setEnabled(True)
        self.restore_button.setToolTip("")

    def _restored(self, target: Path) -> None:
        self.restored.emit(target)
        self.accept()

    def _tell_failure(self, failure: DisclosureError) -> None:
        self.held.say(str(failure), Sign.REFUSED if isinstance(failure, CancelledError) else Sign.WRONG)

    def _wait_for_choice(self) -> None:
        self.held.say("", name="secondary")
        self.restore_button.setEnabled(False)
        self.restore_button.setToolTip("先选择一份备份，核对无误后才能恢复")
        self.missing.hide()
        self.missing_title.hide()

    def _chose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.choose(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _add(self, path: Path, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, str(path))
        item.setToolTip(str(path))
        self.list.addItem(item)
        return item

    def _ask_other(self) -> None:
        def add(path: Path) -> None:
            self.list.setCurrentItem(self._add(path, str(path)))

        ask_existing(self, "选择备份文件", FILES, add, str(self._beside.parent))

    def _ask_where(self) -> None:
        ask_spared_path(self, "恢复到新文件", self._beside, "恢复", self.restore_to)
