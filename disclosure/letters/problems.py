"""Problems of a letter as values: the sentence is for people, the program decides by the other fields."""

from dataclasses import dataclass
from enum import Enum, auto


class Mend(Enum):
    """Where a problem of a letter is mended, and so where its link leads."""

    FIELD = auto()
    """In the typed field the problem names."""
    DATE = auto()
    """In 成文日期."""
    REGISTER = auto()
    """In the record of the case, which the letter follows."""
    OFFICE = auto()
    """In 机关信息, once for every letter."""
    ELSEWHERE = auto()
    """In the template or not at all: the sentence says so, and no link is offered."""


@dataclass(frozen=True)
class LetterProblem:
    """One sentence about a letter, where to mend it, and whether it prevents issuing the letter.

    ``field`` is the typed field where ``mend`` is FIELD, the column of 机关信息 where it is OFFICE, and where it is
    REGISTER the column of the record, if it is one.
    """

    sentence: str
    mend: Mend = Mend.ELSEWHERE
    field: str = ""
    prevents: bool = True


def at_field(name: str, sentence: str) -> LetterProblem:
    """Return a problem of a typed field."""
    return LetterProblem(sentence, Mend.FIELD, name)


def in_register(sentence: str, column: str = "") -> LetterProblem:
    """Return a problem of the record, or of one column of it."""
    return LetterProblem(sentence, Mend.REGISTER, column)


def of_the_date(sentence: str) -> LetterProblem:
    """Return a problem of 成文日期."""
    return LetterProblem(sentence, Mend.DATE)
