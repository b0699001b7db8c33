"""The records a register holds already, so that importing the same ledger again adds only new ones."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from disclosure.column_kinds import columns, columns_by_name
from disclosure.records import Record

Content = Hashable
_MOST_SHARED = 20_000


def key_field(record_type: type[Record]) -> str:
    """Return the field with the number of a record of this type, or "" if there is none."""
    return next((column.name for column in columns(record_type) if column.is_numbering), "")


class KnownRows:
    """The records of one register by number, and the number of records for each content apart from the number.

    A row with a number is matched by it. A row without one is matched by its content and its ordinal among equal rows:
    the third equal row is there already if the register holds three such records not matched by number. A row that
    equals none may be a record that was answered or corrected since its import: ``amended`` returns such records as
    imported and as they are now, and is called only if a row would otherwise be new.
    """

    def __init__(
        self,
        record_type: type[Record],
        records: Iterable[Record],
        amended: Callable[[], Iterable[tuple[Record, Record]]] = tuple,
    ) -> None:
        self._amended: Callable[[], Iterable[tuple[Record, Record]]] = amended
        self._former: dict[Content, list[Content]] | None = None
        self._key = key_field(record_type)
        self._fields = [
            column.name
            for column in columns(record_type)
            if column.name != self._key and not column.shown_if_filled  # confirming a record does not change it
        ]
        self._content = _content_of(record_type)
        self._by_number: dict[str, Content] = {}
        self._left: Counter[Content] = Counter()
        shared: dict[object, object] = {}
        for record in records:
            # of a hundred thousand records most dates and words repeat: each is stored once
            content = tuple(shared.setdefault(value, value) for value in self._content(record))
            if len(shared) > _MOST_SHARED:
                shared.clear()
            self._left[content] += 1
            if number := self.number(record):
                self._by_number[number] = content

    def number(self, record: Record) -> str:
        """Return the number of a record, or ""."""
        return str(getattr(record, self._key)) if self._key else ""

    def holds_number(self, number: str) -> bool:
        """Whether a record with this number exists."""
        return number in self._by_number

    def differences(self, record: Record) -> list[str]:
        """Return the labels of the columns in which a record differs from the one with the same number."""
        labels = {column.name: column.label for column in columns(type(record))}
        known, own = self._by_number[self.number(record)], self._content(record)
        pairs = zip(self._fields, known, own, strict=True)  # type: ignore[call-overload]
        return [labels[name] for name, old, new in pairs if old != new]

    def numbers_by_content(self) -> dict[Content, str]:
        """Return the number of a record by its content."""
        return {content: number for number, content in self._by_number.items()}

    def use(self, record: Record) -> bool:
        """Match a row by its content: whether the register has such a record not matched yet."""
        content = self._content(record)
        if self._left[content] <= 0:
            return False
        self._left[content] -= 1
        return True

    def use_as_it_came(self, record: Record) -> bool:
        """Match a row by the state of a record when it was imported: whether there is one not matched yet."""
        if self._former is None:
            self._former = defaultdict(list)
            for came, now in self._amended():
                self._former[self._content(came)].append(self._content(now))
        for content in self._former.get(self._content(record), ()):
            if self._left[content] > 0:
                self._left[content] -= 1
                return True
        return False


class SameRows:
    """Rows of a ledger equal except for their number; ``known`` gives the numbers of the register by content.

    A row without a number is compared only with other rows, as what the register holds of it is there already.
    """

    def __init__(self, record_type: type[Record], known: Mapping[Content, str] | None = None) -> None:
        key = key_field(record_type)
        self._key, self._content = key, _content_of(record_type)
        self._but = f"除{columns_by_name(record_type)[key].label}外" if key else ""
        self._known = known or {}
        self._rows: dict[Content, str] = {}

    def said(self, record: Record, place: str) -> str:
        """Return that a row equals a previous one or a record, or "" if it does not; then remember it."""
        content = self._content(record)
        number = self._known.get(content, "") if self._key and getattr(record, self._key) else ""
        before = f"已登记的{number}" if number else self._rows.setdefault(content, place)
        return f"{self._but}与{before}完全相同，要核对是否重复。" if before != place else ""


def _content_of(record_type: type[Record]) -> Any:
    """Return the function for the content of a record without its number; confirming a record does not change it."""
    key = key_field(record_type)
    return attrgetter(*(one.name for one in columns(record_type) if one.name != key and not one.shown_if_filled))
