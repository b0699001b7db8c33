"""The papers of a form: the kind of each, whether it is stored, and what to know before saving."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from disclosure.file_names import plain_name
from disclosure.masking import masked_prose
from disclosure.terms import AttachmentKind
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.cards import ChoiceBox, quotable, scrolling, words
from tasks.cases.intake import PaperToKeep

_MOST_HEIGHT, _LINE, _MARGIN = 128, 34, 20


class PapersPanel(QWidget):
    """收到的材料 above the fields of a form: a tick and a kind for each, below ``said`` and other messages."""

    def __init__(self, said: str) -> None:
        super().__init__()
        mark(self, "plain")
        self._papers: list[tuple[PaperToKeep, QCheckBox, QComboBox]] = []
        stack = QVBoxLayout(self)
        stack.setContentsMargins(_MARGIN, 12, _MARGIN, 0)
        stack.setSpacing(6)
        self.told = quotable("")
        stack.addWidget(words(f"{said}收到的材料保存时一并放进去：", wrap=True))
        inside = QWidget()
        mark(inside, "plain")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._area = scrolling(inside)
        stack.addWidget(self._area)
        stack.addWidget(self.told)
        self.told.hide()
        rule = QFrame()
        mark(rule, "rule")
        stack.addWidget(rule)

    def tell(self, told: Sequence[str]) -> None:
        """Say what to know before saving, in addition to previous messages."""
        self.told.say("\n".join(dict.fromkeys([*self.told.text().splitlines(), *told])), Sign.DOUBT)
        self.told.setVisible(bool(self.told.text()))

    def add(self, papers: Sequence[PaperToKeep]) -> None:
        """Add papers, except those already in the list."""
        for paper in papers:
            if any(paper.content == known.content for known, _, _ in self._papers):
                continue
            row = len(self._papers)
            name = masked_prose(plain_name(paper.name))
            tick, box = QCheckBox(name), ChoiceBox()
            tick.setChecked(not paper.kept_with)
            tick.setAccessibleName(f"放进材料 {name}")
            for kind in AttachmentKind:
                box.addItem(kind.label, kind)
            box.setCurrentIndex(list(AttachmentKind).index(paper.kind))
            box.setAccessibleName(f"材料类别 {name}")
            self._grid.addWidget(tick, row, 0)
            self._grid.addWidget(box, row, 1)
            self._papers.append((paper, tick, box))
        self._area.setFixedHeight(min(_MOST_HEIGHT, _LINE * max(1, len(self._papers))))

    def chosen(self) -> list[PaperToKeep]:
        """Return the ticked papers, each with the chosen kind."""
        kinds = list(AttachmentKind)
        return [replace(paper, kind=kinds[box.currentIndex()]) for paper, tick, box in self._papers if tick.isChecked()]
