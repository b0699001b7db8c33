"""A picture as SVG: texts stay texts, a title and the values in words for accessibility, nothing external."""

from typing import Any

from reportlab.graphics import renderSVG

from exporters.charts.pen import FONT, Picture

FAMILIES = "'Noto Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
"""Our font if it is installed, else one of office computers."""


def svg(picture: Picture, title: str, words: str, families: str = FAMILIES) -> bytes:
    """Return a picture as SVG in UTF-8, equal pictures as equal bytes. ``families`` is a font-family value of CSS."""
    canvas: Any = renderSVG.SVGCanvas(
        (int(picture.width), int(picture.height)),
        fontHacks={FONT: {"family": families}},
        svgAttrs={"role": "img", "lang": "zh-CN"},
        useClip=True,  # Qt would paint a clip path black
    )
    renderSVG.draw(picture.drawing, canvas)
    document: Any = canvas.doc
    document.removeChild(document.doctype)  # it names a file on the web
    for name, text in (("title", title), ("desc", words)):
        document.getElementsByTagName(name)[0].firstChild.data = text
    return bytes(document.toxml(encoding="utf-8"))
