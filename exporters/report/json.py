"""The annual report for programs: the keys and labels of ``disclosure-report/1``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from disclosure.report.cells import TABLE2, TABLE3, TABLE3_COLUMNS, TABLE4, TABLE4_COLUMNS, CellKey, Value
from disclosure.report.model import AnnualReport
from disclosure.wording import json_text

FORMAT = "disclosure-report/1"

Json: TypeAlias = dict[str, Any]


def report_json(report: AnnualReport, findings: Iterable[Mapping[str, Any]] = ()) -> Json:
    """Return a report with its tables by printed labels; whole figures are int, the fee is a number in 万元.

    ``findings`` are given as in ``Finding.as_json``.
    """
    table3 = _rows(report.figures, "table3", {row.code: row.label for row in TABLE3}, TABLE3_COLUMNS)
    # the single row 「（六）其他处理」 of an older edition, if there is one, goes before the 总计
    single, total = _older(report.older_tables.get("table3", {})), TABLE3[-2].label
    before = {label: row for label, row in table3.items() if label not in (total, TABLE3[-1].label)}
    # only a report that was read from elsewhere has these: deviating labels, statements outside the sections
    read: Json = {"labels_read": dict(report.labels_read), "statements": list(report.statements)}
    return {
        "format": FORMAT,
        "edition": report.edition,
        "agency": report.agency,
        "level": report.level,
        "year": report.year,
        "title": report.title,
        **({"version_code": report.version_code} if report.version_code else {}),
        "opening": report.opening,
        "columns": list(TABLE3_COLUMNS.values()),
        "table2": _table2(report.figures),
        "table3": {**before, **single, **{label: row for label, row in table3.items() if label not in before}},
        "table4": _rows(report.figures, "table4", {row.code: row.label for row in TABLE4}, TABLE4_COLUMNS),
        **{name: _older(rows) for name, rows in report.older_tables.items() if name != "table3"},
        "sections": [{"heading": section.heading, "text": section.text} for section in report.sections],
        "signature": report.signature,
        "dated_on": report.dated_on.isoformat() if report.dated_on else None,
        **{key: value for key, value in read.items() if value},
        "findings": [dict(finding) for finding in findings],
    }


def write_report_json(report: AnnualReport, path: Path, findings: Iterable[Mapping[str, Any]] = ()) -> None:
    """Write a report as UTF-8 JSON, the same bytes for the same report."""
    text = json_text(report_json(report, findings))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _older(rows: Mapping[str, object]) -> Json:
    """Return rows of an abolished edition as they are printed."""
    return {label: [_number(value) for value in row] if isinstance(row, tuple) else row for label, row in rows.items()}


def _table2(figures: Mapping[CellKey, Value]) -> Json:
    table: Json = {}
    for block in TABLE2:
        for row in block.rows:
            if not any(CellKey("table2", row.code, column) in figures for column in block.columns):
                continue
            values = [_number(figures.get(CellKey("table2", row.code, column))) for column in block.columns]
            table[row.label] = values if len(values) > 1 else values[0]
    return table


def _rows(
    figures: Mapping[CellKey, Value], table: str, rows: Mapping[str, str], columns: Iterable[str]
) -> dict[str, list[Any]]:
    codes = list(columns)
    return {
        label: [_number(figures.get(CellKey(table, row, column))) for column in codes]
        for row, label in rows.items()
        if any(CellKey(table, row, column) in figures for column in codes)
    }


def _number(value: Value) -> int | float | str | None:
    """Return a figure for JSON; a Decimal with at most six decimals survives the way through float."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
