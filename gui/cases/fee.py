"""收费: the fee by piece or by page, never both, worked out tier by tier; then the 收费通知 with the sum filled in."""

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from disclosure.cases.fees import ARTICLE, BY_PAGE_TARIFF, BY_PIECE_TARIFF, fee_of_piece
from disclosure.column_kinds import Fen
from disclosure.records import Request
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.step_form import StepForm
from gui.kit.cards import button, quotable, words
from gui.kit.gated_form import GatedForm
from gui.letters.dialog import LetterDialog
from tasks.cases.fees import fee_report, piece_of

_SIZE = (600, 420)
_MOST = 100_000
_FEN = 100


class FeeDialog(GatedForm):
    """Work out the fee of one request and go on to its notice."""

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(f"收费　{request.caption}", parent)
        self._session, self._request = session, request
        self.by_piece, self.by_page = QRadioButton("按件：本件是该申请人当月的第"), QRadioButton("按量：提供的信息共")
        self.piece, self.pages = _number(piece_of(session.registers, request), "当月第几件"), _number(1, "页数")
        self.sum, self.steps = quotable("", "pageTitle"), quotable("", "secondary")
        self.letter_button = button("起草收费通知书…", self.draft)
        self.save_button.setText("登记收费通知  Ctrl+S")
        self.foot.insertWidget(self.foot.count() - 1, self.letter_button)
        group = QButtonGroup(self)
        for choice in (self.by_piece, self.by_page):
            group.addButton(choice)
            choice.toggled.connect(self.refresh_gate)
        for box in (self.piece, self.pages):
            box.valueChanged.connect(self.refresh_gate)
        self.by_piece.setChecked(True)
        self._furnish()
        self.submitted.connect(self.notify)
        self.resize(*_SIZE)
        self.refresh_gate()

    @property
    def yuan(self) -> int:
        """The fee of this request, in 元."""
        if self.by_piece.isChecked():
            return fee_of_piece(self.piece.value())
        return fee_report(pages=self.pages.value()).fee.yuan

    def refresh_gate(self) -> None:
        """Work the fee out again."""
        is_piece = self.by_piece.isChecked()
        self.piece.setEnabled(is_piece)
        self.pages.setEnabled(not is_piece)
        report = fee_report(pieces=self.piece.value()) if is_piece else fee_report(pages=self.pages.value())
        self.sum.setText(f"本件应收 {self.yuan} 元")
        lines = (
            report.lines()
            if not is_piece
            else [
                _PIECES.format(self.piece.value(), self.yuan),
                *report.lines()[1:],
                f"该申请人当月合计 {report.fee.yuan} 元",
            ]
        )
        self.steps.setText("\n".join(lines))
        self.letter_button.setEnabled(bool(self.yuan))
        self.complain("" if self.yuan else "没有达到收费的起点，不发收费通知")

    def notify(self) -> None:
        """Open the 收费通知 step with the sum filled in."""
        start: dict[str, Any] = {"amount": Fen(self.yuan * _FEN), "detail": self._ground()}
        parent = self.parentWidget()
        self.accept()
        StepForm(self._session, self._request, StepKind.FEE_NOTICE, start=start, parent=parent).open()

    def draft(self) -> None:
        """Draft the 收费通知书 with standard and sum filled in; sending it out records the step."""
        parent = self.parentWidget()
        dialog = LetterDialog(self._session, self._request, "fee-notice", parent)
        for name, text in (("收费标准", self._ground()), ("收费数额", str(self.yuan))):
            if name in dialog.fields.editors:
                dialog.fields.put(name, text)
        self.accept()
        dialog.open()

    def _ground(self) -> str:
        if self.by_piece.isChecked():
            return f"{BY_PIECE_TARIFF}（{ARTICLE}第四条）；本件为当月第{self.piece.value()}件，计{self.yuan}元"
        return f"{BY_PAGE_TARIFF}（{ARTICLE}第五条）；本件共{self.pages.value()}页，计{self.yuan}元"

    def _furnish(self) -> None:
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(10)
        stack.addWidget(words(_ADVICE, "secondary", wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(3, 1)
        for row, (choice, box, unit) in enumerate(
            (
                (self.by_piece, self.piece, "件"),
                (self.by_page, self.pages, "页（单面 A4 及以下）"),
            )
        ):
            grid.addWidget(choice, row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(words(unit), row, 2)
        stack.addLayout(grid)
        stack.addWidget(self.sum)
        stack.addWidget(self.steps)
        stack.addStretch(1)


_ADVICE = (
    "按件、按量只能选一种。同一申请人一个自然月内 10 件以下不按件收费，"
    "一次 30 页以下不按量收费（国办函〔2020〕109号）。"
    "收费通知应在答复期限内发出；缴费之日起重新计算答复期限，逾期不缴的视为放弃申请。"
)
_PIECES = "当月第{}件，单价 {} 元"


def _number(value: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, _MOST)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setValue(max(1, value))
    box.setAccessibleName(name)
    box.setMinimumWidth(96)
    return box
