"""Half-typed forms kept beside the file: whose they are, what is read of damaged ones, what is taken over."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import FileDamagedError, WrongPasswordError
from storage.registers import Registers
from storage.sealing import SEALED
from storage.whole_file import make_folders
from tasks.safety.drafts import (
    FormDraft,
    drafts_path,
    drafts_under,
    former_drafts,
    has_envelope,
    keep_drafts,
    kept_drafts,
    let_go,
)
from tasks.safety.password import Places, set_password
from tasks.safety.whose import note_of, take_over, tell_whose
from tests.records_factory import make_request

TYPED = FormDraft("requests", 3, "修改 2024-003", "03-04 09:00", {"applicant": "苏立春"}, ("申请.docx",), ("另请",))


@pytest.fixture
def drafts(registers: Registers, tmp_path: Path) -> Path:
    """Where the drafts of the file lie, which holds a record: an empty one is as good as any other."""
    registers.save(make_request())
    return drafts_path(registers.path, tmp_path / "data")


def test_each_file_has_its_own_drafts_however_it_is_named(tmp_path: Path) -> None:
    one, other = drafts_path(tmp_path / "a.sqlite", tmp_path), drafts_path(tmp_path / "b.sqlite", tmp_path)
    assert one != other
    assert one.parent == tmp_path / "drafts"
    assert one == drafts_path(tmp_path / "x" / ".." / "a.sqlite", tmp_path)


def test_drafts_come_back_as_they_were_and_none_takes_them_away(registers: Registers, drafts: Path) -> None:
    keep_drafts(drafts, [TYPED], registers.protection)
    assert kept_drafts(drafts, registers.protection) == [TYPED]
    keep_drafts(drafts, [], registers.protection)
    assert not drafts.exists()
    assert kept_drafts(drafts, registers.protection) == []


def test_where_nothing_can_be_written_nothing_is_kept_and_nobody_is_stopped(registers: Registers, drafts: Path) -> None:
    drafts.parent.parent.mkdir()
    drafts.parent.write_bytes(b"a file in the way")
    keep_drafts(drafts, [TYPED], registers.protection)
    assert kept_drafts(drafts, registers.protection) == []


@pytest.mark.parametrize(
    ("changed", "pasted"), [({"pasted": "一段"}, ("一段",)), ({"pasted": ["", "二"]}, ("二",)), ({"pasted": ""}, ())]
)
def test_drafts_of_an_older_release_are_read(
    changed: dict[str, object], pasted: tuple[str, ...], registers: Registers, drafts: Path
) -> None:
    keep_drafts(drafts, [TYPED], registers.protection)
    (known,) = json.loads(drafts.read_bytes())
    drafts.write_text(json.dumps([{**known, **changed}]), "utf-8")
    assert [one.pasted for one in kept_drafts(drafts, registers.protection)] == [pasted]
    del known["pasted"], known["files"]
    drafts.write_text(json.dumps([known]), "utf-8")
    assert [(one.files, one.pasted) for one in kept_drafts(drafts, registers.protection)] == [((), ())]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[{"register": "requests"}]', b'{"a": 1}', b"\xff\xfe"])
def test_damaged_drafts_are_none(content: bytes, registers: Registers, drafts: Path) -> None:
    drafts.parent.mkdir(parents=True)
    drafts.write_bytes(content)
    assert kept_drafts(drafts, registers.protection) == []


def test_whose_drafts_are_is_noted_only_beside_drafts(registers: Registers, drafts: Path) -> None:
    note = note_of(drafts)
    keep_drafts(drafts, [TYPED], registers.protection)
    tell_whose(drafts, registers)
    known = {"file": str(registers.path.resolve()), "origin": registers.origin, "end": registers.fingerprint}
    assert json.loads(note.read_bytes()) == known
    drafts.unlink()
    tell_whose(drafts, registers)
    assert not note.exists()
    tell_whose(drafts, registers)
    assert not note.exists()


def left(folder: Path, registers: Registers, **values: str) -> tuple[Path, Path]:
    """Drafts of a file that lay elsewhere, with their note."""
    there = folder / "drafts" / "elsewhere.json"
    note = note_of(there)
    keep_drafts(there, [TYPED], registers.protection)
    known = {"file": str(folder / "old.sqlite"), "origin": registers.origin, "end": registers.fingerprint, **values}
    note.write_text(json.dumps(known), "utf-8")
    return there, note


def test_drafts_of_a_file_that_was_moved_become_its_own(registers: Registers, drafts: Path, tmp_path: Path) -> None:
    there, note = left(tmp_path / "data", registers)
    take_over(drafts, registers)
    assert kept_drafts(drafts, registers.protection) == [TYPED]
    assert not there.exists()
    assert not note.exists()


@pytest.mark.parametrize("why", ["another file's", "still there", "has its own", "damaged", "not even a note"])
def test_other_drafts_stay_where_they_are(why: str, registers: Registers, drafts: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    there, note = left(data, registers, **({"origin": "another"} if why == "another file's" else {}))
    if why == "still there":
        (data / "old.sqlite").touch()
    if why == "has its own":
        keep_drafts(drafts, [FormDraft("reviews", 0, "新建", "03-04 10:00", {})], registers.protection)
    if why in ("damaged", "not even a note"):
        note.write_text("{" if why == "damaged" else "[]", "utf-8")
    take_over(drafts, registers)
    assert there.exists()
    assert note.exists()
    assert [one.register for one in kept_drafts(drafts, registers.protection)] == (
        ["reviews"] if why == "has its own" else []
    )


FORMER, PRESENT = "白露为霜-Shuangjiang-88", "谷雨-Guyu-2024-88"


def test_what_was_sealed_before_the_password_was_changed_elsewhere_waits_for_the_former_one(
    registers: Registers, drafts: Path
) -> None:
    """The next save wrote over it, unread: an afternoon of typing was gone."""
    key = set_password(registers, FORMER).recovery_key
    keep_drafts(drafts, [TYPED], registers.protection)
    tell_whose(drafts, registers)
    set_password(registers, PRESENT)  # on another computer, which does not know of these drafts
    assert kept_drafts(drafts, registers.protection) == []
    keep_drafts(drafts, [replace(TYPED, title="另一张")], registers.protection)
    (aside,) = former_drafts(drafts, registers)
    assert has_envelope(aside)
    assert "苏立春".encode() not in aside.read_bytes()
    with pytest.raises(WrongPasswordError):
        drafts_under(PRESENT, aside)
    assert drafts_under(FORMER, aside) == drafts_under(key, aside) == [TYPED]
    assert [each.title for each in kept_drafts(drafts, registers.protection)] == ["另一张"]
    let_go(aside)
    assert former_drafts(drafts, registers) == []
    assert sorted(path.name for path in drafts.parent.iterdir()) == [drafts.name]


def test_what_does_not_read_is_put_aside_each_by_itself_and_belongs_to_its_file(
    registers: Registers, drafts: Path
) -> None:
    for content in (b"{", b'[{"register": "requests", "of_a_later_program": 1}]', SEALED + b"2\x1fsealed elsewhere"):
        make_folders(drafts.parent)
        drafts.write_bytes(content)
        tell_whose(drafts, registers)
        assert kept_drafts(drafts, registers.protection) == []
    aside = former_drafts(drafts, registers)
    assert len(aside) == 3
    assert not any(map(has_envelope, aside))
    note_of(aside[0]).write_text(note_of(aside[0]).read_text().replace(registers.origin, "ab" * 32))
    assert len(former_drafts(drafts, registers)) == 2, "another file lay here, under another name"
    with pytest.raises(FileDamagedError):
        drafts_under(PRESENT, aside[1])
    set_password(registers, PRESENT, Places(drafts=drafts))
    assert b"later" not in b"".join(path.read_bytes() for path in former_drafts(drafts, registers))
