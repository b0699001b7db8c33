"""What a text in a column of ours means: certainly, most likely, or nobody but the office knows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from disclosure import import_words
from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.term_base import Term, fold
from disclosure.terms import (
    Applicant,
    Channel,
    DisputeResult,
    Judgment,
    ReleaseCategory,
    RetrievalForm,
    ReviewDecision,
)

_PARTS = re.compile(r"[（）()：:，,；;、/—-]")
_ALIKE = 80
"""From here on two words of rapidfuzz are the same but for a slip or an ending."""
_SHORTEST_PART = 3
"""A word of ours inside a longer text says something from so many characters on."""


@dataclass(frozen=True)
class Meaning:
    """The term a text means (None where nothing is proposed), and whether that needs no asking."""

    term: Term | None = None
    is_certain: bool = False


@cache
def meaning_of(term_type: type[Term], text: str) -> Meaning:
    """Return what a text means as a term: by the words, then by its parts, then by what it is like."""
    named = term_type.named(text)
    if named is not None:
        return Meaning(named, is_certain=True)
    likely = _likely(term_type)
    if fold(text) in likely:
        return Meaning(likely[fold(text)])
    parts = [part for part in _PARTS.split(fold(text)) if part]
    if len(parts) > 1:
        found = {part: term_type.named(part) or _by_core(term_type).get(core(part)) for part in parts}
        members = {member for member in found.values() if member}
        empty = {*_SAYS_NOTHING, *(word for word, member in likely.items() if member is None)}
        if len(members) == 1:  # 「不予公开（个人隐私）」: the ground says which
            rest = (part for part, member in found.items() if member is None)
            if all(part in empty or not core(part) for part in rest):
                return Meaning(members.pop(), is_certain=True)
            told = _told_by_signs(term_type, fold(text))
            return told if told and told.is_certain else Meaning(members.pop())
    if (same := _by_core(term_type).get(core(text))) is not None:
        return Meaning(same, is_certain=True)
    told = _told_by_signs(term_type, fold(text)) or Meaning()
    return told if told.is_certain else Meaning(_alike(term_type, fold(text)) or told.term)


_LONGEST_SENTENCE = 200
"""What is longer tells a story, and no result."""
_ANYTHING, _WHAT = "…", "[\\u3400-\\u9fff]{2,15}?"
_TOLD_IN_SENTENCES: tuple[type[Term], ...] = (Outcome, ReviewDecision, Judgment)
"""Of these a sign says enough where nothing in the sentence denies it: 「有关法律有特别规定，属行政查询事项」."""
_PUNCTUATION = re.compile(r"[\W_\d]+")


def _told_by_signs(term_type: type[Term], text: str) -> Meaning | None:
    """Return what the signs in a text say where they agree, certain where nothing else stands there; None for none.

    What a word of a dispute says is what its decision or judgment says.
    """
    if term_type is DisputeResult:
        told = [meaning_of(detail, text) for detail in (ReviewDecision, Judgment)]
        results = {one.term.result for one in told if isinstance(one.term, ReviewDecision | Judgment)}
        if len(results) == 1:
            return Meaning(results.pop(), is_certain=any(one.term is not None and one.is_certain for one in told))
        if results:
            return None
    signs = _signs(term_type.__name__)
    if signs is None or len(text) > _LONGEST_SENTENCE:
        return None
    found, rest = signs.found_in(_PUNCTUATION.sub(" ", text))
    said = found - {import_words.GRANTS, import_words.REFUSES, import_words.UNSURE}
    for wider, within in import_words.SIGNS_WITHIN.get(term_type.__name__, {}).items():
        said -= {within} if wider in said else set()
    code = _decided(said, found)
    member = term_type.named(code) if code else None
    is_told = (
        term_type in _TOLD_IN_SENTENCES and member is not Outcome.GRANTED and not set(import_words.DENIALS) & set(rest)
    )
    return Meaning(member, is_certain=is_told or not rest) if member is not None else None


def _decided(said: set[str], found: set[str]) -> str | None:
    """Return the code of signs that agree: a ground of a refusal, and that something is given, do not."""
    if import_words.UNSURE in found:
        return None
    grants, refuses = import_words.GRANTS in found, import_words.REFUSES in found
    if Outcome.PARTLY_GRANTED in said:  # 区分处理的，只计这一情形
        others = [each for each in Outcome if each in said - {Outcome.PARTLY_GRANTED, Outcome.GRANTED}]
        return Outcome.PARTLY_GRANTED if all(one.group is OutcomeGroup.REFUSED for one in others) else None
    if len(said) > 1 or (said and grants and Outcome.GRANTED not in said) or (refuses and Outcome.GRANTED in said):
        return None
    return next(iter(said), Outcome.GRANTED if grants and not refuses else None)


@dataclass(frozen=True)
class _Signs:
    """The signs of a kind of words with their codes; ``gapped`` are those with something in between: 向…申请."""

    plain: Mapping[str, str]
    gapped: tuple[tuple[re.Pattern[str], str], ...]
    longest: int

    def found_in(self, text: str) -> tuple[set[str], str]:
        """Return the codes of the signs in a text, the longest at each place, and what else stands there."""
        found: set[str] = set()
        for pattern, code in self.gapped:
            text, count = pattern.subn(" ", text)
            found |= {code} if count else set()
        rest, place = "", 0
        while place < len(text):
            lengths = range(min(self.longest, len(text) - place), 0, -1)
            length = next((one for one in lengths if text[place : place + one] in self.plain), 0)
            if length:
                found.add(self.plain[text[place : place + length]])
            else:
                rest += text[place]
            place += length or 1
        return found - {""}, rest.strip()


@cache
def _signs(kind: str) -> _Signs | None:
    rows = import_words.SIGNS.get(kind)
    if rows is None:
        return None
    signs = {fold(word): code for code, row in reversed(list(rows.items())) for word in row.split()}
    gapped = tuple(
        (re.compile(re.escape(word).replace(_ANYTHING, _WHAT)), code)
        for word, code in signs.items()
        if _ANYTHING in word
    )
    return _Signs(signs, gapped, max(map(len, signs)))


_HAVE_CORES: tuple[type[Term], ...] = (Outcome, Applicant, Channel, RetrievalForm)
_EMPTY = re.compile(rf"\d+|{'|'.join(sorted(map(fold, import_words.SAYS_NOTHING.split()), key=len, reverse=True))}")


@cache
def core(text: str) -> str:
    """Return what of a word says which term it is: 「信访举报投诉类」 and 「信访举报投诉类申请」 are one."""
    return _EMPTY.sub("", fold(text))


@cache
def _by_core(term_type: type[Term]) -> dict[str, Term]:
    """Return the terms by the core of each of their names; none where two share it or such words decide."""
    if term_type not in _HAVE_CORES:
        return {}
    found: dict[str, set[Term]] = {}
    for member in term_type:
        for name in (member.label, member.plain_label, *member.aliases):
            found.setdefault(core(name), set()).add(member)
    return {said: members.pop() for said, members in found.items() if said and len(members) == 1}


_SAYS_NOTHING = frozenset(group.plain_label for group in OutcomeGroup) | {"已办结", "已答复"}


@cache
def _likely(term_type: type[Term]) -> Mapping[str, Term | None]:
    rows = import_words.LIKELY_VALUES.get(term_type.__name__, {})
    return {fold(word): term_type.named(code) if code else None for code, row in rows.items() for word in row.split()}


@cache
def _names(term_type: type[Term]) -> Mapping[str, Term]:
    names = {fold(name): member for member in term_type for name in (member.label, member.plain_label, *member.aliases)}
    return names | {word: member for word, member in _likely(term_type).items() if member}


def _alike(term_type: type[Term], text: str) -> Term | None:
    names = _names(term_type)
    inside = [name for name in names if len(name) >= _SHORTEST_PART and name in text]
    members = {names[name] for name in inside}
    if len(members) == 1:
        return members.pop()
    best = max(names, key=lambda name: likeness(text, name))
    return names[best] if likeness(text, best) >= _ALIKE else None


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, of 100."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - heavy, and only needed for words nobody wrote down

    return ratio(one, other)


# --- what an old ledger never has ---

_NATURAL = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff]{1,8}|[\u3400-\u9fff][某Xx*＊]{1,2}[\u3400-\u9fff]?"
)


_LAWYERS = "律师事务所"


def applicant_kind(name: str, *, is_organisation: bool = False) -> Applicant | None:
    """Return the 申请人类型 a name suggests, None where it suggests none, or a person where it is an organisation's."""
    plain = fold(name)
    if _LAWYERS in plain:  # 「某某律师事务所沈六」
        return Applicant.LEGAL_SERVICE
    for code, endings in import_words.APPLICANT_NAMES.items():
        if plain.endswith(tuple(endings.split())):
            return Applicant.named(code)
    if is_organisation:
        return None
    person = re.sub(r"（.*|等\d*人?$|、.*", "", plain)
    return Applicant.NATURAL_PERSON if _NATURAL.fullmatch(person) else None


def release_category(texts: Iterator[str]) -> ReleaseCategory | None:
    """Return the 信息类别 that titles and 栏目 suggest, None where none does."""
    for text in texts:
        for code, subjects in import_words.CATEGORY_SUBJECTS.items():
            if any(subject in text for subject in subjects.split()):
                return ReleaseCategory.named(code)
    return None
