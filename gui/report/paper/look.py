"""The look of the paper: the typefaces of GB/T 9704, drawn from the same fonts as in print, at any zoom."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat

from disclosure.report.model import Level, paragraph
from gui.base.appearance import colour, scaled
from resources.locate import resource_path

BODY, LINE, TITLE = 16, 29, 22
"""Pixels at 100 %: size of running text, its line spacing, and size of the title."""
TABLE_SIZES: Mapping[str, int] = {"table2": 13, "table3": 12, "table4": 12}
NARROW, WIDE = 740, 800
"""The width of the paper at 100 %, without and with room for last year's text beside it."""
SIDE, TABLE_SIDE, TOP, BOTTOM = 66, 36, 64, 72
"""Margins of the paper at 100 %; a table may extend further out than the lines of text."""
A4 = 297 / 210
ZOOMS = range(50, 201, 10)
_INDENT, _DATE_MARGIN = 2, 4
"""Characters: the indent of a paragraph, and the space after 成文日期 (右空四字)."""


class Face(Enum):
    """A typeface, as the font files to try in turn. The Latin font has quotes that are too narrow for Chinese."""

    FANG = ("FandolFang-gbk", "LatinSerif-Regular")
    KAI = ("ArplKaiGB-1000", "LatinSerif-Regular", "FandolFang-gbk")
    FIGURES = ("LatinSerif-Regular",)
    HEI = ("NotoSansSC-gbk",)
    BIAO = ("NotoSerifSC-SemiBold-8105",)


@cache
def _family(file: str) -> str:
    """Register a font of the paper with Qt, once, and return its family."""
    known = QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{file}.ttf")))
    return next(iter(QFontDatabase.applicationFontFamilies(known)), "")


@cache
def font(face: Face, pixels: int) -> QFont:
    """Return a typeface in a size in pixels; rare characters come from the machine's fonts."""
    made = QFont()
    made.setFamilies([family for file in face.value if (family := _family(file))])
    made.setPixelSize(max(1, pixels))
    made.setKerning(False)
    return made


def latin() -> str:
    """Return the family for letters and digits in running text."""
    return _family(Face.FIGURES.value[0])


class Setting(Enum):
    """The kind of a text on the paper: running text, the signing name, or the date."""

    PROSE = "prose"
    NAME = "name"
    DAY = "day"


class Scale:
    """Lengths of the paper at one zoom; ``percent`` is relative to the rest of the window."""

    def __init__(self, percent: int = 100) -> None:
        self.percent = percent

    def __call__(self, pixels: float) -> int:
        """Return a length of the paper in pixels of the screen."""
        return max(1, round(scaled(1000) * pixels * self.percent / 100_000))

    def font(self, face: Face, pixels: int) -> QFont:
        """Return a typeface at this zoom."""
        return font(face, self(pixels))

    def dress(self, setting: Setting) -> Callable[[str], tuple[QTextBlockFormat, QTextCharFormat]]:
        """Return the function for the format of a line: a sub-heading in 楷体, running text in 仿宋."""

        def of_line(line: str) -> tuple[QTextBlockFormat, QTextCharFormat]:
            is_title = setting is Setting.PROSE and paragraph(line).level is Level.SUB_HEADING
            block, letters, size = QTextBlockFormat(), QTextCharFormat(), self(BODY)
            block.setLineHeight(self(LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            if setting is Setting.PROSE:
                block.setTextIndent(_INDENT * size)
                block.setAlignment(Qt.AlignmentFlag.AlignJustify)
            else:
                block.setAlignment(Qt.AlignmentFlag.AlignRight)
                block.setRightMargin(_DATE_MARGIN * size if setting is Setting.DAY else self._name_margin(line))
            letters.setFont(font(Face.KAI if is_title else Face.FANG, size))
            letters.setForeground(colour("paper-ink"))
            return block, letters

        return of_line

    def _name_margin(self, name: str) -> int:
        """Return the space after the name, which is centred over a date of usual length."""
        usual_day = 7.0
        return round(max(0.0, _DATE_MARGIN + (usual_day - len(name)) / 2) * self(BODY))
