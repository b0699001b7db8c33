"""What is looked for in files of other programs: each part of each pattern as those programs write it."""

import re

import pytest

from importers import containers as all_containers
from importers import papers, signs, spreadsheet_days, strict_ooxml
from importers.containers import old_word, rich_text, web_page, word_numbers
from importers.ledgers import workbook, workbook_parts
from importers.papers import mail
from importers.published import altered, bands, labels, reflow, splitting, stream, understanding, values
from importers.published.containers import pdf_file, plain_text, scripted_page
from tests.needed import found, patterns, unneeded

_NUMERALS = "一二三四五六七八九十"
_LONG = "甲" * 99
_HEADS = (
    ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
    ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
    ("本年制发件数", "本年废止件数", "现行有效件数"),
    ("本年处理决定数量",),
    ("本年收费金额（单位：万元）",),
)
"""The columns of the form's tables."""


def _rows_told(heads: tuple[str, ...]) -> list[str]:
    """Rows with these columns in words, and sentences that say more than a row does."""
    row = "，".join(f"{head} 0" for head in heads)
    more = [row.replace(f"{head} 0", f"{head} 0{sign}又", 1) for head in heads for sign in "，。"]
    groups = ("（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理", "")
    return [
        *(f"⟦· {group}1.某项：{row}。⟧" for group in groups),
        *(f"· 某项：{one}。" for one in more[:-1]),
        f"⟦· 某项：{row}。⟧又。",
    ]


