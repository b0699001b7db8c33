"""A paper as statements: the text after each known label, and its place; in tables, lines and running text alike."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise, zip_longest

from disclosure.numerals import CHINESE_DIGITS, fold_width
from disclosure.paper_words import CHOICES, HALVES, LABELS, LIKE, OF_RESPONDENT, TITLES, PaperKind
from importers.containers.document import Cell, Document, Grid, Paragraph, Row, distinct

_MOST_LINES, _LONGEST_LINE = 1_500, 4_000
_ASIDE = re.compile(r"[(（][^()（）]{0,14}[)）]")
_NOTHING = re.compile(r"[\s*＊:：_]+")
_LABEL_PARTS = re.compile(r"[/、]|或者?|及")
_LONGEST_LABEL = 34
_MOST_LABELS = 60
_BELOW_BY_ITSELF = frozenset({"content", ""})
"""Columns that may span lines; the caller, who knows where they end, collects them."""
_COLON = re.compile("[：:]")
_SENTENCE_SIGN = re.compile(r"[，,。；;：:|_\t“”\d]")
"""Characters that do not occur in labels."""
_PIECE = re.compile(r"(?:[^\s（(]|[（(][^()（）]{0,14}[）)])+|[（(]")
_FIRST_WORD = re.compile(r"\s*([\u4e00-\u9fff]{2,8})[ \u3000]+(?=[^\s：:])")
_BRACKETED = re.compile(r"【([^【】]{2,20})】[：:]?")
_ENUMERATION = re.compile(r"^\s*(?:[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、．])\s*")
_EDGES = " \t\u3000\u00a0_，,；;|"
SYMBOL = re.compile(
    r"[\u4e00-\u9fff]{0,12}[〔（(\[【](?:19|20)\d\d[〕）)\]】][\u4e00-\u9fff]{0,8}\d{1,6}(?:-\d{1,3})?号"
)
"""A 发文字号 or a 案号: 「白鹭街〔2024〕9号」, 「（2024）示01行初15号」 has its court between."""
COURT_NUMBER = re.compile(
    r"[（(〔]\s*(20\d\d)\s*[）)〕]\s*([\u4e00-\u9fff]{1,4}\d{0,6}[\u4e00-\u9fff]{1,6}第?\d{1,6}(?:号之[一二三四五]|号))"
)
_NUMERAL = "".join(CHINESE_DIGITS) + "十"
DAY = re.compile(
    rf"""
    (?:19|20)\d\d \s* [年./-] \s* \d{{1,2}} \s* [月./-] \s* \d{{1,2}} (?:\s*日)?    # 2024年3月1日, 2024-3-1
    | (?<!\d)\d\d \s* 年 \s* \d{{1,2}} \s* 月 \s* \d{{1,2}} \s* 日               # 24年3月1日
    | [{_NUMERAL}]{{4}} \s* 年 \s* [{_NUMERAL}]{{1,3}} \s* 月 \s* [{_NUMERAL}]{{1,3}} \s* 日   # 二〇二四年三月一日
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Line:
    """One line of a paper, and its place: 「第3行」, 「表格第3行」."""

    text: str
    place: str


@dataclass(frozen=True)
class Statement:
    """The text after one label: its column, the label as printed, the text, and its place.

    ``half`` is the half of a form it is in: an 申请人类型, "" for organizations, None outside of halves. ``is_alone``:
    the label is alone on its line, so its text may be on the next one.
    """

    column: str
    label: str
    text: str
    place: str
    half: str | None = None
    is_alone: bool = False

    @property
    def where(self) -> str:
        """The place and the label: 「第3行“联系电话”」."""
        return f"{self.place}“{self.label}”"


@dataclass(frozen=True)
class Sheet:
    """A paper: its lines in order, and its statements."""

    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]

    def of(self, *columns: str, blank: bool = False) -> list[Statement]:
        """Return the statements about some columns in order; those without text only if ``blank``."""
        return [each for each in self.statements if each.column in columns and (each.text or blank)]


