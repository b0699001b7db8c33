"""One form for every record: fields, groups, required marks and checks follow from the declared columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from functools import partial
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import delete

from disclosure.column_kinds import Column, columns
from disclosure.errors import DisclosureError, InvalidRecordError, UnreadableValueError
from disclosure.odd_values import odd_values, right_end, with_end
from disclosure.records import Record, build
from disclosure.wording import listed
from gui.base.appearance import mark
from gui.base.sources import Sources
from gui.base.waits import Wait, waiting
from gui.forms.fields import Field, Mend
from gui.kit.cards import button
from gui.kit.gated_form import GatedForm

_MARGIN = 20
_TWO_COLUMNS_FROM = 8
_NAMES_LISTED = 5
_BELOW_LABEL, _GAP, _AROUND = 4, 8, 60
"""How far a field stands from the label above it, how far rows stand apart, and what is scrolled into sight around."""
LAST_USED = "上次用的"
"""Why a field holds what the record entered before holds."""

Save = Callable[[Record], Any]
"""Saves a record; may raise InvalidRecordError (shown at its fields) or another DisclosureError (shown below)."""


class Fields(Mapping[str, Field]):
    """The fields of a form by name, in order, each made when it is first used.

    Making one and laying it out takes a millisecond: a form that shows ten of thirty fields opens twice as fast.
    """

    def __init__(self, made: Mapping[str, Field | None], make: Callable[[str], Field]) -> None:
        self._made, self._make = dict(made), make

    def __getitem__(self, name: str) -> Field:
        field = self._made[name]
        if field is None:
            field = self._made[name] = self._make(name)
        return field

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __contains__(self, name: object) -> bool:
        return name in self._made

    @property
    def made(self) -> dict[str, Field]:
        """The fields made so far; all others are blank."""
        return {name: field for name, field in self._made.items() if field is not None}


class RecordForm(GatedForm):
    """Enter or amend one record; 保存 is enabled exactly while ``record`` is not None.

    ``original`` is amended if it has an id; else its values are the initial ones (复制). ``start`` presets fields of a
    new record. Fields that are no official column are taken over from ``original``.
    """

    edited = Signal()
    """Emitted when something was typed or chosen in a field."""

    has_sections = True
    lies_in_page = True
    reads_well = 960
    at_intake: tuple[str, ...] = ()
    """The fields of a new record, in order; the rest is shown by 更多栏目, or if it is filled in already."""
    not_at_intake: frozenset[str] = frozenset()
    """Fields that cannot have a value yet in a new record."""

    def __init__(
        self,
        record_type: type[Record],
        save: Save,
        *,
        original: Record | None = None,
        sources: Sources | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._original, self._type, self._save = original, record_type, save
        self._start = start or {}
        self._sections: list[QWidget] = []
        self._shown: tuple[Field, ...] = ()
        self._sources = sources or Sources()
        super().__init__(_title(record_type, original), parent)
        self._tell_soon = waiting(self, self.tell_effects, Wait.TYPING)
        self.finished.connect(self._tell_soon.stop)
        self.record: Record | None = None
        self.begins_at = ""
        """The field to begin with; by default the first required one that is empty."""
        self.files: tuple[Path, ...] = ()
        self.pasted: tuple[str, ...] = ()
        """Where the papers beside this form came from: files and pasted texts."""
        self._papers_taken: Callable[[QMimeData], object] = lambda _mime: None
        self._is_ready = self._is_listening = False
        self._typed_at_first: dict[str, str] = {}
        self._defaults = {
            each.name: None if each.default is MISSING else each.default for each in dataclass_fields(record_type)
        }
        self._columns = {column.name: column for column in columns(record_type)}
        self.fields = Fields(
            {name: None if self._is_blank(name) else self._made(name) for name in self._columns}, self._made
        )
        grid = self.grid = QGridLayout(self.body)
        grid.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN)
        grid.setHorizontalSpacing(10)
        self.more_button = button("更多栏目", self.show_all, "link")
        self.more_button.setParent(self.body)  # so that it is deleted with the form, even if it is never placed
        self.more_button.hide()
        if self._asks_little:
            self.place(self.first_fields())
            mark(self.body, "plain" if self.reads_well else "facts")  # a ground of its own beside a paper only
        else:
            self.place([self.fields[name] for name, column in self._columns.items() if self._is_shown(column)])
        self._take_as_it_is()
        self._is_ready = True
        self.submitted.connect(self.submit)
        self._revalidate()

    @property
    def subject(self) -> tuple[str, int]:
        """The register and the id (0 for a new one) of the record."""
        return self._type.register, self._original.id if self._original else 0

    @property
    def case(self) -> int:
        """The id of the request a new step is taken in, which no field shows; 0 for all else."""
        return int(self._start.get("request_id", 0))

    @property
    def is_new(self) -> bool:
        """Whether the record is not in the register yet."""
        return self._original is None or not self._original.id

    def is_dirty(self) -> bool:
        return self.typed() != self._typed_at_first

    def submit(self) -> None:
        """Save the record and close; if it is refused, show why at its fields, and nothing typed is lost."""
        for field in self.fields.made.values():
            field.touch()
        if self.record is None:
            return
        try:
            self._save(self.record)
        except InvalidRecordError as invalid:
            for name, problem in invalid.problems.items():
                if name in self.fields:
                    self.fields[name].tell(problem)
            self.complain(self._summary(invalid.problems))
            named = [self.fields[name] for name in invalid.problems if name in self.fields]
            if named:
                named[0].editor.inputs()[0].setFocus()
            return
        except DisclosureError as failure:
            self.not_kept(failure, self.submit)
            return
        self.accept()

    def settle(self) -> None:
        """Understand what is being typed as if its field had been left."""
        typing = self.focusWidget()
        for field in self._shown:
            if typing is not None and field.editor.isAncestorOf(typing):
                field.editor.left.emit()

    def lead_on(self) -> None:
        problems = self._read()
        missing = [field for field in self._shown if field.column.name in problems]
        for field in missing:
            field.touch()
        if missing:
            missing[0].editor.inputs()[0].setFocus()

    def as_kept(self, record: Record) -> Record:
        """Return the record as it will be saved; for subclasses that change it."""
        return record

    def keep_also(self, keep: Callable[[Save, Record], object]) -> None:
        """Have ``keep`` called with the save function and the record instead, to save more in the same step."""
        self._save = partial(keep, self._save)

    def tell_preset(self, name: str, why: str) -> None:
        """Say at a field why it holds what it does, as long as it does."""
        field = self.fields[name]
        first = field.editor.raw()
        field.changed.connect(lambda: field.explain(why if field.editor.raw() == first else ""))
        field.explain(why)

    def take_as_typed(self) -> None:
        """Treat the present values as typed, so that closing asks and drafts keep them."""
        self._typed_at_first = {}

    def take_papers(self, taken: Callable[[QMimeData], object]) -> None:
        """Accept files dropped anywhere on the form, also on a text field, which would insert their path."""
        self._papers_taken = taken
        self.setAcceptDrops(True)
        self._let_drop(self)

    def _let_drop(self, inside: QWidget) -> None:
        for text in cast("list[QPlainTextEdit]", inside.findChildren(QPlainTextEdit)):
            text.viewport().installEventFilter(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._papers_taken(event.mimeData())

    def refresh_gate(self) -> None:
        self._revalidate()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first required field that is empty, if it is seen from the top, or else the first."""
        super().showEvent(event)
        if not self._is_listening:
            self._is_listening = True
            for field in self.fields.made.values():
                self._listen(field)
        shown = [field for field in self._shown if not field.cell.isHidden()]
        self.grid.activate()
        seen = self.scroll_area.viewport().height()
        required = [field for field in shown if self.is_new and field.column.required and self._ends_at(field) <= seen]
        empty = [field for field in required if not field.editor.raw().strip()]
        asked = [field for field in shown if field.column.name == self.begins_at]
        begin = (asked or empty or shown)[0].editor.inputs()[0]
        if self.is_new:
            begin.setFocus(Qt.FocusReason.TabFocusReason)  # selects what is proposed there: typing replaces it
        else:
            begin.setFocus()  # what is kept is not replaced by a key pressed too early

    def _ends_at(self, field: Field) -> int:
        """Return how far below the top of the form the editor of a field ends."""
        return field.editor.mapTo(self.body, field.editor.rect().bottomLeft()).y()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have Enter move to the next field, as in a spreadsheet; in long texts it breaks the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _walks_on(watched, event):
            self.focusNextChild()
            return True
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls() and self.acceptDrops():
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._papers_taken(event.mimeData())
            return True
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, QWidget):
            self.scroll_area.ensureWidgetVisible(watched, 0, _AROUND)
        return super().eventFilter(watched, event)

    # --- values ---

    def _is_shown(self, column: Column) -> bool:
        return not column.shown_if_filled or bool(getattr(self._original, column.name, ""))

    def typed(self) -> dict[str, str]:
        """Return the texts of the fields; those never shown or filled are left out, because they are blank."""
        return {name: field.editor.raw() for name, field in self.fields.made.items()}

    def _take_as_it_is(self) -> None:
        """Treat the present values as not typed."""
        self._typed_at_first = self.typed()

    def _at_first(self, name: str) -> Any:
        """Return the initial value of a field: from ``start`` or the original, else the default."""
        known = name in self._start or self._original is not None
        return self._start.get(name, getattr(self._original, name, None)) if known else self._defaults[name]

    def _made(self, name: str) -> Field:
        """Make a field with its initial value; it is visible once it is placed."""
        field, value = Field(self._columns[name], self._sources, self.body), self._at_first(name)
        if value is not None:
            field.editor.set_value(value)
        field.set_visible(False)
        field.changed.connect(self._revalidate)
        field.changed.connect(self.edited)
        if self._is_ready and self._typed_at_first:
            self._typed_at_first[name] = field.editor.raw()
        if self._is_listening:
            self._listen(field)
        if self.acceptDrops():
            self._let_drop(field.cell)
        return field

    def _listen(self, field: Field) -> None:
        for widget in field.editor.keyboards():
            widget.installEventFilter(self)

    def _revalidate(self) -> None:
        if not self._is_ready:
            return
        problems = self._read()
        for name, field in self.fields.made.items():
            field.tell(problems.get(name, ""))
        self.complain(self._summary(problems))
        self._tell_soon.start()

    def tell_effects(self) -> None:
        """Show beside 保存 what saving would change in a report begun or issued."""
        if self.record is None or not self.is_dirty() or self.gate.text():
            return
        told = self._sources.effects(self.as_kept(self.record))
        if told:
            self.gate.setText(told)
            self.gate.setToolTip(told)
            mark(self.gate, "attention")

    def _read(self) -> dict[str, str]:
        """Try to make the record; return what prevents it, by field."""
        values: dict[str, Any] = {
            declared.name: self._start.get(declared.name, getattr(self._original, declared.name, None))
            for declared in dataclass_fields(self._type)
            if declared.name not in {*self.fields, "id"}
            and (declared.name in self._start or self._original is not None)
        }
        problems: dict[str, str] = {}
        for name, field in self.fields.made.items():  # all others have their defaults
            try:
                values[name] = field.editor.value()
            except UnreadableValueError as unreadable:
                problems[name] = str(unreadable)
                field.is_touched = field.is_touched or not field.editor.inputs()[0].hasFocus()
        self.record = None
        try:
            record = build(self._type, values, record_id=self._original.id if self._original else 0)
        except InvalidRecordError as invalid:
            self._advise(odd_values(SimpleNamespace(**values)))
            return {**invalid.problems, **problems}
        self._advise(self._sources.doubts(record))
        self.record = None if problems else record
        return problems

    def _advise(self, doubts: Mapping[str, str]) -> None:
        """Show doubts at their fields, also while the values are no valid record yet."""
        for name, field in self.fields.made.items():
            doubt, number = doubts.get(name, ""), field.editor.raw() if field.column.is_identity else ""
            end = right_end(number) if doubt else ""
            field.advise(doubt, Mend(with_end(number, end), end) if end else None)

    def _summary(self, problems: dict[str, str]) -> str:
        if not problems:
            return ""
        names = [self._columns[name].label if name in self._columns else text for name, text in problems.items()]
        more = f"等 {len(names)} 项" if len(names) > _NAMES_LISTED else ""
        return f"还需填写或更正：{listed(names[:_NAMES_LISTED])}{more}"

    # --- layout ---

    @property
    def _asks_little(self) -> bool:
        """Whether only the fields for intake are shown."""
        return bool(self.at_intake) and self.is_new

    def first_fields(self) -> list[Field]:
        """Return the fields for intake, in order, and whatever else is filled in."""
        asked = [self.fields[name] for name in self.at_intake]
        filled = [one for one in self.fields.made.values() if one.editor.raw().strip() and one not in asked]
        return [*asked, *(field for field in filled if field.column.name not in self.not_at_intake)]

    def _is_blank(self, name: str) -> bool:
        """Whether a field need not be made, because it is blank and optional."""
        default = self._defaults[name]  # not ``not value``: somebody may have entered the number 0
        return self._at_first(name) in (None, default) and not default and not self._columns[name].required

    def show_all(self) -> None:
        """Show all fields that can have a value now; the keyboard goes to the first new one."""
        asked = self.first_fields()
        names = [name for name in self.fields if name not in self.not_at_intake and self._is_shown(self._columns[name])]
        more = [field for field in map(self.fields.__getitem__, names) if field not in asked]
        self.place([*asked, *more])
        self.more_button.hide()
        self._revalidate()  # the new fields have no messages yet
        if more:
            more[0].editor.inputs()[0].setFocus()

    def place(self, shown: Sequence[Field]) -> None:
        """Put the shown fields into the grid, the others are hidden.

        What is asked of a new record, or in an act, stands below its labels, as in a letter's sheet; a record that is
        amended as a whole is a table, section by section, with the labels beside.
        """
        self._shown = tuple(shown)
        is_whole = self.has_sections and any(field.column.section for field in shown)
        is_above = self._asks_little or not is_whole or len(shown) < _TWO_COLUMNS_FROM
        grid, row = self.grid, 0
        grid.setVerticalSpacing(_BELOW_LABEL if is_above else _GAP)
        grid.setColumnStretch(0, 1 if is_above else 0)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 0 if is_above else 1)
        while (item := grid.takeAt(0)) is not None:
            delete(item)  # a remaining item would keep the size hints of its widget
        for label in self._sections:
            label.deleteLater()
            label.hide()
        self._sections = []
        for field in self.fields.made.values():
            field.set_visible(field in shown)
        if is_above:
            row = _add_below_labels(grid, shown)
        if self._asks_little:
            grid.addWidget(self.more_button, row, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
            self.more_button.show()
            row += 1
        for section, group in groupby(() if is_above else shown, key=lambda field: field.column.section):
            if section:
                self._sections += _add_section(grid, row, section)
                row += 2
            row = _add_fields(grid, row, group)
        for each in range(row):
            grid.setRowStretch(each, 0)
        grid.setRowStretch(row, 1)


def _add_section(grid: QGridLayout, row: int, section: str) -> tuple[QWidget, QWidget]:
    """Add a heading and its rule in two rows."""
    label, rule = QLabel(section), QFrame()
    mark(label, "section")
    mark(rule, "rule")
    label.setContentsMargins(0, 0 if row == 0 else 8, 0, 0)
    grid.addWidget(label, row, 0, 1, 4)
    grid.addWidget(rule, row + 1, 0, 1, 4)
    return label, rule


def _add_fields(grid: QGridLayout, row: int, group: Iterable[Field]) -> int:
    """Place fields two to a row, wide ones alone; return the next free row."""
    place = 0
    for field in group:
        if place and field.is_wide:
            row, place = row + 1, 0
        grid.addWidget(field.label, row, place)
        span = 3 if field.is_wide else 1
        grid.addWidget(field.cell, row, place + 1, 1, span, Qt.AlignmentFlag.AlignTop)
        if field.is_wide or place:
            row, place = row + 1, 0
        else:
            place = 2
    return row + 1 if place else row


def _add_below_labels(grid: QGridLayout, fields: Iterable[Field]) -> int:
    """Place fields two to a row below their labels, wide ones alone; return the next free row."""
    row = place = 0
    for field in fields:
        if field.is_wide and place:
            row, place = row + 2, 0
        span = 2 if field.is_wide else 1
        field.stand_below_label()
        grid.addWidget(field.label, row, place, 1, span)
        grid.addWidget(field.cell, row + 1, place, 1, span, Qt.AlignmentFlag.AlignTop)
        row, place = (row, 1) if not place and not field.is_wide else (row + 2, 0)
    return row + 2 if place else row


def _title(record_type: type[Record], original: Record | None) -> str:
    if original is None or not original.id:
        return f"新建{record_type.title}"
    return f"编辑{record_type.title} {original.caption}" if original.caption != record_type.title else original.title


def _walks_on(watched: QObject, event: QKeyEvent) -> bool:
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in plain
    return is_enter and isinstance(watched, QLineEdit | QComboBox | QCheckBox) and not _has_popup(watched)


def _has_popup(widget: QWidget) -> bool:
    completer = widget.completer() if isinstance(widget, QLineEdit | QComboBox) else None
    return completer is not None and completer.popup() is not None and completer.popup().isVisible()
