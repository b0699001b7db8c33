"""One row of a ledger becomes a record, or the reasons in Chinese why it cannot."""

from dataclasses import dataclass
from typing import Any

from disclosure.column_kinds import Column, Kind, columns, columns_by_name
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
    values, reasons, unknown = _parse_cells(row, header)
    names = columns_by_name(record_type)
    if unknown:
        name = remarks_column(record_type).name
        values[name] = SEPARATOR.join(([values[name]] if values.get(name) else []) + unknown)
    if record_type is Litigation and not values.get("route") and values.get("related_review"):
        values["route"] = SuitRoute.SUIT_AFTER_REVIEW
    try:
        record = build(record_type, values)
    except InvalidRecordError as invalid:
        reasons = {**{name: f"{names[name].label}：{text}" for name, text in invalid.problems.items()}, **reasons}
    if reasons:
        return Reading(row, sheet, None, tuple(reasons.values()))
    lacking = (
        f"{column.label}：请填写{column.label}"
        for column in columns(record_type)
        if column.required_in_ledger and getattr(record, column.name) in (None, "", ())
    )
    return Reading(row, sheet, record, lacking=tuple(lacking))


_NOTHING = frozenset({"", "/", "／", "-", "－", "—", "——", "\\"})
"""What people write into a cell that does not apply."""


def _parse_cells(row: Row, header: Header) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """Return the values of a row, what is wrong with it by column, and 「列名：值」 of the columns we do not know."""
    values: dict[str, Any] = {}
    reasons: dict[str, str] = {}
    unknown: list[str] = []
    for position, text in enumerate(row.cells):
        target = header.targets[position] if position < len(header.targets) else Target("")
        column, label = target.column, target.name or f"第{position + 1}列"
        if not text or target.is_ignored:
            continue
        if column is None:
            unknown.append(f"{label}：{text}")
        if len(text) > LONGEST_CELL:
            name = column.name if column else f"#{position}"
            reasons[name] = f"{label}：有 {len(text)} 个字，一格最多 {LONGEST_CELL} 个字，请缩短"
        elif column is not None and (column.kind is Kind.TEXT or text not in _NOTHING):
            try:
                # 万元 are written into our 元
                amount = parse_number(text.removesuffix("元").removesuffix("万")) if target.factor != 1 else None
                values[column.name] = column.parse(text if amount is None else plain_number(amount * target.factor))
            except UnreadableValueError as unreadable:
                reasons[column.name] = f"{column.label}：{unreadable}"
    return values, reasons, unknown


def remarks_column(record_type: type[Record]) -> Column:
    """Return the column that keeps what has no column of its own: 备注, or the last long text (佐证)."""
    long_texts = [column for column in columns(record_type) if column.long and column.kind is Kind.TEXT]
    return next((column for column in long_texts if column.name == "remarks"), long_texts[-1])
