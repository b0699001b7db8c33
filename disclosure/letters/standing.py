"""Whether a letter may go out, and until when: shown at the top of its sheet before anything is typed."""

from dataclasses import dataclass
from datetime import date

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.consultations import consultations
from disclosure.cases.disputes import reply_due
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import LetterTemplate
from disclosure.numerals import WEEKDAYS
from disclosure.terms import StepKind
from disclosure.wording import chinese_date, listed

_ONCE = frozenset({StepKind.CORRECTION_ASKED, StepKind.EXTENDED})
"""What the law lets an office do only once (条例第三十条、第三十三条第二款)."""

_ANEW = (StepKind.CORRECTION_RECEIVED, StepKind.FEE_PAID)
"""The steps from which the time limit is counted again, named in place of the day the request came."""


@dataclass(frozen=True)
class Standing:
    """Two sentences: whether there is still time, and how that was counted.

    ``left`` is the number of working days left, 0 on the last day and negative after it; None where no time limit runs.
    ``is_barred`` means that this was done already and the law allows it only once, ``is_early`` that an opinion that
    was asked for may still come (条例第三十二条、第三十四条).
    """

    title: str
    why: str
    left: int | None = None
    is_barred: bool = False
    is_early: bool = False


def standing_of(
    template: LetterTemplate,
    source: LetterSource,
    calendar: WorkCalendar,
    today: date,
    dated_on: date | None = None,
) -> Standing | None:
    """Return how a letter ``dated_on`` a day, today if none is given, stands today; None for one without a time limit.

    A letter of an earlier day is one that went out then and is entered now.
    """
    before = source.last(template.step) if template.step in _ONCE else None
    if before is not None and template.step is not None:
        title = f"{template.step.label}已经做过一次（{chinese_date(before.on)}）"
        return Standing(title, f"法律没有规定第二次（{template.article}）。", is_barred=True)
    last, why = _last_day(template, source, calendar)
    if last is None:
        return Standing("现在没有在走的期限", why) if why else None
    left = calendar.workdays_between(today, last) if today <= last else -calendar.workdays_between(last, today) or -1
    awaited = [each for each in consultations(source.steps, calendar) if each.is_open(today)]
    if template.outcomes and awaited:
        whose = listed(
            [each.asked.party or each.kind.name.removeprefix("征求").removesuffix("意见") for each in awaited]
        )
        until = max(each.expires_on for each in awaited)
        articles = listed(list(dict.fromkeys(each.kind.limit.article for each in awaited)))
        unsure = "（暂定）" if calendar.unknown_year(today, until) is not None else ""
        title = f"{whose}的意见还没有收到，{chinese_date(until)}{unsure}前还可能提出"
        return Standing(title, f"提出意见的期限见{articles}；{why}", left, is_early=True)
    named = f"{chinese_date(last)}（周{WEEKDAYS[last.weekday()]}）"
    if dated_on is not None and dated_on <= last < today:
        title, left = f"成文日期在期限{named}之内，送出日期照实登记", calendar.workdays_between(dated_on, last)
    elif today > last:
        title = f"期限{named}已过，仍应当发出"
    elif today == last:
        title = "今天是最后一天，今天发出来得及"
    else:
        title = f"最晚{named}发出，还有 {left} 个工作日"
    return Standing(title, why, left)


def counted(after: date, until: date, calendar: WorkCalendar) -> str:
    """Return how far a typed time limit is from the date of its letter: 「周五，成文日期起第 12 个工作日」.

    It says so where the count rests on a year whose holidays are not known yet, because the letter is a promise.
    """
    weekday = f"周{WEEKDAYS[until.weekday()]}"
    if until <= after:
        return f"{weekday}，不晚于成文日期"
    off = "" if calendar.is_workday(until) else "，不是工作日"
    unknown = calendar.unknown_year(after, until)
    unsure = f"；{unknown} 年放假安排尚未录入，此日期为暂定" if unknown is not None else ""
    return f"{weekday}{off}，成文日期起第 {calendar.workdays_between(after, until)} 个工作日{unsure}"


def _last_day(template: LetterTemplate, source: LetterSource, calendar: WorkCalendar) -> tuple[date | None, str]:
    """Return the last day for a letter and how it is counted; None and no words where it has no time limit."""
    dispute = source.review or source.suit
    if dispute is not None:
        reply = reply_due(dispute, calendar)
        told = f"{chinese_date(dispute.received_on)}收到，{reply.limit.words_on(dispute.received_on)}内{reply.what}"
        told += "，期限暂定" if reply.due.is_provisional else ""
        return reply.due.on, f"{told}（{reply.limit.article}）。"
    request = source.request
    if request is None or template.step is StepKind.TRANSFERRED or (template.step is None and not template.outcomes):
        return None, ""  # handing a request on is no answer, and does not keep the time limit
    if request.received_on is None:
        return None, "收到申请之日尚未确认，期限还没有起算。"
    received = f"{chinese_date(request.received_on)}收到"
    begun = next((step for step in reversed(source.steps) if step.kind in _ANEW and not step.is_refund), None)
    counted_from = f"{chinese_date(begun.on)}{begun.kind.label}" if begun is not None else received
    if template.step is StepKind.CORRECTION_ASKED:
        days = TimeLimit.CORRECTION_NOTICE.length_on(request.received_on)
        last = source.correction_due_on
        by = f"最后一日{source.correction_day}"
        told = (
            f"{received}，第 {days} 个工作日内一次性告知，{by}，只能告知一次（{TimeLimit.CORRECTION_NOTICE.article}）。"
        )
        return last, told
    if source.due_on is None:
        return None, "正在等待补正、意见或者缴费，答复期限不在走。"
    return source.due_on, f"{counted_from}，答复期限{source.due_day}（{TimeLimit.ANSWER.article}）。"
