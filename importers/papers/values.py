"""Turning texts on a paper into values: names, numbers, dates, ticked options."""

import re
from datetime import date

from disclosure.errors import UnreadableValueError
from disclosure.numerals import fold_width
from disclosure.paper_words import RETRIEVALS
from disclosure.personal_data import Sort, personal_data
from disclosure.terms import Applicant
from disclosure.written_dates import read_day
from importers.papers.sheet import DAY
from importers.published.reflow import BEGINS

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_CREDIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NP-RTUWXY]{18}(?![0-9A-Za-z])")
_OTHER_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{5,24}")
_EMAIL = re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{0,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_WIDE_SET = re.compile(r"(?:[\u3400-\u9fff][ \u3000]+)+[\u3400-\u9fff](?![\u3400-\u9fff])")
ASIDE = r"[（(](?![\u3400-\u9fff]{2,8}[）)][\u3400-\u9fff]{0,20}(?:公司|中心|事务所|委员会|合作社|协会))"
"""A remark in brackets after a name, but not brackets within an organization's name, 「某某（福建）公司」."""
_NAME_ENDS = re.compile(rf"[，,；;。\n\t 　、]|{ASIDE}|(?:身份证|男|女)(?=[，,（(\d])")
_PERSON = re.compile(r"[\u3400-\u9fff]{2,5}|[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff]{1,8}")
_BODY = re.compile(r"[\u3400-\u9fffA-Za-z0-9·（）()]{4,60}")
_NO_NAME = frozenset({"签名", "盖章", "签字", "公民", "无", "信息", "本人", "姓名", "名称"})

_CARD_LENGTH = 18
CARD, CREDIT_CODE = "身份证", "统一社会信用代码"


def name(text: str) -> str:
    """Return the name of a person or organization at the start of a text, up to a comma or bracket; "" for none."""
    plain = text.strip(" _\u3000\n")
    if _WIDE_SET.match(plain):  # 「张　三」
        plain = re.sub(r"\s", "", plain)
    elif not _PERSON.fullmatch(re.split(r"\s", plain, maxsplit=1)[0]):
        plain = _CHINESE_GAP.sub("", plain.replace("\n", ""))
    found = _NAME_ENDS.split(plain, maxsplit=1)[0].strip(" _\u3000")
    is_name = _PERSON.fullmatch(found) or _BODY.fullmatch(found)
    return found if is_name and found not in _NO_NAME and not found.isdigit() else ""


def identity(text: str) -> tuple[str, str]:
    """Return the kind and number of an identity document in a text: a card, a credit code or another number."""
    plain = re.sub(r"\s", "", fold_width(text))
    if found := _IDENTITY.search(plain):
        return CARD if len(found[0]) == _CARD_LENGTH else "", found[0].upper()
    if found := _CREDIT.search(plain.upper()):
        return CREDIT_CODE, found[0]
    other = _OTHER_NUMBER.search(plain)
    return "", other[0] if other else ""


_CODES = {
    "91": Applicant.COMPANY,
    "51": Applicant.CHARITY,
    "52": Applicant.CHARITY,
    "53": Applicant.CHARITY,
    "31": Applicant.LEGAL_SERVICE,
    "33": Applicant.LEGAL_SERVICE,
    "11": Applicant.OTHER,
    "12": Applicant.OTHER,
}
"""The kind of organization by the first two characters of its code (GB 32100): 91 is a company …"""


def kind_by_code(code: str) -> Applicant | None:
    """Return the 申请人类型 that follows from a 统一社会信用代码, or None."""
    return _CODES.get(code[:2]) if _CREDIT.fullmatch(code) and not _IDENTITY.fullmatch(code) else None


def proofs(text: str) -> list[tuple[str, str]]:
    """Return the kinds and numbers of identity cards in running text, or else of organizations' codes."""
    plain = fold_width(text)
    cards = [(CARD, found.upper()) for found in _IDENTITY.findall(plain) if len(found) == _CARD_LENGTH]
    return cards or [(CREDIT_CODE, found) for found in _CREDIT.findall(plain) if kind_by_code(found) is not None]


def phones(text: str) -> str:
    """Return the telephone numbers in a text, separated by 「；」, "" for none."""
    plain = f"电话：{fold_width(text)}"
    found = [each for each in personal_data(plain) if each.sort in (Sort.MOBILE, Sort.LANDLINE)]
    numbers = [
        each.value if each.sort is Sort.MOBILE else re.sub(r"\s", "", plain[each.start : each.end]) for each in found
    ]
    return "；".join(dict.fromkeys(numbers))


def phone(text: str) -> str:
    """Return the telephone numbers after a label; a text with digits in no known form is returned unchanged."""
    return phones(text) or (fold_width(text).strip() if re.search(r"\d{4}", text) else "")


def email(text: str) -> str:
    """Return the mail address in a text, "" for none."""
    found = _EMAIL.search(fold_width(text))
    return found[0] if found else ""


def postcode(text: str) -> str:
    """Return the postcode in a text; any other number is returned unchanged."""
    plain = fold_width(text).strip()
    found = _POSTCODE.search(plain)
    return found[0] if found else plain if plain.isdigit() else ""


_POSTCODE_BEHIND = re.compile(r"[，,；;（(\s]*(?:邮(?:政)?编(?:码)?)?[：:\s]*(?<!\d)(\d{6})[）)]?\s*\Z")


_NO_ADDRESS = re.compile(r"[，,；;。](?=请|电话|联系|手机)")


def address(text: str) -> tuple[str, str]:
    """Return the address in a text and the postcode after it."""
    plain = " ".join(_CHINESE_GAP.sub("", _NO_ADDRESS.split(text)[0].replace("\n", "")).split()).strip(" _。，")
    if plain.startswith("同") or plain in ("无", "略"):
        return "", ""
    behind = _POSTCODE_BEHIND.search(plain)
    return (plain[: behind.start()], behind[1]) if behind else (plain, "")


def days(text: str) -> list[date]:
    """Return the dates in a text, in order, without those that do not exist."""
    found: list[date] = []
    for match in DAY.finditer(fold_width(text.replace("_", ""))):
        try:
            written = read_day(re.sub(r"\s|Ｏ", lambda sign: "" if sign[0] != "Ｏ" else "〇", match[0]))
        except UnreadableValueError:
            continue
        if written is not None:
            found.append(written.day)
    return found


def running(text: str) -> str:
    """Return a text with the lines joined that a narrow cell broke; numbered items stay on separate lines."""
    lines = [line.strip(" \u3000_") for line in text.splitlines()]
    joined: list[str] = []
    for line in filter(None, lines):
        if joined and not BEGINS.match(line):
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)


