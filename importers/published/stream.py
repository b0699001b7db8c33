"""Tables left only as running text: labels and figures one after the other."""

import re
from collections.abc import Mapping

from disclosure.checks.sheet import SINGLE_KEY
from disclosure.outcomes import OutcomeGroup
from disclosure.report.cells import RESULTS, TABLE3_COLUMNS, TABLE4_COLUMNS, Value
from importers.published.altered import repaired
from importers.published.figures import Figures
from importers.published.labels import (
    BLOCKS,
    OLD_HEADS,
    OLD_TABLE2_LABELS,
    OLD_TABLE2_WIDTHS,
    RESULT_HEADS,
    TABLE2_LABELS,
    TABLE3_LABELS,
    fold_label,
    plain,
    table3_row,
    table3_row_like,
)
from importers.published.splitting import Figures as Reading
from importers.published.splitting import adds_up, is_glued, only, settled
from importers.published.values import parse_cell

_PAGE = re.compile(r"^[ \t]*[-—–－][ \t]*\d{1,3}[ \t]*[-—–－][ \t]*$", re.MULTILINE)
_LOOSE = re.compile(r"(?<![0-9.])\s+|\s+(?![0-9.])")
"""Blanks that are not between two figures."""
_PAIR = re.compile(r"(?P<label>(?:\d{1,2}[.](?=\D))?[^0-9]+)(?P<run>[0-9 ]+?(?=\d[.][^0-9]|[^0-9 .]|\Z))?")
"""A label (perhaps with 「1.」) and the digits after it, up to the number of the next label (「3.属于…」)."""
_TABLE3 = re.compile(r"本年新收政府信息公开申请数量.*?(?:结转下年度继续办理[0-9 ]*)", re.DOTALL)
_TABLE4_RUN = re.compile(r"总计([0-9][0-9 ]*)")
_SUFFIX = re.compile(r"(?:（[一二三四五六七]）|[一二三四]，)(?!.*(?:（[一二三四五六七]）|[一二三四]，)\S)")
"""The last number of a label, 「（三）」 or 「三，」: the text before it is headings that ran into it."""
_SIGNS = str.maketrans({"(": "（", ")": "）", ",": "，", "．": ".", "、": "，", "“": '"', "”": '"'})
_GROUPS = tuple(fold_label(group.label) for group in OutcomeGroup)
_THOUSANDS = re.compile(r"(?<![\d,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_TABLE2_BEGINS = ("主动公开政府信息情况", "第二十条第（一）项", "信息内容")
_RULES_BY_PLACE = re.compile(r"现行有效件数(?P<run>\d[\d ]*)行政规范性文件")
"""The first row of table two if its label is lost: figures between the heads and the second row."""
_MOST_TEXT = 400_000
_DECISION = re.compile(r"\d+(?:\.\d+)?")


def read_stream(text: str, figures: Figures) -> None:
    """Add figures missing from the grids, as far as the text of the tables has only one reading."""
    if all(figures.has(table) for table in ("table2", "table3", "table4")):
        return
    lines, labels = repaired(text[:_MOST_TEXT].splitlines())
    lines = [_THOUSANDS.sub(lambda number: number.group().replace(",", ""), line) for line in lines]
    squeezed = _LOOSE.sub("", _PAGE.sub("", "\n".join(lines).translate(_SIGNS)))
    line = re.sub(r"\s+", " ", squeezed)  # keep blanks only between figures
    if not figures.cells:
        figures.labels.update(labels)
    if not figures.has("table3"):
        _table3(line, figures)
    if not figures.has("table4"):
        _table4(line, figures)
    if not figures.has("table2"):
        _table2(line, figures)


# --- 表三 ---


def _table3(line: str, figures: Figures) -> None:
    region = _TABLE3.search(line)
    if region is None:
        return
    runs: dict[str, str] = {}
    unknown: list[tuple[str, str]] = []
    for match in _PAIR.finditer(f"一，{region.group()}"):
        label, run = match["label"], match["run"]
        if not run:
            continue
        code = table3_row(label) or table3_row(_tail(label))
        if code is not None:
            if runs.setdefault(code, run) != run:
                figures.contradicted.add(("table3", code))
            figures.note_label("table3", code, _without_groups(_tail(label)))
        else:
            unknown.append((_tail(label), run))
    for label, run in unknown:
        if (code := table3_row_like(label, [code for code in TABLE3_LABELS if code not in runs])) is not None:
            runs[code] = run
            figures.note_label("table3", code, _without_groups(label))
    glued = is_glued(runs.values())
    rows = {code: only(run, len(TABLE3_COLUMNS), adds_up, cut=glued) for code, run in runs.items()}
    known = settled(rows, _balances)
    for code in runs:
        values: list[Value] = list(known[code]) if code in known else [None] * len(TABLE3_COLUMNS)
        figures.add_row("table3", code, values)


def _tail(label: str) -> str:
    """Return a label without the headings that ran into it: from its last number on."""
    match = _SUFFIX.search(label)
    return label[match.start() :] if match and not label[0].isdigit() else label


def _without_groups(label: str) -> str:
    """Return a label without the group's label that ran into its lines."""
    for group in _GROUPS:
        label = label.replace(group, "") if plain(label) != plain(group) else label
    return label


def _balances(rows: Mapping[str, Reading]) -> bool:
    """Whether a complete reading of table three adds up in every column."""
    if not {"n1", "n2", "k7", "n4"} <= set(rows):
        return False
    results = [rows[code] for code in (*(row.code for row in RESULTS), SINGLE_KEY) if code in rows]
    return all(
        rows["n1"][column] + rows["n2"][column] == rows["k7"][column] + rows["n4"][column]
        and rows["k7"][column] == sum(row[column] for row in results)
        for column in range(len(TABLE3_COLUMNS))
    )


# --- 表四 ---


def _table4(line: str, figures: Figures) -> None:
    start = line.rfind("未经复议直接起诉")
    match = _TABLE4_RUN.search(line, start) if start >= 0 else None
    width = len(TABLE4_COLUMNS)
    run = match.group(1) if match else ""
    options = only(run, width * len(BLOCKS), _blocks_add_up, cut=is_glued([run]))
    values = options[0] if len(options) == 1 else (None,) * width * len(BLOCKS)
    if len(options) == 1 or all(head in line[start:] for head in RESULT_HEADS):
        for number, block in enumerate(BLOCKS):
            figures.add_row("table4", block, values[number * width : (number + 1) * width])


def _blocks_add_up(reading: Reading) -> bool:
    width = len(TABLE4_COLUMNS)
    return all(adds_up(reading[start : start + width]) for start in range(0, len(reading), width))


# --- 表二 ---


def _table2(line: str, figures: Figures) -> None:
    end = line.rfind("收到和处理政府信息公开申请情况")
    heads = [line.rfind(head, 0, end if end > 0 else None) for head in _TABLE2_BEGINS]
    start = next((place for place in heads if place >= 0), -1)
    if start < 0:
        return
    region = line[start:end] if end > start else line[start:]
    if any(head in region for head in OLD_HEADS):
        for label in OLD_TABLE2_LABELS:
            if label in region:
                figures.old_table2[label] = _apart(_after(label, region) or "", OLD_TABLE2_WIDTHS.get(label, 3))
        return
    for row, label in TABLE2_LABELS.items():
        run = _after(label, region)
        if run is None and row == "rules" and (match := _RULES_BY_PLACE.search(region)) is not None:
            run = match["run"]
        if run is None:
            continue
        if row in ("rules", "normative_documents"):
            figures.add_table2(row, _apart(run, 3))
        else:
            match = _DECISION.match(run)
            figures.add_table2(row, [parse_cell(match.group()) if match else None])


def _after(label: str, region: str) -> str | None:
    match = re.search(re.escape(fold_label(label)) + r"(\d[\d. ]*)(?![\d.+－元万-])", region)
    return match.group(1).strip() if match else None


def _apart(run: str, count: int) -> tuple[Value, ...]:
    # 「000」 is three numbers; 「100」 may be one, with the others blank
    options = only(run, count, lambda _: True, cut=is_glued([run])) if "." not in run else []
    return tuple(options[0]) if len(options) == 1 else (None,) * count
