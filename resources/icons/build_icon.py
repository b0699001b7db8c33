"""Draw the program's icon: a sheet with a table, and one highlighted figure in the table.

Run ``python -m resources.icons.build_icon`` from the project's folder; it writes ``app.png`` (256 px) and ``app.ico``
(16 to 256 px, each size drawn separately) beside this script. Units are 64ths of the icon's side.
"""

from pathlib import Path

from PIL import Image, ImageDraw

UNITS, OVERSAMPLING = 64, 8
SIZES = (16, 24, 32, 48, 64, 128, 256)
GROUND, SHEET, FOLD, INK, MARK = "#1f4e8c", "#ffffff", "#b9cbe3", "#6f8fbb", "#e8863a"
HAS_HEADING = 24
"""From this size in pixels the sheet has its heading; in a smaller icon only the table is recognisable."""

Box = tuple[float, float, float, float]


def drawn(size: int) -> Image.Image:
    """Return the icon, ``size`` pixels wide and high."""
    side = size * OVERSAMPLING
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    scale = side / UNITS

    def scaled(box: Box) -> Box:
        left, top, right, bottom = (place * scale for place in box)
        return left, top, right - 1, bottom - 1

    pen.rounded_rectangle(scaled((0, 0, 64, 64)), radius=13 * scale, fill=GROUND)
    sheet = [(14, 9), (40, 9), (50, 19), (50, 55), (14, 55)]
    pen.polygon([(x * scale, y * scale) for x, y in sheet], fill=SHEET)
    pen.polygon([(x * scale, y * scale) for x, y in ((40, 9), (50, 19), (40, 19))], fill=FOLD)
    for box, colour in _content(size):
        pen.rectangle(scaled(box), fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _content(size: int) -> list[tuple[Box, str]]:
    """Return the content of the sheet: the heading, and a table of three by three with one cell highlighted."""
    top = 28.0 if size >= HAS_HEADING else 24.0
    cell, gap = (9.0, 2.0) if size >= HAS_HEADING else (8.0, 4.0)
    height = 5.5 if size >= HAS_HEADING else 6.0
    boxes: list[tuple[Box, str]] = [((18, 17, 34, 20.5), INK)] if size >= HAS_HEADING else []
    for row in range(3):
        for column in range(3):
            left, upper = 16.5 + column * (cell + gap), top + row * (height + gap + 1)
            boxes.append(((left, upper, left + cell, upper + height), MARK if (row, column) == (1, 2) else INK))
    return boxes


def build(folder: Path) -> None:
    """Write both files."""
    images = [drawn(size) for size in SIZES]
    images[-1].save(folder / "app.png", optimize=True)
    images[-1].save(folder / "app.ico", sizes=[(size, size) for size in SIZES], append_images=images[:-1])


if __name__ == "__main__":
    build(Path(__file__).parent)
