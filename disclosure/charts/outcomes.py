"""办理结果: how the requests of a year ended, by the groups of table three."""

from collections.abc import Mapping

from disclosure.charts.values import Chart, Panel, Point, Source, shared
from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.report.cells import TOTAL, CellKey, Figure

_GROUPS: Mapping[str, tuple[Outcome, ...]] = {
    "予以公开": (Outcome.GRANTED,),
    "部分公开": (Outcome.PARTLY_GRANTED,),
    **{group.plain_label: tuple(outcome for outcome in Outcome if outcome.group is group) for group in OutcomeGroup},
}


def outcomes(year: int, figures: Mapping[CellKey, Figure]) -> Chart:
    """Return the results of a year: one point a group, all of them adding up to 办理结果总计."""
    groups = {name: tuple(map(_cell, members)) for name, members in _GROUPS.items()}
    points = shared(
        Point(name, sum(figures[cell] for cell in cells), Source(year, cells)) for name, cells in groups.items()
    )
    title = f"{year}年办理结果"
    if not any(point.value for point in points):
        return Chart("outcomes", title, (), (f"{year}年没有办结的申请。",))
    return Chart("outcomes", title, (Panel("本年度办结的申请", "件", points),))


def _cell(outcome: Outcome) -> CellKey:
    return CellKey("table3", outcome.key, TOTAL)
