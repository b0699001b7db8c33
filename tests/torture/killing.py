"""Kill -9 at random moments: ``python -m tests.torture.killing KINDS ROUNDS SEED FOLDER`` prints figures as JSON.

Kinds are parted by commas; each has a folder and a line of its own.

Every round forks a child that works and acknowledges in a file what has returned to it; the child is killed at a
random moment, the file is opened as the program would open it, and every acknowledged thing must be there.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path

from storage.registers import open_registers

_MOST_ROUNDS, _AT_ITS_START, _BROKEN = 8, 8, 3


@dataclass
class Figures:
    """What a run of kills showed; ``lost`` and ``damaged`` must stay 0."""

    kind: str
    kills: int = 0
    finished: int = 0
    acknowledged: int = 0
    unacknowledged_but_there: int = 0
    lost: int = 0
    damaged: int = 0
    complaints: list[str] = field(default_factory=list)


class Victim(ABC):
    """One kind of work that is killed. ``prepare`` lays the files out, ``work`` is the child, ``judge`` looks after."""

    longest = 0.3
    """Seconds after which the child is dead at the latest."""
    waits_to_begin = False
    """Whether those seconds count from ``begin``, which the child calls; but each eighth is killed while it starts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "台账.sqlite"
        self.acknowledgements = folder / "acknowledged.txt"
        self.beginning = -1

    @abstractmethod
    def prepare(self, number: int) -> None:
        """Lay out the files of a round."""

    @abstractmethod
    def work(self, seed: int) -> None:
        """Work until killed, acknowledging what is done."""

    @abstractmethod
    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        """Count what is lost, damaged, or there without having been acknowledged."""

    def begin(self) -> None:
        """Say that the work begins now."""
        os.write(self.beginning, b"!")

    def acknowledge(self, what: str) -> None:
        """Write down that something has been done, as the window would tell the clerk."""
        with self.acknowledgements.open("a", encoding="utf-8") as stream:
            stream.write(what + "\n")

    def complain_if_damaged(self, path: Path, figures: Figures) -> None:
        """Open a file and verify it whole."""
        with open_registers(path) as registers:
            problems = registers.verify()
        if problems:
            figures.damaged += 1
            figures.complaints.extend(problems[:2])

    def fresh(self, template: Path) -> None:
        """Begin with a copy of a file, and nothing acknowledged."""
        for left in self.folder.glob("台账.sqlite*"):
            left.unlink()
        shutil.copyfile(template, self.path)


def torture(victim: Victim, rounds: int, seed: int) -> Figures:
    """Kill ``rounds`` children, those that were done before it came to that not counted; return what was found."""
    chance = random.Random(seed)
    figures = Figures(type(victim).__name__)
    number = 0
    while figures.kills < rounds and number < _MOST_ROUNDS * rounds:
        victim.prepare(number)
        number += 1
        victim.acknowledgements.write_text("", encoding="utf-8")
        _kill(victim, chance.randrange(2**32), chance.uniform(0.001, victim.longest), figures)
        lines = victim.acknowledgements.read_text(encoding="utf-8").split("\n")[:-1]
        figures.acknowledged += len(lines)
        victim.judge(lines, figures)
    return figures


def _kill(victim: Victim, seed: int, after: float, figures: Figures) -> None:
    began, victim.beginning = os.pipe()
    child = os.fork()
    if child == 0:
        status = _BROKEN
        try:
            victim.work(seed)
            status = 0
        finally:
            os._exit(status)
    os.close(victim.beginning)
    if victim.waits_to_begin and seed % _AT_ITS_START:
        os.read(began, 1)  # or it is over
    os.close(began)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    figures.kills += os.WIFSIGNALED(status)
    figures.finished += not os.WIFSIGNALED(status)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _BROKEN:
        figures.complaints.append("a child came to an end by itself")


def main(words: Sequence[str]) -> None:
    """Torture one kind after the other and print the figures of each."""
    kinds, rounds, seed, folder = words
    for kind in kinds.split(","):
        room = import_module(f"tests.torture.{'at_the_window' if kind.startswith('window') else 'victims'}")
        own = Path(folder, kind)
        own.mkdir()
        figures = torture(room.VICTIMS[kind](own), int(rounds), int(seed))
        print(json.dumps(asdict(figures), ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
