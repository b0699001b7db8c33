"""The look: one set of tokens for light and one for dark, a palette of them, and our own font before all others."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources.locate import resource_path

FAMILIES = (
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Rare Han A",
    "Rare Han B",
    "Rare Han C",
    "Noto Serif Tibetan",
    "Noto Naskh Arabic",
)
"""Our font first: the program reads the same on every machine, and on one without any Chinese font."""

BODY_POINTS = 10
ZOOMS = range(80, 201, 10)
"""What everything may be enlarged or made smaller to, in percent of what the system's text size asks for."""

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
    """Which tokens are used: those of the system's own setting, or always the one or the other."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@cache  # until the program is dressed anew: a list asks for colours thousands of times
def tokens() -> Mapping[str, str]:
    """Return the tokens in use now."""
    return DARK if QApplication.instance() and QApplication.palette().window().color().lightness() < _MIDDLE else LIGHT


_MIDDLE = 128
_TOKEN = re.compile(r"@([a-z-]+)")
_LENGTH = re.compile(r"\b([3-9]|\d{2,}|\d+\.\d+)(px|pt)\b")
"""From three pixels on: a hairline, and the ring round what has the keyboard, are as thin as they are at any size."""


@cache
def colour(name: str) -> QColor:
    """Return one token in use now as a colour to paint with; it is everybody's and never changed."""
    return QColor(tokens()[name])


def load_fonts(directory: Path) -> None:
    """Make the Chinese fonts of a folder known to Qt; a folder without any changes nothing."""
    for path in sorted(directory.glob("NotoSansSC*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class LaterFonts(QObject):
    """Makes the fonts of rare characters, Tibetan and Uyghur known to Qt and shows again what lacked them.

    They are for names: no page needs them before it is there, and looking through 60,000 characters takes time. So each
    has a turn of the event loop of its own, once there is time.
    """

    def __init__(self, directory: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._left = sorted((path for pattern in _RARE for path in directory.glob(pattern)), reverse=True)
        self._timer = QTimer(self, interval=_BETWEEN_FONTS)
        self._timer.timeout.connect(self._load)
        self._timer.start()

    def _load(self) -> None:
        if self._left:
            QFontDatabase.addApplicationFont(str(self._left.pop()))
            return
        self._timer.stop()
        for window in QApplication.topLevelWidgets():
            QWidget.update(window)  # the list of a completer has another update, which asks for a cell
        self.deleteLater()


_RARE = ("RareHan-*.ttf", "NotoSerifTibetan-*.ttf", "NotoNaskhArabic-*.ttf")
_BETWEEN_FONTS = 250


def dress(app: QApplication, appearance: Appearance = Appearance.SYSTEM, zoom: int = 100) -> None:
    """Give the whole program its font, palette and style sheet, as large as the system's text and ``zoom`` ask for.

    The former sheet goes first: over a sheet Qt polishes every widget once for each of its changes, 3 s instead of 0.5.
    """
    if app.property(_SYSTEM) is None:
        app.setProperty(_SYSTEM, app.font().pointSizeF())
        if not app.property(STYLED):
            app.setStyle("Fusion")
    former = app.property(_SHEET)  # worn by windows, and by what was one and lies in another now
    windows = [widget for widget in app.allWidgets() if former and widget.styleSheet() == former]
    for window in windows:
        window.setStyleSheet("")
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(max(BODY_POINTS, app.property(_SYSTEM)) * zoom / 100)
    app.setFont(font)
    chosen = DARK if is_dark(app, appearance) else LIGHT
    tokens.cache_clear()  # before the palette, of which every widget hears at once
    colour.cache_clear()
    app.setPalette(_palette(chosen))
    app.setProperty(_SHEET, style_sheet(chosen, font.pointSizeF() / BODY_POINTS))
    for window in windows:
        dress_window(window)
    for widget in app.allWidgets():  # under a sheet Qt leaves each the program's font of one change ago
        if not widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            widget.setFont(QFont())


def dress_window(window: QWidget) -> None:
    """Give the style sheet to a window; one whose parent wears it has it from there, as every widget inside has.

    On the program itself the sheet would be found sooner, and cost twice what building a page does: Qt would dress each
    label at once, then again with the row it is put into, the card, the page. Now it does so once, with its window.
    """
    app = QApplication.instance()
    assert app is not None, "no widget is made before the program"
    if not is_dressed(window):
        window.setStyleSheet(app.property(_SHEET))


def is_dressed(widget: QWidget | None) -> bool:
    """Whether a widget, or one it stands in, was given the style sheet."""
    return widget is not None and (bool(widget.styleSheet()) or is_dressed(widget.parentWidget()))


STYLED = "isStyled"
"""Set where the application was begun with our style: setting it later loads all names of Qt's style."""

_SYSTEM, _SHEET = "systemTextSize", "sheetOfWindows"


def scaled(pixels: int) -> int:
    """Return a length of the design, drawn for text of 10 points, for the text in use now."""
    return round(pixels * QApplication.font().pointSizeF() / BODY_POINTS)


def is_dark(app: QApplication, appearance: Appearance) -> bool:
    """Whether the dark tokens are asked for."""
    if appearance is Appearance.SYSTEM:
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return appearance is Appearance.DARK


def style_sheet(chosen: Mapping[str, str], scale: float = 1) -> str:
    """Return the style sheet with every @token replaced and every length scaled, hairlines and rings excepted."""
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
    """Give a widget the role the style sheet knows by ``name``, also after it is shown."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # a new one is dressed when it is measured
            widget.style().unpolish(widget)
            widget.style().polish(widget)
