"""What is looked at before a letter goes out: blanks, contradictions with the record, and what the law asks it to say.

Each rule is one function that returns sentences; ``PREVENTS`` ones stop the issue, ``DOUBTS`` are shown and left to
the clerk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.columns import parse_date
from disclosure.letters import personal
from disclosure.letters.filling import addressee_of, remedy_of, remedy_words
from disclosure.letters.source import LetterSource
from disclosure.letters.templates import Addressee, FieldKind, LetterTemplate
from disclosure.letters.values import Letter
from disclosure.outcomes import Outcome, Remedy
from disclosure.terms import StepKind
from disclosure.wording import chinese_date, listed


@dataclass(frozen=True)
class LetterProblem:
    """One sentence about a letter; ``prevents`` tells whether it must be mended before the letter goes out."""

    sentence: str
    prevents: bool = True


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A letter together with what it was made of; ``used`` are the numbers other letters have."""

    template: LetterTemplate
    shipped: LetterTemplate
    source: LetterSource
    letter: Letter
    used: frozenset[str] = frozenset()


Rule = Callable[[Sheet], Iterator[str]]


def problems(sheet: Sheet) -> tuple[LetterProblem, ...]:
    """Return everything that stands against issuing a letter, and every doubt, in order."""
    found = [LetterProblem(sentence) for rule in PREVENTS for sentence in rule(sheet)]
    found += [LetterProblem(sentence, prevents=False) for rule in DOUBTS for sentence in rule(sheet)]
    return tuple(found)


def _no_blank(sheet: Sheet) -> Iterator[str]:
    for name in sheet.letter.missing:
        yield f"“{name}”还没有填写，请补上后再发出。"


def _number_is_right(sheet: Sheet) -> Iterator[str]:
    number = sheet.source.number
    if sheet.template.is_numbered and not number:
        yield f"《{sheet.letter.title}》是正式文书，需要文号。"
    if number and number in sheet.used:
        yield f"文号“{number}”已经用过，作废的文号也不能再用，请换一个。"


def _elements_are_there(sheet: Sheet) -> Iterator[str]:
    """The shipped template says what the law asks for, so that an office's own wording cannot lose it."""
    text = sheet.letter.text
    for element in sheet.shipped.elements:
        if not any(choice in text for choice in element.split("／")):
            yield f"文书没有写明“{element.split('／')[0]}”（{sheet.shipped.article}），请在模板或内容中补上。"


def _remedy_is_right(sheet: Sheet) -> Iterator[str]:
    """One right paragraph, once: telling of a review first is a duty (行政复议法第二十三条第二款)."""
    words = remedy_words(sheet.shipped, sheet.source)
    if words and sheet.letter.text.count(words) != 1:
        label = remedy_of(sheet.shipped, sheet.source).label
        yield f"文书应当写明一次“{label}”的救济途径，请在模板中保留“{{救济途径}}”。"


def _outcome_matches(sheet: Sheet) -> Iterator[str]:
    request, announced = sheet.source.request, sheet.template.outcomes
    if request is None or request.outcome is None or not announced or request.outcome in announced:
        return
    yield (
        f"台账中的办理结果是“{request.outcome.plain_label}”，与这份文书"
        f"（{listed([outcome.plain_label for outcome in announced])}）不一致，请先改正其中一处。"
    )


def _addressee_matches(sheet: Sheet) -> Iterator[str]:
    expected = addressee_of(sheet.template, sheet.source)
    if expected and sheet.letter.addressee != expected:
        yield f"文书写给“{sheet.letter.addressee}”，台账中的{sheet.template.addressee.label}是“{expected}”，请核对。"
    request = sheet.source.request
    is_other = sheet.template.addressee in (Addressee.THIRD_PARTY, Addressee.ORGAN)
    if is_other and request is not None and expected == request.applicant:
        yield f"{sheet.template.addressee.label}与申请人都是“{expected}”，请核对主送对象。"


def _dates_follow(sheet: Sheet) -> Iterator[str]:
    source, dated_on = sheet.source, sheet.source.dated_on
    for record, word in ((source.request, "收到申请"), (source.review, "收到复议材料"), (source.suit, "收到诉讼材料")):
        came_on = None if record is None else record.received_on
        if came_on is not None and dated_on < came_on:
            yield f"成文日期{chinese_date(dated_on)}早于{word}的{chinese_date(came_on)}，请核对日期。"
    if source.request is not None and source.request.received_on is None and sheet.template.is_numbered:
        yield "尚未确认收到申请之日，不能发出正式文书；请先与申请人确认（条例第三十一条）。"
    for entry in sheet.template.typed:
        text = source.typed.get(entry.name, "").strip()
        if entry.kind is FieldKind.DAY and text and _ends_a_term(entry.name) and parse_date(text) <= dated_on:
            yield f"“{entry.name}”应当晚于成文日期{chinese_date(dated_on)}，请核对。"


