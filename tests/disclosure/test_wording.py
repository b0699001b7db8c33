"""How words of others stand in a sentence of ours, and very many sentences in a few."""

import pytest

from disclosure.wording import cut_short, quoted, some_listed


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


@pytest.mark.parametrize(("count", "shown"), [(1, "1"), (12, "1、2、3、4、5、6、7、8、9、10、11、12")])
def test_a_dozen_is_listed_whole_and_of_more_the_first_dozen(count: int, shown: str) -> None:
    assert some_listed([str(one) for one in range(1, count + 1)]) == shown
    assert some_listed([str(one) for one in range(1, 14)]).endswith("、12等")
