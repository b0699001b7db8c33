"""Doubts: what is unusual or unlawful about recorded facts; shown beside the field, never a reason to refuse."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Doubt:
    """One Chinese sentence with its article, shown at ``field`` of the request, or at the step with id ``step_id``."""

    message: str
    article: str
    field: str = ""
    step_id: int = 0
