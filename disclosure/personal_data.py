"""Finding personal data in a text: numbers of identity, passport, telephone, card, QQ and car; e-mail addresses.

Full-width digits, Chinese numerals, and blanks and dashes inside a number, are accepted. Only the form decides: check
digits, dates, regions and the words before a number exclude document numbers and credit codes (个人信息保护法第四条,
第二十八条).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from disclosure.numerals import WIDE_SIGNS

SURNAME = (
    "[王李张刘陈杨赵周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董曹袁邓许傅"
    "沈曾彭吕苏卢蒋蔡贾丁魏薛叶潘杜戴钟汪姜范姚谭廖邹熊陆郝崔邱秦]"
)
"""One of the common single-character surnames."""


class Sort(Enum):
    """The kinds of personal data, in official words."""

    IDENTITY = "身份证号码"
    CARD = "银行卡号"
    MOBILE = "手机号码"
    LANDLINE = "固定电话号码"
    EMAIL = "电子邮箱"
    PASSPORT = "护照等证件号码"
    CHAT = "QQ、微信号"
    PLATE = "车牌号码"

    @property
    def label(self) -> str:
        """The official words."""
        return self.value


OF_PEOPLE = frozenset({Sort.IDENTITY, Sort.CARD, Sort.MOBILE, Sort.PASSPORT})
"""Kinds that belong to a person; an office publishes its own landline number and e-mail address, and has cars."""


@dataclass(frozen=True)
class Found:
    """One piece of personal data: its kind, its place (``text[start:end]``), and its value in plain form.

    Plain means only digits (and X), or, with letters in it, in one case and without blanks.
    """

    sort: Sort
    start: int
    end: int
    value: str


def personal_data(text: str, allowed: Iterable[str] = ()) -> tuple[Found, ...]:
    """Return the personal data in a text in order, except those whose plain value is in ``allowed``.

    A telephone number is allowed with and without its area code.
    """
    if not may_tell(text):
        return ()
    taken: list[Found] = []
    plain = text.translate(PLAIN)
    spelled = _SPELLED_QQ.sub(_in_figures, _SPELLED.sub(_in_figures, plain))
    for seen in dict.fromkeys(each for one in (plain, spelled) for each in (one, _BREAK.sub(r"\1 \2", one))):
        for look in _LOOKS:
            taken += [
                one
                for one in look(seen)
                if plain.count("\n", one.start, one.end) <= 1  # more is a column of figures
                and all(one.end <= other.start or other.end <= one.start for other in taken)
            ]
    known = frozenset(allowed)
    strange = (one for one in taken if not _is_among(one, known))
    return tuple(sorted(strange, key=lambda one: one.start))


def may_tell(text: str) -> bool:
    """Whether a text may contain any personal data: a quick test that excludes most cells of a table."""
    if len(_DIGIT.findall(text)) >= _SHORTEST:
        return True
    return not _TELLING.isdisjoint(text) and bool(_HINT.search(text) or _SPELLED.search(text))


def values_in(*texts: str) -> frozenset[str]:
    """Return the plain values of all personal data in some texts, to allow them elsewhere."""
    found = {each.value for text in texts for each in personal_data(text)}
    digits = {re.sub(r"\D", "", text.translate(PLAIN)) for text in texts}
    return frozenset(found | {each for each in digits if len(each) >= _SHORTEST_TELEPHONE})


# --- plain forms ---

_NO_WIDTH = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xAD, 0xFEFF)
"""Invisible characters copied along from web pages or chats."""
_BLANKS = dict.fromkeys((*_NO_WIDTH, *range(0x2000, 0x200B), 0xA0, 0x202F, 0x205F, 0x3000, *b"\t\r"), " ")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
_BRACKETS = {ord("["): "(", ord("]"): ")", ord("【"): "(", ord("】"): ")"}
PLAIN: dict[int, int | str] = {**WIDE_SIGNS, **_BLANKS, **_DASHES, **_BRACKETS}
"""Replacements of one character by one, so that findings keep their positions in the original text."""

_DIGIT = re.compile("[0-9０-９]")
GAP = r"[ \-]{0,3}"
"""The separator allowed between groups of a number."""
_NOT_DIGITS = re.compile(r"[^\dX]")
_SHORTEST_TELEPHONE = 7
NUMERALS = str.maketrans("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "000123456789123456789" + "1")
"""Chinese numerals to figures, one for one: 「一三八〇〇〇〇…」."""
_NUMERAL = "[0-9〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]"
_SPELLED = re.compile(rf"{_NUMERAL}(?:{GAP}{_NUMERAL}){{6,}}")
_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
"""The first signs of number plates."""
_NOT_YET = r"[^0-9A-Za-z\n,;。]"
_SPELLED_QQ = re.compile(rf"(?i:qq){_NOT_YET}{{0,5}}?{_NUMERAL}{{5,}}")
"""A QQ number may have fewer figures than a number without a word that announces it."""
_HINT = re.compile(rf"[@＠]|[(（\[【](?i:at)|微信|[QqＱｑ]{{2}}|[VvＶｖWwＷｗ][XxＸｘ]|[{_PLACES}][A-Za-zＡ-Ｚａ-ｚ]")
"""What announces personal data with few figures, or none."""
_TELLING = frozenset("@＠[(（【微QqＱｑXxＸｘ〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺" + _PLACES)
"""The signs one of which is in whatever has a hint, or a number spelled out; most cells of a table have none."""
_SHORTEST = 5
"""The fewest figures of a QQ number; a car with letters for some of them has a hint."""
# a line break within a number, or beside the @ of an e-mail address
_BREAK = re.compile(rf"(?<=[\d@])({GAP})\n({GAP})(?=\d)|(?<=[\d@A-Za-z])()\n()(?=@)|(?<=@)()\n()(?=[A-Za-z])")


def _in_figures(run: re.Match[str]) -> str:
    return run[0].translate(NUMERALS)


def _squeezed(text: str) -> str:
    return _NOT_DIGITS.sub("", text.upper())


def _is_among(found: Found, known: frozenset[str]) -> bool:
    if found.sort is not Sort.LANDLINE:
        return found.value in known
    return any(
        len(each) >= _SHORTEST_TELEPHONE and (found.value.endswith(each) or each.endswith(found.value))
        for each in known
    )


# --- identity numbers (GB 11643) ---

# 18 characters, perhaps with blanks or dashes; tried from every digit, as one may start within a longer run
_IDENTITY = re.compile(rf"(?<!\d)(?=(\d(?:{GAP}\d){{16}}{GAP}[\dXx])(?![0-9A-Za-z]))")
# the 15 digits issued until 1999: region, date of birth with a two-digit year, sequence number
_OLD_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])(?=(\d{{6}}{GAP}\d{{6}}{GAP}\d{{3}})(?![0-9A-Za-z]))")
# after a word that announces one, whatever its check digit: a mistyped number is still somebody's
_ANNOUNCED = re.compile(rf"(?:证件|身份证|证号)[^\d\n，。；]{{0,8}}([1-9](?:{GAP}\d){{16}}{GAP}[\dXx])(?![0-9A-Za-z])")
_CODED = re.compile(r"(?:信用代码|机构代码|注册号|执照|许可证)[^0-9\n。；]{0,8}")
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CONTROL = "10X98765432"
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2099


def _identities(plain: str) -> Iterator[Found]:
    codes = {announced.end() for announced in _CODED.finditer(plain)}
    for pattern, fits in (
        (_IDENTITY, is_identity_number),
        (_OLD_IDENTITY, _is_old_identity),
        (_ANNOUNCED, lambda number: not is_identity_number(number) and is_day(number[6:14])),
    ):
        for match in pattern.finditer(plain):
            value = _squeezed(match[1])
            if fits(value) and match.start(1) not in codes:
                yield Found(Sort.IDENTITY, match.start(1), match.end(1), value)


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number: region, date of birth and check digit are valid (GB 11643)."""
    return bool(_PROVINCES.match(number)) and is_day(number[6:14]) and control_digit(number) == number[17]


