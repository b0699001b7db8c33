"""What leaves and enters a register page as files or on paper: 导入, 导出, 打印台账."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from disclosure.column_kinds import columns_by_name
from disclosure.masking import shown_text
from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import words
from gui.kit.file_dialogs import ask_target
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.kit.printing import preview_window, print_pdf
from gui.registers.views import RegisterView
from storage.query import Query
from tasks.ledgers.exporting import export_ledger, has_personal_columns, personal_words, write_blank
from tasks.ledgers.inspection_ledger import export_statutory_ledger, printed_ledger

_LEDGERS_OUT = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"
_STATUTORY_OUT = "PDF 文件 (*.pdf);;Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"
_MOST_PRINTED, _PRINTED_DOTS = 5_000, 600


@dataclass(frozen=True)
class Shown:
    """What a page shows now: the register as it is viewed, what is looked for, the records found and the columns."""

    session: Session
    view: RegisterView
    query: Query
    ids: Sequence[int]
    names: Sequence[str]
    count: str
    window: QWidget
    preferences: Preferences


def ask_blank(shown: Shown) -> QFileDialog:
    """Ask where a blank ledger of the register is to be written."""
    view = shown.view.record_type

    def write(path: Path) -> None:
        told = f"已写出空白登记表 {path.name}，填好后按 Ctrl+I 导入"
        shown.session.run(
            "空白登记表",
            lambda _progress: write_blank(view.register, path),
            lambda _done: shown.session.told.emit(told),
            shown.window,
        )

    return ask_target(shown.window, "空白登记表", f"{view.title}空白登记表.xlsx", write, "Excel 工作簿 (*.xlsx)")


class ExportDialog(GatedForm):
    """What to export: the records found now, personal data hidden unless one tick asks otherwise, which is noted."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(f"导出{shown.view.record_type.title}台账", shown.window)
        self._shown = shown
        self.unmasked = QCheckBox("写出完整的个人信息，并记入查阅记录")
        self.unmasked.setEnabled(not shown.session.is_read_only)
        self.statutory = QCheckBox("写成办理台账，供检查，不能再导入")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        stack.addWidget(words(f"导出当前列表中的 {shown.count}，包括全部栏目。", wrap=True))
        if shown.view.record_type is Request:
            stack.addWidget(self.statutory)
            stack.addWidget(words("收件、内容、期限、办理经过、答复、用时、是否逾期、送达", "secondary", wrap=True))
        else:
            self.statutory.setParent(None)
        told = personal_words(shown.session.registers, shown.view.record_type.register, shown.query)
        if has_personal_columns(shown.view.record_type):
            stack.addWidget(words(f"{told}姓名、证件号码、电话、地址只写首尾，其余用 * 代替。", wrap=True))
            stack.addWidget(self.unmasked)
        else:
            self.unmasked.setParent(None)
            self.unmasked.setChecked(True)
            stack.addWidget(
                words(f"{told}这些号码会照原样写出，请先核对。" if told else "", wrap=True, sign=Sign.DOUBT)
            )
        stack.addStretch(1)
        self.save_button.setText("选择位置…  Ctrl+S")
        self.submitted.connect(self._choose)
        self.resize(500, 220)
        self.save_button.setFocus()

    def _choose(self) -> None:
        record_type = self._shown.view.record_type
        is_statutory = self.statutory.isChecked()
        kinds = _STATUTORY_OUT if is_statutory else _LEDGERS_OUT
        suffix, what = ("pdf", "办理台账") if is_statutory else ("xlsx", "台账")
        name = f"{record_type.title}{what}-{self._shown.session.today.isoformat()}.{suffix}"
        export = partial(
            export_statutory if is_statutory else export_file, self._shown, mask=not self.unmasked.isChecked()
        )
        self.accept()
        ask_target(self._shown.window, self.windowTitle(), name, export, kinds)


def open_export(shown: Shown) -> ExportDialog:
    """Ask what to export and where to."""
    dialog = ExportDialog(shown)
    dialog.open()
    return dialog


def export_file(shown: Shown, path: Path, *, mask: bool) -> None:
    """Write what the page shows as a ledger."""
    registers, register, query = shown.session.registers, shown.view.record_type.register, shown.query
    shown.session.run(
        "导出台账",
        lambda progress: export_ledger(registers, register, path, query=query, mask=mask, progress=progress),
        lambda count: shown.session.told.emit(f"已导出 {count} 条到 {path.name}"),
        shown.window,
    )


def export_statutory(shown: Shown, path: Path, *, mask: bool) -> None:
    """Write the requests the page shows as 台账 for an inspector."""
    session, query = shown.session, shown.query

    def told(done: tuple[int, str]) -> None:
        count, framed = done
        session.told.emit(f"已写好 {count} 件的办理台账 {path.name}，姓名和号码{'已遮盖' if mask else '完整'}")
        if framed:
            show_note("导出办理台账", framed, shown.window)

    session.run(
        "导出办理台账",
        lambda progress: export_statutory_ledger(
            session.registers, path, session.today, query=query, mask=mask, progress=progress
        ),
        told,
        shown.window,
    )


def print_ledger(shown: Shown) -> None:
    """Show the records found now as they will print: requests as the 台账 an inspector asks for, to sign, names and
    numbers hidden; others in the columns shown."""
    session, query = shown.session, shown.query
    if shown.view.record_type is Request:
        title = f"打印{shown.view.record_type.title}台账"
        print_pdf(session, title, lambda: printed_ledger(session.registers, session.today, query), shown.window)
    else:
        _preview_ledger(shown)


def _preview_ledger(shown: Shown) -> None:
    preview = preview_window(f"打印{shown.view.record_type.title}台账", shown.window)
    preview.printer().setResolution(_PRINTED_DOTS)
    preview.printer().setPageOrientation(QPageLayout.Orientation.Landscape)
    document = QTextDocument(preview)
    document.setHtml(ledger_html(shown))
    preview.paintRequested.connect(document.print_)
    preview.open()


def ledger_html(shown: Shown) -> str:
    """Return the printed ledger: title, the columns shown, a line per record, and who signs."""
    view, session = shown.view, shown.session
    records = session.registers.page(view.record_type, shown.ids[:_MOST_PRINTED])
    declared = [column for name in shown.names if (column := columns_by_name(view.record_type).get(name))]
    head = "".join(f"<th>{escape(column.label)}</th>" for column in declared)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(shown_text(column, getattr(record, column.name)))}</td>" for column in declared)
        + "</tr>"
        for record in records
    )
    marks = session.registers.journal_marks()
    mark = marks[-1].line if marks else ""  # this month's journal: a printed ledger can be held against the file later
    office = session.registers.profile().name
    return (
        f"<h2 align='center'>{escape(office)}{escape(view.record_type.title)}台账</h2>"
        f"<p align='right'>共 {len(records)} {view.unit} · {session.today.isoformat()}</p>"
        f"<table border='1' cellspacing='0' cellpadding='4' width='100%'><thead><tr>{head}</tr></thead>{body}</table>"
        "<p>填表人：　　　　　　　　审核人：　　　　　　　　</p>"
        f"<p align='right'><small>{escape(mark)}</small></p>"
    )
