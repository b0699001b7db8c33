"""Faults of reportlab 5.1 that keep a file from being an archive, mended once; a test watches each precondition."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

_BLOCK = 100
"""A ToUnicode map holds at most a hundred entries a block (PDF 32000-1, 9.10.3)."""


@cache
def apply() -> None:
    """Mend reportlab in this process; further calls change nothing."""
    rl_config.useA85 = 0
    _allow(pdfdoc.PDFPage, "StructParents", "Tabs")
    _allow(pdfdoc.PDFCatalog, "OutputIntents")
    pdfdoc.PDFCatalog.__Refs__ = pdfdoc.PDFCatalog.__NoDefault__
    stream, module = _open(pdfdoc.PDFStream), _open(ttfonts)
    original, end = stream.format, b"endstream\n"

    def with_line_end(content: Any, document: Any) -> bytes:
        """PDF/A 6.1.7.1 wants a line end before ``endstream``."""
        written: bytes = original(content, document)
        return written[: -len(end)] + b"\n" + end if written.endswith(end) else written

    stream.format = with_line_end
    module.makeToUnicodeCMap = to_unicode_map


def _open(part: Any) -> Any:
    """Return a part of reportlab as something whose functions may be replaced."""
    return part


def _allow(kind: Any, *keys: str) -> None:
    """Let a dictionary of the file hold keys that reportlab does not know."""
    kind.__NoDefault__ = [*kind.__NoDefault__, *(key for key in keys if key not in kind.__NoDefault__)]


def to_unicode_map(_font_name: str, subset: Sequence[int]) -> str:
    """Return the map from a subset's codes to text: UTF-16, so that characters beyond U+FFFF are found again."""
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
