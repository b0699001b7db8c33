"""Values that are hardly right: numbers cut by a spreadsheet, wrong check digits, dates in the future.

They are reported at the field, in the preview of an import and as findings, but never refused: the document may say so.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from disclosure.import_words import kind_of_body
from disclosure.personal_data import SURNAME, control_digit, is_day
from disclosure.term_base import fold
from disclosure.terms import Applicant
from disclosure.wording import HIDDEN

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_CUT = "像是被 Excel 写成了科学计数，后几位已经丢失，要照原件重填"
_IDENTITY, _OLD_IDENTITY = re.compile(r"\d{17}[\dX]"), re.compile(r"\d{15}")
_CREDIT = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}")
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_LONG = 15
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_POSTCODE = re.compile(r"\d{6}")
_SEVERAL = re.compile(r"[；;、,，/\n]+")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 16
_SHORTEST_BODY = 4
"""A shorter name may be a person's, whatever its ending."""
_PERSON = re.compile(rf"{SURNAME}(?!某|边)[\u4e00-\u9fff]{{1,2}}(?<![厂店社行司院所会局])")
_HAPPENED = frozenset(
    [
        "arrived_on",
        "received_on",
        "answered_on",
        "formed_on",
        "published_on",
        "issued_on",
        "replied_on",
        "closed_on",
        "defence_on",
        "taken_down_on",
        "secrecy_reviewed_on",
        "first_checked_on",
        "second_checked_on",
        "final_checked_on",
    ]
)
"""Dates of past events; the end of a term or a repeal may be in the future."""


def odd_values(record: object, today: date | None = None) -> dict[str, str]:
    """Return what is odd about the values of a record, by field a Chinese sentence without its full stop.

    ``today`` is the last day on which anything can have happened; without it dates are not checked.
    """
    told = {
        name: said
        for name, look in _LOOKS.items()
        if (value := getattr(record, name, "")) not in ("", HIDDEN)
        and (said := look(value, getattr(record, "identity_kind", "")))
    }
    if said := _odd_applicant(getattr(record, "applicant_kind", None), getattr(record, "applicant", "")):
        told["applicant_kind"] = said
    if today is not None:
        told |= {
            name: f"{day.isoformat()} 还没有到，要核对日期"
            for name in _HAPPENED
            if isinstance(day := getattr(record, name, None), date) and day > today
        }
    return told


@lru_cache(maxsize=2_048)
def _odd_applicant(kind: Applicant | None, name: str) -> str:
    """Return that a name belongs in another column of table three: that of a body, a person, or a law firm."""
    plain = fold(name)
    if kind not in (None, Applicant.NATURAL_PERSON, Applicant.OTHER) and _PERSON.fullmatch(plain):
        return f"是“{kind.label if kind else ''}”，名称却像人的姓名，要核对计入表三哪一栏"
    if kind is None or len(plain) < _SHORTEST_BODY:
        return ""
    like = Applicant.named(kind_of_body(plain))
    if like is None or like is kind or (kind is not Applicant.NATURAL_PERSON and like is not Applicant.LEGAL_SERVICE):
        return ""
    return f"是“{kind.label}”，名称却像“{like.label}”，要核对计入表三哪一栏"


def right_end(number: str) -> str:
    """Return the correct last character for the first 17 of an identity or credit number, or "" if it is correct.

    Also "" if the number is not of these kinds, or is wrong elsewhere, too.
    """
    plain = _plain(number)
    if _IDENTITY.fullmatch(plain) and is_day(plain[6:14]):
        control = control_digit(plain)
    elif _CREDIT.fullmatch(plain) and not _IDENTITY.fullmatch(plain):
        control = _credit_control(plain)
    else:
        return ""
    is_right = plain[17] == control or (_CREDIT.fullmatch(plain) and _credit_control(plain) == plain[17])
    return "" if is_right else control


def with_end(number: str, sign: str) -> str:
    """Return a number with another last character."""
    return f"{number.rstrip()[:-1]}{sign}"


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number).replace(" ", "").upper()


def _odd_identity(number: str, kind: str) -> str:
    plain = _plain(number)
    is_card, said = "身份证" in kind, ""
    if _SCIENTIFIC.fullmatch(plain):
        said = _CUT
    elif _CREDIT.fullmatch(plain) and _credit_control(plain) == plain[17]:
        said = ""
    elif _IDENTITY.fullmatch(plain):
        control = control_digit(plain)
        if not is_day(plain[6:14]):
            said = "第 7 到 14 位不是出生日期，要照证件核对"
        elif control != plain[17]:
            said = f"末位照前 17 位算应是 {control}，要照证件核对"
    elif _OLD_IDENTITY.fullmatch(plain):
        said = "" if is_day("19" + plain[6:12]) else "第 7 到 12 位不是出生日期，要照证件核对"
    elif _CREDIT.fullmatch(plain) and not is_card:
        said = f"统一社会信用代码末位照前 17 位算应是 {_credit_control(plain)}，要照证件核对"
    elif is_card or sum(sign.isdigit() for sign in plain) >= _LONG:
        said = "不是 18 位号码，要照证件核对"
    return said


def _credit_control(code: str) -> str:
    total = sum(_CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_SIGNS[-total % 31]


def _odd_phone(text: str, _kind: str) -> str:
    if _SCIENTIFIC.fullmatch(text.strip()):
        return _CUT
    for part in _SEVERAL.split(text):
        digits = sum(sign.isdigit() for sign in part)
        if part.strip() and not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
            return "位数不像电话，要核对"
    return ""


def _odd_email(text: str, _kind: str) -> str:
    return "" if all(_EMAIL.fullmatch(part.strip()) for part in _SEVERAL.split(text)) else "不像邮箱地址，要核对"


def _odd_postcode(text: str, _kind: str) -> str:
    return "" if _POSTCODE.fullmatch(text) else "不是 6 位数字，要核对"


_LOOKS: Mapping[str, Callable[[Any, str], str]] = {
    "identity_number": _odd_identity,
    "phone": _odd_phone,
    "email": _odd_email,
    "postcode": _odd_postcode,
}
"""The checks by field."""
