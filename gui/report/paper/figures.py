"""Where a number comes from, beside it: this year, last year and the difference, its records, and the sums below."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disclosure.errors import RecordNotFoundError
from disclosure.masking import masked_prose
from disclosure.records import RECORD_TYPES, Request, Step
from disclosure.report.balances import Balance
from disclosure.report.cells import CELLS, CellKey, Value
from disclosure.report.counting import Period
from disclosure.report.tables import figure_text
from disclosure.wording import plain_number
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.report.paper.margin import Note
from gui.report.paper.table import cell_words
from tasks.report.rule_pages import cell_meanings

_MOST_SHOWN, _ROWS_SEEN, _FRAME = 500, 3, 4
_TELLING = ("content", "court", "review_body", "department", "document_number")
_UNKNOWN = "—"


class ElidedLines(QStyledItemDelegate):
    """Items as wide as the list, whatever their text; the rest of the text is elided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


class CellCard(Note):
    """The selected number, its value last year, and the records it counts."""

    record_wanted = Signal(str, int)
    rules_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("", None, "noteCell")
        self._session, self._key = session, CELLS[0]
        self.numbers = {name: words(_UNKNOWN, role) for name, role in _NUMBERS.items()}
        self.captions = {name: words(_CHANGE if name == _CHANGE else "", "secondary") for name in _NUMBERS}
        self.compared = QWidget()
        mark(self.compared, "plain")
        grid = QGridLayout(self.compared)
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for column, name in enumerate(_NUMBERS):
            grid.addWidget(self.numbers[name], 0, column)
            grid.addWidget(self.captions[name], 1, column)
        self.hint, self.meaning = words("", wrap=True), words("", "secondary", wrap=True)
        self.list = QListWidget()
        mark(self.list, "records")
        self.list.setAccessibleName("所选数字的记录")
        self.list.setItemDelegate(ElidedLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.compared, self.hint, self.list):
            self.body.addWidget(widget)
        self.open_button = button("打开所选记录  Enter", self._open, "link")
        self.rules = button("这一格的规则", lambda: self.rules_wanted.emit(self._key), "link")
        self.add_links([self.open_button, self.rules])
        self.body.addWidget(self.meaning)  # below the links: it may be long, and the way to a record stays in sight
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(lambda _item: self.pressed.emit())
        self.forget()

    def forget(self) -> None:
        """Clear the card."""
        self.is_folded = True
        self.list.clear()
        self.hide()

    def show_figure(self, key: CellKey, year: int, value: Value, before: Value) -> None:
        """Show a cell: this year, last year, the difference, and the records it counts."""
        self.show_records(cell_words(key), self._session.registers.records_of(key, Period.of(year)))
        self.title.setText(cell_words(key, "\n"))  # in one line the last character of the column stood in a second one
        self._key = key
        told = (figure_text(value), figure_text(before) or _UNKNOWN, difference(value, before))
        captions = (str(year), str(year - 1), _CHANGE)
        for name, text, caption in zip(_NUMBERS, told, captions, strict=True):
            self.numbers[name].setText(text)
            self.captions[name].setText(caption)
        self.compared.setAccessibleName(
            "，".join(f"{caption} {text}" for caption, text in zip(captions, told, strict=True))
        )
        self.meaning.setText(cell_meanings().words_of(key))
        for widget in (self.compared, self.meaning, self.rules):
            widget.setVisible(True)

    def show_records(
        self,
        told: str,
        found: Sequence[tuple[str, int]],
        said: str = "",
        *,
        meaning: str = "",
        cell: CellKey | None = None,
    ) -> None:
        """List records (register, id) below their description, and above what they count."""
        self.is_folded = False
        self.title.setText(told)
        self.setAccessibleName(told)
        self.meaning.setText(meaning)
        self._key = cell or self._key
        parts = ((self.compared, False), (self.meaning, bool(meaning)), (self.rules, cell is not None))
        for widget, is_told in parts:
            widget.setVisible(is_told)
        self.list.clear()
        for register, record_id in found[:_MOST_SHOWN]:
            item = QListWidgetItem(self._line(register, record_id))
            item.setData(Qt.ItemDataRole.UserRole, (register, record_id))
            self.list.addItem(item)
        shown = f"{len(found)} 条记录" + (f"，只列前 {_MOST_SHOWN} 条" if len(found) > _MOST_SHOWN else "")
        self.hint.setText(said or (shown if found else "没有记录。"))
        self.list.setVisible(bool(found))
        self.open_button.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(0)
            seen = min(_ROWS_SEEN, self.list.count())
            self.list.setFixedHeight(sum(self.list.sizeHintForRow(row) for row in range(seen)) + _FRAME)

    def _open(self) -> None:
        item = self.list.currentItem() or self.list.item(0)
        if item is not None:
            self._go(item)

    def _line(self, register: str, record_id: int) -> str:
        try:
            record = self._session.registers.get(RECORD_TYPES[register], record_id)
        except RecordNotFoundError as gone:
            return str(gone)
        if isinstance(record, Step):
            request = self._session.registers.get(Request, record.request_id)
            return f"{request.caption}  {record.caption}"
        who = str(getattr(record, "applicant", "") or getattr(record, "plaintiff", ""))
        what = next((str(value) for name in _TELLING if (value := getattr(record, name, None)) not in (None, "")), "")
        first = f"{record.caption}  {who}".rstrip()
        return f"{first}\n{masked_prose(what).replace(chr(10), ' ')}" if what else first

    def _go(self, item: QListWidgetItem) -> None:
        register, record_id = item.data(Qt.ItemDataRole.UserRole)
        self.record_wanted.emit(register, record_id)


_CHANGE = "增减"
_NUMBERS = {"now": "cellNow", "before": "cellBefore", _CHANGE: "cellNow"}


def difference(value: Value, before: Value) -> str:
    """Return the difference to last year's figure with its sign, or "" if one is unknown."""
    if value is None or before is None or isinstance(value, str) or isinstance(before, str):
        return _UNKNOWN
    more = value - before
    return f"+{plain_number(more)}" if more > 0 else plain_number(more)


class BalanceCard(Note):
    """勾稽 of a table, a line each."""

    def __init__(self, name: str, sums: Sequence[Balance]) -> None:
        super().__init__(f"{name}的勾稽")
        self.sums = sums
        for one in sums:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(words(one.label, "plainWords", sign=Sign.DONE if one.holds else Sign.WRONG), 1)
            row.addWidget(words(one.told, "secondary" if one.holds else "overdue"))
            self.body.addLayout(row)
        self.setAccessibleName("；".join(f"{one.label} {one.told}" for one in sums))
