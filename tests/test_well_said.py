"""Nothing is said ill without its test failing: each fault is known, each door is heard."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import commandline
from disclosure.cases.doubts import Doubt
from disclosure.checks.finding import Finding, Severity
from disclosure.errors import DisclosureError, FileUnavailableError, InvalidRecordError
from gui.kit.cards import Words
from tests.well_said import WellSaid, faults_of

WELL = [
    "表格中应为“{某}，，”，读回（空白）。",
    "正文“行政诉讼2件（其中审结2件”，表四还有1件尚未审结，要核对。",
    "“（一）予以公开”由2件变为25件（条例第五十条）。",
    "确实没有的，写明理由（理由随报告保存。）",
    "2024-001 在2024年3月29日前作出答复：请核对！",
]
ILL = [
    ("表格中应为“政府门户网站”，读回“”。", "nothing where something was to stand"),
    ("按行政复议决定（）重新作出答复。", "nothing where something was to stand"),
    ("现为一、二、。", "one sign after the other"),
    ("要核对（，另见条例）。", "one sign after the other"),
    ("，要核对。", "begins in the midst"),
    ("第一行。\n、第二行。", "begins in the midst"),
    ("有  件申请。", "blanks"),
    ("有 ，没有。", "blanks"),
    (" 落实。", "blanks"),
    ("申请,答复。", "a half-width sign"),
    ("规则{code}不能用。", "a pattern nobody filled"),
    ("答复日期None。", "a value as programs see it"),
    ("日期datetime.date(2024, 1, 2)不对。", "a value as programs see it"),
    ("记录Request(id=3)不对。", "a value as programs see it"),
    ("不认识StepKind.FEE_NOTICE。", "a name as programs see it"),
    ("不认识natural_person。", "a name as programs see it"),
    ("“读不到。", "a half alone"),
    ("《条例规定如此。", "a half alone"),
    ("不能保存“甲.xlsx”", "no end"),
]


@pytest.mark.parametrize("text", WELL)
def test_what_is_well_said_passes(text: str) -> None:
    assert faults_of(text, is_whole=True) == []


@pytest.mark.parametrize(("text", "fault"), ILL)
def test_what_is_said_ill_is_named(text: str, fault: str) -> None:
    assert faults_of(text, is_whole=True) == [fault]


def test_every_door_is_heard(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    heard = request.config.pluginmanager.get_plugin(WellSaid.__name__)
    assert isinstance(heard, WellSaid)
    DisclosureError("第一，，句。")
    FileUnavailableError("第二句没有说完")
    InvalidRecordError({"number": "第三句：“”不能用"})
    Finding("F-1", Severity.ERROR, "第四，，句。")
    Finding("X-6", Severity.WARNING, "正文说共件，所列各项3+4=7件：“共10件”。", (), (10, 7))
    Finding("L-24", Severity.WARNING, "公开信息“=1+1”：公开日期早于形成日期。")
    Doubt("第五，，句", "条例第三十条")
    exec("print('第六，，句。', '{', '栏目: 第七，，句', '2024-01-02  第八，，句')", {"__name__": commandline.__name__})
    assert "第六" in capsys.readouterr().out
    told, heard.ill = heard.ill, []
    (finding,) = (line for line in told if line.startswith("X-6"))
    assert finding.endswith(": not said: 10")
    told.remove(finding)
    assert [line[2] for line in told] == ["一", "二", "三", "四", "五", "六", "八"]


def test_labels_tips_and_names_are_heard_without_the_blanks_between_their_parts(
    qapp: QApplication,  # noqa: ARG001 - a label needs it
    request: pytest.FixtureRequest,
) -> None:
    heard = request.config.pluginmanager.get_plugin(WellSaid.__name__)
    assert isinstance(heard, WellSaid)
    label = Words("复2024-1  尚未审结")
    for told in ("第一，，句", "第二句。说得很长很长很长很长很长很长很长，却不换行", "白办复〔2…"):
        label.say(told)
    label.setWordWrap(True)
    label.say("第三句。换行")
    label.setToolTip("第四处：“”  Ctrl+F")
    label.setAccessibleName("第五（，处")
    label.setWindowTitle("第六处：None")
    label.setAccessibleName("离到期：10 天：")
    ill, heard.ill = heard.ill, []
    assert [line[2] for line in ill] == ["一", "二", "四", "五", "六"]


ROOMS = ("disclosure", "storage", "exporters", "importers", "tasks", "gui")
PLEA = re.compile(
    "成功|失败|警告|(?:^|[，；。：？”}])请[\u4e00-\u9fff“{]|[\u4e00-\u9fff](?<![申邀聘提报恳诉盼])请(?![求示])"
)
"""请 as a courtesy, not in 申请, 请求, 请示; and the three words of a machine."""
SAID_TO_OTHERS = (
    "import_words",
    "paper_words",
    "headings",
    "phrases",
    "lacking",
    "recovery_sheet",
    "archive",
    "asking",
)
"""Modules with words of a letter, of a paper for somebody else, or of what others wrote."""


def test_the_program_says_what_to_do_without_a_plea() -> None:
    """「请填写登记编号」 stood beside 「还没有填邮政单号」; no form, refusal, finding or page of the manual asks."""
    files = [file for name in ROOMS for file in Path(name).rglob("*.py") if file.stem not in SAID_TO_OTHERS]
    assert len(files) > 400
    said = [
        f"{file}:{node.lineno}: {node.value}"
        for file in [*files, Path("commandline.py"), Path("main.py")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PLEA.search(node.value)
    ]
    assert said == []
