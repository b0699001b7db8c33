"""Rules L-1 to L-15, L-17, L-34 and L-35 about the requests behind table three, the most serious first."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from disclosure.cases import objections
from disclosure.cases.answer_date import handed_over_on
from disclosure.cases.consultations import consultations
from disclosure.cases.state import CaseState
from disclosure.checks.finding import Finding, Severity, of_record
from disclosure.checks.records.facts import RecordFacts, RequestCase
from disclosure.checks.records.grounds import contradicts
from disclosure.masking import masked_prose
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request
from disclosure.term_base import fold
from disclosure.terms import StepKind
from disclosure.wording import chinese_date, listed, some_listed

_NUMBERED = re.compile(r"^(.*?)(\d{1,9})\Z")
_NEEDS_NO_LETTER = (Outcome.OTHER_HANDLING,)


def finding(
    rule: str,
    severity: Severity,
    case: RequestCase,
    says: str,
    article: str,
    *,
    may_be_so: bool = False,
    field: str = "",
) -> Finding:
    """Return a finding about one request."""
    request = case.request
    return of_record(rule, severity, request, f"申请{request.number}", says, article, may_be_so=may_be_so, field=field)


def impossible_days(request: Request) -> frozenset[str]:
    """Return the impossible dates of a request: an answer before the receipt, a receipt before the arrival."""
    received_on, wrong = request.received_on, set()
    if received_on is not None and received_on < request.arrived_on:
        wrong.add("received_on")
    if request.answered_on is not None and request.answered_on < (received_on or request.arrived_on):
        wrong.add("answered_on")
    return frozenset(wrong)


def overdue(facts: RecordFacts) -> Iterator[Finding]:
    """L-1: the answer is overdue, or was not entered; either way it needs an explanation."""
    for case in facts.cases:
        request, due_on = case.request, case.deadline.due_on
        # L-5 and L-3 report incomplete answers and impossible dates
        is_told = (request.outcome is None) != (request.answered_on is None) or "answered_on" in impossible_days(
            request
        )
        if due_on is not None and case.deadline.is_overdue(facts.today) and not is_told:
            says = f"{chinese_date(due_on)}到期，至今没有答复"
            yield finding("L-1", Severity.ERROR, case, says, "条例第三十三条", may_be_so=True)


def against_the_letter(facts: RecordFacts) -> Iterator[Finding]:
    """L-2: result, number, date and applicant in the register agree with the letter that was sent."""
    for case in facts.cases:
        outcome, letter = case.request.outcome, case.letter
        if outcome is None or letter is None:
            continue
        sent = f"《{letter.name}》{letter.number}"
        if case.announces and outcome not in case.announces:
            announced = f"告知的是“{listed([one.plain_label for one in case.announces])}”"
            says = f"登记的办理结果是“{outcome.plain_label}”，已发出的{sent}{announced}"
            yield finding("L-2", Severity.ERROR, case, says, "条例第三十六条")
        for field, told in _unlike_the_letter(case, letter):
            says = f"{told}，已发出的是{sent}"
            yield finding("L-2", Severity.WARNING, case, says, "条例第三十六条", field=field)


_LONGEST_WAY = 15
"""Days from the date of an answer to its posting; for more there must be a 送达 on that day."""


def _unlike_the_letter(case: RequestCase, letter: IssuedLetter) -> Iterator[tuple[str, str]]:
    """Yield the fields of a request that disagree with the letter that was sent, and how."""
    request, answered_on, is_merged = case.request, case.request.answered_on, bool(case.request.merged_into)
    number = "".join(request.answer_number.split())
    if number and letter.number and number != "".join(letter.number.split()) and not is_merged:
        yield "answer_number", f"登记的答复文号是“{masked_prose(request.answer_number)}”"
    handed_over = {handed_over_on(step) for step in case.steps if step.kind is StepKind.DELIVERED}
    days = (answered_on - letter.issued_on).days if answered_on is not None else 0
    is_far = days > _LONGEST_WAY or (answered_on is not None and answered_on.year != letter.issued_on.year)
    if answered_on is not None and (days < 0 or (is_far and answered_on not in handed_over)):
        yield (
            "answered_on",
            f"登记的答复日期{chinese_date(answered_on)}与成文日期{chinese_date(letter.issued_on)}对不上",
        )
    people = {fold(name) for name in (request.applicant, request.agent) if name.strip()}
    if letter.addressee.strip() and not any(name in fold(letter.addressee) for name in people):
        yield "applicant", "登记的申请人不是答复文书的主送"


def impossible(facts: RecordFacts) -> Iterator[Finding]:
    """L-3: 答复日期 is not before the receipt or in the future."""
    for case in facts.cases:
        request, wrong = case.request, impossible_days(case.request)
        if "answered_on" in wrong and request.answered_on is not None:
            received_on = request.received_on or request.arrived_on
            year = "，年份可能填错" if request.answered_on.year != received_on.year else ""
            says = (
                f"答复日期{chinese_date(request.answered_on)}早于收到申请之日{chinese_date(received_on)}{year}，"
                "按未答复统计"
            )
            yield finding("L-3", Severity.ERROR, case, says, "条例第三十三条", field="answered_on")
        elif request.answered_on is not None and request.answered_on > facts.today:
            says = f"答复日期{chinese_date(request.answered_on)}还没有到"
            yield finding("L-3", Severity.ERROR, case, says, "条例第三十三条", field="answered_on")


def impossible_receipt(facts: RecordFacts) -> Iterator[Finding]:
    """L-4: 收到申请之日 is not before 来件日期 or in the future."""
    for case in facts.cases:
        request = case.request
        if request.received_on is None:
            continue
        if "received_on" in impossible_days(request):
            says = f"收到申请之日{chinese_date(request.received_on)}早于来件日期{chinese_date(request.arrived_on)}"
            yield finding("L-4", Severity.ERROR, case, says, "条例第三十一条", field="received_on")
        elif request.received_on > facts.today:
            says = f"收到申请之日{chinese_date(request.received_on)}还没有到"
            yield finding("L-4", Severity.ERROR, case, says, "条例第三十一条", field="received_on")


def half_answered(facts: RecordFacts) -> Iterator[Finding]:
    """L-5: a result has a date and a date has a result; else the report counts the request as open."""
    for case in facts.cases:
        request = case.request
        if request.outcome is not None and request.answered_on is None:
            says = f"填了办理结果“{request.outcome.plain_label}”，没有答复日期，按未答复统计"
            yield finding("L-5", Severity.ERROR, case, says, "条例第三十三条", field="answered_on")
        elif request.outcome is None and request.answered_on is not None:
            says = f"填了答复日期{chinese_date(request.answered_on)}，没有办理结果，按未答复统计"
            yield finding("L-5", Severity.ERROR, case, says, "条例第三十六条", field="outcome")


def late_without_reason(facts: RecordFacts) -> Iterator[Finding]:
    """L-6: a late answer has its 逾期原因."""
    for case in facts.cases:
        due_on = case.deadline.due_on
        if case.deadline.is_late and due_on is not None and not case.request.lateness_reason.strip():
            says = f"{chinese_date(due_on)}到期，{case.deadline.summary}，没有填写逾期原因"
            yield finding("L-6", Severity.WARNING, case, says, "条例第三十三条")


_ASKED_FIRST = {
    Outcome.THIRD_PARTY_RIGHTS: (StepKind.THIRD_PARTY_ASKED, "以保护第三方合法权益为由不予公开", "条例第三十二条"),
    Outcome.UNCLEAR_AFTER_CORRECTION: (StepKind.CORRECTION_ASKED, "以补正后仍不明确为由答复", "条例第三十条"),
    Outcome.EXCESSIVE: (StepKind.REASONS_ASKED, "以无正当理由大量、反复申请为由不予处理", "条例第三十五条"),
}
"""The step that must come before a result; time limits of the applicant are checked with the deadline (R-2)."""


def nobody_asked_first(facts: RecordFacts) -> Iterator[Finding]:
    """L-7: some results need the third party or the applicant to be asked first."""
    for case in facts.cases:
        asked = _ASKED_FIRST.get(case.request.outcome) if case.request.outcome and case.is_answered else None
        if asked is not None and not any(step.kind is asked[0] for step in case.steps):
            says = f"{asked[1]}，没有登记{asked[0].label}"
            yield finding("L-7", Severity.WARNING, case, says, asked[2])


def released_over_an_objection(facts: RecordFacts) -> Iterator[Finding]:
    """L-34: a third party that objected is notified in writing of what is released anyway (条例第三十二条)."""
    for case in facts.cases:
        if case.is_answered and objections.is_release(case.request):
            owed = objections.not_told(case.steps, case.notices)
            people = tuple(step.party for step in owed if step.party.strip())
            if owed:
                names = listed([f"“{name}”" for name in people])
                says = f"第三方{names}不同意公开，仍决定公开，没有发出告知第三方的告知书"
                yield replace(finding("L-34", Severity.WARNING, case, says, objections.ARTICLE), people=people)


def answered_before_heard(facts: RecordFacts) -> Iterator[Finding]:
    """L-35: a decision waits for the opinions that were asked for, or until their time is up (条例第三十二条)."""
    for case in facts.cases:
        on, request = case.deadline.answered_on, case.request
        rests_on_it = objections.is_release(request) or request.outcome is Outcome.THIRD_PARTY_RIGHTS
        if on is None or not rests_on_it:
            continue
        for asked in consultations(case.steps, facts.calendar):
            is_heard = asked.opinion_on is not None and asked.opinion_on <= on
            if asked.asked.on <= on <= asked.expires_on and not is_heard:
                who = f"“{masked_prose(asked.asked.party)}”" if asked.asked.party.strip() else "对方"
                says = (
                    f"{chinese_date(on)}答复时{who}的意见还没有收到，提出意见的期限到{chinese_date(asked.expires_on)}，"
                    "要核对答复日期和登记的意见"
                )
                told = finding("L-35", Severity.WARNING, case, says, asked.kind.limit.article)
                yield replace(told, people=tuple(filter(str.strip, (asked.asked.party,))))


def repeat_of_nothing(facts: RecordFacts) -> Iterator[Finding]:
    """L-8: 重复申请 needs an earlier, answered request of the same applicant (条例第三十六条第六项)."""
    for case in facts.cases:
        if case.request.outcome is not Outcome.REPEATED or not case.is_answered:
            continue
        answered = [
            one
            for one in case.earlier
            if one.answered_on is not None and one.outcome is not None and one.answered_on <= case.request.arrived_on
        ]
        if not answered:
            says = "按重复申请处理，登记簿里没有这一申请人此前已经答复的申请"
            yield finding("L-8", Severity.WARNING, case, says, "条例第三十六条第六项")


def ground_of_another_result(facts: RecordFacts) -> Iterator[Finding]:
    """L-9: 依据条款 fits the result, and is not that of a former one."""
    for case in facts.cases:
        outcome, basis = case.request.outcome, case.request.legal_basis
        # a merged request may have the 依据条款 of the common answer
        is_aside = outcome is Outcome.OTHER_HANDLING and bool(case.request.merged_into)
        if outcome is not None and not is_aside and contradicts(basis, outcome):
            says = f"依据条款“{masked_prose(basis)}”不是“{outcome.plain_label}”的依据"
            yield finding("L-9", Severity.WARNING, case, says, outcome.article or "条例第三十六条", field="legal_basis")


def extension_not_approved(facts: RecordFacts) -> Iterator[Finding]:
    """L-10: an extension has the approval of the office's head (条例第三十三条第二款)."""
    for case in facts.cases:
        unsigned = [step for step in case.steps if step.kind is StepKind.EXTENDED and not step.approver.strip()]
        if unsigned:
            says = f"{chinese_date(unsigned[0].on)}的延期告知没有填写批准人，延期应当经工作机构负责人同意"
            yield finding("L-10", Severity.WARNING, case, says, "条例第三十三条第二款")


