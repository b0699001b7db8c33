"""Print 安装说明.pdf, two pages, with the program's own writer: ``python -m setup.leaflet dist/安装说明.pdf``.

Its text is ``leaflet.md`` in this folder: a title, headings, paragraphs and one table, and no other Markdown.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from exporters.paper.document import Block, Document, Heading, Paragraph, text_table
from exporters.read_back.proving import write_proven
from resources.program import version

TEXT = Path(__file__).with_name("leaflet.md")
_WIDTHS = (4, 5, 4)


def leaflet() -> Document:
    """Return the leaflet of this version, dated SOURCE_DATE_EPOCH if a build sets it, else today."""
    title, *parts = TEXT.read_text(encoding="utf-8").replace("@版本@", version()).split("\n\n")
    made = float(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp())
    return Document(
        title=title.removeprefix("# "),
        dated_on=datetime.fromtimestamp(made, UTC).date(),
        blocks=tuple(_block(part.strip()) for part in parts),
        subject="安装说明",
        counts_pages=True,
    )


def _block(part: str) -> Block:
    if part.startswith("## "):
        return Heading(part.removeprefix("## "))
    if not part.startswith("|"):
        return Paragraph(part)
    head, _line, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines()]
    return text_table(head, rows, _WIDTHS, range(len(head)))


if __name__ == "__main__":
    write_proven(leaflet(), Path(sys.argv[1]))
