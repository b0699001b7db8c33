"""Charts independent of how they are drawn: panels of labelled values, and sentences if there is nothing to draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import CONTINUOUS, Enum, auto, verify

from disclosure.report.cells import CellKey, Figure
from disclosure.wording import plain_number

_SHARES_FROM = 10
"""With fewer cases than this, shares say less than the numbers themselves."""


@verify(CONTINUOUS)
class Tone(Enum):
    """How a value stands out from the others; drawn as a pattern or a mark, never by colour alone."""

    USUAL = auto()
    SOFT = auto()
    WARNING = auto()


@dataclass(frozen=True)
class Source:
    """What a value counts: cells of the tables of ``year``, the records ``ids`` of a register, or a report."""

    year: int
    cells: tuple[CellKey, ...] = ()
    register: str = ""
    ids: tuple[int, ...] = ()
    is_published: bool = False

    @property
    def name(self) -> str:
        """The source in words."""
        return "已公布年报" if self.is_published else "登记簿"


@dataclass(frozen=True)
class Point:
    """A labelled value of a chart; ``share`` is its share of all values of the panel, 「40%」, or empty."""

    label: str
    value: Figure
    source: Source
    tone: Tone = Tone.USUAL
    share: str = ""

    def words(self, unit: str) -> str:
        """Return the point as one phrase: 「互联网 4 件（40%）」."""
        return f"{self.label} {plain_number(self.value)} {unit}" + (f"（{self.share}）" if self.share else "")


@dataclass(frozen=True)
class Panel:
    """Values of one kind and unit under a title."""

    name: str
    unit: str
    points: tuple[Point, ...]

    @property
    def words(self) -> str:
        """All values in one sentence."""
        return f"{self.name}：{'、'.join(point.words(self.unit) for point in self.points)}。"


@dataclass(frozen=True)
class Chart:
    """A chart: panels to draw, as lines over the years (``is_over_years``) or as bars, and sentences below them.

    Without panels there is nothing to draw, and the sentences say why.
    """

    code: str
    title: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()
    is_over_years: bool = False

    @property
    def points(self) -> tuple[tuple[Panel, Point], ...]:
        """Every point with its panel, in drawing order."""
        return tuple((panel, point) for panel in self.panels for point in panel.points)

    @property
    def words(self) -> str:
        """The whole chart in words, for people who cannot see it."""
        return "".join((f"{self.title}。", *(panel.words for panel in self.panels), *self.notes))


def shared(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return points of one whole with their shares in per cent, if there are enough cases."""
    whole = tuple(points)
    total = sum(point.value for point in whole)
    if total < _SHARES_FROM:
        return whole
    return tuple(
        Point(point.label, point.value, point.source, point.tone, f"{round(100 * point.value / total)}%")
        for point in whole
    )


def without_zeros(points: Sequence[Point], sentence: str) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """Return the points above zero, and ``sentence`` with the labels of the others, if any."""
    zeros = "、".join(point.label for point in points if not point.value)
    return tuple(point for point in points if point.value), (sentence.format(zeros),) if zeros else ()
