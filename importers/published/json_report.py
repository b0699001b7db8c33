"""A report as JSON: our own export, or published figures keyed by printed labels."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from typing import Any

from disclosure.checks.sheet import SINGLE_ROW, number_in
from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import COLUMN_LABELS, EDITION, TABLE2, TABLE3, TABLE3_COLUMNS, TABLE4, CellKey, Value
from disclosure.report.model import AnnualReport, Section
from disclosure.wording import plain_number
from importers.published.labels import COLUMNS, fold_label, official_labels
from importers.published.values import parse_bare_figure

_OLD_EDITION = "2019-60"
_ANY_YEAR = range(1901, 3000)
_CELLS_OF_TABLE2 = {
    row.label: tuple(CellKey("table2", row.code, column) for column in block.columns)
    for block in TABLE2
    for row in block.rows
}


def read_json(text: str) -> AnnualReport:
    """Return the report in a JSON text; every key but the tables is optional. Raises SourceUnreadableError."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise SourceUnreadableError("这个 JSON 文件的格式不对，无法读取，要核对文件。") from fault
    if isinstance(data, dict) and isinstance(data.get("report"), dict):
        data = data["report"]
    if not isinstance(data, dict) or not any(key in data for key in ("table2", "table3", "table4", "year", "sections")):
        raise SourceUnreadableError("这个 JSON 文件里没有年度报告的表格，要核对文件。")
    older = _older_tables(data)
    altered = {  # rows whose key differs from the official label in any character
        wanted: printed
        for name in ("table2", "table3")
        if isinstance(table := data.get(name), dict)
        for printed, wanted in official_labels(name, table).items()
        if printed != wanted
    }
    year, dated_on = number_in(data.get("year")), data.get("dated_on") or data.get("date")
    edition = _text(data, "edition") or _text(data, "format")
    sections = [item for item in _listed(data.get("sections")) if isinstance(item, dict)]
    said = [item for item in _listed(data.get("statements")) if isinstance(item, str)]
    return AnnualReport(
        year=int(year) if year is not None and year in _ANY_YEAR else 0,
        title=_text(data, "title"),
        agency=_text(data, "agency"),
        level=_text(data, "level"),
        opening=_text(data, "opening"),
        sections=tuple(Section(_text(item, "heading"), _text(item, "text")) for item in sections),
        figures=dict(_figures(data)),
        signature=_text(data, "signature"),
        dated_on=_date(dated_on),
        edition=_OLD_EDITION if edition.startswith("2019") or "table2_2019" in older else EDITION,
        older_tables=older,
        labels_read=altered
        | {label: text for label, text in _texts(data.get("labels_read")).items() if label.strip() and text.strip()},
        labels_noted=_labels_noted_by_hand(data.get("label_variants")),
        version_code=_text(data, "version_code"),
        labels_misplaced=_misplaced(data),
        statements=(*said, *statements(data.get("narrative_claims"))),
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _texts(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {key: text for key, text in pairs if isinstance(text, str)}


def _labels_noted_by_hand(value: object) -> dict[str, str]:
    """Return label variants without the transcriber's remark in half-width brackets at the end."""
    noted = {}
    for label, text in _texts(value).items():
        printed = text[: text.rindex("(")] if text.endswith(")") and text.rindex("(") > 0 else text
        if printed and printed.strip("…") and "(" not in printed[1:]:
            noted[label] = printed
    return noted


def _misplaced(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the heads of table three that are given out of their order."""
    given = [column for column in _columns_of_table3(data) if column in TABLE3_COLUMNS]
    in_order = [column for column in TABLE3_COLUMNS if column in given]
    return tuple(TABLE3_COLUMNS[column] for column, wanted in zip(given, in_order, strict=False) if column != wanted)


def _older_tables(data: Mapping[str, Any]) -> dict[str, Mapping[str, object]]:
    older: dict[str, Mapping[str, object]] = {}
    if isinstance(table := data.get("table2_2019"), dict):
        older["table2_2019"] = {
            label: tuple(
                parse_bare_figure(value) if isinstance(value, str) else _value(value) for value in _listed(values)
            )
            for label, values in table.items()
        }
    table3 = data.get("table3")
    if isinstance(table3, dict) and SINGLE_ROW in table3:
        given = dict(zip(_columns_of_table3(data), _row(table3[SINGLE_ROW]), strict=False))
        older["table3"] = {SINGLE_ROW: tuple(map(given.get, TABLE3_COLUMNS))}
    return older


def _row(values: object) -> tuple[Value, ...]:
    return tuple(_value(value) for value in _listed(values))


def _listed(values: object) -> Sequence[object]:
    """Return a list unchanged and anything else in a list: a row may be a single figure."""
    return values if isinstance(values, list) else [values]


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
    """Return rows by official label; number, punctuation or wording of the given label may differ."""
    rows: dict[str, Any] = table if isinstance(table, dict) else {}
    official: dict[str, str] = official_labels(name, rows) if name != "table4" else {}
    return {official.get(label, label): values for label, values in rows.items()}


def _figures(data: Mapping[str, Any]) -> Iterator[tuple[CellKey, Value]]:
    table2 = _by_official_label("table2", data.get("table2"))
    for label, cells in _CELLS_OF_TABLE2.items():
        if label in table2:
            yield from zip(cells, chain(_row(table2[label]), repeat(None)), strict=False)
    for table, rows, columns in (
        ("table3", TABLE3, _columns_of_table3(data)),
        ("table4", TABLE4, tuple(COLUMN_LABELS["table4"])),
    ):
        printed = _by_official_label(table, data.get(table))
        for row in rows:
            if row.label in printed:
                given = dict(zip(columns, _row(printed[row.label]), strict=False))
                yield from ((CellKey(table, row.code, each), given.get(each)) for each in COLUMN_LABELS[table])


def _columns_of_table3(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the code of each figure of a row, from the left: by ``columns``, or as the form has them without it.

    A head that is none of ours keeps its place, so that its figures are read as nobody's.
    """
    heads = data.get("columns")
    if not isinstance(heads, list) or not heads:
        return tuple(TABLE3_COLUMNS)
    return tuple(COLUMNS.get(fold_label(str(head)), str(head)) for head in heads)


# --- prose given as data ---

_CARRIED = (("answered", "办结政府信息公开申请"), ("carried_in", "上年结转"), ("carried_out", "结转下年度"))


def statements(claims: object) -> Iterator[str]:
    """Yield sentences for the claims in a list of {item, value, unit, breakdown, outcome, …}: figures of a report's
    prose given as data, turned back into words so that they can be checked like prose.
    """
    for claim in _listed(claims):
        if not isinstance(claim, dict) or not isinstance(item := claim.get("item"), str):
            continue
        unit, total = str(claim.get("unit") or ""), number_in(claim.get("value"))
        head = f"{item}{plain_number(total or 0)}{unit}"
        if total is None:
            head = claim["quote"] if isinstance(claim.get("quote"), str) else item
        elif isinstance(claim.get("approx"), str):
            head = f"{item}{claim['approx']}"
        parts = _parts(claim, "breakdown", unit) or _parts(claim, "breakdown_yuan", "元")
        yield f"{head}，分别为{'、'.join(parts)}。" if parts else f"{head}。"
        for key, words in _CARRIED:
            if (number := number_in(claim.get(key))) is not None:
                yield f"{words}{plain_number(number)}件。"
        if outcomes := _parts(claim, "outcome", unit):
            yield f"{'；'.join(outcomes)}。"
        channels = _parts(claim, "channel", unit)
        if channels and total is not None:
            yield f"共{plain_number(total)}{unit}，分别为{'、'.join(channels)}。"


def _parts(claim: Mapping[str, Any], key: str, unit: str) -> list[str]:
    numbers = claim.get(key)
    shares = claim.get("percent")
    parts = []
    for name, value in numbers.items() if isinstance(numbers, dict) else ():
        number = number_in(value)
        if number is None:
            return []
        share = number_in(shares.get(name)) if isinstance(shares, dict) else None
        percent = f"，占{plain_number(share)}%" if share is not None else ""
        parts.append(f"{name}{plain_number(number)}{unit}{percent}")
    return parts
