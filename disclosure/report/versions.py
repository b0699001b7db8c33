"""Versions of a year's report: their codes, and exactly where two of them differ."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import AnnualReport, Level, Section
from disclosure.report.tables import figure_text
from disclosure.wording import chinese_date

_CODE_LENGTH = 8
_SHOWN = 4


def version_code(year: int, version: int, content: str) -> str:
    """Return the code of a version, 「2024V1-0F3A52C1」: the same content of the same version has the same code.

    No part of it can be mistaken for a date, unlike 「2026-1-29B00720」.
    """
    digest = hashlib.sha256(content.encode()).hexdigest()
    return f"{year}V{version}-{digest[:_CODE_LENGTH].upper()}"


@dataclass(frozen=True)
class CellDifference:
    """One of the 200 cells that differs, as printed before and after."""

    cell: CellKey
    before: str
    after: str

    @property
    def words(self) -> str:
        """The cell and both values: 「（一）予以公开·自然人 1→2」."""
        _, row, column = self.cell.path.split("/", 2)
        return f"{row}·{column} {self.before or '空'}→{self.after or '空'}"


@dataclass(frozen=True)
class SentenceDifference:
    """Sentences that differ: their place, and their text before and after; either may be empty."""

    where: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """The place and both readings."""
        if not self.before:
            return f"{self.where}：新增“{self.after}”"
        return f"{self.where}：“{self.before}”→“{self.after}”" if self.after else f"{self.where}：删去“{self.before}”"


@dataclass(frozen=True)
class Difference:
    """Where two reports of one year differ; empty if they do not."""

    cells: tuple[CellDifference, ...] = ()
    sentences: tuple[SentenceDifference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.sentences)

    @property
    def counts(self) -> str:
        """How much differs: 「4 个单元格、2 个句子」."""
        counted = ((len(self.cells), "个单元格"), (len(self.sentences), "个句子"))
        return "、".join(f"{count} {unit}" for count, unit in counted if count)

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for every cell and sentence."""
        return (*(one.words for one in self.cells), *(one.words for one in self.sentences))

    @property
    def summary(self) -> str:
        """How much differs, and the first cells or sentences."""
        first = "；".join(self.lines[:_SHOWN])
        return f"{self.counts}变化：{first}{' …' if len(self.lines) > _SHOWN else ''}"


def difference(before: AnnualReport, after: AnnualReport) -> Difference:
    """Return every cell and every sentence that differs between two reports, ignoring version codes."""
    figures = ((cell, figure_text(before.figures.get(cell)), figure_text(after.figures.get(cell))) for cell in CELLS)
    cells = [CellDifference(cell, old, new) for cell, old, new in figures if old != new]
    sentences: list[SentenceDifference] = []
    for (where, old_text), (_, new_text) in zip(_places(before), _places(after), strict=False):
        old, new = sentences_of(old_text), sentences_of(new_text)
        for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, False).get_opcodes():
            pairs = zip_longest(old[first:last], new[new_first:new_last], fillvalue="")
            sentences += [SentenceDifference(where, *pair) for pair in pairs if tag != "equal"]
    return Difference(tuple(cells), tuple(sentences))


def _places(report: AnnualReport) -> Iterator[tuple[str, str]]:
    """Yield the texts of a report by place, the same number for every report."""
    yield "标题", report.title
    yield "开头", report.opening
    yield from ((f"第{section.heading[:1]}部分", section.text) for section in report.sections)
    yield "署名", report.signature
    yield "成文日期", chinese_date(report.dated_on) if report.dated_on else ""


_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each with its final punctuation."""
    return [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]


_CITED = re.compile(r"《[^》]*》|〈[^〉]*〉|（[^（）]*号）|〔\d{4}〕\d+号")
_NOTHING = re.compile(r"^(?:\d{4}年(?:度)?|本年度|全年)?[^，。；]{0,10}(?:未|没有|无)")


def own_words(section: Section) -> str:
    """Return what a section says of its own: no headings, no titles of laws, no figures, no 「未发生…」.

    Wording that every report has to share is no sign of copying.
    """
    body = "\n".join(one.text for one in section.paragraphs if one.level is Level.BODY)
    kept = [sentence for sentence in sentences_of(body) if not _NOTHING.match(sentence)]
    return re.sub(r"\d+(?:\.\d+)?", "", _CITED.sub("", "".join(kept)))
