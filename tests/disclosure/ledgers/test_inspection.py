"""What the 台账 of each register tells an inspector: by when, whether in time, how it ended."""

from datetime import date, timedelta
from typing import Any

import pytest

from disclosure.column_kinds import Fen, columns
from disclosure.ledgers.inspection import FORMS
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Record, Step
from disclosure.terms import (
    Channel,
    CourtInstance,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    Judgment,
    ReleaseCategory,
    ReleaseChannel,
    RetrievalForm,
    ReviewDecision,
    ReviewProcedure,
    SecrecyConclusion,
    StepKind,
    SuitRoute,
)
from tests.disclosure.cases.cases import CALENDAR
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)

TODAY = date(2024, 6, 3)


def told(record: Record, *headings: str) -> dict[str, str]:
    """Return what the row of a record tells under some headings."""
    form = FORMS[record.register]
    row = dict(zip(form.headings, form.row(record, CALENDAR, TODAY, mask=False), strict=True))
    return {heading: row[heading] for heading in headings}


FORMED, IN_TIME, LATE = date(2024, 3, 1), date(2024, 3, 29), date(2024, 4, 1)


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({"published_on": IN_TIME}, "否"),
        ({"published_on": LATE}, "逾期"),
        ({"published_on": None}, "逾期未公开"),
        ({"published_on": None, "formed_on": date(2024, 5, 31)}, "未到期"),
        ({"published_on": date(2024, 8, 1)}, "逾期未公开"),  # entered ahead
        ({"published_on": date(2024, 6, 20), "formed_on": date(2024, 5, 31)}, "未到期"),
        ({"published_on": None, "taken_down_on": IN_TIME}, "否"),
        ({"published_on": None, "secrecy_conclusion": SecrecyConclusion.WITHHOLD}, ""),
        ({"published_on": None, "secrecy_conclusion": SecrecyConclusion.REFER}, ""),
    ],
)
def test_a_release_is_due_twenty_working_days_after_it_was_formed(values: dict[str, Any], late: str) -> None:
    """条例第二十六条; what 保密审查 keeps back is not due (第十七条)."""
    release = make_release(**{"formed_on": FORMED, **values})
    assert told(release, "是否逾期") == {"是否逾期": late}
    if release.formed_on == FORMED:
        assert told(release, "公开期限") == {"公开期限": "2024-03-29"}


def test_a_document_tells_its_checks_and_its_force() -> None:
    release = make_release(
        document_kind=DocumentKind.NORMATIVE_DOCUMENT,
        issued_on=date(2024, 3, 1),
        repealed_on=date(2024, 5, 1),
        secrecy_reviewer="周测试",
        secrecy_reviewed_on=date(2024, 3, 2),
        secrecy_conclusion=SecrecyConclusion.RELEASE,
        final_checked_by="王测试",
    )
    assert told(release, "保密审查和审核", "文件效力") == {
        "保密审查和审核": "保密审查2024-03-02，周测试，公开；终审王测试",
        "文件效力": "已废止；制发2024-03-01；废止2024-05-01",
    }


@pytest.mark.parametrize(
    ("record", "due", "late"),
    [
        # 行政复议法第四十八条: 10 working days, 11 May 2024 was one; 第五十四条: 5 in 简易程序
        # 行政诉讼法第六十七条: 15 days
        (make_review(received_on=date(2024, 5, 6), replied_on=date(2024, 5, 17)), "2024-05-17", "否"),
        (make_review(received_on=date(2024, 5, 6), replied_on=date(2024, 5, 20)), "2024-05-17", "逾期"),
        (
            make_review(received_on=date(2024, 5, 6), replied_on=None, procedure=ReviewProcedure.SIMPLIFIED),
            "2024-05-11",
            "逾期未提交",
        ),
        (make_suit(received_on=date(2024, 5, 27), defence_on=None), "2024-06-11", "未到期"),
        (make_suit(received_on=date(2024, 5, 6), defence_on=None, closed_on=date(2024, 5, 9)), "2024-05-21", ""),
    ],
)
def test_a_dispute_tells_by_when_the_office_had_to_reply(record: Record, due: str, late: str) -> None:
    term = "答复期限" if record.register == "reviews" else "举证期限"
    assert told(record, term, "是否逾期") == {term: due, "是否逾期": late}


