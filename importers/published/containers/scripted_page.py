"""Web pages that show a report only by a script: the report is taken from the script's data."""

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from importers.containers.document import Document, text_of
from importers.containers.web_page import blocks_of, page_text, parsed_page, read_web_page
from importers.published.containers.plain_text import read_plain_text

_LITERAL = re.compile(
    r"""
      "( (?:[^"\\]|\\.){100,} )"      # a string of a script, long enough to hold a report
    | '( (?:[^'\\]|\\.){100,} )'
    | `( (?:[^`\\]|\\.){100,} )`
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\n", "t": "\t"}
_SHOWS_A_REPORT = re.compile(r"本年新收政府信息公开申请|一、总体情况|收到和处理政府信息公开申请")


def read_report_page(content: bytes, stated: str = "") -> Document:
    """Return the paragraphs and grids of a page, with the data of its scripts if it shows no report itself.

    Raises SourceUnreadableError if it cannot be read.
    """
    document = read_web_page(content, stated)
    if _SHOWS_A_REPORT.search(text_of(document)):
        return document
    return (*document, *_kept_for_scripts(parsed_page(page_text(content, stated))))


def _kept_for_scripts(root: HtmlElement) -> Document:
    """Return the hidden report a script would show: the longest text that looks like one."""
    kept: list[str] = []
    for element in root.iter("textarea", "template", "noscript", "script", "input", "iframe"):
        inside = (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
        if element.tag == "script":
            literals = (next(filter(None, match.groups())) for match in _LITERAL.finditer(inside))
            kept += [
                _ESCAPE.sub(lambda sign: _SIGNS.get(sign[2]) or sign[2] or chr(int(sign[1], 16)), literal)
                for literal in literals
            ]
        else:
            kept += [unescape(inside), element.get("value") or "", element.get("srcdoc") or ""]
    report = max((text for text in kept if _SHOWS_A_REPORT.search(text)), key=len, default="")
    return blocks_of(parsed_page(report)) if "<" in report else read_plain_text(report)
