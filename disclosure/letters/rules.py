"""The checks of a letter before it goes out: blanks, contradictions to the record, and what the law wants it to say.

Each rule is a function that yields problems. Those of ``PREVENTS`` stop the letter from being issued, those of
``DOUBTS`` are shown and left to the clerk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.cases import objections
from disclosure.cases.replay import LAPSES
from disclosure.column_kinds import parse_date
from disclosure.letters import personal
from disclosure.letters.fields import FIELDS
from disclosure.letters.filling import addressee_of, remedy_of, remedy_words
from disclosure.letters.problems import LetterProblem, Mend, at_field, in_register, of_the_date
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import Addressee, FieldKind, LetterTemplate
from disclosure.letters.values import Letter
from disclosure.numerals import parse_number
from disclosure.outcomes import Outcome, Remedy
from disclosure.terms import StepKind
from disclosure.wording import chinese_date, listed


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A letter and what it was made from; ``used`` are the numbers of other letters."""

    template: LetterTemplate
    shipped: LetterTemplate
    source: LetterSource
    letter: Letter
    used: frozenset[str] = frozenset()


Rule: TypeAlias = Callable[[Sheet], Iterator[LetterProblem]]


def problems(sheet: Sheet) -> tuple[LetterProblem, ...]:
    """Return everything that prevents issuing a letter, then every doubt."""
    hindrances = (problem for rule in PREVENTS for problem in rule(sheet))
    doubts = (replace(problem, prevents=False) for rule in DOUBTS for problem in rule(sheet))
    return (*hindrances, *doubts)


def _no_blank(sheet: Sheet) -> Iterator[LetterProblem]:
    asked = {entry.name for entry in sheet.template.typed}
    for name in sheet.letter.missing:
        sentence = f"“{name}”还没有填写，要补上后再发出。"
        if name in asked:
            yield at_field(name, sentence)
        elif name in FIELDS and FIELDS[name].office_column:
            sentence = f"机关信息里还没有填写“{name}”，填一次，以后每份文书都有。"
            yield LetterProblem(sentence, Mend.OFFICE, FIELDS[name].office_column)
        else:
            yield in_register(sentence)


def _number_is_right(sheet: Sheet) -> Iterator[LetterProblem]:
    number = sheet.source.number
    if sheet.template.is_numbered and not number:
        yield LetterProblem(f"《{sheet.letter.title}》是正式文书，需要文号。")
    if number and number in sheet.used:
        yield LetterProblem(f"文号“{number}”已经用过，作废的文号也不能再用，要换一个。")


def _elements_are_there(sheet: Sheet) -> Iterator[LetterProblem]:
    """Check what the law wants in it by the shipped template, so that an office's own template cannot lose it."""
    text, asked = sheet.letter.text, {entry.name for entry in sheet.template.typed}
    for element in sheet.shipped.elements:
        choices = element.split("／")
        if any(choice in text for choice in choices):
            continue
        sentence = f"文书没有写明“{choices[0]}”（{sheet.shipped.article}），要在模板或内容中补上。"
        yield at_field(choices[0], sentence) if choices[0] in asked else LetterProblem(sentence)


def _remedy_is_right(sheet: Sheet) -> Iterator[LetterProblem]:
    """Check that the right paragraph occurs once; to name a mandatory review is a duty (行政复议法第二十三条第二款)."""
    words = remedy_words(sheet.shipped, sheet.source)
    if words and sheet.letter.text.count(words) != 1:
        label = remedy_of(sheet.shipped, sheet.source).label
        yield LetterProblem(f"文书应当写明一次“{label}”的救济途径，要在模板中保留“{{救济途径}}”。")


def _outcome_matches(sheet: Sheet) -> Iterator[LetterProblem]:
    request, announced = sheet.source.request, sheet.template.outcomes
    if request is None or request.outcome is None or not announced or request.outcome in announced:
        return
    yield in_register(
        f"台账中的办理结果是“{request.outcome.plain_label}”，与这份文书"
        f"（{listed([outcome.plain_label for outcome in announced])}）不一致，要先改正其中一处。"
    )


def _addressee_matches(sheet: Sheet) -> Iterator[LetterProblem]:
    expected = addressee_of(sheet.template, sheet.source)
    if expected and sheet.letter.addressee != expected:
        label = sheet.template.addressee.label
        yield in_register(f"文书写给“{sheet.letter.addressee}”，台账中的{label}是“{expected}”，要核对。")
    request = sheet.source.request
    is_other = sheet.template.addressee in (Addressee.THIRD_PARTY, Addressee.ORGAN)
    if is_other and request is not None and expected == request.applicant:
        label = sheet.template.addressee.label
        sentence = f"{label}与申请人都是“{expected}”，要核对主送对象。"
        yield at_field(label, sentence) if sheet.source.typed.get(label) else in_register(sentence)


