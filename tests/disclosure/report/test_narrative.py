"""The prose says what the registers hold, and says it naturally when they hold nothing."""

from datetime import date

import pytest

from disclosure.records import Draft, Profile
from disclosure.report.cells import CellKey, totals
from disclosure.report.compose import composed
from disclosure.report.facts import ActivityFacts, ReportFacts
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Level, Section
from disclosure.report.narrative import FIELDS, PARTS, Source, filled, unknown_fields
from disclosure.terms import ActivityKind, Applicant, Channel, ReleaseChannel

PROFILE = Profile(
    name="示例市示范区清河街道办事处",
    short_name="街道",
    address="示范路1号",
    postcode="000000",
    phone="0000-0000000",
    email="office@example.invalid",
    website_name="示范区人民政府门户网站",
    website="http://www.example.invalid",
    archive="示范区档案馆",
)
EMPTY = Source(2023, Profile(), ReportFacts(year=2023), totals({}))
BUSY = Source(
    2023,
    PROFILE,
    ReportFacts(
        year=2023,
        releases=16,
        releases_cumulative=516,
        releases_by_statistics_category={
            "机构职能类": 4,
            "人事信息、公务员招录考试信息": 8,
            "其他应当主动公开的政府信息": 4,
        },
        releases_by_channel={ReleaseChannel.PORTAL: 16},
        requests=1,
        requests_cumulative=2,
        requests_by_channel={Channel.INTERNET: 1},
        requests_by_applicant={Applicant.NATURAL_PERSON: 1},
        reviews=1,
        suits=2,
        information_fee_fen=40000,
        information_fee_requests=1,
        activities={
            ActivityKind.WEBSITE_CHECK: ActivityFacts(12, 0, 9, 5),
            ActivityKind.TRAINING: ActivityFacts(2),
            ActivityKind.ACCOUNTABILITY: ActivityFacts(1, cases=1),
            ActivityKind.CORRECTION: ActivityFacts(1, 0, 4, 4),
        },
    ),
    totals(
        {
            CellKey("table3", "n1", "natural_person"): 1,
            CellKey("table3", "n2", "company"): 3,
            CellKey("table3", "k1", "natural_person"): 2,
            CellKey("table3", "n4", "company"): 2,
            CellKey("table2", "normative_documents", "issued"): 1,
            CellKey("table2", "normative_documents", "repealed"): 2,
            CellKey("table2", "normative_documents", "in_force"): 3,
        }
    ),
    ("行政处罚本年处理决定数量30件，比上年的12件增加150%，原因是集中整治",),
)


