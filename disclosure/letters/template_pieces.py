"""The body of a template as pieces: the markup in the file, and the label that people read in its place.

Every piece keeps its source, so that whatever was not edited is written back unchanged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.letters.template_syntax import FIELD

_DIVIDER = re.compile(r"^\s*---\s*$", re.MULTILINE)
_CONDITION = re.compile(r"^(?P<sign>[？?！!])\s*(?P<field>[^:：\s]+?)\s*[:：]\s*")
"""「？字段：」 or 「！字段：」 at the start of a line."""
_WIDTHS = re.compile(r"^[|｜][:：](?P<widths>[\d.\s]+)\Z")
"""「|: 2 4 2 4」, the whole line."""
_WHOLE = {"~": "空行", "===": "换页"}
_BEGINNINGS = (
    (re.compile(r"^[#＃]{2}\s*"), "二级标题"),
    (re.compile(r"^[#＃]\s*"), "一级标题"),
    (re.compile(r"^[>＞]\s*"), "靠右"),
    (re.compile(r"^[<＜]\s*(?![|｜])"), "顶格"),
    (re.compile(r"^[|｜][!！]\s*"), "表头"),
    (re.compile(r"^[|｜]\*\s*(?=\{)"), "有几行印几行"),
    (re.compile(r"^[|｜]\s*"), "表格行"),
)
"""How a line may begin, longer marks first, and what that makes of the line."""
_CELL = re.compile(
    r"\s*[|｜]\s*(?P<joined>[<\^](?=\s*(?:[|｜]|\Z)))?(?P<label>\*)?"
    r"|(?P<first>^\*)"
)
"""The border before a cell, and whether the cell is joined to the left or above, or a printed label."""


@dataclass(frozen=True)
class Piece:
    """A part of a line: ``source`` as in the file, and ``label``, which is shown in its place; empty for plain text.

    ``is_field`` tells a bound field, which becomes words, from layout markup.
    """

    source: str
    label: str = ""
    is_field: bool = False


def parted(text: str) -> tuple[str, str]:
    """Split a template into its declarations, with the dividing line, and its body."""
    found = _DIVIDER.search(text)
    end = len(text) if found is None else found.end() + 1
    return text[:end], text[end:]


def pieces(line: str) -> Iterator[Piece]:
    """Split a line of a body into pieces; their sources joined are the line."""
    if line.strip() in _WHOLE:
        yield Piece(line, _WHOLE[line.strip()])
        return
    condition = _CONDITION.match(line)
    if condition is not None:
        is_blank = condition["sign"] in "！!"
        told = f"没有“{condition['field']}”才印" if is_blank else f"有“{condition['field']}”才印"
        yield Piece(condition[0], told)
        line = line[condition.end() :]
    widths = _WIDTHS.match(line)
    if widths is not None:
        yield Piece(line, f"表格，{len(widths['widths'].split())} 列")
        return
    begun = next(((found, told) for mark, told in _BEGINNINGS if (found := mark.match(line))), None)
    is_row = begun is not None and begun[0][0][0] in "|｜"
    if begun is not None:
        yield Piece(begun[0][0], begun[1])
        line = line[begun[0].end() :]
    yield from _cells(line) if is_row else _words(line)


def _cells(line: str) -> Iterator[Piece]:
    """Yield the pieces of a row; each border is one."""
    at = 0
    for found in _CELL.finditer(line):
        yield from _words(line[at : found.start()])
        told = {"<": "并入左格", "^": "并入上格"}.get(found["joined"] or "", "")
        is_label = bool(found["label"] or found["first"])
        yield Piece(found[0], told or ("栏目" if is_label else "下一格"))
        at = found.end()
    yield from _words(line[at:])


def _words(text: str) -> Iterator[Piece]:
    at = 0
    for found in FIELD.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found[0], f"{found[1]}，可空" if found[2] else found[1], is_field=True)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])
