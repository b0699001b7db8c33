"""The rows of a ledger as they would be imported, doubtful ones first, and corrected in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from disclosure.column_kinds import Column, columns_by_name
from gui.base.appearance import colour, scaled
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.kit.row_table import dress_list
from importers.ledgers.proposal import Asked
from tasks.ledgers.preview import Fate, Preview, PreviewRow

_FATES: Mapping[Fate, tuple[Sign | None, str, str]] = {
    Fate.REFUSED: (Sign.WRONG, "退回", "改好就会进来"),
    Fate.DOUBTFUL: (Sign.DOUBT, "有疑问", "照样进来，先看一眼"),
    Fate.FINE: (None, "其余", ""),
    Fate.THERE: (Sign.REFUSED, "已有", "登记簿里已经有了，不导入"),
}
"""For each fate its sign, and the heading over its rows."""
_MARK, _NUMBER, _FIRST = 0, 1, 2
_NARROW, _LINE, _LEAST, _WIDEST, _HIGH = 26, 52, 128, 200, 1.5
_LOOKED_AT, _ALL_LOOKED_AT = 40, 20_000
"""The number of rows measured for the width of the columns."""

Index: TypeAlias = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Place:
    """A column of the preview: one of ours, and its position in the ledger (None: it is filled)."""

    column: Column
    position: int | None


def _is_filled(rows: Sequence[PreviewRow], place: _Place) -> bool:
    """Whether any row has a value in a column; assumed for a very long ledger."""
    if len(rows) > _ALL_LOOKED_AT:
        return True
    name, at = place.column.name, place.position
    return any(
        bool(getattr(row.record, name))
        if row.record is not None
        else at is not None and at < len(row.row.cells) and bool(row.row.cells[at])
        for row in rows
    )


class PreviewModel(QAbstractTableModel):
    """All rows of a preview, grouped by their fates; values are corrected in place.

    The columns ``ahead`` come first, then the others in the order of the register, without empty ones.
    """

    corrected = Signal(str, int, str, str)
    """The sheet, the row, the heading of the column and the typed text."""

    def __init__(self, preview: Preview, *, only_doubted: bool = False, ahead: Sequence[str] = ()) -> None:
        super().__init__()
        header, names = preview.ledger.header, columns_by_name(preview.ledger.record_type)
        self._headings = header.names
        there = [(target.column, place) for place, target in enumerate(header.targets) if target.column]
        filled = [names[one.column] for one in preview.questions if one.asked is Asked.FILL]
        order = {name: place for place, name in enumerate((*ahead, *(one for one in names if one not in ahead)))}
        found = [_Place(column, place) for column, place in there] + [_Place(column, None) for column in filled]
        self.places = sorted((one for one in found if not one.column.sealed), key=lambda one: order[one.column.name])
        self.places = [one for one in self.places if one.column.name in ahead or _is_filled(preview.rows, one)]
        self.lines: list[PreviewRow | Fate] = []
        for fate in Fate:
            rows = [row for row in preview.rows if row.fate is fate]
            if rows and not (only_doubted and fate in (Fate.FINE, Fate.THERE)):
                self.lines += [fate, *rows]
        self.counts = {fate: preview.count(fate) for fate in Fate}

    def doubted(self, row: int) -> int:
        """Return the first doubtful column of a row, or the first of all."""
        line = self.lines[row]
        sections = enumerate(self.places, start=_FIRST)
        known = line.doubted if isinstance(line, PreviewRow) else ()
        return next((place for place, one in sections if one.column.name in known), _FIRST)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else _FIRST + len(self.places)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or way is not Qt.Orientation.Horizontal:
            return None
        return self.places[section - _FIRST].column.label if section >= _FIRST else ("", "行")[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        if isinstance(line, Fate):
            return Qt.ItemFlag.NoItemFlags
        known = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_be_put_right = index.column() >= _FIRST and self.places[index.column() - _FIRST].position is not None
        return known | Qt.ItemFlag.ItemIsEditable if can_be_put_right and line.fate is not Fate.THERE else known

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, section = self.lines[index.row()], index.column()
        if isinstance(line, Fate):
            return self._heading(line, section, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            told = line.sentence if role == Qt.ItemDataRole.ToolTipRole else ""
            return told or self._text(line, section)
        if role == Qt.ItemDataRole.EditRole:
            return self._written(line, section)
        sign, soft = _FATES[line.fate][0], {Fate.REFUSED: "overdue-soft", Fate.DOUBTFUL: "attention-soft"}
        if role == Qt.ItemDataRole.DecorationRole and section == _MARK and sign:
            return sign_icon(sign)
        is_doubted = section >= _FIRST and self.places[section - _FIRST].column.name in line.doubted
        if sign and is_doubted and role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole):
            return colour(soft[line.fate] if role == Qt.ItemDataRole.BackgroundRole else sign.role)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.lines[index.row()]
        if role != Qt.ItemDataRole.EditRole or isinstance(line, Fate) or index.column() < _FIRST:
            return False
        position = self.places[index.column() - _FIRST].position
        if position is None or value == self._written(line, index.column()):
            return False
        self.corrected.emit(line.sheet, line.row.number, self._headings[position], str(value))
        return True

    def _heading(self, fate: Fate, section: int, role: int) -> Any:
        sign, title, note = _FATES[fate]
        if section == _MARK and role == Qt.ItemDataRole.DisplayRole:
            return f"{title}　{self.counts[fate]} 行　{note}".strip()
        if section == _MARK and role == Qt.ItemDataRole.DecorationRole and sign:
            return sign_icon(sign)
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(sign.role if sign else "ink")
        if role == Qt.ItemDataRole.BackgroundRole:
            return colour("stripe")
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.Medium)
            return font
        return None

    def _written(self, line: PreviewRow, section: int) -> str:
        position = self.places[section - _FIRST].position if section >= _FIRST else None
        return line.row.cells[position] if position is not None and position < len(line.row.cells) else ""

    def _text(self, line: PreviewRow, section: int) -> str:
        if section == _MARK:
            return ""
        if section == _NUMBER:
            return str(line.row.number)
        column = self.places[section - _FIRST].column
        if line.record is not None:
            return column.text(getattr(line.record, column.name)).replace("\n", " ")
        written = self._written(line, section).replace("\n", " ")
        return written or ("没有写" if column.name in line.doubted else "")


class _Doubts(QStyledItemDelegate):
    """Paints doubtful cells on a background of their own, which the style sheet would omit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground, shown = index.data(Qt.ItemDataRole.BackgroundRole), cast("Any", QStyleOptionViewItem(option))
        is_heading = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        if is_heading:
            shown.state |= QStyle.StateFlag.State_Enabled  # it cannot be selected, but its sign is not greyed out
            shown.rect.setLeft(0)  # visible however far the rows are scrolled
        elif isinstance(ground, QColor):
            shown.state &= ~QStyle.StateFlag.State_Selected  # the doubt stays visible in the current row, too
        if isinstance(ground, QColor):
            painter.fillRect(shown.rect, ground)
        super().paint(painter, shown, index)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(ground, QColor) and isinstance(ink, QColor) and not is_heading:
            painter.setPen(ink)
            painter.drawRect(shown.rect.adjusted(0, 1, -1, -2))


