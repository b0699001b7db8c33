"""What is killed at the real window: a clerk who saves, imports, issues, changes the password and writes packages.

The child is the program from its start on, without a screen; what it acknowledges is what the clerk has been told: a
form that has closed, a sentence in a window, a recovery key. Before it works it waits for the backup of the start,
which proves the file and sweeps, and looks whether the kill before left anything unfinished in any folder.
"""

import os
import random
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QMessageBox, QWidget

from disclosure.records import Attachment, IssuedReport, Request
from disclosure.report.narrative import DATED_ON
from disclosure.terms import SecrecyConclusion
from exporters.report.formats import FORMATS
from gui.base.preferences import Preferences
from gui.forms.record_form import RecordForm
from gui.kit.messages import LongNote
from gui.registers.importing import ImportDialog, import_file
from gui.registers.page import RegisterPage
from gui.report.desk import IssueDialog
from gui.report.page import ReportPage
from gui.safety.password import RecoveryKeyDialog
from gui.safety.unlock_window import UnlockWindow
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from storage.password import envelope
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import ASIDE, hash_of_file
from tasks.cases.zero_confirmations import confirm_all_zero, zero_months
from tasks.packages.handover import hand_over
from tasks.report.check import check_source
from tasks.report.versions import versions_of
from tasks.safety.backup import backup_at, proven
from tests.gui.fixtures import type_text
from tests.records_factory import make_profile, make_release, make_request
from tests.report_texts import OTHER_PROBLEMS, read_texts
from tests.torture.killing import Figures, Victim
from tests.torture.victims import LEDGER_ROWS, compare_imports, compare_saves, opened_by, write_ledger

TODAY = date(2024, 1, 10)
PATIENCE, _A_MOMENT = 60.0, 5
_CHEAP = 2**8
"""What a password costs here: a kill while one is worked out finds nothing, and the true price would be most of it."""
_PLACES = ("册", "U盘", "文档", "包", "设置", "临时")
_FRESH_EVERY, _AMENDED = 12, 0.5

W = TypeVar("W", bound=QWidget)


class Clerk:
    """The program in the child, and what its clerk sees and presses."""

    def __init__(self, folder: Path, path: Path, password: str) -> None:
        app = QApplication([])
        settings = QSettings(str(folder / "设置" / "settings.ini"), QSettings.Format.IniFormat)
        self.preferences = Preferences(settings)
        self.preferences.second_backup_folder = folder / "U盘"
        self.program = Program(app, self.preferences, today=lambda: TODAY)
        self.crashes: list[str] = []
        self.program.crashed.connect(self.crashes.append)
        self.program.begin(path, sample=False)
        if isinstance(door := self.program.window, UnlockWindow):
            type_text(door.page.line, password)
            door.page.open_button.click()
        self.until(lambda: isinstance(self.program.window, MainWindow))

    @property
    def window(self) -> MainWindow:
        """The one window."""
        assert isinstance(self.program.window, MainWindow)
        return self.program.window

    @property
    def registers(self) -> Registers:
        """What the window shows."""
        return self.window.session.registers

    def until(self, holds: Callable[[], object]) -> None:
        """Let the window live until something is so."""
        last = time.monotonic() + PATIENCE
        while not holds():
            if self.crashes:
                raise RuntimeError(self.crashes[0])
            if time.monotonic() > last:
                seen = [(type(one).__name__, one.windowTitle()) for one in self.windows(QWidget)]
                raise TimeoutError(f"not so after {PATIENCE} s; seen: {seen}")
            QTest.qWait(_A_MOMENT)

    def windows(self, kind: type[W]) -> list[W]:
        """Return the windows of a kind that can be seen, those that lie in another, too."""
        on_top = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        inside = [one for window in on_top for one in cast("list[QDialog]", window.findChildren(QDialog))]
        return [one for one in dict.fromkeys([*on_top, *inside]) if isinstance(one, kind) and one.isVisible()]

    def meet(self, kind: type[W]) -> W:
        """Wait for a window and return it."""
        self.until(lambda: self.windows(kind))
        return self.windows(kind)[0]

    def read_note(self) -> str:
        """Wait until a result is told, and close it."""
        self.until(lambda: self.windows(QMessageBox) or self.windows(LongNote))
        note = [*self.windows(QMessageBox), *self.windows(LongNote)][0]
        told = " ".join(one.text() for one in cast("list[QLabel]", note.findChildren(QLabel)))
        note.close()
        self.until(lambda: not self.windows(QDialog))
        return told


