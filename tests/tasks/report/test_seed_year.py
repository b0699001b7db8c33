"""The seed office's year, typed by hand, gives its report word for word wherever that states a fact.

Its sentences are its own; each fact in them is a bound field, or the sentence is the program's.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from disclosure.checks.finding import Severity
from disclosure.numerals import fold_width
from disclosure.outcomes import Outcome
from disclosure.records import Profile, Release
from disclosure.report.cells import TOTAL, CellKey
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Level
from disclosure.report.narrative import DATED_ON, OVERVIEW, PROBLEMS
from disclosure.terms import Channel
from importers.published import read_published
from storage.registers import Registers
from tasks.report.check import check_file
from tasks.report.compose import compose, mark_read, prose_state, write
from tasks.report.writing import export_report
from tests.empty_files import new_registers
from tests.records_factory import make_release, make_request

SEED = (Path(__file__).parents[2] / "data" / "seed-report-2023.txt").read_text(encoding="utf-8").replace("\xa0", "")
TODAY = date(2024, 1, 2)
OFFICE = Profile(
    name="福州市鼓楼区水部街道办事处",
    title_name="福州市鼓楼区水部街道",
    short_name="街道",
    lead_department="党政综合办",
    staff=1,
    address="福州市龙庭路39号",
    postcode="350001",
    phone="0591-83210639",
    email="sbdgw888@163.com",
    website_name="福州市鼓楼区人民政府门户网站",
    website="http://www.gl.gov.cn",
    accounts="街道政务公开栏；街道微信公众号",
    archive="鼓楼区档案馆",
    opening_on=date(2022, 12, 31),
    opening_releases=500,
    opening_requests=1,
)
RELEASED = {"机构职能类": 4, "人事信息、公务员招录考试信息": 8, "其他应当主动公开的政府信息": 4}
FACTS = {
    "政府信息16条": "政府信息{主动公开条数}条",
    "其中,机构职能类信息4条,人事信息、公务员招录考试信息8条,其他应当主动公开的政府信息4条": "{主动公开分类}",
    "公开数为516条": "公开数为{历年累计主动公开}条",
    "申请1件,为网络申请件,申请事项为辖区长者食堂相关财政数据、人口数据": "申请{新收申请件数}件,{申请渠道},{申请事项}",
    "截至2023年12月31日,我街道累计受理依申请公开2件": "截至{年份}年12月31日,我{自称}累计受理依申请公开{累计受理申请}件",
    "街道政务公开栏和街道微信公众号": "{公开平台}",
    "配备1名工作人员负责政府信息公开工作": "{工作人员情况}",
    "由党政综合办牵头": "由{牵头科室}牵头",
    "2023年,街道高度重视": "{年份}年,{自称}高度重视",
}
"""The facts of section one as the seed states them, each with the fields it is typed with."""


def section(first: str, last: str) -> str:
    """The prose of the seed between two headings, one paragraph a line, in its own half-width signs."""
    text = SEED[SEED.index(f"\n  {first}") + len(first) + 3 : SEED.index(last, SEED.index(f"\n  {first}"))]
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def same(text: str) -> str:
    """A text with its signs narrow, as the seed's page has them, and without blanks."""
    return "".join(fold_width(text).replace("〈", "<").replace("〉", ">").split())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    """The seed's 2023 as it would be typed."""
    with new_registers(tmp_path_factory.mktemp("seed") / "a.sqlite") as registers:
        registers.save(OFFICE)
        registers.save_all([*_releases()])
        registers.save(
            make_request(
                channel=Channel.INTERNET,
                arrived_on=date(2023, 6, 1),
                received_on=date(2023, 6, 1),
                content="辖区长者食堂相关财政数据、人口数据",
                outcome=Outcome.GRANTED,
                answered_on=date(2023, 6, 20),
            )
        )
        text = section(*SECTION_HEADINGS[:2])
        for said, typed in FACTS.items():
            assert text.count(said) == 1, said
            text = text.replace(said, typed)
        write(registers, 2023, OVERVIEW, text)
        write(registers, 2023, PROBLEMS, section(SECTION_HEADINGS[4], SECTION_HEADINGS[5]))
        write(registers, 2023, DATED_ON, "2024-01-02")
        yield registers


