"""Printing the report."""

from PySide6.QtWidgets import QWidget

from gui.base.session import Session
from gui.kit.printing import print_pdf
from tasks.report.writing import printed_report


def print_report(session: Session, year: int, parent: QWidget) -> None:
    """Show the report of a year, as issued or as drafted, ready to print."""
    registers, today = session.registers, session.today
    print_pdf(session, f"打印 {year} 年度报告", lambda: printed_report(registers, year, today), parent, is_public=True)
