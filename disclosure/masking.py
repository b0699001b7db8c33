"""Masking of personal data: on the screen, where passers-by can look, and in ledgers that leave the office.

One rule for both (个人信息保护法第五十一条; 条例第十五条): of identity numbers, telephones, postal and mail addresses
only the ends are shown. Names stay on the screen, because the clerk works by them, and are masked in what goes out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from disclosure.column_kinds import Column, Kind, columns
from disclosure.personal_data import GAP, NUMERALS, PLAIN, SURNAME, Found, Sort, may_tell, personal_data, values_in
from disclosure.term_base import Term
from disclosure.wording import HIDDEN

V = TypeVar("V", bound=Any)

_NAME_STARS = 6
# shows no more of a place than its district; 小区, 社区 and 市场 are parts of an address
_PLACE = re.compile(r"^\w{1,20}(?:[省县旗]|市(?!场)|(?<![小社园校厂院库片街])区)")
_EMAIL = re.compile(r"([^\s@＠])[^@＠]*([@＠][^\s@＠]*)")
_BETWEEN = re.compile(r"([、，,；;/\n|或和及转]+|分机|(?<=\d{7})\s+(?=\d{7}))")
_LIKE_AN_IDENTITY = re.compile(rf"(?<!\d)\d{{6}}{GAP}(?:19|20)\d\d{GAP}\d{{4}}{GAP}\d{{3}}[\dXx](?!\d)")
_OVER_TWO_LINES = re.compile(r"\d+ *\n *\d*[\dXx](?!\d)")
_CHINESE = re.compile(r"[^\W\dA-Za-zＡ-Ｚａ-ｚ_]{2,}")
_WORD = re.compile(rf"{_CHINESE.pattern}|[A-Za-z]{{2,}}")
_LABELS = re.compile(
    r"(手机|电话|座机|固话|办公室?|住宅|家里|单位|传真|邮箱|号码|身份证|证件|证号|护照|(?i:tel|ext|fax|mobile|phone))"
)
"""What tells what a number is, and nobody's name."""
_AND = re.compile(r"[、，,；;/\n]|等[\d一二三四五六七八九十]*[人名户位]?(?![^、，,；;/\n])")
"""Separates people, or their numbers, in one field, and ends those that are counted."""
_BRACKETED = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")
"""「张某某（李某某）」, but not the name of a company, which goes on behind its place."""
_USUAL_NAME = re.compile(rf"{SURNAME}\w{{1,3}}")
_ONE = frozenset({"address", "postcode"})
_SHORTEST_NAME = 2
_DIGIT = re.compile(r"[0-9０-９XxＸｘ]")
_IDENTITY_ENDS, _TELEPHONE_HIDDEN, _AREA = (6, 4), 4, 3
_IDENTITY_LENGTHS, _SHORTEST_PAPER, _SHORTEST_TELEPHONE, _LONGEST_TELEPHONE = (15, 18), 7, 7, 13


def screened(column: Column, text: str) -> str:
    """Return a text of a column as the screen may show it.

    Sealed columns keep only their ends. In every other text people type, from 描述 and 备注 to 确认方式 and 承办人,
    what ``personal_data`` finds is masked.
    """
    if column.sealed:
        return masked(column, text)
    return masked_prose(text) if column.kind is Kind.TEXT else text


def masked(column: Column, text: str) -> str:
    """Return a personal value of a column with its middle masked: 「张**」, 「110101********0013」, 「138****0000」."""
    return _HIDDEN.get(column.name, masked_name)(text) if text and text != HIDDEN else text


def masked_prose(text: str) -> str:
    """Return prose with identity numbers, telephones, mail addresses and bank cards masked.

    Identity numbers with a wrong check digit are masked, too: despite the typo they identify somebody.
    """
    if not may_tell(text):
        return text
    for found in reversed(personal_data(text)):
        text = text[: found.start] + masked_find(text, found) + text[found.end :]
    plain = text.translate(PLAIN)
    broken = (each for each in _OVER_TWO_LINES.finditer(plain) if _LIKE_AN_IDENTITY.fullmatch("".join(each[0].split())))
    for like in (*_LIKE_AN_IDENTITY.finditer(plain), *broken):  # of as many signs as there were
        text = text[: like.start()] + _hidden_identity(text[like.start() : like.end()]) + text[like.end() :]
    return text


