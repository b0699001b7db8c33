"""Rules X-9, X-10, F-4, F-8, F-11, F-13, F-21, F-24, F-25: the style of a report's sentences."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterator

from disclosure.checks.claims import clauses, prose
from disclosure.checks.finding import Finding, info, warning
from disclosure.checks.subject import Subject
from disclosure.numerals import DIGITS, parse_chinese
from disclosure.report.model import OVERVIEW_HEADINGS
from disclosure.wording import quoted

_UP_TO = re.compile(
    # 「截至2024年12月31日，累计受理…」: the date of a cumulative figure
    r"截[至止]到?(20\d\d)年(?:(\d{1,2})月(\d{1,2})日|[底末])[，,]?(?:历年)?累计(?:受理|收到|公开|主动公开|发布)[^，。；]{0,20}"
)
_YEAR_IN_NUMERALS = re.compile(r"(?:^|[。；\n])(二[〇零○]二[一二三四五六七八九〇零])年")
# 「20241月」, a year without 年 before its month; 「年123日」; 「20241231日」
_BROKEN_DATE = re.compile(r"(?<!\d)20\d{3,}月|年\d{3,}日|(?<!\d)\d{5,}日")
_DATE = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
_YEAR = re.compile(r"(?<![\d.,:：/-])(\d{4})年")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_UNITS = (  # a figure with a wrong unit, the right one, and whether that is beyond doubt
    (re.compile(r"行政(?:复议|诉讼)\d+(?:条|元|人|份)"), "件", True),
    (re.compile(r"规范性文件\d+(?:元|条|次|人)"), "件", True),
    (re.compile(r"主动公开(?:政府)?信息\d+(?:元|人|次)"), "条", True),
    (re.compile(r"信息处理费\d+(?:件|条|份|个|次|人)"), "元", True),
    (re.compile(r"行政(?:许可|处罚|强制)(?:决定)?\d+(?:元|人|次)(?!次|民币)"), "件", True),
    (re.compile(r"培训\d+(?:件|条|元|份)"), "次", True),
    (re.compile(r"办理答复\d+(?:条|元|个|次)"), "件", False),
)
_DECREE = re.compile(r"国务院(?:第)?(\d+)号令|国务院令第(\d+)号")
_DECREE_OF_THE_LAW = re.compile(r"政府信息公开条例》?[（(]?(?:中华人民共和国)?国务院令?第?(\d{3})号令?")
_FORMAT = re.compile(r"国办公开办函[〔\[（(](\d{4})[〕\]）)](\d+)号")
_IN_FORCE, _IN_FORCE_FORMAT, _SINCE, _FORMAT_SINCE = "711", ("2021", "30"), 2019, 2021
_POINT = re.compile(rf"(^|[。；：:，、\n])([{DIGITS}])是(?![否不])")
_STYLES = (
    re.compile(r"(?:^|(?<=[。；：\n]))[ \u3000]*(?P<n>[0-9]{1,2})[.．、](?=[\u4e00-\u9fff])"),
    re.compile(r"(?:^|(?<=[。；：\n]))[ \u3000]*[（(](?P<n>[0-9]{1,2})[）)]"),
    re.compile(rf"(?:^|(?<=[。；：\n]))[ \u3000]*第(?P<n>[{DIGITS}])，"),
    re.compile(r"(?P<n>[①②③④⑤⑥⑦⑧⑨⑩])"),
)
"""「1.」, 「（1）」, 「第一，」, 「①」: other ways to number points."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_HEAD = re.compile(r"^[（(]([一二三四五六七八九十])[）)]([^。；，;,]{1,30})$", re.MULTILINE)
_MAY_BE_SHORT = "平台建设"
_PUNCTUATION = re.compile(r"[，、；：]{2,}|。{2,}|[，、；：]。|。[，、；：]|[！!]{2,}|[？?]{2,}(?![件条个次人年月日])")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;?!](?=[\u4e00-\u9fff])|[\u4e00-\u9fff]\.(?=[\u4e00-\u9fff]{2})")
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("〔", "〕"), ("【", "】"))
_WIDE = str.maketrans("()[]", "（）【】")
_LIST_SIGN = re.compile(r"(?:^|(?<=[。；：，、\s]))[0-9一二三四五六七八九十a-zA-Z]{1,3}[）)]", re.MULTILINE)
"""「1）」 begins a point, and needs no opening bracket."""
_UNFINISHED = re.compile(r"[^\n]{0,12}[，、；：](?=\s*\Z|\s*\n\s*（[一二三四五六七八九十]）)")
_MISSPELT = {
    "条列》": "条例》",
    "依发收取": "依法收取",
    "依发公开": "依法公开",
    "政府信息公开条列": "政府信息公开条例",
    "共合国": "共和国",
    "主动工开": "主动公开",
    "信息工开": "信息公开",
    "申请工开": "申请公开",
    "公开申清": "公开申请",
    "信息公工作": "信息公开工作",
    "年渡报告": "年度报告",
    "行政复义": "行政复议",
    "行政诉论": "行政诉讼",
    "规范性文建": "规范性文件",
    "责任追纠": "责任追究",
    "按步就班": "按部就班",
    "防碍": "妨碍",
    "布署": "部署",
    "既使": "即使",
}
_PLACEHOLDER = re.compile(
    # a label without a value: 「联系电话：，」, and a date without its numbers
    r"(?P<label>(?:电话|传真|地址|邮编|邮箱|网址|联系人)[：:])(?=\s*[，。；、）)])"
    r"|(?P<date>(?:20\d\d)?年[ \u3000_]+月[ \u3000_]*日)"
    # words for something still to be done; 「有待定期」, 「等待补正」 and 「接待」 are other words
    r"|(?P<word>(?<![有亟等接期对招款善优看])待(?:定(?![期点向性量位时级])|填(?!补)|补(?:充|录|填)|核实|核定|核对|更新|统计(?=[，。；、）)条件次]|\Z)|确认(?=[，。；、）)]|\Z))"
    r"|(?<![一-龥])(?:N/A|TBD|n/a)(?![A-Za-z])|[：:（(](?:暂缺|暂无数据|待补|空缺|未填)|另行补充|[（(]此处略[）)]"
    # a character in place of a number: 「？条」, 「N件」, 「（ ）条」
    r"|(?<=[\u4e00-\u9fff])(?:[？?#＃*＊]+|…+|[NnMＮ]|[（(][ \u3000_]*[）)])(?=[条件次个]))"
)


