"""What surrounds the program: its icon, its entry in the menu, the Python it needs, the commands the README names."""

import ast
import configparser
import re
import shutil
import struct
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from PIL import Image

from commandline import COMMANDS
from exporters.read_back.proving import proven
from gui.base.preferences import Preferences
from main import main
from resources import program
from resources.icons.build_icon import SIZES, drawn
from setup import icu_data, python_version
from setup.leaflet import leaflet
from setup.licence_texts import locked
from setup.sizes import shares
from storage.schema import APPLICATION_ID
from tasks.crash_report import crash_report

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
    subprocess.run(
        ["sh", str(installed / "add-to-menu.sh")],
        env={"XDG_DATA_HOME": str(menu), "PATH": "/usr/bin:/bin"},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(menu / "applications" / "disclosure-desk.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == f'"{installed}/DisclosureDesk" %f'
    assert Path(entry["Desktop Entry"]["Icon"]).name == "app.png"


def test_a_registers_file_is_known_by_its_ending_and_by_its_mark() -> None:
    """A double click finds the program: menu entry, kind of file and the file itself say the same."""
    kinds = ElementTree.parse(ROOT / "setup/menu/disclosure-desk.xml").getroot()
    space = {"": kinds.tag.partition("}")[0].removeprefix("{")}
    (kind,) = kinds.findall("mime-type", space)
    assert [glob.get("pattern") for glob in kind.findall("glob", space)] == [f"*{program.SUFFIX}"]
    mark = next(match for match in kind.iter(f"{{{space['']}}}match") if match.get("type") == "big32")
    assert (mark.get("offset"), int(mark.get("value", ""), 16)) == ("68", APPLICATION_ID)
    entry = (ROOT / "setup/menu/disclosure-desk.desktop").read_text(encoding="utf-8")
    assert f"MimeType={kind.get('type')};" in entry


def test_the_manual_page_names_every_command() -> None:
    page = (ROOT / "setup/debian/disclosure-desk.1").read_text(encoding="utf-8").replace("\\-", "-")
    told = re.findall(r"^\.TP\n\.B ([a-z-]+)$", page.partition(".SH COMMANDS")[2], re.MULTILINE)
    assert told == list(COMMANDS)


def test_what_weighs_in_the_folder_is_told_with_its_purpose(tmp_path: Path) -> None:
    for name, size in {
        "_internal/resources/fonts/RareHan-B.ttf": 5,
        "_internal/PySide6/Qt/lib/libQt6Gui.so.6": 3,
        "_internal/PySide6/Qt/lib/libicuuc.so.73": 2,
        "_internal/newcomer/heavy.bin": 4,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    (tmp_path / "_internal/libicuuc.so.73").symlink_to("PySide6/Qt/lib/libicuuc.so.73")
    told = shares(tmp_path)
    assert [size for _name, size in told] == [5, 4, 3, 2], "a link weighs nothing"
    assert [name.split(":")[0] for name, _size in told[1:]] == ["everything else", "Qt", "ICU"]


def test_the_leaflet_has_two_pages_and_names_the_files_that_are_made() -> None:
    paper = leaflet()
    with pypdfium2.PdfDocument(proven(paper, ".pdf")) as pages:
        assert len(pages) == 2
    told = " ".join(paper.texts())
    nsis = (ROOT / "setup/windows/build.sh").read_text(encoding="utf-8")
    for name in ("DisclosureDesk-{}-setup.exe", "DisclosureDesk-{}-portable.zip"):
        assert name.format(declared()) in told
        assert name.format("$version") in nsis
    assert f"disclosure-desk_{declared()}_amd64.deb" in told


def test_a_library_that_the_system_lacks_is_named(
    tmp_path: Path,
) -> None:
    """Without libGL the start said only “ImportError”, and nobody knew what to install."""
    broken = tmp_path / "PySide6"
    broken.mkdir()
    said = "libGL.so.1: cannot open shared object file: No such file or directory"
    (broken / "__init__.py").write_text(f"raise ImportError({said!r})", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from main import main; sys.exit(main(['--sample']))"],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}", "DISPLAY": ":0", "HOME": str(tmp_path)},
    )
    assert done.returncode == 2
    assert "缺少系统组件 libGL.so.1" in done.stderr
    assert "软件包 libgl1" in done.stderr


def test_a_portable_program_keeps_its_settings_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "DisclosureDesk.exe"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.portable_folder() is None
    (tmp_path / "portable").mkdir()
    preferences = Preferences()
    preferences.zoom = 130
    assert preferences.data_folder == tmp_path / "portable" / "data"
    preferences._settings.sync()  # what the program does by itself when it has time
    assert (tmp_path / "portable" / "settings.ini").is_file()
    assert Preferences().zoom == 130


def test_the_cut_data_of_icu_are_a_table_with_fewer_parts() -> None:
    header = struct.pack("<HBB", 24, 0xDA, 0x27) + b"\0" * 8 + b"CmnD" + b"\0" * 8
    parts = {"icudt73l/zh.res": b"chinese" * 3, "icudt73l/root.res": b"all", "icudt73l/unit/zh.res": b"metre"}
    library = b"\x7fELF" + b"\0" * 60 + icu_data.table(header, parts)
    found_header, found = icu_data.parts(library)
    assert (found_header, list(found)) == (header, sorted(parts)), "ICU looks names up by halving"
    assert {name: content.rstrip(b"\0") for name, content in found.items()} == parts
    assert [name for name in parts if icu_data.is_kept(name)] == ["icudt73l/zh.res", "icudt73l/root.res"]


def test_this_python_is_fit_and_an_unfit_one_is_told_what_to_do() -> None:
    script = ROOT / "setup" / "python_version.py"
    assert subprocess.run([sys.executable, str(script)], check=False).returncode == 0
    for unfit in ((3, 9, 2), (3, 14, 0)):
        code = f"import runpy, sys; sys.version_info = {unfit}; runpy.run_path({str(script)!r}, run_name='__main__')"
        told = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
        assert told.returncode == 1
        assert "make PYTHON=" in told.stderr


def test_everybody_names_the_same_pythons() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    allowed = SpecifierSet(project["project"]["requires-python"])
    served = [f"3.{minor}" for minor in range(30) if f"3.{minor}.5" in allowed]
    assert [f"3.{minor}" for minor in python_version.served()] == served
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Python {', '.join(served[:-1])} or {served[-1]}:" in readme
    assert project["tool"]["mypy"]["python_version"] == served[0]
    assert "target-version" not in project["tool"]["ruff"], "ruff reads requires-python"


@pytest.mark.parametrize("name", ["requirements", "requirements-build", "requirements-dev"])
def test_what_is_wanted_is_locked(name: str) -> None:
    """`make lock` was run after the last change of a .in file, and both locks agree."""
    pins = {canonicalize_name(pin.name): pin.specifier for pin in locked(f"{name}.lock")}
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith(("-r", "#"))]
    versions = {name: str(specifier).removeprefix("==") for name, specifier in pins.items()}
    assert [str(one) for one in wanted if versions.get(canonicalize_name(one.name), "") not in one.specifier] == []
    assert {str(pin) for pin in locked("requirements.lock")} <= {str(pin) for pin in locked(f"{name}.lock")}


def test_pip_installs_the_whole_program(tmp_path: Path) -> None:
    """Every file of the rooms and of resources is in the wheel, and so are the command and the licences."""
    source = tmp_path / "source"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a checkout")
    files = [name for name in listed.split("\0") if (ROOT / name).is_file() and not name.startswith("tests/")]
    for name in files:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        if name.startswith("resources/"):  # packing 25 MB of fonts proves nothing more than packing their names
            (source / name).touch()
        else:
            shutil.copy(ROOT / name, source / name)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            str(tmp_path),
            str(source),
        ],
        check=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = set(wheel.namelist())
        command = next(wheel.read(name) for name in packed if name.endswith("entry_points.txt"))
    rooms = (
        "main.py",
        "commandline.py",
        "disclosure/",
        "storage/",
        "exporters/",
        "importers/",
        "tasks/",
        "gui/",
        "resources/",
    )
    assert [name for name in files if name.startswith(rooms) and name not in packed] == []
    tops = {name.partition("/")[0] for name in packed if ".dist-info/" not in name}
    assert tops == {room.strip("/") for room in rooms}, "and nothing of tests, setup or benchmarks"
    assert {"LICENSE", "NOTICES"} <= {Path(name).name for name in packed if ".dist-info/" in name}
    assert b"disclosure-desk = main:main" in command


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
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={"PATH": f"{folder}:/usr/bin:/bin", "LOG": str(log), **environment},
        )
        return done.returncode, done.stdout + done.stderr, log.read_text(encoding="utf-8")

    return run


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a Linux shell")
def test_system_packages_are_installed_where_that_is_possible_and_named_where_not(
    packages: Callable[..., tuple[int, str, str]],
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
    packages: Callable[..., tuple[int, str, str]],
) -> None:
    """`make dist` failed on a bare Debian for want of libpython, the window built there for want of libxcb-randr0."""
    _status, _said, installed = packages("window", "build", INSTALLED="none", USER_ID="0")
    assert {"libpython3-dev", "libxcb-randr0"} <= set(installed.split())
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ndist:")[1].split("\n\n")[0]
    assert recipe.index("system_packages.sh build") < recipe.index("pyinstaller")


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="needs a Debian")
def test_a_package_for_a_processor_this_machine_cannot_play_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """It ended in “Exec format error” after half a root had been fetched."""
    done = subprocess.run(
        ["sh", str(ROOT / "setup/root.sh"), "bullseye:abacus/build", "true"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "ROOTS": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (1, "", [])
    (sentence,) = done.stderr.splitlines()
    assert "no programs for abacus: apt-get install qemu-user-static" in sentence


def test_every_make_command_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"\bmake (run|test|dist|selftest|bench|\w+)(?=`| +#)", readme))
    assert named >= {"run", "test", "dist", "selftest", "bench"}
    assert named <= set(targets)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/decisions/README.md"])
