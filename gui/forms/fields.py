"""One field of a form: its label, its editor, notes and doubts about its value, and its problem."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure.column_kinds import Column, Kind
from gui.base.appearance import mark
from gui.base.focus import COMES_LAST
from gui.base.sources import NOTHING, Note, Severity, Sources
from gui.forms.editors import (
    DateEditor,
    Editor,
    LineEditor,
    LongTextEditor,
    NumberEditor,
    PatternEditor,
    ReferenceEditor,
    YesNoEditor,
)
from gui.forms.terms import TermEditor, TermsEditor
from gui.kit.cards import button, words

_BY_KIND: Mapping[Kind, type[Editor]] = {
    Kind.DATE: DateEditor,
    Kind.NUMBER: NumberEditor,
    Kind.MONEY: NumberEditor,
    Kind.YES_NO: YesNoEditor,
    Kind.TERM: TermEditor,
    Kind.TERMS: TermsEditor,
}
_WIDE_KINDS = frozenset({Kind.TERMS})


def editor_for(column: Column, sources: Sources) -> Editor:
    """Return an empty editor for a column."""
    if column.kind is Kind.TEXT:
        kinds = ((column.long, LongTextEditor), (column.refers_to, ReferenceEditor), (column.is_pattern, PatternEditor))
        return next((made for is_one, made in kinds if is_one), LineEditor)(column, sources)
    return _BY_KIND[column.kind](column, sources)


class Mend(NamedTuple):
    """A correction of a doubtful value: the value, and its label."""

    value: str
    words: str


class Field(QObject):
    """The widgets of one column of a form, and whether its problem is shown yet."""

    changed = Signal()

    def __init__(self, column: Column, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self.editor = editor_for(column, sources)
        self.cell = QWidget(parent)
        self.label = QLabel(f"{column.label} <b>*</b>" if column.required else column.label, parent)
        self.label.setBuddy(self.editor.inputs()[0])
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(0, 6, 0, 0)
        self.label.setTextFormat(Qt.TextFormat.RichText if column.required else Qt.TextFormat.PlainText)
        self.words = words("", wrap=True)
        # a day, a number, an article is told of whatever stands there: nothing moves when it comes
        if column.kind is Kind.DATE or column.refers_to or hasattr(column.term, "article"):
            self.keep_place(True)
        self.is_touched = False
        self._problem = self._doubt = NOTHING
        self._mend: Mend | None = None
        self._left_as = ""
        self.ways: QWidget | None = None
        """The buttons 改成 X and 照证件不改, if a doubt has a correction."""
        self._told: tuple[bool, str] | None = None
        self._explained = ""
        stack = QVBoxLayout(self.cell)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        stack.addWidget(self.editor)
        stack.addWidget(self.words)
        inputs = self.editor.inputs()
        for place, widget in enumerate(inputs):
            part = widget.property("text") if len(inputs) > 1 else ""
            spoken = f"{column.label} {part}" if part else column.label
            widget.setAccessibleName(f"{spoken}（必填）" if column.required else spoken)
            widget.setObjectName(column.name if place == 0 else f"{column.name}-{place}")
        self.editor.changed.connect(self._edited)
        self.editor.left.connect(self._left)
        self.tell("")

    @property
    def is_wide(self) -> bool:
        """Whether the field takes the whole width of the form."""
        return self.column.long or self.column.kind in _WIDE_KINDS

    def stand_below_label(self) -> None:
        """Put the label above the editor, in a quiet style, instead of beside it."""
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.label.setContentsMargins(0, 8, 0, 0)  # nearer to its own field than to the one above
        mark(self.label, "secondary")

    def tell(self, problem: str) -> None:
        """Set what is wrong with the value; it is shown once the field has been touched."""
        self._problem = Note(problem, Severity.PROBLEM)
        if (self.is_touched, problem) != self._told:
            self._show()

    def advise(self, doubt: str, mend: Mend | None = None) -> None:
        """Show a doubt about the value beside it, and its correction; it never prevents saving."""
        if (doubt, mend) != (self._doubt.words, self._mend):
            self._doubt, self._mend = Note(doubt, Severity.DOUBT), mend
            self._show()

    def _take_mend(self) -> None:
        """Apply the correction."""
        if self._mend is not None:
            self.editor.set_value(self._mend.value)
            self.editor.inputs()[0].setFocus()

    def _leave(self) -> None:
        """Stop doubting this value, since the paper says so."""
        self._left_as = self.editor.raw()
        self.editor.inputs()[0].setFocus()
        self._show()

    def _show_ways(self, mend: Mend | None) -> None:
        if mend is None:
            if self.ways is not None:
                self.ways.hide()
            return
        if self.ways is None:
            self.ways, self.mend_button = QWidget(self.cell), button("", self._take_mend, "link")
            policy = self.ways.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.ways.setSizePolicy(policy)
            self.leave_button = button("照证件不改", self._leave, "link")
            row = QHBoxLayout(self.ways)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            for made in (self.mend_button, self.leave_button):
                made.setProperty(COMES_LAST, True)  # Tab leads from the number to the next field
                row.addWidget(made)
            row.addStretch(1)
            cell = self.cell.layout()
            assert isinstance(cell, QVBoxLayout), "a field is a column of widgets"
            cell.insertWidget(cell.indexOf(self.words) + 1, self.ways)
        self.mend_button.setText(f"改成 {mend.words}")
        for made in (self.mend_button, self.leave_button):
            made.setAccessibleName(f"{self.column.label}{made.text()}")
        self.ways.show()

    def explain(self, words: str) -> None:
        """Show what helps with this very value in place of the usual hint; empty for the hint again."""
        if words != self._explained:
            self._explained = words
            self._show()

    @property
    def note(self) -> Note:
        """What is said beside the field now: its problem once it was touched, else a doubt, else what helps."""
        doubt = NOTHING if self._left_as and self._left_as == self.editor.raw() else self._doubt
        said = (self._problem if self.is_touched else NOTHING, doubt, self.editor.note())
        return next((each for each in said if each.words), Note(self._explained or self.column.hint))

    def keep_place(self, is_kept: bool) -> None:
        """Keep the place of what is told below free while nothing is told, or let what follows take it."""
        policy = self.words.sizePolicy()
        policy.setRetainSizeWhenHidden(is_kept)
        self.words.setSizePolicy(policy)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole field."""
        self.label.setVisible(visible)
        self.cell.setVisible(visible)

    def touch(self) -> None:
        """Show the problem from now on, if there is one."""
        self.is_touched = True
        self._show()

    def _edited(self) -> None:
        self._show()
        self.changed.emit()

    def _left(self) -> None:
        if self.editor.raw().strip():
            self.touch()

    def _show(self) -> None:
        note, self._told = self.note, (self.is_touched, self._problem.words)
        if self.words.isVisible():  # what goes leaves its place: nothing moves away from under the mouse
            self.words.setMinimumHeight(max(self.words.minimumHeight(), self.words.height()))
            self.keep_place(True)
        self.words.say(note.words, note.severity.sign, note.severity.value)
        self.words.setVisible(bool(note.words))
        self._show_ways(self._mend if note is self._doubt else None)
        is_wrong = note.severity is Severity.PROBLEM
        for widget in self.editor.inputs():
            widget.setAccessibleDescription(self.words.accessibleName() or note.words)
            if bool(widget.property("wrong")) != is_wrong:  # a new field is not, and need not be dressed anew
                widget.setProperty("wrong", is_wrong)
                widget.style().polish(widget)
