"""What a text on a paper is as a value: a name, numbers, a day, what was ticked."""

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
"""The bracket behind a name; one within the name of a body, 「某某（福建）公司」, is none."""
_NAME_ENDS = re.compile(rf"[，,；;。\n\t 　、]|{ASIDE}|(?:身份证|男|女)(?=[，,（(\d])")
_PERSON = re.compile(r"[\u3400-\u9fff]{2,5}|[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff]{1,8}")
_BODY = re.compile(r"[\u3400-\u9fffA-Za-z0-9·（）()]{4,60}")
_NO_NAME = frozenset({"签名", "盖章", "签字", "公民", "无", "信息", "本人", "姓名", "名称"})

_CARD_LENGTH = 18
CARD, CREDIT_CODE = "身份证", "统一社会信用代码"


def name(text: str) -> str:
    """Return the name of a person or body a text begins with, "" for none: what follows a comma or bracket is none."""
    plain = text.strip(" _\u3000\n")
    if _WIDE_SET.match(plain):  # 「张　三」
        plain = re.sub(r"\s", "", plain)
    elif not _PERSON.fullmatch(re.split(r"\s", plain, maxsplit=1)[0]):
        plain = _CHINESE_GAP.sub("", plain.replace("\n", ""))
    found = _NAME_ENDS.split(plain, maxsplit=1)[0].strip(" _\u3000")
    is_name = _PERSON.fullmatch(found) or _BODY.fullmatch(found)
    return found if is_name and found not in _NO_NAME and not found.isdigit() else ""


def identity(text: str) -> tuple[str, str]:
    """Return the kind and number of a proof of identity in a text: a card, a credit code or another number."""
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
"""Who registered a body and as what, by the first two signs of its code (GB 32100): 91 a company …"""


def kind_by_code(code: str) -> Applicant | None:
    """Return the 申请人类型 a 统一社会信用代码 tells, None for one that tells none."""
    return _CODES.get(code[:2]) if _CREDIT.fullmatch(code) and not _IDENTITY.fullmatch(code) else None


def proofs(text: str) -> list[tuple[str, str]]:
    """Return the kinds and numbers of identity cards in running text, or else of codes of bodies."""
    plain = fold_width(text)
    cards = [(CARD, found.upper()) for found in _IDENTITY.findall(plain) if len(found) == _CARD_LENGTH]
    return cards or [(CREDIT_CODE, found) for found in _CREDIT.findall(plain) if kind_by_code(found) is not None]


def phones(text: str) -> str:
    """Return the telephones in a text, parted by 「；」, "" for none."""
    plain = f"电话：{fold_width(text)}"
    found = [each for each in personal_data(plain) if each.sort in (Sort.MOBILE, Sort.LANDLINE)]
    numbers = [
        each.value if each.sort is Sort.MOBILE else re.sub(r"\s", "", plain[each.start : each.end]) for each in found
    ]
    return "；".join(dict.fromkeys(numbers))


def phone(text: str) -> str:
    """Return the telephones behind a label; what holds digits and is none by its form is left as it stands."""
    return phones(text) or (fold_width(text).strip() if re.search(r"\d{4}", text) else "")


def email(text: str) -> str:
    """Return the mail address in a text, "" for none."""
    found = _EMAIL.search(fold_width(text))
    return found[0] if found else ""


def postcode(text: str) -> str:
    """Return the postcode in a text; another number is left as it stands."""
    plain = fold_width(text).strip()
    found = _POSTCODE.search(plain)
    return found[0] if found else plain if plain.isdigit() else ""


_POSTCODE_BEHIND = re.compile(r"[，,；;（(\s]*(?:邮(?:政)?编(?:码)?)?[：:\s]*(?<!\d)(\d{6})[）)]?\s*\Z")


_NO_ADDRESS = re.compile(r"[，,；;。](?=请|电话|联系|手机)")


def address(text: str) -> tuple[str, str]:
    """Return the address in a text and the postcode behind it."""
    plain = " ".join(_CHINESE_GAP.sub("", _NO_ADDRESS.split(text)[0].replace("\n", "")).split()).strip(" _。，")
    if plain.startswith("同") or plain in ("无", "略"):
        return "", ""
    behind = _POSTCODE_BEHIND.search(plain)
    return (plain[: behind.start()], behind[1]) if behind else (plain, "")


def days(text: str) -> list[date]:
    """Return the days written in a text, in order; one that does not exist is none."""
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
    """Return a text of several lines with the lines a narrow cell broke joined: items keep a line of their own."""
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
    """Whether something in a text is there to be ticked."""
    return bool(_TICK.search(text) or _BRACKETS.search(text))


def options(text: str) -> list[str]:
    """Return what is ticked in a text; all of it where there is nothing to tick. A tick stands before or behind."""
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
    """Return the 获取方式 a text asks for, "" for none: a carrier before a way."""
    plain = text.replace(" ", "").replace("身份证复印件", "")
    return next((code for code, row in RETRIEVALS if any(word in plain for word in row.split())), "")
