"""考核自评: the scoring sheet line by line, the evidence of each loss, what can still be corrected, and notes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidgetItem,
    QPlainTextEdit,
    QTableWidgetItem,
    QWidget,
)

from disclosure.progress import Progress
from disclosure.statistics.scoring import Scorecard, ScoredLine, ScoreSheet, State
from exporters.scoring import HEADINGS, rows_of
from gui.base.session import Session
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import Card, ChoiceBox, button, words
from gui.kit.file_dialogs import ask_existing, ask_target, lies_at
from gui.kit.printing import print_pdf
from gui.kit.row_table import dress_rows, list_of_lines, wrap_lines
from gui.statistics.counted_window import PAPERS, CountedWindow
from tasks.statistics.scoring import (
    export_scorecard,
    export_sheet,
    import_sheet,
    keep_note,
    keep_sheet,
    printed_scorecard,
    scored,
    shipped_sheets,
)

_SIZE, _SIDE, _NOTE_LINES = (1120, 680), 380, 3
_STATE = HEADINGS.index("结论")
_SHEETS = "Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"
_SHEETS_IN = "考核表 (*.xlsx *.xls *.et *.ods *.csv)"
_SIGNS = {State.LOST: Sign.WRONG, State.CLEAR: Sign.DONE, State.TO_VERIFY: Sign.DOUBT, State.EARLY: Sign.UNTOUCHED}


class ScoringDialog(CountedWindow):
    """The score of one year."""

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(session, year, "考核自评", HEADINGS, parent)
        self._chosen = self._noted = ""
        self.card: Scorecard | None = None
        self.sheet_box = ChoiceBox()
        self.case, self.state = Card("依据"), words("", wrap=True)
        self.evidence, self.mending = list_of_lines("扣分的依据"), words("", "secondary", wrap=True)
        self.open_button = button("打开所选记录  Enter", self.open_record, "link")
        self.note, self.last_note = QPlainTextEdit(), words("", "secondary", wrap=True)
        self.sheet_out = button("导出考核表…", self.ask_sheet_out)
        self.sheet_in = button("导入考核表…", self.ask_sheet_in)
        self._furnish()
        self.year_box.activated.connect(self.count)
        self.sheet_box.activated.connect(self._take_sheet)
        self._later = session.timer(self, self.keep_note, Wait.LONG)
        self.note.textChanged.connect(self._later.start)
        self.table.itemSelectionChanged.connect(self._show_line)
        self.evidence.itemActivated.connect(self._go)
        self.count()
        self.resize(*_SIZE)
        self.table.setFocus()

    # --- scoring ---

    def begin(self) -> Callable[[Progress], Scorecard]:
        """Score the year, including the notes just written."""
        self.keep_note()
        self._set_ready(is_ready=False)
        self.told.say("正在核对…", name="secondary")
        registers, year, today = self._session.registers, self.year, self._session.today
        return lambda progress: scored(registers, year, today, progress)

    def show_counted(self, card: Scorecard) -> None:
        """Show the score line by line, keeping the selected line."""
        self.card = card
        self.told.say(f"{card.summary}考核表来源：{card.sheet.source}。", name="secondary")
        self.sheet_box.clear()
        offered = {card.sheet.name: card.sheet, **{sheet.name: sheet for sheet in shipped_sheets()}}
        for name, sheet in offered.items():
            self.sheet_box.addItem(name, sheet)
        self.table.setRowCount(len(card.lines))
        for row, (texts, one) in enumerate(zip(rows_of(card), card.lines, strict=True)):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == _STATE:
                    item.setIcon(sign_icon(_SIGNS[one.state]))
                self.table.setItem(row, column, item)
        self._set_ready(is_ready=True)
        codes = [one.line.code for one in card.lines]
        lost = (place for place, one in enumerate(card.lines) if one.state is State.LOST)
        row = codes.index(self._chosen) if self._chosen in codes else next(lost, 0)
        self.table.setCurrentCell(row, 0)
        self._show_line()

    def _set_ready(self, *, is_ready: bool) -> None:
        for made in (self.print_button, self.export_button, self.sheet_out):
            made.setEnabled(is_ready)
        for kept in (self.sheet_in, self.sheet_box):
            kept.setEnabled(is_ready and not self._session.is_read_only)
        self.note.setReadOnly(self._session.is_read_only)

    def line(self) -> ScoredLine | None:
        """Return the selected line."""
        row = self.table.currentRow()
        return self.card.lines[row] if self.card and 0 <= row < len(self.card.lines) else None

    def _show_line(self) -> None:
        self.keep_note()
        one = self.line()
        self.case.setVisible(one is not None)
        if one is None:
            return
        self._chosen = one.line.code
        self.case.title.setText(one.line.text)
        self.state.say(one.state.value, _SIGNS[one.state])
        self.evidence.clear()
        for each in one.found:
            item = QListWidgetItem(each.text)
            item.setToolTip(each.text)
            item.setData(Qt.ItemDataRole.UserRole, (each.register, each.record_id))
            self.evidence.addItem(item)
        self.evidence.setVisible(bool(one.found))
        self.open_button.setVisible(any(each.register for each in one.found))
        self.evidence.setCurrentRow(0)
        papers = f"佐证材料：{one.line.papers}" if one.line.papers else ""
        self.mending.setText(f"补救：{one.mending}" if one.mending else papers)
        if self._noted != self._chosen or not self.note.hasFocus():  # typing goes on while the score is computed
            self.note.setPlainText(one.note)
        self._noted = self._chosen
        self.last_note.setText(f"上年说明：{one.last_note}" if one.last_note else "")
        self.last_note.setVisible(bool(one.last_note))

    def open_record(self) -> None:
        """Go to the record behind a loss, as on a double click."""
        item = self.evidence.currentItem() or self.evidence.item(0)
        if item is not None:
            self._go(item)

    def _go(self, item: QListWidgetItem) -> None:
        register, record_id = item.data(Qt.ItemDataRole.UserRole)
        if register:
            self._session.wanted.emit(register, record_id)

    def keep_note(self) -> None:
        """Save the note on the line selected until now."""
        if self.card is None or self._session.is_read_only:
            return
        known = next((one for one in self.card.lines if one.line.code == self._chosen), None)
        written = self.note.toPlainText().strip()
        if known is not None and written != known.note:
            keep_note(self._session.registers, self.card.year, self._chosen, written)
            noted = [replace(one, note=written) if one is known else one for one in self.card.lines]
            self.card = replace(self.card, lines=tuple(noted))

    # --- the sheet ---

    def _take_sheet(self) -> None:
        sheet = self.sheet_box.currentData()
        if isinstance(sheet, ScoreSheet) and self.card is not None and sheet.name != self.card.sheet.name:
            self.keep_note()
            keep_sheet(self._session.registers, self.year, sheet)

    def ask_sheet_out(self) -> None:
        """Ask where to save the sheet for editing in a spreadsheet."""
        assert self.card is not None, "the button waits for the sheet"
        ask_target(self, "导出考核表", f"{self.card.sheet.name}.xlsx", self.write_sheet, _SHEETS)

    def write_sheet(self, path: Path) -> None:
        """Write the sheet."""
        sheet = self.card.sheet if self.card else shipped_sheets()[0]
        self._session.run("导出考核表", lambda _progress: export_sheet(sheet, path), self._tell_written, self)

    def ask_sheet_in(self) -> None:
        """Ask for the office's own sheet."""
        ask_existing(self, "导入考核表", _SHEETS_IN, self.read_sheet)

    def read_sheet(self, path: Path) -> None:
        """Read the office's own sheet and score the year by it."""
        registers, year = self._session.registers, self.year
        self._session.run(
            "导入考核表", lambda progress: import_sheet(registers, year, path, progress), self._tell_read, self
        )

    def _tell_read(self, sheet: ScoreSheet) -> None:
        self._session.told.emit(f"{self.year} 年改用考核表“{sheet.name}”，共 {len(sheet.lines)} 项")

    # --- output ---

    def print(self) -> None:
        """Show the 自查报告 as printed, including the notes just written."""
        self.keep_note()
        card, today = self.card, self._session.today
        if card is not None:
            print_pdf(self._session, f"打印{card.title}", lambda: printed_scorecard(card, today), self, is_public=True)

    def ask_export(self) -> QFileDialog:
        """Ask where to save the 自查报告, including the notes just written."""
        self.keep_note()
        assert self.card is not None, "the button waits for the score"
        return ask_target(self, "导出自查报告", f"{self.card.title}.pdf", self.export, PAPERS)

    def export(self, path: Path) -> None:
        """Write the 自查报告 and say where."""
        card, today = self.card, self._session.today
        if card is not None:
            self._session.run(
                "导出自查报告",
                lambda _progress: export_scorecard(card, path, today),
                self._tell_written,
                self,
            )

    def _tell_written(self, path: Path) -> None:
        self.told.say(f"已写成{lies_at(path)}", Sign.DONE)

    def end(self) -> None:
        """Save the note, and stop computing."""
        if not self._is_closed:
            self.keep_note()
        super().end()

    # --- layout ---

    def _furnish(self) -> None:
        self.sheet_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        wrap_lines(self.evidence)
        self.note.setAccessibleName("说明")
        self.note.setPlaceholderText("对这一项的说明，印在自查报告里，明年还能看到")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight((_NOTE_LINES + 1) * self.note.fontMetrics().lineSpacing())
        self.case.title.setWordWrap(True)
        below: tuple[QWidget, ...] = (
            self.evidence,
            self.mending,
            words("说明", "secondary"),
            self.note,
            self.last_note,
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.state, 1)
        top.addWidget(self.open_button)
        self.case.body.addLayout(top)
        for part in below:
            self.case.body.addWidget(part)
        self.case.setFixedWidth(_SIDE)
        self.arrange(((self.sheet_box, "考核表"),), (self.sheet_out, self.sheet_in), self.case, ())
        dress_rows(self.table, "逐项自评", HEADINGS.index("扣分情形"))
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
