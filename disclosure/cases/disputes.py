"""Reviews and suits about a request: the proposed record, the deadline for the reply, the papers to submit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from disclosure.calendar.statutory_deadlines import TimeLimit, review_reply_limit
from disclosure.calendar.workdays import DueDate, WorkCalendar
from disclosure.masking import masked_prose
from disclosure.records import Litigation, Profile, Record, Release, Request, Review, Step
from disclosure.terms import FILE_NAME_WORDS, AttachmentKind, CourtInstance, DisputeResult, StepKind, SuitRoute

Dispute: TypeAlias = Review | Litigation


def proposed_review(request: Request, profile: Profile, received_on: date) -> Review:
    """Return a new review of a request for the form after 「收到复议申请」; not saved, not numbered."""
    return Review(
        related_request=request.number,
        applicant=request.applicant,
        review_body=profile.review_body,
        received_on=received_on,
    )


def proposed_suit(
    request: Request, profile: Profile, received_on: date, reviews: Sequence[Review], suits: Sequence[Litigation]
) -> Litigation:
    """Return a new suit of a request for the form after 「收到应诉通知」; not saved, not numbered.

    起诉方式 is 复议后起诉 if a review was received before; after an earlier suit of the request this is its next
    instance, which counts in the block of the first one; its court is another, which the profile does not know.
    """
    review = max(
        (review for review in reviews if review.received_on <= received_on),
        key=lambda review: (review.received_on, review.id),
        default=None,
    )
    first = min(suits, key=lambda suit: (suit.received_on, suit.id), default=None)
    route = SuitRoute.SUIT_AFTER_REVIEW if review else SuitRoute.DIRECT_SUIT
    return Litigation(
        related_request=request.number,
        related_review=review.number if review else "",
        plaintiff=request.applicant,
        court="" if first else profile.court,
        instance=CourtInstance.SECOND if first else CourtInstance.FIRST,
        route=first.route if first else route,
        original_case=first.number if first else "",
        received_on=received_on,
    )


@dataclass(frozen=True)
class ReplyDue:
    """The deadline for the organ's reply: the day, the term and its article, and what is due, in words."""

    due: DueDate
    limit: TimeLimit
    what: str


def reply_due(dispute: Dispute, calendar: WorkCalendar) -> ReplyDue:
    """Return when the 答复 (复议法第四十八、五十四条) or the 答辩状 and evidence (行政诉讼法第六十七条) are due."""
    if isinstance(dispute, Review):
        limit = review_reply_limit(dispute.procedure)
        return ReplyDue(limit.due_after(dispute.received_on, calendar), limit, "提交行政复议答复书和证据材料")
    limit = TimeLimit.COURT_DEFENCE
    return ReplyDue(limit.due_after(dispute.received_on, calendar), limit, "提交答辩状和证据材料")


def replied_on(dispute: Dispute) -> date | None:
    """Return the day the organ replied, or None."""
    return dispute.replied_on if isinstance(dispute, Review) else dispute.defence_on


# --- what to hand in ---


@dataclass(frozen=True)
class Paper:
    """One paper to submit and what it proves; identified by the kind of an attachment, or as one of our letters.

    ``letters`` are codes of templates; ``is_own`` means that it must be stored with the dispute itself: the applicant's
    授权委托, stored with the request, is not the office's.
    """

    name: str
    proves: str
    kinds: frozenset[AttachmentKind] = frozenset()
    letters: frozenset[str] = frozenset()
    is_own: bool = False


@dataclass(frozen=True)
class Held:
    """One file stored with a case: its name, its kind, the code of its letter, and whether it is the dispute's own."""

    name: str
    kind: AttachmentKind | None = None
    letter: str = ""
    is_own: bool = False


def _paper(name: str, proves: str, kind: AttachmentKind | None, *letters: str, is_own: bool = False) -> Paper:
    return Paper(name, proves, frozenset([kind] if kind else ()), frozenset(letters), is_own)


