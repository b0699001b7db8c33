"""保管期限: how long a case file is kept, when its term has ended, and what may stay of a file that is destroyed.

A 案卷 is a request with the reviews and suits about it, the parts it was split into and what is answered together with
it; a dispute about no request in the file is one by itself. Its term counts from the year after the last of them was
over. Nobody destroys a file because a day has come: it is first appraised and approved (档案法第二十一条,
不得擅自销毁); what the program reckons is a list to appraise.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias

from disclosure.numerals import fold_width, parse_any
from disclosure.records import Appraisal, IssuedLetter, Litigation, Request, Review, Step
from disclosure.term_base import Term
from disclosure.terms import KeepingDecision, StepKind

CaseRecord: TypeAlias = Request | Review | Litigation
"""What a case file is made of."""


class KeptClass(Term):
    """What an office's own table of terms tells apart."""

    REPORT = "report", "年度报告"
    REQUESTS = "requests", "申请案卷"
    REVIEWS = "reviews", "复议案卷"
    SUITS = "suits", "诉讼案卷"
    LEDGERS = "ledgers", "台账"


_WORDS: Mapping[str, KeptClass] = {
    "年报": KeptClass.REPORT,
    "政府信息公开工作年度报告": KeptClass.REPORT,
    "申请": KeptClass.REQUESTS,
    "申请件": KeptClass.REQUESTS,
    "依申请公开": KeptClass.REQUESTS,
    "依申请公开案卷": KeptClass.REQUESTS,
    "行政复议": KeptClass.REVIEWS,
    "行政复议案卷": KeptClass.REVIEWS,
    "行政诉讼": KeptClass.SUITS,
    "行政诉讼案卷": KeptClass.SUITS,
    "登记簿": KeptClass.LEDGERS,
} | {kept.label: kept for kept in KeptClass}

_CLASSES = {
    "requests": (KeptClass.REQUESTS,),
    "reviews": (KeptClass.REVIEWS, KeptClass.REQUESTS),
    "litigation": (KeptClass.SUITS, KeptClass.REQUESTS),
}
"""Which class the records of a register belong to; the next one where the office's table does not name it."""

PERMANENT: Final = 0
"""The number of years that means 永久."""

FORM = "写成“申请案卷30年；年度报告永久”，以“；”分隔"
"""How the table of an office is written, for whoever has to put it right."""

_PART = re.compile(
    r"(?P<what>.+?)[:：]?"  # 「申请案卷、复议案卷：」
    r"(?:(?P<permanent>永久)|(?:定期)?(?P<years>[0-9一二三四五六七八九十百]+)年)"  # 「永久」, 「30年」, 「定期三十年」
)


@dataclass(frozen=True)
class Schedule:
    """The terms of an office in years (PERMANENT for 永久) by class, and what of its table is not understood."""

    years: Mapping[KeptClass, int]
    unread: tuple[str, ...] = ()

    def of(self, *classes: KeptClass) -> int | None:
        """Return the years of the first class that the table names; None where it names none."""
        return next((self.years[kept] for kept in classes if kept in self.years), None)


def parse_schedule(text: str) -> Schedule:
    """Read the table of an office: 「申请案卷30年；年度报告永久」."""
    years: dict[KeptClass, int] = {}
    unread = []
    for part in filter(None, (part.strip("。. ") for part in re.split(r"[;\n]", fold_width(text)))):
        found = _PART.fullmatch(re.sub(r"\s", "", part))
        classes = [_WORDS.get(word) for word in re.split("[、,和]", found["what"])] if found else []
        term = parse_any(found["years"]) if found and found["years"] else PERMANENT
        if found is None or None in classes or not isinstance(term, int) or bool(term) == bool(found["permanent"]):
            unread.append(part)
        else:
            # said twice with two terms: nobody destroys by the shorter, and the table has to be put right
            unread += [part] if any(years.get(kept, term) != term for kept in classes if kept) else []
            years.update({kept: _longest((years.get(kept, term), term)) or PERMANENT for kept in classes if kept})
    return Schedule(years, tuple(unread))


