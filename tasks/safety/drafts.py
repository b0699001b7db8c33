"""Half-filled forms, kept in the program's data folder so that a crash or power cut loses no typing."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from disclosure.errors import DisclosureError
from disclosure.terms import DeliveryMethod
from storage.password.protection import Protection
from storage.whole_file import make_folders, write_whole


@dataclass(frozen=True)
class FormDraft:
    """One open form: the register, the record it amends (0 for a new one), and the text of its fields.

    ``files`` and ``pasted`` are the papers with it: the paths of files, which are not copied, and pasted texts.

    Or the sheet of a ``letter`` not sent yet: its code, its 成文日期 if changed, and the code of its way of delivery.
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


def keep_drafts(path: Path, drafts: Sequence[FormDraft], protection: Protection) -> None:
    """Store the drafts, readable by their owner only and sealed as their file is; without any, delete the stored ones.

    Failing to write is not an error: drafts are a safety net and must not stop the work. While the file is locked, its
    last drafts are left alone.
    """
    with suppress(OSError, DisclosureError):
        protection.refuse_if_locked()
        if not drafts:
            path.unlink(missing_ok=True)
            return
        make_folders(path.parent)
        text = json.dumps([asdict(draft) for draft in drafts], ensure_ascii=False)
        write_whole(path, protection.closed(text.encode(errors="replace")), private=True)  # lone surrogates


def kept_drafts(path: Path, protection: Protection) -> list[FormDraft]:
    """Return the drafts a crash left behind; none if there are none or they are unreadable.

    Drafts left unsealed by a crash while a password was being set are sealed now.
    """
    try:
        protection.refuse_if_locked()
        content = path.read_bytes()
        text = protection.opened(content)
        known = json.loads(text)
        for each in known:
            pasted = each.get("pasted", ())
            texts = [pasted] if isinstance(pasted, str) else pasted  # an older version stored a single text
            each |= {"files": tuple(each.get("files", ())), "pasted": tuple(filter(None, texts))}
        drafts = [FormDraft(**each) for each in known]
    except (OSError, ValueError, TypeError, AttributeError, DisclosureError):
        return []
    if protection.is_sealed and text == content:
        keep_drafts(path, drafts, protection)
    return drafts