def _releases() -> Iterator[Release]:
    for name, count in RELEASED.items():
        for place in range(count):
            day = date(2023, 5, 8)
            yield make_release(name=f"{name}{place}", statistics_category=name, formed_on=day, published_on=day)


@pytest.fixture(scope="module")
def report(office: Registers) -> AnnualReport:
    """The report the program makes of it."""
    return compose(office, 2023, TODAY)


def test_the_title_and_the_signature_name_the_office_each_in_its_own_way(report: AnnualReport) -> None:
    assert report.title in SEED
    assert report.title == "福州市鼓楼区水部街道2023年政府信息公开工作年度报告"
    assert (report.signature, report.dated_on) == ("福州市鼓楼区水部街道办事处", TODAY)
    assert f"{report.signature}\n" in SEED.replace(" ", "")


def test_the_opening_nobody_touched_is_the_seeds_to_the_letter(report: AnnualReport) -> None:
    first = SEED.index("本报告依据")
    assert same(report.opening) == same(SEED[first : SEED.index("一、总体情况", first)])


def test_every_fact_of_section_one_is_the_seeds_to_the_letter(report: AnnualReport) -> None:
    assert same(report.sections[0].text) == same(section(*SECTION_HEADINGS[:2]))


def test_no_figure_of_the_seed_is_left_to_be_typed(office: Registers, report: AnnualReport) -> None:
    """Each stands in a bound field: only the numbers of its headings and the cut-off day are typed."""
    typed = office.drafts(2023)[OVERVIEW].text
    left = re.sub(r"\{[^}]+\}|^\d\.", "", typed, flags=re.MULTILINE)
    assert re.findall(r"\d+", left) == ["12", "31"]
    assert office.drafts(2023).keys() == {OVERVIEW, PROBLEMS, DATED_ON}, (
        "opening, section six and signature are drafted"
    )
    counted = {cell.path for cell, figure in report.figures.items() if figure}
    rows = ("n1", "k1", "k7")
    assert counted == {CellKey("table3", row, column).path for row in rows for column in ("natural_person", TOTAL)}


def test_what_was_pasted_from_the_page_keeps_its_headings(report: AnnualReport) -> None:
    """「(一)」 in half-width brackets was set as body text."""
    levels = [paragraph.level for paragraph in report.sections[0].paragraphs]
    assert (levels.count(Level.SUB_HEADING), levels.count(Level.POINT)) == (2, 10)
    assert [one.text for one in report.sections[4].paragraphs if one.level is Level.SUB_HEADING] == [
        "(一)工作中存在的主要问题",
        "(二)改进措施",
    ]


def test_section_six_nobody_touched_is_the_seeds_to_the_letter(report: AnnualReport) -> None:
    text = section(SECTION_HEADINGS[5], "\n  福州市鼓楼区水部街道办事处")
    assert same(report.sections[5].text) == same(text)


def test_the_seeds_year_is_found_faultless_once_it_was_read(office: Registers, tmp_path: Path) -> None:
    for part in prose_state(office, 2023).unread:
        mark_read(office, 2023, part)
    found = check_file(office, 2023, TODAY)
    assert [one.message for one in found if one.severity is not Severity.INFO and not one.rule.startswith("L")] == []
    paper, page = export_report(office, 2023, (tmp_path / "年报.pdf", tmp_path / "年报.html"), TODAY)
    html = page.read_text(encoding="utf-8")
    assert (html.count("<h3"), html.count("<h4")) == (4, 10), "(一) and 1. are headings on paper, too"
    printed = read_published(paper)
    assert (printed.title, printed.signature) == (
        "福州市鼓楼区水部街道2023年政府信息公开工作年度报告",
        "福州市鼓楼区水部街道办事处",
    )
    assert same(printed.sections[0].text) == same(section(*SECTION_HEADINGS[:2]))
