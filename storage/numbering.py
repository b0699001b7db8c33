"""Numbers assigned by the program: 「2024-013」 by the office's own pattern, and which one is next."""

import re
import string
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from disclosure.numerals import NumberSeries
from disclosure.records import Profile, Record
from storage.connection import Connection

_SERIAL_FORMAT = re.compile(r"^(?:0\d{1,2})?d?\Z")
_FIELDS = frozenset({"year", "serial", "code"})


def series(profile: Profile, register: str, year: int) -> NumberSeries:
    """Return the numbers of a register in a year by the profile's pattern, or by the default if that is unusable.

    A pattern may contain ``{year}``, ``{code}`` (the 代字) and exactly one ``{serial}``, such as ``{serial:03}``.
    """
    default = getattr(Profile, NUMBERING[register])
    own = _series(getattr(profile, NUMBERING[register]), profile.code_character, year)
    known = own or _series(default, profile.code_character, year)
    assert known is not None, "the default pattern works"
    return known


NUMBERING = {
    "releases": "release_numbering",
    "requests": "request_numbering",
    "reviews": "review_numbering",
    "litigation": "litigation_numbering",
}
"""The attribute of the profile that holds the pattern of each register."""


@lru_cache(maxsize=256)
def _series(pattern: str, code_character: str, year: int) -> NumberSeries | None:
    try:
        pieces = list(string.Formatter().parse(pattern))
    except ValueError:
        return None
    before, after, serial_format = "", "", None
    for literal, name, given_format, conversion in pieces:
        text, is_sound = literal, name is None or (name in _FIELDS and not conversion)
        if not is_sound or (name == "serial" and serial_format is not None):
            return None
        before, after = (before + text, after) if serial_format is None else (before, after + text)
        if name == "serial":
            serial_format = given_format or ""
        elif name:
            filled = f"{year:04}" if name == "year" else code_character
            before, after = (before + filled, after) if serial_format is None else (before, after + filled)
    if serial_format is None or not _SERIAL_FORMAT.match(serial_format):
        return None
    return NumberSeries(before, after, serial_format)


_MAIN_DAY: Mapping[str, Callable[[Any], date]] = {
    "releases": lambda release: release.published_on or release.formed_on,
    "requests": lambda request: request.received_on or request.arrived_on,
    "reviews": lambda review: review.received_on,
    "litigation": lambda suit: suit.received_on,
}


class Serials:
    """Assigns the next number of a series: one above the highest ever used, including in the recycle bin.

    The highest is cached, since nobody else writes to the file; call ``forget`` after a rollback or undo.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._highest: dict[tuple[str, NumberSeries], int] = {}
        self._given: dict[str, set[str]] = {}

    def forget(self) -> None:
        """Look numbers up again, after a rollback or undo."""
        self._highest.clear()
        self._given.clear()

    def note(self, register: str, number: str) -> None:
        """Take into account a number typed by the user, whether already saved or saved later in this batch."""
        self._given.setdefault(register, set()).add(number)  # its series may not have been looked up yet
        for (known, numbers), highest in self._highest.items():
            serial = numbers.serial(number) if known == register else None
            if serial is not None and serial > highest:
                self._highest[known, numbers] = serial

    def take(self, record: Record, profile: Profile) -> str:
        """Return the next number for a record and remember it as used."""
        register = record.register
        numbers = series(profile, register, _MAIN_DAY[register](record).year)
        highest = self._highest.get((register, numbers), None)
        if highest is None:
            given = (numbers.serial(number) for number in self._given.get(register, ()))
            highest = max(self._last(register, numbers), *(serial for serial in given if serial is not None), 0)
        following = highest + 1
        self._highest[register, numbers] = following
        return numbers.number(following)

    def following(self, register: str, day: date, profile: Profile) -> str:
        """Return the number a record of that day would get, without using it."""
        numbers = series(profile, register, day.year)
        return numbers.number(self._last(register, numbers) + 1)

    def _last(self, register: str, numbers: NumberSeries) -> int:
        """Return the highest serial, however padded: a ledger's 2024-0050 as well as the 2024-051 that followed it.

        Of numbers of one series and length, the last in order is the highest: one index look-up per length.
        """
        return max(numbers.serials(self._last_of_each_length(register, numbers)), default=0)

    def _last_of_each_length(self, register: str, numbers: NumberSeries) -> Iterator[str]:
        sql = f"""
            SELECT max(number) FROM {register} WHERE length(number) = :length AND number >= :first AND number < :last
            AND substr(number, :begin, :digits) NOT GLOB '*[^0-9]*' AND substr(number, :begin + :digits) = :suffix
        """
        around = {"first": numbers.prefix + "0", "last": numbers.prefix + ":", "suffix": numbers.suffix}
        begin, without = len(numbers.prefix) + 1, len(numbers.prefix + numbers.suffix)
        for length in numbers.lengths():
            of_this = {"length": length, "begin": begin, "digits": length - without}
            yield self._connection.value(sql, {**around, **of_this}) or ""
