"""Finding any piece of text: one full-text token per character, so that a phrase is a substring of any length.

Case and width are folded (２０２４ finds 2024). Characters that are neither ASCII letters, digits nor Chinese become
spelt-out tokens, so punctuation and blanks count and no tokenizer rule can swallow them.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from disclosure.column_kinds import columns_by_name
from disclosure.records import RECORD_TYPES, Record

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "releases": ("number", "index_number", "name", "document_number", "summary", "department", "remarks"),
    "requests": (
        "number",
        "applicant",
        "phone",
        "content",
        "department",
        "handler",
        "answer_number",
        "archive_number",
        "remarks",
    ),
    "reviews": ("number", "applicant", "review_body", "case_number", "related_request", "cause", "remarks"),
    "litigation": (
        "number",
        "plaintiff",
        "court",
        "case_number",
        "related_request",
        "related_review",
        "cause",
        "remarks",
    ),
    "tallies": ("department", "remarks"),
    "activities": ("content", "evidence"),
    "duties": ("name", "basis", "department", "remarks"),
}
"""The fields of each register that people look for."""


@cache
def _unsealed(register: str) -> tuple[str, ...]:
    known = columns_by_name(RECORD_TYPES[register])
    return tuple(name for name in SEARCHED[register] if not known[name].sealed)


_BETWEEN_FIELDS = "\x1f"


def is_searchable(register: str) -> bool:
    """Whether a register has a full-text table."""
    return register in SEARCHED


def searched_text(record: Record, *, is_sealed: bool = False) -> str:
    """Return what the full-text table holds for a record: its searched fields, a token per character.

    Of a file with a password the sealed fields are left out: who can read the table could put them together again.
    """
    names = _unsealed(record.register) if is_sealed else SEARCHED[record.register]
    return tokens(_BETWEEN_FIELDS.join(filter(None, (getattr(record, name) for name in names))))


def phrase(word: str) -> str:
    """Return the full-text phrase that finds a piece of text."""
    return f'"{tokens(word.replace(_BETWEEN_FIELDS, ""))}"'


def tokens(text: str) -> str:
    """Return a text as one token per character, blanks between them."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return " ".join(map(_token, folded))


@lru_cache(maxsize=32_768)
def _token(character: str) -> str:
    is_plain = "0" <= character <= "9" or "a" <= character <= "z" or "\u4e00" <= character <= "\u9fff"
    return character if is_plain else f"u{ord(character):x}"
