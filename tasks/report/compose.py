"""The report of a year as the file holds it now, and how far its texts are."""

from datetime import date

from disclosure.checks.notes import judged
from disclosure.checks.subject import RegisterFacts, Subject
from disclosure.checks.years import LARGE_CHANGE_RULE, large_changes, reasons_given
from disclosure.errors import DisclosureError
from disclosure.records import Draft, FindingNote
from disclosure.report.compose import composed
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import PARTS, PROSE, Source, filled, own_text, prompts
from disclosure.terms import TextState
from storage.query import Query
from storage.registers import Registers

_PARTS = {part.key: part for part in PARTS}


def compose(registers: Registers, year: int, today: date) -> AnnualReport:
    """Return the annual report of ``year``, counted anew from the registers."""
    with registers.lock:
        known = source_of(registers, year)
        drafts = registers.drafts(year)
    return composed(
        year,
        profile=known.profile,
        facts=known.facts,
        figures=known.figures,
        drafts={part: draft.text for part, draft in drafts.items() if not draft.is_untouched},
        today=today,
        reasons=known.reasons,
    )


def source_of(registers: Registers, year: int) -> Source:
    """Return what the bound fields of a year draw on now."""
    period = Period.of(year)
    with registers.lock:
        profile, figures = registers.profile(), registers.figures(period)
        reasons: tuple[str, ...] = ()
        said = [note for note in registers.all(FindingNote, Query(year=year)) if note.rule == LARGE_CHANGE_RULE]
        if said:
            from tasks.report.published import previous_report  # noqa: PLC0415 - the readers load when first used

            counted = AnnualReport(year, "", figures=dict(figures))
            facts = RegisterFacts(large_change=profile.large_change)
            changes = large_changes(Subject(counted, previous_report(registers, year), facts))
            reasons = reasons_given(judged(changes, said))
        return Source(year, profile, registers.facts(period), figures, reasons)


# --- read and written ---


def state_of(draft: Draft | None) -> TextState:
    """Return how far a part of the prose is; one without a draft is 未动过, one of before there were states 写过."""
    if draft is None:
        return TextState.UNTOUCHED
    return draft.state or TextState.WRITTEN


def text_of(draft: Draft | None, part: str) -> str:
    """Return the text of a part as it stands in the editor: the clerk's, or the program's where nobody wrote one."""
    return _PARTS[part].default if draft is None or draft.is_untouched else draft.text


def untouched(registers: Registers, year: int) -> dict[str, tuple[str, ...]]:
    """Return the parts of a year's prose nobody has read or written, each with the prompts it still holds."""
    with registers.lock:
        drafts = registers.drafts(year)
        parts = [part for part in PROSE if state_of(drafts.get(part)) is TextState.UNTOUCHED]
        known = source_of(registers, year) if parts else None
    return {part: prompts(filled(_PARTS[part].default, known)) for part in parts if known is not None}


def own_texts(registers: Registers, year: int) -> dict[str, str]:
    """Return what somebody wrote of a year's prose, by part, without the words of bound fields."""
    drafts = registers.drafts(year)
    written = {part: drafts[part] for part in PROSE if state_of(drafts.get(part)) is TextState.WRITTEN}
    return {part: own_text(draft.text) for part, draft in written.items()}


def mark_read(registers: Registers, year: int, part: str) -> Draft:
    """Keep that somebody read the words the program drafted for a part; from then on they stay as they were read.

    Raises DisclosureError where they still ask for something to be written; a part written already is left as it is.
    """
    with registers.lock:
        draft = registers.drafts(year).get(part)
        asked = untouched(registers, year).get(part)
        if draft is not None and asked is None:
            return draft
        if asked:
            raise DisclosureError(f"这一部分还要自己写：{''.join(asked)}，写好后不必再点“已阅”。")
        read = Draft(id=draft.id if draft else 0, year=year, part=part, text=_PARTS[part].default, state=TextState.READ)
        with registers.batch(f"已阅 {year} 年报“{_PARTS[part].label}”"):
            return registers.get(Draft, registers.save(read).record_id)


def write(registers: Registers, year: int, part: str, text: str) -> Draft:
    """Keep what somebody wrote for a part; the program's own text again puts the part back to 未动过."""
    with registers.lock:
        draft = registers.drafts(year).get(part)
        is_own = text != _PARTS[part].default
        state = TextState.WRITTEN if is_own else TextState.UNTOUCHED
        kept = Draft(id=draft.id if draft else 0, year=year, part=part, text=text if is_own else "", state=state)
        with registers.batch(f"修改 {year} 年报“{_PARTS[part].label}”"):
            return registers.get(Draft, registers.save(kept).record_id)
