"""Facts in a cell: what the values of each column look like, and splitting a cell of several, 「答复时间及结果」."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, permutations

from disclosure.column_kinds import Column, Kind
from disclosure.errors import UnreadableValueError
from disclosure.import_words import ABSENT, DENIALS
from disclosure.personal_data import Sort, personal_data
from disclosure.terms import Applicant
from disclosure.written_dates import read_day, read_month
from importers.ledgers.meaning import applicant_kind, is_placeholder, meaning_of

DAY = re.compile(
    r"(?<!\d)\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)\s*日?|(?<!\d)(?:19|20)\d{6}(?!\d)"
    r"|[一二三四五六七八九〇○零Oo０0]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
YEARLESS = re.compile(
    r"(?<![\d年/.\-〔第])(?P<month>1[0-2]|0?[1-9])\s*(?:月\s*|[./-])(?P<day>3[01]|[12]\d|0?[1-9])(?![\d./\-年月〕%份件个])\s*[日号]?"
)
"""A date without its year, 「2月27日」."""
_ANY_DAY = re.compile(f"{DAY.pattern}|{YEARLESS.pattern}")
_NUMBER = re.compile(r"(?<![\dA-Z])[\d+][\d\- ]{5,}\d(?![\dA-Z号])")
_IDENTITY = re.compile(r"(?=[A-Z]{0,3}\d)[0-9A-Z*＊]{7,}[0-9A-Zxz*＊]|[\d+][\d\- ]{5,}\d")
"""The number of an identity document, masked or not."""
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEB = re.compile(r"https?://[^\s，,；;、（）\u3400-\u9fff]+|www\.[^\s，,；;、（）\u3400-\u9fff]+")
_AGENT = re.compile(
    r"(?P<who>[^（(，,；;、：:]{2,}?)[\s（(，,；;、]+(?:由|委托)?(?:代理人|代办人|受托人)为?[：:\s]*(?P<agent>[\u3400-\u9fff]{2,4})[）)]?"
)
_KIND_OF_PAPER = re.compile(r"[\u3400-\u9fff（）()]{2,20}")
_YEAR = r"[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]"
SYMBOL = re.compile(
    rf"[\u3400-\u9fffA-Za-z]*{_YEAR}"
    r"(?:[\u3400-\u9fffA-Za-z\d-]{0,12}?\d+号|[\u3400-\u9fffA-Za-z\d-]*?\d+)"
    r"|[\u3400-\u9fff]{2,20}(?:19|20)\d\d年?(?:字?第|[-—])?\d+号"
)
"""The number of a document, 「云街告〔2024〕1号」, 「云街告字2020第1号」, 「（2024）某0102行初5号」."""
_SHOWN: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("answer_number", "document_number", "case_number"), SYMBOL),
    "email": _EMAIL,
    "web_address": _WEB,
    "identity_number": _IDENTITY,
    "phone": _NUMBER,
    "postcode": re.compile(r"(?<!\d)\d{6}(?!\d)"),
}
"""Patterns that find, by column name, the part of a cell that belongs to the column; dates are found by themselves."""
_BETWEEN = " \n，,；;、：:/（）()"


# --- what the values of a column look like ---


def is_yearless(text: str) -> bool:
    """Whether a text is nothing but a date without its year."""
    return bool(YEARLESS.fullmatch(text))


def is_a_day(text: str) -> bool:
    """Whether a text is a date and, at most, how it was sent: 「2024年3月29日（挂号信签收）」."""
    if is_yearless(text):
        return True
    try:
        return read_day(day_and_more(text)[0]) is not None
    except UnreadableValueError:
        return False


def is_term(column: Column, text: str) -> bool:
    """Whether a text may be a word of a column of terms."""
    return column.term is not None and meaning_of(column.term, text).term is not None


def all_terms(column: Column, texts: Sequence[str]) -> bool:
    """Whether all texts are certainly words of a column of terms."""
    return column.term is not None and all(meaning_of(column.term, text).is_certain for text in texts)


def _is_a(*sorts: Sort) -> Callable[[str], bool]:
    return lambda text: any(found.sort in sorts for found in personal_data(text))


def _is(pattern: str) -> Callable[[str], bool]:
    return lambda text, _match=re.compile(pattern).fullmatch: bool(_match(text))  # type: ignore[misc]


def _has(pattern: str) -> Callable[[str], bool]:
    return lambda text, _search=re.compile(pattern).search: bool(_search(text))  # type: ignore[misc]


PROVES: Mapping[str, Callable[[str], bool]] = {
    "identity_number": _is_a(Sort.IDENTITY),
    "phone": _is_a(Sort.MOBILE, Sort.LANDLINE),
    "email": _is_a(Sort.EMAIL),
    "web_address": lambda text: bool(_WEB.fullmatch(text)),
}
"""Tests for columns that can be recognised by their content, by name."""
_is_office = _is(
    r"[\u3400-\u9fff、（）]{1,14}(?:科|股|室|办|处|所|站|队|局|部|组|中心|委|院|会|窗口|社区|大队|村|厅|办公室)"
)
is_person = _is(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]某{1,2}|[\u3400-\u9fff]{1,2}(?:主任|科长|股长|同志|律师)|[\u3400-\u9fff]{1,8}[·•・][\u3400-\u9fff]{1,8}"
)
"""Whether a text can be a name."""
_FEWEST_SIGNS = 4


def _is_name(text: str) -> bool:
    return applicant_kind(text) is not None and not meaning_of(Applicant, text).is_certain


_is_number = _is(r"(?=.*\d)[\u3400-\u9fffA-Za-z\d（）()〔〕\[\]【】第号#.\-—–_/]{1,40}")

LOOKS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(("answer_number", "document_number", "case_number"), lambda text: bool(SYMBOL.search(text))),
    **dict.fromkeys(("applicant", "plaintiff"), _is_name),
    **dict.fromkeys(("content", "name"), lambda text: len(text) >= _FEWEST_SIGNS),
    "on": lambda text: is_a_day(text) or read_month(text) is not None,
    "quantity": str.isdecimal,
    "court": lambda text: text.endswith(("法院", "院")),
    "review_body": lambda text: text.endswith(
        ("政府", "局", "厅", "委", "委员会", "复议办", "机关", "复议委", "司法部", "办公室")
    ),
    "department": _is_office,
    **dict.fromkeys(
        ("handler", "secrecy_reviewer", "first_checked_by", "second_checked_by", "final_checked_by", "agent"),
        lambda text: is_person(text) and not (_is_office(text) and len(text) > 2),  # noqa: PLR2004 - 「何处」 is one
    ),
    "address": _has(r"[省市区县镇乡村路街巷弄组幢室栋号院苑园]"),
    "postcode": _is(r"\d{6}"),
    "identity_kind": _has(r"身份证|护照|执照|信用代码|登记证|许可证|军官证|士兵证|通行证|户口|居住证|证\Z"),
    "legal_basis": _has(r"第.{1,5}条|条例|\d+条"),
    **dict.fromkeys(
        (
            "number",
            "archive_number",
            "index_number",
            "related_request",
            "related_review",
            "original_case",
            "related",
            "split_from",
            "merged_into",
        ),
        _is_number,
    ),
}
"""Tests for the content of columns, by name: not sufficient to recognise one, but together with its heading."""


def look_of(column: Column) -> Callable[[str], bool] | None:
    """Return the test for the texts of a column, or None if they may look like anything."""
    if column.name in PROVES:
        return PROVES[column.name]
    if column.name in LOOKS:
        return LOOKS[column.name]
    if column.kind is Kind.DATE:
        return is_a_day
    return (lambda text: is_term(column, text)) if column.kind in (Kind.TERM, Kind.TERMS) else None


_OF_DIGITS = frozenset({"phone", "postcode", "answer_number", "document_number", "case_number"})


def lacks_its_digits(column: Column, text: str) -> bool:
    """Whether the text in a column of numbers is not a number, 「信封上没有」; it is kept as a remark."""
    return column.name in _OF_DIGITS and not any(map(str.isdecimal, text)) and "@" not in text


# --- a date with more text ---

_DAY_AND_MORE = re.compile(
    r"(?P<day>\d{4}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}\s*日?)"
    r"(?P<more>[\s（(，,；;：:、\u3400-\u9fff][^?？]{0,60})"
)
_NO_SUCH_DAY = re.compile(rf"^\s*(?:[前后至起止内到~—–-]|以[前后]|左右|许)|[{DENIALS}]")
"""What turns a date into another one, or none: 「2024年3月28日前」, 「2024年3月28日（拟）」."""


_SAYS = re.compile("[\u3400-\u9fff]")


def day_and_more(text: str) -> tuple[str, str]:
    """Return the date a text begins with and the rest about it, 「2024年3月29日（挂号信签收）」; else the text unsplit.

    A text with a second date, or one that negates the first, is not split.
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


