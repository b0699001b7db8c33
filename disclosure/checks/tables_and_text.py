"""Rules X-1 to X-5, X-11, X-12: the prose against the tables."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from disclosure.checks.claims import Claim, Topic, about, information_fee, prose, sentences, tidy, values_of
from disclosure.checks.finding import Finding, Severity, error, warning
from disclosure.checks.sheet import SINGLE_KEY, Sheet
from disclosure.checks.subject import Subject
from disclosure.outcomes import Outcome, OutcomeGroup
from disclosure.report.cells import COLUMN_LABELS, DOCUMENT_COLUMNS, FEE_CELL, ROW_LABELS, CellKey, Figure
from disclosure.wording import listed, plain_number, yuan

_GROUPS: Mapping[Topic, OutcomeGroup] = {
    Topic.REFUSED: OutcomeGroup.REFUSED,
    Topic.UNAVAILABLE: OutcomeGroup.UNAVAILABLE,
    Topic.NOT_PROCESSED: OutcomeGroup.NOT_PROCESSED,
    Topic.OTHERWISE: OutcomeGroup.OTHERWISE,
}
_ROWS: Mapping[Topic, tuple[str, ...]] = {
    Topic.GRANTED: ("k1",),
    Topic.PARTLY_GRANTED: ("k2",),
    Topic.GRANTED_OR_PARTLY: ("k1", "k2"),
    **{topic: tuple(row.key for row in Outcome if row.group is group) for topic, group in _GROUPS.items()},
}
_LEAST_WORDS = 4
_NAMES: Mapping[Topic, str] = {
    Topic.GRANTED: "予以公开",
    Topic.PARTLY_GRANTED: "部分公开",
    Topic.GRANTED_OR_PARTLY: "予以公开与部分公开",
    **{topic: group.label.partition("）")[2] for topic, group in _GROUPS.items()},
    Topic.CARRIED_IN: "上年结转",
    Topic.CARRIED_OUT: "结转下年度",
    Topic.REVIEWS: "行政复议总计",
    Topic.SUITS: "行政诉讼总计",
    Topic.REVIEWS_AND_SUITS: "行政复议、行政诉讼总计",
    Topic.ISSUED: DOCUMENT_COLUMNS["issued"],
    Topic.REPEALED: DOCUMENT_COLUMNS["repealed"],
    Topic.IN_FORCE: DOCUMENT_COLUMNS["in_force"],
}
_OF_A_ROW = tuple(
    (outcome, re.compile(rf"{re.escape(words)}(?:的|类|申请|共|有|为)*(\d+)(?:件|宗)"))
    for outcome in Outcome
    if len(words := outcome.label.partition(".")[2]) >= _LEAST_WORDS
)
_OWN_SHARE = re.compile(r"代表|本级|办公室|市政府|区政府|县政府|牵头")
_OF_THE_YEAR = re.compile(r"^(?:\d{4}年)?(?:度|全年|本年度?)?(?:全年|共|总共|合计)")
"""Begins a sentence about the whole year; then no other figure for the whole can be right, too."""
_UPHELD = re.compile(r"均(?:获|被|予以|得到)?维持|全部维持|均已维持")


def _paths(table: str, *rows: str, column: str = "total") -> tuple[str, ...]:
    return tuple(
        CellKey(table, row, column).path for row in rows if row in ROW_LABELS[table] and column in COLUMN_LABELS[table]
    )


def _requests(sheet: Sheet) -> tuple[Figure | None, Figure | None]:
    """Return 新收, and 新收 with 上年结转; None where unknown."""
    new, carried = sheet.total("table3", "n1"), sheet.total("table3", "n2")
    return new, (new + carried if new is not None and carried is not None else None)


def _of_the_year(stated: Iterable[Claim], readings: Collection[Figure | None]) -> list[Claim]:
    """Return the claims about the whole year whose figure is none of ``readings``."""
    return [
        claim
        for claim in stated
        if claim.value not in readings
        and not (claim.is_part or _OWN_SHARE.search(claim.quote))
        and _OF_THE_YEAR.search(claim.quote)
    ]


def _speaks_of_fewer(subject: Subject) -> bool:
    """Whether the prose counts something else than the tables do, as the office alone instead of a whole district."""
    new, both = _requests(subject.sheet)
    stated = [claim for claim in about(subject, Topic.RECEIVED) if not claim.denies and not claim.is_part]
    return bool(stated) and not any(claim.value in (new, both) for claim in stated)


def received(subject: Subject) -> Iterator[Finding]:
    """X-1: 「收到…申请N件」 is 新收, or 新收 with 上年结转; parts that add up to either are fine too."""
    new, both = _requests(subject.sheet)
    stated = [claim for claim in about(subject, Topic.RECEIVED) if not claim.is_part and claim.value]
    if new is None or not stated or not new:
        return
    readings = (new, both)
    fits = any(claim.value in readings for claim in stated)
    others = _of_the_year(stated, readings)
    if (fits and not others) or sum(claim.value for claim in stated) in readings:
        return
    first = others[0] if fits else stated[0]
    with_carried = f"，加上年结转为{plain_number(both)}件" if both is not None else ""
    yield warning(
        "X-1",
        f"正文“{first.quote}”说的是{plain_number(first.value)}件，表三新收为{plain_number(new)}件{with_carried}；"
        "如口径不同（如只计本机关），要在正文中说明。",
        _paths("table3", "n1", "n2"),
        (first.value, new, both),
        quotes=(first.quote,),
    )


def carried(subject: Subject) -> Iterator[Finding]:
    """X-2: 上年结转 and 结转下年度 in the prose are the totals of their rows."""
    for topic, row in ((Topic.CARRIED_IN, "n2"), (Topic.CARRIED_OUT, "n4")):
        shown = subject.sheet.total("table3", row)
        accepted = () if shown is None else (shown,)
        yield from _disagreeing(subject, "X-2", topic, accepted, _paths("table3", row))


def results(subject: Subject) -> Iterator[Finding]:
    """X-3: 予以公开, 部分公开, 不予公开, 无法提供, 不予处理 in the prose are the sums of their rows."""
    for topic, rows in _ROWS.items():
        printed = rows
        if topic is Topic.OTHERWISE and subject.sheet.has_single_row:
            printed = (SINGLE_KEY,)
        shown = subject.sheet.sum_of("table3", printed)
        yield from _disagreeing(subject, "X-3", topic, () if shown is None else (shown,), _paths("table3", *rows))
    yield from _single_results(subject)


def _single_results(subject: Subject) -> Iterator[Finding]:
    """Compare a count given with the exact label of a row (「本机关不掌握相关政府信息2件」) with that row."""
    text = tidy(prose(subject.report))
    for outcome, pattern in _OF_A_ROW:
        cell = subject.sheet.entry("table3", outcome.key)
        stated = list(pattern.finditer(text))
        if cell is None or cell.number is None or not stated or _speaks_of_fewer(subject):
            continue
        numbers = [int(match.group(1)) for match in stated]
        if cell.number not in (*numbers, sum(numbers)):
            says = f"正文“{stated[0].group()}”与表三{cell.name}的{cell.printed}不一致，要核对。"
            yield warning("X-3", says, [cell.path], [numbers[0], cell.value], quotes=(stated[0].group(),))


def _disagreeing(
    subject: Subject, rule: str, topic: Topic, accepted: Sequence[Figure], cells: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding for a topic none of whose claims is an accepted figure, a warning if the scopes may differ.

    A second figure for the whole year beside an accepted one is a warning, too.
    """
    stated = about(subject, topic)
    if not accepted or not stated or sum(claim.value for claim in stated) in accepted:
        return
    fits = any(claim.value in accepted for claim in stated)
    if fits:
        stated = [one for one in _of_the_year(stated, accepted) if rule != "X-4" or _is_about_disclosure(subject, one)]
        if not stated:
            return
    claim = stated[0]
    own_share = fits or _speaks_of_fewer(subject) or bool(_OWN_SHARE.search(claim.quote))
    own_share = own_share or (rule == "X-4" and not _is_about_disclosure(subject, claim))
    says = "没有" if claim.denies else f"{plain_number(claim.value)}件"
    yield Finding(
        rule,
        Severity.WARNING if own_share else Severity.ERROR,
        f"正文“{claim.quote}”（{says}）与表中{_NAMES[topic]}{plain_number(accepted[0])}件不一致，要核对。",
        tuple(cells),
        (claim.value, *accepted[:1]),
        (claim.quote,),
    )


