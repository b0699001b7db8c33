"""Several PDFs one after the other in one file, to be printed in one go."""

from collections.abc import Sequence
from io import BytesIO

from disclosure.errors import ExportError
from resources.pdf_library import PDF_LIBRARY


def joined(papers: Sequence[bytes]) -> bytes:
    """Return one PDF of all pages in order; raises ExportError where one of them cannot be read."""
    import pypdfium2  # noqa: PLC0415 - heavy, and only needed here

    with PDF_LIBRARY:
        whole = pypdfium2.PdfDocument.new()
        try:
            for paper in papers:
                part = pypdfium2.PdfDocument(paper)
                whole.import_pages(part)
                part.close()
            kept = BytesIO()
            whole.save(kept)
            return kept.getvalue()
        except pypdfium2.PdfiumError as reason:
            raise ExportError("有一份文书的原件不能读取，无法合并打印，请逐份打印。") from reason
        finally:
            whole.close()
