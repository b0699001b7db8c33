"""Bytes to text: every encoding offices use is told apart, and what is no text is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.decoding import decode_damaged, decode_text

SENTENCE = "登记编号,申请人,答复日期\r\n2026-001,张三三,2026-03-04\r\n"
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@given(words=CHINESE)
def test_a_ledger_reads_the_same_in_every_encoding(encoding: str, words: str) -> None:
    text = SENTENCE + words
    assert decode_text(text.encode(encoding)) == decode_damaged(text.encode(encoding)) == text


@given(CHINESE)
def test_big_endian_utf_16_with_its_mark(text: str) -> None:
    assert decode_text(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


def test_an_encoding_a_page_states_is_tried_before_gb18030() -> None:
    content = "政府資訊公開".encode("big5")
    assert decode_text(content, "big5") == "政府資訊公開"
    assert decode_text("政府信息公开".encode("gbk"), "gb2312") == "政府信息公开"
    assert decode_text("政府信息公开".encode(), "no-such-encoding") == "政府信息公开"


def test_a_page_with_one_damaged_sign_is_read_and_a_ledger_is_not_kept_so() -> None:
    content = ("政府信息公开工作年度报告" * 20).encode() + b"\xe6\x94" + "。".encode()
    assert "年度报告\ufffd" in (decode_damaged(content) or "")
    assert "\ufffd" not in (decode_text(content) or "")


@pytest.mark.parametrize("content", [b"\0\1\2\3" * 40 + b"\xff", b"MZ\x90\0\3\0\0\0\4" * 9])
def test_binary_content_is_no_text(content: bytes) -> None:
    assert decode_text(content) is None
    assert decode_damaged(content) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_noughts_or_none(content: bytes) -> None:
    for text in (decode_text(content), decode_damaged(content)):
        assert text is None or "\0" not in text
