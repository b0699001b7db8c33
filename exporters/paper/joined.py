"""Joining several PDFs into one file, to be printed together."""

from collections.abc import Sequence
from io import BytesIO

from disclosure.errors import ExportError
from resources.pdf_library import PDF_LIBRARY


def joined(papers: Sequence[bytes]) -> bytes:
    """Return one PDF with all pages in order, read back page by page.

    Raises ExportError if a document cannot be read, or the result does not show every page of it.
    """
    import pypdfium2  # noqa: PLC0415 - heavy, and only needed here

    def pages(content: bytes) -> list[str]:
        with pypdfium2.PdfDocument(content) as document:
            return [page.get_textpage().get_text_bounded() for page in document]

    with PDF_LIBRARY:
        try:
            wanted = [page for paper in papers for page in pages(paper)]
            kept = BytesIO()
            with pypdfium2.PdfDocument.new() as whole:
                for paper in papers:
                    with pypdfium2.PdfDocument(paper) as part:
                        whole.import_pages(part)
                whole.save(kept)
            is_whole = pages(kept.getvalue()) == wanted
        except pypdfium2.PdfiumError as reason:
            raise ExportError("有一份文书的原件不能读取，无法合并打印，要逐份打印。") from reason
    if not is_whole:
        raise ExportError("合并后的文件与各份原件不符，没有交给打印，要逐份打印。")
    return kept.getvalue()
