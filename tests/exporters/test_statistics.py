"""The 统计表 as a paper: each subject has its heading and its table, in the order of their numbers."""

from datetime import date
from itertools import pairwise

from disclosure.numerals import write_chinese
from disclosure.statistics.comparison import HEADINGS
from exporters.paper.document import Heading, Table
from exporters.statistics import statistics_document
from tests.disclosure.statistics.test_comparison import TOLD


def test_each_subject_of_the_paper_has_its_counts_below_its_heading() -> None:
    blocks = statistics_document(TOLD, date(2024, 3, 1)).blocks
    below = {head.text: block for head, block in pairwise(blocks) if isinstance(head, Heading)}
    groups = [group for group in TOLD.groups if group.lines]
    for number, group in enumerate(groups, start=1):
        table = below[f"{write_chinese(number)}、{group.name}"]
        assert isinstance(table, Table), group.name
        assert [cell.text for cell in table.grid.cells] == [
            text for row in (HEADINGS, *(line.texts for line in group.lines)) for text in row
        ]
