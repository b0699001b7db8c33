"""What is understood of a ledger nobody has seen, unasked: details, numbers, names, sheets that differ, sums."""

from collections.abc import Sequence
from datetime import date

import pytest

from disclosure.column_kinds import columns
from disclosure.records import LEDGERS, Litigation, Profile, Record, Request, Tally
from disclosure.terms import Applicant
from importers.ledgers.facts import day_and_more
from importers.ledgers.guessing import guessed
from importers.ledgers.header import Header, best_header
from importers.ledgers.ledger import LedgerFile
from importers.ledgers.meaning import applicant_kind
from importers.ledgers.proposal import Answers, Proposal
from importers.ledgers.reading import Reading
from importers.ledgers.rows import Row, Sheet
from tests.importers.ledgers.ledger_files import silent


def _header(register: str, heading: Sequence[str], *below: Sequence[str]) -> Header:
    rows = [Row(number, tuple(cells)) for number, cells in enumerate((heading, *below), start=1)]
    return guessed(best_header(rows, LEDGERS[register], {}), rows[1:], LEDGERS[register])


def _read(register: str, *sheets: Sequence[Sequence[str]]) -> tuple[Proposal, list[Reading]]:
    pages = tuple(
        Sheet(f"表{place}", tuple(Row(number, tuple(cells)) for number, cells in enumerate(lines, start=1)))
        for place, lines in enumerate(sheets, start=1)
    )
    ledger = LedgerFile("台账.xlsx", pages).ledger(LEDGERS[register], {}, progress=silent)
    asked = Proposal(ledger, Answers(), Profile())
    agreed = Answers(fills=frozenset(fill.name for fill in asked.fills))
    return asked, list(ledger.readings(Proposal(ledger, agreed, Profile()).understanding(), silent))


def _record(reading: Reading) -> Record:
    assert reading.record is not None, reading.reasons
    return reading.record


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年3月29日（挂号信签收）", "2024年3月29日"),
        ("2024-03-29 由窗口收", "2024-03-29"),
        ("2024年3月28日前", None),
        ("2024年3月28日（拟）", None),
        ("2024年3月28日至4月2日", None),
        ("2021-09-2?", None),
        ("2021-09-2？（看不清）", None),
        ("2024.3.1补正，2024.4.2答复", None),
    ],
)
def test_a_day_with_a_detail_is_that_day_and_a_doubtful_one_is_left_whole(text: str, day: str | None) -> None:
    assert day_and_more(text)[0] == (day or text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("兴隆街居民尤小莉", Applicant.NATURAL_PERSON),
        ("柏树村三组葛二柱", Applicant.NATURAL_PERSON),
        ("史翠莲等3人", Applicant.NATURAL_PERSON),
        ("王先生", Applicant.NATURAL_PERSON),
        ("方圆会计师事务所", Applicant.COMPANY),
        ("河滨花园业主委员会", Applicant.OTHER),
        ("金桥律所", Applicant.LEGAL_SERVICE),
        ("滨河区文昌路", None),
    ],
)
def test_a_name_tells_what_the_applicant_is(name: str, kind: Applicant | None) -> None:
    assert applicant_kind(name) is kind


def test_numbers_of_cases_under_the_heading_of_own_numbers_are_numbers_of_cases() -> None:
    rows = [("云政复字〔2023〕第18号", "邱水生"), ("云政复字〔2023〕第33号", "洪大江")]
    assert _header("reviews", ("案件编号", "复议申请人"), *rows).targets[0].taken == ("case_number",)
    assert _header("reviews", ("案件编号", "复议申请人"), ("1", "邱水生"), ("2", "洪大江")).targets[0].taken == (
        "number",
    )


def test_what_was_asked_for_is_never_what_was_decided() -> None:
    """「诉讼标的/诉求」 with 撤销 below was taken for the result, and every suit for lost."""
    rows = [("毕海", "撤销4号答复", "驳回诉讼请求"), ("尤小莉", "撤销5号答复", "准予撤诉")]
    header = _header("litigation", ("起诉人", "诉讼标的/诉求", "裁判结果"), *rows)
    assert [target.taken for target in header.targets] == [("plaintiff",), (), ("judgment",)]