def _dates_follow(sheet: Sheet) -> Iterator[LetterProblem]:
    """Check that a letter is not older than what it answers, and that its time limits end after it.

    Which fields are time limits is also read from the shipped template.
    """
    source, dated_on = sheet.source, sheet.source.dated_on
    for record, word in ((source.request, "收到申请"), (source.review, "收到复议材料"), (source.suit, "收到诉讼材料")):
        came_on = None if record is None else record.received_on
        if came_on is not None and dated_on < came_on:
            yield of_the_date(f"成文日期{chinese_date(dated_on)}早于{word}的{chinese_date(came_on)}，要核对日期。")
    if source.request is not None and source.request.received_on is None and sheet.template.is_numbered:
        yield in_register("尚未确认收到申请之日，不能发出正式文书；先与申请人确认（条例第三十一条）。")
    for entry in {entry.name: entry for entry in (*sheet.template.typed, *sheet.shipped.typed)}.values():
        text = source.typed.get(entry.name, "").strip()
        if entry.kind is FieldKind.LAST_DAY and text and parse_date(text) <= dated_on:
            yield at_field(entry.name, f"“{entry.name}”应当晚于成文日期{chinese_date(dated_on)}，要核对。")


_NEEDS: dict[str, tuple[StepKind, str]] = {
    "unclear": (StepKind.CORRECTION_ASKED, "台账中没有补正告知，不能以补正后仍不明确作出答复（条例第三十条）。"),
    "correction-overdue": (StepKind.CORRECTION_ASKED, "台账中没有补正告知，不能认定逾期未补正（条例第三十条）。"),
    "fee-overdue": (StepKind.FEE_NOTICE, "台账中没有收费通知，不能认定逾期未缴费（国办函〔2020〕109号）。"),
    "third-party-release": (StepKind.THIRD_PARTY_ASKED, "台账中没有征求第三方意见的步骤（条例第三十二条）。"),
    "excessive": (StepKind.REASONS_ASKED, "台账中没有说明理由告知，应当先要求申请人说明理由（条例第三十五条）。"),
}


def _was_asked_before(sheet: Sheet) -> Iterator[LetterProblem]:
    step, sentence = _NEEDS.get(sheet.template.code, (None, ""))
    if step is not None and sheet.source.last(step) is None:
        yield in_register(sentence)


def _once_only(sheet: Sheet) -> Iterator[LetterProblem]:
    """补正 may be asked once (条例第三十条); a time limit may be extended once (第三十三条), until a new one begins."""
    kind = sheet.template.step
    if kind is StepKind.CORRECTION_ASKED and sheet.source.last(kind) is not None:
        yield LetterProblem("已经发过补正告知，补正应当一次性告知（条例第三十条），不能再发。")
    if kind is StepKind.EXTENDED:
        last = sheet.source.last(StepKind.EXTENDED, StepKind.CORRECTION_RECEIVED, StepKind.FEE_PAID)
        if last is not None and last.kind is StepKind.EXTENDED:
            yield LetterProblem("答复期限已经延长过一次，不能再次延长（条例第三十三条）。")


def _day_is_that_of_its_step(sheet: Sheet) -> Iterator[LetterProblem]:
    """Check that the letter has the date of its step, by which the step counts."""
    step, dated_on = sheet.source.step, sheet.source.dated_on
    if step is not None and step.on != dated_on:
        recorded = f"台账中的“{step.kind.label}”是{chinese_date(step.on)}"
        yield of_the_date(f"{recorded}，成文日期是{chinese_date(dated_on)}，要核对。")


def _a_fee_is_asked(sheet: Sheet) -> Iterator[LetterProblem]:
    """Check that a 收费通知 asks for money: below the first threshold there is nothing to tell the applicant to pay."""
    asked = parse_number(sheet.source.typed.get(_SUM, "").strip().removesuffix("元"))
    if sheet.template.step is StepKind.FEE_NOTICE and asked == 0:
        yield at_field(_SUM, "收费数额是 0 元：不收费就不用发收费通知，直接答复。")


_SUM = "收费数额"
"""The name of the typed field of a fee notice, the same in every template."""

_DAYS_MORE, _NEW_DUE = "延长工作日", "新的答复期限"
"""Names of the typed fields of an extension, the same in every template."""


def _extension_is_lawful(sheet: Sheet) -> Iterator[LetterProblem]:
    if sheet.template.step is not StepKind.EXTENDED:
        return
    days = sheet.source.typed.get(_DAYS_MORE, "").strip()
    most = TimeLimit.EXTENSION.length_on(sheet.source.dated_on)
    if days.isdigit() and not 1 <= int(days) <= most:
        told = f"延长的期限应为 1 至 {most} 个工作日（条例第三十三条），现为 {days}。"
        yield at_field(_DAYS_MORE, told)
    due_on = sheet.source.due_on
    if due_on is not None and sheet.source.dated_on > due_on:
        yield LetterProblem(f"答复期限{sheet.source.due_day}已过，不能再延长（条例第三十三条）。")
    typed = sheet.source.typed.get(_NEW_DUE, "").strip()
    extended_to = sheet.source.extended_to(int(days)) if days.isdigit() else None
    if typed and extended_to is not None and parse_date(typed) != extended_to:
        counted = f"延长{days}个工作日后的期限是{chinese_date(extended_to)}"
        yield at_field(_NEW_DUE, f"{counted}，与填写的“{_NEW_DUE}”不一致，要核对。")


