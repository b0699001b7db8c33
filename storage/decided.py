"""How a review or suit was decided, in SQL: its result, or, where that is blank, what its 结果明细 counts as."""

from collections.abc import Mapping

from disclosure.terms import Judgment, ReviewDecision


def _decided(column: str, details: type[ReviewDecision] | type[Judgment]) -> str:
    whens = " ".join(f"WHEN '{detail.value}' THEN '{detail.result.value}'" for detail in details)
    return f"COALESCE(result, CASE {column} {whens} END)"


DECIDED_AS: Mapping[str, str] = {
    "reviews": _decided("decision", ReviewDecision),
    "litigation": _decided("judgment", Judgment),
}
"""By register; the law says the same of one record in ``Review.decided_as`` and ``Litigation.decided_as``."""
