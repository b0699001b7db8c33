"""Natural wordings of what a report says: right ones, of which nothing is said, and wrong ones, each found by its rule.

``wordings.tsv`` has a rule and a text a line; 「-」 is the rule of a text that is right in the clean report.
"""

import random
import re
from pathlib import Path

import pytest

from disclosure.checks.finding import Finding
from disclosure.report.model import AnnualReport
from tests.disclosure.checks.clean import OVERVIEW, bare, check, with_text
from tests.samples import examples

_LINES = (Path(__file__).parents[2] / "data" / "wordings.tsv").read_text(encoding="utf-8").splitlines()[1:]
WORDINGS = [(rule, text.replace("\\n", "\n")) for rule, text in (line.split("\t") for line in _LINES)]
_BEFORE, _AFTER = OVERVIEW.split("本年制发")[0], OVERVIEW[OVERVIEW.index("（三）") :]


def saying(text: str) -> AnnualReport:
    return with_text(1, f"{_BEFORE}\n（二）依申请公开\n{text}\n{_AFTER}")


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Finding, ...]]:
    """What is found in each wrong wording."""
    return {text: check(saying(text)) for rule, text in WORDINGS if rule != "-"}


def test_a_mistake_is_found_however_it_is_worded(found: dict[str, tuple[Finding, ...]]) -> None:
    wrong = [wording for wording in WORDINGS if wording[0] != "-"]
    assert [(rule, text) for rule, text in wrong if rule not in {one.rule for one in found[text]}] == []


def test_the_words_a_finding_repeats_are_marked_in_the_report(found: dict[str, tuple[Finding, ...]]) -> None:
    """「正文“…”与表三不一致」 led nowhere: the sentence quoted the words, and the window was not told them."""
    unmarked = set()
    for text, findings in found.items():
        words = bare(saying(text).sections[0].text)
        for one in findings:
            quoted = [bare(quote) for quote in re.findall("“([^“”]{4,})”", one.message)]
            if not one.part and not any(bare(quote) in words for quote in one.quotes):
                unmarked |= {(one.rule, one.message) for quote in quoted if quote in words}
    assert unmarked == set()


RIGHT = [text for rule, text in WORDINGS if rule == "-"]


def said_of(text: str) -> list[str]:
    return [finding.message for finding in check(saying(text))]


def test_nothing_is_said_of_what_is_right_among_others() -> None:
    """Twenty at once; a few of which together say what none says alone are tried one by one."""
    groups = [RIGHT[first : first + 20] for first in range(0, len(RIGHT), 20)]
    doubted = [text for group in groups if said_of("\n".join(group)) for text in group]
    assert len(doubted) <= 40
    assert {text: said_of(text) for text in doubted} == {text: [] for text in doubted}


@pytest.mark.hypothesis  # `make torture` takes them all with the other drawn numbers
def test_nothing_is_said_of_what_is_right() -> None:
    """One in three of them, the same at each run; all of them in `make torture`."""
    right = random.Random(0).sample(RIGHT, -(-len(RIGHT) // examples(3, 1)))
    assert {text: said_of(text) for text in right} == {text: [] for text in right}
