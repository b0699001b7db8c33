"""The program as its own process on a real screen, worked by its keyboard alone."""

import csv
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from main import main
from tests.empty_files import new_registers
from tests.screen import SECONDS_TO_WAIT, Screen, opened_screen

ROOT = Path(__file__).parents[2]
MAIN = (sys.executable, str(ROOT / "main.py"))
RELEASES_TAB = "alt+2"
OPEN = "清河街道 — 信息公开工作台"
NEW, SAVE, UNDO, QUIT = "ctrl+n", "ctrl+s", "ctrl+z", "ctrl+q"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with opened_screen(home) as opened:
        yield opened


@contextmanager
def program(screen: Screen, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The program, started as a person starts it; it must be gone by the end."""
    with subprocess.Popen(
        [*MAIN, *words],
        cwd=screen.environment["HOME"],
        env=screen.environment,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def type_release(screen: Screen, fields: Sequence[str]) -> None:
    """Type a new release into the form that lies on the page, from 信息名称 on, walking with Tab, and save it."""
    screen.press_and_look(NEW)
    for text in fields:
        if text.isascii():
            screen.type(text)
        else:
            screen.paste(text)
        screen.press("Tab")
    screen.press_and_look(SAVE)
    assert screen.is_active(OPEN)


def exported_releases(file: Path, folder: Path) -> list[dict[str, str]]:
    """Return the releases in a file as the command line exports them."""
    table = folder / "导出.csv"
    assert main(["export", str(file), "--register", "releases", "--to", str(table)]) == 0
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_what_is_typed_on_a_real_screen_is_in_the_file(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "清河街道.sqlite"
    new_registers(file).close()
    # 信息类别, 文件性质, 文号, 形成日期, 科室, 保密审查 (who, when, conclusion), 公开日期: as they stand in the form
    kind = ("机关职能、机构设置、办公信息", "其他", "", "2024-3-1", "", "", "", "", "2024-3-4")
    with program(screen, str(file)) as running:
        screen.wait_for_active(OPEN)
        screen.press_and_look(RELEASES_TAB)
        type_release(screen, ("街道办事处机构职能", *kind))
        type_release(screen, ("将被撤销的一条", *kind))
        screen.press(UNDO)
        screen.press(QUIT)
        _, complaints = running.communicate(timeout=SECONDS_TO_WAIT)
    assert (running.returncode, complaints) == (0, "")
    (release,) = exported_releases(file, tmp_path)
    typed = {name: release[name] for name in ("信息名称", "文件性质", "信息类别", "形成或变更日期", "公开日期")}
    assert typed == {
        "信息名称": "街道办事处机构职能",
        "文件性质": "其他",
        "信息类别": "机关职能、机构设置、办公信息",
        "形成或变更日期": "2024-03-01",
        "公开日期": "2024-03-04",
    }
