"""Whatever writes a file hands none over that lost a line, a character, a cell or a page.

The loss happens where the file is made, below every writer; what the writers have in common is shown in
tests/exporters/read_back, here that none of them goes round it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from disclosure.errors import ExportError
from disclosure.letters.filling import fill
from disclosure.letters.source import LetterSource
from disclosure.records import LEDGERS, IssuedLetter, Request, Review
from exporters import sheets
from exporters.ledgers.blank import write_blank_ledger
from exporters.paper import pagination, press, word
from exporters.paper.document import BlankLine, Document, Figure, PageBreak, Table
from exporters.paper.joined import joined
from exporters.read_back.proving import write_proven
from setup.leaflet import leaflet
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.deadline_note import export_deadline_note
from tasks.calendar.loading import shipped_calendar
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.inspection_ledger import export_statutory_ledger, printed_ledger
from tasks.letters.envelopes import write_envelopes
from tasks.letters.issuing import draft_letter, issue_letter, paper_of
from tasks.letters.templates import templates
from tasks.packages.archive import write_archive
from tasks.packages.evidence import gather_papers
from tasks.packages.handover import hand_over
from tasks.report.chart_figures import charts
from tasks.report.pictures import export_charts
from tasks.report.writing import printed_report
from tasks.safety.recovery_sheet import write_recovery_sheet
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.letters_factory import office as complete
from tests.records_factory import make_release, make_request, make_review, make_step

TODAY = date(2024, 3, 20)
Writer = Callable[[Registers, Path], object]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    """An office with one of everything that is written."""
    with new_registers(tmp_path_factory.mktemp("office") / "a.sqlite", now=fixed_now, by="测试员") as registers:
        registers.save(complete())
        kept = registers.save(make_request(number="2024-001", address="测试路1号", postcode="350000")).record_id
        registers.save(make_step(registers.get(Request, kept)))
        registers.save(make_review(related_request="2024-001"))
        registers.save(make_release())
        yield registers


def the_request(office: Registers) -> Request:
    return next(office.all(Request))


def letter(office: Registers) -> Any:
    return fill(
        templates(office)["receipt"],
        LetterSource(profile=office.profile(), dated_on=TODAY, request=the_request(office)),
    )


def issued(office: Registers, _out: Path) -> IssuedLetter:
    typed = {"信息名称": "某清单", "检索情况": "已检索全部目录"}
    return issue_letter(office, draft_letter(office, the_request(office), "not-existing", typed, dated_on=TODAY))


PAPERS: dict[str, Writer] = {
    "report to print": lambda office, _out: printed_report(office, 2023, TODAY),
    "letter to print": lambda office, _out: paper_of([letter(office)], office.profile()),
    "letter issued": issued,
    "statutory ledger.pdf": lambda office, out: export_statutory_ledger(office, "requests", out / "台账.pdf", TODAY),
    "ledger to print": lambda office, _out: printed_ledger(office, "releases", TODAY, Query()),
    "deadline note": lambda office, out: export_deadline_note(office, the_request(office).id, out / "期限.pdf", TODAY),
    "recovery sheet": lambda office, out: write_recovery_sheet(office, "AAAA-BBBB", out / "密钥.pdf", TODAY),
    "charts.pdf": lambda office, out: export_charts(office, 2024, charts(office, 2024, TODAY), out / "图表.pdf", TODAY),
    "handover": lambda office, out: hand_over(office, out, datetime(2024, 3, 20, tzinfo=UTC)),
    "archive": lambda office, out: write_archive(office, 2024, out, TODAY),
    "leaflet": lambda _office, out: write_proven(leaflet(), out / "安装说明.pdf"),
}


def is_written(block: object) -> bool:
    return not isinstance(block, BlankLine | PageBreak | Table | Figure)


def a_line(document: Document) -> Document | None:
    place = next((at for at, one in enumerate(document.blocks) if is_written(one)), None)
    if place is None:
        return None
    return replace(document, blocks=document.blocks[:place] + document.blocks[place + 1 :])


def a_character(document: Document) -> Document:
    blocks: list[Any] = list(document.blocks)
    for place in reversed(range(len(blocks))):
        if is_written(blocks[place]) and blocks[place].text.strip():
            blocks[place] = replace(blocks[place], text=blocks[place].text.strip()[:-1])
            return replace(document, blocks=tuple(blocks))
    return replace(document, title=document.title[:-1])


def a_cell(document: Document) -> Document | None:
    blocks: list[Any] = list(document.blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            cells = list(block.grid.cells)
            last = max(at for at, cell in enumerate(cells) if cell.text.strip())
            cells[last] = replace(cells[last], text="")
            blocks[place] = replace(block, grid=replace(block.grid, cells=tuple(cells)))
            return replace(document, blocks=tuple(blocks))
    return None


def without_last_page(content: bytes) -> bytes | None:
    with pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument.new() as part:
        if len(whole) == 1:
            return None
        part.import_pages(whole, list(range(len(whole) - 1)))
        part.save(kept := BytesIO())
    return kept.getvalue()


LOSSES = {"a line": a_line, "a character": a_character, "a cell": a_cell}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the files of a test go."""
    folder = tmp_path / "出"
    folder.mkdir()
    return folder


