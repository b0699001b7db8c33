"""One row of a ledger becomes a record, or the reasons in Chinese why it cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from disclosure.columns import Column, Kind, columns, columns_by_name
from disclosure.errors import InvalidRecordError, UnreadableValueError
from disclosure.numerals import parse_number
from disclosure.records import Litigation, Record, build
from disclosure.terms import SuitRoute
from disclosure.wording import SEPARATOR, plain_number
from importers.ledgers.header import Header, Target
from importers.ledgers.rows import LONGEST_CELL, Row


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one row: a record not yet in the register, or the reasons why there is none.

    ``lacking`` are reasons that only hold for a record the register does not know already (收到申请之日 left blank).
    """

    row: Row
    sheet: str
    record: Record | None
    reasons: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


def is_blank(row: Row, header: Header) -> bool:
    """Whether a row holds nothing but, at most, a running number or an old reason of refusal."""
    if row.is_blank:
        return True
    return not any(text for position, text in enumerate(row.cells) if position not in header.ignored)


def read_row(row: Row, header: Header, record_type: type[Record], sheet: str = "") -> Reading:
    """Read one row that is not blank; nothing is raised, what stands in the way is in ``reasons``."""
    values, reasons = _values(row, header)
    names = columns_by_name(record_type)
    _keep_unknown(row, header, record_type, values)
    _derive(record_type, values)
    try:
        record = build(record_type, values)
    except InvalidRecordError as invalid:
        reasons = {**{name: f"{names[name].label}：{text}" for name, text in invalid.problems.items()}, **reasons}
    if reasons:
        return Reading(row, sheet, None, tuple(reasons.values()))
    return Reading(row, sheet, record, lacking=tuple(_lacking(record)))


def _values(row: Row, header: Header) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    reasons: dict[str, str] = {}
    for position, text in enumerate(row.cells):
        target = header.targets[position] if position < len(header.targets) else Target("")
        name = target.column.name if target.column else f"#{position}"
        if len(text) > LONGEST_CELL and not target.is_ignored:
            label = target.name or f"第{position + 1}列"
            reasons[name] = f"{label}：有 {len(text)} 个字，一格最多 {LONGEST_CELL} 个字，请缩短"
        elif target.column and not _says_nothing(target.column, text):
            _read_cell(target, target.column, text, values, reasons)
    return values, reasons


_NOTHING = frozenset({"", "/", "／", "-", "－", "—", "——", "\\"})
"""What people write into a cell that does not apply."""


def _says_nothing(column: Column, text: str) -> bool:
    return not text or (column.kind is not Kind.TEXT and text in _NOTHING)


def _read_cell(target: Target, column: Column, text: str, values: dict[str, Any], reasons: dict[str, str]) -> None:
    try:
        values[column.name] = column.parse(_in_our_unit(target, text))
    except UnreadableValueError as unreadable:
        reasons[column.name] = f"{column.label}：{unreadable}"


def _in_our_unit(target: Target, text: str) -> str:
    amount = parse_number(text.removesuffix("元").removesuffix("万")) if target.factor != 1 else None
    return text if amount is None else plain_number(amount * target.factor)


def _keep_unknown(row: Row, header: Header, record_type: type[Record], values: dict[str, Any]) -> None:
    """Keep what stands in columns we do not know as 「列名：值」 in 备注, so that nothing is lost."""
    kept = list(_unknown(row, header))
    if kept:
        name = remarks_column(record_type).name
        values[name] = SEPARATOR.join(([values[name]] if values.get(name) else []) + kept)


def _unknown(row: Row, header: Header) -> Iterator[str]:
    for position, text in enumerate(row.cells):
        target = header.targets[position] if position < len(header.targets) else Target("")
        if text and target.column is None and not target.is_ignored:
            yield f"{target.name or f'第{position + 1}列'}：{text}"


def remarks_column(record_type: type[Record]) -> Column:
    """Return the column that keeps what has no column of its own: 备注, or the last long text (佐证)."""
    long_texts = [column for column in columns(record_type) if column.long and column.kind is Kind.TEXT]
    return next((column for column in long_texts if column.name == "remarks"), long_texts[-1])


def _derive(record_type: type[Record], values: dict[str, Any]) -> None:
    if record_type is Litigation and not values.get("route") and values.get("related_review"):
        values["route"] = SuitRoute.SUIT_AFTER_REVIEW


def _lacking(record: Record) -> Iterator[str]:
    for column in columns(type(record)):
        if column.required_in_ledger and getattr(record, column.name) in (None, "", ()):
            yield f"{column.label}：请填写{column.label}"
