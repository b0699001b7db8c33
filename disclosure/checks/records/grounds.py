"""Whether 依据条款 can be the ground of a 办理结果: the articles of the 条例 it cites, and those for each result."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from disclosure.numerals import parse_any
from disclosure.outcomes import Outcome, OutcomeGroup

Cited: TypeAlias = tuple[int, frozenset[int]]
"""An article of the 条例 and its items cited; empty if the article is cited as a whole."""

_NUMERAL = "[一二三四五六七八九十0-9]+"
_ARTICLE = re.compile(
    # the law in 《》 or the words up to 条例, 法 or 规定, if one is named; then 「第三十六条」, or 「36（三）」
    rf"(?P<law>《[^》]+》|[\u4e00-\u9fff]*?(?:条例|法|规定))?(?:第(?P<a>{_NUMERAL})条|(?P<b>\d+)(?=[（(]))"
)
_ITEM = re.compile(rf"(?:第)?[（(](?P<a>{_NUMERAL})[）)]|第(?P<b>{_NUMERAL})[款项]")
_OWN = "条例"
_IS_OWN = re.compile(
    # 「条例」 alone, after its full name, or after words that introduce it; 「信访条例」 is another
    r"(?:.*(?:信息公开|[根依]据|[依按]照|按|适用|本|[和及与]))?条例"
)
_REFUSED = (36, frozenset({3}))


def _whole(*articles: int) -> tuple[Cited, ...]:
    return tuple((article, frozenset[int]()) for article in articles)


def _items(article: int, *items: int) -> tuple[Cited, ...]:
    return ((article, frozenset(items)),)


_RESTS_ON: Mapping[Outcome, tuple[Cited, ...]] = {
    Outcome.GRANTED: _items(36, 1, 2),
    Outcome.PARTLY_GRANTED: (*_whole(37, 14, 15, 16, 32), *_items(36, 1, 2, 3)),
    Outcome.STATE_SECRET: _whole(14),
    Outcome.FORBIDDEN_BY_LAW: _whole(14),
    Outcome.ENDANGERS_SECURITY: _whole(14),
    Outcome.THIRD_PARTY_RIGHTS: _whole(15, 32),
    Outcome.INTERNAL_AFFAIRS: _items(16, 1),
    Outcome.DELIBERATIVE_PROCESS: _items(16, 2),
    Outcome.ENFORCEMENT_FILE: _items(16, 2),
    Outcome.REGISTRY_QUERY: _items(36, 7),
    Outcome.NOT_HELD: _items(36, 4, 5),
    Outcome.NEEDS_CREATION: _whole(38),
    Outcome.UNCLEAR_AFTER_CORRECTION: _whole(30),
    Outcome.PETITION: _items(39, 1),
    Outcome.REPEATED: _items(36, 6),
    Outcome.PUBLICATION: _items(39, 2),
    Outcome.EXCESSIVE: _whole(35),
    Outcome.CORRECTION_OVERDUE: _whole(30),
}
"""The results based on an article (条例第十四至十六、三十、三十二、三十五至三十九条); other articles may have any."""

_TELLING = frozenset({14, 15, 16, 30, 32, 35, 36, 37, 38, 39})
_ENDED_WITHOUT_AN_ANSWER = (Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING)
"""Ended by the applicant's act or omission: the 条例 names no article for it, and none of those for answers fits."""
_ANSWERING = frozenset({14, 15, 16, 37, 38, 39})
"""Articles for answers, with 第三十六条 if an item of it is cited; a withdrawal may follow questions and waiting."""


def cited_articles(text: str) -> Iterator[Cited]:
    """Yield the articles of the 条例 cited in a text, without those of other laws."""
    law, found = _OWN, list(_ARTICLE.finditer(text))
    for place, match in enumerate(found):
        law = match["law"] or law
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        items = (item["a"] or item["b"] for item in _ITEM.finditer(text, match.end(), end))
        if _IS_OWN.fullmatch(law.strip("《》")):
            yield _number(match["a"] or match["b"]), frozenset(_number(item) for item in items)


def _number(numeral: str) -> int:
    return int(parse_any(numeral) or 0)


@lru_cache(maxsize=4096)
def contradicts(text: str, outcome: Outcome) -> bool:
    """Whether a 依据条款 cites articles for other results, and none for this one."""
    wanted = _RESTS_ON.get(outcome, ())
    if outcome.group is OutcomeGroup.REFUSED and wanted:
        wanted = (*wanted, _REFUSED)
    cited = [each for each in cited_articles(text) if each[0] in _TELLING]
    if outcome in _ENDED_WITHOUT_AN_ANSWER:
        return bool(cited) and all(
            article in _ANSWERING or (article == _REFUSED[0] and parts) for article, parts in cited
        )
    return bool(wanted and cited) and not any(
        article == rests_on and (not parts or not rest_parts or parts & rest_parts)  # as a whole it includes each item
        for article, parts in cited
        for rests_on, rest_parts in wanted
    )
