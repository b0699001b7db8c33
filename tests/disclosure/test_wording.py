"""How words of others stand in a sentence of ours, and very many sentences in a few."""

import json

import pytest

from disclosure.wording import DESTROYED, HIDDEN, cut_short, first_of, json_text, quoted, some_listed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公开指南", "“公开指南”"),
        ("危及“三安全一稳定”的", "“危及‘三安全一稳定’的”"),
        ("规定，完善“登记", "“规定，完善登记”"),
        ("办”工作（含网上", "“办工作（含网上”"),
        ("”以“内”和“外", "“以‘内’和外”"),
        ("", "（空白）"),
        ("”", "（空白）"),
    ],
)
def test_what_is_cut_out_of_a_text_is_quoted_without_half_a_quotation(text: str, told: str) -> None:
    assert quoted(text) == told


def test_of_many_sentences_the_first_stand_and_the_rest_is_counted() -> None:
    assert cut_short(["甲。", "乙。", "丙。"], 2) == ["甲。", "乙。", "……另有 1 处没有列出。"]
    assert cut_short(["甲。", "乙。"], 2) == ["甲。", "乙。"]


def test_of_many_lines_the_first_stand_and_all_are_counted() -> None:
    assert first_of(["甲", "乙", "丙"], 2, "个") == ["甲", "乙", "……共 3 个"]
    assert first_of(["甲", "乙"], 2, "个") == ["甲", "乙"]
    assert first_of([], 2, "个") == []


@pytest.mark.parametrize("number", [1.25e-7, -2.5e-10, 1e-05, 12e-12, 1.25e20, -3e21, 0.1, 12.0])
def test_a_number_is_written_for_people_and_read_back_by_programs(number: float) -> None:
    written = json_text({"数": [number, f"{number}"]})
    assert json.loads(written, parse_int=float) == {"数": [number, f"{number}"]}
    assert "e" not in written.splitlines()[2]


def test_what_stands_in_place_of_a_text_is_what_earlier_versions_wrote() -> None:
    """It was written into files: another word would be taken for somebody's text, or for a case that is kept."""
    assert (HIDDEN, DESTROYED) == ("（已加密）", "（案卷已销毁）")


@pytest.mark.parametrize(("count", "shown"), [(1, "1"), (12, "1、2、3、4、5、6、7、8、9、10、11、12")])
def test_a_dozen_is_listed_whole_and_of_more_the_first_dozen(count: int, shown: str) -> None:
    assert some_listed([str(one) for one in range(1, count + 1)]) == shown
    assert some_listed([str(one) for one in range(1, 14)]).endswith("、12等")