def key(text: str) -> str:
    """Return a label normalized for comparison: without blanks, colon, stars and remarks in brackets."""
    return _NOTHING.sub("", fold_width(_ASIDE.sub("", text))).lower()


@cache
def _labels(kind: PaperKind) -> Mapping[str, str]:
    return {key(word): column for column, row in LABELS[kind].items() for word in row.split()}


@cache
def _column_named(word: str, kind: PaperKind) -> str | None:
    """Return the column a word names by the tables of words, "" for a label we do not use, None for no label."""
    plain = key(word)
    if not plain or len(plain) > _LONGEST_LABEL:
        return None
    known = _labels(kind).get(plain)
    if known is not None:
        return known
    return next((column for column, row in LIKE.get(kind, {}).items() if re.fullmatch(row, plain)), None)


@cache
def _halves() -> Mapping[str, str]:
    return {key(word): kind for kind, row in HALVES.items() for word in row.split()}


def kind_of_title(text: str) -> PaperKind | None:
    """Return the kind of paper a line is the title of, or None."""
    plain = _NOTHING.sub("", text)
    if len(plain) > _LONGEST_LABEL or "。" in plain:
        return None
    return next((kind for kind, row in TITLES.items() if plain.endswith(tuple(row.split()))), None)


def begins(text: str) -> bool:
    """Whether a line begins something new: a label, a numbered item, a date, the title of a paper."""
    plain = _NOTHING.sub("", text)
    is_alone = SYMBOL.fullmatch(plain) or COURT_NUMBER.fullmatch(plain) or DAY.fullmatch(plain)
    return bool(is_alone or kind_of_title(text) or any(is_labelled(text, kind) for kind in PaperKind))


def is_labelled(text: str, kind: PaperKind) -> bool:
    """Whether a line begins with a label of one kind of paper."""
    first = next(_labels_in(text, kind), None)
    return first is not None and first.start == 0


def lines_of(document: Document) -> tuple[Line, ...]:
    """Return the lines of a document, with the cells of a row separated by a blank."""
    lines: list[Line] = []
    for place, row in _places(document):
        text = row if isinstance(row, str) else " ".join(distinct(row))
        if text.strip():
            lines.append(Line(text[:_LONGEST_LINE], place))
    return tuple(lines)


def sheet_of(document: Document, kind: PaperKind) -> Sheet:
    """Return a document as lines and statements, its labels those of one kind of paper."""
    statements: list[Statement] = []
    half: str | None = None
    for place, row in _places(document):
        if isinstance(row, str):
            statements += in_line(row[:_LONGEST_LINE], place, kind)
            continue
        found, half = _in_row(row, place, kind, half)
        statements += found
    lines = lines_of(document)
    below = {line.place: after.text for line, after in pairwise(lines)}
    for number, each in enumerate(statements):
        after = below.get(each.place, "")
        if each.is_alone and (each.column in CHOICES or not is_labelled(after, kind)):
            statements[number] = replace(each, text=after)
    own = tuple(_not_of_respondent(statements))
    not_own = {each.place for each in statements} - {each.place for each in own}
    return Sheet(tuple(line for line in lines if line.place not in not_own), own)


def _places(document: Document) -> Iterator[tuple[str, str | Row]]:
    """Yield each line or row with its place, up to the most a paper can have."""
    line = row = 0
    for block in document:
        for part in (block.text,) if isinstance(block, Paragraph) else block.rows:
            if line + row >= _MOST_LINES:
                return
            if isinstance(block, Grid):
                row += 1
                yield f"表格第{row}行", part
            else:
                line += 1
                yield f"第{line}行", part


def in_line(text: str, place: str, kind: PaperKind) -> Iterator[Statement]:
    """Yield the statements in a line, the text of each label up to the next one."""
    plain = _BRACKETED.sub(r" \1：", text)
    found = list(_labels_in(plain, kind))
    for label, after in zip_longest(found, found[1:]):
        end = after.start if after is not None else len(plain)
        text = plain[label.end : end].strip(_EDGES)
        is_alone = not text and len(found) == 1 and label.start == 0 and label.column not in _BELOW_BY_ITSELF
        yield Statement(label.column, label.word, text, place, is_alone=is_alone)


