"""A document to be published: what is its title, and what only stands above one."""

import pytest

from importers.papers import read_files, releases
from importers.papers.found import Found
from tests.needed import found, patterns, unneeded

FOUND = {
    "_NO_TITLE": [
        *(
            "⟦云街办〔2024〕12号⟧",
            "⟦云街办〔2024〕12号 签发人：王某⟧",
            "⟦示例区人民政府文件⟧",
            "⟦附件1⟧",
            "⟦秘密⟧",
            "⟦特急⟧",
        ),
        *("⟦加急⟧", "⟦急件⟧", "⟦000123⟧", "⟦签发人：王某⟧", "⟦信息 > 公开⟧", "⟦公开 › 目录⟧", "⟦公开 » 目录⟧"),
        *("⟦示例区门户网站⟧", "⟦示例区政府网⟧", "⟦返回首页⟧", "⟦浏览次数：12⟧", "⟦打印本页⟧", "⟦分享到⟧"),
        *("关于示例的通知", "云街办〔2024〕12号文的落实", "文件的通知", "12", "加急办理"),
    ],
    "_ENDS_SENTENCE": ["完了⟦。⟧", "各村⟦：⟧", "各村⟦:⟧", "一⟦；⟧", "一⟦，⟧", "完。了"],
    "_SIGNATURE": ["⟦示例街道办事处⟧", "⟦示例区（示例）委员会⟧", "⟦示 例 街　道　办⟧", "王某", "2024年"],
    "_WIDE_SET": ["⟦通 知⟧", "⟦通　知⟧", "⟦关  于⟧", "关于 印发", "通知"],
    "_BETWEEN": ["示例区⟦ ⟧示例街道", "一⟦　　⟧二"],
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""


@pytest.mark.parametrize("name", FOUND)
def test_each_part_of_a_pattern_is_needed(name: str) -> None:
    pattern = patterns(releases)[name]
    texts = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in FOUND[name]]
    assert [found(pattern, text) for text in texts] == FOUND[name]
    assert unneeded(pattern, texts) == []


def read(text: str) -> Found:
    return read_files([], "releases", texts=[text]).found


def name_of(text: str) -> str:
    (name,) = {each.value for each in read(text).readings["name"]}
    return name


def test_a_title_that_is_named_is_the_title() -> None:
    assert name_of("标题：关于示例的通知\n关于另一件事的公告\n") == "关于示例的通知"


def test_what_stands_above_a_title_is_none() -> None:
    assert name_of("示例区人民政府文件\n云街办〔2024〕12号\n关于示例的\n通知\n各村：\n请照办。") == "关于示例的通知"
    assert name_of("首页 > 公开\n一张没有题目的纸。\n") == "一张没有题目的纸"


def test_a_title_has_four_lines_of_sixty_characters_at_most() -> None:
    """What goes on longer is a text."""
    assert name_of("关于\n某某\n示例\n工作的通知\n各村：") == "关于某某示例工作的通知"
    assert name_of("关于\n某某\n某某\n示例\n工作的通知\n各村：") == "关于"
    longest = f"关于{'某' * 56}通知"
    assert name_of(f"{longest}\n各村：") == longest
    assert "name" not in read(f"关于{'某' * 57}通知\n各村：").readings


def test_a_number_stands_in_the_first_ten_lines() -> None:
    for above, told in ((9, ["云街办〔2024〕12号"]), (10, [])):
        readings = read("甲乙丙。\n" * above + "云街办〔2024〕12号\n").readings
        assert [one.value for one in readings.get("document_number", ())] == told