def test_every_file_a_page_links_exists(page: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_the_built_folder_is_given_every_migration() -> None:
    """They are data: PyInstaller follows imports and would leave them out."""
    analysis = next(
        node
        for node in ast.walk(ast.parse((ROOT / "build.spec").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Analysis"
    )
    datas = next(word.value for word in analysis.keywords if word.arg == "datas")
    assert isinstance(datas, ast.List)
    shipped = [ast.literal_eval(entry) for entry in datas.elts if isinstance(entry, ast.Tuple)]
    found = {file.name for pattern, folder in shipped if folder == "storage/schema" for file in ROOT.glob(pattern)}
    assert found == {file.name for file in (ROOT / "storage" / "schema").glob("*.sql")} != set()


def declared() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert isinstance(project["version"], str)
    return project["version"]


def test_the_version_is_written_once_and_told_by_everybody_who_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"信息公开工作台 {declared()}\n"
    assert crash_report(ValueError, None).startswith(f"信息公开工作台 {declared()}\n")
    newest = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    assert newest == declared()
    others = [*ROOT.glob("*.py"), *(path for room in ("tasks", "gui", "setup") for path in (ROOT / room).rglob("*.*"))]
    files = [path for path in others if path.is_file() and path.suffix != ".pyc"]
    assert [path.name for path in files if declared().encode() in path.read_bytes()] == []


def test_another_version_in_pyproject_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "pyproject.toml"
    monkeypatch.setattr(program, "_DECLARED", other)
    monkeypatch.setattr(program, "installed_version", lambda name: f"installed {name}")
    for text, version in (
        ('[project]\nname = "disclosure-desk"\nversion = "7.8.9"', "7.8.9"),
        ('[project]\nname = "somebody-else"\nversion = "7.8.9"', "installed disclosure-desk"),
        ("[tool]", "installed disclosure-desk"),
        ("not toml", "installed disclosure-desk"),
    ):
        other.write_text(text, encoding="utf-8")
        assert program.version() == version
    other.unlink()
    assert program.version() == "installed disclosure-desk"


def test_a_version_nobody_knows_is_not_invented(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(program, "_DECLARED", tmp_path / "pyproject.toml")
    monkeypatch.setattr(program, "DISTRIBUTION", "nobody-has-installed-this")
    assert program.installed_version("nobody-has-installed-this") == program.version() == "版本不明"
    assert crash_report(ValueError, None).startswith("信息公开工作台 版本不明\n")


def test_every_decision_is_in_the_index_and_says_context_choice_and_price() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = [page for page in (ROOT / "docs" / "decisions").glob("*.md") if page.name != "README.md"]
    assert [page.name for page in pages if f"]({page.name})" not in index] == []
    parts = ("**Context.**", "**Choice.**", "**Price.**")
    assert [page.name for page in pages if any(part not in page.read_text(encoding="utf-8") for part in parts)] == []
