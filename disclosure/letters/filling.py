"""Filling a template from a case: replace fields, decide conditions, turn rows into forms."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from disclosure.cases.outcomes import remedies
from disclosure.column_kinds import parse_amount, parse_date
from disclosure.errors import UnreadableValueError
from disclosure.letters.fields import FIELDS
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import (
    FIELD,
    Addressee,
    BodyLine,
    FieldKind,
    LetterTemplate,
    Mark,
    Signature,
    TemplateError,
    TypedField,
)
from disclosure.letters.values import Blank, Block, Cell, Form, Head, Letter, Line, NewPage, Right
from disclosure.outcomes import Outcome, OutcomeGroup, Remedy
from disclosure.wording import SEPARATOR, chinese_date, listed, plain_number

HAND_BLANK = "＿＿＿＿＿＿"
"""Space in running text for a field that is filled in by hand."""


GROUNDS: tuple[Outcome, ...] = tuple(outcome for outcome in Outcome if outcome.group is OutcomeGroup.REFUSED)
"""The grounds on which a part can be withheld: the rows of （三）不予公开."""

_SEVERAL_GROUNDS = re.compile(r"[；;、\n]+")


def missing_mark(name: str) -> str:
    """Return the mark in a draft for a field that is not filled in."""
    return f"【{name}】"


def read_typed(entry: TypedField, text: str) -> str:
    """Return a typed text as the letter words it; raises UnreadableValueError naming the field."""
    try:
        return _READERS[entry.kind](text.strip())
    except UnreadableValueError as error:
        raise UnreadableValueError(f"“{entry.name}”：{error}") from None


def parse_grounds(text: str) -> tuple[Outcome, ...]:
    """Parse grounds, given by their row labels with ； between; raises UnreadableValueError naming the choices."""
    grounds = []
    for part in (part.strip() for part in _SEVERAL_GROUNDS.split(text) if part.strip()):
        found = Outcome.named(part)
        if found is None or found not in GROUNDS:
            known = "、".join(outcome.plain_label for outcome in GROUNDS)
            raise UnreadableValueError(f"不认识不予公开的理由“{part}”，可填：{known}")
        grounds.append(found)
    return tuple(grounds)


def with_ground(text: str, ground: Outcome, *, wanted: bool) -> str:
    """Return typed grounds with one added or removed; everything else stays as typed."""
    label = ground.plain_label
    kept = [part.strip() for part in _SEVERAL_GROUNDS.split(text) if part.strip() not in ("", label)]
    return SEPARATOR.join([*kept, label] if wanted else kept)


def has_ground(text: str, ground: Outcome) -> bool:
    """Whether a ground is among those typed."""
    return ground.plain_label in (part.strip() for part in _SEVERAL_GROUNDS.split(text))


def _day(text: str) -> str:
    return chinese_date(parse_date(text))


def _number(text: str) -> str:
    return plain_number(parse_amount(text))


def _money(text: str) -> str:
    return plain_number(parse_amount(text.removesuffix("元")))


def _grounds(text: str) -> str:
    return listed([ground.plain_label for ground in parse_grounds(text)])


def _as_typed(text: str) -> str:
    return text


_READERS: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.SHORT: _as_typed,
    FieldKind.LONG: _as_typed,
    FieldKind.DAY: _day,
    FieldKind.LAST_DAY: _day,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.GROUNDS: _grounds,
}


def remedy_of(template: LetterTemplate, source: LetterSource) -> Remedy:
    """Return the remedy a letter must name, by its outcome or by the grounds the clerk typed (条例第三十七条)."""
    if template.remedy is Remedy.NONE or not template.outcomes:
        return template.remedy  # the template of a decision that is no answer (更正, to a third party) declares it
    basis = source.request.legal_basis if source.request else ""
    if template.remedy is not Remedy.BY_GROUND:
        return remedies.remedy_of(template.outcomes[0], basis, source.dated_on)
    typed = [source.typed.get(entry.name, "") for entry in template.typed if entry.kind is FieldKind.GROUNDS]
    grounds = parse_grounds("；".join(typed))
    if not grounds:
        return remedies.remedy_of(template.outcomes[0], basis, source.dated_on)
    found = {remedies.remedy_of(ground, "", source.dated_on) for ground in grounds}
    return Remedy.REVIEW_FIRST if Remedy.REVIEW_FIRST in found else Remedy.EITHER


def legal_basis_of(template: LetterTemplate, source: LetterSource) -> str:
    """Return the 依据条款 an answer records on its request: the template's and those of the typed grounds."""
    typed = [source.typed.get(entry.name, "") for entry in template.typed if entry.kind is FieldKind.GROUNDS]
    articles = dict.fromkeys(ground.article for ground in parse_grounds("；".join(typed)))
    return SEPARATOR.join((template.article, *articles))


