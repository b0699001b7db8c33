"""历史: the changes of a record, field by field, old → new, and views of its hidden values."""

from PySide6.QtWidgets import QWidget

from disclosure.changes import JournalEntry
from disclosure.column_kinds import Column, columns
from disclosure.masking import screened
from disclosure.records import Access, Record
from gui.base.session import Session
from gui.kit.cards import Card, button, quotable, words

_ENTRIES_AT_FIRST = 3
_VALUE_CHARACTERS = 40


class HistoryCard(Card):
    """The journal of one record, newest first; the latest entries at once, all on demand."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("修改历史", parent)
        self._session = session
        self._record: Record | None = None
        self._shows_all = self._is_revealed = False

    def show_record(self, record: Record, *, is_revealed: bool = False) -> None:
        """Show the history of a record; personal values are masked unless ``is_revealed``."""
        if self._record is None or self._record.id != record.id:
            self._shows_all = False
        self._record, self._is_revealed = record, is_revealed
        self.clear()
        registers = self._session.registers
        entries = sorted(
            (*registers.history(record), *registers.accesses(record)), key=lambda entry: entry.entry, reverse=True
        )
        shown = entries if self._shows_all else entries[:_ENTRIES_AT_FIRST]
        for entry in shown:
            done = entry.after.caption_text if isinstance(entry.after, Access) else entry.operation.label
            by = f" · {entry.by}" if entry.by else ""
            self.body.addWidget(words(f"{entry.at[:16].replace('T', ' ')} · {done}{by}", "secondary", wrap=True))
            for line in field_changes(entry, is_revealed=is_revealed):
                self.body.addWidget(quotable(f"    {line}"))
        if len(shown) < len(entries):
            self.body.addWidget(button(f"显示全部 {len(entries)} 次", self._show_all, "link"))

    def _show_all(self) -> None:
        self._shows_all = True
        if self._record is not None:
            self.show_record(self._record, is_revealed=self._is_revealed)


def field_changes(entry: JournalEntry, *, is_revealed: bool = False) -> list[str]:
    """Return 「字段：旧 → 新」 for every field changed by an amendment; empty for other entries."""

    def told(column: Column, record: Record) -> str:
        text = column.text(getattr(record, column.name))
        flat = (text if is_revealed else screened(column, text)).replace("\n", " ")
        return (flat if len(flat) <= _VALUE_CHARACTERS else flat[:_VALUE_CHARACTERS] + "…") or "（空）"

    before, after = entry.before, entry.after
    if before is None or after is None:
        return []
    return [
        f"{column.label}：{told(column, before)} → {told(column, after)}"
        for column in columns(type(after))
        if getattr(before, column.name) != getattr(after, column.name)
    ]
