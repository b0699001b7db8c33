"""A text editor in which every bound field is one chip showing its current words; the caret never stops inside it.

The stored text is plain text with {names}, which are never visible. A chip is a run of one character format that
carries its stored text; a field without words is a thin mark.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TypeAlias

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPyTextObject,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from disclosure.report.narrative import Piece, prompt_at
from gui.base.appearance import colour, mark

Read: TypeAlias = Callable[[str], Sequence[Piece]]
"""Returns the pieces of one line of the stored text."""
Dress: TypeAlias = Callable[[str], tuple[QTextBlockFormat, QTextCharFormat]]
"""Returns the formats of a line, given its printed text."""

_KEPT, _PRINTED, _NAME, _NUMBER = (QTextFormat.Property.UserProperty + place for place in range(1, 5))
_SILENT_OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_MARK, _LINE_END, _NOTHING = "\ufffc", "\u2029", "\u200b"
_OWN_KIND = "application/x-disclosure-kept-text"
_KEEP, _MOVE = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor
_FIGURE = re.compile(r"[\d.,]+")
_WESTERN = re.compile(r"[!-~]+")
_MARK_WIDTH, _MARK_HEIGHT = 0.28, 0.8
"""Size of the mark of a field without words, in characters."""


class SilentMark(QPyTextObject):
    """Draws the mark of a field without words, so that it is visible although nothing is printed."""

    def intrinsicSize(self, _document: QTextDocument, _place: int, form: QTextFormat) -> QSizeF:
        size = _pixels(form.toCharFormat().font())
        return QSizeF(size * _MARK_WIDTH, size * _MARK_HEIGHT)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _place: int, _format: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        painter.fillRect(rect.adjusted(1, 0, -1, 0), colour("chip"))
        painter.fillRect(QRectF(rect.center().x() - 0.5, rect.top(), 1, rect.height()), colour("accent-line"))


class Western(QSyntaxHighlighter):
    """Sets Western letters and digits in their own font everywhere."""

    def __init__(self, document: QTextDocument, family: str) -> None:
        super().__init__(document)
        self._family = family

    def highlightBlock(self, text: str) -> None:
        for found in _WESTERN.finditer(text):
            look = QTextCharFormat()
            look.setFontFamilies([self._family])
            self.setFormat(found.start(), found.end() - found.start(), look)


class ChipText(QTextEdit):
    """As high as its text; ``toPlainText`` and ``setPlainText`` use the stored text.

    ``told(name)`` returns the tooltip of a field. ``chip_pressed`` is emitted with the name of a field that was
    clicked, or on Ctrl+Shift+Enter; ``reached`` when the caret is placed, ``left_ahead`` and ``left_behind`` when an
    arrow key leads out of the text, ``read`` on Ctrl+Enter.
    """

    chip_pressed = Signal(str)
    reached = Signal()
    entered = Signal()
    left_ahead = Signal()
    left_behind = Signal()
    read = Signal()

    def __init__(self, told: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "paperText")
        self._told, self._was, self._is_moving, self._pressed = told, 0, False, ""
        self._numbers = count(1)
        self._read: Read = lambda line: (Piece(line, line),) if line else ()
        self._dress: Dress = lambda _line: (QTextBlockFormat(), QTextCharFormat())
        self.is_composing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(0)
        self._mark = SilentMark(self.document())
        self.document().documentLayout().registerHandler(_SILENT_OBJECT, self._mark)
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._leave_field)

    # --- the stored text ---

    def toPlainText(self) -> str:
        """Return the stored text, with fields by name."""
        return "\n".join(self._kept_of(block, 0, block.length() - 1) for block in self._blocks())

    def printed(self) -> str:
        """Return the text as shown and printed, a line per paragraph, without the marks of empty fields."""
        return "\n".join(block.text().replace(_MARK, "") for block in self._blocks())

    def setPlainText(self, text: str) -> None:
        """Show another stored text, which cannot be undone."""
        self.document().setUndoRedoEnabled(False)
        self._write(text)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def rewrite(self, text: str) -> None:
        """Replace the whole text as one step that Ctrl+Z undoes."""
        self._write(text)

    def insert(self, kept: str) -> None:
        """Insert stored text, with fields by name, at the caret, replacing the selection."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert_lines(cursor, kept)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def selected(self) -> str:
        """Return the stored text of the selection."""
        cursor = self.textCursor()
        first, end = cursor.selectionStart(), cursor.selectionEnd()
        lines = [
            self._kept_of(block, max(0, first - block.position()), min(block.length() - 1, end - block.position()))
            for block in self._blocks()
            if block.position() <= end and block.position() + block.length() > first
        ]
        return "\n".join(lines) if cursor.hasSelection() else ""

    def show_as(self, read: Read, dress: Dress) -> None:
        """Update words and formats; lines that have not changed are left alone."""
        self._read, self._dress = read, dress
        lines = self.toPlainText().split("\n")
        if all(self._stands(block, read(line), dress) for block, line in zip(self._blocks(), lines, strict=True)):
            return
        at, along = self._kept_place()
        was_blocked = self.blockSignals(True)
        self.setPlainText("\n".join(lines))
        self._go_to_kept(at, along)
        self.blockSignals(was_blocked)
        self.reached.emit()

    def line_rect(self, line: int) -> QRectF:
        """Return the rectangle of a paragraph, in the coordinates of the document."""
        block = self.document().findBlockByNumber(line)
        return self.document().documentLayout().blockBoundingRect(block)

    def find_words(self, wanted: str) -> QTextCursor:
        """Return a cursor that selects words as printed, or a null one.

        A number matches only as a whole count: 12 is found neither in 2012 nor in 12月31日. Empty fields between the
        words are ignored.
        """
        wanted = wanted.strip()
        sought = f"{_NOTHING}*".join(map(re.escape, wanted))
        sought = rf"(?<![\d.]){sought}(?![\d.年月日])" if wanted.isdecimal() else sought
        for block in self._blocks():
            text = block.text().replace(_MARK, _NOTHING)
            found = re.search(sought, text) if wanted else None
            if found:
                at = found.start()
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + at)
                cursor.setPosition(block.position() + found.end(), _KEEP)
                return cursor
        return QTextCursor()

    def field_at(self, place: int) -> tuple[int, int, str] | None:
        """Return first, end and name of the field around a position, including its first character."""
        for first, end, form, _text in self._runs(self.document().findBlock(place)):
            if form.hasProperty(_NUMBER) and first <= place < end:
                return first, end, form.stringProperty(_NAME)
        return None

    def choose_nothing(self) -> None:
        """Clear the selection without moving the caret."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def unbind(self) -> None:
        """Turn the field at the caret, or every selected one, into typed text."""
        cursor = self.textCursor()
        first, end = cursor.selectionStart(), max(cursor.selectionEnd(), cursor.selectionStart() + 1)
        cursor.beginEditBlock()
        for block in self._blocks():
            for start, stop, form, text in list(self._runs(block)):
                if form.hasProperty(_NUMBER) and start < end and stop > first and text != _MARK:
                    self._make_plain(cursor, start, stop)
        cursor.endEditBlock()

    # --- what is edited ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat fields as units; arrow keys that lead out of the text lead on to its neighbour."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.read.emit()
            return
        if self._leads_out(event):
            return
        removes = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if not self.isReadOnly() and (removes or event.text() or event.matches(QKeySequence.StandardKey.Paste)):
            self._take_fields_whole(event.key() if removes else None)
        super().keyPressEvent(event)
        self._mend()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString():
            self._take_fields_whole(None)
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self.is_composing:
            self._mend()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._field_under(event.position())
        self._pressed = "" if found is None else found[2]
        super().mousePressEvent(event)
        self.reached.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            if self._pressed:  # the page may have moved under the mouse since
                self.chip_pressed.emit(self._pressed)
            elif not self.isReadOnly():
                self._choose_prompt()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a field that is a number, but not one that is a sentence, which the next key would delete."""
        found = self._field_under(event.position())
        if found is None:
            super().mouseDoubleClickEvent(event)
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], _KEEP)
        if _FIGURE.fullmatch(cursor.selectedText()):
            self._choose(*found[:2])

    def event(self, event: QEvent) -> bool:
        """Show the tooltips of fields; leave Ctrl+Z to the window if there is nothing left to undo here."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._is_undone(event):
            event.ignore()
            return True
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._field_under(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
            if found is not None:
                QToolTip.showText(event.globalPos(), self._told(found[2]), self)
                return True
        return super().event(event)

    def _is_undone(self, event: QKeyEvent) -> bool:
        """Whether keys ask to undo or redo something this text no longer knows, but the file does."""
        document, keys = self.document(), QKeySequence.StandardKey
        return (event.matches(keys.Undo) and not document.isUndoAvailable()) or (
            event.matches(keys.Redo) and not document.isRedoAvailable()
        )

    def _choose_prompt(self) -> None:
        """Select the whole prompt at the caret, so that typing replaces it."""
        block, place = self.textCursor().block(), self.textCursor().positionInBlock()
        span = prompt_at(block.text(), place)
        if span is not None:
            self._choose(block.position() + span[0], block.position() + span[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the paper."""
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the text as shown and, for pasting into the report, the stored text."""
        copied, seen = QMimeData(), self.textCursor().selectedText()
        copied.setText(seen.replace(_MARK, "").replace(_LINE_END, "\n"))
        copied.setData(_OWN_KIND, self.selected().encode())
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        kept = bytes(source.data(_OWN_KIND).data()).decode() if source.hasFormat(_OWN_KIND) else source.text()
        self.insert(kept.replace("\r\n", "\n"))

    # --- pieces ---

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    @staticmethod
    def _runs(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat, str]]:
        """Yield the runs of one format: start, end, format, and text as shown."""
        step = block.begin()
        while not step.atEnd():
            fragment = step.fragment()
            first = fragment.position()
            yield first, first + fragment.length(), fragment.charFormat(), fragment.text()
            step += 1

    def _kept_of(self, block: QTextBlock, first: int, end: int) -> str:
        """Return the stored text of some characters of a paragraph; a field cut in two is included as a whole."""
        kept, start = "", block.position()
        for begins, stops, form, text in self._runs(block):
            left, right = max(begins, start + first), min(stops, start + end)
            if left >= right:
                continue
            if form.hasProperty(_NUMBER) and text == (form.stringProperty(_PRINTED) or _MARK):
                kept += form.stringProperty(_KEPT)
            else:
                kept += text[left - begins : right - begins].replace(_MARK, "")
        return kept

    def _stands(self, block: QTextBlock, pieces: Sequence[Piece], dress: Dress) -> bool:
        """Whether a paragraph shows exactly these pieces in the right formats."""
        shown = [
            (form.stringProperty(_KEPT), form.stringProperty(_PRINTED)) if form.hasProperty(_NUMBER) else (text, text)
            for _, _, form, text in self._runs(block)
        ]
        wanted: list[tuple[str, str]] = []
        for piece in pieces:  # adjacent typed pieces are one run
            if wanted and not piece.name and piece.kept == piece.printed and wanted[-1][0] == wanted[-1][1]:
                wanted[-1] = (wanted[-1][0] + piece.kept,) * 2
            else:
                wanted.append((piece.kept, piece.printed))
        block_format, char_format = dress("".join(piece.printed for piece in pieces))
        plain = next((form for _, _, form, _ in self._runs(block) if not form.hasProperty(_NUMBER)), char_format)
        return shown == wanted and block.blockFormat() == block_format and plain.font() == char_format.font()

    def _write(self, text: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        self._insert_lines(cursor, text)
        cursor.endEditBlock()

    def _insert_lines(self, cursor: QTextCursor, text: str) -> None:
        for place, line in enumerate(text.split("\n")):
            pieces = self._read(line)
            standing = cursor.block().text() if not place else ""
            block_format, plain = self._dress(standing + "".join(piece.printed for piece in pieces))
            if place:
                cursor.insertBlock(block_format, plain)
            elif not standing:
                cursor.setBlockFormat(block_format)
                cursor.setBlockCharFormat(plain)
            for piece in pieces:
                form = self._chip(piece, plain) if piece.name or piece.kept != piece.printed else plain
                cursor.insertText(piece.printed or _MARK, form)

    def _chip(self, piece: Piece, plain: QTextCharFormat) -> QTextCharFormat:
        chip = QTextCharFormat(plain)
        for key, value in ((_KEPT, piece.kept), (_PRINTED, piece.printed), (_NAME, piece.name)):
            chip.setProperty(key, value)
        chip.setProperty(_NUMBER, next(self._numbers))  # keeps two adjacent ones apart
        if piece.name:
            chip.setBackground(colour("chip"))
        chip.setForeground(colour("chip-ink" if _FIGURE.fullmatch(piece.printed) else "paper-ink"))
        if not piece.printed:
            chip.setObjectType(_SILENT_OBJECT)
        return chip

    def _plain_here(self) -> QTextCharFormat:
        return self._dress(self.textCursor().block().text())[1]

    def _make_plain(self, cursor: QTextCursor, first: int, end: int) -> None:
        cursor.setPosition(first)
        cursor.setPosition(end, _KEEP)
        cursor.setCharFormat(self._plain_here())

    def _mend(self) -> None:
        """Turn text that got into the format of a field, and what is left of a damaged field, into typed text."""
        if self.isReadOnly():
            return
        for start, stop, form, text in list(self._runs(self.textCursor().block())):
            printed = form.stringProperty(_PRINTED) or _MARK
            if not form.hasProperty(_NUMBER) or text == printed:
                continue
            first, end = start, stop
            if text.startswith(printed):
                first += len(printed)
            elif text.endswith(printed):
                end -= len(printed)
            cursor = QTextCursor(self.document())
            cursor.joinPreviousEditBlock()
            self._make_plain(cursor, first, end)
            cursor.endEditBlock()
        self._type_plain()

    def _type_plain(self) -> None:
        """Keep the next typed character out of the field beside the caret."""
        if not self.textCursor().hasSelection():
            self.setCurrentCharFormat(self._plain_here())

    # --- the caret ---

    def _inside(self, place: int) -> tuple[int, int] | None:
        """Return the field around a position between characters."""
        found = self.field_at(place)
        return found[:2] if found is not None and found[0] < place else None

    def _field_under(self, point: QPointF) -> tuple[int, int, str] | None:
        place = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
        return self.field_at(place) if place >= 0 else None

    def _leave_field(self) -> None:
        """Move a caret that got inside a field on to the side it was heading for."""
        cursor = self.textCursor()
        found = None if self._is_moving else self._inside(cursor.position())
        if found is not None:
            goes_on = cursor.position() >= self._was
            mode = _KEEP if cursor.hasSelection() else _MOVE
            self._is_moving = True
            cursor.setPosition(found[1] if goes_on else found[0], mode)
            self.setTextCursor(cursor)
            self._is_moving = False
        self._was = self.textCursor().position()
        self._type_plain()
        if self.hasFocus():
            self.reached.emit()

    def _take_fields_whole(self, key: int | None) -> None:
        """Extend a deletion to whole fields, in the selection or beside the caret."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            first, last = self._inside(cursor.selectionStart()), self._inside(cursor.selectionEnd())
            if first or last:
                self._choose(first[0] if first else cursor.selectionStart(), last[1] if last else cursor.selectionEnd())
            return
        if key is None:
            self._type_plain()
            return
        place = cursor.position() if key == Qt.Key.Key_Delete else cursor.position() - 1
        found = self.field_at(place)
        if found is not None:
            self._choose(*found[:2])

    def _choose(self, first: int, last: int) -> None:
        cursor = self.textCursor()
        self._is_moving = True
        cursor.setPosition(first)
        cursor.setPosition(last, _KEEP)
        self.setTextCursor(cursor)
        self._is_moving = False

    def _leads_out(self, event: QKeyEvent) -> bool:
        """Return whether an arrow key leads beyond the first or last line, and emit the signal for it."""
        signals = {Qt.Key.Key_Up: self.left_behind, Qt.Key.Key_Down: self.left_ahead}
        signal = signals.get(Qt.Key(event.key()))
        if signal is None or event.modifiers():
            return False
        cursor = self.textCursor()
        up = event.key() == Qt.Key.Key_Up
        moves = cursor.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)
        if not moves:
            signal.emit()
        return not moves

    def _kept_place(self) -> tuple[int, int]:
        """Return the paragraph of the caret, and its position in the paragraph's stored text."""
        cursor = self.textCursor()
        block = cursor.block()
        return block.blockNumber(), len(self._kept_of(block, 0, cursor.positionInBlock()))

    def _go_to_kept(self, line: int, along: int) -> None:
        block = self.document().findBlockByNumber(line)
        kept, place = 0, block.position()
        for first, end, form, text in self._runs(block):
            size = len(form.stringProperty(_KEPT)) if form.hasProperty(_NUMBER) else len(text)
            if kept + size >= along:
                place = end if form.hasProperty(_NUMBER) and along > kept else first + along - kept
                break
            kept, place = kept + size, end
        cursor = QTextCursor(block)
        cursor.setPosition(place)
        self.setTextCursor(cursor)


def _pixels(font: QFont) -> float:
    return font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF()
