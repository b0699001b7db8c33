"""What a letter is filled from: the case in the registers, and what the clerk typed for this letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.records import Attachment, IssuedLetter, Litigation, Profile, Request, Review, Step
from disclosure.terms import StepKind
from disclosure.wording import chinese_date


@dataclass(frozen=True, kw_only=True)
class LetterSource:
    """One case and the typed fields of one letter.

    ``related`` is the earlier request of the same applicant, ``merged`` are those answered together with it. ``due_on``
    is the last day to answer (None: unknown), ``correction_due_on`` the last day to ask for 补正 (条例第三十条),
    ``lapses_on`` the first day after the applicant's time for 补正 or 缴费. ``step`` is the step of this very letter,
    if it was recorded before it; ``steps`` does not contain it.
    """

    profile: Profile
    dated_on: date
    number: str = ""
    request: Request | None = None
    steps: tuple[Step, ...] = ()
    step: Step | None = None
    related: Request | None = None
    merged: tuple[Request, ...] = ()
    review: Review | None = None
    suit: Litigation | None = None
    due_on: date | None = None
    is_due_provisional: bool = False
    correction_due_on: date | None = None
    is_correction_provisional: bool = False
    lapses_on: date | None = None
    calendar: WorkCalendar | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    letters: tuple[IssuedLetter, ...] = ()

    @property
    def due_day(self) -> str:
        """The last day to answer in words, 「2027年1月14日（暂定）」; empty if unknown. A sentence names no other."""
        return _in_words(self.due_on, is_provisional=self.is_due_provisional)

    @property
    def correction_day(self) -> str:
        """The last day to ask for 补正 in words, with （暂定） as in ``due_day``; empty if unknown."""
        return _in_words(self.correction_due_on, is_provisional=self.is_correction_provisional)

    def extended_to(self, days: int) -> date | None:
        """Return the last day to answer after an extension of working days (条例第三十三条第二款), None if unknown."""
        if self.due_on is None or self.calendar is None:
            return None
        return self.calendar.nth_workday_after(self.due_on, days)

    def last(self, *kinds: StepKind) -> Step | None:
        """Return the latest step of these kinds, or None."""
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)


def _in_words(day: date | None, *, is_provisional: bool) -> str:
    return "" if day is None else chinese_date(day) + ("（暂定）" if is_provisional else "")