@pytest.mark.parametrize(
    ("register", "heading", "column", "is_certain"),
    [
        ("requests", "登记日期", "arrived_on", True),
        ("activities", "时间", "on", True),
        ("requests", "办理日期", "answered_on", False),
        ("releases", "登记日期", "published_on", False),
        ("reviews", "经办日期", "closed_on", False),
        ("litigation", "时间", "received_on", False),
    ],
)
def test_the_only_days_of_a_ledger_are_its_arrivals_unasked_and_nothing_else_before_she_says_so(
    register: str, heading: str, column: str, is_certain: bool
) -> None:
    other = next(one.label for one in columns(LEDGERS[register]) if one.required)
    days = ("2024-01-05", "2024-01-09", "2024-02-03")
    found = _header(register, (heading, other), *((day, f"某{day[-1]}") for day in days)).targets[0]
    assert found.column is not None
    assert (found.column.name, found.is_certain) == (column, is_certain)


def test_titles_of_what_was_asked_for_are_no_reasons_of_a_refusal() -> None:
    rows = [("张三", "会议纪要", "不予公开", "过程性信息"), ("李四", "处罚案卷", "不予公开", "行政执法案卷")]
    header = _header("requests", ("申请人", "申请标题", "答复结果(大类)", "答复结果(小类)"), *rows)
    assert header.texts(Row(2, rows[0]))[2] == "不予公开（过程性信息）"


@pytest.mark.parametrize(
    ("register", "heading", "facts"),
    [
        ("requests", "经办（科室/人）", ("department", "handler")),
        ("requests", "地址、电话", ("address", "phone")),
        ("requests", "申请人（姓名、地址、联系电话）", ("applicant", "address", "phone")),
        ("requests", "责任办（站、所）", ("department",)),
        ("requests", "申请人姓名（名称）", ("applicant",)),
        ("releases", "保密审查（人、时间）", ("secrecy_reviewer", "secrecy_reviewed_on")),
        ("litigation", "答辩状、证据递交日", ("defence_on",)),
        ("litigation", "管辖法院及案号", ("court", "case_number")),
        ("litigation", "应诉编号", ("number",)),
        ("litigation", "被诉答复所对应的申请", ("related_request",)),
    ],
)
def test_a_heading_made_of_several_facts_says_each(register: str, heading: str, facts: tuple[str, ...]) -> None:
    assert _header(register, ("序号", heading)).targets[1].taken == facts


def test_the_case_of_the_first_instance_stands_beside_the_case() -> None:
    header = _header("litigation", ("原告", "一审案号（二审、再审填）", "案号", "审级"))
    assert [target.taken for target in header.targets] == [
        ("plaintiff",),
        ("original_case",),
        ("case_number",),
        ("instance",),
    ]


def test_a_court_and_its_case_in_one_cell_are_two_wherever_a_line_ends() -> None:
    rows = [("张三", "样区人民法院\n（2023）样0102行初88号"), ("李四", "样市中级人民法院 （2023）样01行终210号")]
    target = _header("litigation", ("原告", "管辖法院及案号"), *rows).targets[1]
    told = [{column.name: part for column, part in target.parts(row[1])} for row in rows]
    assert told == [
        {"court": "样区人民法院", "case_number": "（2023）样0102行初88号"},
        {"court": "样市中级人民法院", "case_number": "（2023）样01行终210号"},
    ]


def test_kinds_under_the_heading_of_a_name_leave_the_name_to_the_next() -> None:
    rows = [("公民", "张三"), ("法人或其他组织-商业企业", "样路工程有限公司")]
    header = _header("requests", ("申请主体", "姓名/单位名称"), *rows)
    assert [target.taken for target in header.targets] == [("applicant_kind",), ("applicant",)]


def test_an_appeal_that_changed_nothing_ended_as_the_suit_before_it() -> None:
    heading = ("起诉人", "审理法院", "法院案号", "审级", "原审案件", "收到应诉通知书日期", "裁判结果")
    _, readings = _read(
        "litigation",
        (
            heading,
            ("张三", "样区法院", "（2023）样0102行初8号", "一审", "", "2023-07-12", "判决撤销，责令重新答复"),
            (
                "张三",
                "样市中院",
                "（2023）样01行终2号",
                "二审",
                "（2023）样0102行初8号",
                "2023-11-07",
                "驳回上诉，维持原判",
            ),
            ("李四", "样市中院", "（2023）样01行终3号", "二审", "", "2023-11-07", "维持原判"),
        ),
    )
    suits = [record for reading in readings if isinstance(record := _record(reading), Litigation)]
    assert [suit.result and suit.result.value for suit in suits] == [None, "corrected", None]
    assert "维持原判" in suits[1].remarks


