"""Every word by which ledgers are understood is needed: without it something an office wrote would be read otherwise.

A word that nothing needs is a guess, and one that lost a letter would be seen by nobody.
"""

from collections.abc import MutableMapping
from functools import cache
from typing import cast

import pytest

from disclosure import import_words, term_base
from disclosure.term_base import fold
from importers.ledgers import meaning
from importers.ledgers.meaning import Meaning, meaning_of, put_right
from tests.importers.ledgers.composed_ledgers import SAID as CERTAIN
from tests.importers.ledgers.test_words_of_practice import LINES, term_of
from tests.needed import unneeded_words

Table = MutableMapping[str, str]

# --- what stands below a heading ---

SAID = {(kind, text) for kind, _, *texts in map(str.split, LINES) for text in texts} | {
    (kind, text)
    for (kind, code), texts in CERTAIN.items()
    for text in texts
    if meaning_of(term_of(kind), text).term == code
}
_DISPUTES = ("ReviewDecision", "Judgment")


def _examples(kind: str) -> list[tuple[str, str]]:
    kinds = (kind, "DisputeResult") if kind in _DISPUTES else (kind,)  # the result is what the detail says
    return sorted(one for one in SAID if one[0] in kinds)


def _forget() -> None:
    for made in (term_base._members_by_name, meaning._by_core, meaning._likely, meaning._names, meaning._signs):
        made.cache_clear()
    for read in (meaning.meaning_of, meaning._meaning_of):
        read.cache_clear()


def _meant(example: tuple[str, str]) -> Meaning:
    return meaning_of(term_of(example[0]), example[1])


@cache
def _letters(text: str) -> frozenset[str]:
    plain = meaning._OURSELVES.sub("本机关", fold(put_right(text)))
    return frozenset(fold(text)) | frozenset(plain) - {"…"}


def _may_say(word: str, example: tuple[str, str]) -> bool:
    return {sign for sign in fold(word) if sign.isalnum()} <= _letters(example[1])


def _meant_and_named(example: tuple[str, str]) -> object:
    """What a text means, and what it is where somebody types it into a form."""
    return _meant(example), term_of(example[0]).named(example[1])


@pytest.mark.parametrize("kind", import_words.VALUES)
def test_each_other_wording_of_a_value_is_one_that_offices_use(kind: str) -> None:
    rows = cast("Table", import_words.VALUES[kind])
    assert unneeded_words(rows, _meant_and_named, _examples(kind), concerned=_may_say, forget=_forget) == []


@pytest.mark.parametrize(
    ("table", "kind"), [(table, kind) for table in ("LIKELY_VALUES", "SIGNS") for kind in getattr(import_words, table)]
)
def test_each_word_that_tells_a_value_is_needed(table: str, kind: str) -> None:
    rows = cast("Table", getattr(import_words, table)[kind])
    assert unneeded_words(rows, _meant, _examples(kind), concerned=_may_say, forget=_forget) == []
