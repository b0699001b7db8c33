"""Bytes to text, whatever program of an office wrote them: one order of trying for ledgers, pages, texts and JSON."""

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 4_000
_SIGNS_A_LATIN_ONE = 200
"""UTF-16 has a nought in each digit, comma and line end: more of them than one in so many bytes."""
_FEW_WRONG = 50
"""One damaged sign in so many Chinese ones: text in any other encoding is wrong nearly everywhere."""


def decode_text(content: bytes, stated: str = "") -> str | None:
    """Return the text of a file, None for anything that is not text throughout.

    Tried in turn: what its byte-order mark says, UTF-16 without one, UTF-8, the encoding it states of itself, and
    GB18030, which contains GBK and GB2312.
    """
    for encoding in _encodings(content, stated):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):  # a page may state an encoding nobody knows
            continue
        if "\0" not in text:
            return text
    return None


def decode_damaged(content: bytes, stated: str = "") -> str | None:
    """Return the text of a file of which a few signs may be damaged, those as U+FFFD; None for binary content.

    For reading what others published, where most of a page is better than none; never for what is kept.
    """
    text = decode_text(content, stated)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    as_utf8 = content.decode("utf-8", errors="replace")
    wrong = as_utf8.count("\ufffd")
    if marked is None and wrong and wrong * _FEW_WRONG < sum("\u4e00" <= sign <= "\u9fff" for sign in as_utf8):
        text = as_utf8  # as GB18030 it may decode too, into nonsense
    elif text is None:
        text = content.decode(marked or "gb18030", errors="replace")
    return None if "\0" in text else text


def _encodings(content: bytes, stated: str) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    sample = content[:_SAMPLE]
    if sample.count(0) * _SIGNS_A_LATIN_ONE > len(sample) and len(content) % 2 == 0:
        return ("utf-16-le",) if sample[1::2].count(0) > sample[::2].count(0) else ("utf-16-be",)
    return ("utf-8", "gb18030" if stated.lower().startswith("gb") else stated or "gb18030", "gb18030")
