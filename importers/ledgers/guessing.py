"""What an unknown heading most likely means, by its similarity to known ones and by the cells below it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from disclosure import import_words
from disclosure.column_kinds import Column, Kind, columns, columns_by_name
from disclosure.outcomes import Outcome
from disclosure.records import Record, Release
from disclosure.terms import Applicant, Channel, ReleaseCategory
from disclosure.written_dates import read_month
from importers.ledgers.asking import tells_another_day
from importers.ledgers.facts import LOOKS, PROVES, all_terms, is_a_day, is_term, look_of
from importers.ledgers.facts import SYMBOL as _SYMBOL
from importers.ledgers.header import Header, Target, header_key, heading_cores, is_numbered_elsewhere
from importers.ledgers.meaning import core, likest
from importers.ledgers.reading import is_nothing
from importers.ledgers.rows import Row

_STATUS = frozenset(map(header_key, import_words.STATUS.split()))
_ORGANISATIONS = frozenset(import_words.ORGANISATIONS.split())
_WRITTEN_ON, _OUR_PAPERS = (
    tuple(map(header_key, words.split())) for words in (import_words.WRITTEN_ON, import_words.OUR_PAPERS)
)
_LOOKED_AT = 200
_A_LITTLE_ALIKE = 30
"""From this similarity (of 100) to ours a heading is proposed if the cells below it can be nothing else."""
_ALIKE = 55
"""From this similarity it is proposed if the cells below it fit."""
_VERY_ALIKE = 75
"""From this similarity it is proposed if any text may be a value of its column."""
_FITS = 0.8
_MOST: Mapping[Kind, float] = {Kind.DATE: 1.0, Kind.TERM: 0.5, Kind.TERMS: 0.5}
"""The share of the cells below a heading that must look like values of its column; words are confirmed one by one."""
_FEWEST = 2
"""A single word may be an accident."""


def guessed(header: Header, rows: Sequence[Row], record_type: type[Record]) -> Header:
    """Return a header with proposals for the headings that have no meaning yet.

    A person has to confirm each of them, unless the cells below can be nothing else.
    """
    targets = _with_case_numbers(header.targets, rows, record_type)
    targets = _as_they_look(_without_written_days(targets), rows, record_type)
    targets = _uncontradicted(targets, rows)
    taken = {name for target in targets for name in target.taken}
    open_ones = [
        position
        for position, target in enumerate(targets)
        if target.name and not (target.is_ignored or target.is_settled or (target.column and target.is_certain))
        if not (target.adds_to and target.adds_to.name in _NAMES)  # 「单位名称」 beside 「公民姓名」
    ]
    spoken = {at: _spoken_of(targets[at].group + targets[at].name, _below(rows, at), record_type) for at in open_ones}
    told = Counter(spoken.values())
    for position in sorted(open_ones, key=lambda at: spoken[at] is None):
        target, texts, column = targets[position], _below(rows, position), spoken[position]
        is_free = column is not None and (column.name not in taken or target.column is column)
        is_alone = is_free and told[column] == 1
        if not (is_alone and target.column in (None, column)):
            free = [one for one in columns(record_type) if one.name not in taken]
            # 「答复书签收日」 beside 「答复日期」 is none of our dates
            says_other = column is not None and not is_free and not target.adds_to
            column = target.column or (None if says_other else _most_likely(target, texts, free))
        if column and not target.others and target.given is None:
            is_certain = (is_alone and column.name not in _NEVER_CERTAIN) or _is_proven(column, texts, record_type)
            if column.name in ("arrived_on", "on") and not is_certain:
                is_certain = _is_the_only_day(position, targets, rows, taken)
            if column.name == "number" and not is_certain:
                if texts == [str(number) for number in range(1, len(texts) + 1)]:  # only row numbers
                    targets[position] = Target(target.name, is_ignored=True)
                    continue
                is_certain = len(set(texts)) == len(texts) >= _FEWEST
            if column.name in _SIGNS_OF_ONE and _may_be_of_another(column, header_key(target.name), record_type):
                is_certain = False
            if column.name in _HARMLESS and not is_certain and _WHOEVER_GETS_IT not in target.name:
                look = LOOKS[column.name]
                is_certain = len(texts) >= _FEWEST and sum(map(look, texts)) >= _FITS * len(texts)
            targets[position] = replace(target, column=column, is_certain=is_certain)
            taken.add(column.name)
    return Header(header.row_number, tuple(_told_by_others(_uncontradicted(targets, rows), rows, record_type)))


_OF_A_CASE = re.compile(r"复|行初|行终|行再|行审|行政?诉|行字")


def _with_case_numbers(targets: Sequence[Target], rows: Sequence[Row], record_type: type[Record]) -> list[Target]:
    """Return the targets with case numbers recognised where a ledger calls them 编号, as it does its own numbers."""
    found, names = list(targets), columns_by_name(record_type)
    if "case_number" not in names or any("case_number" in target.taken for target in targets):
        return found
    for position, target in enumerate(targets):
        texts = _below(rows, position)
        is_own = target.column is not None and target.column.name == "number"
        if is_own and texts and all(_SYMBOL.search(text) and _OF_A_CASE.search(text) for text in texts):
            found[position] = replace(target, column=names["case_number"])
    return found


def _without_written_days(targets: Sequence[Target]) -> list[Target]:
    """Return the targets with the date printed on a document made a remark if another column has its arrival."""
    keys = [header_key(target.group + target.name) for target in targets]
    written = [
        key.endswith(("日期", "时间", "日", "落款"))
        and any(word in key for word in _WRITTEN_ON)
        and not any(word in key for word in _OUR_PAPERS)
        for key in keys
    ]
    came = any(
        not is_written and not {"arrived_on", "received_on"}.isdisjoint(target.taken)
        for target, is_written in zip(targets, written, strict=True)
    )
    return [
        Target(target.name, is_settled=True)
        if came and is_written and (_is_open(target) or not {"arrived_on", "received_on"}.isdisjoint(target.taken))
        else target
        for target, is_written in zip(targets, written, strict=True)
    ]


def _as_they_look(targets: Sequence[Target], rows: Sequence[Row], record_type: type[Record]) -> list[Target]:
    """Return the targets with the column corrected if the cells below a heading can only belong to another one.

    「申请主体」 above 公民 and 企业 is the kind of applicant, if 「姓名/单位名称」 beside it has the name.
    """
    found, ours = list(targets), columns(record_type)
    for position, target in enumerate(targets):
        texts = [text for text in _below(rows, position) if not is_nothing(text)]
        if len(target.facts) != 1 or target.given or len(texts) < _FEWEST or target.column is None:
            continue
        if target.column.name not in _MISTAKEN_FOR:
            continue
        look, taken = look_of(target.column), {name for one in found for name in one.taken}
        if look is None or any(map(look, texts)):
            continue
        free = [one for one in ours if one.name in _MISTAKEN_FOR[target.column.name] and one.name not in taken]
        others = [one for one in free if all_terms(one, texts) or (not one.term and all(map(LOOKS[one.name], texts)))]
        if len(others) == 1 and target.is_certain:
            found[position] = replace(target, column=others[0])
            place = next((at for at, one in enumerate(found) if one.adds_to is target.column), None)
            if place is not None:
                found[place] = replace(found[place], column=target.column, adds_to=None)
    return found


_MISTAKEN_FOR: Mapping[str, tuple[str, ...]] = {
    "applicant": ("applicant_kind",),
    "department": ("handler",),
    "handler": ("department",),
    "identity_number": ("identity_kind",),
    "answered_on": ("answer_number", "outcome"),
    "answer_number": ("outcome",),
    "received_on": ("channel",),
    "arrived_on": ("channel",),
    "review_body": ("case_number",),
    "case_number": ("review_body", "court"),
    "court": ("case_number",),
    "related_review": ("route",),
    "document_number": ("document_kind",),
    "secrecy_reviewer": ("secrecy_conclusion",),
    "secrecy_reviewed_on": ("secrecy_conclusion",),
}
"""The columns a heading may really stand for, by the column it names, if all cells below belong to them."""


def _is_the_only_day(position: int, targets: Sequence[Target], rows: Sequence[Row], taken: set[str]) -> bool:
    """Whether a likely date of arrival is the only date before the answer: 「登记日期」 of a short ledger."""
    open_days = [
        at
        for at, target in enumerate(targets)
        if target.name
        and target.column in (None, targets[position].column)
        and not target.is_ignored
        and not tells_another_day(header_key(target.group + target.name))
        and (texts := [text for text in _below(rows, at) if not is_nothing(text)])
        and all(is_a_day(text) or read_month(text) for text in texts)
    ]
    is_alone = open_days == [position] and len(_below(rows, position)) >= _FEWEST
    return is_alone and "received_on" not in taken


def _uncontradicted(targets: Sequence[Target], rows: Sequence[Row]) -> list[Target]:
    """Return the targets without those whose cells mean nothing there; a second column of that meaning takes the place.

    「公开方式」 with nothing but 主动公开 below is no channel, and 「裁判方式」 beside 「裁判结果」 is no judgment.
    """
    found = list(targets)
    for position, target in enumerate(targets):
        column, texts = target.column, _below(rows, position)
        is_of_terms = column is not None and column.term is not None and not column.required
        is_plain = not target.others and target.given is None and len(texts) >= _FEWEST
        is_day = column is not None and column.kind is Kind.DATE and column.name != "on"
        looks = _may_mean if is_of_terms else _may_be_a_day
        told = [text for text in texts if not is_nothing(text)] if is_day else texts
        if (
            column
            and (is_of_terms or (is_day and len(told) >= _FEWEST))
            and is_plain
            and not any(looks(column, text) for text in told)
        ):
            found[position] = Target(target.name)
            place = next((at for at, one in enumerate(found) if one.adds_to is column), None)
            if place is not None:
                found[place] = replace(found[place], column=column, adds_to=None)
        elif target.given and all(text.isdecimal() for text in texts):
            found[position] = replace(target, is_certain=True)
    return found


def _told_by_others(found: list[Target], rows: Sequence[Row], record_type: type[Record]) -> list[Target]:
    """Return the targets with reasons joined to results, and with the status used if there is no result.

    We compute the status of a request ourselves, but some platforms state the result only there.
    """
    outcome = columns_by_name(record_type).get("outcome")
    if outcome is not None:
        found = _with_reasons(found, rows, outcome)
    if outcome and not any(outcome in target.facts for target in found):
        for position, target in enumerate(found):
            texts = [text for text in _below(rows, position) if not is_nothing(text)]
            if header_key(target.name) in _STATUS and any(is_term(outcome, text) for text in texts):
                found[position] = Target(target.name, outcome, is_certain=all_terms(outcome, texts))
                break
    return found


_ASKED_FOR = re.compile("标题|主题|题目|内容|事项|名称")
"""Words in a heading for what was requested, 「会议纪要」, and not for why it was refused."""
_LONGEST_REASON = 40
"""A longer text is a story, not a short reason."""


def _with_reasons(targets: list[Target], rows: Sequence[Row], outcome: Column) -> list[Target]:
    """Return the targets with an unknown column added to the results if it holds their reasons.

    「不公开」 in one column is explained by 「商业秘密」 in another, whatever its heading: the one that explains most.
    """
    results = next((place for place, target in enumerate(targets) if outcome in target.facts), None)
    if any(target.adds_to is outcome for target in targets):
        return targets
    settled: Counter[int] = Counter()
    for row in rows[:_LOOKED_AT]:
        result = row.cells[results] if results is not None and results < len(row.cells) else ""
        if result and not is_nothing(result) and not all_terms(outcome, [result]):
            settled.update(
                place
                for place, (target, text) in enumerate(zip(targets, row.cells, strict=False))
                if 0 < len(text) <= _LONGEST_REASON
                and _is_open(target)
                and not _ASKED_FOR.search(target.name)
                and all_terms(outcome, [f"{result}（{text}）"])
            )
    if not settled:
        return targets
    place = max(settled, key=lambda one: settled[one])
    return [replace(one, adds_to=outcome) if at == place else one for at, one in enumerate(targets)]


def _is_open(target: Target) -> bool:
    return bool(target.name) and not (target.column or target.adds_to or target.is_ignored)


def _spoken_of(heading: str, texts: Sequence[str], record_type: type[Record]) -> Column | None:
    """Return the column named within a heading, if all cells below are of its kind."""
    key, names = header_key(heading), columns_by_name(record_type)
    for name, words in import_words.SPOKEN_OF.get(record_type.register, {}).items():
        column = names[name]
        look = look_of(column)
        if name in _NAMES and heading_cores(heading)[0].endswith(_KIND):
            continue
        if any(word in key for word in words.split()) and len(texts) >= _FEWEST and look:
            if (
                column.kind is Kind.DATE
                and tells_another_day(key, record_type.register)
                and name not in _DAYS_OF_A_CHECK
            ):
                return None
            if column.kind is not Kind.DATE and all(map(is_a_day, texts)):  # 「归档日期」 is no 归档号
                continue
            if name == "handler" and any(word in key for word in _OTHER_PEOPLE):
                continue
            if name == "agent" and _PRINCIPAL.search(key) and "代理" not in key:
                continue
            if name == "answer_number" and _ASKED_FOR.search(key):  # 「申请文件名称及文号」
                continue
            told = [text for text in texts if not is_nothing(text)]
            if told and sum(map(look, told)) >= _MOST.get(column.kind, _FITS) * len(told):
                return column
    return None


def _below(rows: Sequence[Row], position: int) -> list[str]:
    """Return the cells of a column in the first rows."""
    return [row.cells[position] for row in rows[:_LOOKED_AT] if position < len(row.cells) and row.cells[position]]


def _may_be_of_another(column: Column, key: str, record_type: type[Record]) -> bool:
    """Whether a heading of numbers or 文号 may mean those of another thing, or of what came in for what went out."""
    goes_out = column.name == "answer_number" or record_type is Release
    is_other_way = goes_out and _CAME_IN.search(key) is not None
    is_kept = column.name == "number" and _KEPT.search(key) is not None
    return is_other_way or is_kept or is_numbered_elsewhere(column, key) or not _ONLY_ITS_OWN.fullmatch(key)


def _is_proven(column: Column, texts: Sequence[str], record_type: type[Record]) -> bool:
    """Whether texts can only belong to this column of a register: all certain words of it, or numbers of one kind.

    Dates prove nothing, as a register has several.
    """
    if len(texts) < _FEWEST:
        return False
    if column.name in PROVES:
        return all(map(PROVES[column.name], texts))
    others = [one for one in columns(record_type) if one.term is not None and one.name != column.name]
    if column.term is Applicant:
        texts = [text for text in texts if text not in _ORGANISATIONS] or texts
    certain = [text for text in texts if all_terms(column, [text])]
    if column.term is ReleaseCategory or len(certain) * 2 >= len(texts):  # a website has more 栏目 than the law
        texts = certain or texts
    return all_terms(column, texts) and not any(all_terms(other, texts) for other in others)


def _most_likely(target: Target, texts: Sequence[str], free: Sequence[Column]) -> Column | None:
    if not texts:
        return None
    best: tuple[float, Column] | None = None
    is_elsewhen = tells_another_day(header_key(target.name))
    for column in free:
        if is_elsewhen and column.kind is Kind.DATE:
            continue
        _, alike = likest(header_key(target.name), [header_key(name) for name in (column.label, *column.aliases)])
        look = None if column.name in LOOKS else look_of(column)
        share = sum(map(look, texts)) / len(texts) if look else None
        fits = share is not None and share >= _FITS
        is_term_column = column.kind in (Kind.TERM, Kind.TERMS) and (
            alike >= _A_LITTLE_ALIKE or column.term in _SAY_THEMSELVES
        )
        says_itself = fits and (column.name in PROVES or is_term_column)
        if says_itself or (fits and alike >= _ALIKE) or (share is None and alike >= _VERY_ALIKE):
            best = max(best or (0.0, column), (alike + (100 if says_itself else 0), column), key=lambda found: found[0])
    return best[1] if best else None


_SAY_THEMSELVES = (Outcome, Applicant, Channel)
"""The words of these terms identify their column, whatever its heading."""


def _may_be_a_day(_column: Column, text: str) -> bool:
    """Whether a text is like a date: an impossible date, or a month, is a date written wrongly."""
    return any(sign.isdecimal() for sign in text) or is_a_day(text) or "年" in text


def _may_mean(column: Column, text: str) -> bool:
    """Whether a text may be a word of a column of terms: one of them, an empty one, or an uncertain one."""
    return any(is_term(column, part.strip()) or is_nothing(part) or not core(part) for part in _SEVERAL.split(text))


_SEVERAL = re.compile(r"[；;\n]")
_DAYS_OF_A_CHECK = ("secrecy_reviewed_on", "first_checked_on", "second_checked_on", "final_checked_on")
_OTHER_PEOPLE = tuple(import_words.OTHER_PEOPLE.split())
_NAMES = ("applicant", "plaintiff")
_KIND = "类型"
"""「申请人身份类别」 speaks of an applicant, but is not a name."""
_HARMLESS = frozenset({"department", "handler"})
"""Texts without effect on counts or deadlines: a heading similar to theirs is accepted without asking."""
_WHOEVER_GETS_IT = "收件人"
"""The clerk who took the request in, or the applicant to whom the answer is posted."""
_SIGNS_OF_ONE = frozenset({"number", "answer_number", "document_number", "index_number", "archive_number"})
"""Numbers by which records and papers are told apart: every other one is as unlike its neighbours as ours."""
_ONLY_ITS_OWN = re.compile(
    # 「网上申请流水号」, but not 「法院案号」 nor 「宗地编号」: any other word may mean another thing
    r"(?:依申请|主动|公开|政府|信息|申请|登记|受理|接收|收件|收文|来件|来文|来信|办件|办理|业务|流水|内部|系统|平台|网上"
    r"|年度|本年|年|总|序|回执|查询|查|工单|台账|记录|顺序|自编|统一|本|我|局|街道|镇|单位|机关|索引|目录|条目|稿件"
    r"|归档|档案?|存档|卷宗?|号码?|编|码|件|单|表|簿|答复|告知|决定|回复|复|意见|通知|书面|书|公?文|函|字|发|出|第"
    r"|的|及|和|／|/|（|）|\(|\))+"
)
_PRINCIPAL = re.compile("(?<![受被])委托人")
"""Who has another act for him: the applicant, not his agent."""
_CAME_IN = re.compile("来文|来件|来信|收文|收件|申请|登记")
_KEPT = re.compile("[档卷]")
_NEVER_CERTAIN = frozenset({"name"})
"""A name may also be that of an office."""
