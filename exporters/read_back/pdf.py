"""Reading a tagged PDF back: the logical tree gives the kind of each line, the drawing its text and position.

Nothing is shared with the code that wrote it. A text is read from the glyphs drawn under its mark; that it has ink, is
on the sheet and runs from left to right and top to bottom is measured on the rendered page.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from ctypes import (
    PYFUNCTYPE,
    addressof,
    c_char_p,
    c_float,
    c_int,
    c_ubyte,
    c_ulong,
    c_ushort,
    c_void_p,
    cast,
    create_string_buffer,
    sizeof,
)
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pypdfium2
from pypdfium2 import raw

from exporters.read_back.lines import CONTINUED, Kind, Line, Reading, bare
from resources.pdf_library import PDF_LIBRARY

_LONGEST_NAME, _LONGEST_TEXT = 64, 1024
_USUAL_PIECE = 256
"""Characters of a drawn piece to fetch at once; a line of small type has fewer."""
_ACTUAL_TEXT = b"ActualText"
_HAIR = 0.5
"""How far, in points, two pieces of one line may differ in height, and a piece may begin before the last one."""
_PAPER = bytes(range(254, 256))
"""The shades of a rendered page that count as blank."""


_Box: TypeAlias = tuple[float, float, float, float]


def _called(function: Any, result: type[Any] | None, *takes: type[Any]) -> Callable[..., Any]:
    """Return a function of the library that takes and returns plain addresses and numbers.

    Pointer objects for the thousands of things on a page would take three times as long.
    """
    return PYFUNCTYPE(result, *takes)(cast(function, c_void_p).value or 0)


_child = _called(raw.FPDF_StructElement_GetChildAtIndex, c_void_p, c_void_p, c_int)
_mark_of_child = _called(raw.FPDF_StructElement_GetChildMarkedContentID, c_int, c_void_p, c_int)
_count = _called(raw.FPDF_StructElement_CountChildren, c_int, c_void_p)
_tag = _called(raw.FPDF_StructElement_GetType, c_ulong, c_void_p, c_void_p, c_ulong)
_object = _called(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_type = _called(raw.FPDFPageObj_GetType, c_int, c_void_p)
_mark_number = _called(raw.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
_text = _called(raw.FPDFTextObj_GetText, c_ulong, c_void_p, c_void_p, c_void_p, c_ulong)
_matrix = _called(raw.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_bounds = _called(raw.FPDFPageObj_GetBounds, c_int, *(c_void_p,) * 5)
_marks = _called(raw.FPDFPageObj_CountMarks, c_int, c_void_p)
_mark = _called(raw.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
_blob = _called(raw.FPDFPageObjMark_GetParamBlobValue, c_int, c_void_p, c_char_p, c_void_p, c_ulong, c_void_p)
_remove = _called(raw.FPDFPageObjMark_RemoveParam, c_int, c_void_p, c_void_p, c_char_p)


class _Stretch(NamedTuple):
    """A run of drawn text: its mark (-1 if not part of the text), its start and its box; the text without blanks."""

    mark: int
    text: str
    left: float
    baseline: float
    box: _Box


@dataclass
class _Element:
    """A node of a page's logical tree."""

    tag: str
    marks: list[int]
    children: list["_Element"] = field(default_factory=list)


def read_pdf(source: Path | bytes, *, restarts: int = 0) -> Reading:
    """Read a tagged PDF whose pages are numbered from 1, with ``restarts`` further papers numbered from 1 again."""
    lines: list[Line] = []
    faults: list[str] = []
    feet: list[str] = []
    with PDF_LIBRARY, pypdfium2.PdfDocument(source) as document:
        keywords = str(document.get_metadata_value("Keywords"))
        begun = 0
        for place, page in enumerate(document, start=1):
            drawn = list(_stretches(page))
            parts: dict[int, list[str]] = {}
            for one in drawn:
                parts.setdefault(one.mark, []).append(one.text)
            texts = {mark: "".join(pieces) for mark, pieces in parts.items()}
            tree: list[_Element] = []  # the elements of this page in logical order
            if root := raw.FPDF_StructTree_GetForPage(page):
                tree, begun = _tree(root, begun)
                told = {mark for element in _leaves(tree) for mark in element.marks}
                if begun and not {mark for mark in texts if mark >= 0} <= told:  # they stand in another order
                    tree, begun = _tree(root, 0)
                raw.FPDF_StructTree_Close(root)
            lines += _page_lines(tree, texts, lines)
            feet.append("".join(one.text for one in drawn if one.mark < 0))
            fault = _misplaced(page, drawn) or _unordered(tree, drawn)
            faults += [f"第 {place} 页{fault}"] if fault else []
    faults += _misnumbered(feet, restarts)
    return Reading(tuple(lines), (keywords, feet[-1]), faults[0] if faults else "")


