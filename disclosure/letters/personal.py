"""Whose numbers a letter may tell: the office's own, and the applicant's to the applicant, where a field puts them."""

from collections.abc import Iterator

from disclosure.letters.fields import FIELDS
from disclosure.letters.source import LetterSource
from disclosure.letters.templates import Addressee, LetterTemplate
from disclosure.letters.values import Letter
from disclosure.masking import quoted
from disclosure.personal_data import Found, Sort, personal_data, values_in

_TO_THE_APPLICANT = frozenset({Addressee.APPLICANT, Addressee.NOBODY})
"""Letters to the applicant, and the forms of the case file, which go to nobody."""


def identities_of_others(template: LetterTemplate, source: LetterSource, letter: Letter) -> Iterator[str]:
    """Yield a sentence for every identity number of somebody else: no letter needs one (条例第十五条)."""
    for found in _strange(template, source, letter):
        if found.sort is Sort.IDENTITY and found.value not in _of_the_applicant(source):
            yield f"{_place(source, found)}里有别人的{_told(letter, found)}，不能发给收件人，请删去（条例第十五条）。"


def numbers_to_look_at(template: LetterTemplate, source: LetterSource, letter: Letter) -> Iterator[str]:
    """Yield a sentence for everything else that is not the office's own: it may be right, and is looked at once."""
    for found in _strange(template, source, letter):
        if found.sort is not Sort.IDENTITY or found.value in _of_the_applicant(source):
            told = f"{_place(source, found)}里有{_told(letter, found)}"
            yield f"{told}，不是本机关公开的联系方式，请核对能否写在这份文书里。"


def _strange(template: LetterTemplate, source: LetterSource, letter: Letter) -> Iterator[Found]:
    """Yield what a letter tells beyond the office's contacts and what its fields may tell; each once."""
    profile = source.profile
    allowed = values_in(profile.phone, profile.email, profile.address)
    if template.addressee in _TO_THE_APPLICANT:
        put = values_in(*(FIELDS[name].words(source) for name in template.fields if name in FIELDS))
        allowed |= _of_the_applicant(source) & put
    yield from {found.value: found for found in personal_data(letter.text, allowed)}.values()


def _of_the_applicant(source: LetterSource) -> frozenset[str]:
    request = source.request
    return values_in(request.identity_number, request.phone, request.email, request.address) if request else frozenset()


def _place(source: LetterSource, found: Found) -> str:
    """Return the typed field a value stands in, so that it is gone to; else the letter."""
    named = (name for name, text in source.typed.items() if found.value in values_in(text))
    return next((f"“{name}”" for name in named), "文书")


def _told(letter: Letter, found: Found) -> str:
    return f"{found.sort.label}（{quoted(letter.text, found)}）"
