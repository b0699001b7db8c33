"""来件登记: turning a paper into a filled form, each value with its source, and storing it once the form is saved."""

import hashlib
import mimetypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from disclosure.cases.disputes import Dispute
from disclosure.column_kinds import Column, columns_by_name
from disclosure.errors import DisclosureError, SourceUnreadableError, UnreadableValueError
from disclosure.paper_words import REMARKED, PaperKind
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, RECORD_TYPES, Attachment, Litigation, Record, Release, Request, Review
from disclosure.terms import AttachmentKind, Judgment, ReviewDecision
from importers.ledgers.recognising import OldLedger, recognised
from importers.papers import Incoming, KeptPaper, read_files
from importers.papers.found import Found, Reading
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.disputes import open_review, open_suit

_FEW = 3
_SURELY_A_LEDGER = 6
"""A table with so many headings of a register is a ledger."""
_PERHAPS_ONE = 2
"""A table with so many is a ledger, unless it says much as a paper."""
_SAYS_MUCH = 2
"""A paper from which so many values can be read says much."""


@dataclass(frozen=True)
class Read:
    """One value for a field and where it was read, in words; ``others`` are other values the paper gives for it."""

    value: Any
    where: str
    others: tuple["Read", ...] = ()


@dataclass(frozen=True)
class PaperToKeep:
    """One paper with the form: its name, its bytes, its most likely kind, and where it is stored already, if it is."""

    name: str
    content: bytes
    kind: AttachmentKind
    kept_with: str = ""


