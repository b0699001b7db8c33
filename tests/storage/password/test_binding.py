"""With a password nothing can be put in another's place, no history be written anew, and the seal not be taken away."""

import gzip
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from disclosure.changes import parse_fingerprint
from disclosure.errors import CancelledError, FileDamagedError
from disclosure.records import Request
from storage.journal import GENESIS, entry_hash
from storage.registers import Registers, open_registers
from storage.rescue.salvage import salvage
from tasks.safety.verify import verdict
from tests.conftest import fixed_now
from tests.data.sealed import FORMER, FORMER_FINGERPRINT
from tests.empty_files import new_registers
from tests.storage.password.test_sealing import CARD, OTHER, PASSWORD, save, sealed, secret_request

FIRST, SECOND = "13000001111", "13000002222"
SWAP = (
    "WITH was AS MATERIALIZED (SELECT id, phone FROM requests) UPDATE requests SET phone = was.phone FROM was"
    " WHERE requests.id IN ({0}, {1}) AND was.id = {0} + {1} - requests.id"
)


@pytest.fixture
def two(registers: Registers) -> Registers:
    """A file with a password and two applicants."""
    first = save(registers, secret_request(phone=FIRST))
    save(registers, secret_request(applicant="李某某", phone=SECOND))
    registers.attach(first, name="身份证.pdf", content=CARD, is_identity=True)
    registers.attach(first, name="申请表.txt", content=b"form")
    registers.keep_paper_text(registers.attachments("requests", 1)[1].sha256, "申请表的字")
    sealed(registers)
    return registers


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """A file an older program sealed: values bound to register and field, the chain without a key."""
    path = tmp_path / "旧" / "台账.sqlite"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(FORMER.read_bytes()))
    return path


@pytest.fixture
def unlocked(former: Path) -> Iterator[Registers]:
    with open_registers(former, now=fixed_now) as registers:
        registers.protection.unlock(PASSWORD)
        yield registers


def attack(path: Path, *statements: str) -> None:
    """Do what somebody does who has the file and any SQLite tool, and not the password."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for _, sql in triggers:
            raw.execute(sql)


def written_anew(path: Path) -> None:
    """Date an entry back and compute the whole chain anew, as who knows the format can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE journal SET at = '2020' || substr(at, 5) WHERE id = 2")
        previous = GENESIS
        for row in raw.execute("SELECT * FROM journal ORDER BY id").fetchall():
            head = (*row[:11], previous)
            previous = entry_hash(head)
            raw.execute("UPDATE journal SET previous = ?, hash = ? WHERE id = ?", (head[11], previous, row[0]))
        for _, sql in triggers:
            raw.execute(sql)


# --- a value in another's place ---


@pytest.mark.parametrize(
    "sql",
    [
        SWAP.format(1, 2),
        "UPDATE requests SET address = phone WHERE id = 1",
        "UPDATE requests SET phone = (SELECT phone FROM requests WHERE id = 2) WHERE id = 1",
        "UPDATE requests SET phone = '13000009999' WHERE id = 1",
        "UPDATE requests SET phone = (SELECT personal_values FROM journal_values LIMIT 1) WHERE id = 1",
    ],
    ids=["two rows", "another field", "a copy", "never sealed", "another table"],
)
def test_a_telephone_of_another_is_not_shown_but_told(two: Registers, sql: str) -> None:
    two._connection.raw.execute(sql)
    with pytest.raises(FileDamagedError, match="换过位置"):
        two.get(Request, 1)
    with pytest.raises(FileDamagedError):
        two.page(Request, [1, 2])
    assert any("第 1 条" in told for told in two.verify())


def test_a_value_of_another_file_is_not_shown(two: Registers, tmp_path: Path) -> None:
    with new_registers(tmp_path / "别的.sqlite", now=fixed_now) as other:
        save(other, secret_request(phone=SECOND))
        sealed(other)
        (stored,) = other._connection.row("SELECT phone FROM requests WHERE id = 1") or ()
    two._connection.raw.execute("UPDATE requests SET phone = ? WHERE id = 1", (stored,))
    with pytest.raises(FileDamagedError):
        two.get(Request, 1)


def test_the_history_of_another_entry_is_not_shown(two: Registers) -> None:
    for name in ("personal_values", "personal_salt"):
        sql = f"UPDATE journal_values SET {name} = (SELECT {name} FROM journal_values WHERE entry = 2) WHERE entry = 1"
        two._connection.raw.execute(sql)
    with pytest.raises(FileDamagedError):
        two.history(secret_request(id=1))


def test_the_text_of_another_paper_is_not_shown(two: Registers) -> None:
    sha256 = hashlib.sha256(CARD).hexdigest()
    two._connection.raw.execute("UPDATE paper_texts SET sha256 = ?", (sha256,))
    with pytest.raises(FileDamagedError):
        two.paper_text(sha256)


# --- a history written anew ---


