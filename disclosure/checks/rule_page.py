"""The shape of a rule's page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RulePage:
    """What a rule demands (``definition``), how it is computed, on what ground, an example and known disputes."""

    rule: str
    title: str
    definition: str
    formula: str
    article: str = ""
    example: str = ""
    disputes: str = ""
