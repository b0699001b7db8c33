"""Notices and decisions of reviews and suits: the other party, the authority, the number, the result."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from disclosure.paper_words import DECIDED, DECISIONS, JUDGMENTS, PaperKind
from disclosure.terms import CourtInstance, ReviewProcedure
from importers.papers import values
from importers.papers.found import Found, Gathering
from importers.papers.sheet import COURT_NUMBER, SYMBOL, Line, Sheet

_PARTY = rf"([\u3400-\u9fff·（）()]{{2,40}}?)(?=不服|因|诉|对|与|[，。、：；]|{values.ASIDE}|于20|向本|提出|\s*\Z)"
_APPLICANT = re.compile(rf"(?<!被)申请人[：:]?\s*{_PARTY}")
_PLAINTIFF = re.compile(rf"(?<!被)(?:原告|上诉人)(?:[（(][\u3400-\u9fff]{{1,8}}[）)])?[：:]?\s*{_PARTY}")
_COURT = re.compile(r"[\u4e00-\u9fff]{2,24}人民法院")
_REVIEW_BODY = re.compile(r"[\u4e00-\u9fff]{2,24}(?:人民政府|委员会|管委会|厅|局|部)")
_OFFICE_OF_BODY = re.compile(r"(?:行政复议(?:办公室|委员会|局|机构|应诉处|专用章)+).*\Z")
_CASE = re.compile(rf"(?:案号[为是：:]|申请行政复议[（(])\s*({SYMBOL.pattern})")
_ANYBODY = re.compile(
    r"(?:^|[。，]|受理)\s*([\u3400-\u9fff]{2,4}?|[\u3400-\u9fff]{4,30}?(?:公司|中心|事务所|委员会))"
    r"(?=不服|认为|因不服|因对|(?:与|诉)(?:你|被告))"
)
"""A party named without its role: 「苏立春不服你单位…」, 「苏立春与你单位…一案」."""
_ASKED_BODY = re.compile(r"向([\u4e00-\u9fff]{2,20}?(?:人民政府|局|委员会))(?:申请|提出|提起)行政复议")
_REVIEW_NUMBER = re.compile(r"(?:[\u4e00-\u9fff]{0,10}〔20\d\d〕[\u4e00-\u9fff]{0,8}第?\d{1,5}号)")
_OURS = re.compile(r"(?:作出|制作|的答复|答复书|告知书|》)[^〔]{0,30}?([\u4e00-\u9fff]{2,10}〔20\d\d〕\d{1,5}号)")
_ORDERED = re.compile(r"(?:判决|裁定|决定)(?:如下)?[：:](.*)")
_HEAD, _SHORT = 6, 30
_INSTANCES = {
    "初": CourtInstance.FIRST,
    "终": CourtInstance.SECOND,
    "再": CourtInstance.RETRIAL,
    "申": CourtInstance.RETRIAL,
}
_FOLDED = str.maketrans({"(": "（", ")": "）", "[": "〔", "]": "〕", "【": "〔", "】": "〕", "（": "（"})


def review(sheet: Sheet, title: str) -> Found:
    """Return the values of a notice or decision of a review."""
    found = Gathering()
    _party(sheet, found, "applicant", _APPLICANT)
    _party(sheet, found, "applicant", _ANYBODY)
    for line in sheet.lines:
        if match := _ASKED_BODY.search(line.text):
            found.add("review_body", match[1], line.place)
    _body(sheet, found, "review_body", _REVIEW_BODY)
    for line in sheet.lines:
        if match := _CASE.search(_plain(line.text)):
            found.add("case_number", match[1], line.place)
    for line in sheet.lines[:_HEAD] if not found.has("case_number") else ():
        if _REVIEW_NUMBER.fullmatch(_plain(line.text)):
            found.add("case_number", _plain(line.text), line.place)
    for word, procedure in (("简易程序", ReviewProcedure.SIMPLIFIED), ("普通程序", ReviewProcedure.ORDINARY)):
        for line in sheet.lines:
            found.add("procedure", procedure.value if word in line.text else "", line.place)
    return _told(Found(PaperKind.REVIEW, title), sheet, found, DECISIONS)


def suit(sheet: Sheet, title: str) -> Found:
    """Return the values of a notice, summons or judgment of a suit."""
    found = Gathering()
    _party(sheet, found, "plaintiff", _PLAINTIFF)
    _party(sheet, found, "plaintiff", _ANYBODY)
    _body(sheet, found, "court", _COURT)
    alone = [line for line in sheet.lines[:_HEAD] if COURT_NUMBER.fullmatch(line.text.replace(" ", ""))]
    for line in alone[:1] or sheet.lines:  # a judgment also names the number of the previous instance
        for match in COURT_NUMBER.finditer(line.text.replace(" ", "")):
            found.add("case_number", f"（{match[1]}）{match[2]}", line.place)
            instance = next((each for sign, each in _INSTANCES.items() if sign in match[2]), None)
            found.add("instance", instance.value if instance else "", line.place)
    return _told(Found(PaperKind.SUIT, title), sheet, found, JUDGMENTS)


def _party(sheet: Sheet, found: Gathering, column: str, pattern: re.Pattern[str]) -> None:
    for each in sheet.of(column):
        found.add(column, values.name(each.text), each.where)
    for line in sheet.lines if not found.has(column) else ():
        for match in pattern.finditer(line.text) if not found.has(column) else ():
            found.add(column, values.name(match[1]), line.place)


def _body(sheet: Sheet, found: Gathering, column: str, pattern: re.Pattern[str]) -> None:
    """Add the authority: named in the paper's head, else by the signature above the date."""
    for each in sheet.of(column):
        found.add(column, each.text, each.where)
    for line in [*sheet.lines[:_HEAD], *reversed(sheet.lines[-_HEAD:])]:
        plain = _OFFICE_OF_BODY.sub("", re.sub(r"\s", "", line.text))
        if not found.has(column) and (match := pattern.match(plain)) and len(match[0]) >= len(plain) - 2:
            found.add(column, match[0], line.place)