def test_a_record_dated_back_with_all_hashes_made_anew_is_told(two: Registers) -> None:
    path = two.path
    two.close()
    written_anew(path)
    with open_registers(path, now=fixed_now) as again:
        again.protection.unlock(PASSWORD)
        assert any("没有经过口令确认" in told for told in again.verify())
        assert len(again.protection.doubts()) == 1
        save(again, secret_request())
        assert len(again.protection.doubts()) == 1, "a save makes nothing good"
        sealed(again, OTHER)
        assert again.protection.doubts() == again.verify() == []


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journal_values WHERE entry = (SELECT max(id) FROM journal);"
        "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
        "DELETE FROM journal_seal",
        "UPDATE journal_seal SET tag = zeroblob(32)",
    ],
    ids=["cut short", "its seal gone", "its seal another"],
)
def test_a_journal_whose_end_the_password_does_not_know_is_told(two: Registers, sql: str) -> None:
    path = two.path
    two.close()
    attack(path, *sql.split(";"))
    with open_registers(path, now=fixed_now) as again:
        again.protection.unlock(PASSWORD)
        assert any("没有经过口令确认" in each for each in again.verify())
        assert again.protection.doubts() != []
        assert again.renew_seal() == [], "no older program made it"
    assert any("没有经过口令确认" in each for each in verdict(path, PASSWORD).problems), "by the command, too"


@pytest.mark.parametrize(
    "sql",
    ["", "UPDATE journal_values SET personal_salt = NULL, personal_values = NULL", "UPDATE requests SET phone = ''"],
    ids=["all sealed", "the journal's values erased", "some fields blank"],
)
def test_a_history_written_anew_is_not_taken_for_one_of_an_older_program(two: Registers, sql: str) -> None:
    """The command said 文件完好 of it, with the password: without its seal the journal passed for an old one."""
    path = two.path
    two.close()
    written_anew(path)
    attack(path, "DELETE FROM journal_seal", sql)
    assert any("没有经过口令确认" in each for each in verdict(path, PASSWORD).problems)


def test_every_save_takes_the_seal_of_the_journal_along(two: Registers) -> None:
    save(two, secret_request())
    two.save_all([secret_request(applicant=f"某{number}") for number in range(3)])
    two.undo()
    two.redo()
    path = two.path
    two.close()
    with open_registers(path, now=fixed_now) as again:
        again.protection.unlock(PASSWORD)
        assert again.protection.doubts() == again.verify() == []


def test_a_fingerprint_printed_at_any_time_is_confirmed(registers: Registers) -> None:
    printed = []
    for password in ("", PASSWORD, OTHER, ""):
        if password or registers.protection.is_sealed:
            sealed(registers, password)
        save(registers, secret_request())
        printed.append(registers.fingerprint)
    sealed(registers, "第三个口令 2024")
    path = registers.path
    registers.close()
    for fingerprint in printed:
        assert parse_fingerprint(fingerprint[:16])
        found = verdict(path, "第三个口令 2024", fingerprint[:16])
        assert (found.problems, "没有被改动过" in found.confirmed) == ([], True)


# --- the seal taken away ---


def test_a_seal_that_was_taken_away_is_told(two: Registers) -> None:
    path = two.path
    two.close()
    attack(
        path,
        "DELETE FROM seal",
        "DELETE FROM seal_apart",
        "DELETE FROM lookups",
        "UPDATE requests SET phone = '13000009999', identity_number = '', address = '', postcode = '', email = ''",
        "UPDATE journal_values SET personal_salt = NULL, personal_values = NULL",
    )
    with open_registers(path, now=fixed_now) as again:
        assert not again.protection.is_sealed
        assert any("口令和加密却不在了" in told for told in again.protection.doubts())
        assert any("口令和加密却不在了" in told for told in again.verify())


def test_a_password_that_was_removed_in_the_program_is_no_seal_taken_away(two: Registers) -> None:
    sealed(two, "")
    assert two.protection.doubts() == two.verify() == []


# --- what an older program sealed ---


def test_what_an_older_program_sealed_is_bound_at_the_next_unlocking(former: Path) -> None:
    with open_registers(former, now=fixed_now) as registers:
        registers.protection.unlock(PASSWORD)
        assert registers.protection.is_renewal_due
        before = list(registers.all(Request)), registers.history(registers.get(Request, 1))
        assert registers.renew_seal() == []
        assert (list(registers.all(Request)), registers.history(registers.get(Request, 1))) == before
        assert registers.protection.doubts() == registers.verify() == []
        assert registers.fingerprint == FORMER_FINGERPRINT
        assert registers.content(registers.attachments("requests", 1)[0].sha256) == CARD
        name = registers.unread_paper()
        assert name, "the text in the paper is read again"
        registers._connection.raw.execute(SWAP.format(1, 3))
        with pytest.raises(FileDamagedError):
            registers.get(Request, 1)
    with open_registers(former, now=fixed_now) as again:
        again.protection.unlock(PASSWORD)
        assert not again.protection.is_renewal_due


