"""Join lines broken by a page or a terminal into paragraphs, and split paragraphs that run together."""

import re
from collections.abc import Callable, Sequence

from disclosure.numerals import NUMERALS
from disclosure.report.model import OVERVIEW_HEADINGS, SECTION_HEADINGS
from importers.containers.document import Block, Document, Paragraph

_ENDS = re.compile(r"[。！？；：:;]\Z|20\d\d年.{0,20}(?:报告|年报)\Z")
"""The end of a sentence, or a title."""
BEGINS = re.compile(rf"^\s*(?:[{NUMERALS}]+、|[（(][{NUMERALS}]+[）)]|\d{{1,2}}[.．、])")
"""The beginning of a paragraph: 「一、」, 「（一）」, 「1.」."""
_SHORT = 12
_NEARLY = 0.85
_WIDEST = 60
"""A text with a longer line was not broken by a page."""


def reflowed(
    document: Sequence[Block],
    *,
    is_paged: bool = False,
    begins: Callable[[str], object] = BEGINS.match,
) -> Document:
    """Join broken lines: a line continues the one before if that is nearly as long as the longest and ends no sentence.

    A text with a line wider than a terminal was not broken, unless it was on pages (``is_paged``). A line for which
    ``begins`` is true starts a new paragraph.
    """
    lengths = sorted(
        len(block.text) for block in document if isinstance(block, Paragraph) and len(block.text) >= _SHORT
    )
    if not lengths or (lengths[-1] > _WIDEST and not is_paged):
        return tuple(document)
    full = lengths[len(lengths) * 3 // 4] * _NEARLY
    joined: list[Block] = []
    previous = 0
    for block in document:
        last = joined[-1] if joined else None
        if (
            isinstance(block, Paragraph)
            and isinstance(last, Paragraph)
            and previous >= full
            and not _ENDS.search(last.text)
            and not begins(block.text)
        ):
            joined[-1] = Paragraph(last.text + block.text)
        else:
            joined.append(block)
        previous = len(block.text) if isinstance(block, Paragraph) else 0
    return tuple(joined)


_GLUED_HEADING = re.compile("|".join(map(re.escape, (*SECTION_HEADINGS, *OVERVIEW_HEADINGS))))
_GLUED_OPENING = re.compile(r"(?<=年度报告)(?=根据|按照|依据|本报告|现将|为)")
_GLUED_SIGNATURE = re.compile(r"(?<=。)([^。，]{3,40}?)(20\d\d年\d{1,2}月\d{1,2}日)\Z")
_LEAST_HEADINGS = 3


_CUT_SYMBOL = re.compile(r"〔(?:20\d\d)?(?:〕\d*)?\n[〕\d]*号?")
"""A 发文字号 broken over lines: 「…〔2021〕30」 and 「号」."""


def unglued(document: Document) -> Document:
    """Split paragraphs that a portal ran together: with several official headings, or beginning with one.

    Also join a 发文字号 broken over lines, as no line ends inside one.
    """
    parted: list[Block] = []
    for block in document:
        text = block.text if isinstance(block, Paragraph) else ""
        last = parted[-1] if parted else None
        if text and isinstance(last, Paragraph) and _CUT_SYMBOL.search(f"{last.text[-9:]}\n{text[:9]}"):
            parted[-1] = Paragraph(last.text + text)
            continue
        found = _GLUED_HEADING.findall(text)
        if len(found) >= _LEAST_HEADINGS or ("。" in text and text.startswith(SECTION_HEADINGS)):
            lines = _GLUED_HEADING.sub(lambda heading: f"\n{heading.group()}\n", text)
            lines = _GLUED_SIGNATURE.sub(r"\n\1\n\2", _GLUED_OPENING.sub("\n", lines, count=1))
            parted += [Paragraph(line.strip()) for line in lines.splitlines() if line.strip()]
        else:
            parted.append(block)
    return tuple(parted)
