"""保管期限: which case files have reached its end, deciding on them, and carrying the decisions out.

Of a destroyed file the register keeps what the figures are counted from, and nothing else
(``disclosure.cases.keeping.may_stay``); its papers, and its values in the journal, are deleted for good.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, cast

from disclosure.cases.keeping import (
    CaseFile,
    CaseRecord,
    KeepingState,
    Schedule,
    case_files,
    is_destroyed,
    letter_may_stay,
    may_stay,
    parse_schedule,
    refers_to,
    removed_files,
    step_may_stay,
    term_in_words,
    trace_of,
)
from disclosure.column_kinds import columns_by_name
from disclosure.masking import each_of, hiding, unsaid
from disclosure.progress import Progress, silent
from disclosure.record_base import CAPTION_LENGTH
from disclosure.records import (
    Appraisal,
    Attachment,
    FindingNote,
    IssuedLetter,
    LedgerWords,
    Litigation,
    Record,
    Request,
    Review,
)
from disclosure.terms import KeepingDecision
from disclosure.wording import DESTROYED
from exporters.keeping import KeepingList, write_keeping_list
from storage.registers import Registers
from storage.whole_file import whole_file
from tasks.cases.errors import CaseError

_NAME = columns_by_name(Request)["applicant"]
_LEAST_WITNESSES = 2
_KINDS: tuple[type[Request], type[Review], type[Litigation]] = (Request, Review, Litigation)
STALE: Final = "这些案卷刚才有了变化，没有执行；重新选择。"


def schedule_of(registers: Registers) -> Schedule:
    """Return the office's own table of terms from 机关信息."""
    return parse_schedule(registers.profile().retention)


def known_files(registers: Registers) -> list[CaseFile]:
    """Return every case file of the register by the year it was closed, then as entered; last, the recycle bin."""
    requests = list(registers.all(Request))
    appraisals = list(registers.all(Appraisal))
    files = case_files(
        requests,
        registers.all(Review),
        registers.all(Litigation),
        steps=registers.steps_by_request(request.id for request in requests),
        appraisals=appraisals,
        schedule=schedule_of(registers),
    )
    removed = [cast("CaseRecord", one.record) for kind in _KINDS for one in registers.removed(kind)]
    return [*files, *removed_files(removed, appraisals)]


@dataclass(frozen=True)
class KeptLine:
    """One case file in a list: the file, its state on a day, and how many papers it has."""

    file: CaseFile
    state: KeepingState
    papers: int
    today: date

    @property
    def cells(self) -> tuple[str, ...]:
        """The line without its number, below ``HEADINGS`` of the list."""
        file, head = self.file, self.file.head
        since = min(one.arrived_on if isinstance(one, Request) else one.received_on for one in file.records)
        until = file.closed_on or since
        kept = self.today.year - file.closed_on.year if file.closed_on else 0
        return (
            head.archive_number if isinstance(head, Request) else "",
            head.number,
            head.answer_number if isinstance(head, Request) else head.case_number,
            self.title,
            f"{since.year}年" if since.year == until.year else f"{since.year}—{until.year}年",
            term_in_words(file.years),
            f"{kept}年",
            str(self.papers),
            self.said,
        )

    def is_of(self, year: int) -> bool:
        """Whether something was decided on the file, or done with it, in a year."""
        made = self.file.appraisal
        return made is not None and year in (made.decided_on.year, made.done_on.year if made.done_on else 0)

    @property
    def title(self) -> str:
        """What the file is about, without anybody's name."""
        head = self.file.head
        about = _nameless(head.content, _people(head)).replace("\n", " ") if isinstance(head, Request) else head.title
        about = DESTROYED if is_destroyed(head) else about
        short = about if len(about) <= CAPTION_LENGTH else f"{about[:CAPTION_LENGTH]}…"
        others = Counter(one.title for one in self.file.records[1:])
        more = "、".join(f"{title} {count} 件" for title, count in others.items())
        return f"{short}（含{more}）" if more else short

    @property
    def said(self) -> str:
        """The state, and since or until when."""
        made = self.file.appraisal
        if made is not None and made.done_on is not None:
            return f"{made.done_on.isoformat()}{self.state.label}"
        form = _UNTIL.get(self.state)
        return form.format(self.file.ends_on) if form and self.file.ends_on else self.state.label


