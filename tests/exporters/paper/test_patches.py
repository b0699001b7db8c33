"""reportlab is mended where it must be: each fault is still there, and gone after the mending."""

import subprocess
import sys

import pytest

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
