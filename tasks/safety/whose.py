"""Whose the things are that this machine keeps for a file under its path: backups, drafts, what is remembered.

A file is renamed, moved, its stick gets another letter, another file is put in its place. The first entry of its
journal stays what it was, in whatever place: a note beside each thing tells it, and where the file lay.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from disclosure.errors import DisclosureError
from storage.backup import ends_of
from storage.registers import Registers
from storage.whole_file import write_whole

_NOTE = ".of"


def note_of(kept: Path) -> Path:
    """Return where the note beside something kept lies, which may be a folder."""
    return kept.with_name(f"{kept.name}{_NOTE}")


def tell_whose(kept: Path, registers: Registers) -> None:
    """Note beside what is kept for a file whose it is; where there is nothing, nothing is noted."""
    note = note_of(kept)
    with suppress(OSError, DisclosureError):
        known = {"file": str(registers.path.resolve()), "origin": registers.origin}
        if not kept.exists():
            note.unlink(missing_ok=True)
        elif known["origin"] and _read(note) != known:
            write_whole(note, json.dumps(known).encode(), private=True)


def is_noted_for(kept: Path, registers: Registers) -> bool:
    """Whether a note tells that something is kept for this file, and so for no other."""
    return bool(registers.origin) and _read(note_of(kept)).get("origin") == registers.origin


def take_over(kept: Path, registers: Registers) -> None:
    """Make a file's own, as ``kept``, what it left under a path where it does not lie any more.

    Nobody would ever offer it there, nor seal it when a password is set. What another file left here, in whose place
    this one lies, is put aside for it, with its note: it is renamed perhaps, and takes it over when it is opened.
    """
    with suppress(OSError, DisclosureError):
        origin = registers.origin
        others = _read(note_of(kept)).get("origin", origin)
        if others != origin:
            _move(kept, kept.with_name(f"{kept.name}-{others[:8]}"))
        for note in kept.parent.glob(f"*{_NOTE}") if origin else ():
            left, known = note.with_name(note.name.removesuffix(_NOTE)), _read(note)
            if left != kept and known.get("origin") == origin and _is_gone(Path(known["file"]), origin):
                _move(left, kept)


def _move(left: Path, kept: Path) -> None:
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


def _is_gone(file: Path, origin: str) -> bool:
    """Whether a file does not lie any more where it lay: nothing does, or another file of ours."""
    return not os.path.lexists(file) or ends_of(file)[0] not in ("", origin)


def _read(note: Path) -> dict[str, str]:
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
        told = {name: known[name] for name in ("file", "origin")}
        return told if all(isinstance(each, str) and each for each in told.values()) else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
