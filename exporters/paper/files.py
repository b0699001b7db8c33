"""A paper as a file: the suffix says whether it is drawn as PDF or written for Word and WPS."""

from disclosure.errors import ExportError
from exporters.paper.document import Document

GBK_LACKS = "≒"
"""The one character of GBK that no font of ours has."""


def framed_in(*texts: str) -> str:
    """Return one sentence that names what no font draws in some texts of a PDF; empty where all is drawn.

    What is written with GBK alone, as nearly everything, is drawn: for that no font is opened.
    """
    text = "\n".join(texts)
    if GBK_LACKS not in text and text.encode("gbk", "ignore").decode("gbk") == text:
        return ""
    from exporters.paper.fonts import framed_words  # noqa: PLC0415 - reportlab reads the fonts

    return framed_words(text)


def render(document: Document, suffix: str) -> bytes:
    """Return a paper as .pdf or .docx, byte for byte the same for the same paper.

    Raises ExportError for another suffix.
    """
    match suffix.lower():
        case ".pdf":
            from exporters.paper.press import printed  # noqa: PLC0415 - reportlab loads with the first PDF

            return printed(document)
        case ".docx":
            from exporters.paper.word import render_word  # noqa: PLC0415 - python-docx loads with the first .docx

            return render_word(document)
    raise ExportError(f"不能写成“{suffix or '没有后缀的文件'}”，文书可写成 .pdf 或 .docx，请改文件名。")
