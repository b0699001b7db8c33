"""A page for every rule: what it demands, its formula and article, an example, and known disputes.

The pages are a document (``resources/rules/rules.md``), so that people who know the law can read and correct them. This
file parses it and adds what is not in it: the cells each rule looks at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclosure.checks.years import ASKED
from disclosure.errors import DisclosureError
from disclosure.numerals import parse_chinese
from disclosure.report.cells import CELLS, FEE_CELL, RESULTS, TABLE3, TABLE3_COLUMNS, TABLE4, TOTAL, CellKey
from disclosure.wording import SEPARATOR


@dataclass(frozen=True)
class RulePage:
    """What a rule demands (``definition``), how it is computed, its legal basis, an example and known disputes.

    ``looks_at`` is what all rules of this kind look at: 「表三」, 「正文与表格、上年」.
    """

    rule: str
    title: str
    looks_at: str
    cells: tuple[CellKey, ...]
    definition: str
    formula: str
    article: str
    example: str
    disputes: str

    @property
    def grounds(self) -> tuple[str, ...]:
        """The articles the rule is based on."""
        return tuple(self.article.split(SEPARATOR))


@dataclass(frozen=True)
class RulePages:
    """The page of every rule by its id, and what the rules of each kind look at, by the prefix of their ids."""

    pages: Mapping[str, RulePage]
    kinds: Mapping[str, str]

    def rules_of(self, cell: CellKey) -> tuple[str, ...]:
        """Return the ids of the rules that look at a cell."""
        return self._by_cell.get(cell, ())

    @cached_property
    def _by_cell(self) -> Mapping[CellKey, tuple[str, ...]]:
        found: dict[CellKey, list[str]] = {}
        for page in self.pages.values():
            for cell in dict.fromkeys(page.cells):
                found.setdefault(cell, []).append(page.rule)
        return {cell: tuple(rules) for cell, rules in found.items()}

    def rules_on(self, ground: str) -> tuple[str, ...]:
        """Return the ids of the rules that are based on an article."""
        return tuple(page.rule for page in self.pages.values() if ground in page.grounds)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        """Every article a rule is based on, those of one law in its order."""
        return tuple(sorted({ground for page in self.pages.values() for ground in page.grounds}, key=_in_order))


def _in_order(ground: str) -> tuple[str, int, str]:
    document, _, article = ground.partition("第")
    return document, parse_chinese(article.partition("条")[0].partition("至")[0]) or 0, article


_KIND = re.compile(r"## (\w+) (.+)")
"""「## T2 表二」: rules of one kind follow."""
_RULE = re.compile(r"### (\w+)-(\d+)(?: 至 \1-(\d+))? (.+)")
"""「### T2-1 规章应为0」; 「### T3-1 至 T3-7 表三“{列}”列的勾稽」 for rules that differ only in what they look at."""
_PART = re.compile(r"\* \*\*(\w+)\*\*：(.+)")
_PARTS = {"要求": True, "算法": False, "依据": True, "例子": True, "争议": False}
"""The parts of a page, one line each, in the order of ``RulePage``, and whether each is required."""
_PLACE = re.compile(r"\{[列行]\}")
"""A placeholder for the name of a column or a row."""


@dataclass
class _Written:
    """A section of the document, about one rule or several consecutive ones."""

    line: int
    kind: str
    first: int
    last: int
    title: str
    looks_at: str
    parts: dict[str, str]


def read_rule_pages(text: str) -> RulePages:
    """Parse the document; raises DisclosureError with the line at fault, also where a page lacks a part."""
    kinds: dict[str, str] = {}
    written: list[_Written] = []
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if found := _KIND.fullmatch(line):
            kinds[found[1]] = found[2]
        elif not kinds or not line:
            continue  # the introduction before the first kind explains how to write the document
        elif (found := _RULE.fullmatch(line)) and found[1] in kinds:
            numbers = int(found[2]), int(found[3] or found[2])
            written.append(_Written(number, found[1], *numbers, found[4], kinds[found[1]], {}))
        elif written and (found := _PART.fullmatch(line)) and found[1] in _PARTS and found[1] not in written[-1].parts:
            written[-1].parts[found[1]] = found[2]
        else:
            raise DisclosureError(f"检查规则第{number}行看不懂，或者同一项写了两次：“{line}”。")
    pages: dict[str, RulePage] = {}
    for one in written:
        for page in _pages(one):
            if page.rule in pages:
                raise DisclosureError(f"检查规则第{one.line}行又是{page.rule}，一条规则只能有一节。")
            pages[page.rule] = page
    if strangers := [rule for rule in (*_CELLS, *_SERIES) if rule not in pages]:
        raise DisclosureError(f"检查规则里没有{'、'.join(strangers)}，要补上。")
    return RulePages(pages, kinds)


