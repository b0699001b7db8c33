"""What is made of tables, texts and pages: a report is parted otherwise than a paper somebody filled in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from importers.containers.document import Block, Document, Paragraph, Row
from importers.published.bands import broken_up, with_folded_signs
from importers.published.containers.plain_text import read_plain_text
from importers.published.reflow import reflowed


@dataclass(frozen=True)
class Shape:
    """How a source is taken: the rows of a table as blocks, a text as a document, the blocks of pages as one."""

    rows: Callable[[Sequence[Row]], Iterable[Block]]
    text: Callable[[str], Document]
    pages: Callable[[Sequence[Block]], Document]

    def of(self, blocks: Iterable[Block]) -> Document:
        """Return blocks with their signs as people read them, and their tables as this takes them."""
        taken: list[Block] = []
        for block in map(with_folded_signs, blocks):
            taken += [block] if isinstance(block, Paragraph) else self.rows(block.rows)
        return tuple(taken)


REPORT = Shape(broken_up, read_plain_text, partial(reflowed, is_paged=True))
"""As annual reports are read: prose within the frame of a table is prose, and a line of figures is a row."""
