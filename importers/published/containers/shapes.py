"""What a reader makes of tables, texts and pages: a report is parted otherwise than a paper somebody filled in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from importers.published.bands import broken_up
from importers.published.containers.plain_text import read_plain_text
from importers.published.document import Block, Document, Row
from importers.published.reflow import reflowed


@dataclass(frozen=True)
class Shape:
    """How a source is taken: the rows of a table as blocks, a text as a document, the blocks of pages as one."""

    rows: Callable[[Sequence[Row]], Iterable[Block]]
    text: Callable[[str], Document]
    pages: Callable[[Sequence[Block]], Document]


REPORT = Shape(broken_up, read_plain_text, partial(reflowed, is_paged=True))
"""As annual reports are read: prose within the frame of a table is prose, and a line of figures is a row."""
