"""The program that `make dist` built, run with nothing in its environment but a home."""

import subprocess
from pathlib import Path

from tests.screen import SECONDS_TO_WAIT

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "dist" / "DisclosureDesk"


def run(folder: Path, *words: str, program: tuple[str, ...] = (str(FOLDER / "DisclosureDesk"),)) -> str:
    """Run one command with nothing in its environment but a home; return what it prints."""
    done = subprocess.run(
        [*program, *words],
        cwd=folder,
        env={"HOME": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=SECONDS_TO_WAIT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
