"""The refused rows of a ledger, written to a file beside it to be corrected and imported again."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.errors import ExportError
from disclosure.file_names import fitted
from disclosure.wording import SEPARATOR
from exporters.sheets import write_sheet
from importers.ledgers.header import REASON_COLUMN, header_key
from storage.whole_file import whole_file

if TYPE_CHECKING:
    from importers.ledgers.ledger import Ledger


@dataclass(frozen=True)
class RefusedRow:
    """One row that was not imported: its place in the source, its texts, and the reasons."""

    number: int
    sheet: str
    cells: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Place and reasons, for people: 「第 5 行：收到申请之日：…」."""
        return f"{place_of(self.number, self.sheet)}：{SEPARATOR.join(self.reasons)}"


def place_of(number: int, sheet: str) -> str:
    """Return the place of a row, for people: 「“一月”第 5 行」."""
    return f"“{sheet}”第 {number} 行" if sheet else f"第 {number} 行"


@contextmanager
def refusals_beside(source: Path, ledger: "Ledger", refused: Sequence[RefusedRow]) -> Iterator[Path | None]:
    """Yield the path of 「NAME-退回.xlsx」 (or .csv) beside a source, or None without refused rows.

    The file is written before the block and put in place after it, or deleted if the block fails. A different older
    file is kept under another name, as somebody may have corrected it. Raises ExportError.
    """
    if not refused:
        yield None
        return
    path = source.with_name(fitted(source.stem, f"-退回{ledger.suffix}"))
    names = ledger.header.names
    width = max(len(names), *(len(row.cells) for row in refused))
    kept = [place for place in range(width) if place >= len(names) or header_key(names[place]) != REASON_COLUMN]
    header = [names[place] if place < len(names) else "" for place in kept]
    rows = [
        [*(row.cells[place] if place < len(row.cells) else "" for place in kept), SEPARATOR.join(row.reasons)]
        for row in refused
    ]
    with ExitStack() as stack:
        try:
            aside = stack.enter_context(whole_file(path, private=True))
            write_sheet(aside, ledger.record_type.title, [*header, REASON_COLUMN], rows)
        except (ExportError, OSError) as reason:
            raise ExportError(
                f"有 {len(refused)} 行需要退回，但台账所在的文件夹“{path.parent}”不能写入，因此一行也没有导入；"
                "把台账复制到可以写入的文件夹后再导入。"
            ) from reason
        yield path
        if path.exists() and path.read_bytes() != aside.read_bytes():
            older = (path.with_name(fitted(source.stem, f"-退回（旧{number}）{ledger.suffix}")) for number in count(1))
            path.rename(next(candidate for candidate in older if not candidate.exists()))
