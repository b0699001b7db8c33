"""What is odd about the records behind the figures, one sentence each; they are counted by the rules all the same.

A ``Remark`` that is a doubt asks for a look (R-2); any other only explains how a record was counted (R-3).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from disclosure.masking import masked_prose
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Litigation, Profile, Record, Release, Request, Review, Step, Tally
from disclosure.report.counting import (
    OpeningDocuments,
    Period,
    appeal_after,
    covering_batch,
    is_in_force,
)
from disclosure.term_base import fold
from disclosure.terms import (
    BusinessKind,
    CourtInstance,
    DisputeResult,
    DocumentKind,
    ReleaseCategory,
    StepKind,
    SuitRoute,
)
from disclosure.wording import chinese_date, listed, some_listed, yuan

Dispute: TypeAlias = Review | Litigation

_MANY_AT_ONCE = 1_000_000
"""More decisions than any office makes in one batch."""

_ONE_YUAN = 100
_FEWEST_SUMMED = 3
"""From so many batches on, one that equals the sum of the others is hardly a coincidence."""


@dataclass(frozen=True)
class Remark:
    """One Chinese sentence about a record; ``says`` leaves out the record's name, ``field`` is what it is about.

    ``record`` is where to mend it, of several alike the last; None for what is in no register.
    """

    sentence: str
    is_doubt: bool = True
    says: str = ""
    field: str = ""
    record: Record | None = None


def begins_on(record: Dispute | Tally | Activity) -> date:
    """Return the day that decides in which year a record counts."""
    return record.on if isinstance(record, Tally | Activity) else record.received_on


def to_come(record: Dispute | Tally | Activity) -> Remark:
    """Return the remark that a record is dated in the future: with a mistyped year it is missing from its own."""
    on, is_dispute = begins_on(record), isinstance(record, Review | Litigation)
    named = record.number if isinstance(record, Review | Litigation) else record.caption
    says = f"日期{chinese_date(on)}还没有到，计入{on.year}年，要核对年份。"
    return Remark(
        f"{record.title}{named}：{says}", says=says, field="received_on" if is_dispute else "on", record=record
    )


_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")


def numbered_otherwise(record: Request | Release | Dispute, period: Period) -> Iterator[Remark]:
    """Yield a remark if a record is numbered in one year but all its days are in others, most likely a slip."""
    told = {int(year) for year in _YEARS.findall(record.number)}
    days = [getattr(record, name) for name in _NUMBERED_BY[type(record)]]
    years = {day.year for day in days if day is not None}
    if len(told) == 1 and told.isdisjoint(years) and period.year in told | years:
        (year,) = told
        says = f"编号是{year}年的，日期却都在{listed([f'{each}年' for each in sorted(years)])}，要核对计入哪一年。"
        field = _NUMBERED_BY[type(record)][0]
        yield Remark(f"{record.title}{record.number}：{says}", says=says, field=field, record=record)


_NUMBERED_BY: Mapping[type[Record], tuple[str, ...]] = {
    Request: ("arrived_on", "received_on"),
    Release: ("formed_on", "published_on", "issued_on"),
    Review: ("received_on",),
    Litigation: ("received_on",),
}
"""The days of which at least one should be in the year of a record's number."""


def repeated_requests(requests: Sequence[Request]) -> Iterator[Remark]:
    """Yield requests of one applicant with the same content and day, registered more than once.

    Those answered together, the parts of a split and those answered as 重复申请 really are several requests.
    """
    known: dict[tuple[str, str, date], list[Request]] = {}
    merged_into = {one.merged_into for one in requests if one.merged_into}
    for one in requests:
        is_several = one.merged_into or one.split_from or one.number in merged_into or one.outcome is Outcome.REPEATED
        if not (is_several or one.is_excluded):
            known.setdefault((fold(one.applicant), fold(one.content), one.received_on or one.arrived_on), []).append(
                one
            )
    for (_, _, on), same in known.items():
        if len(same) > 1:
            numbers = some_listed([one.number for one in same])
            told = f"申请{numbers}同一天（{chinese_date(on)}）由同一人提出，内容相同，要核对是否重复登记。"
            yield Remark(told, field="content", record=same[-1])


