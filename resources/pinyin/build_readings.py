"""Write ``readings.txt``, the readings of Chinese characters, from the package pypinyin (MIT).

Run ``python -m resources.pinyin.build_readings`` from the project's folder in an environment with pypinyin 0.55.0; the
program itself never needs it (docs/decisions/pinyin.md).

Each character keeps its first reading there, and each further one used by at least one of its 47,111 phrases (重 chong
in 重庆). Readings only in old dictionaries are left out, as they would find things nobody meant. Surnames and place
names missing from its phrases are added here.
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
"""A reading of the character as a surname or in a place name (六安, 洪洞, 大埔, 十里堡)."""

_LACKING = {ord("𠮷"): "jí"}
"""Characters in names unknown to the package."""


def plain(reading: str) -> str:
    """Return a reading as typed: without its tone, with v for ü."""
    bare = "".join(each for each in unicodedata.normalize("NFD", reading.lower()) if each.isascii() or each == "\u0308")
    return bare.replace("u\u0308", "v").replace("\u0308", "")


def main() -> None:
    """Write the table: each line has a reading and its characters."""
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
