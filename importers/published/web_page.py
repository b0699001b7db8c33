"""Web pages: whatever a portal or a word processor made of the report, as paragraphs and grids."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from disclosure.errors import SourceUnreadableError
from importers.decoding import decode_damaged
from importers.published.bands import broken_up
from importers.published.document import MOST_BLOCKS, Block, Document, Paragraph, Row, SpanningGrid
from importers.published.values import UNREAD

_SKIPPED = frozenset({"script", "style", "noscript", "template", "select", "button", "svg", "iframe", "object", "head"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "blockquote",
        "pre",
        "form",
        "fieldset",
        "dl",
        "dt",
        "dd",
        "body",
        "html",
        "center",
        "figure",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "table",
        "caption",
        "nav",
        "aside",
        "hr",
        "ucapcontent",
        "address",
    }
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ESCAPED = re.compile(r'\\(?=["/])|\\[nrt](?=[<\s])')
"""Backslashes of a page kept as a string in a script: before a quotation mark or slash, and those of line ends."""
_BREAK = "\n"


def read_web_page(content: bytes) -> Document:
    """Return the paragraphs and grids of a page. Raises SourceUnreadableError if nothing can be made of it."""
    stated = _CHARSET.search(content[:4096])
    text = decode_damaged(content, stated[1].decode("ascii") if stated else "")
    if text is None:
        raise SourceUnreadableError("这个网页文件是二进制内容，无法读取，请重新保存网页后再试。")
    if '=\\"' in text:
        text = _ESCAPED.sub("", text)
    try:
        root = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        raise SourceUnreadableError("这个网页文件是空的或已损坏，请重新保存网页后再试。") from fault
    document = tuple(_blocks(root))
    if len(document) > MOST_BLOCKS:
        raise SourceUnreadableError("这个网页太大，不像一份年度报告，请只保存正文部分。")
    return document


def _blocks(root: HtmlElement) -> Iterator[Block]:
    """Walk the page in order without recursion: a table of data becomes a grid, everything else lines of text."""
    line: list[str] = []
    for kind, value in _walk(root):
        if kind == "text":
            line.append(value)
            continue
        yield from _lines(line)
        line = []
        if kind == "table":
            yield from broken_up(_rows(value))
    yield from _lines(line)


def _lines(pieces: list[str]) -> Iterator[Paragraph]:
    for text in "".join(pieces).split(_BREAK):
        line = " ".join(text.split())
        if line:
            yield Paragraph(line)


def _walk(root: HtmlElement) -> Iterator[tuple[str, Any]]:
    stack: list[tuple[str, Any]] = [("open", root)]
    while stack:
        action, item = stack.pop()
        if action != "open":
            yield action, item
            continue
        if _is_skipped(item):
            continue
        if item.tag == "table" and item.find(".//table") is None:  # one that holds another table is layout
            yield "table", item
            continue
        yield from _opening(item)
        # what follows, last first: its children and what is between them, then its end
        if item.tag in _BLOCKS:
            stack.append(("break", ""))
        for child in reversed(item):
            if child.tail:
                stack.append(("text", _one_line(child.tail)))
            stack.append(("open", child))


def _opening(element: HtmlElement) -> Iterator[tuple[str, str]]:
    if element.tag == "br":
        yield "text", _BREAK
    elif element.tag in _BLOCKS:
        yield "break", ""
    if element.tag == "input" and element.get("type", "text") == "text":
        yield "text", element.get("value", "")
    if element.text:
        yield "text", _one_line(element.text)


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\u00a0", " ")


def _is_skipped(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return bool(_HIDDEN.search(element.get("style") or "")) or element.get("hidden") is not None


def _rows(table: HtmlElement) -> tuple[Row, ...]:
    grid = SpanningGrid()
    for row in table.iter("tr"):
        if not _is_skipped(row):
            grid.add_row(
                [
                    (_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
                    for cell in row
                    if cell.tag in ("td", "th") and not _is_skipped(cell)
                ]
            )
    return grid.grid().rows


def _cell_text(cell: HtmlElement) -> str:
    pieces = (value if kind == "text" else _BREAK for kind, value in _walk(cell))
    text = _BREAK.join(paragraph.text for paragraph in _lines(list(pieces)))
    return UNREAD if not text and cell.find(".//img") is not None else text


def _span(cell: HtmlElement, name: str) -> int:
    digits = (cell.get(name) or "1").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else 1  # noqa: PLR2004 - absurd spans
