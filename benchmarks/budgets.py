"""All budgets: what an act may take by design. They are never asserted in tests, as machines are noisy.

A new budget is a line here and one ``Comparison`` in what ``measured`` of its subject returns.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """The most an act may take: relative to the peer (``ratio``), in its unit (``most``), or both.

    ``note`` says why an act has neither.
    """

    ratio: float | None = None
    most: float | None = None
    note: str = ""


IN_A_WORKER = Budget(note="in a worker")
"""Nobody waits for it."""

START = Budget(ratio=1.5)
FILLED = Budget(most=500)
SHOWN_WINDOW = Budget(most=90)
"""MB of memory."""

DURABLE_SAVE = Budget(ratio=1.3)
FIGURES = Budget(ratio=1.3, most=100)
WORD_FOUND = Budget(most=50)
FOUND_EVERYWHERE_AT = {100_000: Budget(most=50), 1_000_000: Budget(most=100)}
"""Searching for words, or pinyin, in everything in a file, with quotes, by the number of its requests."""

FIRST_PAINT = Budget(ratio=1.3)
"""Of a list of a million rows, against one of a thousand."""

LIST_KEY_AT = {100_000: Budget(most=50), 1_000_000: Budget(most=350)}
"""A key press that sorts, filters or scrolls a list, by its rows."""

REPORT_PDF = Budget(ratio=2.5)
FIRST_PDF = Budget(ratio=4)
CONVERTED = Budget(ratio=0.1)
LETTERS = Budget(ratio=2.5)
LINEAR = Budget(ratio=1.1)
"""The cost of one more item when there are many, against when there are few."""

JOINED = Budget(note="each page read twice")

TURN = Budget(most=50)
"""Processor time of the window's thread between two turns of its event loop."""

LEDGER_READ, IMPORT, LEDGER_WRITTEN = Budget(ratio=1.5), Budget(ratio=2), Budget(ratio=1.3)
"""For a ledger of 100,000 rows: reading its file, importing it once read, and writing it with reading back."""

MEMORY = Budget(most=500)
"""MB that any work may take, for any file."""
