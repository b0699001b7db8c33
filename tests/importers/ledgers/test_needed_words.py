"""Every word by which ledgers are understood is needed: without it something an office wrote would be read otherwise.

A word that nothing needs is a guess, and one that lost a letter would be seen by nobody.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import cache
from typing import cast

import pytest

from disclosure import column_kinds, import_words, term_base
from disclosure.term_base import fold
from importers.ledgers import asking, composing, header, meaning
from importers.ledgers.composing import composed, shape_of
from importers.ledgers.header import header_key
from importers.ledgers.heading_shapes import PARTS, SHAPES
from importers.ledgers.meaning import Meaning, meaning_of, put_right
from tests.importers.ledgers.composed_ledgers import HEARD
from tests.importers.ledgers.composed_ledgers import SAID as CERTAIN
from tests.importers.ledgers.test_made_headings import LINES as HEADING_LINES
from tests.importers.ledgers.test_made_headings import meant
from tests.importers.ledgers.test_words_of_practice import LINES, term_of
from tests.needed import unneeded_words, without_a_part

Table = MutableMapping[str, str]

# --- headings ---

HEADINGS = {(register, heading) for register, _, *headings in map(str.split, HEADING_LINES) for heading in headings} | {
    (register, heading)
    for (register, column), headings in HEARD.items()
    for heading in headings
    if column in meant(register, heading).taken
}


def _headings(register: str) -> list[tuple[str, str]]:
    return sorted(one for one in HEADINGS if one[0] == register)


def _said_by(example: tuple[str, str]) -> object:
    """What a heading is; the words of a column say it whole, before what parts make together."""
    return dataclasses.replace(meant(*example), column=None, others=()), meant(*example).taken


def _forget_headings() -> None:
    for made in (
        *(column_kinds._columns, column_kinds._columns_by_name, header.columns_by_key, header.columns_by_core),
        *(header._all_words, header._by_words),
    ):
        made.cache_clear()


@cache
def _stem(word: str) -> frozenset[str]:
    key = header_key(word)
    ending = header._ENDING.search(key, 2)
    return frozenset(header._INSIDE.sub("", key[: ending.start()] if ending else key)) - frozenset("/（）、")


@cache
def _signs_in(heading: str) -> frozenset[str]:
    return frozenset(header_key(heading))


def _may_lead(word: str, example: tuple[str, str]) -> bool:
    """Whether what a word says without its ending may stand in a heading."""
    return _stem(word) <= _signs_in(example[1])


@pytest.mark.parametrize(
    ("table", "register"),
    [
        (table, register)
        for table in ("HEADINGS", "LIKELY_HEADINGS", "OPPOSITE")
        for register in getattr(import_words, table)
    ],
)
def test_each_heading_that_is_known_whole_is_needed(table: str, register: str) -> None:
    rows = cast("Table", getattr(import_words, table)[register])
    assert unneeded_words(rows, _said_by, _headings(register), concerned=_may_lead, forget=_forget_headings) == []


@cache
def _told() -> dict[tuple[str, str], object]:
    return {example: _said_by(example) for example in sorted(HEADINGS)}


def _unneeded(words: Iterable[str], leave_out: Callable[[str], None]) -> list[str]:
    """Return the words without which, one at a time, every heading is read the same."""
    told, unneeded = _told(), []
    for word in words:
        leave_out(word)
        if all(_said_by(example) == told[example] for example in told if _may_lead(word, example)):
            unneeded.append(word)
    return unneeded


def test_each_heading_of_nothing_of_ours_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in (("_IGNORED", import_words.NOT_KEPT), ("_NOT_OURS", import_words.NOT_OURS)):
        known = getattr(header, name)

        def leave_out(word: str, name: str = name, known: frozenset[str] = known) -> None:
            monkeypatch.setattr(header, name, known - {header_key(word)})
            cores = frozenset(header.heading_cores(other)[0] for other in header._IGNORED)
            monkeypatch.setattr(header, "_IGNORED_CORES", cores)

        assert _unneeded(words.split(), leave_out) == []
        monkeypatch.undo()


def test_each_beginning_of_a_heading_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    words = import_words.BEGINNINGS.split()

    def leave_out(word: str) -> None:
        monkeypatch.setattr(header, "_BEGINNING", re.compile("|".join(other for other in words if other != word)))
        header._cores_of.cache_clear()
        _forget_headings()

    assert _unneeded(words, leave_out) == []
    monkeypatch.undo()
    header._cores_of.cache_clear()
    _forget_headings()


def test_each_word_a_question_asks_with_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in asking._ASPECTS:

        def leave_out(_word: str, asked: tuple[str, str] = asked) -> None:
            monkeypatch.setattr(asking, "_ASPECTS", [one for one in asking._ASPECTS if one != asked])
            asking.asked_by.cache_clear()

        assert _unneeded([asked[0]], leave_out) == [], asked
        monkeypatch.undo()
    asking.asked_by.cache_clear()


@pytest.mark.parametrize("register", import_words.ASKING)
def test_each_word_a_question_asks_about_is_needed(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = cast("dict[str, tuple[str, str]]", import_words.ASKING[register])
    for column, (aspect, about) in rows.items():

        def leave_out(word: str, column: str = column, aspect: str = aspect, about: str = about) -> None:
            less = " ".join(other for other in about.split() if other != word)
            monkeypatch.setitem(rows, column, (aspect, less or "…"))

        assert _unneeded(about.split(), leave_out) == [], column
        monkeypatch.undo()


# --- what headings are made of ---

_MADE: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
for _register, _heading in sorted(HEADINGS):
    if _column := composed(header_key(_heading), _register):
        _key = header_key(_heading)
        _MADE[_register, _column].append((_key, composing._INSIDE.sub("", _key)))


Made = list[tuple[str, ...]]


def _made_by_none(register: str, column: str, shapes: Sequence[str]) -> Made:
    """Return the headings that led to a column by its shapes, and that none of these makes."""
    shape = shape_of(shapes, PARTS)
    return [forms for forms in _MADE[register, column] if not any(map(shape.fullmatch, forms))]


def _makes_less(made: Made, shapes: Sequence[str], parts: Mapping[str, str], word: str = "") -> bool:
    """Whether shapes and parts do not make some of these headings with a word in it."""
    made = [forms for forms in made if any(word.casefold() in form for form in forms)]
    shape = shape_of(shapes, parts) if made else re.compile("")
    return not all(any(map(shape.fullmatch, forms)) for forms in made)


@pytest.mark.parametrize("part", PARTS)
def test_each_word_of_a_part_makes_a_heading(part: str) -> None:
    made_of = []
    for register, columns in SHAPES.items():
        for column, shapes in columns.items():
            with_it = [shape for shape in shapes if f"{{{part}}}" in shape]
            others = [shape for shape in shapes if shape not in with_it]
            made_of += [(_made_by_none(register, column, others), with_it)] if with_it else []
    unneeded = []
    for word in PARTS[part].split():
        less = {**PARTS, part: " ".join(other for other in PARTS[part].split() if other != word)}
        if not any(_makes_less(*made, less, word) for made in made_of):
            unneeded.append(word)
    assert unneeded == []


_SIGN_OF = {f"{{{part}}}": chr(0xE000 + number) for number, part in enumerate(PARTS)}


@pytest.mark.parametrize(
    ("register", "column"), [(register, column) for register, columns in SHAPES.items() for column in columns]
)
def test_each_alternative_of_a_shape_makes_a_heading(register: str, column: str) -> None:
    shapes, unneeded = SHAPES[register][column], []
    spelled = {ord(sign): part for part, sign in _SIGN_OF.items()}
    for shape in shapes:
        others = [other for other in shapes if other != shape]
        made, signed = _made_by_none(register, column, others), shape
        for part, sign in _SIGN_OF.items():
            signed = signed.replace(part, sign)
        less = ((part.translate(spelled), [one.translate(spelled)]) for part, one in without_a_part(signed))
        unneeded += [part for part, left in ((shape, []), *less) if not _makes_less(made, left, PARTS)]
    assert unneeded == []


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


@cache
def _signs_of(word: str) -> frozenset[str]:
    return frozenset(filter(str.isalnum, fold(word)))


def _may_say(word: str, example: tuple[str, str]) -> bool:
    return _signs_of(word) <= _letters(example[1])


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