def refused(writer: Writer, office: Registers, out: Path, tried: list[bool]) -> None:
    """No file, and a sentence; where the paper has nothing of the kind to lose there is nothing to refuse."""
    letters, said = office.count(IssuedLetter), ""
    try:
        writer(office, out)
    except ExportError as reason:
        said = str(reason)
    assert any(tried) == ("不符" in said), "handed over though it lost something, or refused though it did not"
    if not said:
        pytest.skip("nothing of the kind is on this paper")
    assert (list(out.iterdir()), office.count(IssuedLetter)) == ([], letters)


@pytest.mark.sampled
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("writer", PAPERS)
def test_no_paper_is_handed_over_that_lost_anything(
    office: Registers, out: Path, writer: str, loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []

    def losing(original: Callable[[Document], bytes]) -> Callable[[Document], bytes]:
        def draw(document: Document) -> bytes:
            less = LOSSES[loss](document)
            tried.append(less is not None)
            return original(less or document)

        return draw

    monkeypatch.setattr(press, "laid_out", losing(pagination.laid_out))
    monkeypatch.setattr(word, "render_word", losing(word.render_word))
    refused(PAPERS[writer], office, out, tried)


@pytest.mark.parametrize("writer", [name for name in PAPERS if not name.endswith(".docx")])
def test_no_paper_is_handed_over_that_lost_a_page(
    office: Registers, out: Path, writer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []
    original = pagination.laid_out

    def draw(document: Document) -> bytes:
        content = original(document)
        less = without_last_page(content)
        tried.append(less is not None)
        return less or content

    monkeypatch.setattr(press, "laid_out", draw)
    refused(PAPERS[writer], office, out, tried)


def test_envelopes_of_which_one_is_lost_are_not_handed_over(
    office: Registers, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exporters.letters import envelopes  # noqa: PLC0415

    original, drawn = envelopes._draw, []

    def draw(*given: Any) -> None:
        drawn.append(given)
        if len(drawn) != 2:
            original(*given)

    monkeypatch.setattr(envelopes, "_draw", draw)
    with pytest.raises(ExportError, match="不符"):
        write_envelopes(office, [the_request(office)] * 3, out / "信封.pdf", dated_on=TODAY)
    assert list(out.iterdir()) == []


def test_papers_joined_to_be_printed_lose_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages were put together and never looked at again."""
    papers = [press.printed(replace(leaflet(), title=title)) for title in ("甲", "乙")]
    original = pypdfium2.PdfDocument.import_pages

    def lossy(whole: Any, part: Any, *_rest: Any) -> None:
        original(whole, part, list(range(len(part) - 1)))

    monkeypatch.setattr(pypdfium2.PdfDocument, "import_pages", lossy)
    with pytest.raises(ExportError, match="与各份原件不符"):
        joined(papers)


# --- tables ---


def ledger(register: str, suffix: str) -> Writer:
    return lambda office, out: export_ledger(office, register, out / f"台账{suffix}")


def statutory(suffix: str) -> Writer:
    return lambda office, out: export_statutory_ledger(office, "requests", out / f"台账{suffix}", TODAY)


TABLES: dict[str, Writer] = {
    **{
        f"ledger of {register}{suffix}": ledger(register, suffix)
        for register in ("requests", "releases", "reviews")
        for suffix in (".xlsx", ".csv")
    },
    **{f"statutory ledger{suffix}": statutory(suffix) for suffix in (".xlsx", ".csv")},
    "values of charts": lambda office, out: export_charts(
        office, 2024, charts(office, 2024, TODAY), out / "图表.csv", TODAY
    ),
    "evidence": lambda office, out: gather_papers(office, next(office.all(Review)), out, shipped_calendar()),
    "archive": PAPERS["archive"],
}
ROW_LOSSES: dict[str, Callable[[list[list[Any]]], list[list[Any]]]] = {
    "a line": lambda rows: rows[:-1],
    "a cell": lambda rows: [*rows[:-1], [None if value == rows[-1][0] else value for value in rows[-1]]],
    "a character": lambda rows: [*rows[:-1], [f"{rows[-1][0]}"[:-1], *rows[-1][1:]]],
}


@pytest.mark.parametrize("loss", ROW_LOSSES)
@pytest.mark.parametrize("writer", TABLES)
def test_no_table_is_handed_over_that_lost_anything(
    office: Registers, out: Path, writer: str, loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []

    def losing(original: Callable[..., None]) -> Callable[..., None]:
        def write(*given: Any) -> None:
            *others, rows = given
            whole = [list(row) for row in rows]
            tried.append(bool(whole))
            original(*others, ROW_LOSSES[loss](whole) if whole else whole)

        return write

    for name in ("_write_xlsx", "_write_csv"):
        monkeypatch.setattr(sheets, name, losing(getattr(sheets, name)))
    refused(TABLES[writer], office, out, tried)


@pytest.mark.parametrize("register", LEDGERS)
def test_a_blank_ledger_has_all_its_columns_or_is_not_handed_over(
    register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlsxwriter  # noqa: PLC0415

    original = xlsxwriter.worksheet.Worksheet.write_string

    def lossy(sheet: Any, row: int, column: int, *rest: Any) -> Any:
        return original(sheet, row, column, *rest) if column != 2 else 0

    write_blank_ledger(LEDGERS[register], tmp_path / "空.xlsx")
    monkeypatch.setattr(xlsxwriter.worksheet.Worksheet, "write_string", lossy)
    with pytest.raises(ExportError, match="少了栏目"):
        write_blank_ledger(LEDGERS[register], tmp_path / "少.xlsx")
