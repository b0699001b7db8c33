"""历年趋势: the main figures over the years, from the registers and from published reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.charts.values import Chart, Panel, Point, Source
from disclosure.report.cells import TOTAL, CellKey, Figure, Value
from disclosure.wording import plain_number

_LEAST_YEARS = 2
_MOST_YEARS = 10


@dataclass(frozen=True)
class YearFigures:
    """The figures of one year: the 200 cells, their source, and the ids of the year's releases.

    ``published`` are the figures of that year's published report if one was imported, too. A year that ``is_running``
    is not over yet.
    """

    year: int
    figures: Mapping[CellKey, Value]
    is_published: bool = False
    releases: tuple[int, ...] | None = None
    published: Mapping[CellKey, Value] | None = None
    is_running: bool = False


@dataclass(frozen=True)
class Measure:
    """A figure shown over the years: the sum of some cells."""

    name: str
    unit: str
    cells: tuple[CellKey, ...]


RELEASES = Measure("主动公开信息", "条", ())
"""Counted from the register only, as no table of the report has it."""

MEASURES: tuple[Measure, ...] = (
    RELEASES,
    Measure("新收申请", "件", (CellKey("table3", "n1", TOTAL),)),
    Measure("办结申请", "件", (CellKey("table3", "k7", TOTAL),)),
    Measure("结转下年度的申请", "件", (CellKey("table3", "n4", TOTAL),)),
    Measure("行政复议", "件", (CellKey("table4", "review", TOTAL),)),
    Measure(
        "行政诉讼",
        "件",
        (CellKey("table4", "direct_suit", TOTAL), CellKey("table4", "suit_after_review", TOTAL)),
    ),
    Measure("现行有效的行政规范性文件", "件", (CellKey("table2", "normative_documents", "in_force"),)),
    Measure("行政许可", "件", (CellKey("table2", "licences", "decisions"),)),
    Measure("行政处罚", "件", (CellKey("table2", "penalties", "decisions"),)),
    Measure("行政强制", "件", (CellKey("table2", "coercive_measures", "decisions"),)),
)


def trend(years: Sequence[YearFigures]) -> Chart:
    """Return the trend over the latest ten years, oldest first.

    A figure known for one year only, or always zero, is given in a sentence instead of a chart without a line.
    """
    shown = sorted(years, key=lambda each: each.year)[-_MOST_YEARS:]
    panels = [Panel(measure.name, measure.unit, tuple(_points(measure, shown))) for measure in MEASURES]
    single = [panel for panel in panels if len(panel.points) == 1 and panel.points[0].value]
    drawn = [panel for panel in panels if len(panel.points) >= _LEAST_YEARS and any(p.value for p in panel.points)]
    zeros = [panel for panel in panels if panel.points and not any(point.value for point in panel.points)]
    return Chart("trend", "历年趋势", tuple(drawn), tuple(_notes(shown, single, zeros)), is_over_years=True)


def _points(measure: Measure, years: Sequence[YearFigures]) -> Iterator[Point]:
    for known in years:
        value = len(known.releases or ()) if measure is RELEASES else _sum(known.figures, measure)
        if value is not None and (measure is not RELEASES or known.releases is not None):
            source = Source(known.year, measure.cells, is_published=known.is_published)
            if measure is RELEASES:
                source = Source(known.year, register="releases", ids=known.releases or ())
            yield Point(f"{known.year}年", value, source)


def _sum(figures: Mapping[CellKey, Value], measure: Measure) -> Figure | None:
    """Return a figure of a year, or None if one of its cells could not be read."""
    values = [figures.get(cell) for cell in measure.cells]
    known = [value for value in values if isinstance(value, int | Decimal)]
    return sum(known) if len(known) == len(values) else None


def _notes(years: Sequence[YearFigures], single: Sequence[Panel], zeros: Sequence[Panel]) -> Iterator[str]:
    if not years:
        yield "还没有哪一年有数据。"
        return
    is_one_year, year = len(years) < _LEAST_YEARS, years[0].year
    if is_one_year:
        yield "只有一年数据，还看不出趋势。"
    if single:
        told = (f"{panel.name} {plain_number(panel.points[0].value)} {panel.unit}" for panel in single)
        of_years = (f"{words}（{panel.points[0].label}）" for words, panel in zip(told, single, strict=True))
        yield f"{year}年：{'、'.join(told)}。" if is_one_year else f"只有一年的数：{'、'.join(of_years)}。"
    always = "、".join(panel.name for panel in zeros if len(panel.points) == len(years))
    if always:
        yield f"{year}年为 0 的：{always}。" if is_one_year else f"各年均为 0：{always}。"
    of_some = [
        f"{panel.name}（{'、'.join(point.label for point in panel.points)}）"
        for panel in zeros
        if len(panel.points) < len(years)
    ]
    if of_some:
        yield f"知道的年份为 0、别的年份没有数的：{'；'.join(of_some)}。"
    published = [str(known.year) for known in years if known.is_published]
    if published:
        rest = "，其余取自登记簿" if len(published) < len(years) else ""
        yield f"○ {'、'.join(published)}年取自导入的已公布年报{rest}。"
    yield from (f"{known.year}年尚未结束，数字还会变。" for known in years if known.is_running)
    for known in years:
        differing = [
            f"{measure.name} {plain_number(here)} 与 {plain_number(there)}"
            for measure in MEASURES[1:]
            if (here := _sum(known.figures, measure)) is not None
            and (there := _sum(known.published or {}, measure)) is not None
            and here != there
        ]
        if differing:
            yield f"△ {known.year}年登记簿与已公布年报不同（{'；'.join(differing)}），图中按登记簿。"
