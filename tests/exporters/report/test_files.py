"""A report is written whole, proved and always the same, or not at all."""

import hashlib
import itertools
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml.ns import qn
from lxml import html
from openpyxl.utils import get_column_letter
from pypdf import PdfReader

from disclosure.errors import ExportError
from disclosure.report.cells import CELLS, FEE_CELL, CellKey
from disclosure.report.model import AnnualReport, Section
from disclosure.report.tables import StatTable
from exporters.report import html as report_html
from exporters.report import paper as report_paper
from exporters.report.files import KINDS, write_report
from exporters.report.formats import FORMATS
from exporters.report.json import report_json
from importers.published import read_published
from storage.whole_file import whole_file
from tests.exporters.paper.verapdf import faults
from tests.exporters.report.reports import no_room_beyond, sample_report

_ROOT = Path(__file__).parents[3]


Written = Callable[[str], Path]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The report as a file of a kind, made once, to be read."""
    folder = tmp_path_factory.mktemp("paper")

    @cache
    def of(suffix: str) -> Path:
        write_report(sample_report(), folder / f"年度报告{suffix}")
        return folder / f"年度报告{suffix}"

    return of


@pytest.fixture(scope="module")
def printed(written: Written) -> Path:
    return written(".pdf")


def test_every_format_told_can_be_written_and_is_read_back() -> None:
    assert list(FORMATS) == list(KINDS)


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_of_file_reads_back_as_the_report(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"年报{suffix.upper()}"
    write_report(sample_report(), path)
    reading = KINDS[suffix].read(path)
    assert reading.fault == ""
    assert [one._replace(begins_page=False) for one in reading.lines] == list(KINDS[suffix].lines(sample_report()))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys, hashlib, pathlib\n"
        "from exporters.report.files import KINDS, write_report\n"
        "from tests.exporters.report.reports import sample_report\n"
        "for suffix in KINDS:\n"
        "    path = pathlib.Path(sys.argv[1], f'report{suffix}'); write_report(sample_report(), path)\n"
        "    print(suffix, hashlib.sha256(path.read_bytes()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "2", "PYTHONPATH": str(_ROOT)}  # this process has another
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, env=environment
    )
    there, here = done.stdout.splitlines(), []
    for suffix in KINDS:
        path = tmp_path / f"here{suffix}"
        write_report(sample_report(), path)
        here.append(f"{suffix} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    assert here == there


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_the_pdf_is_an_archive_that_everybody_can_read(printed: Path, flavour: str) -> None:
    assert faults(printed, flavour) == {}


def test_every_font_of_the_pdf_is_embedded(printed: Path) -> None:
    fonts = [
        font.get_object()["/FontDescriptor"].get_object()
        for page in PdfReader(printed).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    assert all("/FontFile2" in font for font in fonts)


def test_the_tables_on_the_page_are_the_tables_of_the_report_and_table_three_is_not_cut(printed: Path) -> None:
    """Reads ruled cells by their place on the page, not by their tags; table three stands with its heading."""
    with pdfplumber.open(printed) as document:
        drawn = [table for page in document.pages for table in page.extract_tables()]
        pages = [page.extract_text() for page in document.pages]
    for table, rows in zip(sample_report().tables, drawn, strict=True):
        assert (len(rows), len(rows[0])) == (table.rows, table.columns)
        for cell in table.cells:
            shown = rows[cell.row][cell.column]
            assert shown is not None, cell
            assert "".join(shown.split()) == "".join(cell.text.split())
    (page,) = [text for text in pages if "三、收到和处理政府信息公开申请情况" in text]
    assert "四、结转下年度继续办理" in page


def test_the_pages_are_the_grid_of_the_standard(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_report(replace(sample_report(), sections=(Section("一、总体情况", "政" * 2000),), opening=""), path)
    with pdfplumber.open(path) as document:
        page = document.pages[1]
        lines = page.extract_text_lines(return_chars=True)
    body, number = lines[:-1], lines[-1]
    assert len(body) == 22
    assert {len(line["chars"]) for line in body} == {28}
    assert all(abs(line["x1"] - (210 - 26) * 72 / 25.4) <= 0.5 for line in body)
    assert all(abs(line["x0"] - 28 * 72 / 25.4) <= 0.5 for line in body)
    assert number["text"].replace(" ", "") == "—2—"
    assert number["x0"] < 150


def test_the_outline_of_the_pdf_names_every_heading(printed: Path) -> None:
    def flat(entries: list[object]) -> list[str]:
        nested = [
            flat(one) if isinstance(one, list) else [str(one["/Title"])]  # type: ignore[index]
            for one in entries
        ]
        return [name for names in nested for name in names]

    names = flat(list(PdfReader(printed).outline))
    report = sample_report()
    assert names[0] == report.title
    assert [name for name in names if name[0] in "一二三四五六"] == [section.heading for section in report.sections]
    assert "（五）监督保障" in names


def test_the_date_inside_the_pdf_is_the_date_of_the_report(tmp_path: Path, printed: Path) -> None:
    metadata = PdfReader(printed).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == sample_report().dated_on
    assert metadata.title == sample_report().title
    del tmp_path


# --- a file that differs is never handed over ---


def _with_a_wrong_cell(table: StatTable) -> StatTable:
    cells = list(table.cells)
    place = next(place for place, cell in enumerate(cells) if cell.key is not None)
    cells[place] = replace(cells[place], text="999")
    return replace(table, cells=tuple(cells))


def _draws_wrongly(report: AnnualReport, code: str) -> StatTable:
    return _with_a_wrong_cell(next(table for table in report.tables if table.code == code))


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".xlsx", ".txt", ".json"])
def test_a_file_with_one_wrong_cell_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("old", encoding="utf-8")
    kind = KINDS[suffix]
    figures = {**sample_report().figures, CellKey("table3", "k1", "natural_person"): 777}
    wrong = replace(sample_report(), figures=figures)

    def write(_report: AnnualReport, place: Path, *rest: object) -> None:
        kind.write(wrong, place, *rest)  # type: ignore[arg-type]

    kinds: Mapping[str, object] = {**KINDS, suffix: replace(kind, write=write)}
    monkeypatch.setattr("exporters.report.files.KINDS", kinds)
    with pytest.raises(ExportError, match="与报告不符"), whole_file(path) as aside:
        write_report(sample_report(), aside)
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("module", "suffix"), [(report_paper, ".pdf"), (report_paper, ".docx"), (report_html, ".html")]
)
def test_one_corrupted_cell_of_the_drawing_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, suffix: str
) -> None:
    original = module._table  # type: ignore[attr-defined]

    def corrupted(*arguments: object) -> object:
        *others, table = arguments
        assert isinstance(table, StatTable)
        return original(*others, _with_a_wrong_cell(table))

    monkeypatch.setattr(module, "_table", corrupted)
    with pytest.raises(ExportError, match="999"):
        write_report(sample_report(), tmp_path / f"a{suffix}")


@pytest.mark.parametrize(
    ("step", "suffix"),
    [
        ("report.text.figure_text", ".txt"),
        ("report.json._number", ".json"),
        ("report.xlsx._Sheet._write_figure", ".xlsx"),
    ],
)
@pytest.mark.parametrize("place", [1, 40, 190])
def test_one_corrupted_figure_of_the_other_papers_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, suffix: str, place: int
) -> None:
    """The writer's own step goes wrong at one cell; the report it was given is right."""
    whole = pkgutil.resolve_name(f"exporters.{step}")
    met = itertools.count()

    def corrupted(*given: Any) -> object:
        if next(met) != place:
            return whole(*given)
        if suffix != ".xlsx":
            return "999" if suffix == ".txt" else 999
        sheet, _, row, column, style = given
        return sheet._sheet.write_number(row, column, 999, style)

    monkeypatch.setattr(f"exporters.{step}", corrupted)
    with pytest.raises(ExportError, match="999"):
        write_report(sample_report(), tmp_path / f"a{suffix}")


