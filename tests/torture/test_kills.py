"""A power cut in the middle of anything loses nothing that was acknowledged and leaves no file that fails verify."""

import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from tests.torture.figures import note

ROOT = Path(__file__).parents[2]
FEW, SEED = 1, 20240304
MANY = {"saves": 400, "imports": 200, "migrations": 150, "backups": 150, "restores": 100, "passwords": 150}
AT_THE_WINDOW = dict.fromkeys([f"window {act}" for act in ("saves", "imports", "issues", "passwords", "packages")], 64)
"""Each takes as long as the program to start: none of them in `make test`."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork")


def killed(kinds: Collection[str], rounds: int, folder: Path) -> dict[str, dict[str, Any]]:
    """Kill each kind of work so often, all of them in one process; return the figures of each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.killing", ",".join(kinds), str(rounds), str(SEED), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = dict(zip(kinds, map(json.loads, done.stdout.splitlines()), strict=True))
    for kind, figures in told.items():
        assert figures["kills"] == rounds, kind
        assert (figures["lost"], figures["damaged"], figures["complaints"]) == (0, 0, []), kind
    return told


def test_a_killed_program_loses_nothing_it_had_acknowledged(tmp_path: Path) -> None:
    killed(MANY, FEW, tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize(("kind", "rounds"), [*MANY.items(), *AT_THE_WINDOW.items()])
def test_a_thousand_kills_lose_nothing(kind: str, rounds: int, tmp_path: Path) -> None:
    note(f"kill -9: {kind}", killed([kind], rounds, tmp_path)[kind])
