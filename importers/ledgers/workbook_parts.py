"""The parts of a workbook that may hold millions of elements: its texts and the rows of its sheets.

Markup in the usual form is matched by patterns, several times faster than element by element; everything else goes to
expat, which so still checks the rest of the part and refuses what is not XML.
"""

import codecs
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import TypeAlias, TypeVar
from xml.parsers import expat

from disclosure.errors import SourceUnreadableError
from importers.ledgers.rows import Row, cleaned, text_of, within_columns
from importers.spreadsheet_days import day_of

_LAST_ROW = 1_048_576
_PLAIN_DIGITS = 15
_LONGEST_WAIT = 4 * 1024 * 1024
"""Characters of one unmatched element before it is passed to expat in pieces."""
_ENCODING = re.compile(rb"^(?:\xff\xfe|\xfe\xff|<\?xml[^>]*encoding=[\"'](?!utf-?8[\"']))", re.IGNORECASE)
"""Finds a declaration that a part is not in UTF-8."""
_TEXT = r"[^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+"
_RUN = rf'<t(?: xml:space="preserve")?+>(@{_TEXT})</t>'
_CELL_SOURCE = (
    r'<c r="(@[A-Z]{1,3})\d++"'  # the letters of its position
    r'(?: s="(@\d++)")?+(?: t="(@\w++)")?+'  # its style and the type of its value
    r"(?:/>|>(?:<f\b[^<>]*+>(?:(?<=/>)|[^<]*+</f>))?+"  # empty, or a formula
    rf"(?:<v>(@{_TEXT})</v>|<is>{_RUN}</is>)?+</c>)"  # the value, or an inline text
)
"""A cell; 「(@」 marks the groups its reader needs."""
_CELL = re.compile(_CELL_SOURCE.replace("(@", "("))
_CELL_OF_ANY_ROW = re.compile(_CELL_SOURCE.replace("(@", "(").replace(r"\d++", "", 1))
_ROW = re.compile(
    r'<row(?: [\w:]++="[^"<&]*+")*+'  # its number and attributes nobody reads
    rf"(?:/>|>(?:{_CELL_SOURCE.replace('(@', '(?:')})*+</row>)"
)
_ROW_NUMBER = re.compile(r'<row[^>]*? r="(\d++)"')
_ROW_BEGIN = re.compile(r'<row r="(\d++)"(?: [\w:]++="[^"<&]*+")*+>')
_ROW_END, _CELL_END = "</row>", "</c>"
_LONGEST_ROW = 64 * 1024
"""Characters of a row that is split into its cells."""
_SHARED = re.compile(f"<si>{_RUN.replace('(@', '(')}</si>")


_MOST_KEPT = 50_000
_V = TypeVar("_V")
_Cell: TypeAlias = tuple[str, str, str, str, str]
_Place: TypeAlias = tuple[int, str, bool]
_ODD: _Place = (-1, "", False)
"""Marks a cell that is not written in the usual form."""


