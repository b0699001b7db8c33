"""Letters as files: issued with both shapes kept in the case, written where the clerk chooses, seen as pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.case_state import CaseState
from disclosure.case_steps import next_steps
from disclosure.errors import ExportError
from disclosure.letters.fields import FIELDS
from disclosure.letters.filling import fill
from disclosure.letters.source import LetterSource
from disclosure.letters.templates import LetterTemplate, parse_template
from disclosure.letters.values import Letter
from disclosure.records import IssuedLetter, Litigation, Profile, Request, Review
from disclosure.terms import StepKind
from importers.page_images import PageImage, page_images
from storage.query import Query
from storage.registers import Registers
from tasks.letter_templates import templates
from tasks.letters import PDF, Draft, Owner, file_stem, issue_letter, paper_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AT_FIRST = ("registration-form", "receipt")
_BEFORE_AN_ANSWER = ("approval-sheet",)
_AFTER_AN_ANSWER = ("service-receipt", "file-contents", "filing-form")
_OF_THE_OFFICE = ("application-form",)
_FOR: Mapping[type, tuple[str, ...]] = {
    Review: ("review-reply", "evidence-list"), Litigation: ("defence", "evidence-list"),
}
_ONLY_FOR_DISPUTES = frozenset(code for codes in _FOR.values() for code in codes)


@dataclass(frozen=True)
class LetterChoice:
    """The letters that can be written for a case: those fitting now, and all others, in the order of the list."""

    fitting: tuple[LetterTemplate, ...]
    others: tuple[LetterTemplate, ...]


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
    if owner.outcome is not None:
        found |= {code for code, one in known.items() if owner.outcome in one.outcomes}
    if case.has(StepKind.THIRD_PARTY_ASKED) and not case.is_closed:
        found |= {"consultation-notice", "third-party-reply", "third-party-release"}
    found |= set(_AFTER_AN_ANSWER if case.is_closed else _BEFORE_AN_ANSWER if case.steps else _AT_FIRST)
    return frozenset(found)


def issue_and_keep(registers: Registers, draft: Draft) -> IssuedLetter:
    """Issue a letter and keep it with the case for Word beside the PDF; one step of 撤销.

    Raises LetterNotReadyError with what stands in the way; then nothing is saved.
    """
    with registers.batch(f"发出{draft.sheet.template.name} {draft.letter.number}".strip()):
        issued = issue_letter(registers, draft)
        paper = word_of([draft.letter], registers.profile().name)
        registers.attach(draft.owner, name=f"{file_stem(draft.letter)}.docx", media_type=DOCX, content=paper)
    return issued


def save_papers(registers: Registers, letter: Letter, folder: Path) -> tuple[Path, Path]:
    """Write a letter as .pdf and .docx into a folder; raises ExportError where that cannot be."""
    from exporters.sheets import write_private  # noqa: PLC0415

    profile = registers.profile()
    papers = (folder / f"{file_stem(letter)}.pdf", folder / f"{file_stem(letter)}.docx")
    write_private(papers[0], paper_of([letter], profile))
    write_private(papers[1], word_of([letter], profile.name))
    return papers


def save_kept(registers: Registers, letters: Sequence[IssuedLetter], path: Path) -> None:
    """Write letters that went out, as they were issued, one after the other into one PDF, to be printed together."""
    papers = [registers.content(letter.sha256) for letter in letters if letter.sha256]
    if not papers:
        raise ExportError("选中的文书没有保存原件，无法合并打印。")
    from exporters.joined import joined  # noqa: PLC0415 - only batch printing needs it
    from exporters.sheets import write_private  # noqa: PLC0415

    write_private(path, joined(papers))


def word_of(letters: Sequence[Letter], author: str) -> bytes:
    """Return letters for Word and WPS."""
    from exporters.letters import letter_docx  # noqa: PLC0415 - heavy, and only needed here

    return letter_docx(letters, author)


def pages_of(letter: Letter, profile: Profile, dots_per_inch: float) -> tuple[PageImage, ...]:
    """Return the pages of a letter exactly as its PDF prints them; asks the file for nothing."""
    return page_images(paper_of([letter], profile), dots_per_inch)


def sample_letter(registers: Registers, text: str, dated_on: date) -> Letter:
    """Return the letter a template's text makes for the latest request, blanks marked; raises TemplateError."""

    template = parse_template(text, FIELDS, "这份模板")
    latest = next(registers.all(Request, Query(descending=True, limit=1)), None)
    steps = registers.steps(latest.id) if latest else ()
    source = LetterSource(profile=registers.profile(), dated_on=dated_on, request=latest, steps=steps)
    return fill(template, source)


__all__ = [
    "DOCX", "PDF", "LetterChoice", "issue_and_keep", "letters_for", "pages_of", "sample_letter",
    "save_kept", "save_papers", "word_of",
]
