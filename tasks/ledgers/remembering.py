"""What was said of old ledgers, kept in the file: the next one of its shape asks nothing again, on any machine."""

import json
from collections.abc import Mapping
from dataclasses import replace

from disclosure.records import LedgerWords
from storage.registers import Registers

Said = Mapping[str, Mapping[str, object]]
"""Answers as ``importers.ledgers.mapping_file`` writes them, by the shape of the sheet."""


def remembered(registers: Registers) -> Said:
    """Return what was said of headings and words."""
    return {one.shape: json.loads(one.said) for one in registers.all(LedgerWords)}


def remember(registers: Registers, said: Said, *, over_what_is_kept: bool = True) -> None:
    """Keep what was said of some shapes, in a step that 撤销 passes by: undoing an import unsays nothing.

    A file that is read only keeps nothing; of what it keeps already nothing is changed unless ``over_what_is_kept``.
    """
    kept = {one.shape: one for one in registers.all(LedgerWords)}
    answered = {shape: json.dumps(answers, ensure_ascii=False) for shape, answers in said.items() if answers}
    changed = [
        replace(kept.get(shape, LedgerWords(shape=shape, said=text)), said=text)
        for shape, text in answered.items()
        if shape not in kept or (over_what_is_kept and kept[shape].said != text)
    ]
    if changed and not registers.is_read_only:
        with registers.batch("记住旧登记表的说法", is_final=True):
            registers.save_all(changed)
