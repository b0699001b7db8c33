"""What is not yet a record, and what is one however doubtful."""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from disclosure import record_base, records
from disclosure.column_kinds import columns
from disclosure.errors import InvalidRecordError
from disclosure.papers import (
    Access,
    CalendarOverride,
    Draft,
    FindingNote,
    IssuedLetter,
    IssuedReport,
    ReportDelivery,
    ReportEvent,
)
from disclosure.records import (
    LEDGERS,
    RECORD_TYPES,
    Activity,
    Litigation,
    Profile,
    Record,
    Release,
    Request,
    Step,
    Tally,
    build,
)
from disclosure.terms import (
    AccessKind,
    ActivityKind,
    AgencyLevel,
    Applicant,
    BusinessKind,
    Channel,
    ReportDeliveryKind,
    ReportEventKind,
    StepKind,
)
from tests.records_factory import make_request, make_tally

REQUEST: dict[str, Any] = {
    "applicant_kind": Applicant.NATURAL_PERSON,
    "applicant": "张某某",
    "channel": Channel.COUNTER,
    "arrived_on": date(2024, 3, 1),
    "received_on": date(2024, 3, 1),
    "content": "长者食堂补贴明细",
}


def test_a_request_needs_its_starred_fields_and_says_which_are_missing() -> None:
    with pytest.raises(InvalidRecordError) as refused:
        build(Request, {})
    assert set(refused.value.problems) == {"applicant_kind", "applicant", "channel", "arrived_on", "content"}
    assert refused.value.problems["applicant"] == "没有填写申请人"
    assert "没有填写申请渠道" in str(refused.value)


def test_a_complete_request_is_built_and_unknown_names_are_left_out() -> None:
    request = build(Request, {**REQUEST, "no such field": 1}, record_id=7)
    assert (request.id, request.applicant, request.outcome) == (7, "张某某", None)


@pytest.mark.parametrize("channel", [Channel.INTERNET, Channel.FAX, Channel.ORDINARY_MAIL])
def test_receipt_may_be_blank_while_it_awaits_confirmation_by_article_31(channel: Channel) -> None:
    assert build(Request, {**REQUEST, "channel": channel, "received_on": None}).received_on is None


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.REGISTERED_MAIL, Channel.ORAL])
def test_receipt_must_be_filled_where_no_confirmation_is_needed(channel: Channel) -> None:
    with pytest.raises(InvalidRecordError, match="收到申请之日") as refused:
        build(Request, {**REQUEST, "channel": channel, "received_on": None})
    assert set(refused.value.problems) == {"received_on"}


def test_a_doubtful_but_real_request_is_a_record() -> None:
    answered_before_receipt = build(Request, {**REQUEST, "answered_on": date(2023, 1, 1)})
    assert answered_before_receipt.answered_on == date(2023, 1, 1)


def test_a_long_name_is_shortened_where_it_is_mentioned() -> None:
    activity = Activity(kind=ActivityKind.MEETING, on=date(2024, 1, 2), content="很长的内容\n" * 10)
    assert activity.caption.endswith("…")
    assert len(activity.caption) == 25
    assert "\n" not in activity.caption
    whole = replace(activity, content="内" * 24)
    assert whole.caption == "内" * 24


def test_records_without_a_number_are_called_by_kind_and_day() -> None:
    tally = Tally(kind=BusinessKind.PENALTY, on=date(2024, 5, 1), quantity=3)
    assert tally.caption == "行政处罚 2024-05-01"
    assert Step(kind=StepKind.EXTENDED, on=date(2024, 5, 1)).caption == "延期告知 2024-05-01"
    assert Profile().caption == "机关信息"


def test_a_release_and_a_suit_need_what_the_tables_count() -> None:
    with pytest.raises(InvalidRecordError) as release:
        build(Release, {})
    assert set(release.value.problems) == {"name", "document_kind", "category", "formed_on"}
    with pytest.raises(InvalidRecordError) as suit:
        build(Litigation, {})
    assert set(suit.value.problems) == {"plaintiff", "court", "route", "received_on"}


