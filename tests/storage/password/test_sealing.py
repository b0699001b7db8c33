"""The password: what it seals is in no byte of the file, and opened it is what was typed."""

import dataclasses
import hashlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.errors import FileDamagedError, LockedError, WrongPasswordError
from disclosure.records import Attachment, PasswordChange, Request, Review
from disclosure.report.counting import Period
from disclosure.terms import AttachmentKind, PasswordEvent
from disclosure.wording import HIDDEN
from storage import sealing
from storage.connection import sweep
from storage.password.envelope import Envelope, enclosed, key_of, new_key, new_recovery_key, read_envelope
from storage.password.protection import Renewal
from storage.query import Filter, Query
from storage.registers import Registers, open_registers
from storage.rows import layout
from storage.sealing import Place
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.records_factory import make_profile, make_release, make_request, make_review, make_step, make_suit
from tests.samples import examples

PASSWORD, OTHER = "春眠不觉晓 2024", "another password"
SECRETS = {
    "identity_number": "110101199001011237",
    "phone": "13000001234",
    "address": "测试区无名路99号",
    "postcode": "000999",
    "email": "zhang.test@example.invalid",
}
CARD = b"%PDF-1.4 scan of 110101199001011237"
_NOTHING = bytes(8)
_EMPTY = re.compile(rb"\0{8,}")
"""Nine tenths of a small file, in which no text stands: looked through once, not for each spelling of each secret."""


def secret_request(**values: Any) -> Request:
    return make_request(**{**SECRETS, **values})


def save(registers: Registers, record: Any) -> Any:
    return registers.save(record).after


def sealed(registers: Registers, password: str = PASSWORD) -> Renewal:
    renewal = registers.protection.renewed(password)
    event = PasswordEvent.SET if not registers.protection.is_sealed else PasswordEvent.CHANGED
    registers.reseal(renewal, event if password else PasswordEvent.REMOVED)
    return renewal


@pytest.fixture
def filled(registers: Registers) -> Registers:
    """A file whose sealed values lie in rows, the bin, the journal, the search table and an attachment."""
    registers.save(make_profile())
    first = save(registers, secret_request())
    registers.save(dataclasses.replace(first, phone="13000005678", id=first.id))
    gone = save(registers, secret_request(applicant="王某某"))
    registers.remove(gone, reason="重复登记")
    registers.save(secret_request(applicant="李某某"))
    registers.undo()
    registers.save(make_review(related_request=first.number))
    registers.attach(first, name="身份证.pdf", content=CARD, is_identity=True)
    return registers


def leaks(content: bytes) -> list[str]:
    """Return which secrets stand in some bytes, in either encoding, or as the search table spells them."""
    values = (*SECRETS.values(), "13000005678")
    spellings = {value: (value.encode(), value.encode("utf-16-le"), " ".join(value).encode()) for value in values}
    written = _EMPTY.sub(_NOTHING, content)
    return [value for value, ways in spellings.items() if any(way in written for way in ways)]


def test_without_a_password_the_values_lie_in_the_file(filled: Registers) -> None:
    """The proof that the next test can fail."""
    path = filled.path
    filled.close()
    assert set(leaks(path.read_bytes())) >= {"110101199001011237", "13000001234", "13000005678"}


def test_with_a_password_no_byte_of_the_file_tells_a_sealed_value(filled: Registers) -> None:
    sealed(filled)
    path = filled.path
    filled.close()
    assert leaks(path.read_bytes()) == []
    assert CARD not in path.read_bytes()


def test_the_search_table_cannot_be_put_together_again(filled: Registers) -> None:
    raw = filled._connection.raw
    kept = "SELECT sum(length(block)) FROM requests_search_data WHERE id > 10"  # of the words themselves
    before = raw.execute(kept).fetchone()[0]
    sealed(filled)
    assert raw.execute(kept).fetchone()[0] < before  # written anew without them, not beside what it held
    found = raw.execute("SELECT rowid FROM requests_search WHERE requests_search MATCH '\"1 3 0 0\"'").fetchall()
    assert found == []
    assert len(filled.ids(Request, Query(text="张某某"))) == 1


