"""The 200 cells of the three statutory tables: their codes, their printed labels, their order.

Edition ``2021-30`` (国办公开办函〔2021〕30号). A cell is named by codes inside the program, by printed labels outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.terms import Applicant, DisputeBlock, DisputeResult

EDITION = "2021-30"

TOTAL = "total"
"""Column code of every 总计."""

Figure = int | Decimal
"""A counted figure: an integer, except in the fee cell, which is in 万元."""

Value = int | Decimal | str | None
"""The content of a cell of a published report: a figure, a printed text such as "" or "/", or None if unread."""


class CellKey(NamedTuple):
    """One of the 200 cells, by codes: ``CellKey("table3", "n1", "natural_person")``."""

    table: str
    row: str
    column: str

    @property
    def path(self) -> str:
        """The cell by printed labels: 「table3/一、本年新收政府信息公开申请数量/自然人」."""
        return f"{self.table}/{ROW_LABELS[self.table][self.row]}/{COLUMN_LABELS[self.table][self.column]}"


@dataclass(frozen=True)
class Row:
    """One printed row: its code, its label, and for results of table three the 办理结果 it counts."""

    code: str
    label: str
    outcome: Outcome | None = None

    @property
    def group(self) -> OutcomeGroup | None:
        """The bracketed group the row belongs to, if any."""
        return self.outcome.group if self.outcome else None


# --- 表二 · 二、主动公开政府信息情况 ---

DOCUMENT_COLUMNS: Mapping[str, str] = {
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
}
DECISION_COLUMN = "decisions"
FEE_COLUMN = "amount"


@dataclass(frozen=True)
class Block:
    """One block of table two: an article, its columns by code, its rows."""

    heading: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]


TABLE2_FIRST_COLUMN = "信息内容"
TABLE2: tuple[Block, ...] = (
    Block("第二十条第（一）项", DOCUMENT_COLUMNS, (Row("rules", "规章"), Row("normative_documents", "行政规范性文件"))),
    Block("第二十条第（五）项", {DECISION_COLUMN: "本年处理决定数量"}, (Row("licences", "行政许可"),)),
    Block(
        "第二十条第（六）项",
        {DECISION_COLUMN: "本年处理决定数量"},
        (Row("penalties", "行政处罚"), Row("coercive_measures", "行政强制")),
    ),
    Block(
        "第二十条第（八）项",
        {FEE_COLUMN: "本年收费金额（单位：万元）"},
        (Row("administrative_fees", "行政事业性收费"),),
    ),
)
FEE_CELL = CellKey("table2", "administrative_fees", FEE_COLUMN)

# --- 表三 · 三、收到和处理政府信息公开申请情况 ---

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS_HEADING, ORGANISATIONS_HEADING, TOTAL_HEADING = "申请人情况", "法人或其他组织", "总计"
RESULTS_HEADING = "三、本年度办理结果"
RECEIVED = Row("n1", "一、本年新收政府信息公开申请数量")
CARRIED_IN = Row("n2", "二、上年结转政府信息公开申请数量")
RESULTS: tuple[Row, ...] = tuple(Row(outcome.key, outcome.label, outcome) for outcome in Outcome)
ANSWERED = Row("k7", "（七）总计")
CARRIED_OUT = Row("n4", "四、结转下年度继续办理")
TABLE3: tuple[Row, ...] = (RECEIVED, CARRIED_IN, *RESULTS, ANSWERED, CARRIED_OUT)
TABLE3_COLUMNS: Mapping[str, str] = {
    **{applicant.value: applicant.label for applicant in Applicant},
    TOTAL: TOTAL_HEADING,
}

# --- 表四 · 四、政府信息公开行政复议、行政诉讼情况 ---

SUITS_HEADING = "行政诉讼"
TABLE4: tuple[Row, ...] = tuple(Row(block.value, block.label) for block in DisputeBlock)
TABLE4_COLUMNS: Mapping[str, str] = {
    **{result.value: result.label for result in DisputeResult},
    TOTAL: TOTAL_HEADING,
}

# --- all of them ---

ROW_LABELS: Mapping[str, Mapping[str, str]] = {
    "table2": {row.code: row.label for block in TABLE2 for row in block.rows},
    "table3": {row.code: row.label for row in TABLE3},
    "table4": {row.code: row.label for row in TABLE4},
}
COLUMN_LABELS: Mapping[str, Mapping[str, str]] = {
    "table2": {code: label for block in TABLE2 for code, label in block.columns.items()},
    "table3": TABLE3_COLUMNS,
    "table4": TABLE4_COLUMNS,
}
CELLS: tuple[CellKey, ...] = (
    *(CellKey("table2", row.code, column) for block in TABLE2 for row in block.rows for column in block.columns),
    *(CellKey("table3", row.code, column) for row in TABLE3 for column in TABLE3_COLUMNS),
    *(CellKey("table4", row.code, column) for row in TABLE4 for column in TABLE4_COLUMNS),
)
"""All 200, in printed order."""


def totals(counted: Mapping[CellKey, Figure]) -> dict[CellKey, Figure]:
    """Return all 200 figures from the counted ones: missing cells are 0, every 总计 is the sum of its parts.

    ``counted`` holds only cells that count records, never a 总计.
    """
    figures: dict[CellKey, Figure] = {cell: counted.get(cell, 0) for cell in CELLS}
    for applicant in Applicant:
        figures[CellKey("table3", "k7", applicant)] = sum(
            figures[CellKey("table3", row.code, applicant)] for row in RESULTS
        )
    for table, rows in (("table3", TABLE3), ("table4", TABLE4)):
        for row in rows:
            parts = [code for code in COLUMN_LABELS[table] if code != TOTAL]
            figures[CellKey(table, row.code, TOTAL)] = sum(figures[CellKey(table, row.code, part)] for part in parts)
    return figures
