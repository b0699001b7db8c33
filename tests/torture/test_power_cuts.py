"""A power cut at any moment of an export, a package, a backup, 签发 or a change of the password loses nothing told."""

import json
import random
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from disclosure.errors import DisclosureError, WrongPasswordError
from disclosure.records import Request
from storage.password import envelope
from storage.registers import Registers, open_registers
from storage.whole_file import ASIDE
from tasks.safety.backup import backup_at, proven
from tests.torture.cut_acts import _CHEAP, ACTS, FILE, NEW, PASSWORDS, holds, prepare
from tests.torture.figures import note
from tests.torture.power_cuts import Disk, Op, Recording, State, recorded

SEED, STATES = 20240304, 300
"""States of each act."""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None, reason="strace is not installed"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder before any act."""
    folder = tmp_path_factory.mktemp("office")
    prepare(folder)
    return folder


class Judge:
    """What may be there after a cut, and what must: ``faults`` names what is lost, torn or does not open."""

    def __init__(self, recording: Recording, place: Path) -> None:
        self._place = place
        self.told = [json.loads(line) for op in recording.ops if op.kind == "told" for line in op.content.splitlines()]
        self.known: dict[str, set[str]] = {}
        for told in self.told:
            for name, digest in told["files"].items():
                self.known.setdefault(name, set()).add(digest)
        for name, content in recording.begin.tree().items():
            self.known.setdefault(name, set()).add(sha256(content).hexdigest())
        # a backup is made anew by another password, under its name: whatever bore it once was renamed to it whole
        self._sound: dict[str, bool] = {}

    def faults(self, state: State) -> Iterator[str]:
        """Yield what is wrong with one state."""
        said, tree = state
        seen = {name: sha256(content).hexdigest() for name, content in tree.items()}
        told: list[Mapping[str, Any]] = [json.loads(line) for line in said]
        last: dict[str, set[str]] = {}
        for place, each in enumerate(told):
            for name, digest in each["files"].items():
                later = {one["files"][name] for one in self.told[place:] if name in one["files"]}
                last[name] = later | {digest}
        yield from (f"lost or torn: {name}" for name, right in last.items() if seen.get(name) not in right)
        for name, digest in seen.items():
            path = Path(name)
            if any(part.startswith(ASIDE) for part in path.parts) or name.startswith((FILE, NEW)):
                continue
            if backup_at(path):
                if digest not in self._sound:
                    self._sound[digest] = self._proves(path.name, tree[name])
                if not self._sound[digest]:
                    yield f"bears the name of a backup and is none: {name}"
            elif digest not in self.known.get(name, set()):
                yield f"half written under its name: {name}"
        yield from self._of_the_file(tree, told)

    def _proves(self, name: str, content: bytes) -> bool:
        (self._place / name).write_bytes(content)
        try:
            proven(self._place / name)
        except DisclosureError:
            return False
        finally:
            (self._place / name).unlink()
        return True

    def _of_the_file(self, tree: Mapping[str, bytes], told: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        for name, content in tree.items():
            if name.startswith((FILE, NEW)):
                (self._place / name).write_bytes(content)
        try:
            with open_registers(self._place / FILE) as registers:
                turn = max((one["turn"] for one in told if "turn" in one), default=0)
                if not any(_opens(registers, password) for password in PASSWORDS[turn : turn + 2]):
                    yield "opens by no password that was told, nor by the one after"
                yield from registers.verify()
                yield from (f"lost: {one}" for one in told if not holds(registers, one))
            created = max((one["created"] for one in told if "created" in one), default=0)
            if created:
                with open_registers(self._place / NEW) as registers:
                    yield from registers.verify()
                    yield from ["lost: a record of a new file"] * (registers.count(Request) < created)
        except DisclosureError as refused:
            yield f"does not open: {refused}"
        for left in self._place.iterdir():
            left.unlink()


def _opens(registers: Registers, password: str) -> bool:
    if not password:
        return not registers.protection.is_sealed
    try:
        registers.protection.unlock(password)
    except WrongPasswordError:
        return False
    return True


@pytest.mark.torture
@pytest.mark.parametrize("act", ACTS)
def test_a_power_cut_loses_nothing_that_was_told(
    act: str, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(envelope, "SCRYPT_N", _CHEAP)
    folder, judged = tmp_path / "office", tmp_path / "judged"
    shutil.copytree(office, folder)
    judged.mkdir()
    recording = recorded(act, folder, tmp_path / "told.jsonl", tmp_path / "trace")
    judge, chance = Judge(recording, judged), random.Random(SEED)
    faults = [fault for state in recording.states(STATES, chance) for fault in judge.faults(state)]
    without = [fault for state in recording.states(STATES // 10, chance, syncs=False) for fault in judge.faults(state)]
    note(f"power cuts: {act}", {"states": STATES, "asked": len(recording.ops), "faults": len(faults), "seed": SEED})
    assert faults == []
    assert without, "the proof that it would find something: nothing had to be on the disk"


def test_the_states_of_a_cut_hold_what_was_synced_and_any_part_of_what_was_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    recording = Recording(tmp_path, tmp_path / "told")
    for op in (
        Op("write", 1, 0, b"n" * 1024),
        Op("sync", 1),
        Op("write", 1, 1024, b"m" * 1024),
        Op("name", 0, name="b", file=1),
        Op("told", -1, content=b"done\n"),
    ):
        recording.ops.append(op)
    ends = [tree["a"] for told, tree in recording.states(400, random.Random(SEED)) if told]
    assert all(end[:1024] == b"n" * 1024 for end in ends), "what was synced"
    assert {len(end) for end in ends} == {1024, 2048}
    halves = {(end[1024:1536][:1], end[1536:][:1]) for end in ends}
    assert halves == {(b"", b""), *product((b"m", b"\0"), repeat=2)}, "torn between its sectors"
    assert {"b" in tree for told, tree in recording.states(100, random.Random(SEED)) if told} == {True, False}
    starts = [tree for _, tree in recording.states(400, random.Random(SEED)) if tree["a"] == b"old"]
    assert starts, "before anything"
    disk = Disk({1: bytearray(b"x")}, {0: {"one": 1}})
    disk.do(Op("rename", 0, name="two", file=1, origin=0, former="one"))
    assert disk.tree() == {"two": b"x"}
