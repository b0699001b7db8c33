"""The grounds on which a part may be withheld, as the clerk types them."""

import re

from disclosure.errors import UnreadableValueError
from disclosure.outcomes import Outcome, OutcomeGroup

_SEVERAL = re.compile(r"[；;、\n]+")

GROUNDS: tuple[Outcome, ...] = tuple(outcome for outcome in Outcome if outcome.group is OutcomeGroup.REFUSED)
"""What a withheld part can rest on: the rows of （三）不予公开."""


def parse_grounds(text: str) -> tuple[Outcome, ...]:
    """Read grounds by their row labels, separated by ；; raises UnreadableValueError naming the choices."""
    return tuple(_ground(part.strip()) for part in _SEVERAL.split(text) if part.strip())


def _ground(text: str) -> Outcome:
    found = Outcome.named(text)
    if found not in GROUNDS:
        known = "、".join(outcome.plain_label for outcome in GROUNDS)
        raise UnreadableValueError(f"不认识不予公开的理由“{text}”，可填：{known}")
    assert isinstance(found, Outcome), "a ground is an outcome"
    return found