# --- what was ticked ---

_EMPTY, _TICKED = "□☐○◯〇", "☑☒■√✓✔▣●◉⊠"
_TICK = re.compile(rf"[{_EMPTY}{_TICKED}]+")
_BRACKETS = re.compile(rf"[\[【(（]\s*([{_EMPTY}{_TICKED}]?)\s*[\]】)）]")


def is_ticked(text: str) -> bool:
    """Whether a text contains options to tick."""
    return bool(_TICK.search(text) or _BRACKETS.search(text))


def options(text: str) -> list[str]:
    """Return the ticked options in a text, or all of it if there are none; a tick may be before or after its option."""
    plain = _BRACKETS.sub(lambda bracket: bracket[1] or _EMPTY[0], text.replace("\n", "").strip())
    marks = list(_TICK.finditer(plain))
    if not marks:
        return [plain] if plain else []
    is_before = marks[0].start() == 0
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    starts = [0, *(mark.end() for mark in marks[:-1])]
    told: list[str] = []
    for mark, start, end in zip(marks, starts, ends, strict=True):
        if any(sign in _TICKED for sign in mark[0]):
            told.append(plain[mark.end() : end] if is_before else plain[start : mark.start()])
    return [one for one in (each.strip(" \u3000；;，,、") for each in told) if one]


def retrieval(text: str) -> str:
    """Return the 获取方式 a text asks for, "" for none; a medium takes precedence over a way of delivery."""
    plain = text.replace(" ", "").replace("身份证复印件", "")
    return next((code for code, row in RETRIEVALS if any(word in plain for word in row.split())), "")
