"""Figures stated in prose: how many were received, answered, carried over, reviewed, issued, or how much was charged.

Clauses are read one by one. A clause about another year or an accumulated figure, or with a vague number (「100余件」),
claims nothing that could be compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import CONTINUOUS, Enum, auto, verify
from functools import lru_cache

from disclosure.checks.subject import Subject
from disclosure.numerals import FIGURE, NUMERALS, parse_any
from disclosure.report.cells import Figure, Value
from disclosure.report.model import SECTION_HEADINGS, AnnualReport


@verify(CONTINUOUS)
class Topic(Enum):
    """What a stated figure is about."""

    RECEIVED = auto()
    HANDLED = auto()
    CARRIED_IN = auto()
    CARRIED_OUT = auto()
    GRANTED = auto()
    PARTLY_GRANTED = auto()
    GRANTED_OR_PARTLY = auto()
    REFUSED = auto()
    UNAVAILABLE = auto()
    NOT_PROCESSED = auto()
    OTHERWISE = auto()
    REVIEWS = auto()
    SUITS = auto()
    REVIEWS_AND_SUITS = auto()
    ISSUED = auto()
    REPEALED = auto()
    IN_FORCE = auto()
    FEE = auto()


@dataclass(frozen=True)
class Claim:
    """One figure stated in a clause (``quote``): 0 with ``denies`` for 「未收到」, ``is_part`` for 「其中」."""

    topic: Topic
    value: Figure
    quote: str
    unit: str = ""
    is_part: bool = False
    denies: bool = False


_UNIT = "件|宗|条|份|个|项|起|例|次|篇|封"
_NUMBER = rf"(?P<n>{FIGURE}|(?:[{NUMERALS}两]{{1,3}}|零)(?=件|宗|起))"
_COUNT = rf"{_NUMBER}\s*(?P<unit>{_UNIT})(?!以上|以内)"
_GAP = r"[^0-9，。；：、]"

# The patterns below match one clause. Their examples are from published reports; tests/data/wordings.tsv has many more,
# and a test tries each.
_ASIDE = re.compile(r"[（(][^（()）0-9]{0,24}[）)]")
_SPACES = re.compile(r"(?<=[^A-Za-z])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[^A-Za-z])")
_CLAUSES = re.compile(r"[，。；！？：:;\n（）()]|,(?!\d{3})")  # the comma of 「1,234件」 parts no clauses
_SENTENCE_ENDS = re.compile(r"[。；\n]")
_PART = re.compile(r"其中|网上|网络|信函|信件|邮寄|当面|现场|邮箱|传真|转办|协助|协办|代为|包括|含")
_ELSEWHEN = re.compile(r"去年|上年同|同期|同比|累计|历年|以来|往年|环比|较上|比上")

_SECOND = _COUNT.replace("?P<n>", "?P<n2>").replace("?P<unit>", "?P<u2>")
_THIRD = _COUNT.replace("?P<n>", "?P<n3>").replace("?P<unit>", "?P<u3>")
_NEW_REQUESTS = re.compile(
    # 「收到政府信息公开申请17件」: the verb, what was received, the count
    rf"(?:收到|受理|新收|接收|收办|接到|收悉|登记)[^0-9]{{0,30}}?(?:申请|公开){_GAP}{{0,8}}?{_COUNT}"
    # 「依申请公开17件」: a clause that begins with the thing, without a verb
    rf"|^{_GAP}{{0,14}}?(?:依申请公开|信息公开申请){_GAP}{{0,10}}?{_SECOND}"
    # 「收到17件政府信息公开申请」: the count before the thing
    rf"|(?:收到|受理|新收|接收|收办|接到){_THIRD}{_GAP}{{0,16}}?申请"
)
_NOT_NEW = re.compile(
    # what is counted is a change (「增加3件」), an answer, or no request at all: a review, advice, a complaint, a fee
    r"增加|减少|增长|下降|上升|答复|办理|办结|结转|复议|诉讼|更正|咨询|网络问政|处理费|行政许可|撤[销回]|投诉|举报|"
    r"信访|救助"
)
_NO_REQUESTS = re.compile(
    # 「未收到政府信息公开申请」
    r"(?:未|没有|无|尚未)(?:收到|接到|接收|受理|发生|产生)[^，。；]{0,20}申请"
    # 「我街道无依申请公开事项」: the verb left out, at the end of its clause
    r"|(?:^|年|年度|均|暂|街道|镇|乡|局)(?:没有|无)(?:政府信息公开申请|信息公开申请|依申请公开(?:申请)?)(?:事项|情况|件|的情况)?\Z"
    # 「无群众申请政府信息公开」: nobody asked
    r"|无(?:公民|群众|任何|单位)[^，。；]{0,12}申请(?:政府)?信息公开"
    # 「依申请公开数量为零」
    r"|(?:信息公开申请|依申请公开)(?:申请|事项)?(?:件?数|数量|总数|量)?(?:为|是)(?:零|0)件?\Z"
)
_HANDLED = re.compile(
    # 「办结政府信息公开申请17件」
    rf"(?:办理|办结|处理|答复){_GAP}{{0,6}}?(?:政府信息公开|信息公开|依申请公开){_GAP}{{0,12}}?{_COUNT}"
)
_NOT_ALL_HANDLED = re.compile(
    # only late ones, those of one result, or other matters: the count is not that of 办理结果 总计
    r"超期|逾期|延期|咨询|投诉|复议|诉讼|率|予以公开|不予|部分公开|无法提供|结转|电话|其他处理|当场"
)
# 「收到政府信息公开申请，共5件」: the verb ends one clause, the count is the next
_RECEIVED_AT_END = re.compile(r"(?:收到|受理|新收|接收|接到)[^0-9]{0,30}申请\Z")
_IN_ALL = re.compile(rf"^(?:共|共计|总计|合计|总数为){_COUNT}\Z")
_DISPUTE_WORDS = re.compile(r"复议|诉讼|更正|费|补正")

_RESULTS: tuple[tuple[Topic, str], ...] = (
    (Topic.GRANTED_OR_PARTLY, "予以公开(?:和|及|与|或|、)(?:予以)?部分公开"),
    (Topic.GRANTED, r"(?:予以公开|(?:同意|准予|全部)公开(?=(?:答复|的)?\d+[件宗]))"),
    (Topic.PARTLY_GRANTED, "部分公开"),
    (Topic.REFUSED, "不予公开"),
    (Topic.UNAVAILABLE, "无法提供"),
    (Topic.NOT_PROCESSED, "不予处理"),
    (Topic.OTHERWISE, "其他处理"),
)
_BETWEEN = "(?:的|类|情形|申请|政府信息|共|有|为|答复|决定|范围|处理|数量|数)*"
_RESULT_BEFORE = tuple((topic, re.compile(rf"(?:^|[^不]){words}[”」]?{_BETWEEN}{_COUNT}")) for topic, words in _RESULTS)
_RESULT_AFTER = tuple(
    (topic, re.compile(rf"{_COUNT}(?:申请|为|属于|依法|决定|作出|被|予以(?=部分))*{words}"))
    for topic, words in _RESULTS
)
_NOT_OF_REQUESTS = ("项", "次", "篇", "封")
_AFTER_A_COUNT = re.compile(r"(?<=[件宗条份个])[、和及]")
_ONE_REASON = re.compile(
    r"国家秘密|法规禁止|三安全|第三方|内部事务|过程性|执法案卷|查询事项|(?:不掌握|不存在|现成信息|仍不明确)(?!.*等)|"
    r"信访|重复申请|出版物|反复申请|重新出具|逾期"
)
"""A clause with one of these counts a single row, which says nothing about its group."""
_OF_THESE = ("其中", "含", "包括")
_CARRIED = (
    # 「上年结转4件」「上一年度结转政府信息公开申请1件」
    (Topic.CARRIED_IN, re.compile(rf"(?:上年度?|上一年度?|往年){_GAP}{{0,8}}?(?:结转|转入){_GAP}{{0,14}}?{_COUNT}")),
    # 「4件为上年结转」
    (Topic.CARRIED_IN, re.compile(rf"{_COUNT}(?:申请)?(?:为|系|属于?|是)上一?年度?{_GAP}{{0,4}}结转")),
    # 「结转上年度4件」「结转自去年的申请2件」
    (Topic.CARRIED_IN, re.compile(rf"结转(?:自)?(?:上年度?|上一年度?|去年){_GAP}{{0,14}}?{_COUNT}")),
    # 「期末结转7件」
    (Topic.CARRIED_OUT, re.compile(rf"(?:期末|年末)结转{_GAP}{{0,8}}?{_COUNT}")),
    # 「结转下年度继续办理2件」「转入下一年度1件」
    (Topic.CARRIED_OUT, re.compile(rf"(?:结转|顺延|转)(?:到|至|入)?(?:下|次)一?年度?{_GAP}{{0,14}}?{_COUNT}")),
    # 「4件结转下年」; 「72件申请按照《条例》顺延到下年」 in a report of 2019
    (Topic.CARRIED_OUT, re.compile(rf"{_COUNT}{_GAP}{{0,20}}?(?:结转|顺延|转入)(?:到|至)?(?:下|次)一?年")),
)
_DISPUTED = re.compile(
    # 「行政复议1件」「行政诉讼案件共2件」: review or suit, what may stand between, the count
    rf"(?P<what>(?:行政)?复议|(?:行政)?诉讼)(?:案件|申请|应诉)?(?:共|为|有|的|数量|总数|数|发生|均|都|各)*{_COUNT}"
)
_DISPUTED_AFTER = re.compile(
    # 「3件因政府信息公开的行政复议」: the count first, at the end of its clause
    rf"{_COUNT}(?:政府信息公开|信息公开|的|类|因|相关)*(?P<what>行政复议|行政诉讼)(?:案件|申请)?\Z"
)
_NO_DISPUTES = re.compile(
    # 「未发生」, but not 「无纠错」「未被撤销」「未及时」: these deny a result, not the case
    r"(?:未|没有|无)(?![\u4e00-\u9fff]{0,6}(?:纠|撤销|败诉|经|及时|超期|逾期))[^，。；、0-9]{0,24}?"
    # both together, 「行政复议和行政诉讼」, or one of them
    r"(?P<what>(?:行政)?复议(?:和|或|及|与|以及|、)(?:被|提起|行政)*诉讼|行政复议|行政诉讼|复议案件|诉讼案件)"
    # nor where what follows is the result or the organ: 「无复议纠错」「无诉讼败诉」「没有复议机关」
    r"(?!纠|撤|败|违|变更|应诉败|被纠|被撤|案件(?:被|纠|败)|决定|机关)"
)
_ZERO_DISPUTES = re.compile(
    # 「行政复议、行政诉讼数量为零」, both or one; not 「为0.5」 nor 「为0件」, which is a count
    r"(?P<what>(?:行政)?复议(?:和|或|及|与|、)(?:行政)?诉讼|行政复议|行政诉讼)(?:案件|申请|数|量)*(?:均|都)?为(?:零|0)(?![0-9.件])"
)
_DOCUMENTS = (
    # 「制发行政规范性文件4件」, then 「制发4件行政规范性文件」
    (Topic.ISSUED, re.compile(rf"(?:制发|制定|出台|印发){_GAP}{{0,10}}?规范性文件{_GAP}{{0,4}}?{_COUNT}")),
    (Topic.ISSUED, re.compile(rf"(?:制发|制定|出台|印发)(?:了)?{_COUNT}(?:行政)?规范性文件")),
    # 「废止3件行政规范性文件」
    (Topic.REPEALED, re.compile(rf"废止(?:了)?{_COUNT}(?:行政)?规范性文件")),
    # 「规范性文件现行有效12件」「规范性文件现行有效数量共12件」, then 「现有有效规范性文件12件」
    (Topic.IN_FORCE, re.compile(rf"规范性文件现行有效(?:件数|数量|数)?(?:共|为)*{_COUNT}")),
    (Topic.IN_FORCE, re.compile(rf"(?:现有|年[末底]|目前|继续)有效(?:的)?(?:行政)?规范性文件{_GAP}{{0,4}}?{_COUNT}")),
    # 「规范性文件制发2件」「规范性文件废止1件」
    (Topic.ISSUED, re.compile(rf"规范性文件(?:共|新)?(?:制发|制定|出台|印发)(?:件数|数量|数)?(?:为|了|共)*{_COUNT}")),
    (Topic.REPEALED, re.compile(rf"规范性文件(?:共)?废止(?:件数|数量|数)?(?:为|了|共)*{_COUNT}")),
    # 「废止行政规范性文件3件」, then 「现行有效行政规范性文件12件」
    (Topic.REPEALED, re.compile(rf"废止{_GAP}{{0,10}}?规范性文件{_GAP}{{0,4}}?{_COUNT}")),
    (Topic.IN_FORCE, re.compile(rf"现行有效{_GAP}{{0,10}}?规范性文件{_GAP}{{0,4}}?{_COUNT}")),
)
_NO_DOCUMENTS = (
    # 「未新制发规范性文件」, then 「没有废止规范性文件」
    (Topic.ISSUED, re.compile(r"(?:未|没有|无|尚未)新?(?:制发|制定|出台|印发)[^，。；]{0,8}规范性文件")),
    (Topic.REPEALED, re.compile(r"(?:未|没有|无|尚未)废止[^，。；]{0,8}规范性文件")),
)
_SHORT_OF_DOCUMENTS = (
    (Topic.REPEALED, re.compile(rf"^(?:本年度?|当年)?废止(?:数?为|了)?{_COUNT}\Z")),
    (Topic.IN_FORCE, re.compile(rf"^现行有效的?(?:数?为)?{_COUNT}\Z")),
)
"""「废止1件」 and 「现行有效10件」 after a clause about 规范性文件."""
_NONE_OF_DOCUMENTS = re.compile(r"(?:本年度?|当年)?(?:无|没有|未)废止")
"""「无废止」 after such a clause."""
# 「信息处理费1200元」「收取费用0.3万元」
_FEE = re.compile(rf"(?:处理费|费用)[^0-9，。；]{{0,12}}(?P<n>{FIGURE})\s*(?P<unit>万?元)")
_NO_FEE = re.compile(
    # 「未收取信息处理费」, then 「信息处理费未发生」: the denial before and after the fee
    r"(?:未|没有|无|不存在|暂未|均未|从未)[^，。；]{0,16}(?:收取|收费|产生|发生|开展)[^，。；]{0,16}费|"
    r"费[^，。；]{0,12}(?:为零|无收取|未收取|未发生|无)"
)


def stated_number(text: str) -> Figure:
    """Return a number found in prose, in Arabic or Chinese digits; 0 for numerals that make no number."""
    return parse_any(text) or 0


@lru_cache(maxsize=8)
def tidy(text: str) -> str:
    """Return prose without the spaces that typesetting puts around digits, and without brackets that hold no figure."""
    return _ASIDE.sub("", _SPACES.sub("", text))


@lru_cache(maxsize=8)
def clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of a text, tidied. Cached, because a dozen checks ask for those of the same prose."""
    return tuple(clause.strip() for clause in _CLAUSES.split(tidy(text)) if clause.strip())


