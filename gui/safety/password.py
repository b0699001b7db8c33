"""口令与加密: set, change or remove the password of the open file; the recovery key is shown once and must be kept."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from disclosure.errors import CancelledError, DisclosureError, WrongPasswordError
from gui.base.appearance import mark
from gui.base.job import Work
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.file_dialogs import ask_target, lies_at
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.kit.printing import has_printer, print_button, print_pdf
from tasks.safety.password import PasswordSet, Places, Strength, remove_password, set_password, strength
from tasks.safety.recovery_sheet import recovery_page, write_recovery_sheet
from tasks.updates.looking import sticks

_WHAT = (
    "设置口令后，证件号码、电话、地址、邮编、邮箱和身份证明附件逐项加密保存，备份和没写完的表单一同加密；"
    "姓名、办理情况和统计数不加密，年度报告不受影响。\n"
    "已有的备份会改用新口令；U 盘或别处自己复制的文件不会改变，自行删除或保管。\n"
    "口令忘记时只能用恢复密钥打开；两样都丢失，加密的内容谁也找不回来。"
)
_NO_PRINTER = "这台计算机没有装打印机，“打印”只会在它的硬盘上写一个文件：存到 U 盘，到有打印机的计算机上打印。"
_MARGINS = (20, 16, 20, 12)


class PasswordDialog(GatedForm):
    """The new password twice, its strength in words; an existing one must be entered to change or remove it."""

    def __init__(self, session: Session, places: Places, parent: QWidget | None = None) -> None:
        self._is_sealed = session.registers.protection.is_sealed
        super().__init__("更改或去掉口令" if self._is_sealed else "设置口令", parent)
        self._session, self._places = session, places
        self.present, self.password, self.repeat = (
            secret_line(name) for name in ("现在的口令（或者恢复密钥）", "新口令", "再输一遍新口令")
        )
        self.strength = words("", "secondary")
        self.remove_button = button("去掉口令", self.remove)  # beside 取消
        self.remove_button.setVisible(self._is_sealed)
        self.foot.insertWidget(1, self.remove_button)
        self.save_button.setText("更改口令  Ctrl+S" if self._is_sealed else "设置口令  Ctrl+S")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(*_MARGINS)
        stack.setSpacing(6)
        stack.addWidget(words(_WHAT, "secondary", wrap=True))
        for line in (self.present, self.password, self.repeat):
            label = QLabel(f"{line.accessibleName()} *")
            label.setBuddy(line)
            for widget in (label, line):
                widget.setVisible(line is not self.present or self._is_sealed)
                stack.addWidget(widget)
        stack.addWidget(self.strength)
        stack.addStretch(1)
        for line in (self.present, self.password, self.repeat):
            line.textChanged.connect(self.refresh_gate)
        self.submitted.connect(self.set)
        self.resize(560, 420)
        self.refresh_gate()

    def refresh_gate(self) -> None:
        level = strength(self.password.text())
        self.strength.setText(f"强度：{level.words}" if level else "")
        self.remove_button.setEnabled(bool(self.present.text()))
        if self._is_sealed and not self.present.text():
            self.complain("先输入现在的口令")
        elif level is Strength.NONE:
            self.complain("输入新口令")
        elif level is Strength.TOO_SHORT:
            self.complain(level.words)
        else:
            self.complain("" if self.password.text() == self.repeat.text() else "两遍输入的口令还不一样")

    def set(self) -> None:
        """Set the password in the background and show its recovery key."""
        secret = self.password.text()
        if self._is_known():
            self._run(lambda progress: set_password(self._session.registers, secret, self._places, progress))

    def remove(self) -> None:
        """Remove the password."""
        if self._is_known():
            self._run(lambda progress: remove_password(self._session.registers, self._places, progress))

    def _run(self, work: Work) -> None:
        self._session.run("处理口令", work, self._done, self, failed=self._tell_failure)

    def _done(self, done: PasswordSet) -> None:
        parent = self.parentWidget()
        self.accept()
        if done.recovery_key:
            RecoveryKeyDialog(self._session, done, parent, is_second=self._is_sealed).open()
        else:
            show_note("口令", "\n".join(["口令已去掉，内容不再加密。", *done.sentences]), parent)

    def _tell_failure(self, failure: DisclosureError) -> None:
        self.complain("" if isinstance(failure, CancelledError) else str(failure), blocks=False)

    def _is_known(self) -> bool:
        """Whether the current password is right: somebody at the empty desk must not be able to lock out the clerk."""
        try:
            self._session.registers.protection.unlock(self.present.text())
        except WrongPasswordError as wrong:
            self.complain(str(wrong), blocks=False)
            self.present.selectAll()
            self.present.setFocus()
            return False
        return True


class RecoveryKeyDialog(GatedForm):
    """The recovery key, shown only once: the dialog closes when its last group has been typed."""

    def __init__(
        self, session: Session, done: PasswordSet, parent: QWidget | None = None, *, is_second: bool = False
    ) -> None:
        super().__init__("恢复密钥", parent)
        self._session, self._key = session, done.recovery_key
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        groups = self._key.split("-")
        lines = ["-".join(groups[first : first + 3]) for first in range(0, len(groups), 3)]
        self.key = words("\n".join(lines))
        self.key.setAccessibleName("恢复密钥")
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setStyleSheet("font-size: 15pt")
        self.last = QLineEdit()
        self.last.setAccessibleName("恢复密钥的最后一组")
        self.last.textChanged.connect(self.refresh_gate)
        self.print_button = print_button(self.print)
        self.pdf_button = button("存到 U 盘…", self.choose, "link")
        self.save_button.setText("已经保存好  Ctrl+S")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(*_MARGINS)
        stack.setSpacing(8)
        told = "口令已经生效。忘记口令时，只有下面的恢复密钥能打开加密的内容；它只显示这一次。"
        told += "以前的恢复密钥从现在起作废，那张纸可以销毁。" if is_second else ""
        stack.addWidget(words(told, wrap=True))
        stack.addWidget(self.key)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        ways.addWidget(self.print_button)
        ways.addWidget(self.pdf_button)
        ways.addStretch(1)
        stack.addLayout(ways)
        told = "打印或者抄在纸上，交给指定的另一个人保管，不要存在这台计算机上。"
        stack.addWidget(words(told, "secondary", wrap=True))
        if not has_printer():
            mark(self.pdf_button, "")
            stack.addWidget(words(_NO_PRINTER, wrap=True, sign=Sign.DOUBT))
        if done.sentences:
            stack.addWidget(words("\n".join(done.sentences), "attention" if done.left else "secondary", wrap=True))
        stack.addWidget(words("照纸上的输入最后一组，确认已经保存 *"))
        stack.addWidget(self.last)
        stack.addStretch(1)
        self.submitted.connect(self.accept)
        self.resize(560, 420)
        self.refresh_gate()
        self.last.setFocus()

    def refresh_gate(self) -> None:
        if not self.last.text().strip():
            self.complain("还没有输入最后一组")
        else:
            self.complain("" if self._is_kept() else "与恢复密钥的最后一组不一样")

    def complain(self, text: str, *, blocks: bool = True) -> None:
        super().complain(text, blocks=blocks)
        self.cancel_button.hide()  # the password is already in force: there is nothing to cancel

    def reject(self) -> None:
        """Stay open, as the key cannot be shown again."""
        if self._is_kept():
            super().accept()
        else:
            self.complain("先保存恢复密钥，再输入它的最后一组")

    def print(self) -> None:
        """Show the sheet as printed, without writing it to disk."""
        session, key, today = self._session, self._key, self._session.today
        print_pdf(session, "恢复密钥", lambda: (recovery_page(session.registers, key, today), ""), self)

    def choose(self) -> QFileDialog:
        """Ask where to save the sheet."""
        name = f"{self._session.registers.path.stem}-恢复密钥.pdf"
        return ask_target(self, "恢复密钥", name, self.write, folder=str(next(iter(sticks(to_write=True)), "")))

    def write(self, path: Path) -> None:
        """Write the sheet to print."""
        try:
            write_recovery_sheet(self._session.registers, self._key, path, self._session.today)
        except DisclosureError as failure:
            self.gate.say(str(failure), Sign.WRONG)
            return
        if any(stick in path.parents for stick in sticks()):
            self.gate.say(f"已存成{lies_at(path)}；打印后删除这个文件。", Sign.DONE)
        else:
            self.gate.say(f"已存成{lies_at(path)}，可能就在这台计算机上：打印后删除，或者改存到 U 盘。", Sign.DOUBT)

    def _is_kept(self) -> bool:
        return self.last.text().strip().upper() == self._key.split("-")[-1]


def secret_line(name: str) -> QLineEdit:
    """Return a password field: masked, and without predictions of an input method."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