@pytest.mark.parametrize(
    ("name", "empty", "busy"),
    [
        ("年份", "2023", "2023"),
        ("下一年", "2024", "2024"),
        ("自称", "本机关", "街道"),
        ("机关全称", "本机关", "示例市示范区清河街道办事处"),
        ("统计期限", "2023年1月1日至2023年12月31日", "2023年1月1日至2023年12月31日"),
        (
            "公布网站",
            "在政府门户网站公布",
            "在“示范区人民政府门户网站”（http://www.example.invalid）公布，并报送示范区档案馆",
        ),
        (
            "联系方式",
            "与本机关联系",
            "与示例市示范区清河街道办事处联系"
            "（地址：示范路1号，邮编：000000，电话：0000-0000000，电子邮箱：office@example.invalid）",
        ),
        (
            "主动公开情况",
            "本年度没有新增主动公开政府信息",
            "全年主动公开政府信息16条，其中，机构职能类信息4条、人事信息、公务员招录考试信息8条、其他应当主动公开的政府信息4条",
        ),
        ("主动公开条数", "0", "16"),
        ("历年累计主动公开", "0", "516"),
        ("公开渠道", "公开渠道包括政府门户网站、政务公开栏等", "主要通过政府门户网站公开"),
        (
            "收到申请情况",
            "本年度未收到政府信息公开申请",
            "本年度共收到政府信息公开申请1件，按渠道分为互联网申请1件，按申请人分为自然人1件",
        ),
        ("新收申请件数", "0", "1"),
        ("办理情况", "无结转和办理的申请", "上年结转3件，本年度办理答复2件，结转下年度继续办理2件"),
        ("累计受理申请", "0", "2"),
        (
            "复议诉讼情况",
            "本年度未发生因政府信息公开工作引起的行政复议和行政诉讼",
            "本年度因政府信息公开工作发生行政复议1件、行政诉讼2件",
        ),
        (
            "信息处理费",
            "2023年度本机关未收取政府信息公开信息处理费",
            "2023年度街道依法收取政府信息公开信息处理费400元，涉及申请1件",
        ),
        (
            "规范性文件情况",
            "本年度未制发行政规范性文件，无废止，现行有效0件",
            "本年度制发行政规范性文件1件，废止2件，现行有效3件",
        ),
        ("网站抽查情况", "本年度未开展专项网站抽查", "全年开展网站内容抽查12次，整改错敏字、错断链等问题9处"),
        ("培训情况", "未组织专题培训", "组织政府信息公开培训2次"),
        ("责任追究情况", "本年度未发生责任追究", "本年度责任追究1次"),
        (
            "变动说明",
            "各项数字与上年相比没有另作说明的变动",
            "行政处罚本年处理决定数量30件，比上年的12件增加150%，原因是集中整治",
        ),
    ],
)
def test_every_bound_field_reads_naturally_with_nothing_and_with_much(name: str, empty: str, busy: str) -> None:
    assert filled(f"{{{name}}}", EMPTY) == empty
    assert filled(f"{{{name}}}", BUSY) == busy


def test_no_bound_field_is_untested() -> None:
    (marks,) = test_every_bound_field_reads_naturally_with_nothing_and_with_much.pytestmark  # type: ignore[attr-defined]
    assert [bound.name for bound in FIELDS] == [case[0] for case in marks.args[1]]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (ReportFacts(year=2023, reviews=1), "发生行政复议1件，未发生行政诉讼"),
        (ReportFacts(year=2023, suits=1), "发生行政诉讼1件，未发生行政复议"),
    ],
)
def test_one_kind_of_dispute_says_that_the_other_did_not_happen(facts: ReportFacts, said: str) -> None:
    assert said in filled("{复议诉讼情况}", Source(2023, PROFILE, facts, totals({})))


def test_a_case_brought_over_from_last_year_is_told_as_table_four_has_it() -> None:
    """「本年度未发生」 stood beside a table with one case, and the program's own check blocked 签发."""
    figures = {CellKey("table4", "review", "total"): 2, CellKey("table4", "direct_suit", "total"): 1}
    source = Source(2023, PROFILE, ReportFacts(year=2023, reviews=1), figures)
    assert filled("{复议诉讼情况}", source) == (
        "本年度办理因政府信息公开工作引起的行政复议2件（其中上年结转1件）、行政诉讼1件（其中上年结转1件）"
    )


def test_categories_that_do_not_add_up_are_left_out_of_the_sentence() -> None:
    facts = ReportFacts(year=2023, releases=3, releases_by_statistics_category={"机构职能类": 1})
    assert filled("{主动公开情况}", Source(2023, PROFILE, facts, totals({}))) == "全年主动公开政府信息3条"


def test_a_category_the_office_has_not_listed_is_still_named() -> None:
    facts = ReportFacts(year=2023, releases=1, releases_by_statistics_category={"规划类": 1})
    assert "规划类信息1条" in filled("{主动公开情况}", Source(2023, PROFILE, facts, totals({})))