def number_given_twice(facts: RecordFacts) -> Iterator[Finding]:
    """L-11: one 文号 belongs to one letter; requests answered together share it."""
    known: dict[str, list[RequestCase]] = defaultdict(list)
    for case in facts.cases:
        number = "".join(case.request.answer_number.split())
        if number and not case.request.merged_into:
            known[number].append(case)
    for number, cases in known.items():
        if len(cases) > 1:
            where = some_listed([f"申请{case.request.number}" for case in cases])
            says = f"答复文号“{masked_prose(number)}”同时用在{where}"
            yield finding("L-11", Severity.WARNING, cases[-1], says, "党政机关公文处理工作条例第九条")


def answer_without_ground_or_number(facts: RecordFacts) -> Iterator[Finding]:
    """L-12: an answer in the register has its 依据条款 and its 文号."""
    for case in facts.cases:
        request = case.request
        if not case.is_answered or request.outcome is None or request.outcome in _NEEDS_NO_LETTER:
            continue
        if request.answer_number in facts.voided and not request.merged_into:
            says = f"答复文号“{masked_prose(request.answer_number)}”的文书已经作废，没有另发，要重新发出或者撤销办结"
            yield finding("L-12", Severity.WARNING, case, says, "条例第三十六条")
        blank = (("依据条款", request.legal_basis), ("答复文号", request.answer_number))
        missing = [name for name, value in blank if not value.strip()]
        if missing:
            yield finding("L-12", Severity.INFO, case, f"已答复，没有填写{listed(missing)}", "条例第三十六条")


