"""What a new record is likely to hold, whose number it bears, and whose numbers its papers hold."""

from datetime import date
from typing import Any

import pytest

from disclosure.records import IssuedLetter, Record
from disclosure.terms import Channel, DocumentKind, ReleaseCategory, ReleaseChannel
from storage.registers import Registers
from tasks.cases.likely import class_of, last_channel, last_release_channels, usual_handler
from tasks.cases.people_in_papers import people_in_papers
from tasks.cases.taken_numbers import taken_number
from tests.records_factory import make_activity, make_release, make_request, make_review, make_suit

PORTAL, BOARD = (ReleaseChannel.PORTAL,), (ReleaseChannel.NOTICE_BOARD, ReleaseChannel.GAZETTE)


def test_a_request_comes_in_as_the_last_one_did_and_is_signed_for_by_who_usually_does(registers: Registers) -> None:
    assert last_channel(registers) is None
    assert usual_handler(registers, make_request()) == ""
    for channel, handler in ((Channel.FAX, "王某"), (Channel.COUNTER, "王某"), (Channel.INTERNET, "李某")):
        registers.save(make_request(channel=channel, handler=handler))
    assert last_channel(registers) is Channel.INTERNET
    assert usual_handler(registers, make_request()) == "王某"
    assert usual_handler(registers, make_request(handler="赵某")) == "赵某"


def test_a_release_is_published_where_the_last_one_was(registers: Registers) -> None:
    assert last_release_channels(registers) == ()
    for channels in (PORTAL, BOARD, ()):
        registers.save(make_release(channels=channels))
    assert last_release_channels(registers) == BOARD


def test_a_title_like_an_earlier_one_is_of_its_class(registers: Registers) -> None:
    registers.save(make_release(name="2023年部门预算公开", category=ReleaseCategory.ARTICLE_20_7))
    kind, category = DocumentKind.NORMATIVE_DOCUMENT, ReleaseCategory.ARTICLE_20_1
    registers.save(make_release(name="垃圾分类管理办法", category=category, document_kind=kind))
    found = class_of(registers, "2024年部门预算公开")
    assert found is not None
    assert (found.category, found.document_kind, found.like) == (
        ReleaseCategory.ARTICLE_20_7,
        DocumentKind.OTHER,
        "2023年部门预算公开",
    )
    alike = class_of(registers, "犬只管理办法")
    assert alike is not None
    assert (alike.category, alike.document_kind, alike.like) == (category, kind, "垃圾分类管理办法")


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("街道公务员招考", ReleaseCategory.ARTICLE_20_14),
        ("今年的统计信息", ReleaseCategory.ARTICLE_20_4),
        ("本街道的规范性文件", ReleaseCategory.ARTICLE_20_1),
        ("春节问候", None),
        ("", None),
        ("统计信息和财政预算", None),  # the words of two
    ],
)
def test_a_title_like_none_is_of_the_class_whose_words_it_holds(
    title: str, category: ReleaseCategory | None, registers: Registers
) -> None:
    found = class_of(registers, title)
    assert (found and found.category) == category
    if found and category:
        assert found.like in category.label
        is_rule = category is ReleaseCategory.ARTICLE_20_1
        assert found.document_kind is (DocumentKind.NORMATIVE_DOCUMENT if is_rule else DocumentKind.OTHER)


def test_a_fifth_of_two_titles_must_be_the_same(registers: Registers) -> None:
    registers.save(make_release(name="甲乙丙丁", category=ReleaseCategory.ARTICLE_20_9))  # three pairs
    assert class_of(registers, "甲乙戊己") is not None  # one of five
    assert class_of(registers, "甲乙戊己庚") is None  # one of six


