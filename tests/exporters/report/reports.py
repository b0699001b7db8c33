"""Invented reports for the tests of the paper."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from disclosure.report.cells import FEE_CELL, RESULTS, TABLE4, CellKey, Figure, totals
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Section, report_title
from disclosure.terms import Applicant, DisputeResult

AGENCY = "青岚市云溪区白鹭街道办事处"
_OPENING = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第五十条和《国务院办公厅政府信息与政务公开办公室"
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。所列数据的统计期限自"
    "2023年1月1日起至2023年12月31日止。本报告可在测试门户网站（www.example.gov.cn）查阅和下载。如有疑问，请与本街道党政办公室联系"
    "（地址：云溪区文化路88号，邮编：266000，电话：0532-55550000）。"
)
_OVERVIEW = """（一）主动公开
聚焦重点领域，及时、准确、全面公开政府信息。全年通过区政府门户网站主动公开各类信息1,286条，同比增长8.7%；其中规\
范性文件2件、政策解读4篇（图解、\
视频等多元化解读占比达82.9%），“白鹭热线”等互动平台答复群众来信315件，按时办结率100%。围绕优化营商环境、稳岗就\
业、义务教育、医疗卫生、养老服务等\
群众关切事项，调整完善主动公开基本目录，新增“惠企政策一站通”“民生实事进展”等专栏6个。
（二）依申请公开
严格规范依申请公开办理流程，完善“登记—审核—办理—答复—归档”全链条闭环管理机制。2023年新收政府信息公开申请213件，\
上年结转4件；从申请内容看，主要涉及\
征地补偿、房屋拆迁、城市规划、社会保障等领域。
（三）政府信息管理
健全政府信息发布“三审三校”制度，做到“先审查、后公开，一事一审”。姓名中含有“喆”“珺”“堃”“旻”“昇”“镕”“犇”等字以及\
地名用字“㙍”“䶮”的信息，\
均按照GB 18030—2022《信息技术 中文编码字符集》的要求规范录入、规范显示。
（四）政府信息公开平台建设
扎实推进政务新媒体集约化建设，完成适老化、无障碍改造（WeChat ID：bailu-fabu），建成政务公开专区2处。
（五）监督保障
全年举办业务培训4期，培训120余人次；社会评议满意度为96.3%。未发生因政府信息公开工作被责任追究的情形。"""
_PROBLEMS = """（一）存在的主要问题
一是政策解读的精准性有待增强，个别解读材料照搬照抄文件原文，形式单一；二是依申请公开答复的规范化水平还需提高；\
三是村（社区）公开工作力量薄弱，\
人员变动频繁。
（二）改进情况
一是提升解读质效，坚持政策性文件与解读方案、解读材料同步组织、同步审签、同步部署；二是规范申请办理，建立疑难复\
杂申请会商机制，从源头上减少行政争议；\
三是加强队伍建设，采取“集中授课+跟班学习+实地观摩”相结合的方式开展培训。"""
_OTHERS = """按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定，\
2023年度本街道依申请公开\
政府信息未收取信息处理费。
本年度没有其他需要报告的事项。"""


def counted() -> dict[CellKey, Figure]:
    """Return invented counted figures, every one of them different enough to be recognised."""
    figures: dict[CellKey, Figure] = {FEE_CELL: Decimal("59237.2449")}
    for column, value in zip(("issued", "repealed", "in_force"), (2, 5, 16), strict=True):
        figures[CellKey("table2", "normative_documents", column)] = value
    for kind, value in (("licences", 18642), ("penalties", 1472), ("coercive_measures", 208)):
        figures[CellKey("table2", kind, "decisions")] = value
    for at, row in enumerate(RESULTS):
        for place, applicant in enumerate(Applicant):
            figures[CellKey("table3", row.code, applicant)] = (at * 7 + place * 3) % 13
    for at, block in enumerate(TABLE4):
        for place, result in enumerate(DisputeResult):
            figures[CellKey("table4", block.code, result)] = at + place
    for place, applicant in enumerate(Applicant):
        answered = sum(int(figures[CellKey("table3", row.code, applicant)]) for row in RESULTS)
        figures[CellKey("table3", "n1", applicant)] = answered
        figures[CellKey("table3", "n2", applicant)] = figures[CellKey("table3", "n4", applicant)] = place
    return figures


def sample_report(year: int = 2023, agency: str = AGENCY) -> AnnualReport:
    """Return an invented report with prose in every section that has any."""
    prose = dict(zip(SECTION_HEADINGS, (_OVERVIEW, "", "", "", _PROBLEMS, _OTHERS), strict=True))
    return AnnualReport(
        year=year,
        title=report_title(agency, year),
        agency=agency,
        level="街道",
        opening=_OPENING,
        sections=tuple(Section(heading, text) for heading, text in prose.items()),
        figures=totals(counted()),
        signature=agency,
        dated_on=date(year + 1, 1, 26),
    )


@contextmanager
def no_room_beyond(size: int) -> Iterator[list[str]]:
    """Let no file grow beyond a size, as on a full disk; give what failed where nobody could catch it."""
    import resource  # noqa: PLC0415 - not on Windows

    crashes: list[str] = []
    former, hook = resource.getrlimit(resource.RLIMIT_FSIZE), sys.unraisablehook
    sys.unraisablehook = lambda failure: crashes.append(repr(failure.exc_value))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield crashes
        gc.collect()
    finally:
        gc.collect()
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
        sys.unraisablehook = hook
