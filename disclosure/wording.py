"""How values read in Chinese: on the screen, on paper and in ledgers."""

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from disclosure.term_base import Term

SEPARATOR = "；"
"""Separates several values in one cell of a ledger."""


def chinese_date(day: date) -> str:
    """Return 「2024年1月2日」: arabic digits, no leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def yuan(fen: int) -> str:
    """Return an amount kept in 分 as 元, without trailing zeros: 「400」, 「12.5」."""
    return plain_number(Decimal(fen) / 100)


def ten_thousand_yuan(fen: int) -> Decimal:
    """Return an amount kept in 分 as 万元, exactly (up to six decimals)."""
    return Decimal(fen) / 1_000_000


def plain_number(number: int | Decimal) -> str:
    """Return a number without exponent or trailing zeros: 0.04, 59237.2449, 16."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_text(value: object) -> str:
    """Return any value of a record as people read it: labels, ISO dates, 是/否, empty for None."""
    if isinstance(value, Term):
        return value.label
    if isinstance(value, bool) or value is None:
        return {True: "是", False: "否", None: ""}[value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return SEPARATOR.join(as_text(item) for item in value)
    if isinstance(value, Decimal | float):  # a workbook holds floats: 0.00005, never 5e-05
        return plain_number(Decimal(repr(value)) if isinstance(value, float) else value)
    return str(value)


_EXPONENT = re.compile(r"-?\d+(?:\.\d+)?e[-+]?\d+")


def json_text(value: object) -> str:
    """Return a value as JSON for people and programs: Chinese as it is, small amounts without an exponent."""
    pieces = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(value)
    return "".join(piece if '"' in piece else _EXPONENT.sub(_without_exponent, piece) for piece in pieces)


def _without_exponent(written: re.Match[str]) -> str:
    return plain_number(Decimal(written[0]))


def listed(parts: Sequence[str]) -> str:
    """Return parts as one Chinese enumeration: 「a、b、c」."""
    return "、".join(parts)


_A_SENTENCE_HOLDS = 12


def some_listed(parts: Sequence[str], most: int = _A_SENTENCE_HOLDS) -> str:
    """Return the first of many parts as one enumeration, with 等 behind them if there are more: 「a、b等」."""
    return listed(parts[:most]) + ("等" if len(parts) > most else "")


def enumerated(parts: Sequence[str]) -> str:
    """Return parts as one enumeration on paper, separated by ， where one of them contains a 、."""
    return ("，" if any("、" in part for part in parts) else "、").join(parts)


LISTED_AT_MOST = 20
"""Sentences of a long list, so that a ruined file does not fill the screen."""


def cut_short(sentences: Sequence[str], most: int = LISTED_AT_MOST) -> list[str]:
    """Return the first of very many sentences and how many more there are: nobody takes them for all."""
    more = len(sentences) - most
    return [*sentences[:most], *[f"……另有 {more} 处没有列出。"] * (more > 0)]


def first_of(lines: Sequence[str], most: int, counted: str) -> list[str]:
    """Return the first of very many lines and, where there are more, how many there are in all: 「……共 12 个」."""
    return [*lines[:most], *[f"……共 {len(lines)} {counted}"] * (len(lines) > most)]


def quotes_in_turn(text: str) -> str:
    """Return a text with ‘’ for quotations inside a quotation (GB/T 15834): 「“危及‘三安全一稳定’”」."""
    if text.count("“") < 2:  # noqa: PLR2004 - one quotation cannot contain another
        return text
    depth, signs = 0, []
    for sign in text:
        if sign == "”" and depth:
            depth -= 1
        signs.append({"“": "‘", "”": "’"}.get(sign, sign) if depth else sign)
        if sign == "“":
            depth += 1
    return "".join(signs)


def quoted(text: str) -> str:
    """Return a text as a quotation for a sentence; a blank text is （空白）.

    Quotations inside it get ‘’. A quotation mark without its partner, as in a text cut from a longer one, is dropped.
    """
    signs = list(text)
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "“":
            opened.append(place)
        elif sign == "”" and opened:
            opened.pop()
        elif sign == "”":
            signs[place] = ""
    for place in opened:
        signs[place] = ""
    inside = "".join(signs)
    return quotes_in_turn(f"“{inside}”") if inside.strip() else "（空白）"


HIDDEN = "（已加密）"
"""Shown in place of an encrypted value while the password has not been given."""
DESTROYED = "（案卷已销毁）"
"""Replaces the texts of a destroyed case file."""
