"""One report in every form it may be published in, and every source that is none."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import CellKey
from disclosure.report.model import AnnualReport
from importers.published import read_published
from importers.published.values import parse_cell
from tests.disclosure.checks.clean import CLEAN
from tests.importers.published import papers


def _web(report: AnnualReport, path: Path) -> Path:
    path.write_bytes(papers.web_page(report))
    return path


def _gbk(report: AnnualReport, path: Path) -> Path:
    path.write_bytes(papers.web_page(report, "gbk"))
    return path


def _text(report: AnnualReport, path: Path) -> Path:
    path.write_text(papers.plain_text(report), encoding="gb18030")
    return path


def _old_text(report: AnnualReport, path: Path) -> Path:
    path.write_text(papers.plain_text(report), encoding="utf-16")
    return path


FORMS: list[tuple[str, Callable[[AnnualReport, Path], Path]]] = [
    ("a.html", _web),
    ("b.htm", _gbk),
    ("c.docx", papers.word_file),
    ("d.xlsx", papers.workbook),
    ("e.txt", _text),
    ("f.txt", _old_text),
]


@pytest.mark.parametrize(("name", "make"), FORMS)
def test_every_form_of_a_report_reads_back_whole(
    name: str, make: Callable[[AnnualReport, Path], Path], tmp_path: Path
) -> None:
    read = read_published(make(CLEAN, tmp_path / name))
    assert dict(read.figures) == dict(CLEAN.figures)
    assert (read.year, read.title, read.agency) == (2023, CLEAN.title, CLEAN.agency)
    assert (read.signature, read.dated_on) == (CLEAN.signature, CLEAN.dated_on)
    assert [s.heading for s in read.sections] == [s.heading for s in CLEAN.sections]
    assert "".join(read.sections[0].text.split()) == "".join(CLEAN.sections[0].text.split())
    assert read.labels_read == {}


@pytest.mark.parametrize(("name", "make"), FORMS[:4])
def test_blank_cells_stay_blank_in_their_places(
    name: str, make: Callable[[AnnualReport, Path], Path], tmp_path: Path
) -> None:
    blanks = {CellKey("table3", row, "company"): "" for row in ("n1", "k1", "k36", "n4")}
    blanks |= {CellKey("table4", "review", "corrected"): "", CellKey("table3", "k2", "other"): "/"}
    read = read_published(make(replace(CLEAN, figures={**CLEAN.figures, **blanks}), tmp_path / name))
    assert dict(read.figures) == {**CLEAN.figures, **blanks}


def test_a_table_cut_by_pages_and_an_altered_label_are_put_in_their_rows(tmp_path: Path) -> None:
    page = papers.web_page(CLEAN).decode()
    spelled = "".join(f"<span>{sign}</span>" for sign in "5.属于三类内部事务信息")
    cut = '<tr><td rowspan="1" colspan="1"><p><span>7</span><span>.</span>'
    assert spelled in page
    assert cut in page
    page = page.replace(spelled, "5.属于三类内容事务信息").replace(cut, f"</table><p>— 3 —</p><table>{cut}")
    path = tmp_path / "cut.html"
    path.write_text(page, encoding="utf-8")
    read = read_published(path)
    assert dict(read.figures) == dict(CLEAN.figures)
    assert read.labels_read == {"5.属于三类内部事务信息": "5.属于三类内容事务信息"}


def test_a_column_head_that_lost_a_character_is_noted(tmp_path: Path) -> None:
    spelled = "".join(f"<span>{sign}</span>" for sign in "现行有效件数")
    path = tmp_path / "head.html"
    path.write_text(papers.web_page(CLEAN).decode().replace(spelled, "现行有效件"), encoding="utf-8")
    assert read_published(path).labels_read == {"现行有效件数": "现行有效件"}


@pytest.mark.parametrize("label", ["总计", "自然人", "第二十条第（六）项"])
def test_a_short_label_with_something_added_in_brackets_is_noted(label: str, tmp_path: Path) -> None:
    """「总计（不含重复）」 over the seven columns, and 「没有发现问题」 below them."""
    spelled = f">{''.join(f'<span>{sign}</span>' for sign in label)}<"
    page = papers.web_page(CLEAN).decode()
    assert spelled in page
    path = tmp_path / "aside.html"
    path.write_text(page.replace(spelled, f">{label}（不含重复）<", 1), encoding="utf-8")
    assert read_published(path).labels_read == {label: f"{label}（不含重复）"}


def test_a_page_kept_in_a_script_string_is_read(tmp_path: Path) -> None:
    path = tmp_path / "escaped.html"
    path.write_text(papers.web_page(CLEAN).decode().replace('"', '\\"'), encoding="utf-8")
    assert dict(read_published(path).figures) == dict(CLEAN.figures)


@pytest.mark.parametrize(
    ("table", "official", "printed"),
    [
        ("table3", "5.属于三类内部事务信息", "5.属于三类内容事务信息"),
        ("table3", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("table2", "行政规范性文件", "规范性文件"),
    ],
)
def test_an_altered_row_label_of_a_json_report_is_read_and_noted(
    tmp_path: Path, table: str, official: str, printed: str
) -> None:
    from exporters.report.json import report_json  # noqa: PLC0415

    told = report_json(CLEAN)
    told[table] = {printed if label == official else label: row for label, row in told[table].items()}
    path = tmp_path / "report.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    read = read_published(path)
    assert dict(read.figures) == dict(CLEAN.figures)
    assert dict(read.labels_read) == {official: printed}


def test_report_json_of_the_program_reads_back(tmp_path: Path) -> None:
    from exporters.report.json import report_json  # noqa: PLC0415

    path = tmp_path / "report.json"
    path.write_text(json.dumps({"report": report_json(CLEAN), "findings": []}, ensure_ascii=False), encoding="utf-8")
    assert read_published(path) == CLEAN


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _picture_pdf() -> bytes:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer)
    paper.rect(100, 100, 200, 200, fill=1)
    paper.save()
    return buffer.getvalue()


NOT_REPORTS = [
    ("empty.html", b""),
    ("blank.txt", b" \n \n"),
    ("binary.txt", b"\x00\x01\x02" * 50),
    ("prose.txt", "今天天气很好。".encode()),
    ("broken.pdf", b"%PDF-1.7 nothing"),
    ("picture.pdf", _picture_pdf()),
    ("broken.docx", b"PK\x03\x04rubbish"),
    ("no-document.docx", _zip({"a.txt": b"x"})),
    ("broken-xml.docx", _zip({"word/document.xml": b"<w"})),
    ("broken.xlsx", b"not a zip"),
    ("no-book.xlsx", _zip({"a.txt": b"x"})),
    ("broken.json", b"{"),
    ("list.json", b"[1]"),
    ("other.json", b'{"a": 1}'),
    ("deep.json", b"[" * 200_000),
    ("report.exe", b"MZ"),
    ("comment.html", b"<!-- -->"),
    ("other.html", "<table><tr><td>姓名</td><td>电话</td></tr></table>".encode()),
]


@pytest.mark.parametrize(("name", "content"), NOT_REPORTS)
def test_a_source_that_is_no_report_is_refused_in_one_sentence(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceUnreadableError) as refusal:
        read_published(path)
    assert str(refusal.value).endswith("。")
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.html", tmp_path):
        with pytest.raises(SourceUnreadableError):
            read_published(path)


PRINTED = [
    ("1,234", 1234),
    ("22（其中修订16件）", 22),
    ("２２", 22),
    ("减4", "减4"),
    ("/", "/"),
    (" ", ""),
    ("3件", 3),
    ("-18", -18),
]


@pytest.mark.parametrize(("text", "value"), PRINTED)
def test_a_cell_is_a_figure_or_its_text(text: str, value: object) -> None:
    assert parse_cell(text) == value
