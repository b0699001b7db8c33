"""收费: the fee by piece or by page, never both, computed tier by tier, and its notice with the sum filled in."""

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSpinBox, QWidget

from disclosure.cases.fees import ARTICLE, BY_PAGE_TARIFF, BY_PIECE_TARIFF, fee_of_piece
from disclosure.column_kinds import Fen
from disclosure.letters.problems import LetterProblem
from disclosure.records import Request
from gui.base.session import Session
from gui.kit.cards import NumberBox, quotable, words
from gui.letters.act_sheet import ActSheet
from tasks.cases.fees import fee_report, piece_of
from tasks.letters.files import Issued
from tasks.letters.issuing import FEE_NOTICE, Draft

_MOST = 100_000
_FEN = 100


class FeeSheet(ActSheet):
    """The computed fee of one request, with its notice beside it, standard and sum filled in."""

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        self.by_piece, self.by_page = QRadioButton("按件：该申请人当月第"), QRadioButton("按量：提供的信息共")
        self.piece, self.pages_given = _number(1, "当月第几件"), _number(1, "页数")
        self.sum, self.reckoning = quotable("", "groupTitle"), quotable("", "secondary")
        super().__init__(session, request, FEE_NOTICE, parent)
        self.piece.setValue(max(1, piece_of(session.registers, request)))
        group = QButtonGroup(self)
        for choice in (self.by_piece, self.by_page):
            group.addButton(choice)
        self.by_piece.setChecked(True)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(3, 1)
        for row, (choice, box, unit) in enumerate(
            ((self.by_piece, self.piece, "件"), (self.by_page, self.pages_given, "页"))
        ):
            for column, widget in enumerate((choice, box, words(unit))):
                grid.addWidget(widget, row, column)
        self.own.addLayout(grid)
        for part in (self.sum, self.reckoning, words(_ADVICE, "secondary", wrap=True)):
            self.own.addWidget(part)
        for choice in (self.by_piece, self.by_page):
            choice.toggled.connect(self.reckon)
        for box in (self.piece, self.pages_given):
            box.valueChanged.connect(self.reckon)
        self.reckon()

    @property
    def yuan(self) -> int:
        """The fee of this request, in 元."""
        if self.by_piece.isChecked():
            return fee_of_piece(self.piece.value())
        return fee_report(pages=self.pages_given.value()).fee.yuan

    def reckon(self) -> None:
        """Compute the fee again and put it into the notice."""
        is_piece = self.by_piece.isChecked()
        self.piece.setEnabled(is_piece)
        self.pages_given.setEnabled(not is_piece)
        report = fee_report(pieces=self.piece.value()) if is_piece else fee_report(pages=self.pages_given.value())
        self.sum.setText(f"本件应收 {self.yuan} 元" if self.yuan else _NO_FEE)
        lines = (
            report.lines()
            if not is_piece
            else [
                _PIECES.format(self.piece.value(), self.yuan),
                *report.lines()[1:],
                f"该申请人当月合计 {report.fee.yuan} 元",
            ]
        )
        self.reckoning.setText("\n".join(lines))
        for name, text in (("收费标准", self._ground() if self.yuan else ""), ("收费数额", str(self.yuan or ""))):
            if name in self.fields.editors:
                self.fields.put(name, text)
        if self.issued is None:
            self._say_problems()  # an empty sum stays as it was, and nothing else would follow

    def drafted(self) -> tuple[Draft | None, list[LetterProblem]]:
        """Return the notice and its problems, and the doubt about a piece the register counts otherwise."""
        draft, problems = super().drafted()
        if draft is None or not isinstance(draft.owner, Request) or not self.by_piece.isChecked():
            return draft, problems
        known, told = piece_of(self._session.registers, draft.owner), self.piece.value()
        if known not in (0, told):
            problems.append(LetterProblem(_OTHERWISE.format(known, told), prevents=False))
        return draft, problems

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the fee: standard and sum follow from it, and only look as if they were to be filled in."""
        super().showEvent(event)
        if self.issued is None:
            (self.by_piece if self.by_piece.isChecked() else self.by_page).setFocus()
            self.scroll_area.verticalScrollBar().setValue(0)

    def _say_problems(self) -> None:
        """Without a fee there is no notice to issue, and nothing of it is missing."""
        super()._say_problems()
        if self.reckoning.text() and not self.yuan:
            self.fields.tell({})
            self.checks.hide()
            self.gate.say(_NO_NOTICE, name="secondary")
            self.save_button.setEnabled(False)
        self.save_button.setToolTip("" if self.save_button.isEnabled() else _NO_NOTICE)

    def _show_issued(self, issued: Issued) -> None:
        """The fee is what the notice says: another choice would only say here that none was sent."""
        super()._show_issued(issued)
        for asked in (self.by_piece, self.by_page, self.piece, self.pages_given):
            asked.setEnabled(False)

    def step_start(self) -> dict[str, Any]:
        return {"amount": Fen(self.yuan * _FEN), "detail": self._ground()} if self.yuan else {}

    def _ground(self) -> str:
        if self.by_piece.isChecked():
            return f"{BY_PIECE_TARIFF}（{ARTICLE}第四条）；本件为当月第{self.piece.value()}件，计{self.yuan}元"
        return f"{BY_PAGE_TARIFF}（{ARTICLE}第五条）；本件共{self.pages_given.value()}页，计{self.yuan}元"


_ADVICE = (
    "按件、按量只能选一种。同一申请人一个自然月内 10 件以下不按件收费，"
    "一次 30 页以下不按量收费（国办函〔2020〕109号）。"
    "收费通知应当在答复期限内发出；缴费之日起重新计算答复期限，逾期不缴的视为放弃申请。"
)
_NO_FEE, _NO_NOTICE = "没有达到收费的起点", "不收费，没有收费通知可发。"
_OTHERWISE = "登记簿里本件是该申请人当月第 {} 件，这里按第 {} 件计；核对他当月的申请是不是都登记了。"
_PIECES = "当月第{}件，单价 {} 元"


def _number(value: int, name: str) -> QSpinBox:
    box = NumberBox()
    box.setRange(1, _MOST)
    box.setValue(max(1, value))
    box.setAccessibleName(name)
    box.setMinimumWidth(96)
    return box
