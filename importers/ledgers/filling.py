"""Columns that old ledgers always lack, and the values proposed for all rows at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from disclosure.records import Litigation, Profile, Record, Release, Request, Review
from disclosure.terms import Channel, DocumentKind, ReleaseCategory, SuitRoute
from importers.ledgers.meaning import applicant_kind, release_category

Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Fill:
    """A missing column: how it is filled (``told``, a Chinese phrase), and the function that fills it for one row."""

    name: str
    told: str
    value: Callable[[Values, Profile], Any]


def _first(*names: str) -> Callable[[Values, Profile], date | None]:
    return lambda values, _office: next((values[name] for name in names if values.get(name)), None)


def _category(values: Values, office: Profile) -> ReleaseCategory:
    """Return the category by the title, else 第二十一条 for a street or township, 第二十条第（十五）项 for others."""
    suggested = release_category(str(values.get(name, "")) for name in ("name", "summary"))
    others = ReleaseCategory.ARTICLE_21 if office.level.is_grassroots else ReleaseCategory.ARTICLE_20_15
    return suggested or others


def _document_kind(values: Values, _office: Profile) -> DocumentKind:
    is_normative = values.get("category") is ReleaseCategory.ARTICLE_20_1
    return DocumentKind.NORMATIVE_DOCUMENT if is_normative else DocumentKind.OTHER


def _all_came(channel: Channel) -> Fill:
    return Fill("channel", f"都填“{channel.label}”", lambda _values, _office: channel)


_FILLS: Mapping[type[Record], tuple[Fill, ...]] = {
    Request: (
        Fill("applicant_kind", "按申请人名称判断", lambda values, _office: applicant_kind(values.get("applicant", ""))),
        _all_came(Channel.COUNTER),
        Fill("arrived_on", "与收到申请之日同一天", _first("received_on")),
        Fill("received_on", "与来件日期同一天", _first("arrived_on")),
    ),
    Release: (
        Fill("formed_on", "与制发日期或公开日期同一天", _first("issued_on", "published_on")),
        Fill("category", "按信息名称判断", _category),
        Fill("document_kind", "信息类别是规范性文件的为行政规范性文件，其余为其他", _document_kind),
    ),
    Review: (Fill("review_body", "按机关信息中的复议机关", lambda _values, office: office.review_body),),
    Litigation: (
        Fill("court", "按机关信息中的管辖法院", lambda _values, office: office.court),
        Fill(
            "route",
            f"填了关联复议的为{SuitRoute.SUIT_AFTER_REVIEW.label}，其余为{SuitRoute.DIRECT_SUIT.label}",
            lambda values, _office: (
                SuitRoute.SUIT_AFTER_REVIEW if values.get("related_review") else SuitRoute.DIRECT_SUIT
            ),
        ),
    ),
}


_BLANKS: Mapping[type[Record], tuple[Fill, ...]] = {
    record_type: tuple(fill for fill in fills if fill.name not in ("channel", "received_on"))
    for record_type, fills in _FILLS.items()
}
"""Blank cells taken from other cells of the row, marked as unconfirmed: an explanation of a policy seldom has a date of
its own. Not how a request came, of which nothing tells, and no deadline starts from a guess."""


def fills_for(record_type: type[Record], matched: frozenset[str], *, has_clock: bool = False) -> tuple[Fill, ...]:
    """Return the proposals for the missing columns of a ledger, each after those it depends on.

    Requests with the minute of their arrival (``has_clock``) came in through a platform.
    """
    fills = (fill for fill in _FILLS.get(record_type, ()) if fill.name not in matched)
    return tuple(_all_came(Channel.INTERNET) if has_clock and fill.name == "channel" else fill for fill in fills)


def fill_blanks(
    record_type: type[Record], values: dict[str, Any], reasons: Iterable[str], fills: Iterable[Fill], office: Profile
) -> set[str]:
    """Fill the missing columns of a ledger and blank cells of a row; return the unconfirmed columns.

    ``reasons`` names the columns that have another error.
    """
    for fill in fills:
        if not values.get(fill.name) and (value := fill.value(values, office)):
            values[fill.name] = value
    blank = set()
    for fill in _BLANKS.get(record_type, ()):
        if fill.name not in (*values, *reasons) and (value := fill.value(values, office)):
            values[fill.name] = value
            blank.add(fill.name)
    return blank
