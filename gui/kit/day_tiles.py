"""What a tile of the day strip says: number or mark, tone, and everything in words; painting is another matter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby

from disclosure.calendar.day_strip import DayEntry
from disclosure.calendar.workdays import CalendarDay, WorkCalendar
from disclosure.numerals import WEEKDAYS
from disclosure.wording import chinese_date

_SATURDAY = 5
_LONGEST_RUN = 6


class Tone(Enum):
    """How a day stands in the term; each tone has its own mark besides its colour."""

    BEGINS = auto()
    COUNTED = auto()
    WORKED = auto()
    EXTENDED = auto()
    OFF = auto()
    HOLIDAY = auto()
    LEFT_OUT = auto()
    DUE = auto()


_LEFT_OUT = (
    ("等待补正", "补"),
    ("征求", "征"),
    ("等待缴费", "费"),
    ("延迟答复", "缓"),
    ("期限中止", "停"),
)
_BEGINNINGS = (("收到申请", "收到"), ("收到补正", "重起"), ("缴费", "重起"), ("起算", "起算"))
PLAIN_LEGEND = "数字=第几日　班=调休上班　休=周末　假=放假　停=不计入　虚线框=暂定　下划线=延长的期限"
LEGEND = f"{PLAIN_LEGEND}　补=等待补正　征=征求意见　费=等待缴费　缓=延迟答复".replace("停=不计入　", "")


@dataclass(frozen=True)
class Tile:
    """One tile: its mark, its tone, the day (or run of days) it stands for, all of it in words."""

    on: date
    text: str
    tone: Tone
    words: str
    is_provisional: bool = False
    is_run: bool = False


def tiles(entries: Iterable[DayEntry], calendar: WorkCalendar, due_on: date | None) -> Iterator[Tile]:
    """Yield a tile per day; of more than six neighbouring days left out for one reason only the ends are shown."""
    made = (_tile(entry, calendar.describe(entry.date), due_on) for entry in entries)
    for tone, run in groupby(made, key=lambda tile: (tile.tone is Tone.LEFT_OUT, tile.text, _day_of(tile))):
        known = list(run)
        if tone[0] and len(known) > _LONGEST_RUN:
            yield known[0]
            yield Tile(known[1].on, "…", Tone.LEFT_OUT, f"其间共{len(known)}天，{known[0].words}", is_run=True)
            yield known[-1]
        else:
            yield from known


def _day_of(tile: Tile) -> date | None:
    return None if tile.tone is Tone.LEFT_OUT else tile.on


def _tile(entry: DayEntry, described: CalendarDay, due_on: date | None) -> Tile:
    tone = _tone(entry, due_on)
    return Tile(entry.date, _text(entry, tone), tone, day_words(entry, described), described.is_provisional)


def _tone(entry: DayEntry, due_on: date | None) -> Tone:
    if entry.date == due_on:
        return Tone.DUE
    if entry.counts:
        if "延长期限" in entry.reason:
            return Tone.EXTENDED
        return Tone.WORKED if entry.date.weekday() >= _SATURDAY else Tone.COUNTED
    if left_out_mark(entry):
        return Tone.LEFT_OUT
    if _marked(entry.reason, _BEGINNINGS):
        return Tone.BEGINS
    return Tone.OFF if entry.reason.startswith("周") or "顺延" in entry.reason else Tone.HOLIDAY


def _text(entry: DayEntry, tone: Tone) -> str:
    if tone is Tone.DUE:
        return "到期"
    if entry.counts:
        is_worked_off = entry.date.weekday() >= _SATURDAY and "调休" in entry.reason
        return f"{entry.number}{'班' if is_worked_off else ''}"
    marked = _marked(entry.reason, (*_LEFT_OUT, *_BEGINNINGS))
    return marked or ("休" if tone is Tone.OFF else "假")


def left_out_mark(entry: DayEntry) -> str:
    """Return the mark of a day left out of the term (补, 征, 费, 缓), nothing for any other."""
    return "" if entry.counts else _marked(entry.reason, _LEFT_OUT)


def _marked(reason: str, marks: Iterable[tuple[str, str]]) -> str:
    return next((mark for beginning, mark in marks if reason.startswith(beginning)), "")


def day_words(entry: DayEntry, described: CalendarDay) -> str:
    """Return one day in a sentence: date, weekday, which day of the term or why not, article, and where that stands."""
    number = f"第{entry.number}日" if entry.counts else "不计入"
    article = f"（{entry.article}）" if entry.article else ""
    day = f"{chinese_date(entry.date)} 周{WEEKDAYS[entry.date.weekday()]}"
    return f"{day}：{number}，{entry.reason}{article}。依据：{described.origin}"
