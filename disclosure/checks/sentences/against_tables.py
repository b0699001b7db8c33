"""Rules X-2 to X-6, X-8, X-11, X-15 to X-17: claims of single sentences against the tables and each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.checks.claims import Topic, about, clauses, prose, stated_number, tidy
from disclosure.checks.finding import Finding, warning
from disclosure.checks.sheet import Sheet, named
from disclosure.checks.subject import Subject
from disclosure.numerals import FIGURE, NUMERALS, WHOLE
from disclosure.report.cells import FEE_CELL, TOTAL, CellKey, Figure
from disclosure.terms import Applicant
from disclosure.wording import listed, plain_number

_SENTENCES = re.compile(r"[。！？\n]")
_OTHER_TIMES = re.compile(r"去年|上年同|同期|同比|累计|历年|以来|往年|较上|比上")
_ANSWERED = re.compile(r"^(?:本年度?|全年|年内|共|已|依法|按期)*(?:办理)?答复(\d+)[件宗]")
_HANDLED = re.compile(r"^(?:本年度?|全年|年内|共|已|依法)*办理(?:政府信息公开)?申请(\d+)[件宗]")
_CLOSED = re.compile(
    r"^(?:本年度?|全年|年内|共|已|依法|按期)*(?:办结|答复)(?:政府信息公开|信息公开|依申请公开)?申请(\d+)[件宗]"
)
_APPLICANTS: Mapping[str, tuple[Applicant, ...]] = {
    **{one.label: (one,) for one in Applicant},
    "公民": (Applicant.NATURAL_PERSON,),
    **dict.fromkeys(
        ("法人或其他组织", "法人和其他组织", "法人及其他组织", "法人、其他组织", "法人"),
        tuple(one for one in Applicant if one is not Applicant.NATURAL_PERSON),
    ),
}
"""The columns counted by a word for applicants, longer words before their prefixes."""
_BY_APPLICANT = re.compile(rf"({'|'.join(map(re.escape, _APPLICANTS))})(?:申请)?(\d+)(?:件|宗)")
# 「按渠道分为网络申请3件、信函申请2件」: the whole list, each entry with a word and a count
_LIST = re.compile(rf"按[^，。；0-9]{{1,8}}分(?:为|[:：，])((?:[^，。；0-9]{{1,20}}{WHOLE}[件条])+)")
_COUNT = re.compile(rf"({WHOLE})(件|条)")
# 「收取1200元，其中按件800元、按量400元」: the sum, then at least two parts
_MONEY_PARTS = re.compile(
    rf"(?P<whole>{FIGURE}万?元)[，（(：](?:其中|分别为|包括|按)[，：]?"
    rf"(?P<parts>(?:[^，。；0-9]{{1,16}}{FIGURE}万?元，?){{2,}})"
)
_MONEY = re.compile(rf"({FIGURE})(万?)元")
_CONCERNING = re.compile(r"涉及(?:政府信息公开)?申请(\d+)件")
_CUMULATIVE = (
    ("累计受理申请", re.compile(rf"累计(?:受理|收到)[^0-9，。；]{{0,16}}申请({WHOLE})件")),
    (  # 「截至2024年底，累计主动公开政府信息1234条」
        "历年累计主动公开",
        re.compile(rf"(?:历年|截[至止][^，。；]{{0,14}}[，]?)累计(?:主动)?公开[^0-9，。；]{{0,12}}({WHOLE})条"),
    ),
)
_PUBLISHED = re.compile(
    rf"(?:全年|本年度?|年内|20\d\d年度?，[^0-9，。；累]{{0,6}}共)[^0-9，。；累]{{0,8}}主动公开[^0-9，。；]{{0,10}}?({WHOLE})条"
)
_NO_CARRIED_IN = re.compile(r"(?:无|没有|未有)上(?:一)?年度?结转|上(?:一)?年度?(?:没有|无)结转")
_NO_CARRIED_OUT = re.compile(
    # 「无结转下年」; 「年内全部办结」; 「所有申请均已按期答复」
    r"(?:无|没有)(?:需要?)?结转(?:至|到)?(?:下|次)(?:一)?年|(?:年内|全年|本年度?)[^，。；]{0,6}全部(?:办结|答复)|"
    r"所有申请[^，。；]{0,6}均[^，。；]{0,8}(?:答复|办结)"
)
_NO_REPEAL = re.compile(r"(?:没有|未|无)废止(?:[^，。；0-9]{0,6}文件)?\Z")
_NO_SUIT = re.compile(r"(?:没有|未)[^，。；0-9]{0,9}(?:提起|引发)(?:行政)?诉讼")
_SUIT_ROWS = ("direct_suit", "suit_after_review")
_RESULTS = re.compile(
    # 「行政诉讼2件，其中维持1件」, 「复议后起诉2件，1件维持，1件被纠正」: the kind, the number, and the results
    rf"(?P<what>行政复议|行政诉讼|未经复议直接起诉|复议后起诉)(?:案件)?(?P<n>{WHOLE})件[（(，]?(?:其中)?[，：]?"
    r"(?P<parts>(?:[^，。；、0-9]{2,9}\d+件[、，]?)+|(?:\d+件(?:结果|被)?(?:维持|纠正)[、，]?)+)"
)
_RESULT = re.compile(
    # a result or a route; 「上年尚未审结1件」 is about cases carried over, not results
    r"(?<!上年)(?<!上年尚)(维持|纠正|其他结果|尚未审结|未审结|未经复议直接起诉|直接起诉|复议后起诉)(\d+)件"
)
_RESULT_AFTER = re.compile(r"(\d+)件(?:结果|被)?(维持|纠正)")
_COLUMNS = {"维持": "upheld", "纠正": "corrected", "其他结果": "other_result"}
_ROUTES = {"未经复议直接起诉": "direct_suit", "直接起诉": "direct_suit", "复议后起诉": "suit_after_review"}
_ROWS = {"行政复议": ("review",), "行政诉讼": _SUIT_ROWS} | {route: (row,) for route, row in _ROUTES.items()}
_ALL_CLOSED = re.compile(r"(?:均|都|全部)已?(?:经)?(?:全部)?(?:审结|办结|结案)")
_NONE_CORRECTED = re.compile(r"(?:无|没有|未发生|未出现|未有)(?:被|行政|复议|诉讼|案件)*(?P<what>纠错|纠正|撤销|败诉)")
_SUITS_CLOSED = re.compile(r"行政诉讼(\d+)件[，（(](?:其中)?(?:已)?(?:审结|结案)(\d+)件")
_DECISIONS = re.compile(
    rf"行政(?P<what>许可|处罚|强制)(?:措施|决定书?|案件)*(?:共计|总计|合计|共|为)*(?P<n>{WHOLE}|[{NUMERALS}两百]{{1,5}})(?:件|宗|起|份|例)"
)
_DECISIONS_AFTER = re.compile(rf"(?P<n>{WHOLE})(?:件|宗|起|份|例)行政(?P<what>许可|处罚|强制)(?:措施|决定书?|案件)*\Z")
_NO_DECISIONS = re.compile(
    # 「未作出行政处罚决定」「无行政强制」 to the end of the clause: 「无行政处罚权」 means something else
    r"(?:未|没有|无)(?:作出|实施|办理|发生|产生)?(?:过)?行政(?P<what>许可|处罚|强制)(?:措施|决定|案件|事项)*\Z"
)
_CHARGES = re.compile(rf"行政事业性收费(?:收入|金额|总额|总计|合计|共计|共|为)*(?P<n>{FIGURE})(?P<unit>万?元)")
_NOT_DECIDED = re.compile(r"公开|公示|公布|发布|复议|诉讼|归集|报送|录入|结果|信息")
_NO_CHARGE = re.compile(r"全年收费为?(?:零|0元?)(?![.0-9])|未收取任何(?:信息处理)?费用?\Z")
_REST = re.compile(r"其余|其他|另")
_ALL_IN_TIME = re.compile(
    r"(?:均|全部)[^，。；]{0,8}(?:按[期时]|期限内)|(?:没有|无|未发生|未出现)(?:超期|逾期)|按[期时](?:答复|办结)率(?:为|达|达到)?100[%％]"
)
_SOME_LATE = re.compile(
    # 「2件逾期答复」, 「逾期办结2件」; 「逾期未补正」 is about the applicant
    r"(?<![0-9])[1-9]\d*[件宗][^，。；、0-9]{0,6}(?:超期|逾期)(?!未|不)|(?:超期|逾期)(?:答复|办理|办结)[1-9]\d*[件宗]"
)


def _said(subject: Subject) -> str:
    return tidy(prose(subject.report))


def _paths(*cells: tuple[str, str, str]) -> list[str]:
    return [CellKey(*cell).path for cell in cells]


def _numbers(sheet: Sheet) -> tuple[Figure, Figure, Figure] | None:
    """Return 新收, 新收 plus 上年结转, and 办理结果总计, if all are known."""
    new, carried, answered = (sheet.total("table3", row) for row in ("n1", "n2", "k7"))
    return None if new is None or carried is None or answered is None else (new, new + carried, answered)


def _sum(sheet: Sheet, table: str, rows: Sequence[str], columns: Sequence[str]) -> Figure | None:
    """Return the sum of some cells of a table, or None if one is not known."""
    cells = [sheet.number(table, row, column) for row in rows for column in columns]
    return None if None in cells else sum(cell for cell in cells if cell is not None)


def answered_in_words(subject: Subject) -> Iterator[Finding]:
    """X-3: 「办理答复N件」 is 办理结果总计; 「共办理申请N件」 may also be the number received."""
    known = _numbers(subject.sheet)
    if known is None:
        return
    new, both, answered = known
    for clause in clauses(prose(subject.report)):
        for pattern, accepted in ((_ANSWERED, (answered,)), (_CLOSED, (answered,)), (_HANDLED, (answered, new, both))):
            match = pattern.search(clause)
            if match and not _OTHER_TIMES.search(clause) and int(match[1]) not in accepted:
                says = f"正文“{clause}”与表三办理结果总计{plain_number(answered)}件不一致，要核对。"
                yield warning("X-3", says, _paths(("table3", "k7", TOTAL)), (int(match[1]), answered), quotes=(clause,))


def by_applicant(subject: Subject) -> Iterator[Finding]:
    """X-15: requests by kind of applicant match the columns of table three."""
    for sentence in _SENTENCES.split(_said(subject)):
        stated = {label: int(number) for label, number in _BY_APPLICANT.findall(sentence)}
        if "申请" not in sentence or not set(stated) - {Applicant.OTHER.label} or _OTHER_TIMES.search(sentence[:20]):
            continue
        new, carried, answered = (
            {label: _sum(subject.sheet, "table3", (row,), _APPLICANTS[label]) for label in stated}
            for row in ("n1", "n2", "k7")
        )
        if any(None in row.values() for row in (new, carried, answered)):
            continue
        both = {label: (new[label] or 0) + (carried[label] or 0) for label in new}
        if stated in (new, both, answered):
            continue
        wrong = [label for label, number in stated.items() if number != new[label]]
        told = listed([f"{label}{stated[label]}件（表三{plain_number(new[label] or 0)}件）" for label in wrong])
        paths = _paths(*(("table3", "n1", column) for label in wrong for column in _APPLICANTS[label]))
        yield warning("X-15", f"正文按申请人分的件数与表三不一致：{told}。", paths, [stated[label] for label in wrong])


def further_lists(subject: Subject) -> Iterator[Finding]:
    """X-6: every 「按…分为a、b」 in a sentence adds up to its total; so do parts of a sum in 元."""
    for sentence in _SENTENCES.split(_said(subject)):
        first = _COUNT.search(sentence)
        for match in _LIST.finditer(sentence):
            parts = [
                int(stated_number(number)) for number, unit in _COUNT.findall(match[1]) if first and unit == first[2]
            ]
            if first and len(parts) > 1 and sum(parts) != stated_number(first[1]):
                sums = "+".join(map(str, parts))
                says = f"正文说{first[0]}，“{match[0]}”各项{sums}={sum(parts)}。"
                yield warning("X-6", says, (), (stated_number(first[1]), sum(parts)), quotes=(match[0],))
        for match in _MONEY_PARTS.finditer(sentence):
            whole, *amounts = (
                Decimal(stated_number(number)) * (10_000 if unit else 1)
                for number, unit in _MONEY.findall(match["whole"] + match["parts"])
            )
            is_whole_list = "其中" not in match[0] or "处理费" in sentence or _REST.search(match["parts"])
            if sum(amounts) > whole or (is_whole_list and sum(amounts) != whole):
                sums = "+".join(map(plain_number, amounts))
                says = f"正文“{match[0]}”：各项{sums}={plain_number(sum(amounts))}元。"
                yield warning("X-6", says, (), (whole, sum(amounts)), quotes=(match[0],))


def no_less_than_this_year(subject: Subject) -> Iterator[Finding]:
    """X-8: cumulative figures are at least this year's own; X-15: fees concern no more requests than there are."""
    text, known = _said(subject), _numbers(subject.sheet)
    published = _PUBLISHED.search(text)
    own = (known[0] if known else None, stated_number(published[1]) if published else None)
    for (name, pattern), least in zip(_CUMULATIVE, own, strict=True):
        match = pattern.search(text)
        if match and least is not None and stated_number(match[1]) < least:
            says = f"正文{name}{match[1]}，少于本年的{plain_number(least)}，要核对。"
            yield warning("X-8", says, (), (stated_number(match[1]), least), quotes=(match[0],))
    concerned = _CONCERNING.search(text)
    if concerned and known and int(concerned[1]) > known[1]:
        says = f"正文“{concerned[0]}”，多于本年应办理的{plain_number(known[1])}件，要核对。"
        paths = _paths(("table3", "n1", TOTAL), ("table3", "n2", TOTAL))
        yield warning("X-15", says, paths, (int(concerned[1]), known[1]), quotes=(concerned[0],))


