"""The sentence library: what ships by situation, and the office's own sentences before it."""

from disclosure.report.narrative import PARTS
from disclosure.report.sentences import Sentence, sentences
from storage.registers import Registers
from tasks.report.sentences import OWN, forget_sentence, keep_sentence, library, shipped_sentences

SOURCE = "# 主动公开 · 有公开\n\n  第一句。  \n第二句。\n#无申请\n第三句。\n"


def test_each_line_is_a_sentence_of_the_situation_above_it() -> None:
    assert list(sentences("overview", SOURCE)) == [
        Sentence("overview", "主动公开 · 有公开", "第一句。"),
        Sentence("overview", "主动公开 · 有公开", "第二句。"),
        Sentence("overview", "无申请", "第三句。"),
    ]


def test_words_find_a_sentence_by_its_situation_or_its_text_and_all_of_them_must() -> None:
    sentence = Sentence("overview", "主动公开", "全年公开信息。")
    assert all(sentence.is_found_by(words) for words in ("", "主动", "信息", "主动  信息"))
    assert not any(sentence.is_found_by(words) for words in ("申请", "主动 申请"))


def test_parts_with_prose_ship_sentences_with_a_situation_and_others_none() -> None:
    shipped = {part.key: shipped_sentences(part.key) for part in PARTS}
    assert {key for key, known in shipped.items() if known} == {"overview", "problems", "others"}
    assert all(one.situation and one.text for known in shipped.values() for one in known)
    assert shipped_sentences("没有这一部分") == ()


def test_the_offices_own_sentences_stand_first_the_newest_before_older(registers: Registers) -> None:
    for text in ("旧的\n一句。", "新的一句。", "新的一句。", "  "):
        keep_sentence(registers, "others", text)
    keep_sentence(registers, "problems", "别处的一句。")
    keep_sentence(registers, "others", shipped_sentences("others")[0].text)
    own = [one for one in library(registers, "others") if one.situation == OWN]
    assert [one.text for one in own] == ["新的一句。", "旧的 一句。"]
    assert library(registers, "others") == [*own, *shipped_sentences("others")]
    assert library(registers, "others", "新的") == own[:1]
    forget_sentence(registers, own[0])
    assert [one.text for one in library(registers, "others", OWN)] == ["旧的 一句。"]
