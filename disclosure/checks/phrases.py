"""Rules F-8 to F-12, F-18: wording that the prose should not have, or should."""

import re
from collections.abc import Iterator, Mapping

from disclosure.checks.claims import clauses
from disclosure.checks.finding import Finding, error, info, warning
from disclosure.checks.subject import Subject
from disclosure.report.model import AnnualReport
from disclosure.terms import AgencyLevel
from disclosure.wording import listed

_LEFT_OVER = (
    # sentences about the form itself
    re.compile(r"该部分以表格形式报告|表格如下[:：]?"),
    re.compile(r"根据贵[办局委]"),
    # 「××街道」「XX件」: crosses for a name or a number
    re.compile(r"[×Xx＊*]{2,}(?=[年月日省市县区乡镇街局办条件人次个元]|公司|工作|部门|单位)|[（(]?×{2,}[）)]?"),
    # a bound field nobody filled
    re.compile(r"\{[^{}\n]{1,20}\}"),
    # instructions for filling in a form, and lines to write on
    re.compile(
        r"待补充|待填写|请填写|此处(?:填写|插入)|(?:示例|模板|样例)[:：]|自行填写|据实填写|填写说明|TODO|TBD|（区）(?=[人政]|街道|办)|_{3,}"
    ),
    # what the program's own text asks to be written
    re.compile(r"【请[^】\n]*】"),
    # 「（单位名称）」
    re.compile(r"[（(【\[](?:填写|单位名称|机关名称|部门名称|街道名称|乡镇名称)[）)】\]]"),
    # 「XXX-XXXX」 for a telephone, 「申请 件」 with its number left out
    re.compile(r"[Xx×]{3,}[-－][Xx×]{3,}|(?:信息|申请|文件|复议|诉讼)[ \u3000_]+(?:条|件|次|份)(?=[，。；、])"),
    # 「X年X月」, 「○○件」, 「某某街道」
    re.compile(r"[Xx×]年[Xx×]月|○{2,}(?=[条件个人次年])|某某(?=街道|镇|乡|局|区|市|县|单位|部门|办)"),
)
_OF_A_BUREAU = ("我局", "我委", "我厅", "我院", "本局", "局机关", "局党组", "全局上下", "局属", "局领导")
_SELVES: Mapping[AgencyLevel, tuple[str, ...]] = {
    AgencyLevel.STREET: (*_OF_A_BUREAU, "我镇", "我乡", "全镇", "全乡", "本镇", "本乡"),
    AgencyLevel.TOWNSHIP: (*_OF_A_BUREAU, "我街道", "我街", "本街道", "街道党工委"),
    AgencyLevel.DEPARTMENT: ("我街道", "我镇", "我乡"),
    AgencyLevel.COUNTY: ("我局", "我镇", "我街道", "我乡"),
    AgencyLevel.CITY: ("我局", "我镇", "我街道", "我乡", "我县"),
}
_NOT_OURS = re.compile(r"向(?:省|市)政府(?:及|和|、)(?:省|市)?政府办公[室厅]提出")
_ORGAN = r"[\u4e00-\u9fff]{2,12}(?:街道(?:办事处)?|镇(?:人民政府)?|乡(?:人民政府)?|局)"
_AS_SUBJECT = (
    # an organ that begins a sentence and acts: 「某街道认真…」「某局2024年…」
    re.compile(
        rf"(?:^|[。；\n])\s*(?:20\d\d年度?[，,])?({_ORGAN})(?=(?:高度|认真|深入|积极|严格|坚持|始终|全面|扎实)|20\d\d年)"
    ),
    # an organ to be asked: 「如有疑问，请与某局联系」
    re.compile(rf"(?:请|可|疑问[，,]?(?:请|可)?)与({_ORGAN})[^，。；]{{0,14}}联系"),
    # an organ that wrote or publishes it
    re.compile(rf"(?:本报告由|联系单位[:：]|编制单位[:：]|填报单位[:：]|发布机构[:：])({_ORGAN})"),
)
_KIND = re.compile(r"(?:街道(?:办事处)?|镇(?:人民政府)?|乡(?:人民政府)?|局)\Z")
_ANYBODY = re.compile(r"各|全|本|我|该|所有|相关|有关|部门|乡镇")
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
# what Chinese doubles correctly, 「层层」「研究研究」
_MAY_DOUBLE = re.compile(r"^(?:进进|层层|事事|件件|年年|方方|面面|时时|处处|研究|讨论|学习|级级|商量)\Z")
_CLAUSE_TWICE = re.compile(r"([\u4e00-\u9fff]{6,30})[，、；]\1(?=[，、；。])")
_SIGN_TWICE = re.compile(r"的的(?!确)|(?<!不)了了(?!解|结)|在在|与与|及及|将将(?!就)")
_WRONG_UNIT = re.compile(
    # 「收到3条申请」, then 「收到申请3条」 and 「依申请公开3条」
    r"(?:收到|受理|新收|接到|接收)\d+(?P<before>条|个|份|项|篇)[^0-9，。；]{0,12}申请|"
    r"(?:收到|受理|新收|接到|接收)[^0-9，。；]{0,14}申请[^0-9，。；]{0,6}\d+(条|个|次|份|项|篇)|依申请公开[^0-9，。；件]{0,8}\d+(条|个|次)"
)
_UNITS = "条|件|篇|份|人次|次|期|场|项|个"
_COUNTED = f"{_UNITS}(?!月|工作日|自然日|小时|百分点)"
_VAGUE = re.compile(
    # 「100余件」「1.2万多条」
    rf"(\d+(?:\.\d+)?[万千百]?[余多]万?(?:{_COUNTED})"
    # 「近百件」 in digits, 「超过100次」; 「不超过」 is a limit, not a count
    rf"|(?<!不)(?:近|约|逾|超过?|将近)\d+(?:\.\d+)?[万千百]?余?(?:{_COUNTED})"
    # 「100件左右」「100条以上」
    rf"|\d+[万千百]?(?:{_UNITS})左右|\d+(?:条|件|篇|份)(?:以上|上下)"
    # the same in Chinese numerals: 「近二百件」「二十余件」, then 「数十件」「上百场」 and 「若干条」
    rf"|(?:近|约|逾|超过?)[一二两三四五六七八九十百千万]{{2,}}(?:{_COUNTED})|[一二两三四五六七八九十百千]+[余多](?:{_COUNTED})|(?:数|几|上|近|成)[十百千万]+余?(?:{_COUNTED})|若干(?:条|件|篇|份))"
)
_SYMBOL = re.compile(
    r"[\u4e00-\u9fff]{1,10}[发函办字号文规](?P<open>[〔\[［（(【〈《{]?)\s*(?P<year>(?:20)?\d\d年?)\s*(?P<close>[〕\]］）)】〉》}]?)"
    r"\s*(?P<number>第?\d{1,4})\s*号"
)
"""A 发文字号 in any brackets or none, from the end of its 代字 on: 「…发〔2021〕30号」."""
_BROKEN = re.compile(
    # without 号 (blanks of typesetting may stand before it), without its right bracket, with too long a year;
    # then the notice of 2021 as it is often miswritten
    r"[发函办]〔20\d\d〕\d+(?![\s\d]*号)|〔20\d{3,}〕?号|国办公开办涵|公开办[\[（(]20\d\d"
)


