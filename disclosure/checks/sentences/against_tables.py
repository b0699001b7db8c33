"""Rules X-2 to X-6, X-8, X-11, X-15 to X-17: what single sentences say, against the tables and against themselves."""

import re
from collections.abc import Iterator

from disclosure.checks.claims import clauses, prose, stated_number, tidy
from disclosure.checks.finding import Finding, warning
from disclosure.checks.sheet import Sheet
from disclosure.checks.subject import Subject
from disclosure.numerals import FIGURE, WHOLE
from disclosure.report.cells import TABLE3_COLUMNS, TOTAL, CellKey, Figure
from disclosure.terms import Applicant
from disclosure.wording import listed, plain_number

_SENTENCES = re.compile(r"[。！？\n]")
_OTHER_TIMES = re.compile(r"去年|上年同|同期|同比|累计|历年|以来|往年|较上|比上")
_ANSWERED = re.compile(r"^(?:本年度?|全年|年内|共|已|依法|按期)*(?:办理)?答复(\d+)[件宗]")
_HANDLED = re.compile(r"^(?:本年度?|全年|年内|共|已|依法)*办理(?:政府信息公开)?申请(\d+)[件宗]")
_BY_APPLICANT = re.compile(rf"({'|'.join(re.escape(one.label) for one in Applicant)})(?:申请)?(\d+)(?:件|宗)")
# 「按渠道分为网络申请3件、信函申请2件」: the whole list, each entry words and a count
_LIST = re.compile(rf"按[^，。；0-9]{{1,8}}分(?:为|[:：])((?:[^，。；0-9]{{1,20}}{WHOLE}[件条][、和]?)+)")
_COUNT = re.compile(rf"({WHOLE})(件|条)")
# 「收取1200元，其中按件800元、按量400元」: the sum, then at least two parts
_MONEY_PARTS = re.compile(rf"({FIGURE})元[，（(]其中((?:[^，。；0-9]{{1,16}}{FIGURE}元[、和，]?){{2,}})")
_MONEY = re.compile(rf"({FIGURE})元")
_CONCERNING = re.compile(r"涉及(?:政府信息公开)?申请(\d+)件")
_CUMULATIVE = (
    ("累计受理申请", re.compile(rf"累计(?:受理|收到)[^0-9，。；]{{0,16}}申请({WHOLE})件")),
    (  # 「截至2024年底，累计主动公开政府信息1234条」
        "历年累计主动公开",
        re.compile(rf"(?:历年|截[至止][^，。；]{{0,14}}[，]?)累计(?:主动)?公开[^0-9，。；]{{0,12}}({WHOLE})条"),
    ),
)
_PUBLISHED = re.compile(rf"(?:全年|本年度?|年内)[^0-9，。；累]{{0,8}}主动公开[^0-9，。；]{{0,10}}?({WHOLE})条")
_NO_CARRIED_IN = re.compile(r"(?:无|没有|未有)上(?:一)?年度?结转|上(?:一)?年度?(?:没有|无)结转")
_NO_CARRIED_OUT = re.compile(
    # 「无结转下年」; 「年内全部办结」; 「所有申请均已按期答复」
    r"(?:无|没有)(?:需要?)?结转(?:至|到)?(?:下|次)(?:一)?年|(?:年内|全年|本年度?)[^，。；]{0,6}全部(?:办结|答复)|"
    r"所有申请[^，。；]{0,6}均[^，。；]{0,8}(?:答复|办结)"
)
_NO_REPEAL = re.compile(r"(?:没有|未|无)废止(?:[^，。；0-9]{0,6}文件)?$")
_NO_SUIT = re.compile(r"(?:没有|未|未曾)(?:被|因)?[^，。；0-9]{0,8}(?:提起|引发)(?:行政)?诉讼")
# 「行政复议3件，其中结果维持2件、纠正1件」: the total and the list of its results
_REVIEW_RESULTS = re.compile(rf"行政复议{WHOLE}件[（(，]?(?:其中)?[，]?((?:(?:结果)?(?:维持|纠正)\d+件[、，]?)+)")
_RESULT = re.compile(r"(维持|纠正)(\d+)件")
_SUITS_CLOSED = re.compile(r"行政诉讼(\d+)件[，（(](?:其中)?(?:已)?(?:审结|结案)(\d+)件")
_DECISIONS = re.compile(rf"行政(许可|处罚|强制)(?:措施|决定|案件)*({WHOLE})(?:件|宗|起)")
_NOT_DECIDED = re.compile(r"公开|公示|公布|发布|复议|诉讼|归集|报送|录入|结果|信息")
_NO_CHARGE = re.compile(r"全年收费为?(?:零|0元?)(?![.0-9])|未收取任何(?:信息处理)?费用?$")
_REST = re.compile(r"其余|其他|另")
_CHARGED = re.compile(rf"处理费({FIGURE})(?:万)?元")
_ALL_IN_TIME = re.compile(r"(?:均|全部)[^，。；]{0,8}按[期时]|(?:没有|无|未发生|未出现)(?:超期|逾期)")


