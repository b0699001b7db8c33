"""Answers about old ledgers stored in the file: the next ledger of the same shape needs none, on any machine."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from disclosure.masking import masked_prose, unsaid
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, LedgerWords, Profile
from disclosure.written_dates import DateForm
from importers.ledgers.header import header_key
from importers.ledgers.ledger import Ledger, open_ledger, reading_on
from importers.ledgers.mapping_file import answers_of, as_mapping, read_mapping
from importers.ledgers.proposal import Answers, Proposal
from storage.registers import Registers
from tasks.ledgers.importing import ImportResult, import_ledger

Said: TypeAlias = Mapping[str, Mapping[str, object]]
"""Answers in the form of ``importers.ledgers.mapping_file``, by the shape of the sheet."""


def remembered(registers: Registers) -> Said:
    """Return the stored answers about headings and words."""
    return {one.shape: json.loads(one.said) for one in registers.all(LedgerWords)}


def remember(registers: Registers, said: Said, *, over_what_is_kept: bool = True) -> None:
    """Store answers for some shapes, in a step that 撤销 skips: undoing an import does not take them back.

    Nothing is stored in a read-only file, and stored answers are not changed unless ``over_what_is_kept``. An answer
    with the number of a person in it is not stored, as no other ledger needs it.
    """
    kept = {one.shape: one for one in registers.all(LedgerWords)}
    answered = {
        shape: json.dumps(unsaid(answers, lambda word: masked_prose(word) != word), ensure_ascii=False)
        for shape, answers in said.items()
        if answers
    }
    changed = [
        replace(kept.get(shape, LedgerWords(shape=shape, said=text)), said=text)
        for shape, text in answered.items()
        if shape not in kept or (over_what_is_kept and kept[shape].said != text)
    ]
    if changed and not registers.is_read_only:
        with registers.batch("记住旧登记表的说法", is_final=True):
            registers.save_all(changed)


def shape_of(ledger: Ledger) -> str:
    """Return what identifies ledgers of the same kind: their register and the headings of their columns."""
    return f"{ledger.record_type.register}|{'|'.join(map(header_key, ledger.header.names))}"


def known_answers(kept: Said, ledger: Ledger) -> Answers:
    """Return the answers for ledgers of this shape, and for words in ledgers of any shape of the register."""
    shape = shape_of(ledger)
    known = answers_of(kept.get(shape, {}))
    words: dict[str, dict[str, str]] = {}
    for other, mapping in kept.items():
        if other.partition("|")[0] == ledger.record_type.register:
            for column, said in answers_of(mapping).words.items():
                words.setdefault(column, {}).update(said)
    for column, said in known.words.items():
        words.setdefault(column, {}).update(said)
    return replace(known, words=words)


def answers_as_text(answers: Answers) -> str:
    """Return answers as one text, as an interrupted import keeps them; ``answers_from_text`` reads it."""
    return json.dumps(
        {
            "headings": dict(answers.headings),
            "words": {column: dict(said) for column, said in answers.words.items()},
            "dates": {column: sorted(form.name for form in forms) for column, forms in answers.dates.items()},
            "fills": sorted(answers.fills),
            "sheets": None if answers.sheets is None else sorted(answers.sheets),
            "cells": [[sheet, row, dict(said)] for (sheet, row), said in answers.cells.items()],
        }
    )


def answers_from_text(text: str) -> Answers:
    """Return the answers of an interrupted import."""
    said = json.loads(text)
    return Answers(
        said["headings"],
        said["words"],
        {column: frozenset(DateForm[name] for name in names) for column, names in said["dates"].items()},
        frozenset(said["fills"]),
        sheets=None if said["sheets"] is None else frozenset(said["sheets"]),
        cells={(sheet, row): corrected for sheet, row, corrected in said["cells"]},
    )


def answers_in(mapping: Path | None, *, takes_proposals: bool) -> Answers:
    """Return the answers in a mapping file, if one is given, with the setting whether proposals are accepted.

    Raises SourceUnreadableError if it cannot be read or is not such a file.
    """
    said = read_mapping(mapping) if mapping else Answers()
    return replace(said, takes_proposals=takes_proposals)


def import_as_said(
    registers: Registers, source: Path, register: str, said: Answers, *, today: date, progress: Progress = silent
) -> ImportResult:
    """Import a ledger with the answers given now and otherwise the stored ones; store both.

    Raises what ``import_ledger`` raises; then nothing is imported and nothing stored.
    """
    file = open_ledger(source, progress)

    def read(told: Progress) -> tuple[Ledger, Answers, list[str]]:
        ledger = file.ledger(LEDGERS[register], said.headings, progress=told)
        before = known_answers(remembered(registers), ledger)
        words = {
            column: {**before.words.get(column, {}), **said.words.get(column, {})}
            for column in {**before.words, **said.words}
        }
        answers = replace(said, headings={**before.headings, **said.headings}, words=words)
        recalled = [name for name in ledger.header.names if name in before.headings and name not in said.headings]
        if any(before.words.values()):
            found = Proposal(file.ledger(LEDGERS[register], answers.headings, progress=told), answers, Profile())
            recalled += [one.text for one in found.words if any(one.text in each for each in before.words.values())]
        return ledger, answers, recalled

    ledger, answers, recalled = reading_on(progress, read)
    result = import_ledger(registers, source, register, answers, progress, today=today, opened=file)
    if said.headings or said.words:
        remember(registers, {shape_of(ledger): as_mapping(answers)})
    return replace(result, recalled=tuple(f"“{masked_prose(one)}”" for one in dict.fromkeys(recalled)))
