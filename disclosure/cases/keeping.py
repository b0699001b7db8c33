"""保管期限: how long a case file is kept, when its term has ended, and what remains of a file that is destroyed.

A 案卷 is a request with the reviews and suits about it, its parts if it was split, and the requests answered together
with it; a dispute about no registered request is a 案卷 by itself. Its term starts with the year after the last of them
was closed. Reaching the end of the term is no reason to destroy a file: it must first be appraised and approved
(档案法第二十一条, 不得擅自销毁); the program only lists what to appraise.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from disclosure.column_kinds import Kind, columns
from disclosure.numerals import fold_width, parse_any
from disclosure.records import Appraisal, IssuedLetter, Litigation, Request, Review, Step
from disclosure.term_base import Term
from disclosure.terms import KeepingDecision, StepKind
from disclosure.wording import DESTROYED

CaseRecord: TypeAlias = Request | Review | Litigation
"""The records of a case file."""


class KeptClass(Term):
    """The classes in an office's own table of terms."""

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

CLASSES: Mapping[str, tuple[KeptClass, ...]] = {
    "requests": (KeptClass.REQUESTS,),
    "reviews": (KeptClass.REVIEWS, KeptClass.REQUESTS),
    "litigation": (KeptClass.SUITS, KeptClass.REQUESTS),
}
"""The classes of a register's records, the next one if the office's table does not name the former."""

PERMANENT: Final = 0
"""The number of years that means 永久."""

FORM = "写成“申请案卷30年；年度报告永久”，以“；”分隔"
"""The format of an office's table, shown to whoever has to correct it."""

_PART = re.compile(
    r"(?P<what>.+?)[:：]?"  # 「申请案卷、复议案卷：」
    r"(?:(?P<permanent>永久)|(?:定期)?(?P<years>[0-9一二三四五六七八九十百]+)年)"  # 「永久」, 「30年」, 「定期三十年」
)


@dataclass(frozen=True)
class Schedule:
    """The terms of an office in years (PERMANENT for 永久) by class, and the parts of its table not understood."""

    years: Mapping[KeptClass, int]
    unread: tuple[str, ...] = ()

    def of(self, *classes: KeptClass) -> int | None:
        """Return the years of the first class that the table names, or None."""
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
            # given twice with different terms: nobody must destroy by the shorter one before the table is corrected
            unread += [part] if any(years.get(kept, term) != term for kept in classes if kept) else []
            years.update({kept: _longest((years.get(kept, term), term)) or PERMANENT for kept in classes if kept})
    return Schedule(years, tuple(unread))


def term_of(schedule: Schedule, record: CaseRecord) -> int | None:
    """Return the years for which a record's own kind of case is kept, or None if the office's table does not say."""
    return schedule.of(*CLASSES[record.register])


def term_in_words(years: int | None) -> str:
    """Return a term as the archive writes it: 「30年」, 「永久」, empty if not known."""
    return "" if years is None else "永久" if years == PERMANENT else f"{years}年"


# --- case files ---


class KeepingState(Term):
    """The state of a case file, in the order of its life."""

    OPEN = "open", "未办结"
    NO_TERM = "no_term", "未定期限"
    KEPT = "kept", "保管期内"
    DUE = "due", "期满待鉴定"
    LONGER = "longer", "继续保管"
    TO_HAND_OVER = "to_hand_over", "待移交"
    TO_DESTROY = "to_destroy", "待销毁"
    HANDED_OVER = "handed_over", "已移交"
    DESTROYED = "destroyed", "已销毁"
    REMOVED = "removed", "在回收站"


