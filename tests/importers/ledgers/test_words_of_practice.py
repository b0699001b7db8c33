"""What offices write under a result, a channel, a kind: known as what it says, never as something else.

``said.txt`` was written from practice before the words were: a line for each term, its wordings behind it.
"""

from itertools import chain
from pathlib import Path

import pytest

from disclosure import outcomes, terms
from disclosure.term_base import Term
from importers.ledgers.meaning import meaning_of, put_right

_LINES = (Path(__file__).parents[2] / "data" / "said.txt").read_text(encoding="utf-8").splitlines()
_UNDER_A_QUESTION = {"SuitRoute", "DocumentKind"}
"""Of these 是 and 否 say something only under a heading that asks."""
_ASKED = {
    "Outcome": "属主动公开范围 涉密 经征求第三方意见不同意公开 不予公开（第十六条） 告知按规定查询 未制作 无此信息 "
    "已移交档案馆，告知向档案馆查询",
    "Channel": "快递 中通快递 邮递 无需签收的信函 微信 公众号 E-mail",
    "Applicant": "个体 律师 法律服务中介 社会团体 村委会 居委会 业主委员会 学校 事业单位 机关 合作社",
    "ReviewDecision": "确认违法并责令答复 和解",
    "Judgment": "裁定驳回",
    "DisputeResult": "胜诉 败诉 被纠错",
}
"""Wordings that may mean something else as well, or leave the ground open: the clerk is asked once."""


def _term(kind: str) -> type[Term]:
    term: type[Term] = getattr(terms, kind, None) or getattr(outcomes, kind)
    return term


def _certain(line: str) -> list[tuple[str, str, str]]:
    kind, code, *words = line.split()
    means = [(word, meaning_of(_term(kind), word)) for word in words]
    return [(word, code, str(one.term)) for word, one in means if one.is_certain]


@pytest.mark.parametrize("line", _LINES, ids=[" ".join(line.split()[:2]) for line in _LINES])
def test_no_wording_of_practice_is_taken_for_something_else(line: str) -> None:
    assert [one for one in _certain(line) if one[1] != one[2]] == []


def test_every_wording_of_practice_that_can_mean_one_thing_only_is_known_unasked() -> None:
    lines = [line for line in _LINES if line.split()[0] not in _UNDER_A_QUESTION]
    asked = {
        (line.split()[0], word) for line in lines for word in set(line.split()[2:]) - {one[0] for one in _certain(line)}
    }
    assert asked == {(kind, word) for kind, words in _ASKED.items() for word in words.split()}


NOT_SO = {
    "Outcome": "拟公开 征求第三方意见后公开 请示后同意公开 第三方同意公开 不涉及国家秘密，予以公开 非过程性信息 "
    "不属于内部事务信息 未涉及个人隐私 公开信访事项清单 提供年鉴复印件 不属于重复申请 未发现重复申请 已盖章提供 "
    "已通知补正 待缴费 已缴费并提供 移交档案馆后公开 撤回原答复重新公开 第三方未回复，公开 除个人隐私外公开 "
    "汇总后公开 延期后公开 不公开理由不成立，公开 不予公开（第十六条） 不予公开（条例第十四条）",
    "Channel": "普通快递 邮寄（非挂号） 网上转办 电话传真 邮件（电子） 窗口邮寄 快递到窗口",
    "Judgment": "驳回上诉 未撤销 不予撤诉 不准许撤诉 未确认违法 撤销复议决定 撤销一审判决 撤销一审裁定，指令审理",
    "ReviewDecision": "未撤销 不予维持 受理 已受理 不确认违法 部分维持部分撤销 拟维持 驳回",
    "Applicant": "非企业 企业职工 个体户 学校老师 公司员工 企业退休人员",
}
"""Wordings in which a word stands that would say something else, or too little, or two things."""


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in NOT_SO.items() for word in words.split()])
def test_a_wording_that_says_two_things_or_denies_one_is_asked(kind: str, word: str) -> None:
    assert not meaning_of(_term(kind), word).is_certain


def test_a_slip_of_the_pen_is_put_right_and_a_right_word_is_left() -> None:
    assert put_right("给于部份公开，己办结") == "给予部分公开，已办结"
    words = set(chain.from_iterable(line.split()[2:] for line in _LINES))
    assert {word for word in words if put_right(word) != word} == _SLIPS


_SLIPS = {"部份公开", "给于部份公开", "己公开", "予于公开"}
