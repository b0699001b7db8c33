"""The state of a release on its way to publication, and whether a document is in force, from its dates alone.

保密审查 comes before release, item by item (条例第十七条; 保守国家秘密法第三十五条); 初审, 复审 and 终审 are 三审三校.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.calendar.workdays import DAY
from disclosure.records import Release
from disclosure.report.counting import ended_on, issued_on
from disclosure.term_base import Term
from disclosure.terms import DocumentKind, SecrecyConclusion

EXPIRING_DAYS = 90
"""Within so many days a document expires soon: enough time to evaluate and renew it."""


class ReleaseState(Term):
    """The state of a release."""

    AWAITS_SECRECY_REVIEW = "awaits_secrecy_review", "待保密审查"
    AWAITS_DECISION = "awaits_decision", "待上级确定"
    AWAITS_FIRST_CHECK = "awaits_first_check", "待初审"
    AWAITS_SECOND_CHECK = "awaits_second_check", "待复审"
    AWAITS_FINAL_CHECK = "awaits_final_check", "待终审"
    AWAITS_PUBLICATION = "awaits_publication", "待公开"
    PUBLISHED = "published", "已公开"
    TAKEN_DOWN = "taken_down", "已撤下"
    WITHHELD = "withheld", "不予公开"


@dataclass(frozen=True)
class ReleaseAction:
    """What to do next: the button, the columns of Release in its form, by name, and the article that requires it."""

    button: str
    fields: tuple[str, ...]
    article: str = ""


_ACTIONS: Mapping[ReleaseState, ReleaseAction] = {
    ReleaseState.AWAITS_SECRECY_REVIEW: ReleaseAction(
        "登记保密审查",
        ("secrecy_reviewer", "secrecy_reviewed_on", "secrecy_conclusion", "is_forwarded"),
        "条例第十七条；保守国家秘密法第三十五条",
    ),
    ReleaseState.AWAITS_DECISION: ReleaseAction(
        "登记上级意见", ("secrecy_reviewed_on", "secrecy_conclusion", "remarks"), "条例第十七条"
    ),
    ReleaseState.AWAITS_FIRST_CHECK: ReleaseAction("登记初审", ("first_checked_by", "first_checked_on")),
    ReleaseState.AWAITS_SECOND_CHECK: ReleaseAction("登记复审", ("second_checked_by", "second_checked_on")),
    ReleaseState.AWAITS_FINAL_CHECK: ReleaseAction("登记终审", ("final_checked_by", "final_checked_on")),
    ReleaseState.AWAITS_PUBLICATION: ReleaseAction(
        "登记公开", ("published_on", "channels", "web_address"), "条例第二十三条、第二十六条"
    ),
    ReleaseState.PUBLISHED: ReleaseAction("撤下", ("taken_down_on", "remarks")),
    ReleaseState.TAKEN_DOWN: ReleaseAction("重新公开", ("published_on", "taken_down_on", "channels", "web_address")),
    ReleaseState.WITHHELD: ReleaseAction("重新审查", ("secrecy_reviewer", "secrecy_reviewed_on", "secrecy_conclusion")),
}

_BEFORE_PUBLICATION: tuple[tuple[ReleaseState, Callable[[Release], bool]], ...] = (
    (ReleaseState.AWAITS_SECRECY_REVIEW, lambda release: release.secrecy_conclusion is None),
    (ReleaseState.WITHHELD, lambda release: release.secrecy_conclusion is SecrecyConclusion.WITHHOLD),
    (ReleaseState.AWAITS_DECISION, lambda release: release.secrecy_conclusion is SecrecyConclusion.REFER),
    (ReleaseState.AWAITS_FIRST_CHECK, lambda release: release.first_checked_on is None),
    (ReleaseState.AWAITS_SECOND_CHECK, lambda release: release.second_checked_on is None),
    (ReleaseState.AWAITS_FINAL_CHECK, lambda release: release.final_checked_on is None),
)
"""The state of a release not yet public is the first of these whose condition holds."""


def release_state(release: Release, today: date) -> ReleaseState:
    """Return the state of a release on a day; a public one is public, whatever steps were skipped before."""
    if release.taken_down_on is not None and release.taken_down_on <= today:
        return ReleaseState.TAKEN_DOWN
    if release.published_on is not None and release.published_on <= today:
        return ReleaseState.PUBLISHED
    waiting = (state for state, holds in _BEFORE_PUBLICATION if holds(release))
    return next(waiting, ReleaseState.AWAITS_PUBLICATION)


def next_action(state: ReleaseState) -> ReleaseAction:
    """Return the next action for a release in a state."""
    return _ACTIONS[state]


class DocumentState(Term):
    """The life of a 规章 or 行政规范性文件."""

    NOT_YET_IN_FORCE = "not_yet_in_force", "未生效"
    IN_FORCE = "in_force", "现行有效"
    EXPIRING = "expiring", "即将到期"
    REPEALED = "repealed", "已废止"
    EXPIRED = "expired", "已失效"
    NOT_A_DOCUMENT = "not_a_document", "不适用"


def document_state(release: Release, today: date) -> DocumentState:
    """Return the state of a document on a day, consistent with 现行有效件数 of table two; 不适用 for other releases."""
    if release.document_kind is DocumentKind.OTHER:
        return DocumentState.NOT_A_DOCUMENT
    ended = ended_on(release)
    if ended is not None and ended <= today:
        return DocumentState.REPEALED if ended == release.repealed_on else DocumentState.EXPIRED
    if issued_on(release) > today:
        return DocumentState.NOT_YET_IN_FORCE
    if ended is not None and ended - today <= EXPIRING_DAYS * DAY:
        return DocumentState.EXPIRING
    return DocumentState.IN_FORCE
