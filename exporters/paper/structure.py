"""The logical order of a page for readers who cannot see it: elements, their marks, and tables row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """A stretch of a page's drawing that belongs to an element: the page from 0 and its number on the page."""

    page: int
    number: int


@dataclass(eq=False)
class Element:
    """A node of the logical tree. ``attributes`` are those of table cells (ColSpan, RowSpan, Scope).

    A figure says in ``alt`` what it shows, and in ``box`` where it stands on its page (left, bottom, right, top).
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
    """The whole tree, and for every page the elements its marks belong to, in order."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: list[list[Element]] = []

    def mark(self, element: Element, page: int) -> int:
        """Give the element a new mark on a page and return its number."""
        while len(self.pages) <= page:
            self.pages.append([])
        self.pages[page].append(element)
        number = len(self.pages[page]) - 1
        element.children.append(Mark(page, number))
        return number