# --- reviews and suits ---


def dispute_remarks(dispute: Dispute) -> Iterator[Remark]:
    """Yield what is odd about the result of a review or suit."""
    detail = dispute.decision if isinstance(dispute, Review) else dispute.judgment
    result, closed_on, counted = dispute.result, dispute.closed_on, dispute.decided_as
    if closed_on is not None and closed_on < dispute.received_on:
        yield _of(dispute, "结案日期早于收到日期，按尚未审结统计。", field="closed_on")
    elif counted not in (None, DisputeResult.PENDING) and closed_on is None:
        yield _of(dispute, "填了结果而没有结案日期，按尚未审结统计。", field="closed_on")
    elif counted in (None, DisputeResult.PENDING) and closed_on is not None:
        stated = f"结果却是“{counted.label}”" if counted else "却没有结果，也没有结果明细"
        yield _of(dispute, f"有结案日期，{stated}，按尚未审结统计。", field="result")
    if detail is not None and result is None and closed_on is not None:
        yield _of(
            dispute,
            f"没有填结果，按结果明细“{detail.label}”计入“{detail.result.label}”。",
            field="result",
            is_doubt=False,
        )
    elif detail is not None and result is not None and detail.result is not result:
        usual = f"结果明细“{detail.label}”通常计入“{detail.result.label}”"
        yield _of(dispute, f"{usual}，登记的结果是“{result.label}”，按登记的结果统计，要核对。", field="result")
    if isinstance(dispute, Litigation) and (dispute.route is SuitRoute.DIRECT_SUIT) == bool(dispute.related_review):
        linked = "关联了行政复议" if dispute.related_review else "没有关联行政复议"
        yield _of(dispute, f"{linked}，起诉方式却是“{dispute.route.label}”。", field="route")


def impossible_days(dispute: Dispute, today: date | None) -> Iterator[Remark]:
    """Yield the impossible days of a review or suit: a reply before the receipt, a day in the future."""
    answered = dispute.replied_on if isinstance(dispute, Review) else dispute.defence_on
    label, field = ("答复日期", "replied_on") if isinstance(dispute, Review) else ("答辩举证日期", "defence_on")
    if answered is not None and answered < dispute.received_on:
        says = f"{label}{chinese_date(answered)}早于收到日期{chinese_date(dispute.received_on)}，要核对。"
        yield _of(dispute, says, field=field)
    for name, day, where in ((label, answered, field), ("结案日期", dispute.closed_on, "closed_on")):
        if day is not None and today is not None and day > today:
            yield _of(dispute, f"{name}{chinese_date(day)}还没有到，要核对日期。", field=where)


def repeated_disputes(disputes: Iterable[Dispute]) -> Iterator[Remark]:
    """Yield the 案号 that several reviews, or several suits, share: one case counted more than once."""
    known: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        known.setdefault("".join(dispute.case_number.split()), []).append(dispute)
    for number, same in known.items():
        if number and len(same) > 1:
            numbers = listed([dispute.number for dispute in same])
            told = f"{same[0].title}{numbers}的案号都是“{masked_prose(number)}”，要核对是否重复登记。"
            yield Remark(told, field="case_number", record=same[-1])


def direct_after_review(suit: Litigation, reviews: Iterable[Review]) -> Iterator[Remark]:
    """Yield a remark if a suit counted as 未经复议直接起诉 is about a request that had been reviewed before."""
    before = [review.number for review in reviews if review.received_on < suit.received_on]
    if suit.route is SuitRoute.DIRECT_SUIT and before:
        says = f"起诉方式是“{suit.route.label}”，同一申请此前已有行政复议{listed(before)}，要核对计入表四哪一栏。"
        yield _of(suit, says, field="route")


def unlinked_remarks(suit: Litigation) -> Iterator[Remark]:
    """Yield what is odd about a suit linked to no other: a 二审 or 再审 is then counted as a separate case."""
    if suit.original_case:
        yield _of(
            suit,
            f"登记簿中没有原审案件“{masked_prose(suit.original_case)}”，单独计为一件，要核对。",
            field="original_case",
        )
    elif suit.instance is not None and suit.instance is not CourtInstance.FIRST:
        yield _of(
            suit, f"{suit.instance.label}没有填原审案件，单独计为一件；原审已经登记的，要补填。", field="original_case"
        )


