"""Rule L-33: fields that need another field, dates in order, and steps after those they answer.

Declared in three tables: ``PAIRS`` (this field needs that field), ``ORDERS`` (this date is not before that date) and
``AFTER`` (this step comes after that step). What other rules check is left to them: 办理结果 and 答复日期 (L-5), the
批准人 of an extension (L-10), the date of a dispute's result and what moves the answer date (R-2).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.checks.finding import Finding, Severity, of_record
from disclosure.checks.records.facts import RecordFacts
from disclosure.column_kinds import Column, columns_by_name
from disclosure.records import Activity, Duty, Litigation, Record, Release, Request, Review, Step
from disclosure.term_base import Term
from disclosure.terms import DeliveryMethod, DisputeResult, DutyCycle, StepKind
from disclosure.wording import chinese_date, listed, quoted, yuan

_SECRECY = "条例第十七条；保守国家秘密法第三十五条"
_POST = "国办公开办函〔2016〕235号"
_FEE = "国办函〔2020〕109号"


def _always(_record: Any) -> bool:
    return True


@dataclass(frozen=True)
class Pair:
    """A field that, if filled in, needs others; ``when`` restricts it to some records.

    ``told_once`` is for fields that an office may never fill in: where no record has it, one sentence says so.
    """

    record_type: type[Record]
    given: str
    asked: tuple[str, ...]
    article: str
    severity: Severity = Severity.WARNING
    when: Callable[[Any], bool] = _always
    told_once: bool = False

    def lacking(self, record: Record) -> tuple[str, ...]:
        """Return the fields that are needed but blank in a record."""
        if not isinstance(record, self.record_type) or _is_blank(record, self.given) or not self.when(record):
            return ()
        return tuple(name for name in self.asked if _is_blank(record, name))


@dataclass(frozen=True)
class Order:
    """Two dates of a record, of which ``later`` must not be before ``earlier``."""

    record_type: type[Record]
    earlier: str
    later: str
    article: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True)
class Told:
    """What is wrong with a record, without its name, and in which field."""

    field: str
    says: str
    article: str
    severity: Severity


def _is_blank(record: Record, name: str) -> bool:
    return getattr(record, name) in (None, "", (), False)


def _of(*kinds: StepKind) -> Callable[[Step], bool]:
    return lambda step: step.kind in kinds


def _sent_by(method: DeliveryMethod) -> Callable[[Step], bool]:
    return lambda step: step.kind is StepKind.DELIVERED and step.delivery is method


def _has_no_answer(request: Request) -> bool:
    return not request.is_excluded and request.outcome is None and request.answered_on is None


def _is_corrected(dispute: Review | Litigation) -> bool:
    return dispute.decided_as is DisputeResult.CORRECTED


_INFO = Severity.INFO
_K = StepKind
PAIRS: tuple[Pair, ...] = (
    # 主动公开
    Pair(Release, "secrecy_conclusion", ("secrecy_reviewer", "secrecy_reviewed_on"), _SECRECY, told_once=True),
    # one that is published is told by L-21; who and when ask for the conclusion once
    Pair(
        Release,
        "secrecy_reviewer",
        ("secrecy_conclusion",),
        _SECRECY,
        when=lambda release: release.published_on is None,
    ),
    Pair(
        Release,
        "secrecy_reviewed_on",
        ("secrecy_conclusion",),
        _SECRECY,
        when=lambda release: release.published_on is None and not release.secrecy_reviewer,
    ),
    *(
        Pair(Release, f"{which}_checked_{given}", (f"{which}_checked_{asked}",), "", _INFO)
        for which in ("first", "second", "final")
        for given, asked in (("by", "on"), ("on", "by"))
    ),
    Pair(Release, "published_on", ("channels",), "条例第二十三条", told_once=True),
    Pair(Release, "taken_down_on", ("published_on",), "条例第十八条", _INFO),
    Pair(Release, "fulfils_period", ("fulfils",), "条例第十九条"),
    # 依申请公开
    Pair(Request, "answer_number", ("outcome", "answered_on"), "条例第三十六条", when=_has_no_answer),
    Pair(Request, "archive_number", ("outcome", "answered_on"), "条例第四十五条", when=_has_no_answer),
    Pair(Request, "legal_basis", ("outcome", "answered_on"), "条例第三十六条", _INFO, when=_has_no_answer),
    Pair(Request, "confirmation", ("received_on",), "条例第三十一条"),
    Pair(
        Request,
        "received_on",
        ("confirmation",),
        "条例第三十一条",
        _INFO,
        when=lambda request: request.channel.needs_confirmation,
        told_once=True,
    ),
    # 办理步骤
    Pair(Step, "kind", ("party",), "条例第三十二条", when=_of(_K.THIRD_PARTY_ASKED)),
    Pair(Step, "kind", ("opinion",), "条例第三十二条", when=_of(_K.THIRD_PARTY_ANSWERED)),
    Pair(Step, "kind", ("party",), "条例第三十四条", when=_of(_K.ORGAN_ASKED)),
    Pair(Step, "kind", ("opinion",), "条例第三十四条", when=_of(_K.ORGAN_ANSWERED)),
    Pair(Step, "kind", ("until",), "条例第三十条", when=_of(_K.CORRECTION_ASKED)),
    Pair(Step, "kind", ("detail",), "条例第三十三条第二款", _INFO, when=_of(_K.EXTENDED)),
    Pair(Step, "kind", ("amount",), _FEE, when=_of(_K.FEE_NOTICE)),
    Pair(Step, "kind", ("party",), "条例第四十一条", when=_of(_K.TRANSFERRED)),
    Pair(Step, "kind", ("delivery",), _POST, when=_of(_K.DELIVERED)),
    Pair(Step, "delivery", ("posted_on",), _POST, when=_sent_by(DeliveryMethod.POST)),
    Pair(Step, "delivery", ("signed_on",), _POST, when=_sent_by(DeliveryMethod.COUNTER)),
    # 行政复议、行政诉讼
    Pair(Review, "closed_on", ("decision",), "行政复议法第六十三条至第六十七条", _INFO, when=_is_corrected),
    Pair(Litigation, "closed_on", ("judgment",), "行政诉讼法第七十条至第七十七条", _INFO, when=_is_corrected),
    # 工作记录、应公开事项
    Pair(Activity, "corrected", ("found",), "", _INFO),
    Pair(
        Duty,
        "cycle",
        ("ends_on",),
        "条例第十九条",
        when=lambda duty: duty.cycle is DutyCycle.ONCE and duty.starts_on is None,
    ),
)
"""Which field needs which others, and by which article; none where it is only custom."""

ORDERS: tuple[Order, ...] = (
    Order(Release, "formed_on", "secrecy_reviewed_on", _SECRECY),
    Order(Release, "first_checked_on", "second_checked_on", "", _INFO),
    Order(Release, "second_checked_on", "final_checked_on", "", _INFO),
    Order(Release, "final_checked_on", "published_on", "", _INFO),
    Order(Release, "published_on", "taken_down_on", "条例第十八条"),
    Order(Step, "posted_on", "signed_on", _POST),
    Order(Review, "replied_on", "closed_on", "行政复议法第四十八条"),
    Order(Litigation, "defence_on", "closed_on", "行政诉讼法第六十七条"),
    Order(Duty, "starts_on", "ends_on", "条例第十九条"),
)
"""Which date comes before which."""

AFTER: Mapping[StepKind, tuple[StepKind, str]] = {
    _K.THIRD_PARTY_SERVED: (_K.THIRD_PARTY_ASKED, "条例第三十二条"),
    _K.THIRD_PARTY_ANSWERED: (_K.THIRD_PARTY_ASKED, "条例第三十二条"),
    _K.ORGAN_SERVED: (_K.ORGAN_ASKED, "条例第三十四条"),
    _K.ORGAN_ANSWERED: (_K.ORGAN_ASKED, "条例第三十四条"),
    _K.DEFERRED: (_K.REASONS_ASKED, "条例第三十五条"),
}
"""Which step comes after which; 收到补正, 缴费 and lapsed time limits are checked with the deadline (R-2)."""


_PAIRS_OF = {
    each: tuple(pair for pair in PAIRS if pair.record_type is each) for each in {one.record_type for one in PAIRS}
}
_ORDERS_OF = {each: tuple(one for one in ORDERS if one.record_type is each) for each in _PAIRS_OF}


def doubts_of(record: Record) -> Iterator[Told]:
    """Yield what L-33 finds in one record by itself."""
    for pair in _PAIRS_OF.get(type(record), ()):
        if lacking := pair.lacking(record):
            yield _told_of(pair, record, lacking)
    for order in _ORDERS_OF.get(type(record), ()):
        first, then = getattr(record, order.earlier), getattr(record, order.later)
        if isinstance(first, date) and isinstance(then, date) and then < first:
            names = columns_by_name(type(record))
            than = f"早于{names[order.earlier].label}{chinese_date(first)}"
            says = f"{_where(record)}{names[order.later].label}{chinese_date(then)}{than}"
            yield Told(order.later, says, order.article, order.severity)


def _told_of(pair: Pair, record: Record, lacking: tuple[str, ...]) -> Told:
    names = columns_by_name(pair.record_type)
    value, label = getattr(record, pair.given), names[pair.given].label
    has = f"{label}是“{value.label}”，" if isinstance(value, Term) else f"填写了{label}，"
    has = _where(record) if isinstance(record, Step) else has
    return Told(lacking[0], f"{has}没有填写{_labels(names, lacking)}", pair.article, pair.severity)


def _labels(names: Mapping[str, Column], asked: tuple[str, ...]) -> str:
    """Return labels for a sentence: 「金额」, without the unit that a form shows."""
    return listed([names[name].label.partition("（")[0] for name in asked])


def _where(record: Record) -> str:
    return f"{chinese_date(record.on)}的“{record.kind.label}”" if isinstance(record, Step) else ""


def step_before(step: Step, steps: tuple[Step, ...]) -> Iterator[Told]:
    """Yield a problem where the step that must come before this one is missing."""
    asked, article = AFTER.get(step.kind, (None, ""))
    if asked is not None and not any(one.kind is asked and one.on <= step.on for one in steps):
        says = f"{_where(step)}之前没有登记“{asked.label}”，要补记"
        yield Told("on", says, article, Severity.WARNING)


def more_given_back(step: Step, steps: tuple[Step, ...]) -> Iterator[Told]:
    """Yield that more is given back with a step than was paid until then among the steps of a request."""
    place = (step.on, step.id or float("inf"))  # one that is being typed comes last of its day
    before = sum(one.amount or 0 for one in steps if one.kind is _K.FEE_PAID and (one.on, one.id) < place)
    if step.is_refund and before + (step.amount or 0) < 0:
        says = f"退还的比缴纳的多：到这一天缴纳以后还没有退还的是{yuan(max(before, 0))}元，要核对金额"
        yield Told("amount", says, "国办函〔2020〕109号", Severity.WARNING)


def half_filled(facts: RecordFacts) -> Iterator[Finding]:
    """L-33: fields, dates and steps that belong together are all there and in order."""
    requests = [case.request for case in facts.cases]
    for records in (facts.releases, requests, facts.disputes, facts.others):
        once = {pair for pair in PAIRS if pair.told_once and _is_never_kept(pair, records)}
        for pair in PAIRS:
            if pair in once:
                names = columns_by_name(pair.record_type)
                kept = f"本年登记了{names[pair.given].label}的{pair.record_type.title}"
                says = f"{kept}都没有填写{_labels(names, pair.asked)}"
                message = f"{says}（{pair.article}）。"
                yield Finding("L-33", pair.severity, message, article=pair.article, may_be_so=True)
        quiet = {name for pair in once for name in pair.asked}
        for record in records:
            yield from (of_one(record, told) for told in doubts_of(record) if told.field not in quiet)
    for case in facts.cases:
        for step in case.steps:
            for told in (*doubts_of(step), *step_before(step, case.steps), *more_given_back(step, case.steps)):
                yield of_one(case.request, told)


def _is_never_kept(pair: Pair, records: Any) -> bool:
    givers = [one for one in records if pair.lacking(one)]
    asked = [one for one in records if type(one) is pair.record_type and not _is_blank(one, pair.given)]
    return len(givers) > 1 and len(givers) == len(asked) and all(pair.lacking(one) == pair.asked for one in givers)


_CALLED = {Request: "申请", Release: "公开信息"}


def of_one(record: Record, told: Told) -> Finding:
    """Return what is wrong with a record as a finding."""
    called = getattr(record, "number", "") or (quoted(record.caption) if record.caption else "")
    name = _CALLED.get(type(record), record.title) + called
    return of_record("L-33", told.severity, record, name, told.says, told.article, field=told.field)


CHECKS = (half_filled,)
