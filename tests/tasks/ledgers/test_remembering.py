"""What was said of an old ledger goes with the file, is asked once, and is not unsaid by undoing the import."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.records import LedgerWords, Profile, Request
from disclosure.written_dates import DateForm
from importers.ledgers.mapping_file import read_mapping
from importers.ledgers.proposal import Answers
from storage.registers import Registers, open_registers
from tasks.ledgers.preview import preview_ledger
from tasks.ledgers.remembering import answers_as_text, answers_from_text, import_as_said, remember, remembered
from tests.empty_files import new_registers
from tests.importers.ledgers.ledger_files import HEADER, write_csv
from tests.records_factory import make_request
from tests.tasks.ledgers.test_many_rows import rows

TODAY = date(2024, 3, 4)
OLD = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "h1-requests-old-excel.xlsx"
SAID = {"outcome": {"说法": {"没有这个信息": "needs_creation"}}}


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        Answers(sheets=frozenset()),
        Answers(
            headings={"备注栏": "remarks", "序": ""},
            words={"outcome": {"没有这个信息": "needs_creation"}},
            dates={"received_on": frozenset(DateForm)},
            fills=frozenset({"applicant", "channel"}),
            sheets=frozenset({"一月", "二月"}),
            cells={("一月", 3): {"outcome": "予以公开"}, ("二月", 12): {"arrived_on": "2024-03-01"}},
        ),
    ],
)
def test_an_interrupted_import_goes_on_with_every_answer_it_had(answers: Answers) -> None:
    assert answers_from_text(answers_as_text(answers)) == answers


def test_the_colleague_at_another_machine_is_asked_nothing_again(registers: Registers, tmp_path: Path) -> None:
    registers.save(Profile(name="云溪县白鹭街道办事处"))
    shape = preview_ledger(registers, OLD, "requests", today=TODAY).shape
    remember(registers, {shape: SAID})
    registers.backup_to(tmp_path / "另一台.sqlite")
    with open_registers(tmp_path / "另一台.sqlite") as elsewhere:
        again = preview_ledger(elsewhere, OLD, "requests", today=TODAY)
    assert again.answers.words["outcome"]["没有这个信息"] == "needs_creation"


def test_what_is_answered_now_goes_before_what_was_answered_once(registers: Registers) -> None:
    registers.save(Profile(name="云溪县白鹭街道办事处"))
    remember(registers, {preview_ledger(registers, OLD, "requests", today=TODAY).shape: SAID})
    now = Answers(words={"outcome": {"没有这个信息": "not_held"}})
    assert preview_ledger(registers, OLD, "requests", today=TODAY, answers=now).answers == now


def test_undoing_the_import_unsays_nothing(registers: Registers) -> None:
    registers.save(make_request())
    remember(registers, {"requests|谁": SAID})
    registers.undo()
    assert registers.count(Request) == 0
    assert remembered(registers) == {"requests|谁": SAID}


def test_words_that_tell_a_number_of_a_person_are_not_kept(registers: Registers) -> None:
    """They would stay readable under a password, in every copy, and after the case is destroyed."""
    said = {"outcome": {"说法": {"已电话答复13800000000": "granted", "没有这个信息": "needs_creation"}}}
    remember(registers, {"requests|谁": said})
    assert remembered(registers) == {"requests|谁": SAID}


def test_a_shape_is_kept_once_and_what_the_file_knows_is_not_overwritten_by_a_machine(registers: Registers) -> None:
    remember(registers, {"requests|谁": SAID})
    remember(registers, {"requests|谁": {}, "requests|何": SAID}, over_what_is_kept=False)
    remember(registers, {"requests|何": SAID})
    assert remembered(registers) == {"requests|谁": SAID, "requests|何": SAID}
    assert registers.count(LedgerWords) == 2


def test_a_command_takes_and_keeps_what_the_window_does(tmp_path: Path) -> None:
    """What was said in the window was asked again by a command, and what a command was told was forgotten."""
    ledger, said = tmp_path / "旧表.csv", tmp_path / "说法.json"
    rows = [
        "号,谁,什么人,哪天来的,怎么来的,要什么,结果,哪天答的",
        "1,张某某,个人,2024-01-05,来信,示例路合同,给他了,2024-01-25",
    ]
    ledger.write_text("\n".join(rows), encoding="utf-8")
    mapping = {
        "谁": "申请人",
        "什么人": "申请人类型",
        "哪天来的": "来件日期",
        "哪天答的": "答复日期",
        "怎么来的": {"栏目": "申请渠道", "说法": {"来信": "邮寄（签收）"}},
        "结果": {"栏目": "办理结果", "说法": {"给他了": "予以公开"}},
    }
    said.write_text(json.dumps(mapping, ensure_ascii=False), encoding="utf-8")
    taken = Answers(takes_proposals=True)
    with new_registers(tmp_path / "登记簿.sqlite") as registers:
        first = import_as_said(
            registers, ledger, "requests", replace(read_mapping(said), takes_proposals=True), today=TODAY
        )
        assert (first.accepted, first.recalled) == (1, ())
        registers.undo()
        again = import_as_said(registers, ledger, "requests", taken, today=TODAY)
        assert again.accepted == 1
        assert {"“谁”", "“给他了”", "“来信”"} <= set(again.recalled)
        assert "照以前说过的认出" in again.summary
        known = preview_ledger(registers, ledger, "requests", today=TODAY).answers
        assert known.headings["谁"] == "申请人"


def test_a_long_text_is_told_row_by_row_while_it_is_read(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its seconds begin anew with what is told: a silent one would be given up as too much, and could not be left."""
    monkeypatch.setattr("importers.ledgers.text_file.PROGRESS_EVERY", 10)
    ledger = write_csv(tmp_path / "长表.csv", HEADER, *rows(25))
    told: list[tuple[int, int]] = []
    import_as_said(
        registers, ledger, "requests", Answers(), today=TODAY, progress=lambda done, total: told.append((done, total))
    )
    assert {(10, 0), (20, 0)} <= set(told)
    assert told.count((10, 0)) == 1, "the file is opened once"
