"""The answers on the start page, and entering them in the new file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure.letters.office_names import OfficeNames
from disclosure.progress import Progress
from gui.kit.done_strip import DoneStrip
from gui.kit.file_dialogs import documents, folder_words
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from gui.today.ways import WaysToBegin

if TYPE_CHECKING:
    from tasks.first_run import Brought, LastReport, OldLedger


def read_last_report(path: Path, progress: Progress) -> "LastReport":
    """Read a published report; raises as ``tasks.first_run.read_last_report`` does."""
    found: LastReport = _first_run().read_last_report(path, progress)
    return found


def recognised(path: Path, progress: Progress) -> "OldLedger":
    """Return which register a ledger belongs to; raises as ``tasks.first_run.recognised`` does."""
    found: OldLedger = _first_run().recognised(path, progress)
    return found


@dataclass(frozen=True)
class FirstAnswers:
    """The office, the values derived from its name or edited, and existing files."""

    office: str
    names: OfficeNames
    last: "LastReport | None" = None
    old: "OldLedger | None" = None

    @property
    def path(self) -> Path:
        """The path of the new file, in the documents folder and with a name not yet used."""
        found: Path = _first_run().free_path(Path(documents()), self.office)
        return found

    def enter(self, window: MainWindow) -> None:
        """Enter the office in the file of a new window and import the rest; 今日 says in one line what was imported."""
        session = window.session
        _first_run().name_office(session.registers, self.office, self.names, session.today)
        place = f"登记簿放在{folder_words(session.registers.path.parent)}，名叫“{session.registers.path.stem}”。"

        def say(told: str, undo: str = "", *left: tuple[str, Callable[[], object]]) -> None:
            page = window.page("today")
            assert isinstance(page, TodayPage)
            page.begin(DoneStrip(session, told, undo, left), WaysToBegin())

        def work(progress: Progress) -> "Brought":
            registers, today = session.registers, session.today
            brought: Brought = _first_run().bring_in(registers, self.last, self.old, today, progress)
            return brought

        def came(brought: "Brought") -> None:
            say(f"{brought.told}{place}", "撤回整批", *_left_to_do(window, brought))

        if self.last is None and self.old is None:
            say(f"都准备好了。{place}")
        else:
            session.run("导入以前的登记", work, came, window)


def _left_to_do(window: MainWindow, brought: "Brought") -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield ways to go on after the import: import refused rows after questions, look at doubtful ones."""
    register, refusals = brought.register, brought.refusals
    if refusals is not None:
        yield "导入退回的…", lambda: window.work.bring_in(register, refusals)
    if brought.proposed:
        yield "核对栏目…", lambda: window.work.confirm_imported(register)


def _first_run() -> Any:
    """The module with the readers of reports and ledgers, imported with the first file dropped."""
    from tasks import first_run  # noqa: PLC0415 - imports many modules

    return first_run
