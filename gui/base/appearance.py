"""The appearance: a set of tokens each for light and dark, the palette made of them, and our own fonts."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.base.waits import Wait, waiting
from resources.locate import resource_path

FAMILIES = (
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans CN",
    "Rare Han A",
    "Rare Han B",
    "Rare Han C",
    "Noto Serif Tibetan",
    "Noto Naskh Arabic",
)
"""Our font first, so that the program looks the same on every machine, even on one without any Chinese font."""

BODY_POINTS = 10
ZOOMS = range(80, 201, 10)
"""Zoom levels, in percent of the system's text size."""

LIGHT: Mapping[str, str] = {
    "ink": "#1b1f26",
    "secondary": "#565e6a",
    "hint": "#616975",
    "disabled": "#9aa1ab",
    "line": "#e4e7ec",
    "edge": "#c6ccd5",
    "field": "#7e8794",
    "ground": "#f5f6f8",
    "rail": "#eceff3",
    "card": "#ffffff",
    "stripe": "#f8f9fb",
    "desk": "#e7eaef",
    "accent": "#1d4f91",
    "accent-strong": "#163f76",
    "accent-soft": "#e7effa",
    "accent-line": "#b9cfec",
    "on-accent": "#ffffff",
    "on-accent-hint": "#d2dce9",
    "overdue": "#b3261e",
    "overdue-soft": "#fcebe9",
    "attention": "#8a5200",
    "attention-soft": "#fdf2de",
    "good": "#1a7340",
    "good-soft": "#e6f4ea",
    "wait": "#5a5f86",
    "wait-soft": "#eeeff7",
    "paper": "#ffffff",
    "paper-ink": "#16181c",
    "paper-zero": "#5a626e",
    "paper-cross": "#eef2f8",
    "paper-good": "#1a7340",
    "paper-attention": "#8a5200",
    "chip": "#e6eefa",
    "chip-ink": "#1d4f91",
}
DARK: Mapping[str, str] = {
    "ink": "#e7eaee",
    "secondary": "#aab2bc",
    "hint": "#98a1ac",
    "disabled": "#6d757f",
    "line": "#31363e",
    "edge": "#4a515b",
    "field": "#78818d",
    "ground": "#16181c",
    "rail": "#121417",
    "card": "#1f2328",
    "stripe": "#23282e",
    "desk": "#121417",
    "accent": "#8bb8f2",
    "accent-strong": "#a9cbf7",
    "accent-soft": "#26364c",
    "accent-line": "#3d5a82",
    "on-accent": "#0f151d",
    "on-accent-hint": "#283648",
    "overdue": "#f3a198",
    "overdue-soft": "#452623",
    "attention": "#e9bd72",
    "attention-soft": "#3b3120",
    "good": "#83d097",
    "good-soft": "#1f3a29",
    "wait": "#b3b8e3",
    "wait-soft": "#2b2e44",
    "paper": "#e9e7e2",
    "paper-ink": "#16181c",
    "paper-zero": "#555d68",
    "paper-cross": "#dde2e6",
    "paper-good": "#17653a",
    "paper-attention": "#7a4800",
    "chip": "#cfdcef",
    "chip-ink": "#17427d",
}


