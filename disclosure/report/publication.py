"""Comparing the page a portal published with the issued report: missing tables, differing figures and texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.report.cells import CELLS
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport
from disclosure.report.tables import figure_text
from disclosure.wording import chinese_date


@dataclass(frozen=True)
class PublishedDifference:
    """One figure or text that differs between the page and the issued report."""

    where: str
    issued: str
    published: str

    @property
    def words(self) -> str:
        """The place and both readings."""
        return f"{self.where}：签发 {self.issued or '空'}，网页 {self.published or '没有'}"


@dataclass(frozen=True)
class Publication:
    """The result of the comparison: tables without a figure, figures and texts that differ."""

    missing_tables: tuple[str, ...] = ()
    figures: tuple[PublishedDifference, ...] = ()
    texts: tuple[PublishedDifference, ...] = field(default=())

    @property
    def agrees(self) -> bool:
        """Whether the page agrees with the issued report."""
        return not (self.missing_tables or self.figures or self.texts)

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for every difference, missing tables first."""
        missing = (f"第{'、'.join(self.missing_tables)}部分无表格",) if self.missing_tables else ()
        return (*missing, *(one.words for one in (*self.figures, *self.texts)))


def compared(issued: AnnualReport, published: AnnualReport) -> Publication:
    """Compare a published page with the issued report, ignoring blanks and line breaks in texts."""
    missing = [code for code in TABLE_SECTIONS.values() if not any(cell.table == code for cell in published.figures)]
    headings = [heading for heading, code in TABLE_SECTIONS.items() if code in missing]
    return Publication(
        missing_tables=tuple(heading.split("、")[0] for heading in headings),
        figures=tuple(_figures(issued, published, missing)),
        texts=tuple(_texts(issued, published)),
    )


def _figures(issued: AnnualReport, published: AnnualReport, missing: list[str]) -> Iterator[PublishedDifference]:
    again = set(published.repeated)
    for cell in CELLS:
        if cell.table in missing:
            continue
        if (cell.table, cell.row) in again:
            again.remove((cell.table, cell.row))
            row = cell.path.split("/", 2)[1]
            yield PublishedDifference(f"“{row}”一行", "一次", "不止一次，数字互不相同")
        here, there = (figure_text(report.figures.get(cell)) for report in (issued, published))
        if here != there:
            _, row, column = cell.path.split("/", 2)
            yield PublishedDifference(f"{row}·{column}", here, there)


def _texts(issued: AnnualReport, published: AnnualReport) -> Iterator[PublishedDifference]:
    yield from _words("标题", issued.title, published.title)
    if _bare(issued.opening) != _bare(published.opening):
        yield _apart("开头", issued.opening, published.opening)
    by_number = {section.heading[:1]: section for section in published.sections}
    for heading in SECTION_HEADINGS:
        number = heading[0]
        there = by_number.get(number)
        if there is None:
            yield PublishedDifference(f"第{number}部分", heading, "")
            continue
        yield from _words(f"第{number}部分标题", heading, there.heading)
        text = next((section.text for section in issued.sections if section.heading == heading), "")
        if _bare(text) != _bare(there.text):
            yield _apart(f"第{number}部分文字", text, there.text)
    for label, printed in published.labels_read.items():
        yield from _words(f"表格里的“{label}”", label, printed)
    for section in published.sections:  # sections that were not issued, including a second copy of one
        if section is not by_number.get(section.heading[:1]) or section.heading[:1] not in _NUMBERS:
            yield PublishedDifference(f"签发时没有的部分“{section.heading}”", "", _first_apart(section.text, ""))
    yield from _words("署名", issued.signature, published.signature)
    days = [chinese_date(report.dated_on) if report.dated_on else "" for report in (issued, published)]
    yield from _words("成文日期", *days)


_NUMBERS = frozenset(heading[:1] for heading in SECTION_HEADINGS)


def _words(where: str, here: str, there: str) -> Iterator[PublishedDifference]:
    """Yield a short text that differs, in full."""
    if _bare(here) != _bare(there):
        yield PublishedDifference(where, here, there)


def _apart(where: str, text: str, other: str) -> PublishedDifference:
    """Return a long text that differs, quoted from the first difference."""
    return PublishedDifference(where, _first_apart(text, other), _first_apart(other, text))


_QUOTED = 24


def _first_apart(text: str, other: str) -> str:
    """Return the piece of a text where it first differs from the other."""
    here, there = _bare(text), _bare(other)
    same = next((at for at, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), len(there))
    piece = here[max(0, same - 4) : same + _QUOTED]
    return f"“…{piece}…”" if piece else "（到此为止）"


_MARKS = str.maketrans("（），；：、“”－—", '(),;:,""--')


def _bare(text: str) -> str:
    return "".join(text.split()).translate(_MARKS)
