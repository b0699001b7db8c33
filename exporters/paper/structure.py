"""The logical structure of pages for accessibility: elements, their marks, and tables row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """A part of a page's content that belongs to an element: the page from 0 and its number on the page."""

    page: int
    number: int


@dataclass(eq=False)
class Element:
    """A node of the logical structure. ``attributes`` are those of table cells (ColSpan, RowSpan, Scope).

    For a figure, ``alt`` describes it, and ``box`` is its position on the page (left, bottom, right, top).
    """

    tag: str
    attributes: Mapping[str, int | str] = field(default_factory=dict)
    children: list["Element | Mark"] = field(default_factory=list)
    alt: str = ""
    box: tuple[float, float, float, float] | None = None

    def add(self, tag: str, attributes: Mapping[str, int | str] | None = None) -> "Element":
        """Add and return a child."""
        child = Element(tag, attributes or {})
        self.children.append(child)
        return child


class Structure:
    """The whole tree, and for every page the elements of its marks, in order."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: list[list[Element]] = []

    def mark(self, element: Element, page: int) -> int:
        """Add a new mark of an element to a page and return its number."""
        while len(self.pages) <= page:
            self.pages.append([])
        self.pages[page].append(element)
        number = len(self.pages[page]) - 1
        element.children.append(Mark(page, number))
        return number