def term_in_words(years: int | None) -> str:
    """Return a term as the archive writes it: 「30年」, 「永久」, empty where it is not known."""
    return "" if years is None else "永久" if years == PERMANENT else f"{years}年"


# --- case files ---


class KeepingState(Term):
    """Where a case file stands, in the order its life takes."""

    OPEN = "open", "未办结"
    NO_TERM = "no_term", "未定期限"
    KEPT = "kept", "保管期内"
    DUE = "due", "期满待鉴定"
    LONGER = "longer", "继续保管"
    TO_HAND_OVER = "to_hand_over", "待移交"
    TO_DESTROY = "to_destroy", "待销毁"
    HANDED_OVER = "handed_over", "已移交"
    DESTROYED = "destroyed", "已销毁"


@dataclass(frozen=True)
class CaseFile:
    """One 案卷: its records, the head first, when the last was over (None: one is open), and how long it is kept."""

    records: tuple[CaseRecord, ...]
    closed_on: date | None
    years: int | None
    appraisal: Appraisal | None = None

    @property
    def head(self) -> CaseRecord:
        """The record the file is called by."""
        return self.records[0]

    @property
    def ends_on(self) -> date | None:
        """The last day of its term: by the office's table, or until when it is kept on; None where there is none."""
        by_table = date(self.closed_on.year + self.years, 12, 31) if self.closed_on and self.years else None
        if self.appraisal is None or self.appraisal.decision is not KeepingDecision.KEEP:
            return by_table
        until = self.appraisal.keep_until
        if until is None or self.years == PERMANENT:
            return None
        return max(until, by_table or until)  # a review that came after it was kept on has its own term

    def state(self, today: date) -> KeepingState:
        """Return where the file stands on a day."""
        made = self.appraisal
        goes = _AFTER.get(made.decision) if made is not None else None
        if goes and made is not None and made.done_on is not None:
            is_whole = made.decision is KeepingDecision.HAND_OVER or all(map(is_destroyed, self.records))
            if self.closed_on is not None and self.closed_on <= made.done_on and is_whole:
                return goes[1]
            made = goes = None  # somebody went to court after it was carried out, or it was joined to another file
        if self.closed_on is None:  # also where somebody went to court after it was appraised
            return KeepingState.OPEN
        is_kept_on = made is not None and not goes
        if self.ends_on is None:
            is_kept = self.years == PERMANENT or is_kept_on  # kept on without a day
            return KeepingState.KEPT if is_kept else KeepingState.NO_TERM
        if self.ends_on < today:
            return goes[0] if goes else KeepingState.DUE
        return KeepingState.LONGER if is_kept_on else KeepingState.KEPT  # a term that was made longer holds


_AFTER = {
    KeepingDecision.HAND_OVER: (KeepingState.TO_HAND_OVER, KeepingState.HANDED_OVER),
    KeepingDecision.DESTROY: (KeepingState.TO_DESTROY, KeepingState.DESTROYED),
}


def case_files(
    requests: Iterable[Request],
    reviews: Iterable[Review],
    suits: Iterable[Litigation],
    *,
    steps: Mapping[int, Sequence[Step]],
    appraisals: Iterable[Appraisal],
    schedule: Schedule,
) -> list[CaseFile]:
    """Return the case files of a register by the year they were over, then as entered.

    ``steps`` are those of the requests, by their ids. What refers to another record lies in one file with it, whichever
    was entered first; a request that is only related to another does not. Of several appraisals the last one holds.
    """
    records: list[CaseRecord] = [*requests, *sorted(reviews, key=_received), *sorted(suits, key=_received)]
    places = {(one.register, one.number): place for place, one in enumerate(records) if one.number}
    groups = {place: [place] for place in range(len(records))}
    group_of = dict(zip(groups, groups, strict=True))
    for place, one in enumerate(records):
        for about in _refers_to(one):
            first, second = sorted((group_of[place], group_of[places.get(about, place)]))
            if first != second:
                moved = groups.pop(second)
                groups[first] += moved
                group_of.update(dict.fromkeys(moved, first))

    parts = [one for one in records if isinstance(one, Request) and one.split_from not in ("", one.number)]
    split = {part.split_from for part in parts}
    last_said = {(one.owner_register, one.owner_id): one for one in sorted(appraisals, key=lambda one: one.id)}
    files = []
    for members in groups.values():
        group = [records[place] for place in sorted(members)]
        days = [
            _over_on(one, steps.get(one.id, ()), is_split=isinstance(one, Request) and one.number in split)
            for one in group
        ]
        closed_on = None if None in days else max(day for day in days if day)
        terms = [schedule.of(*_CLASSES[one.register]) for one in group]
        files.append(
            CaseFile(tuple(group), closed_on, _longest(terms), last_said.get((group[0].register, group[0].id)))
        )
    return sorted(files, key=lambda file: ((file.closed_on or date.max).year, file.head.register, file.head.id))


