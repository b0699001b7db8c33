"""The refused rows of a ledger, written back beside it so that they can be mended and imported again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.errors import ExportError
from disclosure.wording import SEPARATOR

if TYPE_CHECKING:
    from importers.ledgers.ledger import Ledger


@dataclass(frozen=True)
class RefusedRow:
    """One row that is not in the register now: where it stands in the source, its texts, and why."""

    number: int
    sheet: str
    cells: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Where and why, for people: 「第 5 行：收到申请之日：…」."""
        place = f"“{self.sheet}”第 {self.number} 行" if self.sheet else f"第 {self.number} 行"
        return f"{place}：{SEPARATOR.join(self.reasons)}"


@contextmanager
def refusals_beside(source: Path, ledger: "Ledger", refused: Sequence[RefusedRow]) -> Iterator[Path | None]:
    """Give the path of 「NAME-退回.xlsx」 (or .csv) beside a source, None without refused rows.

    It is written before the block runs and put in its place after it; where the block fails it is taken away. An
    older one that differs is kept under another name, for someone may have mended it. Raises ExportError.
    """
    if not refused:
        yield None
        return
    path = source.with_name(f"{source.stem}-退回{ledger.suffix}")
    unfinished = source.with_name(f"{source.stem}-退回（未完成）{ledger.suffix}")
    try:
        _write(unfinished, ledger, refused)
        yield path
        _put_in_place(unfinished, path)
    finally:
        _take_away(unfinished)


def _write(path: Path, ledger: "Ledger", refused: Sequence[RefusedRow]) -> None:
    from exporters.sheets import write_sheet  # noqa: PLC0415 - opening the window does not need it
    from importers.ledgers.header import REASON_COLUMN, header_key  # noqa: PLC0415

    names = ledger.header.names
    width = max(len(names), *(len(row.cells) for row in refused))
    kept = [place for place in range(width) if place >= len(names) or header_key(names[place]) != REASON_COLUMN]
    header = [names[place] if place < len(names) else "" for place in kept]
    rows = [
        [*(row.cells[place] if place < len(row.cells) else "" for place in kept), SEPARATOR.join(row.reasons)]
        for row in refused
    ]
    try:
        write_sheet(path, ledger.record_type.title, [*header, REASON_COLUMN], rows, private=True)
    except ExportError as reason:
        raise ExportError(
            f"有 {len(refused)} 行需要退回，但台账所在的文件夹“{path.parent}”不能写入，因此一行也没有导入；"
            "请把台账复制到可以写入的文件夹后再导入。"
        ) from reason


def _put_in_place(unfinished: Path, path: Path) -> None:
    if path.exists() and path.read_bytes() != unfinished.read_bytes():
        older = (path.with_name(f"{path.stem}（旧{number}）{path.suffix}") for number in count(1))
        path.rename(next(candidate for candidate in older if not candidate.exists()))
    unfinished.replace(path)


def _take_away(unfinished: Path) -> None:
    try:
        unfinished.unlink(missing_ok=True)
    except OSError:  # its name was too long to be written in the first place
        return
