"""Printing: every paper goes to the printer as the pages of its PDF, after a preview."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit, QPushButton, QToolButton, QWidget

from disclosure.errors import ExportError, SourceUnreadableError
from gui.base.session import Session
from gui.kit.cards import button
from gui.kit.file_dialogs import lies_at
from gui.kit.messages import show_note
from importers.page_images import POINTS_PER_INCH, PageImage, page_images, page_sizes
from storage.whole_file import whole_file

_SEEN_DOTS, _PRINTED_DOTS = 110.0, 300.0
_SEEN_WHOLE = 60
"""Up to so many pages are previewed in full resolution, more in a lower one: all are in memory (4 MB each)."""
_RGB = 3
_LEAST_SIZE = (900, 640)
_DESK, _INSIDE, _TOLD_POINTS = QColor(160, 160, 164), 0.94, 18.0
"""The background of Qt's preview, also around an envelope among sheets; the part of the sheet the envelope takes up."""
_MILLIMETRES = 25.4
_END_OF_PDF, _TAIL = b"%%EOF", 1024


@dataclass(frozen=True)
class _Paper:
    """A PDF, the sizes of its pages in points, their preview images, and a note on characters no font draws."""

    pdf: bytes
    sizes: Sequence[tuple[float, float]]
    seen: Sequence[PageImage]
    framed: str


def print_pdf(
    session: Session,
    title: str,
    make: Callable[[], tuple[bytes, str]],
    parent: QWidget,
    closed: Callable[[bool], object] = lambda _printed: None,
    *,
    is_public: bool = False,
) -> None:
    """Make a paper in a worker and show its preview, in which 打印 asks for the printer.

    ``make`` returns the PDF and a sentence naming the characters no font draws, empty if there are none or they were
    reported before; what it raises is reported by the session, and so is a printer error. ``closed`` is called with
    whether it was printed, once the preview is closed. An ``is_public`` paper printed to a file may be read by others.
    """

    def work(_progress: object) -> _Paper:
        pdf, framed = make()
        sizes = page_sizes(pdf)
        seen = page_images(pdf, _SEEN_DOTS * min(1.0, sqrt(_SEEN_WHOLE / len(sizes))))
        return _Paper(pdf, sizes, seen, framed)

    def show(paper: _Paper) -> None:
        _show(session, title, paper, parent, closed, is_public=is_public)

    session.run(title, work, show, parent)


def has_printer() -> bool:
    """Whether this computer has a printer; without one, Qt prints into a file in the home folder."""
    return bool(QPrinterInfo.availablePrinterNames())


def print_button(action: Callable[[], object], name: str = "") -> QPushButton:
    """Return the button that prints, with its shortcut, which works while the button is enabled."""
    made = button("打印…  Ctrl+P", action, name)
    made.setShortcut("Ctrl+P")
    return made


def _show(
    session: Session,
    title: str,
    paper: _Paper,
    parent: QWidget,
    closed: Callable[[bool], object],
    *,
    is_public: bool,
) -> None:
    preview = QPrintPreviewDialog(parent)  # with its own printer, as one made here would be deleted at once
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.setWindowTitle(title)
    for made in cast("list[QToolButton]", preview.findChildren(QToolButton)):
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # by default only the mouse reaches them
    for seen in cast("list[QGraphicsView]", preview.findChildren(QGraphicsView)):
        seen.setAccessibleName("预览")
    for line in cast("list[QLineEdit]", preview.findChildren(QLineEdit)):
        line.setAccessibleName("缩放" if isinstance(line.parentWidget(), QComboBox) else "页码")
    preview.printer().setResolution(int(_PRINTED_DOTS))
    preview.printer().setFullPage(True)
    name = title.removeprefix("打印").strip()
    preview.printer().setDocName(name)
    preview.printer().setPageLayout(_layout(paper.sizes[0]))
    refusals = [""]  # of each job; Qt closes the preview regardless of them
    preview.paintRequested.connect(lambda printer: refusals.append(_printed(printer, paper, is_public=is_public)))

    def finished(result: int) -> None:
        file, printer = preview.printer().outputFileName(), preview.printer().printerName()
        refusal = refusals[-1] if result else ""
        if refusal:
            session.failed.emit(ExportError(refusal))
        elif result:
            # Qt does not tell what the system made of it: a queue that was stopped or is away takes nothing, unsaid
            handed = f"{name}交打印机{f'“{printer}”' if printer else ''}打印，看看印出来没有"
            session.told.emit(f"已写成{lies_at(Path(file))}" if file else handed)
        closed(bool(result) and not refusal)

    preview.finished.connect(finished)
    preview.resize(*_LEAST_SIZE)
    preview.open()
    if paper.framed:
        show_note(title, paper.framed, preview)


