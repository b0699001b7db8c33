"""Letters on the page of GB/T 9704 (without the red head): the blocks of their PDF and their Word file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosure.errors import ExportError
from disclosure.letters import values
from disclosure.letters.values import Letter
from disclosure.report.tables import GridCell, Role, StatTable
from disclosure.wording import chinese_date
from exporters.paper.document import (
    BlankLine,
    Block,
    CentredLine,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
)
from exporters.paper.signing import with_signature
from exporters.read_back.lines import Kind, Line, bare, line, written
from exporters.read_back.proving import proven

_SUBJECT = "政府信息公开申请办理文书"
FORM_SIZE = 12.0
"""Font size of forms, in points."""
_PADDING = 5.0
_ROW, _ROW_TO_WRITE, _ROW_TO_SIGN = 26.0, 58.0, 50.0
_SIGN_HERE = "年　　月　　日"


def letter_pdf(letters: Sequence[Letter], author: str = "") -> bytes:
    """Return letters as one PDF/A file, each starting at page 1; raises ExportError for none."""
    return proven(letters_document(letters, author), ".pdf", letter_lines(letters))


def letter_docx(letters: Sequence[Letter], author: str = "") -> bytes:
    """Return letters for Word and WPS, each in its own section; raises ExportError for none."""
    return proven(letters_document(letters, author), ".docx", letter_lines(letters))


def letter_lines(letters: Sequence[Letter]) -> tuple[Line, ...]:
    """Return the text a file of letters must show, derived from the letters and not from the document made of them."""
    return written(one for letter in letters for one in _lines(letter))


def _lines(letter: Letter) -> Iterator[Line]:
    yield line(Kind.TITLE, letter.title)
    yield line(Kind.TEXT, letter.number)
    yield line(Kind.TEXT, f"{letter.addressee}：" if letter.addressee else "")
    for block in letter.blocks:
        if isinstance(block, values.Form):
            for row in range(block.rows):
                cells = sorted((cell for cell in block.cells if cell.row == row), key=lambda cell: cell.column)
                if cells:
                    yield Line(Kind.ROW, tuple(bare(cell.text) for cell in cells))
        else:
            kind = Kind.HEADING if isinstance(block, values.Head) else Kind.TEXT
            yield from (line(kind, text) for text in values.texts(block))
    if letter.signature:
        yield from (line(Kind.TEXT, text) for text in (letter.signature, chinese_date(letter.dated_on)))


def letters_document(letters: Sequence[Letter], author: str = "") -> Document:
    """Return letters as one document, with the title and date of the first as its properties."""
    if not letters:
        raise ExportError("没有选中任何文书，要先选择要导出的文书。")
    blocks: list[Block] = []
    for place, letter in enumerate(letters):
        if place:
            blocks += [PageBreak(restarts_numbers=True), Title(letter.title)]
        blocks += paper_blocks(letter)
    first = letters[0]
    return Document(
        title=first.title,
        dated_on=first.dated_on,
        blocks=tuple(blocks),
        author=author or first.signature,
        subject=_SUBJECT,
        keywords=f"政府信息公开;{first.title}",
    )


def paper_blocks(letter: Letter) -> list[Block]:
    """Return a letter below its title: number, addressee, body, signature and date."""
    blocks: list[Block] = []
    if letter.number:
        blocks += [CentredLine(letter.number), BlankLine()]
    if letter.addressee:
        blocks.append(Paragraph(f"{letter.addressee}：", indent=0, holds_next=True))
    head = len(blocks)
    for block in map(_block, letter.blocks):
        if isinstance(block, Table) and len(blocks) > head and isinstance(blocks[-1], Paragraph):
            blocks[-1] = replace(blocks[-1], holds_next=True)  # a line above a form stays on its page
        blocks.append(block)
    return with_signature(blocks, letter.signature, letter.dated_on) if letter.signature else blocks


def _block(block: values.Block) -> Block:
    match block:
        case values.Head():
            return Heading(block.text, block.rank)
        case values.Right():
            return RightLine(block.text, block.margin)
        case values.Blank():
            return BlankLine()
        case values.NewPage():
            return PageBreak()
        case values.Form():
            return form_table(block)
        case _:
            return Paragraph(block.text, block.indent)


def form_table(form: values.Form) -> Table:
    """Return a form as a table: printed labels centred in their cells, typed values at the left."""
    cells = []
    for cell in form.cells:
        role = Role.HEAD if cell.row < form.head_rows else Role.LABEL if cell.is_label else Role.FIGURE
        cells.append(GridCell(cell.row, cell.column, cell.text, role, cell.row_span, cell.column_span))
    grid = StatTable("", form.rows, form.head_rows, 0, form.widths, tuple(cells))
    columns = frozenset(range(len(form.widths)))
    least = tuple(least_height(form, row) for row in range(form.rows))
    return Table(grid, columns, FORM_SIZE, least, is_one_page=False, padding=_PADDING)


def least_height(form: values.Form, row: int) -> float:
    """Return the minimum height of a row, in points: more if somebody signs or writes by hand there."""
    texts = [cell.text for cell in form.cells if cell.row == row and not cell.is_label]
    if any(_SIGN_HERE in text for text in texts):
        return _ROW_TO_SIGN
    is_wide = len(texts) == 1 and form.head_rows == 0
    return _ROW_TO_WRITE if is_wide and not texts[0] else _ROW