def test_records_are_equal_by_type_and_values_and_show_both() -> None:
    tally, other = make_tally(), make_tally(remarks="另一条")
    assert tally == make_tally()
    assert hash(tally) == hash(make_tally())
    assert tally != other
    assert len({tally, make_tally(), other}) == 2
    assert Request.__eq__(make_request(), tally) is NotImplemented
    assert make_request() != tally
    assert repr(other).startswith("Tally(id=0, kind=<BusinessKind.")
    assert "remarks='另一条'" in repr(other)


@pytest.mark.parametrize("record_type", RECORD_TYPES.values())
def test_no_record_is_ever_changed(record_type: type[Record]) -> None:
    assert record_type.__eq__ is Record.__eq__
    assert record_type.__hash__ is Record.__hash__
    with pytest.raises(FrozenInstanceError):
        object.__new__(record_type).id = 2  # type: ignore[misc]


OF_THE_SAME_KIND = {  # what a copy takes over: who and what; the rest belongs to the one case
    "releases": "name document_kind category statistics_category summary channels department fulfils",
    "requests": "applicant_kind applicant identity_kind identity_number phone address postcode email agent channel "
    "content retrieval department handler",
    "reviews": "related_request applicant review_body procedure",
    "litigation": "related_request related_review plaintiff court route",
    "tallies": "kind department",
    "activities": "kind content",
    "duties": "name basis cycle channels department",
}


def test_a_copy_takes_over_who_and_what() -> None:
    assert {name: " ".join(LEDGERS[name].copied) for name in LEDGERS} == OF_THE_SAME_KIND


DECLARED = {  # what the house needs to know of a column, by what is declared of it
    "is_numbering": "releases.number requests.number reviews.number litigation.number",
    "is_identity": "requests.identity_number",
    "sealed": "requests.identity_number requests.phone requests.address requests.postcode requests.email",
    "personal": "requests.applicant requests.identity_number requests.phone requests.address requests.postcode "
    "requests.email requests.agent reviews.applicant litigation.plaintiff steps.party letters.addressee",
    "long": "releases.name releases.summary releases.remarks requests.content requests.lateness_reason "
    "requests.remarks reviews.cause reviews.remarks litigation.cause litigation.remarks tallies.remarks "
    "activities.content activities.evidence duties.remarks steps.detail drafts.text letters.void_reason "
    "templates.text calendar_years.text calendar_years.moved issued.reason issued.files finding_notes.subject "
    "finding_notes.explanation ledger_words.said saved_filters.choices sentences.text "
    "report_deliveries.proof report_events.reason appraisals.reason",
    "one_line": "releases.name",
    "is_month_day": "profile.submit_by profile.publish_by",
    "shown_if_filled": "releases.proposed requests.proposed reviews.proposed litigation.proposed tallies.proposed "
    "activities.proposed duties.proposed",
    "required": "releases.name releases.document_kind releases.category releases.formed_on requests.applicant_kind "
    "requests.applicant requests.channel requests.arrived_on requests.content reviews.applicant reviews.review_body "
    "reviews.received_on litigation.plaintiff litigation.court litigation.route litigation.received_on tallies.kind "
    "tallies.on activities.kind activities.on activities.content duties.name duties.cycle steps.kind steps.on "
    "attachments.name letters.name letters.issued_on issued.issued_on password_changes.kind "
    "ledger_words.said saved_filters.name sentences.text "
    "report_deliveries.kind report_deliveries.on report_events.kind report_events.on report_events.reason "
    "appraisals.decision appraisals.decided_on",
}
REFERRED = {
    "releases.fulfils": "duties",
    "requests.related": "requests",
    "requests.split_from": "requests",
    "requests.merged_into": "requests",
    "reviews.related_request": "requests",
    "litigation.related_request": "requests",
    "litigation.related_review": "reviews",
    "litigation.original_case": "litigation",
}
CHOSEN = {
    "releases.statistics_category": "statistics_categories",
    "reviews.review_body": "review_body",
    "litigation.court": "court",
}
OPENED = {  # the groups of the forms, each by its first column
    "releases": "number:信息 published_on:公开 issued_on:文件效力 secrecy_reviewer:保密审查与审核 remarks:其他",
    "requests": "number:申请人 channel:收件 department:办理 archive_number:其他",
    "reviews": "number:案件 result:结果",
    "litigation": "number:案件 result:结果",
    "profile": "name:机关 address:联系方式 website_name:公布与送交 release_numbering:编号与归档 opening_on:期初数 "
    "appealed_judgments:统计口径",
}
EVERY_COLUMN = {
    f"{register}.{column.name}": column
    for register, record_type in RECORD_TYPES.items()
    for column in columns(record_type)
}