def masked_find(text: str, found: Found) -> str:
    """Return the personal data found in a text with its middle masked, as a sentence may quote it."""
    told = text[found.start : found.end]
    hidden = _BY_SORT[found.sort](told.translate(NUMERALS))
    if len(hidden) != len(told):
        return hidden
    return "".join(sign if sign == "*" else as_typed for sign, as_typed in zip(hidden, told, strict=True))


def shown_text(column: Column, value: Any) -> str:
    """Return a value of a column as the screen shows it, masked where necessary."""
    return value.plain_label if isinstance(value, Term) else screened(column, column.text(value))


def veiled(record: V) -> V:
    """Return a record as the screen may show it, with its texts masked where necessary."""
    hidden = {column.name: screened(column, column.text(getattr(record, column.name))) for column in concealed(record)}
    return replace(record, **hidden)


def concealed(record: Any) -> tuple[Column, ...]:
    """Return the columns of a record in which the screen masks something."""
    texts = (
        (column, column.text(getattr(record, column.name)))
        for column in columns(type(record))
        if column.kind is Kind.TEXT
    )
    return tuple(column for column, text in texts if screened(column, text) != text)


def tells_hidden(text: str, records: Iterable[Any]) -> bool:
    """Whether a text reveals what the screen masks in some records: a sealed value, or a number from their prose."""
    hidden = [(column, column.text(getattr(record, column.name))) for record in records for column in concealed(record)]
    sealed = [one for column, known in hidden if column.sealed for one in each_of(column, known)]
    bare, numbers = _bare(text.translate(PLAIN)), values_in(*(known for _, known in hidden))
    return any(_bare(one.translate(PLAIN)) in bare for one in sealed) or not numbers.isdisjoint(values_in(text))


def unsaid(said: Mapping[str, Any], tells: Callable[[str], bool]) -> dict[str, Any]:
    """Return what was said of words, in whatever groups, without the words that tell of somebody."""
    return {
        word: unsaid(meant, tells) if isinstance(meant, Mapping) else meant
        for word, meant in said.items()
        if not tells(word)
    }


def masked_name(text: str) -> str:
    """Return a name, or any other text, with all but its first character masked: 「张**」."""
    return text[0] + "*" * min(max(len(text) - 1, 1), _NAME_STARS)


def each_of(column: Column, text: str) -> tuple[str, ...]:
    """Return what a personal column tells, as it may be repeated in other texts: all of it, and each of several.

    「张某某、李某某」, 「张某某（李某某）」, 「张某某等5人」; an address is one, whatever stands in it.
    """
    whole = text.strip()
    if column.name in _ONE:
        parts: list[str] = []
    else:
        parts = [part.strip() for part in _AND.split(whole)]
        bracketed = [found for part in parts if (found := _BRACKETED.fullmatch(part))]
        parts += [found[1].strip() for found in bracketed]
        beside = [*parts, *(found[2] for found in bracketed)]
        parts += [one for part in beside for one in part.split() if _USUAL_NAME.fullmatch(one)]
    least = _SHORTEST_PAPER if column.name in _HIDDEN else _SHORTEST_NAME
    told = [whole, *(part for part in parts if len(part) >= least)]
    return tuple(one for one in dict.fromkeys(told) if len(one) >= _SHORTEST_NAME)


