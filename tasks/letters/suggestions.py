"""What the fields of a letter could hold before anybody types: dates counted by the calendar, the fee by its tiers."""

from collections.abc import Callable, Mapping, Sequence

from disclosure.calendar.statutory_deadlines import REASONABLE, TimeLimit
from disclosure.cases.fees import ARTICLE, BY_PIECE_TARIFF, fee_of_piece
from disclosure.letters.course import course_told
from disclosure.letters.fields import unanswered
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import LetterTemplate
from disclosure.records import Attachment, Request
from disclosure.terms import AttachmentKind
from disclosure.wording import SEPARATOR, enumerated

FEEDBACK_DAYS = 5
"""Working days proposed for an answer from another department of the office; no law sets them."""


PAPERS_RECEIVED = "收到材料"
DAYS_MORE = "延长工作日"
"""The typed field by which another one is counted: that follows it until it is changed itself."""


def suggested(template: LetterTemplate, source: LetterSource, piece: int = 0) -> dict[str, str]:
    """Return proposals by field name, as they would be typed; the clerk may change each.

    ``piece`` is which request of its month this is for its applicant (``disclosure.cases.fees.piece_in_month``).
    """
    found = {entry.name: entry.default for entry in template.typed if entry.default}
    for entry in template.typed:
        if entry.name in _PROPOSALS and (proposal := _PROPOSALS[entry.name](source)):
            found[entry.name] = proposal
    if template.code == "fee-notice" and fee_of_piece(piece):
        price = fee_of_piece(piece)
        found["收费标准"] = f"{BY_PIECE_TARIFF}（{ARTICLE}第四条）；本件为当月第{piece}件，计{price}元"
        found["收费数额"] = str(price)
    return found


def _after(days: int) -> Callable[[LetterSource], str]:
    """Return the day so many working days after the letter's date; empty without a calendar."""

    def proposal(source: LetterSource) -> str:
        if source.calendar is None:
            return ""
        return source.calendar.nth_workday_after(source.dated_on, days).isoformat()

    return proposal


def _extended(source: LetterSource) -> str:
    """Return the last day after an extension: by the days typed, else those of its step, else the most there may be."""
    typed = source.typed.get(DAYS_MORE, "").strip()
    if typed and not typed.isdecimal():
        return ""
    recorded = int(typed) if typed else source.step.days if source.step is not None else None
    day = source.extended_to(recorded or TimeLimit.EXTENSION.length_on(source.dated_on))
    return "" if day is None else day.isoformat()


def papers_received(request: Request, kept: Sequence[Attachment] = ()) -> str:
    """Return what is known to have come in with a request: no receipt confirms a paper that nobody handed in."""
    kinds = [attachment.kind for attachment in kept]
    told = {
        "政府信息公开申请": max(1, kinds.count(AttachmentKind.APPLICATION)),
        "身份证明": max(1 if request.identity_number else 0, kinds.count(AttachmentKind.IDENTITY)),
        "授权委托书": kinds.count(AttachmentKind.AUTHORISATION),
    }
    return "；".join(f"{name} {count} 份" for name, count in told.items() if count)


_UPHELD, _DISMISSED = "维持本机关作出的政府信息公开答复", "驳回申请人的行政复议请求"
"""What is asked of a review: where nothing was answered there is nothing to uphold (行政复议法第六十九条)."""
_SHORT, _WHOLE = "条例", "《中华人民共和国政府信息公开条例》"
"""The law of every answer as registers call it, and as a paper for others does."""


def _basis(source: LetterSource) -> str:
    """Return what the answer a review or suit is about rests on, as its register says."""
    request = source.request
    cited = request.legal_basis.split(SEPARATOR) if request is not None and request.is_answered else []
    named = [f"{_WHOLE}{each.removeprefix(_SHORT)}" if each.startswith(_SHORT) else each for each in cited if each]
    return f"{enumerated(named)}。" if named else ""


_PROPOSALS: Mapping[str, Callable[[LetterSource], str]] = {
    "补正期限": _after(REASONABLE.usual),
    "说明理由期限": _after(REASONABLE.usual),
    "反馈期限": _after(FEEDBACK_DAYS),
    "新的答复期限": _extended,
    "事实经过": course_told,
    "法律依据": _basis,
    "答复请求": lambda source: _DISMISSED if unanswered(source) else _UPHELD,
    PAPERS_RECEIVED: lambda source: papers_received(source.request, source.attachments) if source.request else "",
}
