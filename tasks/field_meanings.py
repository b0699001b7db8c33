"""Explanations of the bound fields, the names in braces, of the report's prose and of letters."""

import re
from collections.abc import Mapping
from functools import cache

from resources.locate import resource_path

_LINE = re.compile(r"\* \*\*(.+?)\*\*：(.+)")


_A_CELL = "表格里的一格"


def report_field(name: str) -> str:
    """Return the explanation of a bound field of the report, its own or that of all 200 figures."""
    fields = field_meanings()["年度报告"]
    return fields.get(name) or fields[_A_CELL]


def letter_field(name: str) -> str:
    """Return the explanation of a bound field of letters; empty where there is no such field."""
    return field_meanings()["文书"].get(name, "")


@cache
def field_meanings() -> Mapping[str, Mapping[str, str]]:
    """Return all explanations, by kind of document and by name."""
    found: dict[str, dict[str, str]] = {}
    for part in resource_path("rules", "fields.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = part.splitlines()
        found[heading] = {line[1]: line[2] for line in map(_LINE.fullmatch, lines) if line}
    return found
