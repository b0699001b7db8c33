"""The sub-headings of a section as an editable tree, converted from and to its stored text.

Section one customarily has five (``OVERVIEW_HEADINGS``); an office may have more or fewer, and its own. Titles do not
include the numbers, which follow from their order.
"""

from dataclasses import dataclass, replace

from disclosure.numerals import write_chinese
from disclosure.report.model import Level, paragraph

MOST = 19
"""The largest number of sub-headings in a section; more than any report has."""


@dataclass(frozen=True)
class SubSection:
    """One sub-heading without its number, and the lines under it."""

    title: str
    text: str = ""

    @property
    def points(self) -> tuple[str, ...]:
        """The numbered points under it, 「1.…」, as printed."""
        lines = (paragraph(line) for line in self.text.splitlines())
        return tuple(line.text for line in lines if line.level is Level.POINT)


@dataclass(frozen=True)
class Outline:
    """A section: the text before its first sub-heading, and its sub-sections in order."""

    before: str = ""
    parts: tuple[SubSection, ...] = ()

    @property
    def text(self) -> str:
        """The section as stored, with its sub-headings numbered in order."""
        pieces = [self.before] if self.before else []
        for place, part in enumerate(self.parts):
            pieces.append(f"{number(place)}{part.title}" + (f"\n{part.text}" if part.text else ""))
        return "\n".join(pieces)

    def added(self, title: str, place: int) -> "Outline":
        """Return the outline with a new, empty sub-section inserted."""
        return replace(self, parts=(*self.parts[:place], SubSection(title), *self.parts[place:]))

    def renamed(self, place: int, title: str) -> "Outline":
        """Return the outline with another title at a place."""
        changed = replace(self.parts[place], title=title)
        return replace(self, parts=(*self.parts[:place], changed, *self.parts[place + 1 :]))

    def moved(self, place: int, by: int) -> "Outline":
        """Return the outline with a sub-section moved up or down, along with everything under it."""
        rest = [part for other, part in enumerate(self.parts) if other != place]
        rest.insert(place + by, self.parts[place])
        return replace(self, parts=tuple(rest))

    def removed(self, place: int) -> "Outline":
        """Return the outline without a sub-section and everything under it."""
        return replace(self, parts=(*self.parts[:place], *self.parts[place + 1 :]))

    def completed(self, official: "Outline") -> "Outline":
        """Return the outline with the official sub-sections first, in their order, followed by the office's own.

        Existing ones keep their text; missing ones are added with the official text.
        """
        own = {part.title: part for part in self.parts}
        first = tuple(own.pop(part.title, part) for part in official.parts)
        return replace(self, parts=(*first, *own.values()))


def number(place: int) -> str:
    """Return the number of the sub-heading at a place from 0: 「（一）」 to 「（十九）」."""
    return f"（{write_chinese(place + 1)}）"


def outline(text: str) -> Outline:
    """Return a section's text as a tree; sub-headings are the lines the paper sets as such."""
    before: list[str] = []
    parts: list[tuple[str, list[str]]] = []
    for line in text.split("\n") if text else ():
        known = paragraph(line)
        if known.level is Level.SUB_HEADING and len(parts) < MOST:
            parts.append((known.title, []))
        else:
            (parts[-1][1] if parts else before).append(line)
    return Outline("\n".join(before), tuple(SubSection(title, "\n".join(lines)) for title, lines in parts))


def title_problem(title: str) -> str:
    """Return what is wrong with a typed title, one sentence; empty if it can be set as a sub-heading."""
    plain = title.strip()
    if not plain:
        return "还没有写标题"
    is_heading = paragraph(f"（一）{plain}").level is Level.SUB_HEADING
    return "" if is_heading else "标题最多 30 个字，不能有逗号、分号、句号"
