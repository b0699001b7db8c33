"""Rules T3-1 to T3-47: 三、收到和处理政府信息公开申请情况."""

from collections.abc import Iterator, Sequence

from disclosure.checks.finding import Finding, Severity, error, info, warning
from disclosure.checks.sheet import SINGLE_KEY, Entry, Sheet, named, sum_of
from disclosure.checks.subject import Subject
from disclosure.checks.table2 import against_registers
from disclosure.report.cells import ANSWERED, CARRIED_IN, CARRIED_OUT, RECEIVED, TABLE3, TABLE3_COLUMNS, TOTAL
from disclosure.wording import listed, plain_number, some_listed

_TABLE = "table3"
_FIRST_COLUMN_SUM, _FIRST_ROW_SUM = 8, 15
_FEW, _NAMED = 3, 20


def _cells(sheet: Sheet, rows: Sequence[str], column: str) -> list[Entry]:
    return [entry for row in rows if (entry := sheet.entry(_TABLE, row, column)) is not None]


def balance(subject: Subject) -> Iterator[Finding]:
    """T3-1 to T3-7: 新收 + 上年结转 = 办理结果总计 + 结转下年度, in every column."""
    for number, column in enumerate(TABLE3_COLUMNS, start=1):
        left = _cells(subject.sheet, (RECEIVED.code, CARRIED_IN.code), column)
        right = _cells(subject.sheet, (ANSWERED.code, CARRIED_OUT.code), column)
        if len(left) == len(right) == 2:  # noqa: PLR2004 - two cells on either side
            yield from compared(f"T3-{number}", f"表三“{TABLE3_COLUMNS[column]}”列", left, right)


def compared(rule: str, where: str, left: Sequence[Entry], right: Sequence[Entry]) -> Iterator[Finding]:
    """Yield an error if two sums cannot be equal, a warning if they are not when blanks count as 0.

    They cannot if the smaller one has no blank that may stand for the rest.
    """
    if sum_of(left) == sum_of(right):
        return
    cannot = all(cell.number is not None for cell in min(left, right, key=sum_of))
    cells = [*left, *right]
    says = f"{where}勾稽不符：{_side(left, sum_of(left))}，{_side(right, sum_of(right))}"
    paths, values = [cell.path for cell in cells], [cell.value for cell in cells]
    if cannot:
        yield error(rule, f"{says}；核对是哪一格填错。", paths, values)
    elif _is_only_blanks(left) and _is_only_blanks(right):
        yield warning(rule, f"{says}（空白格按0计）。", paths, values)


def _is_only_blanks(cells: Sequence[Entry]) -> bool:
    """Whether every cell was read and at least one has a figure, so that counting blanks as 0 makes sense."""
    return all(cell.value is not None for cell in cells) and any(cell.number is not None for cell in cells)


def _side(cells: Sequence[Entry], total: object) -> str:
    shown = [cell for cell in cells if cell.number != 0] or list(cells[:1])
    return f"{named(shown)}" + (f"，合计{total}" if len(cells) > 1 else "")


def results_add_up(subject: Subject) -> Iterator[Finding]:
    """T3-8 to T3-14: （七）总计 = the sum of all result rows, in every column."""
    if not subject.sheet.lists_all_results:
        return
    for number, column in enumerate(TABLE3_COLUMNS, start=_FIRST_COLUMN_SUM):
        total = subject.sheet.entry(_TABLE, ANSWERED.code, column)
        parts = _cells(subject.sheet, subject.sheet.result_rows, column)
        if total is not None:
            yield from compared(f"T3-{number}", f"表三“{TABLE3_COLUMNS[column]}”列", parts, [total])


def applicants_add_up(subject: Subject) -> Iterator[Finding]:
    """T3-15 to T3-39: in every row 总计 = the sum of the six applicant columns."""
    codes = [row.code for row in TABLE3]
    for number, row in enumerate(codes, start=_FIRST_ROW_SUM):
        yield from _row_adds_up(subject.sheet, row, f"T3-{number}")
    yield from _row_adds_up(subject.sheet, SINGLE_KEY, f"T3-{_FIRST_ROW_SUM + codes.index('k63')}")


def _row_adds_up(sheet: Sheet, row: str, rule: str) -> Iterator[Finding]:
    total = sheet.entry(_TABLE, row, TOTAL)
    parts = sheet.row(_TABLE, row)
    if total is not None and len(parts) == len(TABLE3_COLUMNS) - 1:
        yield from compared(rule, f"表三“{total.path.split('/')[1]}”行", parts, [total])


