"""The step a letter is: 补正告知, 延期告知, 征求意见, 收费通知 … with the dates and amounts typed for the letter."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from disclosure.column_kinds import Fen, parse_amount, parse_date
from disclosure.letters.rules import Sheet
from disclosure.records import Step


def step_of(sheet: Sheet, request_id: int) -> Step | None:
    """Return the step a letter adds to its request; None where it adds none, or the closing step is there already."""
    kind, letter = sheet.template.step, sheet.letter
    if kind is None or (kind.outcome is not None and sheet.source.last(kind) is not None):
        return None
    step = Step(
        request_id=request_id, kind=kind, on=letter.dated_on, letter_number=letter.number, detail=sheet.template.name
    )
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