def remedy_words(template: LetterTemplate, source: LetterSource) -> str:
    """Return the 救济途径 paragraph of a letter; empty where it needs none."""
    profile, paper = source.profile, "本答复" if template.outcomes else "本告知书"
    told = remedy_of(template, source)
    return remedies.remedy_text(told, source.dated_on, profile.review_body, profile.court, paper)


def words_of(template: LetterTemplate, source: LetterSource) -> dict[str, str]:
    """Return the words for every field of a template: typed, else from the record, else the template's default."""
    words = {name: FIELDS[name].words(source).strip() for name in template.fields if name in FIELDS}
    for entry in template.typed:
        text = source.typed.get(entry.name, "").strip()
        words[entry.name] = read_typed(entry, text) if text else words.get(entry.name, "") or entry.default
    words["救济途径"] = remedy_words(template, source)
    return words


def fill(template: LetterTemplate, source: LetterSource) -> Letter:
    """Return the letter of a case; blank fields are marked in the text and listed in ``missing``.

    Raises UnreadableValueError for a typed field with an invalid value.
    """
    filler = _Filler(words_of(template, source))
    blocks = tuple(filler.blocks(template.body))
    addressee = addressee_of(template, source)
    if template.addressee is not Addressee.NOBODY and not addressee:
        filler.missing.append(template.addressee.label)
        addressee = missing_mark(template.addressee.label)
    office = source.profile.name or missing_mark("机关全称")
    if template.signature is Signature.OFFICE and not source.profile.name:
        filler.missing.append("机关全称")
    return Letter(
        code=template.code,
        title=filler.said(template.title),
        dated_on=source.dated_on,
        blocks=blocks,
        number=source.number if template.is_numbered else "",
        addressee=addressee,
        signature=office if template.signature is Signature.OFFICE else "",
        missing=tuple(dict.fromkeys(filler.missing)),
    )


def addressee_of(template: LetterTemplate, source: LetterSource) -> str:
    """Return to whom the letter goes, by the record; a third party or organ as typed, else by the last step."""
    return _ADDRESSEES[template.addressee](source).strip()


def _party(name: str) -> Callable[[LetterSource], str]:
    return lambda source: source.typed.get(name, "") or FIELDS[name].words(source)


_ADDRESSEES: Mapping[Addressee, Callable[[LetterSource], str]] = {
    Addressee.APPLICANT: FIELDS["申请人"].words,
    Addressee.THIRD_PARTY: _party("第三方"),
    Addressee.ORGAN: _party("其他机关"),
    Addressee.REVIEW_BODY: FIELDS["受理复议机关"].words,
    Addressee.COURT: FIELDS["受理法院"].words,
    Addressee.NOBODY: lambda _source: "",
}


