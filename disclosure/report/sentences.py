"""Model sentences by part of the report and by situation, with bound fields instead of figures.

A source has a line 「# 主动公开 · 有公开」 for every situation, followed by one sentence a line.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_SITUATION = "#"


@dataclass(frozen=True)
class Sentence:
    """One sentence for a part of the report; ``record_id`` is 0 for those shipped with the program."""

    part: str
    situation: str
    text: str
    record_id: int = 0

    def is_found_by(self, words: str) -> bool:
        """Whether every word occurs in the situation or the sentence."""
        return all(word in f"{self.situation}{self.text}" for word in words.split())


def sentences(part: str, source: str) -> Iterator[Sentence]:
    """Yield the sentences of one source; blank lines are skipped."""
    situation = ""
    for line in filter(None, map(str.strip, source.splitlines())):
        if line.startswith(_SITUATION):
            situation = line.removeprefix(_SITUATION).strip()
        else:
            yield Sentence(part, situation, line)
