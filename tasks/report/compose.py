"""The report of a year as the file holds it now, and how far its texts are."""

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


@dataclass(frozen=True)
class ProseState:
    """What somebody still has to do with a year's prose, by part.

    ``to_write`` are the prompts of parts nobody has touched; ``unread`` the paragraphs of the program's words, as they
    are printed now, that nobody has read so.
    """

    to_write: Mapping[str, tuple[str, ...]]
    unread: Mapping[str, tuple[str, ...]]


def prose_state(registers: Registers, year: int) -> ProseState:
    """Return what somebody still has to write or to read of a year's prose."""
    with registers.lock:
        drafts, known = registers.drafts(year), source_of(registers, year)
    to_write, unread = {}, {}
    for part in PROSE:
        draft = drafts.get(part)
        asked = prompts(filled(_PARTS[part].default, known)) if state_of(draft) is TextState.UNTOUCHED else ()
        read = draft.read_words.split("\n") if draft else ()
        is_whole = draft is not None and not draft.is_untouched and not draft.read_words
        left = () if is_whole else tuple(one for one in _drafted(draft, part, known) if one not in read)
        if asked:
            to_write[part] = asked
        elif left:
            unread[part] = left
    return ProseState(to_write, unread)


def _drafted(draft: Draft | None, part: str, known: Source) -> Iterator[str]:
    """Yield the paragraphs of a part that are the program's words, as they are printed; headings are nobody's."""
    default = set(_PARTS[part].default.split("\n"))
    for line in text_of(draft, part).split("\n"):
        is_programs = line in default or state_of(draft) is TextState.READ
        if line and is_programs and paragraph(line).level is Level.BODY and (printed := filled(line, known)):
            yield printed


def own_texts(registers: Registers, year: int) -> dict[str, str]:
    """Return what somebody wrote of a year's prose, by part, without the words of bound fields."""
    drafts = registers.drafts(year)
    written = {part: drafts[part] for part in PROSE if state_of(drafts.get(part)) is TextState.WRITTEN}
    return {part: own_text(draft.text) for part, draft in written.items()}


def mark_read(registers: Registers, year: int, part: str, shown: Collection[str] | None = None) -> Draft:
    """Keep that somebody read paragraphs the program drafted for a part: those ``shown``, else all that are unread.

    Words that read otherwise now are not read. Raises DisclosureError where they still ask for something to be
    written; where nothing is to be read the part is left as it is.
    """
    with registers.lock:
        draft, state = registers.drafts(year).get(part), prose_state(registers, year)
        unread = state.unread.get(part, ())
        if part in state.to_write:
            asked = "".join(state.to_write[part])
            raise DisclosureError(f"这一部分还要自己写：{asked}，写好后再点“已阅”。")
        if draft is not None and not unread:
            return draft
        kept = draft or Draft(year=year, part=part, state=TextState.UNTOUCHED)
        if kept.is_untouched:
            kept = replace(kept, text=_PARTS[part].default, state=TextState.READ)
        printed = _drafted(draft, part, source_of(registers, year))
        seen = {*kept.read_words.split("\n"), *(unread if shown is None else shown)}
        kept = replace(kept, read_words="\n".join((BY_PARAGRAPHS, *(one for one in printed if one in seen))))
        with registers.batch(f"已阅 {year} 年报“{_PARTS[part].label}”"):
            return registers.get(Draft, registers.save(kept).record_id)


def write(registers: Registers, year: int, part: str, text: str) -> Draft:
    """Keep what somebody wrote for a part; the program's own text again puts the part back to 未动过."""
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
