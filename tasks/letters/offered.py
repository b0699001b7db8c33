"""Which letters are offered for a case now: by its next steps and its result, and when letters without step are due."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.cases.state import CaseState
from disclosure.cases.steps import next_steps
from disclosure.letters.template_syntax import Addressee, LetterTemplate
from disclosure.records import Litigation, Request, Review
from disclosure.terms import StepKind
from storage.registers import Registers
from tasks.letters.kept import Owner, letters_of
from tasks.letters.steps import letter_of, waiting_for_letter
from tasks.letters.templates import templates

_AT_FIRST = ("registration-form", "receipt")
_AFTER_A_CALL = "phone-record"
_BEFORE_AN_ANSWER = ("approval-sheet",)
_AFTER_AN_ANSWER = ("service-receipt", "file-contents", "filing-form")
_OF_THE_OFFICE = ("application-form",)
_FOR: Mapping[type, tuple[str, ...]] = {
    Review: ("review-reply", "evidence-list"),
    Litigation: ("defence", "evidence-list"),
}
_TO: Mapping[type, Addressee] = {Review: Addressee.REVIEW_BODY, Litigation: Addressee.COURT}
"""To whom the letters of a dispute are addressed; those of its request are written in the request."""
_ONLY_FOR_DISPUTES = frozenset(code for codes in _FOR.values() for code in codes)


@dataclass(frozen=True)
class LetterChoice:
    """The letters that can be written for a case: those that fit now, and all others, each in the order of the list."""

    fitting: tuple[LetterTemplate, ...]
    others: tuple[LetterTemplate, ...]


def letters_for(registers: Registers, owner: Owner) -> LetterChoice:
    """Return which letters fit a case now, by its next steps and its result, and all others."""
    known = templates(registers)
    codes = _fitting(registers, owner, known)
    allowed = [one for one in known.values() if _is_for(owner, one)]
    return LetterChoice(
        tuple(one for one in allowed if one.code in codes),
        tuple(one for one in allowed if one.code not in codes and one.code not in _OF_THE_OFFICE),
    )


def _is_for(owner: Owner, letter: LetterTemplate) -> bool:
    if isinstance(owner, Request):
        return letter.code not in _ONLY_FOR_DISPUTES
    return letter.code in _FOR[type(owner)] or letter.addressee is _TO[type(owner)]


def due_next(registers: Registers, owner: Owner) -> str:
    """Return the code of the letter a case needs next: that of a step without its letter, else by its progress.

    Letters that not every case needs (补正, 延期) are not proposed.
    """
    letters = [letter for letter in letters_of(registers, owner) if not letter.is_voided]
    written = {letter.kind for letter in letters}
    if not isinstance(owner, Request):
        return next((code for code in _FOR[type(owner)] if code not in written), "")
    case = CaseState(owner, registers.steps(owner.id))
    waiting = waiting_for_letter(case.steps, letters)
    if waiting:
        return letter_of(waiting[0].kind)
    if not case.is_closed:
        return next((code for code in (*_AT_FIRST, *_BEFORE_AN_ANSWER) if code not in written), "")
    known = templates(registers).items()
    answers = [code for code, one in known if owner.outcome in one.outcomes]
    after = (*answers, *_AFTER_AN_ANSWER) if written.isdisjoint(answers) else _AFTER_AN_ANSWER
    return next((code for code in after if code not in written), "")


def _fitting(registers: Registers, owner: Owner, known: Mapping[str, LetterTemplate]) -> frozenset[str]:
    if not isinstance(owner, Request):
        return frozenset(_FOR[type(owner)])
    case = CaseState(owner, registers.steps(owner.id))
    steps = {form.kind for form in next_steps(case).likely}
    found = {code for code, one in known.items() if one.step in steps and not one.outcomes}
    letters = letters_of(registers, owner)
    waiting = {step.kind for step in waiting_for_letter(case.steps, letters)}
    found |= {code for code, one in known.items() if one.step in waiting}
    if owner.outcome is not None:
        found |= {code for code, one in known.items() if owner.outcome in one.outcomes}
    if case.has(StepKind.THIRD_PARTY_ASKED) and not case.is_closed:
        found |= {"consultation-notice", "third-party-reply", "third-party-release"}
    if owner.channel.needs_confirmation and owner.received_on is not None and not case.is_closed:
        found |= {_AFTER_A_CALL} - {letter.kind for letter in letters if not letter.is_voided}
    if case.is_closed:
        found |= set(_AFTER_AN_ANSWER)
    else:
        found |= set(_BEFORE_AN_ANSWER if case.steps else _AT_FIRST)
    return frozenset(found)
