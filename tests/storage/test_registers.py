"""The door: every change is whole, journaled, told, and can be taken back."""

import threading
import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from disclosure.changes import Change, Operation
from disclosure.errors import CancelledError, FileUnavailableError, InvalidRecordError, RecordNotFoundError
from disclosure.outcomes import Outcome
from disclosure.records import (
    Access,
    Attachment,
    Draft,
    Duty,
    Litigation,
    Profile,
    Record,
    Release,
    Request,
    Review,
    Step,
)
from disclosure.terms import AttachmentKind, StepKind
from storage.connection import FairLock, note_path
from storage.query import Query
from storage.registers import Registers, create_registers, open_registers
from storage.writing import CHUNK
from tests.conftest import MON_4_MARCH_2024_AT_NINE, fixed_now
from tests.empty_files import new_registers
from tests.records_factory import (
    FRI_1_MAR_2024,
    make_activity,
    make_draft,
    make_duty,
    make_profile,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)


def save(registers: Registers, record: Any) -> Any:
    return registers.save(record).after


@pytest.mark.parametrize(
    "make",
    [
        make_release,
        make_request,
        make_review,
        make_suit,
        make_tally,
        make_activity,
        make_duty,
        make_draft,
        make_profile,
    ],
)
def test_what_is_saved_is_read_back_equal(registers: Registers, make: Callable[..., Record]) -> None:
    given = make()
    kept = save(registers, given)
    assert kept.id == 1
    read = registers.get(type(kept), 1)
    assert read == kept
    types = {one.name: (type(getattr(read, one.name)), type(getattr(given, one.name))) for one in fields(given)}
    assert {name: both for name, both in types.items() if both[0] is not both[1]} == {}, "1 is equal to True"
    assert registers.page(type(kept), [1]) == [kept]


def test_an_amendment_replaces_the_record_and_tells_before_and_after(registers: Registers) -> None:
    first = save(registers, make_request())
    change = registers.save(replace(first, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 5)))
    assert (change.operation, change.before, change.label) == (Operation.AMEND, first, "修改 2024-001")
    assert change.record == registers.get(Request, first.id)
    assert change.record != first


def test_saving_what_is_already_so_changes_nothing(registers: Registers) -> None:
    first = save(registers, make_request())
    assert registers.save(first).entry == 0
    assert registers.save_all([first])[0].entry == 0
    assert len(registers.history(first)) == 1
    assert registers.undo_label == "新建 2024-001"


def test_a_record_that_is_gone_cannot_be_saved_read_or_removed(registers: Registers) -> None:
    request = save(registers, make_request())
    registers.remove(request)
    for attempt in (
        lambda: registers.save(replace(request, content="别的")),
        lambda: registers.get(Request, request.id),
        lambda: registers.remove(request),
        lambda: registers.get(Request, 99),
        lambda: registers.attach(request, name="a.txt", content=b"a"),
    ):
        with pytest.raises(RecordNotFoundError):
            attempt()


# --- numbers ---


def test_a_blank_number_is_given_by_year_and_never_given_twice(registers: Registers) -> None:
    assert save(registers, make_request()).number == "2024-001"
    second = save(registers, make_request())
    assert second.number == "2024-002"
    registers.remove(second)
    assert registers.next_number(Request, date(2024, 5, 5)) == "2024-003"
    assert save(registers, make_request(received_on=date(2025, 1, 2))).number == "2025-001"
    assert save(registers, make_request(number="2024-117")).number == "2024-117"
    assert save(registers, make_request()).number == "2024-118"
    assert save(registers, make_request(number="2024-9999")).number == "2024-9999"
    assert save(registers, make_request()).number == "2024-10000"


def test_a_blank_number_is_never_one_that_stands_further_down_in_the_same_batch(registers: Registers) -> None:
    registers.save_all([make_request(number=number) for number in ("", "2024-001", "", "2024-007")])
    assert {one.number for one in registers.all(Request, Query())} == {"2024-001", "2024-007", "2024-008", "2024-009"}
    assert registers.next_number(Request, date(2024, 5, 5)) == "2024-010"


