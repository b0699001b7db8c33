"""What is owed by the sentence of a finding, whatever the rule: it says the numbers and words it speaks of."""

import re
from decimal import Decimal
from functools import cache

from disclosure.checks.finding import Finding
from disclosure.numerals import parse_chinese
from disclosure.report.cells import Value
from disclosure.wording import quotes_in_turn

_SUM = re.compile(r"([\d.]+(?:\+[\d.]+)*)=([\d.]+)")
_SAYS_LESS = {"T2-6", "X-11", "X-13", "F-25"}
"""Rules that compare 元 and 分 with 万元 and say the one they found, or count what they name."""
_SAYS_DAYS = {"F-5", "F-17", "F-19"}
"""Rules whose value is a day or a title, of which they say the year or say it in Chinese."""
_WRITTEN_IN_FULL = 10**15
"""What a number of a report stays below; larger ones are a test's, and rounded on their way."""
_MENDED_ELSEWHERE = {f"L-{n}" for n in (1, 2, *range(6, 9), *range(10, 17), 18, 19, 21, 26, 27, 31, 33, 34, 35)}
"""Rules on records that no column mends: by a step, a letter, another record, or the case as a whole."""
_OF_NO_ARTICLE = {"L-14", "L-31", "L-32", "L-33"}
"""What is a slip of the register before any law is asked: a gap, what an import proposed, a number, half of a pair."""
_BEGINS_QUOTING = re.compile(r"(?:正文|\d+年的报告里)既?说?“")
_QUOTED = re.compile("“([^”]*)”")


def ill_said(finding: Finding) -> list[str]:
    """What is wrong with a sentence: a number or a word it speaks of and does not say, a sum that is none, a quote."""
    lacks_quotes = _BEGINS_QUOTING.match(finding.message) and not finding.quotes  # the page shows where they stand
    lacks_field = finding.record and not finding.field and finding.rule not in _MENDED_ELSEWHERE
    lacks_article = finding.record and not finding.article and finding.rule not in _OF_NO_ARTICLE
    return [
        *_ill_said(finding.rule, finding.message, finding.values),
        *(["no quotes to show"] if lacks_quotes else []),
        *(["no column to mend it in"] if lacks_field else []),
        *(["no article"] if lacks_article and finding.rule.startswith("L-") else []),
    ]


@cache
def _ill_said(rule: str, says: str, values: tuple[Value, ...]) -> list[str]:
    names_some = says.endswith("等。") or " …" in says
    counted = [Decimal(value) for value in values if isinstance(value, int | Decimal) and value and not names_some]
    stated = [abs(value) for value in counted if abs(value) < _WRITTEN_IN_FULL]
    unsaid = [one for one in stated if _numbers(says).isdisjoint({one, one / 10_000})]
    alone = [one for one in stated if _numbers(_QUOTED.sub("", says)).isdisjoint({one, one / 10_000})]
    if len(alone) > (len(_QUOTED.findall(says)) if _BEGINS_QUOTING.match(says) else 0):
        unsaid = (
            alone  # what words of the report are quoted for need not be said again, what they are held against must
        )
    words = [value.strip() for value in values if isinstance(value, str) and not names_some]
    sums = _SUM.findall(_QUOTED.sub("", says))  # what is quoted may be called 「=1+1」
    return [
        *(f"not said: {number}" for number in unsaid if rule not in _SAYS_LESS),
        *(f"not said: {text}" for text in words if rule not in _SAYS_DAYS and quotes_in_turn(text) not in says),
        *(f"no sum: {parts}" for parts, total in sums if sum(map(Decimal, parts.split("+"))) != Decimal(total)),
        *(["no sum"] if _QUOTED.sub("", says).count("=") != len(sums) else []),
        *(["quotes"] if says.count("“") != says.count("”") or "“”" in says else []),
    ]


def _numbers(says: str) -> set[Decimal]:
    told = {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", says)}
    return told | {
        Decimal(parse_chinese(number) or 0) for number in re.findall("[〇零一二三四五六七八九十百两]+", says)
    }
