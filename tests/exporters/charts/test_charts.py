"""Charts as files: every number on a chart is in the file, the same charts are the same bytes, archives comply."""

import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from disclosure.cases.answer_date import Deadline, DeadlineState
from disclosure.charts import (
    Chart,
    Panel,
    Point,
    Source,
    TimedRequest,
    Tone,
    YearFigures,
    channels,
    outcomes,
    timeliness,
    trend,
)
from disclosure.errors import ExportError
from disclosure.report.cells import CellKey, Figure, totals
from disclosure.terms import Channel, ReleaseChannel
from exporters.charts import files
from exporters.charts.drawing import drawn, drawn_apart
from exporters.charts.files import KINDS, Album, charts_document, write_charts
from exporters.charts.pen import PAPER, Box, Picture
from exporters.charts.svg import svg
from exporters.paper import grid
from tests.exporters.paper.verapdf import faults


def figures(**rows: int) -> dict[CellKey, Figure]:
    return totals({CellKey("table3", row, "natural_person"): value for row, value in rows.items()})


def year(number: int, received: int, *, published: bool = False) -> YearFigures:
    counted = {**figures(n1=received, k1=received), CellKey("table2", "penalties", "decisions"): 1400 + received}
    return YearFigures(number, counted, published, None if published else tuple(range(received)))


def ended(number: int, workdays: int, answered_on: date, extended_by: int = 0) -> TimedRequest:
    deadline = Deadline(
        state=DeadlineState.ANSWERED,
        due_on=date(2024, 3, 29),
        answered_on=answered_on,
        extended_by=extended_by,
    )
    return TimedRequest(number, deadline, workdays)


CHARTS = (
    trend([year(2020, 9, published=True), year(2022, 14), year(2023, 31), year(2024, 27)]),
    outcomes(2024, figures(k1=11, k2=3, k36=2, k41=7, k63=1)),
    timeliness(
        2024,
        [
            *(ended(place, place, date(2024, 3, 20)) for place in range(17)),
            ended(17, 30, date(2024, 3, 28), 10),
            ended(18, 23, date(2024, 4, 2)),
        ],
    ),
    channels(
        2024,
        dict.fromkeys(range(8), Channel.INTERNET) | dict.fromkeys(range(8, 13), Channel.REGISTERED_MAIL),
        dict.fromkeys(range(19), (ReleaseChannel.PORTAL, ReleaseChannel.ARCHIVE_OR_LIBRARY)),
    ),
)
ALBUM = Album("测试区测试街道办事处2024年政府信息公开图表", CHARTS, date(2025, 1, 10), "测试区测试街道办事处")
NOTHING = (trend([]), outcomes(2024, figures()), timeliness(2024, []), channels(2024, {}, {}))
EMPTY = Album("测试街道2024年图表", NOTHING, date(2025, 1, 10))


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?%?", text))


def text_in(path: Path) -> str:
    """What a reader finds in a written file, by means other than the program's own read-back."""
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(path) as document:
                return "\n".join(page.get_textpage().get_text_range() for page in document)
        case ".svg":
            return "\n".join(element.text or "" for element in ET.parse(path).iter())
        case _:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                return "\n".join(" ".join(row) for row in csv.reader(stream))


@pytest.mark.parametrize("suffix", [".pdf", ".svg", ".csv"])
def test_every_number_of_the_values_is_in_the_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"图表{suffix}"
    write_charts(ALBUM, path)
    wanted = set().union(*(numbers(chart.words) for chart in CHARTS))
    assert {"1431", "2020", "46%"} <= wanted  # the sample holds large numbers, years and shares
    assert wanted <= numbers(text_in(path))


