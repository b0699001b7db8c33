"""What was answered on the start page, and entering it once the new file is open."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure.letters.office_names import OfficeNames
from disclosure.progress import Progress
from gui.kit.done_strip import DoneStrip
from gui.kit.file_dialogs import documents
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from gui.today.ways import WaysToBegin

if TYPE_CHECKING:
    from tasks.first_run import LastReport, OldLedger


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
        folder = "个人文件夹" if Path(documents()) == Path.home() else "“文档”文件夹"
        place = f"登记簿放在{folder}，名叫“{session.registers.path.stem}”。"

        def say(told: str, undo: str = "") -> None:
            page = window.page("today")
            assert isinstance(page, TodayPage)
            page.begin(DoneStrip(session, told, undo), WaysToBegin())

        def work(progress: Progress) -> str:
            registers, today = session.registers, session.today
            told: str = _first_run().bring_in(registers, self.last, self.old, today, progress)
            return told

        if self.last is None and self.old is None:
            say(f"都准备好了。{place}")
        else:
            session.run("带入以前的登记", work, lambda told: say(f"{told}{place}", "撤回整批"), window)


def _first_run() -> Any:
    """The readers of reports and ledgers load when the first file is dropped; the page itself is there at once."""
    from tasks import first_run  # noqa: PLC0415 - a worker with many modules behind it

    return first_run