def test_opened_everything_is_as_it_was_typed(filled: Registers) -> None:
    before, history = filled.get(Request, 1), filled.history(filled.get(Request, 1))
    figures, removed = filled.figures(Period.of(2024)), filled.removed(Request)
    sealed(filled)
    assert filled.verify() == []
    path = filled.path
    filled.close()
    with open_registers(path, now=fixed_now) as again:
        assert again.protection.is_locked
        again.protection.unlock(PASSWORD)
        assert again.get(Request, 1) == before
        assert again.history(before) == history
        assert again.figures(Period.of(2024)) == figures
        assert again.removed(Request) == removed
        assert again.content(again.attachments("requests", 1)[0].sha256) == CARD
        assert again.verify() == []


def test_locked_the_200_numbers_and_all_that_is_not_personal_still_read(filled: Registers) -> None:
    figures, before = filled.figures(Period.of(2024)), filled.get(Request, 1)
    sealed(filled)
    filled.protection.lock()
    assert filled.figures(Period.of(2024)) == figures
    shown = filled.get(Request, 1)
    assert {name: getattr(shown, name) for name in SECRETS} == dict.fromkeys(SECRETS, HIDDEN)
    assert dataclasses.replace(shown, **{name: getattr(before, name) for name in SECRETS}) == before
    assert filled.history(before)[0].after is not None
    assert filled.verify() == []
    assert filled.most_used(Request, "phone") == []
    filled.protection.unlock(PASSWORD)
    assert filled.most_used(Request, "phone") == [before.phone]


def test_locked_nothing_can_be_written_and_no_sealed_content_be_read(filled: Registers) -> None:
    sealed(filled)
    filled.protection.lock()
    for attempt in (
        lambda: filled.save(make_request()),
        filled.undo,
        lambda: filled.remove(filled.get(Review, 1)),
        lambda: filled.attach(filled.get(Review, 1), name="a.pdf", content=b"x"),
        lambda: filled.content(filled.attachments("requests", 1)[0].sha256),
        lambda: filled.protection.closed(b"typed"),
    ):
        with pytest.raises(LockedError, match="口令"):
            attempt()
    assert filled.redo() == ()


def test_a_locked_seal_seals_nothing_and_finds_nothing() -> None:
    seal, phone = sealing.LockedSeal(), Place("requests", "phone", 1)
    with pytest.raises(LockedError):
        seal.close_text(phone, "x")
    assert seal.lookup("requests.phone", "13000001234") == b""
    assert seal.open_bytes(Place("blobs", "content", "00"), b"plain") == b"plain"
    assert seal.open_text(phone, "") == ""
    assert seal.open_text(phone, "13000001234") == HIDDEN, "what is not sealed was not put there by us"


def test_writing_goes_on_in_an_open_sealed_file(filled: Registers) -> None:
    sealed(filled)
    new = save(filled, secret_request(applicant="赵某某"))
    filled.save_all([secret_request(applicant="钱某某"), secret_request(applicant="孙某某", phone="")])
    filled.save(dataclasses.replace(new, phone="13000009999"))
    filled.undo()
    assert filled.get(Request, new.id).phone == SECRETS["phone"]
    filled.undo()
    filled.redo()
    filled.attach(new, name="申请表.pdf", content=b"form of 13000009999")
    assert filled.verify() == []
    path = filled.path
    filled.close()
    assert leaks(path.read_bytes()) == []
    assert b"13000009999" not in path.read_bytes()


