"""文书模板: the office's own wording of each letter, its result beside it as it is typed, 恢复为原文 one click away."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.gated_form import GatedForm
from gui.letters.list import LetterList
from gui.letters.preview import LetterPreview
from tasks.letters.files import sample_letter
from tasks.letters.templates import reset_template, save_template, shipped_templates, shipped_texts, template_text

_SIZE, _LIST_WIDTH, _DEBOUNCE = (1300, 820), 230, 200


class TemplateEditor(GatedForm):
    """Edit one template at a time; a text that cannot be used says why and in which line, and is never kept."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("文书模板", parent)
        self._session = session
        self._code = self._kept = ""
        self.letters, self.preview = LetterList(), LetterPreview(session)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("模板正文")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        self.origin = words("", "secondary", wrap=True)
        self.reset_button = button("恢复为原文", self.reset)
        self.foot.insertWidget(self.foot.count() - 2, self.reset_button)
        self.cancel_button.setText("关闭  Esc")
        self._soon = session.timer(self, self.refresh_gate, _DEBOUNCE)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 12)
        row.setSpacing(16)
        self.letters.setFixedWidth(_LIST_WIDTH)
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self.origin)
        middle.addWidget(self.text, 1)
        middle.addWidget(words(_SYNTAX, "secondary", wrap=True))
        row.addWidget(self.letters)
        row.addLayout(middle, 1)
        row.addWidget(self.preview, 1)
        self.letters.show_letters({"全部模板": tuple(shipped_templates().values())})
        self.letters.chosen.connect(self.choose)
        self.text.textChanged.connect(self._soon.start)
        self.submitted.connect(self.keep)
        self.letters.choose("")
        self.resize(*_SIZE)

    def is_dirty(self) -> bool:
        return bool(self._code) and self.text.toPlainText() != self._kept

    def choose(self, code: str) -> None:
        """Show another template; one changed and not saved stays until that is decided."""
        if code == self._code:
            return
        if self.is_dirty():
            self.letters.choose(self._code)
            self.complain("这份模板改过还没有保存，请先保存，或者恢复为原文。", blocks=False)
            return
        self._code = code
        self._show(template_text(self._session.registers, code))

    def keep(self) -> None:
        """Keep the office's own wording."""
        text = self.text.toPlainText()
        try:
            save_template(self._session.registers, self._code, text)
        except DisclosureError as failure:
            self.complain(str(failure), blocks=False)
            return
        self._show(text)
        self.gate.say("已保存，以后起草都用这个写法。", Sign.DONE)

    def reset(self) -> None:
        """Take the wording that came with the program again."""
        reset_template(self._session.registers, self._code)
        self._show(shipped_texts()[self._code])

    def refresh_gate(self) -> None:
        """Show what the text makes, or what is wrong with it."""
        if not self._code:
            return
        is_own = self._kept != shipped_texts()[self._code] or self.is_dirty()
        self.origin.setText("本机关改写过的模板" if is_own else "程序自带的模板，没有改写")
        self.reset_button.setEnabled(is_own and not self._session.is_read_only)
        try:
            letter = sample_letter(self._session.registers, self.text.toPlainText(), self._session.today)
        except DisclosureError as failure:
            self.complain(str(failure))
            mark(self.gate, "problem")
            return
        self.preview.show_letter(letter)
        self.complain("")
        self.save_button.setEnabled(self.is_dirty() and not self._session.is_read_only)

    def _show(self, text: str) -> None:
        self._kept = text
        self.text.setPlainText(text)
        self.refresh_gate()


_SYNTAX = (
    "“---”以上是说明，以下一行一段。{申请人} 是字段，{申请人？} 可以空着手写；"
    "“？字段：”有内容才印，“！字段：”没有内容才印；# 是标题，> 靠右，| 是表格。预览用最近一件申请填写。"
)
