"""What surrounds the program: its icon, its entry in the menu, the Python it needs, the commands the README names."""

import configparser
import re
import shutil
import subprocess
import sys
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
