"""避头尾, the 28-character line and flush right edges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.paper import fonts, grid, line_breaking
from exporters.paper.fonts import Face
from exporters.paper.line_breaking import NEVER_FIRST, NEVER_LAST, Line, Measure, broken
from tests.needed import found, patterns, unneeded
from tests.samples import examples

MEASURE = Measure(grid.SIZE, grid.PITCH, grid.WIDTH, 2 * grid.PITCH)
_HANZI = "政府信息公开条例办理申请答复机关年度报告数据"
_MARKS = "，。、；：？！）】》”’（《〈〔“"


def lines_of(text: str) -> list[Line]:
    return broken(text, [one.em for one in fonts.glyphs(Face.FANG, text)], MEASURE)


prose = st.lists(
    st.one_of(
        st.text(alphabet=_HANZI, min_size=1, max_size=12).flatmap(
            lambda words: st.sampled_from(_MARKS).map(lambda mark: words + mark)
        ),
        st.sampled_from(["2023年", "12,386", "96.3%", "WeChat ID", "GB 18030—2022", "——", "……", "》（", "。”", "”，"]),
    ),
    min_size=1,
    max_size=40,
).map("".join)


@settings(max_examples=examples(50, 250))
@given(prose)
def test_nothing_is_lost_or_drawn_twice(text: str) -> None:
    lines = lines_of(text)
    kept = "".join(text[line.start : line.end] for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert all(len(line.advances) == line.end - line.start for line in lines)


@settings(max_examples=examples(50, 250))
@given(prose)
def test_no_line_leaves_the_type_area(text: str) -> None:
    assert all(line.width <= grid.WIDTH + 0.5 for line in lines_of(text))


ordinary = st.lists(
    st.tuples(st.text(alphabet=_HANZI, min_size=2, max_size=14), st.sampled_from("，。、；：）》”（《“")),
    min_size=5,
    max_size=30,
).map(lambda parts: "".join(words + mark for words, mark in parts) + "完毕")


@settings(max_examples=examples(50, 250))
@given(ordinary)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    lines = lines_of(text)
    assert not [line for line in lines[1:] if text[line.start] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if text[line.end - 1] in NEVER_LAST]


@settings(max_examples=examples(50, 250))
@given(ordinary)
def test_every_line_but_the_last_ends_at_the_right_margin(text: str) -> None:
    assert all(abs(line.width - grid.WIDTH) <= 0.5 for line in lines_of(text)[:-1])


def test_a_full_line_holds_28_characters_and_the_first_26() -> None:
    lines = lines_of("政" * 100)
    assert [line.end - line.start for line in lines] == [26, 28, 28, 18]


@pytest.mark.parametrize("word", ["0532-55550000", "12,386", "www.example.gov.cn", "96.3%", "——", "……"])
@pytest.mark.parametrize("before", range(20, 30))
def test_a_number_a_word_and_a_dash_are_never_cut(word: str, before: int) -> None:
    text = "政" * before + word + "府" * 30
    cuts = {line.start for line in lines_of(text)}
    assert not cuts & set(range(before + 1, before + len(word)))


def test_a_word_longer_than_a_line_is_cut_rather_than_lost() -> None:
    text = "https://www.example.gov.cn/" + "a" * 300
    lines = lines_of(text)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.width <= grid.WIDTH + 0.5 for line in lines)


def test_a_text_of_closing_marks_alone_still_ends() -> None:
    assert sum(line.end - line.start for line in lines_of("，" * 200)) == 200


@pytest.mark.parametrize("pair", ["（《", "》（", "。”"])
def test_the_blank_between_two_marks_is_squeezed_and_no_mark_lies_on_its_neighbour(pair: str) -> None:
    """An opening mark is blank at its left, a closing one at its right; the blank between two of them is halved."""
    first, second = lines_of(f"政府{pair}信息")[0].advances[2:4]
    assert 0.4 * grid.SIZE < first < 0.6 * grid.SIZE < 0.9 * grid.SIZE < second


ADDRESS = "http://www.example.invalid/zwgk/nb?id=2024&kind=nb"


def rows(text: str, width: float = grid.WIDTH) -> list[str]:
    measure = Measure(grid.SIZE, grid.PITCH, width, 0)
    return [
        text[line.start : line.end] for line in broken(text, [g.em for g in fonts.glyphs(Face.FANG, text)], measure)
    ]


@pytest.mark.parametrize("before", range(8, 29))
def test_a_line_before_a_web_address_is_not_torn_apart(before: int) -> None:
    """「12 月 31 日 。 本 报 告 在」: the address was carried down whole, and what stood before it was stretched."""
    text = "政" * before + f"（{ADDRESS}）公布，" + "府" * 30
    lines = lines_of(text)
    for line in lines[:-1]:
        natural = sum(one.em for one in fonts.glyphs(Face.FANG, text[line.start : line.end])) * grid.PITCH
        assert line.width - line.indent <= natural + 0.3 * grid.SIZE * (line.end - line.start)
    inside = [cut for line in lines[1:] if "http" in (cut := text[: line.start]) and ADDRESS not in cut]
    assert all(cut.endswith(("/", "?", "&", "=")) and not cut.endswith("http:/") for cut in inside), inside


def test_a_line_that_cannot_be_filled_stays_ragged() -> None:
    word = "a" * 40
    first, *_ = lines_of("政" * 12 + word)
    assert first.advances == (grid.PITCH,) * 12


def test_a_box_stays_with_its_words_and_a_line_begins_with_the_box() -> None:
    """Of 保密审查表 「□是否引」 stood on one line and 「用上级未公开的内容」 on the next."""
    text = "□是否有密级标志　□是否引用上级未公开的内容　□是否涉及商业秘密、个人隐私　□不能确定，" + "报" * 30
    lines = rows(text, 14 * grid.PITCH)
    assert lines[:3] == ["□是否有密级标志", "□是否引用上级未公开的内容", "□是否涉及商业秘密、个人隐私"]
    assert lines[3].startswith("□不能确定，报"), "what is longer than a line is broken like any text"


@pytest.mark.parametrize("before", range(20, 30))
def test_a_unit_stays_with_its_number(before: int) -> None:
    text = "政" * before + "〔2020〕109号、6处" + "府" * 30
    assert not {line.start for line in lines_of(text)} & {text.index("号"), text.index("处")}


FOUND = {
    "_ADDRESS": [
        "见⟦https://www.example.gov.cn/a-b?c=1⟧，下载",
        "见⟦http://example.cn/a⟧ 下载",
        "见⟦www.example.cn⟧（下载）",
        "example.cn",
    ],
    "_BOXED": ["⟦□邮寄⟧ ⟦□自行领取⟧⟦□e-mail_s⟧", "选⟦□⟧\u3000邮寄"],
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""


@pytest.mark.parametrize("name", FOUND)
def test_an_address_and_a_box_are_found_whole(name: str) -> None:
    pattern = patterns(line_breaking)[name]
    texts = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in FOUND[name]]
    assert [found(pattern, text) for text in texts] == FOUND[name]
    assert unneeded(pattern, texts) == []


@pytest.mark.parametrize("mark", "-_./:%+@&=?,#~")
def test_a_word_with_a_sign_in_it_stands_on_one_line(mark: str) -> None:
    """An address of mail or a number of a file cut at its sign is read as two."""
    word = f"ab12{mark}cd34"
    for before in range(20, 28):
        text = "政" * before + word + "府" * 5
        assert any(word in text[line.start : line.end] for line in lines_of(text))


@pytest.mark.parametrize("unit", "号件条次处项份名人元年月日页%")
def test_a_unit_stands_on_the_line_of_its_number(unit: str) -> None:
    for before in range(20, 28):
        text = "政" * before + f"109{unit}" + "府" * 5
        assert any(f"109{unit}" in text[line.start : line.end] for line in lines_of(text))
