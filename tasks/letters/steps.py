"""The step behind a letter: 补正告知, 延期告知, 征求意见, 收费通知 … with the dates and amounts typed for the letter.

One act is one step and one letter, whichever is recorded first: a letter sent creates its step, or is assigned to an
existing step without a letter.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from disclosure.column_kinds import Fen, parse_amount, parse_date
from disclosure.letters.rules import Sheet
from disclosure.letters.template_syntax import LetterTemplate
from disclosure.records import IssuedLetter, Step
from disclosure.terms import StepKind
from disclosure.wording import as_text, yuan
from tasks.letters.templates import shipped_templates


def without_letter(steps: Sequence[Step], letters: Sequence[IssuedLetter]) -> tuple[Step, ...]:
    """Return the steps without a valid letter: a letter and its step have the same 文号."""
    sent = {letter.number for letter in letters if letter.number and not letter.is_voided}
    return tuple(step for step in steps if step.letter_number not in sent)


def letter_of(kind: StepKind) -> str:
    """Return the code of the letter for a kind of step, or ""."""
    return next((code for code, template in shipped_templates().items() if template.step is kind), "")


def waiting_for_letter(steps: Sequence[Step], letters: Sequence[IssuedLetter]) -> tuple[Step, ...]:
    """Return the steps that need a letter and have none: without 文号, or with that of a letter voided since."""
    voided = {letter.number for letter in letters if letter.is_voided}
    return tuple(step for step in steps if letter_of(step.kind) and step.letter_number in {"", *voided})


def its_step(
    template: LetterTemplate, steps: Sequence[Step], letters: Sequence[IssuedLetter], typed: Mapping[str, str]
) -> Step | None:
    """Return the latest recorded step a letter belongs to; for a consultation, with the same party."""
    named = [typed.get(entry.name, "").strip() for entry in template.typed if _field_of(entry.name) == "party"]
    party = "".join(named)
    waiting = [step for step in without_letter(steps, letters) if step.kind is template.step]
    return next((step for step in reversed(waiting) if not party or step.party in ("", party)), None)


def told_by(step: Step, template: LetterTemplate) -> dict[str, str]:
    """Return the fields of a letter that its recorded step determines, as typed."""
    found = {entry.name: getattr(step, _field_of(entry.name)) for entry in template.typed if _field_of(entry.name)}
    return {
        name: yuan(value) if _field_of(name) == "amount" else as_text(value)
        for name, value in found.items()
        if value not in (None, "")
    }


def _field_of(name: str) -> str:
    """Return the field of a step for a typed field of a letter, or ""."""
    return _READERS[name][0] if name in _READERS else ""


def step_of(sheet: Sheet, request_id: int) -> Step | None:
    """Return the step a letter creates for its request, or the recorded one updated with the letter's values.

    None if the letter is not a step, or the closing step exists with a letter of its own.
    """
    kind, letter = sheet.template.step, sheet.letter
    if kind is None or (kind.outcome is not None and sheet.source.last(kind) is not None):
        return None
    step = sheet.source.step or Step(request_id=request_id, kind=kind, on=letter.dated_on)
    step = replace(step, letter_number=letter.number, detail=step.detail or sheet.template.name)
    found = {}
    for entry in sheet.template.typed:
        name, read = _READERS.get(entry.name, ("", str))
        text = sheet.source.typed.get(entry.name, "").strip() or entry.default
        if name and text:
            found[name] = read(text)
    return replace(step, **found)


def _days(text: str) -> int:
    return int(parse_amount(text))


def _fen(text: str) -> Fen:
    return Fen(int(parse_amount(text.removesuffix("元")) * 100))


def _day(text: str) -> date:
    return parse_date(text)


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "补正期限": ("until", _day),
    "说明理由期限": ("until", _day),
    "延迟答复期限": ("until", _day),
    "延长工作日": ("days", _days),
    "批准人": ("approver", str),
    "收费数额": ("amount", _fen),
    "第三方": ("party", str),
    "其他机关": ("party", str),
}
"""The step's field for a typed field, and the function that reads it."""
