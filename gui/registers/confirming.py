"""Confirming at once what an import filled as proposed: which columns, with which values, and one button."""

from PySide6.QtWidgets import QVBoxLayout

from disclosure.wording import listed
from gui.kit.cards import words
from gui.kit.gated_form import GatedForm
from gui.registers.actions import Shown
from tasks.ledgers.confirming import Unconfirmed, confirm, unconfirmed

_MOST_VALUES = 6


class ConfirmDialog(GatedForm):
    """What was proposed, counted by value; 全部确认 clears 待核对栏目 of all records as one step."""

    def __init__(self, shown: Shown, found: Unconfirmed) -> None:
        super().__init__(f"核对导入的栏目：{shown.view.record_type.title}", shown.window)
        self._shown, self._found = shown, found
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        count, unit = len(found.records), shown.view.unit
        stack.addWidget(
            words(
                f"有 {count} {unit}是导入时按建议填写的。看过下面的栏目，没有错就一次确认；个别有错的先改好。",
                wrap=True,
            )
        )
        for label, values in found.values.items():
            common = [f"{text or '（空）'} {number} {unit}" for text, number in values.most_common(_MOST_VALUES)]
            more = f"等 {len(values)} 种" if len(values) > _MOST_VALUES else ""
            stack.addWidget(words(label, "section"))
            stack.addWidget(words(f"{listed(common)}{more}", "secondary", wrap=True))
        stack.addStretch(1)
        self.save_button.setText(f"全部确认 {count} {unit}")
        self.submitted.connect(self._confirm)
        self.resize(560, 420)

    def _confirm(self) -> None:
        session, unit = self._shown.session, self._shown.view.unit
        session.run(
            "核对导入的栏目",
            lambda progress: confirm(session.registers, self._found.records, progress),
            lambda count: session.told.emit(f"已确认 {count} {unit}，按 Ctrl+Z 可以撤销"),
            self._shown.window,
        )
        self.accept()


def open_confirm(shown: Shown) -> None:
    """Ask to confirm what imports into the register left open, if anything."""
    session = shown.session

    def found(left: Unconfirmed) -> None:
        if left.records:
            ConfirmDialog(shown, left).open()
        else:
            session.told.emit("没有待核对的栏目")

    session.run("核对导入的栏目", lambda _progress: unconfirmed(session.registers, shown.view.record_type), found)