def hiding(known: Iterable[tuple[Column, str]]) -> Callable[[str], str]:
    """Return what masks some personal values in any text, however they are spaced there, and what is a number by form.

    For each value the column it stands in.
    """
    told = {one.translate(PLAIN): column for column, text in known for one in each_of(column, text)}
    values = [(_bare(one), one, told[one]) for one in sorted(told, key=len, reverse=True)]

    def hide(text: str) -> str:
        if not text:
            return text
        bare = _bare(text.translate(PLAIN))
        for squeezed, one, column in values:
            if squeezed in bare:
                loose = re.compile(r"\s*".join(map(re.escape, "".join(one.split()))), re.IGNORECASE)
                for match in reversed(list(loose.finditer(text.translate(PLAIN)))):
                    same = "".join(text[match.start() : match.end()].split())
                    text = text[: match.start()] + masked(column, same) + text[match.end() :]
        return masked_prose(text)

    return hide


def _bare(text: str) -> str:
    return "".join(text.split()).lower()


def _without_names(text: str, word: re.Pattern[str] = _WORD) -> str:
    """Hide the names that were typed beside a number; what only says what it is stays."""
    return "".join(
        part if place % 2 else word.sub(lambda name: masked_name(name[0]), part)
        for place, part in enumerate(_LABELS.split(text))
    )


def _hidden_identity(text: str) -> str:
    """Show area and last four digits of an identity number, of any other document two characters at each end."""
    count = len(_DIGIT.findall(text))
    if count in _IDENTITY_LENGTHS:
        return _digits_hidden(text, *_IDENTITY_ENDS)
    if len(text) < _SHORTEST_PAPER:
        return masked_name(text)
    return text[:2] + "*" * (len(text) - 4) + text[-2:]


def _of_each(hide: Callable[[str], str]) -> Callable[[str], str]:
    """Mask each of several values in one field."""
    return lambda text: "".join(
        each if not each.strip() or _BETWEEN.fullmatch(each) else hide(each) for each in _BETWEEN.split(text)
    )


def _hidden_number(text: str) -> str:
    """Mask the four digits before the last four, so that the area stays; with too many digits for one number, more."""
    count, is_abroad = len(_DIGIT.findall(text)), text.translate(PLAIN).lstrip(" (+").startswith("0086")
    if count < _SHORTEST_TELEPHONE:
        return masked_name(text)
    is_one = count <= _LONGEST_TELEPHONE + 2 * is_abroad
    return _digits_hidden(text, max(count - 2 * _TELEPHONE_HIDDEN, 0) if is_one else _AREA, _TELEPHONE_HIDDEN)


def _hidden_postcode(text: str) -> str:
    return text[:2] + "*" * max(len(text) - 2, 1)


def _hidden_address(text: str) -> str:
    place = _PLACE.match(text)
    return (place[0] if place and len(place[0]) < len(text) else text[:1]) + "****"


def _hidden_email(text: str) -> str:
    hidden = _without_names(_EMAIL.sub(r"\1***\2", text), _CHINESE)
    return masked_prose(hidden) if hidden != text else masked_name(text)


def _digits_hidden(text: str, head: int, tail: int) -> str:
    """Mask the digits between the first ``head`` and the last ``tail`` ones; other characters stay."""
    places = [match.start() for match in _DIGIT.finditer(text)]
    hidden = frozenset(places[head : len(places) - tail])
    return "".join("*" if place in hidden else character for place, character in enumerate(text))


_HIDDEN: Mapping[str, Callable[[str], str]] = {
    "identity_number": lambda text: _hidden_identity(_without_names(text)),
    "phone": _of_each(lambda text: _hidden_number(_without_names(text))),
    "address": _hidden_address,
    "postcode": _hidden_postcode,
    "email": _of_each(_hidden_email),
}
_BY_SORT: Mapping[Sort, Callable[[str], str]] = {
    Sort.IDENTITY: _hidden_identity,
    Sort.CARD: lambda text: _digits_hidden(text, 4, 4),
    Sort.MOBILE: _hidden_number,
    Sort.LANDLINE: _hidden_number,
    Sort.EMAIL: lambda text: _hidden_email(text) if _EMAIL.search(text) else masked_name(text),
    Sort.PASSPORT: _hidden_identity,
    Sort.CHAT: lambda text: text[:2] + "*" * (len(text) - 2),
    Sort.PLATE: lambda text: text[:2] + "*" * (len(text) - 4) + text[-2:],
}
