"""What every test may use: a real file in a folder of its own, a fixed clock, and Qt without a screen.

It also says how the suite runs: how many processes, where its files lie, and how long a property may take.
"""

import faulthandler
import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from exporters.report.formats import FORMATS
from storage import opening, schema
from storage.password import envelope
from storage.registers import Registers
from tests.empty_files import copy_or_apply, new_registers
from tests.made_once import FOLDER
from tests.samples import SEARCH, sample
from tests.well_said import WellSaid

# Every worker and every process a test starts reads what the first of them compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 2**29
"""Several times what the files of a run take, so that a container with 64 MB there keeps to its disk."""

SECONDS_BETWEEN_WATCHES = 1.0

TRUE_SCRYPT_N = envelope.SCRYPT_N
MON_4_MARCH_2024_AT_NINE = datetime(2024, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))

if hasattr(time, "tzset"):  # the time of the office, whatever the machine's: another one is told
    os.environ["TZ"] = "Asia/Shanghai"
    time.tzset()

if sys.platform.startswith("linux") and os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # The screens of offices. QT_QPA_PLATFORM=xcb shows the windows on the developer's own, where some sizes differ.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parent / 'data' / 'screens.json'}"

if sys.platform.startswith("linux") and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY:
    # Every save waits for the disk, thousands of times in a run. Who wants it so says TMPDIR, as `make torture` does.
    os.environ.setdefault("TMPDIR", str(MEMORY))
    tempfile.tempdir = None  # whoever asked before is asked again

# No property fails because the machine is busy. The same examples at every run: a change is not blamed for what
# chance finds; chance has its turn in `make torture`, where the profile "search" draws new ones each time, and more.
settings.register_profile(
    "suite",
    max_examples=25,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(SEARCH, settings.get_profile("suite"), max_examples=100, derandomize=False)
settings.load_profile("suite")


PYTHONS_LIMITS = gc.get_threshold()
gc.disable()  # until all is collected: nothing of that is garbage, and every search walks through it


@pytest.hookimpl(tryfirst=True)  # before markers choose
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave most of what only multiplies to `make torture`."""
    sample(items)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no search for garbage walks through the tests and their modules again.

    Searches come a tenth as often as they do by themselves: a test is over before much is left. Where a window is, what
    it left goes as soon as in the program (`no_window_left`).
    """
    gc.freeze()
    gc.set_threshold(10 * PYTHONS_LIMITS[0], *PYTHONS_LIMITS[1:])
    gc.enable()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Single files and tests run in this process, sooner than a second one would have begun; the rest on every core.

    Three processes share two cores: a window that waits for a pause in the typing leaves its core to another.
    """
    named = all(argument.partition("::")[0].endswith(".py") for argument in config.args)
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return 0 if named else cores + (cores + 1) // 2


class _Watch:
    """Ends a process in which a test takes far too long, and tells where it stands.

    As `faulthandler_timeout` does, but it begins anew once a second at most: each time a thread is started and waited
    for, which took as long as all else that pytest does around a small test.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._seconds = float(config.getini("longest_test"))
        self._told_to = os.dup(2)
        self._begun = float("-inf")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        now = time.monotonic()
        if now - self._begun > SECONDS_BETWEEN_WATCHES:
            self._begun = now
            faulthandler.dump_traceback_later(self._seconds, file=self._told_to, exit=True)

    def pytest_unconfigure(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        os.close(self._told_to)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say how long a test may take."""
    parser.addini("longest_test", "seconds after which a test is given up, and its process with it", default="300")


def pytest_configure(config: pytest.Config) -> None:
    """Watch each process of the run; what is made once in it has a folder until its end."""
    config.pluginmanager.register(_Watch(config))
    config.pluginmanager.register(WellSaid(), WellSaid.__name__)
    if not hasattr(config, "workerinput"):  # this process begins the others
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="made-once-")
        config.add_cleanup(partial(shutil.rmtree, os.environ[FOLDER], ignore_errors=True))


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords cost the tests nearly nothing; a test that needs the true price asks for `true_scrypt`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelope, "SCRYPT_N", 2)
        yield


@pytest.fixture
def true_scrypt(cheap_passwords: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it comes first
    """Passwords cost what they cost the clerk: for files that another process opens too."""
    monkeypatch.setattr(envelope, "SCRYPT_N", TRUE_SCRYPT_N)


@pytest.fixture(scope="session", autouse=True)
def cheap_files() -> Iterator[None]:
    """A new file is a copy of one that was made once; a test of how one is made asks for `true_files`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "apply", copy_or_apply)
        yield


@pytest.fixture
def true_files(cheap_files: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it comes first
    """A new file runs through every migration, as the clerk's."""
    monkeypatch.setattr(opening, "apply", schema.apply)


@pytest.fixture(scope="module")
def trees_alone() -> Iterator[None]:
    """No search for garbage among the syntax trees of the whole program: half a million nodes, all of them used."""
    gc.disable()
    yield
    gc.enable()


def fixed_now() -> datetime:
    """The clock of the tests."""
    return MON_4_MARCH_2024_AT_NINE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of a test lies; nothing is there yet."""
    return tmp_path / "台账.sqlite"


@pytest.fixture
def registers(path: Path) -> Iterator[Registers]:
    """An open, empty file."""
    with new_registers(path, now=fixed_now, by="测试员") as opened:
        yield opened


@pytest.fixture
def data_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Issuing keeps the report as data alone: for tests that look at none of its six papers, which take their time."""
    monkeypatch.setattr("tasks.report.issuing.FORMATS", {".json": FORMATS[".json"]})


@pytest.fixture
def unproven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers go out without being read again first, which takes as long as making them: for tests of something else."""
    monkeypatch.setattr("exporters.read_back.proving.difference_of", lambda *_read: None)
