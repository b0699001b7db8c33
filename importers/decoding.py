"""Decoding bytes from any program of an office: the same order of encodings for ledgers, pages, texts and JSON."""

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 4_000
_SIGNS_A_LATIN_ONE = 200
"""In UTF-16 every digit, comma and line end has a zero byte: more than one in so many bytes."""
_FEW_WRONG = 50
"""At most one damaged character in so many Chinese ones: in a wrong encoding nearly all would be."""


def decode_text(content: bytes, stated: str = "") -> str | None:
    """Return the text of a file, or None if it is not text throughout.

    Tried in turn: the byte-order mark, UTF-16 without one, UTF-8, the encoding the file declares, and GB18030, which
    contains GBK and GB2312.
    """
    for encoding in _encodings(content, stated):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):  # a page may declare an unknown encoding
            continue
        if "\0" not in text:
            return text
    return None


def decode_damaged(content: bytes, stated: str = "") -> str | None:
    """Return the text of a file with at most a few damaged characters, replaced by U+FFFD; None for binary content.

    For reading published pages, where most of the text is better than none, but never for data to be stored.
    """
    text = decode_text(content, stated)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    as_utf8 = content.decode("utf-8", errors="replace")
    wrong = as_utf8.count("\ufffd")
    if marked is None and wrong and wrong * _FEW_WRONG < sum("\u4e00" <= sign <= "\u9fff" for sign in as_utf8):
        text = as_utf8  # decoding it as GB18030 may succeed, too, but into nonsense
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