def said_to_be_none(subject: Subject) -> Iterator[Finding]:
    """X-2, X-4, X-5: 「无结转」, 「没有废止」, 「没有被提起诉讼」 mean 0."""
    sheet = subject.sheet
    suits = _sum(sheet, "table4", _SUIT_ROWS, (TOTAL,))
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
                says = f"正文“{clause}”与表中{name}{plain_number(figure)}件不一致，要核对。"
                yield warning(rule, says, _paths(cell), (0, figure), quotes=(clause,))


def disputes_in_detail(subject: Subject) -> Iterator[Finding]:
    """X-4: results of reviews and suits given in one sentence match table four."""
    text, sheet = _said(subject), subject.sheet
    for match in _RESULTS.finditer(text):
        rows = _ROWS[match["what"]]
        if _sum(sheet, "table4", rows, (TOTAL,)) != stated_number(match["n"]):
            continue  # about other cases than these, or reported by X-4 already
        parts = match["parts"]
        before = _RESULT_AFTER.findall(parts) if parts[0].isdecimal() else ()
        for word, number in (*_RESULT.findall(parts), *((word, number) for number, word in before)):
            route = _ROUTES.get(word)
            if route and rows != _SUIT_ROWS:
                continue
            where = (route,) if route else rows
            column = TOTAL if route else _COLUMNS.get(word, "pending")
            shown = _sum(sheet, "table4", where, (column,))
            if shown is not None and shown != int(number):
                says = f"正文说{match['what']}{word}{number}件，表四为{plain_number(shown)}件，要核对。"
                paths = _paths(*(("table4", row, column) for row in where))
                yield warning("X-4", says, paths, (int(number), shown), quotes=(match[0],))
    closed, left = _SUITS_CLOSED.search(text), _sum(sheet, "table4", _SUIT_ROWS, ("pending",))
    if closed and left is not None and int(closed[1]) - int(closed[2]) < left:
        says = f"正文“{closed[0]}”，表四还有{plain_number(left)}件尚未审结，要核对。"
        paths = _paths(("table4", "direct_suit", "pending"))
        yield warning("X-4", says, paths, (int(closed[2]), left), quotes=(closed[0],))