class AtTheWindow(Victim):
    """One kind of act at the window; ``acts`` yields what to acknowledge, as soon as the clerk knows it is done."""

    waits_to_begin = True
    longest = 3.0

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        envelope.SCRYPT_N = _CHEAP  # for the child, and for whoever looks after it
        self.password = ""
        self.unfinished = folder / "unfinished.txt"
        self.trouble = folder / "trouble.txt"
        self._proven: set[Path] = set()
        for name in _PLACES:
            (folder / name).mkdir(exist_ok=True)
        self.path = folder / "册" / "台账.sqlite"

    def prepare(self, number: int) -> None:
        if number % _FRESH_EVERY == 0:
            for place in _PLACES:
                _empty(self.folder / place)
            self.password = ""
            documents = f'XDG_DOCUMENTS_DIR="{self.folder / "文档"}"\n'
            (self.folder / "设置" / "user-dirs.dirs").write_text(documents, encoding="utf-8")
            with create_registers(self.path) as registers:
                self.fill(registers)

    def fill(self, registers: Registers) -> None:
        """Fill a fresh file."""
        registers.save(make_profile(phone="0500-0000000", address="测试路1号"))
        registers.save_all([make_request(content=f"旧{row}", phone=f"1300000{row:04}") for row in range(60)])

    def work(self, seed: int) -> None:
        home = str(self.folder / "设置")
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        tempfile.tempdir = str(self.folder / "临时")
        try:
            clerk = Clerk(self.folder, self.path, self.password)
            clerk.until(lambda: clerk.window.recovery.text().startswith("可恢复"))
            left = [path for path in self.folder.rglob(f"{ASIDE}*") if f"-{os.getpid()}-" not in path.name]
            left += [path for path in (self.folder / "临时").iterdir() if path not in left]
            self.unfinished.write_text("\n".join(map(str, left)), encoding="utf-8")
            self.begin()
            for done in self.acts(clerk, random.Random(seed)):
                self.acknowledge(done)
            clerk.window.close()
        except BaseException:
            self.trouble.write_text(traceback.format_exc(), encoding="utf-8")
            raise

    def acts(self, clerk: Clerk, chance: random.Random) -> Iterator[str]:
        """Work; yield what is done."""
        raise NotImplementedError

    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        for told in (self.unfinished, self.trouble):
            if told.exists():
                text = told.read_text(encoding="utf-8")
                figures.complaints += [text] if text else []
                told.unlink()
        self.look(acknowledged, figures)
        for folder in (self.folder / "U盘", *(self.folder / "设置").glob("data/backups/*")):
            for backup in folder.glob("*"):  # beside the folders lie the notes of whose they are
                if backup_at(backup) and backup not in self._proven:
                    proven(backup)
                    self._proven.add(backup)

    def look(self, acknowledged: Sequence[str], figures: Figures) -> None:
        """Compare the file with what was acknowledged."""
        raise NotImplementedError


def _empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


class WindowSaves(AtTheWindow):
    """Forms filled in and saved, and what was just entered put right by its form."""

    def prepare(self, number: int) -> None:
        super().prepare(number)
        if number % _FRESH_EVERY == 0:
            with open_registers(self.path) as registers:
                self.before = {request.id: request.content for request in registers.all(Request)}

    def acts(self, clerk: Clerk, chance: random.Random) -> Iterator[str]:
        page = clerk.window.show_page("requests")
        assert isinstance(page, RegisterPage)
        typed = {"applicant_kind": "自然人", "applicant": "张某某", "channel": "当面", "arrived_on": "2024-01-08"}
        while True:
            text = f"内容{chance.random()}"
            _save(clerk, page.new_record(), {**typed, "content": text})
            number = max(clerk.registers.ids(Request))
            yield f"{number} {text}"
            if chance.random() < _AMENDED:
                page.go_to("requests", number)
                clerk.until(partial(_shows, page, number))
                _save(clerk, page.edit(), {"content": "改"})
                yield f"{number} {clerk.registers.get(Request, number).content}"

    def look(self, acknowledged: Sequence[str], figures: Figures) -> None:
        with open_registers(self.path) as registers:
            there = {request.id: request.content for request in registers.all(Request)}
        compare_saves(acknowledged, self.before, there, figures)
        self.before = there
        self.complain_if_damaged(self.path, figures)


