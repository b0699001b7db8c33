"""What leaves and enters a register page as files or on paper: 导入, 导出, 打印台账."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from disclosure.columns import columns_by_name
from disclosure.masking import shown_text
from disclosure.records import Record
from gui.base.job import Progress
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.file_dialogs import FileDialog, documents
from gui.kit.gated_form import GatedForm
from gui.kit.messages import show_note
from gui.registers.views import RegisterView
from gui.safety.backups import backed_up_first
from storage.query import Query

_LEDGERS_IN = "台账 (*.xlsx *.csv)"
_LEDGERS_OUT = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"
_REFUSALS_SHOWN = 8
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


def open_import(shown: Shown) -> QFileDialog:
    """Ask for a ledger and import it as one step that can be undone whole."""
    dialog = FileDialog(shown.window, f"导入{shown.view.record_type.title}台账", documents(), _LEDGERS_IN)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: import_file(shown, Path(name)))
    dialog.open()
    return dialog


def import_file(shown: Shown, path: Path) -> None:
    """Import one ledger behind a progress dialog and tell what became of its rows."""
    from tasks.ledgers.importing import import_ledger  # noqa: PLC0415 - opening the window does not need it

    registers, register = shown.session.registers, shown.view.record_type.register

    def work(progress: Progress) -> tuple[Any, str]:
        from tasks.report.effects import apart_from_issued, moved_since  # noqa: PLC0415

        before = apart_from_issued(registers)
        result = import_ledger(registers, path, register, None, progress)
        return result, moved_since(before, apart_from_issued(registers))

    def told(found: tuple[Any, str]) -> None:
        result, moved = found
        refused = [f"第 {row.number} 行：{'；'.join(row.reasons)}" for row in result.refused[:_REFUSALS_SHOWN]]
        lines = [result.summary, *refused]
        if moved:
            lines.append(moved)
        if result.accepted:
            lines.append("如果导入有误，按 Ctrl+Z 可以一次全部撤销。")
        show_note("导入台账", "\n\n".join(lines), shown.window)

    def go_on() -> None:
        shown.session.run("导入台账", work, told, shown.window)

    backed_up_first(shown.session, "IMPORT", go_on, shown.window)


class ExportDialog(GatedForm):
    """What to export: the records found now, personal data hidden unless one tick asks otherwise, which is noted."""

    def __init__(self, shown: Shown) -> None:
        from tasks.ledgers.exporting import has_personal_columns, personal_words  # noqa: PLC0415

        super().__init__(f"导出{shown.view.record_type.title}台账", shown.window)
        self._shown = shown
        self.unmasked = QCheckBox("写出完整的个人信息，并记入查阅记录")
        self.unmasked.setEnabled(not shown.session.is_read_only)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        stack.addWidget(words(f"导出当前列表中的 {shown.count}，包括全部栏目。", wrap=True))
        told = personal_words(shown.session.registers, shown.view.record_type.register, shown.query)
        if has_personal_columns(shown.view.record_type):
            stack.addWidget(words(f"{told}姓名、证件号码、电话、地址只写首尾，其余用 * 代替。", wrap=True))
            stack.addWidget(self.unmasked)
        else:
            self.unmasked.setParent(None)
            self.unmasked.setChecked(True)
            stack.addWidget(words(f"△ {told}这些号码会照原样写出，请先核对。" if told else "", "attention", wrap=True))
        stack.addStretch(1)
        self.save_button.setText("选择位置…  Ctrl+S")
        self.submitted.connect(self._choose)
        self.resize(500, 220)
        self.save_button.setFocus()

    def _choose(self) -> None:
        record_type = self._shown.view.record_type
        dialog = FileDialog(self._shown.window, self.windowTitle(), documents(), _LEDGERS_OUT)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{record_type.title}台账-{self._shown.session.today.isoformat()}.xlsx")
        shown, mask = self._shown, not self.unmasked.isChecked()
        dialog.fileSelected.connect(lambda name: export_file(shown, Path(name), mask=mask))
        self.accept()
        dialog.open()


def open_export(shown: Shown) -> ExportDialog:
    """Ask what to export and where to."""
    dialog = ExportDialog(shown)
    dialog.open()
    return dialog


def export_file(shown: Shown, path: Path, *, mask: bool) -> None:
    """Write what the page shows as a ledger."""
    from tasks.ledgers.exporting import export_ledger  # noqa: PLC0415 - opening the window does not need it

    registers, register, query = shown.session.registers, shown.view.record_type.register, shown.query
    shown.session.run(
        "导出台账",
        lambda progress: export_ledger(registers, register, path, query=query, mask=mask, progress=progress),
        lambda count: shown.session.told.emit(f"已导出 {count} 条到 {path.name}"),
        shown.window,
    )


def print_ledger(shown: Shown) -> Any:
    """Show the records found now, in the columns shown, as they will print."""
    from PySide6.QtGui import QPageLayout, QTextDocument  # noqa: PLC0415
    from PySide6.QtPrintSupport import QPrintPreviewDialog  # noqa: PLC0415

    preview = QPrintPreviewDialog(shown.window)  # with a printer of its own: one made here would be gone at once
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.setWindowTitle(f"打印{shown.view.record_type.title}台账")
    preview.printer().setResolution(_PRINTED_DOTS)
    preview.printer().setPageOrientation(QPageLayout.Orientation.Landscape)
    document = QTextDocument(preview)
    document.setHtml(ledger_html(shown))
    preview.paintRequested.connect(document.print_)
    preview.open()
    return preview


def _fingerprint(session: "Session") -> str:
    """Return the line of this month's journal, so that a printed ledger can be held against the file later."""
    marks = session.registers.journal_marks()
    return marks[-1].line if marks else ""


def ledger_html(shown: Shown) -> str:
    """Return the printed ledger: title, the columns shown, a line per record, and who signs."""
    view, session = shown.view, shown.session
    records = session.registers.page(view.record_type, shown.ids[:_MOST_PRINTED])
    declared = [column for name in shown.names if (column := columns_by_name(view.record_type).get(name))]
    head = "".join(f"<th>{escape(column.label)}</th>" for column in declared)
    body = "".join(_printed_row(record, [column.name for column in declared]) for record in records)
    office = session.registers.profile().name
    return (
        f"<h2 align='center'>{escape(office)}{escape(view.record_type.title)}台账</h2>"
        f"<p align='right'>共 {len(records)} {view.unit} · {session.today.isoformat()}</p>"
        f"<table border='1' cellspacing='0' cellpadding='4' width='100%'><thead><tr>{head}</tr></thead>{body}</table>"
        "<p>填表人：　　　　　　　　审核人：　　　　　　　　</p>"
        f"<p align='right'><small>{escape(_fingerprint(session))}</small></p>"
    )


def _printed_row(record: Record, names: list[str]) -> str:
    declared = columns_by_name(type(record))
    cells = "".join(f"<td>{escape(shown_text(declared[name], getattr(record, name)))}</td>" for name in names)
    return f"<tr>{cells}</tr>"
