"""Names in Tibetan and Uyghur: their letters joined and stacked, in their own direction, and found again as typed."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from exporters.paper.document import Document, Paragraph, RightLine, text_table
from exporters.paper.fonts import Face, framed_words
from exporters.paper.grid import PITCH, SIZE, WIDTH
from exporters.paper.setting import SetText, Style
from exporters.paper.shaping import pieces
from exporters.paper.sheet import ShapedRun
from exporters.paper.titles import title_lines
from exporters.read_back.proving import proven
from tests.exporters.paper.verapdf import faults

TASHI_DONDRUP, ABDULLA_MEMET = "བཀྲ་ཤིས་དོན་གྲུབ", "ئابدۇللا مەمەت"
NAMES = [TASHI_DONDRUP, ABDULLA_MEMET, "ئابدۇللا·مەمەت"]
EACH = pytest.mark.parametrize("name", NAMES)


def paper(name: str) -> Document:
    """A paper that says a name in every place one stands, between brackets and over the ends of lines, too."""
    blocks = (
        Paragraph(f"{name}：", 0),
        Paragraph(f"申请人（{name}）于2024年3月1日申请公开。" + f"{name}、张三、" * 12),
        text_table(("申请人", "地址"), [(name, f"{name}路1号")], (1, 1)),
        RightLine(name, 4),
    )
    return Document(f"致{name}的答复书", date(2024, 3, 1), blocks)


def shaped(text: str) -> list[ShapedRun]:
    """What of a text is drawn as placed glyphs, on lines of the page."""
    runs = SetText(text, Style(Face.FANG), WIDTH).runs(0, 0)
    return [run for run in runs if isinstance(run, ShapedRun)]


@EACH
def test_a_name_is_drawn_whole_and_reads_back(name: str) -> None:
    assert framed_words(name) == ""
    proven(paper(name), ".pdf")
    proven(paper(name), ".docx")
    envelopes_pdf([Envelope(name, f"{name}路1号", "850000", f"{name}街道")], EnvelopeSize.DL, date(2024, 3, 1))


def test_letters_are_joined_and_stacked() -> None:
    """Alone a letter has another glyph than among others: ب first, in the middle and last are three."""
    forms = {pieces(text, 20)[0].glyphs[place].letter for text, place in (("ب", 0), ("ببب", 0), ("ببب", 1), ("ببب", 2))}
    assert len(forms) == 4
    (stack,) = pieces("བསྒྲུབས", 20)
    assert len(stack.glyphs) < len("བསྒྲུབས")


def test_words_from_the_right_stand_from_the_right() -> None:
    (both,) = shaped(f"申请人{ABDULLA_MEMET}申请")
    assert both.text == ABDULLA_MEMET
    (first,) = pieces("ئابدۇللا", 20)
    left = [glyph.left for glyph in both.glyphs]
    assert left == sorted(left), "drawn from left to right"
    assert {glyph.letter for glyph in both.glyphs[-len(first.glyphs) :]} == {glyph.letter for glyph in first.glyphs}
    (dotted,) = shaped("ئابدۇللا·مەمەت")
    assert "·" in [glyph.letter for glyph in dotted.glyphs]


def test_a_line_ends_between_syllables_and_a_long_word_stays_within_its_cell() -> None:
    text = "བོད་ལྗོངས་" * 30
    ends = [text[line.end - 1] for line in SetText(text, Style(Face.FANG), WIDTH).lines]
    assert len(ends) > 3
    assert set(ends) == {"་"}
    for long in ("ئابدۇللا" * 9, "ئابدۇللا" * 3):
        narrow = SetText(long, Style(Face.FANG, pitch=PITCH), 6 * SIZE)
        assert all(line.width <= 6 * SIZE + 0.01 for line in narrow.lines)
        assert "".join(run.text for run in narrow.runs(0, 0) if isinstance(run, ShapedRun)) == long
    assert title_lines(f"关于{text[:40]}的答复书", 20)[0].endswith("་")


def test_what_a_script_lacks_is_framed_beside_what_it_has() -> None:
    assert "U+0661" in framed_words("مەمەت\u0661")
    proven(paper("مەمەت\u0661"), ".pdf")


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_paper_of_shaped_names_is_an_archive(tmp_path: Path, flavour: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(proven(paper(f"{TASHI_DONDRUP}{ABDULLA_MEMET}"), ".pdf"))
    assert faults(path, flavour) == {}


def test_each_word_is_found_by_whoever_searches_the_file() -> None:
    with pypdfium2.PdfDocument(proven(paper(ABDULLA_MEMET), ".pdf")) as document:
        text = document[0].get_textpage().get_text_range()
    assert all(word in text for word in ABDULLA_MEMET.split())
