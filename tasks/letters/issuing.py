"""Letters from draft to PDF: filling, checking, issuing in one undoable step, voiding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import deadline_of
from disclosure.cases.step_effects import with_effect
from disclosure.errors import DisclosureError
from disclosure.file_names import safe_name
from disclosure.letters import numbers, rules
from disclosure.letters.filling import fill, legal_basis_of
from disclosure.letters.problems import LetterProblem
from disclosure.letters.rules import Sheet
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import LetterTemplate
from disclosure.letters.values import Letter
from disclosure.numerals import NumberSeries
from disclosure.records import IssuedLetter, Litigation, Profile, Record, Request, Review, Step
from exporters.letters import paper as papers
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.fees import piece_of
from tasks.cases.likely import usual_handler
from tasks.cases.merging import merged_with
from tasks.cases.requests import save_record
from tasks.letters.kept import Owner, evidence_rows, letters_of
from tasks.letters.steps import its_step, step_of, told_by
from tasks.letters.suggestions import suggested
from tasks.letters.templates import shipped_templates, templates

PDF, FEE_NOTICE = "application/pdf", "fee-notice"
_HANDLER = "经办人"
EVIDENCE_LIST, _EVIDENCE = "evidence-list", "证据清单"


class LetterNotReadyError(DisclosureError):
    """A letter cannot be issued yet; ``problems`` say why."""

    def __init__(self, problems: Sequence[LetterProblem]) -> None:
        super().__init__("；".join(problem.sentence.rstrip("。") for problem in problems) + "。")
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Draft:
    """A letter not yet issued, what it was made from, and the case it belongs to."""

    owner: Owner
    sheet: Sheet

    @property
    def letter(self) -> Letter:
        """The letter as it would be printed."""
        return self.sheet.letter

    @property
    def problems(self) -> tuple[LetterProblem, ...]:
        """What prevents issuing it, then what is doubtful."""
        return rules.problems(self.sheet)


# --- drafting and checking ---


def draft_letter(
    registers: Registers,
    owner: Owner,
    kind: str,
    typed: Mapping[str, str] | None = None,
    *,
    dated_on: date,
    calendar: WorkCalendar | None = None,
    instead: Owner | None = None,
) -> Draft:
    """Return the letter of a kind (a template's code) for a case, with the number it would get; nothing is saved.

    ``typed`` are the fields the clerk filled in. Blank fields are marked in the letter; one with an invalid value
    raises UnreadableValueError. ``owner`` is read again, so it may be an older copy; ``instead`` is the case as it will
    be saved before the letter is issued.
    """
    template = templates(registers)[kind]
    current = instead or registers.get(type(owner), owner.id)
    known = calendar or load_calendar(registers)
    source = _source(registers, current, template, dated_on, known, typed=typed or {})
    number, used = _number(registers, source, template)
    source = replace(source, number=number)
    sheet = Sheet(
        template=template,
        shipped=shipped_templates()[kind],
        source=source,
        letter=fill(template, source),
        used=frozenset(used),
    )
    return Draft(current, sheet)


def proposals(
    registers: Registers,
    owner: Owner,
    kind: str,
    typed: Mapping[str, str] | None = None,
    *,
    dated_on: date,
    calendar: WorkCalendar | None = None,
) -> dict[str, str]:
    """Return initial texts for the fields of a letter: defaults, calculated dates, the fee by piece.

    Dates are calculated from what is ``typed`` already. If the step of the letter is recorded, its values come first.
    """
    template, current = templates(registers)[kind], registers.get(type(owner), owner.id)
    source = _source(registers, current, template, dated_on, calendar or load_calendar(), typed=typed or {})
    piece = piece_of(registers, source.request) if kind == FEE_NOTICE and source.request is not None else 0
    found = suggested(template, source, piece)
    if kind == EVIDENCE_LIST and not isinstance(current, Request):
        found[_EVIDENCE] = evidence_rows(registers, current)
    if source.request is not None and any(entry.name == _HANDLER for entry in template.typed):
        found[_HANDLER] = usual_handler(registers, source.request)
    return found if source.step is None else {**found, **told_by(source.step, template)}


def day_of(registers: Registers, owner: Owner, kind: str, today: date) -> date:
    """Return the date for a letter: that of its step, if one is recorded, else today."""
    if not isinstance(owner, Request):
        return today
    step = its_step(templates(registers)[kind], registers.steps(owner.id), letters_of(registers, owner), {})
    return step.on if step is not None else today


def _number(registers: Registers, source: LetterSource, template: LetterTemplate) -> tuple[str, frozenset[str]]:
    """Return the number for a letter, and the numbers it must not have.

    An answer keeps the 答复文号 that is already recorded, any other letter that of its step.
    """
    if not template.is_numbered:
        return "", frozenset()
    series = numbers.number_series(registers.profile(), source.dated_on.year, template.mark)
    used = frozenset(used_numbers(registers, series))
    recorded = source.request.answer_number if source.request is not None and template.outcomes else ""
    recorded = recorded or (source.step.letter_number if source.step is not None else "")
    if recorded and recorded not in registers.letter_numbers():
        return recorded, used - {recorded}
    return series.following(used), used


def _source(
    registers: Registers,
    owner: Owner,
    template: LetterTemplate,
    dated_on: date,
    calendar: WorkCalendar,
    *,
    typed: Mapping[str, str],
) -> LetterSource:
    request = owner if isinstance(owner, Request) else registers.named(Request, owner.related_request)
    source = LetterSource(
        profile=registers.profile(),
        dated_on=dated_on,
        typed=typed,
        request=request,
        review=owner if isinstance(owner, Review) else None,
        suit=owner if isinstance(owner, Litigation) else None,
        attachments=registers.attachments(owner.register, owner.id),
        letters=letters_of(registers, owner),
    )
    if request is None:
        return source
    recorded = registers.steps(request.id)
    own = its_step(template, recorded, source.letters, typed) if owner is request else None
    steps = tuple(step for step in recorded if step is not own)
    deadline = deadline_of(request, steps, calendar, dated_on)
    return replace(
        source,
        steps=steps,
        step=own,
        related=registers.named(Request, request.related),
        merged=merged_with(registers, request),
        due_on=deadline.due_on,
        is_due_provisional=deadline.provisional,
        correction_due_on=deadline.correction_notice_by,
        is_correction_provisional=deadline.is_notice_provisional,
        lapses_on=deadline.lapses_on,
        calendar=calendar,
    )


def used_numbers(registers: Registers, series: NumberSeries) -> list[str]:
    """Return all used numbers of a series: those of letters, also voided and removed, and those typed elsewhere."""
    typed = registers.numbers(Request, "answer_number", series.prefix)
    typed += registers.numbers(Step, "letter_number", series.prefix)
    used = dict.fromkeys((*registers.letter_numbers(), *typed))
    return [number for number in used if series.serial(number) is not None]


def missing_numbers(registers: Registers, year: int) -> tuple[str, ...]:
    """Return the unused numbers of a year below the highest used one, for every series."""
    profile = registers.profile()
    series = {numbers.number_series(profile, year, template.mark) for template in templates(registers).values()}
    ordered = sorted(series, key=lambda one: one.prefix)
    return tuple(number for one in ordered for number in one.gaps(used_numbers(registers, one)))


# --- issuing ---


def issue_letter(registers: Registers, draft: Draft) -> IssuedLetter:
    """Issue a letter with its number, keep its PDF with the case and add its step; all undone as one.

    An answer also sets number, result and date on the request, as far as they are blank; its 送达 later makes 答复日期
    the day of delivery (国办公开办函〔2016〕235号). Raises LetterNotReadyError with everything that prevents it; then
    nothing is saved.
    """
    hindrances = [problem for problem in draft.problems if problem.prevents]
    if hindrances:
        raise LetterNotReadyError(hindrances)
    letter, template = draft.letter, draft.sheet.template
    paper = paper_of([letter], registers.profile())
    with registers.batch(f"发出{template.name} {letter.number}".strip()):
        if letter.number and letter.number in registers.letter_numbers():
            raise LetterNotReadyError([LetterProblem(f"文号“{letter.number}”刚刚被用掉，要重新起草。")])
        attachment = registers.attach(
            draft.owner,
            name=f"{file_stem(draft)}.pdf",
            media_type=PDF,
            content=paper,
            kind=template.paper_kind,
        )
        issued = IssuedLetter(
            owner_register=draft.owner.register,
            owner_id=draft.owner.id,
            kind=template.code,
            name=template.name,
            number=letter.number,
            addressee=letter.addressee,
            issued_on=letter.dated_on,
            sha256=attachment.sha256,
        )
        issued = replace(issued, id=registers.save(issued).record_id)
        if isinstance(draft.owner, Request):
            _note_in_case(registers, draft)
        else:
            _note_reply(registers, draft)
    return issued


_REPLIES: Mapping[type[Record], tuple[str, str]] = {
    Review: ("review-reply", "答复日期"),
    Litigation: ("defence", "答辩举证日期"),
}
"""By which letter the office replies to a review body or a court, and the date that is set on the case."""


def settled_by(registers: Registers, case: Owner, kind: str) -> str:
    """Return the label of the date that a letter sets on its review or suit; empty for most letters.

    The reply and the evidence are owed together (行政复议法第四十八条, 行政诉讼法第六十七条): whichever of the two
    papers is written last sets it. With one of them lacking nothing was handed in, and the case stays due.
    """
    if isinstance(case, Request):
        return ""
    reply, label = _REPLIES[type(case)]
    owed = {reply, EVIDENCE_LIST}
    written = {letter.kind for letter in letters_of(registers, case) if not letter.is_voided}
    return label if kind in owed and owed <= written | {kind} else ""


def _note_reply(registers: Registers, draft: Draft) -> None:
    """Set the date of the reply on its case, once the evidence is listed too, unless it has one."""
    case = registers.get(type(draft.owner), draft.owner.id)
    if not settled_by(registers, case, draft.sheet.template.code):
        return
    if isinstance(case, Review) and case.replied_on is None:
        registers.save(replace(case, replied_on=draft.letter.dated_on))
    elif isinstance(case, Litigation) and case.defence_on is None:
        registers.save(replace(case, defence_on=draft.letter.dated_on))


def _note_in_case(registers: Registers, draft: Draft) -> None:
    """Add the letter's step; set an answer's number, result and date, or a receipt's 经办人, on the request."""
    template = draft.sheet.template
    before = request = registers.get(Request, draft.owner.id)
    step = step_of(draft.sheet, request.id)
    if step is not None:
        registers.save(step)
    if step is not None and not step.id:  # a step that was recorded before has had its effect already
        request = with_effect(request, step)
    if template.outcomes:
        voided = {letter.number for letter in letters_of(registers, request) if letter.is_voided}
        if request.answer_number in voided:  # the request is now answered by this letter instead of the voided one
            request = replace(request, answer_number="", answered_on=None)
        request = replace(
            request,
            outcome=request.outcome or template.outcomes[0],
            legal_basis=request.legal_basis or legal_basis_of(template, draft.sheet.source),
            answered_on=request.answered_on or draft.letter.dated_on,
            answer_number=request.answer_number or draft.letter.number,
        )
    if not request.handler:  # whoever signs the receipt handles the request, and is proposed for the next receipt
        request = replace(request, handler=draft.sheet.source.typed.get(_HANDLER, ""))
    if request != before:
        save_record(registers, request)


def void_letter(registers: Registers, letter: IssuedLetter, reason: str) -> IssuedLetter:
    """Void an issued letter; its number is never used again. Raises DisclosureError without a reason."""
    if not reason.strip():
        raise DisclosureError("要写明作废的原因，作废的文号不再使用，原因要留存备查。")
    current = registers.get(IssuedLetter, letter.id)
    voided = replace(current, is_voided=True, void_reason=reason.strip())
    registers.save(voided)
    return voided


# --- files ---


def paper_of(letters: Sequence[Letter], profile: Profile) -> bytes:
    """Return letters as one PDF."""
    return papers.letter_pdf(letters, profile.name)


def file_stem(draft: Draft) -> str:
    """Return the name for a letter's files without suffix: 「补正告知书（测街公开〔2024〕1号）」.

    A letter is called the same in every list: by its name, not by the title on its paper.
    """
    name, number = draft.sheet.template.name, draft.letter.number
    return safe_name(f"{name}（{number}）" if number else name)
