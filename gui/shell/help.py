"""使用手册: the manual, opened at the topic of the focused widget; searching wraps around."""

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from disclosure.records import RECORD_TYPES
from gui.forms.editors import Editor
from gui.forms.record_form import RecordForm
from gui.kit.cards import SearchBox, button
from resources.locate import resource_path

_SIZE = (820, 720)


Topic: TypeAlias = tuple[str, ...]
"""A place in the manual: the words of a heading, then of something below it, and so on."""

FIELDS = "各栏怎样填"
_REPORT, _WORK, _LEDGERS = "年度报告", "期限、办理和文书", "台账的导入和导出"
_FIND, _PRIVACY, _SAFETY = "查找、修改、撤销", "隐私", "备份和恢复"
PLACES: Mapping[str, Topic] = {
    "gui.today": (_WORK, "今日"),
    "gui.calendar": (_WORK, "工作日历"),
    "gui.calendar.calculator": (_WORK, "期限计算器"),
    "gui.cases": (_WORK, "下一步"),
    "gui.cases.answer": (_WORK, "答复"),
    "gui.cases.deadline": (_WORK, "期限怎样算出来"),
    "gui.cases.dispute": (_WORK, "复议、诉讼"),
    "gui.cases.intake": ("日常登记", "从来件登记"),
    "gui.cases.keeping": ("交接和归档", "档案保管与鉴定"),
    "gui.cases.merge": (_WORK, "合并办理"),
    "gui.cases.redaction": (_PRIVACY, "区分处理"),
    "gui.forms": ("日常登记",),
    "gui.letters": (_WORK, "文书"),
    "gui.letters.batch": (_WORK, "成批打印"),
    "gui.letters.envelopes": (_WORK, "成批打印"),
    "gui.registers": (_FIND,),
    "gui.registers.accesses": (_PRIVACY, "查阅记录"),
    "gui.registers.actions": (_LEDGERS,),
    "gui.registers.attachments": (_PRIVACY, "材料类别"),
    "gui.registers.confirming": (_LEDGERS,),
    "gui.registers.import": (_LEDGERS,),
    "gui.report": (_REPORT,),
    "gui.report.chart": (_REPORT, "图表"),
    "gui.report.export": (_REPORT, "导出"),
    "gui.report.published": (_REPORT, "公布以后"),
    "gui.report.rule_book": (_REPORT, "“检查”"),
    "gui.report.trail": (_REPORT, "“更多”里的“报送"),
    "gui.report.versions": (_REPORT, "公布以后"),
    "gui.safety": (_SAFETY,),
    "gui.safety.lock": (_PRIVACY, "锁定"),
    "gui.safety.password": (_PRIVACY, "口令与加密"),
    "gui.safety.unlock": (_PRIVACY, "口令与加密"),
    "gui.shell.crash": ("遇到问题",),
    "gui.shell.drop_box": ("开始",),
    "gui.shell.packages": ("交接和归档",),
    "gui.shell.start_page": ("开始",),
    "gui.shell.updates": ("升级",),
    "gui.statistics": (_REPORT, "统计"),
    "gui.statistics.scoring": (_REPORT, "考核自评"),
}
"""The topic of the widgets of a module, by a prefix of its name; the longest prefix counts."""


def manual() -> str:
    """Return the text of the manual (Markdown): the tasks, then each field."""
    parts = (resource_path("help", name).read_text(encoding="utf-8") for name in ("manual.md", "fields.md"))
    return "\n".join(parts)


def topic_of(widget: QWidget | None) -> Topic:
    """Return the topic of a widget: its field, or the module of it or of a widget around it."""
    around = []
    while widget is not None:
        around.append(widget)
        widget = widget.parentWidget()
    label = next((each.column.label for each in around if isinstance(each, Editor)), "")
    form = next((each for each in around if isinstance(each, RecordForm)), None)
    if label and form is not None:
        return (FIELDS, RECORD_TYPES[form.subject[0]].title, label)
    modules = (type(each).__module__ for each in around)
    known = (max((begin for begin in PLACES if module.startswith(begin)), key=len, default="") for module in modules)
    return next((PLACES[begin] for begin in known if begin), ())


class HelpDialog(QDialog):
    """Shows the manual from a topic on; Ctrl+F searches for a word, Enter for the next one."""

    def __init__(self, parent: QWidget | None = None, topic: Topic = ()) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用手册")
        self.resize(*_SIZE)
        self.text = QTextBrowser()
        self.text.setAccessibleName("使用手册")
        self.text.document().setDocumentMargin(20)
        self.text.setSearchPaths([str(resource_path("help"))])
        self.text.setMarkdown(manual())
        self.wanted = SearchBox("在手册中查找，按 Enter 找下一处")
        self.wanted.setAccessibleName("查找")
        self.wanted.returnPressed.connect(self.find_next)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.wanted, 1)
        foot.addWidget(button("查找下一处", self.find_next))
        foot.addWidget(button("关闭  Esc", self.reject))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 16, 16, 14)
        stack.setSpacing(8)
        stack.addWidget(self.text, 1)
        stack.addLayout(foot)
        self.wanted.setFocus()
        self._topic = topic

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.go_to(self._topic)

    def go_to(self, topic: Topic) -> bool:
        """Scroll a place of the manual to the top and select its first line; return whether it exists."""
        block = self.text.document().begin()
        for place, words in enumerate(topic):
            while block.isValid() and not _tells_of(block, words, is_heading=not place):
                block = block.next()
        if not topic or not block.isValid():
            return False
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        top = self.text.document().documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(int(top))
        return True

    def find_next(self) -> bool:
        """Go to the next occurrence of the word, starting again at the top; return whether there is one."""
        word = self.wanted.text().strip()
        if not word or self.text.find(word):
            return bool(word)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(word)


def _tells_of(block: QTextBlock, words: str, *, is_heading: bool) -> bool:
    """Whether a block is the chapter of this name, or a line that begins with these words."""
    if is_heading:
        return block.blockFormat().headingLevel() > 0 and block.text().endswith(words)
    return block.text().startswith(words) or words in block.text().partition("：")[0].split("、")
