"""已发文书: every letter sent, voided numbers and gaps; several can be printed together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.errors import DisclosureError
from disclosure.masking import veiled
from disclosure.records import IssuedLetter
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import ChoiceBox, button, words
from gui.kit.row_table import dress_rows
from gui.kit.words_dialog import WordsDialog
from gui.letters.joined import JoinedLetters
from storage.query import Query
from tasks.letters.issuing import missing_numbers, void_letter

_GAPS_SHOWN = 12
_HEADINGS = ("成文日期", "文号", "文书", "主送", "状态")


class LetterRegister(JoinedLetters):
    """The letters of one year, over the current page."""

    lies_in_page = True

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__("已发文书", session, parent)
        self.letters: list[IssuedLetter] = []
        self.year_box = ChoiceBox()
        self.year_box.setAccessibleName("年度")
        for known in session.years():
            self.year_box.addItem(f"{known} 年", known)
        self.year_box.setCurrentIndex(max(0, self.year_box.findData(year)))
        self.table = QTableWidget(0, len(_HEADINGS))
        self.gaps = words("", "attention", wrap=True)
        self.void_button = button("作废…", self.void)
        self.go_button = button("查看案件", self.go)
        self.cancel_button.setText("关闭  Esc")
        self.save_button.setText("合并为 PDF…  Ctrl+S")
        self._furnish()
        self.year_box.currentIndexChanged.connect(self.reload)
        self.table.itemSelectionChanged.connect(self.refresh_gate)
        session.changed.connect(self.reload)
        self.reload()

    def _furnish(self) -> None:
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words("年度", "secondary"))
        head.addWidget(self.year_box)
        head.addStretch(1)
        stack.addLayout(head)
        stack.addWidget(self.gaps)
        stack.addWidget(self.table, 1)
        for made in (self.go_button, self.void_button):
            self.foot.insertWidget(self.foot.count() - 2, made)
        table = self.table
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        dress_rows(table, "已发文书", 2)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def reload(self) -> None:
        """Show the letters of the chosen year, newest first, and the unused numbers."""
        year, registers = int(self.year_box.currentData()), self._session.registers
        every = registers.all(IssuedLetter, Query(descending=True))
        self.letters = [letter for letter in every if letter.issued_on.year == year]
        self.table.setRowCount(len(self.letters))
        for row, letter in enumerate(map(veiled, self.letters)):
            state = f"已作废：{letter.void_reason}" if letter.is_voided else "已发出"
            told = (letter.issued_on.isoformat(), letter.number or "—", letter.name, letter.addressee or "—", state)
            for column, text in enumerate(told):
                self.table.setItem(row, column, QTableWidgetItem(text))
        try:
            skipped = missing_numbers(registers, year)
        except DisclosureError as failure:
            self.gaps.say(str(failure), Sign.WRONG)
            return
        more = f" 等 {len(skipped)} 个" if len(skipped) > _GAPS_SHOWN else ""
        unused = f"没有使用的文号：{'、'.join(skipped[:_GAPS_SHOWN])}{more}" if skipped else ""
        self.gaps.say(unused, Sign.DOUBT)
        self.gaps.setVisible(bool(skipped))
        self.refresh_gate()

    def chosen(self) -> list[IssuedLetter]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.letters[row] for row in rows]

    def refresh_gate(self) -> None:
        chosen = self.chosen()
        self.complain("" if chosen else "选中一份或几份文书（按住 Ctrl 可以多选）")
        self.go_button.setEnabled(len(chosen) == 1)
        can_void = len(chosen) == 1 and not chosen[0].is_voided and not self._session.is_read_only
        self.void_button.setEnabled(can_void)

    def void(self) -> QWidget:
        """Ask why the selected letter is void, on a sheet over this one, as in its case."""
        dialog = VoidDialog(self._session, self.chosen()[0], self.window())
        dialog.open()
        return dialog

    def go(self) -> None:
        """Go to the case of the selected letter."""
        letter = self.chosen()[0]
        self.accept()
        self._session.wanted.emit(letter.owner_register, letter.owner_id)


class VoidDialog(WordsDialog):
    """作废文号: a voided number is never assigned again; the reason stays."""

    def __init__(self, session: Session, letter: IssuedLetter, parent: QWidget | None = None) -> None:
        super().__init__(
            f"作废　{letter.caption}",
            ("作废后这个文号不再使用，文书留在材料里备查；原因会记录下来。",),
            "作废原因",
            lambda reason: void_letter(session.registers, letter, reason),
            verb="作废",
            parent=parent,
        )
