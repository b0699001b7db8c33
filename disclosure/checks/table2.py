"""Rules T2-1 to T2-7: 二、主动公开政府信息情况."""

from collections.abc import Iterator
from decimal import Decimal

from disclosure.checks.claims import information_fee
from disclosure.checks.finding import Finding, error, warning
from disclosure.checks.sheet import Entry, named
from disclosure.checks.subject import Subject
from disclosure.report.cells import CELLS, DOCUMENT_COLUMNS, FEE_CELL
from disclosure.terms import AgencyLevel
from disclosure.wording import plain_number

_DOCUMENT_ROWS = ("rules", "normative_documents")
_MUCH_FOR_A_TOWN = 1000
_LOOKS_LIKE_YUAN = 100


_WITHOUT_RULES = {
    AgencyLevel.STREET: "街道、乡镇",
    AgencyLevel.TOWNSHIP: "街道、乡镇",
    AgencyLevel.COUNTY: "县区",
    AgencyLevel.DEPARTMENT: "地方政府部门",
}


def no_rules(subject: Subject) -> Iterator[Finding]:
    """T2-1: streets, townships, counties and local departments cannot make 规章, so their three cells are 0.

    Only departments of the State Council, provinces and cities with districts can (立法法第九十一、九十三条).
    """
    who = _WITHOUT_RULES.get(subject.level) if subject.level else None
    if who is None:
        return
    say = warning if subject.level is AgencyLevel.DEPARTMENT else error  # it might be one of the State Council
    printed = [subject.sheet.entry("table2", "rules", column) for column in DOCUMENT_COLUMNS]
    for cell in (*printed, *subject.sheet.older_row("规章")):
        if cell is not None and cell.number:
            yield say("T2-1", f"{who}无权制定规章，{cell.name}应为0，表中为{cell.printed}。", [cell.path], [cell.value])


def counts(subject: Subject) -> Iterator[Finding]:
    """T2-2: every cell of table two is a whole number, 0 or more; 收费金额 may have decimals."""
    for key in CELLS:
        cell = subject.sheet.entry(*key) if key.table == "table2" else None
        if cell is None or cell.value is None:
            continue
        if cell.number is None:
            fault = "应填写数字，没有的填0"
        elif cell.number < 0:
            fault = "不能为负数"
        else:
            fault = "件数应为整数" if key != FEE_CELL and cell.number != int(cell.number) else ""
        if fault:
            yield error("T2-2", f"表二{cell.name}为{cell.printed}，{fault}。", [cell.path], [cell.value])


def documents_in_force(subject: Subject) -> Iterator[Finding]:
    """T2-3: this year's documents are in force or repealed; no more are repealed than were in force or issued."""
    for row in _DOCUMENT_ROWS:
        cells = [subject.sheet.entry("table2", row, column) for column in DOCUMENT_COLUMNS]
        numbers = [cell.number if cell else None for cell in cells]
        issued, repealed, in_force = numbers
        if issued is None or repealed is None or in_force is None:
            continue
        present = [cell for cell in cells if cell is not None]
        if in_force + repealed < issued:
            yield _finding("T2-3", present, "本年制发的不是现行有效，就是已经废止，两项之和不应少于本年制发件数")
        before = subject.last.number("table2", row, "in_force") if subject.last else None
        if before is not None and repealed > before + issued:
            yield _finding("T2-3", present, f"废止件数多于上年现行有效（{plain_number(before)}件）与本年制发之和")


def _finding(rule: str, cells: list[Entry], why: str) -> Finding:
    return warning(rule, f"表二{named(cells)}：{why}。", [c.path for c in cells], [c.value for c in cells])


def documents_continue(subject: Subject) -> Iterator[Finding]:
    """T2-4: 现行有效 = last year's 现行有效 + 制发 − 废止."""
    if subject.last is None:
        return
    for row in _DOCUMENT_ROWS:
        cells = [subject.sheet.entry("table2", row, column) for column in DOCUMENT_COLUMNS]
        before = subject.last.number("table2", row, "in_force")
        numbers = [cell.number if cell else None for cell in cells]
        issued, repealed, in_force = numbers
        if before is None or issued is None or repealed is None or in_force is None:
            continue
        if in_force != (expected := before + issued - repealed):
            yield _finding(
                "T2-4",
                [cell for cell in cells if cell is not None],
                f"上年现行有效{plain_number(before)}件，加制发减废止应为{plain_number(expected)}件",
            )


def plausible_fee(subject: Subject) -> Iterator[Finding]:
    """T2-5: 收费金额 is in 万元; whole numbers of 100 or more in a street's report look like 元."""
    cell = subject.sheet.entry(*FEE_CELL)
    amount = cell.number if cell else None
    if cell is None or amount is None:
        return
    small = subject.is_grassroots or subject.level is AgencyLevel.DEPARTMENT
    like_yuan = subject.is_grassroots and amount >= _LOOKS_LIKE_YUAN and amount == int(amount)
    if like_yuan or (small and amount > _MUCH_FOR_A_TOWN):
        why = "单位是万元，要核对是否误填了元"
        yield warning("T2-5", f"表二{cell.name}为{cell.printed}，{why}。", [cell.path], [cell.value])


def fee_covers_information_fee(subject: Subject) -> Iterator[Finding]:
    """T2-6: the 信息处理费 stated in the text is part of 收费金额 (yuan to 万元)."""
    cell = subject.sheet.entry(*FEE_CELL)
    stated = information_fee(subject)
    if cell is None or cell.number is None or stated is None or stated.value is None:
        return
    least = Decimal(stated.value) / 10_000
    if cell.number < least:
        yield error(
            "T2-6",
            f"正文“{stated.quote}”，合{plain_number(least)}万元，多于表二{cell.name}的{cell.printed}万元。",
            [cell.path],
            [cell.value, stated.value],
            quotes=(stated.quote,),
        )


def matches_registers(subject: Subject) -> Iterator[Finding]:
    """T2-7: table two agrees with the registers."""
    return against_registers(subject, "T2-7", "table2")


def against_registers(subject: Subject, rule: str, table: str, rows: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Yield an error for every cell of a table (or of some rows) that differs from what the registers count."""
    counted = subject.facts.figures if subject.facts else {}
    for key, figure in counted.items():
        if key.table != table or (rows and key.row not in rows):
            continue
        cell = subject.sheet.entry(*key)
        if cell is not None and cell.number is not None and cell.number != figure:
            yield error(
                rule,
                f"{cell.name}为{cell.printed}，台账合计为{plain_number(figure)}，要核对报告和台账。",
                [cell.path],
                [cell.value, figure],
            )


CHECKS = (
    no_rules,
    counts,
    documents_in_force,
    documents_continue,
    plausible_fee,
    fee_covers_information_fee,
    matches_registers,
)
