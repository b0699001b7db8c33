"""How tables, texts and pages are interpreted: differently in a report and in a form somebody filled in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from importers.containers.document import Block, Document, Paragraph, Row
from importers.published.bands import broken_up, with_folded_signs
from importers.published.containers.plain_text import read_plain_text
from importers.published.reflow import reflowed


@dataclass(frozen=True)
class Shape:
    """The functions for a source: from rows of a table, from a text, and from the blocks of its pages."""

    rows: Callable[[Sequence[Row]], Iterable[Block]]
    text: Callable[[str], Document]
    pages: Callable[[Sequence[Block]], Document]

    def of(self, blocks: Iterable[Block]) -> Document:
        """Return blocks with look-alike characters replaced and tables interpreted by this shape."""
        taken: list[Block] = []
        for block in map(with_folded_signs, blocks):
            taken += [block] if isinstance(block, Paragraph) else self.rows(block.rows)
        return tuple(taken)


REPORT = Shape(broken_up, read_plain_text, partial(reflowed, is_paged=True))
"""For annual reports: prose within the frame of a table is prose, and a line of figures is a row."""
