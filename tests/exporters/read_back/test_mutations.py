"""A writer that loses or changes anything — a line, a character, a cell, a page — is refused, whatever it writes.

Each test lets one writer work on something slightly different from what it was given; what must stand in the file is
still what was given, and nothing may be handed over.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from disclosure.errors import ExportError
from disclosure.letters.filling import fill
from disclosure.letters.values import Cell, Form, Letter
from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport, Section
from exporters.letters import paper as letter_paper
from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from exporters.letters.paper import letter_lines
from exporters.paper import archive
from exporters.paper import sheet as paper_sheet
from exporters.paper.document import Block, Document, Heading, PageBreak, Paragraph, RightLine, Table, Title
from exporters.paper.files import render
from exporters.paper.structure import Structure
from exporters.read_back import proving
from exporters.read_back.lines import document_lines
from exporters.read_back.pdf import read_pdf
from exporters.read_back.proving import difference_of, proven
from exporters.report.files import KINDS, write_report
from storage.whole_file import whole_file
from tests.exporters.report.reports import sample_report
from tests.letters_factory import shipped, source_for

REPORT = replace(sample_report(), version_code="2023V1-0F3A52C1")


def _first(change: Callable[[str], str]) -> Callable[[AnnualReport], AnnualReport]:
    """Change the prose of the first section."""

    def changed(report: AnnualReport) -> AnnualReport:
        first, *others = report.sections
        return replace(report, sections=(Section(first.heading, change(first.text)), *others))

    return changed


def _swapped(text: str) -> str:
    lines = text.splitlines()
    lines[1], lines[3] = lines[3], lines[1]
    return "\n".join(lines)


def _without_table(report: AnnualReport) -> AnnualReport:
    return replace(report, sections=(*report.sections[:2], *report.sections[3:]))


PROSE: Mapping[str, Callable[[AnnualReport], AnnualReport]] = {
    "the opening is gone": lambda report: replace(report, opening=""),
    "one character of the opening": lambda report: replace(report, opening=report.opening.replace("要求", "要术")),
    "the last line of each paragraph": _first(lambda text: "\n".join(line[:-20] or line for line in text.splitlines())),
    "every paragraph of a section": _first(lambda _text: ""),
    "one paragraph": _first(lambda text: "\n".join(text.splitlines()[:-1])),
    "a heading within the prose": _first(lambda text: text.replace("（五）监督保障\n", "")),
    "two paragraphs change places": _first(_swapped),
    "件 becomes 千件": _first(lambda text: text.replace("件", "千件")),
    "one digit of the prose": _first(lambda text: text.replace("1,286", "1,236")),
    "a full stop is gone": _first(lambda text: text.removesuffix("。")),
    "another office signs": lambda report: replace(report, signature="青岚市云溪区灰鹭街道办事处"),
    "nobody signs": lambda report: replace(report, signature=""),
    "the year of 成文日期": lambda report: replace(report, dated_on=date(2023, 1, 26)),
    "成文日期 is gone": lambda report: replace(report, dated_on=None),
}
WHOLE: Mapping[str, Callable[[AnnualReport], AnnualReport]] = {
    "one character of the title": lambda report: replace(report, title=report.title.replace("白鹭", "白路")),
    "one cell": lambda report: replace(
        report, figures={**report.figures, CellKey("table3", "k1", "natural_person"): 777}
    ),
    "a table with its section": _without_table,
    "another version": lambda report: replace(report, version_code="2023-2-0F3A52C1"),
    "no version": lambda report: replace(report, version_code=""),
}


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("mutation", "suffix"),
    [
        (mutation, suffix)
        for mutation in (*PROSE, *WHOLE)
        for suffix in KINDS
        if suffix != ".xlsx" or mutation in WHOLE  # a workbook holds the tables alone
    ],
)
def test_a_report_that_lost_or_changed_anything_is_never_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, mutation: str
) -> None:
    kind, mutated = KINDS[suffix], {**PROSE, **WHOLE}[mutation](REPORT)

    def write(_report: AnnualReport, place: Path, *rest: Any) -> None:
        kind.write(mutated, place, *rest)

    monkeypatch.setattr("exporters.report.files.KINDS", {**KINDS, suffix: replace(kind, write=write)})
    path = tmp_path / f"年报{suffix}"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match="与报告不符"), whole_file(path) as aside:
        write_report(REPORT, aside)
    assert path.read_text(encoding="utf-8") == "old"


def test_a_label_of_a_table_is_read_back_like_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only figures were compared: a label could have said anything."""
    original = render

    def relabelled(document: Document, suffix: str) -> bytes:
        blocks = [_relabelled(block) if isinstance(block, Table) else block for block in document.blocks]
        return original(replace(document, blocks=tuple(blocks)), suffix)

    monkeypatch.setattr("exporters.report.files.render", relabelled)
    for suffix in (".pdf", ".docx"):
        with pytest.raises(ExportError, match="表格中应为"):
            write_report(REPORT, tmp_path / f"a{suffix}")


