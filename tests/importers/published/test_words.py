"""Title, agency, year, sections, signature and date, however the page arranges them."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from disclosure.errors import SourceUnreadableError
from importers.containers.document import Document, Paragraph, grid_of_texts
from importers.containers.word_file import read_word_file
from importers.published import read_published
from importers.published.containers.pdf_file import read_pdf_file
from importers.published.containers.plain_text import read_plain_text
from importers.published.labels import fold_label
from importers.published.prose import read_words

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "一、总体情况\n街道公开信息16条。\n五、存在的主要问题及改进情况\n（一）问题。\n六、其他需要报告的事项\n无。\n"


def lines(text: str) -> Document:
    return tuple(Paragraph(line) for line in text.splitlines())


TITLES = [
    (
        "测试街道办事处\n2023年政府信息公开工作年度报告\n",
        "测试街道办事处2023年政府信息公开工作年度报告",
        "测试街道办事处",
    ),
    ("2023年测试市政府信息公开工作年度报告\n", "2023年测试市政府信息公开工作年度报告", "测试市"),
    ("首页\n政府信息公开年报\n测试局2023年度政府信息公开年度报告\n", "测试局2023年度政府信息公开年度报告", "测试局"),
    ("根据条例编制2023年政府信息公开年度报告。\n", "", "测试街道办事处"),
]


@pytest.mark.parametrize(("head", "title", "agency"), TITLES)
def test_the_title_and_the_agency(head: str, title: str, agency: str) -> None:
    words = read_words(lines(f"{head}{BODY}测试街道办事处\n2024年1月2日"))
    assert (words.title, words.agency, words.year) == (title, agency, 2023 if title else words.year)


NAME, REPORT = "测试市测试区测试街道办事处2023年", "政府信息公开工作年度报告"


@pytest.mark.parametrize("first", [NAME + REPORT[:cut] for cut in range(len(REPORT))])
def test_a_title_broken_anywhere_behind_its_year_is_read_whole(first: str) -> None:
    """A browser breaks where the line ends: of 「2023年政府」 and 「信息公开工作年度报告」 only the second was read."""
    rest = (NAME + REPORT).removeprefix(first)
    for second in (rest[:cut] for cut in range(1, len(rest) + 1)):
        broken = (first, second, rest.removeprefix(second))
        words = read_words(lines("\n".join(filter(None, broken)) + f"\n{BODY}"))
        assert (words.title, words.year, words.agency) == (NAME + REPORT, 2023, NAME.removesuffix("2023年")), broken


@pytest.mark.parametrize(
    "report",
    [
        "2023年政府信息公开工作年度报告",
        "2023年度政务公开工作年度报告",
        "2023年度政务信息公开工作年度报告",
        "2023年信息公开年度报告",
        "（本级）2023年政府信息公开工作年度报告",
    ],
)
def test_a_name_in_a_line_of_its_own_begins_the_title_though_nobody_signed(report: str) -> None:
    words = read_words(lines(f"测试街道办事处\n{report}\n{BODY}"))
    wanted = report if "政务公开" in report else f"测试街道办事处{report}"
    assert words.title == wanted


def test_what_a_page_adds_behind_its_title_does_not_open_the_report() -> None:
    words = read_words(lines(f"测试局2023年政府信息公开工作年度报告（转自，办公室）\n根据条例，编制本报告。\n{BODY}"))
    assert (words.title, words.opening) == ("测试局2023年政府信息公开工作年度报告", "根据条例，编制本报告。")


def test_a_heading_numbered_by_a_list_is_one_and_its_words_further_down_are_text() -> None:
    text = BODY.replace("一、总体情况\n", "总体情况\n公开信息如下。\n总体情况\n")
    sections = read_words(lines(f"测试局2023年政府信息公开工作年度报告\n{text}")).sections
    assert [section.heading[:2] for section in sections] == ["一、", "五、", "六、"]
    assert sections[0].text == "公开信息如下。\n总体情况\n街道公开信息16条。"


ENDINGS = [
    ("测试街道办事处\n2024年1月2日\n扫一扫", "测试街道办事处", date(2024, 1, 2)),
    ("2024年1月2日", "", date(2024, 1, 2)),
    ("测试街道办事处\n二〇二四年一月十二日", "测试街道办事处", date(2024, 1, 12)),
    ("二○二四年十月三十日", "", date(2024, 10, 30)),
    ("测试街道办事处\n版权所有 测试市人民政府", "测试街道办事处", None),
    ("2024年2月31日", "", None),
    ("", "", None),
]


@pytest.mark.parametrize(("ending", "signature", "dated"), ENDINGS)
def test_the_signature_and_the_date(ending: str, signature: str, dated: date | None) -> None:
    words = read_words(lines(BODY + ending))
    assert (words.signature, words.dated_on) == (signature, dated)
    assert words.sections[-1].text.startswith("无。")


def test_a_date_under_the_title_serves_where_none_stands_at_the_end() -> None:
    assert read_words(lines(f"测试局2023年政府信息公开工作年度报告\n（2024年1月23日）\n{BODY}")).dated_on == date(
        2024, 1, 23
    )


def test_a_title_only_in_a_table_of_metadata_is_found() -> None:
    table = grid_of_texts([["名称", "测试局2023年政府信息公开工作年度报告"]])
    assert read_words((table, *lines(BODY))).agency == "测试局"


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("统计期限自2022年1月1日起", "", 2022),
        ("本年工作", "018-report-2021", 2021),
        ("本年工作", "report", 0),
        ("（2020）号", "", 0),
    ],
)
def test_the_year_comes_from_the_text_and_last_from_the_name_of_the_file(text: str, name: str, year: int) -> None:
    assert read_words(lines(text), name).year == year


@pytest.mark.parametrize(
    ("sign", "typed"),
    [
        ("（", "(﹙"),
        ("）", ")﹚"),
        ("，", ",、"),
        ("：", ":"),
        (".", "．"),
        ("“", '”„＂"‘’'),
    ],
)
def test_a_label_typed_with_signs_of_another_kind_is_no_other_label(sign: str, typed: str) -> None:
    for other in typed:
        assert fold_label(f"甲{other}乙") == fold_label(f"甲{sign} 乙")
        assert fold_label(f"甲{other}乙") != fold_label("甲乙")


def test_rows_of_table_three_are_no_sections() -> None:
    heads = "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    text = f"{heads}一、本年新收政府信息公开申请数量\n四、结转下年度继续办理\n"
    assert [section.heading[0] for section in read_words(lines(text)).sections] == ["二", "三"]


def test_lines_broken_by_a_page_are_joined_and_others_are_not() -> None:
    broken = "街道全年共收到政府信息公开申请十一件其中网上\n七件当面四件均按期答复并\n（二）依申请公开\n- 3 -\n完。"
    texts = [block.text for block in read_plain_text(broken) if isinstance(block, Paragraph)]
    assert texts == ["街道全年共收到政府信息公开申请十一件其中网上七件当面四件均按期答复并", "（二）依申请公开", "完。"]


def _word(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{_W}">{body}</w:document>')
    return buffer.getvalue()


def test_text_in_content_controls_and_tabs_is_read() -> None:
    inner = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>"
    found = read_word_file(_word(f"<w:body><w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt><w:sdt/></w:body>"))
    assert found == (Paragraph("甲 乙"),)
    assert read_word_file(_word("")) == ()


def test_a_word_file_that_unpacks_beyond_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.containers.word_file._MOST_BYTES", 10)
    with pytest.raises(SourceUnreadableError, match="太大"):
        read_word_file(_word("<w:body/>"))


def test_a_book_is_no_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer)
    for _ in range(81):
        paper.showPage()
    paper.save()
    with pytest.raises(SourceUnreadableError, match="80页"):
        read_pdf_file(buffer.getvalue())
    monkeypatch.setattr("importers.published._MOST_BYTES", 10)
    path = tmp_path / "large.html"
    path.write_bytes(b"<p>12345678901234567890</p>")
    with pytest.raises(SourceUnreadableError, match="large"):
        read_published(path)
