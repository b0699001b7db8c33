"""Ledgers that must add up to the figures of a published report, and those figures by cell."""

import csv
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from disclosure.outcomes import Outcome
from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, CellKey
from disclosure.terms import Applicant, DisputeResult, SuitRoute

REPORTS = Path(__file__).parents[2] / "data" / "reports"
Row = Sequence[str]


def published(name: str) -> dict[str, Any]:
    """Return the figures of a published report as printed."""
    found: dict[str, Any] = json.loads(next(REPORTS.glob(f"{name}-*.json")).read_text(encoding="utf-8"))
    return found


def figures(report: dict[str, Any]) -> dict[CellKey, Decimal]:
    """Return the published figures by cell."""
    return {cell: Decimal(str(_figure(report, cell))) for cell in CELLS}


def _figure(report: dict[str, Any], cell: CellKey) -> float:
    value = report[cell.table][ROW_LABELS[cell.table][cell.row]]
    if not isinstance(value, list):
        return float(value) if isinstance(value, float) else int(value)
    columns = list(COLUMN_LABELS[cell.table]) if cell.table != "table2" else ["issued", "repealed", "in_force"]
    return int(value[columns.index(cell.column)])


def write_ledgers(report: dict[str, Any], folder: Path) -> dict[str, Path]:
    """Write one ledger per register whose rows add up to a report, in the encodings and forms offices use."""
    year = int(report["year"])
    tables = {
        "releases": (("信息名称", "文件性质", "信息类别", "形成或变更日期", "废止日期"), _releases(report, year)),
        "requests": (
            (
                "登记编号",
                "申请人类型",
                "申请人",
                "申请渠道",
                "来件日期",
                "收到申请之日",
                "所需信息描述",
                "办理结果",
                "答复日期",
            ),
            _requests(report, year),
        ),
        "tallies": (("业务类型", "日期", "数量", "金额（元）"), _tallies(report, year)),
        "reviews": (("申请人", "复议机关", "收到日期", "复议结果", "结案日期"), _reviews(report, year)),
        "litigation": (("原告", "受理法院", "起诉方式", "收到日期", "诉讼结果", "结案日期"), _suits(report, year)),
    }
    paths = {}
    for register, (header, rows) in tables.items():
        paths[register] = folder / f"{register}.csv"
        with paths[register].open("w", encoding="gb18030", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])
    return paths


def _releases(report: dict[str, Any], year: int) -> Iterator[Row]:
    for kind in ("规章", "行政规范性文件"):
        issued, repealed, in_force = report["table2"][kind]
        older = in_force - issued + repealed
        for number in range(older):
            ended = f"{year}年6月30日" if number < repealed else ""
            yield f"{kind}旧{number}", kind, "第二十条第（一）项", f"{year - 2}.5.{number % 28 + 1}", ended
        for number in range(issued):
            ended = f"{year}/12/31" if number < repealed - older else ""
            yield f"{kind}新{number}", kind, "20-1", f"{year}-{number % 12 + 1}-28", ended


def _requests(report: dict[str, Any], year: int) -> Iterator[Row]:
    table = report["table3"]
    serial = 0
    for place, applicant in enumerate(Applicant):
        results = [outcome for outcome in Outcome for _ in range(table[outcome.label][place])]
        new, carried_in = (table[label][place] for label in list(table)[:2])
        for position in range(new + carried_in):
            serial += 1
            day = position % 31 + 1
            received = f"{year - 1}年12月{day}日" if position < carried_in else f"{year}/1/{day}"
            result = results[position] if position < len(results) else None
            yield (
                f"{year}-{serial:05}",
                applicant.label,
                "张某某",
                "当面",
                received,
                received,
                "测试信息",
                _name(result, position),
                f"{year}.{position % 11 + 2}.15" if result else "",
            )


def _name(outcome: Outcome | None, position: int) -> str:
    return (outcome.label, outcome.plain_label, outcome.value)[position % 3] if outcome else ""


def _tallies(report: dict[str, Any], year: int) -> Iterator[Row]:
    for kind in ("行政许可", "行政处罚", "行政强制"):
        count = report["table2"][kind]
        yield kind, f"{year}-06-30", str(count // 2), ""
        yield kind, f"{year}-12-31", str(count - count // 2), ""
    yield "行政事业性收费", f"{year}-12-31", "", f"{Decimal(str(report['table2']['行政事业性收费'])) * 10_000:,}元"


def _disputes(figures: Sequence[int], year: int) -> Iterator[Row]:
    for result, count in zip(DisputeResult, figures, strict=False):
        closed = "" if result is DisputeResult.PENDING else f"{year}-11-30"
        for number in range(count):
            yield f"{year}-{number % 10 + 1}-01", result.label, closed


def _reviews(report: dict[str, Any], year: int) -> Iterator[Row]:
    for row in _disputes(report["table4"]["行政复议"], year):
        yield "张某某", "示例市人民政府", *row


def _suits(report: dict[str, Any], year: int) -> Iterator[Row]:
    for route in SuitRoute:
        for row in _disputes(report["table4"][route.label], year):
            yield "测试公司", "示例市中级人民法院", route.label, *row