def control_digit(number: str) -> str:
    """Return the last character of an identity number, computed from its first 17 digits (GB 11643)."""
    return _CONTROL[sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True)) % 11]


def _is_old_identity(number: str) -> bool:
    return bool(_PROVINCES.match(number)) and is_day("19" + number[6:12])


def is_day(digits: str) -> bool:
    """Whether eight digits are a possible date of birth."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _EARLIEST_YEAR <= day.year <= _LATEST_YEAR


# --- bank cards (GB/T 19584, Luhn) ---

# four groups of four, and up to three more: 16 to 19 digits
_CARD = re.compile(rf"(?<![0-9A-Za-z])\d{{4}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?(?![0-9A-Za-z])")
_ISSUERS = re.compile(r"62|4|5[1-5]|9558|60|81|35|37")


def _cards(plain: str) -> Iterator[Found]:
    for match in _CARD.finditer(plain):
        value = _squeezed(match[0])
        parts = [divmod(int(digit) * (1 + place % 2), 10) for place, digit in enumerate(reversed(value))]
        is_luhn = sum(tens + units for tens, units in parts) % 10 == 0
        if _ISSUERS.match(value) and is_luhn and len(set(value)) > 1:
            yield Found(Sort.CARD, match.start(), match.end(), value)


# --- telephones ---

_APART = r"[ \-]{1,3}"
_BEGINS, _ENDS = r"(?<!\d)(?<!\d\.)", r"(?!\d|\.\d{1,2}(?!\d))"
"""No part of a longer number or a decimal one; 「Tel.」 may stand before it, behind it a sentence with a year."""
_MOBILE = re.compile(
    # with or without +86 or 0086; eleven digits in groups of 3-4-4, 3-3-5, 4-3-4 or 3-2-2-2-2, with a dot or dash in
    # 3-4-4 or brackets around the first or second group; as 1-3-3-4, 2-3-3-3 or single digits only without further
    # figures beside; no amount of money or area
    rf"{_BEGINS}(?:(?:\+|00)?86{GAP}|\((?:\+|00)?86\){GAP})?"
    rf"((?:1[3-9]\d|\(1[3-9]\d\))(?:{GAP}\d{{4}}{GAP}\d{{4}}|{GAP}\d{{3}}{GAP}\d{{5}})"
    rf"|1[3-9]\d(?:\d{GAP}\d{{3}}{GAP}\d{{4}}|{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}"
    rf"|[.·/_]\d{{4}}[.·/_]\d{{4}}|\(\d{{4}}\)\d{{4}})"
    rf"|(?<!\d )(?:1[ \-][3-9](?:[ \-]\d){{9}}|1{_APART}[3-9]\d{{2}}{_APART}\d{{3}}{_APART}\d{{4}}"
    rf"|1[3-9](?:{_APART}\d{{3}}){{3}})(?! \d))"
    rf"(?! ?[万亿]?(?:元(?!旦)|平方|亩)){_ENDS}"
)
_AREA = r"(?:010|02\d|0[3-9]\d\d)"
# area code, perhaps in brackets, then seven or eight digits beginning with 2 to 8; not part of a longer number
_LANDLINE = re.compile(
    rf"{_BEGINS}(?<!\d-)(?:(?:\+|00)86{GAP}|86[ \-])?"
    rf"((?:\({_AREA}\)|{_AREA})(?:{GAP}|\()[2-8]\d{{2,3}}{GAP}\d{{4}}){_ENDS}"
)
# in international form: area code without the zero
_ABROAD = re.compile(
    rf"{_BEGINS}(?<!\d-)(?:(?:\+|00)86{GAP}|86[ \-])((?:10|2\d|[3-9]\d\d){GAP}[2-8]\d{{2,3}}{GAP}\d{{4}}){_ENDS}"
)
# followed by a blank and a few digits, it is the start of a longer number
_NUMBER = r"[2-8]\d{2,3}[ \-]?\d{4}(?!\d| \d{1,5}(?!\d)|[万元件条次个])"
_LOCAL = re.compile(
    # without an area code only after a word that announces a telephone number
    r"(?:电话|座机|宅电|手机|联系方式|来电|致电|传真|(?i:tel))(?:号码?)?(?:\([^()\d\n]{0,8}\))?[^\d\n。；]{0,4}(?<!\d)"
    rf"({_NUMBER})"
)
# another one after a telephone number: 「88880000、88881111」
_ANOTHER = re.compile(rf"(?: {{1,2}}|[、/；;或和])({_NUMBER})")


def _telephones(sort: Sort, pattern: re.Pattern[str]) -> Callable[[str], Iterator[Found]]:
    def look(plain: str) -> Iterator[Found]:
        for match in pattern.finditer(plain):
            yield Found(sort, match.start(1), match.end(1), _squeezed(match[1]))
            end = match.end(1)
            while another := _ANOTHER.match(plain, end):
                end = another.end(1)
                yield Found(Sort.LANDLINE, another.start(1), end, _squeezed(another[1]))

    return look


# --- e-mail addresses ---

# name @ host, with blanks beside the @ as in scanned texts; the top-level domain is letters only
# and 「[at]」 and 「(dot)」 for the signs, which keep machines from reading it
_SPELLED_AT, _SPELLED_DOT = r" ?\((?i:at)\) ?", r"\((?i:dot)\)"
_EMAIL = re.compile(
    rf"[A-Za-z0-9][A-Za-z0-9._%+\-]*(?: ?@ ?|{_SPELLED_AT})"
    rf"[A-Za-z0-9\-]+(?:(?:\.|{_SPELLED_DOT})[A-Za-z0-9\-]+)*(?:\.|{_SPELLED_DOT})[A-Za-z]{{2,}}"
)


def _emails(plain: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(plain):
        value = re.sub(_SPELLED_DOT, ".", re.sub(_SPELLED_AT, "@", match[0]))
        yield Found(Sort.EMAIL, match.start(), match.end(), value.replace(" ", "").lower())


# --- what a word announces, and cars ---

_PASSPORT = re.compile(rf"(?:护照|通行证|台胞证|军官证){_NOT_YET}{{0,6}}([A-Za-z]{{0,2}}\d{{7,9}})(?![0-9A-Za-z])")
_QQ = re.compile(rf"(?<![A-Za-z])(?i:qq){_NOT_YET}{{0,5}}([1-9]\d{{4,10}})(?!\d)")
# 微信公众号 is an office's own
_WECHAT = re.compile(r"微信(?:号|号? ?[:是]) ?([A-Za-z][A-Za-z0-9_\-]{5,19})")
# 加微信zhangsan; with no word between, or as vx, only what has a figure in it
_SHORT_WECHAT = re.compile(
    r"(?:加(?:[我他她]的?)?微信 ?|(?:微信|(?<![A-Za-z])(?i:[vw]x)号?)[: ]?(?=[A-Za-z_\-]+\d))"
    r"([A-Za-z][A-Za-z0-9_\-]{5,19})"
)
# 京A12345, 苏A·D12345, 闽A1234挂: province, office of registration, five or six signs with a figure among them
_PLATE = re.compile(
    rf"[{_PLACES}][A-HJ-NP-Z][· \-]?"
    r"(?=[A-Z]{0,5}\d)(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[学警挂港澳试超])(?![0-9A-Za-z])"
)
# 闽a12345, 闽aD12345 as typed in a hurry: in small letters only with the figures most cars have
_TYPED_PLATE = re.compile(rf"[{_PLACES}](?i:[A-HJ-NP-Z][· \-]?[A-HJ-NP-Z]?\d{{4}}[A-HJ-NP-Z0-9])(?![0-9A-Za-z])")


def _announced(sort: Sort, pattern: re.Pattern[str]) -> Callable[[str], Iterator[Found]]:
    def look(plain: str) -> Iterator[Found]:
        for match in pattern.finditer(plain):
            place = pattern.groups  # all of it where no word announces it
            yield Found(sort, match.start(place), match.end(place), match[place].upper())

    return look


_LOOKS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _emails,
    _identities,
    _cards,
    _announced(Sort.PASSPORT, _PASSPORT),
    _announced(Sort.CHAT, _QQ),
    _announced(Sort.CHAT, _WECHAT),
    _announced(Sort.CHAT, _SHORT_WECHAT),
    _announced(Sort.PLATE, _PLATE),
    _announced(Sort.PLATE, _TYPED_PLATE),
    _telephones(Sort.MOBILE, _MOBILE),
    _telephones(Sort.LANDLINE, _LANDLINE),
    _telephones(Sort.LANDLINE, _ABROAD),
    _telephones(Sort.LANDLINE, _LOCAL),
)
"""The most certain first: text matched by one is not tried by the next."""
