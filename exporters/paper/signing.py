"""Who signs a paper, and when (GB/T 9704, 7.3.5.1): the date four characters from the right, the name centred on it."""

from datetime import date

from disclosure.wording import chinese_date
from exporters.paper.document import BlankLine, Block, RightLine

_DATE_MARGIN = 4
"""成文日期 stands four characters from the right (右空四字)."""


def signed(name: str, dated_on: date | None, *, lines_above: int) -> list[Block]:
    """Return the lines that close a paper, after empty ones; none where neither name nor date is known."""
    lines: list[Block] = []
    day = chinese_date(dated_on) if dated_on is not None else ""
    width = sum(0.5 if letter.isdigit() else 1.0 for letter in day)
    if name:
        margin = max(0, round(_DATE_MARGIN + (width - len(name)) / 2)) if day else _DATE_MARGIN
        lines.append(RightLine(name, margin, holds_next=bool(day)))
    if day:
        lines.append(RightLine(day, _DATE_MARGIN))
    return [*[BlankLine()] * lines_above, *lines] if lines else []