def test_what_was_in_anothers_place_already_is_told_and_never_sealed_anew(former: Path) -> None:
    open_registers(former).close()  # takes it to the present schema
    attack(former, SWAP.format(1, 3))
    with open_registers(former, now=fixed_now) as registers:
        registers.protection.unlock(PASSWORD)
        told = registers.renew_seal()
        assert [("第 1 条" in each, "第 3 条" in each) for each in told] == [(True, False), (False, True)]
        for record_id in (1, 3):
            with pytest.raises(FileDamagedError):
                registers.get(Request, record_id)
        assert registers.verify() != []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_values SET personal_values = (SELECT personal_values FROM journal_values WHERE entry = 2),"
        " personal_salt = (SELECT personal_salt FROM journal_values WHERE entry = 2) WHERE entry = 3",
        "UPDATE blobs SET content = (SELECT content FROM blobs ORDER BY sha256 LIMIT 1)",
        "UPDATE requests SET phone = '13000009999' WHERE id = 1",
    ],
    ids=["a value of the journal", "a paper", "a plain value"],
)
def test_whatever_was_changed_before_is_told_when_it_is_to_be_sealed_anew(former: Path, sql: str) -> None:
    open_registers(former).close()
    attack(former, sql)
    with open_registers(former, now=fixed_now) as registers:
        registers.protection.unlock(PASSWORD)
        assert registers.renew_seal() != []
        assert registers.verify() != []


@pytest.mark.parametrize(
    ("sql", "called"),
    [
        ("UPDATE attachments SET removed_at = '2024-03-04'", "附件“身份证.pdf”"),
        ("DELETE FROM attachments", "一份已经没有附件记录的材料"),
    ],
    ids=["in the recycle bin", "gone"],
)
def test_a_changed_paper_whose_attachment_is_gone_is_not_called_an_attachment_without_a_name(
    former: Path, sql: str, called: str
) -> None:
    """「附件“”的内容与保存时不一致」."""
    open_registers(former).close()
    attack(former, "UPDATE blobs SET content = substr(content, 1, length(content) - 1)", sql)
    with open_registers(former, now=fixed_now) as registers:
        registers.protection.unlock(PASSWORD)
        for told in (registers.renew_seal(), registers.verify()):
            assert any(each.startswith(f"{called}的内容") for each in told), told


def test_of_very_many_that_cannot_be_sealed_anew_twenty_are_told_and_the_rest_counted(former: Path) -> None:
    """The twenty looked like all that was wrong."""
    open_registers(former).close()
    attack(
        former,
        "WITH numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 25) INSERT INTO blobs"
        " SELECT printf('%064x', n), (SELECT content FROM blobs ORDER BY sha256 LIMIT 1) FROM numbers",
    )
    with open_registers(former, now=fixed_now) as registers:
        registers.protection.unlock(PASSWORD)
        told = registers.renew_seal()
        assert told[20:] == ["……另有 5 处没有列出。"]


def test_a_renewal_that_is_stopped_has_changed_nothing(unlocked: Registers) -> None:
    def stop(_done: int, _total: int) -> None:
        raise CancelledError

    stored = unlocked._connection.rows("SELECT * FROM journal_values")
    with pytest.raises(CancelledError):
        unlocked.renew_seal(stop)
    assert unlocked.protection.is_renewal_due
    assert unlocked._connection.rows("SELECT * FROM journal_values") == stored
    assert unlocked.renew_seal() == []


def test_looking_at_a_file_that_an_older_program_sealed_writes_nothing(former: Path) -> None:
    open_registers(former).close()
    before = former.read_bytes()
    found = verdict(former, PASSWORD, FORMER_FINGERPRINT[:16])
    assert (found.problems, bool(found.confirmed)) == ([], True)
    assert former.read_bytes() == before


def test_what_is_salvaged_with_the_password_is_bound_and_its_journal_known(two: Registers, tmp_path: Path) -> None:
    path = two.path
    two.close()
    for secret in ("", PASSWORD):
        to = tmp_path / f"抢救{secret[:2]}.sqlite"
        assert salvage(path, to, fixed_now(), secret).lost == []
        with open_registers(to, now=fixed_now) as again:
            again.protection.unlock(PASSWORD)
            assert again.renew_seal() + again.protection.doubts() + again.verify() == []
            assert again.get(Request, 2).phone == SECOND


def test_what_is_salvaged_of_a_file_an_older_program_sealed_is_bound_at_the_next_unlocking(
    former: Path, tmp_path: Path
) -> None:
    for secret in ("", PASSWORD):
        to = tmp_path / f"抢救{secret[:2]}.sqlite"
        assert salvage(former, to, fixed_now(), secret).lost == []
        with open_registers(to, now=fixed_now) as again:
            again.protection.unlock(PASSWORD)
            assert again.protection.is_renewal_due
            assert again.renew_seal() + again.protection.doubts() + again.verify() == []
            assert again.get(Request, 3).phone == SECOND