def test_a_ledgers_longer_numbers_do_not_have_a_taken_number_given(registers: Registers) -> None:
    """After an import with 2024-0050 the first new one was 2024-051, and from the next start on each was refused."""
    registers.save_all([make_request(number=f"2024-{serial:04}") for serial in (1, 50)])
    path = registers.path
    assert change_of(registers).number == "2024-051"
    registers.close()
    with open_registers(path) as again:
        assert again.next_number(Request, FRI_1_MAR_2024) == "2024-052"
        assert change_of(again).number == "2024-052"


def change_of(registers: Registers) -> Request:
    return registers.get(Request, registers.save(make_request()).record_id)


def test_numbers_of_another_kind_do_not_disturb_the_series(registers: Registers) -> None:
    registers.save(make_request(number="2024-7号"))
    registers.save(make_request(number="街2024-900"))
    assert save(registers, make_request()).number == "2024-001"
    assert save(registers, make_review()).number == "复2024-1"
    assert save(registers, make_suit()).number == "诉2024-1"
    assert save(registers, make_release()).number == "2024-001"


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{code}〔{year}〕{serial}号", "测街〔2024〕1号"),
        ("{serial:04d}/{year}", "0001/2024"),
        ("依{serial:02}", "依01"),
        ("{year}-没有序号", "2024-001"),
        ("{year}-{serial}-{serial}", "2024-001"),
        ("{year}-{unknown}{serial}", "2024-001"),
        ("{year!r}-{serial}", "2024-001"),
        ("{year}-{serial:>5}", "2024-001"),
        ("{year}-{serial:03d\n}", "2024-001"),
        ("{year}-{serial", "2024-001"),
        ("", "2024-001"),
    ],
)
def test_the_office_s_own_pattern_is_followed_unless_it_is_broken(
    registers: Registers, pattern: str, number: str
) -> None:
    registers.save(make_profile(request_numbering=pattern))
    assert registers.next_number(Request, date(2024, 5, 5)) == number
    assert save(registers, make_request()).number == number


def test_a_taken_number_is_refused_at_the_field(registers: Registers) -> None:
    first, second = save(registers, make_request()), save(registers, make_request())
    with pytest.raises(InvalidRecordError, match="已有编号“2024-001”") as refused:
        registers.save(make_request(number="2024-001"))
    assert set(refused.value.problems) == {"number"}
    with pytest.raises(InvalidRecordError):
        registers.save(replace(second, number=first.number))
    with pytest.raises(InvalidRecordError):
        registers.save_all([make_request(number="新"), make_request(number="2024-001")])
    with pytest.raises(InvalidRecordError):
        registers.save_all([make_request(number="新"), make_request(number="新")])
    assert registers.count(Request) == 2


def test_the_number_of_a_removed_record_may_be_given_again_but_then_it_cannot_return(registers: Registers) -> None:
    first = save(registers, make_request())
    registers.remove(first)
    registers.save(make_request(number=first.number))
    with pytest.raises(InvalidRecordError):
        registers.restore(Request, first.id)


def test_a_number_wiped_out_by_hand_stays(registers: Registers) -> None:
    first = save(registers, make_request())
    assert save(registers, replace(first, number="", content="别的")).number == "2024-001"


def test_a_new_number_is_carried_to_every_record_that_refers_to_it_in_one_step(registers: Registers) -> None:
    request, other = save(registers, make_request()), save(registers, make_request(related="2024-001"))
    review = save(registers, make_review(related_request="2024-001"))
    suit = save(registers, make_suit(related_request="2024-001", related_review=review.number))
    told: list[tuple[Change, ...]] = []
    registers.subscribe(told.append)
    registers.save(replace(request, number="2024-甲"))
    assert registers.get(Request, other.id).related == "2024-甲"
    assert registers.get(Review, review.id).related_request == "2024-甲"
    assert registers.get(Litigation, suit.id).related_request == "2024-甲"
    assert [len(changes) for changes in told] == [4]
    registers.undo()
    assert registers.get(Review, review.id).related_request == "2024-001"
    assert registers.get(Request, request.id).number == "2024-001"