_UNTIL = {
    KeepingState.KEPT: "保管到{}",
    KeepingState.DUE: "{}期满，待鉴定",
    KeepingState.LONGER: "继续保管到{}",
}


def kept_lines(
    registers: Registers, today: date, states: Collection[KeepingState] = tuple(KeepingState)
) -> list[KeptLine]:
    """Return the case files in some states on a day, with their papers counted."""
    letters = [one for one in registers.all(IssuedLetter) if one.sha256]
    sent = {(one.owner_register, one.owner_id, one.sha256) for one in letters}  # each is kept as an attachment, too
    others = (one for one in registers.all(Attachment) if (one.owner_register, one.owner_id, one.sha256) not in sent)
    papers = Counter((one.owner_register, one.owner_id) for one in letters)
    papers.update((one.owner_register, one.owner_id) for one in others)
    return [
        KeptLine(file, state, sum(papers[one.register, one.id] for one in file.records), today)
        for file in known_files(registers)
        if (state := file.state(today)) in states
    ]


def _people(one: CaseRecord) -> list[str]:
    """Return the names of applicants and plaintiffs, as written."""
    names = (one.plaintiff,) if isinstance(one, Litigation) else (one.applicant, getattr(one, "agent", ""))
    return [each for name in names for each in each_of(_NAME, name)]


def _nameless(text: str, people: Collection[str]) -> str:
    """Return a text about a case without the names of its people."""
    return hiding((_NAME, name) for name in people)(text)


# --- deciding, and carrying out ---


def appraise(registers: Registers, files: Sequence[CaseFile], appraisal: Appraisal, today: date) -> None:
    """Save the decision on some files, one step of 撤销.

    Raises CaseError if a file has not reached the end of its term: it must not be decided before (档案法第二十一条).
    """
    _refuse_to_come("鉴定日期", appraisal.decided_on, today)
    if appraisal.decision is not KeepingDecision.KEEP and not appraisal.approver.strip():
        raise CaseError("要填写批准人：没有批准，不能移交或销毁档案。")
    if appraisal.decision is not KeepingDecision.KEEP and appraisal.keep_until is not None:
        raise CaseError("“继续保管到”只在继续保管时填写；移交、销毁的空着。")
    _refuse_other_than(_fresh(registers, files), _MAY_BE_APPRAISED, appraisal.decided_on, "还不能鉴定")
    made = [replace(appraisal, owner_register=file.head.register, owner_id=file.head.id) for file in files]
    registers.save_all(made, f"档案鉴定：{appraisal.decision.label}")


_MAY_BE_APPRAISED = (KeepingState.DUE, KeepingState.TO_DESTROY, KeepingState.TO_HAND_OVER)


def hand_over_files(registers: Registers, files: Sequence[CaseFile], done_on: date, today: date) -> None:
    """Record that some files were handed to the archive, one step of 撤销; the register keeps them whole."""
    _refuse_to_come("执行日期", done_on, today)
    fresh = _fresh(registers, files)
    _refuse_other_than(fresh, (KeepingState.TO_HAND_OVER,), done_on, "没有鉴定为移交档案馆")
    made = [replace(file.appraisal, done_on=done_on) for file in fresh if file.appraisal]
    registers.save_all(made, "移交档案")


def witnessed_by(witnesses: str, done_on: date, today: date) -> str:
    """Return the 监销人 of a destruction as stored.

    Raises CaseError for fewer than two, and for a day in the future.
    """
    _refuse_to_come("执行日期", done_on, today)
    names = list(dict.fromkeys(filter(None, map(str.strip, re.split("[、，,]", witnesses)))))
    if len(names) < _LEAST_WITNESSES:
        raise CaseError("要填写两名以上监销人，以“、”分隔。")
    return "、".join(names)


