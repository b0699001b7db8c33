"""What a heading, a word, a column that is not there most likely is; at the edges of each rule."""

import io
from datetime import date

import openpyxl
import pytest

from disclosure.column_kinds import columns_by_name
from disclosure.outcomes import Outcome
from disclosure.progress import silent
from disclosure.records import Litigation, Profile, Record, Release, Request, Review, Tally
from disclosure.terms import AgencyLevel, Applicant, Channel, DocumentKind, ReleaseCategory, SuitRoute
from importers.ledgers.facts import parted
from importers.ledgers.filling import Values, fills_for
from importers.ledgers.guessing import guessed
from importers.ledgers.header import best_header
from importers.ledgers.meaning import applicant_kind, meaning_of, release_category
from importers.ledgers.rows import Row, text_of
from importers.ledgers.workbook import read_workbook


def heading(record_type: type[Record], *cells: str, **mapping: str) -> list[tuple[str | None, bool]]:
    """What each column is taken for, and whether that is certain."""
    header = best_header([Row(1, cells)], record_type, mapping)
    return [(target.column.name if target.column else None, target.is_certain) for target in header.targets]


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (("申请人", "答复时间"), [("applicant", True), ("answered_on", True)]),
        (("申请人", "申请人"), [("applicant", True), (None, True)]),
        (("申请人（全称）", "单位"), [("applicant", True), (None, True)]),
        (("单位/个人", "内容（摘要）"), [("applicant_kind", False), ("content", False)]),
        (("序号", "退回原因", "申请人*："), [(None, True), (None, True), ("applicant", True)]),
        (("答复时间及结果", "申请人"), [("answered_on", True), ("applicant", True)]),
        (("答复日期、文号", "申请人"), [("answered_on", True), ("applicant", True)]),
        (("申请人/申请单位", "答复日期"), [("applicant", True), ("answered_on", True)]),
        (("网上提交时间", "登记受理时间"), [("arrived_on", True), ("received_on", True)]),
        (("来源名称", "经办科室联系电话", "申请人"), [(None, True), (None, True), ("applicant", True)]),
        (("申请人姓名", "法人名称", "答复日"), [("applicant", True), (None, True), ("answered_on", True)]),
    ],
)
def test_a_heading_of_a_request_ledger(cells: tuple[str, ...], meant: list[tuple[str | None, bool]]) -> None:
    assert heading(Request, *cells) == meant


def test_money_in_ten_thousands_is_told_by_the_heading_and_only_for_money() -> None:
    header = best_header([Row(1, ("日期", "金额（万元）", "数量（万件）", "收费金额（元）"))], Tally, {})
    assert [(target.column and target.column.name, target.factor) for target in header.targets] == [
        ("on", 1),
        ("amount", 10_000),
        (None, 1),
        (None, 1),
    ]


def test_a_heading_that_counts_one_kind_gives_each_row_that_kind() -> None:
    header = best_header([Row(1, ("日期", "行政处罚件数", "许可件数"))], Tally, {})
    given = [target.given and (target.given[0], target.given[1].value) for target in header.targets]
    assert given == [None, ("kind", "penalty"), ("kind", "licence")]
    assert [target.is_certain for target in header.targets] == [True, False, False]


def test_a_heading_of_several_lines_is_one_and_of_equal_ones_the_first_is_taken() -> None:
    rows = [
        Row(1, ("某街道台账",)),
        Row(2, ("申请人", "", "答复")),
        Row(3, ("姓名", "电话", "日期")),
        Row(4, ("张某", "13000000000", "2024-03-01")),
    ]
    header = best_header(rows, Request, {})
    assert header.row_number == 3
    assert [target.column and target.column.name for target in header.targets] == ["applicant", "phone", "answered_on"]
    assert best_header([Row(7, ("申请人", "电话")), Row(8, ("申请人", "电话"))], Request, {}).row_number == 7
    assert best_header([Row(31, ())] * 30 + [Row(40, ("申请人", "电话"))], Request, {}).row_number == 0


def test_what_was_said_of_a_heading_goes_before_its_words() -> None:
    assert heading(Request, "申请人", "电话", 电话="手机") == [("applicant", True), ("phone", True)]
    assert heading(Request, "申请人", "电话", 电话="") == [("applicant", True), (None, True)]
    assert heading(Request, "谁", "电话", 谁="applicant") == [("applicant", True), ("phone", True)]


def filled(names: list[str], *texts: str) -> str | None:
    header = best_header([Row(1, tuple(names))], Request, {})
    target = guessed(header, [Row(2 + place, ("张某某", text)) for place, text in enumerate(texts)], Request).targets[1]
    return target.column.name if target.column else None


