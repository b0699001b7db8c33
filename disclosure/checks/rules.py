"""A page for every rule: what it demands, by which formula and article, an example, what is known to be disputed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.checks.records.pages import RECORD_PAGES
from disclosure.checks.rule_page import RulePage
from disclosure.checks.rules_of_prose import PROSE_PAGES
from disclosure.checks.rules_of_tables import TABLE_PAGES
from disclosure.report.cells import TABLE3, TABLE3_COLUMNS, TABLE4

_FORMAT = "国办公开办函〔2021〕30号"


@dataclass(frozen=True)
class _Series:
    """Rules that differ only in the column, row or block they look at."""

    first: int
    prefix: str
    labels: tuple[str, ...]
    page: RulePage

    def pages(self) -> Iterator[RulePage]:
        for number, label in enumerate(self.labels, start=self.first):
            page = self.page
            yield RulePage(
                f"{self.prefix}-{number}",
                page.title.format(label),
                page.definition.format(label),
                page.formula.format(label),
                page.article,
                page.example,
                page.disputes,
            )


_SERIES = (
    _Series(
        1,
        "T3",
        tuple(TABLE3_COLUMNS.values()),
        RulePage(
            "",
            "表三“{}”列的勾稽",
            "第一项加第二项之和，等于第三项加第四项之和，“{}”列单独成立。",
            "本年新收 + 上年结转 = （七）总计 + 结转下年度继续办理（{}列）",
            f"{_FORMAT}表三表头",
            "新收21、结转0、总计20、结转下年度0：21 ≠ 20。",
            "空白格不当作0：只有怎么填都不可能相等时才算错误，否则为提醒。",
        ),
    ),
    _Series(
        8,
        "T3",
        tuple(TABLE3_COLUMNS.values()),
        RulePage(
            "",
            "表三“{}”列办理结果合计",
            "（七）总计等于（一）至（六）各行之和，“{}”列单独成立。",
            "（七）总计 = 予以公开 + 部分公开 + 不予公开8行 + 无法提供3行 + 不予处理5行 + 其他处理3行（{}列）",
            f"{_FORMAT}表三",
            "6+6+4+3+3+4=26，总计印成20。",
            "2019版“（六）其他处理”只有一行，按一行计入。",
        ),
    ),
    _Series(
        15,
        "T3",
        tuple(row.label for row in TABLE3),
        RulePage(
            "",
            "表三“{}”行总计",
            "“{}”行的总计等于六类申请人之和。",
            "总计 = 自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他（{}）",
            f"{_FORMAT}表三",
            "705+3+0+0+5+0=713。",
            "其他处理只有一行的旧版，归入“3.其他”一行的编号。",
        ),
    ),
    _Series(
        1,
        "T4",
        tuple(row.label for row in TABLE4),
        RulePage(
            "",
            "表四“{}”总计",
            "“{}”的总计等于结果维持、结果纠正、其他结果、尚未审结之和。",
            "总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结（{}）",
            f"{_FORMAT}表四",
            "10+1+0+0=11，总计印成0。",
            "",
        ),
    ),
)

PAGES: Mapping[str, RulePage] = {
    page.rule: page
    for page in (*TABLE_PAGES, *(page for series in _SERIES for page in series.pages()), *PROSE_PAGES, *RECORD_PAGES)
}
"""The page of every rule, by id."""