@pytest.mark.parametrize("declared", DECLARED)
def test_what_a_column_is_besides_its_name(declared: str) -> None:
    assert {name for name, column in EVERY_COLUMN.items() if getattr(column, declared)} == set(
        DECLARED[declared].split()
    )


def test_what_a_column_refers_to_and_chooses_from() -> None:
    assert {name: column.refers_to for name, column in EVERY_COLUMN.items() if column.refers_to} == REFERRED
    assert {name: column.choices_from for name, column in EVERY_COLUMN.items() if column.choices_from} == CHOSEN


@pytest.mark.parametrize("register", OPENED)
def test_the_groups_of_a_form(register: str) -> None:
    parts = [(column.section, column.name) for column in columns(RECORD_TYPES[register])]
    opened = [f"{name}:{section}" for (before, _), (section, name) in pairwise([("", ""), *parts]) if section != before]
    assert " ".join(opened) == OPENED[register]


def test_a_new_office_is_a_street_that_reports_by_the_days_of_the_law() -> None:
    fresh = Profile()
    assert (fresh.level, fresh.submit_by, fresh.publish_by) == (AgencyLevel.STREET, "01-20", "01-31")  # 条例第四十九条
    assert (fresh.release_numbering, fresh.request_numbering) == ("{year}-{serial:03}", "{year}-{serial:03}")
    assert (fresh.review_numbering, fresh.litigation_numbering) == ("复{year}-{serial}", "诉{year}-{serial}")
    assert (fresh.letter_numbering, fresh.index_numbering) == ("{code}〔{year}〕{serial}号", "")
    assert fresh.statistics_categories.count("；") == 2
    assert {name for name in RECORD_TYPES if name not in LEDGERS} >= {"steps", "profile", "letters", "issued"}


@pytest.mark.parametrize(
    ("made", "caption"),
    [
        (Draft(year=2023, part="overview"), "2023 年总体情况"),
        (IssuedLetter(name="答复书", issued_on=date(2024, 3, 1)), "答复书"),
        (IssuedLetter(name="答复书", number="测〔2024〕1号", issued_on=date(2024, 3, 1)), "测〔2024〕1号"),
        (IssuedReport(year=2023, version=2, issued_on=date(2024, 1, 20)), "2023 年度报告第 2 版"),
        (CalendarOverride(year=2025), "2025 年放假安排"),
        (FindingNote(year=2023, rule="X-1"), "2023 年 X-1"),
        (ReportDelivery(year=2023, kind=ReportDeliveryKind.SUBMITTED, on=date(2024, 1, 20)), "2023 年度报告报送"),
        (Access(fields="电话"), "查看了电话"),
        (Access(kind=AccessKind.EDITED, fields="电话"), "编辑时查看了电话"),
        (Access(kind=AccessKind.COPIED, fields="电话"), "复制时查看了电话"),
        (Access(kind=AccessKind.EXPORTED, fields="电话"), "导出了电话"),
    ],
    ids=str,
)
def test_a_record_beside_the_registers_is_called_as_people_call_it(made: Record, caption: str) -> None:
    assert made.caption == caption


