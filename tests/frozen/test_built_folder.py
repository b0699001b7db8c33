"""`make dist` made a program that needs nothing of this machine: commands and window, with an empty environment.

Run by `make check-folder`, as continuous integration does, and by `make selftest`, which proves its papers, too.
"""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from resources.program import version
from tests.frozen.program import FOLDER, run
from tests.screen import SECONDS_TO_WAIT, Screen, opened_screen, wait_until

pytestmark = pytest.mark.frozen


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("due", "--received", "2024-03-04"), "2024-04-01"),
        (("fee", "--pieces", "12"), "元"),
        (("--help",), "check-report"),
        (("--help",), "用法：DisclosureDesk "),
        (("due", "--help"), "用法：DisclosureDesk due "),
        (("--version",), f"信息公开工作台 {version()}\n"),
    ],
)
def test_a_command_without_a_file_answers(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    assert told in run(tmp_path, *words)


def test_the_sample_is_exported_without_a_screen_is_sound_and_can_be_backed_up(tmp_path: Path) -> None:
    assert "示例年度报告.pdf" in run(tmp_path, "--sample")
    sample = tmp_path / "output" / "示例.sqlite"
    assert "完好" in run(tmp_path, "verify", str(sample))
    run(tmp_path, "backup", str(sample), "--to", str(tmp_path))
    assert any(tmp_path.glob("*.sqlite*"))


def test_what_the_program_needs_is_inside() -> None:
    inside = FOLDER / "_internal" / "resources"
    for part in ("calendar", "letters", "fonts", "help", "icons", "rules", "sample"):
        assert any((inside / part).iterdir()), part
    assert (inside / "icons" / "app.png").is_file()
    assert any((FOLDER / "_internal" / "PySide6").glob("QtSvg*")), "the charts are drawn with it"
    assert any((FOLDER / "_internal" / "PySide6").rglob("printsupport/*.so")), "without it no printer is found"


def test_the_licences_lie_beside_the_program() -> None:
    assert {"LICENSE", "NOTICES", "licences"} <= {path.name for path in FOLDER.iterdir()}
    texts = {path.name.partition("-")[0] for path in (FOLDER / "licences").iterdir()}
    assert {"lxml", "reportlab", "cryptography", "pillow", "pypdfium2", "LGPL", "PSF"} <= texts


def settled_picture(screen: Screen) -> Image.Image:
    """Return what the screen shows once it has not changed for half a second."""
    display, before = screen.environment["DISPLAY"], None
    while (now := ImageGrab.grab(xdisplay=display)) != before:
        before = now
        time.sleep(0.5)
    return now


def test_the_window_opens_on_the_sample_from_a_folder_with_a_chinese_name(tmp_path: Path) -> None:
    moved = shutil.copytree(FOLDER, tmp_path / "信息公开 程序", symlinks=True)
    with (
        opened_screen(tmp_path) as screen,
        subprocess.Popen(
            [str(moved / "DisclosureDesk"), "--sample"],
            cwd=tmp_path,
            env={"DISPLAY": screen.environment["DISPLAY"], "HOME": str(tmp_path), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as running,
    ):
        screen.wait_for_active("示例 — 信息公开工作台")
        seen = [settled_picture(screen)]
        for tab in ("alt+2", "alt+8"):
            screen.press(tab)
            wait_until(lambda: settled_picture(screen) != seen[-1], lambda: "the window does not change")
            seen.append(settled_picture(screen))
        seen[-1].save(tmp_path / "window.png")
        screen.press("ctrl+q")
        _, complaints = running.communicate(timeout=SECONDS_TO_WAIT)
    assert (running.returncode, complaints) == (0, "")