def _shows(page: RegisterPage, number: int) -> bool:
    return page.detail.record is not None and page.detail.record.id == number


def _save(clerk: Clerk, form: RecordForm | None, typed: Mapping[str, str]) -> None:
    assert form is not None
    clerk.until(form.isVisible)
    for name, value in typed.items():
        keyboard = form.fields[name].editor.keyboards()[-1]
        keyboard.setFocus()
        if isinstance(keyboard, QLineEdit):
            keyboard.selectAll()
        type_text(keyboard, value)
    clerk.until(form.save_button.isEnabled)
    form.save_button.click()
    clerk.until(lambda: not clerk.windows(RecordForm))


class WindowImports(AtTheWindow):
    """Ledgers of 120 rows dropped on their page, one after the other, each with its backup before."""

    longest = 12.0

    def acts(self, clerk: Clerk, chance: random.Random) -> Iterator[str]:
        page = clerk.window.show_page("requests")
        assert isinstance(page, RegisterPage)
        while True:
            name = f"进{chance.random()}"
            source = self.folder / "册" / f"{name}.csv"
            write_ledger(source, name)
            import_file(page.shown(), source)
            dialog = clerk.meet(ImportDialog)  # its rows are all alike, which is told
            clerk.until(dialog.save_button.isEnabled)
            dialog.save_button.click()
            told = clerk.read_note()
            if str(LEDGER_ROWS) not in told:
                raise RuntimeError(told)
            yield name

    def look(self, acknowledged: Sequence[str], figures: Figures) -> None:
        with open_registers(self.path) as registers:
            contents = [request.content for request in registers.all(Request) if request.content.startswith("进")]
        compare_imports(acknowledged, contents, figures)
        self.complain_if_damaged(self.path, figures)


class WindowIssues(AtTheWindow):
    """The reports of four zero-years issued one after the other, their six files written among the documents."""

    longest = 10.0
    years = (2020, 2021, 2022, 2023)

    def fill(self, registers: Registers) -> None:
        registers.save(make_profile(phone="0500-0000000", address="测试路1号"))
        for year in self.years:
            day = date(year, 5, 6)
            conclusion = {"secrecy_reviewer": "张某某", "secrecy_conclusion": SecrecyConclusion.RELEASE}
            registers.save(make_release(formed_on=day, published_on=day, secrecy_reviewed_on=day, **conclusion))
            confirm_all_zero(registers, [month.period for month in zero_months(registers, year, TODAY)], TODAY)
            read_texts(registers, year, OTHER_PROBLEMS[year % len(OTHER_PROBLEMS)])

    def acts(self, clerk: Clerk, chance: random.Random) -> Iterator[str]:  # noqa: ARG002 - the years are known
        page = clerk.window.show_page("report")
        assert isinstance(page, ReportPage)
        issued = {one.year for one in clerk.registers.all(IssuedReport)}
        for year in self.years:
            clerk.window.show_year(year)
            clerk.until(lambda: page.desk.is_current)
            if year not in issued:
                text = page.editors[DATED_ON].text
                text.setFocus()
                type_text(text, f"{year + 1}-1-10")
                clerk.until(page.bar.issue_button.isEnabled)
                page.bar.issue_button.click()
                clerk.meet(IssueDialog).save_button.click()
                clerk.until(lambda: page.bar.state.text().startswith("已签发") and not clerk.windows(QDialog))
                yield f"签发 {year}"
            paths = [self.folder / "文档" / f"{page.report.title}{suffix}" for suffix in FORMATS]
            if not any(path.exists() for path in paths):
                page.bar.export_button.click()
            else:  # a kill left some of them: the clerk is asked and writes them again
                page.write(paths)
            clerk.until(page.written.isVisible)
            for path in paths:
                yield f"导出 {hash_of_file(path)} {path.name}"

    def look(self, acknowledged: Sequence[str], figures: Figures) -> None:
        with open_registers(self.path) as registers:
            issued = {one.year: one for one in registers.all(IssuedReport)}
            papers = {one.sha256 for one in registers.all(Attachment)}
            figures.lost += sum(not registers.content(sha256) for sha256 in papers)
            for year in issued:
                figures.damaged += len(versions_of(registers, year)) != 1
        figures.lost += sum(int(one.split(" ")[1]) not in issued for one in acknowledged if one.startswith("签发"))
        for line in acknowledged:
            if line.startswith("导出"):
                _, known, name = line.split(" ", 2)
                path = self.folder / "文档" / name
                figures.lost += not path.exists() or hash_of_file(path) != known
        for path in (self.folder / "文档").iterdir():
            if not path.name.startswith(ASIDE):
                check_source(path)  # whatever bears the name of a report can be read as one
        self.complain_if_damaged(self.path, figures)


