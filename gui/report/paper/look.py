"""How the paper looks: the faces GB/T 9704 asks for, drawn from the very fonts that print, at any enlargement."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat

from disclosure.report.model import Level, paragraph
from gui.base.appearance import colour, scaled
from resources.locate import resource_path

BODY, LINE, TITLE = 16, 29, 22
"""Pixels of the paper at 100 %: running text, from line to line of it, and the title."""
TABLE_SIZES: Mapping[str, int] = {"table2": 13, "table3": 12, "table4": 12}
NARROW, WIDE = 740, 800
"""How wide the paper is at 100 %, and where there is room for last year's text beside it."""
SIDE, TABLE_SIDE, TOP, BOTTOM = 66, 36, 64, 72
"""Margins of the paper at 100 %; a table that needs more room than the lines of text goes further out."""
A4 = 297 / 210
ZOOMS = range(50, 201, 10)
_INDENT, _DATE_MARGIN = 2, 4
"""Characters: before a paragraph, and free behind 成文日期 (右空四字)."""


class Face(Enum):
    """A face, as the fonts that are tried in turn: their files. The Western font has quotes, too narrow for ours."""

    FANG = ("FandolFang-gbk", "LatinSerif-Regular")
    KAI = ("ArplKaiGB-1000", "LatinSerif-Regular", "FandolFang-gbk")
    FIGURES = ("LatinSerif-Regular",)
    HEI = ("NotoSansSC-gbk",)
    BIAO = ("NotoSerifSC-SemiBold-8105",)


@cache
def _family(file: str) -> str:
    """Make a font of the paper known to Qt, once, and return its family."""
    known = QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{file}.ttf")))
    return next(iter(QFontDatabase.applicationFontFamilies(known)), "")


@cache
def font(face: Face, pixels: int) -> QFont:
    """Return a face so many pixels large; for rare characters the fonts of the machine are asked."""
    made = QFont()
    made.setFamilies([family for file in face.value if (family := _family(file))])
    made.setPixelSize(max(1, pixels))
    made.setKerning(False)
    return made


def latin() -> str:
    """Return the family of letters and digits in running text."""
    return _family(Face.FIGURES.value[0])


class Setting(Enum):
    """What a text of the paper is: running text, the name that signs, or the day."""

    PROSE = "prose"
    NAME = "name"
    DAY = "day"


class Scale:
    """Lengths of the paper at one enlargement; ``percent`` is of the size the rest of the window has."""

    def __init__(self, percent: int = 100) -> None:
        self.percent = percent

    def __call__(self, pixels: float) -> int:
        """Return a length of the paper in pixels of the screen."""
        return max(1, round(scaled(1000) * pixels * self.percent / 100_000))

    def font(self, face: Face, pixels: int) -> QFont:
        """Return a face at this enlargement."""
        return font(face, self(pixels))

    def dress(self, setting: Setting) -> Callable[[str], tuple[QTextBlockFormat, QTextCharFormat]]:
        """Return what tells how a line is set: a sub-heading in 楷体, running text in 仿宋."""

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
        """Return the room behind the name that stands in the middle over a day of usual length."""
        usual_day = 7.0
        return round(max(0.0, _DATE_MARGIN + (usual_day - len(name)) / 2) * self(BODY))
