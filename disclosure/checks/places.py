"""Where a finding is mended: the cells it names, and their part of the report."""

from collections.abc import Mapping

from disclosure.checks.finding import Finding
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS
from disclosure.report.narrative import DATED_ON, OPENING, PARTS

_BY_PATH = {cell.path: cell for cell in CELLS}
_LABELS: Mapping[str, str] = {part.key: part.label for part in PARTS}
_BY_RULE = {
    **dict.fromkeys(("R-1", "T3-43", "T3-47", "T3-46"), SECTION_HEADINGS[2]),
    "X-11": SECTION_HEADINGS[5],
    "X-13": SECTION_HEADINGS[4],
    "F-14": SECTION_HEADINGS[4],
    "F-13": _LABELS[OPENING],
    "X-10": _LABELS[OPENING],
    "F-17": _LABELS[DATED_ON],
    "F-19": _LABELS[DATED_ON],
    "T4-6": SECTION_HEADINGS[3],
}
_BY_REGISTER = {"requests": SECTION_HEADINGS[2], "reviews": SECTION_HEADINGS[3], "litigation": SECTION_HEADINGS[3]}
_HEADING_OF = {code: heading for heading, code in TABLE_SECTIONS.items()}


def cells_of(finding: Finding) -> tuple[CellKey, ...]:
    """Return the cells of this year's tables that a finding names."""
    return tuple(_BY_PATH[path] for path in finding.cells if path in _BY_PATH)


def place_of(finding: Finding) -> str:
    """Return the heading of the part of the report in which a finding is mended."""
    if finding.record is not None:
        return _BY_REGISTER.get(finding.record.register, SECTION_HEADINGS[0])
    cells = cells_of(finding)
    if cells and not finding.rule.startswith("X") and not finding.part:
        return _HEADING_OF[cells[0].table]
    return _LABELS.get(finding.part) or _BY_RULE.get(finding.rule, SECTION_HEADINGS[0])