def test_a_content_kept_openly_before_is_sealed_once_a_case_has_it_too(filled: Registers) -> None:
    sealed(filled)
    content = b"the same scan 13000001234"
    filled.attach(filled.profile(), name="公开.pdf", content=content)
    filled.attach(filled.get(Request, 1), name="同一份.pdf", content=content)
    path, sha256 = filled.path, filled.attachments("requests", 1)[-1].sha256
    assert filled.content(sha256) == content
    filled.close()
    assert content not in path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "110101199001011237",
        " 1101 0119 9001 0112 37",
        "１３０-0000-5678",
        "ZHANG.test@example.invalid",
    ],
)
def test_a_sealed_value_is_found_by_typing_all_of_it(filled: Registers, text: str) -> None:
    sealed(filled)
    assert list(filled.ids(Request, Query(text=text))) == [1]
    assert filled.count(Request, Query(text=text[:-1])) == 0


def test_the_same_identity_number_is_found_by_a_filter(filled: Registers) -> None:
    sealed(filled)
    same = Query(filters=(Filter("identity_number", "equals", SECRETS["identity_number"]),))
    assert list(filled.ids(Request, same)) == [1]
    blank = Query(filters=(Filter("identity_number", "equals", ""),))
    assert list(filled.ids(Request, blank)) == []


def test_a_value_taken_away_is_not_found_any_more(filled: Registers) -> None:
    sealed(filled)
    filled.save(dataclasses.replace(filled.get(Request, 1), phone=""))
    assert filled.count(Request, Query(text="13000005678")) == 0
    assert filled.verify() == []


# --- the password itself ---


def test_the_recovery_key_opens_it_too_however_it_is_copied(filled: Registers) -> None:
    key = sealed(filled).recovery_key
    for typed in (key, key.lower().replace("-", " "), key.replace("O", "0").replace("I", "1")):
        filled.protection.lock()
        filled.protection.unlock(typed)
        assert filled.get(Request, 1).phone == "13000005678"


def test_one_letter_wrong_in_the_recovery_key_is_no_recovery_key(filled: Registers) -> None:
    key = sealed(filled).recovery_key
    wrong = ("B" if key[0] != "B" else "C") + key[1:]
    filled.protection.lock()
    for secret in (wrong, "", PASSWORD + " ", OTHER, new_recovery_key()):
        with pytest.raises(WrongPasswordError, match="口令不对"):
            filled.protection.unlock(secret)
    assert filled.protection.is_locked


def test_a_password_typed_by_another_input_method_is_the_same_password() -> None:
    key = new_key()
    assert key_of(enclosed(key, "ＡＢＣ口令1234", new_recovery_key()), "ABC口令1234") == key


def test_after_a_change_the_old_password_and_the_old_recovery_key_open_nothing(filled: Registers) -> None:
    former = sealed(filled)
    sealed(filled, OTHER)
    filled.protection.lock()
    for secret in (PASSWORD, former.recovery_key):
        with pytest.raises(WrongPasswordError):
            filled.protection.unlock(secret)
    filled.protection.unlock(OTHER)
    assert filled.get(Request, 1).phone == "13000005678"
    assert filled.verify() == []
    rows = filled._connection.rows("SELECT phone FROM requests") + filled._connection.rows(
        "SELECT personal_values FROM journal_values WHERE personal_values IS NOT NULL"
    )
    for (stored,) in rows:
        with pytest.raises(FileDamagedError):
            former.seal.open_text(Place("requests", "phone", 1), stored)
        with pytest.raises(FileDamagedError):
            former.seal.open_text(Place("journal", "personal", 1), stored)


def test_removing_the_password_leaves_the_file_as_if_there_had_been_none(filled: Registers) -> None:
    before = filled.get(Request, 1)
    sealed(filled)
    sealed(filled, "")
    path = filled.path
    assert not filled.protection.is_sealed
    assert list(filled.ids(Request, Query(text="3000005"))) == [1]
    filled.close()
    with open_registers(path) as again:
        assert again.get(Request, 1) == before
        assert again.verify() == []
        again.protection.unlock("whatever")
        again.protection.lock()
        assert not again.protection.is_sealed
        assert [change.kind.label for change in again.all(PasswordChange)] == ["设置口令", "取消口令"]


