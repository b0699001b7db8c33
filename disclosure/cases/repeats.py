"""Requests for what was requested before: evidence for 重复申请, or an earlier answer worth looking at.

Only the same applicant can repeat a request (条例第三十六条第六项). Another person's request is never called a repeat:
it is offered as 可参考的答复, and if several people ask for the same, publishing is suggested (条例第四十四条).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from disclosure.masking import masked_prose
from disclosure.numerals import CHINESE_NUMERAL, parse_chinese
from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.records import Request
from disclosure.wording import chinese_date

Similarity: TypeAlias = Callable[[str, str], float]
"""The similarity of two folded texts, from 0 to 1."""

SIMILAR = 0.75
"""From this similarity on two contents are taken for the same matter; the clerk decides."""

_NUMERAL = re.compile(CHINESE_NUMERAL)
_BOILERPLATE = re.compile(
    # the wording any request shares: asking, the form of the copies, the office, then general words for papers,
    # particles, and all numbers, letters and dates
    "申请公开|请求公开|政府信息公开|政府信息|申请获取|申请|公开|获取|提供|查询|复印件|复制件|纸质|电子版|关于|有关|相关|以及|情况"
    "|信息|材料|资料|文件|内容|本人|我单位|贵单位|贵街道|街道办事处|街道|人民政府|[的及与和或在为对于等所有之]|[0-9a-z年月日号]+"
)
_SHORTEST_PIECE, _LONGEST_PIECE, _MOST_PIECES = 2, 6, 3


@dataclass(frozen=True)
class Evidence:
    """One earlier request that asks for much the same, and its answer."""

    request: Request
    similarity: float
    is_same_applicant: bool
    by_identity_number: bool

    @property
    def number(self) -> str:
        """登记编号 of the earlier request."""
        return self.request.number

    @property
    def answered_on(self) -> date | None:
        """The day the earlier request counts as answered, or None."""
        return self.request.counted_answer_on

    @property
    def answer_number(self) -> str:
        """答复文号 of the earlier request."""
        return self.request.answer_number

    @property
    def outcome(self) -> Outcome | None:
        """办理结果 of the earlier request."""
        return self.request.outcome

    @property
    def sentence(self) -> str:
        """This evidence in one Chinese sentence."""
        if not self.is_same_applicant:
            return f"可参考的答复：{self.number}，内容相似 {self.similarity:.0%}；{self._answer}。"
        who = "证件号码相同" if self.by_identity_number else "申请人姓名或名称相同"
        advice = "可能属于重复申请" if self.request.is_answered else "前一件尚未答复，不能按重复申请处理，可以合并办理"
        return f"{self.number}：{who}，内容相似 {self.similarity:.0%}；{self._answer}；{advice}。"

    @property
    def _answer(self) -> str:
        if self.outcome is None or self.answered_on is None:
            return "尚未答复"
        letter = f"，文号{masked_prose(self.answer_number)}" if self.answer_number else ""
        return f"{chinese_date(self.answered_on)}答复“{self.outcome.plain_label}”{letter}"


@dataclass(frozen=True)
class SimilarRequests:
    """The findings, most similar first; ``suggestion`` is empty unless publishing is worth considering."""

    repeats: tuple[Evidence, ...] = ()
    for_reference: tuple[Evidence, ...] = ()
    suggestion: str = ""


def similar_requests(request: Request, candidates: Iterable[Request], similarity: Similarity) -> SimilarRequests:
    """Return which earlier requests ask for much the same as this one."""
    content, found = folded(request.content), []
    for candidate in candidates:
        if candidate.id == request.id or candidate.arrived_on > request.arrived_on or _is_kin(request, candidate):
            continue
        degree = similarity(content, folded(candidate.content))
        if degree >= SIMILAR:
            same_number = is_same_identity(request, candidate)
            is_same = same_number or folded(candidate.applicant) == folded(request.applicant)
            found.append(Evidence(candidate, degree, is_same, same_number))
    found.sort(key=lambda evidence: (-evidence.similarity, -evidence.request.arrived_on.toordinal()))
    others = tuple(evidence for evidence in found if not evidence.is_same_applicant)
    suggestion = ""
    if others and not any(each.outcome and each.outcome.group is OutcomeGroup.REFUSED for each in others):
        count = len({folded(each.request.identity_number or each.request.applicant) for each in others}) + 1
        suggestion = (
            f"已有 {count} 个申请人申请公开相同或相近的信息；属于可以公开的，可以纳入主动公开（条例第四十四条）。"
        )
    return SimilarRequests(tuple(each for each in found if each.is_same_applicant), others, suggestion)


def is_same_identity(one: Request, other: Request) -> bool:
    """Whether both requests show the same 证件号码."""
    number = folded(one.identity_number)
    return bool(number) and number == folded(other.identity_number)


def _is_kin(one: Request, other: Request) -> bool:
    """Whether two requests are parts of one split, a part and its original, or answered together: so not repeats."""
    return bool(
        (one.merged_into and one.merged_into in (other.merged_into, other.number))
        or (other.merged_into and other.merged_into == one.number)
        or (one.split_from and one.split_from in (other.split_from, other.number))
        or (other.split_from and other.split_from == one.number)
    )


# --- folding ---


def folded(text: str) -> str:
    """Return a text normalized for comparison: width, case, blanks, punctuation, brackets and kinds of numerals."""
    plain = unicodedata.normalize("NFKC", text).lower()
    bare = "".join(character for character in plain if character.isalnum())
    return _NUMERAL.sub(_in_digits, bare)


def _in_digits(numeral: re.Match[str]) -> str:
    number = parse_chinese(numeral[0])
    return numeral[0] if number is None else str(number)


def telling_pieces(content: str) -> tuple[str, ...]:
    """Return the distinctive pieces of a content, longest first, to look up in an index.

    Numerals, punctuation and the usual words of requests are left out, so that other spellings of them match, too.
    """
    plain = unicodedata.normalize("NFKC", content).lower()
    runs = re.split(r"[\W_]+", _BOILERPLATE.sub(" ", _NUMERAL.sub(" ", plain)))
    pieces = dict.fromkeys(run[:_LONGEST_PIECE] for run in runs if len(run) >= _SHORTEST_PIECE)
    return tuple(sorted(pieces, key=len, reverse=True)[:_MOST_PIECES])