def words(report: AnnualReport) -> str:
    """Return the opening and the sections as one text."""
    return "\n".join([report.opening, *(section.text for section in report.sections)])


def template_left_over(subject: Subject) -> Iterator[Finding]:
    """F-8: no sentence or blank of a template is left in, and no bound field stayed unfilled."""
    text = words(subject.report)
    for pattern in _LEFT_OVER:
        if match := pattern.search(text):
            left = match.group().strip()
            yield error("F-8", f"正文里留有模板文字“{left}”。", (), (match.group(),), quotes=(left,))


def other_organ(subject: Subject) -> Iterator[Finding]:
    """F-9: the prose does not speak as another organ (「我局」 in a town's report)."""
    text = words(subject.report)
    selves = _SELVES.get(subject.level, ()) if subject.level else ()
    found = [name for name in selves if name in text]
    if subject.is_grassroots:
        found += [match.group() for match in _NOT_OURS.finditer(text)]
        # organs of the same rank, or bureaus, that act or answer in a report that is not theirs
        ours = f"{subject.report.agency}{subject.report.title}{subject.report.signature}"
        named = dict.fromkeys(match.group(1) for pattern in _AS_SUBJECT for match in pattern.finditer(text))
        strangers = [name for name in named if not _ANYBODY.search(name) and _KIND.sub("", name)[-2:] not in ours]
        found += strangers if ours else []
    if found:
        agency = subject.report.agency or "本机关"
        yield error(
            "F-9", f"{agency}的报告里出现了别的机关的说法：{listed([f'“{name}”' for name in found])}。", (), found
        )


