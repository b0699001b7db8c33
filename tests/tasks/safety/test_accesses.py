"""Looks at hidden values are kept: they cannot be undone, stand in the history, and are no work to back up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError
from disclosure.records import Access, Request
from disclosure.terms import AccessKind, AttachmentKind
from storage.registers import Registers, open_registers
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.inspection_ledger import export_statutory_ledger
from tasks.packages.archive import write_archive
from tasks.safety.accesses import note_access, note_export
from tasks.safety.schedule import BackupSchedule, Trigger
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.records_factory import make_request, make_tally


@pytest.fixture
def request_(registers: Registers) -> Request:
    """A request with a telephone and an address."""
    change = registers.save(make_request(phone="00000000000", address="测试区测试路2号", identity_number=""))
    return registers.get(Request, change.record_id)


def test_a_look_is_kept_with_what_was_seen_by_whom(registers: Registers, request_: Request) -> None:
    assert note_access(registers, request_, AccessKind.SHOWN) == "电话、地址"
    (entry,) = registers.accesses(request_)
    assert (entry.by, entry.at[:16]) == ("测试员", "2024-03-04T09:00")
    assert entry.after is not None
    assert entry.after.caption == "查看了电话、地址"
    assert entry.label == f"查看 {request_.number} 的电话、地址"
    assert registers.accesses(replace(request_, id=99)) == []
    assert registers.verify() == []


def test_the_history_of_looks_never_says_the_name_of_a_paper(registers: Registers, request_: Request) -> None:
    """A label can never be taken back, and a file is often called by whom it tells of."""
    paper = registers.attach(request_, name="赵无名的身份证.jpg", content=b"paper", kind=AttachmentKind.IDENTITY)
    assert note_access(registers, paper, AccessKind.SHOWN) == "身份证明"
    (entry,) = registers.accesses(request_)
    assert entry.label == "查看 身份证明 的身份证明"


def test_a_record_that_hides_nothing_leaves_no_trace(registers: Registers) -> None:
    tally = make_tally()
    change = registers.save(tally)
    assert note_access(registers, replace(tally, id=change.record_id), AccessKind.EDITED) == ""
    assert registers.count(Access) == 0


def test_undoing_reaches_past_a_look_and_leaves_it(registers: Registers, request_: Request) -> None:
    registers.save(replace(request_, content="改过的内容"))
    note_access(registers, request_, AccessKind.EDITED)
    assert registers.undo_label == f"修改 {request_.number}"
    registers.undo()
    assert registers.get(Request, request_.id).content == request_.content
    assert registers.count(Access) == 1
    registers.redo()
    assert registers.get(Request, request_.id).content == "改过的内容"


def test_a_look_asks_for_no_backup_but_the_next_work_does(
    registers: Registers, request_: Request, tmp_path: Path
) -> None:
    schedule = BackupSchedule(registers, tmp_path / "备份", now=fixed_now)
    schedule.run(Trigger.EXIT)
    note_access(registers, request_, AccessKind.SHOWN)
    assert not schedule.is_changed
    registers.save(make_request())
    assert schedule.is_changed


def test_another_files_fingerprint_counts_as_changed(registers: Registers) -> None:
    registers.save(make_request())
    assert registers.is_changed_since("00" * 32)
    assert not registers.is_changed_since(registers.fingerprint)


def test_what_was_entered_late_are_records_and_no_looks(registers: Registers, request_: Request) -> None:
    note_access(registers, request_, AccessKind.SHOWN)
    assert registers.created_since() == [("requests", request_.id)]


def test_what_cannot_be_noted_is_not_shown(path: Path) -> None:
    with new_registers(path) as registers:
        change = registers.save(make_request(phone="00000000000"))
    with open_registers(path) as registers:
        registers._connection.is_read_only = True  # rights do not bind root
        with pytest.raises(DisclosureError, match="无法记入查阅记录"):
            note_access(registers, registers.get(Request, change.record_id), AccessKind.SHOWN)


@pytest.mark.parametrize("door", ["ledger", "inspection", "archive"])
def test_nothing_whole_goes_out_of_a_file_in_which_it_cannot_be_noted(
    registers: Registers, request_: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    """The window refused it, the command line and 归档包 did it: 「都记入」, and nothing was noted."""
    place, today = tmp_path / "出", date(2024, 3, 4)
    place.mkdir()
    doors: dict[str, Callable[[], object]] = {
        "ledger": lambda: export_ledger(registers, "requests", place / "台账.csv"),
        "inspection": lambda: export_statutory_ledger(registers, "requests", place / "检查.csv", today, mask=False),
        "archive": lambda: write_archive(registers, request_.arrived_on.year, place, today),
    }
    monkeypatch.setattr(registers._connection, "is_read_only", True)
    with pytest.raises(DisclosureError, match="无法记入查阅记录"):
        doors[door]()
    assert list(place.iterdir()) == []
    assert export_ledger(registers, "requests", place / "遮住.csv", mask=True) == 1


def test_a_list_that_goes_out_whole_is_kept_with_its_size(registers: Registers) -> None:
    note_export(registers, Request, "证件号码、电话", 12)
    (kept,) = registers.all(Access)
    assert (kept.owner_register, kept.owner_id, kept.count) == ("requests", 0, 12)
    assert kept.caption == "导出了证件号码、电话"
