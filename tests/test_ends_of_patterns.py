"""The end of a pattern is the end of the text: 「$」 would stand before a line end there, and let one in unseen."""

import importlib
import pkgutil
import re

import pytest

from tests.needed import patterns

FLOORS = ("disclosure", "importers", "exporters", "storage", "tasks", "gui")
_PLAIN = re.compile(r"\\.|\[[^\]]*\]", re.DOTALL)
"""What in a pattern is no end, whatever signs it holds."""


def _source(pattern: re.Pattern[str]) -> str:
    source: str | bytes = pattern.pattern
    return source if isinstance(source, str) else source.decode("latin-1")


@pytest.mark.parametrize("floor", FLOORS)
def test_no_pattern_takes_a_line_end_for_the_end(floor: str) -> None:
    found = pkgutil.walk_packages(importlib.import_module(floor).__path__, f"{floor}.")
    ended = [
        f"{module.name}.{name}"
        for module in found
        for name, pattern in patterns(importlib.import_module(module.name)).items()
        if not pattern.flags & re.MULTILINE and "$" in _PLAIN.sub("", _source(pattern))
    ]
    assert ended == []
