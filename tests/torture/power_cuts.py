"""What a power cut leaves on a disk: the writes of an act, as strace saw them, and the states they may be found in.

A disk has what it was told to have: what was written before the last fsync of its file, the names that were given
before the last fsync of their folder. Of everything later it may have any part, in any order, and of one write any of
its sectors; a file may have its length already and zeros in it. An atomic rename happened or did not.
"""

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_CALLS = (  # not read: nothing is written where somebody has read to, or the end of the recording would not agree
    "openat,creat,write,pwrite64,lseek,ftruncate,truncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,sendfile,close,dup,dup2,dup3,fcntl,copy_file_range,writev,pwritev,link,linkat,symlink"
)
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?)")
_BEGUN, _RESUMED = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>$"), re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_WORDS = re.compile(r'"(?:\\x[0-9a-f]{2})*"|[^",\s][^,]*')
_LARGEST = 100_000_000

State = tuple[list[str], dict[str, bytes]]
"""What had been acknowledged when the power was cut, and every file that is there afterwards."""


@dataclass(frozen=True)
class Op:
    """One thing asked of the disk: ``write``, ``cut`` to a length, ``sync``, ``name``, ``rename``; or ``told``.

    ``at`` is the file or folder it is asked of; a name is given to ``file`` in folder ``at``, or to nothing; a rename
    takes the name ``former`` in folder ``origin`` away in the same moment.
    """

    kind: str
    at: int
    offset: int = 0
    content: bytes = b""
    name: str = ""
    file: int | None = None
    origin: int = 0
    former: str = ""


