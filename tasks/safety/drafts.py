"""Half-filled forms, kept in the program's data folder so that a crash or power cut loses no typing."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeAlias

from disclosure.errors import DisclosureError, FileDamagedError, LockedError
from disclosure.terms import DeliveryMethod
from storage.password.protection import Protection, opened_by, parted
from storage.registers import Registers
from storage.sealing import is_sealed_content
from storage.whole_file import make_folders, write_whole
from tasks.safety.whose import is_note, is_noted_for, move, note_of

_FORMER = ".former"
"""Behind the name of drafts that the present password does not open."""


@dataclass(frozen=True)
class FormDraft:
    """One open form: the register, the record it amends (0 for a new one), and the text of its fields.

    ``files`` and ``pasted`` are the papers with it: the paths of files, which are not copied, and pasted texts.
    ``case`` is the id of the request a step is taken in, 0 for all else.

    Or the sheet of a ``letter`` not sent yet: its code, its 成文日期 if changed, and the code of its way of delivery.

    Or other ``work`` of minutes, by the name of its menu entry: ``typed`` is what its window needs to be as it was.
    """

    register: str
    record_id: int
    title: str
    at: str
    typed: dict[str, str]
    files: tuple[str, ...] = ()
    pasted: tuple[str, ...] = ()
    letter: str = ""
    day: str = ""
    way: str = ""
    case: int = 0
    work: str = ""


class HalfLetter(NamedTuple):
    """What was typed into the sheet of a letter not sent yet; its 成文日期 only if it differs from the proposed one."""

    typed: dict[str, str]
    day: str
    way: DeliveryMethod | None


HalfLetters: TypeAlias = dict[tuple[str, int, str], HalfLetter]
"""By register, id and letter."""


def draft_of_letter(key: tuple[str, int, str], written: HalfLetter) -> FormDraft:
    """Return what was typed for a letter as a draft to store."""
    way = written.way.value if written.way else ""
    return FormDraft(key[0], key[1], "", "", written.typed, letter=key[2], day=written.day, way=way)


def letters_of(drafts: Iterable[FormDraft]) -> HalfLetters:
    """Return what was typed for letters, from stored drafts; an unknown way of delivery is left to be chosen again."""
    ways = {way.value: way for way in DeliveryMethod}
    return {
        (each.register, each.record_id, each.letter): HalfLetter(each.typed, each.day, ways.get(each.way))
        for each in drafts
        if each.letter
    }


def drafts_path(file: Path, data: Path) -> Path:
    """Return the path of the drafts of one file."""
    named = hashlib.sha256(os.fsencode(file.resolve())).hexdigest()[:16]
    return data / "drafts" / f"{named}.json"


def keep_drafts(path: Path, drafts: Sequence[FormDraft], protection: Protection) -> bool:
    """Store the drafts, readable by their owner only and sealed as their file is; without any, delete the stored ones.

    Return whether that was done. Failing to write is not an error: drafts are a safety net and must not stop the work.
    While the file is locked, its last drafts are left alone.
    """
    with suppress(OSError, DisclosureError):
        protection.refuse_if_locked()
        if not drafts:
            path.unlink(missing_ok=True)
            return True
        make_folders(path.parent)
        text = json.dumps([asdict(draft) for draft in drafts], ensure_ascii=False)
        write_whole(path, protection.closed(text.encode(errors="replace")), private=True)  # lone surrogates
        return True
    return False


def kept_drafts(path: Path, protection: Protection) -> list[FormDraft]:
    """Return the drafts a crash left behind; none if there are none or they are unreadable.

    Unreadable ones are put aside and never overwritten, as the password may have been changed on another computer: see
    ``former_drafts``; so are those another program holds just now. Drafts left unsealed by a crash while a password was
    being set are sealed now.
    """
    try:
        protection.refuse_if_locked()
        content = path.read_bytes()
        text = protection.opened(content)
        drafts = _read(text)
    except (FileNotFoundError, LockedError):
        return []
    except (OSError, ValueError, TypeError, AttributeError, DisclosureError):
        names = (f"{path.name}{_FORMER}{again or ''}" for again in count())
        move(path, next(aside for name in names if not os.path.lexists(aside := path.with_name(name))))
        return []
    if protection.is_sealed and text == content:
        keep_drafts(path, drafts, protection)
    return drafts


def former_drafts(path: Path, registers: Registers) -> list[Path]:
    """Return where drafts of a file lie that its present password does not open, those first that another one does."""
    aside = (each for each in sorted(path.parent.glob(f"{path.name}{_FORMER}*")) if not is_note(each))
    its = [each for each in aside if not note_of(each).exists() or is_noted_for(each, registers)]
    return sorted(its, key=lambda each: not has_envelope(each))


def has_envelope(aside: Path) -> bool:
    """Whether the password they were sealed under opens some drafts: earlier programs did not keep what it needs."""
    try:
        return bool(parted(aside.read_bytes())[0])
    except OSError:
        return False


def drafts_under(secret: str, aside: Path) -> list[FormDraft]:
    """Return drafts that lie aside, opened by the password they were sealed under, or its recovery key.

    Raises WrongPasswordError, FileUnavailableError and FileDamagedError.
    """
    try:
        return _read(opened_by(secret, aside.read_bytes()))
    except (OSError, ValueError, TypeError, AttributeError) as damage:
        raise FileDamagedError("这些没有保存的内容已经损坏，读不出来。") from damage


def seal_former(path: Path, registers: Registers) -> None:
    """Seal what lies aside unsealed, as what a later program wrote: a password was set, and it may tell what it seals.

    Where that is not possible it stays as it is.
    """
    for aside in former_drafts(path, registers):
        with suppress(OSError, DisclosureError):
            content = aside.read_bytes()
            if parted(content)[1] == content and not is_sealed_content(content):
                write_whole(aside, registers.protection.closed(content), private=True)


def let_go(aside: Path) -> None:
    """Delete drafts that lie aside, with the note whose they are."""
    with suppress(OSError):
        aside.unlink(missing_ok=True)
        note_of(aside).unlink(missing_ok=True)


def _read(text: bytes) -> list[FormDraft]:
    known = json.loads(text)
    for each in known:
        pasted = each.get("pasted", ())
        texts = [pasted] if isinstance(pasted, str) else pasted  # an older version stored a single text
        each |= {"files": tuple(each.get("files", ())), "pasted": tuple(filter(None, texts))}
    return [FormDraft(**each) for each in known]
