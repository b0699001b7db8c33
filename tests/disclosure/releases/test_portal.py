"""公开目录 and 公开指南 (条例第十二条): what is listed, what changed; terms, fees and ways to turn."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.records import Profile, Release
from disclosure.releases.portal import Changes, changes, differences, guide, is_listed, lacking, row_of
from disclosure.terms import ReleaseChannel, SecrecyConclusion
from tests.records_factory import make_profile, make_release

TODAY = date(2026, 3, 2)
PUBLIC = make_release(published_on=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("release", "listed"),
    [
        (PUBLIC, True),
        (replace(PUBLIC, published_on=None), False),
        (replace(PUBLIC, taken_down_on=TODAY), False),
        (replace(PUBLIC, published_on=date(2026, 9, 1)), False),  # entered ahead: nobody can read it yet
        (replace(PUBLIC, taken_down_on=date(2026, 9, 1)), True),  # and this one is still there
        (replace(PUBLIC, secrecy_conclusion=SecrecyConclusion.WITHHOLD), False),
        (replace(PUBLIC, secrecy_conclusion=SecrecyConclusion.RELEASE), True),
    ],
)
def test_what_is_public_and_not_kept_back_is_listed(release: Release, listed: bool) -> None:
    assert is_listed(release, TODAY) is listed


def test_a_row_tells_what_the_regulation_asks_for() -> None:
    told = make_release(
        index_number="示例-1",
        name="示例\n通知",
        document_number="示例发〔2026〕1号",
        formed_on=date(2026, 1, 2),
        published_on=date(2026, 1, 5),
        channels=(ReleaseChannel.PORTAL, ReleaseChannel.GAZETTE),
        department="示例科",
    )
    row = row_of(told)
    assert row[:5] == ("示例-1", "示例 通知", "示例发〔2026〕1号", "2026-01-02", "2026-01-05")
    assert row[5:] == (told.category.label, "政府门户网站、政府公报", "示例科")
    assert row_of(replace(told, published_on=None))[4] == ""


def test_what_is_to_be_done_is_told_by_what_became_of_each_row() -> None:
    before = {"1": ("", "甲", "旧"), "2": ("", "乙", ""), "3": ("", "丙", "")}
    now = {"4": ("", "丁", ""), "1": ("", "甲", "新"), "3": ("", "丙", "")}
    assert changes(before, now) == Changes(("丁",), ("甲",), ("乙",))
    assert changes(now, now) == Changes()


def said(profile: Profile, today: date = TODAY) -> dict[str, str]:
    return {part.heading.partition("、")[2]: "\n".join(part.paragraphs) for part in guide(profile, today)}


FULL = make_profile(
    name="示例街道办事处",
    office="示例办",
    address="示例路1号",
    postcode="350000",
    phone="0000-1234567",
    email="office@example.invalid",
    website="www.example.invalid",
    website_name="示例门户",
    accounts="示例发布",
    review_body="示例区人民政府",
    court="示例法院",
)


def test_the_guide_has_what_article_twelve_asks_for_in_order() -> None:
    assert list(said(FULL)) == [
        "信息的分类和编排体系",
        "信息的获取方式",
        "依申请公开",
        "收费",
        "监督和救济",
        "更新",
    ]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("信息的分类和编排体系", ["示例街道办事处", "第二十条", "索引号、信息名称、文号"]),
        ("信息的获取方式", ["示例门户", "www.example.invalid", "公开平台：示例发布。"]),
        (
            "依申请公开",
            ["受理机构：示例办", "示例路1号　邮政编码：350000", "0000-1234567　电子邮箱：office@example.invalid"],
        ),
        ("依申请公开", ["20个工作日内答复", "不超过20个工作日", "条例第二十九条", "第三十三条"]),
        ("收费", ["不收取费用", "条例第四十二条", "国办函〔2020〕109号", "按件", "按量"]),
        ("监督和救济", ["向示例区人民政府申请行政复议", "60日内", "向示例法院提起行政诉讼", "6个月内"]),
        ("更新", ["2026年3月2日"]),
    ],
)
def test_the_guide_says_who_where_by_when_and_on_what_ground(part: str, words: list[str]) -> None:
    assert [one for one in words if one not in said(FULL)[part]] == []


def test_what_the_office_did_not_say_is_to_be_written_in_its_order() -> None:
    assert lacking(guide(FULL, TODAY)) == ("办公时间",)
    assert lacking(guide(Profile(), TODAY)) == (
        "机关全称",
        "网站名称和网址",
        "政府信息公开工作机构的名称",
        "办公地址",
        "办公时间",
        "联系电话",
        "复议机关",
        "管辖法院",
    )
    plain = said(replace(FULL, postcode="", email="", accounts=""))
    assert [word for word in ("邮政编码", "电子邮箱", "公开平台") if word in "".join(plain.values())] == []


WANTED = {"1": ("示例-1", "示例 通知", "", "2026-01-02", "2026-01-05", "", "", "")}


@pytest.mark.parametrize(
    ("rows", "texts", "told"),
    [
        ([["示例通知", "2026-01-02", "2026-01-05"]], [], None),
        ([["示例通知", "2026年1月2日", "2026.1.5"]], [], None),
        ([["示例通知", "2026/1/2", "2026/01/05"]], [], None),
        ([["示例通知", "2026.01.02", "2026-01-05"]], [], None),
        (
            [["示例通知", "2026-01-02", "2026-01-15"]],
            [],
            "“示例 通知”在网页上的日期与目录不同，目录是2026-01-02、2026-01-05",
        ),
        ([["示例通知", "2026-01-05"]], [], "日期与目录不同"),
        ([["别的", "2026-01-02", "2026-01-05"]], [], "“示例 通知”没有在网页上"),
        ([], ["今天公布了示例通知"], None),
    ],
)
def test_a_page_shows_each_row_by_its_name_and_its_two_days(
    rows: list[list[str]], texts: list[str], told: str | None
) -> None:
    found = differences(rows, texts, WANTED)
    assert len(found) == (told is not None)
    assert told is None or told in found[0]
