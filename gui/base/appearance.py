"""The look: one set of tokens for light and one for dark, a palette of them, and our own font before all others."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
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
)
"""Our font first: the program reads the same on every machine, and on one without any Chinese font."""

BODY_POINTS = 10

LIGHT: Mapping[str, str] = {
    "ink": "#1f2329",
    "secondary": "#646a73",
    "disabled": "#8d939c",
    "line": "#dfe3e8",
    "edge": "#c4cad2",
    "ground": "#f4f6f9",
    "card": "#ffffff",
    "stripe": "#f8f9fb",
    "scroll": "#c4cad2",
    "accent": "#1f4e8c",
    "accent-strong": "#173d70",
    "accent-soft": "#e6eef9",
    "on-accent": "#ffffff",
    "focus": "#8fb3e3",
    "overdue": "#b3261e",
    "overdue-soft": "#fdecea",
    "attention": "#9a5b00",
    "attention-soft": "#fff4e0",
    "good": "#1a7f37",
}
DARK: Mapping[str, str] = {
    "ink": "#e6e9ed",
    "secondary": "#a3abb5",
    "disabled": "#7d858f",
    "line": "#363c44",
    "edge": "#4c545e",
    "ground": "#17191d",
    "card": "#202429",
    "stripe": "#25292f",
    "scroll": "#4c545e",
    "accent": "#84b4f0",
    "accent-strong": "#a5c8f5",
    "accent-soft": "#2a3a50",
    "on-accent": "#10151c",
    "focus": "#c9defa",
    "overdue": "#f29c94",
    "overdue-soft": "#472624",
    "attention": "#e8ba68",
    "attention-soft": "#3d3220",
    "good": "#7fce92",
}


class Appearance(StrEnum):
    """Which tokens are used: those of the system's own setting, or always the one or the other."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def tokens() -> Mapping[str, str]:
    """Return the tokens in use now."""
    return DARK if QApplication.instance() and QApplication.palette().window().color().lightness() < _MIDDLE else LIGHT


_MIDDLE = 128
_TOKEN = re.compile(r"@([a-z-]+)")


def colour(name: str) -> QColor:
    """Return one token in use now as a colour to paint with."""
    return QColor(tokens()[name])


def load_fonts(directory: Path) -> None:
    """Make the Chinese fonts of a folder known to Qt; a folder without any changes nothing."""
    for path in sorted(directory.glob("NotoSansSC*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def dress(app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
    """Give the whole program its font, palette and style sheet."""
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSize(BODY_POINTS)
    app.setFont(font)
    chosen = DARK if is_dark(app, appearance) else LIGHT
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen))


def is_dark(app: QApplication, appearance: Appearance) -> bool:
    """Whether the dark tokens are asked for."""
    if appearance is Appearance.SYSTEM:
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return appearance is Appearance.DARK


def style_sheet(chosen: Mapping[str, str]) -> str:
    """Return the style sheet with every @token replaced."""
    name = "dark" if chosen is DARK else "light"
    icons = {icon: resource_path("icons", f"{icon}-{name}.svg").as_posix() for icon in ("chevron", "check")}
    values = {**chosen, **icons}
    sheet = resource_path("app.qss").read_text(encoding="utf-8")
    return _TOKEN.sub(lambda match: values[match[1]], sheet)


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
    QPalette.ColorRole.PlaceholderText: "disabled",
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