def test_an_unknown_kind_of_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.pdf、\.docx"):
        write_report(sample_report(), tmp_path / "a.odt")


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
@pytest.mark.parametrize("suffix", KINDS)
def test_a_disk_that_fills_up_is_one_sentence_and_no_crash_beside_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    write_report(sample_report(), path)
    whole = path.read_bytes()
    with (
        no_room_beyond(len(whole) // 2) as crashes,
        pytest.raises(ExportError, match="写不进"),
        whole_file(path) as aside,
    ):
        write_report(sample_report(2024), aside)
    assert crashes == []
    assert (path.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (whole, [path.name])


def test_no_report_is_refused_for_a_character(tmp_path: Path) -> None:
    """𠮷 stopped the report of a year; what no font has is framed."""
    report = replace(sample_report(), opening="张\U00020bb7与\U0002b820和\U0001f600")
    for suffix in KINDS:
        write_report(report, tmp_path / f"a{suffix}")


# --- odd reports ---

_ODD = {
    "markup": "<b>不是粗体</b> &amp; <para> <!-- --> ]]>",
    "a very long word": "https://www.example.gov.cn/" + "abcdefgh" * 200,
    "ten thousand characters": "政府信息公开，" * 1430,
    "marks only": "，。；" * 100,
    "control characters": "甲\x00乙\x0b丙\ufeff丁\u200b戊",
    "a formula": "=HYPERLINK(1)\n+1\n-1\n@SUM(1)",
    "rare characters": "喆䶮㙍珺堃旻昇镕犇〇㎡①",
    "spaces": "  　 \t  ",
}


@pytest.mark.sampled
@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("text", _ODD.values(), ids=_ODD)
def test_an_odd_text_is_printed_as_typed(tmp_path: Path, suffix: str, text: str) -> None:
    first, *others = sample_report().sections
    sections = (replace(first, text=text), *others)
    report = replace(sample_report(), sections=sections, opening=text, signature=text.splitlines()[0][:20])
    write_report(report, tmp_path / f"a{suffix}")


def test_typed_markup_stands_on_the_page_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_report(replace(sample_report(), opening=_ODD["markup"]), path)
    assert "<b>不是粗体</b>&amp;<para>" in "".join(PdfReader(path).pages[0].extract_text().split())


@pytest.mark.parametrize("suffix", KINDS)
def test_a_report_of_nothing_but_a_title_is_written(tmp_path: Path, suffix: str) -> None:
    write_report(AnnualReport(2023, "只有标题"), tmp_path / f"a{suffix}") if suffix != ".xlsx" else None


@pytest.mark.parametrize("suffix", KINDS)
def test_a_report_with_unread_and_printed_cells_is_written(tmp_path: Path, suffix: str) -> None:
    figures = {**sample_report().figures, CELLS[0]: "/", CELLS[1]: None, CELLS[50]: ""}
    write_report(replace(sample_report(), figures=figures), tmp_path / f"a{suffix}")


def test_a_report_of_many_pages_is_an_archive_too(tmp_path: Path) -> None:
    sections = tuple(replace(section, text=section.text * 6) for section in sample_report().sections)
    path = tmp_path / "a.pdf"
    write_report(replace(sample_report(), sections=sections), path)
    assert faults(path, "2a") == {}
    assert faults(path, "ua1") == {}


# --- the papers that go on to other programs ---


def test_every_heading_of_the_word_tables_stands_above_its_own_column(written: Written) -> None:
    """In Word 商业企业 stood one column too far to the right, and 总计 in the first column."""
    path = written(".docx")
    for table, drawn in zip(sample_report().tables, docx.Document(str(path)).tables, strict=True):
        grid = [row.cells for row in drawn.rows]  # drawn.cell(…) makes the whole grid anew each time
        for cell in table.cells:
            merged = {
                grid[row][column]._tc
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            }
            assert len(merged) == 1, cell
            assert "".join(grid[cell.row][cell.column].text.split()) == "".join(cell.text.split()), cell


def test_the_word_report_has_real_headings_in_the_fonts_offices_have(written: Written) -> None:
    """GB/T 9704: 标题小标宋, 一级黑体, 二级楷体, 正文仿宋."""
    path = written(".docx")
    document = docx.Document(str(path))
    styles = {line.text: str(line.style.name) for line in document.paragraphs if line.style is not None}
    report = sample_report()
    assert styles["青岚市云溪区白鹭街道办事处\n2023年政府信息公开工作年度报告"] == "Heading 1"
    assert {styles[section.heading] for section in report.sections} == {"Heading 2"}
    assert styles["（五）监督保障"] == "Heading 3"
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3")
    }
    assert fonts == {
        "Normal": "仿宋_GB2312",
        "Heading 1": "方正小标宋简体",
        "Heading 2": "黑体",
        "Heading 3": "楷体_GB2312",
    }


def test_the_day_of_a_word_report_stands_four_characters_from_the_right(written: Written) -> None:
    """Blanks at the end of a line move nothing in a flush-right paragraph: the day stood at the edge."""
    path = written(".docx")
    *_, name, day = docx.Document(str(path)).paragraphs
    right = [line._p.xpath("w:pPr/w:ind/@w:rightChars") for line in (name, day)]
    assert (day.text, right) == ("2024年1月26日", [["100"], ["400"]])


def test_the_rows_of_a_word_table_stay_with_each_other(written: Written) -> None:
    """Table three was cut after its fourth row; 「跟下段同页」 in all rows but the last keeps it on one page."""
    path = written(".docx")
    for table in docx.Document(str(path)).tables:
        kept = [row.cells[-1].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept == [True] * (len(kept) - 1) + [None]


_KEPT_BY_PORTALS = {"align", "border", "cellpadding", "cellspacing", "width", "rowspan", "colspan", "lang", "charset"}


def test_the_page_has_real_tables_and_nothing_a_portal_would_strip(written: Written) -> None:
    path = written(".html")
    page: Any = html.fromstring(path.read_bytes())
    assert {name for element in page.iter() for name in element.attrib} <= _KEPT_BY_PORTALS
    assert not page.xpath("//style|//script|//link|//img|//iframe|//font|//span|//div")
    for table, drawn in zip(sample_report().tables, page.xpath("//table"), strict=True):
        spans = [(int(one.get("rowspan", 1)), int(one.get("colspan", 1))) for one in drawn.iter("td", "th")]
        cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
        assert spans == [(cell.row_span, cell.column_span) for cell in cells]
        texts = ["".join(one.text_content().split()) for one in drawn.iter("td", "th")]
        assert texts == ["".join(cell.text.split()) for cell in cells]


def _added(formula: str, sheet: Any) -> Decimal:
    """Add up as a spreadsheet does, from what stands in the cells and never from what was kept of a formula."""
    sums = re.fullmatch(r"=SUM\((\w+:\w+)\)", formula)
    assert sums, formula
    values = [cell.value for row in sheet[sums[1]] for cell in row if cell.value is not None]
    return sum((_added(one, sheet) if isinstance(one, str) else Decimal(str(one)) for one in values), Decimal(0))


def test_every_sum_of_the_workbook_worked_out_anew_is_the_published_figure(written: Written) -> None:
    """A formula over the wrong cells shows the right figure until somebody opens the file: here it is worked out."""
    path = written(".xlsx")
    worked_out, shown = 0, openpyxl.load_workbook(path, data_only=True)
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (one for row in sheet for one in row if str(one.value).startswith("=SUM")):
            assert _added(str(cell.value), sheet) == shown[sheet.title][cell.coordinate].value, cell
            worked_out += 1
    assert worked_out == 25 + 6 + 3  # the rows and the columns of table three, the blocks of table four


def test_each_table_of_the_workbook_prints_on_one_sheet_of_a4_and_keeps_its_labels_in_sight(written: Written) -> None:
    path = written(".xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        setup = sheet.sheet_properties.pageSetUpPr
        assert setup is not None
        assert setup.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
        assert str(sheet.page_setup.paperSize) == "9"
    seen = {sheet.title: sheet.freeze_panes for sheet in book.worksheets}
    assert seen == {"表二": "B3", "表三": "D6", "表四": "A6"}  # table two has a head for each of its blocks


@pytest.mark.skipif(
    not (Path(shutil.which("soffice") or "").resolve().parent / "libsclo.so").exists(),
    reason="LibreOffice's spreadsheets are not installed",
)
def test_libreoffice_works_out_the_same_figures(written: Written, tmp_path: Path) -> None:
    """Without the kept results, so that it must work them out."""
    path = written(".xlsx")
    bare = openpyxl.load_workbook(path)
    bare.save(tmp_path / "b.xlsx")
    environment = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(
        [
            "soffice",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "done"),
            str(tmp_path / "b.xlsx"),
        ],
        env=environment,
        check=True,
        timeout=120,
        capture_output=True,
    )
    assert KINDS[".xlsx"].read(tmp_path / "done" / "b.xlsx").cells == KINDS[".xlsx"].read(path).cells
    sheet = openpyxl.load_workbook(tmp_path / "done" / "b.xlsx", data_only=True)["表三"]
    assert {sheet.cell(31, column).value for column in range(4, 11)} == {"相符"}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("length", range(0, 700, 35))
def test_the_signature_never_stands_alone_on_a_page(tmp_path: Path, length: int) -> None:
    path = tmp_path / "a.pdf"
    report = replace(sample_report(), sections=(Section("六、其他需要报告的事项", "政" * (300 + length)),), opening="")
    write_report(report, path)
    last = PdfReader(path).pages[-1].extract_text()
    assert "政政" in last
    assert report.signature in last
    assert "1月26日" in last


# --- what programs and spreadsheets read ---


def test_the_json_is_keyed_by_the_printed_labels() -> None:
    wording = json.loads((_ROOT / "tests/data/official-format.json").read_text(encoding="utf-8"))
    content = report_json(sample_report())
    assert content["format"] == "disclosure-report/1"
    assert content["table2"]["行政规范性文件"] == [2, 5, 16]
    assert content["table2"]["行政许可"] == 18642
    assert content["table2"]["行政事业性收费"] == 59237.2449
    assert content["columns"] == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert all(len(row) == 7 for row in content["table3"].values())
    assert all(label in json.dumps(wording, ensure_ascii=False) for label in content["table3"])
    assert list(content["table4"]) == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert [part["heading"] for part in content["sections"]] == [part.heading for part in sample_report().sections]
    assert content["dated_on"] == "2024-01-26"


def test_the_workbook_adds_up_by_itself(written: Written) -> None:
    path = written(".xlsx")
    sheet = openpyxl.load_workbook(path)["表三"]
    assert sheet["J6"].value == "=SUM(D6:I6)"
    assert sheet["D29"].value == "=SUM(D8:D28)"
    assert sheet["D31"].value == '=IF(D6+D7=D29+D30,"相符","不符")'
    shown = openpyxl.load_workbook(path, data_only=True)["表三"]
    assert {shown.cell(31, column).value for column in range(4, 11)} == {"相符"}


def test_a_total_that_does_not_add_up_stays_as_published(tmp_path: Path) -> None:
    report = replace(sample_report(), figures={**sample_report().figures, CellKey("table3", "n1", "total"): 12345})
    write_report(report, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["表三"]["J6"].value == 12345
    assert openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["表三"]["J31"].value == "不符"


def test_a_title_that_looks_like_a_formula_is_only_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_report(replace(sample_report(), title="=1+1"), path)
    assert openpyxl.load_workbook(path)["表三"]["A1"].data_type == "s"


def test_the_fee_keeps_all_its_decimals_everywhere(tmp_path: Path) -> None:
    report = replace(sample_report(), figures={**sample_report().figures, FEE_CELL: Decimal("0.000001")})
    for suffix in KINDS:
        write_report(report, tmp_path / f"a{suffix}")
        assert "0.000001" in str(KINDS[suffix].read(tmp_path / f"a{suffix}").lines)


def test_the_files_of_two_reports_differ(tmp_path: Path) -> None:
    write_report(sample_report(2023), tmp_path / "a.pdf")
    write_report(sample_report(2024), tmp_path / "b.pdf")
    digests = {hashlib.sha256(path.read_bytes()).digest() for path in tmp_path.iterdir()}
    assert len(digests) == 2


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_fifty_fen_are_printed_without_an_exponent_and_read_back(tmp_path: Path, suffix: str) -> None:
    """0.5 元 stood as 5e-05 in the JSON, and the workbook gave nothing back."""
    report = replace(sample_report(), figures={**sample_report().figures, FEE_CELL: Decimal("0.00005")})
    path = tmp_path / f"年报{suffix}"
    write_report(report, path)
    if suffix == ".json":
        text = path.read_text(encoding="utf-8")
        assert '"行政事业性收费": 0.00005' in text
        assert json.loads(text) == json.loads(json.dumps(report_json(report)))
    assert read_published(path).figures[FEE_CELL] == Decimal("0.00005")


def test_no_row_of_the_workbook_is_lower_than_its_words(written: Written) -> None:
    """The long labels of table three lay over each other: no program finds the height of a merged cell."""
    path = written(".xlsx")
    for sheet in openpyxl.load_workbook(path).worksheets:
        merged: dict[tuple[Any, Any], Any] = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
        for row in sheet.iter_rows(min_row=3):
            for cell in cast("tuple[Any, ...]", row):
                area = merged.get((cell.row, cell.column))
                last, bottom = (area.max_col, area.max_row) if area else (cell.column, cell.row)
                places = range(cell.column, last + 1)
                room = sum(sheet.column_dimensions[get_column_letter(place)].width for place in places)
                lines = -(-2 * len(str(cell.value or "")) // room) if isinstance(cell.value, str) else 1
                high = sum(sheet.row_dimensions[place].height or 15 for place in range(cell.row, bottom + 1))
                is_formula = str(cell.value).startswith("=")
                assert is_formula or high >= 12 * lines, (sheet.title, cell.coordinate, cell.value)


def test_every_file_bears_the_day_of_the_report_and_not_of_the_machine(written: Written) -> None:
    """Written again next year, a published version would be another file."""
    told = {
        ".xlsx": openpyxl.load_workbook(written(".xlsx")).properties.created,
        ".docx": docx.Document(str(written(".docx"))).core_properties.created,
        ".pdf": PdfReader(written(".pdf")).metadata.creation_date,  # type: ignore[union-attr]
    }
    assert {kind: at and at.date() for kind, at in told.items()} == dict.fromkeys(told, sample_report().dated_on)


def test_figures_of_a_workbook_stand_in_the_middle_and_are_not_bold(written: Written) -> None:
    cells = [cell for sheet in openpyxl.load_workbook(written(".xlsx")) for row in sheet for cell in row]
    figures = [cell for cell in cells if isinstance(cell.value, int | float)]
    assert len(figures) > 100
    assert {(cell.font.bold, cell.alignment.horizontal) for cell in figures} == {(False, "center")}