def sentences(text: str) -> list[str]:
    """Return a text in its sentences, what a semicolon parts among them, without the sign that ends each."""
    return _SENTENCE_ENDS.split(text)


def prose(report: AnnualReport) -> str:
    """Return everything the report says in words about its own work: its sections and its bare statements."""
    return "\n".join([*(section.text for section in report.sections), *report.statements])


def claims(subject: Subject) -> tuple[Claim, ...]:
    """Return every figure in the prose of a report about something that the tables show, too."""
    return _claims(prose(subject.report), subject.report.year)


@lru_cache(maxsize=8)
def _claims(text: str, year: int) -> tuple[Claim, ...]:
    found: list[Claim] = []
    speaks_of_documents, awaits_number, counts_disputes = False, False, False
    for clause in clauses(text):
        told = clause
        if year and re.search(r"结转|转入|转至|转到", clause):  # the years before and after may be given as numbers
            told = re.sub(rf"{year - 1}年度?|去年", "上年", clause)
            told = re.sub(rf"{year + 1}年度?|明年", "下年", told)
        stated = _claims_of(told, year)
        if counts_disputes and clause.startswith(_OF_THESE):  # 「行政复议2件（其中上年结转1件）」 means no request
            stated = tuple(claim for claim in stated if claim.topic not in (Topic.CARRIED_IN, Topic.CARRIED_OUT))
        found += stated
        counts_disputes = bool(_DISPUTED.search(clause))
        if awaits_number and (match := _IN_ALL.search(clause)):
            found.append(_claim(Topic.RECEIVED, match, clause))
        awaits_number = bool(_RECEIVED_AT_END.search(clause)) and not _is_about_another_time(clause, year)
        first, *others = _AFTER_A_COUNT.split(clause)
        short = [
            (topic, match)
            for phrase in (others if "规范性文件" in first else (first, *others))
            for topic, pattern in _SHORT_OF_DOCUMENTS
            if (match := pattern.search(phrase))
        ]
        if speaks_of_documents or "规范性文件" in first:
            found += [_claim(topic, match, clause) for topic, match in short]
        if is_none := speaks_of_documents and bool(_NONE_OF_DOCUMENTS.fullmatch(clause)):
            found.append(Claim(Topic.REPEALED, 0, clause, denies=True))
        speaks_of_documents = "规范性文件" in clause or is_none or (speaks_of_documents and bool(short))
    return tuple(found)


