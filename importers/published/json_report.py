"""A report as JSON: our own export, and published figures keyed by printed labels."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from disclosure.checks.sheet import SINGLE_ROW, number_in
from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import COLUMN_LABELS, EDITION, TABLE2, TABLE3, TABLE3_COLUMNS, TABLE4, CellKey, Value
from disclosure.report.model import AnnualReport, Section
from importers.published.labels import official_labels
from importers.published.statements import statements
from importers.published.values import as_printed

_OLD_EDITION = "2019-60"
_CELLS_OF_TABLE2 = {
    row.label: tuple(CellKey("table2", row.code, column) for column in block.columns)
    for block in TABLE2
    for row in block.rows
}


def read_json(text: str) -> AnnualReport:
    """Return the report a JSON text holds; every key but the tables is optional. Raises SourceUnreadableError."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise SourceUnreadableError("这个 JSON 文件的格式不对，无法读取，请核对文件。") from fault
    if isinstance(data, dict) and isinstance(data.get("report"), dict):
        data = data["report"]
    if not isinstance(data, dict) or not any(key in data for key in ("table2", "table3", "table4", "year", "sections")):
        raise SourceUnreadableError("这个 JSON 文件里没有年度报告的表格，请核对文件。")
    return _report(data)


def _report(data: Mapping[str, Any]) -> AnnualReport:
    older = _older(data)
    return AnnualReport(
        year=_year(data.get("year")),
        title=_text(data, "title"),
        agency=_text(data, "agency"),
        level=_text(data, "level"),
        opening=_text(data, "opening"),
        sections=tuple(_sections(data.get("sections"))),
        figures=dict(_figures(data)),
        signature=_text(data, "signature"),
        dated_on=_date(data.get("dated_on") or data.get("date")),
        edition=_edition(data, older),
        older_tables=older,
        labels_read={**_altered(data), **_texts(data.get("labels_read"))},
        labels_noted=_noted(data.get("label_variants")),
        version_code=_text(data, "version_code"),
        statements=(*_lines(data.get("statements")), *statements(data.get("narrative_claims"))),
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _year(value: object) -> int:
    number = number_in(value)
    return int(number) if number is not None and 1900 < number < 3000 else 0  # noqa: PLR2004 - any century of reports


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _edition(data: Mapping[str, Any], older: Mapping[str, object]) -> str:
    stated = _text(data, "edition") or _text(data, "format")
    return _OLD_EDITION if stated.startswith("2019") or "table2_2019" in older else EDITION


def _sections(value: object) -> Iterator[Section]:
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            yield Section(_text(item, "heading"), _text(item, "text"))


def _lines(value: object) -> Iterator[str]:
    return (item for item in (value if isinstance(value, list) else []) if isinstance(item, str))


def _texts(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {key: text for key, text in pairs if isinstance(text, str)}


def _noted(value: object) -> dict[str, str]:
    """Return label variants without the transcriber's own remark in half-width brackets at the end."""
    noted = {}
    for label, text in _texts(value).items():
        printed = text[: text.rindex("(")] if text.endswith(")") and text.rindex("(") > 0 else text
        if printed and printed.strip("…") and "(" not in printed[1:]:
            noted[label] = printed
    return noted


def _older(data: Mapping[str, Any]) -> dict[str, Mapping[str, object]]:
    older: dict[str, Mapping[str, object]] = {}
    if isinstance(table := data.get("table2_2019"), dict):
        older["table2_2019"] = {
            label: tuple(as_printed(value) if isinstance(value, str) else _value(value) for value in _listed(values))
            for label, values in table.items()
        }
    table3 = data.get("table3")
    if isinstance(table3, dict) and SINGLE_ROW in table3:
        older["table3"] = {SINGLE_ROW: _padded(_row(table3[SINGLE_ROW]), len(TABLE3_COLUMNS))}
    return older


def _row(values: object) -> tuple[Value, ...]:
    return tuple(_value(value) for value in _listed(values))


def _listed(values: object) -> Sequence[object]:
    return values if isinstance(values, list) else [values]


def _padded(row: tuple[Value, ...], width: int) -> tuple[Value, ...]:
    return (*row, *[None] * width)[:width]


def _value(value: object) -> Value:
    if value is None or isinstance(value, bool | list | dict):
        return None
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else value
    if isinstance(value, int):
        return value
    number = number_in(value)
    return str(value) if number is None else number


def _by_official_label(name: str, table: object) -> dict[str, Any]:
    """Return rows by official label: one without its number, with other signs or with other words is the same row."""
    rows: dict[str, Any] = table if isinstance(table, dict) else {}
    official: dict[str, str] = official_labels(name, rows) if name != "table4" else {}
    return {official.get(label, label): values for label, values in rows.items()}


def _altered(data: Mapping[str, Any]) -> dict[str, str]:
    """Return official labels and what stands in their place as a key, where that is not the same to the character."""
    return {
        wanted: printed
        for name in ("table2", "table3")
        for printed, wanted in official_labels(name, _texts_of(data.get(name))).items()
        if printed != wanted
    }


def _texts_of(table: object) -> tuple[str, ...]:
    return tuple(table) if isinstance(table, dict) else ()


def _figures(data: Mapping[str, Any]) -> Iterator[tuple[CellKey, Value]]:
    table2 = _by_official_label("table2", data.get("table2"))
    for label, cells in _CELLS_OF_TABLE2.items():
        if label in table2:
            yield from zip(cells, _padded(_row(table2[label]), len(cells)), strict=True)
    for table, rows in (("table3", TABLE3), ("table4", TABLE4)):
        printed = _by_official_label(table, data.get(table))
        for row in rows:
            if row.label in printed:
                cells = tuple(CellKey(table, row.code, column) for column in COLUMN_LABELS[table])
                yield from zip(cells, _padded(_row(printed[row.label]), len(cells)), strict=True)
