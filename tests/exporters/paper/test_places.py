"""Where things stand on the page: GB/T 9704—2012 in millimetres and lines, an envelope by GB/T 1416."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2 import raw
from reportlab.graphics.shapes import Drawing, Rect

from disclosure.report.tables import GridCell, Role, StatTable
from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from exporters.paper.document import (
    BlankLine,
    Block,
    CentredLine,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
    text_table,
)
from exporters.paper.grid import row_heights
from exporters.paper.press import printed

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, (297 - 37) * MM, 35 * MM
LINE, CHARACTER = 225 * MM / 22, 156 * MM / 28  # 22 lines of 28 characters
RISE = (LINE - 16) / 2 + 0.86 * 16  # from the top of a line down to the foot of its characters of 3号


def pages_of(content: bytes) -> list[list[tuple[str, float, float]]]:
    """Every character of every page, with where its foot begins."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            here = []
            for place in range(text.count_chars()):
                x, y = raw.c_double(), raw.c_double()
                raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
                here.append((chr(raw.FPDFText_GetUnicode(text.raw, place)), x.value, y.value))
            found.append(here)
    return found


def paper(*blocks: Block, title: str = "测试答复书", **values: object) -> bytes:
    return printed(Document(title, date(2024, 3, 1), blocks, author="测试街道办事处", **values))  # type: ignore[arg-type]


def places(content: bytes, letters: str, page: int = 0) -> list[tuple[float, float]]:
    on = pages_of(content)[page]
    return [next((round(x, 1), round(y, 1)) for sign, x, y in on if sign == letter) for letter in letters]


def line(number: int) -> float:
    return TOP - number * LINE - RISE


def close(found: list[tuple[float, float]], wanted: list[tuple[float, float]]) -> None:
    flat = [number for place in wanted for number in place]
    assert [number for place in found for number in place] == pytest.approx(flat, abs=0.15)


def test_every_kind_of_line_stands_where_the_standard_puts_it() -> None:
    made = paper(
        Paragraph("政" * 26 + "府" * 2),
        Paragraph("顶格", 0),
        Heading("一、总"),
        BlankLine(),
        CentredLine("中央"),
        RightLine("右边", 4),
        RightLine("旁侧"),
        title="题目三字",
    )
    title_left = LEFT + (RIGHT - LEFT - 4 * 22) / 2
    close(places(made, "题目"), [(title_left + n * 22, TOP - (36 - 22) / 2 - 0.86 * 22) for n in (0, 1)])
    close(
        places(made, "政府顶一总中右边旁"),
        [
            (LEFT + 2 * CHARACTER, line(2)),  # the title takes two lines
            (LEFT, line(3)),
            (LEFT, line(4)),
            (LEFT + 2 * CHARACTER, line(5)),
            (LEFT + 4 * CHARACTER, line(5)),
            ((LEFT + RIGHT) / 2 - CHARACTER, line(7)),
            (RIGHT - 6 * CHARACTER, line(8)),
            (RIGHT - 5 * CHARACTER, line(8)),
            (RIGHT - 2 * CHARACTER, line(9)),
        ],
    )


def test_a_page_holds_22_lines_and_its_number_stands_7_mm_below() -> None:
    made = paper(*(Paragraph("甲" * 3) for _ in range(20)), Paragraph("乙丙"), title="题目三字")
    first, second = pages_of(made)
    assert sum(sign == "甲" for sign, _, _ in first) == 60
    close(places(made, "乙", 1), [(LEFT + 2 * CHARACTER, line(0))])
    foot = BOTTOM - 7 * MM - 0.86 * 14
    for page, sign in ((first, "1"), (second, "2")):
        _, x, y = next(one for one in page if one[0] == sign)
        assert y == pytest.approx(foot, abs=0.2)
        assert (x > 150 * MM) is (sign == "1")
    right = max(x for sign, x, _ in first if sign == "—")
    assert right + 12.3 == pytest.approx(RIGHT - 14, abs=0.2)  # 空一字; the dash is 12.3 points wide
    assert min(x for sign, x, _ in second if sign == "—") == pytest.approx(LEFT + 14, abs=0.2)


