"""Letters as files: kept as PDF and for Word when issued, saved where the clerk chooses, and shown as pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from disclosure.errors import ExportError
from disclosure.letters.fields import FIELDS
from disclosure.letters.filling import fill
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import parse_template
from disclosure.letters.values import Letter
from disclosure.masking import veiled
from disclosure.records import Attachment, IssuedLetter, Profile, Request
from disclosure.wording import listed
from exporters.letters.paper import letter_docx, letter_pdf, letters_document
from exporters.paper.files import framed_in, render
from exporters.paper.joined import joined
from importers.page_images import PageImage, page_images
from storage.query import Query
from storage.registers import Registers
from storage.whole_file import whole_files, write_whole
from tasks.letters.envelopes import envelopes_of
from tasks.letters.issuing import Draft, draft_letter, file_stem, issue_letter
from tasks.letters.kept import Owner

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Issued:
    """An issued letter and its two kept files, PDF and Word, from which it is shown and saved from then on."""

    letter: IssuedLetter
    papers: tuple[Attachment, Attachment]


def issue_and_keep(registers: Registers, draft: Draft) -> Issued:
    """Issue a letter and keep it with the case as PDF and for Word; one step of 撤销.

    Raises LetterNotReadyError with what prevents it; then nothing is saved.
    """
    with registers.batch(f"发出{draft.sheet.template.name} {draft.letter.number}".strip()):
        letter = issue_letter(registers, draft)
        kept = registers.attachments(draft.owner.register, draft.owner.id)
        printed = next(paper for paper in reversed(kept) if paper.sha256 == letter.sha256)
        content = letter_docx([draft.letter], registers.profile().name)
        word = registers.attach(
            draft.owner,
            name=f"{file_stem(draft)}.docx",
            media_type=DOCX,
            content=content,
            kind=draft.sheet.template.paper_kind,
        )
    return Issued(letter, (printed, word))


def save_papers(registers: Registers, issued: Issued, folder: Path) -> tuple[Path, ...]:
    """Write the kept files of a letter into a folder.

    Raises ExportError where that is impossible, RecordNotFoundError where issuing it was undone meanwhile.
    """
    registers.get(IssuedLetter, issued.letter.id)  # after undo, another letter may get its number
    kept = {folder / paper.name: registers.content(paper.sha256) for paper in issued.papers}
    with whole_files(private=True) as aside_of:
        for path, content in kept.items():
            aside_of(path).write_bytes(content)
    return tuple(kept)


def kept_with_envelope(registers: Registers, letter: IssuedLetter, dated_on: date) -> tuple[bytes, str]:
    """Return an issued letter, followed by the applicant's envelope if an address is known.

    The second value is a sentence about characters on the envelope that no font has; empty for none.
    """
    paper = kept_together(registers, [letter])
    request = registers.get(Request, letter.owner_id)
    if not request.address.strip():
        return paper, ""
    envelope, framed = envelopes_of(registers, [request], dated_on=dated_on)
    return joined([paper, envelope]), framed


_SLIPS: Mapping[str, tuple[str, str]] = {
    "third-party-inquiry": ("third-party-reply", "征求书文号"),
    "joint-organ-inquiry": ("joint-organ-reply", "征求意见书文号"),
}
"""By the code of an inquiry, the reply slip enclosed with it, and the slip's field for the inquiry's number."""


def has_slip(code: str) -> bool:
    """Whether a reply slip is enclosed with a letter."""
    return code in _SLIPS


def kept_with_slip(
    registers: Registers, owner: Owner, letter: IssuedLetter, code: str, typed: Mapping[str, str]
) -> bytes:
    """Return an issued inquiry, followed by its reply slip, filled in as far as possible."""
    slip, number = _SLIPS[code]
    draft = draft_letter(registers, owner, slip, {**typed, number: letter.number}, dated_on=letter.issued_on)
    return joined([kept_together(registers, [letter]), letter_pdf([draft.letter], registers.profile().name)])


def kept_together(registers: Registers, letters: Sequence[IssuedLetter]) -> bytes:
    """Return issued letters as one PDF, to be printed together.

    Letters of a destroyed case have no paper left; ``without_paper`` says which are missing.
    """
    papers = [registers.content(letter.sha256) for letter in letters if letter.sha256]
    if not papers:
        raise ExportError("选中的文书没有保存原件，无法合并打印。")
    return joined(papers)


def without_paper(letters: Sequence[IssuedLetter]) -> str:
    """Return a sentence about the letters whose paper was destroyed with their case; empty for none."""
    lost = [letter.number or letter.name for letter in letters if not letter.sha256]
    return f"其中 {len(lost)} 份没有保存原件，不在里面：{listed(lost)}。" if lost else ""


def save_kept(registers: Registers, letters: Sequence[IssuedLetter], path: Path) -> None:
    """Write issued letters to one PDF."""
    write_whole(path, kept_together(registers, letters), private=True)


def pages_of(
    letter: Letter, profile: Profile, dots_per_inch: float, marked: Sequence[str] = ()
) -> tuple[PageImage, ...]:
    """Return the pages of a letter as in its PDF, with the places of the ``marked`` texts; does not read the file."""
    return page_images(render(letters_document([letter], profile.name), ".pdf"), dots_per_inch, marked=marked)


def framed_words_of(letter: Letter) -> str:
    """Return a sentence about characters of a letter that no font has; empty for none. It can be issued anyway."""
    return framed_in(letter.text)


def kept_pages(registers: Registers, letter: IssuedLetter) -> Callable[[float], tuple[PageImage, ...]]:
    """Return a function that draws the pages of the kept PDF at a resolution; drawing does not read the file."""
    return partial(page_images, registers.content(letter.sha256))


def sample_letter(registers: Registers, text: str, dated_on: date) -> Letter:
    """Return the letter a template makes for the latest request, with blanks marked; raises TemplateError.

    The request is masked, because nobody asked to see it.
    """
    template = parse_template(text, FIELDS, "这份模板")
    latest = next(registers.all(Request, Query(descending=True, limit=1)), None)
    steps = tuple(veiled(step) for step in registers.steps(latest.id)) if latest else ()
    shown = veiled(latest) if latest else None
    source = LetterSource(profile=registers.profile(), dated_on=dated_on, request=shown, steps=steps)
    return fill(template, source)