def test_carried_out_and_checks_without_faults_have_their_own_words() -> None:
    figures = totals({CellKey("table3", "k1", "company"): 1})
    assert "无上年结转申请，本年度办理答复1件，无结转下年度办理的申请" in filled(
        "{办理情况}", Source(2023, PROFILE, ReportFacts(year=2023), figures)
    )
    checked = ReportFacts(year=2023, activities={ActivityKind.WEBSITE_CHECK: ActivityFacts(3)})
    assert filled("{网站抽查情况}", Source(2023, PROFILE, checked, totals({}))).endswith("未发现需要整改的问题")


def test_an_unknown_field_stays_as_typed_and_is_named() -> None:
    text = "共{新收申请件数}件，{不存在的字段}"
    assert filled(text, BUSY) == "共1件，{不存在的字段}"
    assert unknown_fields(text) == ("不存在的字段",)
    assert not any(unknown_fields(part.default) for part in PARTS)


def report(**drafts: str) -> AnnualReport:
    return composed(
        2023, profile=PROFILE, facts=BUSY.facts, figures=BUSY.figures, drafts=drafts, today=date(2024, 1, 2)
    )


def test_the_report_has_six_official_sections_and_its_title() -> None:
    made = report()
    assert made.title == "示例市示范区清河街道办事处2023年政府信息公开工作年度报告"
    assert [section.heading for section in made.sections] == list(SECTION_HEADINGS)
    assert [section.table for section in made.sections] == [None, "table2", "table3", "table4", None, None]
    assert made.table("table3") == made.tables[1]
    assert (made.signature, made.dated_on, made.level) == (PROFILE.name, date(2024, 1, 2), "街道")


def test_what_the_clerk_wrote_stands_with_its_fields_in_words() -> None:
    made = report(others="共{新收申请件数}件。", dated_on="2024年1月5日")
    assert made.sections[5].text == "共1件。"
    assert made.dated_on == date(2024, 1, 5)


def test_short_numbered_lines_are_headings_and_sentences_are_not() -> None:
    section = Section("一、总体情况", "（一）主动公开\n\n1.做好财政信息公开\n（二）严格审查，确保安全。\n正文。")
    assert [(paragraph.text, paragraph.level) for paragraph in section.paragraphs] == [
        ("（一）主动公开", Level.SUB_HEADING),
        ("1.做好财政信息公开", Level.POINT),
        ("（二）严格审查，确保安全。", Level.BODY),
        ("正文。", Level.BODY),
    ]


@pytest.mark.parametrize("part", [*(one.key for one in PARTS), "retyped", "published", "rolled_over"])
def test_undo_names_a_part_of_the_report_in_chinese(part: str) -> None:
    """The status bar offered to undo “修改 2023 年dated_on”."""
    caption = Draft(year=2023, part=part).caption
    assert caption.startswith("2023 年")
    assert not any(letter.isascii() and letter.isalpha() for letter in caption)


@pytest.mark.parametrize(
    ("checks", "mended", "words"),
    [
        (ActivityFacts(6, 0, 6, 6), ActivityFacts(1, 0, 2, 2), "整改错敏字、错断链等问题6处"),  # printed 8 of 6
        (ActivityFacts(1, 0, 6, 2), ActivityFacts(1, 0, 0, 4), "整改错敏字、错断链等问题6处"),
        (ActivityFacts(1, 0, 0, 2), ActivityFacts(1, 0, 0, 4), "整改错敏字、错断链等问题4处"),
        (ActivityFacts(), ActivityFacts(1, 0, 4, 4), "全年整改错敏字、错断链等问题4处"),
        (ActivityFacts(), ActivityFacts(1), "未开展专项网站抽查"),
    ],
)
def test_a_defect_is_mended_once_whoever_tells_of_it(checks: ActivityFacts, mended: ActivityFacts, words: str) -> None:
    told = {ActivityKind.WEBSITE_CHECK: checks, ActivityKind.CORRECTION: mended}
    source = Source(2023, Profile(), ReportFacts(year=2023, activities=told), {})
    assert words in filled("{网站抽查情况}", source)
