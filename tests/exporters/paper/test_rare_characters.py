"""A name is printed as it is written: no paper is refused, blank or changed for a rare character."""

import json
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from exporters.paper.document import Document, Heading, Paragraph, RightLine, text_table
from exporters.paper.files import GBK_LACKS, framed_in
from exporters.paper.fonts import FRAMED, Face, framed, framed_words, glyphs
from exporters.read_back.lines import Kind, bare, document_lines
from exporters.read_back.pdf import read_pages, read_pdf
from exporters.read_back.proving import proven
from resources.locate import resource_path
from tests.exporters.paper.verapdf import faults

INCOMING = Path(__file__).parents[2] / "data" / "incoming" / "names" / "names.json"
NAMES = {one["id"]: str(one["name"]) for one in json.loads(INCOMING.read_text(encoding="utf-8"))}
ALL = "".join(NAMES.values())
IN_A_FONT = {
    "Ext A": "㛃䶶䶮",
    "Ext B": "𠮷𡈽𪛖",
    "Ext C": "𪩘𫜴",
    "Ext D": "𫝟𫠝",
    "Ext E": "𬎆𬺡",
    "Ext F": "𭕄𮯠",
    "Ext G": "𰻝",
    "Ext H": "𱍐",
    "end of the basic block": "龴鿫",
    "compatibility": "\uf967﨎",
    "description": "⿰",
}
IN_NONE = "😀\U0002ebf0\ue81e\uf4a1\u0661\u182a\ua009\u0308"


def paper(text: str) -> Document:
    """A paper that says a text in every place a text can stand."""
    blocks = (
        Heading(f"一、{text}"),
        Paragraph(f"{text}："),
        Paragraph(text * 12),
        text_table((text[:3], "乙"), [(text, "丙")], (1, 1)),
        RightLine(text[:20], 4),
    )
    return Document(f"致{text[:12]}的答复书", date(2024, 3, 1), blocks)


@pytest.mark.sampled
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_no_paper_is_refused_for_a_name(name: str, suffix: str) -> None:
    """Twenty-one of these names stopped every letter of their bearer, in Word as well."""
    proven(paper(name), suffix)


@pytest.mark.parametrize("text", IN_A_FONT.values(), ids=IN_A_FONT)
def test_a_rare_character_is_drawn_as_itself_and_found_again(text: str) -> None:
    assert [letter for letter in text if glyphs(Face.FANG, letter)[0].font == FRAMED] == []
    content = proven(paper(text), ".pdf")
    assert {line.texts for line in read_pdf(content).lines if line.kind is Kind.HEADING} == {(f"一、{text}",)}
    with pypdfium2.PdfDocument(content) as document:  # what a reader copies and searches
        assert text in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize("letter", IN_NONE, ids=[f"U+{ord(letter):04X}" for letter in IN_NONE])
def test_a_character_no_font_has_is_framed_and_read_as_itself(letter: str) -> None:
    assert glyphs(Face.FANG, letter)[0].font == FRAMED
    content = proven(paper(f"张{letter}"), ".pdf")
    assert read_pdf(content).lines[0].texts == (f"致张{letter}的答复书",)
    assert f"U+{ord(letter):04X}" in framed_words(f"张{letter}")


def test_what_is_framed_is_named_in_one_sentence() -> None:
    assert framed_words("张三与周𠮷") == ""
    assert framed_words("许\uf4a1、许\uf4a1") == ("字库里没有 U+F4A1，PDF 上画成带框的编码，要核对或者改用 Word 文件。")
    for count, named, more in ((12, 12, ""), (13, 12, "等 13 个字符"), (20, 12, "等 20 个字符")):  # a line and a half
        says = framed_words("".join(chr(0xE000 + place) for place in range(count)))
        assert (says.count("U+"), says.partition("，")[0].endswith(more or "U+E00B")) == (named, True)


def test_the_fonts_hold_all_chinese_of_the_extensions_a_to_f() -> None:
    covered = {code for name in "ABC" for code in TTFont(resource_path("fonts", f"RareHan-{name}.ttf")).getBestCmap()}
    covered |= set(TTFont(resource_path("fonts", "NotoSansSC-gbk.ttf")).getBestCmap())
    blocks = [(0x4E00, 0xA000), (0x3400, 0x4DC0), (0x20000, 0x2A6E0), (0x2A700, 0x2B73A), (0x2B740, 0x2B81E)]
    blocks += [(0x2B820, 0x2CEA2), (0x2CEB0, 0x2EBE1)]
    assert [f"U+{code:04X}" for first, end in blocks for code in range(first, end) if code not in covered] == []


def test_ordinary_papers_never_open_the_large_fonts() -> None:
    program = (
        "from exporters.paper import fonts, patches\n"
        "from exporters.read_back.proving import proven\n"
        "from tests.exporters.paper.test_rare_characters import paper\n"
        "proven(paper('张三'), '.pdf')\n"
        "from reportlab.pdfbase import pdfmetrics\n"
        "print([name for name in pdfmetrics.getRegisteredFontNames() if 'rare' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_of_gbk_is_drawn_but_what_is_said_to_lack() -> None:
    """The first letter held the window while fonts were opened, to find out whether they have its characters."""
    written = bytes(range(128)).decode() + "".join(
        bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)
    )
    assert len(set(written)) > 20_000
    assert framed(written) == (GBK_LACKS,)
    assert framed_in("张三", GBK_LACKS) == framed_words(GBK_LACKS) != ""
    assert framed_in("张三", "许\uf4a1") == framed_words("许\uf4a1") != ""
    assert framed_in("张三", "周𠮷") == framed_in("张三") == ""


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_paper_of_rare_and_framed_characters_is_an_archive(tmp_path: Path, flavour: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(proven(paper(ALL.replace("\u0308", "")), ".pdf"))
    assert faults(path, flavour) == {}


def test_word_keeps_every_character_of_a_name() -> None:
    for name in NAMES.values():
        document = docx.Document(BytesIO(proven(paper(name), ".docx")))
        assert bare(name) in {bare(paragraph.text.rstrip("：")) for paragraph in document.paragraphs}


def test_an_envelope_carries_any_name() -> None:
    names = [name for name in NAMES.values() if bare(name)]
    written = [Envelope(name, f"{name}路1号", "350001", f"{name}街道") for name in names]
    pages, fault = read_pages(envelopes_pdf(written, EnvelopeSize.DL, date(2024, 3, 1)))
    assert fault == ""
    assert pages == [bare(f"350001{name}路1号{name}收{name}街道") for name in names]


def test_a_framed_character_keeps_the_line_it_stands_in() -> None:
    document = Document("题", date(2024, 3, 1), (Paragraph("政" * 20 + "\ue81e" + "府" * 5, 0),))
    with pypdfium2.PdfDocument(proven(document, ".pdf")) as read:
        heights = {round(read[0].get_textpage().get_charbox(at)[1]) for at in range(3, 5)}
    assert len(heights) == 1
    assert document_lines(document)[1].texts == ("政" * 20 + "\ue81e" + "府" * 5,)
