"""Likely values of a new record, from earlier entries; only proposals, which the user can change."""

from dataclasses import dataclass
from itertools import pairwise

from disclosure.records import Release, Request
from disclosure.terms import Channel, DocumentKind, ReleaseCategory, ReleaseChannel
from storage.query import Filter, Query
from storage.registers import Registers

_LATEST = 400
_ALIKE = 0.2
"""The least share of equal pairs of characters for one title to suggest the class of another."""


def last_channel(registers: Registers) -> Channel | None:
    """Return the channel of the request entered last."""
    latest = next(registers.all(Request, Query(descending=True, limit=1)), None)
    return latest.channel if latest is not None else None


def usual_handler(registers: Registers, request: Request) -> str:
    """Return who is likely to handle a request: its own 承办人, else the most frequent one."""
    return request.handler or next(iter(registers.most_used(Request, "handler")), "")


def last_release_channels(registers: Registers) -> tuple[ReleaseChannel, ...]:
    """Return the channels of the release entered last."""
    latest = registers.all(Release, Query(descending=True, limit=_LATEST))
    return next((release.channels for release in latest if release.channels), ())


def last_statistics_category(registers: Registers, category: ReleaseCategory) -> str:
    """Return the 统计类别 of the latest release of a 信息类别 that has one; empty if none has."""
    same = Query(filters=(Filter("category", "any_of", (category,)),), descending=True, limit=_LATEST)
    found = (release.statistics_category.strip() for release in registers.all(Release, same))
    return next(filter(None, found), "")


@dataclass(frozen=True)
class Class:
    """The class of a release, by a similar earlier title or by words it has in common with it; ``like`` says which."""

    category: ReleaseCategory
    document_kind: DocumentKind
    like: str


def class_of(registers: Registers, title: str) -> Class | None:
    """Return the class of the earlier release with the most similar title, else the one whose words the title contains.

    None if neither suggests a single class.
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
