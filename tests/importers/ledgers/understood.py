"""What every word of the tables means today: ``python -m tests.importers.ledgers.understood`` keeps it for the tests.

A word lost from a table, or one that now says something else, is a ledger that is no longer understood; new words need
not be kept at once.
"""

import re
import re._parser as re_parser  # type: ignore[import-not-found]
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from disclosure import import_words, outcomes, terms
from disclosure.column_kinds import columns
from disclosure.records import LEDGERS
from disclosure.term_base import Term
from importers.ledgers.header import best_header
from importers.ledgers.heading_shapes import PARTS, SHAPES
from importers.ledgers.meaning import meaning_of
from importers.ledgers.rows import Row

KEPT = Path(__file__).parents[2] / "data" / "understood.txt"
TERMS: Mapping[str, type[Term]] = {
    name: term
    for module in (terms, outcomes)
    for name, term in vars(module).items()
    if isinstance(term, type) and issubclass(term, Term) and term is not Term
}


def words(table: object) -> Iterator[str]:
    """Yield each word of a table, however deep it lies; names in the code are left out."""
    match table:
        case str():
            yield from (word for word in table.split() if not word.isascii() or word.isupper())
        case Mapping():
            for key, value in table.items():
                yield from words(key)
                yield from words(value)
        case tuple() | frozenset():
            for one in table:
                yield from words(one)


def meaning(kind: str, word: str) -> str:
    """Return what a word means as a heading of a register, or as a value of a term; 「?」 where a person is asked."""
    if kind in LEDGERS:
        needed = [column.label for column in columns(LEDGERS[kind]) if column.required]
        target = best_header([Row(1, (word, *needed))], LEDGERS[kind], {}).targets[0]
        if not target.taken:
            return "ignored" if target.is_ignored else "remark" if target.is_settled else ""
        return "+".join(target.taken) + ("" if target.is_certain else "?")
    known = meaning_of(TERMS[kind], word)
    return "" if known.term is None else f"{known.term.value}{'' if known.is_certain else '?'}"


def composed_for(register: str) -> Iterator[str]:
    """Yield headings made of parts, so that each word of each shape is in one of them."""
    for shapes in SHAPES.get(register, {}).values():
        for shape in shapes:
            whole = re.sub(
                r"\{(\w+)\}", lambda found: f"(?:{'|'.join(map(re.escape, PARTS[found[1]].split()))})", shape
            )
            yield from (made for made in _each_part(re_parser.parse(whole)) if not made.isascii())


def _each_part(pattern: Any) -> list[str]:
    """Return texts an expression fits, every branch in at least one."""
    ways: list[list[str]] = []
    for kind, value in pattern:
        match str(kind):
            case "LITERAL":
                ways.append([chr(value)])
            case "IN":
                ways.append([chr(one) for _, one in value])
            case "BRANCH":
                ways.append([text for branch in value[1] for text in _each_part(branch)])
            case "MAX_REPEAT":
                ways.append([*_each_part(value[2]), ""])
            case _:
                ways.append(_each_part(value[3]))
    longest = max(map(len, ways), default=0)
    return ["".join(way[place % len(way)] for way in ways) for place in range(longest)]


def understood() -> Iterator[str]:
    """Yield a line for each meaning: what it is a meaning of, the meaning, and the words."""
    tables = {name: table for name, table in vars(import_words).items() if name.isupper()}
    of_some = {name for name, table in tables.items() if isinstance(table, Mapping) and {*LEDGERS, *TERMS} & set(table)}
    for kind in (*LEDGERS, *TERMS):
        own = [
            table.get(kind) if name in of_some else table for name, table in tables.items() if name in of_some | _OF_ALL
        ]
        found = defaultdict(list)
        for word in sorted({*words(tuple(own)), *composed_for(kind)}):
            found[meaning(kind, word)].append(word)
        yield from (" ".join((kind, means, *these)) for means, these in sorted(found.items()) if means)


_OF_ALL = {"NOT_KEPT", "NOT_OURS", "STATUS", "NOT_YET", "PLACEHOLDERS", "WRITTEN_ON", "NUMBERING", "ARTICLES", "SLIPS"}
"""Tables of words for every register."""

if __name__ == "__main__":
    KEPT.write_text("\n".join(understood()) + "\n", encoding="utf-8")
