"""Writing packages: 交接包 for a successor, 归档包 for the archive, 门户包 for the portal."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.base.session import Session
from gui.kit.file_dialogs import ask_existing, ask_folder, lies_at
from gui.kit.messages import show_note
from tasks.packages.archive import write_archive
from tasks.packages.handover import hand_over
from tasks.packages.portal import read_portal, write_portal

if TYPE_CHECKING:
    from tasks.safety.schedule import Proof

_PAGES = "网页和文档 (*.html *.htm *.shtml *.mht *.mhtml *.docx *.doc *.wps)"
_AGREES = "“{}”里，目录的每一条（或者指南的每一段）都在，与登记簿、机关信息现在的内容相同；网页上别的文字没有核对。"

Writing: TypeAlias = Callable[[Path, Callable[[int, int], None]], Any]
"""Writes a package into a folder, reporting progress; ``sentence`` of its result says where it is."""


def ask_handover(session: Session, proof: "Proof | None", parent: QWidget) -> QFileDialog:
    """Ask where to save the 交接包, and write it; ``proof`` is the last proven backup."""
    last = f"{proof.proven_at:%Y-%m-%d %H:%M} {proof.backup.path}" if proof else ""
    now = datetime.now().astimezone()
    return _ask(
        session, parent, "交接包", lambda place, progress: hand_over(session.registers, place, now, last, progress)
    )


def ask_archive(session: Session, year: int, parent: QWidget) -> QFileDialog:
    """Ask where to save the 归档包 of a year, and write it."""
    return _ask(
        session,
        parent,
        f"{year} 年归档包",
        lambda place, progress: write_archive(session.registers, year, place, session.today, progress),
    )


def ask_portal(session: Session, parent: QWidget) -> QFileDialog:
    """Ask where to save the 门户包 for the web editor, and write it."""
    registers, today = session.registers, session.today
    return _ask(session, parent, "门户包", lambda place, progress: write_portal(registers, place, today, progress))


def ask_portal_page(session: Session, parent: QWidget) -> QFileDialog:
    """Ask for a page saved from the portal, and show where it differs from the catalogue or the guide."""

    def chosen(page: Path) -> None:
        session.run(
            "核对门户网页",
            lambda _progress: read_portal(session.registers, page, session.today),
            lambda found: show_note("核对门户网页", "\n".join(found) or _AGREES.format(page.name), parent),
            parent,
        )

    return ask_existing(parent, "核对门户网页", _PAGES, chosen)


def _ask(session: Session, parent: QWidget, title: str, write: Writing) -> QFileDialog:
    def write_into(place: Path) -> None:
        write_package(session, parent, title, place, write)

    return ask_folder(parent, f"{title}写到哪个文件夹", write_into)


def write_package(session: Session, parent: QWidget, title: str, place: Path, write: Writing) -> None:
    """Write a package in a worker and say where it is."""
    session.run(
        f"写出{title}",
        lambda progress: write(place, progress),
        lambda done: show_note(
            title,
            f"{done.sentence}\n写在{lies_at(done.folder)}；旁边的压缩文件装着同样的内容，任取一样就行。",
            parent,
            done.folder,
        ),
        parent,
    )
