"""What was once understood of a ledger stays understood: each word of the tables means what it meant.

Kept by ``python -m tests.importers.ledgers.understood``; a line that changes there is read before it is kept.
"""

import pytest

from tests.importers.ledgers.understood import KEPT, meaning

_LINES = KEPT.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", _LINES, ids=[" ".join(line.split()[:2]) for line in _LINES])
def test_a_word_that_was_understood_is_understood_as_the_same(line: str) -> None:
    kind, means, *words = line.split()
    assert {word: found for word in words if (found := meaning(kind, word)) != means} == {}
