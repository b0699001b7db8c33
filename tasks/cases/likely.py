"""What a new record is likely to hold, by what was entered before: never more than a proposal she can change."""

from dataclasses import dataclass
from itertools import pairwise

from disclosure.records import Release, Request
from disclosure.terms import Channel, DocumentKind, ReleaseCategory, ReleaseChannel
from storage.query import Query
from storage.registers import Registers

_LATEST = 400
_ALIKE = 0.2
"""How much of the pairs of letters of two titles must be the same for one to tell the class of the other."""


def last_channel(registers: Registers) -> Channel | None:
    """Return how the request entered last came in."""
    latest = next(registers.all(Request, Query(descending=True, limit=1)), None)
    return latest.channel if latest is not None else None


def usual_handler(registers: Registers, request: Request) -> str:
    """Return who is likely to sign for a request: its own 承办人, else the one named most."""
    return request.handler or next(iter(registers.most_used(Request, "handler")), "")


def last_release_channels(registers: Registers) -> tuple[ReleaseChannel, ...]:
    """Return where the release entered last was published."""
    latest = registers.all(Release, Query(descending=True, limit=_LATEST))
    return next((release.channels for release in latest if release.channels), ())


@dataclass(frozen=True)
class Class:
    """What a release is, by an earlier title, or by the words it shares with the class; ``like`` is which."""

    category: ReleaseCategory
    document_kind: DocumentKind
    like: str


def class_of(registers: Registers, title: str) -> Class | None:
    """Return the class of the earlier release whose title is most like this one, else the one whose words it holds.

    None where neither tells one class alone.
    """
    wanted = _pairs(title)
    found = [
        (len(wanted & _pairs(release.name)) / len(wanted | _pairs(release.name)), release)
        for release in registers.all(Release, Query(descending=True, limit=_LATEST))
        if wanted
    ]
    share, likest = max(found, key=lambda each: each[0], default=(0.0, None))
    if likest is not None and share >= _ALIKE:
        return Class(likest.category, likest.document_kind, likest.name)
    held = sorted(((len(wanted & _pairs(each.label)), each) for each in ReleaseCategory), key=lambda each: -each[0])
    (most, category), (next_most, _) = held[:2]
    if not most or most == next_most:
        return None
    is_rule = category is ReleaseCategory.ARTICLE_20_1
    parts = (title[begin:end] for begin in range(len(title)) for end in range(begin + 2, len(title) + 1))
    told = max((part for part in parts if part in category.label), key=len, default=category.label)
    return Class(category, DocumentKind.NORMATIVE_DOCUMENT if is_rule else DocumentKind.OTHER, told)


def _pairs(title: str) -> set[str]:
    plain = [letter for letter in title if letter.isalpha()]
    return {first + second for first, second in pairwise(plain)}