@pytest.mark.parametrize("suffix", KINDS)
def test_the_same_charts_are_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
    write_charts(ALBUM, first)
    write_charts(ALBUM, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.sampled
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
@pytest.mark.parametrize("album", [ALBUM, EMPTY], ids=["full", "empty"])
def test_the_paper_is_an_archive_everybody_can_read(tmp_path: Path, flavour: str, album: Album) -> None:
    path = tmp_path / "图表.pdf"
    write_charts(album, path)
    assert faults(path, flavour) == {}


def test_a_figure_on_paper_tells_its_values_in_words(tmp_path: Path) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    path = tmp_path / "图表.pdf"
    write_charts(ALBUM, path)
    root: Any = PdfReader(path).trailer["/Root"]
    elements = root["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    alts = [element.get_object()["/Alt"] for element in elements if element.get_object()["/S"] == "/Figure"]
    assert alts == [panel.words for chart in CHARTS for panel in chart.panels]


def test_a_picture_is_whole_and_has_ink(tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    path = tmp_path / "图表.png"
    write_charts(ALBUM, path)
    with Image.open(path) as image:
        assert image.size[0] == round((480 + 36) * 192 / 72)
        assert [round(dots) for dots in image.info["dpi"]] == [192, 192], "as wide in a letter as on paper"
        assert len(image.convert("RGB").getcolors(1 << 24) or []) > 20


@pytest.mark.parametrize("suffix", KINDS)
def test_empty_charts_are_sentences_in_every_kind(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"图表{suffix}"
    write_charts(EMPTY, path)
    if suffix != ".png":
        assert "2024年没有收到申请。" in "".join(text_in(path).split())


def test_svg_names_nothing_outside_itself_and_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "图表.svg"
    write_charts(ALBUM, path)
    text = path.read_text("utf-8")
    assert "DOCTYPE" not in text
    assert set(re.findall(r"https?://[^\"]+", text)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "Noto Sans SC" in text
    assert f"<title>{ALBUM.title}</title>" in text
    assert all(chart.words in text for chart in CHARTS)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"不能写成“\.bmp"):
        write_charts(ALBUM, tmp_path / "图表.bmp")
    assert list(tmp_path.iterdir()) == []


def falsified(chart: Chart) -> Chart:
    """The same chart with one number changed."""
    (panel, *others) = chart.panels
    (point, *points) = panel.points
    return replace(chart, panels=(replace(panel, points=(replace(point, value=point.value + 1), *points)), *others))


@pytest.mark.parametrize("suffix", [".pdf", ".svg", ".csv"])
def test_a_file_with_a_wrong_number_is_never_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    wrong = replace(ALBUM, charts=(falsified(CHARTS[0]), *CHARTS[1:]))
    kind = KINDS[suffix]
    monkeypatch.setattr(files, "KINDS", {suffix: replace(kind, write=lambda _album, path: kind.write(wrong, path))})
    with pytest.raises(ExportError, match="与图表不符"):
        write_charts(ALBUM, tmp_path / f"图表{suffix}")


def test_a_picture_with_a_wrong_number_is_never_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*arguments: object, **_options: object) -> Picture:
        picture = drawn(CHARTS, float(arguments[1]))  # type: ignore[arg-type]
        return replace(picture, texts=(*picture.texts, "98765"))

    monkeypatch.setattr(files, "drawn", other)
    with pytest.raises(ExportError, match="图片上的字与图表不符"):
        write_charts(ALBUM, tmp_path / "图表.png")


@pytest.mark.parametrize("width", [220, 300, 442, 700])
def test_nothing_leaves_the_picture_and_every_point_has_its_place(width: int) -> None:
    for chart in CHARTS:
        picture = drawn([chart], width, titled=False)
        assert len(picture.places) == len(chart.points)
        for box in picture.places:
            assert box.left >= -1
            assert box.left + box.width <= width + 1
            assert 0 <= box.top < box.top + box.height <= picture.height
        for text in ET.fromstring(svg(picture, "", "")).iter("{http://www.w3.org/2000/svg}text"):
            assert float(text.attrib["x"]) >= -1, text.text


def test_places_do_not_overlap() -> None:
    for chart in CHARTS:
        places = drawn([chart], 400, titled=False).places
        for first, one in enumerate(places):
            assert not any(_overlap(one, other) for other in places[first + 1 :])


def _overlap(one: Box, other: Box) -> bool:
    return (
        min(one.left + one.width, other.left + other.width) - max(one.left, other.left) > 0.01
        and min(one.top + one.height, other.top + other.height) - max(one.top, other.top) > 0.01
    )


def test_states_differ_by_more_than_colour() -> None:
    """In one colour alone, late answers are still hatched and a published year is still hollow."""
    black = replace(PAPER, colours=dict.fromkeys(PAPER.colours, "#000000"))
    source = Source(2024)
    usual, late = (
        svg(drawn([Chart("x", "x", (Panel("x", "件", (Point("x", 3, source, tone),)),))], 300, black), "", "")
        for tone in (Tone.USUAL, Tone.WARNING)
    )
    assert late.count(b"<path") > usual.count(b"<path")
    light = replace(PAPER, colours={**black.colours, "card": "#ffffff"})
    dots = ET.fromstring(svg(drawn([CHARTS[0]], 400, light), "", "")).iter("{http://www.w3.org/2000/svg}circle")
    hollow = ["fill: rgb(100%,100%,100%)" in dot.attrib["style"] for dot in dots]
    assert hollow == [point.source.is_published for _, point in CHARTS[0].points]


def test_a_character_the_font_lacks_is_told_by_its_code() -> None:
    chart = Chart("x", "x", (Panel("\ue000", "件", (Point("x", 1, Source(2024)),)),))
    assert "〔U+E000〕（件）" in drawn([chart], 300).texts


def test_on_paper_each_panel_is_a_figure_that_fits_a_page() -> None:
    for chart in CHARTS:
        for picture in drawn_apart(chart, grid.WIDTH):
            assert picture.height <= grid.HEIGHT
    assert charts_document(ALBUM).texts()[0] == ALBUM.title
