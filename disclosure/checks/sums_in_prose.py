"""Rules X-6, X-7 and X-19: sums, percentages and repeated statements within the prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.checks.claims import clauses, prose, stated_number, tidy
from disclosure.checks.finding import Finding, warning
from disclosure.checks.subject import Subject
from disclosure.numerals import FIGURE, WHOLE
from disclosure.wording import plain_number

_UNIT = "件|宗|条|份|个|篇|期|次|场次|场|处|项|家|人次|人|元"
_SENTENCES = re.compile(r"[。！？\n]")
_GOES_ON = (
    (re.compile(r"[。；]\s*(?=其中(?![^。\n]*(?:分别|包括|包含|具体)))"), "，"),
    (re.compile(r"(?<=[：:；;、])\s*\n\s*"), ""),
)
"""Where a list continues after a full stop or on the next line."""
_TOTAL = re.compile(
    rf"""
    (?P<n>{FIGURE})(?P<unit>{_UNIT})(?:信息)?   # 「共公开信息10条」: the total and what it counts
    (?: [，,；：（(]?(?P<mark>
            其中[，：:]?                                  # 「，其中」: some of the parts, perhaps not all
        |   包[括含][：:]?                                # 「包括：」
        |   (?:具体|主要)(?:为|包括)[：:]?                # 「具体为」 lists all, 「主要包括」 may not
        |   按[^0-9，。；：]{{1,6}}分[为：:]+             # 「按渠道分为：」
        |   分别[为是][：:]?                              # 「分别为」
        )
    |   (?P<bare>[：:（(])                                # a colon or a bracket alone: the list follows at once
    )
    """,
    re.VERBOSE,
)
# 「…，共计收到申请18件」: the sum after its parts, at the end of the sentence
_SUM_AT_END = re.compile(rf"(?:共计|合计|总计)[^0-9，。；]{{0,8}}(?P<n>{WHOLE})(?P<unit>{_UNIT})[^0-9，。；]{{0,6}}\Z")
_COMPLETE = ("分别", "具体", "按")
_IN_ALL = re.compile(r"共[^0-9，。；：、]{0,12}\Z")
_NEW_SUBJECT = re.compile(r"[，；、](?:共|全年|另|同时|此外|完成|结转|答复|已|按|无|本年|历年|累计|截至)")
_NESTED = re.compile(r"其中|包括|含|分别|[（(]")
_OPEN_LIST = re.compile(r"等(?!级|候)|及其他\Z|左右|(?<!其)余")
_LAST_IS_REST = re.compile(r"(?:其他|其它|其余)[^0-9]{0,20}\Z")
_PERCENT = re.compile(
    rf"""
    (?P<n>{WHOLE})(?:{_UNIT})                             # 「8件」
    [，,、（(]?约?占(?:全部[^0-9，。；]{{0,10}})?          # 「占比」「约占总数的」「占全部政府信息公开申请总数的」
    [^0-9，。；]{{0,10}}(?P<p>\d+(?:\.\d+)?)[%％]
    """,
    re.VERBOSE,
)
_OF_A_GREATER_WHOLE = re.compile(r"占(?:全[国省市区县镇]|总人口|辖区)")
_ANY_NUMBER = re.compile(rf"(?P<n>{WHOLE})(?:{_UNIT})")
# 「全年主动公开政府信息16条」「2023年，街道共主动公开各类信息16条」: before it only a time and who, no place or kind
_PUBLISHED = re.compile(
    r"^(?P<when>(?:20\d\d年度?|全年|本年度?|我?(?:街道|镇|乡|局|区|县|办事处)|共计?|总共)*)"
    r"主动公开(?:各类|的)?(?:政府)?信息(?:共计?|总计)?(?P<n>\d+)[条件]"
)
_LEAST_PARTS = 2
_QUOTED = 60


@dataclass(frozen=True)
class Listing:
    """A total and the parts the sentence lists after it."""

    quote: str
    total: Decimal
    unit: str
    parts: tuple[Decimal, ...]
    is_exhaustive: bool


def listings(text: str) -> Iterator[Listing]:
    """Yield every 「共N条，其中a条、b条」 of a text whose parts can be recognised."""
    for pattern, sign in _GOES_ON:
        text = pattern.sub(sign, text)
    for sentence in _SENTENCES.split(tidy(text)):
        totals = list(_TOTAL.finditer(sentence))
        if not totals:
            yield from _listing_before_its_sum(sentence)
        for match in totals:
            if match is not totals[0] and (match["mark"] or "").startswith("按"):
                continue  # a second 「按…分为」 divides the first total again, not the number before it
            tail = sentence[match.end() :]
            if re.search(r"[（(]", match.group()):  # a list in brackets ends at the closing one
                tail = re.split(r"[）)]", tail)[0]
            ended = _NEW_SUBJECT.search(tail)
            listed = tail[: ended.start()] if ended else tail
            parts = list(re.finditer(rf"({FIGURE})(?:{match['unit']})", listed))
            if _NESTED.search(listed) or _OPEN_LIST.search(listed) or len(parts) < _LEAST_PARTS:
                continue
            before_last = listed[parts[-2].end() : parts[-1].start()]
            is_in_all = bool(_IN_ALL.search(sentence[: match.start()]))
            said_complete = not match["mark"] or match["mark"].startswith(_COMPLETE)
            exhaustive = said_complete or is_in_all or bool(_LAST_IS_REST.search(before_last))
            numbers = tuple(Decimal(stated_number(part.group(1))) for part in parts)
            yield Listing(sentence.strip(), Decimal(stated_number(match["n"])), match["unit"], numbers, exhaustive)


def _listing_before_its_sum(sentence: str) -> Iterator[Listing]:
    """Yield 「a条，b条，共计N条」, where the total comes last."""
    match = _SUM_AT_END.search(sentence)
    if match is None or _NESTED.search(sentence) or _OPEN_LIST.search(sentence):
        return
    parts = re.findall(rf"({WHOLE})(?:{match['unit']})", sentence[: match.start()])
    numbers = tuple(Decimal(stated_number(part)) for part in reversed(parts))
    if len(numbers) >= _LEAST_PARTS:
        yield Listing(sentence.strip(), Decimal(stated_number(match["n"])), match["unit"], numbers, is_exhaustive=True)


def parts_add_up(subject: Subject) -> Iterator[Finding]:
    """X-6: 「共N条，其中a、b、c」 adds up to at most N, and to exactly N where the list claims to be complete."""
    for listing in listings(prose(subject.report)):
        total = sum(listing.parts)
        first = 0 if "其中" in listing.quote else 1
        sums = {sum(listing.parts[: count + 1]) for count in range(first, len(listing.parts))}
        if listing.total in sums or (total < listing.total and not listing.is_exhaustive):
            continue
        parts = "+".join(plain_number(part) for part in listing.parts)
        quote = listing.quote if len(listing.quote) <= _QUOTED else f"{listing.quote[:_QUOTED]}……"
        yield warning(
            "X-6",
            f"正文说共{plain_number(listing.total)}{listing.unit}，所列各项{parts}={plain_number(total)}{listing.unit}："
            f"“{quote}”。",
            (),
            (listing.total, total),
            quotes=(listing.quote,),
        )


def percentages(subject: Subject) -> Iterator[Finding]:
    """X-7: a percentage is its part divided by one of the known totals, rounded or truncated."""
    shown = {total for row in ("n1", "k7") if (total := subject.sheet.total("table3", row)) is not None}
    new, carried = subject.sheet.total("table3", "n1"), subject.sheet.total("table3", "n2")
    if new is not None and carried is not None:
        shown.add(new + carried)
    text = tidy(prose(subject.report))
    stated = {stated_number(each["n"]) for each in _ANY_NUMBER.finditer(text)}
    bases = {Decimal(total) for total in shown | stated}
    for match in _PERCENT.finditer(text):
        part, percent = Decimal(stated_number(match["n"])), Decimal(stated_number(match["p"]))
        step = Decimal(1).scaleb(-len(match["p"].partition(".")[2]))  # one unit of the last digit printed
        usable = [base for base in bases if base >= part and base > 0]
        if (
            _OF_A_GREATER_WHOLE.search(match.group())
            or not any(base > part for base in usable)
            or any(abs(part * 100 / base - percent) < step for base in usable)
        ):
            continue
        yield warning(
            "X-7",
            f"正文“{match.group()}”：{plain_number(part)}占文中或表中任何一个总数都不是{plain_number(percent)}%。",
            (),
            (part, percent),
            quotes=(match.group(),),
        )


def published_once(subject: Subject) -> Iterator[Finding]:
    """X-19: how many releases the year had is stated once, or always the same."""
    said = [(found, clause) for clause in clauses(prose(subject.report)) if (found := _PUBLISHED.search(clause))]
    numbers = [stated_number(found["n"]) for found, _ in said]
    other = next((place for place, number in enumerate(numbers) if number != numbers[0]), None)
    if other is None or not any(found["when"] for found, _ in said):
        return
    told = f"正文说“{said[0][1]}”，又说“{said[other][1]}”，要核对。"
    yield warning("X-19", told, (), (numbers[0], numbers[other]), quotes=(said[other][1], said[0][1]))


CHECKS = (parts_add_up, percentages, published_once)
