"""Chinese typed with the real input methods, in a session of its own, into every kind of field but passwords."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.chinese import DAEMONS, KEYS, TURNED_ON, WORD
from tests.screen import opened_screen

ROOT = Path(__file__).parents[2]
FIELDS = {
    "search",
    "LineEditor",
    "TermEditor",
    "DateEditor",
    "LongTextEditor",
    "ReferenceEditor",
    "report",
    "manual",
}
NEAR = 160
"""Pixels between the caret and the corner of the candidates; they are moved aside at the edge of the screen."""


@pytest.mark.torture
@pytest.mark.parametrize("method", DAEMONS)
def test_chinese_arrives_in_every_kind_of_field(method: str, tmp_path: Path) -> None:
    """Typed 「nihao」 arrived as nihao under fcitx, the input method of Kylin and UOS."""
    wanted = ["dbus-run-session", DAEMONS[method][0], TURNED_ON[method][0]]
    missing = [name for name in wanted if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not here: {', '.join(missing)} (CONTRIBUTING.md)")
    home = Path(os.environ.get("CHINESE_PICTURES", tmp_path)) / method
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with opened_screen(home) as screen:
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, "-m", "tests.journeys.chinese", method, str(home)],
            cwd=ROOT,
            env=screen.environment | {name: os.environ[name] for name in ("FCITX4_ROOT",) if name in os.environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]  # daemons write there, too
    seen = {each["kind"]: each for each in told}
    assert seen.keys() >= FIELDS | {"password"}, done.stderr
    secret = seen.pop("password")
    assert secret["composed"] == ""
    assert secret["text"].startswith(KEYS)
    assert {kind: each["text"] for kind, each in seen.items()} == dict.fromkeys(seen, WORD)
    assert {kind: each["composed"].replace(" ", "") for kind, each in seen.items()}.items() <= {
        (kind, shown) for kind in seen for shown in (KEYS, WORD)
    }
    assert {kind: each["distance"] for kind, each in seen.items() if not 0 <= each["distance"] <= NEAR} == {}
