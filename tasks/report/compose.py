"""The annual report as the file holds it now, and the state of its texts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from disclosure.checks.notes import judged
from disclosure.checks.subject import RegisterFacts, Subject
from disclosure.checks.years import LARGE_CHANGE_RULE, large_changes, reasons_given
from disclosure.errors import DisclosureError
from disclosure.papers import BY_PARAGRAPHS
from disclosure.records import Draft, FindingNote
from disclosure.report.compose import composed
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport, Level, paragraph
from disclosure.report.narrative import PARTS, PROSE, Source, filled, own_text, prompts
from disclosure.terms import TextState
from storage.query import Query
from storage.registers import Registers

_PARTS = {part.key: part for part in PARTS}


def compose(registers: Registers, year: int, today: date) -> AnnualReport:
    """Return the annual report of ``year``, counted from the registers."""
    return compose_from(registers, year, today)[0]


def compose_from(registers: Registers, year: int, today: date) -> tuple[AnnualReport, Source]:
    """Return the annual report of ``year``, counted from the registers, and the source of its bound fields."""
    known, drafts = registers.of_one_moment(lambda: (source_of(registers, year), registers.drafts(year)))
    report = composed(
        year,
        profile=known.profile,
        facts=known.facts,
        figures=known.figures,
        drafts={part: draft.text for part, draft in drafts.items() if not draft.is_untouched},
        today=today,
        reasons=known.reasons,
    )
    return report, known


def source_of(registers: Registers, year: int) -> Source:
    """Return the current source of a year's bound fields."""
    return registers.of_one_moment(lambda: _source(registers, year))


def _source(registers: Registers, year: int) -> Source:
    period = Period.of(year)
    profile, figures = registers.profile(), registers.figures(period)
    reasons: tuple[str, ...] = ()
    said = [note for note in registers.all(FindingNote, Query(year=year)) if note.rule == LARGE_CHANGE_RULE]
    if said:
        from tasks.report.published import previous_report  # noqa: PLC0415 - the readers load when first used

        counted = AnnualReport(year, "", figures=dict(figures))
        facts = RegisterFacts(large_change=profile.large_change)
        changes = large_changes(Subject(counted, previous_report(registers, year), facts))
        reasons = reasons_given(judged(changes, said))
    return Source(year, profile, registers.facts(period, figures), figures, reasons)


# --- read and written ---


def state_of(draft: Draft | None) -> TextState:
    """Return the state of a part of the prose: 未动过 without a draft; 写过 for a draft older than the states."""
    if draft is None:
        return TextState.UNTOUCHED
    return draft.state or TextState.WRITTEN


def text_of(draft: Draft | None, part: str) -> str:
    """Return the text of a part as the editor shows it: the clerk's, or else the program's."""
    return _PARTS[part].default if draft is None or draft.is_untouched else draft.text


@dataclass(frozen=True)
class ProseState:
    """What is left to do with a year's prose, by part.

    ``to_write`` holds the prompts left in a part, whoever wrote the rest of it; ``unread`` the paragraphs drafted by
    the program that nobody has read in their current wording.
    """

    to_write: Mapping[str, tuple[str, ...]]
    unread: Mapping[str, tuple[str, ...]]


def line_states(draft: Draft | None, part: str, known: Source) -> tuple[TextState | None, ...]:
    """Return the state of each line of a part; None for headings, unprinted lines, and the lines of name and day.

    The program's words are 未动过 until somebody has read them in their current wording; prompts are 未动过, too.
    """
    lines = text_of(draft, part).split("\n")
    if part not in PROSE:
        return (TextState.WRITTEN if state_of(draft) is TextState.WRITTEN else None,) * len(lines)
    default, unread = set(_PARTS[part].default.split("\n")), _unread(draft, part, known)

    def of_line(line: str) -> TextState | None:
        printed = filled(line, known)
        if not printed or paragraph(line).level is not Level.BODY:
            return None
        if line not in default and state_of(draft) is not TextState.READ:
            return TextState.WRITTEN
        return TextState.UNTOUCHED if printed in unread else TextState.READ

    return tuple(of_line(line) for line in lines)