def test_a_report_sent_back_is_open_until_it_is_settled() -> None:
    sent_back = ReportEvent(
        year=2023, kind=ReportEventKind.RETURNED, on=date(2024, 2, 3), reason="表三不平", until=date(2024, 2, 10)
    )
    assert (sent_back.is_open, sent_back.sentence) == (True, "2024-02-03退回整改，2024-02-10前改正")
    assert not replace(sent_back, settled_on=date(2024, 2, 9)).is_open
    assert not replace(sent_back, kind=ReportEventKind.CORRECTED).is_open
    assert replace(sent_back, until=None).sentence == "2024-02-03退回整改"


HEADINGS = {
    "releases": "编号 索引号 信息名称 文号 文件性质 信息类别 统计类别 内容概述 形成或变更日期 公开日期 "
    "公开渠道 网址 责任科室 制发日期 有效期至 废止日期 撤下日期 落实应公开事项 落实期间 "
    "保密审查人 保密审查日期 保密审查结论 转发引用上级文件 初审人 初审日期 复审人 复审日期 "
    "终审人 终审日期 备注 待核对栏目",
    "requests": "登记编号 申请人类型 申请人 证件类型 证件号码 电话 地址 邮编 邮箱 代理人 申请渠道 "
    "来件日期 收到申请之日 确认方式 不计入年报 所需信息描述 获取方式 承办科室 承办人 办理结果 "
    "依据条款 答复日期 答复文号 逾期原因 关联申请 拆分自 并入 归档号 备注 待核对栏目",
    "reviews": "收案编号 关联申请 申请人 复议机关 复议案号 程序 收到日期 答复日期 复议结果 结果明细 "
    "结案日期 原因与改进 备注 待核对栏目",
    "litigation": "收案编号 关联申请 关联复议 原告 受理法院 案号 审级 起诉方式 原审案件 收到日期 "
    "答辩举证日期 诉讼结果 结果明细 结案日期 原因与改进 备注 待核对栏目",
    "tallies": "业务类型 日期 数量 金额（元） 来源科室 已含信息处理费 备注 待核对栏目",
    "activities": "类型 日期 内容 数量 发现 已改 佐证 待核对栏目",
    "duties": "事项 依据 周期 起始 截止 期满后工作日 渠道 责任科室 备注 待核对栏目",
    "steps": "步骤 日期 对方 意见 延长工作日 期限 金额（元） 文号 批准人 送达方式 单号 交邮日 签收日 说明",
    "profile": "机关全称 标题用名 简称 级别 代字 工作机构 牵头科室 主要领导 分管领导 工作人员数 地址 "
    "邮编 电话 邮箱 咨询电话 网站名称 网站 公开平台 档案馆 复议机关 管辖法院 报送期限 "
    "公布期限 主动公开编号规则 申请登记编号规则 复议收案编号规则 诉讼收案编号规则 索引号规则 "
    "文号规则 保管期限 统计类别 期初日期 期初历年累计主动公开 期初历年累计受理申请 "
    "期初现行有效规范性文件 次年上诉的案件 较大变动的比例（%） 合并办理的申请",
}
"""The headings of ledgers that lie in offices, and the names facts are set by at the command line."""


@pytest.mark.parametrize("register", HEADINGS)
def test_a_column_keeps_the_name_it_was_handed_out_with(register: str) -> None:
    assert [column.label for column in columns(RECORD_TYPES[register])] == HEADINGS[register].split()


def test_every_kind_of_record_may_be_taken_from_one_place() -> None:
    """What is declared beside is told to the type checker, so that nobody has to know where it stands."""
    told = {name: getattr(records, name) for name in records.__all__}
    beside = {one.__name__: one for one in RECORD_TYPES.values() if one.__module__ != records.__name__}
    assert {**beside, "R": record_base.R, "Record": Record} == told
