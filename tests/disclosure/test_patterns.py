"""What the rules look for in texts: each part of each pattern as an office, a notice or the statute writes it."""

import re
from types import ModuleType

import pytest

from disclosure import changes, column_kinds, masking, odd_values, personal_data, term_base, wording
from disclosure.calendar import notices
from disclosure.cases import keeping, repeats
from disclosure.cases.outcomes import remedies
from disclosure.checks import claims, headings, personal, subject, substance, tables_and_text, years
from disclosure.checks.records import grounds
from disclosure.letters import filling, lacking, office_names, template_pieces, template_syntax
from disclosure.personal_data import SURNAME
from disclosure.releases import index_numbers
from disclosure.report import model, narrative, opening, versions
from disclosure.statistics import periods
from exporters import sheets
from exporters.paper import titles
from tests.needed import found, patterns, unneeded

CARD = "11010519491231002X"
_NUMERALS = "一二三四五六七八九十"

_REASONS = (
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
)
"""The rows of table three that are a reason, in their order (without their numbers, commas and explanations)."""

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
        "_ITEM": [
            *(f"⟦{one}、元旦:1日。⟧⟦{one}、春节:2日。⟧" for one in _NUMERALS),
            *(
                "一、元旦。注:1日",
                "⟦一、元旦:1日三、四日。注:2日⟧",
                "⟦一、元旦:1日三、日:放假:2日⟧",
                "⟦一、元旦:1日:2日⟧",
            ),
            *("⟦一、元旦:1日。⟧节假日期间，安全", "⟦一、元旦:1日。⟧国务院办公厅2024年", "⟦一、元旦:国务院办公厅⟧"),
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
    tables_and_text: {
        f"_OF_A_ROW[{place}][1]": [
            *(f"⟦{reason}{one}5件⟧" for one in ("", "的", "类", "申请", "共", "有", "为", "的共有")),
            *(f"⟦{reason}1宗⟧", f"{reason}数"),
        ]
        for place, reason in enumerate(_REASONS)
    },
    years: {
        "_ACCUMULATED": ["⟦历年累计公开1,234条⟧", "⟦累计5件⟧", "累计公开很多"],
        "_ACCUMULATIONS[0][1]": [f"⟦{one}⟧" for one in ("公开数", "主动公开", "公开政府信息", "公开信息")],
        "_ACCUMULATIONS[0][2]": ["⟦共发布信息5条⟧", "⟦公开5条⟧", "⟦主动公开5条⟧"],
        "_ACCUMULATIONS[0][3]": ["⟦没有主动公开信息⟧", "⟦未新增公开政府信息⟧", "⟦无新增的公开信息⟧"],
        "_ACCUMULATIONS[1][1]": ["⟦受理⟧", "⟦申请⟧"],
        "_ACCUMULATIONS[1][2]": ["⟦收到公开申请共5件⟧", "⟦受理申请5件⟧"],
        "_ACCUMULATIONS[1][3]": [
            *("⟦未收到申请⟧", "⟦没有受理申请⟧", "⟦无新接到公开申请⟧", "⟦未曾收到申请⟧"),
            *(f"未收到{sign}申请" for sign in "，。；"),
        ],
        "ASKED[CellKey(table='table3', row='n4', column='total')]": ["⟦结转⟧", "⟦申请⟧"],
        "ASKED[CellKey(table='table4', row='suit_after_review', column='total')]": ["⟦诉讼⟧", "⟦起诉⟧"],
    },
    personal: {
        "_NAMED": [
            *("⟦申请人姓名:张三⟧。", "⟦申请人：张小丽⟧", *(f"⟦申请人：张三⟧{sign}" for sign in "，。；、（( ")),
            *(f"⟦申请人张三⟧{asks}" for asks in ("提出", "申请公开", "要求")),
            *("⟦收到张三的信息公开申请⟧", "⟦收到张三的政府信息公开申请⟧", "申请人：张三丰提了", "申请人张三的"),
            *(text for nobody in ("张某", "张边") for text in (f"申请人：{nobody}，", f"申请人{nobody}提出")),
            *(f"收到{nobody}的信息公开申请" for nobody in ("张某", "张边")),
        ],
        "_OF_THE_APPLICANT": ["⟦申请人的电话⟧", *(f"申请人{sign}电话" for sign in "。；\n")],
        "_CONTACT": [
            f"⟦{one}⟧"
            for one in "联系 电话 传真 地址 邮编 邮箱 邮件 咨询 监督 热线".split()  # noqa: SIM905
        ],
        "_ADDRESS": [
            *(f"⟦申请人住址{one}某⟧" for one in "为是:："),
            *("⟦申请人家住某⟧", "⟦申请人现住在某⟧路"),
            *(f"申请人{sign}家住某" for sign in "。；，"),
        ],
        "_PERSON": [
            *(f"⟦{one}张三先生⟧" for one in ("申请人", "自然人", "公民", "居民", "村民")),
            *(f"⟦申请人{one}张三三女士⟧" for one in ("为", "是", "姓名", "姓名:", "姓名：")),
            *(f"⟦申请人张三{one}1⟧" for one in ("，身份证", "（联系电话", "(住址", "身份证")),
            *(f"⟦申请人张三身份证{one}1⟧" for one in "号码为是:："),
            "申请人张某先生",
        ],
    },
    claims: {
        "_SPACES": [
            *(f"公开⟦{blank}⟧3⟦{blank}⟧条" for blank in " \t\u00a0\u3000"),
            *(f"{sign}⟦{blank}⟧条⟦{blank}⟧{sign}" for blank in " \t\u00a0\u3000" for sign in "AZaz"),
            *("A B", "Z A", "a z", "z a"),
        ],
        "_ASIDE": [
            *("甲⟦（含区）⟧", "甲⟦(含区)⟧", "（1）", "（甲⟦（乙）⟧", "（甲⟦(乙）⟧", "⟦（甲）⟧乙）", "⟦（甲)⟧乙）"),
        ],
        "_CLAUSES": [*(f"甲⟦{sign}⟧乙" for sign in "，。；！？：:;\n（）(),"), "1,234"],
        "_SENTENCE_ENDS": [f"甲⟦{sign}⟧乙" for sign in "。；\n"],
        "_ONE_REASON": [
            *(f"⟦{one}⟧" for one in ("国家秘密", "法规禁止", "三安全", "第三方", "内部事务", "过程性", "执法案卷")),
            *(f"⟦{one}⟧" for one in ("查询事项", "不掌握", "不存在", "现成信息", "仍不明确", "信访", "重复申请")),
            *(f"⟦{one}⟧" for one in ("出版物", "反复申请", "重新出具", "逾期")),
            "不掌握、重复等",
        ],
        "_FEE": [
            *("⟦处理费共1,234.5元⟧", "⟦费用5 万元⟧"),
            *(f"费用{sign}5元" for sign in "，。；"),
        ],
    },
    titles: {
        "_SENSE[0][0]": ["某街道⟦⟧2024年"],
        "_SENSE[1][0]": [
            *("某人民政府⟦⟧某", "某人民政府办公室", "某办事处⟦⟧某", "某委员会⟦⟧某", "某管理局⟦⟧某", "某⟦⟧关于"),
        ],
        "_SENSE[2][0]": [
            *(f"某{sign}⟦⟧某" for sign in "省市区县乡镇"),
            *("某⟦⟧政府信息", "某⟦⟧工作年度", "某⟦⟧年度报告", "某街道⟦⟧某"),
        ],
    },
    template_syntax: {
        "FIELD": ["⟦{字段}⟧", "⟦{字段？}⟧", "⟦{字段?}⟧", "{⟦{字段}⟧}", "⟦{字}⟧段}", "{字？段}", "{字?段}"],
        "_BRACE": ["⟦{⟧字⟦}⟧"],
        "_WIDTHS": ["⟦1.5⟧", "⟦2⟧", "1.", "甲1"],
        "_SEVERAL": ["甲⟦；⟧乙⟦;⟧丙"],
    },
    sheets: {
        "_QUOTED": ["⟦'110⟧", "⟦''1 1-0X⟧", "⟦'1x⟧", "'甲"],
        "_ODD": ["⟦&⟧", "⟦<⟧", "⟦>⟧", "⟦_x⟧"],
        "_ESCAPED": ["⟦_x000D_⟧", "⟦_xaf99_⟧", "⟦_xAFAF_⟧", "_x00G0_"],
    },
    masking: {
        "_BRACKETED": [
            *("⟦张三（某公司）⟧", "⟦张三(某公司)⟧", *(f"{sign}⟦甲（乙）⟧" for sign in "()（）")),
            *("甲（⟦乙（丙）⟧", "甲（⟦乙(丙）⟧", "⟦甲（乙)⟧丙）", "⟦甲（乙）⟧丙）"),
        ],
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
        "_AND": [
            *(f"甲⟦{sign}⟧乙" for sign in "、，,；;/\n"),
            *(
                f"甲⟦等{count}人⟧⟦{sign}⟧乙"
                for count, sign in zip("5一二三四五六七八九十", "、，,；;/\n、、、、", strict=True)
            ),
            *("甲⟦等⟧", "甲⟦等12名⟧", "甲⟦等二十户⟧", "甲⟦等3位⟧", "平等公司", "甲等三人组"),
        ],
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
        "_HINT": [
            *("a⟦@⟧b", "a⟦＠⟧b", "at", "加⟦微信⟧号"),
            *(f"a⟦{sign}at⟧)b" for sign in "(（[【"),
            "a⟦(AT⟧)",
            *(f"⟦{one}A⟧B" for one in "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"),
            *(f"⟦京{one}⟧" for one in "AZＡＺazａｚ"),
            *(f"⟦{one}{one}⟧1" for one in "QqＱｑ"),
            *(f"加⟦{one}X⟧" for one in "VvＶｖWwＷｗ"),
            *(f"加⟦V{one}⟧" for one in "xＸｘ"),
            *("京1", "Q1", "V1"),
        ],
        "_SPELLED_QQ": [
            *(
                "加⟦QQ一二三四五⟧",
                "⟦qq群号是：一二三四五六⟧，",
                "QQ一二三四",
                "QQ：人人人人人一二三四五",
                "QQ9 一二三四五",
                "QQ\n一二三四五",
            ),
            *(f"⟦QQ{sign * 5}⟧" for sign in "09〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"),
            *(
                f"QQ{sign}二一一一一"
                for sign in ("0", "9", "A", "Z", "a", "z", "\n", ",", ";", "。")
                if not sign.isdigit()
            ),
        ],
        "_SPELLED": [
            *(
                "第⟦〇零○一二三四五六七八九⟧号",
                "⟦壹贰叁肆伍陆柒捌玖⟧",
                "⟦幺三八 0000-0000⟧",
                "一二三四五六",
                "⟦1234567⟧",
            ),
            *(f"{sign}{sign}{sign}{sign}{sign}{sign}{sign}".join("⟦⟧") for sign in "09〇零○一二三四五六七八九"),
            *(f"{sign * 7}".join("⟦⟧") for sign in "壹贰叁肆伍陆柒捌玖幺"),
            "⟦一一一 - 一一一一⟧",
        ],
        "_PASSPORT": [
            *(f"⟦{word}：E1234567⟧" for word in ("护照", "通行证", "台胞证", "军官证")),
            *("⟦护照ez12345678⟧，", "⟦护照1234567⟧", "⟦护照AZ123456789⟧", "⟦护照za1234567⟧", "护照EZZ1234567"),
            *(f"护照{sign} E1234567" for sign in ("0", "9", "A", "Z", "a", "z", "\n", ",", ";", "。")),
            *(f"护照E12345678{sign}" for sign in ("00", "99", "A", "Z", "a", "z")),
        ],
        "_QQ": [
            *("⟦QQ12345⟧", "加⟦qq群：12345678901⟧，", "QQ012345", "QQ123456789012", "QQ1234", "⟦QQ99999⟧"),
            *(f"{sign}QQ12345" for sign in "AZaz"),
            *(f"QQ{sign} 12345" for sign in ("0", "A", "Z", "a", "z", "\n", ",", ";", "。")),
            "QQ9 1234567",
        ],
        "_WECHAT": [
            *(
                "⟦微信号zhang_1-Z9⟧",
                "⟦微信:Zhang1⟧",
                "⟦微信号 :zhang1⟧",
                "⟦微信是 azhang1⟧",
                "⟦微信号 zhang1⟧",
                "微信zhang1",
            ),
            *(
                "⟦微信:AAaaaa⟧",
                "⟦微信:ZZzzzz⟧",
                "⟦微信:zA0000⟧",
                "⟦微信:aZ9999⟧",
                "⟦微信:z_____⟧",
                "⟦微信:z-----⟧",
                "微信:1zhang1",
            ),
            "微信公众号:qinghe",
        ],
        "_SHORT_WECHAT": [
            *("⟦加微信zhangs⟧", "⟦加我微信 zhangs⟧", "⟦加他的微信zhangs⟧", "⟦加她微信zhangs⟧，", "加微信zhang"),
            *("⟦微信zhang1⟧", "⟦微信:zhang1⟧", "⟦微信 zhang1⟧", "微信zhangs", "微信公众号zhang1"),
            *("⟦vx号zhang1⟧", "⟦WX:zhang1⟧", "⟦Vx zhang1⟧", "avx zhang1", "zwx zhang1", "AVX zhang1", "ZVX zhang1"),
            *(f"⟦微信{one}zzzz1⟧" for one in ("A", "Z", "a", "z")),
            *(
                "⟦微信zA0000⟧",
                "⟦微信aZ9999⟧",
                "⟦微信z_-__1⟧",
                "微信:1zhang1",
                "微信_zhang1",
                "⟦微信z" + "1" * 19 + "⟧1",
            ),
        ],
        "_TYPED_PLATE": [
            *(f"⟦{one}a12345⟧" for one in "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"),
            *(f"⟦京{one}12345⟧" for one in "ahjnpzAHJNPZ"),
            *(f"⟦京a{one}12345⟧" for one in ("·", " ", "-")),
            *(f"⟦京a{one}12345⟧" for one in "ahjnpz"),
            *(f"⟦京a1234{one}⟧" for one in "ahjnpz09"),
            *("京a1234", "京i12345", "京a123b5", "京a1234i", "京ai12345", "京ab1234567"),
            *(f"京ab12345{sign}" for sign in "09AZaz"),
        ],
        "_PLATE": [
            *(f"⟦{one}A12345⟧" for one in "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"),
            *(f"⟦京{one}12345⟧" for one in "AHJNPZ"),
            *(f"⟦京A{one}12345⟧" for one in ("·", " ", "-")),
            *(f"⟦京A{one}1234⟧" for one in "AHJNPZ09"),
            *("⟦京AD12345⟧，", "⟦京AAAAA1⟧", "京AABCDE", "京I12345", "京A1I345", "京1A2345"),
            *(f"京AD12345{sign}" for sign in "09AZaz"),
            "⟦京AAZZZ1⟧",
            *(f"⟦京A1Z9A{one}⟧" for one in "学警挂港澳试超"),
            *(f"⟦京A{one}123学⟧" for one in "AHJNPZ09"),
            *("京A1234", "京A123学", "京AAZZZ学", "京A1234学a"),
        ],
        "_BREAK": [
            *("1⟦\n⟧2", "1⟦ \n - ⟧2", "1⟦-\n⟧2", "1⟦\n ⟧2", "@⟦\n⟧2", "1⟦\n⟧@", "@⟦\n⟧@", "1\na", "甲\n1"),
            *(f"{sign}⟦\n⟧@" for sign in "AZaz"),
            *(f"@⟦\n⟧{sign}" for sign in "AZaz"),
        ],
        "_MOBILE": [
            *("⟦13800000000⟧", "⟦+86 138 0000 0000⟧", "⟦0086-138-0000-0000⟧", "⟦86 13800000000⟧", "⟦8613800000000⟧"),
            *("⟦(+86)13800000000⟧", "⟦(0086) 138 0000 0000⟧", "⟦(86)-13800000000⟧"),
            *("⟦(138) 0000 0000⟧", "⟦(138)-0000 0000⟧"),
            *("⟦(138)0000-0000⟧", "⟦138 000-00000⟧", "⟦138-000 00000⟧", "⟦1380-000 0000⟧", "⟦1380 000-0000⟧"),
            *("⟦138 00-00 00-00⟧", "⟦138-00 00-00 00⟧", "⟦138(0000)0000⟧", "⟦138-0000 0000⟧", "⟦(138) 000 00000⟧"),
            *(f"⟦138{sign}0000{sign}0000⟧" for sign in ".·/_"),
            *("⟦1 3 8 0 0 0 0 0 0 0 0⟧", "⟦1-3-8-0-0-0-0-0-0-0-0⟧", "⟦1 - 380 - 000 - 0000⟧", "⟦13 - 800 - 000 - 000⟧"),
            *("1 1 3 8 0 0 0 0 0 0 0 0", "1 3 8 0 0 0 0 0 0 0 0 0", "12 13 800 000 000", "13 800 000 000 1"),
            *(
                "113800000000",
                ".⟦13800000000⟧",
                "1.13800000000",
                "138000000001",
                "13800000000.5",
                "⟦13800000000⟧.",
                "⟦13800000000⟧ 号",
            ),
            *(f"13800000000{unit}" for unit in ("元", "万元", "亿元", "平方米", "亩", " 元", "万亩", " 亿元")),
            *("⟦13800000000⟧元旦", "⟦13800000000⟧万"),
            *(f"⟦1{digit}800000000⟧" for digit in "39"),
            *(f"⟦(1{digit}8)00000000⟧" for digit in "39"),
            *(f"⟦1 {digit} 8 0 0 0 0 0 0 0 0⟧" for digit in "39"),
            *("⟦1 980 000 0000⟧", "⟦19 800 000 000⟧", "⟦198.0000.0000⟧", "12800000000"),
        ],
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
            *(
                "8657188880000",
                "186 571 88880000",
                ".⟦86 571 88880000⟧",
                "1.86 571 88880000",
                "-⟦86 571 88880000⟧",
                "1-86 571 88880000",
                "⟦+86 571 8888-0000⟧",
            ),
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
            *("⟦a(at)b(DOT)c.cn⟧", "⟦a (AT) b.cn⟧", "⟦b@a.c(dot)cn⟧", "a(at)b", "(at)⟦b@a.cn⟧"),
            *(f"⟦b@a(dot){sign}.cn⟧" for sign in "AZaz09-"),
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
        "_CODED": [
            *(f"⟦{word}：⟧1" for word in ("信用代码", "机构代码", "注册号", "执照", "许可证")),
            *(f"⟦执照⟧{sign}" for sign in ("1", "\n", "。", "；")),
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
            *(f"{sign}0571-88880000" for sign in ("1", "1.", "1-")),
            *("Tel.⟦0571-88880000⟧.2024年", "⟦+86-0571-88880000⟧", "⟦0086 0571-88880000⟧", "⟦86 0571-88880000⟧"),
            *("⟦86-0571-88880000⟧", "860571-88880000"),
            *("0571-888800001", "0571-88880000.5"),
        ],
    },
    remedies: {
        "_ARTICLE": [
            *("⟦第十四条⟧", "⟦第14条⟧", "⟦第 14 条⟧", "⟦第一 三条⟧", "⟦第14条 至 第16条⟧"),
            *(f"⟦第十四{sign}十五条⟧" for sign in "、，,和及"),
            *(f"⟦第14条{sign}第16条⟧" for sign in "至到—~-"),
            *(f"⟦第{one}条⟧" for one in f"{_NUMERALS}百09"),
            *(f"⟦第1条至第{one}条⟧" for one in f"{_NUMERALS}百09"),
            *(f"⟦第1条至第一{sign}三条⟧" for sign in "、，,和及 "),
        ],
        "_ANY_NUMBER": [*(f"⟦{one}⟧" for one in f"{_NUMERALS}百"), "⟦09⟧"],
        "_BRACKETED": ["16⟦(2)⟧", "16⟦（2）⟧"],
        "_SHORT_ARTICLES": [
            *("⟦14⟧", "⟦条例14、15⟧", "⟦36(1)，37（2)⟧", "⟦36（3）,37⟧", "⟦14；15;16 17⟧", "⟦ 14⟧", "第14"),
        ],
    },
    grounds: {
        "_IS_OWN": [
            *("⟦条例⟧", "⟦政府信息公开条例⟧", "⟦现根据条例⟧", "信访⟦条例⟧"),
            *(f"⟦{one}条例⟧" for one in ("根据", "依据", "依照", "按照", "按", "适用", "本", "和", "及", "与")),
        ],
        "_ARTICLE": [
            *(
                "⟦《条例》第三十六条⟧",
                "⟦条例第36条⟧",
                "⟦信访法第一条⟧",
                "⟦规定第一条⟧",
                "⟦办法第二条⟧",
                "⟦条例36⟧（三）",
            ),
            *("⟦36⟧（三）", "⟦36⟧(三)", "36条", *(f"⟦第{one}条⟧" for one in f"{_NUMERALS}09")),
        ],
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
    changes: {
        "_PRINTED_DIGITS": [
            *(
                "指纹⟦0123-4567-89AB-CDEF⟧。",
                "⟦0123456789ABCDEF⟧",
                "⟦CDEF-4567-89AB-1234⟧",
                f"⟦{'0123456789ABCDEF' * 4}⟧",
            ),
            *("0123-4567-89AB-CDEF-", "-0123-4567-89AB-CDEF", "0123-4567-89AB", "A-0123-4567-89AB-CDEF"),
            *("A0123-4567-89AB-CDEF", "90123-4567-89AB-CDEF", "0123-4567-89AB-CDEG"),
            *(f"{'0123456789ABCDEF' * 4}{more}" for more in "9F"),
        ],
    },
    subject: {
        "_NO_LOCAL_DEPARTMENT": [
            *("⟦国家税务总局⟧", "⟦中国气象局⟧", "⟦某市人民政府办公厅⟧", "某市财政局"),
            *(f"⟦国家税务总局某⟧{one}税务局" for one in "省市区县旗州"),
        ],
    },
    keeping: {
        "_PART": [
            *("⟦申请案卷：永久⟧", "⟦申请案卷:30年⟧", "⟦申请案卷定期30年⟧", "案卷长期"),
            *(f"⟦案卷{one}年⟧" for one in f"{_NUMERALS}百09"),
        ],
    },
    repeats: {
        "_BOILERPLATE": [
            *(
                f"⟦{one}⟧低保"
                for one in ("申请公开", "请求公开", "政府信息公开", "政府信息", "申请获取", "申请", "公开")
            ),
            *(
                f"⟦{one}⟧低保"
                for one in ("公开", "获取", "提供", "查询", "复印件", "复制件", "纸质", "电子版", "关于", "有关")
            ),
            *(f"⟦{one}⟧低保" for one in ("相关", "以及", "情况", "信息", "材料", "资料", "文件", "内容", "本人")),
            *(f"⟦{one}⟧低保" for one in ("我单位", "贵单位", "贵街道", "街道办事处", "街道", "人民政府")),
            *(f"低保⟦{one}⟧名单" for one in "的及与和或在为对于等所有之年月日号09az"),
        ],
        "_NUMERAL": [f"共⟦{one}⟧件" for one in "一二三四五六七八九零〇○ＯO两十百千"],
    },
    periods: {
        "_WRITTEN": [
            *("⟦2023⟧", "⟦1999⟧", "⟦2123⟧", "2223", "⟦2023-3⟧", "⟦2023-12⟧", "⟦2023⟧Q5", "⟦2023⟧H3"),
            *(f"⟦2023{quarter}{number}⟧" for quarter in "Qq" for number in "14"),
            *(f"⟦2023{half}{number}⟧" for half in "Hh" for number in "12"),
        ],
    },
    term_base: {
        "ENUMERATION": [*(f"⟦（{one}）⟧某" for one in _NUMERALS), "⟦1.⟧某", "⟦9．⟧某", "⟦10、⟧某", "第1.某"],
    },
    wording: {
        "_EXPONENT": ["⟦1e5⟧", "⟦-1.5e-7⟧", "⟦1e+20⟧", "15"],
    },
    lacking: {
        "_SERIAL": ["⟦1. ⟧姓名", "⟦ 12．⟧姓名", "⟦3、⟧姓名", "姓名1.", "第1.姓名"],
    },
    filling: {
        "_SEVERAL_GROUNDS": [*(f"第一条⟦{sign}⟧第二条" for sign in "；;、\n"), "第一条⟦；\n⟧第二条"],
        "_DOUBLED_STOP": [*(f"公开⟦{one}{other}⟧" for one in "。；，" for other in "。；，"), "公开⟦。。。⟧"],
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
    some = re.compile(pattern.pattern.replace(SURNAME, "张"), pattern.flags)  # each surname is held elsewhere
    assert unneeded(some, plain) == []
