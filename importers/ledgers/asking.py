"""Headings that are questions, 「什么时候收到的」: what each asks for, and which column that is."""

import re
from functools import cache

from disclosure import import_words

WHETHER = "whether"
"""Marks a question that is answered with yes or no."""

_YES_OR_NO = re.compile(
    r"""
    ^(?:是否|是不是|有没有|有无|有否|可否|能否)     # 是否延期
    | (?:没有|没|吗|与否|否)\Z                      # 复议了没有, 公开了吗
    | (.)[不没]\1                                  # 给没给
    | [（(]?是[/、或]?否[）)]?\Z                     # 规范性文件（是/否）
    """,
    re.VERBOSE,
)
_ASPECTS = sorted(
    ((word, aspect) for aspect, words in import_words.ASPECTS.items() for word in words.split()),
    key=lambda one: -len(one[0]),
)
WHEN, WHY, _WHO, _IS_WHO = "when", "why", "who", "是谁"
_OTHER_EVENTS = tuple(import_words.OTHER_EVENTS.split())
_RECEIVED = "(?:签收|收到|接收|收件|领取|收悉|送达)"
_RECEIVED_LATER = re.compile(
    rf"""
    (?:[申当来][请事件信]人|申请者|对方)(?:已|本人)?{_RECEIVED}              # 申请人签收日期
    | {_RECEIVED}(?:行政)?(?:复议|一审)?(?:决定|判决|裁[判定决])               # 收到决定书日期
    | (?:决定|判决|裁[判定决])(?:文书|书)?{_RECEIVED}                         # 判决书送达日期
    """,
    re.VERBOSE,
)


def tells_another_day(key: str, register: str = "") -> bool:
    """Whether the dates under a heading are none of ours: a deadline, 「最晚哪天答」, or the receipt of a paper.

    With a register, also the day of another case: 「复议申请日期」 among requests.
    """
    events = (*_OTHER_EVENTS, *import_words.OTHER_EVENTS_OF.get(register, "").split())
    return any(event in key for event in events) or bool(_RECEIVED_LATER.search(key))


@cache
def asked_by(key: str) -> tuple[str, str] | None:
    """Return what a heading asks for and its subject, or None if it is not a question.

    「谁告的」 asks for who did it; 「告的谁」 for another person.
    """
    if _YES_OR_NO.search(key):
        return WHETHER, key
    for word, aspect in _ASPECTS:
        before, found, behind = key.partition(word)
        if found:
            return None if aspect == _WHO and before and not key.endswith(_IS_WHO) else (aspect, before + behind)
    return None


def asked_column(key: str, register: str) -> str | None:
    """Return the name of the register's column that a question asks for."""
    if (asked := asked_by(key)) is None:
        return None
    aspect, about = asked
    if aspect == WHEN and tells_another_day(key):
        return None
    for name, (wanted, words) in import_words.ASKING.get(register, {}).items():
        if aspect in wanted.split() and (not words or any(word in about for word in words.split())):
            return name
    return None
