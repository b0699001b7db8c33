"""What the rules look for in texts: each part of each pattern as an office, a notice or the statute writes it."""

import re
from types import ModuleType

import pytest

from disclosure import column_kinds, masking, odd_values, personal_data
from disclosure.calendar import notices
from disclosure.cases.outcomes import remedies
from disclosure.checks import headings, substance
from disclosure.checks.records import grounds
from disclosure.letters import office_names, template_pieces
from disclosure.releases import index_numbers
from disclosure.report import model, narrative, opening, versions
from tests.needed import found, patterns, unneeded

CARD = "11010519491231002X"
_NUMERALS = "一二三四五六七八九十"

EXAMPLES: dict[ModuleType, dict[str, list[str]]] = {
    opening: {
        "_TOLD[address]": [
            *(f"⟦地址：某路1号⟧{sign}好" for sign in "，,；;。）)（("),
            *("⟦通讯地址:某路1号⟧", "网地址：某", "⟦地址：网址地址⟧"),
        ],
        "_TOLD[postcode]": ["⟦邮编：310000⟧", "⟦邮政编码:310000⟧", "邮箱：310000"],
        "_TOLD[phone]": ["⟦电话：0571-88880000⟧", "⟦电话:0571—88880000⟧", "电话：12345"],
        "_TOLD[email]": ["⟦邮箱：li.m-i_9@Mail-1.example.com⟧，", "⟦邮箱:Z@A.b9_⟧地址", "邮箱：无"],
        "_TOLD[website_name]": [
            "⟦“某区门户网站”（https://⟧",
            "⟦“某区政府网”(http://⟧",
            "⟦“某网(https://⟧",
            "“一⟦“二网”(https://⟧",
            "“一”二网”(https://",
        ],
        "_TOLD[website]": [
            "某网⟦（https://a.gov.cn）⟧",
            "某网⟦(http://a.gov.cn)⟧",
            "⟦（http://a)⟧）",
            "⟦(http://a）⟧)",
        ],
        "_TOLD[archive]": [
            "⟦报送某区档案馆⟧",
            "报送领导，送某区档案馆",
            "报送领导,送某区档案馆",
            "报送领导。送某区档案馆",
        ],
    },
    headings: {
        "_TITLE": ["⟦某街道2023年政府信息公开工作年度报告⟧"],
        "_SUB_HEADINGS[政府信息管理]": [
            "⟦信息管理⟧",
            "政府⟦信息规范管理⟧",
            "⟦信息规范化管理⟧",
            "⟦信息资源管理⟧",
            "⟦信息资源⟧",
        ],
        "_SUB_HEADINGS[监督保障]": ["⟦监督⟧", "⟦保障⟧"],
        "_NUMBERED": [
            *(f"⟦（{one}）⟧某" for one in _NUMERALS),
            *("⟦(一)⟧某", "⟦1.⟧某", "⟦12．⟧某", "⟦3、⟧某", "1.5倍"),
        ],
        "_PROBLEM": ["主要⟦问题⟧", "⟦不足⟧之处"],
        "_IMPROVED": [f"⟦{one}⟧" for one in ("改进", "整改", "措施", "下一步")],
        "_LETTER_TITLE": [
            *(f"⟦关于某年报的{one}⟧" for one in ("报送", "上报", "呈报", "呈送")),
            *("某⟦的请示⟧", "某⟦的函⟧", "来函"),
        ],
        "_LETTER_TEXT": [
            *(
                "⟦妥否⟧，⟦请审阅⟧",
                "⟦请予审核⟧",
                "⟦请批示⟧",
                "⟦特此报送⟧",
                "⟦特此上报⟧",
                "⟦特此呈报⟧",
                "⟦随文附⟧上",
                "⟦随文报送⟧",
            ),
            *(
                "⟦现将年报上报如下⟧",
                "⟦现将年报报送如下⟧",
                "⟦现将年报呈报如下⟧",
                "⟦报送贵⟧局",
                "⟦报送给贵⟧局",
                "⟦请查收⟧",
            ),
            *("⟦现将年报上报你⟧局", "⟦现将年报报送给贵⟧局", "⟦现予以报送贵⟧局", "⟦现予以上报贵⟧局"),
        ],
    },
    notices: {
        "_TITLE": [
            *(
                "⟦关于2024年部分节假日安排⟧",
                "⟦关于调整2024年放假安排⟧",
                "⟦关于2024年假期安排⟧",
                "⟦关于2024年节假日安排⟧",
            ),
            "2024年节假日安排",
        ],
        "_NUMBER": ["⟦国办发明电〔2023〕7号⟧", "⟦国办发[2023]7号⟧", "⟦国办发(2023)7号⟧"],
        "_SPAN": [
            *(
                "⟦2023年12月30日至2024年1月1日⟧",
                "⟦1日⟧放假",
                "⟦1日(星期一)⟧",
                "⟦2月10日到17日⟧",
                "⟦2月10日—17日(周六)⟧",
                "⟦2月10日~17日⟧",
            ),
            *("⟦2月10日-17日⟧", "⟦2月10日⟧起⟦17日⟧", "⟦1日⟧(一(二)", "⟦1日(一)⟧二)"),
            *("⟦1日至2日⟧(一(二)", "⟦1日至2日(一)⟧二)"),
        ],
        "_VERB": [f"⟦{one}⟧" for one in ("放假", "补休", "公休", "休息", "上班")],
        "_TOTAL": ["⟦共8天⟧", "⟦放假1天⟧"],
        "_WEEKDAY": [*(f"⟦星期{one}⟧" for one in "一二三四五六日"), "⟦周一⟧"],
    },
    column_kinds: {
        "_SEVERAL": [f"甲⟦{sign}⟧乙" for sign in "；;\n"],
        "_MONTH_DAY": [
            *(f"⟦{year}1月26日⟧" for year in ("2024年", "2024/", "2024-", "2024.", "次年", "翌年", "每年", "次")),
            *("⟦1月26日前⟧", "⟦1月26日之前⟧", "⟦1月26号以前⟧", "⟦1-26⟧", "⟦1/26⟧", "⟦1.26⟧"),
        ],
        "_NOT_KEPT": [
            *(f"甲⟦{sign}⟧乙" for sign in "\x00\x08\x0e\x1f\x7f\ufeff\ufffe\uffff"),
            *(f"甲{sign}乙" for sign in "\t\r "),
        ],
        "_SURROGATE": ["⟦\ud800⟧", "⟦\udfff⟧", "\ud7ff\ue000"],
        "_LINE_ENDS": [f"甲⟦ {sign} ⟧乙" for sign in "\n\v\f\x85\u2028\u2029"],
        "_BETWEEN_WIDE": [
            *(f"{sign}⟦\n⟧甲" for sign in "\u2e80\u9fff\uf900\ufaff\uff00\uffef“”‘’…—"),
            *(f"甲⟦\n⟧{sign}" for sign in "\u2e80\u9fff\uf900\ufaff\uff00\uffef“”‘’…—"),
            *("a\n甲", "甲\na"),
        ],
        "_RETURN_ESCAPED": ["甲⟦_x000D_⟧\n乙", "甲⟦_x000D_⟧", "甲_x000D_乙"],
    },
    odd_values: {
        "_SCIENTIFIC": ["⟦1.1E+17⟧", "⟦1E17⟧"],
        "_IDENTITY": ["⟦110105199001011237⟧", "⟦11010519491231002X⟧"],
        "_CREDIT": [
            *(f"⟦9135010{one}M000100Y43⟧" for one in "09AHJNPRTUWXY"),
            *(f"9135010{one}M000100Y43" for one in "IOSVZ"),
        ],
        "_EMAIL": ["⟦li@example.com⟧", "⟦李@example.Com⟧", "a@⟦b@c.com⟧", "a ⟦b@c.cn⟧", "a@b c.cn"],
        "_SEVERAL": [f"甲⟦{sign}⟧乙" for sign in "；;、,，/\n"],
    },
    template_pieces: {
        "_DIVIDER": ["甲\n⟦---⟧\n乙", "⟦ --- ⟧", "----", "a---"],
        "_CONDITION": [
            *(f"⟦{sign} 字段 ： ⟧甲" for sign in "？?！!"),
            *("⟦？字段:⟧甲", "？字 段：甲", "？：甲", "甲？字段：", "⟦？字:⟧段：", "⟦？字：⟧段:"),
        ],
        "_WIDTHS": ["⟦|: 2 4.5⟧", "⟦｜：2⟧", "|: 2 4|", "a|: 2", "|2"],
        "_BEGINNINGS[0][0]": ["⟦## ⟧甲", "⟦＃＃⟧甲", "# 甲", "甲##"],
        "_BEGINNINGS[1][0]": ["⟦# ⟧甲", "⟦＃⟧甲", "甲#"],
        "_BEGINNINGS[2][0]": ["⟦> ⟧甲", "⟦＞⟧甲", "甲>"],
        "_BEGINNINGS[3][0]": ["⟦< ⟧甲", "⟦＜⟧甲", "甲<", "<|甲", "<｜甲"],
        "_BEGINNINGS[4][0]": ["⟦|! ⟧甲", "⟦｜！⟧甲", "甲|!", "|甲"],
        "_BEGINNINGS[5][0]": ["⟦|* ⟧{甲}", "⟦｜*⟧{甲}", "|*甲", "甲|*{"],
        "_BEGINNINGS[6][0]": ["⟦| ⟧甲", "⟦｜⟧甲", "甲|"],
        "_CELL": [
            *("甲⟦ | ⟧乙⟦ ｜ ⟧丙", "甲⟦|<⟧⟦|⟧乙", "甲⟦|<⟧ ", "甲⟦|^⟧⟦ ｜⟧乙", "甲⟦|⟧<乙", "⟦*⟧甲⟦|*⟧乙", "甲*"),
        ],
    },
    office_names: {
        "_ABOVE": [
            *(f"⟦某某{one}⟧示范街道" for one in "省市区县旗盟州"),
            *(f"甲{one}乙{'区' if one == '市' else '市'}示范街道" for one in "省市区县旗盟州"),
        ],
        "_STREET": ["⟦示范街道⟧", "⟦示范街道办事处⟧", "⟦示范街道办⟧", "示范街道口"],
        "_TOWNSHIP": ["⟦示范镇⟧", "⟦示范乡人民政府⟧", "⟦示范苏木政府⟧", "示范镇上"],
        "_BUREAU": [f"⟦示范{one}⟧" for one in ("局", "委员会", "委", "办公室", "中心", "厅", "部")],
        "_GOVERNMENT": [*(f"⟦示范{one}人民政府⟧" for one in "省市区县旗盟州"), "⟦示范区政府⟧"],
        "_NUMBERED": [
            *(
                "⟦云街告〔2024〕⟧1号",
                "⟦云街告[2024]⟧",
                "⟦云街告【2024】⟧",
                "⟦云街告（2024）⟧",
                "⟦云街告(2024)⟧",
                "⟦云街告〔2024年〕⟧",
            ),
            *(f"甲{sign}⟦乙〔2024〕⟧" for sign in "1 〔[【（("),
        ],
    },
    substance: {
        "_OPENING[编制依据]": ["⟦条例⟧", "⟦年度报告格式⟧", "⟦根据⟧", "⟦依据⟧"],
        "_OPENING[统计期限]": ["⟦统计⟧", "⟦1月1日⟧", "⟦截至⟧", "⟦截止⟧"],
        "_OPENING[联系方式]": [f"⟦{one}⟧" for one in ("电话", "地址", "邮编", "邮箱", "联系")],
        "_NOTHING": ["⟦无⟧", "⟦暂无。⟧", "⟦没有.⟧", "⟦略⟧", "⟦（略）⟧", "无此情况"],
        "_NO_FIGURES": ["⟦2023⟧年3件", "⟦〔2023〕3⟧号", "⟦（1）⟧", "⟦(1)⟧", "⟦1.⟧", "⟦1、⟧", "⟦1．⟧"],
    },
    masking: {
        "_PLACE": [
            *(f"⟦某某{one}⟧某路" for one in "省市区县旗"),
            *(f"某某{one}区" for one in "小社园校厂院库片街"),
            "某市场",
            "张某某，某某市某路",
        ],
        "_BETWEEN": [
            *(f"甲⟦{sign}⟧乙" for sign in ("、", "，", ",", "；", ";", "/", "\n", "|", "或", "和", "及", "，或")),
            *("甲⟦转⟧乙", "甲⟦分机⟧乙"),
            *("8888000⟦ ⟧8888001", "8888000⟦  ⟧8888001", "888000 8888001", "8888000 888001"),
        ],
        "_LIKE_AN_IDENTITY": [
            *("⟦110105199001011234⟧", "⟦11010520090101123X⟧", "⟦11010520090101123x⟧", "110105189001011234"),
            *("1110105199001011234", "1101051990010112345", "⟦110105 1990 0101 1234⟧", "⟦110105-1990-0101-1234⟧"),
        ],
        "_DIGIT": [f"⟦{sign}⟧" for sign in "09０９XxＸｘ"],
        "_EMAIL": [
            *("⟦li.ming@example.com⟧", "⟦li＠example.com⟧", "⟦l（张 某）i＠example.com⟧ 张", " ⟦li@example.com⟧"),
            *("@⟦li@a⟧", "＠⟦li@a⟧", "⟦l@i⟧＠a", "⟦l＠i⟧@a", "⟦li@a⟧@", "⟦li@a⟧＠", "⟦li@a⟧ "),
        ],
        "_OVER_TWO_LINES": [
            "号⟦110105 \n 19491231002X⟧，",
            "⟦110105\n19491231002x⟧",
            "⟦1\nX⟧",
            "⟦1101\n110105199⟧",
            "1\nX1",
            "1\n张",
        ],
        "_CHINESE": ["a⟦张某⟧1", "张1", "A⟦某某⟧Ａ⟦某某⟧ａ⟦某某⟧_⟦某某⟧z⟦某某⟧Ｚ⟦某某⟧ｚ", "张，1"],
        "_without_names[0]": ["⟦张某⟧1⟦li⟧2⟦LI⟧张，a1", "Ａ⟦某某⟧Ｚ⟦某某⟧ａ⟦某某⟧ｚ⟦某某⟧_⟦某某⟧", "某a1", "a某"],
        "_LABELS": [
            *(
                f"⟦{one}⟧1"
                for one in ("手机", "电话", "座机", "固话", "办公", "办公室", "住宅", "家里", "单位", "传真")
            ),
            *(f"⟦{one}⟧1" for one in ("邮箱", "号码", "身份证", "证件", "证号", "护照")),
            *(f"⟦{one}⟧1" for one in ("tel", "Ext", "FAX", "mobile", "phone")),
        ],
    },
    personal_data: {
        "_IDENTITY": [
            *(f"⟦⟧{CARD}", f"号⟦⟧{CARD.lower()}。", "⟦⟧110105 19491231-002 X", f"1{CARD}"),
            *(f"{CARD}{sign}" for sign in "09AZaz"),
            "⟦⟧110105194912310020",
            *("⟦⟧110105-19491231002X", "⟦⟧11010519491231002-X"),
        ],
        "_OLD_IDENTITY": [
            *("⟦⟧110105491231002", "⟦⟧110105 491231-002", "⟦⟧110105-491231 002", "号⟦⟧110105491231002。"),
            *(f"{sign}110105491231002" for sign in "09AZaz"),
            *(f"110105491231002{sign}" for sign in "09AZaz"),
        ],
        "_PROVINCES": [
            *(f"⟦{one}⟧" for one in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47))),
            *(f"⟦{one}⟧" for one in (*range(50, 55), *range(61, 66), 71, *range(81, 84))),
            *map(str, (10, 16, 20, 24, 30, 38, 40, 47, 55, 60, 66, 70, 72, 80, 84, 90)),
        ],
        "_ISSUERS": [
            "⟦62⟧",
            "⟦4⟧",
            *(f"⟦5{one}⟧" for one in "12335"),
            "⟦9558⟧",
            "⟦60⟧",
            "⟦81⟧",
            "⟦35⟧",
            "⟦37⟧",
            "50",
            "56",
        ],
        "_ABROAD": [
            *("⟦+86 571 8888 0000⟧", "⟦0086-571-88880000⟧", "⟦86 10 88880000⟧", "⟦86-21-8888000⟧", "⟦+8657188880000⟧"),
            *("8657188880000", "186 571 88880000", ".86 571 88880000", "-86 571 88880000", "⟦+86 571 8888-0000⟧"),
            *("+86 571 888800001", "+86 571 88880000.5", "⟦+86 571 88880000⟧."),
        ],
        "_LOCAL": [
            *(
                f"⟦{one}88880000⟧"
                for one in ("电话", "座机", "宅电", "手机", "联系方式", "来电", "致电", "传真", "tel", "TEL")
            ),
            *(
                "⟦电话号：88880000⟧",
                "⟦电话号码：888 0000⟧",
                "⟦电话号码如下为：88880000⟧",
                "⟦电话号如下为：88880000⟧",
                "⟦电话(办公)：8888-0000⟧",
                "⟦电话(办)(公)：8888-0000⟧",
            ),
            *("电话(1)(2)(345)88880000", "电话\n88880000", "电话。88880000", "电话；88880000", "电话188880000"),
            *(f"电话88880000{sign}" for sign in ("1", " 1", "万", "元", "件", "条", "次", "个")),
            *("电话((办公室内)号码：88880000", "电话(办公室)内)号码：88880000", "电话(办公室内1)号码：88880000"),
            *("电话1：88880000", "⟦电话88880000⟧ 123456", "电话(办\n公室)办公室：88880000"),
        ],
        "_ANOTHER": [
            *(f"1⟦{sign}88880000⟧" for sign in (" ", "  ", "、", "/", "；", ";", "或", "和")),
            *("⟦、888 0000⟧", "⟦、8888-0000⟧", "⟦、88880000⟧ 123456"),
            *(f"、88880000{sign}" for sign in ("1", " 1", "万", "元", "件", "条", "次", "个")),
        ],
        "_EMAIL": [
            *(
                "⟦li.Ming_9%+-@Mail-1.example.com⟧",
                "⟦a @ b.cn⟧",
                "⟦Z@9.ZZ⟧",
                "⟦9@A.b9-z.Az⟧",
                ".⟦z@Z.zz⟧",
                "a@b.c1",
                "a@b",
            ),
            *(f"⟦{sign}@a.cn⟧" for sign in "AZaz09"),
            *(f"⟦b@{sign}.cn⟧" for sign in "AZaz09-"),
            *(f"⟦b@a.{sign}.cn⟧" for sign in "AZaz09-"),
            *(f"⟦b{sign}@a.cn⟧" for sign in "AZaz09._%+-"),
            *("⟦b@a.AZ⟧", "⟦b@a.az⟧"),
        ],
        "_NOT_DIGITS": ["1⟦ ⟧2⟦-⟧X⟦A⟧"],
        "_DIGIT": [f"⟦{sign}⟧" for sign in "09０９"],
        "_ANNOUNCED": [
            *(f"⟦{word}号{CARD}⟧" for word in ("证件", "身份证", "证号")),
            *(f"⟦证件110105{gap}194912310020⟧" for gap in (" ", "-", "  ")),
            *("⟦证件11010519491231002{gap}X⟧".replace("{gap}", gap) for gap in (" ", "-")),
            f"⟦证件{CARD.lower()}⟧",
            *(f"证件{sign}{CARD}" for sign in ("1月", "\n", "，", "。", "；")),
            *(f"证件{CARD}{sign}" for sign in "09AZaz"),
        ],
        "_CODE_BEFORE": [
            *(f"⟦{word}：⟧" for word in ("信用代码", "机构代码", "注册号", "执照", "许可证")),
            *(f"执照{sign}" for sign in ("1", "\n", "。", "；")),
        ],
        "_CARD": [
            *("⟦6222020000000000⟧", "⟦6222 0200 0000 0000 001⟧", "⟦6222-0200-0000-0000-001⟧", "⟦6222020000000000001⟧"),
            *(f"{sign}6222020000000000001" for sign in "AZaz0"),
            *(f"6222020000000000{sign}" for sign in "AZaz"),
            "62220200000000000000",
        ],
        "_LANDLINE": [
            *(
                "⟦0571-88880000⟧",
                "⟦(0571) 8888 0000⟧",
                "⟦010 8888-0000⟧",
                "⟦(021)88880000⟧",
                "⟦(010)8888000⟧",
                "⟦0217888000⟧",
                "⟦0571(88880000⟧)",
            ),
            *(f"{sign}0571-88880000" for sign in "1.-"),
            *("0571-888800001", "0571-88880000.5"),
        ],
    },
    remedies: {
        "_SHORT_ARTICLES": [
            *("⟦14⟧", "⟦条例14、15⟧", "⟦36(1)，37（2)⟧", "⟦36（3）,37⟧", "⟦14；15;16 17⟧", "⟦ 14⟧", "第14"),
        ],
        "_BRACKETED": ["36⟦(1)⟧", "36⟦（1）⟧"],
    },
    grounds: {
        "_ITEM": [
            *(f"⟦第（{one}）⟧" for one in f"{_NUMERALS}1"),
            *(f"⟦第{one}款⟧" for one in f"{_NUMERALS}1"),
            *("⟦(一)⟧", "⟦第一项⟧", "（三人）"),
        ],
    },
    versions: {
        "_SENTENCE": ["⟦一。⟧⟦二；⟧⟦三⟧\n⟦四⟧"],
        "_CITED": [
            "⟦《条例》⟧",
            "⟦〈条例〉⟧",
            "⟦（国办公开办函〔2021〕30号）⟧",
            "⟦〔2021〕30号⟧",
            "（一⟦（二号）⟧",
            "⟦《一》⟧》",
            "⟦〈一〉⟧〉",
            "（一）二号）",
        ],
        "_NOTHING": [
            *(f"⟦{when}一二三四五六七八九十未⟧收到" for when in ("2023年", "2023年度", "本年度", "全年", "")),
            *("⟦没有⟧", "⟦无⟧", "一，未", "一。未", "一；未"),
        ],
    },
    model: {
        "_SUB_HEADING": [
            *(f"⟦（{one}）主动公开⟧" for one in _NUMERALS),
            "⟦(一)主动公开⟧",
            *(f"（一）主动{sign}公开" for sign in "。；，;,"),
        ],
        "_POINT": ["⟦1.主动公开⟧", "⟦1．主动公开⟧", "⟦1、主动公开⟧", *(f"1.主动{sign}公开" for sign in "。；，;,")],
    },
    narrative: {
        "_FIELD": ["⟦{年份}⟧年", "{⟦{年份}⟧}", "{年\n份}"],
        "_PROMPT": ["⟦【请填写】⟧】", "【请填\n写】"],
    },
    index_numbers: {"_FIELD": ["⟦{code}⟧", "⟦{year}⟧", "⟦{serial:05}⟧", "⟦{serial:05d}⟧"]},
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""

ALL = [(patterns(module)[name], texts) for module, named in EXAMPLES.items() for name, texts in named.items()]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    ALL,
    ids=[f"{module.__name__.rpartition('.')[2]}-{name}" for module, named in EXAMPLES.items() for name in named],
)
def test_each_part_of_a_pattern_is_needed(pattern: re.Pattern[str], texts: list[str]) -> None:
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in texts]
    assert [found(pattern, text) for text in plain] == texts
    assert unneeded(pattern, plain) == []
