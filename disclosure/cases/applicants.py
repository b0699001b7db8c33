"""The kind of applicant suggested by a name: proposed in the form, never decided."""

from disclosure.import_words import kind_of_body
from disclosure.terms import Applicant

_MOST_LETTERS_OF_A_PERSON = 4


def kind_of(name: str) -> Applicant | None:
    """Return the column of table three a name belongs to, by its ending; None if that is not clear."""
    plain = "".join(name.split())
    if told := kind_of_body(plain):
        return Applicant.named(told)
    is_person = "·" in plain or (1 < len(plain) <= _MOST_LETTERS_OF_A_PERSON)
    return Applicant.NATURAL_PERSON if is_person else None