@dataclass(frozen=True)
class CaseFile:
    """One 案卷: its records, the head first, when the last was closed (None: one is open), and its term.

    A record in the recycle bin is a file by itself, without a term: ``is_removed``.
    """

    records: tuple[CaseRecord, ...]
    closed_on: date | None
    years: int | None
    appraisal: Appraisal | None = None
    is_removed: bool = False

    @property
    def head(self) -> CaseRecord:
        """The record that names the file."""
        return self.records[0]

    @property
    def ends_on(self) -> date | None:
        """The last day of its term: by the office's table, or a later one decided on; None if there is none."""
        by_table = date(self.closed_on.year + self.years, 12, 31) if self.closed_on and self.years else None
        if self.appraisal is None or self.appraisal.decision is not KeepingDecision.KEEP:
            return by_table
        until = self.appraisal.keep_until
        if until is None or self.years == PERMANENT:
            return None
        return max(until, by_table or until)  # a review after the decision to keep it has its own term

    def state(self, today: date) -> KeepingState:
        """Return the state of the file on a day."""
        if self.is_removed:
            return KeepingState.DESTROYED if is_destroyed(self.head) else KeepingState.REMOVED
        made = self.appraisal
        goes = _AFTER.get(made.decision) if made is not None else None
        if goes and made is not None and made.done_on is not None:
            is_whole = made.decision is KeepingDecision.HAND_OVER or all(map(is_destroyed, self.records))
            if self.closed_on is not None and self.closed_on <= made.done_on and is_whole:
                return goes[1]
            made = goes = None  # a suit came after it was carried out, or it was joined with another file
        if self.closed_on is None:  # even if it was appraised before a suit came
            return KeepingState.OPEN
        is_kept_on = made is not None and not goes
        if self.ends_on is None:
            is_kept = self.years == PERMANENT or is_kept_on  # kept longer, without a date
            return KeepingState.KEPT if is_kept else KeepingState.NO_TERM
        if self.ends_on < today:
            return goes[0] if goes else KeepingState.DUE
        return KeepingState.LONGER if is_kept_on else KeepingState.KEPT  # a decision to keep it longer holds


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
    """Return the case files of a register by the year they were closed, then as entered.

    ``steps`` are those of the requests, by their ids. A record that refers to another is in the same file, whichever
    was entered first; merely related requests are not. Of several appraisals the last one holds.
    """
    records: list[CaseRecord] = [*requests, *sorted(reviews, key=_received), *sorted(suits, key=_received)]
    places = {(one.register, one.number): place for place, one in enumerate(records) if one.number}
    groups = {place: [place] for place in range(len(records))}
    group_of = dict(zip(groups, groups, strict=True))
    for place, one in enumerate(records):
        for about in refers_to(one):
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
        terms = [term_of(schedule, one) for one in group]
        files.append(
            CaseFile(tuple(group), closed_on, _longest(terms), last_said.get((group[0].register, group[0].id)))
        )
    return sorted(files, key=lambda file: ((file.closed_on or date.max).year, file.head.register, file.head.id))


def removed_files(removed: Iterable[CaseRecord], appraisals: Iterable[Appraisal]) -> list[CaseFile]:
    """Return what is in the recycle bin, or was destroyed there, as files of one record each."""
    last_said = {(one.owner_register, one.owner_id): one for one in sorted(appraisals, key=lambda one: one.id)}
    return [
        CaseFile((one,), made.done_on if made else None, None, made, is_removed=True)
        for one in removed
        for made in [last_said.get((one.register, one.id)) if is_destroyed(one) else None]
    ]


def refers_to(one: CaseRecord) -> tuple[tuple[str, str], ...]:
    """Return register and number of the records in the same file.

    The paper of a split request is with the original, the answer to a merged one with what it was merged into.
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
    """Return the last day on which something was done about a record; None while it is open, or open again.

    A split request is answered by its parts.
    """
    if not isinstance(one, Request):
        return one.closed_on
    reopened = max((step.on for step in steps if step.kind is StepKind.REOPENED), default=date.min)
    answered_again = max((step.on for step in steps if step.kind is StepKind.ANSWERED_AGAIN), default=date.min)
    if (one.is_open and not is_split) or answered_again < reopened > (one.counted_answer_on or date.max):
        return None  # 重新办理 without 重新答复 since: a new answer is due
    known = (one.answered_on, *(step.on for step in steps), one.received_on, one.arrived_on)
    return max(day for day in known if day)


def _longest(terms: Sequence[int | None]) -> int | None:
    """Return the term of a file: the longest of its records; None if that of one is not known."""
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        return None
    return PERMANENT if PERMANENT in known else max(known)


# --- what may stay ---


def is_destroyed(one: CaseRecord) -> bool:
    """Whether the file of a record was destroyed: it is still counted, but not checked any more."""
    if isinstance(one, Request):
        return one.content == one.applicant == DESTROYED
    return (one.applicant if isinstance(one, Review) else one.plaintiff) == DESTROYED


def may_stay(one: CaseRecord) -> CaseRecord:
    """Return what remains of a record after its file was destroyed: what the year's figures are counted from.

    Number, kinds, days, results; no personal data and no written texts.
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


def trace_of(one: CaseRecord) -> CaseRecord:
    """Return what remains of a record destroyed in the recycle bin: numbers, kinds, days and results, no other text.

    It is counted nowhere, so not even who worked on it is kept.
    """
    left = may_stay(one)
    typed = (one for one in columns(type(left)) if one.kind is Kind.TEXT and not (one.is_numbering or one.refers_to))
    blank: dict[str, Any] = {one.name: "" for one in typed if getattr(left, one.name) != DESTROYED}
    return replace(left, **blank)


def step_may_stay(step: Step) -> Step:
    """Return what remains of a step: what was done, and when."""
    return replace(step, party="", tracking_number="", detail="")


def letter_may_stay(letter: IssuedLetter) -> IssuedLetter:
    """Return what remains of a letter: that it was sent, under which number and when, but not its paper."""
    return replace(letter, addressee="", sha256="", void_reason="")
