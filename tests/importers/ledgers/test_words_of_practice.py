"""What offices write under a result, a channel, a kind: known as what it says, never as something else.

A line of ``said.txt`` holds a term and wordings of it, written from practice: 「?」 before the term where the clerk is
asked with it as the proposal, 「-」 for what she is asked because a ground is open, or two things are said.
"""

from pathlib import Path

import pytest

from disclosure import outcomes, terms
from disclosure.term_base import Term, fold
from importers.ledgers.meaning import meaning_of, put_right

LINES = (Path(__file__).parents[2] / "data" / "said.txt").read_text(encoding="utf-8").splitlines()


def term_of(kind: str) -> type[Term]:
    """The terms of a name."""
    term: type[Term] = getattr(terms, kind, None) or getattr(outcomes, kind)
    return term


@pytest.mark.parametrize("line", LINES, ids=[" ".join(line.split()[:2]) for line in LINES])
def test_a_wording_of_practice_is_known_unasked_where_it_can_mean_one_thing_only(line: str) -> None:
    kind, code, *words = line.split()
    found = {word: meaning_of(term_of(kind), word) for word in words}
    right = (code.removeprefix("?"), not code.startswith("?"))
    if code == "-":
        assert [word for word, meaning in found.items() if meaning.is_certain] == []
    else:
        assert {word: one for word, one in found.items() if (one.term, one.is_certain) != right} == {}


BY_NAME_ONLY = {
    "Outcome": {"excessive"},
    "ReviewDecision": {"changed", "declared_unlawful", "declared_void", "not_accepted", "request_rejected"},
    "Judgment": {"changed", "declared_void", "not_filed", "terminated"},
    "SecrecyConclusion": {"separate", "refer"},
}
"""What a form is told by no other word than its name: the sentences of offices say more than one thing by them."""


def test_a_form_takes_a_word_of_practice_for_all_that_have_a_short_one() -> None:
    """「U盘」 and 「三安全一稳定」 could be lost from the words of a value, and only a form would not know them."""
    certain = {(kind, code) for kind, code, *_ in map(str.split, LINES) if code[0] not in "?-"}
    taken = {
        (kind, code)
        for kind, code, *words in map(str.split, LINES)
        for word in words
        for term in (term_of(kind).named(word) if (kind, code) in certain else None,)
        if term == code and fold(word) not in {fold(term.label), fold(term.plain_label), code}
    }
    assert certain - taken == {(kind, code) for kind, codes in BY_NAME_ONLY.items() for code in codes}


def test_a_slip_of_the_pen_is_put_right_and_a_right_word_is_left() -> None:
    assert put_right("给于部份公开，己办结") == "给予部分公开，已办结"
    words = {word for line in LINES for word in line.split()[2:]}
    assert {word for word in words if put_right(word) != word} == _SLIPS


_SLIPS = {"部份公开", "给于部份公开", "己公开", "予于公开"}