def no_blanks(subject: Subject) -> Iterator[Finding]:
    """T3-40: no cell of tables three and four is blank, 「/」 or 「—」, none is negative or a fraction."""
    for table, name in (("table3", "表三"), ("table4", "表四")):
        blank = [cell for cell in subject.sheet.entries(table) if cell.is_blank]
        if blank:
            first = some_listed([f"{cell.name}（{cell.printed}）" for cell in blank], _FEW)
            yield error(
                "T3-40",
                f"{name}有{len(blank)}格没有填数字：{first}，没有的应填0。",
                [cell.path for cell in blank],
                [cell.value for cell in blank],
            )
        yield from _not_counts(subject.sheet, table, name)


def _not_counts(sheet: Sheet, table: str, name: str) -> Iterator[Finding]:
    for cell in sheet.entries(table):
        number = cell.number
        if number is not None and (number < 0 or number != int(number)):
            why = "不能为负数" if number < 0 else "件数应为整数"
            yield error("T3-40", f"{name}{cell.name}为{cell.printed}，{why}。", [cell.path], [cell.value])


def carried_over(subject: Subject) -> Iterator[Finding]:
    """T3-41: 上年结转 = last year's published 结转下年度, column by column."""
    if subject.last is None:
        return
    severity = Severity.WARNING if subject.previous_is_typed else Severity.ERROR
    for column in TABLE3_COLUMNS:
        here = subject.sheet.entry(_TABLE, CARRIED_IN.code, column)
        before = subject.last.entry(_TABLE, CARRIED_OUT.code, column)
        if here is None or before is None or here.number is None or before.number is None:
            continue
        if here.number != before.number:
            yield Finding(
                "T3-41",
                severity,
                f"表三{here.name}为{here.printed}，上年报告{before.name}为{before.printed}，应当一致。",
                (here.path, before.path),
                (here.value, before.value),
                may_be_so=True,  # last year's report stays as published, even if another request turned up since
            )


def matches_registers(subject: Subject) -> Iterator[Finding]:
    """T3-42: table three agrees with the register of requests."""
    return against_registers(subject, "T3-42", _TABLE)


def _needs_record(
    subject: Subject, rule: str, rows: tuple[str, ...], known: int | None, what: str
) -> Iterator[Finding]:
    """Yield a warning where a row has a figure and the register none of the steps it needs.

    Requests that the register itself counts in that row are reported one by one (L-7, or R-2 for lapsed time limits).
    """
    counted = subject.facts.figures if subject.facts else {}
    own = {key.row for key, figure in counted.items() if key.table == _TABLE and key.row in rows and figure}
    cells = [cell for cell in _cells(subject.sheet, tuple(row for row in rows if row not in own), TOTAL) if cell.number]
    if cells and known == 0:
        yield warning(
            rule,
            f"表三{named(cells)}，台账里却没有{what}。",
            [cell.path for cell in cells],
            [cell.value for cell in cells],
        )


def unpaid_fees(subject: Subject) -> Iterator[Finding]:
    """T3-43: an unpaid fee needs a 收费通知, and section six mentions the fee."""
    notices = subject.facts.fee_notices if subject.facts else None
    yield from _needs_record(subject, "T3-43", ("k62",), notices, "收费通知")
    cell = subject.sheet.entry(_TABLE, "k62")
    last = subject.report.sections[-1] if subject.report.sections else None
    if cell is not None and cell.number and last and last.heading.startswith("六") and "费" not in last.text:
        yield warning(
            "T3-43", f"表三{cell.name}为{cell.printed}，第六部分却没有说明信息处理费。", [cell.path], [cell.value]
        )


def corrections(subject: Subject) -> Iterator[Finding]:
    """T3-44: 逾期不补正 and 补正后仍不明确 need a 补正告知."""
    known = subject.facts.correction_notices if subject.facts else None
    return _needs_record(subject, "T3-44", ("k43", "k61"), known, "补正告知")


def third_parties(subject: Subject) -> Iterator[Finding]:
    """T3-45: 保护第三方合法权益 needs a step that asked the third party (条例第三十二条)."""
    known = subject.facts.third_party_records if subject.facts else None
    return _needs_record(subject, "T3-45", ("k34",), known, "征求第三方意见的记录")


def counted_once(subject: Subject) -> Iterator[Finding]:
    """T3-46: a 部分公开 is counted in its own row only."""
    twice = subject.facts.double_counted if subject.facts else ()
    if twice:
        yield error("T3-46", f"申请{listed(twice)}既计入部分公开又计入不予公开，只应计部分公开。", (), twice)


def late_answers(subject: Subject) -> Iterator[Finding]:
    """T3-47: list the requests answered late; the sentence names the first ones, the values are all of them."""
    late = subject.facts.late_requests if subject.facts else ()
    if late:
        told = f"有{plain_number(len(late))}件申请超过期限答复：{some_listed(late, _NAMED)}。"
        yield info("T3-47", told, (), late)


CHECKS = (
    balance,
    results_add_up,
    applicants_add_up,
    no_blanks,
    carried_over,
    matches_registers,
    unpaid_fees,
    corrections,
    third_parties,
    counted_once,
    late_answers,
)
