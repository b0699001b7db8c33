"""Words written with a wrong sign are told with the right one."""

import pytest

from disclosure.checks.sentences import writing
from tests.disclosure.checks.clean import adding, check, rules

WRITTEN = {
    "根据《政府信息公开条列》办理。": "条例",
    "依照《某市条列》办理。": "条例",
    "有关费用依发收取。": "依法收取",
    "有关信息依发公开。": "依法公开",
    "依照政府信息公开条列办理。": "政府信息公开条例",
    "依照中华人民共合国的法律办理。": "共和国",
    "认真做好主动工开。": "主动公开",
    "及时办理信息工开。": "信息公开",
    "规范办理申请工开。": "申请公开",
    "认真办理公开申清。": "公开申请",
    "认真做好信息公工作。": "信息公开工作",
    "按期公布年渡报告。": "年度报告",
    "认真办理行政复义。": "行政复议",
    "认真应对行政诉论。": "行政诉讼",
    "及时清理规范性文建。": "规范性文件",
    "严格责任追纠。": "责任追究",
    "各项工作按步就班。": "按部就班",
    "没有防碍公务。": "妨碍",
    "认真布署各项工作。": "部署",
    "既使人手不足也按期答复。": "即使",
}
"""Sentences with a word that is misspelt, and how it is spelt."""


@pytest.mark.parametrize("sentence", WRITTEN)
def test_a_misspelt_word_is_told_with_the_right_one(sentence: str) -> None:
    told = {one.message for one in check(adding(sentence)) if one.rule == "F-25"}
    assert any(f"应为“{WRITTEN[sentence]}" in one for one in told)
    right = sentence
    for wrong, meant in writing._MISSPELT.items():
        right = right.replace(wrong, meant)
    assert WRITTEN[sentence] in right
    assert "F-25" not in rules(adding(right))
