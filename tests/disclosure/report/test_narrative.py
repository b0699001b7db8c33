"""The prose says what the registers hold, and says it naturally when they hold nothing."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.records import Draft, Profile
from disclosure.report.cells import CellKey, totals
from disclosure.report.compose import composed
from disclosure.report.facts import ActivityFacts, ReportFacts
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Level, Section
from disclosure.report.narrative import FIELDS, PARTS, Part, Source, filled, prompts, unknown_fields
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
    office="党政综合办公室",
    lead_department="党政综合办",
    head="张某",
    deputy="李某",
    staff=1,
    advice_phone="0000-0000001",
    accounts="街道政务公开栏；街道微信公众号",
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
            ActivityKind.POLICY_ADVICE: ActivityFacts(2, 120, cases=120),
            ActivityKind.MEETING: ActivityFacts(3),
            ActivityKind.PUBLICITY: ActivityFacts(4),
            ActivityKind.PLATFORM: ActivityFacts(5),
            ActivityKind.PUBLIC_UTILITIES: ActivityFacts(6),
            ActivityKind.ADJUSTMENT: ActivityFacts(7),
            ActivityKind.ASSESSMENT: ActivityFacts(1),
        },
        request_contents=("辖区长者食堂相关财政数据、人口数据",),
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
            "公布情况",
            "",
            "本报告在“示范区人民政府门户网站”（http://www.example.invalid）公布，并报送示范区档案馆，欢迎查阅",
        ),
        (
            "联系方式",
            "与本机关联系",
            "与示例市示范区清河街道办事处联系"
            "（地址：示范路1号，邮编：000000，电话：0000-0000000，电子邮箱：office@example.invalid）",
        ),
        ("咨询电话", "", "0000-0000001"),
        ("公开平台", "", "街道政务公开栏和街道微信公众号"),
        ("牵头科室", "", "党政综合办"),
        ("主要领导", "", "张某"),
        ("分管领导", "", "李某"),
        (
            "主动公开情况",
            "本年度没有新增主动公开政府信息",
            "全年主动公开政府信息16条，其中，机构职能类信息4条，人事信息、公务员招录考试信息8条，其他应当主动公开的政府信息4条",
        ),
        ("主动公开条数", "0", "16"),
        (
            "主动公开分类",
            "",
            "其中，机构职能类信息4条，人事信息、公务员招录考试信息8条，其他应当主动公开的政府信息4条",
        ),
        ("历年累计主动公开", "0", "516"),
        ("累计公开情况", "", "历年累计公开政府信息516条"),
        ("公开渠道", "", "公开渠道为政府门户网站"),
        ("分渠道条数", "", "政府门户网站16条"),
        (
            "收到申请情况",
            "本年度未收到政府信息公开申请",
            "本年度共收到政府信息公开申请1件，为网络申请件，申请人为自然人",
        ),
        ("新收申请件数", "0", "1"),
        ("申请渠道", "", "为网络申请件"),
        ("申请人情况", "", "申请人为自然人"),
        ("申请事项", "", "申请事项为辖区长者食堂相关财政数据、人口数据"),
        ("办理情况", "无上年结转申请", "上年结转3件，本年度办理答复2件，结转下年度继续办理2件"),
        ("累计受理申请", "0", "2"),
        ("累计受理情况", "", "截至2023年12月31日，累计受理政府信息公开申请2件"),
        (
            "复议诉讼情况",
            "本年度未发生因政府信息公开工作引起的行政复议和行政诉讼",
            "本年度因政府信息公开工作发生行政复议1件、行政诉讼2件",
        ),
        ("信息处理费", "2023年度本单位未收取信息处理费", "2023年度本单位收取信息处理费400元，涉及申请1件"),
        (
            "规范性文件情况",
            "本年度未制发、废止行政规范性文件，无现行有效的行政规范性文件",
            "本年度制发行政规范性文件1件，废止2件，现行有效3件",
        ),
        ("动态调整情况", "", "全年动态调整已公开信息7次"),
        (
            "平台建设情况",
            "【请写明政府信息公开平台的建设和维护情况】",
            "以示范区人民政府门户网站、街道政务公开栏和街道微信公众号为载体公开政府信息",
        ),
        ("工作人员情况", "", "配备1名工作人员负责政府信息公开工作"),
        ("平台维护情况", "", "全年开展平台维护5次"),
        ("网站抽查情况", "", "全年开展网站内容抽查12次，整改错敏字、错断链等问题9处"),
        ("组织保障情况", "", "政府信息公开工作由党政综合办牵头"),
        ("会议情况", "", "召开政府信息公开工作会议3次"),
        ("培训情况", "", "组织政府信息公开培训2次"),
        ("宣传情况", "", "开展政府信息公开宣传4次"),
        ("考核评议情况", "", "开展考核评议1次"),
        ("责任追究情况", "本年度未发生责任追究", "本年度责任追究1次"),
        ("变动说明", "", "行政处罚本年处理决定数量30件，比上年的12件增加150%，原因是集中整治"),
        ("企事业单位公开情况", "", "全年指导公共企事业单位信息公开6次"),
        ("政策咨询情况", "", "全年提供政策咨询120次"),
    ],
)
def test_every_bound_field_reads_naturally_with_nothing_and_with_much(name: str, empty: str, busy: str) -> None:
    """With nothing recorded it is a natural zero or no words at all; what nobody recorded is not asserted."""
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
        "本年度办理因政府信息公开工作引起的行政复议2件（其中上年尚未审结1件）、行政诉讼1件（为上年尚未审结）"
    )


def released(count: int, **kinds: int) -> ReportFacts:
    return ReportFacts(year=2023, releases=count, releases_by_statistics_category=kinds)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (released(1, 机构职能类=1), "全年主动公开政府信息1条，为机构职能类信息"),  # 「其中，…1条」 of 1
        (released(5, 机构职能类=5), "全年主动公开政府信息5条，均为机构职能类信息"),
        (released(1, 规划类=1), "全年主动公开政府信息1条，为规划类信息"),  # a category the office has not listed
        # one release without 统计类别 dropped the whole 其中
        (released(3, 机构职能类=1), "全年主动公开政府信息3条，其中，机构职能类信息1条、未归入上述类别的2条"),
        (released(2), "全年主动公开政府信息2条"),
    ],
)
def test_what_kinds_of_information_were_published(facts: ReportFacts, said: str) -> None:
    assert filled("{主动公开情况}", Source(2023, PROFILE, facts, totals({}))) == said


@pytest.mark.parametrize(
    ("channels", "said", "counted"),
    [
        # printed 「主要通过政务新媒体、其他公开」
        (
            {ReleaseChannel.SOCIAL_MEDIA: 1, ReleaseChannel.OTHER: 2},
            "公开渠道包括政务新媒体等",
            "政务新媒体1条、其他渠道2条",
        ),
        ({ReleaseChannel.OTHER: 2}, "", "其他渠道2条"),
        (
            {ReleaseChannel.PORTAL: 3, ReleaseChannel.ARCHIVE_OR_LIBRARY: 1},
            "公开渠道为政府门户网站，档案馆、图书馆",
            "政府门户网站3条，档案馆、图书馆1条",
        ),
    ],
)
def test_channels_are_named_as_people_name_them(channels: dict[ReleaseChannel, int], said: str, counted: str) -> None:
    source = Source(2023, PROFILE, ReportFacts(year=2023, releases=3, releases_by_channel=channels), totals({}))
    assert filled("{公开渠道}", source) == said
    assert filled("{分渠道条数}", source) == counted


@pytest.mark.parametrize(
    ("channels", "people", "said"),
    [
        # 「按渠道分为当面申请1件」: one part is no division
        ({Channel.COUNTER: 1}, {Applicant.COMPANY: 1}, "为当面申请件，申请人为商业企业"),
        ({Channel.INTERNET: 2}, {Applicant.NATURAL_PERSON: 2}, "均为网络申请件，申请人均为自然人"),
        (
            {Channel.REGISTERED_MAIL: 1, Channel.INTERNET: 2},
            {Applicant.NATURAL_PERSON: 2, Applicant.OTHER: 1},
            "按渠道分为邮寄申请1件、网络申请2件，按申请人分为自然人2件、其他1件",
        ),
    ],
)
def test_requests_are_divided_only_where_there_are_parts(
    channels: dict[Channel, int], people: dict[Applicant, int], said: str
) -> None:
    count = sum(channels.values())
    facts = ReportFacts(year=2023, requests=count, requests_by_channel=channels, requests_by_applicant=people)
    told = filled("{收到申请情况}", Source(2023, PROFILE, facts, totals({})))
    assert told == f"本年度共收到政府信息公开申请{count}件，{said}"


def test_more_requests_than_three_are_told_by_their_first_three() -> None:
    asked = ReportFacts(year=2023, request_contents=("甲项目批复。", "乙 \n清单", "乙 清单", "丙预算", "丁决算"))
    assert filled("{申请事项}", Source(2023, PROFILE, asked, {})) == "申请事项包括甲项目批复；乙 清单；丙预算等"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"k1": 1, "n1": 1}, "无上年结转申请，本年度办理答复1件，无结转下年度办理的申请"),
        ({"n2": 1, "n4": 1}, "上年结转1件，均未办结，结转下年度继续办理1件"),  # printed 「办理答复0件」
    ],
)
def test_how_requests_were_handled_has_no_zero_pieces(cells: dict[str, int], said: str) -> None:
    figures = totals({CellKey("table3", row, "company"): count for row, count in cells.items()})
    assert filled("{办理情况}", Source(2023, PROFILE, ReportFacts(year=2023), figures)) == said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"issued": 1, "in_force": 1}, "本年度制发行政规范性文件1件，无废止，现行有效1件"),
        ({"repealed": 1}, "本年度未制发行政规范性文件，废止1件，无现行有效的行政规范性文件"),
        ({"in_force": 8}, "本年度未制发、废止行政规范性文件，现行有效8件"),
    ],
)
def test_documents_have_no_zero_pieces(cells: dict[str, int], said: str) -> None:
    figures = {CellKey("table2", "normative_documents", column): count for column, count in cells.items()}
    assert filled("{规范性文件情况}", Source(2023, PROFILE, ReportFacts(year=2023), figures)) == said


def test_a_fee_given_back_is_told_as_one() -> None:
    facts = ReportFacts(year=2023, information_fee_fen=-550, information_fee_refunded=550)
    assert filled("{信息处理费}", Source(2023, PROFILE, facts, {})) == "2023年度本单位退还信息处理费5.5元"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲，{培训情况}。", "甲。"),
        ("{培训情况}，乙。", "乙。"),
        ("甲，{培训情况}，乙。", "甲，乙。"),
        ("甲。{培训情况}。乙。", "甲。乙。"),
        ("{培训情况}，{考核评议情况}，{宣传情况}。", ""),
        ("甲\n{培训情况}。\n乙", "甲\n乙"),
        ("甲，{培训情况}，{考核评议情况}。", "甲。"),
        ("对外公布咨询电话{咨询电话}，解答咨询。", "对外公布咨询电话，解答咨询。"),
        ("甲\n\n乙", "甲\n\n乙"),
    ],
)
def test_a_field_with_nothing_to_say_leaves_a_sentence_people_would_write(text: str, said: str) -> None:
    assert filled(text, EMPTY) == said


def test_the_programs_own_text_asserts_nothing_nobody_recorded() -> None:
    """逐项审查, 由专人负责, 接受监督, and the whole of section five stood in every report."""
    made = composed(
        2023, profile=Profile(name="测试街道办事处"), facts=EMPTY.facts, figures={}, drafts={}, today=date(2024, 1, 2)
    )
    overview, problems = (made.sections[place].text.splitlines() for place in (0, 4))
    assert overview == [
        "（一）主动公开",
        "本年度没有新增主动公开政府信息。",
        "（二）依申请公开",
        "本年度未收到政府信息公开申请，无上年结转申请。本年度未发生因政府信息公开工作引起的行政复议和行政诉讼。",
        "（三）政府信息管理",
        "本年度未制发、废止行政规范性文件，无现行有效的行政规范性文件。",
        "（四）政府信息公开平台建设",
        "【请写明政府信息公开平台的建设和维护情况】。",
        "（五）监督保障",
        "本年度未发生责任追究。",
    ]
    assert [line for line in problems if not prompts(line)] == ["（一）存在的主要问题", "（二）改进情况"]
    assert len(problems) == 4


def test_the_title_may_name_the_office_otherwise_than_its_signature() -> None:
    """「…水部街道2023年…」 above, 「…水部街道办事处」 below."""
    office = replace(PROFILE, title_name="示例市示范区清河街道")
    made = composed(2023, profile=office, facts=BUSY.facts, figures={}, drafts={}, today=date(2024, 1, 2))
    assert made.title == "示例市示范区清河街道2023年政府信息公开工作年度报告"
    assert (made.agency, made.signature) == (PROFILE.name, PROFILE.name)


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
    lines = "（一）主动公开\n(二)依申请公开\n\n1.做好财政信息公开\n（二）严格审查，确保安全。\n(三)公开,透明\n正文。"
    section = Section("一、总体情况", lines)
    assert [(paragraph.text, paragraph.level) for paragraph in section.paragraphs] == [
        ("（一）主动公开", Level.SUB_HEADING),
        ("(二)依申请公开", Level.SUB_HEADING),
        ("1.做好财政信息公开", Level.POINT),
        ("（二）严格审查，确保安全。", Level.BODY),
        ("(三)公开,透明", Level.BODY),
        ("正文。", Level.BODY),
    ]


@pytest.mark.parametrize("part", [*(one.key for one in PARTS), "retyped", "published", "rolled_over"])
def test_undo_names_a_part_of_the_report_in_chinese(part: str) -> None:
    """The status bar offered to undo “修改 2023 年dated_on”."""
    caption = Draft(year=2023, part=part).caption
    assert caption.startswith("2023 年")
    assert not any(letter.isascii() and letter.isalpha() for letter in caption)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_undo_names_a_part_of_the_report_as_its_page_does(part: Part) -> None:
    caption = Draft(year=2023, part=part.key).caption
    assert caption == f"2023 年{part.label.partition('、')[2] or part.label}"


@pytest.mark.parametrize(
    ("checks", "mended", "words"),
    [
        (ActivityFacts(6, 0, 6, 6), ActivityFacts(1, 0, 2, 2), "整改错敏字、错断链等问题6处"),  # printed 8 of 6
        (ActivityFacts(1, 0, 6, 2), ActivityFacts(1, 0, 0, 4), "整改错敏字、错断链等问题6处"),
        (ActivityFacts(1, 0, 0, 2), ActivityFacts(1, 0, 0, 4), "整改错敏字、错断链等问题4处"),
        (ActivityFacts(), ActivityFacts(1, 0, 4, 4), "全年整改错敏字、错断链等问题4处"),
        (ActivityFacts(9, 0, 3, 0), ActivityFacts(), "抽查9次，发现错敏字、错断链等问题3处"),
        (ActivityFacts(9, 0, 3, 1), ActivityFacts(), "发现错敏字、错断链等问题3处，已整改1处"),
        (ActivityFacts(9), ActivityFacts(1), "全年开展网站内容抽查9次"),
    ],
)
def test_a_defect_is_mended_once_whoever_tells_of_it(checks: ActivityFacts, mended: ActivityFacts, words: str) -> None:
    told = {ActivityKind.WEBSITE_CHECK: checks, ActivityKind.CORRECTION: mended}
    source = Source(2023, Profile(), ReportFacts(year=2023, activities=told), {})
    assert words in filled("{网站抽查情况}", source)
