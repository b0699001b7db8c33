"""Natural wordings of what a report says: right ones, of which nothing is said, and wrong ones, each found by its rule.

``wordings.tsv`` has a rule and a text a line; 「-」 is the rule of a text that is right in the clean report.
"""

import random
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from disclosure.report.model import AnnualReport
from tests.disclosure.checks.clean import OVERVIEW, check, rules, with_text
from tests.samples import examples

_LINES = (Path(__file__).parents[2] / "data" / "wordings.tsv").read_text(encoding="utf-8").splitlines()[1:]
WORDINGS = [(rule, text.replace("\\n", "\n")) for rule, text in (line.split("\t") for line in _LINES)]
_BEFORE, _AFTER = OVERVIEW.split("本年制发")[0], OVERVIEW[OVERVIEW.index("（三）") :]


def saying(text: str) -> AnnualReport:
    return with_text(1, f"{_BEFORE}\n（二）依申请公开\n{text}\n{_AFTER}")


def some(wordings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """One in three of the wordings of each rule, the same at each run; all of them in `make torture`."""
    parts = [list(each) for _, each in groupby(sorted(wordings), key=itemgetter(0))]
    return [one for part in parts for one in random.Random(part[0][0]).sample(part, -(-len(part) // examples(3, 1)))]


@pytest.mark.hypothesis  # `make torture` takes them all with the other drawn numbers
def test_a_mistake_is_found_however_it_is_worded() -> None:
    wrong = some([wording for wording in WORDINGS if wording[0] != "-"])
    assert {rule for rule, _ in wrong} == {rule for rule, _ in WORDINGS} - {"-"}
    assert [(rule, text) for rule, text in wrong if rule not in rules(saying(text))] == []


@pytest.mark.hypothesis
def test_nothing_is_said_of_what_is_right() -> None:
    right = some([wording for wording in WORDINGS if wording[0] == "-"])
    said = {text: [finding.message for finding in check(saying(text))] for _, text in right}
    assert {text: messages for text, messages in said.items() if messages} == {}
