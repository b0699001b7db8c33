"""勾稽: the sums that must hold in the statutory tables, as lines a person can follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.report.cells import (
    ANSWERED,
    CARRIED_IN,
    CARRIED_OUT,
    COLUMN_LABELS,
    RECEIVED,
    RESULTS,
    TABLE3,
    TABLE3_COLUMNS,
    TABLE4,
    TOTAL,
    CellKey,
    Value,
)
from disclosure.wording import plain_number


@dataclass(frozen=True)
class Balance:
    """One sum: what is compared, the comparison in words, and whether it holds."""

    label: str
    told: str
    holds: bool


def balances(table: str, figures: Mapping[CellKey, Value], before: Mapping[CellKey, Value]) -> tuple[Balance, ...]:
    """Return the sums of a table; ``before`` are last year's figures, empty if unknown.

    Table two has none. 国办公开办函〔2021〕30号 prints the first one into the corner of table three.
    """
    if table == "table3":
        return tuple(_of_table3(figures, before))
    return tuple(_of_table4(figures)) if table == "table4" else ()


def _of_table3(figures: Mapping[CellKey, Value], before: Mapping[CellKey, Value]) -> Iterator[Balance]:
    def number(row: str, column: str, source: Mapping[CellKey, Value] = figures) -> int:
        return _number(source.get(CellKey("table3", row, column)))

    in_and_out = {
        column: (
            number(RECEIVED.code, column) + number(CARRIED_IN.code, column),
            number(ANSWERED.code, column) + number(CARRIED_OUT.code, column),
        )
        for column in TABLE3_COLUMNS
    }
    yield _sides("本年新收 ＋ 上年结转", in_and_out)
    results = {
        column: (sum(number(row.code, column) for row in RESULTS), number(ANSWERED.code, column))
        for column in TABLE3_COLUMNS
    }
    yield _sides("各项结果之和", results)
    sums = [_parts("table3", row.code, figures) for row in TABLE3]
    wrong = sum(parts != total for parts, total in sums)
    yield Balance("各列之和", f"{wrong} 行不符" if wrong else f"{len(TABLE3)} 行相符", not wrong)
    if before:
        carried = {
            column: (number(CARRIED_OUT.code, column, before), number(CARRIED_IN.code, column))
            for column in TABLE3_COLUMNS
        }
        yield _sides("去年结转下年", carried)


def _of_table4(figures: Mapping[CellKey, Value]) -> Iterator[Balance]:
    for row in TABLE4:
        parts, total = _parts("table4", row.code, figures)
        yield Balance(row.label, _told(parts, total), parts == total)


def _sides(label: str, columns: Mapping[str, tuple[int, int]]) -> Balance:
    """Return the balance of the first column that does not hold, or else of 总计."""
    shown = next((sides for sides in columns.values() if sides[0] != sides[1]), columns[TOTAL])
    return Balance(label, _told(*shown), shown[0] == shown[1])


def _told(left: int, right: int) -> str:
    return f"{plain_number(left)} {'＝' if left == right else '≠'} {plain_number(right)}"


def _parts(table: str, row: str, figures: Mapping[CellKey, Value]) -> tuple[int, int]:
    """Return the sum of a row's columns, and its 总计."""
    parts = sum(_number(figures.get(CellKey(table, row, column))) for column in COLUMN_LABELS[table] if column != TOTAL)
    return parts, _number(figures.get(CellKey(table, row, TOTAL)))


def _number(value: Value) -> int:
    """Return a figure; a cell that was not read, or holds no number, counts as 0."""
    return 0 if value is None or isinstance(value, str) else int(value)
