"""Substring search by full text: every character is a token, so that a phrase finds any substring.

Case and width are folded (２０２４ finds 2024). Characters that are neither ASCII letters, digits nor Chinese become
spelt-out tokens, so that punctuation and blanks count and no tokenizer rule can swallow them.

After the characters come tokens by which Chinese is found in pinyin: ``1`` with the initials of three consecutive
characters (1zsf 张三丰) and ``2`` with the syllables of two (2zhangsan), in every reading; at the end of a run of
Chinese characters with fewer. Character tokens never begin with a digit followed by letters, so the two cannot clash.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain, product, takewhile

from disclosure.column_kinds import Column, Kind, columns_by_name
from disclosure.records import RECORD_TYPES, Record
from resources.pinyin import folded, readings, segmented

FORM = 2
"""Version of the index: a file that was indexed in another form is indexed again when it is opened."""

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
"""The fields that are searched, by register: the texts people type, and terms, by the words on the screen."""

_BETWEEN_FIELDS = "\x1f"
_LEAST_LETTERS = 2
_LETTERS = re.compile("[a-z]+")
_NEVER_FIRST = frozenset("iuv")
"""No pinyin syllable begins with these letters."""


@cache
def searched_columns(register: str, *, is_sealed: bool = False) -> tuple[Column, ...]:
    """Return the columns of a register that are indexed; in a file with a password, those that are not sealed."""
    known = columns_by_name(RECORD_TYPES[register])
    return tuple(known[name] for name in SEARCHED[register] if not (is_sealed and known[name].sealed))


def is_searchable(register: str) -> bool:
    """Whether a register has a full-text table."""
    return register in SEARCHED


def field_text(record: Record, column: Column) -> str:
    """Return the text of a field as it is searched, a term by its words."""
    value = getattr(record, column.name)
    return value if column.kind is Kind.TEXT else column.text(value)


def searched_text(record: Record, *, is_sealed: bool) -> str:
    """Return the tokens that the full-text table holds for a record.

    In a file with a password the sealed fields are left out: their text could be put together from the table.
    """
    values, columns = record.__dict__, searched_columns(record.register, is_sealed=is_sealed)
    filled = (column for column in columns if values[column.name])  # few: a hundred thousand rows ask that often
    indexed = [_indexed(text) for column in filled if (text := field_text(record, column))]
    return " ".join((_BETWEEN_TOKENS.join([plain for plain, _ in indexed]), *(typed for _, typed in indexed)))


def condition(text: str) -> str:
    """Return the full-text condition for rows in which every word of a text occurs, as it is written or in pinyin."""
    phrases = ((word, f'"{tokens(word.replace(_BETWEEN_FIELDS, ""))}"') for word in text.split())
    return " AND ".join(f"({' OR '.join((phrase, *_by_pinyin(word)))})" for word, phrase in phrases)


def tokens(text: str) -> str:
    """Return the tokens of a text, one per character, separated by blanks."""
    return " ".join(map(_token, folded(text)))


@lru_cache(maxsize=32_768)
def _token(character: str) -> str:
    is_plain = "0" <= character <= "9" or "a" <= character <= "z" or "\u4e00" <= character <= "\u9fff"
    return character if is_plain else f"u{ord(character):x}"


_BETWEEN_TOKENS = f" {_token(_BETWEEN_FIELDS)} "


# --- pinyin ---


@lru_cache(maxsize=1_024)
def _indexed(text: str) -> tuple[str, str]:
    """Return the character tokens of a field, and its pinyin tokens without repetition.

    Cached, because departments and outcomes occur again and again.
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
"""Runs of characters that may have a reading."""


@lru_cache(maxsize=2_048)
def _typed_run(run: str) -> tuple[dict[str, None], str]:
    """Return the pinyin tokens of a run of characters, also joined to one text.

    Cached, because addresses share most of their words.
    """
    typed = dict.fromkeys(chain.from_iterable(_runs_from(run[place : place + 3]) for place in range(len(run))))
    return typed, " ".join(typed)


@lru_cache(maxsize=65_536)
def _runs_from(three: str) -> tuple[str, ...]:
    """Return the pinyin tokens that begin with the first of up to three characters; none if it has no reading.

    A later character without a reading ends the run.
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
    """Yield the conditions for a word of letters taken as initials, and as syllables."""
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
    """Return the condition that all tokens occur; of the last only a beginning may have been typed."""
    return f"({' AND '.join((*typed[:-1], typed[-1] + '*'))})"
