"""The bound fields of the letters: names in braces, and the words from the record that replace them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from disclosure.cases.keeping import parse_schedule, term_in_words, term_of
from disclosure.letters.source import LetterSource
from disclosure.records import Record, Request
from disclosure.terms import Applicant, Channel, PartyOpinion, StepKind
from disclosure.wording import as_text, chinese_date, yuan

Words: TypeAlias = Callable[[LetterSource], str]


@dataclass(frozen=True)
class LetterField:
    """One name that may be used in braces, and the function that returns its words, empty if there are none.

    ``office_column`` is the column of 机关信息 to fill in where it is blank; empty for fields of the case.
    """

    name: str
    words: Words
    office_column: str = ""


def spoken(value: object) -> str:
    """Return a value as letters say it: dates in Chinese, terms without their printed number."""
    if isinstance(value, date):
        return chinese_date(value)
    return getattr(value, "plain_label", None) or as_text(value)


def _of(owner: str, name: str) -> Words:
    """Return a function for a column of the profile, the request, the earlier request, the review or the suit."""

    def words(source: LetterSource) -> str:
        record: Record | None = getattr(source, owner)
        return "" if record is None else spoken(getattr(record, name))

    return words


def _of_step(kinds: tuple[StepKind, ...], name: str) -> Words:
    """Return a function for a column of the latest step of some kinds."""

    def words(source: LetterSource) -> str:
        step = source.last(*kinds)
        if step is None:
            return ""
        value = getattr(step, name)
        return yuan(value) if name == "amount" and value is not None else spoken(value)

    return words


def _office(source: LetterSource) -> str:
    return source.profile.office or "政府信息公开工作机构"


_SEVERAL = re.compile(r"[^、，,；;\s]+[、，,；;][^、，,；;\s]+|.+等[\d一二三四五六七八九十]+[人名户位]")
"""「王某、赵某」, 「王某等5人」: one application of several people."""


def _you(source: LetterSource) -> str:
    request = source.request
    if request is None:
        return "你"
    if request.applicant_kind is not Applicant.NATURAL_PERSON:
        return "你单位"
    return "你们" if _SEVERAL.match(request.applicant) else "你"


def _kept_for(source: LetterSource) -> str:
    """Return the term of this case file in the office's table, or the table as typed where it does not say."""
    retention, case = source.profile.retention, source.suit or source.review or source.request
    years = term_of(parse_schedule(retention), case) if case is not None else None
    return term_in_words(years) or retention


def _opening(source: LetterSource) -> str:
    """Return the sentence nearly every letter begins with (收到申请之日 as in 条例第三十一条)."""
    request = source.request
    if request is None:
        return ""
    day = request.received_on or request.arrived_on
    corrected = source.last(StepKind.CORRECTION_RECEIVED)
    later = f"，{chinese_date(corrected.on)}收到{_you(source)}的补正材料" if corrected else ""
    return (
        f"本机关于{chinese_date(day)}收到{_you(source)}提出的政府信息公开申请（登记编号：{request.number}）{later}。"
        f"{_you(source)}申请公开：{_wanted(request)}。{_merged(source)}"
    )


def _merged(source: LetterSource) -> str:
    """Return the sentence about the other requests answered with this letter, each with its content if it differs."""
    if source.request is None or not source.merged:
        return ""
    wanted = _wanted(source.request)
    others = [
        f"{one.number}，{chinese_date(one.received_on or one.arrived_on)}收到"
        + ("" if _wanted(one) == wanted else f"，申请公开：{_wanted(one)}")
        for one in source.merged
    ]
    alike = "内容相同的" if all(_wanted(one) == wanted for one in source.merged) else ""
    told = f"（登记编号：{'；'.join(others)}）与本件合并办理，一并答复。"
    return f"{_you(source)}另提出的{alike}政府信息公开申请{told}"


def _wanted(request: Request) -> str:
    """Return what a request asks for, as it stands in a sentence."""
    return request.content.strip().rstrip("。；")


def _contact(source: LetterSource) -> str:
    profile = source.profile
    parts = (
        ("联系部门", profile.office),
        ("地址", profile.address),
        ("邮编", profile.postcode),
        ("电话", profile.phone),
    )
    return "，".join(f"{label}：{value}" for label, value in parts if value)


def _due(source: LetterSource) -> str:
    return source.due_day


def _channel_sentence(source: LetterSource) -> str:
    request = source.request
    if request is None:
        return ""
    return "口头提出，由工作人员代为填写" if request.channel is Channel.ORAL else request.channel.label


def _steps(source: LetterSource) -> str:
    names = [f"{step.called}（{step.party}）" if step.party else step.called for step in source.steps]
    rows = [
        f"{chinese_date(step.on)}｜{name}｜{step.letter_number}｜{step.detail}"
        for step, name in zip(source.steps, names, strict=True)
    ]
    return "\n".join(row.replace("\n", " ") for row in _numbered(rows))


def _papers(source: LetterSource) -> str:
    """Return the papers of the case as numbered rows: the letters issued, then the attachments."""
    letters = [
        f"{letter.name}｜{letter.number}｜{chinese_date(letter.issued_on)}"
        for letter in source.letters
        if not letter.is_voided
    ]
    own = {letter.sha256 for letter in source.letters if letter.sha256}
    others = [f"{attachment.name}｜｜" for attachment in source.attachments if attachment.sha256 not in own]
    return "\n".join(_numbered([*letters, *others]))


def unanswered(source: LetterSource) -> str:
    """Return the number of the request if it had no answer when its review or suit came in; else nothing."""
    request, dispute = source.request, source.review or source.suit
    if request is None or dispute is None:
        return ""
    answered_on = request.counted_answer_on
    if answered_on is not None and answered_on <= dispute.received_on:
        return ""
    return f"登记编号：{request.number}，{chinese_date(request.received_on or request.arrived_on)}收到"


