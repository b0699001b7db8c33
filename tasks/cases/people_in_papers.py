"""Whose numbers stand in the papers kept with a record, as far as their words could be read."""

from disclosure.masking import masked_prose
from disclosure.personal_data import OF_PEOPLE, personal_data
from disclosure.records import Record
from disclosure.wording import listed
from storage.registers import Registers


def people_in_papers(registers: Registers, owner: Record) -> tuple[tuple[str, str], ...]:
    """Return the name of each paper that holds numbers of people, and which, in words.

    Pictures and scans hold no words; a paper that has not been read yet is left out.
    """
    found = []
    for paper in registers.attachments(owner.register, owner.id):
        told = personal_data(registers.paper_text(paper.sha256) or "")
        sorts = dict.fromkeys(one.sort.label for one in told if one.sort in OF_PEOPLE)
        if sorts:
            found.append((masked_prose(paper.name), listed(list(sorts))))
    return tuple(found)