@pytest.mark.parametrize("record", [make_tally(remarks="甲"), make_activity(evidence="乙"), make_duty(basis="丙")])
def test_a_plain_register_tells_every_column_in_its_order(record: Record) -> None:
    """The printed list left out the columns that were not chosen."""
    declared = [column for column in columns(type(record)) if column.name != "proposed"]
    form = FORMS[record.register]
    assert list(form.headings) == [column.label for column in declared]
    row = form.row(record, CALENDAR, TODAY, mask=False)
    assert list(row) == [column.text(getattr(record, column.name)) for column in declared]


def test_every_register_has_a_ledger() -> None:
    assert list(FORMS) == list(LEDGERS)


@pytest.mark.parametrize(
    "record", [make_review(applicant="张测试", cause="张测试补交了材料"), make_suit(plaintiff="张测试", cause="张测试")]
)
def test_a_masked_ledger_names_nobody(record: Record) -> None:
    form = FORMS[record.register]
    assert "张测试" not in str(form.row(record, CALENDAR, TODAY, mask=True))
    assert "张测试" in str(form.row(record, CALENDAR, TODAY, mask=False))


def test_the_days_of_a_term_set_by_the_office_itself_are_days_used() -> None:
    """Answered on 20 May what came on 1 March, 延迟答复 to 31 May (条例第三十五条): 「用时 13」."""
    received, answered = date(2024, 3, 1), date(2024, 5, 20)
    request = make_request(outcome=Outcome.GRANTED, answered_on=answered, received_on=received, arrived_on=received)
    deferred = make_step(request, kind=StepKind.DEFERRED, on=date(2024, 3, 20), until=date(2024, 5, 31))
    form = FORMS[request.register]
    row = dict(zip(form.headings, form.row(request, CALENDAR, TODAY, [deferred], mask=False), strict=True))
    days = (received + timedelta(number) for number in range(1, (answered - received).days + 1))
    assert row["用时（工作日）"] == str(sum(map(CALENDAR.is_workday, days)))


