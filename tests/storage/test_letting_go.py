"""What is destroyed is gone from every byte of the file; what may stay is counted as before, and the chain holds."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.cases.keeping import letter_may_stay, may_stay, step_may_stay
from disclosure.errors import FileUnavailableError
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Litigation, Request, Review, Step
from disclosure.report.counting import Period
from disclosure.wording import DESTROYED
from storage.registers import Registers, create_registers, open_registers
from tasks.safety.salvage import salvaged
from tests.records_factory import make_request, make_review, make_step, make_suit

SECRETS = ("赵无名", "13000009999", "被毁街五号", "毁掉的描述", "改前的描述", "毁掉的说明", "丢弃的备注", "收件人无名")
PAPER = "附件里的毁掉的话".encode() * 300
ANSWERED = date(2014, 3, 20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "登记.xxgk"


@pytest.fixture(params=["", "一二三四五六七八"], ids=["open", "with a password"])
def password(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def registers(path: Path, password: str) -> Iterator[Registers]:
    with create_registers(path) as made:
        if password:
            made.reseal(made.protection.renewed(password), None)
        yield made


def destroy_one(registers: Registers) -> Request:
    """Enter a request with all that belongs to one, amend it, and destroy it."""
    ids = registers.save(
        make_request(
            applicant="赵无名",
            phone="13000009999",
            address="被毁街五号",
            content="改前的描述",
            received_on=date(2014, 3, 3),
            arrived_on=date(2014, 3, 3),
            outcome=Outcome.GRANTED,
            answered_on=ANSWERED,
        )
    ).record_id
    request = registers.get(Request, ids)
    registers.save(replace(request, content="毁掉的描述", remarks="丢弃的备注"))
    registers.save(make_step(request, detail="毁掉的说明", on=ANSWERED))
    registers.save(make_step(request, detail="毁掉的说明，删了的一步", on=ANSWERED))
    registers.remove(registers.steps(request.id)[1])
    kept = registers.attach(request, name="申请表.txt", content=PAPER)
    registers.keep_paper_text(kept.sha256, PAPER.decode())
    registers.save(
        IssuedLetter(owner_id=request.id, name="答复书", addressee="收件人无名", issued_on=ANSWERED, sha256=kept.sha256)
    )
    registers.let_go(
        [
            may_stay(registers.get(Request, request.id)),
            *map(step_may_stay, registers.steps(request.id)),
            *map(letter_may_stay, registers.all(IssuedLetter)),
        ],
        "销毁案卷",
    )
    return registers.get(Request, request.id)


def test_nothing_of_a_destroyed_case_is_left_in_any_byte_of_the_file(registers: Registers, path: Path) -> None:
    left = destroy_one(registers)
    assert (left.applicant, left.content, left.phone, left.answered_on) == (DESTROYED, DESTROYED, "", ANSWERED)
    registers.close()
    for file in path.parent.iterdir():
        content = file.read_bytes()
        found = [secret for secret in SECRETS if secret.encode() in content]
        assert not found, f"{file.name}: {found}"
        assert PAPER[:24] not in content


def test_a_paper_of_a_destroyed_case_goes_with_it_and_not_when_the_file_is_next_shut(
    registers: Registers, path: Path
) -> None:
    """The file stays open all day, and meanwhile it is copied to the second place."""
    destroy_one(registers)
    seen = subprocess.run(["cat", path], check=True, capture_output=True).stdout  # this program lets the file be
    assert PAPER[:24] not in seen
    assert registers._connection.value("SELECT count(*) FROM blobs") == 0


def test_a_paper_goes_at_once_though_there_is_no_room_to_write_the_file_anew(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: object) -> None:
        raise FileUnavailableError("磁盘空间不足。")

    monkeypatch.setattr("storage.registers.sweep_whole_index", full)
    destroy_one(registers)
    assert not registers.protection.is_swept
    assert registers._connection.value("SELECT count(*) FROM blobs") == 0
    assert registers._connection.value("SELECT count(*) FROM paper_texts") == 0


def test_what_may_stay_is_counted_as_before_and_the_chain_holds(registers: Registers, password: str) -> None:
    year = Period.of(2014)
    left = destroy_one(registers)
    assert sum(registers.figures(year).values()) > 0
    assert registers.verify() == []
    [step] = registers.steps(left.id)
    assert (step.on, step.detail) == (ANSWERED, "")
    assert registers.attachments("requests", left.id) == ()
    assert not registers.removed(Step)
    registers.close()
    with open_registers(registers.path) as again:
        again.protection.unlock(password) if password else None
        assert again.verify() == []
        assert not list(again.traces("毁掉", 10))


def test_nothing_done_before_can_bring_a_destroyed_case_back(registers: Registers) -> None:
    offered: list[str | None] = []
    registers.subscribe(lambda _changes: offered.append(registers.undo_label))
    left = destroy_one(registers)
    assert (registers.undo_label, registers.redo_label) == (None, None)
    assert offered[-1] is None, "the window went on offering 「撤销：档案鉴定」"
    assert registers.undo() == ()
    told = [entry.after for entry in registers.history(left)]
    assert told[:-1] == [None] * (len(told) - 1)
    assert told[-1] == left


def case(registers: Registers, **values: Any) -> Request:
    day = date(2014, 3, 3)
    known = {"received_on": day, "arrived_on": day, "outcome": Outcome.GRANTED, "answered_on": ANSWERED}
    return registers.get(Request, registers.save(make_request(**{**known, **values})).record_id)


def test_what_was_undone_or_thrown_away_goes_with_the_case(registers: Registers, path: Path) -> None:
    """Imported, undone and imported anew; a step and a paper undone; a review and a first entry in the recycle bin."""
    registers.save_all([make_request(number="2014-001", applicant="赵无名", content="改前的描述")])
    registers.undo()
    first = case(registers, number="2014-001", applicant="赵无名")
    registers.attach(first, name="丢弃的备注.txt", content=PAPER)
    registers.remove(first, "毁掉的说明")
    request = case(registers, number="2014-001")
    registers.save(make_step(request, detail="毁掉的说明", on=ANSWERED))
    registers.undo()
    registers.attach(request, name="收件人无名.txt", content=PAPER)
    registers.undo()
    review = registers.save(
        make_review(number="复1", related_request="2014-001", applicant="赵无名", cause="毁掉的描述")
    )
    suit = registers.save(make_suit(related_review="复1", plaintiff="赵无名", cause="毁掉的描述"))
    registers.remove(registers.get(Litigation, suit.record_id), "丢弃的备注，也在回收站")
    registers.remove(registers.get(Review, review.record_id), "毁掉的描述")
    other = case(registers, number="2014-002", applicant="钱无名")
    registers.let_go([may_stay(registers.get(Request, request.id))], "销毁案卷")
    assert registers.verify() == []
    assert not registers.removed(Review)
    assert not registers.removed(Litigation)
    assert not registers.removed(Request)
    assert registers.get(Request, other.id) == other
    assert [entry.after for entry in registers.history(other)] == [other]
    registers.close()
    for file in path.parent.iterdir():
        content = file.read_bytes()
        found = [secret for secret in SECRETS if secret.encode() in content]
        assert not found, f"{file.name}: {found}"


def test_what_a_kill_or_a_full_disk_left_of_a_destroyed_case_is_swept_at_the_next_opening(
    registers: Registers, path: Path, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_connection: object) -> None:
        raise FileUnavailableError("磁盘空间不足。")

    with monkeypatch.context() as full:
        full.setattr("storage.registers.sweep_whole_index", no_room)
        destroy_one(registers)
        assert not registers.protection.is_swept
        registers._connection.close()  # as a kill does: nothing is tidied
    size = "SELECT sum(length(block)) FROM requests_search_data WHERE id > 10"
    with closing(sqlite3.connect(path)) as raw:
        [kept] = raw.execute(size).fetchone()
    with open_registers(path) as again:
        assert again.protection.is_swept
        assert again.protection.is_sealed is bool(password)
        assert again._connection.value(size) < kept, "the words that were marked as gone are gone"


def test_salvage_brings_nothing_of_a_destroyed_case_back(registers: Registers, path: Path, password: str) -> None:
    left = destroy_one(registers)
    registers.close()
    to = path.with_name("抢救.xxgk")
    salvaged(path, to, secret=password)
    with open_registers(to) as saved:
        assert saved.get(Request, left.id).content == DESTROYED
    assert not any(secret.encode() in to.read_bytes() for secret in SECRETS)


def test_a_case_that_is_gone_meanwhile_destroys_nothing(registers: Registers) -> None:
    request = registers.get(Request, registers.save(make_request(content="毁掉的描述")).record_id)
    registers.remove(request)
    with pytest.raises(Exception, match="已不存在"):
        registers.let_go([may_stay(request)], "销毁案卷")
    assert registers.undo_label is not None
