"""Charts drawn for the window and written to files; imported only when needed, as the drawing library is heavy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.charts import Chart
from disclosure.errors import ExportError
from exporters.charts.drawing import drawn
from exporters.charts.files import Album, write_charts
from exporters.charts.pen import Look
from exporters.charts.svg import svg
from storage.registers import Registers
from storage.whole_file import is_same_file, whole_file
from tasks.report.drawing import DRAWING


@dataclass(frozen=True)
class ChartPicture:
    """A chart drawn as SVG, its size, and the boxes of its points (left, top, width, height), in their order."""

    chart: Chart
    svg: bytes
    width: float
    height: float
    places: tuple[tuple[float, float, float, float], ...]


def pictures(
    drawn_charts: Sequence[Chart], width: float, size: float, colours: Mapping[str, str], family: str
) -> tuple[ChartPicture, ...]:
    """Return charts drawn for a width and a font size in the same unit, in the colours and the font of the window."""
    look, made = Look(colours, size), []
    for chart in drawn_charts:
        picture = drawn([chart], width, look, titled=False)
        drawing = svg(picture, chart.title, chart.words, family)
        made.append(ChartPicture(chart, drawing, picture.width, picture.height, picture.places))
    return tuple(made)


def export_charts(registers: Registers, year: int, chosen: Sequence[Chart], path: Path, today: date) -> Path:
    """Write charts to a file by its suffix (.pdf, .svg, .png, .csv) and return its path.

    Raises ExportError for an unknown suffix, the data file itself, or a place that cannot be written.
    """
    if is_same_file(path, registers.path):
        raise ExportError(f"“{path}”是正在使用的数据文件，不能被图表覆盖，要换一个文件名。")
    office = registers.profile().name
    with DRAWING, whole_file(path) as aside:
        write_charts(Album(f"{office}{year}年政府信息公开图表", tuple(chosen), today, office), aside)
    return path
