"""What is kept of a case: the issued letters and all papers, with their kinds and what they prove."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TypeAlias

from disclosure.cases.disputes import Dispute, Held, Paper, found_among, papers_due, proves
from disclosure.errors import SourceUnreadableError
from disclosure.records import IssuedLetter, Litigation, Record, Request, Review, Step
from disclosure.terms import AttachmentKind
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.disputes import request_of, reviews_of, suits_of
from tasks.letters.templates import templates

Owner: TypeAlias = Request | Review | Litigation
"""What a letter may belong to."""


def letters_of(registers: Registers, owner: Record) -> tuple[IssuedLetter, ...]:
    """Return the letters of a case in the order they were issued."""
    wanted = (Filter("owner_register", "equals", owner.register), Filter("owner_id", "equals", owner.id))
    return tuple(registers.all(IssuedLetter, Query(filters=wanted)))


_PAGED = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"})


@dataclass(frozen=True)
class Exhibit:
    """One file to submit: its name, where it comes from, its size and content, and what it proves.

    The content is loaded when it is written, because all papers of a case together may not fit into memory.
    """

    name: str
    source: str
    size: int
    sha256: str
    content: Callable[[], bytes]
    held: Held | None = None
    proves: str = ""

    @property
    def pages(self) -> int | None:
        """How many pages a PDF or a picture has; None for anything else, and for one that cannot be opened."""
        if PurePath(self.name).suffix.lower() not in _PAGED:
            return None
        from importers.paper_pages import opened_paper  # noqa: PLC0415 - the libraries of pages and pictures are heavy

        try:
            return len(opened_paper(self.content()).pages)
        except SourceUnreadableError:
            return None


def kept_papers(registers: Registers, case: Owner, *, with_identity: bool) -> Iterator[Exhibit]:
    """Yield the papers of a case in the order they are submitted, without voided letters."""
    request = request_of_case(registers, case)
    due = papers_due(case, steps_of_case(registers, case))
    kinds = {code: template.paper_kind for code, template in templates(registers).items()}
    for owner in _owners(registers, case, request):
        letters = {letter.sha256: letter for letter in letters_of(registers, owner)}
        for attachment in registers.attachments(owner.register, owner.id):
            letter = letters.get(attachment.sha256)
            if (attachment.is_identity and not with_identity) or (letter is not None and letter.is_voided):
                continue
            source = f"{owner.title}{owner.caption} {'附件' if letter is None else '已发文书'}"
            # a letter older than the kinds is classified by its template
            code = letter.kind if letter else ""
            kind = attachment.what_it_is or kinds.get(code)
            held = Held(attachment.name, kind, code, is_own=owner == case)
            content = partial(registers.content, attachment.sha256)
            told = proves(held, due)
            yield Exhibit(attachment.name, source, attachment.size, attachment.sha256, content, held, told)


def expected_papers(registers: Registers, case: Owner) -> tuple[tuple[Paper, tuple[str, ...]], ...]:
    """Return each paper that a case should have, with the names of the kept files of this kind."""
    kept = [exhibit.held for exhibit in kept_papers(registers, case, with_identity=True) if exhibit.held]
    return tuple((paper, found_among(paper, kept)) for paper in papers_due(case, steps_of_case(registers, case)))


_FROM = {
    AttachmentKind.APPLICATION: "申请人提交",
    AttachmentKind.CORRECTION: "申请人提交",
    AttachmentKind.PAYMENT: "申请人提交",
    AttachmentKind.OPINION: "被征求意见的一方提交",
}
"""Who made a paper, where it was not the office."""


def evidence_rows(registers: Registers, case: Dispute) -> str:
    """Return the papers that prove something in a review or suit, as rows for its 证据和依据目录.

    The reply itself is no evidence, and a letter kept as PDF and for Word counts once. Pages are numbered
    consecutively, up to the first paper whose number of pages is unknown.
    """
    rows: dict[str, tuple[str, int | None]] = {}
    for one in kept_papers(registers, case, with_identity=False):
        kind, name = one.held.kind if one.held is not None else None, PurePath(one.name).stem
        if not one.proves or kind is AttachmentKind.REPLY:
            continue
        told, pages = rows.get(name, (f"{_FROM.get(kind, '本机关') if kind else '本机关'}｜{one.proves}", None))
        rows[name] = told, pages or one.pages
    lines: list[str] = []
    last: int | None = 0
    for place, (name, (told, pages)) in enumerate(rows.items(), start=1):
        first, last = (None, None) if last is None or pages is None else (last + 1, last + pages)
        where = "" if first is None else f"{first}" if first == last else f"{first}—{last}"
        lines.append(f"{place}｜{name}｜{told}｜{where}")
    return "\n".join(lines)


def request_of_case(registers: Registers, case: Owner) -> Request | None:
    """Return the request a case is about, or is."""
    return case if isinstance(case, Request) else request_of(registers, case)


def steps_of_case(registers: Registers, case: Owner) -> tuple[Step, ...]:
    """Return the steps of the request a case is about, or is; none where no request is known."""
    request = request_of_case(registers, case)
    return registers.steps(request.id) if request is not None else ()


def _owners(registers: Registers, dispute: Owner, request: Request | None) -> Iterator[Record]:
    """Yield the records whose papers belong to a case: itself, the review and first instance before it, the request.

    For a request: itself, then its reviews and suits.
    """
    yield dispute
    if isinstance(dispute, Request):
        yield from (*reviews_of(registers, dispute), *suits_of(registers, dispute))
        return
    if isinstance(dispute, Litigation):
        before = (
            registers.named(Review, dispute.related_review) if dispute.related_review else None,
            registers.named(Litigation, dispute.original_case) if dispute.original_case else None,
        )
        yield from (record for record in before if record is not None and record != dispute)
    if request is not None:
        yield request