def _term_has_passed(sheet: Sheet) -> Iterator[LetterProblem]:
    """Check that 逾期未补正 and 逾期未缴 are not told before the applicant's time is up.

    The time to pay counts from the receipt of the notice, which the letter speaks of, and not from its date.
    """
    lapse, first = LAPSES.get(sheet.template.step) if sheet.template.step else None, sheet.source.lapses_on
    if lapse is not None and first is not None and sheet.source.dated_on < first:
        told = f"{lapse.what}期限还没有届满，{chinese_date(first)}起才可以告知（{lapse.article}），要核对日期。"
        yield of_the_date(told)
    notice = sheet.source.last(StepKind.FEE_NOTICE) if sheet.template.step is StepKind.FEE_OVERDUE else None
    if lapse is not None and notice is not None and notice.signed_on is None:
        told = f"{lapse.notice}没有登记{lapse.untold}，看不出自收到次日起的{lapse.what}期限是否已经用完，"
        yield in_register(f"{told}补填{lapse.untold}（{lapse.article}）。")


def _ground_fits_the_part(sheet: Sheet) -> Iterator[LetterProblem]:
    if Outcome.THIRD_PARTY_RIGHTS in sheet.template.outcomes and sheet.source.last(StepKind.THIRD_PARTY_ASKED) is None:
        yield in_register(
            "以保护第三方权益为由不予公开，一般应先书面征求第三方意见（条例第三十二条），台账中没有这一步骤。"
        )


_GIVING = ("granted", "partly-granted")
"""Letters that disclose what was asked for; one that says where it is already public discloses nothing."""


def _third_party_is_told(sheet: Sheet) -> Iterator[LetterProblem]:
    if sheet.template.code in _GIVING and objections.not_told(sheet.source.steps, sheet.source.letters):
        yield in_register(
            f"第三方不同意公开：决定公开的，应当将公开的内容和理由书面告知第三方（{objections.ARTICLE}），"
            "还没有发出告知第三方的告知书。"
        )


def _is_in_time(sheet: Sheet) -> Iterator[LetterProblem]:
    source = sheet.source
    is_explained = bool(source.request and source.request.lateness_reason)
    if sheet.template.outcomes and source.due_on is not None and source.due_on < source.dated_on and not is_explained:
        told = f"成文日期晚于答复期限{source.due_day}，属于逾期答复，要写明逾期原因。"
        yield in_register(told, "lateness_reason")
    asks = sheet.template.step is StepKind.CORRECTION_ASKED
    last = source.correction_due_on
    received_on = source.request.received_on if source.request else None
    if asks and last is not None and received_on is not None and source.dated_on > last:
        within = TimeLimit.CORRECTION_NOTICE.length_on(received_on)
        told = (
            f"补正告知应在收到申请之日起 {within} 个工作日内作出，最后一日是{source.correction_day}（条例第三十条）。"
        )
        yield of_the_date(told)


def _knows_the_office(sheet: Sheet) -> Iterator[LetterProblem]:
    profile = sheet.source.profile
    if sheet.template.remedy is not Remedy.NONE and not (profile.review_body and profile.court):
        lacking = "court" if profile.review_body else "review_body"
        yield LetterProblem("机关信息中没有复议机关或者管辖法院，救济途径写得不具体，要先填写。", Mend.OFFICE, lacking)
    if sheet.template.is_numbered and not sheet.source.profile.code_character:
        told = "机关信息中没有代字，文号不完整，要先填写。"
        yield LetterProblem(told, Mend.OFFICE, "code_character")


def _identifies_nobody_else(sheet: Sheet) -> Iterator[LetterProblem]:
    return personal.identities_of_others(sheet.template, sheet.source, sheet.letter)


def _tells_known_contacts(sheet: Sheet) -> Iterator[LetterProblem]:
    return personal.numbers_to_look_at(sheet.template, sheet.source, sheet.letter)


PREVENTS: tuple[Rule, ...] = (
    _no_blank,
    _number_is_right,
    _elements_are_there,
    _remedy_is_right,
    _outcome_matches,
    _addressee_matches,
    _dates_follow,
    _was_asked_before,
    _once_only,
    _extension_is_lawful,
    _a_fee_is_asked,
    _identifies_nobody_else,
)
"""Rules whose problems prevent issuing the letter."""

DOUBTS: tuple[Rule, ...] = (
    _term_has_passed,
    _ground_fits_the_part,
    _third_party_is_told,
    _day_is_that_of_its_step,
    _is_in_time,
    _knows_the_office,
    _tells_known_contacts,
)
"""Rules whose problems are shown and left to the clerk."""
