"""The words of a report: title, opening, six sections, signature and date, out of paragraphs in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from disclosure.numerals import DIGITS, NUMERALS, ZEROS, parse_chinese
from disclosure.report.model import SECTION_HEADINGS, Section
from importers.published.document import Document, Grid, Paragraph, distinct
from importers.published.labels import squeeze, table3_row

_HEADING = re.compile(rf"^([{NUMERALS}])[、.．]([^。；，]{{2,44}})$")
_TITLE = re.compile(r"^(?P<title>[^。；]{0,60}?(?:信息|政务)公开[^。；]{0,14}(?:报告|年报))")
_YEAR = re.compile(r"(20\d\d)年")
_AGENCY = re.compile(
    r"^(?:关于)?(?P<before>[^0-9]{2,40}?)(?:关于)?20\d\d年|^(?:关于)?20\d\d年度?(?P<after>[^0-9]{3,40}?)(?:政府|政务)?信息公开"
)
_NAME = re.compile(r"^[\u4e00-\u9fff（）()·]{3,40}$")
_DATE = re.compile(r"^[（(]?(20\d\d)年(\d{1,2})月(\d{1,2})日[）)]?$")
_CHINESE_DATE = re.compile(rf"^(二[{ZEROS}0]二[{ZEROS}{DIGITS}])年([{NUMERALS}]{{1,3}})月([{NUMERALS}]{{1,3}})日$")
_SIGNED_LINE = re.compile(rf"^([\u4e00-\u9fff（）()·]{{3,40}}?)((?:20\d\d|二[{ZEROS}0]二).*日[）)]?)$")
_ORGAN = re.compile(r"政府|办事处|局|委员会|街道|镇|乡|中心|办公室")
_META = re.compile(
    r"^(?:来源|发布|时间|日期|索引|浏览|字[体号]|打印|作者|信息来源|发文|文号|分享|当前位置|首页|关闭|【|名称|主题)|点击(?:数|率)|浏览次数"
)
_FOOTER = re.compile(
    r"扫一扫|版权所有|主办[:：]|承办[:：]|ICP备|网站标识码|上一篇|下一篇|打印本页|关闭窗口|分享到|网站地图|技术支持|^附件"
)
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_MENU = re.compile(r"首页|当前位置|[>＞›»|]|专栏|政务公开.*信息公开|上一篇|下一篇")
_LACKS_YEAR = re.compile(r"^年?度?(?:政府|政务)?信息公开")
_LACKS_NAME = re.compile(r"^(?:[（(][^（）()]+[）)])?20\d\d年(?:度)?(?:政府|政务)?信息公开")
"""A title without its agency; a bracket alone is the end of a name that began a line above."""
_ENDS_A_TITLE = re.compile(r"^(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?(?:年度)?(?:报告|年报)$")
_LINES_BEFORE = 3
_ENDS_IN_YEAR = re.compile(r"^[\u4e00-\u9fff（）()·]{0,40}20\d\d年?(?:度)?$")
_OTHER_NUMBER = re.compile(r"^(?:[（(][一二三四五六][）)]|第[一二三四五六](?:部分|章)[、：:]?|[1-6][、.．])")
_CLOSE, _LEAST_OF_CONTENTS = 2, 3
_TABLE_HEADINGS = "二三四"


@dataclass(frozen=True)
class Words:
    """What a document says outside its tables; ``year`` is 0 where none is named."""

    year: int
    title: str
    agency: str
    opening: str
    sections: tuple[Section, ...]
    signature: str
    dated_on: date | None


def read_words(document: Document, name: str = "") -> Words:
    """Return the words of a document; ``name`` is the file's name, asked for the year when the text names none."""
    lines = [block.text for block in document if isinstance(block, Paragraph)]
    lines = _numbered(lines)
    heads = _headings(lines)
    first = heads[0] if heads else len(lines)
    title, after_title = _title(lines[:first] if heads else lines[:40])
    title = title or _title_in_grids(document)
    body, signature, dated_on = _signed(lines[heads[-1] + 1 :] if heads else [])
    sections = [
        Section(
            squeeze(lines[start]).rstrip("：:"),
            _text(lines[start], body if start == heads[-1] else lines[start + 1 : end]),
        )
        for start, end in zip(heads, [*heads[1:], len(lines)], strict=False)
    ]
    before = [line for line in lines[after_title:first] if not _META.search(line)] if heads else []
    return Words(
        _year(title, lines, name),
        title,
        _agency(title, signature),
        "\n".join(line for line in before if "，" in line or "。" in line or "," in line),
        tuple(sections),
        signature,
        dated_on or _date_among(lines[after_title:first]),
    )


