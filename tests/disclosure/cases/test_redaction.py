"""区分处理: a list of places is read or refused in a sentence, told in words, and proposed line by line."""

import json

import pytest

from disclosure.cases.redaction import Covered, Place, Redaction, covered_in, is_seen, proposed, settled
from disclosure.errors import SourceUnreadableError
from disclosure.terms import RedactionGround

A4 = (595.0, 842.0)


@pytest.mark.parametrize(
    "told",
    [
        "places",
        {"page": 1},
        [[1]],
        [None],
        [{"place": [0, 0, 9, 9]}],
        [{"page": 1}],
        [{"page": 1.5, "place": [0, 0, 9, 9]}],
        [{"page": 1, "place": [0, 0, 9]}],
        [{"page": 1, "place": ["a", 0, 9, 9]}],
        [{"page": 1, "place": 7}],
        [{"page": 1, "place": [0, 0, 9, float("inf")]}],
        [{"page": 1, "place": [0, 0, 9, float("nan")]}],
        [{"page": 1, "place": [0, 0, 9, 10**400]}],
        [{"page": 1, "place": [0, 0, 9, 9], "ground": "没有的"}],
        [{"page": 1, "place": [0, 0, 9, 9], "ground": 5}],
    ],
    ids=range(15),
)
def test_a_list_that_is_none_is_refused_with_how_one_is_written(told: object) -> None:
    with pytest.raises(SourceUnreadableError, match="遮盖清单应是 JSON 数组") as refused:
        covered_in(told)
    for word in ("page", "place", "ground", *RedactionGround):
        assert word in str(refused.value)


def test_a_list_is_read_with_privacy_where_it_names_no_ground() -> None:
    one, other = covered_in(
        [
            {"page": 2, "place": [1, 2, 3, 4]},
            {
                "page": 1,
                "place": [5, 6, 7, 8.5],
                "ground": RedactionGround.PRIVACY.label,
                "found": "电话",
                "where": "上",
            },
        ]
    )
    assert one == Covered(2, (1, 2, 3, 4), RedactionGround.PRIVACY, "", "")
    assert other == Covered(1, (5, 6, 7, 8.5), RedactionGround.PRIVACY, "电话", "上")


def test_what_was_covered_is_kept_and_listed_in_order() -> None:
    made = Redaction(
        "ab", "来件.pdf", (Covered(1, (1, 2, 3, 4), found="电话", where="第 1 页上部"), Covered(3, (0, 0, 9, 9)))
    )
    assert Redaction.from_json(made.as_json()) == made
    assert json.loads(made.as_json())["name"] == "来件.pdf"
    privacy = RedactionGround.PRIVACY.label
    assert made.lines() == (("1", "第 1 页上部", "电话", privacy), ("2", "第 3 页", "人工指定", privacy))


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ((0, 0, 1, 1), True),
        ((0, 0, 0.9, 9), False),
        ((0, 0, 9, 0.9), False),
        ((594, 841, 700, 900), True),
        ((594.5, 0, 700, 9), False),
        ((-9, -9, 1, 1), True),
        ((-9, -9, 0.5, 9), False),
    ],
)
def test_a_place_is_one_where_a_point_of_it_lies_on_the_page(place: Place, seen: bool) -> None:
    assert is_seen(place, A4) is seen


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ((10, 10, 20, 20), "第 1 页左上部"),
        ((290, 10, 310, 20), "第 1 页上部"),
        ((580, 10, 590, 20), "第 1 页右上部"),
        ((10, 420, 20, 430), "第 1 页左部"),
        ((290, 420, 310, 430), "第 1 页中部"),
        ((580, 420, 590, 430), "第 1 页右部"),
        ((10, 830, 20, 840), "第 1 页左下部"),
        ((290, 830, 310, 840), "第 1 页下部"),
        ((580, 830, 600, 900), "第 1 页右下部"),
    ],
)
def test_a_place_is_told_by_the_third_of_the_page_it_lies_in(place: Place, where: str) -> None:
    (found,) = settled([Covered(1, place)], [A4])
    assert found.where == where


def test_places_are_cut_to_their_page_turned_right_and_put_in_order() -> None:
    covered = [
        Covered(2, (9, 9, 1, 1)),
        Covered(1, (30, 50, 40, 60)),
        Covered(1, (-5, 20.006, 700, 30)),
        Covered(1, (1, 50, 9, 60)),
    ]
    assert [(one.page, one.place) for one in settled(covered, [A4, A4])] == [
        (1, (0.0, 20.01, 595.0, 30)),
        (1, (1, 50, 9, 60)),
        (1, (30, 50, 40, 60)),
        (2, (1, 1, 9, 9)),
    ]


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (Covered(0, (0, 0, 9, 9)), "第 0 页不存在，这份材料共 2 页"),
        (Covered(3, (0, 0, 9, 9)), "第 3 页不存在，这份材料共 2 页"),
        (Covered(2, (700, 0, 800, 9)), "第 2 页有一处遮盖不在纸面上"),
        (Covered(1, (0, 0, 0.5, 9)), "第 1 页有一处遮盖不在纸面上，或者太小"),
    ],
)
def test_a_place_on_no_page_is_told_with_its_page(one: Covered, says: str) -> None:
    with pytest.raises(SourceUnreadableError, match=says):
        settled([one], [A4, A4])


def signs(text: str, across: int = 20) -> list[Place | None]:
    """Each sign ten points wide and high, so many in a line; a blank has no place."""
    return [
        None
        if sign.isspace()
        else (at % across * 10.0, at // across * 30.0, at % across * 10.0 + 10, at // across * 30.0 + 10)
        for at, sign in enumerate(text)
    ]


def test_a_number_over_two_lines_is_a_place_a_line() -> None:
    text = "申请人联系电话是：13800000000，请回复"
    found = proposed(1, text, signs(text, 15), {})
    assert [(one.place, one.found) for one in found] == [
        ((89, -1, 151, 11), "手机号码"),
        ((-1, 29, 51, 41), "手机号码"),
    ]


def test_what_is_known_is_found_however_it_is_spaced_as_often_as_it_stands() -> None:
    text = "张 某某和张某某"
    found = proposed(4, text, signs(text), {"张某某": "申请人", "和": "一个字"})
    assert [(one.page, one.place, one.found) for one in found] == [
        (4, (-1, -1, 41, 11), "申请人"),
        (4, (49, -1, 81, 11), "申请人"),
    ]
