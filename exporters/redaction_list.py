"""区分处理清单: what was redacted in a document given out, to file with the case and mention in the answer."""

from datetime import date

from disclosure.cases.redaction import Redaction
from disclosure.masking import masked_prose
from exporters.paper.document import Document, Paragraph, RightLine, text_table
from exporters.read_back.proving import proven

_COLUMNS, _WIDTHS = ("序号", "位置", "内容", "不予公开的依据"), (1.0, 2.6, 2.6, 6.0)


def redaction_list(redaction: Redaction, office: str, at: str, by: str) -> bytes:
    """Return the list as PDF, read back; ``at`` is the time in the journal, ``by`` the person who made the 公开版."""
    made_on = date.fromisoformat(at[:10])
    rows = redaction.lines()
    name = masked_prose(redaction.name)
    said = f"原件“{name}”含有不应当公开的内容，依照《中华人民共和国政府信息公开条例》第三十七条作区分处理，"
    said += f"共遮去 {len(rows)} 处，原件存本案卷。" if rows else "没有遮去内容，已转为图像，原件存本案卷。"
    blocks = (
        Paragraph(said),
        *((text_table(_COLUMNS, rows, _WIDTHS, (1, 2, 3)),) if rows else ()),
        RightLine(f"{by}　{at[:16].replace('T', ' ')}" if by else at[:16].replace("T", " ")),
        RightLine(office),
    )
    document = Document("区分处理清单", made_on, blocks, author=office, subject="区分处理清单", counts_pages=True)
    return proven(document, ".pdf")
