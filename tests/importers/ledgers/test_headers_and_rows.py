"""What a ledger's columns mean, and how a row becomes a record or its reasons."""

import json
from datetime import date
from pathlib import Path

import pytest

from disclosure.column_kinds import columns
from disclosure.errors import SourceUnreadableError
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Activity, Duty, Litigation, Record, Release, Request, Review, Tally
from disclosure.terms import Applicant, Channel, DisputeResult, ReleaseChannel, SuitRoute
from importers.ledgers.header import best_header, header_key
from importers.ledgers.mapping_file import read_mapping
from importers.ledgers.reading import remarks_column
from importers.ledgers.rows import Row
from tests.importers.ledgers.ledger_files import HEADER, ROW, only_record, read, readings, write_csv

LITIGATION = ("收案编号", "关联复议", "原告", "受理法院", "起诉方式", "收到日期", "诉讼结果", "结案日期")


@pytest.mark.parametrize("record_type", LEDGERS.values(), ids=LEDGERS)
def test_every_label_and_every_code_is_a_column(record_type: type[Record]) -> None:
    for names in ([c.label for c in columns(record_type)], [c.name for c in columns(record_type)]):
        header = best_header([Row(1, tuple(names))], record_type, {})
        assert [target.column for target in header.targets] == list(columns(record_type))


@pytest.mark.parametrize(
    "text",
    [
        "收到申请之日",
        " 收到 申请之日 ",
        "收到申请之日*",
        "※收到申请之日：",
        "received_on",
        "收到\n申请之日",
        "收到申请之日（年月日）",
    ],
)
def test_blanks_asterisks_and_remarks_in_a_column_name_do_not_matter(text: str) -> None:
    header = best_header([Row(1, ("申请人", text))], Request, {})
    assert header.matched == {"applicant", "received_on"}


ELSEWHERE: list[tuple[type[Record], str, str]] = [
    *((Request, name, "applicant") for name in ("申请人姓名", "申请人姓名或名称", "申请人名称")),
    *((Request, name, "identity_number") for name in ("证件号", "身份证号")),
    *((Request, name, "phone") for name in ("联系电话", "联系方式")),
    *((Request, name, "address") for name in ("通信地址", "联系地址")),
    (Request, "电子邮箱", "email"),
    *((Request, name, "content") for name in ("申请内容", "所需信息")),
    (Request, "处理决定类型", "outcome"),
    *((Release, name, "formed_on") for name in ("形成日期", "生成日期", "成文日期")),
    (Release, "发布日期", "published_on"),
    *((Release, name, field) for name, field in (("审查人", "secrecy_reviewer"), ("审查日期", "secrecy_reviewed_on"))),
    (Release, "审查结论", "secrecy_conclusion"),
    (Release, "是否转发引用上级文件", "is_forwarded"),
    (Tally, "金额", "amount"),
]
"""What ledgers of other offices are seen to write over a column."""


@pytest.mark.parametrize(("record_type", "heading", "field"), ELSEWHERE, ids=[heading for _, heading, _ in ELSEWHERE])
def test_a_heading_of_another_office_is_understood(record_type: type[Record], heading: str, field: str) -> None:
    assert best_header([Row(1, (heading,))], record_type, {}).matched == {field}


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (Channel.COUNTER, "当面提交 现场 窗口"),
        (Channel.REGISTERED_MAIL, "邮寄 邮寄(签收) 邮寄（签收） 挂号信 EMS 信函"),
        (Channel.ORDINARY_MAIL, "平信"),
        (Channel.INTERNET, "网络 网上 网站 电子邮件 在线"),
        (Channel.ORAL, "口头"),
        (Channel.TRANSFERRED, "转办 转来"),
    ],
)
def test_a_channel_as_another_office_writes_it_is_understood(channel: Channel, words: str) -> None:
    assert {word: Channel.named(word) for word in words.split()} == dict.fromkeys(words.split(), channel)


def test_full_width_letters_and_brackets_do_not_matter() -> None:
    assert header_key("金额(元)") == header_key("金额（元）")
    assert header_key("ｎｕｍｂｅｒ") == "number"