def _is_about_disclosure(subject: Subject, claim: Claim) -> bool:
    """Whether a claim is in a paragraph about disclosure: an office also has reviews and suits about other matters."""
    paragraphs = [line for section in subject.report.sections for line in section.text.splitlines()]
    around = [line for line in paragraphs if claim.quote in tidy(line)]
    return not around or any("公开" in line for line in around)


def disputes(subject: Subject) -> Iterator[Finding]:
    """X-4: reviews and suits in the prose are the totals of table four; 「无」 means 0."""
    reviews = subject.sheet.total("table4", "review")
    direct, after = subject.sheet.total("table4", "direct_suit"), subject.sheet.total("table4", "suit_after_review")
    suits: tuple[Figure, ...] = () if direct is None or after is None else (direct + after,)
    yield from _disagreeing(
        subject, "X-4", Topic.REVIEWS, () if reviews is None else (reviews,), _paths("table4", "review")
    )
    paths = _paths("table4", "direct_suit", "suit_after_review")
    yield from _disagreeing(subject, "X-4", Topic.SUITS, suits, paths)
    if reviews is not None and suits:
        both = [reviews + suit for suit in suits]
        denied = any(claim.denies for claim in about(subject, Topic.REVIEWS_AND_SUITS))
        accepted = both if denied else [*both, reviews, *suits]
        yield from _disagreeing(
            subject, "X-4", Topic.REVIEWS_AND_SUITS, accepted, (*_paths("table4", "review"), *paths)
        )
    yield from _all_upheld(subject)


