"""A paragraph of a list in Word carries its number nowhere: it is counted, and written as the list says."""

import pytest
from lxml import etree

from importers.containers.word_numbers import write_numbers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def written(levels: str, *paragraphs: str, styles: str = "") -> list[str]:
    """Return what the paragraphs of one list begin with."""
    parts = [
        etree.fromstring(f'<w:{name} xmlns:w="{W}">{inside}</w:{name}>'.encode())
        for name, inside in (
            ("body", "".join(f"<w:p><w:pPr>{properties}</w:pPr></w:p>" for properties in paragraphs)),
            (
                "numbering",
                f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
                '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>',
            ),
            ("styles", styles),
        )
    ]
    write_numbers(*parts)
    return ["".join(map(str, paragraph.itertext())) for paragraph in parts[0]]


def level(how: str, text: str = "%1、", *, place: int = 0, start: str = "1") -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{said}</w:lvl>'


def item(place: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="7"/></w:numPr>'


@pytest.mark.parametrize(
    ("how", "start", "texts"),
    [
        ("decimal", "9", ["9、", "10、"]),
        ("decimalZero", "9", ["09、", "10、"]),
        ("decimalFullWidth", "9", ["９、", "１０、"]),
        ("decimalEnclosedCircle", "1", ["①、", "②、"]),
        ("decimalEnclosedCircleChinese", "20", ["⑳、", "21、"]),
        *(
            (how, "10", ["十、", "十一、"])
            for how in ("chineseCounting", "chineseCountingThousand", "japaneseCounting")
        ),
        *(
            (how, "1", ["一、", "二、"])
            for how in ("taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital")
        ),
        ("lowerLetter", "26", ["z、", "aa、"]),
        ("upperLetter", "1", ["A、", "B、"]),
        ("none", "1", ["、", "、"]),
        ("anything", "3", ["3、", "4、"]),
        ("bullet", "1", ["", ""]),
    ],
)
def test_each_way_to_write_a_number(how: str, start: str, texts: list[str]) -> None:
    assert written(level(how, start=start), item(), item()) == texts


def test_a_deeper_level_begins_anew_and_may_name_the_one_above() -> None:
    levels = level("decimal", "%1.") + level("lowerLetter", "%1.%2", place=1)
    assert written(levels, item(), item(1), item(1), item(), item(1)) == ["1.", "1.a", "1.b", "2.", "2.a"]
    assert written(levels, item(1), item()) == ["1.a", "1."], "the level above is named as it will begin"


def test_a_style_brings_its_number_and_a_paragraph_without_either_has_none() -> None:
    styles = f'<w:style w:styleId="a1"><w:pPr>{item()}</w:pPr></w:style>'
    numbered, plain = '<w:pStyle w:val="a1"/>', '<w:pStyle w:val="other"/>'
    assert written(level("chineseCounting"), numbered, plain, "", numbered, styles=styles) == ["一、", "", "", "二、"]
    assert written("", numbered, styles=styles) == [""], "a list that is not there"