WHOLE: list[tuple[Record, tuple[Step, ...], dict[str, str]]] = [
    (
        make_release(
            number="2024-001",
            index_number="A-1",
            name="停车管理办法",
            document_number="测〔2024〕1号",
            document_kind=DocumentKind.NORMATIVE_DOCUMENT,
            category=ReleaseCategory.ARTICLE_20_1,
            statistics_category="政策文件",
            channels=(ReleaseChannel.PORTAL, ReleaseChannel.GAZETTE),
            issued_on=date(2024, 2, 28),
            valid_until=date(2026, 2, 28),
            taken_down_on=date(2024, 5, 2),
            secrecy_reviewer="甲",
            first_checked_on=date(2024, 3, 1),
            first_checked_by="乙",
            second_checked_on=date(2024, 3, 2),
            department="城管办",
        ),
        (),
        {
            "编号": "2024-001；A-1",
            "信息名称": "停车管理办法；测〔2024〕1号",
            "性质和类别": "行政规范性文件；行政法规、规章和规范性文件；政策文件",
            "形成或变更日期": "2024-02-29",
            "公开期限": "2024-03-28",
            "公开日期": "2024-03-01",
            "是否逾期": "否",
            "公开渠道": "政府门户网站、政府公报",
            "保密审查和审核": "保密审查甲；初审2024-03-01，乙；复审2024-03-02",
            "文件效力": "现行有效；制发2024-02-28；有效期至2026-02-28；撤下2024-05-02",
            "责任科室": "城管办",
        },
    ),
    (
        make_request(
            number="2024-001",
            applicant="张某某",
            agent="李某某",
            channel=Channel.INTERNET,
            confirmation="电话确认",
            content="改造批复",
            retrieval=RetrievalForm.PAPER,
            outcome=Outcome.NOT_HELD,
            answered_on=date(2024, 3, 20),
            answer_number="测〔2024〕2号",
            legal_basis="条例第三十六条第（四）项",
        ),
        (
            Step(id=3, kind=StepKind.NOTE, on=date(2024, 3, 6), detail="不列的说明"),
            Step(
                id=2, kind=StepKind.FEE_NOTICE, on=date(2024, 3, 5), amount=Fen(12_050), letter_number="测〔2024〕1号"
            ),
            Step(id=1, kind=StepKind.THIRD_PARTY_ASKED, on=date(2024, 3, 5), party="测试公司", until=date(2024, 3, 27)),
            Step(
                id=4,
                kind=StepKind.DELIVERED,
                on=date(2024, 3, 20),
                delivery=DeliveryMethod.POST,
                tracking_number="EMS1",
                posted_on=date(2024, 3, 20),
                signed_on=date(2024, 3, 22),
            ),
        ),
        {
            "登记编号": "2024-001",
            "申请人": "张某某；自然人；代理人李某某",
            "收件": "2024-03-01互联网；收到申请之日2024-03-01；电话确认",
            "内容": "改造批复；纸质",
            "办理经过": "；".join(
                [
                    "2024-03-05征求第三方意见（测试公司，至2024-03-27）",
                    "2024-03-05收费通知（120.5元，测〔2024〕1号）",
                    "2024-03-06备注",
                ]
            ),
            "答复时间及结果": "2024-03-20；测〔2024〕2号；本机关不掌握相关政府信息；条例第三十六条第（四）项",
            "送达": "2024-03-20邮政寄送，EMS1，交邮2024-03-20，签收2024-03-22",
        },
    ),
    (
        make_review(
            number="复2024-1",
            case_number="测复〔2024〕1号",
            procedure=ReviewProcedure.SIMPLIFIED,
            related_request="2024-001",
            received_on=date(2024, 5, 6),
            replied_on=date(2024, 5, 9),
            closed_on=date(2024, 5, 20),
            decision=ReviewDecision.REVOKED,
            result=DisputeResult.CORRECTED,
            cause="检索不全",
        ),
        (),
        {
            "收案编号": "复2024-1",
            "申请人": "李某某",
            "复议机关及案号": "测试区人民政府；测复〔2024〕1号；简易",
            "所涉申请": "2024-001",
            "收到日期": "2024-05-06",
            "答复期限": "2024-05-11",
            "答复日期": "2024-05-09",
            "是否逾期": "否",
            "结案时间及结果": "2024-05-20；结果纠正；撤销",
            "原因与改进": "检索不全",
        },
    ),
    (
        make_suit(
            number="诉2024-2",
            plaintiff="王某某",
            court="测试法院",
            case_number="（2024）测行终2号",
            instance=CourtInstance.SECOND,
            route=SuitRoute.SUIT_AFTER_REVIEW,
            original_case="诉2024-1",
            related_request="2024-001",
            related_review="复2024-1",
            received_on=date(2024, 5, 6),
            defence_on=date(2024, 5, 22),
            closed_on=date(2024, 5, 30),
            judgment=Judgment.CLAIMS_REJECTED,
        ),
        (),
        {
            "收案编号": "诉2024-2",
            "原告": "王某某",
            "受理法院及案号": "测试法院；（2024）测行终2号；二审；复议后起诉；原审案件诉2024-1",
            "所涉申请": "2024-001；复2024-1",
            "收到日期": "2024-05-06",
            "举证期限": "2024-05-21",
            "答辩举证日期": "2024-05-22",
            "是否逾期": "逾期",
            "结案时间及结果": "2024-05-30；结果维持；判决驳回诉讼请求",
            "原因与改进": "",
        },
    ),
]


@pytest.mark.parametrize(("record", "steps", "cells"), WHOLE, ids=[each[0].register for each in WHOLE])
def test_a_row_tells_everything_an_inspector_asks(
    record: Record, steps: tuple[Step, ...], cells: dict[str, str]
) -> None:
    form = FORMS[record.register]
    row = dict(zip(form.headings, form.row(record, CALENDAR, TODAY, steps, mask=False), strict=True))
    assert {heading: row[heading] for heading in cells} == cells
    by_law = {"期限", "用时（工作日）", "是否逾期"} if record.register == "requests" else set()
    assert set(row) - set(cells) == by_law


def test_what_is_not_known_yet_leaves_its_cells_blank() -> None:
    waiting = make_request(channel=Channel.INTERNET, received_on=None)
    row = dict(
        zip(FORMS["requests"].headings, FORMS["requests"].row(waiting, CALENDAR, TODAY, mask=False), strict=True)
    )
    assert row["收件"] == "2024-03-01互联网；收到之日尚未确认"
    assert (row["答复时间及结果"], row["用时（工作日）"], row["送达"], row["办理经过"]) == ("", "", "", "")
    assert row["期限"] == "尚未确认"
