"""What surrounds the program: its icon, its entry in the menu, the Python it needs, the commands the README names."""

import configparser
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from resources.icons.build_icon import SIZES, drawn

ROOT = Path(__file__).parents[1]
ICONS = ROOT / "resources" / "icons"


def test_the_icon_has_every_size_windows_asks_for() -> None:
    with Image.open(ICONS / "app.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in SIZES}
    with Image.open(ICONS / "app.png") as picture:
        assert picture.tobytes() == drawn(256).tobytes()


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a Linux shell")
@pytest.mark.parametrize("folder", ["DisclosureDesk", "信息公开 程序", "a & b | c"])
def test_the_menu_entry_starts_the_program_where_it_lies(folder: str, tmp_path: Path) -> None:
    installed, menu = tmp_path / folder, tmp_path / "share"
    shutil.copytree(ROOT / "setup" / "menu", installed)
    subprocess.run(["sh", str(installed / "add-to-menu.sh")], env={"XDG_DATA_HOME": str(menu), "PATH": "/usr/bin:/bin"},
                   check=True, stdout=subprocess.DEVNULL)
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(menu / "applications" / "disclosure-desk.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == f'"{installed}/DisclosureDesk" %f'
    assert Path(entry["Desktop Entry"]["Icon"]).name == "app.png"


def test_this_python_is_fit_and_an_unfit_one_is_told_what_to_do() -> None:
    script = ROOT / "setup" / "python_version.py"
    assert subprocess.run([sys.executable, str(script)], check=False).returncode == 0
    old = f"import sys; sys.version_info = (3, 9, 2); exec(open({str(script)!r}).read())"
    told = subprocess.run([sys.executable, "-c", old], check=False, capture_output=True, text=True)
    assert told.returncode == 1
    assert "make PYTHON=" in told.stderr


FAKES = {
    "dpkg-query": '[ "$INSTALLED" = all ] && echo installed || exit 1',
    "id": 'echo "$USER_ID"',
    "sudo": '[ "$1" = -n ] && exit 1; echo "a password is needed" >&2; exit 1',
    "apt-get": 'echo "apt-get $*" >> "$LOG"; exit "${APT:-0}"',
}


@pytest.fixture
def packages(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Run setup/system_packages.sh where all it calls is invented; its status, what it said, what it installed."""
    folder, log = tmp_path / "bin", tmp_path / "log"
    folder.mkdir()
    for name, body in FAKES.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)

    def run(*lists: str, **environment: str) -> tuple[int, str, str]:
        log.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["sh", str(ROOT / "setup" / "system_packages.sh"), *(lists or ("window",))],
            check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            env={"PATH": f"{folder}:/usr/bin:/bin", "LOG": str(log), **environment},
        )
        return done.returncode, done.stdout + done.stderr, log.read_text(encoding="utf-8")

    return run


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a Linux shell")
def test_system_packages_are_installed_where_that_is_possible_and_named_where_not(
    packages: Callable[..., tuple[int, str, str]]
) -> None:
    assert packages(INSTALLED="all", USER_ID="1000") == (0, "", "")
    status, said, installed = packages(INSTALLED="none", USER_ID="0")
    assert (status, "apt-get update -qq" in installed, "libxcb-cursor0" in installed) == (0, True, True)
    status, said, installed = packages(INSTALLED="none", USER_ID="1000")
    assert (status, installed) == (0, ""), "sudo would ask for a password, and nobody is there to type it"
    assert "Ask an administrator for: apt-get install python3-venv" in said
    status, said, installed = packages(INSTALLED="none", USER_ID="0", APT="100")
    assert status == 1
    assert "could not be installed" in said


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a Linux shell")
def test_a_bare_machine_is_asked_for_what_the_build_and_the_window_lack(
    packages: Callable[..., tuple[int, str, str]]
) -> None:
    """`make dist` failed on a bare Debian for want of libpython, the window built there for want of libxcb-randr0."""
    _status, _said, installed = packages("window", "build", INSTALLED="none", USER_ID="0")
    assert {"libpython3-dev", "libxcb-randr0"} <= set(installed.split())
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ndist:")[1].split("\n\n")[0]
    assert recipe.index("system_packages.sh build") < recipe.index("pyinstaller")


def test_every_make_command_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"\bmake (run|test|dist|selftest|bench|\w+)(?=`| +#)", readme))
    assert named >= {"run", "test", "dist", "selftest", "bench"}
    assert named <= set(targets)


def test_every_file_the_readme_links_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
