"""The drawn text of a tagged PDF under the names of its marks: what stands on the page, not what was meant to."""

from collections.abc import Iterator
from ctypes import byref, c_ulong, c_ushort
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

_LONGEST_NAME = 64


def marked_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name (H1, P, TD …) and the text of every mark that holds text, in the order drawn."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield from _page_texts(page)


def _page_texts(page: Any) -> Iterator[tuple[str, str]]:
    text_page = page.get_textpage()
    names: dict[int, str] = {}
    texts: dict[int, list[str]] = {}
    for place in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, place)
        number = raw.FPDFPageObj_GetMarkedContentID(drawn)
        if number >= 0 and raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT:
            if number not in names:
                names[number] = _name(raw.FPDFPageObj_GetMark(drawn, 0))
            texts.setdefault(number, []).append(_text(drawn, text_page))
    text_page.close()
    yield from ((name, "".join(texts[number])) for number, name in names.items())


def _name(mark: Any) -> str:
    size, buffer = c_ulong(), (c_ushort * _LONGEST_NAME)()
    raw.FPDFPageObjMark_GetName(mark, buffer, 2 * _LONGEST_NAME, byref(size))
    return bytes(buffer)[: size.value].decode("utf-16-le").rstrip("\0")


def _text(drawn: Any, text_page: Any) -> str:
    size = raw.FPDFTextObj_GetText(drawn, text_page, None, 0)
    buffer = (c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(drawn, text_page, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
