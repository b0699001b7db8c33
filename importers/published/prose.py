"""The words of a report, from its paragraphs in order: title, opening, six sections, signature and date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from disclosure.numerals import DIGITS, NUMERALS, ZEROS, parse_chinese
from disclosure.report.model import SECTION_HEADINGS, Section
from importers.containers.document import Document, Grid, Paragraph, distinct
from importers.published.labels import squeeze, table3_row

_HEADING = re.compile(rf"^([{NUMERALS}])[、.．]([^。；，]{{2,44}})\Z")
"""「三、收到和处理政府信息公开申请情况」: its number, and text too short for a sentence and without its punctuation."""
_TITLE = re.compile(r"^(?P<title>[^。；]{0,60}?(?:信息|政务)公开[^。；]{0,14}(?:报告|年报))")
"""A line from its beginning to 「报告」 or 「年报」, with 信息公开 or 政务公开 shortly before."""
_YEAR = re.compile(r"(20\d\d)年")
_AGENCY = re.compile(
    # before the year, perhaps behind 「关于」; or between the year and 信息公开
    r"^(?:关于)?+(?P<before>[^0-9]{2,40}?)(?:关于)?20\d\d年|^(?:关于)?20\d\d年度?(?P<after>[^0-9]{3,40}?)(?:政府|政务)?信息公开"
)
"""The agency in a title: before the year (「关于某街道2024年…」), or after it (「2024年度某街道政府信息公开…」)."""
_NAME = re.compile(r"^[\u4e00-\u9fff（）()·]{3,40}\Z")
_DATE = re.compile(r"^[（(]?(20\d\d)年(\d{1,2})月(\d{1,2})日[）)]?\Z")
_CHINESE_DATE = re.compile(rf"^(二[{ZEROS}0]二[{ZEROS}{DIGITS}])年([{NUMERALS}]{{1,3}})月([{NUMERALS}]{{1,3}})日\Z")
"""「二〇二五年一月十日」, with any of the characters for zero."""
_SIGNED_LINE = re.compile(rf"^([\u4e00-\u9fff（）()·]{{3,40}}?)((?:20\d\d|二[{ZEROS}0]二).*日[）)]?)\Z")
"""A name and a date in one line, as 「某某办事处2025年1月10日」."""
_ORGAN = re.compile(r"政府|办事处|局|委员会|街道|镇|乡|中心|办公室")
_META = re.compile(
    # labels at the start of a line, 「来源：」「发布时间」「【字体：大 中 小】」; click counts anywhere in one
    r"^(?:来源|发布|时间|日期|索引|浏览|字[体号]|打印|作者|信息来源|发文|文号|分享|当前位置|首页|关闭|【|名称|主题)|点击(?:数|率)|浏览次数"
)
"""What a portal prints around the text: source, times, index, clicks, font size, sharing, printing, path."""
_FOOTER = re.compile(
    r"扫一扫|版权所有|主办[:：]|承办[:：]|ICP备|网站标识码|上一篇|下一篇|打印本页|关闭窗口|分享到|网站地图|技术支持|^附件"
)
"""What a portal prints below the text: QR code, rights, hosts, licence numbers, neighbours, buttons, attachments."""
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_MENU = re.compile(r"首页|当前位置|[>＞›»|]|专栏|政务公开.*信息公开|上一篇|下一篇")
_LACKS_YEAR = re.compile(r"^年?度?(?:政府|政务)?信息公开")
_LACKS_NAME = re.compile(r"^(?:[（(][^（）()]+[）)])?20\d\d年(?:度)?(?:政府|政务)?信息公开")
"""A title without its agency; a bracket alone is the end of a name that began in the line above."""
_ENDS_A_TITLE = re.compile(r"^(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?(?:年度)?(?:报告|年报)\Z")
"""A line with only the words of the report, 「政府信息公开工作年度报告」 or any ending of them."""
_WHOLE_END = "政府信息公开工作年度报告"
_LINES_BEFORE = 3
_ENDS_IN_YEAR = re.compile(r"^[\u4e00-\u9fff（）()·]{0,40}20\d\d年?(?:度)?\Z")
_OTHER_NUMBER = re.compile(r"^(?:[（(][一二三四五六][）)]|第[一二三四五六](?:部分|章)[、：:]?|[1-6][、.．])")
"""A heading numbered differently from the form: 「（一）」, 「第一部分：」, 「第一章」, 「1.」."""
_CLOSE, _LEAST_OF_CONTENTS = 2, 3
_TABLE_HEADINGS = "二三四"


@dataclass(frozen=True)
class Words:
    """The text of a document outside its tables; ``year`` is 0 if none is named."""

    year: int
    title: str
    agency: str
    opening: str
    sections: tuple[Section, ...]
    signature: str
    dated_on: date | None


def read_words(document: Document, name: str = "") -> Words:
    """Return the words of a document; ``name`` is the file's name, used for the year if the text names none."""
    lines = [block.text for block in document if isinstance(block, Paragraph)]
    lines = _numbered(lines)
    heads = _headings(lines)
    first = heads[0] if heads else len(lines)
    title, after_title = _title(lines[:first] if heads else lines[:40])
    if not title:  # some offices put the title inside the frame of the first table
        grids = [block for block in document if isinstance(block, Grid)]
        matches = (_TITLE.match(squeeze(text)) for grid in grids for row in grid.rows[:8] for text in distinct(row))
        title = next((match["title"] for match in matches if match and _YEAR.search(match["title"])), "")
    body, signature, dated_on = _signed(lines[heads[-1] + 1 :] if heads else [])
    named = _AGENCY.match(title)
    agency = (named and (named["before"] or named["after"])) or signature
    whole = signature + title.removeprefix(agency)
    if signature.endswith(agency) and whole in squeeze("".join(lines[:after_title])):  # a name longer than a line
        title, agency = whole, signature
    sections = []
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=False):
        heading = squeeze(lines[start]).rstrip("：:")
        kept = [line for line in (body if start == heads[-1] else lines[start + 1 : end]) if not _FOOTER.search(line)]
        if heading[:1] in _TABLE_HEADINGS:  # around tables only whole sentences are prose; the rest are labels
            kept = [line for line in kept if "。" in line]
        sections.append(Section(heading, "\n".join(kept)))
    before = [line for line in lines[after_title:first] if not _META.search(line)] if heads else []
    return Words(
        _year(title, lines, name),
        title,
        agency,
        "\n".join(line for line in before if "，" in line or "。" in line or "," in line),
        tuple(sections),
        signature,
        dated_on or next((day for line in lines[after_title:first] if (day := _day(line)) is not None), None),
    )


