"""Each printed figure miscopied in six ways: what the checks notice, with and without something to compare it with."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from disclosure.checks.all_checks import findings
from disclosure.checks.sheet import number_in
from disclosure.checks.subject import RegisterFacts, Subject
from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import CELLS, COLUMN_LABELS, FEE_CELL, ROW_LABELS, TOTAL, CellKey, Figure, Value, totals
from disclosure.report.model import AnnualReport
from importers.published import read_published
from tests.disclosure.checks.clean import CLEAN

REPORTS = Path(__file__).parents[2] / "data" / "reports"
FOLLOWING = {"002": "001", "017": "016", "018": "017", "019": "018", "050": "049"}
"""Published reports whose year before is at hand."""
ADDED, DROPPED, BLANKED, SWAPPED, ROWS, FAR = "加一", "少一位", "空白", "同行同列互换", "两行互换", "任意两格互换"


@dataclass(frozen=True)
class Mutant:
    """One way to miscopy a table."""

    kind: str
    table: str
    values: Mapping[CellKey, Value]

    @property
    def is_of_numbers(self) -> bool:
        return self.kind != BLANKED


def mutants(report: AnnualReport, chance: random.Random) -> Iterator[Mutant]:
    """Yield every cell miscopied in every way; what would print the same is left out."""
    figures = {cell: number for cell in CELLS if (number := number_in(report.figures.get(cell))) is not None}
    for cell, number in figures.items():
        yield Mutant(ADDED, cell.table, {cell: number + 1})
        yield Mutant(BLANKED, cell.table, {cell: ""})
        digits = str(number)
        place = chance.randrange(len(digits))
        shorter = number_in(digits[:place] + digits[place + 1 :])
        if len(digits) > 1 and shorter is not None and shorter != number:
            yield Mutant(DROPPED, cell.table, {cell: shorter})
        others = [other for other in figures if other.table == cell.table and figures[other] != number]
        near = [other for other in others if other.row == cell.row or other.column == cell.column]
        for kind, pool in ((SWAPPED, near), (FAR, others)):
            if pool:
                other = chance.choice(pool)
                yield Mutant(kind, cell.table, {cell: figures[other], other: number})
    for table, rows in ROW_LABELS.items():
        for above, below in pairwise(rows):
            moved: dict[CellKey, Value] = {}
            for column in COLUMN_LABELS[table]:
                pair = CellKey(table, above, column), CellKey(table, below, column)
                if all(cell in figures for cell in pair):
                    moved |= {pair[0]: figures[pair[1]], pair[1]: figures[pair[0]]}
            if any(figures[cell] != value for cell, value in moved.items()):
                yield Mutant(ROWS, table, moved)


def shares(
    report: AnnualReport, previous: AnnualReport | None, facts: RegisterFacts | None, chosen: list[Mutant]
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return how many mutants of each table and kind there were, and how many were noticed."""
    base = {(one.rule, one.message) for one in findings(Subject(report, previous, facts))}
    made, noticed = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for mutant in chosen:
        spoilt = replace(report, figures={**report.figures, **mutant.values})
        made[mutant.table, mutant.kind] += 1
        if {(one.rule, one.message) for one in findings(Subject(spoilt, previous, facts))} - base:
            noticed[mutant.table, mutant.kind] += 1
    return made, noticed


def random_report(chance: random.Random) -> AnnualReport:
    """A valid report: its sums hold, 规章 are 0, what is in force follows from what was."""
    counted: dict[CellKey, Figure] = {}
    for cell in CELLS:
        if cell.column != TOTAL and cell.row not in ("k7", "n1", "n2", "n4", "rules"):
            counted[cell] = chance.choice((0, 0, 0, chance.randrange(1, 40), chance.randrange(100, 3000)))
    documents = {column: CellKey("table2", "normative_documents", column) for column in COLUMN_LABELS["table2"]}
    counted[documents["in_force"]] = counted[documents["issued"]] + chance.randrange(0, 20)
    counted[FEE_CELL] = chance.randrange(0, 90)
    for column in (code for code in COLUMN_LABELS["table3"] if code != TOTAL):
        left, carried = chance.randrange(0, 4), chance.randrange(0, 3)
        answered = sum(
            int(value) for cell, value in counted.items() if cell.table == "table3" and cell.column == column
        )
        counted[CellKey("table3", "n4", column)] = left + carried
        counted[CellKey("table3", "n2", column)] = carried
        counted[CellKey("table3", "n1", column)] = answered + left
    return replace(CLEAN, figures=totals(counted), sections=())


