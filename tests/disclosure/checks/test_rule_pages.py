"""The page of every rule: each part in its place, the law named wherever there is one."""

import re

import pytest

from disclosure.checks.rule_pages import PAGES, RulePage

OF_NO_ARTICLE = {
    *("R-1", "R-2", "R-3"),  # what our own registers hold
    *("X-6", "X-7", "X-8", "X-9", "X-14"),  # arithmetic and likelihood
    *("F-9", "F-10", "F-11", "F-12", "F-22", "F-24", "F-25", "L-14"),  # writing, numbering
}
LAWS = ("立法法", "行政诉讼法", "行政复议法", "个人信息保护法", "保守国家秘密法", "党政机关公文处理工作条例", "GB/T ")
LAW = re.compile(r"条例第|国办[公开办]*函〔\d{4}〕\d+号|" + "|".join(LAWS))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_part_of_a_page_stands_where_it_belongs(page: RulePage) -> None:
    """A page lost its article, and nothing but the order of the texts told."""
    assert not page.title.endswith("。")
    assert page.definition.endswith("。")
    assert not page.formula.endswith("。")
    assert LAW.match(page.article) if page.rule not in OF_NO_ARTICLE else page.article == ""
    assert not re.search("说明代替|写明理由|只作提示", page.example), "that is said of what is disputed"
    assert not page.disputes or page.disputes.endswith("。")
