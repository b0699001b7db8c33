"""What each name in braces tells, as it is shipped: of the report's prose and of letters."""

import re
from collections.abc import Mapping
from functools import cache

from resources.locate import resource_path

_LINE = re.compile(r"\* \*\*(.+?)\*\*：(.+)")


_A_CELL = "表格里的一格"


def report_field(name: str) -> str:
    """Return what a bound field of the report tells: its own line, or that of the 200 figures."""
    fields = field_meanings()["年度报告"]
    return fields.get(name) or fields[_A_CELL]


def letter_field(name: str) -> str:
    """Return what a bound field of letters tells; empty where there is no such field."""
    return field_meanings()["文书"].get(name, "")


@cache
def field_meanings() -> Mapping[str, Mapping[str, str]]:
    """Return what each field tells, by the paper it stands in and by name."""
    found: dict[str, dict[str, str]] = {}
    for part in resource_path("rules", "fields.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = part.splitlines()
        found[heading] = {line[1]: line[2] for line in map(_LINE.fullmatch, lines) if line}
    return found