def test_a_strange_heading_is_known_by_what_stands_below_it() -> None:
    assert filled(["申请人", "甲"], "110101199001011237", "110101199001011237") == "identity_number"
    assert filled(["申请人", "甲"], "13000000000", "010-88888888") == "phone"
    assert filled(["申请人", "甲"], "a@example.com") == "email"
    assert filled(["申请人", "甲"], *["a@example.com"] * 4, "无") == "email"  # four of five
    assert filled(["申请人", "甲"], *["a@example.com"] * 3, "无") is None
    assert filled(["申请人", "甲"], "2024-03-01") is None  # some day
    assert filled(["申请人", "答复的日期"], "2024-03-01") == "answered_on"
    assert filled(["申请人", "甲"]) is None
    assert filled(["申请人", "答复的文号"], "测〔2024〕1号") == "answer_number"


@pytest.mark.parametrize(
    ("text", "outcome", "is_certain"),
    [
        ("予以公开", Outcome.GRANTED, True),
        ("给了", Outcome.GRANTED, False),
        ("不予公开（商业秘密）", Outcome.THIRD_PARTY_RIGHTS, True),
        ("已答复：信息不存在", Outcome.NOT_HELD, True),
        ("信息不存在，张三经办", Outcome.NOT_HELD, True),
        ("信访；重复", None, False),
        ("答复", None, False),
        ("经查询信息不存在的", Outcome.NOT_HELD, True),
        ("毫不相干", None, False),
    ],
)
def test_a_word_means_a_result_certainly_likely_or_not(text: str, outcome: Outcome | None, is_certain: bool) -> None:
    found = meaning_of(Outcome, text)
    assert (found.term, found.is_certain) == (outcome, is_certain)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("张某某", Applicant.NATURAL_PERSON),
        ("张", None),
        ("欧阳某某", Applicant.NATURAL_PERSON),
        ("买买提·某某", Applicant.NATURAL_PERSON),
        ("张xx", Applicant.NATURAL_PERSON),
        ("张*", Applicant.NATURAL_PERSON),
        ("张某某等3人", Applicant.NATURAL_PERSON),
        ("张某某、李某某", Applicant.NATURAL_PERSON),
        ("张某某（代理人李某）", Applicant.NATURAL_PERSON),
        ("测试律师事务所", Applicant.LEGAL_SERVICE),
        ("测试建材有限公司", Applicant.COMPANY),
        (
            "甲村村委会",
            Applicant.named("other"),
        ),
        ("Zhang San", None),
        ("", None),
    ],
)
def test_a_name_suggests_who_applies(name: str, kind: Applicant | None) -> None:
    assert applicant_kind(name) is kind


def test_a_title_suggests_its_category_the_first_text_first() -> None:
    assert release_category(iter(["工作动态", "2024年部门预算"])) is ReleaseCategory.ARTICLE_20_7
    assert release_category(iter(["防汛应急预案", "2024年部门预算"])) is ReleaseCategory.ARTICLE_20_12
    assert release_category(iter(["工作动态"])) is None


STREET = Profile(review_body="测试区人民政府", court="测试区人民法院")
DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("record_type", "name", "values", "value"),
    [
        (Request, "applicant_kind", {"applicant": "测试有限公司"}, Applicant.COMPANY),
        (Request, "channel", {}, Channel.COUNTER),
        (Request, "arrived_on", {"received_on": DAY}, DAY),
        (Request, "received_on", {"arrived_on": DAY}, DAY),
        (Request, "received_on", {}, None),
        (Release, "formed_on", {"issued_on": DAY, "published_on": date(2024, 4, 1)}, DAY),
        (Release, "formed_on", {"issued_on": None, "published_on": DAY}, DAY),
        (Release, "category", {"name": "工作动态", "summary": "2024年预算"}, ReleaseCategory.ARTICLE_20_7),
        (Release, "category", {"name": "工作动态"}, ReleaseCategory.ARTICLE_21),
        (Release, "document_kind", {"category": ReleaseCategory.ARTICLE_20_1}, DocumentKind.NORMATIVE_DOCUMENT),
        (Release, "document_kind", {"category": ReleaseCategory.ARTICLE_21}, DocumentKind.OTHER),
        (Review, "review_body", {}, "测试区人民政府"),
        (Litigation, "court", {}, "测试区人民法院"),
        (Litigation, "route", {"related_review": "复2024-1"}, SuitRoute.SUIT_AFTER_REVIEW),
        (Litigation, "route", {"related_review": ""}, SuitRoute.DIRECT_SUIT),
    ],
)
def test_what_an_old_ledger_never_has_is_proposed(
    record_type: type[Record], name: str, values: Values, value: object
) -> None:
    (fill,) = [fill for fill in fills_for(record_type, frozenset()) if fill.name == name]
    assert fill.value(values, STREET) == value
    assert name not in [fill.name for fill in fills_for(record_type, frozenset({name}))]