def _refers_to(one: CaseRecord) -> tuple[tuple[str, str], ...]:
    """Return register and number of what lies in one file with a record.

    A split request's paper lies with the original, the answer to one that was merged with what it was merged into.
    """
    if isinstance(one, Request):
        return (Request.register, one.split_from), (Request.register, one.merged_into)
    about = (Request.register, one.related_request)
    if isinstance(one, Review):
        return (about,)
    return (Review.register, one.related_review), about, (Litigation.register, one.original_case)


def _received(dispute: Review | Litigation) -> tuple[date, int]:
    return dispute.received_on, dispute.id


def _over_on(one: CaseRecord, steps: Sequence[Step], *, is_split: bool) -> date | None:
    """Return the day after which nothing was done about a record; None while it is open, or open again.

    What was split is answered by its parts.
    """
    if not isinstance(one, Request):
        return one.closed_on
    reopened = max((step.on for step in steps if step.kind is StepKind.REOPENED), default=date.min)
    answered_again = max((step.on for step in steps if step.kind is StepKind.ANSWERED_AGAIN), default=date.min)
    if (one.is_open and not is_split) or answered_again < reopened > (one.counted_answer_on or date.max):
        return None  # 重新办理 without 重新答复 since: it has to be answered anew
    known = (one.answered_on, *(step.on for step in steps), one.received_on, one.arrived_on)
    return max(day for day in known if day)


def _longest(terms: Sequence[int | None]) -> int | None:
    """Return the term of a file: the longest of its records; none where that of one is not known."""
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        return None
    return PERMANENT if PERMANENT in known else max(known)


# --- what may stay ---

DESTROYED: Final = "（案卷已销毁）"
"""What stands for the words of a file that was destroyed."""


def is_destroyed(one: CaseRecord) -> bool:
    """Whether the file of a record was destroyed: it is counted, and asked about nothing any more."""
    if isinstance(one, Request):
        return one.content == one.applicant == DESTROYED
    return (one.applicant if isinstance(one, Review) else one.plaintiff) == DESTROYED


def may_stay(one: CaseRecord) -> CaseRecord:
    """Return what of a record may stay after its file was destroyed: what the year's figures are counted from.

    Number, kinds, days, results; nobody's name or number, and nothing anybody wrote.
    """
    if isinstance(one, Request):
        return replace(
            one,
            applicant=DESTROYED,
            identity_kind="",
            identity_number="",
            phone="",
            address="",
            postcode="",
            email="",
            agent="",
            confirmation="",
            content=DESTROYED,
            lateness_reason="",
            remarks="",
        )
    if isinstance(one, Review):
        return replace(one, applicant=DESTROYED, cause="", remarks="")
    return replace(one, plaintiff=DESTROYED, cause="", remarks="")


def step_may_stay(step: Step) -> Step:
    """Return what of a step may stay: what was done, and when."""
    return replace(step, party="", tracking_number="", detail="")


def letter_may_stay(letter: IssuedLetter) -> IssuedLetter:
    """Return what of a letter may stay: that it went out, under which number and when; its paper does not."""
    return replace(letter, addressee="", sha256="", void_reason="")
