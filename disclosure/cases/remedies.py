"""救济途径: which paragraph a decision must carry, and its text in our own words.

Since 1 January 2024 a refusal under 条例第十四、十五、十六条 is reviewed before it can be sued
(行政复议法第二十三条第一款第四项; 法释〔2025〕8号第一条); before, and for every other answer, the applicant chooses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from disclosure.numerals import NUMERALS, parse_any
from disclosure.outcomes import Outcome, Remedy

REVIEW_FIRST_SINCE: Final = date(2024, 1, 1)
"""The revised 行政复议法 is in force."""
SIX_MONTHS_SINCE: Final = date(2015, 5, 1)
"""The revised 行政诉讼法 gives six months to sue; before it were three."""
REFUSAL_ARTICLES = frozenset({14, 15, 16})

_ONE = rf"第\s*([0-9{NUMERALS}百、，,和及\s]+?)\s*条"
_ARTICLE = re.compile(rf"{_ONE}(?:\s*[至到—~-]\s*{_ONE})?")
_ANY_NUMBER = re.compile(rf"[0-9]+|[{NUMERALS}百]+")
_SHORT_ARTICLES = re.compile(r"(?:^|条例)\s*((?:\d+(?:[(（]\d+[)）])*[、，,；;\s]*)+)")
_BRACKETED = re.compile(r"[(（]\d+[)）]")


@dataclass(frozen=True)
class RemedyTerms:
    """How long the applicant has: days to ask for review, months to sue directly, days to sue after review."""

    review_days: int
    suit_months: int
    days_after_review: int


def remedy_terms(decided_on: date) -> RemedyTerms:
    """Return the applicant's terms for a decision of that day (行政复议法第二十条; 行政诉讼法第四十五、四十六条)."""
    return RemedyTerms(60, 6 if decided_on >= SIX_MONTHS_SINCE else 3, 15)


def remedy_of(outcome: Outcome, legal_basis: str, decided_on: date) -> Remedy:
    """Return which paragraph a decision takes: REVIEW_FIRST, EITHER or NONE, never BY_GROUND.

    A partial answer goes by the ground of the part withheld; where no article can be read from ``legal_basis`` the
    withheld part is taken to rest on 第十四至十六条, as nearly all do, since telling of the review is a duty then.
    """
    if outcome.remedy is Remedy.NONE:
        return Remedy.NONE
    if decided_on < REVIEW_FIRST_SINCE:
        return Remedy.EITHER
    if outcome.remedy is not Remedy.BY_GROUND:
        return outcome.remedy
    grounds = set(articles_in(legal_basis)) - {36, 37}
    return Remedy.REVIEW_FIRST if not grounds or grounds & REFUSAL_ARTICLES else Remedy.EITHER


def articles_in(legal_basis: str) -> Iterator[int]:
    """Yield the numbers of the articles a text names: 「第十四、十五条」「第14条至第16条」「条例15、32」「16(2)」."""
    for match in _ARTICLE.finditer(legal_basis):
        named = list(_numbers(match[1]))
        yield from named
        for last in _numbers(match[2] or "") if named else ():
            yield from range(named[-1] + 1, last + 1)
    for match in _SHORT_ARTICLES.finditer(legal_basis):
        yield from (int(number) for number in re.findall(r"\d+", _BRACKETED.sub("", match[1])))


def _numbers(text: str) -> Iterator[int]:
    found = (parse_any(numeral) for numeral in _ANY_NUMBER.findall(text))
    return (int(number) for number in found if number is not None)


def remedy_text(remedy: Remedy, decided_on: date, review_body: str = "", court: str = "") -> str:
    """Return the paragraph for a letter; empty for NONE. Names not set are described instead."""
    body, judges = review_body or "有管辖权的行政复议机关", court or "有管辖权的人民法院"
    terms = remedy_terms(decided_on)
    if remedy is Remedy.NONE:
        return ""
    if remedy is Remedy.EITHER:
        return (
            f"如对本答复不服，可以自收到本答复之日起{terms.review_days}日内向{body}申请行政复议，"
            f"或者自收到本答复之日起{_MONTHS_IN_WORDS[terms.suit_months]}内向{judges}提起行政诉讼。"
        )
    return (
        f"如对本答复不予公开的决定不服，应当先申请行政复议：可以自收到本答复之日起{terms.review_days}日内向{body}提出。"
        f"对行政复议决定仍不服的，可以自收到行政复议决定书之日起{terms.days_after_review}日内向{judges}提起行政诉讼。"
    )


_MONTHS_IN_WORDS = {3: "三个月", 6: "六个月"}
