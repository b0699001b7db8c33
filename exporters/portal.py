"""Pages for a portal's editor other than the report: the catalogue, the guide, and the check-list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from disclosure.releases.portal import COLUMNS, Changes, Part
from exporters.ledgers.listing import Listed, Signing, listing_document
from exporters.paper.characters import printable
from exporters.paper.document import Block, Document, Heading, Paragraph

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<h1 align="center">{title}</h1>
{body}
</body>
</html>
"""
_MOST_NAMED = 200


def catalogue_html(title: str, rows: Sequence[Sequence[str]]) -> str:
    """Return the 主动公开目录 as one page with one table."""
    head = "".join(f"<th>{_safe(column)}</th>" for column in COLUMNS)
    lines = ["".join(f"<td>{_safe(cell)}</td>" for cell in row) for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in (head, *lines))
    table = f'<table border="1" cellspacing="0" cellpadding="4" width="100%"><tbody>\n{body}\n</tbody></table>'
    return _PAGE.format(title=_safe(title), body=table)


def guide_html(title: str, parts: Sequence[Part]) -> str:
    """Return the 公开指南 as one page of headings and paragraphs."""
    body = [
        line
        for part in parts
        for line in (f"<h2>{_safe(part.heading)}</h2>", *(f"<p>{_safe(text)}</p>" for text in part.paragraphs))
    ]
    return _PAGE.format(title=_safe(title), body="\n".join(body))


def guide_document(title: str, parts: Sequence[Part], office: str, today: date) -> Document:
    """Return the 公开指南 as a document for Word."""
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(part.heading), *(Paragraph(text) for text in part.paragraphs)]
    return Document(title=title, dated_on=today, blocks=tuple(blocks), author=office, subject="政府信息公开指南")


@dataclass(frozen=True)
class ToDo:
    """One item to publish: its name, its file, and what to take care of."""

    what: str
    file: str
    seen_to: str


def checklist(office: str, todo: Sequence[ToDo], changed: Changes, lacking: Sequence[str], today: date) -> Document:
    """Return the 发布核对清单: items to publish, changes since the last package, missing items, and who did it."""
    named = {"新增": changed.added, "变更": changed.changed, "撤下": changed.removed}
    rows = [row for kind, names in named.items() for row in _named(kind, names)]
    lists = [
        Listed(
            "需要发布的内容",
            ("内容", "文件", "注意", "已发布"),
            [(one.what, one.file, one.seen_to, "□") for one in todo],
            (16, 30, 42, 12),
        ),
        Listed("目录与上次门户包的差别", ("情况", "信息名称"), rows, (12, 88), (1,)),
        Listed("指南中还要写明的", ("内容", "在哪里填写"), [(what, _WHERE) for what in lacking], (40, 60)),
    ]
    signing = Signing("发布签字", ("经办人", "网站编辑", "审核人"))
    opening = "发布以后，把网页另存，用“核对门户网页…”核对。"
    return listing_document("门户发布核对清单", lists, today, author=office, signing=signing, opening=opening)


def _named(kind: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the first names of a kind, and the number of the others, so that nobody takes the list for complete."""
    yield from ((kind, name) for name in names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        yield kind, f"……另有 {len(names) - _MOST_NAMED} 条没有列出，以目录为准"


_WHERE = "机关信息；没有这一栏的，在指南文件里直接写"


def _safe(text: str) -> str:
    return escape(printable(text.strip()))
