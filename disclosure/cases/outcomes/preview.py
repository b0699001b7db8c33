"""The effect of an answer on table three, in words, before it is saved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.report.cells import TABLE3, TOTAL_HEADING, CellKey, Figure
from disclosure.report.counting import Period, request_cells, summed
from disclosure.wording import chinese_date


def cells_added(request: Request, outcome: Outcome, answered: date, *, is_split_parent: bool = False) -> str:
    """Return what table three gains and loses if the request is answered so, in Chinese sentences.

    「计入 2024 年表三：（四）无法提供 1.本机关不掌握相关政府信息 自然人 +1、总计 +1；…。」; otherwise why it is not
    counted, or that nothing changes. The years are those from the answer it replaces to the new one.
    """
    reason = _why_uncounted(request, answered, is_split_parent)
    if reason:
        return reason
    after = replace(request, outcome=outcome, answered_on=answered)
    years = sorted((answered.year, (request.counted_answer_on or answered).year))
    told = []
    for period in map(Period.of, range(years[0], years[1] + 1)):
        old, new = (_by_row(request_cells(each, period, is_split_parent=False)) for each in (request, after))
        parts = []
        for row in TABLE3:
            if change := new.get(row.code, 0) - old.get(row.code, 0):
                label = f"{row.group.label} {row.label}" if row.group else row.label
                amount = f"{change:+d}".replace("-", "−")
                parts.append(f"{label} {request.applicant_kind.label} {amount}、{TOTAL_HEADING} {amount}")
        if parts:
            told.append(f"计入 {period.year} 年表三：{'；'.join(parts)}。")
    return "".join(told) or "表三各项数字不变。"


def _why_uncounted(request: Request, answered: date, is_split_parent: bool) -> str:
    if request.is_excluded:
        return "本件已勾选“不计入年报”，不计入表三。"
    if is_split_parent:
        return "本件已拆分，由拆分出的各件分别计入表三，本件不再计数。"
    if request.received_on is None:
        return "收到申请之日尚未确认，确认以前不计入表三。"
    if answered < request.received_on:
        day = chinese_date(request.received_on)
        return f"答复日期早于收到申请之日（{day}），在更正日期以前本件按尚未答复计数。"
    return ""


def _by_row(contributions: Iterable[tuple[CellKey, Figure]]) -> dict[str, int]:
    """Return what each row gains, including （七）总计."""
    rows = {cell.row: int(amount) for cell, amount in summed(contributions).items()}
    results = {row.code for row in TABLE3 if row.outcome is not None}
    rows["k7"] = sum(amount for code, amount in rows.items() if code in results)
    return rows