def test_a_ledger_counts_its_pages_and_the_imprint_stands_small_at_the_foot_of_the_last() -> None:
    made = paper(PageBreak(), Paragraph("末页"), counts_pages=True, imprint="A1b2")
    told = ["".join(sign for sign, _, _ in page) for page in pages_of(made)]
    assert ["第 1 页 共 2 页" in told[0], "第 2 页 共 2 页" in told[1]] == [True, True]
    assert ["A1b2" in page for page in told] == [False, True]
    x, y = places(made, "b", 1)[0]
    assert (x < LEFT + 2 * 14, y < BOTTOM - 7 * MM - 14) == (True, True)


def test_numbers_begin_anew_with_another_paper_in_the_same_file() -> None:
    made = paper(Paragraph("甲"), PageBreak(), Paragraph("乙"), PageBreak(restarts_numbers=True), Title("丙"))
    told = ["".join(sign for sign, _, _ in page) for page in pages_of(made)]
    assert [[f"— {number} —" in page for number in (1, 2, 3)] for page in told] == [
        [True, False, False],
        [False, True, False],
        [True, False, False],
    ]


def rules_of(content: bytes, page: int = 0) -> Iterator[tuple[float, ...]]:
    """The lines drawn on a page: from x, y to x, y."""
    drawn = PdfReader(BytesIO(content)).pages[page].get_contents()
    assert drawn is not None
    for found in re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", drawn.get_data().decode("latin-1")):
        yield tuple(map(float, found))