def test_a_place_and_a_person_in_one_cell_are_two() -> None:
    target = _header("requests", ("申请人", "经办科室/人"), ("张三", "城建科/秦明"), ("李四", "民政科")).targets[1]
    assert [(column.name, part) for column, part in target.parts("城建科/秦明")] == [
        ("department", "城建科"),
        ("handler", "秦明"),
    ]
    assert [(column.name, part) for column, part in target.parts("民政科")] == [("department", "民政科")]


def test_the_line_of_sums_says_nothing_of_what_a_column_holds() -> None:
    lines = [
        ("月份", "业务类型", "件数"),
        ("2024年1月", "行政许可", "12"),
        ("2024年2月", "行政处罚", "5"),
        ("合计", "", "17"),
    ]
    asked, _ = _read("tallies", lines)
    assert asked.questions == ()


def test_the_name_of_a_body_beside_that_of_a_person_is_one_applicant() -> None:
    rows = [("平样例", "", "征收方案"), ("", "样例律师事务所", "合同"), ("", "示例口腔门诊有限公司", "案卷")]
    header = _header("requests", ("公民姓名", "单位名称", "申请内容"), *rows)
    assert [header.texts(Row(2, row))[0] for row in rows] == ["平样例", "样例律师事务所", "示例口腔门诊有限公司"]


def test_who_signs_is_not_who_did_the_work() -> None:
    header = _header("requests", ("申请人", "办理意见签发人"), ("张三", "黄示例"), ("李四", "湛例"))
    assert header.targets[1].taken == ()


def test_a_heading_may_ask_the_opposite_of_ours() -> None:
    heading = ("申请人", "收到日期", "申请内容", "申请方式", "是否计入年报")
    _, readings = _read(
        "requests",
        (heading, ("张三", "2024-01-05", "预算", "当面", "是"), ("李四", "2024-01-06", "咨询", "当面", "否")),
    )
    told = [record for reading in readings if isinstance(record := _record(reading), Request)]
    assert [one.is_excluded for one in told] == [False, True]


def test_sheets_that_put_an_office_and_a_person_differently_tell_both() -> None:
    one = ("申请人", "收到日期", "申请内容", "申请方式", "科室/经办人")
    other = ("申请人", "收到日期", "申请内容", "申请方式", "科室", "备注")
    _, readings = _read(
        "requests",
        (
            one,
            ("张三", "2024-01-05", "征收方案", "当面", "城建科/秦明"),
            ("王五", "2024-01-06", "批复", "当面", "城建科"),
        ),
        (other, ("李四", "2024-03-05", "预算", "当面", "财政所"), ("赵六", "2024-03-06", "决算", "当面", "党政办")),
    )
    told = [record for reading in readings if isinstance(record := _record(reading), Request)]
    assert [one.department for one in told] == ["城建科", "城建科", "财政所", "党政办"]
    assert [one.handler for one in told] == ["秦明", "", "", ""]


def test_a_sheet_without_a_column_another_sheet_has_is_filled() -> None:
    """Of two years one told when requests came, the other when they were received: all rows of both were refused."""
    old = [
        ("申请人", "来件日期", "申请方式", "申请内容", "答复日期", "办理结果"),
        ("段玉成", "2019-4-2", "当面", "棚改补偿标准", "2019-4-19", "公开"),
        ("栗国强", "2019-10-8", "当面", "拆违台账", "2019-10-30", "公开"),
    ]
    new = [
        ("申请人", "收到申请之日", "申请方式", "申请内容", "答复日期", "办理结果"),
        ("段玉成", "2020-3-16", "当面", "棚改资金使用情况", "2020-4-10", "公开"),
        ("孟小满", "2020-9-7", "当面", "会议纪要", "2020-9-29", "公开"),
    ]
    asked, readings = _read("requests", old, new)
    records = [_record(one) for one in readings]
    assert all(isinstance(one, Request) and one.arrived_on == one.received_on for one in records)
    assert len(asked.rounds) == 1


def test_a_section_of_a_website_that_is_no_kind_of_information_is_kept_as_a_remark() -> None:
    lines = [
        ("标题", "栏目", "成文日期", "发布日期", "是否规范性文件"),
        ("街道2024年部门预算", "财政预决算", "2024-2-20", "2024-2-23", "否"),
        ("街道工作动态一则", "街道风采", "2024-3-1", "2024-3-2", "否"),
    ]
    _, readings = _read("releases", lines)
    assert "栏目：街道风采" in str(getattr(_record(readings[1]), "remarks"))  # noqa: B009 - of any register


