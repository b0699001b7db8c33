"""答复时限: whether the answers of a year kept their date, and how many working days they took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TypeAlias

from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.charts.values import Chart, Panel, Point, Source, Tone, shared
from disclosure.wording import plain_number

_MEASURED = "按工作日从收到申请之日的次日算到答复，等待补正、缴费和征求意见的日子也算在内。"


@dataclass(frozen=True)
class TimedRequest:
    """A request counted in 办理结果总计 or 结转下年度: its deadline, and the working days from receipt to answer.

    ``workdays`` is None while it is open; ``is_overdue`` says that its deadline has passed.
    """

    id: int
    deadline: Deadline
    workdays: int | None
    is_overdue: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.workdays is None

    @property
    def is_answered(self) -> bool:
        """Whether it ended with an answer, not by 撤回, 逾期未补正 or 逾期未缴费."""
        return not self.is_open and self.deadline.state is not DeadlineState.CLOSED


Kind: TypeAlias = Callable[[TimedRequest], bool]

KINDS: tuple[tuple[str, Tone, Kind], ...] = (
    ("按期答复", Tone.USUAL, lambda one: one.is_answered and not one.deadline.is_late and not one.deadline.extended_by),
    (
        "延期后按期答复",
        Tone.SOFT,
        lambda one: one.is_answered and not one.deadline.is_late and bool(one.deadline.extended_by),
    ),
    ("逾期答复", Tone.WARNING, lambda one: one.is_answered and one.deadline.is_late),
    ("逾期未答复", Tone.WARNING, lambda one: one.is_open and one.is_overdue),
    ("未到期、尚未答复", Tone.SOFT, lambda one: one.is_open and not one.is_overdue),
    ("撤回或者终止", Tone.SOFT, lambda one: not one.is_open and not one.is_answered),
)
"""How a request met its deadline: each is of exactly one kind."""

_SPANS: tuple[tuple[str, int, int], ...] = (
    ("当日", 0, 0),
    ("1—5日", 1, 5),
    ("6—10日", 6, 10),
    ("11—15日", 11, 15),
    ("16—20日", 16, 20),
    ("21—40日", 21, 40),
    ("40日以上", 41, 1_000_000),
)
"""First and last working day of each span; 20 and 40 are the terms of 条例第三十三条."""


def timeliness(year: int, requests: Sequence[TimedRequest]) -> Chart:
    """Return how the requests of a year met their deadlines, including open ones; the first panel adds up to all."""
    title, answered = f"{year}年答复时限", [one for one in requests if one.is_answered]
    if not requests:
        return Chart("timeliness", title, (), (f"{year}年没有新收和结转的申请。",))
    kept = shared(_point(year, name, tone, [one for one in requests if kind(one)]) for name, tone, kind in KINDS)
    took = shared(
        _point(year, name, Tone.USUAL, [one for one in answered if first <= (one.workdays or 0) <= last])
        for name, first, last in _SPANS
    )
    panels = [Panel("是否按期", "件", kept), *([Panel("答复所用的工作日", "件", took)] if answered else [])]
    notes: list[str] = []
    if answered:
        middle = plain_number(Decimal(str(median(one.workdays or 0 for one in answered))))
        notes.append(f"答复所用工作日的中位数为 {middle} 日。{_MEASURED}")
    doubtful = sum(one.deadline.provisional for one in answered)
    if doubtful:
        notes.append(f"其中 {doubtful} 件的期限为暂定：涉及的年份尚未公布放假安排。")
    return Chart("timeliness", title, tuple(panels), tuple(notes))


def _point(year: int, name: str, tone: Tone, members: Sequence[TimedRequest]) -> Point:
    ids = tuple(one.id for one in members)
    return Point(name, len(ids), Source(year, register="requests", ids=ids), tone)