def test_a_table_fills_the_width_and_its_rows_are_as_tall_as_their_text() -> None:
    row = 12 * 1.25 + 2 * 2
    made = paper(text_table(("日期", "理由"), [("甲", "乙"), ("丙", "丁" * 40)], (1, 3), (1,)), Paragraph("后"))
    top, across = TOP - 2 * LINE, (RIGHT - LEFT) / 4
    rules = list(rules_of(made))
    assert sorted({rule[0] for rule in rules} | {rule[2] for rule in rules}) == [
        pytest.approx(x, abs=0.01) for x in (LEFT, LEFT + across, RIGHT)
    ]
    heights = [0, row, 2 * row, 3 * row + 12 * 1.25]  # the last has two lines
    assert sorted({rule[1] for rule in rules} | {rule[3] for rule in rules}, reverse=True) == [
        pytest.approx(top - height, abs=0.01) for height in heights
    ]
    baseline = 2 + 1.5 + 0.86 * 12
    close(
        places(made, "日甲乙"),
        [
            (LEFT + across / 2 - 12, top - baseline),
            (LEFT + across / 2 - 6, top - row - baseline),
            (LEFT + across + 2.5, top - row - baseline),
        ],
    )
    below = top - heights[-1] - LINE / 3
    used = -((below - TOP) // LINE)  # text goes on with the next line of the grid
    close(places(made, "后"), [(LEFT + 2 * CHARACTER, line(int(used)))])


def test_text_after_a_table_keeps_a_third_of_a_line_from_it() -> None:
    """A row of three lines ends less than that before a line of the grid: the text takes the next but one."""
    height = 3 * 12 * 1.25 + 2 * 2
    assert (height < 2 * LINE, height + LINE / 3 > 2 * LINE) == (True, True)
    made = paper(text_table(("日期", "丁" * 60), [], (1, 3)), Paragraph("后"))
    close(places(made, "后"), [(LEFT + 2 * CHARACTER, line(2 + 3))])  # the title takes two lines


def test_a_merged_cell_stretches_its_rows_and_a_figure_stands_on_one_line() -> None:
    merged, single = GridCell(0, 0, "", Role.LABEL, 2, 1), GridCell(0, 1, "", Role.LABEL)
    assert row_heights(2, [(merged, 50.0), (single, 20.0)]) == [35.0, 15.0]
    assert row_heights(2, [(merged, 10.0), (single, 20.0)]) == [20.0, 0.0]


def one_page_table(rows: int, size: float) -> Table:
    cells = tuple(GridCell(row, 0, "甲", Role.LABEL) for row in range(rows))
    return Table(StatTable("", rows, 0, 1, (1.0,), cells), size=size)


@pytest.mark.parametrize(("rows", "font"), [(20, 16.0), (30, 12.5), (40, 8.5), (80, 7.0)])
def test_a_table_of_one_page_is_set_smaller_where_it_would_not_fit(rows: int, font: float) -> None:
    """Half a point at a time, never below 7: ``rows`` × (1.25 × size + 4) against 225 mm less a line and a third."""
    made = paper(one_page_table(rows, 16.0))
    assert rows * (1.25 * font + 4) <= 225 * MM - LINE * 4 / 3 or font == 7.0
    with pypdfium2.PdfDocument(made) as document:
        text = document[0 if len(document) == 1 else 1].get_textpage()
        at = next(place for place in range(text.count_chars()) if chr(raw.FPDFText_GetUnicode(text.raw, place)) == "甲")
        assert raw.FPDFText_GetFontSize(text.raw, at) == pytest.approx(font)


def test_a_drawing_stands_at_the_left_below_the_text_and_text_goes_on_with_the_next_line() -> None:
    drawing = Drawing(100, 60)
    drawing.add(Rect(0, 0, 100, 60))
    made = paper(Paragraph("前"), Figure(drawing, "一个方框"), Paragraph("后"))
    close(places(made, "前后"), [(LEFT + 2 * CHARACTER, line(2)), (LEFT + 2 * CHARACTER, line(6))])
    drawn = PdfReader(BytesIO(made)).pages[0].get_contents()
    assert drawn is not None
    moved = re.findall(rb"1 0 0 1 ([\d.]+) ([\d.]+) cm", drawn.get_data())
    assert [max(float(numbers[place]) for numbers in moved) for place in (0, 1)] == [
        pytest.approx(LEFT, abs=0.01),
        pytest.approx(TOP - 3 * LINE - 60, abs=0.01),
    ]


def test_an_envelope_has_its_boxes_receiver_and_sender_in_their_places() -> None:
    envelope = Envelope("张某", "测试路1号", "100010", "测试办", "所在街2号", "200020")
    made = envelopes_pdf([envelope], EnvelopeSize.DL, date(2024, 3, 1))
    with pypdfium2.PdfDocument(made) as document:
        assert document[0].get_size() == (pytest.approx(220 * MM, abs=0.1), pytest.approx(110 * MM, abs=0.1))
    drawn = PdfReader(BytesIO(made)).pages[0].get_contents()
    assert drawn is not None
    boxes = re.findall(rb"n ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re", drawn.get_data())
    assert [[float(number) for number in box] for box in boxes] == [
        [pytest.approx(number, abs=0.01) for number in ((12 + 9 * place) * MM, 92 * MM, 7 * MM, 7 * MM)]
        for place in range(6)
    ]
    digits = [(x, y) for sign, x, y in pages_of(made)[0] if sign.isdigit()][:6]
    for place, (x, y) in enumerate(digits):
        assert (12 + 9 * place) * MM < x < (19 + 9 * place - 2) * MM
        assert 92 * MM < y < 96 * MM
    width = 220 * MM
    close(
        places(made, "路张所办"),
        [
            (0.16 * width + 2 * 14, 74 * MM - (0.8 + 0.36) * 14),
            (0.16 * width + 2 * 14, 74 * MM - 1.6 * 14 - 4 - (0.8 + 0.36) * 18),
            (0.45 * width, 8 * MM + (2 * 1.6 - 0.8 - 0.36) * 11),
            (0.45 * width + 2 * 11, 8 * MM + (3 * 1.6 - 0.8 - 0.36) * 11),
        ],
    )
    short = envelopes_pdf([Envelope("张某", "测试路1号", "1000101", "测试办")], EnvelopeSize.C5, date(2024, 3, 1))
    assert "".join(sign for sign, _, _ in pages_of(short)[0] if sign.isdigit()) == "1000101"