def test_a_duty_is_referred_to_by_its_name_as_long_as_another_does_not_bear_it(registers: Registers) -> None:
    duty, twin = save(registers, make_duty(name="季度公示")), save(registers, make_duty(name="季度公示"))
    release = save(registers, make_release(fulfils="季度公示"))
    registers.save(replace(duty, name="月度公示"))
    assert registers.get(Release, release.id).fulfils == "季度公示"
    registers.save(replace(twin, name="年度公示"))
    assert registers.get(Release, release.id).fulfils == "年度公示"
    assert registers.named(Duty, "年度公示") == registers.get(Duty, twin.id)
    assert registers.named(Request, "没有") is None


@pytest.mark.parametrize(
    ("pattern", "given", "strange", "following"),
    [
        ("{year}-{serial:03}", "2024-013", "2024-{}A", "2024-014"),
        ("{year}-{serial}号", "2024-13号", "2024-{}次", "2024-14号"),
    ],
)
def test_very_many_numbers_that_only_look_like_the_series_hide_none_of_it(
    registers: Registers, pattern: str, given: str, strange: str, following: str
) -> None:
    """Fifty were looked through; behind them the next number was one given before."""
    registers.save(make_profile(request_numbering=pattern))
    others = map(strange.format, range(14, 80))
    registers.save_all([make_request(number=number) for number in (given, *others)])
    assert registers.next_number(Request, date(2024, 3, 1)) == following
    assert save(registers, make_request()).number == following


# --- one profile, one draft per part ---


def test_there_is_one_profile_and_one_draft_per_part_and_year(registers: Registers) -> None:
    assert registers.profile() == Profile()
    registers.save(make_profile())
    registers.save(make_profile(name="测试区另一街道办事处"))
    assert (registers.profile().id, registers.profile().name) == (1, "测试区另一街道办事处")
    registers.save(make_draft())
    registers.save(make_draft(text="改过"))
    registers.save_all([make_draft(part="另一部分"), make_draft(year=2023)])
    assert {part: draft.text for part, draft in registers.drafts(2024).items()} == {
        "测试部分": "改过",
        "另一部分": "测试文字。",
    }
    assert registers.count(Draft) == 3
    registers.undo()
    assert registers.count(Draft) == 1


@pytest.mark.parametrize("make", [make_profile, make_draft])
def test_what_lies_in_the_recycle_bin_is_not_taken_for_the_one_there_is(
    registers: Registers, make: Callable[[], Record]
) -> None:
    first = save(registers, make())
    registers.remove(first)
    again = save(registers, make())
    assert [each.record for each in registers.removed(type(first))] == [first]
    assert list(registers.all(type(first))) == [again]


# --- the recycle bin ---


def test_the_recycle_bin_keeps_what_was_removed_with_its_reason(registers: Registers) -> None:
    request = save(registers, make_request())
    step = save(registers, make_step(request))
    change = registers.remove(request, reason="重复登记")
    assert (change.before, change.after, change.label) == (request, None, "删除 2024-001")
    [removed] = registers.removed(Request)
    assert (removed.record, removed.reason) == (request, "重复登记")
    assert removed.removed_at == MON_4_MARCH_2024_AT_NINE.isoformat(timespec="seconds")
    assert registers.count(Request) == 0
    assert registers.steps(request.id) == (step,)
    restored = registers.restore(Request, request.id)
    assert (restored.before, restored.after, restored.label) == (None, request, "恢复 2024-001")
    assert registers.removed(Request) == []
    with pytest.raises(RecordNotFoundError):
        registers.restore(Request, request.id)


def test_an_id_is_never_used_twice(registers: Registers) -> None:
    assert save(registers, make_request()).id == 1
    registers.undo()
    assert save(registers, make_request()).id == 2