def test_setting_a_password_is_journaled_and_cannot_be_undone(filled: Registers) -> None:
    label = filled.undo_label
    sealed(filled)
    assert filled.undo_label == label
    (change,) = filled.all(PasswordChange)
    assert change.caption == "设置口令"
    assert [entry.label for entry in filled.history(change)] == ["设置口令"]
    filled.undo()
    assert filled.verify() == []


def test_a_cancelled_change_changes_nothing(filled: Registers) -> None:
    filled.save_all([secret_request(applicant=f"某{number}") for number in range(600)])

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.reseal(filled.protection.renewed(PASSWORD), PasswordEvent.SET, stop)
    assert not filled.protection.is_sealed
    assert filled.get(Request, 1).phone == "13000005678"
    assert filled.verify() == []


# --- damage ---


def test_a_wrong_password_and_a_damaged_envelope_are_told_apart(filled: Registers) -> None:
    sealed(filled)
    filled.protection.lock()
    raw = filled._connection.raw
    raw.execute("UPDATE seal SET envelope = replace(envelope, 'by_password', 'by_passw0rd') WHERE id = 1")
    with pytest.raises(WrongPasswordError):
        filled.protection.unlock(OTHER)
    assert "第 1 份" in filled.verify()[0]
    filled.protection.unlock(PASSWORD)
    raw.execute("UPDATE seal SET envelope = 'x' WHERE id = 2")
    filled.protection.unlock(PASSWORD)
    raw.execute("UPDATE seal_apart SET envelope = 'x'")
    with pytest.raises(FileDamagedError, match="口令信息"):
        filled.protection.unlock(PASSWORD)


@pytest.mark.usefixtures("true_scrypt")
def test_a_guess_at_a_password_costs_64_megabytes() -> None:
    """The other tests pay less; the program does not, and its envelopes open by the standard alone."""
    key = new_key()
    envelope = enclosed(key, OTHER, new_recovery_key())
    stretched = hashlib.scrypt(
        OTHER.encode(), salt=bytes.fromhex(envelope.salt), n=2**16, r=8, p=1, maxmem=2**27, dklen=len(key)
    )
    wrapped = bytes.fromhex(envelope.by_password)
    assert AESGCM(stretched).decrypt(wrapped[:12], wrapped[12:], b"disclosure password") == key
    assert key_of(envelope, OTHER) == key


@pytest.mark.parametrize("copy", ["", "{}", "[]", '{"content": 1, "sha256": ""}', '{"content": "{}", "sha256": "x"}'])
def test_what_is_no_envelope_is_damage(copy: str) -> None:
    with pytest.raises(FileDamagedError):
        read_envelope(copy)


def test_an_envelope_reads_back() -> None:
    envelope = Envelope("00", "11", "22")
    assert read_envelope("broken", envelope.as_text()) == envelope


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE requests SET phone = (SELECT address FROM requests WHERE id = 1) WHERE id = 1",
        "UPDATE requests SET phone = '13000000000' WHERE id = 1",
        "UPDATE requests SET phone = substr(phone, 1, 30) WHERE id = 1",
        "UPDATE requests SET phone = phone || '!' WHERE id = 1",
        "UPDATE journal_values SET personal_values = substr(personal_values, 1, 40) WHERE entry = 2",
        "UPDATE journal_values SET personal_salt = substr(personal_salt, 1, 30) WHERE entry = 2",
        "UPDATE blobs SET content = substr(content, 1, 30)",
        "DELETE FROM lookups",
    ],
)
def test_a_sealed_value_that_was_changed_is_named(filled: Registers, sql: str) -> None:
    sealed(filled)
    filled._connection.raw.execute(sql)
    assert filled.verify() != []