@dataclass
class Disk:
    """Files and folders by number, as they are now; folder 0 is the root."""

    files: dict[int, bytearray] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {0: {}})

    def find(self, parts: Sequence[str]) -> int | None:
        """Return what bears a path."""
        here: int | None = 0
        for part in parts:
            here = self.folders.get(here, {}).get(part) if here is not None else None
        return here

    def tree(self, folder: int = 0, above: str = "") -> dict[str, bytes]:
        """Return every file that bears a name, by its path below the root."""
        found: dict[str, bytes] = {}
        for name, number in self.folders[folder].items():
            if number in self.folders:
                found |= self.tree(number, f"{above}{name}/")
            else:
                found[above + name] = bytes(self.files[number])
        return found

    def do(self, op: Op, kept: Sequence[bool] | None = None) -> None:
        """Do one thing, of a write only the sectors that are ``kept``."""
        if op.kind == "write":
            into = self.files[op.at]
            into.extend(bytes(max(0, op.offset + len(op.content) - len(into))))
            for place in range(0, len(op.content), SECTOR) if kept is not None else (0,):
                piece = op.content[place : place + SECTOR] if kept is not None else op.content
                if kept is None or kept[place // SECTOR]:
                    into[op.offset + place : op.offset + place + len(piece)] = piece
        elif op.kind == "cut":
            into = self.files[op.at]
            into.extend(bytes(max(0, op.offset - len(into))))
            del into[op.offset :]
        elif op.kind in ("name", "rename"):
            if op.kind == "rename":
                self.folders[op.origin].pop(op.former, None)
            if op.file is None:
                self.folders[op.at].pop(op.name, None)
            else:
                self.folders[op.at][op.name] = op.file


def _word(text: str) -> bytes | str:
    return bytes.fromhex(text[1:-1].replace("\\x", "")) if text.startswith('"') else text.strip()


class Recording:
    """What strace wrote, as things asked of the disk below ``root``; ``told`` is what the act acknowledged."""

    def __init__(self, root: Path, told: Path) -> None:
        self.root, self._told = root, told
        self.ops: list[Op] = []
        self.begin = Disk()
        self._number = 0
        self._take(root, 0)
        self.now = self._copy()
        self._open: dict[int, tuple[int, Path]] = {}  # by descriptor: which file (-1 for acknowledgements), where
        self._at: dict[int, int] = {}

    def _take(self, folder: Path, number: int) -> None:
        for path in sorted(folder.iterdir()):
            self._number += 1
            self.begin.folders[number][path.name] = mine = self._number
            if path.is_dir():
                self.begin.folders[mine] = {}
                self._take(path, mine)
            else:
                self.begin.files[mine] = bytearray(path.read_bytes())

    def _copy(self) -> Disk:
        files = {number: bytearray(content) for number, content in self.begin.files.items()}
        return Disk(files, {number: dict(names) for number, names in self.begin.folders.items()})

    def read(self, trace: Path) -> None:
        """Understand a trace, line by line."""
        begun: dict[str, str] = {}
        for line in trace.read_text(encoding="ascii").splitlines():
            if found := _BEGUN.match(line):
                begun[found[1]] = found[0].removesuffix(" <unfinished ...>")
                continue
            found = _RESUMED.match(line)
            call = _CALL.match(begun.pop(found[1]) + found[2] if found else line)
            if call and call[4] != "?" and int(call[4]) >= 0:
                getattr(self, f"_{call[2]}")(list(map(_word, _WORDS.findall(call[3]))), int(call[4]))

    def _path(self, word: bytes | str, folder: bytes | str = "AT_FDCWD") -> Path:
        assert isinstance(word, bytes)
        path = Path(os.fsdecode(word))
        if path.is_absolute():
            return path
        known = self._open.get(int(folder)) if folder != "AT_FDCWD" else None
        return (known[1] if known else Path("/elsewhere")) / path

    def _parts(self, path: Path) -> tuple[str, ...] | None:
        return path.relative_to(self.root).parts if path.is_relative_to(self.root) else None

    def _do(self, op: Op) -> None:
        self.ops.append(op)
        self.now.do(op)

    def _new(self, parts: Sequence[str], *, is_folder: bool) -> int:
        self._number += 1
        for disk in (self.begin, self.now):  # it is there before it has a name
            if is_folder:
                disk.folders[self._number] = {}
            else:
                disk.files[self._number] = bytearray()
        above = self.now.find(parts[:-1])
        assert above is not None, parts
        self._do(Op("name", above, name=parts[-1], file=self._number))
        return self._number

    def _openat(self, words: list[bytes | str], result: int) -> None:
        path, flags = self._path(words[1], words[0]), str(words[2])
        self._open.pop(result, None)
        self._at[result] = 0
        parts = self._parts(path)
        if path == self._told:
            self._open[result] = (-1, path)
        elif parts is not None:
            number = self.now.find(parts)
            if number is None and "O_CREAT" in flags:
                number = self._new(parts, is_folder=False)
            assert number is not None, path
            self._open[result] = (number, path)
            if "O_TRUNC" in flags and self.now.files[number]:
                self._do(Op("cut", number))
            if "O_APPEND" in flags:
                self._at[result] = len(self.now.files[number])

    def _write(self, words: list[bytes | str], result: int) -> None:
        handle = int(words[0])
        self._put(handle, words[1], self._at.get(handle, 0), result)
        self._at[handle] = self._at.get(handle, 0) + result

    def _pwrite64(self, words: list[bytes | str], result: int) -> None:
        self._put(int(words[0]), words[1], int(words[3]), result)

    def _put(self, handle: int, content: bytes | str, offset: int, length: int) -> None:
        if handle in self._open:
            assert isinstance(content, bytes)
            number, _ = self._open[handle]
            if number < 0:
                self.ops.append(Op("told", -1, content=content))
            else:
                self._do(Op("write", number, offset, content[:length]))

    def _sendfile(self, words: list[bytes | str], result: int) -> None:
        into, out = int(words[0]), int(words[1])
        if into in self._open:  # shutil gives the offset: [0] => [4096]
            start = int(str(words[2]).lstrip("[").partition("]")[0])
            self._put(into, bytes(self.now.files[self._open[out][0]][start : start + result]), self._at[into], result)
            self._at[into] += result

    def _lseek(self, words: list[bytes | str], result: int) -> None:
        self._at[int(words[0])] = result

    def _ftruncate(self, words: list[bytes | str], _result: int) -> None:
        if int(words[0]) in self._open:
            self._do(Op("cut", self._open[int(words[0])][0], int(words[1])))

    def _fsync(self, words: list[bytes | str], _result: int) -> None:
        if int(words[0]) in self._open:
            self._do(Op("sync", self._open[int(words[0])][0]))

    _fdatasync = _fsync

    def _close(self, words: list[bytes | str], _result: int) -> None:
        self._open.pop(int(words[0]), None)

    def _fcntl(self, words: list[bytes | str], result: int) -> None:
        if str(words[1]).startswith("F_DUPFD") and int(words[0]) in self._open:
            self._open[result], self._at[result] = self._open[int(words[0])], self._at[int(words[0])]

    def _dup(self, words: list[bytes | str], result: int) -> None:
        if int(words[0]) in self._open:
            self._open[result], self._at[result] = self._open[int(words[0])], self._at[int(words[0])]

    def _moved(self, source: Path, target: Path) -> None:
        here, there = self._parts(source), self._parts(target)
        if here is None and there is None:
            return
        assert here is not None, source
        assert there is not None, target
        number, origin, above = self.now.find(here), self.now.find(here[:-1]), self.now.find(there[:-1])
        assert number is not None
        assert origin is not None
        assert above is not None
        self._do(Op("rename", above, name=there[-1], file=number, origin=origin, former=here[-1]))

    def _rename(self, words: list[bytes | str], _result: int) -> None:
        self._moved(self._path(words[0]), self._path(words[1]))

    def _gone(self, path: Path) -> None:
        parts = self._parts(path)
        if parts is not None:
            above = self.now.find(parts[:-1])
            assert above is not None
            self._do(Op("name", above, name=parts[-1]))

    def _unlink(self, words: list[bytes | str], _result: int) -> None:
        self._gone(self._path(words[0]))

    _rmdir = _unlink

    def _unlinkat(self, words: list[bytes | str], _result: int) -> None:
        self._gone(self._path(words[1], words[0]))

    def _mkdir(self, words: list[bytes | str], _result: int) -> None:
        parts = self._parts(self._path(words[0]))
        if parts:
            self._new(parts, is_folder=True)

    def _unexpected(self, words: list[bytes | str], _result: int) -> None:
        """A call nobody has taught this file yet: it must not go by unseen where it concerns the folder."""
        assert not (str(words[0]).isdigit() and int(words[0]) in self._open), words

    _writev = _pwritev = _copy_file_range = _dup2 = _dup3 = _truncate = _unexpected
    _link = _linkat = _symlink = _renameat = _renameat2 = _mkdirat = _creat = _unexpected

    # --- what a cut leaves ---

    def states(self, count: int, chance: random.Random, *, syncs: bool = True) -> Iterator[State]:
        """Cut the power at random moments; without ``syncs`` nothing that was asked lasts for certain."""
        for _ in range(count):
            yield self._cut(chance.randrange(len(self.ops) + 1), chance, syncs=syncs)

    def _cut(self, moment: int, chance: random.Random, *, syncs: bool) -> State:
        asked = self.ops[:moment]
        last = {op.at: place for place, op in enumerate(asked) if op.kind == "sync" and syncs}
        share = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        disk = self._copy()
        for place, op in enumerate(asked):
            if op.kind in ("sync", "told"):
                continue
            if place < last.get(op.at, -1) or chance.random() < share:
                is_torn = op.kind == "write" and place >= last.get(op.at, -1) and chance.random() < share / 2
                sectors = len(op.content) // SECTOR + 1
                disk.do(op, [chance.random() < share for _ in range(sectors)] if is_torn else None)
            elif op.kind == "write" and chance.random() < share:
                disk.do(op, [False] * (len(op.content) // SECTOR + 1))  # its length, and nothing of it
        told = b"".join(op.content for op in asked if op.kind == "told").decode().splitlines()
        return told, disk.tree()


def recorded(act: str, root: Path, told: Path, trace: Path) -> Recording:
    """Do an act of ``tests.torture.cut_acts`` in a process of its own and record what it asks of the disk."""
    recording = Recording(root, told)
    command = [
        "strace",
        "-f",
        "-qq",
        "-xx",
        "-s",
        str(_LARGEST),
        "--seccomp-bpf",
        "-e",
        f"trace={_CALLS}",
        "-o",
        str(trace),
    ]
    subprocess.run(
        [*command, sys.executable, "-m", "tests.torture.cut_acts", act, str(root), str(told)],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    recording.read(trace)
    there = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert recording.now.tree() == there, "the recording is not what happened"
    return recording
