"""Personal data made unrecognisable for ledgers that leave the office (个人信息保护法; 条例第十五条)."""

import re

from disclosure.columns import Column
from disclosure.wording import HIDDEN

_NAME_STARS = 6
_PLACE = re.compile(r"^.{1,20}[省市区县旗]")
_IDENTITY = re.compile(r"(?<!\d)(\d{4})\d{10}(\d{3}[\dXx])(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_EMAIL = re.compile(r"([A-Za-z0-9])[A-Za-z0-9._%+-]*(@[A-Za-z0-9.-]+)")


def masked(column: Column, text: str) -> str:
    """Return a personal value of a column with its middle hidden: 「张**」, 「3501**********1234」, 「138****5678」."""
    hide = {"identity_number": _hidden_identity, "phone": _hidden_phone, "address": _hidden_address,
            "postcode": _hidden_postcode, "email": _hidden_email}.get(column.name, _hidden_name)
    return hide(text) if text and text != HIDDEN else text


def masked_prose(text: str) -> str:
    """Return prose in which identity numbers, mobile numbers and mail addresses are hidden."""
    text = _IDENTITY.sub(r"\1**********\2", text)
    return _EMAIL.sub(r"\1***\2", _MOBILE.sub(r"\1****\2", text))


def _hidden_name(text: str) -> str:
    return text[0] + "*" * min(max(len(text) - 1, 1), _NAME_STARS)


def _hidden_identity(text: str) -> str:
    return _middle_hidden(text, 4, 4)


def _hidden_phone(text: str) -> str:
    return _middle_hidden(text, 3, 4)


def _hidden_postcode(text: str) -> str:
    return _middle_hidden(text, 2, 0)


def _hidden_address(text: str) -> str:
    place = _PLACE.match(text)
    return (place[0] if place and len(place[0]) < len(text) else text[:1]) + "****"


def _hidden_email(text: str) -> str:
    hidden = _EMAIL.sub(r"\1***\2", text)
    return hidden if hidden != text else _hidden_name(text)


def _middle_hidden(text: str, head: int, tail: int) -> str:
    """Hide all but the ends; where the ends would be more than half of the text, all but its first character."""
    if len(text) < head + tail + 2:
        return text[0] + "*" * min(max(len(text) - 1, 1), _NAME_STARS)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail:]