# --- steps and attachments ---


def test_steps_come_by_day_then_as_entered(registers: Registers) -> None:
    request, other = save(registers, make_request()), save(registers, make_request())
    late = save(registers, make_step(request, on=date(2024, 3, 9), kind=StepKind.EXTENDED, days=20))
    early = save(registers, make_step(request, on=date(2024, 3, 2)))
    same_day = save(registers, make_step(request, on=date(2024, 3, 2), kind=StepKind.PHONE_CONFIRMED))
    assert registers.steps(request.id) == (early, same_day, late)
    assert registers.steps_by_request([request.id, other.id]) == {request.id: (early, same_day, late)}
    assert registers.steps(other.id) == ()


def test_equal_contents_are_kept_once_and_checked_when_read(registers: Registers) -> None:
    request = save(registers, make_request())
    first = registers.attach(
        request, name="申请表.pdf", media_type="application/pdf", content=b"%PDF", is_identity=True
    )
    second = registers.attach(request, name="副本.pdf", content=b"%PDF")
    assert registers.attachments("requests", request.id) == (first, second)
    assert (first.size, first.sha256) == (4, second.sha256)
    assert registers.content(first.sha256) == b"%PDF"
    assert registers._connection.value("SELECT count(*) FROM blobs") == 1
    assert registers.undo_label == "添加附件 材料", "a file name may be a person's, and no label can be taken back"
    registers.undo()
    assert registers.attachments("requests", request.id) == (first,)
    with pytest.raises(RecordNotFoundError):
        registers.content("0" * 64)
    registers._connection.raw.execute("UPDATE blobs SET content = x'00'")
    with pytest.raises(FileUnavailableError, match="已损坏"):
        registers.content(first.sha256)
    assert registers.verify() == ["附件“申请表.pdf”的内容已损坏，要从备份恢复。"]


def test_the_content_of_an_undone_attachment_leaves_the_file_at_closing(path: Path) -> None:
    with create_registers(path) as registers:
        request = save(registers, make_request())
        registers.attach(request, name="留下.txt", content=b"stays")
        registers.attach(request, name="误加.txt", content=b"goes")
        registers.undo()
    with open_registers(path) as registers:
        assert registers._connection.rows("SELECT content FROM blobs") == [(b"stays",)]
        [attachment] = registers.all(Attachment)
        assert attachment.name == "留下.txt"


def test_where_nothing_is_to_leave_closing_writes_nothing(path: Path) -> None:
    with create_registers(path) as registers:
        request = save(registers, make_request())
        for name in ("甲", "乙"):
            paper = registers.attach(request, name=name, content=name.encode())
            registers.keep_paper_text(paper.sha256, name)
        before = path.read_bytes()
    assert path.read_bytes() == before


def test_it_leaves_at_the_next_closing_where_a_kill_came_before(path: Path) -> None:
    with create_registers(path) as registers:
        registers.attach(save(registers, make_request()), name="误加.txt", content=b"goes")
        registers.undo()
        killed = path.read_bytes()
    path.write_bytes(killed)
    open_registers(path).close()
    assert b"goes" not in path.read_bytes()
    with open_registers(path) as registers:
        assert registers.verify() == []


@pytest.mark.parametrize("harm", ["moved", "laid over"])
def test_a_file_that_is_not_there_any_more_is_closed_all_the_same(path: Path, harm: str) -> None:
    registers = create_registers(path)
    request = save(registers, make_request())
    before = path.read_bytes()
    registers.attach(request, name="误加.txt", content=b"goes")
    registers.undo()
    if harm == "moved":
        path.rename(path.with_name("挪走了.sqlite"))
    else:
        path.write_bytes(before)
    registers.close()
    assert not note_path(path).exists()
    if harm == "laid over":
        assert path.read_bytes() == before


# --- many at once ---