class PreviewTable(QTableView):
    """The table of a preview; ``reached`` carries the current row, ``corrected`` as in ``PreviewModel``.

    Columns without room are omitted, but never doubtful ones; ``fitted`` carries the number of columns shown.
    """

    corrected = Signal(str, int, str, str)
    reached = Signal(object)
    fitted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ahead: list[str] = []
        self._wanted: list[int] = []
        dress_list(self, "进来以后是这样")
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)  # by columns it would show half of the last
        self.setItemDelegate(_Doubts(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * _HIGH))
        self.horizontalHeader().setStretchLastSection(True)

    @property
    def lines(self) -> list[PreviewRow | Fate]:
        """The lines of the table: one for each fate, and its rows below."""
        model = self.model()
        return model.lines if isinstance(model, PreviewModel) else []

    def show_preview(self, preview: Preview, *, only_doubted: bool) -> None:
        """Show the rows of a preview, the first one current; columns with a doubt stay ahead once it is settled."""
        doubted = {name for row in preview.rows for name in row.doubted}.difference(self._ahead)
        self._ahead += [name for name in columns_by_name(preview.ledger.record_type) if name in doubted]
        before, model = self.model(), PreviewModel(preview, only_doubted=only_doubted, ahead=self._ahead)
        model.setParent(self)
        model.corrected.connect(self.corrected)
        self.setModel(model)
        if before is not None:
            before.deleteLater()
        self.clearSpans()
        for place, line in enumerate(model.lines):
            if isinstance(line, Fate):
                self.setSpan(place, 0, 1, model.columnCount())
        self.setColumnWidth(_MARK, _NARROW)
        self.setColumnWidth(_NUMBER, _LINE)
        # a table not visible yet would measure all its rows for that, and there may be a hundred thousand
        looked_at = range(min(len(model.lines), _LOOKED_AT))
        self._wanted = []
        for place in range(_FIRST, model.columnCount()):
            widths = (self.sizeHintForIndex(model.index(row, place)).width() for row in looked_at)
            needed = max(self.horizontalHeader().sectionSizeHint(place), *widths, 0)
            self._wanted.append(min(needed, scaled(_WIDEST)))
        self._fit()
        first = next((place for place, line in enumerate(model.lines) if isinstance(line, PreviewRow)), None)
        if first is not None:
            self.setCurrentIndex(model.index(first, model.doubted(first)))  # Qt scrolls to it when the table is shown
            self.reached.emit(model.lines[first])
        self.selectionModel().currentRowChanged.connect(self._reach)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll to the doubt, as only now the visible part of the first row is known."""
        super().resizeEvent(event)
        self._fit()
        self.show_doubted()

    def _fit(self) -> None:
        """Show the columns that have room, shrinking the widest for another one."""
        room, least = self.viewport().width() - _NARROW - _LINE, [min(wide, scaled(_LEAST)) for wide in self._wanted]
        having_room = sum(reached <= room for reached in accumulate(least))
        count = max(having_room, len(self._ahead))
        spare = room - sum(least[:count])
        for place, (wanted, narrow) in enumerate(zip(self._wanted, least, strict=True)):
            wide = min(wanted, narrow + max(0, spare))
            spare -= wide - narrow
            self.setColumnHidden(_FIRST + place, place >= count)
            self.setColumnWidth(_FIRST + place, wide)
        self.fitted.emit(len(self._wanted) - count)

    def show_doubted(self) -> None:
        """Scroll to the doubtful cell of the current row."""
        model, row = self.model(), self.currentIndex().row()
        if isinstance(model, PreviewModel) and row >= 0:
            self.scrollTo(model.index(row, model.doubted(row)))

    def _reach(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.lines[index.row()] if index.isValid() else None
        if isinstance(line, PreviewRow):
            self.show_doubted()
            self.reached.emit(line)
