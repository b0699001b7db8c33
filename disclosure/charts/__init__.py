"""Charts as values: the figures of a year and of the years before, each point with its records.

A new chart is one file with one function from values to a ``Chart``, listed here, and one line in
``tasks.report.chart_figures.charts``, which fetches the values; the screen, the documents and the images follow.
"""

from disclosure.charts.channels import channels
from disclosure.charts.outcomes import outcomes
from disclosure.charts.timeliness import TimedRequest, timeliness
from disclosure.charts.trend import YearFigures, trend
from disclosure.charts.values import Chart, Panel, Point, Source, Tone

__all__ = [
    "Chart",
    "Panel",
    "Point",
    "Source",
    "TimedRequest",
    "Tone",
    "YearFigures",
    "channels",
    "outcomes",
    "timeliness",
    "trend",
]
