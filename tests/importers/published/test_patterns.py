"""What is looked for around a published report: each part of each pattern as portals and offices wrote it."""

import re

import pytest

from importers.published import prose, reflow, stream
from tests.needed import found, patterns, unneeded

_NUMERALS = "一二三四五六七八九十"
OF_PROSE = {
    "_HEADING": [
        *(f"⟦{one}、总体情况⟧" for one in _NUMERALS),
        "⟦一.总体情况⟧",
        "⟦一．总体情况⟧",
        "一、好。",
        "一、好；坏",
        "一、好，坏",
    ],
    "_TITLE": [
        "⟦某街道2023年政府信息公开工作年度报告⟧",
        "⟦某街道2023年政务公开年报⟧",
        "⟦政府信息公开年报⟧一",
        *("信息公开。年度报告", "信息公开；年报", "好。信息公开年报", "好；信息公开年报", "公开报告"),
    ],
    "_YEAR": ["⟦2023年⟧", "1923年"],
    "_AGENCY": [
        *("⟦某某街道2023年⟧", "⟦关于某某街道2023年⟧", "⟦某某街道关于2023年⟧", "9某街道2023年"),
        *(
            "⟦2023年某某街道政府信息公开⟧",
            "⟦2023年度某某街道政务信息公开⟧",
            "⟦关于2023年某某街道信息公开⟧",
            "2023年某9街道信息公开",
        ),
    ],
    "_NAME": ["⟦某某街道办事处⟧", "⟦某某（福建）中心⟧", "⟦某某(福建)中心⟧", "⟦某·某街道⟧", "某街道2"],
    "_DATE": ["⟦2023年1月26日⟧", "⟦（2023年12月6日）⟧", "⟦(2023年1月6日)⟧", "于2023年1月26日"],
    "_CHINESE_DATE": [
        *(f"⟦二{zero}二三年一月二十六日⟧" for zero in "零〇○ＯO0"),
        *(f"⟦二〇二{last}年一月六日⟧" for last in "零〇○ＯO一二三四五六七八九"),
        *(f"⟦二〇二三年{one}月{one}日⟧" for one in _NUMERALS),
    ],
    "_SIGNED_LINE": [
        *(
            "⟦某某街道办事处2024年1月26日⟧",
            "⟦某（福建）街道2024年1月26日）⟧",
            "⟦某(福建)街道2024年1月26日)⟧",
            "⟦某·某街道2024年1日⟧",
        ),
        *(f"⟦某某街道二{zero}二四年一月六日⟧" for zero in "零〇○ＯO0"),
        "某某街道1924年1月6日",
    ],
    "_ORGAN": [f"某⟦{one}⟧" for one in ("政府", "办事处", "局", "委员会", "街道", "镇", "乡", "中心", "办公室")],
    "_META": [
        *(
            f"⟦{one}⟧：某"
            for one in ("来源", "发布", "时间", "日期", "索引", "浏览", "字体", "字号", "打印", "作者", "信息来源")
        ),
        *(f"⟦{one}⟧：某" for one in ("发文", "文号", "分享", "当前位置", "首页", "关闭", "【", "名称", "主题")),
        *("一共⟦点击数⟧3", "一共⟦点击率⟧3", "一共⟦浏览次数⟧3", "某来源"),
    ],
    "_FOOTER": [
        *(
            "⟦扫一扫⟧",
            "⟦版权所有⟧",
            "⟦主办：⟧",
            "⟦主办:⟧",
            "⟦承办：⟧",
            "⟦承办:⟧",
            "某⟦ICP备⟧",
            "⟦网站标识码⟧",
            "⟦上一篇⟧",
            "⟦下一篇⟧",
        ),
        *("⟦打印本页⟧", "⟦关闭窗口⟧", "⟦分享到⟧", "⟦网站地图⟧", "⟦技术支持⟧", "⟦附件⟧1", "见附件"),
    ],
    "_PERIOD": ["自⟦2023年1月1日⟧起", "2023年1月2日"],
    "_MENU": [
        *("⟦首页⟧", "⟦当前位置⟧", "⟦专栏⟧", "⟦政务公开 - 政府信息公开⟧", "⟦上一篇⟧", "⟦下一篇⟧"),
        *(f"一⟦{sign}⟧二" for sign in ">＞›»|"),
    ],
    "_LACKS_YEAR": ["⟦政府信息公开⟧", "⟦年度政务信息公开⟧", "⟦年信息公开⟧", "⟦度信息公开⟧", "某信息公开"],
    "_LACKS_NAME": [
        *(
            "⟦2023年政府信息公开⟧",
            "⟦2023年度政务信息公开⟧",
            "⟦（本级）2023年信息公开⟧",
            "⟦(本级)2023年信息公开⟧",
            "某2023年信息公开",
        ),
        *("（一（二）2023年信息公开", "（一)二）2023年信息公开", "(一(二)2023年信息公开", "（一）二）2023年信息公开"),
    ],
    "_ENDS_A_TITLE": [
        *(
            "⟦政府信息公开工作年度报告⟧",
            "⟦政务信息公开年报⟧",
            "⟦信息公开工作报告⟧",
            "⟦公开年报⟧",
            "⟦工作年报⟧",
            "⟦年度报告⟧",
            "⟦报告⟧",
        ),
        *("⟦政府公开年报⟧", "某报告"),
    ],
    "_ENDS_IN_YEAR": ["⟦某某街道2023年度⟧", "⟦某（本级）2023年⟧", "⟦某(本级)2023⟧", "⟦某·某2023度⟧", "某2023年好"],
    "_OTHER_NUMBER": [
        *(f"⟦（{one}）⟧某" for one in _NUMERALS[:6]),
        *(f"⟦第{one}部分⟧某" for one in _NUMERALS[:6]),
        *(
            "⟦(一)⟧某",
            "⟦第一章⟧",
            "⟦第一章、⟧某",
            "⟦第一章：⟧某",
            "⟦第一章:⟧某",
            "⟦1、⟧某",
            "⟦6.⟧某",
            "⟦1．⟧某",
            "7、某",
        ),
    ],
    "_SECTION_WORDS": [
        *(
            "⟦总体情况⟧",
            "⟦主动公开政府信息⟧",
            "⟦收到和处理⟧",
            "⟦复议、行政诉讼⟧",
            "⟦存在的主要问题⟧",
            "⟦存在问题⟧",
            "⟦存在的问题⟧",
        ),
        *("⟦改进情况⟧", "⟦其他需要报告⟧"),
    ],
}
OF_STREAM = {
    "_PAGE": [
        *(f"⟦{sign} 3 {sign}⟧" for sign in "-—–－"),
        *("⟦ -3- ⟧", "⟦\t-\t12\t-\t⟧", "第3页"),
    ],
    "_THOUSANDS": ["⟦1,234⟧", "⟦12,345,678⟧", "0,123", "1,2345", "12345,678", "1,234,", "9,1,234"],
    "_DECISION": ["⟦12⟧件", "⟦12.50⟧元"],
}
OF_REFLOW = {
    "_ENDS": [*(f"完了⟦{sign}⟧" for sign in "。！？；：:;"), "⟦2023年工作报告⟧", "⟦2023年度年报⟧", "1923年报告"],
    "_GLUED_OPENING": [f"年度报告⟦⟧{one}《条例》" for one in ("根据", "按照", "依据", "本报告", "现将", "为")],
    "_GLUED_SIGNATURE": [
        "好。⟦某街道办事处2024年1月26日⟧",
        "好，某街道2024年1月26日",
        "好。某，街道2024年1月26日",
        "好。某。⟦某街道2024年1月26日⟧",
        "好。某1924年1月6日",
    ],
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""

ALL = [
    (patterns(module)[name], texts)
    for module, all_of_it in ((prose, OF_PROSE), (stream, OF_STREAM), (reflow, OF_REFLOW))
    for name, texts in all_of_it.items()
]


@pytest.mark.parametrize(("pattern", "texts"), ALL, ids=[*OF_PROSE, *OF_STREAM, *OF_REFLOW])
def test_each_part_of_a_pattern_is_needed(pattern: re.Pattern[str], texts: list[str]) -> None:
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in texts]
    assert [found(pattern, text) for text in plain] == texts
    assert unneeded(pattern, plain) == []
