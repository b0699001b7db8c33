"""Rules T4-1 to T4-7: 四、政府信息公开行政复议、行政诉讼情况; and R-1 to R-3 about the records behind the figures."""

from collections.abc import Iterator

from disclosure.checks.finding import Finding, info, warning
from disclosure.checks.sheet import Sheet, sum_of
from disclosure.checks.subject import Subject
from disclosure.checks.table2 import against_registers
from disclosure.checks.table3 import compared
from disclosure.report.cells import TABLE4, TABLE4_COLUMNS, Figure
from disclosure.terms import DisputeBlock, DisputeResult
from disclosure.wording import listed, plain_number

_TABLE = "table4"
_MONTHS = 12


def blocks_add_up(subject: Subject) -> Iterator[Finding]:
    """T4-1 to T4-3: 总计 = 维持 + 纠正 + 其他 + 尚未审结, in every block."""
    for number, block in enumerate(TABLE4, start=1):
        total = subject.sheet.entry(_TABLE, block.code)
        parts = subject.sheet.row(_TABLE, block.code)
        if total is not None and len(parts) == len(TABLE4_COLUMNS) - 1:
            yield from compared(f"T4-{number}", f"表四“{block.label}”", parts, [total])


def pending_comes_back(subject: Subject) -> Iterator[Finding]:
    """T4-4: cases 尚未审结 last year are counted again, so the total is no smaller than their number."""
    if subject.last is None:
        return
    for block in TABLE4:
        here = subject.sheet.entry(_TABLE, block.code)
        before = subject.last.number(_TABLE, block.code, DisputeResult.PENDING)
        if here is not None and here.number is not None and before is not None and here.number < before:
            yield warning(
                "T4-4",
                f"表四{here.name}为{here.printed}，少于上年尚未审结的{plain_number(before)}件，上年未结的应继续统计。",
                [here.path],
                [here.value, before],
            )


def reviews_before_suits(subject: Subject) -> Iterator[Finding]:
    """T4-5: there are no more suits 复议后起诉 than known reviews of this year and before."""
    suits = subject.sheet.entry(_TABLE, DisputeBlock.SUIT_AFTER_REVIEW)
    reviews = _reviews(subject.sheet)
    earlier = _reviews(subject.last) if subject.last else None
    known = subject.facts.known_reviews if subject.facts else None
    if known is None and reviews is not None and earlier is not None:
        known = int(reviews + earlier)
    if suits is not None and suits.number is not None and known is not None and suits.number > known:
        yield warning(
            "T4-5",
            f"表四{suits.name}为{suits.printed}，多于已知的行政复议{known}件。",
            [suits.path],
            [suits.value, known],
        )


def _reviews(sheet: Sheet) -> Figure | None:
    """Return how many reviews a report has: its 总计 or the sum of its parts, whichever is greater."""
    total = sheet.number(_TABLE, DisputeBlock.REVIEW)
    return None if total is None else max(total, sum_of(sheet.row(_TABLE, DisputeBlock.REVIEW)))


def review_first(subject: Subject) -> Iterator[Finding]:
    """T4-6: since 2024 a refusal under articles 14 to 16 goes to review before court (行政复议法第二十三条)."""
    suits = subject.facts.suits_without_review if subject.facts else ()
    if suits:
        yield warning(
            "T4-6",
            f"诉讼{listed(suits)}不服不予公开决定而未经复议，2024年起应先申请行政复议，要核对起诉方式。",
            (),
            suits,
        )


def matches_registers(subject: Subject) -> Iterator[Finding]:
    """T4-7: table four agrees with the registers of reviews and suits."""
    return against_registers(subject, "T4-7", _TABLE)


def zeros_are_confirmed(subject: Subject) -> Iterator[Finding]:
    """R-1: a year without requests needs twelve monthly 零申请确认; an empty register proves nothing."""
    facts = subject.facts
    if facts is None or facts.zero_confirmed_months is None:
        return
    total = subject.sheet.entry("table3", "n1")
    if total is None or total.number != 0:
        return
    missing = [month for month in range(1, _MONTHS + 1) if month not in facts.zero_confirmed_months]
    if missing:
        months = listed([f"{month}月" for month in missing])
        empty = "台账全年没有任何记录，" if facts.records == 0 else ""
        yield warning(
            "R-1",
            f"{empty}表三{total.name}为0，但{months}没有“零申请确认”的工作记录，不能证明确实没有收到申请。",
            [total.path],
            [total.value],
        )


def doubtful_records(subject: Subject) -> Iterator[Finding]:
    """R-2: report what is odd about the records behind the figures, one warning each."""
    for sentence in subject.facts.doubts if subject.facts else ():
        yield warning("R-2", sentence)


def remarked_records(subject: Subject) -> Iterator[Finding]:
    """R-3: say how records were counted that could be counted differently, one info each."""
    for sentence in subject.facts.remarks if subject.facts else ():
        yield info("R-3", sentence)


CHECKS = (
    blocks_add_up,
    pending_comes_back,
    reviews_before_suits,
    review_first,
    matches_registers,
    zeros_are_confirmed,
    doubtful_records,
    remarked_records,
)
