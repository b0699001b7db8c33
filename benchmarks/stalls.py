"""A clerk's day on an office's file and on a district's, and every turn in which the window was unresponsive.

``python -m benchmarks.stalls [office|district] [act …]`` prints each turn over 50 ms of processor time with its places,
and each equally long hold of the file's lock; ``make bench`` writes the longest turn of each act into its table.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks import budgets, offices
from benchmarks.comparison import Comparison
from disclosure.records import Request
from storage.query import Query
from storage.registers import open_registers
from tasks.safety.schedule import Trigger

if TYPE_CHECKING:
    from benchmarks.heartbeat import Heartbeat, WatchedLock
    from gui.forms.record_form import RecordForm
    from gui.registers.page import RegisterPage
    from gui.shell.main_window import MainWindow

_SETTLED_AFTER, _AT_MOST = 0.4, 40.0
"""Seconds without work after which an act is over, and after which it is abandoned."""

_TOLD_FROM = 0.03
_SIZE = (1366, 728)
FILES: dict[str, Callable[[], Path]] = {"office": offices.office, "district": offices.district}


@dataclass
class Day:
    """One window on a copy of a file; acts are triggered in its own event loop."""

    window: "MainWindow"
    heart: "Heartbeat"

    def page(self, register: str) -> "RegisterPage":
        """Return the page of a register."""
        from gui.registers.page import RegisterPage  # noqa: PLC0415

        page = self.window.page(register)
        found = page if isinstance(page, RegisterPage) else page.findChild(RegisterPage)
        assert isinstance(found, RegisterPage)
        return found

    def do(self, name: str, act: Callable[[], object], most: float = _AT_MOST) -> None:
        """Run one act as a click would, and wait until the window is idle."""
        from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: PLC0415
        from PySide6.QtTest import QTest  # noqa: PLC0415

        from gui.base.ahead import Ahead  # noqa: PLC0415

        loop, began = QEventLoop(), time.perf_counter()
        quiet_since = began

        def look() -> None:
            nonlocal quiet_since
            if self.window.session.is_busy or self.window.findChildren(Ahead):
                quiet_since = time.perf_counter()
            if time.perf_counter() - quiet_since > _SETTLED_AFTER or time.perf_counter() - began > most:
                loop.quit()

        clock = QTimer()
        clock.setInterval(50)
        clock.timeout.connect(look)
        if handle := self.window.windowHandle():
            QTest.keyClick(handle, Qt.Key.Key_Shift)  # she works: what waits for a pause waits on
        self.heart.doing(name)
        QTimer.singleShot(0, act)
        clock.start()
        loop.exec()
        clock.stop()
        self.heart.doing("between")

    @property
    def form(self) -> "RecordForm":
        """The open form."""
        from gui.forms.record_form import RecordForm  # noqa: PLC0415

        found = cast("list[RecordForm]", self.window.findChildren(RecordForm))
        return next(one for one in reversed(found) if one.isVisible())

    def close(self) -> None:
        """Close everything open in or above the window."""
        from PySide6.QtWidgets import QApplication, QDialog  # noqa: PLC0415

        for one in [*cast("list[QDialog]", self.window.findChildren(QDialog)), *QApplication.topLevelWidgets()]:
            if isinstance(one, QDialog) and one.isVisible():
                one.done(0)

    def type_into(self, name: str, text: object) -> None:
        """Type into a field of the open form."""
        self.form.fields[name].editor.set_value(text)

    def submit(self) -> None:
        """Save the open form."""
        self.form.submit()

    def save_one(self) -> None:
        """Amend the newest request."""
        registers = self.window.session.registers
        (record,) = registers.page(Request, registers.ids(Request, Query(descending=True, limit=1)))
        self.window.session.save(replace(record, remarks=f"{record.remarks}改"))

    def zoom(self, percent: int) -> None:
        """Zoom the report."""
        from gui.report.page import ReportPage  # noqa: PLC0415

        page = self.window.page("report")
        assert isinstance(page, ReportPage)
        page.ground.set_zoom(percent)

    def chosen(self) -> Request:
        """Return the selected request."""
        record = self.page("requests").selected()
        assert isinstance(record, Request)
        return record

    @property
    def requests(self) -> "RegisterPage":
        """The page of the requests."""
        return self.page("requests")

    def answer(self) -> None:
        """Open the sheet of the answer."""
        from gui.cases.acts import answer_of  # noqa: PLC0415

        answer_of(self.window.session, self.chosen(), self.window).open()

    def letter(self, code: str) -> None:
        """Open the sheet of a letter."""
        from gui.cases.acts import sheet_of  # noqa: PLC0415

        sheet_of(self.window.session, self.chosen(), code, self.window).open()

    def back_up(self) -> None:
        """Start a backup."""
        backups = self.window.guard.backups
        assert backups is not None
        backups.run_if_due(Trigger.ASKED)

    def while_runs(self, work: Callable[[], object]) -> None:
        """Start long work, and save while it runs."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415

        work()
        for after in (60, 300, 700):
            QTimer.singleShot(after, self.save_one)


