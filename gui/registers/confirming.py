"""Confirming at once all values that an import filled with proposals: columns, values, and one button."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.wording import listed
from gui.base.appearance import mark
from gui.kit.cards import ChoiceBox, clear, scrolling, words
from gui.kit.gated_form import GatedForm
from gui.registers.actions import Shown
from tasks.ledgers.confirming import Unconfirmed, confirm, together, unconfirmed

_MOST_VALUES = 6


class ConfirmDialog(GatedForm):
    """The proposals of one import, or of all, counted by value; 全部确认 clears their 待核对栏目 as one step."""

    def __init__(self, shown: Shown, found: Sequence[Unconfirmed]) -> None:
        super().__init__(f"核对导入的栏目：{shown.view.record_type.title}", shown.window)
        self._shown = shown
        unit = shown.view.unit
        self.imports = ChoiceBox()
        self.imports.setAccessibleName("哪一次导入")
        self.imports.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one in [*found, *([together(found, f"全部 {len(found)} 次导入")] if len(found) > 1 else [])]:
            self.imports.addItem(f"{one.label}，待核对 {len(one.records)} {unit}", one)
        self.imports.setVisible(len(found) > 1)
        inside = QWidget()
        mark(inside, "plain")
        self._values = QVBoxLayout(inside)
        self._values.setContentsMargins(20, 0, 20, 12)
        self._values.setSpacing(8)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(0, 16, 0, 0)
        stack.setSpacing(8)
        chosen = QHBoxLayout()
        chosen.setContentsMargins(20, 0, 20, 0)
        chosen.addWidget(self.imports)
        stack.addLayout(chosen)
        stack.addWidget(scrolling(inside), 1)
        self.imports.currentIndexChanged.connect(self._show)
        self.submitted.connect(self._confirm)
        self.resize(560, 420)
        self._show()

    def _show(self) -> None:
        found, unit = self._chosen(), self._shown.view.unit
        clear(self._values)
        self._values.addWidget(
            words(
                f"有 {len(found.records)} {unit}是导入时按建议填写的。"
                "看过下面的栏目，没有错就一次确认；个别有错的先改好。",
                wrap=True,
            )
        )
        for label, values in found.values.items():
            common = [f"{text or '（空）'} {number} {unit}" for text, number in values.most_common(_MOST_VALUES)]
            more = f"等 {len(values)} 种" if len(values) > _MOST_VALUES else ""
            self._values.addWidget(words(label, "section"))
            self._values.addWidget(words(f"{listed(common)}{more}", "secondary", wrap=True))
        self._values.addStretch(1)
        self.save_button.setText(f"全部确认 {len(found.records)} {unit}")

    def _chosen(self) -> Unconfirmed:
        chosen: Unconfirmed = self.imports.currentData()
        return chosen

    def _confirm(self) -> None:
        session, unit, records = self._shown.session, self._shown.view.unit, self._chosen().records
        session.run(
            "核对导入的栏目",
            lambda progress: confirm(session.registers, records, progress),
            lambda count: session.told.emit(f"已确认 {count} {unit}，按 Ctrl+Z 可以撤销"),
            self._shown.window,
        )
        self.accept()


def open_confirm(shown: Shown) -> None:
    """Ask to confirm what imports into the register left unconfirmed, if anything."""
    session = shown.session

    def found(left: Sequence[Unconfirmed]) -> None:
        if left:
            ConfirmDialog(shown, left).open()
        else:
            session.told.emit("没有待核对的栏目")

    session.run("核对导入的栏目", lambda _progress: unconfirmed(session.registers, shown.view.record_type), found)