def _headings(lines: Sequence[str]) -> list[int]:
    """Return the places of the numbered headings of the report, none of them a row of a table, in rising order."""
    places: list[int] = []
    last = 0
    for place, line in enumerate(lines):
        match = _HEADING.match(squeeze(line))
        number = parse_chinese(match.group(1)) or 0 if match else 0
        if match is None or (number != last + 1 and not _is_section(match.group(2))) or _is_row(line):
            continue
        if number > last or _is_section(match.group(2)):
            if number < last:
                places = _without_contents(places)
            places.append(place)
            last = number
    return places


_SECTION_WORDS = re.compile(
    r"总体情况|主动公开政府信息|收到和处理|复议.*诉讼|存在的?(?:主要)?问题|改进情况|其他需要报告"
)


def _numbered(lines: Sequence[str]) -> list[str]:
    """Return lines with their numbers before the headings of the form that a list numbered, or numbered otherwise."""
    printed = {match.group(1) for line in lines if (match := _HEADING.match(squeeze(line))) and _is_section(match[2])}
    left = [heading for heading in SECTION_HEADINGS if heading[0] not in printed]
    numbered = list(lines)
    for place, line in enumerate(lines):
        words = _OTHER_NUMBER.sub("", squeeze(line)).rstrip("：:")
        found = next((heading for heading in left if heading[2:] == words), None)
        if found is not None:
            numbered[place] = found
            left.remove(found)
    return numbered


def _without_contents(heads: Sequence[int]) -> list[int]:
    """Return headings without those of a table of contents or a menu: a run of lines right below each other."""
    close = all(after - before <= _CLOSE for before, after in pairwise(heads))
    return [] if close and len(heads) >= _LEAST_OF_CONTENTS else list(heads)


def _is_section(words: str) -> bool:
    return bool(_SECTION_WORDS.search(words))


def _is_row(line: str) -> bool:
    text = squeeze(line)
    return table3_row(text) is not None or text.startswith(("三、本年度办理结果", "四、结转"))


def _text(heading: str, lines: Sequence[str]) -> str:
    """Return a section's prose: under the headings of tables only whole sentences, elsewhere every line."""
    kept = [line for line in lines if not _FOOTER.search(line)]
    if squeeze(heading)[:1] in _TABLE_HEADINGS:
        kept = [line for line in kept if line.endswith("。") or line.count("。")]
    return "\n".join(kept)


def _title(lines: Sequence[str]) -> tuple[str, int]:
    """Return the title and the place after it: the line most like one, the first of several; without its sub-lines.

    A title set in several lines is put together: the agency, its year, the words of the report.
    """
    period = _PERIOD.search(squeeze("".join(lines)))
    best: tuple[tuple[bool, ...], str, int] = ((), "", 0)
    for place in range(len(lines)):
        title = _title_at(lines, place)
        likeness = _likeness(title, period.group(1) if period else "") if title else ()
        if likeness > best[0]:
            best = (likeness, title, place + 1)
    return best[1], best[2]


