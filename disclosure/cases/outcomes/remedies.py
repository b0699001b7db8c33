"""救济途径: which paragraph on remedies a decision must have, and its text in our own words.

Since 1 January 2024 a refusal under 条例第十四、十五、十六条 must be reviewed before a suit is possible
(行政复议法第二十三条第一款第四项; 法释〔2025〕8号第一条); before, and for every other answer, the applicant chooses.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.numerals import NUMERALS, parse_any, write_chinese
from disclosure.outcomes import Outcome, Remedy

REVIEW_FIRST_SINCE: Final = date(2024, 1, 1)
"""The revised 行政复议法 came into force."""
REFUSAL_ARTICLES = frozenset({14, 15, 16})

_ONE = rf"第\s*([0-9{NUMERALS}百、，,和及\s]+?)\s*条"
_ARTICLE = re.compile(rf"{_ONE}(?:\s*[至到—~-]\s*{_ONE})?")
_ANY_NUMBER = re.compile(rf"[0-9]+|[{NUMERALS}百]+")
_SHORT_ARTICLES = re.compile(r"(?:^|条例)\s*((?:\d+(?:[(（]\d+[)）])*[、，,；;\s]*)+)")
_BRACKETED = re.compile(r"[(（]\d+[)）]")


def remedy_of(outcome: Outcome, legal_basis: str, decided_on: date) -> Remedy:
    """Return the kind of paragraph for a decision: REVIEW_FIRST, EITHER or NONE, never BY_GROUND.

    For a partial answer the ground of the withheld part decides; if ``legal_basis`` names no article, the withheld part
    is assumed to rest on 第十四至十六条, as nearly all do, since informing about the review is a duty then.
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
    """Yield the numbers of the articles in a text: 「第十四、十五条」「第14条至第16条」「条例15、32」「16(2)」."""
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


def remedy_text(remedy: Remedy, decided_on: date, review_body: str = "", court: str = "", paper: str = "本答复") -> str:
    """Return the paragraph for a letter, empty for NONE. Authorities not configured are described instead of named.

    ``paper`` is what the letter calls itself: a notice to a third party or a refused correction is not an answer.
    """
    body, judges = review_body or "有管辖权的行政复议机关", court or "有管辖权的人民法院"
    to_review = TimeLimit.APPLY_FOR_REVIEW.words_on(decided_on)
    if remedy is Remedy.NONE:
        return ""
    if remedy is Remedy.EITHER:
        return (
            f"如对{paper}不服，可以自收到{paper}之日起{to_review}内向{body}申请行政复议，"
            f"或者自收到{paper}之日起{write_chinese(TimeLimit.SUE_DIRECTLY.length_on(decided_on))}个月内向{judges}提起行政诉讼。"
        )
    return (
        f"如对本答复不予公开的决定不服，应当先申请行政复议：可以自收到本答复之日起{to_review}内向{body}提出。"
        f"对行政复议决定仍不服的，可以自收到行政复议决定书之日起{TimeLimit.SUE_AFTER_REVIEW.words_on(decided_on)}内向{judges}提起行政诉讼。"
    )
