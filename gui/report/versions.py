"""版本: the issued versions of a year's report, their files, what has changed since, and proof of publication."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.file_names import plain_name
from disclosure.masking import masked_prose
from disclosure.progress import Progress
from disclosure.records import IssuedReport
from disclosure.report.publication import Publication
from gui.base.session import Session
from gui.kit.cards import button, words
from gui.kit.file_dialogs import REPORTS, ask_existing, ask_folder, folder_words
from gui.kit.row_table import dress_rows
from gui.kit.words_dialog import WordsDialog
from importers.told_of import outside_bytes
from tasks.report.issuing import changed_since, regeneration_faults, write_papers
from tasks.report.portal import keep_page, read_page, read_pasted
from tasks.report.versions import versions_of

_HEADINGS = ("版次", "签发日期", "状态", "更正原因")
_SIZE = (820, 560)


class VersionsDialog(QDialog):
    """Lists the versions, and below them the details of the selected one."""

    retype_wanted = Signal()

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{year} 年度报告 · 版本")
        self._session, self._year = session, year
        self.versions: Sequence[IssuedReport] = ()
        self.table = QTableWidget(0, len(_HEADINGS))
        self.told = QPlainTextEdit()
        self.told.setTabChangesFocus(True)
        self.told.setReadOnly(True)
        self.told.setAccessibleName("所选版本的文件和核对结果")
        self.buttons = {
            text: button(text, action)
            for text, action in (
                ("另存全部文件…", self.save_files),
                ("与现在比较", self.compare),
                ("重新生成核对", self.regenerate),
                ("核对已发布的网页…", self.ask_page),
                ("粘贴网页文字…", self.ask_text),
                ("填报对照…", self.retype),
            )
        }
        self._arrange()
        self.fill()
        self.table.itemSelectionChanged.connect(self._show)
        self.resize(*_SIZE)

    def fill(self) -> None:
        """List the versions, the latest selected."""
        self.versions = versions_of(self._session.registers, self._year)
        self.table.setRowCount(len(self.versions))
        for row, one in enumerate(self.versions):
            day, why = one.issued_on.isoformat(), masked_prose(one.reason)
            texts = (f"第 {one.version} 版", day, one.state.label, why)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(f"纸上印的版本号：{one.version_code}")
                self.table.setItem(row, column, item)
        for made in self.buttons.values():
            made.setEnabled(bool(self.versions))
        if self.versions:
            self.table.selectRow(len(self.versions) - 1)
        self._show()

    def chosen(self) -> IssuedReport:
        """Return the selected version."""
        return self.versions[max(0, self.table.currentRow())]

    def _show(self) -> None:
        if not self.versions:
            self.told.setPlainText("还没有签发过。")
            return
        one = self.chosen()
        papers = [line.partition("  ")[2] for line in one.files.splitlines()]
        kept = self._session.registers.attachments(one.register, one.id)
        proofs = [item.name for item in kept if item.name not in papers]
        proven = ["", "发布核对", *map(plain_name, proofs)] if proofs else []
        told = (plain_name(name.replace(f"（{one.version_code}）", "")) for name in papers)
        lines = ["签发时的文件", *told, *proven]
        self.told.setPlainText("\n".join(lines))

    # --- actions ---

    def compare(self) -> None:
        """Show which cells and sentences would be different today."""
        changed = changed_since(self._session.registers, self.chosen())
        says = f"与现在的数据和文字相比有 {changed.counts}不同：" if changed else "与现在的数据和文字完全相同。"
        self.told.setPlainText("\n".join([says, *changed.lines]))

    def regenerate(self) -> None:
        """Make all files again and compare them byte by byte."""
        one = self.chosen()
        self._run(
            "重新生成核对",
            lambda _progress: regeneration_faults(one),
            lambda faults: self.told.setPlainText(
                "\n".join(["以下文件与签发时不同（签发时的文件仍原样保存）：", *faults])
                if faults
                else f"保存的 {len(one.files.splitlines())} 种文件重新生成后与签发时逐字节相同。"
            ),
        )

    def save_files(self) -> None:
        """Ask for a folder and write the files of the version there, as issued."""
        ask_folder(self, "保存到文件夹", self.write_files)

    def write_files(self, folder: Path) -> None:
        """Write the files of the selected version into a folder."""
        registers, one = self._session.registers, self.chosen()
        self._run(
            "另存文件",
            lambda _progress: write_papers(registers, one, folder),
            lambda paths: self.told.setPlainText(
                "\n".join([f"已保存到{folder_words(folder)}：", *(plain_name(path.name) for path in paths)])
            ),
        )

    def ask_page(self) -> None:
        """Ask for the portal's page, saved from the browser."""
        ask_existing(self, "已发布的网页（浏览器中“另存为”）", REPORTS, self.check_page)

    def check_page(self, path: Path) -> None:
        """Compare a saved page with the latest version and keep it as proof."""
        registers, year = self._session.registers, self._year
        self._compare(path.name, lambda progress: (outside_bytes(path), read_page(registers, year, path, progress)))

    def ask_text(self) -> None:
        """Ask for the page's text, copied from the browser, for a portal whose pages cannot be saved."""
        told = "在浏览器中打开已发布的年报，按 Ctrl+A 全选、Ctrl+C 复制，再粘贴到这里。"
        dialog = WordsDialog("核对粘贴的网页文字", (told,), "网页文字", self.check_text, verb="核对", parent=self)
        dialog.open()

    def check_text(self, text: str) -> None:
        """Compare pasted text with the latest version and keep it as proof."""
        registers, year = self._session.registers, self._year
        self._compare(
            f"粘贴的网页文字-{self._session.today.isoformat()}.txt",
            lambda _progress: (text.encode(), read_pasted(registers, year, text)),
        )

    def _compare(self, name: str, read: Callable[[Progress], tuple[bytes, Publication]]) -> None:
        """Compare what was published with the latest version, and keep it with the result."""
        registers, year = self._session.registers, self._year

        def work(progress: Progress) -> Publication:
            content, found = read(progress)
            if not registers.is_read_only:
                keep_page(registers, year, name, content, found)
            return found

        self._run(
            "核对网页",
            work,
            lambda found: self.told.setPlainText(
                _compared(found, self.versions[-1].version, is_kept=not registers.is_read_only)
            ),
        )

    def retype(self) -> None:
        """Close, and go on to copying the figures into the superior's form."""
        self.accept()
        self.retype_wanted.emit()

    def _run(self, title: str, work: Callable[[Any], Any], done: Callable[[Any], object]) -> None:
        self._session.run(title, work, done, self)

    # --- layout ---

    def _arrange(self) -> None:
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        dress_rows(self.table, "版本", len(_HEADINGS) - 1)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(words("签发过的版本固定不变；更正形成新的版本。", "secondary"))
        stack.addWidget(self.table, 1)
        stack.addWidget(self.told, 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for made in self.buttons.values():
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        stack.addLayout(foot)


def _compared(found: Publication, version: int, *, is_kept: bool) -> str:
    """Return the result of comparing a page with the latest version, and whether the page was kept.

    A read-only file keeps nothing.
    """
    if found.agrees:
        kept = "已存为发布证明" if is_kept else "此文件只能读取，没有存为发布证明"
        return f"签发的数字和文字都在网页上，与签发的第 {version} 版一致，{kept}；网页上报告前后的内容没有核对。"
    kept = "已存为发布核对记录" if is_kept else "此文件只能读取，没有存为发布核对记录"
    return "\n".join([f"网页与签发的第 {version} 版不一致（{kept}）：", *found.lines])
