"""《期限计算说明》: the day strip of a request on paper, every day with its reason and article, for file or court."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from disclosure.calendar.day_strip import DayEntry
from disclosure.cases.answer_date import Deadline
from disclosure.numerals import WEEKDAYS
from disclosure.records import Profile, Request
from disclosure.wording import chinese_date
from exporters.paper.document import Block, Document, Heading, Paragraph, Table, text_table
from exporters.paper.signing import with_signature
from exporters.read_back.proving import proven

_TITLE = "期限计算说明"
_WIDTHS = (2.6, 1.1, 1.3, 3.7, 3.3)
_PADDING = 4.0
_HEAD = ("日期", "星期", "工作日", "是否计入及理由", "依据")


@dataclass(frozen=True)
class _Run:
    """Consecutive days with the same reason, so that long waits take one row."""

    first: DayEntry
    last: DayEntry


def deadline_note(request: Request, deadline: Deadline, profile: Profile, today: date) -> bytes:
    """Return the note of one request as a PDF dated ``today``. Raises ExportError if it does not read back."""
    return proven(note_document(request, deadline, profile, today), ".pdf")


def note_document(request: Request, deadline: Deadline, profile: Profile, today: date) -> Document:
    """Return the note as a document: the result, how days are counted, the strip, doubts, signature."""
    blocks: list[Block] = [Paragraph(text) for text in _findings(request, deadline)]
    blocks.append(Heading("一、计算方法"))
    blocks += [Paragraph(text) for text in _METHOD]
    rows: list[tuple[str, ...]] = []
    for run in _runs(deadline.explain()):
        first, last = run.first, run.last
        day, week = first.date.isoformat(), WEEKDAYS[first.date.weekday()]
        if first.date != last.date:
            day, week = f"{day} 至 {last.date.isoformat()}", f"{week}至{WEEKDAYS[last.date.weekday()]}"
        number = f"第{first.number}日" if first.number is not None else "不计"
        rows.append((day, week, number, first.reason, first.article))
    table = replace(text_table(_HEAD, rows, _WIDTHS, (3, 4)), padding=_PADDING, size=Table.size)
    blocks += [Heading("二、逐日计算"), table if rows else Paragraph("期限尚未起算，没有可以计算的日子。")]
    if deadline.doubts:
        blocks.append(Heading("三、需要说明的情况"))
        blocks += [Paragraph(f"{doubt}") for doubt in map(_doubt, deadline.doubts)]
    return Document(
        title=_TITLE,
        dated_on=today,
        blocks=tuple(with_signature(blocks, profile.name, today) if profile.name else blocks),
        author=profile.name,
        subject=f"政府信息公开申请 {request.number} 的答复期限",
        keywords="政府信息公开;期限",
    )


_METHOD = (
    "期限以工作日计算，起算当日不计入。工作日以国务院办公厅关于节假日安排的通知为准，调休上班的周六、周日是工作日"
    "（《中华人民共和国政府信息公开条例》第三十三条）。",
    "收到补正的申请、申请人缴纳信息处理费的，期限重新计算（第三十条；国办函〔2020〕109号）；征求第三方和其他机关意见"
    "所需时间不计算在内（第三十三条第三款）；经批准并告知申请人的延期另加工作日（第三十三条第二款）。",
)


def _findings(request: Request, deadline: Deadline) -> Iterator[str]:
    received = chinese_date(request.received_on) if request.received_on else "尚未确认"
    yield f"政府信息公开申请（登记编号：{request.number}）的收到申请之日为{received}（{request.channel.label}）。"
    if deadline.due_on is None:
        yield f"目前状态为“{deadline.state.label}”，本机关的答复期限尚未起算或者等待重新起算。"
        return
    yield f"答复期限的最后一日为{chinese_date(deadline.due_on)}{'（暂定）' if deadline.provisional else ''}。"
    if deadline.provisional:
        yield "期限涉及的年份尚未公布节假日安排，上述日期按周末和法定节日推算，安排公布后重新计算。"
    if deadline.answered_on is not None:
        yield f"本机关于{chinese_date(deadline.answered_on)}答复，{deadline.summary}。"


def _doubt(doubt: object) -> str:
    return str(getattr(doubt, "message", doubt)).rstrip("。") + "。"


def _runs(entries: Iterable[DayEntry]) -> Iterator[_Run]:
    """Yield counted days one by one, and consecutive uncounted days with the same reason as one run."""
    run: _Run | None = None
    for entry in entries:
        joins = (
            run is not None
            and not (entry.counts or run.last.counts)
            and ((entry.reason, entry.article) == (run.last.reason, run.last.article))
        )
        if run is not None and not joins:
            yield run
        run = _Run(run.first if run is not None and joins else entry, entry)
    if run is not None:
        yield run
