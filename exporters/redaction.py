"""A document published in part: every page is an image with black boxes in its pixels, and nothing else is in the file.

The boxes are not drawn over the page: the pixels are black before the image is encoded, and a file made of pixels only
cannot contain any text, layer, annotation, form, attachment, script, outline or property of the original. The result is
opened again and checked before anybody gets it.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from math import ceil, floor
from typing import Any, TypeAlias, cast

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from disclosure.cases.redaction import Covered
from disclosure.errors import ExportError
from resources.pdf_library import PDF_LIBRARY

_MOST_FLAT = 700_000
"""Bytes of a page compressed without loss; a page that needs more is a photograph or a scan and becomes a JPEG."""
_GREY = 8
"""The largest difference between the three colours of a pixel in a page without colour."""
_BLACK = 24
"""The lightest shade in a redacted place, of 255: along the edge, a JPEG mixes in a little of the area beside it."""
_QUALITIES = (88, 95, 100)
"""JPEG qualities, tried from the smallest file: at a low one, strong colour may spread into a redacted place."""
_NOT_OF_THE_ORIGINAL = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density"})

_Bounds: TypeAlias = tuple[int, int, int, int]


def redacted(
    pages: Iterable[Image.Image], sizes: Sequence[tuple[float, float]], covered: Sequence[Covered], suffix: str
) -> bytes:
    """Return pages as one .pdf, or a single page as .png or .jpg, with everything ``covered`` black.

    ``sizes`` are those of the pages in points. Raises ExportError, in one sentence, if the result contains anything but
    the images, or a redacted place that is not black.
    """
    black: list[tuple[tuple[int, int], list[_Bounds]]] = []

    def burned() -> Iterator[tuple[Image.Image, list[_Bounds]]]:
        for place, page in enumerate(pages):
            across, down = page.width / sizes[place][0], page.height / sizes[place][1]
            spots = (one.place for one in covered if one.page == place + 1)
            bounds = [  # in pixels, rounded outward: left, top, and the first beyond right and bottom
                (
                    max(0, floor(left * across)),
                    max(0, floor(top * down)),
                    min(page.width, ceil(right * across)),
                    min(page.height, ceil(bottom * down)),
                )
                for left, top, right, bottom in spots
            ]
            pencil = ImageDraw.Draw(page)
            for each in bounds:
                pencil.rectangle(
                    (each[0], each[1], each[2] - 1, each[3] - 1), fill=0 if page.mode == "L" else (0, 0, 0)
                )
            black.append((page.size, bounds))
            yield page, bounds

    if suffix == ".pdf":
        content = _pdf(burned(), sizes)
        fault = _fault_of_pdf(content, black)
    else:
        ((page, bounds),) = burned()
        content = _jpeg(page, bounds) if suffix == ".jpg" else _written(page, "PNG")
        fault = _fault_of_picture(content, *black[0])
    if fault:
        raise ExportError(f"公开版里{fault}，没有保存，再试一次；仍不行就打印后涂黑、再扫描。")
    return content


# --- writing ---


def _pdf(pages: Iterable[tuple[Image.Image, Sequence[_Bounds]]], sizes: Sequence[tuple[float, float]]) -> bytes:
    """Return a PDF of images: a catalogue, the pages, and for each page its image and the command that draws it."""
    file, offsets, kids = BytesIO(), list[tuple[int, int]](), list[str]()

    def put(number: int, text: str, stream: bytes | None = None) -> None:
        offsets.append((number, file.tell()))
        file.write(f"{number} 0 obj\n<< {text}".encode())
        if stream is not None:
            file.write(f" /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream\nendobj\n")
        else:
            file.write(b" >>\nendobj\n")

    file.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    put(1, "/Type /Catalog /Pages 2 0 R")
    for (page, bounds), (width, height) in zip(pages, sizes, strict=True):
        number = 3 * len(kids) + 3
        kids.append(f"{number} 0 R")
        shades, form, stream = _packed(page, bounds)
        put(
            number,
            f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3f} {height:.3f}] /Contents {number + 1} 0 R "
            f"/Resources << /XObject << /P {number + 2} 0 R >> >>",
        )
        put(number + 1, "", f"{width:.3f} 0 0 {height:.3f} 0 0 cm /P Do".encode())
        put(
            number + 2,
            f"/Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} /BitsPerComponent 8 "
            f"/ColorSpace /{shades} /Filter /{form}",
            stream,
        )
    put(2, f"/Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]")
    begin = file.tell()
    file.write(f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode())
    for _, offset in sorted(offsets):
        file.write(f"{offset:010} 00000 n \n".encode())
    file.write(f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n".encode())
    return file.getvalue()


def _packed(page: Image.Image, bounds: Sequence[_Bounds]) -> tuple[str, str, bytes]:
    """Return the colour space, the filter and the bytes of an image: without loss if that is small enough."""
    if page.mode == "RGB":
        red, green, blue = page.split()
        apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
        if max(cast("tuple[int, int]", one.getextrema())[1] for one in apart) <= _GREY:
            page = page.convert("L")
    shades = "DeviceGray" if page.mode == "L" else "DeviceRGB"
    flat = zlib.compress(page.tobytes(), 6)
    if len(flat) <= _MOST_FLAT:
        return shades, "FlateDecode", flat
    return shades, "DCTDecode", _jpeg(page, bounds)


def _jpeg(page: Image.Image, bounds: Sequence[_Bounds]) -> bytes:
    """Return an image as JPEG, at the lowest quality that keeps its redacted places black."""
    for quality in _QUALITIES:
        content = _written(page, "JPEG", quality=quality, subsampling=0)
        if not bounds or not _fault_of_picture(content, page.size, bounds):
            break
    return content


def _written(page: Image.Image, form: str, **options: int) -> bytes:
    file = BytesIO()
    page.save(file, form, **options)
    return file.getvalue()


# --- checking ---


def _fault_of_pdf(content: bytes, black: Sequence[tuple[tuple[int, int], Sequence[_Bounds]]]) -> str:
    """Return what is wrong with a written PDF, or "", judging only by its bytes."""
    with PDF_LIBRARY:
        try:
            with pypdfium2.PdfDocument(content) as document:
                beside = {
                    "附件": raw.FPDFDoc_GetAttachmentCount(document),
                    "脚本": raw.FPDFDoc_GetJavaScriptActionCount(document),
                    "表单": raw.FPDF_GetFormType(document),
                    "签名": raw.FPDF_GetSignatureCount(document),
                    "目录": sum(1 for _ in document.get_toc()),
                    "文件属性": sum(map(bool, document.get_metadata_dict().values())),
                }
                told = next((f"还有{name}" for name, count in beside.items() if count), "")
                if told or len(document) != len(black):
                    return told or "页数不对"
                for place, page in enumerate(document):
                    fault = _fault_of_page(page, *black[place])
                    page.close()
                    if fault:
                        return f"第 {place + 1} 页{fault}"
        except pypdfium2.PdfiumError:
            return "有一页读不出来"
    return ""


def _fault_of_page(page: Any, pixels: tuple[int, int], bounds: Sequence[_Bounds]) -> str:
    inside = page.get_textpage()
    signs = inside.count_chars()
    inside.close()
    if signs:
        return "还有文字"
    if raw.FPDFPage_GetAnnotCount(page):
        return "还有批注"
    drawn = list(page.get_objects())
    if [one.type for one in drawn] != [raw.FPDF_PAGEOBJ_IMAGE]:
        return "不只是一张图像"
    return _fault_of_pixels(drawn[0].get_bitmap().to_pil().convert("RGB"), pixels, bounds)


def _fault_of_picture(content: bytes, pixels: tuple[int, int], bounds: Sequence[_Bounds]) -> str:
    with Image.open(BytesIO(content)) as picture:
        if (
            picture.getexif()
            or not _NOT_OF_THE_ORIGINAL.issuperset(picture.info)
            or getattr(picture, "n_frames", 1) > 1
        ):
            return "还有图像以外的信息"
        return _fault_of_pixels(picture.convert("RGB"), pixels, bounds)


def _fault_of_pixels(picture: Image.Image, pixels: tuple[int, int], bounds: Sequence[_Bounds]) -> str:
    if picture.size != pixels:
        return "图像的大小不对"
    lightest = (max(picture.crop(each).tobytes(), default=0) for each in bounds)
    return "有一处没有涂黑" if max(lightest, default=0) > _BLACK else ""