class _Parser(ABC):
    """Parses a part piece by piece and passes its elements, by local name, to two methods.

    Markup that starts with ``begin`` is tried against ``plain`` first.
    """

    def __init__(self, begin: str, plain: re.Pattern[str]) -> None:
        self._mark, self._plain = begin, plain
        self._decoder: codecs.IncrementalDecoder | None = None
        self._is_fed = self._is_odd = False
        self._rest = ""
        self._match: re.Match[str] | None = None
        self._names: dict[str, str] = {}
        self._text: list[str] = []
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._begin
        self._expat.EndElementHandler = self._finish
        self._expat.StartDoctypeDeclHandler = _refuse  # real workbooks have none, only attacks (XXE, billion laughs)

    def feed(self, piece: bytes, *, is_last: bool = False) -> None:
        """Parse a piece; raises ExpatError for invalid XML, UnicodeDecodeError for an encoding error."""
        is_first = not self._is_fed
        if is_first and not _ENCODING.match(piece):
            self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._is_fed = True
        if self._decoder is None:
            self._expat.Parse(piece, is_last)
            return
        text = self._rest + self._decoder.decode(piece, is_last)
        begun = place = 0
        # a comment, a CDATA section, a processing instruction other than the first: they could mislead the patterns
        self._is_odd = self._is_odd or "<!" in text or text.find("<?", is_first) >= 0
        while not self._is_odd and (place := text.find(self._mark, place)) >= 0:
            if end := self._find(text, place):
                if begun < place:
                    self._expat.Parse(text[begun:place], False)
                self._take()
                begun = place = end
            elif text.find(self._mark, place + 1) >= 0 or len(text) - place > _LONGEST_WAIT:
                place += 1
            else:
                break  # its end may come with the next piece
        if is_last or self._is_odd:
            place = len(text)
        elif place < 0:  # only a possible beginning of the mark waits for the next piece
            cut = text.rfind("<", max(begun, len(text) - len(self._mark)))
            place = cut if cut >= 0 else len(text)
        self._expat.Parse(text[begun:place], is_last)
        self._rest = text[place:]

    def _name(self, name: str) -> str:
        return self._names.setdefault(name, name.rpartition(" ")[2])

    def _listen(self, is_text: bool) -> None:
        self._expat.CharacterDataHandler = self._text.append if is_text else None

    def _heard(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        return text

    @abstractmethod
    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""

    @abstractmethod
    def _finish(self, name: str) -> None:
        """Handle the end of an element."""

    def _find(self, text: str, place: int) -> int:
        """Match at a place, keep the match for ``_take`` and return where it ends; 0 if it is not in the usual form."""
        self._match = self._plain.match(text, place)
        return self._match.end() if self._match else 0

    @abstractmethod
    def _take(self) -> None:
        """Use the last match."""


def _refuse(*_doctype: object) -> None:
    raise ValueError("a workbook has no document type")


class Texts(_Parser):
    """The shared texts: their runs, without phonetic hints."""

    def __init__(self) -> None:
        super().__init__("<si", _SHARED)
        self.ready: list[str] = []
        self._pronounced = 0

    def _take(self) -> None:
        assert self._match, "it was found"
        self.ready.append(cleaned(text_of(self._match[1])))

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        short = self._name(name)
        if short == "t":
            self._listen(not self._pronounced)
        elif short == "rPh":
            self._pronounced += 1

    def _finish(self, name: str) -> None:
        short = self._name(name)
        if short == "t":
            self._listen(False)
        elif short == "rPh":
            self._pronounced -= 1
        elif short == "si":
            self.ready.append(cleaned(text_of(self._heard())))


class _Memo(dict[str, _V]):
    """A cache: most cells of a sheet repeat others. Up to a limit all results are kept."""

    def __init__(self, of: Callable[[str], _V]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, text: str) -> _V:
        found = self._of(text)
        if len(self) < _MOST_KEPT:
            self[text] = found
        return found


class Rows(_Parser):
    """The rows of a sheet with content, put into ``ready`` as they end."""

    def __init__(self, texts: list[str], dates: frozenset[str], *, is_1904: bool) -> None:
        super().__init__("<row", _ROW)
        self.ready: list[Row] = []
        self.number = self.characters = 0
        self._shared = texts
        self._dates = {*dates, *({""} if "0" in dates else ())}  # a cell without a style has the first
        self._known = _Memo(self._read)
        self._found: tuple[str, list[_Place]] | None = None
        self._days = _Memo(lambda number: text_of(day_of(float(number), is_1904=is_1904)))
        self._stated = ""
        self._cell = "", "", ""
        self._cells: list[_Cell] = []

    def _find(self, text: str, place: int) -> int:
        """Split a row at the ends of its cells: most cells, apart from the row number, were seen before."""
        self._found = None
        head = _ROW_BEGIN.match(text, place)
        # so that a part without any is not searched to its end
        end = text.find(_ROW_END, head.end(), head.end() + _LONGEST_ROW) if head else -1
        if head is None or end < 0 or not text.endswith(_CELL_END, head.end(), end):
            return super()._find(text, place)
        stated, cells = head[1], text[head.end() : end - len(_CELL_END)].split(_CELL_END)
        known, mark = self._known, f'{head[1]}"'
        found = [known[cell.replace(mark, '"', 1)] for cell in cells]
        if _ODD in found:
            return super()._find(text, place)
        self._found = stated, found
        return end + len(_ROW_END)

    def _take(self) -> None:
        if self._found is not None:
            self._end_row(*self._found)
            return
        assert self._match, "it was found"
        text, span = self._match.string, self._match.span()
        number = _ROW_NUMBER.match(text, *span)
        self._end_row(number[1] if number else "", list(self._placed(_CELL.findall(text, *span))))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        short = self._name(name)
        if short == "c":
            self._cell = attributes.get("r", "").rstrip("0123456789"), attributes.get("s", ""), attributes.get("t", "")
        elif short in ("v", "t"):
            self._listen(True)
        elif short == "row":
            self._stated, self._cells = attributes.get("r", ""), []

    def _finish(self, name: str) -> None:
        short = self._name(name)
        if short in ("v", "t"):
            self._listen(False)
        elif short == "c":
            self._cells.append((*self._cell, self._heard(), ""))
        elif short == "row":
            self._end_row(self._stated, list(self._placed(self._cells)))

    def _placed(self, cells: list[_Cell]) -> Iterator[_Place]:
        """Yield the positions of cells with their shown text, and whether that is a number.

        Given for each are its column, its style, its type, and its value or inline text.
        """
        place = -1
        for letters, style, kind, value, own in cells:
            place = place_of(letters) if letters else place + 1
            yield (place, *self._shown(style, kind, value or own))

    def _end_row(self, stated: str, found: Sequence[_Place]) -> None:
        """Add a row."""
        self.number = max(self.number + 1, int(stated) if stated.isdigit() else 0)
        if self.number > _LAST_ROW:
            raise SourceUnreadableError("工作簿中的行号超出了 Excel 的范围，文件已损坏，要重新另存后再导入。")
        places = [place for place, text, _ in found if text]
        if not places:
            return
        width = max(places) + 1
        within_columns(width)
        cells = [""] * width
        numbers = 0
        for place, text, is_number in found:
            if text:
                cells[place] = text
                numbers |= is_number << place
        self.characters += sum(map(len, cells))
        self.ready.append(Row(self.number, tuple(cells), numbers))

    def _read(self, cell: str) -> _Place:
        """Return the position of a cell, given without its row number, and its shown text."""
        found = _CELL_OF_ANY_ROW.fullmatch(cell + _CELL_END)
        if found is None:
            return _ODD
        return (place_of(found[1]), *self._shown(found[2] or "", found[3] or "", found[4] or found[5] or ""))

    def _shown(self, style: str, kind: str, value: str) -> tuple[str, bool]:
        """Return what a person sees in a cell, and whether it is a number that is not a date."""
        is_number = bool(value) and kind in ("", "n") and style not in self._dates
        if value and kind == "s":
            value = self._shared[int(value)]
        elif kind == "d":  # an ISO 8601 date, as strict files have it
            value = value.removesuffix("Z").removesuffix("T00:00:00").replace("T", " ")
        elif value and kind not in ("", "n"):
            value = cleaned(text_of(value == "1" if kind == "b" else value))
        elif is_number:
            is_plain = value.isdecimal() and len(value) <= _PLAIN_DIGITS
            value = (value.lstrip("0") or "0") if is_plain else text_of(float(value))
        elif value:
            value = self._days[value]
        return value, is_number


def place_of(letters: str) -> int:
    """Return the index of a column, from 0, by its letters; absurd ones give a very large one."""
    return reduce(lambda place, letter: 26 * place + ord(letter) - ord("A") + 1, letters[:4].upper(), 0) - 1