@lru_cache(maxsize=512)  # a whole report: between two checks while somebody types, only one clause changes
def _claims_of(clause: str, year: int) -> tuple[Claim, ...]:
    if _is_about_another_time(clause, year):
        return ()
    found: list[Claim] = []
    if _NO_REQUESTS.search(clause) and not _DISPUTE_WORDS.search(clause):
        found.append(Claim(Topic.RECEIVED, 0, clause, denies=True))
    elif (match := _NEW_REQUESTS.search(clause)) and not _NOT_NEW.search(match.group()):
        found.append(_claim(Topic.RECEIVED, match, clause))
    found += (*_results(clause), *_disputes(clause))
    if (match := _HANDLED.search(clause)) and not _NOT_ALL_HANDLED.search(clause):
        found.append(_claim(Topic.HANDLED, match, clause))
    for topic, pattern in (*_CARRIED, *_DOCUMENTS):
        if match := pattern.search(clause):
            found.append(_claim(topic, match, clause))
    found += [Claim(topic, 0, clause, denies=True) for topic, pattern in _NO_DOCUMENTS if pattern.search(clause)]
    if match := _FEE.search(clause):
        fee = _claim(Topic.FEE, match, clause)
        in_yuan = fee.value * 10_000 if fee.unit == "万元" else fee.value
        found.append(Claim(Topic.FEE, -in_yuan if "退还" in clause else in_yuan, clause, "元"))
    elif _NO_FEE.search(clause):
        found.append(Claim(Topic.FEE, 0, clause, "元", denies=True))
    return tuple(found)