def read_pages(source: Path | bytes) -> tuple[list[str], str]:
    """Return the texts of an untagged PDF, a page each, as drawn, and what is wrong with its pages, if anything."""
    texts, faults = [], []
    with PDF_LIBRARY, pypdfium2.PdfDocument(source) as document:
        for place, page in enumerate(document, start=1):
            drawn = list(_stretches(page))
            texts.append("".join(one.text for one in drawn))
            fault = _misplaced(page, drawn)
            faults += [f"第 {place} 页{fault}"] if fault else []
    return texts, faults[0] if faults else ""


# --- what is drawn ---


def _stretches(page: Any) -> Iterator[_Stretch]:
    at_page = _address(page.raw)
    drawn = [_object(at_page, place) for place in range(raw.FPDFPage_CountObjects(page))]
    drawn = [one for one in drawn if _type(one) == raw.FPDF_PAGEOBJ_TEXT]
    replaced = _taken_out(drawn)
    # a page has hundreds of pieces, so buffers are allocated once and calls are avoided
    room, matrix, edges = (c_ushort * _USUAL_PIECE)(), raw.FS_MATRIX(), (c_float * 4)()
    at_matrix, at_edges = addressof(matrix), [addressof(edges) + place * sizeof(c_float) for place in range(4)]
    seen, text_page = memoryview(room), page.get_textpage()
    at_text = _address(text_page.raw)
    before = pending = None  # the pieces drawn under one mark with a replacement text are one run
    for one in drawn:
        mark, text = replaced.get(one, (None, "")) if replaced else (None, "")
        if mark is None:
            length = _text(one, at_text, room, 2 * len(room))
            if length > 2 * len(room):
                room = (c_ushort * length)()
                seen = memoryview(room)
                length = _text(one, at_text, room, 2 * len(room))
            text = str(seen[: length // 2], "utf-16-le", "replace").rstrip("\0")
        _matrix(one, at_matrix)
        _bounds(one, *at_edges)
        left, bottom, right, top = edges
        box = (left, bottom, right, top)
        if pending is not None and mark is not None and mark == before:
            known = pending.box  # the box around both
            around = (min(known[0], left), min(known[1], bottom), max(known[2], right), max(known[3], top))
            pending = pending._replace(box=around)
            continue
        if pending is not None:
            yield pending
        pending, before = _Stretch(_mark_number(one), bare(text), matrix.e, matrix.f, box), mark
    if pending is not None:
        yield pending
    text_page.close()


def _taken_out(drawn: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Remove the replacement texts of marks from the page and return them by object, each with its mark.

    Otherwise the library would reverse whole lines that contain right-to-left letters, though we draw left to right.
    """
    found, marked = {}, []
    size, blob = c_ulong(), (c_ubyte * _LONGEST_TEXT)()
    at_size = addressof(size)
    for one in drawn:
        count = _marks(one)
        mark = _mark(one, count - 1) if count else None
        if mark and _blob(mark, _ACTUAL_TEXT, blob, _LONGEST_TEXT, at_size):
            found[one] = mark, bytes(blob)[: size.value].decode("utf-16", "surrogatepass")
            marked.append((one, mark))
    for one, mark in marked:
        _remove(one, mark, _ACTUAL_TEXT)
    return found


def _address(mark: Any) -> int:
    return cast(mark, c_void_p).value or 0


# --- what it is ---


def _tree(root: Any, first: int) -> tuple[list[_Element], int]:
    """Return the elements of a page in logical order, and the index of the last of them.

    The search starts at ``first`` and ends with the first element of another page, so that not every page searches the
    elements of all pages; from 0 on all are searched.
    """
    name, tree, last = create_string_buffer(_LONGEST_NAME), [], first
    for top in range(raw.FPDF_StructTree_CountChildren(root)):
        node = _address(raw.FPDF_StructTree_GetChildAtIndex(root, top))
        for place in range(first, _count(node)):
            child = _child(node, place)
            if child:
                tree.append(_element(child, name))
                last = place
            elif tree and first:
                break
    return tree, last


def _element(node: int, name: Any) -> _Element:
    """Return an element with all its descendants; ``name`` is a buffer for a tag."""
    size, count = _tag(node, name, _LONGEST_NAME), _count(node)
    tag = name.raw[:size].decode("utf-16-le").rstrip("\0")  # before the children overwrite the buffer
    marks = [mark for place in range(count) if (mark := _mark_of_child(node, place)) >= 0]
    children = [_element(child, name) for place in range(count) if (child := _child(node, place))]
    return _Element(tag, marks, children)


def _page_lines(tree: list[_Element], texts: dict[int, str], before: list[Line]) -> list[Line]:
    lines: list[Line] = []
    for element in tree:
        if element.tag == "Table":
            rows = (row for row in element.children if row.children)
            lines += [
                Line(Kind.ROW, tuple("".join(texts.get(mark, "") for mark in cell.marks) for cell in row.children))
                for row in rows
            ]
        else:
            text = "".join(texts.get(mark, "") for mark in element.marks)
            kind = Kind.TITLE if element.tag == "H1" else Kind.HEADING if element.tag.startswith("H") else Kind.TEXT
            lines += [Line(kind, (text,))] if text else []
    if lines and lines[0].kind is Kind.ROW:  # without the merged cells that only go on on this page
        kept = (
            text
            for text in lines[0].texts
            if not text.endswith(CONTINUED) or not _stands_in_a_row(text.removesuffix(CONTINUED), before)
        )
        lines[0] = lines[0]._replace(texts=tuple(kept))
    if lines:
        lines[0] = lines[0]._replace(begins_page=True)
    return lines


def _stands_in_a_row(text: str, lines: list[Line]) -> bool:
    return any(text in one.texts for one in reversed(lines) if one.kind is Kind.ROW)


# --- where it stands ---


def _misplaced(page: Any, drawn: list[_Stretch]) -> str:
    """Return what is wrong with the positions of a page's texts: off the sheet, or without ink."""
    width, height = page.get_size()
    bitmap = page.render(scale=1, grayscale=True)
    shades, stride, rows, columns = bytes(bitmap.buffer), bitmap.stride, bitmap.height, bitmap.width
    bitmap.close()
    for one in drawn:
        if not one.text:
            continue
        left, bottom, right, top = one.box
        if left < 0 or bottom < 0 or right > width or top > height:
            return f"的“{one.text}”画到了纸外"
        first, last = max(0, int(left)), min(columns, int(right) + 1)
        lines = range(max(0, int(height - top)), min(rows, int(height - bottom) + 1))
        if not any(shades[at * stride + first : at * stride + last].strip(_PAPER) for at in lines):
            return f"的“{one.text}”没有画出来"
    return ""


def _unordered(tree: list[_Element], drawn: list[_Stretch]) -> str:
    """Return what is wrong with the order of a page: logical order unlike the drawing, or texts overlapping."""
    logical = [mark for element in _leaves(tree) for mark in element.marks]
    marked = [one for one in drawn if one.mark >= 0]
    if not marked:
        return "没有文字"
    if not {one.mark for one in marked} <= set(logical):
        return "有朗读不到的文字"
    if logical != sorted(logical):
        return "朗读的顺序与排印的顺序不同"
    figures = {mark for element in _leaves(tree) if element.tag == "Figure" for mark in element.marks}
    for one, other in pairwise(marked):
        follows = other.baseline < one.baseline - _HAIR or other.left >= one.left - _HAIR
        if one.mark == other.mark and not follows and one.mark not in figures:
            return f"的“{other.text}”排在了前一行上"
    flowing = {mark for element in tree if element.tag != "Figure" for mark in element.marks}
    for one, other in pairwise(one for one in marked if one.mark in flowing):
        if one.mark != other.mark and other.baseline >= one.baseline - _HAIR:
            return f"的“{other.text}”排在了前一段上"
    return ""


def _leaves(tree: list[_Element]) -> Iterator[_Element]:
    for element in tree:
        yield element
        yield from _leaves(element.children)


# --- how the pages are numbered ---

_NUMBER = re.compile(r"—(\d+)—|第(\d+)页共(\d+)页")
"""「— 1 —」 of a letter, 「第 1 页 共 3 页」 of a ledger."""


def _misnumbered(feet: list[str], restarts: int) -> list[str]:
    """Return what is wrong with the page numbers: each must be one more than the last, or 1 where a paper begins."""
    found = [_NUMBER.findall(foot) for foot in feet]
    if not all(found):
        return ["有一页没有页码"]
    counted = [int(matches[-1][0] or matches[-1][1]) for matches in found]
    follows = all(later in (1, earlier + 1) for earlier, later in pairwise(counted))
    totals = {int(matches[-1][2]) for matches in found if matches[-1][2]}
    if follows and counted.count(1) == restarts + 1 and totals <= {len(feet)}:
        return []
    return ["页码不连续"]
