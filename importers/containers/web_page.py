"""Web pages, as portals and word processors make them of a report, as paragraphs and grids."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from disclosure.errors import SourceUnreadableError
from importers.containers.document import (
    MOST_BLOCKS,
    UNREAD,
    Block,
    Document,
    Grid,
    Paragraph,
    SpanningGrid,
    count_told,
)
from importers.decoding import decode_damaged

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
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-z0-9_-]{2,20})""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ESCAPED = re.compile(r'\\(?=["/])|\\[nrt](?=[<\s])')
"""Backslashes in a page stored as a string of a script: before quotation marks and slashes, and those of line ends."""
_MOST_FRAMES = 50
_BREAK = "\n"
_MOST_BYTES = 20_000_000
"""Parsed elements take seventeen times as much, in one step that cannot be interrupted."""


def read_web_page(content: bytes, stated: str = "") -> Document:
    """Return the paragraphs and grids a page shows; ``stated`` is its declared encoding.

    Raises SourceUnreadableError if it cannot be read.
    """
    text = page_text(content, stated)
    return blocks_of(parsed_page(_ESCAPED.sub("", text) if '=\\"' in text else text))


def read_saved_page(content: bytes) -> Document:
    """Return the content of a page saved as one file (.mht), including its frames. Raises SourceUnreadableError."""
    return tuple(block for page, stated in saved_parts(content) for block in read_web_page(page, stated))


def page_text(content: bytes, stated: str = "") -> str:
    """Return a page as text, decoded as it declares. Raises SourceUnreadableError for binary content."""
    if len(content) > _MOST_BYTES:
        raise SourceUnreadableError("这个网页太大，超过了能读的限度，要用 WPS 打开后另存为 .docx 或 .xlsx 再试。")
    named = _CHARSET.search(content[:4096])
    text = decode_damaged(content, stated or (named[1].decode("ascii") if named else ""))
    if text is None:
        raise SourceUnreadableError("这个网页文件是二进制内容，无法读取，要重新保存网页后再试。")
    return text


def saved_parts(content: bytes) -> list[tuple[bytes, str]]:
    """Return the pages in a page saved as one file, each with its encoding. Raises SourceUnreadableError."""
    try:
        parts = [part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"]
        pages = [(part.get_payload(decode=True), part.get_content_charset() or "") for part in parts[:_MOST_FRAMES]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise SourceUnreadableError("这个网页文件已损坏，要在浏览器里另存为“网页，全部（*.html）”后再试。") from fault
    return [(page, stated) for page, stated in pages if isinstance(page, bytes)]


def parsed_page(text: str) -> HtmlElement:
    """Return the parsed page. Raises SourceUnreadableError for an empty one."""
    try:
        return document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        raise SourceUnreadableError("这个网页文件是空的或已损坏，要重新保存网页后再试。") from fault


def blocks_of(root: HtmlElement) -> Document:
    """Return what a page shows as paragraphs and grids. Raises SourceUnreadableError for one over the limits."""
    document = tuple(_blocks(root))
    if len(document) > MOST_BLOCKS:
        raise SourceUnreadableError("这个网页太大，超过了能读的限度，要只保存正文部分。")
    return document


def _blocks(root: HtmlElement) -> Iterator[Block]:
    """Walk the page in order without recursion: a data table becomes a grid, everything else lines of text."""
    line: list[str] = []
    for kind, value in _walk(root):
        if kind == "text":
            line.append(value)
            continue
        yield from _lines(line)
        line = []
        if kind == "table":
            yield from _grid(value)
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
        if item.tag == "table" and item.find(".//table") is None:  # a table that contains another is only layout
            yield "table", item
            continue
        yield from _opening(item)
        # pushed in reverse: its children with the text between them, then its end
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


def _grid(table: HtmlElement) -> Iterator[Grid]:
    grid = SpanningGrid()
    for row in table.iter("tr"):
        if not _is_skipped(row):
            grid.add_row(
                [
                    (_cell_text(cell), count_told(cell.get("rowspan"), 4), count_told(cell.get("colspan"), 4))
                    for cell in row
                    if cell.tag in ("td", "th") and not _is_skipped(cell)
                ]
            )
    if (made := grid.grid()).rows:
        yield made


def _cell_text(cell: HtmlElement) -> str:
    pieces = (value if kind == "text" else _BREAK for kind, value in _walk(cell))
    text = _BREAK.join(paragraph.text for paragraph in _lines(list(pieces)))
    return UNREAD if not text and cell.find(".//img") is not None else text