def test_many_records_are_one_step_and_undone_whole(registers: Registers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.writing.CHUNK", 100)
    told: list[tuple[Change, ...]] = []
    registers.subscribe(told.append)
    done: list[tuple[int, int]] = []
    records = [make_request() for _ in range(120)]
    changes = registers.save_all(records, label="导入 台账.xlsx", progress=lambda *at: done.append(at))
    assert registers.undo_label == "导入 台账.xlsx（120 条）"
    assert done == [(100, 120), (120, 120)]
    assert [change.after for change in changes] == list(registers.all(Request))
    assert len({request.number for request in registers.all(Request)}) == 120
    assert registers.verify() == []
    registers.undo()
    assert registers.count(Request) == 0
    assert [len(changes) for changes in told] == [120, 120]
    registers.redo()
    assert list(registers.all(Request)) == [change.after for change in changes]
    assert registers.verify() == []


def test_new_and_amended_records_of_several_kinds_are_saved_in_their_order(registers: Registers) -> None:
    request = save(registers, make_request())
    changes = registers.save_all(
        [
            replace(request, content="别的"),
            make_step(request),
            make_release(),
            make_tally(),
            make_draft(),
        ]
    )
    assert [change.register for change in changes] == ["requests", "steps", "releases", "tallies", "drafts"]
    assert changes[0].operation is Operation.AMEND
    assert registers.undo_label == "批量保存（5 条）"


def test_cancelling_leaves_nothing(registers: Registers) -> None:
    def cancel(done: int, _total: int) -> None:
        if done == 2000:
            raise CancelledError

    with pytest.raises(CancelledError):
        registers.save_all([make_request() for _ in range(3000)], progress=cancel)
    assert registers.count(Request) == 0
    assert registers.undo_label is None
    assert save(registers, make_request()).number == "2024-001"
    assert registers.verify() == []


def test_a_batch_is_one_transaction_and_one_step(registers: Registers) -> None:
    told: list[tuple[Change, ...]] = []
    unsubscribe = registers.subscribe(told.append)
    with registers.batch("办理步骤"):
        request = save(registers, make_request())
        registers.save(make_step(request))
        with registers.batch("里面的"):
            registers.save(replace(request, content="别的"))
        assert registers.undo() == ()
        assert told == []
    assert [len(changes) for changes in told] == [3]
    assert registers.undo_label == "办理步骤"
    assert {change.label for change in told[0]} == {"办理步骤"}
    unsubscribe()
    unsubscribe()
    registers.undo()
    assert (registers.count(Request), registers.count(Step), len(told)) == (0, 0, 1)
    with registers.batch("没有改动"):
        pass
    assert registers.redo_label == "办理步骤"


def test_a_batch_that_fails_leaves_nothing_of_it(registers: Registers) -> None:
    def fail() -> None:
        with registers.batch("办理步骤"):
            registers.save(make_profile())
            registers.save(make_request())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert registers.count(Request) == 0
    assert registers.profile() == Profile()
    assert registers.verify() == []


def test_a_refused_record_inside_a_batch_does_not_end_it(registers: Registers) -> None:
    with registers.batch("办理步骤"):
        registers.save(make_request(number="甲"))
        with pytest.raises(InvalidRecordError):
            registers.save(make_request(number="甲"))
        with pytest.raises(RecordNotFoundError):
            registers.remove(make_request(id=77))
    assert registers.count(Request) == 1
    assert registers.verify() == []


def test_any_other_failure_inside_a_batch_ends_it_even_if_it_is_caught(registers: Registers) -> None:
    def fail(*_: int) -> None:
        raise CancelledError

    def batch() -> None:
        with registers.batch("办理步骤"):
            registers.save(make_request())
            with pytest.raises(CancelledError):
                registers.save_all([make_request()], progress=fail)

    with pytest.raises(CancelledError):
        batch()
    assert registers.count(Request) == 0


# --- undo and redo ---


def test_undo_and_redo_walk_through_the_session(registers: Registers) -> None:
    request = save(registers, make_request())
    amended = save(registers, replace(request, content="别的"))
    registers.remove(amended)
    states = [None, request, amended, None]

    def now() -> Record | None:
        return next(registers.all(Request), None)

    for place, label in ((2, "删除 2024-001"), (1, "修改 2024-001"), (0, "新建 2024-001")):
        assert registers.undo_label == label
        registers.undo()
        assert now() == states[place]
        assert registers.redo_label == label
    assert registers.undo() == ()
    assert registers.undo_label is None
    for place in (1, 2, 3):
        registers.redo()
        assert now() == states[place]
    assert registers.redo() == ()
    assert [removed.record for removed in registers.removed(Request)] == [amended]
    assert registers.verify() == []


def test_an_undone_creation_is_gone_and_its_number_free(registers: Registers) -> None:
    registers.save(make_request())
    [change] = registers.undo()
    assert (change.operation, change.label, change.undoes) == (Operation.DISCARD, "撤销 新建 2024-001", 1)
    assert registers.removed(Request) == []
    assert registers.next_number(Request, date(2024, 5, 5)) == "2024-001"
    [again] = registers.redo()
    assert (again.operation, again.label) == (Operation.CREATE, "重做 新建 2024-001")


def test_a_new_change_ends_what_could_be_done_again(registers: Registers) -> None:
    registers.save(make_request())
    registers.undo()
    registers.save(make_activity(content="政务公开业务培训"))
    assert registers.redo_label is None
    assert registers.undo_label == "新建 政务公开业务培训"


@pytest.mark.parametrize("there_before", [1, CHUNK + 20], ids=["few", "many"])
def test_a_large_import_is_undone_and_done_again_whole(registers: Registers, there_before: int) -> None:
    """Whether its index is made anew or word by word, what stays is found and what went is not."""
    registers.save_all(make_request(content="门牌编制材料") for _ in range(there_before))
    with registers.batch("导入"):
        registers.save_all(
            make_request(content="绿化养护材料", phone=f"1300000{place:04}") for place in range(CHUNK + 1)
        )
        registers.save_all(make_release() for _ in range(3))
        last = registers.get(Request, there_before + CHUNK + 1)
        registers.save(replace(last, content="改过的绿化养护材料"))
    before = list(registers.all(Request))
    told: list[tuple[int, int]] = []
    undone = registers.undo(lambda done, total: told.append((done, total)))
    assert [change.operation for change in undone[:2]] == [Operation.AMEND, Operation.DISCARD]
    assert told[-1] == (len(undone), len(undone)) == (CHUNK + 5, CHUNK + 5)
    assert len(told) > 3, "it can be left on the way"
    assert registers.count(Request) == registers.count(Request, Query(text="门牌")) == there_before
    assert registers.count(Request, Query(text="绿化")) == registers.count(Release) == 0
    assert registers.verify() == []
    redone = registers.redo()
    assert {change.undoes for change in redone} == {change.entry for change in undone}
    assert list(registers.all(Request)) == before
    assert registers.count(Request, Query(text="lhyh")) == CHUNK + 1
    assert registers.verify() == []


def test_undoing_that_is_cancelled_leaves_all_as_it_was(registers: Registers) -> None:
    registers.save_all(make_request() for _ in range(3))

    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        registers.undo(cancel)
    assert registers.count(Request) == 3
    assert registers.undo_label == "批量保存（3 条）"
    assert len(registers.undo()) == 3


def test_what_was_erased_from_the_journal_stays_as_it_is_when_a_change_is_undone(registers: Registers) -> None:
    """What the journal no longer tells of a person cannot come back by 撤销; the rest of the record does."""
    first = save(registers, make_request(phone="13000001234", content="第一份材料"))
    save(registers, replace(first, phone="13000005678", content="第二份材料"))
    with registers._connection.write() as raw:
        raw.execute("UPDATE journal_values SET personal_values = NULL, personal_salt = NULL")
    registers.undo()
    back = registers.get(Request, first.id)
    assert (back.content, back.phone, back.applicant) == ("第一份材料", "13000005678", first.applicant)


def test_undo_does_not_reach_behind_the_opening_of_the_file(path: Path) -> None:
    with create_registers(path, now=fixed_now) as registers:
        registers.save(make_request())
    with open_registers(path, now=fixed_now) as registers:
        assert registers.undo_label is None
        assert registers.undo() == ()


def test_the_history_tells_who_did_what_when(registers: Registers) -> None:
    request = save(registers, make_request())
    amended = save(registers, replace(request, content="别的"))
    registers.remove(amended)
    registers.undo()
    first, second, third, fourth = registers.history(request)
    assert (first.by, first.at) == ("测试员", "2024-03-04T09:00:00+08:00")
    assert [entry.operation for entry in (first, second, third, fourth)] == [
        Operation.CREATE,
        Operation.AMEND,
        Operation.REMOVE,
        Operation.RESTORE,
    ]
    assert (first.before, first.after, second.before, second.after) == (None, request, request, amended)
    assert (third.after, fourth.after, fourth.undoes) == (None, amended, third.entry)


def test_whoever_is_told_of_a_change_is_told_its_entry_of_the_history(registers: Registers) -> None:
    """Whether one record or many, removed, undone or done again."""
    told: list[Change] = []
    registers.subscribe(told.extend)
    first = save(registers, make_request())
    registers.save(replace(first, content="别的"))
    registers.save_all([make_request(content=content) for content in ("甲", "乙")])
    registers.undo()
    registers.redo()
    registers.remove(registers.get(Request, first.id))
    registers.undo()
    history = {
        (one.record_id, one.entry): one for each in (1, 2, 3) for one in registers.history(replace(first, id=each))
    }
    names = [field.name for field in fields(Change)]
    assert [[getattr(one, name) for name in names] for one in told] == [
        [getattr(history[one.record_id, one.entry], name) for name in names] for one in told
    ]
    assert len(told) == len(history) == 10


# --- threads ---

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n"


def test_another_thread_may_read_and_write_and_be_interrupted(registers: Registers) -> None:
    outcome: list[object] = []

    def work() -> None:
        registers.save(make_request())
        with registers.lock:
            started.set()
            try:
                registers._connection.rows(ENDLESS)
            except CancelledError as error:
                outcome.append(error)

    started = threading.Event()
    worker = threading.Thread(target=work)
    worker.start()
    assert started.wait(10)
    while worker.is_alive():
        registers.interrupt()
        worker.join(0.05)
    assert len(outcome) == 1
    assert registers.count(Request) == 1


def test_who_waits_for_the_file_has_it_before_its_holder_has_it_again(registers: Registers) -> None:
    """A list read in runs kept a save out from its first run to its last: who lets go of a lock wins it back."""
    turns, asked, had = 0, threading.Event(), threading.Event()

    def save() -> None:
        asked.set()
        registers.save(make_request())
        had.set()

    other = threading.Thread(target=save)
    with registers.lock, registers.lock:  # it is reentrant
        other.start()
        assert asked.wait(10)
    while turns < 1_000 and not had.is_set():
        turns += 1
        with registers.lock:
            time.sleep(0.001)
    other.join()
    assert turns < 500


def test_nobody_waits_longer_for_the_file_than_they_said(registers: Registers) -> None:
    found = list[bool]()

    def look() -> None:
        lock = cast("FairLock", registers.lock)
        found.extend((lock.acquire(timeout=0), lock.acquire(timeout=0.001), lock.acquire(blocking=False)))

    for _ in range(2):  # neither attempt keeps the lock from the next
        with registers.lock:
            other = threading.Thread(target=look)
            other.start()
            other.join()
    assert not any(found)
    look()
    assert all(found[6:])


def test_a_transaction_is_never_interrupted(registers: Registers) -> None:
    with registers.batch("办理步骤"):
        registers.save(make_request())
        registers.interrupt()
        registers.save(make_request())
    assert registers.count(Request) == 2


def test_a_file_can_be_closed_twice_though_a_paper_was_undone(registers: Registers) -> None:
    registers.attach(save(registers, make_request()), name="申请书.txt", content=b"words")
    registers.undo()
    registers.close()
    registers.close()


def test_a_proof_of_identity_is_one_by_its_kind_or_by_its_mark(registers: Registers) -> None:
    request = save(registers, make_request())
    by_mark = registers.attach(request, name="a.jpg", content=b"a", is_identity=True)
    by_kind = registers.attach(
        request, name="b.jpg", content=b"b", kind=AttachmentKind.IDENTITY, media_type="image/jpeg"
    )
    other = registers.attach(request, name="c.pdf", content=b"cc", kind=AttachmentKind.ANSWER)
    assert [(one.kind, one.is_identity) for one in (by_mark, by_kind, other)] == [
        (AttachmentKind.IDENTITY, True),
        (AttachmentKind.IDENTITY, True),
        (AttachmentKind.ANSWER, False),
    ]
    assert [(one.size, one.media_type) for one in registers.attachments("requests", request.id)] == [
        (1, ""),
        (1, "image/jpeg"),
        (2, ""),
    ]
    changed = registers.reclassify(other, AttachmentKind.IDENTITY)
    assert (changed.is_identity, changed.kind) == (True, AttachmentKind.IDENTITY)
    assert registers.attachments("requests", request.id)[2] == changed
    assert registers.reclassify(changed, AttachmentKind.ANSWER).is_identity is False
    assert registers.undo_label is not None
    assert "改材料类别 身份证明" in registers.undo_label


def test_what_is_read_of_one_moment_leaves_the_file_to_others_and_is_read_again_after_a_save(
    registers: Registers,
) -> None:
    """A report of a district's year held the file for 350 ms, and so every save."""
    seen, free = list[int](), list[bool]()

    def look() -> None:
        free.append(registers.lock.acquire(timeout=0))  # type: ignore[attr-defined]
        if free[-1]:
            registers.lock.release()  # type: ignore[attr-defined]

    def read() -> tuple[int, int]:
        seen.append(registers.count(Request))
        other = threading.Thread(target=look)
        other.start()
        other.join()
        if len(seen) == 1:
            registers.save(make_request())
        return seen[-1], registers.count(Request)

    assert registers.of_one_moment(read) == (1, 1)
    assert (seen, free) == ([0, 1], [True, True])


def test_whoever_saves_without_end_is_kept_waiting_at_last(registers: Registers) -> None:
    seen = list[int]()

    def read() -> int:
        registers.save(make_request())
        seen.append(registers.count(Request))
        return seen[-1]

    assert registers.of_one_moment(read) == 3
    assert seen == [1, 2, 3]


def test_what_was_done_today_is_told_once_an_act_however_many_records_it_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each start read the five thousand newest entries of the journal for it; one of each step tells it."""
    monkeypatch.setattr("storage.reading._OTHER_DAYS", 3)
    now = [MON_4_MARCH_2024_AT_NINE - timedelta(days=3)]
    with new_registers(path, now=lambda: now[0]) as registers:
        registers.save(make_profile())
        assert [at for at, _ in registers.acts_of(now[0].date())] == ["09:00"]
        now[0] = MON_4_MARCH_2024_AT_NINE
        assert registers.acts_of(now[0].date()) == []
        registers.save_all(make_release(name=f"测试街道公告第{number}号") for number in range(12))
        now[0] += timedelta(minutes=5)
        registers.save(Access(owner_register="releases", owner_id=1, fields="电话"))
        registers.save(make_activity())
        told = registers.acts_of(now[0].date())
        assert [at for at, _ in told] == ["09:05", "09:00"]
        assert "12" in told[1][1]
        asked: list[str] = []
        registers._connection.raw.set_trace_callback(asked.append)
        assert registers.acts_of(now[0].date() + timedelta(days=1)) == []
        assert len(asked) == 4