def _relabelled(table: Table) -> Table:
    cells = [replace(cell, text=cell.text.replace("予以公开", "不予公开")) for cell in table.grid.cells]
    return replace(table, grid=replace(table.grid, cells=tuple(cells)))


# --- pages ---


def _papers() -> Document:
    blocks: tuple[Block, ...] = (
        *(Paragraph(f"第{number}段，" + "政府信息公开" * 30) for number in range(12)),
        RightLine("测试街道办事处", 4),
    )
    return Document("测试文书", date(2024, 3, 1), blocks)


def _pages_of(content: bytes, wanted: Callable[[int], list[int]]) -> bytes:
    """Return a PDF with other pages of the same file."""
    from io import BytesIO  # noqa: PLC0415

    target = BytesIO()
    with pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, wanted(len(whole)))
        part.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "pages",
    [
        lambda count: list(range(count - 1)),
        lambda count: [0, *range(2, count)],
        lambda count: [1, 0, *range(2, count)],
        lambda count: [0, *range(count)],
    ],
    ids=["the last is gone", "one in the middle is gone", "two change places", "one stands twice"],
)
def test_a_paper_with_other_pages_is_refused(pages: Callable[[int], list[int]]) -> None:
    content = render(_papers(), ".pdf")
    assert difference_of(_papers(), content, ".pdf") is None
    assert difference_of(_papers(), _pages_of(content, pages), ".pdf") is not None


# --- what is in the tags and not on the page ---


def _drawn_otherwise(monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]) -> str | None:
    """Let each page say other operators; return what the read-back says."""
    original = paper_sheet.Sheet.turn

    def turned(sheet: Any) -> None:
        sheet._canvas._code[:] = map(change, sheet._canvas._code)
        original(sheet)

    monkeypatch.setattr(paper_sheet.Sheet, "turn", turned)
    return difference_of(_papers(), render(_papers(), ".pdf"), ".pdf")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("BT 0 Tc", "BT 3 Tr 0 Tc"), "没有画出来"),
        (lambda text: text.replace("BT 0 Tc", "1 g BT 0 Tc"), "没有画出来"),
        (lambda text: text.replace("1 0 0 1 ", "1 0 0 1 9") if " Tm" in text else text, "纸外"),
        (lambda text: text.replace("16 Tf", "0.01 Tf"), ""),
        (lambda text: text.replace("MCID 1>>", "MCID 2>>"), ""),
        (lambda text: text.replace("/P <</MCID 3>> BDC", "/Artifact <</Type /Layout>> BDC"), ""),
    ],
    ids=["invisible", "white", "beside the sheet", "too small to see", "under another mark", "under no mark"],
)
def test_text_that_only_the_tags_know_is_refused(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str], told: str
) -> None:
    fault = _drawn_otherwise(monkeypatch, change)
    assert fault is not None
    assert told in fault


