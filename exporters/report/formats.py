"""The formats of a report, for the export window, the command line and the issued version alike.

To add one: a line here and, in ``files.py``, its ``Kind``, which names its writer, its reader (``readers.py``) and what
it must show (``expected.py``); a test compares the two. The file imports no writer, so that offering formats is cheap.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """A format: its media type, its words in the export window, its short name, and whether it is ticked by default."""

    media_type: str
    words: str
    short: str
    is_usual: bool = False


FORMATS: Mapping[str, Format] = {
    ".pdf": Format("application/pdf", "PDF（公文版式，用于签发和公布）", "PDF", is_usual=True),
    ".docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档", "Word"),
    ".xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel（三张表）", "Excel"),
    ".html": Format("text/html", "网页（上传政府门户网站）", "网页"),
    ".json": Format("application/json", "JSON（数据交换）", "JSON"),
    ".txt": Format("text/plain", "纯文本（微信公众号、邮件）", "纯文本"),
}
"""Every format by its suffix; an issued version is kept in all of them."""
