"""上级报表 stored in the file: imported once, its cells assigned to figures, filled for any period."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

from disclosure.errors import SourceUnreadableError
from disclosure.papers import LAYOUTS
from disclosure.progress import Progress, silent
from disclosure.records import Draft
from disclosure.report.counting import Period
from disclosure.statistics.layout import Layout, Wanted, kept, layouts_of, values
from exporters.filled_sheet import LARGEST, Shown, filled, sheets_of
from importers.workbook_size import Limits, check_size
from storage.registers import Registers
from storage.whole_file import write_whole
from tasks.statistics.comparing import compared

_OF_NO_YEAR = 0
_A_FORM = Limits(unpacked=40_000_000, cells=40_000, strings=400_000, merged=4_000)


def layouts(registers: Registers) -> tuple[Layout, ...]:
    """Return the layouts of the file, in the order imported."""
    draft = registers.drafts(_OF_NO_YEAR).get(LAYOUTS)
    return tuple(layouts_of(draft.text)) if draft else ()


def bring_in(registers: Registers, path: Path) -> Layout:
    """Store a workbook of the district; it replaces one of the same name, keeping its assigned cells.

    Raises SourceUnreadableError for a file that is not an .xlsx workbook, or too large for a form.
    """
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise SourceUnreadableError(f"“{path.name}”不是可以读取的报表（.xlsx，不超过 2 MB）。")
    content = path.read_bytes()
    with suppress(BadZipFile):  # reported below
        check_size(content, _A_FORM)
    names = [sheet.name for sheet in sheets_of(content)]
    former = next((one for one in layouts(registers) if one.name == path.stem), None)
    if former is not None and former.sheet in names:
        made = replace(former, workbook=content)
    else:
        made = Layout(path.stem, content, names[0])
    _keep(registers, [*(one for one in layouts(registers) if one.name != made.name), made], f"导入报表“{made.name}”")
    return made


def tell_cells(registers: Registers, layout: Layout, sheet: str, cells: dict[str, Wanted]) -> Layout:
    """Save the figures assigned to the cells of a sheet."""
    changed = replace(layout, sheet=sheet, cells=cells)
    if changed != layout:
        others = [changed if one.name == layout.name else one for one in layouts(registers)]
        _keep(registers, others, f"修改报表“{layout.name}”的取数")
    return changed


def forget(registers: Registers, layout: Layout) -> None:
    """Delete a layout."""
    _keep(registers, [one for one in layouts(registers) if one.name != layout.name], f"不再保存报表“{layout.name}”")


def sheets(layout: Layout) -> tuple[Shown, ...]:
    """Return the sheets of a layout as displayed."""
    return sheets_of(layout.workbook)


def fill(
    registers: Registers, layout: Layout, period: Period, path: Path, *, today: date, progress: Progress = silent
) -> Path:
    """Write the workbook with the figures of a period, read back before it is put in place.

    Raises ExportError for the open file itself or a result that does not read back, OSError if the place cannot be
    written.
    """
    with registers.lock:
        now = compared(registers, period, today, progress)
        so_far = compared(registers, Period(date(period.until.year, 1, 1), period.until), today, progress)
    write_whole(path, filled(layout.workbook, layout.sheet, values(layout, now, so_far)))
    return path


def _keep(registers: Registers, every: Iterable[Layout], label: str) -> None:
    known = registers.drafts(_OF_NO_YEAR).get(LAYOUTS)
    text = kept(every)
    with registers.batch(label):
        registers.save(replace(known, text=text) if known else Draft(year=_OF_NO_YEAR, part=LAYOUTS, text=text))
