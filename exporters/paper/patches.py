"""Patches of reportlab 5.1: what would keep a file from conforming to PDF/A, and what is too slow.

A test checks the precondition of each.
"""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache, partial
from itertools import accumulate, chain
from mmap import ACCESS_READ, mmap
from struct import pack, unpack_from
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

_BLOCK = 100
"""A ToUnicode map has at most a hundred entries per block (PDF 32000-1, 9.10.3)."""
_SEGMENTS, _GROUPS = 4, 12
"""The formats of a font's map from characters to glyphs (OpenType, cmap)."""
_NO_BREAK_SPACE = 0xA0
_MADE_OF_OTHERS = 0x80
"""The sign bit of the number of contours: negative for a composite glyph, which only refers to others."""
_LARGEST = 0xFFFF


@cache
def apply() -> None:
    """Patch reportlab in this process; further calls do nothing."""
    rl_config.useA85 = False
    _allow(pdfdoc.PDFPage, "StructParents", "Tabs")
    _allow(pdfdoc.PDFCatalog, "OutputIntents")
    pdfdoc.PDFCatalog.__Refs__ = pdfdoc.PDFCatalog.__NoDefault__
    stream, module = _open(pdfdoc.PDFStream), _open(ttfonts)
    original, end = stream.format, b"endstream\n"

    def with_line_end(content: Any, document: Any) -> bytes:
        """PDF/A 6.1.7.1 requires a line end before ``endstream``."""
        written: bytes = original(content, document)
        return written[: -len(end)] + b"\n" + end if written.endswith(end) else written

    stream.format = with_line_end
    module.makeToUnicodeCMap = to_unicode_map
    module.TTFontFace = _Face
    _open(pdfdoc).format = _quickly(pdfdoc.format)