_A = AttachmentKind
_REPLY = {
    Review: _paper("行政复议答复书", "对复议请求的答复意见", _A.REPLY, "review-reply", is_own=True),
    Litigation: _paper("行政诉讼答辩状", "对诉讼请求的答辩意见", _A.REPLY, "defence", is_own=True),
}
_STANDING = (
    _paper("组织机构代码证明、法定代表人身份证明", "本机关的主体资格", _A.STANDING, is_own=True),
    _paper("授权委托书", "代理人的权限；诉讼中负责人不能出庭的，另附说明", _A.AUTHORISATION, is_own=True),
)
_CASE = (
    _paper("政府信息公开申请表", "申请人何时申请公开什么信息", _A.APPLICATION),
    _paper("登记回执或签收凭证", "收到申请之日", _A.RECEIPT, "receipt"),
)
_ANSWER = (
    _paper("答复书", "本机关作出的答复", _A.ANSWER),
    _paper("答复书送达凭证", "答复按期送达", _A.DELIVERY),
)
_BY_STEP: Mapping[StepKind, Paper] = {
    StepKind.PHONE_CONFIRMED: _paper("电话确认记录", "与申请人确认收到申请之日", _A.RECEIPT, "phone-record"),
    StepKind.CORRECTION_ASKED: _paper("补正告知书及送达凭证", "一次性告知补正", None, "correction-notice"),
    StepKind.CORRECTION_RECEIVED: _paper("补正材料", "收到补正之日", _A.CORRECTION),
    StepKind.THIRD_PARTY_ASKED: _paper("第三方意见征求书及签收凭证", "已征求第三方意见", None, "third-party-inquiry"),
    StepKind.THIRD_PARTY_ANSWERED: _paper("第三方的书面意见", "第三方的意见和理由", _A.OPINION),
    StepKind.ORGAN_ASKED: _paper("其他机关意见征求书及签收凭证", "已征求共同制作机关意见", None, "joint-organ-inquiry"),
    StepKind.ORGAN_ANSWERED: _paper("其他机关的书面意见", "其他机关的意见", _A.OPINION),
    StepKind.EXTENDED: _paper("延期告知书、批准件及送达凭证", "延期经批准并在期限内告知", None, "extension-notice"),
    StepKind.REASONS_ASKED: _paper("说明理由告知书及送达凭证", "已要求说明理由", None, "reasons-notice"),
    StepKind.DEFERRED: _paper("延迟答复告知书及送达凭证", "已告知延迟答复的期限", None, "deferral-notice"),
    StepKind.FEE_NOTICE: _paper("收费通知书及送达凭证", "已通知收费", None, "fee-notice"),
    StepKind.FEE_PAID: _paper("缴费凭证", "缴费之日", _A.PAYMENT),
    StepKind.TRANSFERRED: _paper("转办函", "已经转办", None, "amendment-transfer", "assistance-letter"),
}


def papers_due(case: Dispute | Request, steps: Sequence[Step]) -> tuple[Paper, ...]:
    """Return the papers of a case, as its file itself tells: application, each step, answer.

    Of a review or suit, which hands them in, reply and standing come before them; a request has an answer once given.
    """
    kinds = dict.fromkeys(step.kind for step in steps)
    by_step = (_BY_STEP[kind] for kind in kinds if kind in _BY_STEP)
    if isinstance(case, Request):
        return (*_CASE, *by_step, *(_ANSWER if case.is_answered else ()))
    return (_REPLY[type(case)], *_STANDING, *_CASE, *by_step, *_ANSWER)


def found_among(paper: Paper, kept: Sequence[Held]) -> tuple[str, ...]:
    """Return the names of the files that are a required paper, judging by their kind and never by their name."""
    own = (one for one in kept if one.is_own or not paper.is_own)
    return tuple(one.name for one in own if one.letter in paper.letters or one.kind in paper.kinds)


def proves(held: Held, due: Sequence[Paper]) -> str:
    """Return what a file proves as one of the papers due; empty if it is none of them."""
    return next((paper.proves for paper in due if found_among(paper, [held])), "")


def proposed_kind(owner: Record, kept: Collection[AttachmentKind | None], file_name: str = "") -> AttachmentKind:
    """Return the most likely kind of a paper added to a record; only a proposal, which can be changed at any time.

    It follows from the file name, or else from the record and the papers it has already. In a dispute
    法定代表人身份证明 is the office's own.
    """
    if isinstance(owner, Dispute) and "法定代表人" in file_name:
        return _A.STANDING
    for kind, words in FILE_NAME_WORDS:
        if any(word in file_name for word in words):
            return kind
    first = _FIRST_PAPERS.get(type(owner), ())
    return next((kind for kind in first if kind not in kept), _A.RELEASE if isinstance(owner, Release) else _A.OTHER)


_FIRST_PAPERS: Mapping[type[Record], tuple[AttachmentKind, ...]] = {
    Request: (_A.APPLICATION,),
    Review: (_A.DISPUTE_NOTICE,),
    Litigation: (_A.DISPUTE_NOTICE,),
}


# --- what a lost case teaches ---


def asks_why(dispute: Dispute) -> str:
    """Return the question to show at a corrected case whose 原因与改进 is blank; empty otherwise."""
    if dispute.decided_as is not DisputeResult.CORRECTED or dispute.cause.strip():
        return ""
    return "本案结果为“结果纠正”。因为什么被纠正？在“原因与改进”中写一句，以后办理同类答复时会列入检查清单。"


def lesson(dispute: Dispute) -> str:
    """Return the line a corrected case adds to the checklist for similar answers, if any."""
    if dispute.decided_as is not DisputeResult.CORRECTED or not dispute.cause.strip():
        return ""
    how = "复议" if isinstance(dispute, Review) else "诉讼"
    return f"{masked_prose(' '.join(dispute.cause.split()))}（{dispute.number} {how}纠正）"
