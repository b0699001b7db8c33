"""Rich text, .rtf and what systems call .doc: its rows come as cells between bars, its text as lines."""

from striprtf.striprtf import rtf_to_text

from disclosure.errors import SourceUnreadableError

_MOST_BYTES = 20_000_000


def read_rich_text(content: bytes) -> str:
    """Return the text of an .rtf, each row of a table in a line. Raises SourceUnreadableError for a damaged one."""
    if len(content) > _MOST_BYTES:
        raise SourceUnreadableError("这个 RTF 文件太大，超过了能读的限度，请用 WPS 另存为 .docx 后再试。")
    try:
        text: str = rtf_to_text(content.decode("latin-1"), encoding="gb18030", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise SourceUnreadableError("这个 RTF 文件已损坏，请用 WPS 另存为 .docx 后再试。") from fault
    # signs beyond U+FFFF come as the two halves RTF writes them in
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")