def _quickly(format_object: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return reportlab's writer of objects with a fast path for most of them: integers and plain words.

    Reportlab formats each of them with logarithms and a codec written in Python.
    """

    def written(element: Any, document: Any, toplevel: int = 0) -> bytes:
        if type(element) is int:
            return b"%d" % element
        if type(element) is str and element.isascii() and element.isprintable():
            return element.encode("ascii")
        return format_object(element, document, toplevel)

    return written


def _open(part: Any) -> Any:
    """Return a part of reportlab as an object whose functions may be replaced."""
    return part


def _allow(kind: Any, *keys: str) -> None:
    """Allow keys in a PDF dictionary that reportlab does not know."""
    kind.__NoDefault__ = [*kind.__NoDefault__, *(key for key in keys if key not in kind.__NoDefault__)]


def to_unicode_map(_font_name: str, subset: Sequence[int]) -> str:
    """Return the map from a subset's codes to text, in UTF-16, so that characters beyond U+FFFF can be extracted."""
    entries = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in enumerate(subset) if value
    ]
    blocks = [entries[first : first + _BLOCK] for first in range(0, len(entries), _BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


class _Face(ttfonts.TTFontFace):
    """A font whose tables are unpacked as a whole; reportlab unpacks every number in Python, which takes a second.

    It reads only the fonts of ``resources/fonts``: 1,000 units per em, character maps of format 4 or 12.
    """

    _ttf_data: Any
    numGlyphs: int  # noqa: N815 - reportlab's names, here and below

    def readFile(self, file: Any) -> None:  # noqa: N802
        """Map the file into memory, since of most fonts only a few pages are read."""
        with open(file, "rb") as stream:
            self._ttf_data = mmap(stream.fileno(), 0, access=ACCESS_READ)
        self.filename = str(file)
        self.seek(0)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N802, N803
        """Read names and metrics as reportlab does, but whole tables where it reads each character."""
        super().extractInfo(charInfo=False)
        (long_offsets,) = self._numbers("H", 1, self.get_table_pos("head")[0] + 50)
        (measured,) = self._numbers("H", 1, self.get_table_pos("hhea")[0] + 34)
        count = self.numGlyphs
        self.hmetrics = _Metrics(self._numbers("H", measured + count, self.get_table_pos("hmtx")[0]), measured)
        positions = self._numbers("L" if long_offsets else "H", count + 1, self.get_table_pos("loca")[0])
        self.glyphPos = positions if long_offsets else [half << 1 for half in positions]
        self.charToGlyph = known = self._characters()
        if ord(" ") in known:
            known[_NO_BREAK_SPACE] = known[ord(" ")]
        self.charWidths = _AsUsed(lambda code: self.hmetrics[known[code]][0])
        self.defaultWidth = self.hmetrics[0][0]

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802
        """Return a font of some characters; cached, since the headings of most papers are the same."""
        return _subset(self, tuple(subset))

    def addSubsetObjects(self, doc: Any, fontname: str, subset: Sequence[int]) -> Any:  # noqa: N802
        """Add a subset to a file, and start compressing it while the next is made: compression is half of all time."""
        descriptor = _open(super()).addSubsetObjects(doc, fontname, subset)
        stream = doc.idToObject[f"fontFile:{self.filename}({fontname})"]
        _packed(stream.content)
        stream.filters = [_Packing()]
        return descriptor

    def get_table(self, tag: str) -> Any:
        """Return a table; that of the outlines, up to 25 MB, is not copied for the sake of a few kB."""
        place, length = self.get_table_pos(tag)
        return _Outlines(self._ttf_data, place) if tag == "glyf" else self._ttf_data[place : place + length]

    def _characters(self) -> "_AsUsed":
        """Return the glyph of each character, from the last character map, the most complete."""
        table = self.get_table_pos("cmap")[0]
        (tables,) = self._numbers("H", 1, table + 2)
        (offset,) = self._numbers("L", 1, table + 8 * tables)
        (form, length) = self._numbers("H", 2, table + offset)
        if form == _GROUPS:
            (groups,) = self._numbers("L", 1, table + offset + 12)
            return _AsUsed(partial(_in_groups, self._numbers("L", 3 * groups, table + offset + 16)))
        assert form == _SEGMENTS
        return _AsUsed(partial(_in_segments, self._numbers("H", length // 2, table + offset)))

    def _numbers(self, kind: str, count: int, place: int) -> tuple[int, ...]:
        return unpack_from(f">{count}{kind}", self._ttf_data, place)


class _AsUsed(dict[int, int]):
    """What a font tells of its characters, looked up when one is used: a paper uses hundreds of its tens of thousands.

    ``in``, ``[]`` and ``get`` know all of them; to iterate gives those used so far.
    """

    def __init__(self, told: Callable[[int], int]) -> None:
        super().__init__()
        self._told = told

    def __missing__(self, code: int) -> int:
        return self.setdefault(code, self._told(code))

    def __contains__(self, code: object) -> bool:
        return self.get(code) is not None

    def get(self, code: Any, default: Any = None) -> Any:
        """Return what is told of a character, or the default."""
        try:
            return self[code]
        except KeyError:
            return default


def _in_groups(told: tuple[int, ...], code: int) -> int:
    """Return the glyph of a character by a map of groups: the first and last character and the first glyph of each."""
    at = 3 * bisect_left(range(len(told) // 3), code, key=lambda group: told[3 * group + 1])
    if at == len(told) or code < told[at]:
        raise KeyError(code)
    return told[at + 2] + code - told[at]


def _in_segments(told: tuple[int, ...], code: int) -> int:
    """Return the glyph of a character by a map of segments: the columns of their ends, begins, shifts and places."""
    if code > _LARGEST:
        raise KeyError(code)
    segments = told[3] // 2
    at = bisect_left(told, code, 7, 7 + segments)
    first, shift, within = (told[at + part * segments + 1] for part in range(1, 4))
    if code < first:
        raise KeyError(code)
    if not within:
        return code + shift & 0xFFFF
    glyph = told[at + 3 * segments + 1 + within // 2 + code - first]
    return glyph and glyph + shift & 0xFFFF


_KEPT_SUBSETS = 32
_PACKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="packer")


@lru_cache(_KEPT_SUBSETS)
def _subset(face: _Face, subset: tuple[int, ...]) -> bytes:
    """Return the same subset as reportlab, but a table at a time; reportlab reads each outline four times."""
    order = {0: 0}  # the glyphs, in the order of the subset
    codes = [order.setdefault(face.charToGlyph.get(code, 0), len(order)) for code in subset]
    outlines, begins = face.get_table("glyf"), face.glyphPos
    drawn = [outlines[begins[glyph] : begins[glyph + 1]] for glyph in order]
    if any(outline and outline[0] & _MADE_OF_OTHERS for outline in drawn):
        return bytes(ttfonts.TTFontFile.makeSubset(face, subset))
    maker = ttfonts.TTFontMaker()
    for tag in ("name", "OS/2", "cvt ", "fpgm", "prep"):
        if tag in face.table:
            maker.add(tag, face.get_table(tag))
    maker.add("post", b"\0\3\0\0" + face.get_table("post")[4:16] + bytes(16))
    metrics = [face.hmetrics[glyph] for glyph in order]
    measured = len(metrics)  # all further ones are as wide as the last of these
    while measured > 1 and metrics[measured - 1][0] == metrics[measured - 2][0]:
        measured -= 1
    bearings = [bearing for _, bearing in metrics[measured:]]
    maker.add("hmtx", _packed_numbers(*chain(*metrics[:measured]), *bearings))
    for tag, place, number in (("hhea", 34, measured), ("maxp", 4, len(order))):
        table = face.get_table(tag)
        maker.add(tag, table[:place] + _packed_numbers(number) + table[place + 2 :])
    maker.add("cmap", _packed_numbers(0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(subset), 0, 0, len(subset), *codes))
    padded = [outline + bytes(-len(outline) % 4) for outline in drawn]
    maker.add("glyf", b"".join(padded))
    places = [0, *accumulate(map(len, padded))]
    is_long = (places[-1] + 1) >> 1 > _LARGEST
    halves = [place >> 1 for place in places]
    maker.add("loca", pack(f">{len(places)}L", *places) if is_long else _packed_numbers(*halves))
    head = face.get_table("head")
    maker.add("head", head[:50] + _packed_numbers(int(is_long)) + head[52:])
    return bytes(maker.makeStream())


def _packed_numbers(*numbers: int) -> bytes:
    return pack(f">{len(numbers)}H", *numbers)


@lru_cache(_KEPT_SUBSETS)
def _packed(content: bytes) -> Future[bytes]:
    return _PACKERS.submit(zlib.compress, content)


class _Packing:
    """The filter of a stream whose compression has been started already."""

    pdfname = "FlateDecode"

    def encode(self, content: bytes) -> bytes:
        """Return the compressed content, as reportlab's own filter would."""
        return _packed(content).result()


class _Metrics:
    """The width and left bearing of each glyph; those after the first ``measured`` are as wide as the last of them."""

    def __init__(self, numbers: tuple[int, ...], measured: int) -> None:
        self._numbers, self._measured = numbers, measured

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        if glyph < self._measured:
            return self._numbers[2 * glyph], self._numbers[2 * glyph + 1]
        return self._numbers[2 * self._measured - 2], self._numbers[self._measured + glyph]


class _Outlines:
    """The outlines of a font, cut out of its file piece by piece."""

    def __init__(self, data: Any, place: int) -> None:
        self._data, self._place = data, place

    def __getitem__(self, part: slice) -> bytes:
        return bytes(self._data[self._place + part.start : self._place + part.stop])
