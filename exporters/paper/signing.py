"""Who signs a paper, and when (GB/T 9704, 7.3.5.1): the date four characters from the right, the name centred on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from disclosure.wording import chinese_date
from exporters.paper.document import BlankLine, Block, Paragraph, RightLine, Table
from exporters.paper.grid import CHARACTERS

_DATE_MARGIN = 4
"""成文日期 is four characters from the right (右空四字)."""

_LINES_TO_SEAL = 2
"""Empty lines above the name: a round seal of 42 mm over name and date ends within one line below the text."""


def with_signature(blocks: Sequence[Block], name: str, dated_on: date | None) -> list[Block]:
    """Return a document's blocks, followed by signature and date, with room above for the seal.

    The last lines or the last row stay on the page of the signature; if the last paragraph has one line, such as a list
    of enclosures, so do the lines before it: one line is not enough text for a page (7.3.5.4). Nothing is added if
    nobody signs.
    """
    above, lines = list(blocks), _signed(name, dated_on)
    if lines and above and isinstance(above[-1], Paragraph | Table):
        above[-1] = replace(above[-1], holds_next=True)
        if len(above) > 1 and isinstance(above[-2], Paragraph) and _is_one_line(above[-1]):
            above[-2] = replace(above[-2], holds_next=True)
    return [*above, *[BlankLine(is_kept=True)] * _LINES_TO_SEAL, *lines] if lines else above


def _is_one_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.indent + len(block.text) <= CHARACTERS


def _signed(name: str, dated_on: date | None) -> list[Block]:
    lines: list[Block] = []
    day = chinese_date(dated_on) if dated_on is not None else ""
    width = sum(0.5 if letter.isdigit() else 1.0 for letter in day)
    if name:
        margin = max(0, round(_DATE_MARGIN + (width - len(name)) / 2)) if day else _DATE_MARGIN
        lines.append(RightLine(name, margin, holds_next=bool(day)))
    if day:
        lines.append(RightLine(day, _DATE_MARGIN))
    return lines
