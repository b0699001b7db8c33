"""Inputs from outside, damaged at random: each importer gives a result or one sentence, in bounded time."""

import io
import random
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.calendar.notices import read_holiday_json, read_notice
from disclosure.errors import DisclosureError
from disclosure.letters.fields import FIELDS
from disclosure.letters.template_syntax import parse_template
from disclosure.progress import silent
from disclosure.records import Profile, Request
from importers.ledgers.ledger import read_ledger
from importers.ledgers.proposal import Answers, Proposal
from importers.papers import read_files
from importers.published import read_published

LONGEST = 5.0
"""Seconds of the processor any input may take: other work on the machine is not the reader's."""

FIGURES = "figures.json"
"""Where a run that grows its inputs leaves its figures."""

_ZIPPED = (".xlsx", ".docx", ".odt", ".ods", ".strict")
_NASTY = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"<",
    b"&",
    b"]]>",
    b"9" * 30,
    b"-1",
    "〇".encode(),
    b"%PDF",
    b"<!DOCTYPE x>",
    b"{",
    b"[",
)


@dataclass
class Fuzzed:
    """How many inputs were read, refused in a sentence, or failed otherwise (which must stay none)."""

    read: int = 0
    refused: int = 0
    failures: list[str] = field(default_factory=list)
    longest: float = 0.0


def damaged_bytes(content: bytes, chance: random.Random) -> bytes:
    """Return a content with a few pieces flipped, cut, doubled or replaced."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 2, 5))):
        first = chance.randrange(len(data) + 1)
        end = min(len(data), first + chance.choice((1, 3, 40, 2000)))
        piece = chance.choice((chance.choice(_NASTY), bytes(data[first:end]) * 2, chance.randbytes(end - first)))
        data[first:end] = piece
    return bytes(data)


def damaged_file(content: bytes, suffix: str, chance: random.Random) -> bytes:
    """Damage a file, or, of a zipped one, mostly a member inside it, so that the reader gets that far."""
    if suffix not in _ZIPPED or chance.random() < 0.2:
        return damaged_bytes(content, chance)
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(whole, "w") as target:
        victim = chance.choice(source.namelist())
        for name in source.namelist():
            target.writestr(name, damaged_bytes(source.read(name), chance) if name == victim else source.read(name))
    return whole.getvalue()


def _ledger(path: Path) -> None:
    ledger = read_ledger(path, Request, {}, silent)
    list(ledger.readings(Proposal(ledger, Answers(takes_proposals=True), Profile()).understanding(), silent))


def _text(read: Callable[[str], object]) -> Callable[[Path], object]:
    return lambda path: read(path.read_bytes().decode("utf-8", "replace"))


READERS: Mapping[str, Callable[[Path], object]] = {
    "台账": _ledger,
    "年报": read_published,
    "通知": _text(read_notice),
    "年历": _text(read_holiday_json),
    "来件": lambda path: read_files([path], "requests"),
    "文书": _text(lambda text: parse_template(text, FIELDS)),
}


def fuzz(seed: Path, count: int, number: int, folder: Path) -> Fuzzed:
    """Feed ``count`` damaged copies of a seed file to its reader."""
    chance, told, content = random.Random(f"{seed.name}{number}"), Fuzzed(), seed.read_bytes()
    path = folder / f"坏{seed.suffix}"
    for place in range(count):
        path.write_bytes(damaged_file(content, seed.suffix, chance))
        began = time.process_time()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # libraries warn about what they mend
                READERS[seed.stem](path)
            told.read += 1
        except DisclosureError:
            told.refused += 1
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            OSError,
            RuntimeError,
            TypeError,
            ValueError,
            SyntaxError,
            MemoryError,
            AssertionError,
            EOFError,
            zipfile.BadZipFile,
            zlib.error,
        ) as failure:
            told.failures.append(f"{seed.name} {number}/{place}: {type(failure).__name__}: {str(failure)[:80]}")
        told.longest = max(told.longest, time.process_time() - began)
    return told