# --- what belongs to another column ---

_NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "applicant": ("phone", "identity_number"),
    "address": ("phone",),
    "phone": ("email",),
    "department": ("handler",),
    "handler": ("department",),
    "answered_on": ("answer_number",),
    "answer_number": ("answered_on",),
    "outcome": ("answered_on",),
    "review_body": ("case_number",),
    "decision": ("closed_on",),
    "court": ("case_number",),
    "case_number": ("court", "review_body"),
    "judgment": ("closed_on",),
    "secrecy_reviewer": ("secrecy_reviewed_on",),
    "first_checked_by": ("first_checked_on",),
    "second_checked_by": ("second_checked_on",),
    "final_checked_by": ("final_checked_on",),
}
"""What a cell may hold in addition to the fact its heading names, if the ledger has no column for it."""


def of_neighbours(column: Column, text: str, others: Mapping[str, Column]) -> list[tuple[Column | None, str]] | None:
    """Return the facts of a cell whose heading names one, if each shows its column; None if there is only one fact."""
    near = [others[name] for name in _NEIGHBOURS.get(column.name, ()) if name in others]
    if not near or is_placeholder(text):
        return None
    for other in near:
        facts = list(parted(text, (column, other)))
        names = {fact.name for fact, _ in facts if fact}
        is_whole = names == {column.name, other.name} and len(facts) == len(names)
        if is_whole and all((look := look_of(fact)) and look(part) for fact, part in facts if fact):
            return facts
    return None


