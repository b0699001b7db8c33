"""The values found on a paper, by column, each with the place it was read from, the most likely first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure.paper_words import PaperKind


@dataclass(frozen=True)
class Reading:
    """One value as text its column accepts, and where it was read: 「申请表第3行“联系电话”」."""

    value: str
    where: str


@dataclass(frozen=True)
class Found:
    """An interpreted paper.

    ``readings`` holds the readings of each column, the most likely first; the further ones are other values the paper
    gives. ``numbers`` are the 文号 it names in addition to its own, possibly those of our letters.
    """

    kind: PaperKind | None
    title: str = ""
    readings: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    is_decision: bool = False

    def value(self, column: str) -> str:
        """Return the most likely value of a column, or ""."""
        readings = self.readings.get(column, ())
        return readings[0].value if readings else ""


class Gathering:
    """Collects readings; of equal values only the first is kept."""

    def __init__(self) -> None:
        self._readings: dict[str, list[Reading]] = {}

    def add(self, column: str, value: str, where: str) -> None:
        """Add a reading, unless it is empty."""
        known = self._readings.setdefault(column, [])
        if value and all(value != each.value for each in known):
            known.append(Reading(value, where))

    def has(self, column: str) -> bool:
        """Whether there is a reading for a column."""
        return bool(self._readings.get(column))

    def done(self) -> dict[str, tuple[Reading, ...]]:
        """Return the collected readings."""
        return {column: tuple(readings) for column, readings in self._readings.items() if readings}

    def first(self, column: str) -> str:
        """Return the first value of a column, or ""."""
        known = self._readings.get(column)
        return known[0].value if known else ""