def _all_upheld(subject: Subject) -> Iterator[Finding]:
    """「均获维持」 while table four still shows open or other cases."""
    others = [
        cell
        for row in ROW_LABELS["table4"]
        for column in ("corrected", "other_result", "pending")
        if (cell := subject.sheet.entry("table4", row, column)) is not None and cell.number
    ]
    found = next((s for s in sentences(prose(subject.report)) if _UPHELD.search(s)), None)
    if found and others and re.search(r"复议|诉讼", found):
        shown = listed([f"{cell.name}为{cell.printed}" for cell in others])
        yield warning(
            "X-4",
            f"正文说“{found.strip()}”，表四却有{shown}。",
            [c.path for c in others],
            [c.value for c in others],
            quotes=(found.strip(),),
        )


def documents(subject: Subject) -> Iterator[Finding]:
    """X-5: 规范性文件 counted in the prose are those of table two."""
    for topic, column in ((Topic.ISSUED, "issued"), (Topic.REPEALED, "repealed"), (Topic.IN_FORCE, "in_force")):
        shown = subject.sheet.number("table2", "normative_documents", column)
        accepted = () if shown is None else (shown,)
        paths = _paths("table2", "normative_documents", column=column)
        yield from _disagreeing(subject, "X-5", topic, accepted, paths)