def prose_state(registers: Registers, year: int) -> ProseState:
    """Return what is left to write or read of a year's prose."""
    drafts, known = registers.of_one_moment(lambda: (registers.drafts(year), source_of(registers, year)))
    to_write, unread = {}, {}
    for part in PROSE:
        draft = drafts.get(part)
        if asked := prompts(filled(text_of(draft, part), known)):
            to_write[part] = asked
        elif left := _unread(draft, part, known):
            unread[part] = left
    return ProseState(to_write, unread)


def _unread(draft: Draft | None, part: str, known: Source) -> tuple[str, ...]:
    """Return the paragraphs drafted by the program that nobody has read in their current wording."""
    if draft is not None and not draft.is_untouched and not draft.read_words:
        return ()  # read as a whole, before single paragraphs were recorded
    read = draft.read_words.split("\n") if draft else ()
    return tuple(one for one in _drafted(draft, part, known) if one not in read)


def _drafted(draft: Draft | None, part: str, known: Source) -> Iterator[str]:
    """Yield the paragraphs of a part drafted by the program, as printed, without headings."""
    default = set(_PARTS[part].default.split("\n"))
    for line in text_of(draft, part).split("\n"):
        is_programs = line in default or state_of(draft) is TextState.READ
        if line and is_programs and paragraph(line).level is Level.BODY and (printed := filled(line, known)):
            yield printed


def own_texts(registers: Registers, year: int) -> dict[str, str]:
    """Return what the clerk wrote of a year's prose, by part, without the values of bound fields."""
    drafts = registers.drafts(year)
    written = {part: drafts[part] for part in PROSE if state_of(drafts.get(part)) is TextState.WRITTEN}
    return {part: own_text(draft.text) for part, draft in written.items()}


def mark_read(registers: Registers, year: int, part: str, shown: Collection[str] | None = None) -> Draft:
    """Record that paragraphs drafted by the program were read: those ``shown``, or else all unread ones of a part.

    Paragraphs whose wording has changed meanwhile stay unread. Raises DisclosureError if they still contain prompts;
    does nothing if nothing is unread.
    """
    with registers.lock:
        draft, known = registers.drafts(year).get(part), source_of(registers, year)
        unread = _unread(draft, part, known)
        seen = unread if shown is None else shown
        if asked := prompts("".join(seen)):
            raise DisclosureError(f"这里还要自己写：{''.join(asked)}，写好后再核对。")
        if draft is not None and not unread:
            return draft
        kept = draft or Draft(year=year, part=part, state=TextState.UNTOUCHED)
        if kept.is_untouched:
            kept = replace(kept, text=_PARTS[part].default, state=TextState.READ)
        read = {*kept.read_words.split("\n"), *seen}
        now = (one for one in _drafted(draft, part, known) if one in read)
        kept = replace(kept, read_words="\n".join((BY_PARAGRAPHS, *now)))
        with registers.batch(f"核对 {year} 年报“{_PARTS[part].label}”"):
            return registers.get(Draft, registers.save(kept).record_id)


def write(registers: Registers, year: int, part: str, text: str) -> Draft:
    """Save what the clerk wrote for a part; a text equal to the program's own resets the part to 未动过."""
    with registers.lock:
        draft = registers.drafts(year).get(part)
        is_own = text != _PARTS[part].default
        state = TextState.WRITTEN if is_own else TextState.UNTOUCHED
        kept = replace(
            draft or Draft(year=year, part=part),
            text=text if is_own else "",
            state=state,
            read_words=(draft and draft.read_words) or BY_PARAGRAPHS if is_own else "",
        )
        with registers.batch(f"修改 {year} 年报“{_PARTS[part].label}”"):
            return registers.get(Draft, registers.save(kept).record_id)