def _said(subject: Subject) -> str:
    return tidy(prose(subject.report))


def _paths(*cells: tuple[str, str, str]) -> list[str]:
    return [CellKey(*cell).path for cell in cells]


def _numbers(sheet: Sheet) -> tuple[Figure, Figure, Figure] | None:
    """Return 新收, 新收 with 上年结转, and 办理结果总计, where all are known."""
    new, carried, answered = (sheet.total("table3", row) for row in ("n1", "n2", "k7"))
    return None if new is None or carried is None or answered is None else (new, new + carried, answered)


def answered_in_words(subject: Subject) -> Iterator[Finding]:
    """X-3: 「办理答复N件」 is 办理结果总计; 「共办理申请N件」 may also be what was received."""
    known = _numbers(subject.sheet)
    if known is None:
        return
    new, both, answered = known
    for clause in clauses(prose(subject.report)):
        for pattern, accepted in ((_ANSWERED, (answered,)), (_HANDLED, (answered, new, both))):
            match = pattern.search(clause)
            if match and not _OTHER_TIMES.search(clause) and int(match[1]) not in accepted:
                says = f"正文“{clause}”与表三办理结果总计{plain_number(answered)}件不一致，请核对。"
                yield warning("X-3", says, _paths(("table3", "k7", TOTAL)), (int(match[1]), answered))


def by_applicant(subject: Subject) -> Iterator[Finding]:
    """X-15: requests told by kind of applicant are the columns of table three."""
    for sentence in _SENTENCES.split(_said(subject)):
        stated = {label: int(number) for label, number in _BY_APPLICANT.findall(sentence)}
        if "申请" not in sentence or not set(stated) - {Applicant.OTHER.label} or _OTHER_TIMES.search(sentence[:20]):
            continue
        columns = {TABLE3_COLUMNS[code]: code for code in TABLE3_COLUMNS if TABLE3_COLUMNS[code] in stated}
        new, carried, answered = (
            {label: subject.sheet.number("table3", row, code) for label, code in columns.items()}
            for row in ("n1", "n2", "k7")
        )
        if any(None in row.values() for row in (new, carried, answered)):
            continue
        both = {label: (new[label] or 0) + (carried[label] or 0) for label in new}
        if stated in (new, both, answered):
            continue
        wrong = [label for label, number in stated.items() if number != new[label]]
        told = listed([f"{label}{stated[label]}件（表三{plain_number(new[label] or 0)}件）" for label in wrong])
        paths = _paths(*(("table3", "n1", columns[label]) for label in wrong))
        yield warning("X-15", f"正文按申请人分的件数与表三不一致：{told}。", paths, [stated[label] for label in wrong])


def further_lists(subject: Subject) -> Iterator[Finding]:
    """X-6: every 「按…分为a、b」 of a sentence adds up to its total; so do parts of a sum in 元."""
    for sentence in _SENTENCES.split(_said(subject)):
        first = _COUNT.search(sentence)
        for match in _LIST.finditer(sentence):
            parts = [
                int(stated_number(number)) for number, unit in _COUNT.findall(match[1]) if first and unit == first[2]
            ]
            if first and len(parts) > 1 and sum(parts) != stated_number(first[1]):
                sums = "+".join(map(str, parts))
                says = f"正文说{first[0]}，“{match[0]}”各项{sums}={sum(parts)}。"
                yield warning("X-6", says, (), (stated_number(first[1]), sum(parts)))
        for match in _MONEY_PARTS.finditer(sentence):
            amounts = [stated_number(number) for number in _MONEY.findall(match[2])]
            if sum(amounts) != stated_number(match[1]):
                sums = "+".join(map(plain_number, amounts))
                says = f"正文“{match[0]}”：各项{sums}={plain_number(sum(amounts))}元。"
                yield warning("X-6", says, (), (stated_number(match[1]), sum(amounts)))


def no_less_than_this_year(subject: Subject) -> Iterator[Finding]:
    """X-8: what has accumulated is no less than this year's own; X-15: fees concern no more requests than there are."""
    text, known = _said(subject), _numbers(subject.sheet)
    published = _PUBLISHED.search(text)
    own = (known[0] if known else None, stated_number(published[1]) if published else None)
    for (name, pattern), least in zip(_CUMULATIVE, own, strict=True):
        match = pattern.search(text)
        if match and least is not None and stated_number(match[1]) < least:
            says = f"正文{name}{match[1]}，少于本年的{plain_number(least)}，请核对。"
            yield warning("X-8", says, (), (stated_number(match[1]), least))
    concerned = _CONCERNING.search(text)
    if concerned and known and int(concerned[1]) > known[1]:
        says = f"正文“{concerned[0]}”，多于本年应办理的{plain_number(known[1])}件，请核对。"
        yield warning(
            "X-15", says, _paths(("table3", "n1", TOTAL), ("table3", "n2", TOTAL)), (int(concerned[1]), known[1])
        )