def measured_stalls(name: str, wanted: tuple[str, ...] = ()) -> "tuple[Heartbeat, WatchedLock]":
    """Run a day on a copy of one file; ``wanted`` are the acts to run, all if it is empty."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.dont_write_bytecode = False  # an installed program has its bytecode: no turn compiles a module
    from PySide6.QtCore import QSettings  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from benchmarks.heartbeat import Heartbeat, WatchedLock  # noqa: PLC0415
    from gui.base.preferences import Preferences  # noqa: PLC0415
    from gui.shell.application import Program  # noqa: PLC0415
    from gui.shell.main_window import MainWindow  # noqa: PLC0415

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    made = FILES[name]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, made.name)
        shutil.copyfile(made, path)
        os.environ["XDG_DATA_HOME"] = folder
        preferences = Preferences(QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat))
        program = Program(app, preferences, today=lambda: offices.TODAY)
        registers = open_registers(path)
        with Heartbeat() as heart:
            lock = WatchedLock(heart)
            registers._connection.lock = lock  # type: ignore[assignment]

            def begin() -> None:
                program.show_registers(registers)
                assert isinstance(program.window, MainWindow)
                day.window = program.window
                day.window.resize(*_SIZE)

            begun = time.thread_time()
            day = Day(MainWindow.__new__(MainWindow), heart)
            heart.act = "start"
            begin()
            heart.longest["start, the window's own making"] = time.thread_time() - begun
            day.do("start", lambda: None)
            for title, act in _acts(day):
                if not wanted or any(each in title for each in wanted):
                    day.do(title, act)
        day.window.close()  # hidden before its last backup is made
        program.window = None
    return heart, lock


def _acts(day: Day) -> list[tuple[str, Callable[[], object]]]:
    """Return the acts in order; each page is built on its first use."""
    window = day.window
    tabs = ("releases", "requests", "reviews", "litigation", "tallies", "activities", "report", "today")
    return [
        *((f"tab {name}", partial(window.press_tab, name)) for name in tabs),
        *((f"tab {name} again", partial(window.press_tab, name)) for name in tabs),
        ("another year", partial(window.show_year, 2024)),
        ("tab report of another year", partial(window.press_tab, "report")),
        ("another year on the report", partial(window.show_year, 2025)),
        ("zoom 150", partial(day.zoom, 150)),
        ("zoom 100", partial(day.zoom, 100)),
        ("requests", partial(window.press_tab, "requests")),
        ("all years", lambda: day.requests.filters.clear()),  # noqa: PLW0108
        ("open a case", lambda: day.requests.table.selectRow(3)),
        ("open another case", lambda: day.requests.table.selectRow(5)),
        ("sort by outcome", lambda: day.requests._sorted("outcome")),
        ("sort by state", lambda: day.requests._sorted("state")),
        ("sort by due day", lambda: day.requests._sorted("due")),
        ("sort by number", lambda: day.requests._sorted("")),
        ("search 1", lambda: day.requests.search.setText("食")),
        ("search 2", lambda: day.requests.search.setText("食堂")),
        ("search none", lambda: day.requests.search.setText("")),
        ("filter by result", lambda: day.requests.filters.choose("outcome", ("granted",))),
        ("filter by nothing", lambda: day.requests.filters.clear()),  # noqa: PLW0108
        ("everything: search", partial(window.find_everywhere, "食堂")),
        ("requests again", partial(window.press_tab, "requests")),
        ("new request", lambda: day.requests.new_record()),  # noqa: PLW0108
        ("type in the new request", lambda: day.type_into("content", "门牌编制材料")),
        ("type again", lambda: day.type_into("content", "门牌编制材料一份")),
        ("close the new request", day.close),
        ("edit a request", lambda: day.requests.edit()),  # noqa: PLW0108
        ("type in the request", lambda: day.type_into("remarks", "已电话告知")),
        ("save the request", day.submit),
        ("close", day.close),
        ("new release", lambda: day.page("releases").new_record()),
        ("close the release", day.close),
        ("answer sheet", day.answer),
        ("close the answer", day.close),
        ("letter sheet", partial(day.letter, "extension-notice")),
        ("close the letter", day.close),
        ("save", day.save_one),
        ("save while a backup runs", partial(day.while_runs, day.back_up)),
        ("save while the check runs", partial(day.while_runs, window.verify)),
    ]


def measured() -> list[Comparison]:
    """Return the longest turn of each act, and the longest hold of the lock, on both files."""
    rows = []
    for name in FILES:
        heart, lock = measured_stalls(name)
        sys.stdout.write(heart.told())
        rows += [
            Comparison(f"longest turn, {act}, {name}", seconds * 1000, 0, "ms", "–", budgets.TURN)
            for act, seconds in heart.longest.items()
        ]
        held = max((hold.seconds for hold in lock.holds if not hold.is_window), default=0)
        rows.append(Comparison(f"longest hold of the lock, {name}", held * 1000, 0, "ms", "–", budgets.TURN))
    return rows


def main() -> None:
    """Print the stalls and holds of the named files and acts."""
    names = [word for word in sys.argv[1:] if word in FILES] or list(FILES)
    wanted = tuple(word for word in sys.argv[1:] if word not in FILES)
    for name in names:
        heart, lock = measured_stalls(name, wanted)
        print(f"== {name}\n{heart.told()}\n-- longest turns over 30 ms")
        for act, seconds in heart.longest.items():
            if seconds > _TOLD_FROM:
                print(f"{seconds * 1000:7.0f} ms  {act}")
        print("-- the lock held")
        for hold in lock.holds:
            who = "window" if hold.is_window else "worker"
            print(f"{hold.seconds * 1000:7.0f} ms  {who}  {hold.act}: {' > '.join(hold.place)}")
        print("-- the window waited for the lock (wall)")
        for act, seconds in lock.waited.items():
            if seconds > _TOLD_FROM:
                print(f"{seconds * 1000:7.0f} ms  {act}")


if __name__ == "__main__":
    main()
