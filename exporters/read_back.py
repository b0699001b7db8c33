"""A written report read again from its file: title, headings and the figures in printed order.

It reads what a reader would see, not what the writer meant to write; the two are compared before a file is handed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure.report.model import AnnualReport, Level, Section
from exporters.paper.characters import printable


@dataclass(frozen=True)
class Reading:
    """What a file shows: texts without blanks, figures as printed."""

    title: str
    headings: tuple[str, ...]
    figures: tuple[str, ...]
    version_code: str = ""


_IMPRINT = "版本号："
_VERSION_CODE = re.compile(rf"{_IMPRINT}([0-9A-Z-]+)")


def imprint(report: AnnualReport) -> str:
    """Return the line that names an issued version, 「版本号：2024-1-0F3A52C1」; none for a draft."""
    return f"{_IMPRINT}{report.version_code}" if report.version_code else ""


def version_code_in(text: str) -> str:
    """Return the last version code a text names, empty where it names none."""
    return next(iter(reversed(_VERSION_CODE.findall(text))), "")


def expected(report: AnnualReport) -> Reading:
    """Return what a file of the report must show."""
    headings = [heading for section in report.sections for heading in section_headings(section)]
    tables = [report.table(section.table) for section in report.sections if section.table]
    figures = [cell.text for table in tables for cell in table.figures()]
    return Reading(bare(report.title), tuple(map(bare, headings)), tuple(figures), report.version_code)


def expected_drawn(report: AnnualReport) -> Reading:
    """Return what a drawn page must show: an empty cell has no ink."""
    return replace(expected(report), figures=tuple(filter(None, expected(report).figures)))


def expected_tables(report: AnnualReport) -> Reading:
    """Return what a file that holds the tables alone must show."""
    headings = tuple(bare(section.heading) for section in report.sections if section.table)
    return Reading(bare(report.title), headings, expected(report).figures, report.version_code)


def section_headings(section: Section) -> Iterator[str]:
    """Yield the heading of a section and those within its prose."""
    yield section.heading
    yield from (paragraph.text for paragraph in section.paragraphs if paragraph.level is not Level.BODY)


def bare(text: str) -> str:
    """Return a text without blanks and invisible characters: line ends are a matter of the page."""
    return "".join(printable(text).split())


def difference(wanted: Reading, read: Reading) -> str | None:
    """Return in one Chinese phrase where a file differs, None where it does not."""
    if wanted.title != read.title:
        return "标题不一致"
    if wanted.version_code != read.version_code:
        return "版本号不一致"
    if wanted.headings != read.headings:
        return "各部分标题不一致"
    if len(wanted.figures) != len(read.figures):
        return f"应有 {len(wanted.figures)} 个数字，读回 {len(read.figures)} 个"
    wrong = [place for place, pair in enumerate(zip(wanted.figures, read.figures, strict=True)) if pair[0] != pair[1]]
    if wrong:
        return f"第 {wrong[0] + 1} 个数字应为“{wanted.figures[wrong[0]]}”，读回“{read.figures[wrong[0]]}”"
    return None
