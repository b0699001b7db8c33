"""The result of a review or suit, in SQL: its 结果, or, if that is blank, the one its 结果明细 counts as."""

from collections.abc import Mapping

from disclosure.terms import Judgment, ReviewDecision


def _decided(column: str, details: type[ReviewDecision] | type[Judgment]) -> str:
    whens = " ".join(f"WHEN '{detail.value}' THEN '{detail.result.value}'" for detail in details)
    return f"COALESCE(result, CASE {column} {whens} END)"


DECIDED_AS: Mapping[str, str] = {
    "reviews": _decided("decision", ReviewDecision),
    "litigation": _decided("judgment", Judgment),
}
"""By register; ``Review.decided_as`` and ``Litigation.decided_as`` give the same for one record."""
