"""Whose the things are that this machine keeps for a file under its path: backups, drafts, what is remembered.

A file is renamed, moved, its stick gets another letter, another file is put in its place. The first entry of its
journal stays what it was, in whatever place: a note beside each thing tells it, where the file lay, and what its
journal ended with.
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
    """Return where the note beside something kept lies, which may be a folder."""
    return kept.with_name(f"{kept.name}{_NOTE}")


def is_note(path: Path) -> bool:
    """Whether a file is such a note."""
    return path.name.endswith(_NOTE)


def tell_whose(kept: Path, registers: Registers) -> None:
    """Note beside what is kept for a file whose it is; where there is nothing, nothing is noted."""
    note = note_of(kept)
    with suppress(OSError, DisclosureError):
        known = {"file": str(registers.path.resolve()), "origin": registers.origin, "end": registers.fingerprint}
        if not kept.exists():
            note.unlink(missing_ok=True)
        elif known["origin"] and _read(note) != known:
            write_whole(note, json.dumps(known).encode())


def is_noted_for(kept: Path, registers: Registers) -> bool:
    """Whether a note tells that something is kept for this file, and so for no other."""
    return bool(registers.origin) and _read(note_of(kept)).get("origin") == registers.origin


def take_over(kept: Path, registers: Registers) -> None:
    """Make a file's own, as ``kept``, what it left under a path where it does not lie any more.

    Nobody would ever offer it there, nor seal it when a password is set. What another file left here, in whose place
    this one lies, is put aside for it, with its note: it is renamed perhaps, or comes back, and takes it over then.
    """
    with suppress(OSError, DisclosureError):
        origin = registers.origin
        others = _read(note_of(kept)).get("origin", origin)
        if others != origin:
            names = (f"{kept.name}-{others[:8]}{again or ''}" for again in count())
            move(kept, next(aside for name in names if not os.path.lexists(aside := kept.with_name(name))))
        for note in kept.parent.glob(f"*{_NOTE}") if origin else ():
            left, known = note.with_name(note.name.removesuffix(_NOTE)), _read(note)
            is_aside = left.name.startswith(f"{kept.name}-")  # for this file, which is back
            if left != kept and known.get("origin") == origin and (is_aside or _is_left(known, registers)):
                move(left, kept)


def left_by(kept: Path, file: Path) -> list[Path]:
    """Return what lies beside ``kept`` of a file that does not open, and so took nothing over where it lies now.

    It tells itself whose it is; where even that is lost, what a file of its name left that is nowhere any more.
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
    """Move something with its note; what is in a folder joins what is there, a file takes the place of none."""
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
    """Whether a file does not lie any more where it lay: nothing does, or another file of ours.

    A stick that is not there may hold a copy that went its own way: then what it ends with was not done here.
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