def _is_about_another_time(clause: str, year: int) -> bool:
    years = {int(found) for found in re.findall(r"(20\d\d)年", clause)}
    return bool(_ELSEWHEN.search(clause)) or bool(year and years and year not in years)


def _claim(topic: Topic, match: re.Match[str], clause: str) -> Claim:
    groups = match.groupdict()
    number = groups["n"] or groups.get("n2") or groups.get("n3") or "零"
    unit = groups["unit"] or groups.get("u2") or groups.get("u3") or ""
    return Claim(topic, stated_number(number), clause, unit, bool(_PART.search(clause)))


def _results(clause: str) -> Iterator[Claim]:
    for phrase in _AFTER_A_COUNT.split(clause):
        if _ONE_REASON.search(phrase):
            continue
        for topic, pattern in (*_RESULT_BEFORE, *_RESULT_AFTER):
            match = pattern.search(phrase)
            if match and match["unit"] not in _NOT_OF_REQUESTS:
                yield _claim(topic, match, clause)
                break


def _disputes(clause: str) -> Iterator[Claim]:
    if "直接起诉" in clause or "复议后" in clause:
        return
    if match := _NO_DISPUTES.search(clause) or _ZERO_DISPUTES.search(clause):
        yield Claim(_dispute_topic(match["what"]), 0, clause, denies=True)
        return
    for match in (*_DISPUTED.finditer(clause), *_DISPUTED_AFTER.finditer(clause)):
        before = clause[: match.start()]
        both = re.search(r"复议[和及与、或]?(?:行政)?\Z|复议案件[和及与、]\Z", before) and "诉讼" in match["what"]
        yield _claim(Topic.REVIEWS_AND_SUITS if both else _dispute_topic(match["what"]), match, clause)