def _told(paper: Found, sheet: Sheet, found: Gathering, words: Mapping[str, str]) -> Found:
    """Add the result that closes a case, and the date; add the numbers of our letters that it is about."""
    is_decision = paper.title.endswith(tuple(DECIDED.split()))
    if is_decision:
        _decided(sheet.lines, "judgment" if paper.kind is PaperKind.SUIT else "decision", found, words)
    short = (line for line in reversed(sheet.lines[-_HEAD:]) if len(line.text) < _SHORT)
    signed = next(((line, day) for line in short for day in values.days(line.text)[:1]), None)
    if signed is not None:
        found.add("closed_on" if is_decision else "written_on", signed[1].isoformat(), f"{signed[0].place}（落款）")
    readings = found.done()
    own = {reading.value for reading in readings.get("case_number", ())}
    numbers = dict.fromkeys(number for number in _letters(sheet.lines) if number not in own)
    return replace(paper, readings=readings, numbers=tuple(numbers), is_decision=is_decision)


def _decided(lines: Sequence[Line], column: str, found: Gathering, words: Mapping[str, str]) -> None:
    """Add the result, by the operative words after 「判决如下：」 and before 「如不服」."""
    for number, line in enumerate(lines):
        if order := _ORDERED.search(line.text):
            behind = [(order[1], line), *((below.text, below) for below in lines[number + 1 : number + 1 + _HEAD])]
            said = [(text, at) for text, at in takewhile(lambda each: "如不服" not in each[0], behind) if text.strip()]
            whole = "\n".join(text for text, _ in said)
            code = next((code for code, row in words.items() for word in row.split() if re.search(word, whole)), "")
            found.add(column, code, said[0][1].place if said else line.place)
            return


def _letters(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        yield from (match[1].lstrip("的为以了") for match in _OURS.finditer(_plain(line.text)))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).translate(_FOLDED)