def another_organ_signs(subject: Subject) -> Iterator[Finding]:
    """F-9: the office's own report has the office's name, in the title possibly shortened, as signature in full."""
    report = subject.report
    name, head = report.agency.strip(), report.title.partition(f"{report.year}年")[0]
    if subject.facts is None:
        yield from _stranger_signs(head.strip() or name, report.signature.strip())
        return
    if not name:
        return
    if report.signature.strip() and report.signature.strip() != name:
        told = f"署名是“{report.signature.strip()}”，机关信息中的全称是“{name}”，要核对。"
        yield warning("F-9", told, (), (report.signature,))
    if head.strip() and head.strip() not in name:
        yield warning("F-9", f"标题中的机关“{head.strip()}”不是“{name}”，要核对。", (), (head,))


def _stranger_signs(head: str, signature: str) -> Iterator[Finding]:
    """Yield a finding where a published report is signed by an organ other than that of its title.

    Either name may be shortened, 「发改委」 for 「发展和改革委员会」, and lack the names of what it belongs to.
    """
    ours, theirs = _core(head), _core(signature)
    if not ours or not theirs or _is_shortened(ours, theirs) or _is_shortened(theirs, ours):
        return
    if ours[-_OWN_NAME:] not in signature and theirs[-_OWN_NAME:] not in head:
        yield warning("F-9", f"署名是“{signature}”，标题中的机关是“{head}”，要核对。", (), (signature, head))


_OWN_NAME = 2
_KIND_OF_SIGNER = re.compile(
    # 「街道办事处」, 「人民政府」, and a second name in brackets
    r"(?:(?:人民政府|管理委员会|委员会|办公室|办事处|政府|街道|局|厅|委|镇|乡)+|[（(].*[）)])+\Z"
)


def _core(name: str) -> str:
    """Return a name without the words for its kind: 「水部」 of 「水部街道办事处」."""
    return _KIND_OF_SIGNER.sub("", "".join(name.split()).removeprefix("关于"))


def _is_shortened(short: str, long: str) -> bool:
    """Whether a name has only characters of another, in their order."""
    rest = iter(long)
    return all(sign in rest for sign in short)


def said_twice(subject: Subject) -> Iterator[Finding]:
    """F-10: no word or clause is repeated."""
    text = words(subject.report)
    doubled = [m.group() for m in _DOUBLED.finditer(text) if not _MAY_DOUBLE.match(m.group(1))]
    doubled += [match.group() for pattern in (_CLAUSE_TWICE, _SIGN_TWICE) for match in pattern.finditer(text)]
    for phrase in dict.fromkeys(doubled):
        yield warning("F-10", f"词语重复：“{phrase}”。", (), (phrase,))


def unit_words(subject: Subject) -> Iterator[Finding]:
    """F-11: requests are counted in 件."""
    for clause in clauses("\n".join([words(subject.report), *subject.report.statements])):
        if match := _WRONG_UNIT.search(clause):
            unit = next(group for group in match.groups() if group)
            told = f"申请的量词宜用“件”：“{clause}”用了“{unit}”。"
            yield info("F-11", told, (), (unit,), quotes=(clause,))


def vague_numbers(subject: Subject) -> Iterator[Finding]:
    """F-12: numbers are exact, not 「100余条」."""
    found = list(dict.fromkeys(_VAGUE.findall("\n".join([words(subject.report), *subject.report.statements]))))
    if found:
        yield warning(
            "F-12", f"数字不准确：{listed([f'“{phrase}”' for phrase in found])}，应写确数。", (), found, quotes=found
        )


def document_symbols(subject: Subject) -> Iterator[Finding]:
    """F-18: a 发文字号 is complete and has hexagonal brackets: 〔2021〕30号."""
    text = words(subject.report)
    symbols = [match for match in _SYMBOL.finditer(text) if not _is_right(match)]
    for match in (*symbols, *_BROKEN.finditer(text)):
        yield warning(
            "F-18", f"发文字号“{match.group()}”应写作〔年份〕序号，如“国办公开办函〔2021〕30号”。", (), (match.group(),)
        )


def _is_right(symbol: re.Match[str]) -> bool:
    """Whether a 发文字号 follows GB/T 9704: 〔four digits〕, no 第, no leading 0. Without brackets it may be none."""
    brackets = symbol["open"], symbol["close"]
    whole = len(symbol["year"]) == len("2021") and symbol["year"].isdigit() and symbol["number"][0] not in "第0"
    return (brackets == ("〔", "〕") and whole) or (brackets == ("", "") and "年" not in symbol["year"])


CHECKS = (
    template_left_over,
    other_organ,
    another_organ_signs,
    said_twice,
    unit_words,
    vague_numbers,
    document_symbols,
)
