"""Write ``readings.txt``, how Chinese characters are read, from the package pypinyin (MIT).

Run ``python -m resources.pinyin.build_readings`` from the project's folder in an environment that has pypinyin 0.55.0;
the program itself never needs it (docs/decisions/pinyin.md).

Kept of each character: its first reading there, and each further one that at least one of its 47,111 phrases uses
(重 chong in 重庆). Readings of old dictionaries alone are left out: each of them would find more that nobody meant.
Surnames and places that no phrase there shows are added here.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

FILE = Path(__file__).with_name("readings.txt")

NAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "盖": "ge",
    "区": "ou",
    "曾": "zeng",
    "翟": "zhai",
    "任": "ren",
    "华": "hua",
    "朴": "piao",
    "尉": "yu",
    "万": "mo",
    "缪": "miao",
    "员": "yun",
    "乜": "nie",
    "折": "she",
    "黑": "he",
    "繁": "po",
    "秘": "bi",
    "种": "chong",
    "冼": "xian",
    "洗": "xian",
    "教": "jiao",
    "覃": "qin",
    "车": "che",
    "召": "shao",
    "纪": "ji",
    "令": "ling",
    "那": "na",
    "宁": "ning",
    "燕": "yan",
    "应": "ying",
    "葛": "ge",
    "过": "guo",
    "哈": "ha",
    "六": "lu",
    "洞": "tong",
    "堡": "pu",
    "埔": "bu",
    "坊": "fang",
    "巷": "xiang",
    "厦": "xia",
    "蔚": "yu",
    "莘": "xin",
    "郇": "xun",
    "隗": "wei",
    "逄": "pang",
    "仉": "zhang",
}
"""A reading that the character has as a surname or in the name of a place (六安, 洪洞, 大埔, 十里堡)."""

_LACKING = {ord("𠮷"): "jí"}
"""Characters of names that the package does not know."""


def plain(reading: str) -> str:
    """Return a reading without its tone, ü as v: as it is typed."""
    bare = "".join(each for each in unicodedata.normalize("NFD", reading.lower()) if each.isascii() or each == "\u0308")
    return bare.replace("u\u0308", "v").replace("\u0308", "")


def main() -> None:
    """Write the table: a reading and its characters on each line."""
    used = defaultdict(set)
    for phrase, readings in phrases_dict.items():
        for character, (reading, *_) in zip(phrase, readings, strict=False):
            used[character].add(plain(reading))
    characters = defaultdict(set)
    for code, readings in {**pinyin_dict, **_LACKING}.items():
        first, *others = [plain(reading) for reading in readings.split(",")]
        name = NAMES.get(chr(code), first)
        for reading in {first, name, *(other for other in others if other in used[chr(code)])}:
            if reading.isalpha():
                characters[reading].add(chr(code))
    lines = (f"{reading} {''.join(sorted(characters[reading]))}\n" for reading in sorted(characters))
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