def not_delivered(facts: RecordFacts) -> Iterator[Finding]:
    """L-13: an answer has been delivered, and not returned.

    Registers without any 送达, such as imported ones, are left alone.
    """
    if not any(step.kind is StepKind.DELIVERED for case in facts.cases for step in case.steps):
        return
    for case in facts.cases:
        is_settled = any(step.kind is StepKind.DELIVERED or step.kind.outcome is not None for step in case.steps)
        told = is_settled or bool(case.request.merged_into)
        if case.is_answered and CaseState(case.request, case.steps).is_returned:
            says = "邮寄的答复被退回，没有登记重新送达"
            yield finding("L-13", Severity.WARNING, case, says, "国办公开办函〔2016〕235号")
        elif case.is_answered and not told and case.request.outcome not in _NEEDS_NO_LETTER:
            yield finding("L-13", Severity.INFO, case, "已答复，没有登记送达", "国办公开办函〔2016〕235号")


def gaps_in_numbers(facts: RecordFacts) -> Iterator[Finding]:
    """L-14: 登记编号 have no gaps, which may be requests that were not entered."""
    by_number = {case.request.number: case for case in facts.cases}
    series: dict[str, dict[int, str]] = defaultdict(dict)
    for number in facts.numbers:
        match = _NUMBERED.match(number.strip())
        if match:
            series[match[1]][int(match[2])] = number
    for serials in series.values():
        for before, after in pairwise(sorted(serials)):
            case = by_number.get(serials[after]) or by_number.get(serials[before])
            if after - before > 1 and case is not None:
                width = len(serials[after]) - len(serials[after].rstrip("0123456789"))
                first, last = f"{before + 1:0{width}}", f"{after - 1:0{width}}"
                gap = f"缺{first}" if first == last else f"缺{first}至{last}"
                says = f"登记编号{serials[before]}之后是{serials[after]}，{gap}，要核对有没有漏登"
                yield finding("L-14", Severity.INFO, case, says, "")


