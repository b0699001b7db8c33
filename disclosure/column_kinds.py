"""Columns: what a record declares about each of its official fields, and how texts become values.

A record is a frozen dataclass whose fields are declared with ``official("登记编号", …)``. Forms, table headers,
cells, ledgers, exports, the journal and the schema test are all driven by ``columns(record_type)``.

The columns themselves are in ``records``; this file changes only for a new kind of value.
"""

import calendar
import re
import types
import unicodedata
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import CONTINUOUS, Enum, auto, verify
from functools import cache
from typing import Any, NewType, Union, cast, get_args, get_origin

from disclosure import import_words
from disclosure.errors import UnreadableValueError
from disclosure.numerals import parse_number
from disclosure.term_base import Term
from disclosure.wording import as_text, yuan
from disclosure.written_dates import DateForm, read_day

Fen = NewType("Fen", int)
"""An amount of money in 分; shown and typed in 元."""


@verify(CONTINUOUS)
class Kind(Enum):
    """What a column holds; this decides its editor, its cells, its SQL type and how it is parsed."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    MONEY = auto()
    YES_NO = auto()
    TERM = auto()
    TERMS = auto()


@dataclass(frozen=True)
class Column:
    """One official field of a record type.

    ``name`` is the attribute, ``label`` the official or customary wording, ``term`` the enumeration of a TERM or TERMS
    column. ``is_numbering`` marks the number the program may give, ``is_pattern`` a rule such numbers are made by,
    ``is_month_day`` a text that is a day of every year (01-20), ``long`` a text of several lines, ``one_line`` a long
    text without line ends, ``is_identity`` the number of an identity document. ``shown_if_filled`` columns appear in a
    form only where they hold something. ``personal`` columns are masked and scanned for, ``sealed`` ones are also
    encrypted once the file has a password. ``refers_to`` names the register whose number a text holds,
    ``choices_from`` the profile column with the office's own list. ``aliases`` are other headings in ledgers
    (``import_words``).
    """

    name: str
    label: str
    kind: Kind
    section: str
    term: type[Term] | None
    required: bool
    is_numbering: bool
    is_pattern: bool
    is_month_day: bool
    long: bool
    one_line: bool
    is_identity: bool
    shown_if_filled: bool
    personal: bool
    sealed: bool
    refers_to: str
    choices_from: str
    hint: str
    aliases: tuple[str, ...]

    def parse(self, text: str) -> Any:
        """Parse a typed or imported text; an empty text is the empty value.

        Raises UnreadableValueError with one Chinese sentence that says what was expected.
        """
        cleaned = text.strip()
        if not cleaned:
            return self.empty
        return _PARSERS[self.kind](self, cleaned)

    @property
    def empty(self) -> Any:
        """The value of a column that was not filled in."""
        return {Kind.TEXT: "", Kind.TERMS: (), Kind.YES_NO: False}.get(self.kind)

    def text(self, value: Any) -> str:
        """Return a value of this column as people read it; money in 元."""
        if self.kind is Kind.MONEY and value is not None:
            return yuan(value)
        return as_text(value)


def official(
    label: str,
    *,
    default: Any = MISSING,
    section: str = "",
    is_numbering: bool = False,
    is_pattern: bool = False,
    is_month_day: bool = False,
    long: bool = False,
    one_line: bool = False,
    is_identity: bool = False,
    shown_if_filled: bool = False,
    personal: bool = False,
    sealed: bool = False,
    refers_to: str = "",
    choices_from: str = "",
    hint: str = "",
) -> Any:
    """Declare an official column of a record (see ``Column``).

    A column without a default is required. ``section`` begins a group of the form, which lasts until the next one.
    """
    metadata = {
        "label": label,
        "section": section,
        "required": default is MISSING,
        "is_numbering": is_numbering,
        "is_pattern": is_pattern,
        "is_month_day": is_month_day,
        "long": long,
        "one_line": one_line,
        "is_identity": is_identity,
        "shown_if_filled": shown_if_filled,
        "personal": personal or sealed,
        "sealed": sealed,
        "refers_to": refers_to,
        "choices_from": choices_from,
        "hint": hint,
    }
    return field(default=default, metadata=metadata) if default is not MISSING else field(metadata=metadata)


def columns(record_type: type[Any]) -> tuple[Column, ...]:
    """Return the official columns of a record type in declared order."""
    return _columns(cast("Hashable", record_type))


def columns_by_name(record_type: type[Any]) -> Mapping[str, Column]:
    """Return the official columns of a record type by attribute name."""
    return _columns_by_name(cast("Hashable", record_type))


@cache
def _columns(record_type: Any) -> tuple[Column, ...]:
    section, found = "", []
    for declared in fields(record_type):
        if "label" in declared.metadata:
            section = declared.metadata["section"] or section
            kind, term = _kind(declared.type)
            metadata = {**declared.metadata, "section": section}
            aliases = import_words.headings(getattr(record_type, "register", ""), declared.name)
            found.append(Column(name=declared.name, kind=kind, term=term, aliases=aliases, **metadata))
    return tuple(found)


@cache
def _columns_by_name(record_type: Any) -> Mapping[str, Column]:
    return {column.name: column for column in columns(record_type)}


def _kind(hint: Any) -> tuple[Kind, type[Term] | None]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return Kind.TERMS, cast("type[Term]", get_args(hint)[0])
    if isinstance(hint, type) and issubclass(hint, Term):
        return Kind.TERM, hint
    return {Fen: Kind.MONEY, str: Kind.TEXT, date: Kind.DATE, int: Kind.NUMBER, bool: Kind.YES_NO}[hint], None


# --- texts become values ---

_SEVERAL = re.compile(r"[；;\n]+")
_LARGEST_NUMBER = 10**12
_QUOTED_LENGTH = 30


def parse_date(text: str) -> date:
    """Parse a date in any unambiguous form: 2024-03-01, 2024年3月1日, 二〇二四年三月一日 …

    Raises UnreadableValueError for anything else, proposing a date where one is likely, and for dates that do not exist
    (2024-02-30).
    """
    found = read_day(text)
    if found is None:
        raise UnreadableValueError(f"“{_shortened(text)}”不是日期，要写成 2024-03-01 这样的形式")
    if found.form is DateForm.FAR_OFF:
        raise UnreadableValueError(f"“{_shortened(text)}”不在 1949 年至 2199 年之间，要核对年份")
    if not found.is_certain:
        raise UnreadableValueError(f"“{_shortened(text)}”可能是 {found.day.isoformat()}，要确认后写成这样的形式")
    return found.day


_MONTH_DAY = re.compile(
    # optionally 「2025-」, 「次年」 or 「每年」; then month and day with any sign between; optionally 「日之前」
    r"^(?:(?:\d{4}|次|翌|每)\s*[-/.年]?\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\s*[之以]?前?\Z"
)
_ANY_LEAP_YEAR = 2024


def month_day(text: str) -> tuple[int, int] | None:
    """Parse a day of every year: 01-20, 1.20, 1月20日, 次年1月20日前; None for anything else."""
    match = _MONTH_DAY.match(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    month, day = int(match[1]), int(match[2])
    try:
        date(_ANY_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def month_day_of(text: str, year: int) -> date | None:
    """Return the date of a month-day text in a year, None where the text is no such day."""
    found = month_day(text)
    if found is None:
        return None
    month, day = found
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day, last))


def parse_amount(text: str) -> Decimal:
    """Parse a plain decimal number ≥ 0; full-width digits and thousands separators are allowed.

    Raises UnreadableValueError otherwise.
    """
    number = parse_number(text)
    if number is None:
        raise UnreadableValueError(f"“{_shortened(text)}”不是数字")
    if not 0 <= number < _LARGEST_NUMBER:
        raise UnreadableValueError(f"“{_shortened(text)}”不是大于等于 0 的合理数字")
    return Decimal(number)


_RETURN_ESCAPED = re.compile(r"_x000D_(?=\n|\Z)")
"""A carriage return as some programs write it before a line end."""
_NOT_KEPT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile(r" *[\n\v\f\x85\u2028\u2029]\s*")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]"
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")


def _parse_text(column: Column, text: str) -> str:
    """Clean a text of what typing, pasting and other programs leave in it.

    Long texts keep one kind of line end, other texts and titles none. Tabs become blanks and control characters go. A
    lone surrogate, which cannot be saved, becomes the replacement character.
    """
    if column.is_month_day:
        found = month_day(text)
        if found is None:
            raise UnreadableValueError(f"“{_shortened(text)}”不是月、日，要写成 01-20 这样的形式")
        return f"{found[0]:02}-{found[1]:02}"
    if text.isprintable() and not column.is_identity:
        return text
    text = _RETURN_ESCAPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
    text = _SURROGATE.sub("\ufffd", _NOT_KEPT.sub("", text))
    if column.is_identity:
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        return plain[:-1] + "X" if plain[-1:] == "x" and plain[:-1].isdigit() else plain
    if column.one_line or not column.long:
        text = _BETWEEN_WIDE.sub("", _LINE_ENDS.sub("\n", text)).replace("\n", " ")
    return text.strip()


def _parse_date(_column: Column, text: str) -> date:
    return parse_date(text)


def _parse_number(_column: Column, text: str) -> int:
    number = parse_amount(text)
    if number != number.to_integral_value():
        raise UnreadableValueError(f"“{_shortened(text)}”不是整数")
    return int(number)


def _parse_money(_column: Column, text: str) -> Fen:
    plain = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-").strip()
    sign = -1 if plain.startswith("-") else 1  # 退费: money given back
    fen = sign * parse_amount(plain.removeprefix("-").lstrip("¥").removesuffix("元")) * 100
    if fen != fen.to_integral_value():
        raise UnreadableValueError(f"“{_shortened(text)}”的分以下还有小数，金额以元为单位，最多两位小数")
    return Fen(int(fen))


def _parse_yes_no(_column: Column, text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in import_words.YES:
        return True
    if plain in import_words.NO:
        return False
    raise UnreadableValueError(f"“{_shortened(text)}”应为“是”或“否”")


def _parse_term(column: Column, text: str) -> Term:
    term_type = cast("type[Term]", column.term)
    member = term_type.named(text)
    if member is None:
        known = "、".join(term.plain_label for term in term_type)
        raise UnreadableValueError(f"不认识“{_shortened(text)}”，可填：{known}")
    return member


def _parse_terms(column: Column, text: str) -> tuple[Term, ...]:
    term_type = cast("type[Term]", column.term)
    if term_type.named(text) is not None:
        return (_parse_term(column, text),)
    return tuple(dict.fromkeys(_parse_term(column, part) for part in _SEVERAL.split(text) if part.strip()))


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED_LENGTH else text[:_QUOTED_LENGTH] + "…"


_PARSERS: Mapping[Kind, Callable[[Column, str], Any]] = {
    Kind.TEXT: _parse_text,
    Kind.DATE: _parse_date,
    Kind.NUMBER: _parse_number,
    Kind.MONEY: _parse_money,
    Kind.YES_NO: _parse_yes_no,
    Kind.TERM: _parse_term,
    Kind.TERMS: _parse_terms,
}