def disputes_denied(subject: Subject) -> Iterator[Finding]:
    """X-4: with 「均已审结」 no case is 尚未审结, with 「无败诉」 and 「无纠错」 none is 结果纠正."""
    for sentence in re.split(r"[。；！？\n]", _said(subject)):
        rows = (*(("review",) if "复议" in sentence else ()), *(_SUIT_ROWS if "诉讼" in sentence else ()))
        none = _NONE_CORRECTED.search(sentence)
        if none:
            rows = _SUIT_ROWS if none["what"] == "败诉" else rows
        for found, column in ((_ALL_CLOSED.search(sentence), "pending"), (none, "corrected")):
            cells = [cell for row in rows if (cell := subject.sheet.entry("table4", row, column)) and cell.number]
            if found and cells and not _OTHER_TIMES.search(sentence):
                says = f"正文说“{found[0]}”，表四却有{named(cells)}，要核对。"
                paths, values = [cell.path for cell in cells], [cell.value for cell in cells]
                yield warning("X-4", says, paths, values, quotes=(found[0],))


_KINDS = {"许可": "licences", "处罚": "penalties", "强制": "coercive_measures"}


def decisions(subject: Subject) -> Iterator[Finding]:
    """X-16: figures on 行政许可, 行政处罚, 行政强制 and 行政事业性收费 in the prose match table two."""
    for clause in clauses(prose(subject.report)):
        if _NOT_DECIDED.search(clause) or _OTHER_TIMES.search(clause):
            continue
        stated = [(match["what"], stated_number(match["n"])) for match in _DECISIONS.finditer(clause)]
        stated += [(match["what"], stated_number(match["n"])) for match in _DECISIONS_AFTER.finditer(clause)]
        stated += [(match["what"], 0) for match in _NO_DECISIONS.finditer(clause)]
        for kind, number in stated:
            shown = subject.sheet.number("table2", _KINDS[kind], "decisions")
            if shown is not None and number != shown:
                says = f"正文“{clause}”与表二行政{kind}{plain_number(shown)}件不一致，要核对。"
                paths = _paths(("table2", _KINDS[kind], "decisions"))
                yield warning("X-16", says, paths, (number, shown), quotes=(clause,))
        charged, shown = _CHARGES.search(clause), subject.sheet.number(*FEE_CELL)
        if charged and shown is not None and not _is_same_amount(charged, shown):
            says = f"正文“{clause}”与表二行政事业性收费{plain_number(shown)}万元不一致，要核对。"
            yield warning("X-16", says, [FEE_CELL.path], (stated_number(charged["n"]), shown), quotes=(clause,))


