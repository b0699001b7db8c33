"""Which card a register has beside those every record has; imported only for that register."""

from collections.abc import Callable, Mapping
from typing import Protocol, cast

from disclosure.records import Duty, Litigation, Record, Release, Request, Review
from gui.base.session import Session
from gui.kit.cards import Card


class RecordCard(Protocol):
    """A card that shows one record."""

    def show_record(self, record: Record) -> None:
        """Show a record."""


def extra_cards(session: Session, record_type: type[Record]) -> list[Card]:
    """Return the cards of a register's own."""
    return [_MAKERS[record_type](session)] if record_type in _MAKERS else []


def show_in(card: Card, record: Record) -> None:
    """Show a record in one of the extra cards."""
    cast("RecordCard", card).show_record(record)


def _case(session: Session) -> Card:
    from gui.cases.card import CaseCard  # noqa: PLC0415

    return CaseCard(session)


def _dispute(session: Session) -> Card:
    from gui.cases.dispute import DisputeCard  # noqa: PLC0415

    return DisputeCard(session)


def _release(session: Session) -> Card:
    from gui.cases.release import ReleaseCard  # noqa: PLC0415

    return ReleaseCard(session)


def _duty(session: Session) -> Card:
    from gui.cases.duty import DutyCard  # noqa: PLC0415

    return DutyCard(session)


_MAKERS: Mapping[type[Record], Callable[[Session], Card]] = {
    Request: _case,
    Review: _dispute,
    Litigation: _dispute,
    Release: _release,
    Duty: _duty,
}
