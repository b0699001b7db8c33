"""What a register holds already, so that importing the same ledger again adds only what is new."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from disclosure.column_kinds import columns, columns_by_name
from disclosure.records import Record

Content = Hashable
_MOST_SHARED = 20_000


def key_field(record_type: type[Record]) -> str:
    """Return the field that holds the number of a record of this type; "" where records have none."""
    return next((column.name for column in columns(record_type) if column.is_numbering), "")


class KnownRows:
    """The records of one register by number, and how many there are of each content apart from the number.

    A row with a number is known by it. A row without one is known by its content and its ordinal among equal rows:
    the third equal row is there already if the register holds three such records that no number accounts for. A row
    none is equal to may be one as it came in that was answered or put right since: ``amended`` gives such records, as
    they came and as they are, and is asked for them only where a row would be new.
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
            if column.name != self._key and not column.shown_if_filled  # confirming a record makes it no other
        ]
        self._content = _content_of(record_type)
        self._by_number: dict[str, Content] = {}
        self._left: Counter[Content] = Counter()
        shared: dict[object, object] = {}
        for record in records:
            # of a hundred thousand records most days and words are those of others: each is kept once
            content = tuple(shared.setdefault(value, value) for value in self._content(record))
            if len(shared) > _MOST_SHARED:
                shared.clear()
            self._left[content] += 1
            if number := self.number(record):
                self._by_number[number] = content

    def number(self, record: Record) -> str:
        """Return what names a record, empty where nothing does."""
        return str(getattr(record, self._key)) if self._key else ""

    def holds_number(self, number: str) -> bool:
        """Whether a record is called so already."""
        return number in self._by_number

    def differences(self, record: Record) -> list[str]:
        """Return the labels of the columns in which a record differs from the one of the same number."""
        labels = {column.name: column.label for column in columns(type(record))}
        known, own = self._by_number[self.number(record)], self._content(record)
        pairs = zip(self._fields, known, own, strict=True)  # type: ignore[call-overload]
        return [labels[name] for name, old, new in pairs if old != new]

    def numbers_by_content(self) -> dict[Content, str]:
        """Return the number of a record by its content."""
        return {content: number for number, content in self._by_number.items()}

    def use(self, record: Record) -> bool:
        """Account for a row by its content: whether the register still holds one such record not accounted for."""
        content = self._content(record)
        if self._left[content] <= 0:
            return False
        self._left[content] -= 1
        return True

    def use_as_it_came(self, record: Record) -> bool:
        """Account for a row by what a record was when it came in: whether one such is not accounted for yet."""
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
    """Which rows of a ledger are the same but for their number; ``known`` gives the numbers of the register by content.

    A row without a number is the same only as another row: what the register holds of it is there already.
    """

    def __init__(self, record_type: type[Record], known: Mapping[Content, str] | None = None) -> None:
        key = key_field(record_type)
        self._key, self._content = key, _content_of(record_type)
        self._but = f"除{columns_by_name(record_type)[key].label}外" if key else ""
        self._known = known or {}
        self._rows: dict[Content, str] = {}

    def said(self, record: Record, place: str) -> str:
        """Return that a row is the same as one before it or as a record, empty where it is not; it is seen now."""
        content = self._content(record)
        number = self._known.get(content, "") if self._key and getattr(record, self._key) else ""
        before = f"已登记的{number}" if number else self._rows.setdefault(content, place)
        return f"{self._but}与{before}完全相同，请核对是否重复。" if before != place else ""


def _content_of(record_type: type[Record]) -> Any:
    """Return what takes the content of a record apart from its number; confirming a record makes it no other."""
    key = key_field(record_type)
    return attrgetter(*(one.name for one in columns(record_type) if one.name != key and not one.shown_if_filled))