def published() -> Iterator[tuple[str, AnnualReport]]:
    """Yield the published reports that can be read, by number."""
    for path in sorted(REPORTS.glob("*.json")):
        try:
            yield path.name[:3], read_published(path)
        except SourceUnreadableError:
            continue


def test_a_random_valid_report_is_given_no_alarm() -> None:
    chance = random.Random(20260120)
    for _ in range(20):
        report = random_report(chance)
        found = findings(Subject(report, None, RegisterFacts(figures=figures_of(report))))
        assert [one.message for one in found if one.rule.startswith("T")] == []


def figures_of(report: AnnualReport) -> dict[CellKey, Figure]:
    return {cell: number for cell in report.figures if (number := number_in(report.figures[cell])) is not None}


def test_with_the_registers_at_hand_no_miscopied_figure_stays_unnoticed() -> None:
    chance = random.Random(1)
    for report in (CLEAN, random_report(chance)):
        every = list(mutants(report, chance))
        made, noticed = shares(report, None, RegisterFacts(figures=figures_of(report)), chance.sample(every, 80))
        assert made == noticed


NOTICED_ALONE = {
    # table, kind: the least share noticed in published figures without registers and without the year before
    ("table2", BLANKED): 1.0,
    ("table2", ADDED): 0.3,
    ("table2", DROPPED): 0.1,
    ("table2", SWAPPED): 0.4,
    ("table2", FAR): 0.5,
    ("table3", BLANKED): 1.0,
    ("table3", ADDED): 0.98,
    ("table3", DROPPED): 1.0,
    ("table3", SWAPPED): 0.97,
    ("table3", FAR): 0.98,
    ("table4", BLANKED): 1.0,
    ("table4", ADDED): 1.0,
    ("table4", DROPPED): 1.0,
    ("table4", SWAPPED): 0.65,
    ("table4", FAR): 0.8,
}
"""What stays unnoticed keeps every sum: a number of table two that no sentence names, two results or rows exchanged."""


def measured(sample: int | None) -> tuple[dict[bool, Counter[tuple[str, str]]], dict[bool, Counter[tuple[str, str]]]]:
    """Return mutants made and noticed, without and with the report of the year before."""
    chance, reports = random.Random(7), dict(published())
    made = {with_previous: Counter[tuple[str, str]]() for with_previous in (False, True)}
    noticed = {with_previous: Counter[tuple[str, str]]() for with_previous in (False, True)}
    for number, report in reports.items():
        every = list(mutants(report, chance))
        chosen = every if sample is None else chance.sample(every, min(sample, len(every)))
        for previous in {None, FOLLOWING.get(number)}:
            tried, caught = shares(report, reports[previous] if previous else None, None, chosen)
            made[previous is not None] += tried
            noticed[previous is not None] += caught
    return made, noticed


def test_most_miscopied_figures_of_published_tables_are_noticed() -> None:
    made, noticed = measured(sample=6)
    for table, least in (("table3", 0.9), ("table4", 0.75)):
        kinds = [kind for kind in made[False] if kind[0] == table and kind[1] != ROWS]
        assert sum(noticed[False][kind] for kind in kinds) >= least * sum(made[False][kind] for kind in kinds)


@pytest.mark.torture
def test_the_share_of_each_kind_that_is_noticed_in_published_tables() -> None:
    made, noticed = measured(sample=None)
    assert {
        kind: noticed[False][kind] / made[False][kind]
        for kind, least in NOTICED_ALONE.items()
        if noticed[False][kind] < least * made[False][kind]
    } == {}
    assert sum(noticed[True].values()) / sum(made[True].values()) >= 0.95