SAME: list[tuple[Record, Record, str, str]] = [
    (
        make_request(number="2024-009", answer_number="测〔2024〕1号"),
        make_request(answer_number=" 测〔2024〕1号 "),
        "answer_number",
        "2024-009也用了这个答复文号，要核对。",
    ),
    (
        make_release(name="通知", document_number="测〔2024〕1号"),
        make_release(document_number="测〔2024〕1号"),
        "document_number",
        "也用了这个文号，要核对。",
    ),
    (make_review(case_number="复1"), make_review(case_number="复1"), "case_number", "也用了这个复议案号，要核对。"),
    (make_suit(case_number="诉1"), make_suit(case_number="诉1"), "case_number", "也用了这个案号，要核对。"),
]


@pytest.mark.parametrize(("known", "new", "field", "says"), SAME, ids=[each[0].register for each in SAME])
def test_a_number_something_else_bears_is_told_at_its_field(
    known: Record, new: Record, field: str, says: str, registers: Registers
) -> None:
    assert taken_number(registers, new) == {}
    there = registers.save(known).record
    told = taken_number(registers, new)
    assert set(told) == {field}
    assert told[field].startswith(there.caption)
    assert told[field].endswith(says)
    assert taken_number(registers, there) == {}, "its own number is none of another"


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        ({"answer_number": "测〔2024〕1号", "merged_into": "2024-009"}, False),
        ({"answer_number": "  "}, False),
        ({"answer_number": "测〔2024〕2号"}, False),
        ({"answer_number": "测〔2024〕1号"}, True),
    ],
)
def test_requests_answered_together_share_their_number(
    values: dict[str, Any], is_told: bool, registers: Registers
) -> None:
    registers.save(make_request(number="2024-009", answer_number="测〔2024〕1号"))
    assert bool(taken_number(registers, make_request(**values))) is is_told
    registers.save(make_request(number="2024-010", answer_number="测〔2024〕3号", merged_into="2024-009"))
    assert taken_number(registers, make_request(answer_number="测〔2024〕3号")) == {}
    assert taken_number(registers, make_activity()) == {}


def test_the_number_of_a_letter_that_went_out_is_that_of_its_own_request(registers: Registers) -> None:
    request = registers.save(make_request(answer_number="测〔2024〕1号")).record
    letter = IssuedLetter(
        owner_register="requests",
        owner_id=request.id,
        name="告知书",
        number="测〔2024〕1号",
        issued_on=date(2024, 3, 5),
    )
    registers.save(letter)
    assert taken_number(registers, request) == {}
    registers.save(make_request(id=request.id, answer_number=""))
    told = taken_number(registers, make_request(answer_number="测〔2024〕1号"))
    assert told == {"answer_number": "已发出的告知书也用了这个答复文号，要核对。"}


def test_a_paper_that_holds_numbers_of_people_is_named_with_their_kinds(registers: Registers) -> None:
    owner = registers.save(make_request()).record
    contents = ("身份证号11010119900307109X，手机13800000000", "咨询电话0571-88880000", "没有号码")
    for place, text in enumerate(contents):
        paper = registers.attach(
            owner, name=f"{place}-13900000000.txt", media_type="text/plain", content=text.encode(), kind=None
        )
        registers.keep_paper_text(paper.sha256, text)
    registers.attach(owner, name="没有读过.txt", media_type="text/plain", content=b"13800000000", kind=None)
    assert people_in_papers(registers, owner) == (("0-139****0000.txt", "身份证号码、手机号码"),)


def test_a_number_is_told_as_taken_however_many_share_it_rightly(registers: Registers) -> None:
    """Four requests answered with another one stood before it: that its number was taken nobody said."""
    shared: dict[str, Any] = {"answer_number": "测街公开〔2024〕9号"}
    registers.save_all(
        [make_request(number=f"2024-{place:03}", merged_into="2024-009", **shared) for place in range(5)]
    )
    registers.save_all([make_request(number=f"2024-{place:03}", **shared) for place in range(9, 23)])
    told = taken_number(registers, make_request(number="2024-099", **shared))["answer_number"]
    assert told.startswith("2024-009、2024-010、")
    assert told.endswith("2024-020等也用了这个答复文号，要核对。")
