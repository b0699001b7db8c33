"""Numbers and numerals as people write them: figures, Chinese numerals and full-width characters.

Ledgers, published reports, letters and typed fields all use this module, so that a number in one of them is the same
number in the others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal

# --- full-width characters ---

WIDE_SIGNS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
"""Full-width ASCII (Ａ, １, ，, （ …) and the wide blank to half width; for ``str.translate``."""


def fold_width(text: str) -> str:
    """Return a text with its full-width characters in half width, one for one, so that positions stay the same."""
    return text.translate(WIDE_SIGNS)


# --- figures ---

WHOLE = r"\d+(?:,\d{3})*"
"""A whole number in running text, as part of a pattern: 「1,234」."""

FIGURE = rf"{WHOLE}(?:\.\d+)?"
"""The same with decimals: 「1,234.5」."""

_MOST_DIGITS = 24
"""A longer run of digits is an identifier, not an amount; no register counts so far."""

_NUMBER = re.compile(
    r"""
    [-+]?
    (?: [0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?  # 1,234.5: thousands in threes; 「1,2」 is two numbers, not twelve
    |   \.[0-9]+                           # .5, as spreadsheets show half a yuan
    )
    (?: [eE][-+]?[0-9]{1,2} )?             # 5e-05, as programs write small amounts
    """,
    re.VERBOSE,
)
_FIGURE = re.compile(
    rf"""
    ( (?:{_NUMBER.pattern}) )
    (?:件|条|份|个|项|宗|起|万元|元)?   # the unit some offices print in the cell
    (?:[(].*[)])?                       # 「22（其中修订16件）」: an aside after the figure
    """,
    re.VERBOSE,
)


def parse_number(text: str) -> Number | None:
    """Return the number a text represents, an integer if it is whole; None for other texts.

    Full-width digits, thousands separators, a sign and outer blanks are allowed; 「1,2」 and 「第3」 are not numbers.
    """
    plain = fold_width(text).strip()
    return _value(plain) if _NUMBER.fullmatch(plain) else None


def parse_figure(text: str) -> Number | None:
    """Return the number in a printed cell, with or without its unit and a remark: 「１,２３４件」 is 1234.

    None if there is none: blank, 「/」, 「减4」. Blanks inside the cell are typographical and ignored.
    """
    match = _FIGURE.fullmatch("".join(fold_width(text).split()))
    return _value(match[1]) if match else None


def _value(number: str) -> Number | None:
    if len(number) > _MOST_DIGITS:
        return None
    value = Decimal(number.replace(",", ""))
    return int(value) if value == value.to_integral_value() else value


# --- Chinese numerals ---

DIGITS = "一二三四五六七八九"
"""The digits from 1, for headings, months and articles."""

NUMERALS = DIGITS + "十"
"""The characters of small numerals in headings and enumerations, for use in a character class."""

WEEKDAYS = "一二三四五六日"
"""The characters after 周 and 星期, Monday first."""

ZEROS = "零〇○ＯO"
"""The characters people type for a Chinese zero: numeral, ideograph, circle, the letter in full and half width."""

CHINESE_DIGITS = {sign: value for value, sign in enumerate(DIGITS, start=1)} | dict.fromkeys(ZEROS, 0) | {"两": 2}
"""Every Chinese digit and its value."""

_UNITS = {"十": 10, "百": 100, "千": 1_000}

CHINESE_NUMERAL = f"[{''.join((*CHINESE_DIGITS, *_UNITS))}]+"
"""A run of Chinese numerals in running text, as part of a pattern."""


def parse_chinese(text: str) -> int | None:
    """Return the number written in Chinese numerals: 「十二」 12, 「一百零五」 105, 「二〇二三」 2023.

    None if a character is not a numeral or they do not form a number: 「二三十」, 「十百」.
    """
    if text and all(sign in CHINESE_DIGITS for sign in text):
        return int("".join(str(CHINESE_DIGITS[sign]) for sign in text))
    total, digit, last = 0, None, 10_000
    for sign in text:
        if sign in _UNITS and _UNITS[sign] < last:
            last = _UNITS[sign]
            total, digit = total + (1 if digit is None else digit) * last, None
        elif sign in CHINESE_DIGITS and not digit:  # a zero may precede a digit: 「一百零五」
            digit = CHINESE_DIGITS[sign]
        else:
            return None
    return total + (digit or 0) if text else None


def parse_any(text: str) -> Number | None:
    """Return a number written in Arabic or Chinese numerals, None for other texts."""
    number = parse_number(text)
    return parse_chinese(text.strip()) if number is None else number


def write_chinese(number: int) -> str:
    """Return a whole number from 0 to 9999 in Chinese numerals, as in headings and dates: 12 is 「十二」.

    Raises ValueError outside that range.
    """
    if not 0 <= number < 10_000:  # noqa: PLR2004 - the four places written here
        raise ValueError(number)
    written = ""
    for unit, value in (("千", 1_000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            written += DIGITS[digit - 1] + unit
        elif number and written and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if written.startswith("一十") else written or "零"


# --- numbers in a series ---


@dataclass(frozen=True)
class NumberSeries:
    """The numbers of one series and year, 「2024-013」: the text around the running number, and its format."""

    prefix: str
    suffix: str
    serial_format: str = ""

    def number(self, serial: int) -> str:
        """Return the number of a serial."""
        return f"{self.prefix}{serial:{self.serial_format}}{self.suffix}"

    def serial(self, number: str) -> int | None:
        """Return the serial of a number of this series, or None for a number of another."""
        if not (number.startswith(self.prefix) and number.endswith(self.suffix)):
            return None
        digits = number[len(self.prefix) : len(number) - len(self.suffix)]
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_SERIAL else None

    def serials(self, used: Iterable[str]) -> list[int]:
        """Return the serials of the used numbers that belong to the series, ascending."""
        return sorted(serial for number in used if (serial := self.serial(number)) is not None)

    def following(self, used: Iterable[str]) -> str:
        """Return the number after the highest ever used; gaps are not filled."""
        return self.number(max(self.serials(used), default=0) + 1)

    def gaps(self, used: Iterable[str]) -> tuple[str, ...]:
        """Return the unused numbers below the highest used, which an inspector may ask about."""
        taken = set(self.serials(used))
        return tuple(self.number(serial) for serial in range(1, max(taken, default=0)) if serial not in taken)

    def lengths(self) -> range:
        """Return the lengths a number of this series can have."""
        rest = len(self.prefix) + len(self.suffix)
        return range(rest + 1, rest + _LONGEST_SERIAL + 1)


_LONGEST_SERIAL = 12
"""More are no running number: a barcode typed into the field would else be the highest."""