def _pages(written: _Written) -> Iterator[RulePage]:
    rule = f"{written.kind}-{written.first}"
    if lacking := [name for name, is_needed in _PARTS.items() if is_needed and name not in written.parts]:
        raise DisclosureError(f"检查规则第{written.line}行的{rule}没有写{'、'.join(lacking)}，要补上。")
    each = _SERIES.get(rule) or {"": _CELLS.get(rule, ())}
    if len(each) != written.last - written.first + 1:
        raise DisclosureError(f"检查规则第{written.line}行的{rule}起有{len(each)}条，编号不是这么多。")
    if rule not in _SERIES and any(map(_PLACE.search, (written.title, *written.parts.values()))):
        raise DisclosureError(f"检查规则第{written.line}行的{rule}只有一条，不能写“{{列}}”或者“{{行}}”。")
    for number, (name, cells) in enumerate(each.items(), start=written.first):
        said = (_PLACE.sub(name, text) for text in (written.title, *(written.parts.get(part, "") for part in _PARTS)))
        yield RulePage(f"{written.kind}-{number}", next(said), written.looks_at, cells, *said)


def _cells(table: str, *rows: str, columns: Sequence[str] = ()) -> tuple[CellKey, ...]:
    """Return cells of a table in printed order, of some rows or all, and of some columns or all."""
    return tuple(
        cell
        for cell in CELLS
        if cell.table == table and (not rows or cell.row in rows) and (not columns or cell.column in columns)
    )


_BALANCED, _RESULTS = ("n1", "n2", "k7", "n4"), tuple(row.code for row in RESULTS)
_TOTALS = (TOTAL,)

_SERIES: Mapping[str, Mapping[str, tuple[CellKey, ...]]] = {
    "T3-1": {label: _cells("table3", *_BALANCED, columns=(code,)) for code, label in TABLE3_COLUMNS.items()},
    "T3-8": {label: _cells("table3", *_RESULTS, "k7", columns=(code,)) for code, label in TABLE3_COLUMNS.items()},
    "T3-15": {row.label: _cells("table3", row.code) for row in TABLE3},
    "T4-1": {row.label: _cells("table4", row.code) for row in TABLE4},
}
"""For consecutive rules that differ only in the column, row or block they look at, by the first: names and cells."""

_CELLS: Mapping[str, tuple[CellKey, ...]] = {
    "T2-1": _cells("table2", "rules"),
    "T2-2": _cells("table2"),
    "T2-3": _cells("table2", "rules", "normative_documents"),
    "T2-4": _cells("table2", "rules", "normative_documents"),
    "T2-5": (FEE_CELL,),
    "T2-6": (FEE_CELL,),
    "T2-7": _cells("table2"),
    "T3-40": (*_cells("table3"), *_cells("table4")),
    "T3-41": _cells("table3", "n2"),
    "T3-42": _cells("table3"),
    "T3-43": _cells("table3", "k62", columns=_TOTALS),
    "T3-44": _cells("table3", "k43", "k61", columns=_TOTALS),
    "T3-45": _cells("table3", "k34", columns=_TOTALS),
    "T3-46": _cells("table3", *(row for row in _RESULTS if row == "k2" or row.startswith("k3"))),
    "T3-47": _cells("table3", *_RESULTS, columns=_TOTALS),
    "T4-4": _cells("table4", columns=("pending", TOTAL)),
    "T4-5": _cells("table4", "review", "suit_after_review", columns=_TOTALS),
    "T4-6": _cells("table4", "direct_suit"),
    "T4-7": _cells("table4"),
    "R-1": _cells("table3", "n1", columns=_TOTALS),
    "R-2": CELLS,
    "R-3": CELLS,
    "X-1": _cells("table3", "n1", "n2", "k7", columns=_TOTALS),
    "X-2": _cells("table3", "n2", "n4", columns=_TOTALS),
    "X-3": _cells("table3", *_RESULTS, "k7", columns=_TOTALS),
    "X-4": _cells("table4"),
    "X-5": _cells("table2", "normative_documents"),
    "X-7": _cells("table3", "n1", "n2", "k7", columns=_TOTALS),
    "X-8": _cells("table3", "n1", columns=_TOTALS),
    "X-11": (FEE_CELL,),
    "X-12": _cells("table3", "n1", columns=_TOTALS),
    "X-13": _cells("table4", columns=("corrected",)),
    "X-14": (*_cells("table2"), *_cells("table3", columns=_TOTALS), *_cells("table4", columns=_TOTALS)),
    "X-15": _cells("table3", "n1", "n2", "k7"),
    "X-16": (*_cells("table2", "licences", "penalties", "coercive_measures"), FEE_CELL),
    "X-17": _cells("table3", *_RESULTS, columns=_TOTALS),
    "X-18": tuple(ASKED),
    "F-1": CELLS,
    "F-6": _cells("table2"),
    "F-7": CELLS,
    "F-23": CELLS,
    "L-1": _cells("table3", "n4"),
    "L-2": _cells("table3", *_RESULTS),
    "L-3": _cells("table3", *_RESULTS),
    "L-4": _cells("table3", "n1"),
    "L-5": _cells("table3", *_RESULTS, "n4"),
    "L-7": _cells("table3", "k34"),
    "L-8": _cells("table3", "k52"),
    "L-9": _cells("table3", *_RESULTS),
    "L-23": _cells("table2", "rules", "normative_documents"),
    "L-30": CELLS,
}
"""The cells each rule looks at, except for ``_SERIES``. A rule that is not here looks only at words or records."""
