"""`make dist` made a program that needs nothing of this machine: commands and window, with an empty environment.

Run by `make selftest`, which builds first. The papers it writes must be those written from source, byte for byte.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from exporters.report.formats import FORMATS
from resources.program import version
from tests.sample_files import LAST_YEAR, sample_at
from tests.screen import SECONDS_TO_WAIT, Screen, opened_screen, wait_until

pytestmark = pytest.mark.frozen

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


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of a fixed day, where the built program has exported that of today without a screen."""
    folder = tmp_path_factory.mktemp("示例")
    assert "示例年度报告.pdf" in run(folder, "--sample")
    return sample_at(folder / "output" / "示例.sqlite")


@pytest.fixture(scope="module")
def papers(sample: Path) -> dict[str, Path]:
    """The report in every format, written by the built program."""
    made = {suffix: sample.with_name(f"报告{suffix}") for suffix in FORMATS}
    wanted = [word for path in made.values() for word in ("--to", str(path))]
    run(sample.parent, "report", str(sample), "--year", str(LAST_YEAR), *wanted)
    return made


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_paper_is_the_one_written_from_source(suffix: str, sample: Path, papers: dict[str, Path]) -> None:
    path = sample.with_name(f"源码{suffix}")
    run(
        sample.parent,
        "report",
        str(sample),
        "--year",
        str(LAST_YEAR),
        "--to",
        str(path),
        program=(sys.executable, str(ROOT / "main.py")),
    )
    assert path.read_bytes() == papers[suffix].read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_paper_is_read_back(suffix: str, papers: dict[str, Path]) -> None:
    answer = json.loads(run(papers[suffix].parent, "check-report", str(papers[suffix]), "--json"))
    # a paper names the office as its title does, JSON by its whole name
    assert answer["report"]["agency"].removesuffix("办事处") == "示例市示范区清河街道"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_ledger_goes_out_and_comes_in(suffix: str, sample: Path, tmp_path: Path) -> None:
    ledger = tmp_path / f"主动公开{suffix}"
    run(tmp_path, "export", str(sample), "--register", "releases", "--to", str(ledger))
    assert "导入 0 条" in run(tmp_path, "import", str(sample), str(ledger), "--as", "releases")


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


def test_the_file_is_sound_and_can_be_backed_up(sample: Path, tmp_path: Path) -> None:
    assert "完好" in run(tmp_path, "verify", str(sample))
    run(tmp_path, "backup", str(sample), "--to", str(tmp_path))
    assert any(tmp_path.glob("*.sqlite*"))


def test_what_the_program_needs_is_inside() -> None:
    inside = FOLDER / "_internal" / "resources"
    for part in ("calendar", "letters", "fonts", "help", "icons", "sample"):
        assert any((inside / part).iterdir()), part
    assert (inside / "icons" / "app.png").is_file()
    assert any((FOLDER / "_internal" / "PySide6").glob("QtSvg*")), "the charts are drawn with it"


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
