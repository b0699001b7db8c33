"""Ledgers as six offices keep them, exports as platforms of provinces give them: each comes in nearly whole.

Their headings and words were written and committed before any word for them was added.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from disclosure.records import LEDGERS, Profile, Record
from disclosure.wording import SEPARATOR
from importers.ledgers.ledger import read_ledger
from importers.ledgers.proposal import Answers, Asked, Proposal, Question
from storage.registers import Registers
from tasks.ledgers.importing import import_ledger
from tests.importers.ledgers.ledger_files import silent

DATA = Path(__file__).parents[2] / "data"
OFFICES: dict[str, dict[str, Any]] = {
    f"{folder}/{name}": told
    for folder in (
        "offices",
        "platforms",
        "offices_e",
        "offices_f",
        "offices_s",
        "offices_h",
        "offices_i",
        "offices_j",
        "offices_k",
    )
    for name, told in json.loads((DATA / folder / "right-rows.json").read_text(encoding="utf-8")).items()
}
MOST_QUESTIONS = 3
SAID = {
    "来信": "registered_mail",
    "书面": "registered_mail",
    "中通快递": "registered_mail",
    "线下录入": "counter",
    "不公开（内部会议纪要）": "internal_affairs",
    "驳回": "other_result",
}
"""What a person says of words for which nothing can be proposed."""


def proposal(path: Path, register: str) -> Proposal:
    """What is proposed for a ledger nobody has seen before."""
    return Proposal(read_ledger(path, LEDGERS[register], {}, silent), Answers(), Profile())


def yes(asked: tuple[Question, ...]) -> Answers:
    """Every proposal confirmed."""
    words: dict[str, dict[str, str]] = {}
    for question in asked:
        if question.asked is Asked.WORD:
            words.setdefault(question.column, {})[question.text] = question.proposal or SAID[question.text]
    return Answers(
        headings={one.text: one.proposal for one in asked if one.asked is Asked.HEADING},
        words=words,
        dates={
            one.column: frozenset(
                other.form for other in asked if other.asked is Asked.DATE and other.column == one.column
            )
            for one in asked
            if one.asked is Asked.DATE
        },
        fills=frozenset(one.column for one in asked if one.asked is Asked.FILL),
    )


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", OFFICES)
def test_a_ledger_of_another_office_comes_in_with_three_questions_at_most(
    name: str, registers: Registers, tmp_path: Path
) -> None:
    register, rows = OFFICES[name]["register"], OFFICES[name]["rows"]
    path = tmp_path / Path(name).name
    path.write_bytes((DATA / name).read_bytes())
    found = proposal(path, register)
    assert len(found.rounds) <= MOST_QUESTIONS, found.rounds
    result = import_ledger(registers, path, register, yes(found.questions))
    assert not result.refused
    records = list(registers.all(LEDGERS[register]))
    right = [{field: None if value == "" else value for field, value in row.items()} for row in rows]
    assert [row for row in right if not any(_holds(record, row) for record in records)] == []
    assert len(records) == len(right)


def _holds(record: Record, row: dict[str, Any]) -> bool:
    """Whether a record holds a row; the result of a dispute may follow from its details."""
    return all(
        _plain(getattr(record, "decided_as" if field == "result" else field)) == value
        or (field == "remarks" and value in _remarks(record))
        for field, value in row.items()
    )


def _remarks(record: Record) -> set[str]:
    """The remarks of a row, with the cells that have no column of their own beside them, 「列名：值」."""
    parts = getattr(record, "remarks", "").split(SEPARATOR)
    return {*parts, *(part.partition("：")[2] for part in parts)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return None if value in (None, "") else value if isinstance(value, int) else str(value)