def _whole(subject: Subject) -> str:
    return "\n".join([subject.report.opening, prose(subject.report)])


def up_to(subject: Subject) -> Iterator[Finding]:
    """X-9 and X-10: cumulative figures are as of 31 December of the year; years in digits are this year's."""
    year, text = subject.report.year, _whole(subject)
    if not year:
        return
    for match in _UP_TO.finditer(text):
        if int(match[1]) == year - 1:
            says = f"{year}年的报告里说“{match[0]}”，要核对年份。"
            yield warning("X-9", says, (), (int(match[1]), year), quotes=(match[0],))
        elif (
            int(match[1]) > year
            or int(match[1]) < year
            or (int(match[1]) == year and (match[2] or "12", match[3] or "31") != ("12", "31"))
        ):
            yield warning("X-10", f"截止日写作“{match[0]}”，应为{year}年12月31日。", quotes=(match[0],))
    for match in _YEAR_IN_NUMERALS.finditer(text):
        found = parse_chinese(match[1])
        if found == year - 1:
            said = f"{match[1]}年"
            yield warning("X-9", f"{year}年的报告里说“{said}”，要核对年份。", (), (found, year), quotes=(said,))


def broken_dates(subject: Subject) -> Iterator[Finding]:
    """X-10: every date exists."""
    for match in _BROKEN_DATE.finditer(_whole(subject)):
        yield warning("X-10", f"“{match[0]}”不是日期，要核对年、月、日。", (), (match[0],), quotes=(match[0],))
    for match in _YEAR.finditer(_whole(subject)):
        if not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
            says = f"“{match[0]}”不像年份，要核对。"
            yield warning("X-10", says, (), (match[0],), quotes=(match[0],))
    for match in _DATE.finditer(_whole(subject)):
        year, month, day = (int(number or 1) for number in match.groups())
        if not 1 <= month <= len(month_name) - 1 or not 1 <= day <= monthrange(year, month)[1]:
            yield warning("X-10", f"没有“{match[0]}”这一天，要核对年、月、日。", (), (match[0],), quotes=(match[0],))


def units(subject: Subject) -> Iterator[Finding]:
    """F-11: cases and documents are counted in 件, information in 条, fees in 元."""
    for clause in clauses(prose(subject.report)):
        for pattern, unit, is_absurd in _UNITS:
            if match := pattern.search(clause):
                say = warning if is_absurd else info
                yield say("F-11", f"“{match[0]}”应以“{unit}”计。", (), (match[0],), quotes=(match[0],))


def sources(subject: Subject) -> Iterator[Finding]:
    """F-13: the opening cites the decree and the format in force."""
    opening, year = subject.report.opening, subject.report.year
    for match in _DECREE.finditer(opening):
        if (match[1] or match[2]) != _IN_FORCE and year >= _SINCE:
            told = f"开头写“{match[0]}”，现行《政府信息公开条例》是国务院令第711号。"
            yield warning("F-13", told, (), (match[0],), quotes=(match[0],))
    for match in _DECREE_OF_THE_LAW.finditer(prose(subject.report)):
        if match[1] != _IN_FORCE and year >= _SINCE:
            told = f"正文写“{match[0]}”，现行《政府信息公开条例》是国务院令第711号。"
            yield warning("F-13", told, (), (match[0],), quotes=(match[0],))
    for match in _FORMAT.finditer(opening):
        if match.groups() != _IN_FORCE_FORMAT and year >= _FORMAT_SINCE:
            told = f"开头写“{match[0]}”，现行格式是国办公开办函〔2021〕30号。"
            yield warning("F-13", told, (), (match[0],), quotes=(match[0],))


