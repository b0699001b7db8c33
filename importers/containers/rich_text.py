"""Rich text, .rtf and what some systems name .doc: table rows as cells between bars, text as lines."""

import re

from striprtf.striprtf import rtf_to_text

from disclosure.errors import SourceUnreadableError

_MOST_BYTES = 20_000_000
_TOLD_OF_CELLS = re.compile(
    r"""
    \\(?:
        (trowd|clvmrg|cellx|cell|row)(?![a-z])  # a row's definition begins, a cell goes on from above, ends; its text
        | .                                     # any other word or sign after a stroke
    )""",
    re.VERBOSE | re.DOTALL,
)


def read_rich_text(content: bytes, goes_on: str = "") -> str:
    """Return the text of an .rtf, with each row of a table in one line.

    ``goes_on`` is a private-use character put into cells that continue the row above. Raises SourceUnreadableError for
    a damaged file.
    """
    if len(content) > _MOST_BYTES:
        raise SourceUnreadableError("这个 RTF 文件太大，超过了能读的限度，要用 WPS 另存为 .docx 后再试。")
    try:
        told = content.decode("latin-1")
        told = _told_of_merged(told, f"{{\\uc1\\u{ord(goes_on)}?}}") if goes_on else told
        text: str = rtf_to_text(told, encoding="gb18030", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise SourceUnreadableError("这个 RTF 文件已损坏，要用 WPS 另存为 .docx 后再试。") from fault
    # RTF writes characters beyond U+FFFF as two surrogates
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def _told_of_merged(source: str, mark: str) -> str:
    """Insert a mark into every cell whose row definition says that it continues the one above."""
    merged: list[bool] = []
    goes_on, place = False, 0

    def marked(found: re.Match[str]) -> str:
        nonlocal goes_on, place
        word, whole = found[1], found.group()
        if word == "trowd":
            merged.clear()
            goes_on = False
        elif word == "clvmrg":
            goes_on = True
        elif word == "cellx":
            merged.append(goes_on)
            goes_on = False
        elif word == "row":
            place = 0
        elif word == "cell":
            whole = mark + whole if place < len(merged) and merged[place] else whole
            place += 1
        return whole

    return _TOLD_OF_CELLS.sub(marked, source)
