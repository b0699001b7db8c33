"""A column that holds two facts, 「答复时间及结果」: whether its cells can be told apart, and each part of one."""

import re
from collections.abc import Iterator, Mapping

from disclosure.column_kinds import Column, Kind
from disclosure.import_words import DENIALS

DAY = re.compile(r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{8}")
_NUMBER = re.compile(r"[\d+][\d\- ]{5,}\d")
_IDENTITY = re.compile(r"(?=[A-Z]{0,3}\d)[0-9A-Z*＊]{7,}[0-9A-Zxz*＊]|[\d+][\d\- ]{5,}\d")
"""The number of a paper of identity, masked or not."""
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_AGENT = re.compile(
    r"(?P<who>[^（(，,；;、：:]{2,}?)[\s（(，,；;、]+(?:由|委托)?(?:代理人|代办人|受托人)为?[：:\s]*(?P<agent>[\u3400-\u9fff]{2,4})[）)]?"
)
_KIND_OF_PAPER = re.compile(r"[\u3400-\u9fff（）()]{2,20}")
SYMBOL = re.compile(
    r"[\u3400-\u9fffA-Za-z]*[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】][\u3400-\u9fffA-Za-z\d-]*?\d+号?"
    r"|[\u3400-\u9fff]{2,20}(?:19|20)\d\d年?(?:字?第|[-—])?\d+号"
)
"""The number of a document, 「云街告〔2024〕1号」, 「云街告字2020第1号」."""
_SOMEBODY = re.compile(r"(?<=[\s/、，,；;：:（(])[\u3400-\u9fff]{2,4}(?=[）)]?$)")
_SHOWN: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("answer_number", "document_number", "case_number"), SYMBOL),
    "phone": _NUMBER,
    "identity_number": _IDENTITY,
    "handler": _SOMEBODY,
}
"""What shows in a cell which part of it is of a column, by the column's name; days show themselves."""
_BETWEEN = " \n，,；;、：:/（）()"


_DAY_AND_MORE = re.compile(
    r"(?P<day>\d{4}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}\s*日?)"
    r"(?P<more>[\s（(，,；;：:、\u3400-\u9fff][^?？]{0,60})"
)
_NO_SUCH_DAY = re.compile(rf"^\s*(?:[前后至起止内到~—–-]|以[前后]|左右|许)|[{DENIALS}]")
"""What makes a day another one, or none: 「2024年3月28日前」, 「2024年3月28日（拟）」."""


_SAYS = re.compile("[\u3400-\u9fff]")


def day_and_more(text: str) -> tuple[str, str]:
    """Return the day a text begins with and what else it says of it, 「2024年3月29日（挂号信签收）」; else the text.

    What tells of a second day, or denies the first, is left whole.
    """
    found = _DAY_AND_MORE.fullmatch(text)
    if (
        found is None
        or not _SAYS.search(found["more"])
        or _NO_SUCH_DAY.search(found["more"])
        or DAY.search(found["more"])
        or _OTHER_DAY.search(found["more"])
    ):
        return text, ""
    return found["day"].strip(), found["more"].strip(_BETWEEN)


_OTHER_DAY = re.compile(r"\d{1,2}\s*[月日]|\d[-/.~至]\d")


def of_another(name: str, text: str) -> tuple[str, str, str] | None:
    """Return what of a cell belongs to another column of a request: the rest, that column's name and its part.

    「张三（代理人：李四）」, a mail address among telephones, 「身份证 3301…」; None where nothing does.
    """
    if name == "applicant" and (found := _AGENT.fullmatch(text)):
        return found["who"].strip(), "agent", found["agent"]
    if name == "phone" and (found := _EMAIL.search(text)):
        return (text[: found.start()] + text[found.end() :]).strip(_BETWEEN), "email", found[0]
    if name == "email" and "@" not in text and (found := _NUMBER.fullmatch(text)):
        return "", "phone", text
    if name in ("identity_number", "identity_kind") and (found := _IDENTITY.search(text)):
        kind = (text[: found.start()] + text[found.end() :]).strip(_BETWEEN)
        if not _KIND_OF_PAPER.fullmatch(kind):
            return None
        return (found[0], "identity_kind", kind) if name == "identity_number" else (kind, "identity_number", found[0])
    return None


def _shown(column: Column) -> re.Pattern[str] | None:
    return DAY if column.kind is Kind.DATE else _SHOWN.get(column.name)


def can_be_parted(first: Column, second: Column) -> bool:
    """Whether the parts of a cell of both show which is whose."""
    return first.kind is not second.kind or first.kind is Kind.DATE or bool(_shown(first) or _shown(second))


def parted(
    text: str, column: Column | None, second: Column | None = None, day: int = 0
) -> Iterator[tuple[Column, str]]:
    """Yield each column of a cell with its part of the text: the day or the number for one, the rest for the other.

    Of days the first is of the first column; ``day`` tells the column's own one where it is not the first
    (期限/实际答复日期).
    """
    if column is None:
        return
    if day:
        days = DAY.findall(text)
        if len(days) > day or not days:
            yield column, days[day] if days else text
        return
    if second is None:
        yield column, text
        return
    facts = (column, second)
    if facts[0].kind is facts[1].kind is Kind.DATE:
        days = DAY.findall(text)
        yield from zip(facts, days or [text], strict=False)
        return
    picked = next((one for one in facts if one.kind is Kind.DATE), None)
    picked = picked or next((one for one in facts if _shown(one)), second)
    rest = facts[0] if picked is facts[1] else facts[1]
    found = (_shown(picked) or _NUMBER).search(text)
    if found is None:
        yield rest, text
        return
    yield picked, found[0]
    if others := (text[: found.start()] + text[found.end() :]).strip(_BETWEEN):
        yield rest, others
