"""The recovery key as a file to print, readable by its owner only."""

from datetime import date
from pathlib import Path

from exporters.recovery_sheet import recovery_sheet
from storage.registers import Registers
from storage.whole_file import write_whole


def recovery_page(registers: Registers, key: str, today: date) -> bytes:
    """Return the sheet to print as a PDF."""
    return recovery_sheet(registers.profile().name, registers.path.name, key, today)


def write_recovery_sheet(registers: Registers, key: str, path: Path, today: date) -> Path:
    """Write the sheet as a PDF and return its path; raises ExportError if it cannot be written."""
    write_whole(path, recovery_page(registers, key, today), private=True)
    return path