def _dispute_topic(words: str) -> Topic:
    if "复议" in words and "诉讼" in words:
        return Topic.REVIEWS_AND_SUITS
    return Topic.REVIEWS if "复议" in words else Topic.SUITS


def about(subject: Subject, *topics: Topic) -> list[Claim]:
    """Return the claims about some topics, in order."""
    return [claim for claim in claims(subject) if claim.topic in topics]


def information_fee(subject: Subject) -> Claim | None:
    """Return the first 信息处理费 the report states, in 元 and section six first, or None.

    Refunds stated in section six are subtracted, as in the registers and in table two.
    """
    last = [section.text for section in subject.report.sections if section.heading == SECTION_HEADINGS[-1]]
    here = [claim for claim in _claims("\n".join(last), subject.report.year) if claim.topic is Topic.FEE]
    stated = [*here, *about(subject, Topic.FEE)]
    first = next((claim for claim in stated if "处理" in claim.quote or "收费" in claim.quote or claim in here), None)
    if first is None or first.value <= 0:
        return first
    return replace(first, value=first.value + sum(claim.value for claim in here if claim.value < 0))


def values_of(stated: list[Claim]) -> tuple[Value, ...]:
    """Return the values of some claims, for a finding."""
    return tuple(claim.value for claim in stated)