def test_a_changed_value_cannot_be_read(filled: Registers) -> None:
    sealed(filled)
    filled._connection.raw.execute("UPDATE requests SET phone = email WHERE id = 1")
    with pytest.raises(FileDamagedError, match="加密保存的内容"):
        filled.get(Request, 1)


def test_an_unfinished_change_is_finished_at_the_next_opening(filled: Registers) -> None:
    renewal = filled.protection.renewed(PASSWORD)
    with filled._connection.write():
        filled.protection.apply(renewal)
    filled._connection.seal = renewal.seal  # and here the machine went dark, before the file was swept
    assert not filled.protection.is_swept
    path = filled.path
    filled.close()
    with open_registers(path) as again:
        assert again.protection.is_swept
        again.protection.unlock(PASSWORD)
        assert again.verify() == []
    assert leaks(path.read_bytes()) == []


def test_where_sqlite_leaves_erased_pages_as_they_were_a_password_leaves_none_of_them(filled: Registers) -> None:
    """Some builds of SQLite wipe what they erase, others do not: the file is written anew for those."""
    raw = filled._connection.raw
    raw.execute("PRAGMA secure_delete = OFF")
    for number in range(40):
        filled.save(secret_request(applicant=f"某某{number}"))
    sealed(filled)
    path = filled.path
    filled.close()
    assert leaks(path.read_bytes()) == []


def test_the_pages_given_back_by_a_removal_are_noted_once(filled: Registers) -> None:
    sealed(filled)
    sealed(filled, "")
    sweep(filled._connection)
    assert filled.protection.is_swept
    assert filled._connection.rows("SELECT * FROM seal") == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
