"""文件损坏: the recovery assistant. The damaged file is never written; its readable content is saved to a new one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.base.appearance import mark
from gui.base.job import Work, run_for_dialog
from gui.base.preferences import Preferences
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.file_dialogs import ask_spared_path
from gui.kit.row_table import list_of_lines, wrap_lines
from gui.safety.restore import RestoreDialog
from storage.rescue.salvage import Salvage
from tasks.safety.backup import Backup
from tasks.safety.salvage import known_backups, newest_good, salvage_words, salvaged
from tasks.safety.schedule import folder_for

_SIZE = (720, 480)
_WHAT_IS_SAVED = (
    "有完好的备份就先从备份恢复。抢救只得到没有损坏的部分：登记、发出的文书和附件都可能少，少了什么会列出来，"
    "看不出来的也会说明。"
)


class RecoveryDialog(QDialog):
    """Offers the newest backup that proves intact, and the readable content of the damaged file.

    ``recovered`` carries the path of the new file.
    """

    recovered = Signal(object)

    def __init__(self, file: Path, problem: str, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("文件损坏")
        self._file, self._preferences = file, preferences
        self._saved: Path | None = None
        self.good = words("正在找最近一份完好的备份…", "secondary", wrap=True)
        self.restore_button = button("从备份恢复…", self.open_restore, "primary")
        self.salvage_button = button("抢救能读出的内容…", self._ask_where)
        self.open_button = button("打开抢救出的文件", self._open_saved)
        self.report = list_of_lines("抢救结果")
        wrap_lines(self.report)
        self._arrange(problem)
        backups = self._backups()
        self._run("核对备份", lambda progress: newest_good(backups, progress), self._found)

    def salvage_to(self, target: Path) -> None:
        """Save the readable content into a new file and list what is lost."""
        self._run("抢救", lambda _progress: salvaged(self._file, target), self._salvaged)

    def open_restore(self) -> RestoreDialog:
        """Choose a backup and restore it into a new file."""
        dialog = RestoreDialog(self._backups(), self._file, None, self, second=self._preferences.second_backup_folder)
        dialog.restored.connect(self._recovered)
        dialog.open()
        return dialog

    def _backups(self) -> list[Backup]:
        own = folder_for(self._file, self._preferences.data_folder)
        return known_backups(self._file, own, self._preferences.second_backup_folder)

    def _found(self, backup: Backup | None) -> None:
        self.good.say(
            f"最近一份完好的备份：{backup.made_at:%Y-%m-%d %H:%M}（{backup.path.parent}）"
            if backup
            else "这台计算机上没有找到完好的备份；如果备份在别处（U盘、另一块磁盘），可以点“从备份恢复”选择它。",
            Sign.DONE if backup else Sign.DOUBT,
        )

    def _salvaged(self, done: Salvage) -> None:
        self._saved = done.path
        self.report.clear()
        self.report.addItems(salvage_words(done))
        self.report.show()
        self.open_button.show()
        mark(self.restore_button, "")
        mark(self.open_button, "primary")  # the file just made is opened next
        self.open_button.setFocus()

    def _open_saved(self) -> None:
        if self._saved is not None:
            self._recovered(self._saved)

    def _recovered(self, path: Path) -> None:
        self.accept()
        self.recovered.emit(path)

    def _run(self, title: str, work: Work, done: Callable[..., object]) -> None:
        run_for_dialog(self, title, work, done, self._tell_failure)

    def _tell_failure(self, failure: DisclosureError) -> None:
        self.report.clear()
        self.report.addItem(QListWidgetItem(sign_icon(Sign.WRONG), str(failure)))
        self.report.show()

    def _ask_where(self) -> None:
        ask_spared_path(self, "抢救到新文件", self._file, "抢救", self.salvage_to)

    def _arrange(self, problem: str) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(words(problem, wrap=True, sign=Sign.WRONG))
        stack.addWidget(words(f"损坏的文件原样保留，不会被改动：{self._file}", "secondary", wrap=True))
        stack.addWidget(self.good)
        stack.addWidget(words(_WHAT_IS_SAVED, "secondary", wrap=True))
        stack.addWidget(self.report, 1)
        self.report.hide()
        self.open_button.hide()
        stack.addStretch(0)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.salvage_button)
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.restore_button)
        stack.addLayout(foot)
        self.restore_button.setFocus()
        self.resize(*_SIZE)


def offer_recovery(
    file: Path, problem: str, preferences: Preferences, parent: QWidget, open_file: Callable[[Path], object]
) -> None:
    """Open the assistant for a damaged file; then the file it makes is opened."""
    dialog = RecoveryDialog(file, problem, preferences, parent)
    dialog.recovered.connect(open_file)
    dialog.open()