class WindowPasswords(AtTheWindow):
    """The password set and changed at its dialog, the recovery key shown and typed back, the backups following."""

    longest = 8.0

    def prepare(self, number: int) -> None:
        super().prepare(number)
        if number % _FRESH_EVERY == 0:
            self.turn = 0
            with open_registers(self.path) as registers:
                self.expected = list(registers.all(Request))

    def acts(self, clerk: Clerk, chance: random.Random) -> Iterator[str]:  # noqa: ARG002 - the turns are known
        for turn in range(self.turn + 1, 1_000):
            dialog = clerk.window.work.open_password()
            clerk.until(dialog.isVisible)
            type_text(dialog.present, _password(turn - 1))
            for line in (dialog.password, dialog.repeat):
                type_text(line, _password(turn))
            dialog.save_button.click()
            key = clerk.meet(RecoveryKeyDialog)
            yield str(turn)
            type_text(key.last, key.key.text().split("-")[-1])
            key.save_button.click()
            clerk.until(lambda: not clerk.windows(QDialog))

    def look(self, acknowledged: Sequence[str], figures: Figures) -> None:
        told = int(acknowledged[-1]) if acknowledged else self.turn
        found = opened_by(self.path, (told, told + 1), _password, self.expected, figures)
        figures.lost += found is None
        figures.unacknowledged_but_there += found == told + 1
        self.turn = told if found is None else found
        self.password = _password(self.turn)


def _password(turn: int) -> str:
    return f"secret of turn {turn}" if turn else ""


class WindowPackages(AtTheWindow):
    """交接包 and 归档包 written by their menu entries, each into a folder of its own."""

    longest = 10.0

    def prepare(self, number: int) -> None:
        super().prepare(number)
        if number == 0:  # a child that had to read the fonts first would be dead before its first package
            with open_registers(self.path) as registers:
                hand_over(registers, self.folder / "包", datetime.now().astimezone())
            _empty(self.folder / "包")

    def acts(self, clerk: Clerk, chance: random.Random) -> Iterator[str]:
        while True:
            place = self.folder / "包" / str(chance.randrange(2**32))
            place.mkdir()
            clerk.window.entries[chance.choice(("handover", "archive", "portal"))].trigger()
            dialog = clerk.meet(QFileDialog)
            dialog.fileSelected.emit(str(place))
            dialog.close()
            clerk.read_note()
            yield place.name

    def look(self, acknowledged: Sequence[str], figures: Figures) -> None:
        for place in (self.folder / "包").iterdir():
            folders = [path for path in place.iterdir() if path.is_dir() and not path.name.startswith(ASIDE)]
            archives = [path for path in place.glob("*.zip") if not path.name.startswith(ASIDE)]
            figures.lost += place.name in acknowledged and (len(folders), len(archives)) != (1, 1)
            for folder in folders:
                figures.damaged += not _agrees(folder)
            for archive in archives:
                with zipfile.ZipFile(archive) as packed:
                    figures.damaged += packed.testzip() is not None
        for place in (self.folder / "包").iterdir():
            if place.name in acknowledged:
                _empty(place)
                place.rmdir()
        self.complain_if_damaged(self.path, figures)


def _agrees(folder: Path) -> bool:
    """Whether every file of a package is the one its list of sums names."""
    lists = [path for name in ("SHA256SUMS.txt", "manifest-sha256.txt") for path in folder.glob(name)]
    sums = [line.split("  ", 1) for path in lists for line in path.read_text("utf-8").splitlines()]
    return bool(sums) and all(hash_of_file(folder / name) == known for known, name in sums)


VICTIMS: Mapping[str, type[AtTheWindow]] = {
    "window saves": WindowSaves,
    "window imports": WindowImports,
    "window issues": WindowIssues,
    "window passwords": WindowPasswords,
    "window packages": WindowPackages,
}
