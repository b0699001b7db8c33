"""Where in the report a finding belongs: the part to show, and the first of its cells."""

import re

from disclosure.checks import Finding
from disclosure.checks.notes import Judged
from disclosure.numerals import parse_chinese
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS
from disclosure.report.narrative import PARTS

_BY_PATH = {cell.path: cell for cell in CELLS}
_LABELS = {part.key: part.label for part in PARTS}
_BY_NUMBER = re.compile(r"第([一二三四五六])部分")
_BY_RULE = {
    **dict.fromkeys(("R-1", "T3-43", "T3-47", "T3-46"), SECTION_HEADINGS[2]),
    "X-11": SECTION_HEADINGS[5],
    "X-13": SECTION_HEADINGS[4],
    "F-14": SECTION_HEADINGS[4],
    "F-13": _LABELS["opening"],
    "X-10": _LABELS["opening"],
    "F-17": _LABELS["dated_on"],
    "F-19": _LABELS["dated_on"],
    "T4-6": SECTION_HEADINGS[3],
}
_HEADING_OF = {code: heading for heading, code in TABLE_SECTIONS.items()}


def cells_of(finding: Finding) -> tuple[CellKey, ...]:
    """Return the cells of this year's tables a finding names."""
    return tuple(_BY_PATH[path] for path in finding.cells if path in _BY_PATH)


def place_of(finding: Finding) -> str:
    """Return the heading of the part of the report a finding is put right in."""
    cells = cells_of(finding)
    if cells and not finding.rule.startswith("X"):
        return _HEADING_OF[cells[0].table]
    named = _BY_NUMBER.search(finding.message)
    if named and finding.rule not in _BY_RULE:
        return SECTION_HEADINGS[(parse_chinese(named[1]) or 1) - 1]
    return _BY_RULE.get(finding.rule, SECTION_HEADINGS[0])


def state_mark(heading: str, found: tuple[Judged, ...]) -> str:
    """Return what stands beside a part in the list: 「× 1 处」, 「△ 2 处」, or 「√」 with its cells."""
    here = [one for one in found if one.is_open and place_of(one.finding) == heading]
    errors = sum(one.finding.is_error for one in here)
    if errors:
        return f"× {errors} 处"
    if here:
        return f"△ {len(here)} 处"
    code = TABLE_SECTIONS.get(heading)
    return f"√ {sum(cell.table == code for cell in CELLS)} 格" if code else "√"