def points_in_order(subject: Subject) -> Iterator[Finding]:
    """F-24: 一是, 二是, 三是 follow without a gap; no （一）（二） occurs twice (F-4 reports missing ones)."""
    for section in subject.report.sections:
        last = 0
        for match in _POINT.finditer(section.text):
            number = DIGITS.index(match[2]) + 1
            starts_anew = (number == 1 and match[1] not in "；，、") or last == 0
            if number != last + 1 and not starts_anew:
                told = f"“{section.heading}”里“{match[2]}是”之前是“{DIGITS[last - 1]}是”，序号不连续。"
                yield warning("F-24", told, quotes=(f"{match[2]}是",))
            last = number
        for style in _STYLES:
            seen: set[int] = set()
            for match in style.finditer(section.text):
                number = _ordinal(match["n"])
                if number != 1 and seen and number - 1 not in seen:  # nested lists
                    told = f"“{section.heading}”里“{match[0].strip()}”之前没有第{number - 1}项，序号不连续。"
                    yield warning("F-24", told, quotes=(match[0].strip(),))
                seen.add(number)
        heads = [(DIGITS + "十").index(match[1]) + 1 for match in _HEAD.finditer(section.text)]
        if section.heading and (heads != sorted(heads) or len(set(heads)) < len(heads)):
            numbers = "".join(f"（{match[1]}）" for match in _HEAD.finditer(section.text))
            yield warning("F-24", f"“{section.heading}”的小标题序号是{numbers}，有重复或颠倒。", (), (numbers,))


def _ordinal(sign: str) -> int:
    for signs in (DIGITS, _CIRCLED):
        if sign in signs:
            return signs.index(sign) + 1
    return int(sign)


def shortened_heads(subject: Subject) -> Iterator[Finding]:
    """F-4: a customary sub-heading of section one is complete."""
    official = [heading[3:] for heading in OVERVIEW_HEADINGS]
    first = next((section for section in subject.report.sections if section.heading.startswith("一")), None)
    for match in _HEAD.finditer(first.text if first else ""):
        words = match[2].strip()
        whole = next((one for one in official if words != one and words in one), None)
        if whole and words != _MAY_BE_SHORT and words not in official:
            yield info(
                "F-4", f"小标题“{match[0]}”应为“（{match[1]}）{whole}”。", (), (words, whole), quotes=(match[0],)
            )


def spelling(subject: Subject) -> Iterator[Finding]:
    """F-25: no punctuation is doubled or stray, sentences end, no common word is misspelt."""
    text = _whole(subject)
    for match in _PUNCTUATION.finditer(text):
        around = text[max(0, match.start() - 8) : match.end() + 4].replace("\n", " ")
        yield warning("F-25", f"{quoted(around)}的标点重复。", (), (match[0],), quotes=(match[0],))
    if half := _HALF_WIDTH.search(text):
        around = text[max(0, half.start() - 6) : half.end() + 6].replace("\n", " ")
        yield info("F-25", f"“{around}”用了半角标点，中文里用全角。", (), (half[0],), quotes=(half[0],))
    for section in subject.report.sections:
        plain = _LIST_SIGN.sub("", section.text.translate(_WIDE))
        for left, right in _PAIRS:
            opened, shut = plain.count(left), plain.count(right)
            if opened != shut:
                told = f"“{section.heading}”里有{opened}个“{left}”、{shut}个“{right}”，没有成对。"
                yield warning("F-25", told, (), (opened, shut))
        for unfinished in _UNFINISHED.finditer(section.text):
            told = f"“{unfinished[0].strip()}”之后没有下文，句子没有写完。"
            yield warning("F-25", told, quotes=(unfinished[0].strip(),))
    for wrong, right in _MISSPELT.items():
        if wrong in text:
            yield warning("F-25", f"“{wrong}”应为“{right}”。", (), (wrong,), quotes=(wrong,))


def placeholders(subject: Subject) -> Iterator[Finding]:
    """F-8: no placeholder is left."""
    for match in _PLACEHOLDER.finditer(_whole(subject)):
        left = match[0].strip("：:（）() ") or match[0]
        yield warning("F-8", f"“{left}”还没有填写。", (), (left,), quotes=(match[0],))


CHECKS = (
    up_to,
    broken_dates,
    units,
    sources,
    points_in_order,
    shortened_heads,
    spelling,
    placeholders,
)
