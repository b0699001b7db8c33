"""What each row and column of the three tables counts, shown beside its figures.

The official format (国办公开办函〔2021〕30号) gives the labels and little more; what it leaves open is marked as common
practice. The texts are a document (``resources/rules/cells.md``), so that people who know the law can correct them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome
from disclosure.report.cells import COLUMN_LABELS, RESULTS, ROW_LABELS, CellKey

CUSTOM = "格式文件没有写明，按通行做法"
"""The legal basis where there is no other."""


@dataclass(frozen=True)
class Mistake:
    """A frequent mistake in words, and the code of the letter in which alone it is made; empty for any letter."""

    words: str
    letter: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a row or a column counts, its legal basis, and frequent mistakes."""

    words: str
    ground: str
    mistakes: tuple[Mistake, ...] = ()

    def mistakes_with(self, letter: str) -> tuple[str, ...]:
        """Return the mistakes made with a letter, by its code; all while none is chosen."""
        return tuple(each.words for each in self.mistakes if not letter or each.letter in ("", letter))


@dataclass(frozen=True)
class CellMeanings:
    """The meaning of every row and every column, by table and code."""

    rows: Mapping[tuple[str, str], Meaning]
    columns: Mapping[tuple[str, str], Meaning]

    def of_cell(self, cell: CellKey) -> tuple[Meaning, Meaning]:
        """Return what the row and the column of a cell count."""
        return self.rows[cell.table, cell.row], self.columns[cell.table, cell.column]

    def words_of(self, cell: CellKey) -> str:
        """Return both meanings of a cell as two lines, each with its legal basis."""
        return "\n".join(f"{one.words}（{one.ground}）" for one in self.of_cell(cell))

    def of_outcome(self, outcome: Outcome) -> Meaning:
        """Return when a result is right, and frequent mistakes: the meaning of its row."""
        return self.rows["table3", outcome.key]


_TABLES = {"表二": "table2", "表三": "table3", "表四": "table4"}
_HEADING = re.compile(r"## (\w+)|### ([行列]) (.+)")
"""「## 表二」; 「### 行 规章」."""
_PART = re.compile(r"\* \*\*(计入|依据|常见错误(?:（[a-z-]+）)?)\*\*：(.+)")
_MISTAKE = re.compile(r"常见错误(?:（([a-z-]+)）)?")
"""「常见错误」, or with the code of a letter: 「常见错误（not-existing）」."""
_OUTCOMES = {("table3", row.code): row.outcome for row in RESULTS if row.outcome is not None}


def read_cell_meanings(text: str) -> CellMeanings:
    """Parse the document; raises DisclosureError with the line at fault, or with what is missing."""
    known = {"行": dict(_by_label(ROW_LABELS)), "列": dict(_by_label(COLUMN_LABELS))}
    found: dict[str, dict[tuple[str, str], list[tuple[str, str]]]] = {"行": {}, "列": {}}
    table = ""
    parts: list[tuple[str, str]] | None = None
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        heading, part = _HEADING.fullmatch(line), _PART.fullmatch(line)
        if heading and heading[1] in _TABLES:
            table, parts = _TABLES[heading[1]], None
        elif heading and (key := known.get(heading[2], {}).get((table, heading[3]))) and key not in found[heading[2]]:
            parts = found[heading[2]][key] = []
        elif part and parts is not None and (_MISTAKE.fullmatch(part[1]) or part[1] not in dict(parts)):
            parts.append((part[1], part[2]))
        elif line and (table or heading):
            raise DisclosureError(f"三张表说明的第{number}行看不懂，或者写了两次：“{line}”。")
    for kind, labels in known.items():
        for (_, label), key in labels.items():
            if not {"计入", *(() if key in _OUTCOMES else ("依据",))} <= dict(found[kind].get(key, ())).keys():
                raise DisclosureError(f"三张表的说明里{kind}“{label}”没有写全计入什么、依据什么，要补上。")
    rows, columns = ({key: _meaning(key, said) for key, said in found[kind].items()} for kind in ("行", "列"))
    return CellMeanings(rows, columns)


def _by_label(labels: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for table, by_code in labels.items():
        yield from (((table, label), (table, code)) for code, label in by_code.items())


def _meaning(key: tuple[str, str], said: list[tuple[str, str]]) -> Meaning:
    outcome = _OUTCOMES.get(key)
    ground = dict(said)["依据"] if outcome is None else outcome.article or CUSTOM
    named = ((_MISTAKE.fullmatch(name), words) for name, words in said)
    return Meaning(dict(said)["计入"], ground, tuple(Mistake(words, each[1] or "") for each, words in named if each))
