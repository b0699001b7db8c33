"""A document of the office to be published: its title, number, date and issuer."""

import re
from collections.abc import Sequence
from itertools import chain

from disclosure.numerals import fold_width
from disclosure.paper_words import TITLE_ENDS, PaperKind
from importers.ledgers.meaning import release_category
from importers.papers import values
from importers.papers.found import Found, Gathering
from importers.papers.sheet import SYMBOL, Line, Sheet

_HEAD, _LONGEST_TITLE, _MOST_TITLE_LINES = 10, 60, 4
_NO_TITLE = re.compile(
    r"""
    .*〔\d{4}〕\d+号(?:\s.*)?\Z | .*文件\Z | 附件.* | .*(?:密|特急|加急|急件)\Z | \d{3,8}\Z | 签发人.*   # 红头, 密级
    | .*[>›»].* | .*(?:门户网站|政府网)\Z | .*(?:首页|浏览次数|打印|分享).*                   # around a web page
    """,
    re.VERBOSE,
)
_ENDS_SENTENCE = re.compile(r"[。：:；，]\Z")
_SIGNATURE = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff（）\s]{3,40}")
_WIDE_SET = re.compile(r"^(?:[\u3400-\u9fff][ \u3000]+)+[\u3400-\u9fff]\Z")
_BETWEEN = re.compile(r"\s+")


def release(sheet: Sheet) -> Found:
    """Return the values of a document."""
    found = Gathering()
    for column in ("name", "document_number", "index_number", "publisher"):
        for each in sheet.of(column)[:1]:
            found.add(column, _BETWEEN.sub(" ", each.text), each.where)
    for column in ("formed_on", "published_on", "valid_until"):
        for each in sheet.of(column):
            for day in values.days(each.text)[:1]:
                found.add(column, day.isoformat(), each.where)
    _number(sheet.lines[:_HEAD], found)
    _title(sheet.lines[:_HEAD], found)
    _signed(sheet.lines, found)
    readings = found.done()
    if "document_number" in readings and "formed_on" in readings:
        readings["issued_on"] = readings["formed_on"]
    if "name" in readings and (category := release_category(iter([readings["name"][0].value]))):
        found.add("category", category.value, f"{readings['name'][0].where}（按标题推定）")
        readings |= {"category": found.done()["category"]}
    return Found(PaperKind.RELEASE, found.first("name"), readings)


def _number(head: Sequence[Line], found: Gathering) -> None:
    for line in head if not found.has("document_number") else ():
        found.add("document_number", _symbol(line.text), line.place)


def _symbol(text: str) -> str:
    """Return the 发文字号 in a line, without the name of the signatory after it, or "" for any other line."""
    plain = _squeezed(text).partition("签发人")[0].translate({ord("["): "〔", ord("]"): "〕"})
    return plain if SYMBOL.fullmatch(plain) else ""


def _title(head: Sequence[Line], found: Gathering) -> None:
    """Add the title: the first lines that end like one, else the first line."""
    if found.has("name"):
        return
    number = next((place for place, line in enumerate(head) if _symbol(line.text)), 0)
    parts = [[line for line in part if not _NO_TITLE.fullmatch(line.text)] for part in (head[number:], head[:number])]
    for lines in parts:
        for last, line in enumerate(lines[:_MOST_TITLE_LINES]):
            if _ENDS_SENTENCE.search(line.text) or len(line.text) > _LONGEST_TITLE:
                break
            if _squeezed(line.text).endswith(tuple(TITLE_ENDS.split())):
                title = "".join(_set_close(each.text) for each in lines[: last + 1])
                found.add("name", title, lines[0].place)
                return
    first = next(chain.from_iterable(parts), None)
    if first is not None and len(first.text) <= _LONGEST_TITLE:
        found.add("name", _set_close(first.text).rstrip("。"), first.place)


def _signed(lines: Sequence[Line], found: Gathering) -> None:
    """Add the date, from the last line with only a date, and the issuer above it."""
    for number in range(len(lines) - 1, -1, -1):
        text = fold_width(lines[number].text).strip()
        days = values.days(text)
        if not days or len(text) > len("二〇二四年十二月三十一日") + 4:
            continue
        place = f"{lines[number].place}（落款）"
        if not found.has("formed_on"):
            found.add("formed_on", days[0].isoformat(), place)
        above = lines[number - 1].text if number else ""
        if _SIGNATURE.fullmatch(above) and not found.has("publisher"):
            found.add("publisher", _set_close(above), lines[number - 1].place)
        return


def _set_close(text: str) -> str:
    """Return a line of a title without the blanks that only space it out, keeping one between two organs."""
    return _squeezed(text) if _WIDE_SET.match(text.strip()) else _BETWEEN.sub(" ", text.strip())


def _squeezed(text: str) -> str:
    return _BETWEEN.sub("", text)