@dataclass(frozen=True)
class Intake:
    """A paper as a form: the register, the values to begin with, the values read, the papers to store.

    ``start`` holds the values of a new record before the paper is read; ``amends`` is an existing case it belongs to.
    ``title`` is the paper's own title, if any. ``told`` holds what the user has to know first. ``ledger`` is set if the
    paper is rather a ledger. ``files`` and ``texts`` (pasted) are its sources.
    """

    register: str
    title: str
    start: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, Read] = field(default_factory=dict)
    papers: tuple[PaperToKeep, ...] = ()
    told: tuple[str, ...] = ()
    amends: Record | None = None
    ledger: OldLedger | None = None
    files: tuple[Path, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def record_type(self) -> type[Record]:
        """The type of record the form saves."""
        return LEDGERS[self.register]


def take_in_files(
    registers: Registers,
    paths: Sequence[Path],
    register: str,
    today: date,
    progress: Progress = silent,
    *,
    texts: Sequence[str] = (),
    may_be_ledger: bool = False,
) -> Intake:
    """Return what some files and pasted ``texts`` would fill in.

    ``register`` is that of the page, for papers that do not say what they are; with ``may_be_ledger``, a single file
    that is a ledger is reported as one. Nothing is saved and no file is copied. Raises SourceUnreadableError,
    CancelledError.
    """
    ledger: OldLedger | None = None
    if may_be_ledger and len(paths) == 1:
        with suppress(SourceUnreadableError):
            ledger = recognised(paths[0], progress)
    if ledger is not None and ledger.rows and ledger.weight >= _SURELY_A_LEDGER:
        return Intake(ledger.record_type.register, "", ledger=ledger, files=tuple(paths))
    intake = _intake(registers, read_files(paths, register, progress, texts), register, today)
    is_one = ledger is not None and ledger.rows and ledger.weight >= _PERHAPS_ONE and len(intake.readings) < _SAYS_MUCH
    return replace(intake, files=tuple(paths), texts=tuple(texts), ledger=ledger if is_one else None)


def keep_papers(registers: Registers, owner: Record, papers: Sequence[PaperToKeep]) -> None:
    """Store the papers a form was filled from with its record."""
    for paper in papers:
        media_type = mimetypes.guess_type(paper.name)[0] or "application/octet-stream"
        registers.attach(owner, name=paper.name, media_type=media_type, content=paper.content, kind=paper.kind)


def _intake(registers: Registers, incoming: Incoming, register: str, today: date) -> Intake:
    found = incoming.found
    known = {kind.register for kind in PaperKind}
    wanted = register if register in known else PaperKind.APPLICATION.register
    if found.kind is not None:
        wanted = found.kind.register
    told = list(incoming.told)
    readings = dict(_typed(found, LEDGERS[wanted], told))
    start, amends = _BEGINNINGS[wanted](registers, found, readings, today)
    papers: dict[str, KeptPaper] = {}
    for paper in incoming.papers:
        papers.setdefault(_hash(paper), paper)
    to_keep = tuple(_to_keep(registers, sha256, paper) for sha256, paper in papers.items())
    told += [
        f"“{paper.name}”已经放在{paper.kept_with}的材料里，核对是不是同一件。" for paper in to_keep if paper.kept_with
    ]
    if not readings and not incoming.told:
        told.append("没有认出可以填的内容，照原件填写，保存时文件照样放进材料。")
    return Intake(wanted, found.title, start, readings, to_keep, tuple(told), amends)


# --- values ---


def _typed(found: Found, record_type: type[Record], told: list[str]) -> Iterator[tuple[str, Read]]:
    """Yield the values read, by column; those that are invalid are added to ``told``."""
    known = columns_by_name(record_type)
    for name, readings in found.readings.items():
        if name in known:
            read = [each for reading in readings for each in _values(known[name], reading, told)]
            if read:
                yield name, Read(read[0].value, read[0].where, tuple(read[1:]))
    remarks = [(reading, word) for name, word in REMARKED.items() for reading in found.readings.get(name, ())[:1]]
    if remarks and "remarks" in known:
        text = "；".join(f"{word}：{reading.value}" for reading, word in remarks)
        yield "remarks", Read(text, "读自 " + "、".join(dict.fromkeys(reading.where for reading, _ in remarks)))


def _values(column: Column, reading: Reading, told: list[str]) -> Iterator[Read]:
    try:
        yield Read(column.parse(reading.value), f"读自 {reading.where}")
    except UnreadableValueError as unreadable:
        told.append(f"{column.label}：{unreadable}（{reading.where}）")


def _day(found: Found, name: str) -> Read | None:
    reading = next(iter(found.readings.get(name, ())), None)
    return Read(date.fromisoformat(reading.value), f"读自 {reading.where}") if reading else None


# --- what each register begins with ---

Beginning: TypeAlias = tuple[dict[str, Any], Record | None]


def _request(_registers: Registers, found: Found, readings: dict[str, Read], today: date) -> Beginning:
    """来件日期 is the day of the e-mail, or else today; the day on the paper is shown beside it."""
    sent, written = _day(found, "sent_on"), _day(found, "written_on")
    if sent is not None:
        readings["arrived_on"] = sent
    elif written is not None:
        readings["arrived_on"] = Read(today, "", (written,) if written.value != today else ())
    return {"arrived_on": today}, None


def _review(registers: Registers, found: Found, readings: dict[str, Read], today: date) -> Beginning:
    request = _concerned(registers, found, readings, "applicant")
    start = _fields(open_review(registers, request, today)) if request else _of_profile(registers, "review_body", today)
    if (decision := readings.get("decision")) and isinstance(decision.value, ReviewDecision):
        readings["result"] = Read(decision.value.result, f"{decision.where}（按结果明细）")
    return _dispute(registers, found, readings, Review, start)


def _suit(registers: Registers, found: Found, readings: dict[str, Read], today: date) -> Beginning:
    request = _concerned(registers, found, readings, "plaintiff")
    start = _fields(open_suit(registers, request, today)) if request else _of_profile(registers, "court", today)
    if (judgment := readings.get("judgment")) and isinstance(judgment.value, Judgment):
        readings["result"] = Read(judgment.value.result, f"{judgment.where}（按结果明细）")
    return _dispute(registers, found, readings, Litigation, start)


def _dispute(
    registers: Registers, found: Found, readings: dict[str, Read], record_type: type[Dispute], start: dict[str, Any]
) -> Beginning:
    """A case with a known number is continued; a new one was received today, whatever the date on the paper."""
    number = readings["case_number"].value if "case_number" in readings else ""
    known = next(registers.all(record_type, Query(filters=(Filter("case_number", "equals", number),))), None)
    written = _day(found, "written_on")
    if number and known is not None:
        return {}, known
    if found.is_decision:  # the case was received long ago
        return {name: value for name, value in start.items() if name != "received_on"}, None
    if written is not None and written.value != start["received_on"]:
        readings["received_on"] = Read(start["received_on"], "", (written,))
    return start, None


def _release(registers: Registers, found: Found, readings: dict[str, Read], _today: date) -> Beginning:
    office = registers.profile().name
    publisher = next(iter(found.readings.get("publisher", ())), None)
    if publisher and publisher.value != office and (not office or not office.endswith(publisher.value)):
        readings["department"] = Read(publisher.value, f"读自 {publisher.where}")
    return {}, None


_BEGINNINGS: Mapping[str, Callable[[Registers, Found, dict[str, Read], date], Beginning]] = {
    Request.register: _request,
    Review.register: _review,
    Litigation.register: _suit,
    Release.register: _release,
}


def _concerned(registers: Registers, found: Found, readings: dict[str, Read], party: str) -> Request | None:
    """Return the request a case is about: by the 文号 of our answer, or else by the applicant if only one fits."""
    if found.numbers:
        by_number = Query(filters=(Filter("answer_number", "any_of", list(found.numbers)),), limit=_FEW)
        for request in registers.all(Request, by_number):
            readings["related_request"] = Read(request.number, f"按文号“{request.answer_number}”找到")
            return request
    name = readings[party].value if party in readings else ""
    by_name = Query(filters=(Filter("applicant", "equals", name),), descending=True, limit=_FEW) if name else None
    of_name = list(registers.all(Request, by_name)) if by_name else []
    if of_name:
        others = tuple(Read(each.number, "同名的另一件申请") for each in of_name[1:])
        readings["related_request"] = Read(of_name[0].number, "按姓名或名称找到", others)
    return of_name[0] if of_name else None


def _of_profile(registers: Registers, name: str, today: date) -> dict[str, Any]:
    known = str(getattr(registers.profile(), name))
    return {"received_on": today} | ({name: known} if known else {})


def _fields(record: Record) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(record) if each.name != "id"}


# --- papers ---


def _hash(paper: KeptPaper) -> str:
    return hashlib.sha256(paper.content).hexdigest()


def _to_keep(registers: Registers, sha256: str, paper: KeptPaper) -> PaperToKeep:
    same = Query(filters=(Filter("sha256", "equals", sha256),), limit=1)
    return PaperToKeep(
        paper.name,
        paper.content,
        paper.kind,
        next((_owner(registers, kept) for kept in registers.all(Attachment, same)), ""),
    )


def _owner(registers: Registers, kept: Attachment) -> str:
    """Return the record a stored paper belongs to: 「依申请公开 2024-3」."""
    record_type = RECORD_TYPES[kept.owner_register]
    try:
        return f"{record_type.title} {registers.get(record_type, kept.owner_id).caption}"
    except DisclosureError:
        return record_type.title
