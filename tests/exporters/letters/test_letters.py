"""Letters as files: what is drawn is what was filled, page by page and cell by cell."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from disclosure.errors import ExportError
from disclosure.letters.filling import fill
from disclosure.letters.values import Form, Letter, texts
from exporters.letters.paper import letter_docx, letter_pdf, letters_document
from exporters.paper.document import PageBreak, RightLine
from tests.exporters.paper.verapdf import faults
from tests.letters_factory import shipped, source_for

LETTERS = shipped()
EACH = pytest.mark.parametrize("code", LETTERS)
BLANKS = str.maketrans("", "", " \u3000\r\n")


def letter(code: str) -> Letter:
    """The letter of the invented case."""
    return fill(LETTERS[code], source_for(LETTERS[code]))


def pages(content: bytes) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.sampled(2)
@EACH
def test_a_letter_is_drawn_whole(code: str) -> None:
    made = letter(code)
    drawn = "".join(pages(letter_pdf([made]))).translate(BLANKS)
    for part in (made.title, made.number, *(text for block in made.blocks for text in _lines(block))):
        assert part.translate(BLANKS) in drawn


def _lines(block: object) -> tuple[str, ...]:
    """What of a block stands unbroken on the page: the texts of narrow cells and short lines."""
    longest = 4 if isinstance(block, Form) else 20
    return tuple(text for text in texts(block) if len(text) <= longest)  # type: ignore[arg-type]


def test_the_same_letter_makes_the_same_file() -> None:
    assert letter_pdf([letter("granted")]) == letter_pdf([letter("granted")])


def test_several_letters_begin_on_pages_of_their_own_numbered_from_one() -> None:
    found = pages(letter_pdf([letter("granted"), letter("receipt"), letter("already-public")]))
    titles = [page.translate(BLANKS) for page in found]
    for title in ("予以公开告知书", "登记回执", "已主动公开告知书"):
        assert any(title in page for page in titles)
    assert sum("—1—" in page for page in titles) == 3


def test_the_date_stands_four_characters_from_the_right_below_the_name() -> None:
    blocks = letters_document([letter("granted")]).blocks
    name, day = (block for block in blocks if isinstance(block, RightLine))
    assert (name.text, day.text, day.margin) == ("测试区测试街道办事处", "2024年4月9日", 4)
    assert name.holds_next
    assert not any(isinstance(block, PageBreak) for block in blocks)


def test_word_gets_real_styles_and_exact_lines() -> None:
    made = letter("correction-notice")
    document = docx.Document(BytesIO(letter_docx([made, letter("registration-form")])))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert {"Heading 1", "Body Text", "Normal", "Signature"} <= styles
    normal = document.styles["Normal"]
    assert 'w:eastAsia="仿宋_GB2312"' in normal.element.xml
    assert 'w:lineRule="exact"' in normal.element.xml
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert made.title in written
    assert "视为放弃申请" in written
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "收到申请之日" in cells
    assert len(document.sections) == 2


def test_word_files_are_the_same_for_the_same_letter() -> None:
    assert letter_docx([letter("granted")]) == letter_docx([letter("granted")])


def test_no_letters_are_refused() -> None:
    with pytest.raises(ExportError, match="没有选中任何文书"):
        letter_pdf([])


def test_the_files_date_is_the_letters() -> None:
    assert letters_document([letter("granted")]).dated_on == date(2024, 4, 9)


@pytest.fixture(scope="module")
def all_letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("文书") / "文书.pdf"
    path.write_bytes(letter_pdf([letter(code) for code in LETTERS]))
    return path


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_every_letter_is_archival_and_accessible(all_letters: Path, flavour: str) -> None:
    assert faults(all_letters, flavour) == {}
