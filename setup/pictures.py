"""Screenshots for the manual: ``make pictures`` writes ``resources/help/pictures``, small and reproducible.

They show the sample on a fixed day, in the light theme, at 100 %; whoever changes a screen makes and checks new ones.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QRect, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.base.appearance import Appearance, dress, dress_window, load_fonts
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.kit.page_preview import PagePreview
from gui.registers.page import RegisterPage
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from gui.shell.start_page import StartPage
from gui.today.page import TodayPage
from resources.locate import resource_path
from storage.registers import open_registers
from tasks.sample import make_sample

TODAY = date(2026, 11, 25)
SIZE = (1280, 720)
WIDEST = 720
"""Pixels: the width of the text in the manual's window; wider screenshots are scaled down."""
FOLDER = resource_path("help", "pictures")
_COLOURS, _OPEN_REQUEST = 256, 3
_SETTLES = 300


def pictures(window: MainWindow) -> Iterator[tuple[str, QWidget, QRect | None]]:
    """Show one thing after another; yield its file name, its widget, and which part of it to take."""
    today = window.show_page("today")
    assert isinstance(today, TodayPage)
    while today.shown is None:
        QTest.qWait(_SETTLES)
    yield "today", window, QRect(0, 34, 1280, 560)
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    _settle(window)
    page.table.selectRow(_OPEN_REQUEST)
    yield "list", window, QRect(80, 40, 730, 480)
    corner = page.detail.mapTo(window, page.detail.rect().topLeft())
    yield "case", window, QRect(corner, page.detail.size())
    form = page.new_record()
    for name, value in (("applicant", "谷雨"), ("content", "清河路雨污分流改造工程的施工合同")):
        form.fields[name].editor.set_value(value)
    yield "form", form, QRect(0, 0, form.width(), 420)
    form.hide()
    report = window.show_page("report")
    assert isinstance(report, ReportPage)
    while not report.desk.is_current:
        QTest.qWait(_SETTLES)
    yield "report", window, QRect(80, 40, 1200, 640)


def _settle(window: MainWindow) -> None:
    """Let the window read and draw everything it has begun, including the previews beside its forms."""
    QTest.qWait(_SETTLES)
    papers = [each for each in cast("list[PagePreview]", window.findChildren(PagePreview)) if each.isVisible()]
    while window.session.is_busy or any(each.is_drawing or not each.pages for each in papers):
        QTest.qWait(_SETTLES)
    QTest.qWait(_SETTLES)


def main() -> None:
    """Write all screenshots again."""
    app = QApplication(sys.argv[:1])
    load_fonts(resource_path("fonts"))
    dress(app, Appearance.LIGHT)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        registers = open_registers(make_sample(Path(folder) / "示例.sqlite", TODAY), by="经办人")
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        start = StartPage([], "", TODAY)
        dress_window(start)
        start.resize(*SIZE)
        start.show()
        QTest.qWait(_SETTLES)
        _keep("start", start, QRect(0, 0, SIZE[0], 520))
        start.hide()
        window = MainWindow(Session(registers, today=lambda: TODAY), Preferences(settings))
        window.resize(*SIZE)
        window.show()
        for name, widget, part in pictures(window):
            _settle(window)
            _keep(name, widget, part)
        window.close()


def _keep(name: str, widget: QWidget, part: QRect | None) -> None:
    path = FOLDER / f"{name}.png"
    widget.grab(part if part is not None else widget.rect()).save(str(path))
    with Image.open(path) as shot:
        picture = shot.convert("RGB")
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, picture.height * WIDEST // picture.width), Image.Resampling.LANCZOS)
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


if __name__ == "__main__":
    main()
