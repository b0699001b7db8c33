"""Lines put back into paragraphs where a page or a terminal broke them."""

import re
from collections.abc import Sequence

from disclosure.numerals import NUMERALS
from importers.published.document import Block, Document, Paragraph

_ENDS = re.compile(r"[。！？；：:;]$")
_BEGINS = re.compile(rf"^\s*(?:[{NUMERALS}]+、|[（(][{NUMERALS}]+[）)]|\d{{1,2}}[.．、])")
"""What begins a paragraph: 「一、」, 「（一）」, 「1.」."""
_SHORT = 12
_NEARLY = 0.85
_WIDEST = 60
"""A text with a longer line was not broken by a page."""


def reflowed(document: Sequence[Block]) -> Document:
    """Join broken lines: a line goes on where the one before was as long as lines get and did not end a sentence."""
    lengths = sorted(
        len(block.text) for block in document if isinstance(block, Paragraph) and len(block.text) >= _SHORT
    )
    if not lengths or lengths[-1] > _WIDEST:
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
            and not _BEGINS.match(block.text)
        ):
            joined[-1] = Paragraph(last.text + block.text)
        else:
            joined.append(block)
        previous = len(block.text) if isinstance(block, Paragraph) else 0
    return tuple(joined)
