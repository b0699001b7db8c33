"""The words of ledgers: each means one column or one term, and none is written where it cannot be reached."""

from collections.abc import Hashable
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure import column_kinds, import_words, outcomes, terms
from disclosure.records import LEDGERS, Request
from disclosure.term_base import Term
from importers.ledgers.header import best_header, columns_by_key, header_key
from importers.ledgers.meaning import is_unfinished, meaning_of
from importers.ledgers.rows import Row

HEADINGS = [
    (register, column, word)
    for register, row in import_words.HEADINGS.items()
    if register in LEDGERS
    for column, words in row.items()
    for word in words.split()
]
LIKELY = [
    (register, column, word)
    for register, row in import_words.LIKELY_HEADINGS.items()
    for column, words in row.items()
    for word in words.split()
]


def test_every_heading_means_the_column_it_stands_behind() -> None:
    means = {register: columns_by_key(cast("Hashable", LEDGERS[register])) for register, _, _ in HEADINGS}
    found = [(register, column, word, means[register][header_key(word)].name) for register, column, word in HEADINGS]
    assert [one for one in found if one[1] != one[3]] == []


def test_no_heading_to_be_confirmed_is_certain_too() -> None:
    certain = {(register, header_key(word)) for register, _, word in HEADINGS}
    assert [one for one in LIKELY if (one[0], header_key(one[2])) in certain] == []
    assert {column for register, column, _ in LIKELY if column not in _names(register)} == set()


def _names(register: str) -> set[str]:
    return {column.name for column in column_kinds.columns(LEDGERS[register])}


@pytest.mark.parametrize("kind", import_words.VALUES)
def test_every_word_means_the_term_it_stands_behind(kind: str) -> None:
    term_type: type[Term] = getattr(terms, kind, None) or getattr(outcomes, kind)
    wrong = [
        (code, word)
        for code, words in import_words.VALUES[kind].items()
        for word in words.split()
        if term_type.named(word) != code
    ]
    assert wrong == []
    doubted = [word for words in import_words.LIKELY_VALUES.get(kind, {}).values() for word in words.split()]
    assert [word for word in doubted if meaning_of(term_type, word).is_certain] == []


@given(st.permutations([(column, word) for register, column, word in HEADINGS if register == "requests"]))
def test_a_heading_is_understood_in_any_order(pairs: list[tuple[str, str]]) -> None:
    first = dict(reversed(pairs))  # one word for each column
    header = best_header([Row(1, tuple(first.values()))], Request, {})
    assert [target.column.name for target in header.targets if target.column] == list(first)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("内部事务信息不公开", "internal_affairs"),
        ("已答复（不予公开-内部事务信息）", "internal_affairs"),
        ("03-不予公开（第三方权益）", "third_party_rights"),
        ("政府信息不存在", "not_held"),
        ("不属于本机关掌握", "not_held"),
        ("不属于国家秘密", None),
        ("不予公开", None),
        ("未公开", None),
        ("非本机关内部事务信息", None),
    ],
)
def test_a_word_with_more_around_it_is_certain_and_one_that_denies_is_not(text: str, meant: str | None) -> None:
    meaning = meaning_of(outcomes.Outcome, text)
    assert (meaning.term if meaning.is_certain else None) == meant


def test_what_two_decisions_of_a_review_share_is_asked() -> None:
    assert not meaning_of(terms.ReviewDecision, "驳回复议").is_certain


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (terms.Channel, "邮寄(平信)", "ordinary_mail"),
        (terms.Channel, "邮寄（挂号/EMS）", "registered_mail"),
        (terms.Channel, "书面（窗口递交）", "counter"),
        (terms.Channel, "互联网（某某通）", "internet"),
        (terms.Channel, "邮寄/平信", None),
        (terms.Channel, "邮寄（未签收）", None),
        (outcomes.Outcome, "其他处理-逾期未按收费通知要求缴纳费用", "fee_unpaid"),
        (outcomes.Outcome, "其他处理（无正当理由逾期不补正）", "correction_overdue"),
        (outcomes.Outcome, "不予公开—法律、行政法规禁止公开", "forbidden_by_law"),
        (outcomes.Outcome, "予以公开（电子版）", "granted"),
        (terms.CourtInstance, "一审（简易程序）", "first"),
        (terms.ReviewProcedure, "简易程序", "simplified"),
        (terms.BusinessKind, "行政处罚（一般程序）", "penalty"),
        (terms.SuitRoute, "是，复议后起诉", "suit_after_review"),
        (terms.SuitRoute, "否，直接起诉", "direct_suit"),
        (terms.SuitRoute, "是，直接起诉", None),
        (terms.Judgment, "驳回上诉，维持一审判决（一审驳回诉讼请求）", "claims_rejected"),
        (terms.Judgment, "驳回上诉，维持原判（一审判决撤销）", "revoked"),
        (terms.Judgment, "一审确认违法，二审维持原判", "declared_unlawful"),
        (terms.Judgment, "驳回上诉，维持原判", None),
        (terms.DocumentKind, "政府规章", "rules"),
        (terms.DocumentKind, "应急预案", "other"),
        (terms.DocumentKind, "规范性文件解读", "other"),
        (terms.DocumentKind, "办法", None),
        (terms.DocumentKind, "规范性文件征求意见稿", None),
        (terms.DisputeResult, "已开庭，尚未判决", "pending"),
        (terms.DisputeResult, "维持，尚未送达", None),
    ],
)
def test_a_word_with_a_detail_behind_it_is_what_both_say(kind: type[Term], text: str, meant: str | None) -> None:
    meaning = meaning_of(kind, text)
    assert (meaning.term if meaning.is_certain else None) == meant


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("在办，结转下年度", True),
        ("结转下年度继续办理", True),
        ("已开庭，尚未判决", True),
        ("办理中（已延期）", True),
        ("待申请人补正", True),
        ("已补正", False),
        ("已延期", False),
        ("已办结，结转", False),
        ("未公开", False),
        ("不予答复", False),
        ("逾期未补正", False),
    ],
)
def test_what_is_not_done_yet_is_no_result_however_it_is_put(text: str, is_open: bool) -> None:
    assert is_unfinished(text) is is_open