def fees(subject: Subject) -> Iterator[Finding]:
    """X-11: section six states the 信息处理费, and states the one that was received."""
    stated = information_fee(subject)
    recorded = subject.facts.information_fees if subject.facts else None
    last = subject.report.sections[-1] if subject.report.sections else None
    if stated is None:
        if last is not None and last.heading.startswith("六") and "费" not in last.text:
            yield warning("X-11", "第六部分没有说明收取信息处理费的情况（没有收取也应写明）。")
        return
    if recorded is not None and stated.value * 100 != recorded:
        yield error(
            "X-11",
            f"正文“{stated.quote}”与台账收到的信息处理费{yuan(recorded)}元不一致。",
            (),
            (stated.value, recorded),
            quotes=(stated.quote,),
        )
    cell = subject.sheet.entry(*FEE_CELL)
    if subject.is_grassroots and recorded is None and not stated.value and cell is not None and cell.number:
        yield warning(
            "X-11",
            f"正文“{stated.quote}”，表二{cell.name}为{cell.printed}万元，要核对其中有没有信息处理费。",
            [cell.path],
            [cell.value],
            quotes=(stated.quote,),
        )


def received_or_not(subject: Subject) -> Iterator[Finding]:
    """X-12: 「未收到申请」 means 新收 is 0, and the reverse."""
    new, both = _requests(subject.sheet)
    stated = [claim for claim in about(subject, Topic.RECEIVED) if not claim.is_part]
    none = [claim for claim in stated if not claim.value]
    some = [claim for claim in stated if claim.value]
    wrong: list[Claim] = []
    if new:
        wrong = [] if some else none
    elif both == 0:
        wrong = some
    if new is None or not wrong:
        return
    say = warning if any(_OWN_SHARE.search(claim.quote) for claim in wrong) else error
    yield say(
        "X-12",
        f"正文“{wrong[0].quote}”与表三新收{plain_number(new)}件不一致，要核对。",
        _paths("table3", "n1"),
        (*values_of(wrong[:1]), new),
        quotes=(wrong[0].quote,),
    )


def handled(subject: Subject) -> Iterator[Finding]:
    """X-1: 「办理…申请N件」 is what was received, with or without 上年结转, or what was answered."""
    new, both = _requests(subject.sheet)
    answered = subject.sheet.total("table3", "k7")
    stated = [claim for claim in about(subject, Topic.HANDLED) if not claim.is_part]
    readings = (new, both, answered)
    if None in readings or not stated or _speaks_of_fewer(subject) or any(c.value in readings for c in stated):
        return
    first = stated[0]
    yield warning(
        "X-1",
        f"正文“{first.quote}”说的是{plain_number(first.value)}件，表三新收为{plain_number(new or 0)}件、"
        f"加上年结转为{plain_number(both or 0)}件、办理结果总计为{plain_number(answered or 0)}件，要核对。",
        _paths("table3", "n1", "n2", "k7"),
        (first.value, *readings),
        quotes=(first.quote,),
    )


def balance_in_words(subject: Subject) -> Iterator[Finding]:
    """X-3 where no table can be read: 收到 + 上年结转 = 办理结果 + 结转下年度 within the prose itself."""
    if subject.sheet.has("table3"):
        return
    said: list[Figure | None] = []
    for topic in (Topic.RECEIVED, Topic.CARRIED_IN, Topic.CARRIED_OUT, Topic.HANDLED):
        stated = [claim for claim in about(subject, topic) if not claim.is_part or topic is not Topic.RECEIVED]
        values = {claim.value for claim in stated}
        said.append(values.pop() if len(values) == 1 else None)  # contradictory claims count as unknown
    received_, carried_in, carried_out, answered = said
    results_ = [claim.value for claim in about(subject, *_ROWS) if claim.topic is not Topic.GRANTED_OR_PARTLY]
    done = sum(results_) if len(results_) > 1 else answered
    if received_ is None or carried_in is None or carried_out is None or done is None:
        return
    if done + carried_out not in (received_, received_ + carried_in):
        yield warning(
            "X-3",
            f"正文说收到{plain_number(received_)}件、上年结转{plain_number(carried_in)}件，办理{plain_number(done)}件、"
            f"结转下年度{plain_number(carried_out)}件：前两项之和应等于后两项之和，要核对。",
            (),
            (received_, carried_in, done, carried_out),
        )


CHECKS = (received, handled, carried, results, balance_in_words, disputes, documents, fees, received_or_not)
