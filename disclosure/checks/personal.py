"""Rule F-21: a report reveals nobody's name, number or address but the office's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.checks.finding import Finding, error, warning
from disclosure.checks.phrases import words
from disclosure.checks.subject import Subject
from disclosure.masking import masked_find
from disclosure.personal_data import SURNAME, Sort, personal_data
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import OPENING, OTHERS, OVERVIEW, PROBLEMS
from disclosure.wording import listed

PERSONAL = "F-21"
"""The rule."""

_NEVER = frozenset({Sort.IDENTITY, Sort.CARD, Sort.PASSPORT})
_OF_THE_APPLICANT = re.compile(r"申请人[^。；\n]{0,30}\Z")
_CONTACT = re.compile(r"联系|电话|传真|地址|邮编|邮箱|邮件|咨询|监督|热线")
_ADDRESS = re.compile(r"申请人[^。；，]{0,4}(?:住址|家住|住在)[为是:：]?[\u4e00-\u9fff]")
_PERSON = re.compile(
    # a name with 先生 or 女士, or with a number right after it; not 「申请人张某」, which is anonymous
    r"(?:申请人|自然人|公民|居民|村民)(?:为|是|姓名[:：]?)?[\u4e00-\u9fff](?!某)[\u4e00-\u9fff]{0,2}"
    r"(?:先生|女士|[，（(]?(?:身份证|联系电话|住址)[号码为是:：]*\d)"
)
_NAME = rf"{SURNAME}(?!某|边)[\u4e00-\u9fff]{{1,2}}"
_NAMED = re.compile(
    # 「申请人：张三，」, 「申请人张三提出」, 「收到张三的信息公开申请」
    rf"申请人(?:姓名)?[:：]{_NAME}(?=[，。；、（(\s]|\Z)"
    rf"|申请人{_NAME}(?=提出|申请公开|要求)"
    rf"|收到{_NAME}的(?:政府)?信息公开申请"
)


_PARTS = {"一": OVERVIEW, "五": PROBLEMS, "六": OTHERS}


@dataclass(frozen=True)
class _Place:
    """A text of a report: its name, and the part of the prose in which it is mended, empty for none."""

    name: str
    part: str = ""


@dataclass(frozen=True)
class _Trace:
    """One piece of personal data in a report: its place and sort, how it may be quoted, and whether it blocks."""

    place: _Place
    sort: Sort
    quoted: str
    is_grave: bool


def no_personal_data(subject: Subject) -> Iterator[Finding]:
    """F-21: no identity or card numbers, no applicant's telephone or name, no contacts but our own."""
    traces = tuple(_traces(subject))
    for place in dict.fromkeys(trace.place for trace in traces):
        for is_grave in (True, False):
            found = [trace for trace in traces if trace.place == place and trace.is_grave is is_grave]
            if found:
                yield _finding(place, found, is_grave=is_grave)
    text = words(subject.report)
    for patterns, what in (((_PERSON, _NAMED), "姓名"), ((_ADDRESS,), "住址")):
        if any(pattern.search(text) for pattern in patterns):
            places = (place for place, said in _texts(subject.report) if any(each.search(said) for each in patterns))
            part = next(places, _Place("")).part
            yield error(PERSONAL, f"正文里有申请人的{what}，公布前必须删去。", part=part)


def _finding(place: _Place, found: list[_Trace], *, is_grave: bool) -> Finding:
    told = listed([f"{trace.sort.label}（{trace.quoted}）" for trace in found])
    if is_grave:
        return error(PERSONAL, f"{place.name}里有{told}，公布前必须删去。", part=place.part)
    told = f"{place.name}里有{told}，不是机关信息里填写的联系方式，要删去或者说明理由。"
    return warning(PERSONAL, told, part=place.part)


def _traces(subject: Subject) -> Iterator[_Trace]:
    own = subject.facts.own_contacts if subject.facts else None
    for place, text in _texts(subject.report):
        for found in personal_data(text, own or ()):
            is_grave = found.sort in _NEVER or bool(_OF_THE_APPLICANT.search(text[: found.start]))
            sentence = re.split(r"[。；]", text[: found.start])[-1]  # a published contact follows a word such as 电话
            if is_grave or own is not None or not _CONTACT.search(sentence):
                yield _Trace(place, found.sort, masked_find(text, found), is_grave)


def _texts(report: AnnualReport) -> Iterator[tuple[_Place, str]]:
    yield _Place("开头", OPENING), report.opening
    for section in report.sections:
        name = f"“{section.heading}”" if section.heading else "正文"
        yield _Place(name, _PARTS.get(section.heading[:1], "")), section.text
    yield from ((_Place("所附文字"), text) for text in report.statements)


CHECKS = (no_personal_data,)
