"""A sentence worded otherwise changes no gate and no link: what is decided rests on values, never on the wording."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from disclosure.letters import rules
from disclosure.letters.problems import LetterProblem
from disclosure.letters.rules import Sheet
from disclosure.outcomes import Outcome
from disclosure.records import Request
from gui.base.session import Session
from gui.base.signs import Sign
from gui.letters.act_sheet import ActSheet
from storage.registers import Registers
from tests.letters_factory import office
from tests.records_factory import make_request

OTHERWISE = str.maketrans({"“": "「", "”": "」", "台": "臺", "没": "沒", "填": "塡", "期": "朞"})
"""One sign of every phrase a sentence could be known by, written differently."""

Line = tuple[bool, str, bool]


@pytest.fixture
def case(registers: Registers) -> Request:
    """A request whose registered result contradicts a letter of another result."""
    registers.save(office())
    change = registers.save(make_request(number="2024-001", outcome=Outcome.GRANTED))
    return registers.get(Request, change.record_id)


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has every rule say its sentence otherwise from now on."""
    said = rules.problems

    def otherwise(sheet: Sheet) -> tuple[LetterProblem, ...]:
        return tuple(replace(problem, sentence=problem.sentence.translate(OTHERWISE)) for problem in said(sheet))

    return lambda: monkeypatch.setattr(rules, "problems", otherwise)


def shown(dialog: ActSheet) -> list[Line]:
    """What is decided, line by line: whether it blocks, where it is marked or its link leads, whether it was sent."""
    lines = [
        (True, name, dialog.issued is not None)
        for name, note in dialog.fields._notes.items()
        if note.sign is Sign.WRONG
    ]
    for check in dialog.checks.checks:
        if check.go is None:
            where = ""
        elif check.go_words == "去填写":
            check.go()
            name = next(name for name, editor in dialog.fields.editors.items() if editor is dialog.focusWidget())
            where = name
        else:
            where = check.go_words
        lines.append((check.prevents, where, dialog.issued is not None))
    return lines


def words_of(dialog: ActSheet) -> list[str]:
    return [*dialog.checks.sentences, *(note.text() for note in dialog.fields._notes.values())]


def opened(session: Session, case: Request, code: str, typed: dict[str, str]) -> ActSheet:
    dialog = ActSheet(session, case, code)
    for name, text in typed.items():
        dialog.fields.put(name, text)
    dialog.open()
    dialog.issue()  # what prevents it is told from the first try on
    return dialog


LETTERS: list[tuple[str, dict[str, str], Line]] = [
    ("correction-notice", {"补正期限": "2024-03-01"}, (True, "补正事项", False)),
    ("correction-notice", {"补正事项": "请提交。", "补正期限": "2024-03-01"}, (True, "补正期限", False)),
    ("not-existing", {}, (True, "改台账…", False)),
    ("extension-notice", {"延长工作日": "25"}, (True, "延长工作日", False)),
    ("third-party-release", {}, (True, "第三方", False)),
]


@pytest.mark.parametrize("letter", LETTERS, ids=[f"{row[0]}-{row[2][1]}" for row in LETTERS])
def test_links_and_gate_of_a_letter_stay_when_its_sentences_are_worded_otherwise(
    session: Session, case: Request, reworded: Callable[[], None], letter: tuple[str, dict[str, str], Line]
) -> None:
    code, typed, expected = letter
    dialog = opened(session, case, code, typed)
    before, said = shown(dialog), words_of(dialog)
    assert expected in before
    reworded()
    dialog.refresh_gate()
    assert words_of(dialog) != said
    assert shown(dialog) == before
    dialog.reject()


def test_a_field_that_cannot_be_read_is_linked_whatever_is_shown_at_it(session: Session, case: Request) -> None:
    dialog = opened(session, case, "correction-notice", {"补正期限": "明年"})
    problem = next(each for each in dialog.fields.problems if each.field == "补正期限")
    dialog.fields._notes["补正期限"].setText("改写过的提示")
    assert dialog.fields.problems == [problem]
    assert (True, "补正期限", False) in shown(dialog)
    dialog.reject()


def test_a_wrong_day_of_the_letter_leads_to_that_day(session: Session, case: Request) -> None:
    dialog = opened(session, case, "correction-notice", {})
    for text in ("某日", date(2024, 2, 1).isoformat()):
        dialog.day.setText(text)
        check = next(check for check in dialog.checks.checks if check.go_words == "改日期")
        assert check.go is not None
        assert check.prevents
        dialog.fields.setFocus()
        check.go()
        assert dialog.focusWidget() is dialog.day
    dialog.reject()
