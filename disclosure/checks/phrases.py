"""Rules F-8 to F-12, F-18: words and signs that should not stand in the prose, or should."""

import re
from collections.abc import Iterator, Mapping

from disclosure.checks.claims import clauses
from disclosure.checks.finding import Finding, error, info, warning
from disclosure.checks.subject import Subject
from disclosure.report.model import AnnualReport
from disclosure.terms import AgencyLevel
from disclosure.wording import listed

_LEFT_OVER = (
    re.compile(r"该部分以表格形式报告|表格如下[:：]?"),
    re.compile(r"根据贵[办局委]"),
    re.compile(r"[×Xx＊*]{2,}(?=[年月日省市县区乡镇街局办条件人次个元]|公司|工作|部门|单位)|[（(]?×{2,}[）)]?"),
    re.compile(r"\{[^{}\n]{1,20}\}"),
    re.compile(r"待补充|待填写|请填写|此处填写|TODO|TBD|（(?:填写|单位名称|机关名称|区)）(?=[人政]|街道|办)|_{3,}"),
)
_SELVES: Mapping[AgencyLevel, tuple[str, ...]] = {
    AgencyLevel.STREET: ("我局", "我委", "我厅", "我镇", "我乡", "我院"),
    AgencyLevel.TOWNSHIP: ("我局", "我委", "我厅", "我街道", "我街", "我院"),
    AgencyLevel.DEPARTMENT: ("我街道", "我镇", "我乡"),
    AgencyLevel.COUNTY: ("我局", "我镇", "我街道", "我乡"),
    AgencyLevel.CITY: ("我局", "我镇", "我街道", "我乡", "我县"),
}
_NOT_OURS = re.compile(r"向(?:省|市)政府(?:及|和|、)(?:省|市)?政府办公[室厅]提出")
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
_MAY_DOUBLE = re.compile(r"^(?:进进|层层|事事|件件|年年|方方|面面|时时|处处|研究|讨论|学习|级级|商量)$")
_CLAUSE_TWICE = re.compile(r"([\u4e00-\u9fff]{6,30})[，、；]\1(?=[，、；。])")
_WRONG_UNIT = re.compile(
    r"(?:收到|受理|新收|接到|接收)[^0-9，。；]{0,14}(?:申请|依申请公开)[^0-9，。；]{0,6}\d+(条|个|次|份|项|篇)|依申请公开[^0-9，。；件]{0,8}\d+(条|个|次)"
)
_VAGUE = re.compile(r"(\d+(?:\.\d+)?万?[余多](?:条|件|篇|次|份|个|人次|期|场|项))")
_BRACKETS = re.compile(r"[\u4e00-\u9fff]{1,8}[发函办字号文]\s*[\[［（(【]\s*20\d\d\s*[\]］）)】]\s*\d+\s*号")
_BROKEN = re.compile(r"〔20\d{3,}号|〔20\d\d\d{1,3}[〕]?号|国办公开办涵|公开办[\[（(]20\d\d")


def words(report: AnnualReport) -> str:
    """Return the opening and the sections as one text."""
    return "\n".join([report.opening, *(section.text for section in report.sections)])


def template_left_over(subject: Subject) -> Iterator[Finding]:
    """F-8: no sentence or blank of a template is left in, and no bound field stayed unfilled."""
    text = words(subject.report)
    for pattern in _LEFT_OVER:
        if match := pattern.search(text):
            yield error("F-8", f"正文里留有模板文字“{match.group().strip()}”。", (), (match.group(),))


def other_organ(subject: Subject) -> Iterator[Finding]:
    """F-9: the prose does not speak as another organ (「我局」 in a town's report)."""
    text = words(subject.report)
    selves = _SELVES.get(subject.level, ()) if subject.level else ()
    found = [name for name in selves if name in text]
    if subject.is_grassroots and (match := _NOT_OURS.search(text)):
        found.append(match.group())
    if found:
        agency = subject.report.agency or "本机关"
        yield error(
            "F-9", f"{agency}的报告里出现了别的机关的说法：{listed([f'“{name}”' for name in found])}。", (), found
        )


def said_twice(subject: Subject) -> Iterator[Finding]:
    """F-10: no word or clause stands twice in a row."""
    text = words(subject.report)
    doubled = [m.group() for m in _DOUBLED.finditer(text) if not _MAY_DOUBLE.match(m.group(1))]
    doubled += [match.group() for match in _CLAUSE_TWICE.finditer(text)]
    for phrase in dict.fromkeys(doubled):
        yield warning("F-10", f"词语重复：“{phrase}”。", (), (phrase,))


def unit_words(subject: Subject) -> Iterator[Finding]:
    """F-11: requests are counted in 件."""
    for clause in clauses("\n".join([words(subject.report), *subject.report.statements])):
        if match := _WRONG_UNIT.search(clause):
            unit = match.group(1) or match.group(2)
            yield info("F-11", f"申请的量词宜用“件”：“{clause}”用了“{unit}”。", (), (unit,))


def vague_numbers(subject: Subject) -> Iterator[Finding]:
    """F-12: numbers are exact, not 「100余条」."""
    found = list(dict.fromkeys(_VAGUE.findall("\n".join([words(subject.report), *subject.report.statements]))))
    if found:
        yield warning("F-12", f"数字不准确：{listed([f'“{phrase}”' for phrase in found])}，应写确数。", (), found)


def document_symbols(subject: Subject) -> Iterator[Finding]:
    """F-18: a 发文字号 has hexagonal brackets and is whole: 〔2021〕30号."""
    text = words(subject.report)
    for match in (*_BRACKETS.finditer(text), *_BROKEN.finditer(text)):
        yield warning(
            "F-18", f"发文字号“{match.group()}”应写作〔年份〕序号，如“国办公开办函〔2021〕30号”。", (), (match.group(),)
        )


CHECKS = (
    template_left_over,
    other_organ,
    said_twice,
    unit_words,
    vague_numbers,
    document_symbols,
)