def destroy_files(
    registers: Registers,
    files: Sequence[CaseFile],
    done_on: date,
    witnesses: str,
    today: date,
    *,
    progress: Progress = silent,
) -> None:
    """Destroy some files for good: only what the figures are counted from remains. It cannot be undone.

    Raises CaseError for fewer than two 监销人, and for a file not appraised for destruction, or open again; and
    CancelledError if ``progress`` does before the first of them is touched.
    """
    names = witnessed_by(witnesses, done_on, today)
    fresh = _fresh(registers, files)
    _refuse_other_than(fresh, (KeepingState.TO_DESTROY,), done_on, "没有鉴定为销毁")
    letters, appraisals = list(registers.all(IssuedLetter)), list(registers.all(Appraisal))
    remains: list[Record] = []
    for file in fresh:
        for one in file.records:
            sent = (letter for letter in letters if (letter.owner_register, letter.owner_id) == (one.register, one.id))
            remains += [may_stay(one), *map(letter_may_stay, sent)]
            remains += map(step_may_stay, registers.steps(one.id)) if isinstance(one, Request) else ()
        people = [name for one in file.records for name in _people(one)]
        for made in appraisals:
            if (made.owner_register, made.owner_id) == (file.head.register, file.head.id):
                kept = replace(made, reason=_nameless(made.reason, people))
                is_the_last = file.appraisal is not None and made.id == file.appraisal.id
                remains.append(replace(kept, done_on=done_on, witnesses=names) if is_the_last else kept)
        progress(0, 0)
    remains += _told_elsewhere(registers, {name for file in fresh for one in file.records for name in _people(one)})
    registers.let_go(remains, f"销毁案卷（{len(fresh)} 卷）")


def approved(said: Appraisal, today: date) -> Appraisal:
    """Return what was said about destroying records in the recycle bin, as stored.

    Raises CaseError where an approver, a reason or two 监销人 are missing, and for a day in the future.
    """
    on = said.done_on or today
    names = witnessed_by(said.witnesses, on, today)
    for text, what in ((said.approver, "批准人：没有批准，不能销毁"), (said.reason, "鉴定意见：为什么不用留")):
        if not text.strip():
            raise CaseError(f"要填写{what}。")
    return replace(said, decision=KeepingDecision.DESTROY, decided_on=on, done_on=on, witnesses=names)


def destroy_removed(
    registers: Registers, files: Sequence[CaseFile], said: Appraisal, today: date, *, progress: Progress = silent
) -> None:
    """Destroy records in the recycle bin for good; what, when, why, who approved it and who was present is kept.

    Only what was entered by mistake, or twice, is destroyed from there: raises CaseError for a case that was answered,
    or has letters, since that is an archive with a term (档案法第二十一条) even where its number was given to another
    case, and for one that others refer to.
    """
    made = approved(said, today)
    fresh = _fresh(registers, files)
    kept = {(one.register, one.number): one for kind in _KINDS for one in registers.all(kind)}
    sent = {(letter.owner_register, letter.owner_id) for letter in registers.all(IssuedLetter)}
    meant = {about for one in kept.values() for about in refers_to(one)}
    remains: list[Record] = []
    named: set[str] = set()
    for file in fresh:
        one = file.head
        holder = kept.get((one.register, one.number))  # whoever has its number now: itself entered twice, or another
        twin = holder if holder is not None and _is_entered_twice(one, holder) else None
        is_meant = holder is None and (one.register, one.number) in meant
        _refuse_a_case(file, is_sent=(one.register, one.id) in sent, is_meant=is_meant, holder=holder, twin=twin)
        reason = _nameless(made.reason, _people(one))
        remains.append(replace(made, owner_register=one.register, owner_id=one.id, reason=reason))
        named |= {*_people(one)} - {*_people(holder)} if holder else {*_people(one)}
        progress(0, 0)
    remains += _told_elsewhere(registers, named)
    registers.let_go(remains, f"销毁回收站的案件（{len(fresh)} 件）", removed=[trace_of(file.head) for file in fresh])


def _is_entered_twice(one: CaseRecord, other: CaseRecord) -> bool:
    """Whether two records with one number are one case: of the same people, received on the same day."""
    return _people(one) == _people(other) and one.received_on == other.received_on