def of_another(name: str, text: str) -> tuple[str, str, str] | None:
    """Return the rest of a cell of a request, the name of the other column it mentions, and the part for that column.

    「张三（代理人：李四）」, a telephone number as e-mail address, 「身份证 3301…」; None if there is no such part.
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


# --- a cell of several facts ---


def _shown(column: Column) -> re.Pattern[str] | None:
    return _ANY_DAY if column.kind is Kind.DATE else _SHOWN.get(column.name)


def can_be_parted(facts: Sequence[Column]) -> bool:
    """Whether the parts of a cell of several facts can be recognised, all but at most one.

    A number beside what was asked for is that of the document asked for, 「申请文件名称及文号」.
    """
    if {"content", "answer_number"} <= {fact.name for fact in facts}:
        return False
    plain = [fact for fact in facts if look_of(fact) is None or fact.name in ("content", "name")]
    return len({fact.name for fact in facts}) == len(facts) and len(plain) <= 1


def parted(text: str, facts: Sequence[Column], day: int = 0) -> Iterator[tuple[Column | None, str]]:
    """Yield each column of a cell with its part of the text: recognisable parts first, the rest for the other columns.

    Of several dates the first is taken for the first column; ``day`` is the index of the right one if it is another
    (期限/实际答复日期). Text of none of the columns is yielded with None.
    """
    if len(facts) < 2:  # noqa: PLR2004 - one fact is not parted
        days = DAY.findall(text) if day else [text]
        if facts and (len(days) > day or not days):
            yield facts[0], days[day] if days else text
        return
    found, rest = _showing(text, facts)
    yield from found
    still = [fact for fact in facts if fact not in [one for one, _ in found]]
    lost = [fact for fact in still if _shown(fact)]
    if len(still) > len(lost):  # a recognisable column that was not found has no part in the rest
        still = [fact for fact in still if fact not in lost]
    elif found:
        still = []
    kept, dropped = _told(rest, lost if found or len(still) < len(facts) else [])
    yield from ((fact, part) for fact, part in _assigned(kept, still) if part)
    yield from ((None, part) for part in (*(() if still else (kept,)), *dropped) if part)


def _showing(text: str, facts: Sequence[Column]) -> tuple[list[tuple[Column, str]], str]:
    """Return the recognisable facts in a text, dates first, and the text with a line end in place of each."""
    found = []
    for fact in sorted(facts, key=lambda fact: fact.kind is not Kind.DATE):
        pattern = _shown(fact)
        if pattern and (match := pattern.search(text)):
            found.append((fact, match[0].strip()))
            text = f"{text[: match.start()]}\n{text[match.end() :]}"
    return found, text


_MARKS = " \n，,；;、：:/"
_BRACKETS = re.compile(r"[（(][^（）()]+[）)]\Z")
"""Complete brackets at the end, 「通知（第3号）」."""
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[）)]")
_LINE_WITHIN = re.compile(r"(?<=[\u3400-\u9fff\d])\n+(?=[\u3400-\u9fff\d])")
_CLAUSE_ENDS = re.compile(r"[，,；;。\n]+")


def _told(rest: str, lost: Sequence[Column]) -> tuple[str, list[str]]:
    """Return a rest without the clauses that only say that a fact is missing: 「电话没留」, 「无文号」."""
    words = [word for fact in lost for word in (*ABSENT.get(fact.name, "").split(), fact.label)]
    dropped = [
        clause.strip(_BETWEEN)
        for clause in _CLAUSE_ENDS.split(rest)
        if set(DENIALS) & set(clause) and any(word in clause for word in words)
    ]
    for clause in dropped:
        rest = rest.replace(clause, "\n")
    rest = _EMPTY_BRACKETS.sub("", rest).strip(_MARKS)
    rest = rest[1:-1] if _BRACKETS.fullmatch(rest) else rest
    rest = rest.lstrip(_BETWEEN) if not _BRACKETS.match(rest) else rest
    rest = rest if _BRACKETS.search(rest) else rest.rstrip(_BETWEEN)
    return _LINE_WITHIN.sub(" ", rest).replace("\n", ""), dropped


_APART = re.compile(r"[\s，,；;、：:/／|（）()【】\[\]]+|—+|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])")
_MOST_PARTS = 8


_CERTAIN = 3.0
"""How well a part of a cell fits a column if it is a word of the column or looks like its values."""
_POSSIBLE = 1.0
"""Its fit if it may be a value of the column."""
_SILENT = 0.5
"""Its fit if the values of the column have no look to compare with."""
_ODD = -2.0
"""Its fit if it cannot be a value of the column."""


def _assigned(text: str, facts: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    """Yield facts that are not recognisable with the best fitting parts of a text, in order if all fit."""
    if len(facts) < 2:  # noqa: PLR2004 - there is nothing to choose
        yield from ((fact, text) for fact in facts)
        return

    def fitting(column: Column, part: str) -> float:
        if not part:
            return 0.0
        if column.term is not None:
            meaning = meaning_of(column.term, part)
            return _CERTAIN if meaning.is_certain else _POSSIBLE if meaning.term else _ODD
        look = look_of(column)
        return _SILENT if look is None else _CERTAIN if look(part) else _ODD

    cuts = [(match.start(), match.end()) for match in _APART.finditer(text)][: _MOST_PARTS - 1]
    cuts = [cut for cut in cuts if cut[0] > 0 and cut[1] < len(text)]
    best: tuple[float, list[tuple[Column, str]]] = (fitting(facts[0], text), [(facts[0], text)])
    for ordered in permutations(facts):
        for chosen in combinations_with_replacement(range(len(cuts) + 2), len(facts) - 1):
            parts, begin = [], 0
            for cut in chosen:
                start, end = ((0, 0), *cuts, (len(text), len(text)))[cut]
                parts.append(text[begin : max(begin, start)].strip(_BETWEEN))
                begin = max(begin, end)
            parts.append(text[begin:].strip(_BETWEEN))
            pairs = list(zip(ordered, parts, strict=True))
            if (whole := sum(fitting(fact, part) for fact, part in pairs)) > best[0]:
                best = whole, pairs
    yield from best[1]