def _title_at(lines: Sequence[str], place: int) -> str:
    """Return the title that ends in a line, with the lines before that belong to it; "" where none does."""
    first = place
    text = squeeze(lines[place])
    if _ENDS_A_TITLE.match(text):  # 「……工作」 and 「年度报告」 may stand in two lines
        parts = (squeeze("".join(lines[start : place + 1])) for start in range(place, max(-1, place - 3), -1))
        whole = next((found for found in parts if _TITLE.fullmatch(found)), text)
        while text != whole:
            first -= 1
            text = squeeze(lines[first]) + text
    match = _TITLE.match(text)
    if match is None or "。" in text or text.startswith(("《", "现将", "根据", "依据")):
        return ""
    title = match["title"]
    for before in (squeeze(line) for line in reversed(lines[max(0, first - _LINES_BEFORE) : first])):
        if (_LACKS_YEAR.match(title) and _ENDS_IN_YEAR.match(before)) or (
            _LACKS_NAME.match(title) and _NAME.match(before) and "报告" not in before
        ):
            title = before + title
    return title


def _likeness(title: str, year: str) -> tuple[bool, ...]:
    """Return what speaks for a title, the weightiest first: its year, that of the period, no menu, its last words."""
    found = _YEAR.search(title)
    return (
        found is not None,
        found is not None and found.group(1) == year,
        not _MENU.search(title),
        title.endswith("报告"),
    )


def _title_in_grids(document: Document) -> str:
    for block in document:
        if isinstance(block, Grid):
            for row in block.rows[:8]:
                for text in distinct(row):
                    match = _TITLE.match(squeeze(text))
                    if match and _YEAR.search(match["title"]):
                        return match["title"]
    return ""


def _agency(title: str, signature: str) -> str:
    match = _AGENCY.match(title)
    found = (match["before"] or match["after"] or "") if match else ""
    return found or signature


def _year(title: str, lines: Sequence[str], name: str) -> int:
    text = squeeze("".join(lines))
    for pattern, source in ((_YEAR, title), (re.compile(r"(20\d\d)"), title), (_PERIOD, text), (_YEAR, text[:2000])):
        if match := pattern.search(source):
            return int(match.group(1))
    named = re.findall(r"(?<!\d)(20[12]\d)(?!\d)", name)
    return int(named[-1]) if named else 0


def _signed(lines: Sequence[str]) -> tuple[list[str], str, date | None]:
    """Return the last section's lines, the signature and the date below it; what a page adds after them is dropped."""
    for place in range(len(lines) - 1, -1, -1):
        name, day = _name_and_day(lines[place])
        if day is not None:
            return _before_date(lines, place, name, day)
    kept = list(_until_footer(lines))
    if len(kept) > 1 and _NAME.match(squeeze(kept[-1])) and _ORGAN.search(kept[-1]):
        return kept[:-1], squeeze(kept[-1]), None
    return kept, "", None


def _before_date(lines: Sequence[str], place: int, name: str, day: date) -> tuple[list[str], str, date]:
    """Return the lines before a date and the name that signs: beside it, above it, or below it."""
    above = squeeze(lines[place - 1]) if place else ""
    below = squeeze(lines[place + 1]) if place + 1 < len(lines) else ""
    if name:
        return list(lines[:place]), name, day
    if _NAME.match(above):
        return list(lines[: place - 1]), above, day
    return list(lines[:place]), below if _NAME.match(below) and _ORGAN.search(below) else "", day


def _name_and_day(line: str) -> tuple[str, date | None]:
    """Return the date a line holds, and the name before it if both stand in one line."""
    parts = _SIGNED_LINE.match(squeeze(line))
    if parts is not None and _ORGAN.search(parts.group(1)):
        return parts.group(1), _day(parts.group(2))
    return "", _day(line)


def _until_footer(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if _FOOTER.search(line):
            return
        yield line


def _date_among(lines: Sequence[str]) -> date | None:
    return next((day for line in lines if (day := _day(line)) is not None), None)


def _day(line: str) -> date | None:
    text = squeeze(line)
    if match := _DATE.match(text):
        numbers = [int(group) for group in match.groups()]
    elif match := _CHINESE_DATE.match(text):
        numbers = [parse_chinese(group.replace("0", "〇")) or 0 for group in match.groups()]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None
