"""What was found on a paper: for each column a value and where it was read, the likeliest first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure.paper_words import PaperKind


@dataclass(frozen=True)
class Reading:
    """One value as a text its column understands, and where it was read: 「申请表第3行“联系电话”」."""

    value: str
    where: str


@dataclass(frozen=True)
class Found:
    """A paper as it is understood.

    ``readings`` holds by column the likeliest reading first; a further one is another value the paper also gives.
    ``numbers`` are the 文号 it names beside its own, which may be those of our letters.
    """

    kind: PaperKind | None
    title: str = ""
    readings: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    is_decision: bool = False

    def value(self, column: str) -> str:
        """Return the likeliest value of a column, "" for none."""
        readings = self.readings.get(column, ())
        return readings[0].value if readings else ""


class Gathering:
    """Readings under way: an equal value is kept once, where it was read first."""

    def __init__(self) -> None:
        self._readings: dict[str, list[Reading]] = {}

    def add(self, column: str, value: str, where: str) -> None:
        """Add a reading; nothing is no reading."""
        known = self._readings.setdefault(column, [])
        if value and all(value != each.value for each in known):
            known.append(Reading(value, where))

    def has(self, column: str) -> bool:
        """Whether something was read for a column."""
        return bool(self._readings.get(column))

    def done(self) -> dict[str, tuple[Reading, ...]]:
        """Return what was gathered."""
        return {column: tuple(readings) for column, readings in self._readings.items() if readings}

    def first(self, column: str) -> str:
        """Return the first value of a column, "" for none."""
        known = self._readings.get(column)
        return known[0].value if known else ""
