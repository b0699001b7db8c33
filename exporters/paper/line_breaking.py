"""Chinese line breaking: 避头尾, squeezed punctuation, whole words, flush right edges.

Pure arithmetic on characters and their advances in points; it knows no font and draws nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from exporters.paper.characters import script_of

NEVER_FIRST = frozenset("，。、；：？！）】》〉」』〕］｝”’…—～·％‰℃,.;:?!)]}%")
"""Characters that may not begin a line (避头)."""

NEVER_LAST = frozenset("（【《〈「『〔［｛“‘([{＄￥#$")
"""Characters that may not end a line (避尾)."""

_CLOSING = frozenset("，。、；：？！）】》〉」』〕］｝”’")
_OPENING = frozenset("（【《〈「『〔［｛“‘")
_MARKS = _CLOSING | _OPENING
_SQUEEZABLE = frozenset("，。、；：）】》〉〕”’")
_WORD_MARKS = frozenset("-_./:%+@&=?,#~")
_CLOSES_A_SYLLABLE = frozenset(map(chr, range(0x0F0B, 0x0F15)))
"""Tibetan tsheg, shad and their kin."""
_FULL, _HALF, _SLACK = 0.9, 0.5, 1e-6
_WIDEST_GAP = 0.25
"""A line is stretched by at most a quarter of a character per gap; a looser one stays ragged."""

_UNITS = frozenset("号件条次处项份名人元年月日页%")
"""Stay on the line of their number: 「109号」「6处」."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_BREAKS_AFTER = frozenset("/?&=")
"""Characters after which a long web address may be broken."""
_BOXED = re.compile(r"□[^□\s]*")
"""A checkbox and its label."""
_BLANKS = " \u3000"
_MOST_PAIRS = 16_384
"""Cached pairs of neighbours: the papers of an office use much the same text."""


@dataclass(frozen=True)
class Measure:
    """The measures of a paragraph: type size, full-width advance, line width and first indent, in points.

    Lines that are not ``is_flush`` are squeezed if necessary, but never stretched.
    """

    size: float
    pitch: float
    width: float
    indent: float = 0.0
    is_flush: bool = True


@dataclass(frozen=True)
class Line:
    """One line: the characters ``start`` to ``end`` of the text, their advances, and the indent, in points."""

    start: int
    end: int
    advances: tuple[float, ...]
    indent: float
    is_last: bool

    @property
    def width(self) -> float:
        """The width of the line with its indent."""
        return self.indent + sum(self.advances)


def broken(text: str, ems: Sequence[float], measure: Measure) -> list[Line]:
    """Return the lines of a text whose characters are ``ems`` wide, each filling the measure but the last."""
    tracking = measure.pitch - measure.size
    advances = [em * measure.size + (tracking if em > 0.75 else tracking * em) for em in ems]  # noqa: PLR2004
    for place, (left, right) in enumerate(pairwise(text)):
        if (left in _CLOSING and right in _MARKS) or (left in _OPENING and right in _OPENING):
            advances[place] -= _spare(advances[place], measure)  # the blank half between the two
    prepared = _Prepared(text, advances, _closed(text, advances, measure.width), measure)
    lines, start, indent = [], 0, measure.indent
    while start < len(text):
        end = following = prepared.line_end(start, measure.width - indent)
        while following < len(text) and (text[following] == " " or text[following : following + 2] == "\u3000□"):
            following += 1
        while end > start + 1 and text[end - 1] in _BLANKS:
            end -= 1
        line = Line(start, end, tuple(prepared.advances[start:end]), indent, following >= len(text))
        missing = measure.width - line.width
        if missing < -_SLACK:
            line = replace(line, advances=_squeezed(text, line, measure, -missing))
        elif missing > _SLACK and measure.is_flush and not line.is_last:
            line = replace(line, advances=_stretched(text, line, measure, missing))
        lines.append(line)
        start, indent = following, 0.0
    return lines