def test_a_tree_that_begins_with_a_later_page_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page shows is looked for behind what the page before it showed, and then everywhere."""
    paper = Document("测试文书", date(2024, 3, 1), (Paragraph("第一页。"), PageBreak(), Paragraph("第二页。")))
    plain, original = read_pdf(render(paper, ".pdf")), archive.seal

    def turned(canvas: Any, structure: Structure) -> None:
        structure.root.children.sort(key=lambda element: element in structure.pages[0])
        original(canvas, structure)

    monkeypatch.setattr(archive, "seal", turned)
    assert read_pdf(render(paper, ".pdf")) == plain
    assert [line.texts for line in plain.lines] == [("测试文书",), ("第一页。",), ("第二页。",)]
    assert not plain.fault


def test_lines_drawn_over_one_another_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    original = paper_sheet.Sheet.text

    def one_height(sheet: paper_sheet.Sheet, runs: Any) -> None:
        original(sheet, [run._replace(baseline=400.0) for run in runs])

    monkeypatch.setattr(paper_sheet.Sheet, "text", one_height)
    fault = difference_of(_papers(), render(_papers(), ".pdf"), ".pdf")
    assert fault is not None
    assert "排在了前一" in fault


# --- letters ---


def _letter() -> Letter:
    return fill(shipped()["receipt"], source_for(shipped()["receipt"]))


LETTERS: Mapping[str, Callable[[Letter], Letter]] = {
    "one character of the title": lambda letter: replace(letter, title=f"{letter.title}书"),
    "another number": lambda letter: replace(letter, number="测街公开〔2024〕99号"),
    "another addressee": lambda letter: replace(letter, addressee="李某某"),
    "the last block": lambda letter: replace(letter, blocks=letter.blocks[:-1]),
    "the first block": lambda letter: replace(letter, blocks=letter.blocks[1:]),
    "two blocks change places": lambda letter: replace(letter, blocks=letter.blocks[::-1]),
    "another office signs": lambda letter: replace(letter, signature="某街道办事处"),
    "the year of 成文日期": lambda letter: replace(
        letter, dated_on=letter.dated_on.replace(year=letter.dated_on.year - 1)
    ),
    "nobody signs": lambda letter: replace(letter, signature=""),
}


@pytest.mark.sampled
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("code", ["granted", "receipt"])
@pytest.mark.parametrize("mutation", LETTERS)
def test_a_letter_that_lost_or_changed_anything_is_never_handed_over(code: str, suffix: str, mutation: str) -> None:
    letter = replace(fill(shipped()[code], source_for(shipped()[code])), addressee="张某某", number="测〔2024〕1号")
    drawn = letter_paper.letters_document([LETTERS[mutation](letter)])
    with pytest.raises(ExportError, match="与内容不符"):
        proven(drawn, suffix, letter_lines([letter]))
    proven(letter_paper.letters_document([letter]), suffix, letter_lines([letter]))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_cell_of_a_form_is_read_back(suffix: str) -> None:
    letter = fill(shipped()["application-form"], source_for(shipped()["application-form"]))
    form = next(block for block in letter.blocks if isinstance(block, Form))
    for place in (0, len(form.cells) // 2, len(form.cells) - 1):
        cells = [replace(cell, text=f"{cell.text}错") if at == place else cell for at, cell in enumerate(form.cells)]
        wrong = replace(form, cells=tuple(cells))
        blocks = tuple(wrong if block is form else block for block in letter.blocks)
        drawn = letter_paper.letters_document([replace(letter, blocks=blocks)])
        with pytest.raises(ExportError, match="与内容不符"):
            proven(drawn, suffix, letter_lines([letter]))


def test_the_letter_lost_of_several_is_missed() -> None:
    letters = [fill(shipped()[code], source_for(shipped()[code])) for code in ("granted", "receipt")]
    with pytest.raises(ExportError, match="与内容不符"):
        proven(letter_paper.letters_document(letters[:1]), ".pdf", letter_lines(letters))


# --- papers of lists, notes, sheets: whatever is made of a document ---

PAPER = Document(
    "清单",
    date(2024, 3, 1),
    (
        Heading("一、登记情况"),
        Paragraph("共2件。"),
        letter_paper.form_table(
            Form(
                2,
                (1, 1),
                tuple(Cell(row, column, f"格{row}{column}") for row in (0, 1) for column in (0, 1)),
            )
        ),
        Title("又一份"),
        RightLine("测试街道办事处", 4),
    ),
)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("place", range(5))
def test_a_block_lost_from_any_paper_is_missed(monkeypatch: pytest.MonkeyPatch, suffix: str, place: int) -> None:
    less = replace(PAPER, blocks=PAPER.blocks[:place] + PAPER.blocks[place + 1 :])
    monkeypatch.setattr(proving, "render", lambda _document, kind: render(less, kind))
    with pytest.raises(ExportError, match="与内容不符"):
        proven(PAPER, suffix)
    assert len(document_lines(PAPER)) == len(document_lines(less)) + (2 if place == 2 else 1)


# --- envelopes ---

ENVELOPE = Envelope("张某某", "示例市测试区测试路2号", "350001", "测试街道办事处", "测试路1号", "350000")


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "张某"},
        {"address": "示例市测试区测试路3号"},
        {"postcode": "350007"},
        {"sender": "某街道办事处"},
        {"sender_address": ""},
        {"sender_postcode": "350009"},
    ],
)
def test_an_envelope_that_lost_or_changed_anything_is_never_handed_over(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    from exporters.letters import envelopes  # noqa: PLC0415

    original = envelopes._draw
    wrong = replace(ENVELOPE, **changed)
    monkeypatch.setattr(envelopes, "_draw", lambda canvas, _envelope, *size: original(canvas, wrong, *size))
    with pytest.raises(ExportError, match="与内容不符"):
        envelopes_pdf([ENVELOPE], EnvelopeSize.DL, date(2024, 3, 1))