OF = {
    workbook: {
        "_MERGED": ['<⟦mergeCell ref="A1:AB12"⟧/>', '<⟦mergeCell ref="$A$1:$Z$9"⟧/>', 'mergeCell ref="1:2"'],
    },
    all_containers: {
        "_TAG": [
            *(f"⟦<{one}>⟧" for one in ("html", "head", "body", "meta", "div", "span", "p", "br", "table", "tr", "td")),
            *("⟦<h1>⟧", "⟦</P>⟧", "⟦<br/>⟧", '⟦<td class="x">⟧', "<tdx>", "⟦<h6>⟧", "<p <", "<p x<>", "⟦<p x>⟧y>"),
        ],
        "_FRAMES": ["⟦schemas-microsoft-com:office:excel\n<FRAMESET⟧>"],
        "_SAVED_PAGE": [
            "⟦From: x\n y\n\tz\nMIME-Version:⟧ 1.0",
            "⟦mime-version:⟧ 1.0",
            "甲\nMIME-Version:",
            "⟦X-A: b\nMIME-Version:⟧",
        ],
        "_OFFICE_XML": [
            "⟦schemas.microsoft.com/office/word/2003⟧",
            "⟦urn:schemas-microsoft-com:office:spreadsheet⟧",
            "schemas-microsoft.com/office/word/2003",
        ],
    },
    rich_text: {
        "_TOLD_OF_CELLS": [
            *(f"⟦\\{one}⟧1" for one in ("trowd", "clvmrg", "cellx", "cell", "row")),
            "⟦\\r⟧ows",
            "⟦\\\n⟧",
            "⟦\\c⟧ellxa",
        ],
    },
    web_page: {
        "_CHARSET": [
            *('<meta ⟦charset="gb2312⟧">', "⟦charset = 'UTF-8⟧'", "⟦CHARSET=a_9⟧", "charset=x"),
        ],
        "_HIDDEN": ["⟦display:none⟧", "⟦DISPLAY : none⟧"],
        "_ESCAPED": ['⟦\\⟧"', "⟦\\⟧/", *(f"⟦\\{one}⟧<p>" for one in "nrt"), "⟦\\n⟧ x", "\\nx"],
    },
    word_numbers: {"_LEVEL": ["⟦%1⟧.⟦%9⟧", "%0"]},
    old_word: {"_ROW_ENDS": ["⟦\x0012\x00⟧", "\x00\x00"]},
    values: {"_GLYPH": ["⟦(cid:12)⟧"], "_BARE": ["⟦-90⟧", "⟦12.50⟧", "⟦1⟧."]},
    signs: {
        "_UNSEEN": [
            *(f"公⟦{chr(sign)}⟧开" for sign in (0xAD, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069)),
            *(f"公⟦{chr(sign)}⟧开" for sign in (0xFEFF, 0xFE00, 0xFE0F, 0xE0100, 0xE01EF)),
            "公\u2065开",
        ],
    },
    altered: {
        "_ASIDE": ["某⟦（某）⟧", "（甲）乙", "（甲⟦（乙）⟧", "（甲）乙）"],
        "_TABLES_BEGIN": ["⟦二、主动公开⟧", "三、二、主动公开"],
        "_TABLES_END": ["⟦五、⟧存在", "十五、"],
    },
    understanding: {
        "_ATTACHED": [
            *(f"⟦报告全文.{one}⟧" for one in ("pdf", "doc", "docx", "xls", "xlsx", "wps", "OFD")),
            *("⟦年报.pdf⟧", "⟦附件：⟧", "⟦附件:⟧", "⟦附件1⟧", "附件", "报告\n.pdf"),
        ],
        "_COMPARES": [
            *(f"⟦2023年数据{one}2024年数据对比⟧" for one in ("与", "和", "同", "较", "vs", "VS")),
            *(f"⟦2023年与2024年{one}⟧" for one in ("比对", "对照", "比较")),
            *(f"⟦年度报告{one}对比⟧" for one in ("数据", "内容", "表格", "指标", "")),
            *(f"⟦年报{one}⟧" for one in ("对比", "比对", "对照", "比较")),
            *(f"⟦年报比较{one}⟧" for one in ("表", "分析", "报告", "材料", "情况")),
            *(
                "某。2023年与2024年对比",
                "某；2023年与2024年对比",
                "年报对比一览",
                "2023年。与2024年对比",
                "2023年；与2024年对比",
            ),
            *("2023年与。2024年对比", "2023年与；2024年对比", "2023年与2024年。对比", "2023年与2024年；对比"),
        ],
    },
    bands: {"_NUMBERED_ROW": ["⟦ 1.⟧某", "⟦1 、⟧某", "⟦1．⟧某", "某1.", "⟦1.⟧"]},
    splitting: {"_SEVERAL": ["⟦01⟧", "⟦123456789⟧", "12345678", "101"]},
    labels: {
        "_ENUMERATION": [
            *(f"⟦{one}、⟧某" for one in _NUMERALS),
            *("⟦（一）⟧某", "⟦(一)⟧某", "⟦一，⟧", "⟦一.⟧", "⟦一．⟧", "⟦十一、⟧"),
            *("⟦（1）⟧某", "⟦(12)⟧某", "⟦1、⟧", "⟦1，⟧", "⟦1.⟧", "⟦9．⟧", "某一、", "⟦0、⟧"),
        ],
    },
    pdf_file: {
        "_PAGE_NUMBER": [
            *(f"⟦{sign}3{sign}⟧" for sign in "-—–－"),
            *("⟦ - 123 - ⟧", "⟦3⟧", "1234", "第3页", "3页", "⟦3 ⟧"),
        ],
    },
    plain_text: {
        "_RULE": ["⟦| :--- | + ⟧", "甲", "--甲"],
        "_PAGE_NUMBER": [*(f"⟦{sign}3{sign}⟧" for sign in "-—–－"), "⟦ - 123 - ⟧", "3", "-3-页"],
        "_BLANKS": ["甲⟦  ⟧乙", "甲⟦　　⟧乙", "甲⟦\u00a0\u00a0⟧乙", "甲 乙"],
        "_MARKS": ["⟦## ⟧某", "⟦**⟧某⟦**⟧", "⟦   #⟧某", "某 # 某"],
        **{f"_TOLD[{place}][1]": _rows_told(heads) for place, heads in enumerate(_HEADS)},
    },
    workbook_parts: {
        "_ENCODING": [
            *("⟦\xff\xfe⟧<", "⟦\xfe\xff⟧<", '⟦<?xml version="1.0" encoding="⟧GB18030"?>', "⟦<?XML encoding='⟧gbk'?>"),
            *('<?xml version="1.0"?><a encoding="x"/>', '<?xml encoding="UTF-8"?>', "<?xml encoding='utf8'?>"),
            *('⟦<?xml encoding="⟧utf-8x"?>', ' <?xml encoding="gbk"?>', "<?xml encoding='utf-8'?>"),
        ],
    },
    scripted_page: {
        "_LITERAL": [
            *(f"x=⟦{sign}{_LONG}甲{sign}⟧,⟦{sign}{_LONG}甲{sign}⟧" for sign in "\"'`"),
            *(f"⟦{sign}{_LONG}{inside}{sign}⟧" for sign in "\"'`" for inside in (f"\\{sign}", "\n", "\\\n")),
            *(f"{sign}{_LONG}{inside}{sign}" for sign in "\"'`" for inside in ("", "\\")),
        ],
        "_ESCAPE": ["⟦\\u9aF0⟧", "⟦\\n⟧", "⟦\\u⟧x", "⟦\\u⟧00G0", "⟦\\\n⟧"],
        "_SHOWS_A_REPORT": [
            f"某⟦{one}⟧" for one in ("本年新收政府信息公开申请", "一、总体情况", "收到和处理政府信息公开申请")
        ],
    },
    spreadsheet_days: {
        "_NO_SIGN": [
            *('⟦"年"⟧m', "⟦\\d⟧d", "⟦_ ⟧d", "⟦* ⟧d", "⟦[红]⟧d", "[h]", "[mm]", "[ss]", "⟦[$-804]⟧yy", "⟦[hx]⟧"),
            *("⟦[]⟧", '⟦""⟧', "[H]"),
        ],
        "_SIGN": [f"0⟦{one}⟧" for one in "ymdhsYMDHS"],
    },
    strict_ooxml: {
        "_STRICT": [
            f"⟦http://purl.oclc.org/ooxml/{one}/⟧main"
            for one in ("wordprocessingml", "spreadsheetml", "officeDocument")
        ]
        + ["http://purl-oclc-org/ooxml/spreadsheetml/"],
    },
    papers: {
        "_BROKEN_WORD": ["申⟦ \n ⟧请", "申⟦\r\n⟧请", "申⟦\n\r⟧请", "申 请", "A\n请", "申\nA"],
    },
    mail: {
        "_HEADERS": ["⟦From: a\nTo: b\n⟧甲", "⟦X-9: a\n b\n\tc\n⟧", "甲\nFrom: a\nTo: b\n", "From: a\n"],
        "_MARKS": [
            *(f"⟦{one}:⟧ x" for one in ("From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path")),
            "x\n⟦date:⟧ y",
            "x From:",
        ],
        "_QUOTED": ["⟦>⟧ 某", "⟦ >⟧ 某", "某 >"],
        "_BELOW_ARE_OTHERS": [
            *(f"⟦----- {one}⟧" for one in ("原始邮件", "回复邮件", "Original Message", "original message")),
            *("⟦ --原始邮件⟧", "- 原始邮件", "某--原始邮件"),
        ],
    },
    reflow: {
        "_GLUED_HEADING": [
            f"某。⟦{one}⟧某"
            for one in (
                *("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"),
                *("四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"),
                *(
                    "（一）主动公开",
                    "（二）依申请公开",
                    "（三）政府信息管理",
                    "（四）政府信息公开平台建设",
                    "（五）监督保障",
                ),
            )
        ],
    },
    stream: {
        "_LOOSE": ["公开⟦ ⟧3", "3⟦\n⟧条", "3 4", "甲⟦ ⟧乙", "3 .4", "3. 4"],
        "_TABLE3": [
            "⟦本年新收政府信息公开申请数量3\n总计4结转下年度继续办理3 4⟧件",
            "⟦本年新收政府信息公开申请数量1结转下年度继续办理⟧",
        ],
        "_PAIR": ["⟦公开 3 4⟧⟦件⟧", "⟦3.属于 5 ⟧⟦4.其他 6⟧", "⟦公开 12 ⟧⟦3.属于⟧", "⟦公开 ⟧3⟦.5⟧"],
        "_SUFFIX": [
            *(f"某⟦（{one}）⟧某" for one in "一二三四五六七"),
            *(f"某⟦{one}，⟧某" for one in "一二三四"),
            *(f"（二）某⟦（{one}）⟧某" for one in "一二三四五六七"),
            *(f"（二）某⟦{one}，⟧某" for one in "一二三四"),
            *("二，某⟦二，⟧某", "某⟦（三）⟧⟦（四）⟧", "（八）某", "五，某"),
        ],
        "_RULES_BY_PLACE": ["⟦现行有效件数1 2行政规范性文件⟧", "现行有效件数 1行政规范性文件"],
        "_TABLE4_RUN": ["⟦总计1 02⟧件", "总计 1"],
    },
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""

ALL = [
    pytest.param(patterns(module)[name], texts, id=f"{module.__name__}.{name}")
    for module, all_of_it in OF.items()
    for name, texts in all_of_it.items()
]


@pytest.mark.parametrize(("pattern", "texts"), ALL)
def test_each_part_of_a_pattern_is_needed(pattern: re.Pattern[str] | re.Pattern[bytes], texts: list[str]) -> None:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("ascii")
    told = re.compile(source, pattern.flags & ~re.UNICODE)
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in texts]
    assert [found(told, text) for text in plain] == texts
    assert unneeded(told, plain) == []
