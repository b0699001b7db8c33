"""Letters as files: issued with both shapes kept in the case, written where the clerk chooses, seen as pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from disclosure.cases.state import CaseState
from disclosure.cases.steps import next_steps
from disclosure.errors import ExportError
from disclosure.letters.fields import FIELDS
from disclosure.letters.filling import fill
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import LetterTemplate, parse_template
from disclosure.letters.values import Letter
from disclosure.masking import veiled
from disclosure.records import Attachment, IssuedLetter, Litigation, Profile, Request, Review
from disclosure.terms import StepKind
from exporters.letters.paper import letter_docx, letters_document
from exporters.paper.files import framed_in, render
from exporters.paper.joined import joined
from importers.page_images import PageImage, page_images
from storage.query import Query
from storage.registers import Registers
from storage.whole_file import write_whole
from tasks.letters.envelopes import envelopes_of
from tasks.letters.issuing import PDF, Draft, Owner, file_stem, issue_letter, letters_of
from tasks.letters.steps import waiting_for_letter
from tasks.letters.templates import templates

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AT_FIRST = ("registration-form", "receipt")
_BEFORE_AN_ANSWER = ("approval-sheet",)
_AFTER_AN_ANSWER = ("service-receipt", "file-contents", "filing-form")
_OF_THE_OFFICE = ("application-form",)
_FOR: Mapping[type, tuple[str, ...]] = {
    Review: ("review-reply", "evidence-list"),
    Litigation: ("defence", "evidence-list"),
}
_ONLY_FOR_DISPUTES = frozenset(code for codes in _FOR.values() for code in codes)


@dataclass(frozen=True)
class LetterChoice:
    """The letters that can be written for a case: those fitting now, and all others, in the order of the list."""

    fitting: tuple[LetterTemplate, ...]
    others: tuple[LetterTemplate, ...]


@dataclass(frozen=True)
class Issued:
    """A letter that went out: its line in the register, and its PDF and Word papers as they are kept.

    Whatever is shown or saved of it afterwards comes from here, never from a draft.
    """

    letter: IssuedLetter
    papers: tuple[Attachment, Attachment]


def letters_for(registers: Registers, owner: Owner) -> LetterChoice:
    """Return which letters fit a case now, by its next steps and its result, and all others."""
    known = templates(registers)
    codes = _fitting(registers, owner, known)
    allowed = [one for code, one in known.items() if code not in _ONLY_FOR_DISPUTES or not isinstance(owner, Request)]
    return LetterChoice(
        tuple(one for one in allowed if one.code in codes),
        tuple(one for one in allowed if one.code not in codes and one.code not in _OF_THE_OFFICE),
    )


def _fitting(registers: Registers, owner: Owner, known: Mapping[str, LetterTemplate]) -> frozenset[str]:
    if not isinstance(owner, Request):
        return frozenset(_FOR[type(owner)])
    case = CaseState(owner, registers.steps(owner.id))
    steps = {form.kind for form in next_steps(case).likely}
    found = {code for code, one in known.items() if one.step in steps and not one.outcomes}
    waiting = {step.kind for step in waiting_for_letter(case.steps, letters_of(registers, owner))}
    found |= {code for code, one in known.items() if one.step in waiting}
    if owner.outcome is not None:
        found |= {code for code, one in known.items() if owner.outcome in one.outcomes}
    if case.has(StepKind.THIRD_PARTY_ASKED) and not case.is_closed:
        found |= {"consultation-notice", "third-party-reply", "third-party-release"}
    found |= set(_AFTER_AN_ANSWER if case.is_closed else _BEFORE_AN_ANSWER if case.steps else _AT_FIRST)
    return frozenset(found)


def issue_and_keep(registers: Registers, draft: Draft) -> Issued:
    """Issue a letter and keep it with the case for Word beside the PDF; one step of 撤销.

    Raises LetterNotReadyError with what stands in the way; then nothing is saved.
    """
    with registers.batch(f"发出{draft.sheet.template.name} {draft.letter.number}".strip()):
        letter = issue_letter(registers, draft)
        kept = registers.attachments(draft.owner.register, draft.owner.id)
        printed = next(paper for paper in reversed(kept) if paper.sha256 == letter.sha256)
        content = word_of([draft.letter], registers.profile().name)
        word = registers.attach(
            draft.owner,
            name=f"{file_stem(draft.letter)}.docx",
            media_type=DOCX,
            content=content,
            kind=draft.sheet.template.paper_kind,
        )
    return Issued(letter, (printed, word))


def save_papers(registers: Registers, issued: Issued, folder: Path) -> tuple[Path, ...]:
    """Write the kept papers of a letter into a folder, byte for byte and by their names.

    Raises ExportError where that cannot be, RecordNotFoundError for a letter that was taken back meanwhile.
    """
    registers.get(IssuedLetter, issued.letter.id)  # a number taken back is given to another letter
    kept = {folder / paper.name: registers.content(paper.sha256) for paper in issued.papers}
    for path, content in kept.items():
        write_whole(path, content, private=True)
    return tuple(kept)


def kept_with_envelope(registers: Registers, letter: IssuedLetter, dated_on: date) -> tuple[bytes, str]:
    """Return a letter that went out, with the applicant's envelope behind it where an address is known.

    The second value names what no font draws on the envelope; empty for nothing.
    """
    paper = kept_together(registers, [letter])
    request = registers.get(Request, letter.owner_id)
    if not request.address.strip():
        return paper, ""
    envelope, framed = envelopes_of(registers, [request], dated_on=dated_on)
    return joined([paper, envelope]), framed


def kept_together(registers: Registers, letters: Sequence[IssuedLetter]) -> bytes:
    """Return letters that went out, as they were issued, one after the other in one PDF, to be printed together."""
    papers = [registers.content(letter.sha256) for letter in letters if letter.sha256]
    if not papers:
        raise ExportError("选中的文书没有保存原件，无法合并打印。")
    return joined(papers)


def save_kept(registers: Registers, letters: Sequence[IssuedLetter], path: Path) -> None:
    """Write letters that went out into one PDF."""
    write_whole(path, kept_together(registers, letters), private=True)


def word_of(letters: Sequence[Letter], author: str) -> bytes:
    """Return letters for Word and WPS."""
    return letter_docx(letters, author)


def pages_of(
    letter: Letter, profile: Profile, dots_per_inch: float, marked: Sequence[str] = ()
) -> tuple[PageImage, ...]:
    """Return the pages of a letter exactly as its PDF prints them, with the places of texts; asks the file nothing."""
    return page_images(render(letters_document([letter], profile.name), ".pdf"), dots_per_inch, marked=marked)


def framed_words_of(letter: Letter) -> str:
    """Return one sentence that names what no font draws in a letter, which goes out all the same; empty for nothing."""
    return framed_in(letter.text)


def kept_pages(registers: Registers, letter: IssuedLetter) -> Callable[[float], tuple[PageImage, ...]]:
    """Return what draws the pages of the kept PDF at so many dots per inch; drawing asks the file for nothing."""
    return partial(page_images, registers.content(letter.sha256))


def sample_letter(registers: Registers, text: str, dated_on: date) -> Letter:
    """Return the letter a template's text makes for the latest request, blanks marked; raises TemplateError.

    Nobody asked to see that request: its numbers are masked.
    """
    template = parse_template(text, FIELDS, "这份模板")
    latest = next(registers.all(Request, Query(descending=True, limit=1)), None)
    steps = tuple(veiled(step) for step in registers.steps(latest.id)) if latest else ()
    shown = veiled(latest) if latest else None
    source = LetterSource(profile=registers.profile(), dated_on=dated_on, request=shown, steps=steps)
    return fill(template, source)


__all__ = [
    "DOCX",
    "PDF",
    "Issued",
    "LetterChoice",
    "framed_words_of",
    "issue_and_keep",
    "kept_pages",
    "kept_together",
    "kept_with_envelope",
    "letters_for",
    "pages_of",
    "sample_letter",
    "save_kept",
    "save_papers",
    "word_of",
]
