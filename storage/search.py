"""Finding any piece of text: one full-text token per character, so that a phrase is a substring of any length.

Case and width are folded (２０２４ finds 2024). Characters that are neither ASCII letters, digits nor Chinese become
spelt-out tokens, so punctuation and blanks count and no tokenizer rule can swallow them.

Behind the characters stand tokens by which Chinese is found as it is typed in letters: ``1`` and the initials of three
characters that follow each other (1zsf 张三丰), ``2`` and the syllables of two (2zhangsan), each in every reading, and
what is left at the end of a run of them. No token of a character has a digit and letters, so none is taken for another.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain, product, takewhile

from disclosure.column_kinds import Column, Kind, columns_by_name
from disclosure.records import RECORD_TYPES, Record
from resources.pinyin import folded, readings, segmented

FORM = 2
"""How words are indexed: a file that was indexed in another form is indexed anew when it is opened."""

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "releases": (
        "number",
        "index_number",
        "name",
        "document_number",
        "statistics_category",
        "summary",
        "web_address",
        "fulfils",
        "department",
        "secrecy_reviewer",
        "first_checked_by",
        "second_checked_by",
        "final_checked_by",
        "remarks",
    ),
    "requests": (
        "number",
        "applicant",
        "identity_kind",
        "identity_number",
        "phone",
        "address",
        "postcode",
        "email",
        "agent",
        "confirmation",
        "content",
        "department",
        "handler",
        "outcome",
        "legal_basis",
        "answer_number",
        "lateness_reason",
        "related",
        "split_from",
        "merged_into",
        "archive_number",
        "remarks",
    ),
    "reviews": (
        "number",
        "applicant",
        "review_body",
        "case_number",
        "related_request",
        "result",
        "decision",
        "cause",
        "remarks",
    ),
    "litigation": (
        "number",
        "plaintiff",
        "court",
        "case_number",
        "related_request",
        "related_review",
        "original_case",
        "result",
        "judgment",
        "cause",
        "remarks",
    ),
    "tallies": ("kind", "department", "remarks"),
    "activities": ("kind", "content", "evidence"),
    "duties": ("name", "basis", "department", "remarks"),
    "steps": ("kind", "party", "opinion", "letter_number", "approver", "tracking_number", "detail"),
    "letters": ("name", "number", "addressee", "void_reason"),
    "attachments": ("name", "kind"),
}
"""Every text people write into a register, and the terms they look for, by the words the screen shows."""

_BETWEEN_FIELDS = "\x1f"
_LEAST_LETTERS = 2
_LETTERS = re.compile("[a-z]+")
_NEVER_FIRST = frozenset("iuv")
"""No syllable begins with these."""


@cache
def searched_columns(register: str, *, is_sealed: bool = False) -> tuple[Column, ...]:
    """Return the columns of a register that are indexed; of a file with a password none that is sealed."""
    known = columns_by_name(RECORD_TYPES[register])
    return tuple(known[name] for name in SEARCHED[register] if not (is_sealed and known[name].sealed))


def is_searchable(register: str) -> bool:
    """Whether a register has a full-text table."""
    return register in SEARCHED


def field_text(record: Record, column: Column) -> str:
    """Return the text of a field as it is searched: a term by its words, nothing as an empty text."""
    value = getattr(record, column.name)
    return value if column.kind is Kind.TEXT else column.text(value)


def searched_text(record: Record, *, is_sealed: bool) -> str:
    """Return what the full-text table holds for a record: the tokens of its searched fields.

    Of a file with a password the sealed fields are left out: who can read the table could put them together again.
    """
    columns = searched_columns(record.register, is_sealed=is_sealed)
    indexed = [_indexed(text) for column in columns if (text := field_text(record, column))]
    return " ".join((_BETWEEN_TOKENS.join([plain for plain, _ in indexed]), *(typed for _, typed in indexed)))


def condition(text: str) -> str:
    """Return the full-text condition that finds rows in which every word of a text occurs, as it stands or as typed."""
    phrases = ((word, f'"{tokens(word.replace(_BETWEEN_FIELDS, ""))}"') for word in text.split())
    return " AND ".join(f"({' OR '.join((phrase, *_by_pinyin(word)))})" for word, phrase in phrases)


def tokens(text: str) -> str:
    """Return a text as one token per character, blanks between them."""
    return " ".join(map(_token, folded(text)))


@lru_cache(maxsize=32_768)
def _token(character: str) -> str:
    is_plain = "0" <= character <= "9" or "a" <= character <= "z" or "\u4e00" <= character <= "\u9fff"
    return character if is_plain else f"u{ord(character):x}"


_BETWEEN_TOKENS = f" {_token(_BETWEEN_FIELDS)} "


# --- as it is typed in letters ---


@lru_cache(maxsize=1_024)
def _indexed(text: str) -> tuple[str, str]:
    """Return the tokens of the characters of a field, and those by which it is found as it is typed, each once.

    Departments and outcomes come again.
    """
    found: list[str] = []
    known: dict[str, None] = {}
    for run in () if text.isascii() else _READ.findall(text):
        typed, joined = _typed_run(run)
        if known:
            joined = " ".join([token for token in typed if token not in known])
        if joined:
            found.append(joined)
        known = {**known, **typed} if known else typed
    return tokens(text), " ".join(found)


_READ = re.compile("[\u3007\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff]+")
"""Characters that may have a reading, next to each other."""


@lru_cache(maxsize=2_048)
def _typed_run(run: str) -> tuple[dict[str, None], str]:
    """Return the tokens of characters next to each other, also as one text.

    The words of an address are those of the next one, too.
    """
    typed = dict.fromkeys(chain.from_iterable(_runs_from(run[place : place + 3]) for place in range(len(run))))
    return typed, " ".join(typed)


@lru_cache(maxsize=65_536)
def _runs_from(three: str) -> tuple[str, ...]:
    """Return the tokens of the first of up to three characters, with those that follow it; none where it is no Chinese.

    A character that has no reading ends the run.
    """
    read = list(takewhile(bool, map(readings, three)))
    if not read:
        return ()
    initials = [dict.fromkeys(reading[0] for reading in each) for each in read]
    return tuple(
        dict.fromkeys(
            (
                *(f"1{''.join(letters)}" for letters in product(*initials)),
                *(f"2{''.join(syllables)}" for syllables in product(*read[:2])),
            )
        )
    )


def _by_pinyin(word: str) -> Iterable[str]:
    """Yield the conditions under which a word of letters is meant as initials, or as syllables."""
    letters = folded(word)
    if len(letters) < _LEAST_LETTERS or not _LETTERS.fullmatch(letters):
        return
    if not _NEVER_FIRST.intersection(letters):
        yield _all_of([f"1{letters[place : place + 3]}" for place in range(max(1, len(letters) - 2))])
    pairs = (
        _all_of([f"2{''.join(syllables[place : place + 2])}" for place in range(max(1, len(syllables) - 1))])
        for syllables in segmented(letters)
    )
    yield from dict.fromkeys(pairs)


def _all_of(typed: list[str]) -> str:
    """The last may be only begun: its syllable, or its run of initials."""
    return f"({' AND '.join((*typed[:-1], typed[-1] + '*'))})"
