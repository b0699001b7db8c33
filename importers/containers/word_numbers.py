"""Numbers that Word generates before paragraphs (「一、」, 「（二）」, 「3.」), inserted into the text."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from disclosure.numerals import write_chinese

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_Levels: TypeAlias = dict[int, tuple[int, str, str]]
"""By level: its first number, its number format, and its text with 「%1」 for the number of level 1."""

_LEVELS = 9
_LEVEL = re.compile(r"%([1-9])")
_MOST = 9_999
_NOT_BEGUN = -1


def _circled(number: int) -> str:
    return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[number - 1 : number] or str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)}),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "ideographDigital",
        ),
        write_chinese,
    ),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "none": lambda _number: "",
}
"""Functions for Word's number formats; the others are written in plain digits."""


def write_numbers(root: Any, numbering: Any, styles: Any) -> None:
    """Insert its list number into every numbered paragraph of a document; ``numbering`` and ``styles`` may be None.

    All three are root elements of the parts of a .docx in the transitional namespace.
    """
    items = () if numbering is None else numbering.iterfind(_W + "num")
    lists = {_at(item, "numId"): _levels(item, numbering) for item in items}
    of_styles = _numbered_styles(styles)
    counters: dict[str, list[int]] = {}
    for paragraph in root.iter(_W + "p") if lists else ():
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            continue
        stated, style = properties.find(_W + "numPr"), properties.find(_W + "pStyle")
        number, level = _stated(stated) if stated is not None else of_styles.get(_value(style), ("", 0))
        family, levels = lists.get(number, ("", {}))
        if level not in levels:
            continue
        counted = counters.setdefault(family, [_NOT_BEGUN] * _LEVELS)
        counted[level] = levels[level][0] if counted[level] == _NOT_BEGUN else min(counted[level] + 1, _MOST)
        counted[level + 1 :] = [_NOT_BEGUN] * (_LEVELS - level - 1)
        run = paragraph.makeelement(_W + "r", {})
        run.append(run.makeelement(_W + "t", {}))
        run[0].text = _LEVEL.sub(partial(_written, counted, levels), levels[level][2])
        properties.addnext(run)


def _written(counted: list[int], levels: _Levels, match: re.Match[str]) -> str:
    """Return the number of the level named by 「%1」, in the format of that level."""
    place = int(match.group(1)) - 1
    first, how, _ = levels.get(place, (1, "", ""))
    return _WRITTEN.get(how, str)(first if counted[place] == _NOT_BEGUN else counted[place])


def _value(element: Any) -> str:
    return "" if element is None else element.get(_W + "val") or ""


def _at(element: Any, name: str) -> str:
    return element.get(_W + name) or ""


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= _MOST else default


def _stated(properties: Any) -> tuple[str, int]:
    level = _whole(_value(properties.find(_W + "ilvl")), 0)
    return _value(properties.find(_W + "numId")), level


def _numbered_styles(styles: Any) -> dict[str, tuple[str, int]]:
    """Return the paragraph styles with a number, and the list and level of each."""
    found = {}
    for style in styles.iterfind(_W + "style") if styles is not None else ():
        stated = style.find(f"{_W}pPr/{_W}numPr")
        if stated is not None:
            found[_at(style, "styleId")] = _stated(stated)
    return found


def _levels(item: Any, numbering: Any) -> tuple[str, _Levels]:
    """Return the abstract list of an item, whose items count together, and its levels with the item's overrides."""
    family = _value(item.find(_W + "abstractNumId"))
    shared = next((each for each in numbering.iterfind(_W + "abstractNum") if _at(each, "abstractNumId") == family), ())
    levels: _Levels = {}
    own = [each.find(_W + "lvl") for each in item.iterfind(_W + "lvlOverride")]
    for level in (*(each for each in shared if each.tag == _W + "lvl"), *(each for each in own if each is not None)):
        start = _whole(_value(level.find(_W + "start")), 1)
        how = _value(level.find(_W + "numFmt"))
        text = "" if how == "bullet" else _value(level.find(_W + "lvlText"))
        levels[_whole(_at(level, "ilvl"), 0) % _LEVELS] = (start, how, text)
    begun = {
        _whole(_at(each, "ilvl"), 0): _whole(_value(started), 1)
        for each in item.iterfind(_W + "lvlOverride")
        if (started := each.find(_W + "startOverride")) is not None
    }
    for level_number, start in begun.items():
        if level_number in levels:
            levels[level_number] = (start, *levels[level_number][1:])
    # a restarted list counts by itself
    return (f"{family}/{_at(item, 'numId')}" if begun else family), levels