def _objected_on(source: LetterSource) -> str:
    """Return the day the third party last objected; empty where it has not, or has consented since."""
    last = source.last(StepKind.THIRD_PARTY_ANSWERED)
    return chinese_date(last.on) if last is not None and last.opinion is PartyOpinion.OBJECTS else ""


def _numbered(rows: list[str]) -> list[str]:
    return [f"{place}｜{row}" for place, row in enumerate(rows, start=1)]


_THIRD = (StepKind.THIRD_PARTY_ASKED,)
_ASKED = (StepKind.CORRECTION_ASKED,)
_FEE = (StepKind.FEE_NOTICE,)
_SENT = (StepKind.DELIVERED,)
_ANSWERED = (StepKind.THIRD_PARTY_ANSWERED,)

_DECLARED = (
    LetterField("机关全称", _of("profile", "name"), "name"),
    LetterField("工作机构", _office, "office"),
    LetterField("机关地址", _of("profile", "address"), "address"),
    LetterField("机关邮编", _of("profile", "postcode"), "postcode"),
    LetterField("机关电话", _of("profile", "phone"), "phone"),
    LetterField("机关邮箱", _of("profile", "email"), "email"),
    LetterField("网站名称", _of("profile", "website_name"), "website_name"),
    LetterField("网站", _of("profile", "website"), "website"),
    LetterField("复议机关", _of("profile", "review_body"), "review_body"),
    LetterField("管辖法院", _of("profile", "court"), "court"),
    LetterField("保管期限", _kept_for, "retention"),
    LetterField("联系方式", _contact, "address"),
    LetterField("登记编号", _of("request", "number")),
    LetterField("申请人", _of("request", "applicant")),
    LetterField("申请人类型", _of("request", "applicant_kind")),
    LetterField("你", _you),
    LetterField("证件类型", _of("request", "identity_kind")),
    LetterField("证件号码", _of("request", "identity_number")),
    LetterField("申请人电话", _of("request", "phone")),
    LetterField("申请人地址", _of("request", "address")),
    LetterField("申请人邮编", _of("request", "postcode")),
    LetterField("申请人邮箱", _of("request", "email")),
    LetterField("代理人", _of("request", "agent")),
    LetterField("申请渠道", _channel_sentence),
    LetterField("来件日期", _of("request", "arrived_on")),
    LetterField("收到申请之日", _of("request", "received_on")),
    LetterField("确认方式", _of("request", "confirmation")),
    LetterField("所需信息", _of("request", "content")),
    LetterField("获取方式", _of("request", "retrieval")),
    LetterField("承办科室", _of("request", "department")),
    LetterField("承办人", _of("request", "handler")),
    LetterField("办理结果", _of("request", "outcome")),
    LetterField("依据条款", _of("request", "legal_basis")),
    LetterField("答复日期", _of("request", "answered_on")),
    LetterField("答复文号", _of("request", "answer_number")),
    LetterField("归档号", _of("request", "archive_number")),
    LetterField("受理情况", _opening),
    LetterField("原申请编号", _of("related", "number")),
    LetterField("原答复文号", _of("related", "answer_number")),
    LetterField("原答复日期", _of("related", "answered_on")),
    LetterField("答复期限", _due),
    LetterField("补正告知日期", _of_step(_ASKED, "on")),
    LetterField("补正告知文号", _of_step(_ASKED, "letter_number")),
    LetterField("补正期限", _of_step(_ASKED, "until")),
    LetterField("补正收到日期", _of_step((StepKind.CORRECTION_RECEIVED,), "on")),
    LetterField("第三方", _of_step(_THIRD, "party")),
    LetterField("征求意见日期", _of_step(_THIRD, "on")),
    LetterField("第三方意见日期", _objected_on),
    LetterField("第三方意见", _of_step(_ANSWERED, "detail")),
    LetterField("其他机关", _of_step((StepKind.ORGAN_ASKED,), "party")),
    LetterField("收费通知日期", _of_step(_FEE, "on")),
    LetterField("收费通知文号", _of_step(_FEE, "letter_number")),
    LetterField("收费数额", _of_step(_FEE, "amount")),
    LetterField("说明理由告知日期", _of_step((StepKind.REASONS_ASKED,), "on")),
    LetterField("送达方式", _of_step(_SENT, "delivery")),
    LetterField("邮寄单号", _of_step(_SENT, "tracking_number")),
    LetterField("交邮日期", _of_step(_SENT, "posted_on")),
    LetterField("签收日期", _of_step(_SENT, "signed_on")),
    LetterField("办理经过", _steps),
    LetterField("卷内文件", _papers),
    LetterField("复议申请人", _of("review", "applicant")),
    LetterField("复议案号", _of("review", "case_number")),
    LetterField("受理复议机关", _of("review", "review_body")),
    LetterField("复议收到日期", _of("review", "received_on")),
    LetterField("尚未答复的申请", unanswered),
    LetterField("原告", _of("suit", "plaintiff")),
    LetterField("案号", _of("suit", "case_number")),
    LetterField("受理法院", _of("suit", "court")),
    LetterField("诉讼收到日期", _of("suit", "received_on")),
    LetterField("文号", lambda source: source.number),
    LetterField("成文日期", lambda source: chinese_date(source.dated_on)),
    LetterField("救济途径", lambda _source: ""),
)

FIELDS: Mapping[str, LetterField] = {entry.name: entry for entry in _DECLARED}
"""Every bound field by name."""