def _ends_a_term(name: str) -> bool:
    return name.endswith(("期限", "截止日期"))


_NEEDS: dict[str, tuple[StepKind, str]] = {
    "unclear": (StepKind.CORRECTION_ASKED, "台账中没有补正告知，不能以补正后仍不明确作出答复（条例第三十条）。"),
    "correction-overdue": (StepKind.CORRECTION_ASKED, "台账中没有补正告知，不能认定逾期未补正（条例第三十条）。"),
    "fee-overdue": (StepKind.FEE_NOTICE, "台账中没有收费通知，不能认定逾期未缴费（国办函〔2020〕109号）。"),
    "third-party-release": (StepKind.THIRD_PARTY_ASKED, "台账中没有征求第三方意见的步骤（条例第三十二条）。"),
    "excessive": (StepKind.REASONS_ASKED, "台账中没有说明理由告知，应当先要求申请人说明理由（条例第三十五条）。"),
}


def _was_asked_before(sheet: Sheet) -> Iterator[str]:
    step, sentence = _NEEDS.get(sheet.template.code, (None, ""))
    if step is not None and sheet.source.last(step) is None:
        yield sentence


def _once_only(sheet: Sheet) -> Iterator[str]:
    """补正 is asked once (条例第三十条), a term extended once (第三十三条) until a new term begins."""
    kind = sheet.template.step
    if kind is StepKind.CORRECTION_ASKED and sheet.source.last(kind) is not None:
        yield "已经发过补正告知，补正应当一次性告知（条例第三十条），不能再发。"
    if kind is StepKind.EXTENDED:
        last = sheet.source.last(StepKind.EXTENDED, StepKind.CORRECTION_RECEIVED, StepKind.FEE_PAID)
        if last is not None and last.kind is StepKind.EXTENDED:
            yield "答复期限已经延长过一次，不能再次延长（条例第三十三条）。"


_LONGEST_EXTENSION = 20


def _extension_is_lawful(sheet: Sheet) -> Iterator[str]:
    if sheet.template.step is not StepKind.EXTENDED:
        return
    days = sheet.source.typed.get("延长工作日", "").strip()
    if days.isdigit() and not 1 <= int(days) <= _LONGEST_EXTENSION:
        yield f"延长的期限应为 1 至 {_LONGEST_EXTENSION} 个工作日（条例第三十三条），现为 {days}。"
    due_on = sheet.source.due_on
    if due_on is not None and sheet.source.dated_on > due_on:
        yield f"答复期限{chinese_date(due_on)}已过，不能再延长（条例第三十三条）。"
    told, extended_to = sheet.source.typed.get("新的答复期限", "").strip(), _extended_to(sheet, days)
    if told and extended_to is not None and parse_date(told) != extended_to:
        yield f"延长{days}个工作日后的期限是{chinese_date(extended_to)}，与填写的“新的答复期限”不一致，请核对。"


def _extended_to(sheet: Sheet, days: str) -> date | None:
    return sheet.source.extended_to(int(days)) if days.isdigit() else None


def _ground_fits_the_part(sheet: Sheet) -> Iterator[str]:
    if Outcome.THIRD_PARTY_RIGHTS in sheet.template.outcomes and sheet.source.last(StepKind.THIRD_PARTY_ASKED) is None:
        yield "以保护第三方权益为由不予公开，一般应先书面征求第三方意见（条例第三十二条），台账中没有这一步骤。"


def _is_in_time(sheet: Sheet) -> Iterator[str]:
    source = sheet.source
    if sheet.template.outcomes and source.due_on is not None and source.dated_on > source.due_on:
        yield f"成文日期晚于答复期限{chinese_date(source.due_on)}，属于逾期答复，请在台账中写明逾期原因。"
    asks = sheet.template.step is StepKind.CORRECTION_ASKED
    last = source.correction_due_on
    if asks and last is not None and source.dated_on > last:
        yield f"补正告知应在收到申请之日起 7 个工作日内作出，最后一日是{chinese_date(last)}（条例第三十条）。"


def _knows_the_office(sheet: Sheet) -> Iterator[str]:
    profile = sheet.source.profile
    if sheet.template.remedy is not Remedy.NONE and not (profile.review_body and profile.court):
        yield "机关信息中没有复议机关或者管辖法院，救济途径写得不具体，请先填写。"
    if sheet.template.is_numbered and not sheet.source.profile.code_character:
        yield "机关信息中没有代字，文号不完整，请先填写。"


def _identifies_nobody_else(sheet: Sheet) -> Iterator[str]:
    return personal.identities_of_others(sheet.template, sheet.source, sheet.letter)


def _tells_known_contacts(sheet: Sheet) -> Iterator[str]:
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
    _identifies_nobody_else,
)
"""Rules whose sentences stop the issue."""

DOUBTS: tuple[Rule, ...] = (_ground_fits_the_part, _is_in_time, _knows_the_office, _tells_known_contacts)
"""Rules whose sentences are shown and left to the clerk."""