class Appearance(StrEnum):
    """Which tokens to use: those of the system's setting, or always light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@cache  # cleared by ``dress``; a list asks for colours thousands of times
def tokens() -> Mapping[str, str]:
    """Return the current tokens."""
    return DARK if QApplication.instance() and QApplication.palette().window().color().lightness() < _MIDDLE else LIGHT


_MIDDLE = 128
_TOKEN = re.compile(r"@([a-z-]+)")
_LENGTH = re.compile(r"\b([3-9]|\d{2,}|\d+\.\d+)(px|pt)\b")
"""Lengths from three pixels on; hairlines and focus rings have the same width at any scale."""


@cache
def colour(name: str) -> QColor:
    """Return one of the current tokens as a colour; the object is shared and must not be changed."""
    return QColor(tokens()[name])


def load_fonts(directory: Path) -> None:
    """Register the Chinese fonts of a folder with Qt, if it has any."""
    for path in sorted(directory.glob("NotoSansSC*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class LaterFonts(QObject):
    """Registers the fonts of rare characters, Tibetan and Uyghur with Qt, and repaints what lacked them.

    They are for names, so no page needs them at once, and registering 60,000 characters takes time. So each is loaded
    in its own turn of the event loop, when that is idle.
    """

    def __init__(self, directory: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._left = sorted((path for pattern in _RARE for path in directory.glob(pattern)), reverse=True)
        self._timer = waiting(self, self._load, Wait.TYPING, repeats=True)
        self._timer.start()

    def _load(self) -> None:
        if self._left:
            QFontDatabase.addApplicationFont(str(self._left.pop()))
            return
        self._timer.stop()
        for window in QApplication.topLevelWidgets():
            QWidget.update(window)  # a completer's list overrides ``update`` with one that takes a cell
        self.deleteLater()


_RARE = ("RareHan-*.ttf", "NotoSerifTibetan-*.ttf", "NotoNaskhArabic-*.ttf")


def dress(app: QApplication, appearance: Appearance = Appearance.SYSTEM, zoom: int = 100) -> None:
    """Apply font, palette and style sheet to the whole program, scaled to the system's text size and ``zoom``.

    The former sheet is removed first: with a sheet set, Qt polishes every widget at each change, 3 s instead of 0.5.
    """
    if app.property(_SYSTEM) is None:
        app.setProperty(_SYSTEM, app.font().pointSizeF())
        if not app.property(STYLED):
            app.setStyle("Fusion")
    former = app.property(_SHEET)  # set on windows, and on former windows that are inside another now
    windows = [widget for widget in app.allWidgets() if former and widget.styleSheet() == former]
    for window in windows:
        window.setStyleSheet("")
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(max(BODY_POINTS, app.property(_SYSTEM)) * zoom / 100)
    app.setFont(font)
    chosen = DARK if is_dark(app, appearance) else LIGHT
    tokens.cache_clear()  # before the palette, which notifies every widget at once
    colour.cache_clear()
    app.setPalette(_palette(chosen))
    app.setProperty(_SHEET, style_sheet(chosen, font.pointSizeF() / BODY_POINTS))
    for window in windows:
        dress_window(window)
    for widget in app.allWidgets():  # with a sheet set, Qt leaves them the application's previous font
        if not widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            widget.setFont(QFont())


def dress_window(window: QWidget) -> None:
    """Set the style sheet on a window, unless it inherits it from its parent.

    Setting the sheet on the application would double the cost of building a page: Qt would style each label at once,
    then again with the row, the card and the page it is put into. This way it is styled once, with its window.
    """
    app = QApplication.instance()
    assert app is not None, "no widget is made before the program"
    if not is_dressed(window):
        window.setStyleSheet(app.property(_SHEET))


def is_dressed(widget: QWidget | None) -> bool:
    """Whether the style sheet is set on a widget or on one around it."""
    return widget is not None and (bool(widget.styleSheet()) or is_dressed(widget.parentWidget()))


STYLED = "isStyled"
"""Set if the application was started with our style; setting it later makes PySide load all names of Qt's styles."""

_SYSTEM, _SHEET = "systemTextSize", "sheetOfWindows"


def scaled(pixels: int) -> int:
    """Return a length of the design, made for text of 10 points, scaled to the current text size."""
    return round(pixels * QApplication.font().pointSizeF() / BODY_POINTS)


def is_dark(app: QApplication, appearance: Appearance) -> bool:
    """Whether to use the dark tokens."""
    if appearance is Appearance.SYSTEM:
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return appearance is Appearance.DARK


def style_sheet(chosen: Mapping[str, str], scale: float = 1) -> str:
    """Return the style sheet with every @token replaced and every length scaled except hairlines and rings."""
    name = "dark" if chosen is DARK else "light"
    drawn = ("chevron", "check", "up", "down")
    icons = {icon: resource_path("icons", f"{icon}-{name}.svg").as_posix() for icon in drawn}
    icons["chevron-on-paper"] = resource_path("icons", "chevron-light.svg").as_posix()  # paper is never dark
    values = {**chosen, **icons}
    sheet = resource_path("app.qss").read_text(encoding="utf-8")
    sized = _LENGTH.sub(lambda match: f"{float(match[1]) * scale:.{int(match[2] == 'pt')}f}{match[2]}", sheet)
    return _TOKEN.sub(lambda match: values[match[1]], sized)


def _palette(chosen: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(chosen[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen["disabled"]))
    return palette


_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "stripe",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "overdue",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "hint",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Accent: "accent",
}


def mark(widget: QWidget, name: str) -> None:
    """Give a widget the role ``name`` of the style sheet, even after it is shown."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # a new one is styled when it is first shown
            widget.style().polish(widget)
