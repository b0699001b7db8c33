"""Personal numbers in the papers stored with a record, as far as their text could be read."""

from disclosure.masking import masked_prose
from disclosure.personal_data import OF_PEOPLE, personal_data
from disclosure.records import Record
from disclosure.wording import listed
from storage.registers import Registers


def people_in_papers(registers: Registers, owner: Record) -> tuple[tuple[str, str], ...]:
    """Return the name of each paper with personal numbers, and which kinds, in words.

    Pictures and scans have no text; papers not read yet are left out.
    """
    found = []
    for paper in registers.attachments(owner.register, owner.id):
        told = personal_data(registers.paper_text(paper.sha256) or "")
        sorts = dict.fromkeys(one.sort.label for one in told if one.sort in OF_PEOPLE)
        if sorts:
            found.append((masked_prose(paper.name), listed(list(sorts))))
    return tuple(found)
