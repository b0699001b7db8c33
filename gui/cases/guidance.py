"""What to know before choosing a result: when, by which article, with which letter, and what goes wrong."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from disclosure.cases.outcome_guide import GUIDE, Guidance
from disclosure.outcomes import Outcome, Remedy
from gui.base.appearance import mark
from gui.kit.cards import button, clear, quotable, words
from gui.kit.flow import FlowLayout

_CHOOSE = "在左侧选择办理结果，这里说明什么时候用、依据哪一条、用哪份文书。"


class GuidancePanel(QWidget):
    """Shows one result; ``letter_wanted`` brings the code of a letter to draft."""

    letter_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(6)
        self.lessons: list[QCheckBox] = []

    def show_outcome(self, outcome: Outcome | None, remedy: Remedy | None, lessons: Sequence[str]) -> None:
        """Show what is known of a result; ``lessons`` are the lines earlier lost cases add to its check list."""
        clear(self.lines)
        self.lessons = []
        if outcome is None:
            self.lines.addWidget(words(_CHOOSE, "secondary", wrap=True))
            return
        guidance = GUIDE[outcome]
        self.lines.addWidget(quotable(outcome.plain_label, "cardTitle"))
        self.lines.addWidget(quotable(guidance.when))
        self.lines.addWidget(quotable(_law(guidance, remedy), "secondary"))
        self._add_letters(guidance)
        self._add_list("案卷里应当有", guidance.attachments, "·")
        self._add_list("常见错误", guidance.mistakes, "△")
        self._add_lessons(lessons)

    def _add_letters(self, guidance: Guidance) -> None:
        if not guidance.letters:
            return
        from tasks.letters.templates import shipped_templates  # noqa: PLC0415 - read when first shown

        holder = QWidget()
        row = FlowLayout(holder)
        for code in guidance.letters:
            name = shipped_templates()[code].name
            row.addWidget(button(f"起草《{name}》…", partial(self.letter_wanted.emit, code)))
        self.lines.addWidget(holder)

    def _add_list(self, title: str, entries: Sequence[str], sign: str) -> None:
        if entries:
            self.lines.addWidget(words(title, "secondary"))
        for entry in entries:
            self.lines.addWidget(quotable(f"{sign} {entry}", "attention" if sign == "△" else ""))

    def _add_lessons(self, lessons: Sequence[str]) -> None:
        """Add what earlier cases were corrected for as boxes to tick: a help to the eye, kept nowhere."""
        if not lessons:
            return
        self.lines.addWidget(words("以前同类答复被纠正的原因，请逐项核对", "secondary", wrap=True))
        for lesson in lessons:
            holder = QWidget()
            mark(holder, "plain")
            box = QCheckBox(lesson, holder)
            QVBoxLayout(holder).addWidget(box)
            self.lessons.append(box)
            self.lines.addWidget(holder)


def _law(guidance: Guidance, remedy: Remedy | None) -> str:
    parts = [f"依据：{guidance.article}" if guidance.article else "", f"救济途径：{remedy.label}" if remedy else ""]
    return "　".join(part for part in parts if part)
