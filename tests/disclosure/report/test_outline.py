"""The sub-headings as a tree: nothing typed is lost between tree and text, and the numbers follow the places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.report.model import OVERVIEW_HEADINGS
from disclosure.report.narrative import OVERVIEW, PARTS
from disclosure.report.outline import MOST, Outline, SubSection, number, outline, title_problem

DEFAULT = next(part.default for part in PARTS if part.key == OVERVIEW)
SEED = Path(__file__).parents[2] / "data" / "seed-report-2023.txt"
TEXT = "开头一句。\n（一）主动公开\n发布16条。\n1.机构职能类\n共4条。\n（二）依申请公开\n收到1件。"

_titles = st.text("公开平台建设管理监督", min_size=1, max_size=10)
_lines = st.lists(st.text("全年发布条。，1.、（一）\u3000 ", max_size=12), max_size=4).map("\n".join)
_outlines = st.builds(
    Outline,
    before=_lines,
    parts=st.lists(st.builds(SubSection, _titles, _lines), max_size=6).map(tuple),
).map(lambda made: outline(made.text))


def test_the_default_has_the_five_official_sub_headings_and_comes_back_to_the_letter() -> None:
    tree = outline(DEFAULT)
    assert [f"{number(place)}{part.title}" for place, part in enumerate(tree.parts)] == list(OVERVIEW_HEADINGS)
    assert tree.text == DEFAULT


def test_the_seed_office_has_sub_headings_of_its_own() -> None:
    """The web page writes 「(一)」 in half-width brackets; pasted, the tree was empty and every line 仿宋."""
    text = SEED.read_text(encoding="utf-8")
    section = text[text.index("一、总体情况") + len("一、总体情况") : text.index("二、主动公开政府信息情况")]
    tree = outline(section)
    assert [part.title for part in tree.parts] == ["政府信息公开基本情况", "政务公开落实情况"]
    assert [len(part.points) for part in tree.parts] == [5, 5]
    assert tree.parts[0].points[0] == "1.主动公开"


def test_a_tree_of_text_points_and_all() -> None:
    tree = outline(TEXT)
    assert tree.before == "开头一句。"
    assert [part.title for part in tree.parts] == ["主动公开", "依申请公开"]
    assert tree.parts[0].points == ("1.机构职能类",)
    assert tree.text == TEXT


@given(tree=_outlines)
def test_a_tree_becomes_text_and_the_same_tree_again(tree: Outline) -> None:
    assert outline(tree.text) == tree


@given(text=_lines)
def test_no_character_of_a_text_without_sub_headings_is_lost(text: str) -> None:
    tree = outline(text)
    assert tree.text == text or tree.parts


@given(tree=_outlines, data=st.data())
def test_moving_there_and_back_changes_nothing(tree: Outline, data: st.DataObject) -> None:
    if not tree.parts:
        return
    place = data.draw(st.integers(0, len(tree.parts) - 1))
    by = data.draw(st.integers(-place, len(tree.parts) - 1 - place))
    assert tree.moved(place, by).moved(place + by, -by) == tree
    assert tree.added("新的一节", place).removed(place) == tree
    assert tree.renamed(place, "改名").renamed(place, tree.parts[place].title) == tree


def test_moving_takes_the_text_along_and_numbers_anew() -> None:
    assert outline(TEXT).moved(1, -1).text == (
        "开头一句。\n（一）依申请公开\n收到1件。\n（二）主动公开\n发布16条。\n1.机构职能类\n共4条。"
    )


def test_wrong_numbers_are_put_right() -> None:
    assert outline("（一）甲\n（三）乙\n（三）丙").text == "（一）甲\n（二）乙\n（三）丙"


def test_the_official_five_come_back_with_the_own_ones_after_them() -> None:
    tree = outline("（一）特色工作\n办了两件事。\n（二）监督保障\n培训一次。")
    whole = tree.completed(outline(DEFAULT))
    assert [part.title for part in whole.parts] == [
        "主动公开",
        "依申请公开",
        "政府信息管理",
        "政府信息公开平台建设",
        "监督保障",
        "特色工作",
    ]
    assert whole.parts[4].text == "培训一次。"
    assert whole.parts[0] == outline(DEFAULT).parts[0]
    assert whole.completed(outline(DEFAULT)) == whole


@pytest.mark.parametrize(
    ("place", "numbered"),
    [
        (0, "（一）"),
        (8, "（九）"),
        (9, "（十）"),
        (10, "（十一）"),
        (18, "（十九）"),
    ],
)
def test_numbers(place: int, numbered: str) -> None:
    assert number(place) == numbered


def test_more_than_anybody_has_stay_text() -> None:
    text = "\n".join(f"（一）第{count}节" for count in range(MOST + 2))
    assert len(outline(text).parts) == MOST
    assert "（一）第20节" in outline(text).parts[-1].text


@pytest.mark.parametrize(
    ("title", "fine"),
    [
        ("主动公开", True),
        ("  政务新媒体 ", True),
        ("", False),
        ("   ", False),
        ("公开，管理", False),
        ("字" * 31, False),
    ],
)
def test_a_title_is_one_the_paper_sets_as_a_sub_heading(title: str, fine: bool) -> None:
    assert (title_problem(title) == "") is fine