def test_the_order_of_columns_is_free(tmp_path: Path) -> None:
    record = only_record(write_csv(tmp_path / "台账.csv", HEADER[::-1], ROW[::-1]), Request)
    assert isinstance(record, Request)
    assert (record.applicant_kind, record.outcome) == (Applicant.NATURAL_PERSON, Outcome.GRANTED)


def test_a_header_of_two_rows_with_merged_cells_is_one(tmp_path: Path) -> None:
    upper = ("登记编号", "申请人类型", "申请人", "申请渠道", "来件日期", "收到申请之日", "所需信息描述", "办理情况", "")
    lower = ("", "", "", "", "", "", "", "办理结果", "答复日期")
    assert read(write_csv(tmp_path / "台账.csv", ("标题",), upper, lower, ROW), Request).header.names == HEADER


def test_unknown_columns_are_kept_as_remarks(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", (*HEADER, "备注", "承办领导", "批示"), (*ROW, "加急", "李某某", "已阅"))
    assert only_record(path, Request).remarks == "加急；承办领导：李某某；批示：已阅"


def test_a_cell_beyond_the_header_is_kept_as_a_remark(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", HEADER, (*ROW, "", "多出来的"))
    assert only_record(path, Request).remarks == "第11列：多出来的"


@pytest.mark.parametrize("record_type", LEDGERS.values(), ids=LEDGERS)
def test_every_register_has_a_place_for_what_it_does_not_know(record_type: type[Record]) -> None:
    assert remarks_column(record_type).name == ("evidence" if record_type is Activity else "remarks")


def test_a_running_number_and_an_old_reason_are_not_kept(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", ("序号", *HEADER, "退回原因"), ("1", *ROW, "日期不对"), ("2",))
    assert only_record(path, Request).remarks == ""


def test_a_mapping_names_our_column_by_label_or_code_or_leaves_it_out(tmp_path: Path) -> None:
    names = ("号", "谁", "何人", *HEADER[3:], "密")
    mapping = {"号": "登记编号", "谁": "applicant_kind", "何人": "申请人", "密": ""}
    (reading,) = readings(write_csv(tmp_path / "台账.csv", names, (*ROW, "x")), Request, mapping)
    assert isinstance(reading.record, Request)
    assert (reading.record.number, reading.record.applicant, reading.record.remarks) == ("2023-001", "张某某", "")


def test_a_mapping_to_a_column_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="“没有的栏目”不是依申请公开的栏目"):
        read(write_csv(tmp_path / "台账.csv", HEADER, ROW), Request, {"号": "没有的栏目"})


@pytest.mark.parametrize("content", ["{", "[1]", '{"a": 1}', "", "[" * 100_000])
def test_a_mapping_that_is_none_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "对应.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceUnreadableError, match="列对应关系文件"):
        read_mapping(path)


def test_a_mapping_is_read_with_or_without_a_mark_and_a_missing_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "对应.json"
    path.write_text(json.dumps({"号": "登记编号", "密": None}), encoding="utf-8-sig")
    assert read_mapping(path).headings == {"号": "登记编号", "密": ""}
    with pytest.raises(SourceUnreadableError, match="读不到列对应关系文件"):
        read_mapping(tmp_path / "无.json")


@pytest.mark.parametrize(
    "text",
    [
        "2023-03-02",
        "2023/3/2",
        "2023.3.2",
        "2023年3月2日",
        "20230302",
        "２０２３年３月２日",
        "2023-03-02 00:00:00",
        " 2023-3-2 ",
    ],
)
def test_dates_are_read_in_all_forms(tmp_path: Path, text: str) -> None:
    record = only_record(write_csv(tmp_path / "台账.csv", HEADER, (*ROW[:5], text, *ROW[6:])), Request)
    assert record.received_on == date(2023, 3, 2)


@pytest.mark.parametrize(
    ("position", "text", "reason"),
    [
        (1, "外星人", "申请人类型：不认识“外星人”，可填：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"),
        (2, "", "申请人：没有填写申请人"),
        (4, "2023-02-30", "来件日期：没有“2023-02-30”这一天，要核对月份和日子"),
        (4, "三月", "来件日期：“三月”不是日期，要写成 2024-03-01 这样的形式"),
        (6, "", "所需信息描述：没有填写所需信息描述"),
    ],
)
def test_a_row_that_is_no_record_says_which_column_and_why(
    tmp_path: Path, position: int, text: str, reason: str
) -> None:
    row = (*ROW[:position], text, *ROW[position + 1 :])
    (reading,) = readings(write_csv(tmp_path / "台账.csv", HEADER, row), Request)
    assert (reading.record, reading.reasons) == (None, (reason,))


def test_an_unknown_result_refuses_the_row_and_all_reasons_are_given(tmp_path: Path) -> None:
    row = (*ROW[:5], "2023-13-01", ROW[6], "不知道", ROW[8])
    (reading,) = readings(write_csv(tmp_path / "台账.csv", HEADER, row), Request)
    assert [reason.partition("：")[0] for reason in reading.reasons] == ["收到申请之日", "办理结果"]


def test_a_request_without_the_day_of_receipt_lacks_it_in_a_ledger(tmp_path: Path) -> None:
    (reading,) = readings(write_csv(tmp_path / "台账.csv", HEADER, (*ROW[:5], "", *ROW[6:])), Request)
    assert reading.lacking == ("收到申请之日：已经办理的申请，填写收到申请之日",)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_result_is_read_by_code_label_and_label_without_number(tmp_path: Path, outcome: Outcome) -> None:
    for text in (outcome.value, outcome.label, outcome.plain_label):
        record = only_record(write_csv(tmp_path / "台账.csv", HEADER, (*ROW[:7], text, ROW[8])), Request)
        assert record.outcome is outcome


@pytest.mark.parametrize(
    ("record_type", "label", "row"),
    [
        (Review, "复议结果", {"申请人": "张某某", "复议机关": "示例区人民政府", "收到日期": "2023-03-01"}),
        (
            Litigation,
            "诉讼结果",
            {"原告": "张某某", "受理法院": "示例区人民法院", "收到日期": "2023-03-01", "起诉方式": "未经复议直接起诉"},
        ),
    ],
)
@pytest.mark.parametrize("result", DisputeResult)
def test_the_result_of_a_dispute_takes_the_four_column_labels(
    tmp_path: Path, record_type: type[Review | Litigation], label: str, row: dict[str, str], result: DisputeResult
) -> None:
    path = write_csv(tmp_path / "台账.csv", (*row, label), (*row.values(), result.label))
    assert only_record(path, record_type).result is result


@pytest.mark.parametrize(
    ("position", "name", "value"),
    [(1, "applicant_kind", Applicant.NATURAL_PERSON), (4, "arrived_on", date(2023, 3, 2))],
)
def test_a_cell_left_blank_is_told_by_the_others_of_its_row_and_to_be_looked_at(
    tmp_path: Path, position: int, name: str, value: object
) -> None:
    row = (*ROW[:position], "", *ROW[position + 1 :])
    record = only_record(write_csv(tmp_path / "台账.csv", HEADER, row), Request)
    assert (getattr(record, name), record.proposed) == (value, HEADER[position])


def test_a_suit_with_a_linked_review_needs_no_route_and_one_without_is_to_be_looked_at(tmp_path: Path) -> None:
    row = ("1", "复2023-1", "张某某", "示例区人民法院", "", "2023-03-01", "", "")
    record = only_record(write_csv(tmp_path / "台账.csv", LITIGATION, row), Litigation)
    assert record.route is SuitRoute.SUIT_AFTER_REVIEW
    record = only_record(write_csv(tmp_path / "台账.csv", LITIGATION, (row[0], "", *row[2:])), Litigation)
    assert (record.route, record.proposed) == (SuitRoute.DIRECT_SUIT, "起诉方式")


def test_several_values_stand_in_one_cell(tmp_path: Path) -> None:
    row = ("预算", "每年", "政府门户网站；政务公开栏;档案馆、图书馆")
    path = write_csv(tmp_path / "台账.csv", ("事项", "周期", "渠道"), row)
    assert only_record(path, Duty).channels == (
        ReleaseChannel.PORTAL,
        ReleaseChannel.NOTICE_BOARD,
        ReleaseChannel.ARCHIVE_OR_LIBRARY,
    )


def test_nought_is_a_number_and_money_may_be_in_ten_thousands(tmp_path: Path) -> None:
    header = ("业务类型", "日期", "数量", "金额（万元）")
    first, second = readings(
        write_csv(
            tmp_path / "台账.csv",
            header,
            ("行政处罚", "2023-01-01", "0", ""),
            ("行政事业性收费", "2023-01-01", "", "9116.36"),
        ),
        Tally,
    )
    assert isinstance(first.record, Tally)
    assert isinstance(second.record, Tally)
    assert (first.record.quantity, second.record.quantity, second.record.amount) == (0, None, 9_116_360_000)


def test_a_number_in_ten_thousands_that_is_none_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", ("业务类型", "日期", "金额（万元）"), ("行政处罚", "2023-01-01", "若干"))
    (reading,) = readings(path, Tally)
    assert reading.reasons == ("金额（元）：“若干”不是数字",)


@pytest.mark.parametrize("text", ["", "/", "／", "-", "—", "——", "–", "--", "//"])
def test_a_stroke_means_nothing_in_a_date_in_a_choice_and_in_a_text(tmp_path: Path, text: str) -> None:
    path = write_csv(tmp_path / "台账.csv", (*HEADER, "承办人"), (*ROW[:7], text, text, text))
    record = only_record(path, Request)
    assert (record.outcome, record.answered_on, record.handler) == (None, None, "")


@pytest.mark.parametrize("text", ["无", "暂无", "不详", "N/A"])
def test_a_word_for_nothing_is_no_handler_and_no_day(tmp_path: Path, text: str) -> None:
    path = write_csv(tmp_path / "台账.csv", (*HEADER, "承办人"), (*ROW[:8], "" if text == "不详" else text, text))
    record = only_record(path, Request)
    assert (record.answered_on, record.handler) == (None, "")


@pytest.mark.parametrize(
    ("said", "route"),
    [
        ("是（某政复〔2022〕5号）", SuitRoute.SUIT_AFTER_REVIEW),
        ("否，未申请复议", SuitRoute.DIRECT_SUIT),
        ("有", SuitRoute.SUIT_AFTER_REVIEW),
    ],
)
def test_a_yes_or_no_with_its_reason_is_not_asked(tmp_path: Path, said: str, route: SuitRoute) -> None:
    names, row = ("原告", "受理法院", "收到日期", "是否经过复议"), ("张某某", "示例区人民法院", "2023-03-01", said)
    record = only_record(write_csv(tmp_path / "台账.csv", names, row), Litigation)
    assert record.route is route
    assert ("某政复〔2022〕5号" in record.remarks) is ("号" in said)


@pytest.mark.parametrize(("said", "is_forwarded"), [("是（转发区政府文件）", True), ("否，本机关制发", False)])
def test_a_yes_with_more_about_it_is_a_yes(tmp_path: Path, said: str, is_forwarded: bool) -> None:
    names = ("信息名称", "文件性质", "信息类别", "形成日期", "公开日期", "是否转发引用上级文件")
    row = ("某路改造公告", "其他", "第二十一条", "2023-03-01", "2023-03-02", said)
    assert only_record(write_csv(tmp_path / "台账.csv", names, row), Release).is_forwarded is is_forwarded


def test_a_yes_that_its_reason_denies_is_asked(tmp_path: Path) -> None:
    names, row = (
        ("原告", "受理法院", "收到日期", "是否经过复议"),
        ("张某某", "示例区人民法院", "2023-03-01", "是，直接起诉"),
    )
    (reading,) = readings(write_csv(tmp_path / "台账.csv", names, row), Litigation)
    assert reading.faulty == ("route",)


def test_a_ledger_may_call_its_number_just_that(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", ("编号", *HEADER[1:]), ROW)
    assert only_record(path, Request).number == "2023-001"


def test_an_article_names_a_category(tmp_path: Path) -> None:
    header = ("信息名称", "文件性质", "信息类别", "形成日期")
    path = write_csv(tmp_path / "台账.csv", header, ("指南", "其他", "第二十条第（二）项", "2023-01-01"))
    assert only_record(path, Release).category == "20-2"


def test_a_formula_that_an_export_made_harmless_reads_as_it_was(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", HEADER, (*ROW[:6], "'=1+1", *ROW[7:]))
    assert only_record(path, Request).content == "=1+1"
