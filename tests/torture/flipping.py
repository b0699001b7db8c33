"""Files with flipped bits or a lost end: each is told as damaged or is still whole; nothing is made worse."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disclosure.errors import DisclosureError, FileDamagedError
from storage.registers import create_registers, open_registers
from tasks.safety.verify import verdict
from tests.records_factory import make_request
from tests.storage.kept_databases import content, fill

_HEADER_SHARE, _TRUNCATED_SHARE = 0.1, 0.15
_HEADER = 4096


@dataclass
class Damages:
    """What became of many damaged files; ``unnoticed`` must stay 0."""

    tried: int = 0
    refused_at_opening: int = 0
    found_by_verify: int = 0
    without_effect: int = 0
    unnoticed: int = 0


def sound_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Make a file with something of everything and return what it holds."""
    with create_registers(path) as registers:
        fill(registers)
        registers.save_all([make_request() for _ in range(300)])
        return content(registers)


def damaged_copies(sound: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield damaged contents: 1 to 16 bits flipped, every tenth in the first page, every seventh cut short."""
    chance = random.Random(seed)
    for _ in range(count):
        damaged = bytearray(sound)
        for _ in range(chance.choice((1, 1, 4, 16))):
            bit = chance.randrange(8 * (_HEADER if chance.random() < _HEADER_SHARE else len(sound)))
            damaged[bit // 8] ^= 1 << bit % 8
        if chance.random() < _TRUNCATED_SHARE:
            del damaged[chance.randrange(1, len(damaged)) :]
        yield bytes(damaged)


def try_damages(folder: Path, count: int, seed: int) -> Damages:
    """Verify, read and write damaged files; whatever is raised but a sentence escapes."""
    sound, figures, path = folder / "好.sqlite", Damages(), folder / "坏.sqlite"
    whole = sound_file(sound)
    for bad in damaged_copies(sound.read_bytes(), count, seed):
        path.write_bytes(bad)
        figures.tried += 1
        try:
            problems = verdict(path).problems
        except DisclosureError:
            problems = ["another program's, or newer"]
        assert path.read_bytes() == bad, "looking at a damaged file changed it"
        _count(figures, path, whole, is_known=bool(problems))
        try_to_work(path)
        for left in folder.glob("坏*"):
            left.unlink()
    return figures


def _count(figures: Damages, path: Path, whole: dict[str, list[dict[str, Any]]], *, is_known: bool) -> None:
    try:
        with open_registers(path) as registers:
            is_whole = content(registers) == whole
    except FileDamagedError:
        figures.refused_at_opening += 1
        is_whole = False
    except DisclosureError:
        figures.refused_at_opening += 1
        return
    else:
        figures.found_by_verify += is_known
        figures.without_effect += is_whole and not is_known
    figures.unnoticed += not is_whole and not is_known


def try_to_work(path: Path) -> None:
    """Do what the window would do next; a sentence is fine."""
    try:
        with open_registers(path) as registers:
            registers.save(make_request())
            registers.undo()
    except DisclosureError:
        return