def about_nothing(dispute: Dispute, request: Request | None, review: Review | None) -> Iterator[Remark]:
    """Yield the request or review a case names that is not in the register, or a review decided after the suit."""
    if dispute.related_request and request is None:
        told = f"登记簿中没有所涉申请“{masked_prose(dispute.related_request)}”，要核对编号。"
        yield _of(dispute, told, field="related_request")
    if not isinstance(dispute, Litigation) or not dispute.related_review:
        return
    named = f"“{masked_prose(dispute.related_review)}”"
    if review is None:
        yield _of(dispute, f"登记簿中没有关联的行政复议{named}，要核对编号。", field="related_review")
    elif review.closed_on is not None and review.closed_on > dispute.received_on:
        days = f"{chinese_date(review.closed_on)}才结案，起诉却在{chinese_date(dispute.received_on)}收到"
        yield _of(dispute, f"关联的行政复议{named}{days}，要核对日期和起诉方式。", field="received_on")


def _of(dispute: Dispute, says: str, field: str, *, is_doubt: bool = True) -> Remark:
    return Remark(f"{dispute.title}{dispute.number}：{says}", is_doubt, says, field, dispute)


def appeal_remarks(instances: Sequence[Litigation], period: Period, *, is_pending: bool) -> Iterator[Remark]:
    """Yield a remark on how a judgment of the period counts that was appealed against after the period."""
    found = appeal_after(instances, period)
    if found is None:
        return
    judged, appeal = found
    decided_on, result = judged.closed_on, judged.decided_as
    if decided_on is None or result is None or decided_on not in period:
        return
    said = f"{chinese_date(decided_on)}裁判，{chinese_date(appeal.received_on)}收到上诉（{appeal.number}）"
    if is_pending:
        yield _of(judged, f"{said}，裁判尚未生效，按尚未审结统计。", field="result", is_doubt=False)
        return
    where = "口径可在“机关信息”的“次年上诉的案件”中改"
    yield _of(judged, f"{said}，本年按“{result.label}”统计，次年还会统计一次；{where}，要与区里核对。", field="result")


# --- table two ---


def release_remarks(release: Release) -> Iterator[Remark]:
    """Yield a remark if a 规范性文件 lacks 制发日期, so that another day is used, or counts for an unexpected year."""
    formed_on, issued_on = release.formed_on, release.issued_on
    if release.document_kind is DocumentKind.OTHER:
        return
    if issued_on is None:
        on = chinese_date(formed_on)
        name = f"主动公开{release.number}：{release.document_kind.label}没有制发日期"
        told = f"{name}，按形成或变更日期{on}计入制发件数和现行有效件数，要补填。"
        yield Remark(told, is_doubt=False, field="issued_on", record=release)
    elif issued_on.year < formed_on.year:
        told = f"制发日期{chinese_date(issued_on)}早于形成或变更日期{chinese_date(formed_on)}"
        counted = f"制发件数计入{issued_on.year}年，不计入{formed_on.year}年，要核对年份。"
        told = f"主动公开{release.number}：{told}，{counted}"
        yield Remark(told, is_doubt=False, field="issued_on", record=release)


def repeated_releases(releases: Iterable[Release]) -> Iterator[Remark]:
    """Yield releases registered more than once: the same information on one day, or the same 文号."""
    known: dict[tuple[str, object], list[Release]] = {}
    for release in releases:
        known.setdefault((fold(release.name), release.published_on), []).append(release)
        if release.document_kind is not DocumentKind.OTHER and release.document_number.strip():
            known.setdefault((fold(release.document_number), "文号"), []).append(release)
    told: set[tuple[int, ...]] = set()
    for (_, by), same in known.items():
        ids = tuple(release.id for release in same)
        if len(same) > 1 and by is not None and ids not in told:
            told.add(ids)
            alike, field = ("文号", "document_number") if by == "文号" else ("信息名称和公开日期", "name")
            said = f"主动公开{listed([one.number for one in same])}的{alike}相同，要核对是否重复登记。"
            yield Remark(said, field=field, record=same[-1])