def not_confirmed(facts: RecordFacts) -> Iterator[Finding]:
    """L-15: no request of a past year has an unconfirmed 收到申请之日; no report counts such a request."""
    for case in facts.cases:
        request = case.request
        is_open = request.received_on is None and request.outcome is None and request.answered_on is None
        if is_open and request.arrived_on.year < facts.today.year:
            says = f"{chinese_date(request.arrived_on)}来件，至今没有确认收到申请之日，没有计入年报"
            yield finding("L-15", Severity.WARNING, case, says, "条例第三十一条", may_be_so=True)


def answered_and_left_out(facts: RecordFacts) -> Iterator[Finding]:
    """L-17: a request that was answered with a 文号 is not marked 不计入年报, which takes it out of every figure."""
    for request in facts.left_out:
        number, outcome = masked_prose(request.answer_number), request.outcome
        answer = f"已用“{number}”答复" if number else f"登记了办理结果“{outcome.plain_label if outcome else ''}”"
        says, name = f"{answer}，却不计入年报，表三没有统计它，要核对", f"申请{request.number}"
        severity = Severity.WARNING if number else Severity.INFO
        yield of_record(
            "L-17", severity, request, name, says, "条例第五十条", may_be_so=bool(number), field="is_excluded"
        )


def _fields_told(request: Request, today: date) -> Iterator[str]:
    """Yield the fields whose fault L-3, L-4 or L-5 already report."""
    yield from impossible_days(request)
    if (request.outcome is None) != (request.answered_on is None):
        yield from ("outcome", "answered_on")
    days = (("answered_on", request.answered_on), ("received_on", request.received_on))
    yield from (name for name, day in days if day is not None and day > today)


def doubts(facts: RecordFacts) -> Iterator[Finding]:
    """R-2: the deadline of a request is certain; else one sentence per request says why not."""
    for case in facts.cases:
        told = set(_fields_told(case.request, facts.today))
        found = [doubt for doubt in case.deadline.doubts if doubt.field not in told]
        if found:
            each = dict.fromkeys(f"{doubt.message}（{doubt.article}）" for doubt in found)
            told_of = finding("R-2", Severity.WARNING, case, "；".join(each), "", field=found[0].field)
            yield replace(told_of, article="；".join(dict.fromkeys(doubt.article for doubt in found)))


CHECKS = (
    overdue,
    against_the_letter,
    impossible,
    impossible_receipt,
    half_answered,
    late_without_reason,
    nobody_asked_first,
    released_over_an_objection,
    answered_before_heard,
    repeat_of_nothing,
    ground_of_another_result,
    extension_not_approved,
    number_given_twice,
    not_confirmed,
    answered_and_left_out,
    doubts,
    answer_without_ground_or_number,
    not_delivered,
    gaps_in_numbers,
)
