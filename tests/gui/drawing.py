"""What a part of the window draws itself: words with their place and colour, and filled shapes, read off an SVG."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from PySide6.QtCore import QBuffer, QPoint, QRectF
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from gui.base.appearance import tokens

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


@dataclass(frozen=True)
class Mark:
    """One thing drawn: words where they begin, or a shape by the box round it; ``ink`` is a token of the look."""

    what: str
    box: QRectF
    ink: str
    text: str = ""


def drawn(widget: QWidget) -> list[Mark]:
    """Return what a widget draws, in order; what is below comes first."""
    QApplication.processEvents()
    made, paper = QBuffer(), QSvgGenerator()
    made.open(QBuffer.OpenModeFlag.ReadWrite)
    paper.setOutputDevice(made)
    paper.setSize(widget.size())
    widget.render(paper, QPoint(0, 0))
    inks = {value: name for name, value in reversed(list(tokens().items()))}
    found: list[Mark] = []
    for group in ET.fromstring(bytes(made.data().data()).decode()).iter(f"{_SVG}g"):
        a, _b, _c, d, dx, dy = map(float, _NUMBERS.findall(group.get("transform", "matrix(1,0,0,1,0,0)")))
        for each in group:
            box = _box(each)
            if box is not None:
                placed = QRectF(box.x() * a + dx, box.y() * d + dy, box.width() * a, box.height() * d)
                fill = each.get("fill") or group.get("fill", "")
                ink = str(group.get("stroke") if fill == "none" else fill)
                found.append(Mark(each.tag.removeprefix(_SVG), placed, inks.get(ink, ink), (each.text or "").strip()))
    return found


def words_of(marks: list[Mark]) -> list[tuple[str, str]]:
    """Return the words drawn, with their ink."""
    return [(each.text, each.ink) for each in marks if each.what == "text"]


def filled(marks: list[Mark], ink: str) -> list[QRectF]:
    """Return the boxes of the shapes in one ink."""
    return [each.box for each in marks if each.what != "text" and each.ink == ink]


def _box(each: ET.Element) -> QRectF | None:
    at = {name: float(each.get(name, "0")) for name in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")}
    match each.tag.removeprefix(_SVG):
        case "text":
            return QRectF(at["x"], at["y"], 0, 0)
        case "rect":
            return QRectF(at["x"], at["y"], at["width"], at["height"])
        case "circle":
            return QRectF(at["cx"] - at["r"], at["cy"] - at["r"], 2 * at["r"], 2 * at["r"])
        case "ellipse":
            return QRectF(at["cx"] - at["rx"], at["cy"] - at["ry"], 2 * at["rx"], 2 * at["ry"])
        case "path" | "polyline" | "polygon":
            numbers = [float(one) for one in _NUMBERS.findall(each.get("d") or each.get("points") or "")]
            xs, ys = numbers[::2], numbers[1::2]
            return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if xs and ys else None
    return None