@dataclass
class _Filler:
    """Fills lines with the words of one case, and remembers which fields were blank."""

    words: Mapping[str, str]
    missing: list[str] = field(default_factory=list)

    def blocks(self, body: Iterable[BodyLine]) -> Iterator[Block]:
        """Yield the blocks of a body; adjacent rows become one form."""
        rows: list[BodyLine] = []
        for line in body:
            if line.condition and bool(self.words[line.condition]) == line.wants_blank:
                continue
            if line.mark is Mark.WIDTHS and rows:
                yield self._form(rows)
                rows = []
            if line.text and line.mark in _ROWS:
                rows.append(line)
                continue
            if rows:
                yield self._form(rows)
                rows = []
            yield from self._block(line)
        if rows:
            yield self._form(rows)

    def _block(self, line: BodyLine) -> Iterator[Block]:
        if line.mark is Mark.BLANK:
            yield Blank()
        elif line.mark is Mark.NEW_PAGE:
            yield NewPage()
        elif line.mark is Mark.HEADING:
            yield Head(self.said(line.text), line.rank)
        elif line.mark is Mark.RIGHT:
            yield Right(self.said(line.text), 2)
        else:
            indent = 0 if line.mark is Mark.FLUSH else 2
            yield from (Line(part.strip(), indent) for part in self.said(line.text).splitlines() if part.strip())

    def said(self, text: str, *, in_form: bool = False) -> str:
        """Return a text with its fields replaced by their words."""

        def word(name: str, may_be_blank: str) -> str:
            found = self.words.get(name, "")
            if found:
                return found
            if may_be_blank:
                return "" if in_form else HAND_BLANK
            self.missing.append(name)
            return missing_mark(name)

        filled = FIELD.sub(lambda match: word(match[1], match[2]), text)
        return _DOUBLED_STOP.sub(lambda match: match[1], filled.replace(f"（{HAND_BLANK}）", ""))

    # --- forms ---

    def _form(self, lines: list[BodyLine]) -> Form:
        widths = next((line.text.split() for line in lines if line.mark is Mark.WIDTHS), [])
        rows = [(line, cells) for line in lines if line.mark is not Mark.WIDTHS for cells in self._rows(line)]
        columns = len(widths) or max(len(cells) for _, cells in rows)
        grid = [self._fitted(line, cells, columns) for line, cells in rows]
        head_rows = 0
        while head_rows < len(rows) and rows[head_rows][0].mark is Mark.HEAD_ROW:
            head_rows += 1
        return Form(
            rows=len(grid),
            widths=tuple(float(width) for width in widths) or (1.0,) * columns,
            cells=tuple(_cells(grid, head_rows)),
            head_rows=head_rows,
        )

    def _rows(self, line: BodyLine) -> Iterator[list[str]]:
        """Yield the cells of a row; a list row is repeated for every line of its field.

        A line with fewer cells than the row gets the rest from the template.
        """
        if line.mark is not Mark.LIST_ROW:
            yield [self.said(cell, in_form=True) for cell in _split(line.text)]
            return
        rows, *usual = _split(line.text)
        for part in self.said(rows, in_form=True).splitlines() or [""]:
            own = _split(part)
            yield [*own, *(self.said(cell, in_form=True) for cell in usual[len(own) - 1 :])]

    def _fitted(self, line: BodyLine, cells: list[str], columns: int) -> list[str]:
        if len(cells) > columns:
            if line.mark is not Mark.LIST_ROW:
                raise TemplateError(f"文书模板第 {line.line} 行有 {len(cells)} 格，比表格的 {columns} 列多，要改正。")
            cells = [*cells[: columns - 1], "，".join(cells[columns - 1 :])]
        return [*cells, *[""] * (columns - len(cells))]


_DOUBLED_STOP = re.compile(r"[。；，]+([。；，])")
"""Punctuation at the end of a field's words, followed by that of the sentence around it."""
_ROWS = frozenset({Mark.WIDTHS, Mark.HEAD_ROW, Mark.LIST_ROW, Mark.ROW})
_LEFT, _ABOVE = "<", "^"


def _split(text: str) -> list[str]:
    """Return the cells of a row; full-width spaces, which make room to write, stay."""
    return [cell.strip(" ") for cell in text.replace("|", "｜").strip("｜").split("｜")]


def _cells(grid: list[list[str]], head_rows: int) -> Iterator[Cell]:
    """Yield the merged cells of a grid: ``<`` continues the cell to the left, ``^`` the one above."""
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text in (_LEFT, _ABOVE):
                continue
            across = _run(texts[column + 1 :], _LEFT)
            down = _run([other[column] for other in grid[row + 1 :]], _ABOVE)
            plain = text.removeprefix("*").removeprefix("＊")
            is_label = row < head_rows or plain != text
            yield Cell(row, column, plain, is_label, 1 + down, 1 + across)


def _run(texts: list[str], sign: str) -> int:
    return next((place for place, text in enumerate(texts) if text != sign), len(texts))