def _printed(printer: QPrinter, paper: _Paper, *, is_public: bool) -> str:
    """Draw all pages, and return why nothing was printed, in words; empty if it was.

    A file is written aside like everything we write: it replaces another only once it is whole, since Qt does not
    report a full disk; it never overwrites a register; and it is remembered for when a password is set.
    """
    file, is_pdf = printer.outputFileName(), printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    if _is_seen(printer) or not (file and is_pdf):
        told = f"打印机“{printer.printerName()}”没有接受，一页也没有打印；检查打印机以后再打印一次。"
        return "" if _paint(printer, paper) else told
    path, pages = Path(file), len(_wanted(printer, len(paper.sizes)))
    try:
        with whole_file(path, private=not is_public) as aside:
            printer.setOutputFileName(str(aside))
            if not _paint(printer, paper) or not _is_whole(aside, pages):
                raise ExportError(f"“{path.name}”没有写成：检查磁盘空间和文件夹的写入权限，换一个位置再试。")
    except ExportError as refused:
        return str(refused)
    finally:
        printer.setOutputFileName(file)
    return ""


def _is_seen(printer: QPrinter) -> bool:
    """Whether this is only the preview."""
    return printer.paintEngine().type() is QPaintEngine.Type.Picture


def _is_whole(path: Path, pages: int) -> bool:
    """Whether a file is a complete PDF with so many pages."""
    try:
        content = path.read_bytes()
        return _END_OF_PDF in content[-_TAIL:] and len(page_sizes(content)) == pages
    except (OSError, SourceUnreadableError):
        return False


def _paint(printer: QPrinter, paper: _Paper) -> bool:
    """Draw all pages, each on paper of its own size, in a higher resolution than the preview if really printed.

    Return whether the printer took them.

    A printer has one paper size for a whole job: given several, it clips every page to the last. So there is a job for
    each size, except for the preview and for a PDF.
    """
    is_seen = _is_seen(printer)
    is_one = is_seen or printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    wanted = range(len(paper.sizes)) if is_seen else _wanted(printer, len(paper.sizes))
    if not wanted:
        return False
    runs = [range(len(paper.sizes))] if is_one else jobs(paper.sizes)
    for pages in filter(None, ([place for place in run if place in wanted] for run in runs)):
        printer.setPageLayout(_layout(paper.sizes[pages[0]]))
        painter = QPainter()
        if not painter.begin(printer):
            return False
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in pages:
            if place > pages[0]:
                if paper.sizes[place] != paper.sizes[place - 1] and not is_seen:
                    printer.setPageLayout(_layout(paper.sizes[place]))
                printer.newPage()
            _draw(painter, printer, paper, place, is_seen=is_seen)
        if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
            return False
    return True


def _wanted(printer: QPrinter, pages: int) -> range:
    """Return the pages chosen in the printer's dialog: Qt asks for them but does not select them itself."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(pages)
    return range(printer.fromPage() - 1, min(printer.toPage(), pages))


def jobs(sizes: Sequence[tuple[float, float]]) -> list[range]:
    """Return which pages make up a job: those on the same paper size, in either orientation."""
    found: list[range] = []
    for _, run in groupby(range(len(sizes)), key=lambda place: sorted(map(round, sizes[place]))):
        first, *rest = run
        found.append(range(first, first + len(rest) + 1))
    return found


def _draw(painter: QPainter, printer: QPrinter, paper: _Paper, place: int, *, is_seen: bool) -> None:
    """Draw one page."""
    page = paper.seen[place] if is_seen else page_images(paper.pdf, _PRINTED_DOTS, (place,))[0]
    form = QImage.Format.Format_RGB888 if page.channels == _RGB else QImage.Format.Format_RGBX8888
    image = QImage(page.pixels, page.width, page.height, page.stride, form)
    dots, size, first = printer.resolution() / POINTS_PER_INCH, paper.sizes[place], paper.sizes[0]
    if is_seen and size != first:  # the preview has a single paper size
        _draw_apart(painter, image, size, QRectF(0, 0, first[0] * dots, first[1] * dots))
    else:
        painter.drawImage(QRectF(0, 0, size[0] * dots, size[1] * dots), image)


def _draw_apart(painter: QPainter, image: QImage, size: tuple[float, float], room: QRectF) -> None:
    """Draw a page of another size, such as an envelope, whole and in its own shape, with its size below it."""
    painter.fillRect(room, _DESK)
    fits = QSizeF(*size).scaled(room.size() * _INSIDE, Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF((room.width() - fits.width()) / 2, (room.height() - fits.height()) / 2), fits)
    painter.drawImage(place, image)
    wide, high = (round(side / POINTS_PER_INCH * _MILLIMETRES) for side in size)
    below = QRectF(place.left(), place.bottom(), place.width(), (room.bottom() - place.bottom()) / 4)
    font = painter.font()
    font.setPointSizeF(_TOLD_POINTS)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"这一页的纸是 {wide} × {high} 毫米")


def _layout(size: tuple[float, float]) -> QPageLayout:
    """Return the printer's layout for a page of a PDF: Qt wants the size in portrait, and the orientation apart."""
    short, long = sorted(size)
    lies = QPageLayout.Orientation.Landscape if size[0] > size[1] else QPageLayout.Orientation.Portrait
    page = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(page, lies, QMarginsF(0, 0, 0, 0))