def said_to_be_none(subject: Subject) -> Iterator[Finding]:
    """X-2, X-4, X-5: 「无结转」, 「没有废止」, 「没有被提起诉讼」 mean 0."""
    sheet = subject.sheet
    direct, after = sheet.total("table4", "direct_suit"), sheet.total("table4", "suit_after_review")
    suits = None if direct is None or after is None else direct + after
    told = (
        ("X-2", _NO_CARRIED_IN, "上年结转", sheet.total("table3", "n2"), ("table3", "n2", TOTAL)),
        ("X-2", _NO_CARRIED_OUT, "结转下年度", sheet.total("table3", "n4"), ("table3", "n4", TOTAL)),
        (
            "X-5",
            _NO_REPEAL,
            "本年废止件数",
            sheet.number("table2", "normative_documents", "repealed"),
            ("table2", "normative_documents", "repealed"),
        ),
        ("X-4", _NO_SUIT, "行政诉讼", suits, ("table4", "direct_suit", TOTAL)),
    )
    for clause in clauses(prose(subject.report)):
        for rule, pattern, name, figure, cell in told:
            if figure and pattern.search(clause) and not _OTHER_TIMES.search(clause):
                says = f"正文“{clause}”与表中{name}{plain_number(figure)}件不一致，请核对。"
                yield warning(rule, says, _paths(cell), (0, figure))


def disputes_in_detail(subject: Subject) -> Iterator[Finding]:
    """X-4: results told beside the number of reviews, and suits told to be closed, are those of table four."""
    text, sheet = _said(subject), subject.sheet
    results = _REVIEW_RESULTS.search(text)
    for word, number in _RESULT.findall(results[1]) if results else ():
        column = "upheld" if word == "维持" else "corrected"
        shown = sheet.number("table4", "review", column)
        if shown is not None and shown != int(number):
            says = f"正文说行政复议{word}{number}件，表四为{plain_number(shown)}件，请核对。"
            yield warning("X-4", says, _paths(("table4", "review", column)), (int(number), shown))
    closed = _SUITS_CLOSED.search(text)
    pending = [sheet.number("table4", row, "pending") for row in ("direct_suit", "suit_after_review")]
    left = None if None in pending else sum(number for number in pending if number is not None)
    if closed and left is not None and int(closed[1]) - int(closed[2]) < left:
        says = f"正文“{closed[0]}”，表四还有{plain_number(left)}件尚未审结，请核对。"
        yield warning("X-4", says, _paths(("table4", "direct_suit", "pending")), (int(closed[2]), left))


_ROWS = {"许可": "licences", "处罚": "penalties", "强制": "coercive_measures"}


def decisions(subject: Subject) -> Iterator[Finding]:
    """X-16: 行政许可, 行政处罚, 行政强制 counted in the prose are those of table two."""
    for clause in clauses(prose(subject.report)):
        for kind, number in _DECISIONS.findall(clause):
            shown = subject.sheet.number("table2", _ROWS[kind], "decisions")
            stated = stated_number(number)
            if shown is None or stated == shown or _NOT_DECIDED.search(clause) or _OTHER_TIMES.search(clause):
                continue
            says = f"正文“{clause}”与表二行政{kind}{plain_number(shown)}件不一致，请核对。"
            yield warning("X-16", says, _paths(("table2", _ROWS[kind], "decisions")), (stated, shown))


def charged_and_not(subject: Subject) -> Iterator[Finding]:
    """X-11: a report that states a fee does not say that nothing was charged."""
    text = _said(subject)
    charged = _CHARGED.search(text)
    denied = next((c for c in clauses(prose(subject.report)) if _NO_CHARGE.search(c) and not _REST.search(c)), None)
    if charged and stated_number(charged[1]) and denied:
        yield warning("X-11", f"正文既说“{charged[0]}”，又说“{denied}”，请核对。", (), (stated_number(charged[1]), 0))


def in_time_or_not(subject: Subject) -> Iterator[Finding]:
    """X-17: 「均已按期答复」 stands in no report whose registers show a late answer."""
    late = subject.facts.late_requests if subject.facts else ()
    said = next((c for c in clauses(prose(subject.report)) if _ALL_IN_TIME.search(c)), None)
    if late and said and re.search(r"答复|办理|办结|申请|超期|逾期", said):
        yield warning("X-17", f"正文说“{said}”，登记簿里有{len(late)}件逾期答复，请核对。", (), (len(late),))


CHECKS = (
    answered_in_words,
    by_applicant,
    further_lists,
    no_less_than_this_year,
    said_to_be_none,
    disputes_in_detail,
    decisions,
    charged_and_not,
    in_time_or_not,
)
