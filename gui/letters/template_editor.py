"""文书模板: the office's own wording of each letter, edited as a document, with a live preview beside it.

Fields are shown as chips with their names, and instructions for printing a line as words. The saved text is the
template as the program reads it; a part nobody edited is written back unchanged.
"""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.letters.fields import FIELDS
from disclosure.letters.template_pieces import Piece, parted, pieces
from disclosure.letters.template_syntax import FIELD, parse_template
from disclosure.report.narrative import Piece as ChipPiece
from gui.base.appearance import colour, mark, scaled
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import Button, ChoiceBox, button, words
from gui.kit.chip_text import ChipText
from gui.kit.gated_form import GatedForm, Unfinished
from gui.letters.list import LetterBox
from gui.letters.preview import LetterPreview
from tasks.field_meanings import letter_field
from tasks.letters.files import sample_letter
from tasks.letters.templates import reset_template, save_template, shipped_templates, shipped_texts, template_text

_BESIDE, _FRONT_LINES = 960, 7
_LINE_AIR, _LINE_HEIGHT = 6, 140
_DIVIDER = "---\n"
_LINES = (("普通段落", ""), ("一级标题", "# "), ("二级标题", "## "), ("靠右", "> "), ("顶格", "< "))


class TemplateText(ChipText):
    """The body of a template as a document, whose saved form is its source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(letter_field, parent)
        self.setAccessibleName("模板正文")
        mark(self, "document")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(12)
        self.show_as(_read, _dress)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QTextEdit.wheelEvent(self, event)

    def line(self) -> str:
        """Return the source of the line with the caret."""
        return self.toPlainText().split("\n")[self.textCursor().blockNumber()]

    def put_line(self, source: str) -> None:
        """Replace the line with the caret."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.insert(source)

    def read_again(self) -> None:
        """Show marks typed as source in words, too."""
        if not self.is_composing:
            self.show_as(_read, _dress)


