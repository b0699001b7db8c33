"""区分处理: what is covered on the pages of a paper before its release, where, and why (条例第三十七条)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from operator import index
from typing import Any, TypeAlias

from disclosure.errors import SourceUnreadableError
from disclosure.personal_data import personal_data
from disclosure.terms import RedactionGround

Place: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom on a page as displayed, in points from its upper left corner."""

_LEAST = 1.0
"""The least width and height of a place, in points."""
_ROUNDED = 2
_GAP = 3
_ACROSS, _DOWN = ("左", "", "右"), ("上", "", "下")


@dataclass(frozen=True)
class Covered:
    """One place of a paper to be covered: its page, from 1, its position on it, and the ground.

    ``found`` is what the program took it for, empty if the user marked it; ``where`` is the place in words.
    """

    page: int
    place: Place
    ground: RedactionGround = RedactionGround.PRIVACY
    found: str = ""
    where: str = ""


@dataclass(frozen=True)
class Redaction:
    """The source of a 公开版, by SHA-256 and name, and everything that was covered, in order of pages."""

    source: str
    name: str
    covered: tuple[Covered, ...]

    def as_json(self) -> str:
        """Return it as stored with the paper."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Redaction":
        """Return what ``as_json`` stored."""
        told = json.loads(text)
        return cls(told["source"], told["name"], covered_in(told["covered"]))

    def lines(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return the list of what was covered, a row each: its number, its page and place, what it was, the ground."""
        return tuple(
            (str(number), one.where or f"第 {one.page} 页", one.found or "人工指定", one.ground.label)
            for number, one in enumerate(self.covered, start=1)
        )


def covered_in(told: Any) -> tuple[Covered, ...]:
    """Return the places in a list of JSON objects: ``page``, ``place`` and, if not 个人隐私, ``ground``.

    Raises SourceUnreadableError for anything else.
    """
    try:
        if not isinstance(told, list):
            raise TypeError
        return tuple(
            Covered(
                index(one["page"]),
                _place(*one["place"]),
                _ground(one.get("ground", RedactionGround.PRIVACY)),
                str(one.get("found", "")),
                str(one.get("where", "")),
            )
            for one in told
        )
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as reason:
        grounds = "".join(f"“{ground}”" for ground in RedactionGround)
        raise SourceUnreadableError(
            "遮盖清单应是 JSON 数组，每处写 page（第几页）、place（左、上、右、下，单位为点，从页面左上角量起）"
            f"和 ground（{grounds}之一，不写为“{RedactionGround.PRIVACY}”）。"
        ) from reason


def _place(left: float, top: float, right: float, bottom: float) -> Place:
    if not all(map(isfinite, (left, top, right, bottom))):
        raise ValueError
    return left, top, right, bottom


def _ground(text: str) -> RedactionGround:
    ground = RedactionGround.named(text)
    if ground is None:
        raise ValueError(text)
    return ground


def is_seen(place: Place, size: tuple[float, float]) -> bool:
    """Whether enough of a place is on a page of a size, in points, to be covered."""
    (left, top, right, bottom), (width, height) = place, size
    across, down = min(right, width) - max(0.0, left), min(bottom, height) - max(0.0, top)
    return across >= _LEAST and down >= _LEAST


def settled(covered: Iterable[Covered], sizes: Sequence[tuple[float, float]]) -> tuple[Covered, ...]:
    """Return places in order, clipped to their pages (width and height in points) and with ``where`` in words.

    Raises SourceUnreadableError for one on a page that does not exist, or entirely outside its page.
    """
    found = []
    for one in covered:
        if not 1 <= one.page <= len(sizes):
            raise SourceUnreadableError(f"遮盖清单里的第 {one.page} 页不存在，这份材料共 {len(sizes)} 页。")
        width, height = sizes[one.page - 1]
        left, top, right, bottom = one.place
        left, right = sorted((max(0.0, min(left, width)), max(0.0, min(right, width))))
        top, bottom = sorted((max(0.0, min(top, height)), max(0.0, min(bottom, height))))
        if not is_seen((left, top, right, bottom), (width, height)):
            raise SourceUnreadableError(f"第 {one.page} 页有一处遮盖不在纸面上，或者太小，要重画或删除。")
        across = _ACROSS[min(2, int(3 * (left + right) / 2 / width))]
        down = _DOWN[min(2, int(3 * (top + bottom) / 2 / height))]
        place = tuple(round(side, _ROUNDED) for side in (left, top, right, bottom))
        where = f"第 {one.page} 页{across + down or '中'}部"
        found.append(Covered(one.page, (place[0], place[1], place[2], place[3]), one.ground, one.found, where))
    return tuple(sorted(found, key=lambda one: (one.page, one.place[1], one.place[0])))


def proposed(page: int, text: str, places: Sequence[Place | None], known: Mapping[str, str]) -> tuple[Covered, ...]:
    """Return the personal data in the text of a page as places to cover, one per line for data across lines.

    ``places`` has the position of each character of the text. Besides numbers recognized by their form, ``known`` texts
    are looked for, mapped to what they are: the applicant's name, the address.
    """
    found = [(one.start, one.end, one.sort.label) for one in personal_data(text)]
    solid = [at for at, sign in enumerate(text) if not sign.isspace()]
    bare = "".join(text[at] for at in solid)
    for wanted, what in known.items():
        plain = "".join(wanted.split())
        begin = bare.find(plain) if len(plain) > 1 else -1
        while begin >= 0:
            found.append((solid[begin], solid[begin + len(plain) - 1] + 1, what))
            begin = bare.find(plain, begin + len(plain))
    return tuple(
        Covered(page, line, found=what)
        for start, end, what in sorted(found)
        for line in _lines([place for place in places[start:end] if place is not None])
    )


def _lines(places: Sequence[Place]) -> list[Place]:
    """Return a box around each line of some characters, with a small margin, however the page is rotated."""
    lines: list[Place] = []
    last: Place | None = None
    for place in places:
        if last and _are_neighbours(last, place):
            line = lines[-1]
            sides = zip(line, place, strict=True)
            left, top, right, bottom = (pick(pair) for pick, pair in zip((min, min, max, max), sides, strict=True))
            lines[-1] = (left, top, right, bottom)
        else:
            lines.append(place)
        last = place
    return [(left - 1, top - 1, right + 1, bottom + 1) for left, top, right, bottom in lines]


def _are_neighbours(one: Place, other: Place) -> bool:
    """Whether two characters are in one line: level with each other and only a few characters apart."""
    apart = [max(other[side] - one[side + 2], one[side] - other[side + 2]) for side in (0, 1)]
    size = max(one[2] - one[0], one[3] - one[1])
    return min(apart) < 0 and max(apart) < _GAP * size