@dataclass(frozen=True)
class _Label:
    start: int
    end: int
    word: str
    column: str


def _labels_in(text: str, kind: PaperKind) -> Iterator[_Label]:
    """Yield the labels in a line: before a colon, the whole line, or its first word before a blank."""
    alone = _ENUMERATION.sub("", text.strip())
    is_head = alone != text.strip() or alone.endswith(("：", ":")) or key(alone) in _labels(kind)
    alone = alone.rstrip("：:")
    if is_head and not _COLON.search(alone) and (column := _column_named(alone, kind)):
        yield _Label(0, len(text), alone, column)
        return
    done = 0
    if (first := _FIRST_WORD.match(text)) and (column := _column_named(first[1], kind)) is not None:
        yield _Label(0, first.end(), first[1], column)
        done = first.end()
    for colon in islice(_COLON.finditer(text), _MOST_LABELS):
        before = text[max(done, colon.start() - _LONGEST_LABEL) : colon.start()]
        run = _SENTENCE_SIGN.split(_ENUMERATION.sub(lambda number: " " * len(number[0]), before))[-1]
        pieces, offset = list(_PIECE.finditer(run)), colon.start() - len(run)
        runs = [(piece, "".join(each[0] for each in pieces[number:])) for number, piece in enumerate(pieces)]
        # 「张三 性 别：」: prefer the longest run of words that is a known label to one that only looks like a label
        made = runs[:1] if all(len(piece[0]) == 1 for piece in pieces) else runs[-1:]
        for piece, word in ([run for run in runs if key(run[1]) in _labels(kind)] or made)[:1]:
            if (column := _column_named(word, kind)) is not None:
                yield _Label(offset + piece.start(), colon.end(), _ASIDE.sub("", word), column)
                done = colon.end()


def _in_row(row: Row, place: str, kind: PaperKind, half: str | None) -> tuple[list[Statement], str | None]:
    """Return the statements in a row of a table: a label in one cell and its text in the next, or both in one."""
    cells = _distinct(row)
    found: list[Statement] = []
    taken = -1
    for number, cell in enumerate(cells):
        if number <= taken or not cell.text.strip():
            continue
        if (column := _column_of(cell.text, kind)) is not None:
            behind = [(at, cells[at].text) for at in range(number + 1, len(cells))]
            heads = (at for at, text in behind if _column_of(text, kind) is not None or key(text) in _halves())
            until = number + 2 if column in CHOICES else next(heads, len(cells))
            taken, text = next(((at, text) for at, text in behind if at < until and text.strip()), (number, ""))
            found.append(Statement(column, _NOTHING.sub("", cell.text), text.strip(_EDGES + "\n"), place, half))
        elif key(cell.text) in _halves():
            half = _halves()[key(cell.text)]
        else:
            found += in_line(cell.text, place, kind)
    return found, half


def _distinct(row: Row) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        if cell is not None and (not cells or cell is not cells[-1]):
            cells.append(cell)
    return cells


def _column_of(text: str, kind: PaperKind) -> str | None:
    """Return the column a cell names, whole or by each of its parts (「组织机构代码/统一社会信用代码」)."""
    if len(text) > _LONGEST_LABEL * 2 or text.rstrip().endswith(("。", "；")):
        return None
    plain = _ENUMERATION.sub("", text.strip())
    column = _column_named(plain, kind)
    if column is not None:
        return column
    columns = [_column_named(part, kind) for part in _LABEL_PARTS.split(key(plain)) if part]
    return columns[0] if len(columns) > 1 and None not in columns else None


def _not_of_respondent(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Leave out what is stated about the organ after 「被申请人」."""
    is_told = False
    for each in statements:
        is_told = each.column == "respondent" or (is_told and each.column in {*OF_RESPONDENT, ""})
        if not is_told:
            yield each
