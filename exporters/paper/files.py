"""A document as a file: by the suffix a PDF, or a file for Word and WPS."""

from disclosure.errors import ExportError
from exporters.paper.document import Document

GBK_LACKS = "≒"
"""The one character of GBK missing from our fonts."""


def framed_in(*texts: str) -> str:
    """Return one sentence naming the characters of some texts that no font has, or "" if all can be drawn.

    Nearly all text needs only GBK, which can be drawn, so that no font has to be opened for it.
    """
    text = "\n".join(texts)
    if GBK_LACKS not in text and text.encode("gbk", "ignore").decode("gbk") == text:
        return ""
    from exporters.paper.fonts import framed_words  # noqa: PLC0415 - reportlab reads the fonts

    return framed_words(text)


def render(document: Document, suffix: str) -> bytes:
    """Return a document as .pdf or .docx, equal documents as equal bytes.

    Raises ExportError for another suffix.
    """
    match suffix.lower():
        case ".pdf":
            from exporters.paper.press import printed  # noqa: PLC0415 - reportlab loads with the first PDF

            return printed(document)
        case ".docx":
            from exporters.paper.word import render_word  # noqa: PLC0415 - python-docx loads with the first .docx

            return render_word(document)
    raise ExportError(f"不能写成“{suffix or '没有后缀的文件'}”，文书可写成 .pdf 或 .docx，要改文件名。")
