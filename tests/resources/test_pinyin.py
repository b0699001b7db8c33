"""Pinyin: names and words as a clerk types them, every reading of a character among them."""

import pytest

from resources.pinyin import place_of, readings

MEANT = [
    ("zs", "张三", "张三"),
    ("zhangsan", "张三", "张三"),
    ("zhangs", "申请人张三", "张三"),
    ("zsan", "张三", "张三"),
    ("张s", "张三", "张三"),
    ("zhs", "张三", "张三"),
    ("ZS", "张三", "张三"),
    ("dzzhb", "党政综合办", "党政综合办"),
    ("dzzh", "党政综合办", "党政综合"),
    ("cqlu", "重庆路", "重庆路"),
    ("chongqing", "重庆路", "重庆"),
    ("zhongfu", "重复申请", "重复"),
    ("cfsq", "重复申请", "重复申请"),
    ("shanxx", "单雄信", "单雄信"),
    ("qiuying", "仇英", "仇英"),
    ("luan", "六安路", "六安"),
    ("nvgong", "女工委", "女工"),
    ("lvhua", "绿化养护", "绿化"),
    ("xa", "西安路", "西安"),
    ("ouguizhi", "区桂芝", "区桂芝"),
    ("jt", "𠮷田", "𠮷田"),
    ("wps", "用WPS打开", "WPS"),
    ("2024", "编号２０２４-1", "２０２４"),
    ("三", "张三", "三"),
    ("sz", "张三", ""),
    ("zangsan", "张三", ""),
    ("", "张三", ""),
    ("zs", "", ""),
]


@pytest.mark.parametrize(("typed", "text", "found"), MEANT)
def test_a_word_is_found_as_it_is_typed(typed: str, text: str, found: str) -> None:
    place = place_of(typed, text)
    assert (text[slice(*place)] if place else "") == found


def test_a_character_has_every_reading_in_use_and_no_dead_one() -> None:
    assert set(readings("行")) == {"hang", "heng", "xing"}
    assert set(readings("单")) == {"dan", "shan", "chan"}
    assert readings("一") == ("yi",)
    assert readings("a") == readings("，") == ()