def _headings(lines: Sequence[str]) -> list[int]:
    """Return the indices of the report's numbered headings in ascending order, without rows of tables."""
    places: list[int] = []
    last = 0
    for place, line in enumerate(lines):
        match = _HEADING.match(squeeze(line))
        number = parse_chinese(match.group(1)) or 0 if match else 0
        if match is None or (number != last + 1 and not _is_section(match.group(2))):
            continue
        text = squeeze(line)
        if table3_row(text) is not None or text.startswith(("三、本年度办理结果", "四、结转")):
            continue
        if number > last or _is_section(match.group(2)):
            if number < last:  # numbers restart: dense headings before were a table of contents or a menu
                close = all(after - before <= _CLOSE for before, after in pairwise(places))
                places = [] if close and len(places) >= _LEAST_OF_CONTENTS else places
            places.append(place)
            last = number
    return places


_SECTION_WORDS = re.compile(
    r"总体情况|主动公开政府信息|收到和处理|复议.*诉讼|存在的?(?:主要)?问题|改进情况|其他需要报告"
)


def _numbered(lines: Sequence[str]) -> list[str]:
    """Return lines with the form's numbers before its headings, for numbers of a list or of another kind."""
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


def _is_section(words: str) -> bool:
    return bool(_SECTION_WORDS.search(words))


def _title(lines: Sequence[str]) -> tuple[str, int]:
    """Return the title and the index after it: the most likely line, the first of equal ones, without subtitles.

    A title set in several lines is joined: the agency, its year, the words of the report.
    """
    period = _PERIOD.search(squeeze("".join(lines)))
    best: tuple[tuple[bool, ...], str, int] = ((), "", 0)
    for place in range(len(lines)):
        title = _title_at(lines, place)
        if not title:
            continue
        found = _YEAR.search(title)
        likeness = (  # signs of a title, the strongest first
            found is not None,
            found is not None and period is not None and found.group(1) == period.group(1),
            not _MENU.search(title),
            title.endswith("报告"),
        )
        if likeness > best[0]:
            best = (likeness, title, place + 1)
    return best[1], best[2]


def _title_at(lines: Sequence[str], place: int) -> str:
    """Return the title that ends in a line, including its lines before that one, or ""."""
    first = place
    text = squeeze(lines[place])
    # 「……工作」 and 「年度报告」 may be in two lines, and a browser breaks anywhere: 「年」 and 「度报告」
    if text and (_ENDS_A_TITLE.match(text) or _WHOLE_END.endswith(text)):
        parts = (squeeze("".join(lines[start : place + 1])) for start in range(place, max(-1, place - 3), -1))
        whole = max(filter(_TITLE.fullmatch, parts), key=lambda found: bool(_YEAR.search(found)), default=text)
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


def _year(title: str, lines: Sequence[str], name: str) -> int:
    text = squeeze("".join(lines))
    for pattern, source in ((_YEAR, title), (re.compile(r"(20\d\d)"), title), (_PERIOD, text), (_YEAR, text[:2000])):
        if match := pattern.search(source):
            return int(match.group(1))
    named = re.findall(r"(?<!\d)(20[12]\d)(?!\d)", name)
    return int(named[-1]) if named else 0


def _signed(lines: Sequence[str]) -> tuple[list[str], str, date | None]:
    """Return the last section's lines, the signature and the date below it, without what a page adds after them."""
    for place in range(len(lines) - 1, -1, -1):
        beside = _SIGNED_LINE.match(squeeze(lines[place]))
        if beside is not None and not _ORGAN.search(beside.group(1)):
            beside = None
        day = _day(beside.group(2) if beside else lines[place])
        if day is None:
            continue
        # the signature is beside the date, above it, or below it
        above = squeeze(lines[place - 1]) if place else ""
        below = squeeze(lines[place + 1]) if place + 1 < len(lines) else ""
        if beside is not None:
            return list(lines[:place]), beside.group(1), day
        broken = squeeze("".join(lines[max(place - 2, 0) : place]))
        if not (_NAME.match(above) and _ORGAN.search(above)) and _NAME.match(broken) and _ORGAN.search(broken):
            return list(lines[: place - 2]), broken, day  # a name longer than a line
        if _NAME.match(above):
            return list(lines[: place - 1]), above, day
        return list(lines[:place]), below if _NAME.match(below) and _ORGAN.search(below) else "", day
    kept = list(takewhile(lambda line: not _FOOTER.search(line), lines))
    if len(kept) > 1 and _NAME.match(squeeze(kept[-1])) and _ORGAN.search(kept[-1]):
        return kept[:-1], squeeze(kept[-1]), None
    return kept, "", None


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
