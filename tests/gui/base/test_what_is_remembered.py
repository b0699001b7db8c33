"""What this machine remembers of her window is there again the next time, and nonsense in the settings does no harm."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from gui.base.appearance import Appearance
from gui.base.preferences import Preferences
from resources import disks
from resources.disks import disk_of, is_pulled


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "settings.ini")


def begun(place: str) -> Preferences:
    """The preferences as the next start reads them."""
    return Preferences(QSettings(place, QSettings.Format.IniFormat))


def test_everything_that_was_chosen_is_there_again(place: str, tmp_path: Path) -> None:
    now = begun(place)
    first = begun(place)
    assert (first.appearance, first.zoom, first.lock_after) == (Appearance.SYSTEM, 100, None)
    assert (first.second_backup_folder, first.recent_files, first.geometry) == (None, [], QByteArray())
    assert first.shown_columns("requests", ["state"]) == ["state"]
    assert (first.filters("requests"), first.sort("requests", "-due"), first.width("requests", "due")) == (
        {},
        "-due",
        0,
    )
    now.appearance, now.zoom, now.lock_after = Appearance.DARK, 130, 15
    now.second_backup_folder, now.geometry = tmp_path / "U盘", QByteArray(b"abc")
    now.remember_columns("requests", ["number", "内容"])
    now.remember_columns("reviews", ["state"])
    now.remember_filters("requests", {"state": ("未办结", "已办结"), "date": ()})
    now.remember_sort("requests", "number,-due")
    now.remember_width("requests", "due", 77)
    now._settings.sync()
    then = begun(place)
    assert (then.appearance, then.zoom, then.lock_after) == (Appearance.DARK, 130, 15)
    assert (then.second_backup_folder, then.geometry) == (tmp_path / "U盘", QByteArray(b"abc"))
    assert then.shown_columns("requests", ["state"]) == ["number", "内容"]
    assert then.filters("requests") == {"state": ("未办结", "已办结"), "date": ()}
    assert then.filters("reviews") == {}
    assert (then.sort("requests", ""), then.sort("reviews", "due")) == ("number,-due", "due")
    assert (then.width("requests", "due"), then.width("reviews", "due"), then.width("requests", "x")) == (77, 0, 0)
    then.second_backup_folder = None
    assert begun(place).second_backup_folder is None
    assert then.data_folder == tmp_path / "data"


def test_where_the_disk_of_the_second_place_stood_is_known_at_the_next_start(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started without the stick, the backups went into the empty folder it had stood at, and were told as copied."""
    monkeypatch.setattr(disks, "_USED", set[Path]())
    stick = Path("/proc") if sys.platform == "linux" else Path(place).parent
    first = begun(place)
    first.second_backup_folder, there = stick, disk_of(stick)
    assert first._settings.value("second_backup_disk") == str(there)
    assert begun(place).second_backup_folder == stick
    assert {there} == disks._USED
    assert not is_pulled(stick)
    first.second_backup_folder = None
    assert first._settings.value("second_backup_disk") == ""


def test_the_latest_files_stand_first_and_each_once(place: str, tmp_path: Path) -> None:
    now = begun(place)
    files = [tmp_path / f"{n}.台账" for n in range(8)]
    for path in files:
        now.remember_file(path)
    now.remember_file(files[5])
    assert begun(place).recent_files == [files[5], files[7], files[6], files[4], files[3], files[2]]


def test_it_is_known_of_each_file_whether_it_asks_for_a_password(place: str, tmp_path: Path) -> None:
    now, one, other = begun(place), tmp_path / "一", tmp_path / "二"
    now.remember_password(one, is_asked=True)
    now.remember_password(other, is_asked=False)
    assert (now.has_password(one), now.has_password(other)) == (True, False)
    now.remember_password(other, is_asked=True)
    now.remember_password(one, is_asked=False)
    assert (begun(place).has_password(one), begun(place).has_password(other)) == (False, True)


def test_what_is_said_once_is_said_once(place: str) -> None:
    now = begun(place)
    assert [now.is_first_time("甲"), now.is_first_time("乙"), now.is_first_time("甲")] == [True, True, False]
    assert not begun(place).is_first_time("乙")


def test_old_answers_of_ledgers_are_read_until_the_file_has_them(place: str) -> None:
    now = begun(place)
    now._settings.setValue("ledger_answers", '{"甲": {"columns": 1}}')
    assert begun(place).ledger_answers == {"甲": {"columns": 1}}
    now.forget_ledgers()
    assert begun(place).ledger_answers == {}


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '{"state": 3}', "null", "很多"])
def test_settings_somebody_edited_by_hand_do_no_harm(place: str, nonsense: str) -> None:
    now = begun(place)
    for key in ("appearance", "zoom", "lock_after", "recent", "said", "filters/requests", "columns/requests"):
        now._settings.setValue(key, nonsense)
    assert (now.appearance, now.zoom, now.lock_after) == (Appearance.SYSTEM, 100, None)
    assert (now.recent_files, now.filters("requests"), now.shown_columns("requests", ["a"])) == ([], {}, ["a"])
    assert now.is_first_time("甲")


@pytest.mark.parametrize(("typed", "zoom"), [("80", 80), ("200", 200), ("70", 100), ("210", 100), ("115", 100)])
def test_only_a_size_that_can_be_chosen_counts(place: str, typed: str, zoom: int) -> None:
    now = begun(place)
    now._settings.setValue("zoom", typed)
    assert now.zoom == zoom


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the settings have rights of their own")
@pytest.mark.parametrize("was_there", [False, True])
def test_nobody_else_on_the_machine_reads_which_files_were_opened(tmp_path: Path, was_there: bool) -> None:
    """Qt made the folder 0755 and the file 0644, which names the last six files and where the backups go."""
    folder = tmp_path / "DisclosureDesk"
    if was_there:  # left by the program before it was updated
        folder.mkdir(mode=0o755)
        (folder / "DisclosureDesk.conf").touch(mode=0o644)
    program = (
        "import os; os.umask(0o022); from pathlib import Path; from gui.base.preferences import Preferences;"
        "now = Preferences(); now.remember_file(Path('/台账.xxgk')); now._settings.sync()"
    )
    surroundings = os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], env=surroundings, cwd=Path(__file__).parents[3], check=True)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    assert modes == {"DisclosureDesk": 0o700, "DisclosureDesk.conf": 0o600}
    assert "recent" in (folder / "DisclosureDesk.conf").read_text()
