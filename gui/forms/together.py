"""一并修改: changing some fields of several records at once, previewed and undone in one step."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from disclosure.column_kinds import Kind, columns_by_name
from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.masking import shown_text
from disclosure.records import Record
from disclosure.wording import listed
from gui.base.session import Session
from gui.base.waits import Wait
from gui.forms.fields import Field
from gui.kit.cards import words
from gui.kit.gated_form import ShortForm
from tasks.ledgers.together import change_together, changed
from tasks.report.effects import effects_of

_MOST_NAMED = 3
_AT_ONCE = 200


class ChangeTogether(ShortForm):
    """A checkbox and an editor for each such field; typing checks it, and a checked blank clears the field."""

    def __init__(
        self,
        session: Session,
        record_type: type[Record],
        records: Sequence[Record],
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"一并修改 {len(records)} 条{record_type.title}", parent)
        self._session, self._type, self._records = session, record_type, list(records)
        sources, declared = session.sources(record_type), columns_by_name(record_type)
        self.fields = {name: Field(declared[name], sources, self.body) for name in names}
        self.ticks = {name: QCheckBox(declared[name].label) for name in names}
        grid = QGridLayout(self.body)
        grid.setContentsMargins(20, 16, 20, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(words("勾选要改的栏目；勾选而不填的，清空这一栏。", "secondary", wrap=True), 0, 0, 1, 2)
        for row, name in enumerate(names, start=1):
            self.fields[name].label.hide()
            grid.addWidget(self.ticks[name], row, 0)
            grid.addWidget(self.fields[name].cell, row, 1)
            self.fields[name].changed.connect(lambda name=name: self._typed(name))
            self.ticks[name].toggled.connect(self.refresh_gate)
        self.counting = QCheckBox("归档号的末位数字依次加一")
        self.counting.setVisible("archive_number" in names)
        self.counting.toggled.connect(self.refresh_gate)
        grid.addWidget(self.counting, len(names) + 1, 1)
        self.preview, self.effects = words("", wrap=True), words("", "attention", wrap=True)
        for row, label in enumerate((self.preview, self.effects), start=len(names) + 2):
            grid.addWidget(label, row, 0, 1, 2)
        grid.setRowStretch(len(names) + 4, 1)
        self._look_soon = session.timer(self, self._look, Wait.TYPING)
        self.finished.connect(self._look_soon.stop)
        self.submitted.connect(self._save)
        self.refresh_gate()
        self.fields[names[0]].editor.inputs()[0].setFocus()

    def is_dirty(self) -> bool:
        return any(tick.isChecked() for tick in self.ticks.values())

    def values(self) -> dict[str, Any]:
        """Return the new values by field; raises UnreadableValueError."""
        return {name: self.fields[name].editor.value() for name, tick in self.ticks.items() if tick.isChecked()}

    def refresh_gate(self) -> None:
        """Show how many would change, from which values, and what prevents it."""
        self.effects.setText("")
        try:
            values = self.values()
        except UnreadableValueError as unreadable:
            self.complain(str(unreadable))
            return
        lacking = [
            field.column.label
            for name, field in self.fields.items()
            if field.column.required and name in values and values[name] in (None, "", ())
        ]
        others = list(changed(self._records, values, self._counted()))
        self.preview.setText(self._told(values, others) if values else "")
        if not values:
            self.complain("勾选要改的栏目")
        elif lacking:
            self.complain(f"{listed(lacking)}不能清空")
        else:
            self.complain("" if others else "所选各条已经是这样")
            self.save_button.setText(f"修改 {len(others)} 条  Ctrl+S")
            self._look_soon.start()

    def _told(self, values: dict[str, Any], others: Sequence[tuple[Record, Record]]) -> str:
        """Return 「15 条中改 12 条，3 条不变。承办人原来是：（空）8 条、李某 4 条。」."""
        same = len(self._records) - len(others)
        told = [f"{len(self._records)} 条中改 {len(others)} 条{f'，{same} 条不变' if same else ''}。"]
        for name in values:
            column = self.fields[name].column
            stood = Counter(shown_text(column, getattr(before, name)) or "（空）" for before, _ in others)
            common = [f"{text} {count} 条" for text, count in stood.most_common(_MOST_NAMED)]
            more = f"等 {len(stood)} 种" if len(stood) > _MOST_NAMED else ""
            if common:
                told.append(f"{column.label}原来是：{listed(common)}{more}。")
        return "\n".join(told)

    def _counted(self) -> str:
        is_counted = self.counting.isChecked() and self.ticks["archive_number"].isChecked()
        return "archive_number" if is_counted and self.fields["archive_number"].editor.raw().strip() else ""

    def _typed(self, name: str) -> None:
        if self.fields[name].editor.raw().strip() and self.fields[name].column.kind is not Kind.YES_NO:
            self.ticks[name].setChecked(True)
        self.refresh_gate()

    def _look(self) -> None:
        """Show what it would change in reports begun or issued; of very many only saving tells."""
        if len(self._records) > _AT_ONCE or not self.save_button.isEnabled():
            return
        session, values, counted = self._session, self.values(), self._counted()

        def change() -> object:
            return change_together(session.registers, self._records, values, "", counted=counted)

        try:
            effects = effects_of(session.registers, change, session.today)
        except DisclosureError:  # saving will report it
            return
        self.effects.setText("\n".join(effect.sentence for effect in effects))

    def _save(self) -> None:
        session, values, counted = self._session, self.values(), self._counted()
        label = f"一并修改{listed([self.fields[name].column.label for name in values])}"
        if len(self._records) > _AT_ONCE:
            session.run(
                "一并修改",
                lambda progress: change_together(
                    session.registers, self._records, values, label, counted=counted, progress=progress
                ),
                self._saved,
                self,
            )
            return
        try:
            count = change_together(session.registers, self._records, values, label, counted=counted)
        except DisclosureError as failure:
            self.not_kept(failure, self._save)
            return
        self._saved(count)

    def _saved(self, count: int) -> None:
        self._session.told.emit(f"改了 {count} 条，按 Ctrl+Z 一次撤销")
        self.accept()