@pytest.mark.usefixtures("true_scrypt")
def test_while_something_is_being_saved_its_journal_tells_nothing(filled: Registers) -> None:
    sealed(filled)
    path = filled.path
    filled.close()
    code = f"""
import os, signal
from pathlib import Path
from storage.registers import open_registers
from tests.storage.password.test_sealing import PASSWORD, secret_request
registers = open_registers(Path({str(path)!r}))
registers.protection.unlock(PASSWORD)
with registers.batch("许多"):
    for number in range(50):
        registers.save(secret_request(applicant=f"某{{number}}"))
    registers._connection.raw.execute("PRAGMA cache_size = 1")
    registers._connection.raw.execute("PRAGMA cache_spill = 1")
    registers.save(secret_request())
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3], env=os.environ)
    assert done.returncode == -signal.SIGKILL
    journals = [each for each in path.parent.iterdir() if each.name.startswith(path.name) and each != path]
    assert any(each.name.endswith("-journal") for each in journals)
    for each in (path, *journals):
        assert leaks(each.read_bytes()) == []


# --- whatever was typed ---

_typed = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    return make_request(**{name: draw(_typed) for name in SECRETS}, applicant=draw(_typed.filter(bool)))


@given(kept=st.lists(requests(), min_size=1, max_size=6), data=st.data())
@settings(max_examples=examples(10, 50))
def test_whatever_is_typed_comes_back(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Request], data: st.DataObject
) -> None:
    with new_registers(tmp_path_factory.mktemp("册") / "台账.sqlite", now=fixed_now) as registers:
        saved = [change.after for change in registers.save_all(kept)]
        steps = data.draw(st.lists(st.sampled_from(["seal", "change", "remove", "amend", "undo", "step"]), max_size=5))
        for step in steps:
            _do(registers, step)
        if "amend" not in steps and "undo" not in steps:
            assert registers.page(Request, [each.id for each in saved if each]) == saved
        assert registers.verify() == []
        for record in registers.all(Request):
            assert registers.history(record)[-1].after == record


def _do(registers: Registers, step: str) -> None:
    if step == "seal" and not registers.protection.is_sealed:
        sealed(registers)
    elif step == "change":
        sealed(registers, OTHER)
    elif step == "remove" and registers.protection.is_sealed:
        sealed(registers, "")
    elif step == "undo":
        registers.undo()
    else:
        first = next(iter(registers.all(Request)), None)
        if first is not None and step == "amend":
            registers.save(dataclasses.replace(first, phone=first.phone + "1"))
        elif first is not None and step == "step":
            registers.save(make_step(first))


def test_only_declared_fields_are_sealed_and_all_of_them_are_personal() -> None:
    lay = layout(Request)
    assert [lay.names[place] for place in lay.sealed] == ["identity_number", "phone", "address", "postcode", "email"]
    assert {lay.names[place] for place in lay.sealed} <= lay.personal
    assert layout(Attachment).sealed == ()


def test_a_sealed_field_damaged_into_another_type_is_damage(filled: Registers) -> None:
    sealed(filled)
    lay = layout(Request)
    row = list(lay.row(filled.get(Request, 1)))
    row[lay.sealed[0]] = None
    for seal in (filled._connection.seal, sealing.LockedSeal()):
        with pytest.raises(FileDamagedError):
            sealing.opened(seal, lay, tuple(row))


def test_a_date_damaged_into_another_type_is_damage() -> None:
    """Found by flipping bits."""
    lay = layout(Request)
    row = list(lay.row(secret_request(id=1)))
    row[lay.names.index("arrived_on")] = 7
    with pytest.raises(FileDamagedError, match="第 1 条记录已损坏"):
        lay.record(tuple(row))


@pytest.mark.parametrize("is_first", [True, False], ids=["kept before the password", "kept after it"])
def test_papers_of_cases_and_proofs_of_identity_are_sealed_and_no_others(
    is_first: bool, registers: Registers, path: Path
) -> None:
    owners = {
        "request": save(registers, make_request()),
        "review": save(registers, make_review()),
        "suit": save(registers, make_suit()),
        "release": save(registers, make_release()),
    }
    if not is_first:
        sealed(registers)
    for name, owner in owners.items():
        registers.attach(owner, name="a.txt", content=f"paper of {name}".encode())
        registers.attach(owner, name="b.txt", content=f"proof of {name}".encode(), is_identity=True)
    if is_first:
        sealed(registers)
    registers.close()
    content = path.read_bytes()
    assert [name for name in owners if f"paper of {name}".encode() in content] == ["release"]
    assert [name for name in owners if f"proof of {name}".encode() in content] == []


@pytest.mark.parametrize("last", ["", "另一个口令，比较长"], ids=["removed", "changed"])
def test_a_paper_taken_for_a_proof_by_mistake_is_read_when_the_password_has_gone(
    last: str, registers: Registers
) -> None:
    """Sealed as 身份证明 and put right, it was no private paper any more: it stayed sealed by a key nobody had."""
    release = save(registers, make_release())
    added = registers.attach(release, name="公告.txt", content="公告的正文".encode())
    registers.keep_paper_text(added.sha256, "公告的正文")
    sealed(registers)
    registers.reclassify(added, AttachmentKind.IDENTITY)
    registers.undo()
    undone = registers.attach(release, name="附表.txt", content="附表的正文".encode(), is_identity=True)
    registers.undo()
    sealed(registers, last)
    registers.redo()
    for paper, text in ((added, "公告的正文"), (undone, "附表的正文")):
        assert registers.content(paper.sha256) == text.encode()
    assert registers.paper_text(added.sha256) == "公告的正文"
    assert registers.verify() == []


def test_a_paper_of_a_case_whose_adding_was_undone_does_not_stay_plain(registers: Registers, path: Path) -> None:
    paper = "申请人交来的证明".encode()
    registers.attach(save(registers, make_request()), name="证明.txt", content=paper)
    registers.undo()
    sealed(registers)
    assert paper not in path.read_bytes()
    registers.redo()
    (added,) = registers.all(Attachment)
    assert registers.content(added.sha256) == paper
