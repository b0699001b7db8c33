"""What a heading nobody wrote down most likely means: what it is like, and what stands below it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from disclosure import import_words
from disclosure.column_kinds import Column, Kind, columns, columns_by_name
from disclosure.errors import UnreadableValueError
from disclosure.personal_data import Sort, personal_data
from disclosure.records import Record
from disclosure.terms import Applicant, ReleaseCategory
from disclosure.written_dates import read_day
from importers.ledgers.header import Header, Target, header_key
from importers.ledgers.meaning import core, likeness, meaning_of
from importers.ledgers.rows import Row

_STATUS = frozenset(map(header_key, import_words.STATUS.split()))
_NOT_YET = frozenset(import_words.NOT_YET.split())
_ORGANISATIONS = frozenset(import_words.ORGANISATIONS.split())
_LOOKED_AT = 200
_A_LITTLE_ALIKE, _ALIKE, _VERY_ALIKE = 30, 55, 75
"""Of 100: a heading so much like ours is proposed where what stands below can be nothing else, where it fits, or by
itself."""
_FITS = 0.8
_FEWEST = 2
"""One word may be an accident."""


def guessed(header: Header, rows: Sequence[Row], record_type: type[Record]) -> Header:
    """Return a header in which headings without a meaning have the one proposed.

    Each is to be confirmed, and so is a likely one, but where all that stands below can be nothing else.
    """
    taken, targets = set(header.matched), list(header.targets)
    for position, target in enumerate(targets):
        if target.is_ignored or not target.name or (target.column and target.is_certain):
            continue
        texts = _below(rows, position)
        free = [one for one in columns(record_type) if one.name not in taken]
        column = target.column or _most_likely(target, texts, free)
        if column and target.second is None and target.given is None:
            targets[position] = replace(target, column=column, is_certain=_is_proven(column, texts, record_type))
            taken.add(column.name)
    for position, target in enumerate(targets):  # 「公开方式」 with nothing but 主动公开 below is no channel
        column = target.column
        if column and column.term and not column.required and target.second is None and target.given is None:
            texts = _below(rows, position)
            if len(texts) >= _FEWEST and not any(_may_mean(column, text) for text in texts):
                targets[position] = Target(target.name)
                taken.discard(column.name)
    outcome = columns_by_name(record_type).get("outcome")
    if outcome and outcome.name not in taken:  # where a request stands is computed here, but may be all that is told
        for position, target in enumerate(targets):
            texts = [text for text in _below(rows, position) if text not in _NOT_YET]
            if header_key(target.name) in _STATUS and any(_is_term(outcome, text) for text in texts):
                targets[position] = Target(target.name, outcome, is_certain=_all_terms(outcome, texts))
                break
    return Header(header.row_number, tuple(targets))


def _below(rows: Sequence[Row], position: int) -> list[str]:
    """Return what stands in a column of the first rows."""
    return [row.cells[position] for row in rows[:_LOOKED_AT] if position < len(row.cells) and row.cells[position]]


def _is_proven(column: Column, texts: Sequence[str], record_type: type[Record]) -> bool:
    """Whether texts can be no other column of a register: its words, every one of them certain, or numbers of a kind.

    Days prove nothing: a register has several.
    """
    if len(texts) < _FEWEST:
        return False
    if column.name in _LOOKS:
        return all(_LOOKS[column.name](column, text) for text in texts)
    others = [one for one in columns(record_type) if one.term is not None and one.name != column.name]
    if column.term is Applicant:
        texts = [text for text in texts if text not in _ORGANISATIONS] or texts
    elif column.term is ReleaseCategory:  # 栏目 of a website are more than those of the law
        texts = [text for text in texts if _all_terms(column, [text])] or texts
    return _all_terms(column, texts) and not any(_all_terms(other, texts) for other in others)


def _all_terms(column: Column, texts: Sequence[str]) -> bool:
    return column.term is not None and all(meaning_of(column.term, text).is_certain for text in texts)


def _most_likely(target: Target, texts: Sequence[str], free: Sequence[Column]) -> Column | None:
    if not texts:
        return None
    best: tuple[float, Column] | None = None
    for column in free:
        names = (column.label, *column.aliases)
        alike = max(likeness(header_key(target.name), header_key(name)) for name in names)
        look = _LOOKS.get(column.name) or _OF_KIND.get(column.kind)
        share = sum(look(column, text) for text in texts) / len(texts) if look else None
        fits = share is not None and share >= _FITS
        is_term = column.kind in (Kind.TERM, Kind.TERMS) and alike >= _A_LITTLE_ALIKE
        says_itself = fits and (column.name in _LOOKS or is_term)
        if says_itself or (fits and alike >= _ALIKE) or (share is None and alike >= _VERY_ALIKE):
            best = max(best or (0.0, column), (alike + (100 if says_itself else 0), column), key=lambda found: found[0])
    return best[1] if best else None


def _is_day(_column: Column, text: str) -> bool:
    try:
        return read_day(text) is not None
    except UnreadableValueError:
        return False


def _is_term(column: Column, text: str) -> bool:
    return column.term is not None and meaning_of(column.term, text).term is not None


def _may_mean(column: Column, text: str) -> bool:
    """Whether a text may be a word of a column of terms: one of them, one that says nothing, or one that is unsure."""
    return _is_term(column, text) or text in _NOT_YET or not core(text)


def _is_a(*sorts: Sort) -> Callable[[Column, str], bool]:
    return lambda _column, text: any(found.sort in sorts for found in personal_data(text))


_WEB = re.compile(r"https?://\S+")

_LOOKS: Mapping[str, Callable[[Column, str], bool]] = {
    "identity_number": _is_a(Sort.IDENTITY),
    "phone": _is_a(Sort.MOBILE, Sort.LANDLINE),
    "email": _is_a(Sort.EMAIL),
    "web_address": lambda _column, text: bool(_WEB.fullmatch(text)),
}
"""Columns whose content shows what they are, by name."""
_OF_KIND: Mapping[Kind, Callable[[Column, str], bool]] = {Kind.DATE: _is_day, Kind.TERM: _is_term, Kind.TERMS: _is_term}