def test_words_of_one_column_and_all_that_is_filled_are_answered_together() -> None:
    lines = [
        ("申请人", "来件日期", "申请方式", "申请内容", "办理结果"),
        ("段玉成", "2019-4-2", "来信", "棚改补偿标准", "给了"),
        ("栗国强", "2019-10-8", "信件", "拆违台账", "合并办理"),
    ]
    asked, _ = _read("requests", lines)
    assert sorted(len(one) for one in asked.rounds) == [2, 2, 2]


def test_the_day_the_applicant_signed_for_the_answer_is_not_the_day_the_request_came() -> None:
    """The term ran from 25 March: the request of 1 March, answered on 20 March, was counted as never answered."""
    lines = [
        ("申请人", "申请日期", "申请渠道", "申请内容", "答复日期", "申请人签收日期", "答复结果"),
        ("段玉成", "2025.3.1", "当面", "棚改补偿标准", "2025.3.20", "2025.3.25", "公开"),
        ("栗国强", "2025.4.1", "互联网", "拆违台账", "2025.4.20", "2025.4.22", "不存在"),
    ]
    asked, readings = _read("requests", lines)
    assert "received_on" not in asked.ledger.header.matched
    came = [one.received_on for one in map(_record, readings) if isinstance(one, Request)]
    assert came == [date(2025, 3, 1), date(2025, 4, 1)]


def test_fees_beside_counts_are_a_batch_of_their_own() -> None:
    """「收费（元）」 was put to the penalties, the licences and the measures alike, and table two had none of it."""
    lines = [
        ("月份", "行政处罚", "行政许可", "行政强制", "收费（元）", "罚没金额"),
        ("2025年1月", "3", "2", "0", "400", "900"),
        ("2025年2月", "4", "1", "1", "0.5", "100"),
    ]
    _, readings = _read("tallies", lines)
    batches = [(one.kind.value, one.quantity, one.amount) for one in map(_record, readings) if isinstance(one, Tally)]
    assert batches[:4] == [
        ("penalty", 3, None),
        ("licence", 2, None),
        ("coercive_measure", 0, None),
        ("administrative_fee", None, 40_000),
    ]


@pytest.mark.parametrize(("register", "heading"), [("reviews", "决定书送达日期"), ("litigation", "收到判决书日期")])
def test_the_day_a_decision_was_served_is_the_day_it_was_made_only_when_she_says_so(
    register: str, heading: str
) -> None:
    """Made on 28 December and served on 4 January, a case stood open in the table of the old year."""
    header = _header(register, ("案号", heading), ("1", "2026-01-04"), ("2", "2025-08-04"))
    assert [target.is_certain for target in header.targets if "closed_on" in target.taken] == [False]
    both = _header(
        register, ("案号", heading, "结案日期"), ("1", "2026-01-04", "2025-12-28"), ("2", "2025-8-4", "2025-8-1")
    )
    assert [target.name for target in both.targets if "closed_on" in target.taken] == ["结案日期"]


def test_the_body_that_decided_before_is_not_the_court() -> None:
    """A suit was tried by 鼓楼区人民政府."""
    below = [("段玉成", "云城区人民政府", "（2025）云01行初1号"), ("栗国强", "云城区人民政府", "（2025）云01行初2号")]
    header = _header("litigation", ("原告", "复议机关", "案号"), *below)
    assert "court" not in header.matched


def test_the_number_of_the_paper_asked_for_is_not_that_of_the_answer() -> None:
    below = [("段玉成", "征地公告 云政〔2019〕12号"), ("栗国强", "改造通知 云政〔2020〕3号")]
    header = _header("requests", ("申请人", "申请文件名称及文号"), *below)
    assert "answer_number" not in header.matched


def test_the_number_of_a_parcel_and_the_day_under_a_signature_are_not_ours_unasked() -> None:
    below = [("1122334455", "段玉成", "2025-3-1", "2025-3-3"), ("1122334456", "栗国强", "2025-3-2", "2025-3-4")]
    header = _header("requests", ("投递单号", "申请人", "落款日期", "收到日期"), *below)
    assert [target.taken for target in header.targets] == [(), ("applicant",), (), ("received_on",)]