def _is_same_amount(told: re.Match[str], shown: Figure) -> bool:
    """Whether an amount in 元 or 万元 equals that of table two, at the lower precision of the two."""
    amount, unit = Decimal(stated_number(told["n"])), told["unit"]
    in_wan = amount if unit == "万元" else amount / 10_000
    decimals = [max(0, -int(Decimal(shown).normalize().as_tuple().exponent))]
    if unit == "万元":
        decimals.append(len(told["n"].partition(".")[2]))
    return abs(in_wan - Decimal(shown)) < Decimal(1).scaleb(-min(decimals)) if min(decimals) else in_wan == shown


def charged_and_not(subject: Subject) -> Iterator[Finding]:
    """X-11: a report that gives a fee does not say that nothing was charged."""
    fees = [claim for claim in about(subject, Topic.FEE) if "处理" in claim.quote or claim.denies]
    charged = next((claim for claim in fees if claim.value), None)
    denied = [claim.quote for claim in fees if claim.denies]
    denied += [clause for clause in clauses(prose(subject.report)) if _NO_CHARGE.search(clause)]
    said = next((quote for quote in denied if not _REST.search(quote)), None)
    if charged and said:
        says = f"正文既说“{charged.quote}”，又说“{said}”，要核对。"
        yield warning("X-11", says, (), (charged.value, 0), quotes=(charged.quote, said))


def in_time_or_not(subject: Subject) -> Iterator[Finding]:
    """X-17: 「均已按期答复」 does not contradict late answers in the registers or in the report itself."""
    late = subject.facts.late_requests if subject.facts else ()
    said = next(
        (c for c in clauses(prose(subject.report)) if _ALL_IN_TIME.search(c) and not _OTHER_TIMES.search(c)), None
    )
    if said is None:
        return
    if late and re.search(r"答复|办理|办结|申请|超期|逾期", said):
        says = f"正文说“{said}”，登记簿里有{len(late)}件逾期答复，要核对。"
        yield warning("X-17", says, (), (len(late),), quotes=(said,))
    some = next(
        (c for c in clauses(prose(subject.report)) if _SOME_LATE.search(c) and not _OTHER_TIMES.search(c)), None
    )
    if some:
        yield warning("X-17", f"正文既说“{said}”，又说“{some}”，要核对。", quotes=(said, some))


CHECKS = (
    answered_in_words,
    by_applicant,
    further_lists,
    no_less_than_this_year,
    said_to_be_none,
    disputes_in_detail,
    disputes_denied,
    decisions,
    charged_and_not,
    in_time_or_not,
)
