"""What the checks of prose look for: each part of each pattern as reports of offices have it, or as they should not."""

import re
from types import ModuleType

import pytest

from disclosure.checks import phrases, sums_in_prose
from tests.needed import found, patterns, unneeded

_UNITS = ("条", "件", "篇", "份", "人次", "次", "期", "场", "项", "个")
_SPANS = ("月", "工作日", "自然日", "小时", "百分点")
_COUNTED = ("件", "宗", "条", "份", "个", "篇", "期", "次", "场次", "场", "处", "项", "家", "人次", "人", "元")
_PLACES = ("街道", "街道办事处", "镇", "镇人民政府", "乡", "乡人民政府", "局")
_STEMS = ("高度", "认真", "深入", "积极", "严格", "坚持", "始终", "全面", "扎实", "2023年")

EXAMPLES: dict[ModuleType, dict[str, list[str]]] = {
    phrases: {
        "_LEFT_OVER[0]": ["⟦该部分以表格形式报告⟧", "⟦表格如下⟧", "⟦表格如下：⟧", "⟦表格如下:⟧"],
        "_LEFT_OVER[1]": [f"⟦根据贵{one}⟧" for one in "办局委"],
        "_LEFT_OVER[2]": [
            *(f"⟦X{sign}⟧年" for sign in "×Xx＊*"),
            *(f"⟦XX⟧{one}" for one in "年月日省市县区乡镇街局办条件人次个元"),
            *(f"⟦XX⟧{one}" for one in ("公司", "工作", "部门", "单位")),
            *("⟦（××）⟧", "⟦(××)⟧", "⟦××⟧"),
        ],
        "_LEFT_OVER[3]": ["⟦{单位名称}⟧}", "{⟦{名}⟧", "{单位\n名称}"],
        "_LEFT_OVER[4]": [
            *(
                f"⟦{one}⟧"
                for one in ("待补充", "待填写", "请填写", "此处填写", "此处插入", "自行填写", "据实填写", "填写说明")
            ),
            *(f"⟦{one}⟧" for one in ("示例：", "示例:", "模板：", "样例：", "TODO", "TBD", "___")),
            *(f"⟦（区）⟧{one}" for one in ("人民政府", "政府", "街道", "办")),
        ],
        "_LEFT_OVER[5]": ["⟦【请填】⟧】", "【请\n填】"],
        "_LEFT_OVER[6]": [
            *(f"⟦（{one}名称）⟧" for one in ("单位", "机关", "部门", "街道", "乡镇")),
            *("⟦(填写)⟧", "⟦【填写】⟧", "⟦[填写]⟧"),
        ],
        "_LEFT_OVER[7]": [
            *(f"⟦{sign * 3}-{sign * 3}⟧" for sign in "Xx×"),
            "⟦XXX－XXX⟧",
            *(f"⟦{one} 件⟧，" for one in ("信息", "申请", "文件", "复议", "诉讼")),
            *(
                f"⟦信息{blank}{unit}⟧{end}"
                for blank, unit, end in ((" ", "条", "，"), ("　", "次", "。"), ("_", "份", "；"))
            ),
            "⟦信息 条⟧、",
        ],
        "_LEFT_OVER[8]": [
            *(f"⟦{sign}年{sign}月⟧" for sign in "Xx×"),
            *(f"⟦○○⟧{one}" for one in "条件个人次年"),
            *(f"⟦某某⟧{one}" for one in ("街道", "镇", "乡", "局", "区", "市", "县", "单位", "部门", "办")),
        ],
        "_NOT_OURS": [
            *("⟦向省政府及省政府办公厅提出⟧", "⟦向市政府和市政府办公室提出⟧", "⟦向省政府、政府办公厅提出⟧"),
            "⟦向市政府、市政府办公厅提出⟧",
        ],
        "_AS_SUBJECT[0]": [
            *(f"⟦示范{one}⟧高度重视" for one in _PLACES),
            *(f"⟦示范街道⟧{one}" for one in _STEMS),
            *(f"完了{sign}示范街道认真".replace(f"{sign}示范街道", f"⟦{sign}示范街道⟧") for sign in "。；\n"),
            *("⟦2023年，示范街道⟧认真", "⟦2023年度,示范街道⟧认真", "⟦ 示范街道⟧认真", "对示范街道的认真"),
        ],
        "_AS_SUBJECT[1]": [
            *(f"⟦请与示范{one}联系⟧" for one in _PLACES),
            *(
                "⟦可与示范镇党政办联系⟧",
                "⟦疑问，请与示范镇联系⟧",
                "⟦疑问,可与示范镇联系⟧",
                "⟦疑问与示范镇联系⟧",
                "⟦疑问请与示范镇联系⟧",
            ),
            *(f"请与示范镇{sign}联系" for sign in "，。；"),
        ],
        "_AS_SUBJECT[2]": [
            *(f"⟦本报告由示范{one}⟧编制" for one in _PLACES),
            *(f"⟦{one}{sign}示范镇⟧" for one in ("联系单位", "编制单位", "填报单位", "发布机构") for sign in "：:"),
        ],
        "_KIND": [f"示范⟦{one}⟧" for one in _PLACES],
        "_ANYBODY": [f"⟦{one}⟧" for one in ("各", "全", "本", "我", "该", "所有", "相关", "有关", "部门", "乡镇")],
        "_MAY_DOUBLE": [
            *(
                f"⟦{one}⟧"
                for one in ("进进", "层层", "事事", "件件", "年年", "方方", "面面", "时时", "处处", "研究", "讨论")
            ),
            *("⟦学习⟧", "⟦级级⟧", "⟦商量⟧", "研究一"),
        ],
        "_CLAUSE_TWICE": [
            f"⟦依法公开信息{sign}依法公开信息⟧{end}"
            for sign, end in (("，", "、"), ("、", "；"), ("；", "。"), ("，", "，"))
        ],
        "_SIGN_TWICE": [
            *(
                "公开⟦的的⟧信息",
                "的的确确",
                "公开⟦了了⟧信息",
                "了了解",
                "了了结",
                "不了了之",
                "⟦在在⟧",
                "⟦与与⟧",
                "⟦及及⟧",
                "⟦将将⟧对",
                "将将就",
            ),
        ],
        "_WRONG_UNIT": [
            *(f"⟦{verb}5{unit}申请⟧" for verb in ("收到", "受理", "新收", "接到", "接收") for unit in "条个份项篇"),
            *(f"⟦{verb}申请共5{unit}⟧" for verb in ("收到", "受理", "新收", "接到", "接收") for unit in "条个次份项篇"),
            *("⟦收到依申请公开5条⟧", "⟦依申请公开共5条⟧", "⟦依申请公开5个⟧", "⟦依申请公开5次⟧"),
            *(f"收到5条{sign}申请" for sign in "，。；1"),
            *(f"收到{sign}申请5条" for sign in "，。；1"),
            *(f"收到申请{between}5条" for between in ("，", "。", "；", "1月")),
            *(f"依申请公开{between}5条" for between in ("，", "。", "；", "件", "1月")),
        ],
        "_SYMBOL": [
            *(f"⟦国{one}〔2023〕5号⟧" for one in "发函办字号文规"),
            *(
                f"⟦国办{first}2023{last}5号⟧"
                for first, last in ("〔〕", "[]", "［］", "（）", "()", "【】", "〈〉", "《》", "{}")
            ),
            *("⟦国办2023年第5号⟧", "⟦国办〔23〕5号⟧", "⟦国办〔 2023 〕 5 号⟧"),
        ],
        "_BROKEN": [
            *(f"国⟦{one}〔2023〕5⟧文" for one in "发函办"),
            *(
                "国办〔2023〕5号",
                "国办〔2023〕5 6号",
                "国⟦办〔2023〕12⟧",
                "⟦〔20235号⟧",
                "⟦〔202312〕号⟧",
                "⟦国办公开办涵⟧",
            ),
            *("⟦公开办[2023⟧]5号", "⟦公开办（2023⟧）", "⟦公开办(2023⟧)"),
        ],
        "_VAGUE": [
            *(f"⟦5余{one}⟧" for one in _UNITS),
            *("⟦1.5万余条⟧", "⟦5千多条⟧", "⟦3百余条⟧", "⟦5多万条⟧"),
            *(f"5余个{one}" for one in _SPANS),
            *(f"⟦{one}5条⟧" for one in ("近", "约", "逾", "超", "超过", "将近")),
            *(f"⟦近5{one}⟧" for one in _UNITS),
            *("⟦近1.5万条⟧", "⟦近5千条⟧", "⟦近5百条⟧", "近5个月", "不超过5条"),
            *(f"近5个{one}" for one in _SPANS),
            *(f"⟦5{one}左右⟧" for one in _UNITS),
            *("⟦5万条左右⟧", "⟦5千条左右⟧", "⟦5百条左右⟧"),
            *(f"⟦5{one}{about}⟧" for one, about in (("条", "以上"), ("件", "上下"), ("篇", "以上"), ("份", "以上"))),
            *(f"⟦{one}十一条⟧" for one in ("近", "约", "逾", "超", "超过")),
            *(f"⟦近{one}十条⟧" for one in "一二两三四五六七八九"),
            *(f"⟦近五{one}条⟧" for one in "十百千万"),
            *(f"⟦近五十{one}⟧" for one in _UNITS),
            *(f"近五十个{one}" for one in _SPANS),
            *(f"⟦{one}余条⟧" for one in "一二两三四五六七八九十百千"),
            *(f"⟦十多{one}⟧" for one in _UNITS),
            *(f"十余个{one}" for one in _SPANS),
            *(f"⟦{one}十条⟧" for one in "数几上成"),
            *("⟦近百条⟧", "⟦数百条⟧", "⟦数千条⟧", "⟦数万余条⟧", "⟦上千条⟧"),
            *(f"⟦数十{one}⟧" for one in _UNITS),
            *(f"数十个{one}" for one in _SPANS),
            *(f"⟦若干{one}⟧" for one in "条件篇份"),
        ],
    },
    sums_in_prose: {
        "_SENTENCES": [f"一⟦{sign}⟧二" for sign in "。！？\n"],
        "_GOES_ON[0][0]": [
            *("5件⟦。⟧其中2件", "5件⟦； ⟧其中2件", "5件⟦。⟧其中。分别2件", "5件⟦。⟧其中\n分别2件"),
            *(f"5件。其中，{one}为2件" for one in ("分别", "包括", "包含", "具体")),
        ],
        "_GOES_ON[1][0]": [f"5件{sign}⟦ \n ⟧2件" for sign in "：:；;、"],
        "_SUM_AT_END": [
            *(f"⟦{one}5件⟧" for one in ("共计", "合计", "总计")),
            *(f"⟦共计5{one}⟧" for one in _COUNTED),
            *(
                "⟦共计公开1,234条信息⟧",
                *(f"共计{sign}5件" for sign in ("1月", "，", "。", "；")),
                *(f"共计5件{sign}" for sign in "1，；。"),
            ),
        ],
        "_IN_ALL": ["⟦共⟧", "⟦共公开信息⟧", *(f"共{sign}公开" for sign in "1，。；：、")],
        "_NEW_SUBJECT": [
            *(
                f"⟦，{one}⟧"
                for one in ("共", "全年", "另", "同时", "此外", "完成", "结转", "答复", "已", "按", "无", "本年")
            ),
            *("⟦；共⟧", "⟦、共⟧"),
        ],
        "_NESTED": [f"⟦{one}⟧" for one in ("其中", "包括", "含", "分别", "（", "(")],
        "_OPEN_LIST": ["网站⟦等⟧", "等级", "等候", "网站⟦及其他⟧", "及其他网站", "5件⟦左右⟧", "5⟦余⟧件", "其余"],
        "_LAST_IS_REST": ["⟦其他⟧", "⟦其它渠道⟧", "⟦其余⟧", "其他5件"],
        "_OF_A_GREATER_WHOLE": [
            *(f"⟦占全{one}⟧" for one in "国省市区县镇"),
            *("⟦占总人口⟧", "⟦占辖区⟧"),
        ],
        "_ANY_NUMBER": [*(f"⟦5{one}⟧" for one in _COUNTED), "⟦1,234件⟧"],
        "_PUBLISHED": [
            *(
                f"⟦{one}主动公开信息5条⟧"
                for one in ("2023年", "2023年度", "全年", "本年", "本年度", "我街道", "镇", "乡", "局", "区", "县")
            ),
            *(f"⟦{one}主动公开信息5条⟧" for one in ("办事处", "共", "共计", "总共", "2023年我局共", "")),
            *("⟦主动公开各类政府信息共5件⟧", "⟦主动公开的信息共计5条⟧", "⟦主动公开信息总计5条⟧"),
        ],
    },
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
