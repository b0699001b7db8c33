"""Printed headings, bands and groups that differ slightly from those of the form (rule F-7)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from disclosure.report.tables import BALANCE_CHECK, Role, stat_tables
from importers.containers.document import Cell, Document, Grid, Paragraph
from importers.published.labels import FORM_LABELS, KNOWN_LABELS, alike, fold_label, plain, squeeze
from importers.published.values import is_figure, parse_cell

_ALIKE, _VERY_ALIKE = 0.5, 0.75
_SHORT = 3
_LEAST_OFFICIAL = 2
_NEAR = 9
"""The most other labels, cut or altered, between the pieces of one."""
_ALL_BUT_ONE, _LEAST_SIGNS = 0.66, 3
_ASIDE = re.compile(r"（[^（）]*）\Z")
"""A remark an office adds after a label in brackets, however long: 「总计（不含重复）」."""
_TABLES_BEGIN, _TABLES_END = re.compile(r"^二、主动公开"), re.compile(r"^五、")

_BANDS = tuple(dict.fromkeys(cell.text for table in stat_tables({}) for cell in table.cells if cell.role is Role.BAND))


def altered_labels(
    document: Document, tables: Iterable[str], noted: Mapping[str, str], pieces: Iterable[str]
) -> dict[str, str]:
    """Return official labels and what is printed instead, for the labels of some tables that ``noted`` lacks.

    ``pieces`` are parts of labels cut by a page break, which were put together already.

    A text replaces the label it is most similar to among those the form prints more often than the document does; one
    very similar to a label may be an extra copy of it (a heading repeated on the next page).
    """
    wanted = Counter(KNOWN_LABELS[plain(label)] for table in tables for label in FORM_LABELS[table])
    texts = [list(_labels(block)) for block in document if isinstance(block, Grid)]
    of_the_form = [here for here in texts if sum(plain(text) in KNOWN_LABELS for text in here) >= _LEAST_OFFICIAL]
    found_texts = [text for here in of_the_form for text in here]
    cut = dict(_cut_labels([text for text in found_texts if plain(text) not in KNOWN_LABELS]))
    wanted.subtract(KNOWN_LABELS[plain(text)] for text in (*found_texts, *cut.values()) if plain(text) in KNOWN_LABELS)
    known = {plain(text) for text in (*noted.values(), *pieces, *cut, BALANCE_CHECK)}
    found: dict[str, str] = {}
    for block in document if "table2" in tables else ():  # a band is a line of its own between pieces of table two
        if isinstance(block, Paragraph) and plain(block.text) not in KNOWN_LABELS:
            band = max(_BANDS, key=partial(_likeness, block.text))
            if _likeness(block.text, band) > _VERY_ALIKE:
                found[band] = squeeze(block.text)
    for text in found_texts:
        if plain(text) not in KNOWN_LABELS and plain(text) not in known and not _is_joined(text):
            label = _meant(text, wanted)
            if label is not None and label not in noted:
                found.setdefault(label, squeeze(text))
    return found


def _cut_labels(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the two pieces of every label cut by a page break, the first with the whole: 「（三）不」, 「予公开」."""
    for place, first in enumerate(texts):
        for second in texts[place + 1 : place + _NEAR]:
            if plain(first + second) in KNOWN_LABELS:
                yield first, first + second
                yield second, ""


def _labels(grid: Grid) -> Iterator[str]:
    """Yield the texts of a grid with figures, each printed cell once."""
    cells: dict[int, Cell] = {id(cell): cell for row in grid.rows for cell in row if cell is not None}
    if all(isinstance(parse_cell(cell.text), str) for cell in cells.values()):
        return iter(())
    return (cell.text for cell in cells.values() if not is_figure(cell.text) and "。" not in cell.text)


def _is_joined(text: str) -> bool:
    """Whether a text is several labels in one cell."""
    rest = fold_label(text)
    for label in sorted(map(fold_label, (*KNOWN_LABELS.values(), *KNOWN_LABELS)), key=len, reverse=True):
        rest = rest.replace(label, "")
    return not any(sign.isalnum() for sign in rest)


def _meant(text: str, wanted: Mapping[str, int]) -> str | None:
    scored = [(_likeness(text, label), count, label) for label, count in wanted.items()]
    fitting = [
        (score, label)
        for score, count, label in scored
        if score >= (_ALIKE if count > 0 else _VERY_ALIKE) and (count > 0 or len(plain(text)) >= _SHORT)
    ]
    return max(fitting)[1] if fitting else None


def _likeness(text: str, label: str) -> float:
    printed, official = plain(text), plain(label)
    return 1.0 if _ASIDE.sub("", printed) == official else alike(printed, official)


def repaired(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return lines of text with official labels in place of lines that almost match one, and what was printed.

    A label that occurs between the headings of the tables, whole or broken over lines, needs no repair.
    """
    first = next((place for place, line in enumerate(lines) if _TABLES_BEGIN.match(squeeze(line))), 0)
    last = next((place for place in range(first, len(lines)) if _TABLES_END.match(squeeze(lines[place]))), len(lines))
    shown = fold_label("".join(lines[first:last]))
    missing = [
        label for label in KNOWN_LABELS.values() if fold_label(label) not in shown and len(label) >= _LEAST_SIGNS
    ]
    mended, found = list(lines), {}
    for place in range(first, last) if len(missing) < len(KNOWN_LABELS) // 2 else ():
        text = fold_label(lines[place])
        if not text or plain(text) in KNOWN_LABELS:
            continue
        for label in missing:
            official = fold_label(label)
            least = max(_ALL_BUT_ONE, 1 - 1.5 / len(official))  # all but one character the same
            if abs(len(text) - len(official)) <= 1 and alike(text, official) >= least:
                mended[place] = label
                found[label] = squeeze(lines[place])
                break
    return mended, found
