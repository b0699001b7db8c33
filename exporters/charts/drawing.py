"""Charts as pictures: bars with labels, lines with a value at every marker; nothing is shown by colour alone."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from disclosure.charts import Chart, Panel, Point, Tone
from disclosure.wording import plain_number
from exporters.charts.pen import PAPER, Box, Look, Pen, Picture, text_width

_GAP, _AIR = 8.0, 14.0
_LABEL_SHARE = 0.42
_LEAST_BAR = 2.0
_DOT = 3.0

_FILLS: Mapping[Tone, tuple[str, str, bool]] = {
    # tone: (fill, edge, hatched)
    Tone.USUAL: ("accent", "accent", False),
    Tone.SOFT: ("accent-soft", "accent", False),
    Tone.WARNING: ("overdue-soft", "overdue", True),
}


def drawn(charts: Iterable[Chart], width: float, look: Look = PAPER, *, titled: bool = True) -> Picture:
    """Return charts one below another in a picture of a width in points; ``titled`` adds their titles."""
    pen = Pen(width, look)
    for place, chart in enumerate(charts):
        if place:
            pen.top += 2 * _AIR
        if titled:
            size = pen.look.size + 2
            pen.top += round(1.3 * size)
            pen.text(0, pen.top - round(0.3 * size), chart.title, size=size)
            pen.top += _GAP
        for number, panel in enumerate(chart.panels):
            if number:
                pen.top += _AIR
            _panel(pen, chart, panel)
        if chart.panels and chart.notes:
            pen.top += _GAP
        for note in chart.notes:
            pen.paragraph(note, colour="secondary" if chart.panels else "ink")
    return pen.picture()


def drawn_apart(chart: Chart, width: float, look: Look = PAPER) -> tuple[Picture, ...]:
    """Return each panel of a chart as a separate picture, so that a page may end between them; without the notes."""
    pictures = []
    for panel in chart.panels:
        pen = Pen(width, look)
        _panel(pen, chart, panel)
        pictures.append(pen.picture())
    return tuple(pictures)


def _panel(pen: Pen, chart: Chart, panel: Panel) -> None:
    if chart.is_over_years:
        years = [point.source.year for _, point in chart.points]
        _lines(pen, panel, min(years), max(years))
    else:
        _bars(pen, panel)


def _name(pen: Pen, panel: Panel) -> None:
    size = pen.look.small
    pen.top += round(1.5 * size)
    pen.text(0, pen.top - round(0.4 * size), f"{panel.name}（{panel.unit}）", colour="secondary", size=size)


# --- bars ---


def _bars(pen: Pen, panel: Panel) -> None:
    """Draw a row for each point: label, bar, number. The longest bar fills the width."""
    _name(pen, panel)
    size = pen.look.size
    label = min(max(text_width(point.label, size) for point in panel.points), _LABEL_SHARE * pen.width)
    number = max(text_width(_number(point), size) for point in panel.points)
    left = round(label) + _GAP
    room = max(_LEAST_BAR, pen.width - left - number - _GAP - 1)
    most = max(float(point.value) for point in panel.points)
    first = pen.top
    height = round(2 * size)
    for point in panel.points:
        baseline = pen.top + round(height / 2 + 0.36 * size)
        pen.text(left - _GAP, baseline, point.label, anchor="end")
        reach = max(room * float(point.value) / most, _LEAST_BAR) if point.value else 0.0
        if point.value:
            fill, edge, hatched = _FILLS[point.tone]
            pen.bar(Box(left, pen.top + (height - size) / 2, reach, size), fill, edge, hatched=hatched)
        pen.text(left + reach + _GAP / 2, baseline, _number(point))
        pen.point(Box(0, pen.top, pen.width, height))
        pen.top += height
    pen.line(left, first + 2, left, pen.top - 2, colour="line")


def _number(point: Point) -> str:
    return plain_number(point.value) + (f"（{point.share}）" if point.share else "")


# --- lines ---


def _lines(pen: Pen, panel: Panel, first: int, last: int) -> None:
    """Draw a line starting at zero, with a marker and a number for each known year, dashed across unknown years."""
    _name(pen, panel)
    size, small, edge = pen.look.size, pen.look.small, round(2.2 * pen.look.size)
    step = (pen.width - 2 * edge) / max(1, last - first)
    top, floor = pen.top + 1.8 * size, pen.top + 4.2 * size
    most = max(float(point.value) for point in panel.points)
    shares = [float(point.value) / most if point.value else 0.0 for point in panel.points]
    spots = [
        (edge + step * (point.source.year - first), floor - (floor - top) * share)
        for point, share in zip(panel.points, shares, strict=True)
    ]
    pen.line(0, floor, pen.width, floor, colour="line")
    for (one, begin), (other, end) in pairwise(zip(panel.points, spots, strict=True)):
        draw = pen.dashes if other.source.year - one.source.year > 1 else pen.line
        draw(*begin, *end, colour="accent", width=1.5)
    for point, (x, y) in zip(panel.points, spots, strict=True):
        pen.dot(x, y, _DOT, "card" if point.source.is_published else "accent", "accent")
        pen.text(x, y - _DOT - 3, plain_number(point.value), anchor="middle")
        pen.text(x, floor + 1.6 * small, str(point.source.year), colour="secondary", size=small, anchor="middle")
        half = min(step, 2 * edge) / 2
        pen.point(Box(x - half, pen.top, 2 * half, floor + 2 * small - pen.top))
    pen.top = floor + round(2 * small)
