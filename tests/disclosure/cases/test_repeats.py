"""Repeat requests: what counts as the same text, the same person, and what is said about it."""

from datetime import date
from difflib import SequenceMatcher
from typing import Any

import pytest

from disclosure.cases.repeats import folded, similar_requests, telling_pieces
from disclosure.outcomes import Outcome
from disclosure.records import Request
from tests.records_factory import make_request

LATER = date(2024, 6, 3)
ASKED = make_request(id=9, arrived_on=LATER, received_on=LATER, content="测试街道2023年（第3批）老旧小区改造项目清单")


def alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def earlier(**values: Any) -> Request:
    return make_request(
        **{
            "id": 1,
            "number": "2024-001",
            "content": "测试街道二〇二三年〔第三批〕老旧小区改造项目清单。",
            "outcome": Outcome.GRANTED,
            "answered_on": date(2024, 3, 20),
            "answer_number": "测街〔2024〕1号",
            **values,
        }
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２３年", "2023年"),
        ("二〇二三年", "2023年"),
        ("第十二批", "第12批"),
        ("一百零五号", "105号"),
        ("三十日", "30日"),
        ("两千零二十四", "2024"),
        ("〔2023〕5号", "[2023]5号"),
        ("清单 、明细。", "清单明细"),
        ("ABC项目", "abc项目"),
    ],
)
def test_two_ways_of_writing_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_the_same_person_asking_the_same_is_evidence_of_a_repeat() -> None:
    found = similar_requests(ASKED, [earlier()], alike)
    (evidence,) = found.repeats
    assert (evidence.number, evidence.outcome) == ("2024-001", Outcome.GRANTED)
    assert evidence.answer_number == "测街〔2024〕1号"
    assert evidence.answered_on == date(2024, 3, 20)
    assert evidence.similarity == 1
    assert "申请人姓名或名称相同" in evidence.sentence
    assert "2024年3月20日答复“予以公开”，文号测街〔2024〕1号" in evidence.sentence
    assert "可能属于重复申请" in evidence.sentence
    assert (found.for_reference, found.suggestion) == ((), "")


def test_equal_identity_numbers_tell_the_same_person_under_another_name() -> None:
    asked = make_request(id=9, arrived_on=LATER, applicant="张某", identity_number="TEST-0001", content=ASKED.content)
    found = similar_requests(asked, [earlier(identity_number="ＴＥＳＴ 0001", answer_number="")], alike)
    assert "证件号码相同" in found.repeats[0].sentence


def test_an_earlier_request_without_an_answer_is_merged_not_refused() -> None:
    found = similar_requests(ASKED, [earlier(outcome=None, answered_on=None)], alike)
    assert "尚未答复" in found.repeats[0].sentence
    assert "不能按重复申请处理" in found.repeats[0].sentence


def test_another_person_is_never_said_to_repeat_but_publishing_is_suggested_by_article_44() -> None:
    found = similar_requests(ASKED, [earlier(applicant="李某某"), earlier(id=2, applicant="李某某")], alike)
    assert found.repeats == ()
    assert all("可参考的答复" in each.sentence and "重复" not in each.sentence for each in found.for_reference)
    assert "2 个申请人" in found.suggestion
    assert "条例第四十四条" in found.suggestion


def test_nothing_is_suggested_for_information_that_was_refused() -> None:
    refused = earlier(applicant="李某某", outcome=Outcome.STATE_SECRET)
    assert similar_requests(ASKED, [refused], alike).suggestion == ""
    unanswered = earlier(applicant="李某某", outcome=None)
    assert similar_requests(ASKED, [unanswered], alike).suggestion


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ASKED, id="itself"),
        pytest.param(earlier(arrived_on=date(2024, 7, 1)), id="a later one"),
        pytest.param(earlier(content="测试街道长者食堂补贴明细"), id="another matter"),
        pytest.param(earlier(split_from="2024-009"), id="a part of the same split"),
    ],
)
def test_what_is_no_repeat(other: Request) -> None:
    asked = make_request(id=9, number="2024-009", arrived_on=LATER, content=ASKED.content)
    assert similar_requests(asked, [other], alike).repeats == ()


def test_a_part_is_no_repeat_of_its_original_nor_of_another_part() -> None:
    part = make_request(id=9, arrived_on=LATER, content=ASKED.content, split_from="2024-001")
    other_part = earlier(id=2, number="2024-002", split_from="2024-001")
    assert similar_requests(part, [earlier(), other_part], alike).repeats == ()


def test_the_index_is_asked_for_what_tells_a_request_from_others() -> None:
    assert telling_pieces(ASKED.content) == telling_pieces(earlier().content)
    assert "老旧小区改造" in telling_pieces(ASKED.content)
    assert telling_pieces("申请公开2023年相关政府信息") == ()


def test_a_content_typed_in_wide_signs_or_capitals_is_found_by_the_same_pieces() -> None:
    content = "测试街道B12地块abc-3号方案公示"
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in content)
    assert telling_pieces(wide) == telling_pieces(content.upper()) == telling_pieces(content)
    assert len(telling_pieces(content)) > 1
