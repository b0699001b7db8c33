"""Every article the program cites is one that what was written for people cites, too: a wrong number cites another."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from resources.locate import resource_path

ROOT = Path(__file__).parents[2]
ROOMS = ("disclosure", "importers", "exporters", "storage", "tasks", "gui")
_LAW = re.compile(r"(条例|[\u4e00-\u9fff]{4}法)((?:[、和至]?第?[一二三四五六七八九十百]+条)+)")
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,7}〔\d*〕\d*号")
_NUMBER = re.compile("[一二三四五六七八九十百]+")
ALONE = {
    ("民事诉讼法", "八十五"),  # 期间
    ("行政复议法", "二十"),  # 申请期限
    ("行政诉讼法", "四十六"),  # 起诉期限
    ("行政复议法", "七十七"),  # 履行复议决定
    ("行政诉讼法", "七十二"),  # 判决履行
    ("条例", "四十四"),  # 多人申请
    ("条例", "四十二"),  # 收费
}
"""What only the program cites, looked up in the law."""


def cited(text: str) -> Iterator[tuple[str, str]]:
    """The articles of laws a text names."""
    for law, articles in _LAW.findall(text):
        yield from ((law, number) for number in _NUMBER.findall(articles))


def texts_of(source: str) -> Iterator[str]:
    """The texts of a module, without what is said to whoever reads it."""
    tree = ast.parse(source)
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


def test_every_article_cited_is_one_that_people_are_told_of() -> None:
    """「条例第十条」 stood under a finding about 第五十条 and no test saw it."""
    folders = (resource_path(name) for name in ("help", "letters", "rules", "scoring", "duties", "sentences"))
    told = {one for folder in folders for path in folder.glob("*.*") for one in cited(path.read_text("utf-8"))}
    sources = [path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    ours = {one for each in sources if _LAW.search(each) for text in texts_of(each) for one in cited(text)}
    assert ours - told == ALONE


def test_every_paper_of_the_state_council_is_called_by_its_number() -> None:
    """「国办函〔200〕109号」 would send her to look for what is not there."""
    known = {
        "国办函〔2020〕109号",
        "国办公开办函〔2015〕207号",
        "国办公开办函〔2016〕235号",
        "国办公开办函〔2021〕30号",
    }
    sources = [path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    ours = {paper for each in sources if "国办" in each for text in texts_of(each) for paper in _PAPER.findall(text)}
    assert {paper for paper in ours if paper.startswith("国办")} - {"国办发明电〔2024〕12号"} == known