def _refuse_a_case(
    file: CaseFile, *, is_sent: bool, is_meant: bool, holder: CaseRecord | None, twin: CaseRecord | None
) -> None:
    """Raise CaseError for what is no mistake in the recycle bin, unless its case is kept as the ``twin``."""
    one = file.head
    if not file.is_removed or is_destroyed(one):
        raise CaseError(STALE)
    is_open = one.is_open if isinstance(one, Request) else one.closed_on is None
    if twin is None and (is_sent or not is_open):
        first = "" if holder is None else "把用着它编号的那一件改成别的编号，再"
        raise CaseError(
            f"“{one.caption}”已经办结或者发过文书，是一卷档案，不能从回收站销毁：先{first}恢复，保管期满后鉴定、销毁。"
        )
    if is_meant:
        raise CaseError(f"“{one.caption}”还有登记着的复议、诉讼或者拆分、合并的申请关联它，要先恢复它，或者改正关联。")


def _told_elsewhere(registers: Registers, named: Collection[str]) -> list[Record]:
    """Return what names some people elsewhere without their names."""
    remains: list[Record] = []
    for note in registers.all(FindingNote):  # notes on the case in the checks of a report
        if any(name in note.explanation for name in named):
            remains.append(replace(note, explanation=_nameless(note.explanation, named)))
    for words in registers.all(LedgerWords):  # 「已答复张某某」 was said to mean 予以公开
        told = json.loads(words.said)
        left = unsaid(told, lambda word: any(name in word for name in named))
        remains += [replace(words, said=json.dumps(left, ensure_ascii=False))] if left != told else []
    return remains


def _fresh(registers: Registers, files: Sequence[CaseFile]) -> list[CaseFile]:
    """Return some files as they are now; raises CaseError if one has changed since it was chosen."""
    known = {(file.head.register, file.head.id): file for file in known_files(registers)}
    fresh = [known.get((file.head.register, file.head.id)) for file in files]
    if any(now is None or now.records != was.records for now, was in zip(fresh, files, strict=True)):
        raise CaseError(STALE)
    return [file for file in fresh if file is not None]


def _refuse_to_come(what: str, on: date, today: date) -> None:
    """Raise CaseError for a day in the future, by which a term of years would seem to be over."""
    if on > today:
        raise CaseError(f"{what}{on.isoformat()}还没有到，要核对日期。")


def _refuse_other_than(files: Sequence[CaseFile], states: Collection[KeepingState], on: date, why: str) -> None:
    for file in files:
        made = file.appraisal
        if made is not None and made.done_on is None and on < made.decided_on:
            raise CaseError(f"“{file.head.caption}”{made.decided_on.isoformat()}才鉴定，日期不能早于它。")
        if (state := file.state(on)) not in states:
            raise CaseError(f"“{file.head.caption}”{why}：{state.label}。")


# --- lists ---

_LISTS = {
    KeepingState.DUE: ("档案鉴定清单", "保管期限已满、需要鉴定的案卷", ("鉴定人", "鉴定人", "批准人")),
    KeepingState.TO_DESTROY: ("档案销毁清册", "经鉴定销毁的案卷", ("鉴定人", "批准人", "监销人", "监销人")),
    KeepingState.DESTROYED: ("档案销毁清册", "已经销毁的案卷", ("批准人", "监销人", "监销人")),
    KeepingState.TO_HAND_OVER: ("档案移交清单", "经鉴定移交档案馆的案卷", ("移交人", "接收人")),
    KeepingState.REMOVED: ("回收站清单", "删除后放在回收站里的案件", ("经办人", "批准人")),
    KeepingState.HANDED_OVER: ("档案移交清单", "已经移交档案馆的案卷", ("移交人", "接收人")),
}
_OTHERS = ("档案保管清单", "{}的案卷", ("经办人", "负责人"))


def title_of_list(state: KeepingState) -> str:
    """Return the title of the list of files in a state."""
    return _LISTS.get(state, _OTHERS)[0]


def write_keeping(registers: Registers, state: KeepingState, path: Path, today: date) -> int:
    """Write the list of files in a state, without anybody's name, and return their number.

    Raises ExportError for an unknown suffix, FileUnavailableError for a place that cannot be written.
    """
    title, said, people = _LISTS.get(state, _OTHERS)
    lines = kept_lines(registers, today, (state,))
    office = registers.profile().name
    kept = KeepingList(
        title,
        f"截至{today.isoformat()}，{said.format(state.label)}共 {len(lines)} 卷。责任者：{office}。",
        [(str(place), *line.cells) for place, line in enumerate(lines, start=1)],
        people,
        office,
    )
    with whole_file(path) as aside:
        write_keeping_list(kept, aside, today)
    return len(lines)
