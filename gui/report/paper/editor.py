"""The editor of one part of the prose on the paper: saves by itself, shows bound fields in words, and its state."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from disclosure.errors import DisclosureError
from disclosure.records import Draft
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import (
    CELL_FIELDS,
    DATED_ON,
    FIELDS,
    OTHERS,
    OVERVIEW,
    PROBLEMS,
    PROSE,
    SIGNATURE,
    Part,
    Piece,
    Source,
    filled,
    pieces,
    unknown_fields,
)
from disclosure.terms import TextState
from disclosure.wording import chinese_date, listed
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import Button, button, words
from gui.kit.chip_text import ChipText
from gui.kit.typed_dates import read_date
from gui.report.paper.look import Scale, Setting
from tasks.report.compose import line_states, mark_read, state_of, text_of, write
from tasks.report.fields import field_source, field_words

if TYPE_CHECKING:
    from gui.report.sentences import SentenceDialog

_SHOWN, _MARKED_WHOLE = 36, 40
_WITH_SENTENCES = (OVERVIEW, PROBLEMS, OTHERS)
_SETTINGS: Mapping[str, Setting] = {SIGNATURE: Setting.NAME, DATED_ON: Setting.DAY}
STATE_WORDS: Mapping[TextState, tuple[str, Sign]] = {
    TextState.UNTOUCHED: ("未动过", Sign.UNTOUCHED),
    TextState.WRITTEN: ("写过", Sign.WRITTEN),
    TextState.READ: ("核对过", Sign.DONE),
}
"""The states of a text, as shown everywhere on this page."""


class NarrativeEditor(QWidget):
    """Edits one part; what is typed is saved a moment later, as one undoable step.

    The widget itself is shown beside the heading while the part has the caret: its state and its actions.
    """

    told = Signal()

    def __init__(self, session: Session, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.part, self._year = session, part, 0
        self._source: Source | None = None
        self._shown: tuple[int, Source, Draft | None, date | None] | None = None
        self._dated, self._state = "", TextState.UNTOUCHED
        self._unread: tuple[str, ...] = ()
        self._setting = _SETTINGS.get(part.key, Setting.PROSE)
        self.scale = Scale()
        self.lines: tuple[TextState | None, ...] = ()
        self.text = ChipText(self._told)
        self.text.setAccessibleName(part.label)
        self.text.setReadOnly(session.is_read_only)
        self.problem, self.problem_sign = "", Sign.DOUBT
        self.state = words("", "paperState")
        self._later = session.timer(self, self.keep, Wait.SENTENCE)
        self._arrange()
        self.text.textChanged.connect(self._later.start)
        self.text.read.connect(self.mark_read)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._offer_acts)

    def show_report(self, year: int, report: AnnualReport, source: Source, stored: Draft | None) -> None:
        """Show a year's text, unless the clerk is typing, and the current words of its fields."""
        shown = (year, source, stored, report.dated_on)
        if shown == self._shown and self.text.toPlainText() == text_of(stored, self.part.key):
            return  # most changes do not concern this part
        self._shown = shown
        is_other, is_typing = year != self._year, self._later.isActive() or self.text.is_composing
        self._year, self._source, self._state = year, source, state_of(stored)
        self._dated = chinese_date(report.dated_on) if report.dated_on else ""
        self.lines = line_states(stored, self.part.key, source)
        text = text_of(stored, self.part.key)
        if is_other or not is_typing:
            if is_other or text != self.text.toPlainText():
                was_blocked = self.text.blockSignals(True)
                self.text.show_as(self._pieces, self.scale.dress(self._setting))
                self.text.setPlainText(text)
                self.text.blockSignals(was_blocked)
            self.dress()
        self._unread = tuple(self._unread_lines(text))
        self._show_state()
        self._check()

    def dress(self, scale: Scale | None = None) -> None:
        """Show the text with the current words of its fields, possibly at another scale."""
        self.scale = scale or self.scale
        if not self.text.is_composing:
            self.text.show_as(self._pieces, self.scale.dress(self._setting))

    def _pieces(self, line: str) -> Sequence[Piece]:
        if self._setting is Setting.DAY:
            if line:  # a date may be typed in any form, but is printed in one
                return (Piece(line, self._dated if self._is_day(line) else line),)
            return (Piece("", self._dated, self.part.label),) if self._dated else ()
        if self._source is None:
            return (Piece(line, line),) if line else ()
        return pieces(line, self._source)

    def _is_day(self, line: str) -> bool:
        kept = self._session.registers.drafts(self._year).get(self.part.key)
        return bool(self._dated) and kept is not None and kept.text.strip() == line.strip()

    def _unread_lines(self, text: str) -> Sequence[str]:
        assert self._source is not None
        printed = [filled(line, self._source) for line in text.split("\n")]
        return (
            [line for line, state in zip(printed, self.lines, strict=True) if state is TextState.UNTOUCHED and line]
            if self.part.key in PROSE
            else []
        )

    def _show_state(self) -> None:
        count = len(self._unread)
        is_left = bool(count) and self._state is not TextState.UNTOUCHED
        is_nobodys = self.part.key not in PROSE and self._state is TextState.UNTOUCHED  # as the list of parts has it
        is_empty = not self.text.toPlainText().strip()
        state = TextState.READ if is_nobodys and not is_empty else self._state
        told, sign = (f"{count} 段没有核对", Sign.UNTOUCHED) if is_left else STATE_WORDS[state]
        self.state.say(told, sign, "paperState")
        self.read_button.setVisible(bool(count) and self.part.key in PROSE)

    def keep(self) -> None:
        """Save what was typed; the default text resets the part to 未动过."""
        self._later.stop()
        stored, text = self._session.registers.drafts(self._year).get(self.part.key), self.text.toPlainText()
        if not self._check() or text == text_of(stored, self.part.key) or self._session.is_read_only:
            return
        try:
            write(self._session.registers, self._year, self.part.key, text)
        except DisclosureError as failure:
            self._tell(str(failure), Sign.WRONG)
            return

    def unread_line(self) -> int:
        """Return the paragraph to be read next: that of the caret, or else the first; -1 if there is none."""
        left = [line for line, state in enumerate(self.lines) if state is TextState.UNTOUCHED]
        here = self.text.textCursor().blockNumber()
        return here if here in left else next(iter(left), -1)

    def mark_read(self, at: int = -1) -> None:
        """核对过: a paragraph, that of the caret, or the next one, was read; valid until its wording changes."""
        self.keep()
        line = self.unread_line() if at < 0 else at
        if line < 0 or self._source is None or self.part.key not in PROSE:
            return
        printed = filled(self.text.toPlainText().split("\n")[line], self._source)
        try:
            mark_read(self._session.registers, self._year, self.part.key, (printed,))
        except DisclosureError as failure:
            self._tell(str(failure), Sign.WRONG)
            return
        stored = self._session.registers.drafts(self._year).get(self.part.key)
        self.lines, self._state = line_states(stored, self.part.key, self._source), state_of(stored)
        self._unread = tuple(self._unread_lines(self.text.toPlainText()))
        self._show_state()
        after = self.unread_line()
        if after >= 0:
            self.text.setTextCursor(QTextCursor(self.text.document().findBlockByNumber(after)))
        self.told.emit()

    def mark_quoted(self, quotes: Sequence[str]) -> None:
        """核对过 at a finding: marks the first paragraph it quotes, beside which its card is, but no later wording."""
        written = self.text.toPlainText().split("\n")
        left = [line for line, state in enumerate(self.lines) if state is TextState.UNTOUCHED]
        found = [line for line in left if self._source and filled(written[line], self._source) in quotes]
        if found:
            self.mark_read(found[0])

    def put_back(self) -> None:
        """Reset to the program's own text."""
        self.text.rewrite(self.part.default)

    def _check(self) -> bool:
        """Show what is wrong with the text; return whether it can be saved."""
        text = self.text.toPlainText()
        if self.part.key != DATED_ON:
            unknown = unknown_fields(text)
            self._tell(f"没有这样的数据项：{listed(unknown)}；将按原样印出" if unknown else "", Sign.DOUBT)
            return True
        try:
            read_date(text, self._session.today)
        except DisclosureError as unreadable:
            self._tell(str(unreadable), Sign.WRONG)
            return False
        self._tell("")
        return True

    def _tell(self, text: str, sign: Sign = Sign.DOUBT) -> None:
        if text != self.problem:
            self.problem, self.problem_sign = text, sign
            self.told.emit()

    # --- fields and sentences ---

    def _insert_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.field_actions: dict[str, QAction] = {}
        self.cell_actions: dict[str, QAction] = {}
        menu.aboutToShow.connect(partial(self._offer, menu))
        return menu

    def _offer(self, menu: QMenu) -> None:
        """Show the current words of every field in the menu, which is filled only when it is opened."""
        if not self.field_actions:  # a menu of figures for each table, in it a menu of columns for each row
            for bound in FIELDS:
                self.field_actions[bound.name] = menu.addAction(bound.name, partial(self._insert, bound.name))
            menu.addSeparator()
            menus: dict[str, QMenu] = {}
            for name in CELL_FIELDS:
                table, row, column = name.split("/")
                above = menus.get(table) or menus.setdefault(table, menu.addMenu(f"{table}的数字"))
                beside = menus.get(f"{table}/{row}") or menus.setdefault(f"{table}/{row}", above.addMenu(row))
                self.cell_actions[name] = beside.addAction(column, partial(self._insert, name))
        now = field_words(self._session.registers, self._year)
        for name, action in self.field_actions.items():
            said = now[name]
            action.setText(f"{name}　　{said if len(said) <= _SHOWN else said[:_SHOWN] + '…'}".replace("&", "&&"))
            action.setToolTip(said)

    def _told(self, name: str) -> str:
        """Return the tooltip of a bound field: its current words and their source."""
        if self._setting is Setting.DAY:
            return "没有填成文日期，印的是签发那天；要写别的日子，直接改。"
        return field_source(self._session.registers, self._year, name) if name else "这里没有登记，不印。"

    def seek(self, wanted: Sequence[str], *, marks: bool = True) -> QRect:
        """Move the caret to the first of some words found in the text, and return its place.

        The words are selected if typing may replace them: nothing long, and nothing that is only to be read. If none
        is found, the selection is cleared, since a former one would be misleading.
        """
        for sought in wanted:
            found = self.text.find_words(sought)
            if not found.isNull():
                if not marks or len(sought) > _MARKED_WHOLE:
                    found.setPosition(found.selectionStart())
                self.text.setTextCursor(found)
                break
        else:
            self.text.choose_nothing()
        self.text.setFocus()
        return self.text.cursorRect()

    def show_sentences(self) -> "SentenceDialog":
        """Open the library of sentences for this part."""
        from gui.report.sentences import SentenceDialog  # noqa: PLC0415 - asked for by few

        dialog = SentenceDialog(self._session, self.part.key, self.part.label, self.text.selected(), self.text.window())
        dialog.chosen.connect(self._insert_sentence)
        dialog.open()
        return dialog

    def _insert_sentence(self, text: str) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionEnd())  # do not replace the selection
        self.text.setTextCursor(cursor)
        self.text.insert(text)

    def _insert(self, name: str, *_: object) -> None:
        self.text.insert("{" + name + "}")
        self.text.setFocus()

    def _offer_acts(self, point: QPoint) -> None:
        """Open the context menu: the usual actions, and those of a bound field."""
        menu = self.text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0]
        found = self.text.field_at(self.text.cursorForPosition(point).position())
        acts: list[QAction] = []
        if found is not None and found[2]:
            acts.append(QAction("看它的记录", menu))
            acts[-1].triggered.connect(partial(self.text.chip_pressed.emit, found[2]))
            if not self.text.isReadOnly():
                acts.append(QAction("改成自己写的字", menu))
                acts[-1].triggered.connect(self.text.unbind)
        if self.read_button.isVisibleTo(self):
            acts.append(QAction(self.read_button.text(), menu))
            acts[-1].triggered.connect(self.mark_read)
        menu.insertActions(first, acts)
        if acts:
            menu.insertSeparator(first)
        menu.popup(self.text.viewport().mapToGlobal(point))

    def _arrange(self) -> None:
        mark(self, "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.read_button = button("核对过", self.mark_read, "paperLink")
        self.read_button.setToolTip(
            "Ctrl+Enter：这一段是程序拟的，已经核对，照此印出；以后改变了的，只有那一段要再核对"
        )
        self.read_button.setVisible(False)
        self.insert_button = Button("插入数据项")
        self.insert_button.setMenu(self._insert_menu())
        self.sentences_button = button("句库…", self.show_sentences, "paperLink")
        self.back_button = button("恢复默认文字", self.put_back, "paperLink")
        mark(self.insert_button, "paperLink")
        row.addWidget(self.state)
        for made, is_here in (
            (self.read_button, True),
            (self.insert_button, self.part.key != DATED_ON),
            (self.sentences_button, self.part.key in _WITH_SENTENCES),
            (self.back_button, self.part.key != DATED_ON),
        ):
            made.setAccessibleName(f"{made.text()}：{self.part.label}")
            made.setEnabled(not self._session.is_read_only)
            row.addWidget(made)
            if not is_here:
                made.hide()