class TemplateEditor(GatedForm):
    """Edit one template at a time; an unusable text says why, and is never saved."""

    lies_in_page = True
    work = "templates"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("文书模板", parent)
        self._session = session
        self._code = self._kept = ""
        self.letters, self.preview = LetterBox(), LetterPreview(session)
        self.text, self.front = TemplateText(), QPlainTextEdit()
        self.front.setTabChangesFocus(True)
        self.front.setAccessibleName("开头的说明")
        self.front.setFixedHeight(self.front.fontMetrics().lineSpacing() * _FRONT_LINES + 16)
        self.front.hide()
        self.front_button = Button("开头的说明和填写项")
        self.front_button.setCheckable(True)
        self.front_button.toggled.connect(self.front.setVisible)
        self.insert_box = _choice("插入字段")
        self.condition_box = _choice("有内容才印这一行")
        self.line_box = _choice("这一行是")
        self.origin = words("", "secondary", wrap=True)
        self.reset_button = button("恢复为原文", self.reset)
        self.foot.insertWidget(self.foot.count() - 2, self.reset_button)
        self.cancel_button.setText("关闭  Esc")
        self._soon = session.timer(self, self.refresh_gate, Wait.TYPING)
        self._furnish()
        self.letters.show_letters({"全部模板": tuple(shipped_templates().values())})
        self.letters.chosen.connect(self.choose)
        self.insert_box.activated.connect(lambda row: self.insert_field(self.insert_box.itemData(row)))
        self.condition_box.activated.connect(lambda row: self.print_if(self.condition_box.itemData(row)))
        self.line_box.activated.connect(lambda row: self.make_line(self.line_box.itemData(row)))
        for typed in (self.text, self.front):
            typed.textChanged.connect(self._soon.start)
        self.submitted.connect(self.keep)
        self.letters.choose("")

    def template(self) -> str:
        """Return the template as typed: its declarations, the dividing line, its body."""
        return f"{self.front.toPlainText().rstrip()}\n{_DIVIDER}{self.text.toPlainText()}"

    def is_dirty(self) -> bool:
        return bool(self._code) and self.template() != self._kept

    def unfinished(self) -> Unfinished | None:
        typed = {"code": self._code, "text": self.template()}
        return Unfinished(self.work, typed) if self.is_dirty() else None

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show a template as it was when a crash interrupted the work; one the program no longer has is left alone."""
        if typed["code"] in shipped_templates():
            self.letters.choose(typed["code"])
            self._fill(typed["text"])

    def choose(self, code: str) -> None:
        """Show another template, after a decision about unsaved changes."""
        if code == self._code:
            return
        if self.is_dirty():
            self.letters.choose(self._code)
            self.complain("这份模板改过还没有保存，先保存，或者恢复为原文。", blocks=False)
            return
        self._code = code
        self._show(template_text(self._session.registers, code))

    def keep(self) -> None:
        """Save the office's own wording."""
        text = self.template()
        try:
            save_template(self._session.registers, self._code, text)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self._show(text)
        self.gate.say("已保存，以后起草都用这个写法。", Sign.DONE)

    def reset(self) -> None:
        """Return to the shipped wording."""
        reset_template(self._session.registers, self._code)
        self._show(shipped_texts()[self._code])

    def refresh_gate(self) -> None:
        """Show the result of the text, or its error."""
        if not self._code:
            return
        self.text.read_again()
        is_own = self._kept != _as_kept(shipped_texts()[self._code]) or self.is_dirty()
        self.origin.setText("本机关改写过的模板" if is_own else "程序自带的模板，没有改写")
        self.reset_button.setEnabled(is_own and not self._session.is_read_only)
        try:
            letter = sample_letter(self._session.registers, self.template(), self._session.today)
        except DisclosureError as failure:
            self.complain(str(failure))
            mark(self.gate, "problem")
            return
        self.preview.show_letter(letter)
        self.complain("")
        self.save_button.setEnabled(self.is_dirty() and not self._session.is_read_only)

    # --- inserting ---

    def insert_field(self, name: str) -> None:
        """Insert a field at the caret."""
        if name:
            self.text.insert(f"{{{name}}}")
        self._go_back(self.insert_box)

    def print_if(self, name: str) -> None:
        """Print the line only if a field has a value; choosing the field again removes the condition."""
        begun = f"？{name}："
        line = self.text.line()
        if name:
            bare = "".join(piece.source for piece in pieces(line) if not _is_condition(piece))
            self.text.put_line(bare if line.startswith(begun) else begun + bare)
        self._go_back(self.condition_box)

    def make_line(self, begun: str | None) -> None:
        """Make the line a heading, one at the right margin, or a plain one."""
        if begun is not None:
            found = list(pieces(self.text.line()))
            before = "".join(piece.source for piece in found if _is_condition(piece))
            rest = "".join(piece.source for piece in found if piece.is_field or not piece.label)
            self.text.put_line(f"{before}{begun}{rest}")
        self._go_back(self.line_box)

    def _go_back(self, box: QComboBox) -> None:
        box.setCurrentIndex(0)
        self.text.setFocus()

    # --- display ---

    def _show(self, text: str) -> None:
        self._fill(text)
        self._kept = self.template()
        typed = [entry.name for entry in parse_template(text, FIELDS, "这份模板").typed]
        names = list(dict.fromkeys((*typed, *FIELD_NAMES)))
        for box in (self.insert_box, self.condition_box):
            _fill(box, [(name, name) for name in names])
        _fill(self.line_box, _LINES)
        self.refresh_gate()

    def _fill(self, text: str) -> None:
        front, body = parted(text)
        self.front.setPlainText(front.rsplit("---", 1)[0].rstrip())
        self.text.setPlainText(body)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.preview.setVisible(self.width() >= scaled(_BESIDE))

    def _furnish(self) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 12)
        row.setSpacing(16)
        middle, tools = QVBoxLayout(), QHBoxLayout()
        middle.setSpacing(6)
        tools.setSpacing(8)
        for box in (self.insert_box, self.condition_box, self.line_box):
            tools.addWidget(box, 1)
        for part in (self.letters, self.origin, tools, self.text, self.front_button, self.front):
            if isinstance(part, QHBoxLayout):
                middle.addLayout(part)
            else:
                middle.addWidget(part, 1 if part is self.text else 0)
        row.addLayout(middle, 1)
        row.addWidget(self.preview, 1)
        self.finished.connect(self.preview.stop)


FIELD_NAMES = tuple(sorted(FIELDS))


def _choice(name: str) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setPlaceholderText(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """Offer entries below the name of the box, which cannot be chosen."""
    box.clear()
    box.addItem(box.accessibleName(), None)
    for text, data in entries:
        box.addItem(text, data)


def _as_kept(text: str) -> str:
    front, body = parted(text)
    return f"{front.rsplit('---', 1)[0].rstrip()}\n{_DIVIDER}{body}"


def _is_condition(piece: Piece) -> bool:
    return bool(piece.label) and not piece.is_field and piece.source[:1] in "?？!！"


def _read(line: str) -> Sequence[ChipPiece]:
    return tuple(_chips(line))


def _chips(line: str) -> Iterator[ChipPiece]:
    for piece in pieces(line):
        found = FIELD.fullmatch(piece.source)
        if piece.is_field and found:
            yield ChipPiece(piece.source, piece.label, found[1])
        else:
            yield ChipPiece(piece.source, f"［{piece.label}］" if piece.label else piece.source)


def _dress(_line: str) -> tuple[QTextBlockFormat, QTextCharFormat]:
    block, letters = QTextBlockFormat(), QTextCharFormat()
    block.setBottomMargin(_LINE_AIR)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    letters.setForeground(colour("paper-ink"))
    return block, letters
