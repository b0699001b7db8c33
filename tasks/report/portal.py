"""A portal's page of an issued report: read, compared, and stored as proof of publication."""

from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.progress import Progress, silent
from disclosure.records import Attachment, IssuedReport
from disclosure.report.publication import Publication, compared
from importers.published import read_published
from importers.published.containers.plain_text import read_plain_text
from importers.published.understanding import understood
from storage.registers import Registers
from tasks.report.issuing import frozen_report
from tasks.report.versions import latest_version

PROOF = "发布核对-"
"""The beginning of a stored page's name."""

_AGREES = (
    "200 个数字，表格各栏的名称（不看序号），标题、开头、各部分标题和文字，署名和成文日期都相同；"
    "网页上报告前后的内容没有核对。"
)
"""Stored with a page that matches the issued report; a portal adds its own text around it."""

_MEDIA_TYPES = {
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx"), "text/html"),
    **dict.fromkeys((".mht", ".mhtml"), "multipart/related"),
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}


def read_page(registers: Registers, year: int, source: Path, progress: Progress = silent) -> Publication:
    """Compare a saved page (or another file of the report) with the issued report of its year.

    Raises DisclosureError if nothing was issued, SourceUnreadableError for a page without a report.
    """
    return compared(frozen_report(_issued(registers, year)), read_published(source, progress))


def read_pasted(registers: Registers, year: int, text: str) -> Publication:
    """Compare the text of a page copied from the browser with the issued report of its year."""
    return compared(frozen_report(_issued(registers, year)), understood(read_plain_text(text)))


def keep_page(registers: Registers, year: int, name: str, content: bytes, found: Publication) -> Attachment:
    """Store a page with the version it was compared with, and the result beside it, as one step."""
    issued = _issued(registers, year)
    media_type = _MEDIA_TYPES.get(Path(name).suffix.lower(), "")
    told = "\n".join(found.lines) or f"与签发的第 {issued.version} 版一致：{_AGREES}"
    with registers.batch(f"存网页核对记录 {issued.caption_text}"):
        proof = registers.attach(issued, name=f"{PROOF}{name}", media_type=media_type, content=content)
        registers.attach(
            issued,
            name=f"{PROOF}{Path(name).stem}-结果.txt",
            media_type="text/plain",
            content=f"{name}\nSHA-256 {proof.sha256}\n{issued.version_code}\n{told}\n".encode(),
        )
    return proof


def proofs_of(registers: Registers, issued: IssuedReport) -> tuple[Attachment, ...]:
    """Return the pages stored with a version."""
    kept = registers.attachments(issued.register, issued.id)
    return tuple(one for one in kept if one.name.startswith(PROOF))


def _issued(registers: Registers, year: int) -> IssuedReport:
    issued = latest_version(registers, year)
    if issued is None:
        raise DisclosureError(f"{year} 年度报告还没有签发，没有可以核对的版本；先签发。")
    return issued
