"""Whose numbers a letter may contain: the office's own and, to the applicant, the applicant's if a field has them."""

from collections.abc import Iterator

from disclosure.letters.fields import FIELDS
from disclosure.letters.problems import LetterProblem, at_field
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import Addressee, LetterTemplate
from disclosure.letters.values import Letter
from disclosure.masking import masked_find
from disclosure.personal_data import Found, Sort, personal_data, values_in

_TO_THE_APPLICANT = frozenset({Addressee.APPLICANT, Addressee.NOBODY})
"""Letters to the applicant, and the forms of the case file, which go to nobody."""


def identities_of_others(template: LetterTemplate, source: LetterSource, letter: Letter) -> Iterator[LetterProblem]:
    """Yield a problem for every identity number of somebody else: no letter needs one (条例第十五条)."""
    for found in _strange(template, source, letter):
        if found.sort is Sort.IDENTITY and found.value not in _of_the_applicant(source):
            yield _told(source, letter, found, "里有别人的{}，不能发给收件人，删去（条例第十五条）。")


def numbers_to_look_at(template: LetterTemplate, source: LetterSource, letter: Letter) -> Iterator[LetterProblem]:
    """Yield a problem for every other number that is not the office's own: it may be right, but should be checked."""
    for found in _strange(template, source, letter):
        if found.sort is not Sort.IDENTITY or found.value in _of_the_applicant(source):
            yield _told(source, letter, found, "里有{}，不是本机关公开的联系方式，核对能否写在这份文书里。")


def _strange(template: LetterTemplate, source: LetterSource, letter: Letter) -> Iterator[Found]:
    """Yield, each once, personal data in a letter that are neither the office's contacts nor allowed by its fields."""
    profile = source.profile
    allowed = values_in(profile.phone, profile.email, profile.address)
    if template.addressee in _TO_THE_APPLICANT:
        put = values_in(*(FIELDS[name].words(source) for name in template.fields if name in FIELDS))
        allowed |= _of_the_applicant(source) & put
    yield from {found.value: found for found in personal_data(letter.text, allowed)}.values()


def _of_the_applicant(source: LetterSource) -> frozenset[str]:
    request = source.request
    return values_in(request.identity_number, request.phone, request.email, request.address) if request else frozenset()


def _told(source: LetterSource, letter: Letter, found: Found, sentence: str) -> LetterProblem:
    """Return the problem of a value, at the typed field that contains it, else of the whole letter."""
    what = sentence.format(f"{found.sort.label}（{masked_find(letter.text, found)}）")
    name = next((name for name, text in source.typed.items() if found.value in values_in(text)), "")
    return at_field(name, f"“{name}”{what}") if name else LetterProblem(f"文书{what}")
