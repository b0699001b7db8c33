"""Import, export and printing on a register page: 导入, 导出, 打印台账."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.ledgers.inspection import FORMS
from disclosure.records import Request
from disclosure.wording import listed
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import words
from gui.kit.file_dialogs import ask_target
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.kit.printing import print_pdf
from gui.registers.views import RegisterView
from storage.query import Query
from tasks.cases.duties import take_usual_duties
from tasks.ledgers.exporting import export_ledger, has_personal_columns, personal_words, write_blank
from tasks.ledgers.inspection_ledger import export_statutory_ledger, printed_ledger

_LEDGERS_OUT = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"
_WIDE = 500
_STATUTORY_OUT = "PDF 文件 (*.pdf);;Word 文档 (*.docx);;Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"


@dataclass(frozen=True)
class Shown:
    """What a page shows now: the register with its view, the query, what it leaves to see in words, and how many."""

    session: Session
    view: RegisterView
    query: Query
    part: str
    count: str
    window: QWidget
    preferences: Preferences


def ask_blank(shown: Shown) -> QFileDialog:
    """Ask where to save a blank ledger of the register."""
    view = shown.view.record_type

    def write(path: Path) -> None:
        told = f"已写出空白登记表“{path.stem}”，填好后按 Ctrl+I 导入"
        shown.session.run(
            "空白登记表",
            lambda _progress: write_blank(view.register, path),
            lambda _done: shown.session.told.emit(told),
            shown.window,
        )

    return ask_target(shown.window, "空白登记表", f"{view.title}空白登记表.xlsx", write, "Excel 工作簿 (*.xlsx)")


def take_usual(session: Session) -> None:
    """Register the duties offices usually have, except existing ones, and say what to do with them."""
    try:
        count = take_usual_duties(session.registers, session.today)
    except DisclosureError as failure:
        session.refused(failure, partial(take_usual, session))
        return
    told = f"带入 {count} 项，从本期开始；不适用的删去，周期照本级要求改，按 Ctrl+Z 全部撤销。"
    session.told.emit(told if count else "常见的事项都已经登记。")


class ExportDialog(GatedForm):
    """Export the records found now, with personal data hidden unless one tick says otherwise, which is recorded."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(f"导出{shown.view.record_type.title}台账", shown.window)
        self._shown = shown
        self.unmasked = QCheckBox("写出完整的个人信息，并记入查阅记录")
        self.unmasked.setEnabled(not shown.session.is_read_only)
        self.statutory = QCheckBox("写成检查用的台账，可以打印签字，不能再导入")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        beside = "办理步骤、附件和文书" if shown.view.record_type is Request else "附件"
        told = f"导出当前列表中的 {shown.count}，包括全部栏目，可以再导入；{beside}不在其中，整份搬走用备份。"
        stack.addWidget(words(told, wrap=True))
        stack.addWidget(self.statutory)
        headings = FORMS[shown.view.record_type.register].headings
        stack.addWidget(words(listed(headings), "secondary", wrap=True))
        told = personal_words(shown.session.registers, shown.view.record_type.register, shown.query)
        if has_personal_columns(shown.view.record_type):
            stack.addWidget(words(f"{told}姓名、证件号码、电话、地址只写首尾，其余用 * 代替。", wrap=True))
            stack.addWidget(self.unmasked)
        else:
            self.unmasked.setParent(None)
            self.unmasked.setChecked(True)
            stack.addWidget(words(f"{told}号码会照原样写出，先核对。" if told else "", wrap=True, sign=Sign.DOUBT))
        stack.addStretch(1)
        self.save_button.setText("选择位置…  Ctrl+S")
        self.submitted.connect(self._choose)
        self.be_as_high_as_it_tells(_WIDE)
        self.save_button.setFocus()

    def _choose(self) -> None:
        record_type = self._shown.view.record_type
        is_statutory = self.statutory.isChecked()
        kinds = _STATUTORY_OUT if is_statutory else _LEDGERS_OUT
        suffix, what = ("pdf", "检查台账") if is_statutory else ("xlsx", "台账")
        name = f"{record_type.title}{what}-{self._shown.session.today.isoformat()}.{suffix}"
        export = partial(
            export_statutory if is_statutory else export_file, self._shown, mask=not self.unmasked.isChecked()
        )
        self.accept()
        ask_target(self._shown.window, self.windowTitle(), name, export, kinds)


def open_export(shown: Shown) -> ExportDialog:
    """Ask what to export and where to save it."""
    dialog = ExportDialog(shown)
    dialog.open()
    return dialog


def export_file(shown: Shown, path: Path, *, mask: bool) -> None:
    """Write the records shown as a ledger."""
    registers, register, query = shown.session.registers, shown.view.record_type.register, shown.query
    shown.session.run(
        "导出台账",
        lambda progress: export_ledger(registers, register, path, query=query, mask=mask, progress=progress),
        lambda count: shown.session.told.emit(f"已导出 {count} 条到“{path.stem}”"),
        shown.window,
    )


def export_statutory(shown: Shown, path: Path, *, mask: bool) -> None:
    """Write the records shown as 台账 for an inspector."""
    session, query, view = shown.session, shown.query, shown.view

    def told(done: tuple[int, str]) -> None:
        count, framed = done
        hidden = f"，姓名和号码{'已遮盖' if mask else '完整'}" if has_personal_columns(view.record_type) else ""
        session.told.emit(f"已写好 {count} {view.unit}的台账“{path.stem}”{hidden}")
        if framed:
            show_note("导出台账", framed, shown.window)

    session.run(
        "导出台账",
        lambda progress: export_statutory_ledger(
            session.registers,
            view.record_type.register,
            path,
            session.today,
            query=query,
            part=shown.part,
            mask=mask,
            progress=progress,
        ),
        told,
        shown.window,
    )


def print_ledger(shown: Shown) -> None:
    """Show the records found now as an inspector's 台账, to print and sign, with names and numbers hidden."""
    session, register, query = shown.session, shown.view.record_type.register, shown.query
    print_pdf(
        session,
        f"打印{shown.view.record_type.title}台账",
        lambda: printed_ledger(session.registers, register, session.today, query, shown.part),
        shown.window,
    )
