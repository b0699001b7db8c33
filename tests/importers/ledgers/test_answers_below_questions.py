"""Ledgers whose headings ask: what stands below is read as the answer to the question, not as a word of its own.

Each ledger is one an office could keep, written by hand; 「→」 stands before what the row is in our register.
"""

from collections.abc import MutableMapping
from typing import cast

import pytest

from disclosure import import_words
from disclosure.records import LEDGERS, Profile
from importers.ledgers.ledger import LedgerFile
from importers.ledgers.proposal import Answers, Proposal
from importers.ledgers.rows import Row, Sheet
from tests.importers.ledgers.ledger_files import silent
from tests.needed import unneeded_words

SUITS = """
原告 法院 案号 收到应诉通知书日期 打官司前复议过没有
张三 样区法院 （2023）样01行初1号 2023-3-1 没有 → direct_suit
李四 样区法院 （2023）样01行初2号 2023-3-2 没 → direct_suit
王五 样区法院 （2023）样01行初3号 2023-3-3 没复议 → direct_suit
赵六 样区法院 （2023）样01行初4号 2023-3-4 未经复议 → direct_suit
钱七 样区法院 （2023）样01行初5号 2023-3-5 复议过 → suit_after_review
孙八 样区法院 （2023）样01行初6号 2023-3-6 复议了，维持 → suit_after_review
周九 样区法院 （2023）样01行初7号 2023-3-7 先复议的 → suit_after_review
吴十 样区法院 （2023）样01行初8号 2023-3-8 直接去法院 → direct_suit
郑一 样区法院 （2023）样01行初9号 2023-3-9 直接告 → direct_suit
王二 样区法院 （2023）样01行初10号 2023-3-10 有 → suit_after_review
许五 样区法院 （2023）样01行初12号 2023-3-11 有过 → suit_after_review
冯三 样区法院 （2023）样01行初11号 2023-3-11 先复议 → suit_after_review
"""
SUITS_ON_A_FORM = """
原告 法院 案号 收到应诉通知书日期 是否经过复议
张三 样区法院 （2023）样01行初1号 2023-3-1 是 → suit_after_review
李四 样区法院 （2023）样01行初2号 2023-3-2 否 → direct_suit
王五 样区法院 （2023）样01行初3号 2023-3-3 经过 → suit_after_review
赵六 样区法院 （2023）样01行初4号 2023-3-4 未经过 → direct_suit
钱七 样区法院 （2023）样01行初5号 2023-3-5 未 → direct_suit
孙八 样区法院 （2023）样01行初6号 2023-3-6 已经过 → suit_after_review
周九 样区法院 （2023）样01行初7号 2023-3-7 不是 → direct_suit
吴十 样区法院 （2023）样01行初8号 2023-3-8 无 → direct_suit
郑一 样区法院 （2023）样01行初9号 2023-3-9 未经 → direct_suit
冯三 样区法院 （2023）样01行初11号 2023-3-9 已经 → suit_after_review
陈四 样区法院 （2023）样01行初10号 2023-3-10 否（直接起诉） → direct_suit
"""
REQUESTS = """
申请人 来件日期 收到日期 申请内容 给没给 答复日期
张三 2023-3-1 2023-3-1 收费目录 给了 2023-3-20 → granted
李四 2023-3-2 2023-3-2 拆迁批文 已给 2023-3-20 → granted
王五 2023-3-3 2023-3-3 低保名单 给 2023-3-20 → granted
赵六 2023-3-4 2023-3-4 会议记录 公开了 2023-3-20 → granted
钱七 2023-3-5 2023-3-5 施工合同 已公开 2023-3-20 → granted
孙八 2023-3-6 2023-3-6 经费明细 给了（复印件） 2023-3-20 → granted
"""
TITLES = """
信息名称 成文日期 发布日期 是不是规范性文件
养犬管理办法 2023-3-1 2023-3-2 是 → normative_document
防汛值班表 2023-3-1 2023-3-2 不是 → other
春节慰问安排 2023-3-1 2023-3-2 否 → other
社区活动通知 2023-3-1 2023-3-2 非 → other
财务收支公示 2023-3-1 2023-3-2 无 → other
停水通知 2023-3-1 2023-3-2 不属于 → other
停水管理办法 2023-3-1 2023-3-2 是的 → normative_document
"""
RELEASES = """
信息名称 成文日期 发布日期 能否公开
养犬管理办法 2023-3-1 2023-3-2 能 → release
防汛值班表 2023-3-1 2023-3-2 可以 → release
春节慰问安排 2023-3-1 2023-3-2 不能 → withhold
社区活动通知 2023-3-1 2023-3-2 能公开 → release
财务收支公示 2023-3-1 2023-3-2 同意 → release
信访名单 2023-3-1 2023-3-2 不能公开 → withhold
来访名单 2023-3-1 2023-3-2 不同意 → withhold
停水通知 2023-3-1 2023-3-2 可 → release
值班电话 2023-3-1 2023-3-2 行 → release
伤亡名单 2023-3-1 2023-3-2 不行 → withhold
举报名单 2023-3-1 2023-3-2 否 → withhold
考试成绩 2023-3-1 2023-3-2 是 → release
低保初审 2023-3-1 2023-3-2 不可 → withhold
谈话记录 2023-3-1 2023-3-2 不可以 → withhold
"""


def _rows(ledger: str) -> list[tuple[str, str]]:
    return [(row, code) for row, _, code in (line.partition(" → ") for line in ledger.strip().splitlines())]


def _read(example: tuple[str, str, str]) -> list[str]:
    """Return what stands in the column of a ledger after its import; where a row is asked about, why."""
    register, column, ledger = example
    rows = tuple(Row(number, tuple(row.split(" "))) for number, (row, _) in enumerate(_rows(ledger), start=1))
    read = LedgerFile("台账.xlsx", (Sheet("表", rows),)).ledger(LEDGERS[register], {}, progress=silent)
    fills = frozenset(fill.name for fill in Proposal(read, Answers(), Profile()).fills)
    understood = Proposal(read, Answers(fills=fills), Profile()).understanding()
    found = list(read.readings(understood, silent))
    return [str(getattr(one.record, column).value) if one.record else "；".join(one.reasons) for one in found]


KEPT = [
    ("litigation", "route", SUITS),
    ("litigation", "route", SUITS_ON_A_FORM),
    ("requests", "outcome", REQUESTS),
    ("releases", "document_kind", TITLES),
    ("releases", "secrecy_conclusion", RELEASES),
]


@pytest.mark.parametrize("example", KEPT, ids=["suits", "suits on a form", "requests", "titles", "releases"])
def test_an_answer_below_a_question_is_read_unasked(example: tuple[str, str, str]) -> None:
    assert _read(example) == [code for _, code in _rows(example[2])][1:]


@pytest.mark.parametrize("column", import_words.ANSWERS)
def test_each_answer_is_one_that_stands_in_a_ledger(column: str) -> None:
    rows = cast("MutableMapping[str, str]", import_words.ANSWERS[column])
    ledgers = [one for one in KEPT if one[1] == column]
    assert unneeded_words(rows, _read, ledgers, concerned=lambda _word, _one: True, forget=lambda: None) == []
