"""reportlab is mended where it must be: each fault is still there, and gone after the mending."""

import subprocess
import sys

import pytest
from reportlab.pdfbase import pdfdoc, ttfonts

from exporters.paper import patches
from exporters.paper.fonts import path_of, registered

_FAULTS = {
    "a stream has no line end before its end": """
from reportlab.pdfbase import pdfdoc
stream = pdfdoc.PDFStream(content="x", filters=[pdfdoc.PDFZCompress])
written = stream.format(pdfdoc.PDFDocument(invariant=1))
fault = not written.endswith(b"\\nendstream\\n")
""",
    "a character beyond U+FFFF is lost to search": """
from reportlab.pdfbase import ttfonts
fault = "<D842DFB7>" not in ttfonts.makeToUnicodeCMap("F", [0, 0x20BB7])
""",
    "a page cannot hold the key of its structure": """
from reportlab.pdfbase import pdfdoc
fault = "StructParents" not in pdfdoc.PDFPage.__NoDefault__
""",
    "a catalogue cannot hold a colour profile": """
from reportlab.pdfbase import pdfdoc
fault = "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__
""",
}


@pytest.mark.parametrize("code", _FAULTS.values(), ids=_FAULTS)
def test_a_fault_of_reportlab_is_there_and_is_mended(code: str) -> None:
    program = f"from exporters.paper import patches\n{code}before = fault\npatches.apply()\n{code}print(before, fault)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


@pytest.mark.parametrize("name", ["kai", "latin", "song", "rare-a", "uyghur"])
def test_a_font_is_read_as_reportlab_reads_it(name: str) -> None:
    """Every kind of table that ours have: by segments and by groups, long and short, with one width and with many."""
    read: type[ttfonts.TTFontFace] = patches._Face
    ours, theirs = read(str(path_of(name))), read.__mro__[1](str(path_of(name)))
    glyphs = range(theirs.numGlyphs)
    for attribute in ("defaultWidth", "name", "bbox", "flags", "ascent"):
        assert getattr(ours, attribute) == getattr(theirs, attribute)
    for attribute in ("charToGlyph", "charWidths"):
        looked_up, all_of_them = getattr(ours, attribute), getattr(theirs, attribute)
        codes = {*all_of_them, *range(0x10400), *range(0x1F000, 0x34000, 7), 0x10FFFF}
        assert {code: looked_up[code] for code in codes if code in looked_up} == all_of_them
    assert [ours.hmetrics[glyph] for glyph in glyphs] == [tuple(theirs.hmetrics[glyph]) for glyph in glyphs]
    assert list(ours.glyphPos) == list(theirs.glyphPos)
    known = list(theirs.charToGlyph)
    alike = [code for code in known if theirs.charWidths[code] == theirs.charWidths[known[-1]]][:20]
    for some in ([0], [0, *known[:: len(known) // 100]], [0, *alike, 32], [0] + [32] * 32):
        assert ours.makeSubset(some) == theirs.makeSubset(some)


def test_numbers_and_words_are_written_as_reportlab_writes_them() -> None:
    registered("latin")  # reportlab is mended
    ours, document = pdfdoc.format, pdfdoc.PDFDocument(invariant=1)
    (theirs,) = [cell.cell_contents for cell in ours.__closure__ or ()]
    for element in (0, 7, -250, 1000, 65535, 0.25, True, "/Name", "(a b)", "", "é", "a\nb", b"raw"):
        assert ours(element, document) == theirs(element, document)
