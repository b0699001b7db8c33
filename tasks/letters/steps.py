"""The step a letter is: 补正告知, 延期告知, 征求意见, 收费通知 … with the dates and amounts typed for the letter.

One act is one step and one letter, whichever is recorded first: a letter that goes out makes its step, or belongs to
the step that has none yet.
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
    """Return the steps no letter in force was sent for: a letter and its step have the same 文号."""
    sent = {letter.number for letter in letters if letter.number and not letter.is_voided}
    return tuple(step for step in steps if step.letter_number not in sent)


def letter_of(kind: StepKind) -> str:
    """Return the code of the letter that a kind of step is sent with; empty where there is none."""
    return next((code for code, template in shipped_templates().items() if template.step is kind), "")


def waiting_for_letter(steps: Sequence[Step], letters: Sequence[IssuedLetter]) -> tuple[Step, ...]:
    """Return the steps that go with a letter and have none: no 文号, or that of a letter voided since."""
    voided = {letter.number for letter in letters if letter.is_voided}
    return tuple(step for step in steps if letter_of(step.kind) and step.letter_number in {"", *voided})


def its_step(
    template: LetterTemplate, steps: Sequence[Step], letters: Sequence[IssuedLetter], typed: Mapping[str, str]
) -> Step | None:
    """Return the step recorded already that a letter belongs to, the latest one; a consultation, of the same party."""
    named = [typed.get(entry.name, "").strip() for entry in template.typed if _field_of(entry.name) == "party"]
    party = "".join(named)
    waiting = [step for step in without_letter(steps, letters) if step.kind is template.step]
    return next((step for step in reversed(waiting) if not party or step.party in ("", party)), None)


def told_by(step: Step, template: LetterTemplate) -> dict[str, str]:
    """Return what a step recorded already tells of its letter's fields, as typed."""
    found = {entry.name: getattr(step, _field_of(entry.name)) for entry in template.typed if _field_of(entry.name)}
    return {
        name: yuan(value) if _field_of(name) == "amount" else as_text(value)
        for name, value in found.items()
        if value not in (None, "")
    }


def _field_of(name: str) -> str:
    """Return the field of a step that a typed field of a letter becomes; empty for none."""
    return _READERS[name][0] if name in _READERS else ""


def step_of(sheet: Sheet, request_id: int) -> Step | None:
    """Return the step a letter makes of its request, or the one recorded before it as the letter now tells it.

    None where the letter is none, or the closing step is there with a letter of its own.
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
"""Which field of a step a typed field becomes, and how it is read."""
