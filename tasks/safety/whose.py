"""Which file the things belong to that this machine keeps under a file's path: backups, drafts, memory files.

A file may be renamed or moved, its stick may get another drive letter, another file may take its place; only the first
entry of its journal never changes. So a note beside each thing records that entry, the file's path, and the end of its
journal.
"""

import json
import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from disclosure.errors import DisclosureError
from storage.backup import ends_of
from storage.registers import Registers
from storage.whole_file import write_whole

_NOTE = ".of"


def note_of(kept: Path) -> Path:
    """Return the path of the note beside something kept, a file or a folder."""
    return kept.with_name(f"{kept.name}{_NOTE}")


def is_note(path: Path) -> bool:
    """Whether a file is such a note."""
    return path.name.endswith(_NOTE)


def tell_whose(kept: Path, registers: Registers) -> None:
    """Write the note beside something kept for a file, if it exists."""
    note = note_of(kept)
    with suppress(OSError, DisclosureError):
        known = {"file": str(registers.path.resolve()), "origin": registers.origin, "end": registers.fingerprint}
        if not kept.exists():
            note.unlink(missing_ok=True)
        elif known["origin"] and _read(note) != known:
            write_whole(note, json.dumps(known).encode())


def is_noted_for(kept: Path, registers: Registers) -> bool:
    """Whether the note says that something is kept for this file."""
    return bool(registers.origin) and _read(note_of(kept)).get("origin") == registers.origin


def gone_back_sentence(kept: Path, registers: Registers) -> str:
    """Return what to say of a file that lacks what it held when it was last open here; empty if it lacks nothing.

    An earlier copy was laid over it, or work went on from one elsewhere. Asked before ``tell_whose`` notes its new end.
    """
    known = _read(note_of(kept))
    if known.get("origin") != registers.origin or registers.knows(known["end"]):
        return ""
    return (
        "这个文件里没有上次在这台电脑上登记的最后一些内容：它可能被以前的拷贝盖掉了，或者是从更早的一份接着做的。"
        "少了的在备份里，用“文件—从备份恢复”核对；核对以前不要发文书，文号会重复。"
    )


def take_over(kept: Path, registers: Registers) -> None:
    """Move what a file left under a former path to ``kept``, its place under the current one.

    Under the former path nobody would ever offer it, nor seal it when a password is set. What another file left under
    this path is put aside with its note, so that it can take it over when it turns up again.
    """
    with suppress(OSError, DisclosureError):
        origin = registers.origin
        others = _read(note_of(kept)).get("origin", origin)
        if others != origin:
            names = (f"{kept.name}-{others[:8]}{again or ''}" for again in count())
            move(kept, next(aside for name in names if not os.path.lexists(aside := kept.with_name(name))))
        for note in kept.parent.glob(f"*{_NOTE}") if origin else ():
            left, known = note.with_name(note.name.removesuffix(_NOTE)), _read(note)
            is_aside = left.name.startswith(f"{kept.name}-")  # put aside for this file, which is back
            if left != kept and known.get("origin") == origin and (is_aside or _is_left(known, registers)):
                move(left, kept)


def left_by(kept: Path, file: Path) -> list[Path]:
    """Return the things beside ``kept`` of a file that does not open, and so could not take them over.

    The file is identified by its journal if that is readable, otherwise by its name.
    """
    origin, found = ends_of(file)[0], list[Path]()
    for note in sorted(kept.parent.glob(f"*{_NOTE}")):
        known = _read(note)
        is_its = known and (known["origin"] == origin if origin else _is_moved(Path(known["file"]), file))
        left = note.with_name(note.name.removesuffix(_NOTE))
        found += [left] if is_its and left != kept else []
    return found


def _is_moved(former: Path, file: Path) -> bool:
    return former.name == file.name and not os.path.lexists(former)


def move(left: Path, kept: Path) -> None:
    """Move something with its note; folders are merged, existing files are not replaced."""
    with suppress(OSError):
        if left.is_dir() and kept.is_dir():
            for each in left.iterdir():
                if not os.path.lexists(kept / each.name):
                    os.replace(each, kept / each.name)
            left.rmdir()
        elif not os.path.lexists(kept):
            os.rename(left, kept)
    if not os.path.lexists(left):
        with suppress(OSError):
            os.replace(note_of(left), note_of(kept))


def _is_left(known: dict[str, str], registers: Registers) -> bool:
    """Whether a file is no longer at its former path: nothing is there, or another file of this program.

    A path on a missing stick may hold a diverged copy: then the noted end of its journal is not in this file's.
    """
    file = Path(known["file"])
    if not file.parent.is_dir():
        return registers.knows(known["end"])
    return not os.path.lexists(file) or ends_of(file)[0] not in ("", registers.origin)


def _read(note: Path) -> dict[str, str]:
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
        told = {name: known[name] for name in ("file", "origin", "end")}
        return told if all(isinstance(each, str) and each for each in told.values()) else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