def documents_of_another_kind(releases: Iterable[Release]) -> Iterator[Remark]:
    """Yield releases under 第二十条第（一）项 whose 文件性质 is not a 规章 or 规范性文件 that table two counts.

    A document that only passes on one of a superior is not the office's own.
    """
    for release in releases:
        is_counted = release.document_kind is not DocumentKind.OTHER
        if release.category is ReleaseCategory.ARTICLE_20_1 and not (is_counted or release.is_forwarded):
            kinds = f"信息类别是“{release.category.label}”，文件性质却是“{release.document_kind.label}”"
            told = f"主动公开{release.number}：{kinds}，没有计入表二；转发上级文件的，要勾选“转发引用上级文件”。"
            yield Remark(told, says=told.partition("：")[2], field="document_kind", record=release)


def opening_remarks(profile: Profile, releases: Iterable[Release], period: Period) -> Iterator[Remark]:
    """Yield 期初 figures that cannot be right: without a day, or fewer documents than the register holds."""
    figures = (profile.opening_releases, profile.opening_requests, profile.opening_documents)
    if any(figures) and profile.opening_on is None:
        yield Remark("填了期初数而没有期初日期：登记簿中的全部记录都加在期初数之上，要在“机关信息”中补填期初日期。")
    opening = OpeningDocuments.of(profile, period)
    if opening is None or opening.on is None:
        return
    held = [
        release
        for release in releases
        if release.document_kind is DocumentKind.NORMATIVE_DOCUMENT and is_in_force(release, opening.on)
    ]
    if len(held) > opening.documents:
        yield Remark(
            f"期初现行有效规范性文件填{opening.documents}件，而{chinese_date(opening.on)}现行有效的，"
            f"登记簿中已有{len(held)}件，要核对期初数。"
        )


def batch_remarks(tallies: Sequence[Tally]) -> Iterator[Remark]:
    """Yield batches that look mistyped: without a figure, absurdly many, 万元 for 元, or reported twice."""
    for tally in tallies:
        is_money = tally.kind is BusinessKind.ADMINISTRATIVE_FEE
        wanted, other = ("金额", "数量") if is_money else ("数量", "金额")
        figures = {"数量": tally.quantity, "金额": tally.amount}
        if figures[wanted] is None:
            instead = f"（填的是{other}）" if figures[other] is not None else ""
            where = "amount" if is_money else "quantity"
            yield _of_batch(tally, f"没有填写{wanted}{instead}，按0统计，要补填。", where)
        if tally.quantity is not None and tally.quantity >= _MANY_AT_ONCE:
            yield _of_batch(tally, f"一批的数量为{tally.quantity}，要核对是否多填了。", "quantity")
        if tally.amount is not None and 0 < tally.amount < _ONE_YUAN:
            yield _of_batch(tally, f"金额为{yuan(tally.amount)}元，要核对是否把万元数填成了元。", "amount")
        if tally.includes_information_fee and not is_money:
            says = f"业务类型是“{tally.kind.label}”，却标明已含信息处理费，没有按收费统计，要核对。"
            yield _of_batch(tally, says, "includes_information_fee")
    alike: dict[tuple[BusinessKind, date, object, object, str], list[Tally]] = {}
    for tally in tallies:
        same_figures = (tally.kind, tally.on, tally.quantity, tally.amount, tally.department)
        alike.setdefault(same_figures, []).append(tally)
    for (kind, on, *_), same in alike.items():
        if len(same) > 1:
            told = f"{kind.label}{on.isoformat()}有{len(same)}批数量、金额和科室都相同，要核对是否重复登记。"
            yield Remark(told, field="quantity", record=same[-1])