def _closed(text: str, advances: Sequence[float], width: float) -> list[bool]:
    """Return for every place whether no line may break before it.

    These are places within a word, a doubled mark, a number with its unit or a checkbox with its label; before 避头 and
    after 避尾.
    """
    closed = [False] * min(len(text), 1)
    closed += map(_is_closed_between, text, text[1:])
    for found in _ADDRESS.finditer(text):
        for place in range(found.start() + 1, found.end()):
            # not within 「//」, and not before a sign that may not begin a line
            if text[place - 1] in _BREAKS_AFTER and text[place] not in _BREAKS_AFTER | NEVER_FIRST:
                closed[place] = False
    for found in _BOXED.finditer(text):
        if sum(advances[found.start() : found.end()]) <= width:
            closed[found.start() + 1 : found.end()] = [True] * (found.end() - found.start() - 1)
    return closed


@lru_cache(_MOST_PAIRS)
def _is_closed_between(left: str, right: str) -> bool:
    return (
        right in NEVER_FIRST
        or left in NEVER_LAST
        or holds_together(left, right)
        or (right in _UNITS and left.isdigit())
    )


def _spare(advance: float, measure: Measure) -> float:
    """Return the blank half of a full-width punctuation mark, 0 if it is gone already."""
    return _HALF * measure.size if advance > _FULL * measure.size else 0.0


def _is_word(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in _WORD_MARKS)


@lru_cache(_MOST_PAIRS)
def holds_together(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word, which must not be broken."""
    return (_is_word(left) and _is_word(right)) or _is_piece(left, right)


def _is_piece(left: str, right: str) -> bool:
    """Whether two letters join into one shape; a line may end after a mark that closes a syllable."""
    script = script_of(left)
    return bool(script) and script == script_of(right) and left not in _CLOSES_A_SYLLABLE


@dataclass(frozen=True)
class _Prepared:
    """A text with the natural advances of its characters and the places before which no line may break."""

    text: str
    advances: Sequence[float]
    closed: Sequence[bool]
    measure: Measure

    def line_end(self, start: int, room: float) -> int:
        """Return where the line that begins at ``start`` ends, at least one character further."""
        used, end = 0.0, start
        while end < len(self.text) and used + self.advances[end] <= room + _SLACK:
            used += self.advances[end]
            end += 1
        end = max(end, start + 1)
        if end >= len(self.text) or self.text[end] == " " or not self.closed[end]:
            return end
        pulled_in = self._pulled_in(start, end, room)
        if pulled_in is not None:
            return pulled_in
        place = end  # carried down to the last open gap; a word longer than the line is cut where the line ends
        while place > start and self.closed[place]:
            place -= 1
        return place if place > start else end

    def _pulled_in(self, start: int, end: int, room: float) -> int | None:
        """Return the end of the line if the marks after it fit in by squeezing, or None."""
        stop = end
        while stop < len(self.text) and self.closed[stop] and self.text[stop] in NEVER_FIRST:
            stop += 1
        if stop == end or (stop < len(self.text) and self.closed[stop]):
            return None
        need = sum(self.advances[start:stop]) - room
        squeezable = (at for at in range(start, stop) if self.text[at] in _SQUEEZABLE)
        give = sum(_spare(self.advances[at], self.measure) for at in squeezable)
        return stop if need <= min(give, self.measure.size) + _SLACK else None


def _squeezed(text: str, line: Line, measure: Measure, excess: float) -> tuple[float, ...]:
    advances = list(line.advances)
    marks = [
        place
        for place, advance in enumerate(advances)
        if text[line.start + place] in _SQUEEZABLE and _spare(advance, measure)
    ]
    if marks and marks[-1] == len(advances) - 1:  # a blank half at the end of the line is invisible
        last = marks.pop()
        given = min(_spare(advances[last], measure), excess)
        advances[last] -= given
        excess -= given
    for place in marks:
        advances[place] -= excess / len(marks)
    return tuple(advances)


def _stretched(text: str, line: Line, measure: Measure, missing: float) -> tuple[float, ...]:
    advances = list(line.advances)
    gaps = [
        place
        for place in range(len(advances) - 1)
        if not holds_together(*text[line.start + place : line.start + place + 2])
    ]
    if not gaps or missing / len(gaps) >= _WIDEST_GAP * measure.size:
        return line.advances
    for place in gaps:
        advances[place] += missing / len(gaps)
    return tuple(advances)
