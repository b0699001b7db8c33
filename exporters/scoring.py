"""考核自查报告: a completed scoring sheet, as a document with its evidence and as a sheet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.numerals import write_chinese
from disclosure.statistics.scoring import Scorecard, ScoredLine, State
from disclosure.wording import plain_number
from exporters.ledgers.listing import Signing, signing_table
from exporters.paper.document import Block, Document, Heading, Paragraph, Table, text_table
from exporters.paper_or_sheet import Listing, write_paper_or_sheet

HEADINGS = ("编号", "考核项目", "扣分情形", "结论", "次数", "扣分")
_WIDTHS, _LEFT = (9.0, 15.0, 44.0, 14.0, 8.0, 8.0), (1, 2)
_PEOPLE = ("自查人", "审核人", "负责人")
_NOTHING = "没有发现。"


def scorecard_document(card: Scorecard, today: date) -> Document:
    """Return the 自查报告: the estimate, all lines, the evidence of each loss, what to verify, who signs."""
    waiting = list(_waiting(card)) or [Paragraph("没有。")]
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("逐项自评", [replace(text_table(HEADINGS, list(rows_of(card)), _WIDTHS, _LEFT), size=Table.size)]),
        ("扣分项的依据和补救", list(_losses(card)) or [Paragraph(_NOTHING)]),
        ("待核实的项目", [*waiting[:-1], replace(waiting[-1], holds_next=True)]),  # no page of signatures only
        ("签字", [signing_table(Signing("", _PEOPLE))]),
    )
    blocks: list[Block] = [Paragraph(card.summary), Paragraph(f"考核表来源：{card.sheet.source}。")]
    for number, (heading, inside) in enumerate(parts, start=1):
        blocks += [Heading(f"{write_chinese(number)}、{heading}"), *inside]
    return Document(
        title=card.title,
        dated_on=today,
        blocks=tuple(blocks),
        author=card.office,
        subject="政府信息公开考核自查报告",
        counts_pages=True,
    )


def rows_of(card: Scorecard) -> Iterator[tuple[str, ...]]:
    """Yield every line of the sheet below ``HEADINGS``."""
    for one in card.lines:
        is_open = one.state in (State.TO_VERIFY, State.EARLY)
        times, lost = ("", "") if is_open else (str(len(one.found)), plain_number(one.lost))
        yield (one.line.code, one.line.subject, one.line.text, one.state.value, times, lost)


def _losses(card: Scorecard) -> Iterator[Block]:
    for one in card.lines:
        if one.state is State.LOST:
            yield Heading(f"{one.line.code}　{one.line.text}（扣{plain_number(one.lost)}分）", 3)
            yield from (Paragraph(f"{number}.{each.text}") for number, each in enumerate(one.found, start=1))
            yield Paragraph(f"补救：{one.mending}")
            yield from _notes(one)


def _waiting(card: Scorecard) -> Iterator[Paragraph]:
    for one in card.lines:
        if one.state is State.TO_VERIFY:
            papers = f"佐证材料：{one.line.papers}。" if one.line.papers else ""
            yield Paragraph(f"{one.line.code}　{one.line.text}。{papers}")
            yield from _notes(one)


def _notes(one: ScoredLine) -> Iterator[Paragraph]:
    if one.note:
        yield Paragraph(f"说明：{one.note}")
    if one.last_note:
        yield Paragraph(f"上年说明：{one.last_note}")


def write_scorecard(card: Scorecard, path: Path, today: date) -> None:
    """Write the 自查报告 by its suffix and read it back: a document (.pdf, .docx) or its lines (.xlsx, .csv).

    Raises as ``write_paper_or_sheet``.
    """

    def lines() -> Listing:
        evidence = ("；".join(each.text for each in one.found) for one in card.lines)
        rows = [(*row, told) for row, told in zip(rows_of(card), evidence, strict=True)]
        rows += [("说明", card.caveat, "", "", "", "", "")] if card.caveat else []
        return Listing("自评", (*HEADINGS, "依据"), rows)

    write_paper_or_sheet("自查报告", path, lambda: scorecard_document(card, today), lines)