def summed_batches(tallies: Sequence[Tally]) -> Iterator[Remark]:
    """Yield a batch that is the sum of all others of its kind: the year's total registered once more."""
    for kind in BusinessKind:
        figures_of = [(tally, tally.amount or tally.quantity or 0) for tally in tallies if tally.kind is kind]
        whole = sum(figure for _, figure in figures_of)
        for tally, figure in figures_of:
            if len(figures_of) > _FEWEST_SUMMED and 2 * figure == whole:
                yield _of_batch(tally, "等于本年其余各批之和，要核对是否把合计也登记成了一批。", "quantity")


def _of_batch(tally: Tally, says: str, field: str) -> Remark:
    return Remark(f"{tally.title}{tally.caption}：{says}", says=says, field=field, record=tally)


def fee_remarks(steps: Iterable[Step], tallies: Sequence[Tally], period: Period) -> Iterator[Remark]:
    """Yield the payments of 信息处理费 that a batch marked 已含信息处理费 includes, or may include."""
    paid = [step for step in steps if step.kind is StepKind.FEE_PAID and step.amount]
    covered: dict[date, list[Step]] = {}
    for step in paid:
        batch = covering_batch(step.on, tallies, period.until) if step.on in period else None
        if batch is not None:
            covered.setdefault(batch, []).append(step)
    for batch, inside in sorted(covered.items()):
        days, total = listed([chinese_date(step.on) for step in inside]), sum(step.amount or 0 for step in inside)
        told = f"行政事业性收费{batch.isoformat()}一批已含信息处理费：{days}缴纳的共{yuan(total)}元不再另计。"
        yield Remark(told, is_doubt=False)
    yield from _unclear_batches(paid, tallies, period)


def excluded_fee_remarks(paid: Iterable[tuple[Request, Step]], period: Period) -> Iterator[Remark]:
    """Yield the fees of requests 不计入年报: the money was received, so 行政事业性收费 includes it all the same."""
    for request, step in paid:
        if request.is_excluded and step.amount and step.on in period:
            yield Remark(
                f"申请{request.number}标为“不计入年报”，{chinese_date(step.on)}缴纳的信息处理费{yuan(step.amount)}元仍计入"
                "行政事业性收费；没有收过的，要删去这一步。",
                record=request,
            )


def _unclear_batches(paid: Sequence[Step], tallies: Sequence[Tally], period: Period) -> Iterator[Remark]:
    """Yield marked batches that may include earlier payments: after an unmarked one, or the first of a year."""
    fees = sorted(
        (tally for tally in tallies if tally.kind is BusinessKind.ADMINISTRATIVE_FEE), key=lambda tally: tally.on
    )
    for tally in fees:
        if not tally.includes_information_fee or tally.on not in period:
            continue
        marked = max((one.on for one in fees if one.includes_information_fee and one.on < tally.on), default=date.min)
        unclear = [
            step
            for step in paid
            if marked < step.on <= tally.on and covering_batch(step.on, tallies, period.until) is None
        ]
        if unclear:
            days = listed([chinese_date(step.on) for step in unclear])
            yield Remark(
                f"行政事业性收费{tally.on.isoformat()}一批标明已含信息处理费，但{days}缴纳的在前一批收费之前或在上一年，"
                "按另计统计，要核对这一批是否也含这些缴费。",
                record=tally,
            )


# --- what the prose counts ---


def activity_remarks(activities: Iterable[Activity]) -> Iterator[Remark]:
    """Yield rows that report more defects corrected than found."""
    for activity in activities:
        if activity.found is not None and activity.corrected is not None and activity.corrected > activity.found:
            says = f"已改{activity.corrected}处多于发现{activity.found}处，要核对。"
            name = f"工作记录{activity.kind.label}{activity.on.isoformat()}"
            yield Remark(f"{name}：{says}", says=says, field="corrected", record=activity)


def category_remarks(releases: Iterable[Release], period: Period) -> Iterator[Remark]:
    """Yield the releases of a period without 统计类别, if others have one: the prose has to count them separately."""
    published = [release for release in releases if release.published_on in period]
    without = [release for release in published if not release.statistics_category.strip()]
    if without and len(without) < len(published):
        numbers = listed([release.number for release in without])
        told = f"主动公开{numbers}没有统计类别，正文把这些写作“未归入上述类别”，要补填。"
        yield Remark(told, field="statistics_category", record=without[-1])