def test_a_bureau_publishes_what_is_otherwise_to_be_published() -> None:
    bureau = Profile(level=next(level for level in AgencyLevel if not level.is_grassroots))
    (fill,) = [fill for fill in fills_for(Release, frozenset()) if fill.name == "category"]
    assert fill.value({"name": "工作动态"}, bureau) is ReleaseCategory.ARTICLE_20_15


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10**16 - 1, "9999999999999999"),
        (10**16, "1.00000000000000E+16"),
        (-(10**16), "-1.00000000000000E+16"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (True, "是"),
        (date(2024, 3, 1), "2024-03-01"),
        ("a_x000D_b", "a\rb"),
        ("a_x5F_b", "a_x5F_b"),
        (None, ""),
    ],
)
def test_a_cell_says_what_a_person_sees_in_it(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_cell_merged_downwards_stands_in_each_row_that_holds_something() -> None:
    book, made = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["一月", 5, "甲"], [None, None, "乙"], ["二月", None, "丙"], [None, None, None], [None, None, "丁"]):
        sheet.append(row)
    for merged in ("A1:A2", "B1:B3", "A3:A4"):
        sheet.merge_cells(merged)
    book.save(made)
    (read,) = read_workbook(made.getvalue(), silent)
    assert [(row.number, row.cells, row.numbers) for row in read.rows] == [
        (1, ("一月", "5", "甲"), 2),
        (2, ("一月", "5", "乙"), 2),
        (3, ("二月", "5", "丙"), 2),
        (5, ("", "", "丁"), 0),
    ]


@pytest.mark.parametrize(
    ("facts", "text", "parts"),
    [
        (
            ("answered_on", "outcome"),
            "2024年3月20日，予以公开",
            [("answered_on", "2024年3月20日"), ("outcome", "予以公开")],
        ),
        (("outcome", "answered_on"), "予以公开（2024-3-20）", [("answered_on", "2024-3-20"), ("outcome", "予以公开")]),
        (("outcome", "answered_on"), "20240320", [("answered_on", "20240320")]),
        (("outcome", "answered_on"), "予以公开", [("outcome", "予以公开")]),
        (("answered_on", "outcome"), "予以公开", [("outcome", "予以公开")]),
        (("applicant", "phone"), "张某某 13000000000", [("phone", "13000000000"), ("applicant", "张某某")]),
        (("applicant", "phone"), "张某某", [("applicant", "张某某")]),
        (("applicant",), "张某某 13000000000", [("applicant", "张某某 13000000000")]),
        ((), "张某某", []),
        (("handler", "department"), "征迁办/何某某", [("department", "征迁办"), ("handler", "何某某")]),
        (("department", "handler"), "何某某（征迁办）", [("handler", "何某某"), ("department", "征迁办")]),
        (("department", "handler"), "征迁办", [("department", "征迁办")]),
        (("channel", "retrieval"), "邮寄；电子邮件", [("channel", "邮寄"), ("retrieval", "电子邮件")]),
        (("retrieval", "channel"), "窗口提交、纸质", [("channel", "窗口提交"), ("retrieval", "纸质")]),
        (
            ("applicant", "address", "phone"),
            "张某某，样镇东样村12号，13000000000",
            [("phone", "13000000000"), ("applicant", "张某某"), ("address", "样镇东样村12号")],
        ),
        (("address", "phone"), "样镇北样村，电话没留", [("address", "样镇北样村"), (None, "电话没留")]),
        (
            ("answered_on", "answer_number"),
            "2024年10月21日（当场给的，没有文号）",
            [("answered_on", "2024年10月21日"), (None, "当场给的"), (None, "没有文号")],
        ),
        (("answered_on", "answer_number"), "办理中", [("answered_on", "办理中")]),
    ],
)
def test_a_cell_of_two_facts_gives_each_its_part(
    facts: tuple[str, ...], text: str, parts: list[tuple[str, str]]
) -> None:
    """答复时间及结果: the day to the day, whichever the heading names first; what is of neither is told beside it."""
    named = [columns_by_name(Request)[name] for name in facts]
    assert [(column and column.name, part) for column, part in parted(text, named)] == parts
