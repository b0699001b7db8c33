"""What was answered on the start page, and entering it once the new file is open."""

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
    """Return which register a ledger is one of; raises as ``tasks.first_run.recognised`` does."""
    found: OldLedger = _first_run().recognised(path, progress)
    return found


@dataclass(frozen=True)
class FirstAnswers:
    """The office, what its name proposes or she changed, and what she has from before."""

    office: str
    names: OfficeNames
    last: "LastReport | None" = None
    old: "OldLedger | None" = None

    @property
    def path(self) -> Path:
        """Where the new file lies: among the documents, under a name of its own."""
        found: Path = _first_run().free_path(Path(documents()), self.office)
        return found

    def enter(self, window: MainWindow) -> None:
        """Name the office in the file of a new window and bring in the rest; 今日 says in one line what came in."""
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
            session.run("带入以前的登记", work, came, window)


def _left_to_do(window: MainWindow, brought: "Brought") -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the ways on from what came in: rows sent back are asked about and imported, doubtful ones looked at."""
    register, refusals = brought.register, brought.refusals
    if refusals is not None:
        yield "导入退回的…", lambda: window.work.bring_in(register, refusals)
    if brought.proposed:
        yield "核对栏目…", lambda: window.work.confirm_imported(register)


def _first_run() -> Any:
    """The readers of reports and ledgers load when the first file is dropped; the page itself is there at once."""
    from tasks import first_run  # noqa: PLC0415 - a worker with many modules behind it

    return first_run
