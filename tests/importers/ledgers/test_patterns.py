"""What is looked for in a ledger: each part of each pattern as the people who keep ledgers wrote it."""

import re
from types import ModuleType

import pytest

from disclosure import import_words
from importers.ledgers import (
    asking,
    composing,
    guessing,
    header,
    meaning,
    proposal,
    reading,
    rows,
    text_file,
    workbook_parts,
)
from tests.needed import found, patterns, unneeded, without_a_part

OF_HEADER = {
    "_MARKS": ["编号⟦*⟧", "编号⟦★⟧", "⟦※⟧编号", "编号⟦:⟧", "编号⟦：⟧", "编⟦ \n⟧号"],
    "_REMARK": [
        "编号⟦（必填）⟧",
        "编号⟦(必填)⟧",
        "（必填）编号",
        "（甲（乙））",
        "（甲⟦(乙）⟧",
        "(甲⟦（乙)⟧",
        "（甲)乙⟦（丙）⟧",
        "(甲)）",
    ],
    "_OF_FEES": ["⟦收费⟧金额", "行政⟦征收⟧额", "应⟦收取⟧费用"],
    "_IS_GROUP": ["⟦申请人情况⟧", "⟦申⟧：", "⟦申⟧:", "⟦第⟧2", *(f"⟦某⟧{one}" for one in "表账簿册")],
    "_OF_A_RECORD": ["⟦2024⟧", "12"],
    "_TWO_FACTS": [f"姓名⟦{sign}⟧电话" for sign in ("以及", "及", "和", "与", "、", "/", "+", ",", ";", "|", "\n")],
    "_WORDS_BETWEEN": [f"姓名⟦{sign}⟧电话" for sign in ("以及", "及", "和", "与")],
    "_IS_SOMEBODY": [
        *(f"某⟦{one}⟧" for one in "人者方审核校"),
        *(f"某⟦{one}⟧" for one in ("主体", "姓名", "名称", "单位", "原告", "律师", "机关", "组织", "个人")),
        "人数",
        "单位数",
    ],
    "_GROUP": ["申请人⟦基本情况⟧", "申请人⟦情况⟧", "申请人⟦信息⟧", "申请人⟦资料⟧", "情况说明"],
    "_INSIDE": [f"申请⟦{one}⟧人" for one in ("的", "政府", "情况", "信息")],
    "_FIRST_INSTANCE": [
        *(f"⟦一审{one}法院⟧" for one in ("情况", "信息", "部分", "阶段", "审理")),
        "⟦一审案号⟧",
        "一审号",
        "二审案号",
    ],
    "_ASKED_FOR": [
        f"某⟦{one}⟧"
        for one in (
            "诉求",
            "请求",
            "标的",
            "诉请",
            "事项",
            "案由",
            "事由",
            "理由",
            "不服",
            "争议",
            "主张",
            "缘由",
            "焦点",
        )
    ]
    + [f"某⟦{one}⟧" for one in ("诉称", "涉案", "被复议", "被诉")],
}
OF_GUESSING = {
    "_SYMBOL": [
        *(f"⟦复决字{left}2024{right}12号⟧" for left, right in ("〔〕", "[]", "（）", "()", "【】")),
        *(
            "行初9⟦aZ〔2024〕a-Z第9-1号⟧",
            "⟦〔2024〕aZ-9⟧甲3",
            "⟦AZaz〔 1999 〕a-Z9第12号⟧",
            "〔1899〕1号",
            "⟦〔2024〕第12⟧",
        ),
        *("⟦某街复2024年第12号⟧", "⟦某街复2024第12号⟧", "⟦某街复2024年字第12号⟧", "⟦某街复2024-12号⟧"),
        *("⟦某街复1999—12号⟧", "⟦某街复202412号⟧", "某街1899年12号", "⟦某街复2024年12号⟧"),
    ],
    "_OF_A_CASE": [f"1⟦{one}⟧2" for one in ("复", "行初", "行终", "行再", "行审", "行政诉", "行诉", "行字")],
    "_ASKED_FOR": [f"某⟦{one}⟧" for one in ("标题", "主题", "题目", "内容", "事项", "名称")],
    "_SEVERAL": [f"甲⟦{sign}⟧乙" for sign in "；;\n"],
}
OF_READING = {
    "_YES_OR_NO": [f"⟦是{sign}已延期⟧" for sign in "（(，,：:"] + ["⟦否，无⟧", "是"],
    "_SEVERAL": ["甲⟦；⟧乙", "甲⟦;\n⟧乙"],
    "_LOOSELY": [f"甲⟦{sign}⟧乙" for sign in "、，,/+"],
    "_PERIOD": [
        *("⟦2024年⟧⟦⟧", "⟦2024年度⟧⟦⟧", "⟦2024年3月⟧⟦⟧", "⟦12月份⟧⟦⟧", "⟦2024年上半年⟧⟦⟧", "⟦下半年⟧⟦⟧"),
        *(f"⟦第{one}季度⟧⟦⟧" for one in "一二三四14"),
        "⟦一季度⟧⟦⟧",
    ],
}
_RECEIVED = ("签收", "收到", "接收", "收件", "领取", "收悉", "送达")
OF_ASKING = {
    "_YES_OR_NO": [
        *(f"⟦{one}⟧延期" for one in ("是否", "是不是", "有没有", "有无", "有否", "可否", "能否")),
        *(f"延期⟦{one}⟧" for one in ("没有", "没", "吗", "与否", "否")),
        *("公开没有的", "⟦给没给⟧", "⟦批不批⟧了", "没能"),
        *(f"规范性文件⟦{one}⟧" for one in ("（是/否）", "(是、否)", "是或否", "是否")),
        "不会是否了",
    ],
    "_RECEIVED_LATER": [
        *(
            f"⟦{who}收到⟧日期"
            for who in ("申请人", "当事人", "来件人", "来信人", "申请者", "对方", "对方已", "申请人本人")
        ),
        *(f"⟦申请人{received}⟧时间" for received in _RECEIVED),
        *(f"⟦{received}决定⟧书日期" for received in _RECEIVED),
        *(f"⟦决定书{received}⟧时间" for received in _RECEIVED),
        *(f"⟦收到{one}⟧书日期" for one in ("判决", "裁判", "裁定", "裁决", "行政决定", "复议决定", "一审判决")),
        *(f"⟦{one}送达⟧日期" for one in ("判决", "裁判文书", "裁定", "裁决书")),
        *("法院收到日期", "收到申请日期"),
    ],
}
OF_COMPOSING = {"_INSIDE": ["申请人⟦的⟧姓名", "答复⟦之⟧日"], "_PART": ["⟦{who}⟧的⟦{name}⟧", "{}"]}
OF_ROWS = {"_ESCAPED": ["甲⟦_x000D_⟧乙", "⟦_x9aFf_⟧", "_x00G0_"]}
OF_PROPOSAL = {"_SAID": [f"甲⟦{sign}⟧乙" for sign in "，,。；;：:、（()） —–-"]}
OF_TEXT_FILE = {"_LINE": ["⟦甲\r\n⟧⟦\r\n⟧⟦乙\r⟧⟦丙\n⟧⟦丁⟧", "⟦\n⟧⟦\n⟧", "⟦\r⟧⟦\r⟧"]}
OF_WORKBOOK_PARTS = {
    "_ROW_NUMBER": ['⟦<row r="12"⟧>', '⟦<row spans="1:2" r="3"⟧/>'],
    "_CELL": [
        *('⟦<c r="A1"/>⟧', '⟦<c r="AB12" s="3"/>⟧', '⟦<c r="A1" t="s"><v>12</v></c>⟧', '⟦<c r="A1"></c>⟧'),
        *('⟦<c r="A1"><f>B1+1</f><v>3</v></c>⟧', '⟦<c r="A1"><f t="shared" si="0"/><v>3</v></c>⟧'),
        '⟦<c r="A1" s="1" t="inlineStr"><is><t>公开目录</t></is></c>⟧',
        '⟦<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 公开</t></is></c>⟧',
        *('<c r="A1"><v>&#49;</v></c>', '<c r="A1"><v>1<b/></v></c>', '<c r="A1" cm="1"/>'),
        *(f'<c r="A1"><v>1{chr(sign)}</v></c>' for sign in (0, 8, 11, 12, 14, 31, 0xFFFE, 0xFFFF)),
        *(f'<c r="A1"><is><t>1{sign}</t></is></c>' for sign in ("&amp;", *map(chr, (0, 8, 11, 12, 14, 31, 0xFFFE)))),
        *('<c r="A1"><is><t>1\uffff</t></is></c>', '<c r="A1"><is><t>1<b/></t></is></c>'),
        *('<c r="A1"><f>B1<b/></f></c>', '<c r="A1"><f>B1</c>', '<c r="A1"><f t="<">B1</f></c>'),
    ],
    "_SHARED": [
        *("⟦<si><t>公开目录</t></si>⟧", '⟦<si><t xml:space="preserve"> 公开</t></si>⟧', "<si><t>甲&amp;乙</t></si>"),
        *("<si><t>甲<r/></t></si>", "<si><r><t>甲</t></r></si>"),
        *(f"<si><t>1{chr(sign)}</t></si>" for sign in (0, 8, 11, 12, 14, 31, 0xFFFE, 0xFFFF)),
    ],
    "_ROW_BEGIN": ['⟦<row r="12">⟧', '⟦<row r="3" spans="1:2" x:b="">⟧', '<row r="3" s="<">', '<row r="3" s="&">'],
}
OF_WORKBOOK_PARTS["_ROW"] = [
    *('⟦<row r="1"/>⟧', "⟦<row/>⟧", '⟦<row r="12" x:b="3"><c r="A12"/><c r="B12"><v>1</v></c></row>⟧', "<rows/>"),
    *("⟦<row></row>⟧", '⟦<row r=""/>⟧', '<row r="<"/>', '<row r="&"/>', '<row r=""></rows>', "<row><d/></row>"),
    *(
        f"⟦<row>{cell[1:-1]}</row>⟧" if cell.startswith("⟦") else f"<row>{cell}</row>"
        for cell in OF_WORKBOOK_PARTS["_CELL"]
    ),
]
_BY_WHOM = ("申请人", "第三方", "第三人", "其他机关", "上级", "领导", "法院", "复议机关")
_WORK = (
    *(
        "办理",
        "处理",
        "答复",
        "回复",
        "审核",
        "审批",
        "审理",
        "审查",
        "流转",
        "补正",
        "征求第三方意见",
        "征求其他机关意见",
    ),
    *("征求意见", "核实", "调查", "研究", "协调", "进行", "准备", "起草", "会签"),
)
OF_MEANING = {
    "_EMPTY": [
        "内部事务⟦信息⟧⟦不公开⟧",
        "⟦不予公开⟧",
        "⟦不予处理⟧",
        "信访⟦类⟧⟦无法提供⟧",
        "⟦其他处理⟧⟦情形⟧",
        "⟦已办结⟧",
        "⟦已答复⟧",
        "⟦已回复⟧",
        "咨询⟦办结⟧",
        "⟦属于⟧咨询",
        "⟦涉及⟧秘密",
        "⟦关于⟧信访",
        "⟦申请人⟧撤回",
        "⟦申请⟧查询",
        "⟦行政机关⟧内部",
        "⟦本机关⟧保管",
        "⟦本单位⟧保管",
        "⟦行政⟧查询",
        "⟦政府⟧采购",
        "⟦相关⟧秘密",
        "查询⟦内容⟧",
        "信访⟦事项⟧",
        "⟦主动⟧撤回",
        "⟦要求⟧查询",
        "⟦提供⟧查询",
        "⟦提出⟧信访",
        "⟦危及⟧安全",
        "⟦保护⟧隐私",
        "⟦合法⟧查询",
        "⟦无正当理由⟧重复",
        "⟦已获取⟧⟦的⟧",
        "⟦其他⟧查询",
        "⟦经⟧查询",
        "网络⟦渠道⟧",
        "网络⟦方式⟧",
        "网络⟦途径⟧",
        "网络⟦提交⟧",
        "网络⟦递交⟧",
        "⟦已⟧查询",
        "⟦作⟧信访",
        "⟦处理⟧信访",
        "⟦予以⟧撤回",
        "⟦给予⟧撤回",
        "信访⟦诉求⟧",
        "⟦实为⟧信访",
        "重复⟦性⟧",
        "秘密⟦和⟧隐私",
        "秘密⟦及⟧隐私",
        "查询⟦时间⟧",
        "⟦3⟧件",
    ],
    "_PARTS": [f"甲⟦{sign}⟧乙" for sign in "（）()：:，,；;、/>＞|—-"],
    "_DETAIL": [
        *("⟦邮寄（挂号）⟧", "邮（挂号）", *(f"⟦其他{sign}逾期⟧" for sign in "：:—–-"), "⟦其他——逾期⟧", "其他"),
    ],
    "_ARTICLE": [
        *(f"⟦{one}第十六条⟧" for one in ("依据", "根据", "按照", "按")),
        *("⟦《政府信息公开条例》第十六条⟧", "⟦条例第十六条⟧", "第⟦第十六条⟧", "第⟦第六条⟧", "第十第条"),
        *("⟦第十六条第一款⟧", "⟦第二十条第（三）项⟧", "⟦第二十条第三项⟧", "⟦第二十条第二款第十二项⟧"),
        *(f"第十{sign}六条" for sign in "（）()，,；;"),
    ],
    "_APPEAL": [
        *(f"⟦驳回上诉{sign}维持原判（一审驳回诉讼请求）⟧" for sign in ("，", "、", "；", "")),
        *(f"⟦驳回上诉，维持原{one}（一审驳回）⟧" for one in ("判决", "裁定", "裁判", "判", "裁")),
        *(f"⟦二审驳回上诉，{one}维持{two}判决（一审驳回）⟧" for one, two in (("判决", "一审"), ("裁定", "原审"))),
        *(f"⟦驳回上诉，维持原判（{one}{two}驳回）⟧" for one, two in (("原审", "判决"), ("原判", ""), ("一审", "裁定"))),
        *(f"⟦驳回上诉，维持原判（一审{sign}驳回）⟧" for sign in "：:"),
        *(f"⟦一审驳回请求{sign}二审维持⟧" for sign in "，；。、"),
        *("⟦一审判决撤销，二审判决维持一审判决⟧", "⟦一审裁定驳回，二审裁定驳回上诉，维持原裁定⟧"),
        *("⟦一审撤销，二审驳回上诉、维持原判⟧", "⟦一审驳回，。二审维持⟧", "一审驳回"),
        *("一审⟦一审撤销，二审维持⟧", "一审二撤销，二审维持", "一审撤一，二审维持", "一审审撤销，二审维持"),
    ],
    "_PUNCTUATION": ["甲⟦，_12 ⟧乙"],
    "_SIGNS_OF_NOTHING": [f"⟦{sign}⟧⟦⟧" for sign in "/／\\-－—–―‐−_＿~～"],
    "_CLAUSES": [f"甲⟦{sign}⟧乙" for sign in "，,；;、。（）() "],
}
WHOLE = {
    "_NATURAL": [
        "张三",
        "阿卜·买提",
        "阿卜•买提",
        "阿卜・买提",
        *(f"张{sign}" for sign in "某Xx*＊"),
        "张某某",
        *("张xx三", "李＊丽", "欧阳小小", "李**"),
    ],
    "_LEFT": [
        *(f"{which}维持原判" for which in ("二审", "终审", "再审", "判决", "裁定")),
        *(f"驳回{what}" for what in ("上诉", "其上诉", "原告的上诉", "再审申请", "申诉")),
        *(f"驳回上诉{sign}维持原判" for sign in ("", "，", ",", "、", "；")),
        *("驳回上诉，判决维持原判", "驳回上诉，裁定维持原裁定"),
        *(f"维持{what}" for what in ("原判", "一审判决", "原审裁定", "一审裁判", "原裁", "原审", "一审")),
    ],
    "_LIVES_THERE": [
        *(
            f"云湖{who}张三丰"
            for who in ("居民", "村民", "市民", "公民", "业主", "社员", "职工", "群众", "农民", "户主")
        ),
        *(f"示例{where}张三" for where in ("村", "组", "号", "室", "户", "街", "路", "社区", "小区")),
        *(f"示例{who}张三" for who in ("先生", "女士", "同志")),
        *(f"仝{who}" for who in ("先生", "女士", "同志", "老师")),
        "公民仝三",
    ],
    "_NOT_DONE": [
        *(f"{still}在办" for still in ("目前", "还", "尚", "仍", "正", "暂", "目前还")),
        *(f"{done}待办" for done in ("已受理", "受理", "已开庭", "已延期", "已补正")),
        *(f"{done}未审结" for done in ("已受理", "受理", "已开庭", "已延期", "已补正")),
        *("正在起草中", "正在准备中"),
        *(f"待{whom}答复" for whom in _BY_WHOM),
        *("等审批", "等待审核", "等待答复", "待审查", "待回复"),
        *(f"待{work}" for work in ("处理", "流转", "走流程", "补正", "征求意见", "核实", "反馈", "开庭", "宣判", "判")),
        *(f"待{work}" for work in ("裁", "决", "结", "定", "办理", "审批", "办完", "办结")),
        *(f"正在办{one}" for one in ("着", "呢", "的", "中", "案")),
        *("待裁定", "待判决", "待裁判", "未裁判"),
        *(f"{still}未办" for still in ("目前", "还", "尚", "仍", "正", "暂")),
        *(
            f"没{work}"
            for work in ("办", "答复", "回复", "到期", "到日子", "审结", "结", "判", "裁", "开庭", "宣判", "决", "定")
        ),
        *(f"没有{work}" for work in ("办理", "办完", "办结", "办好", "判呢", "办的", "结案", "判决", "裁定")),
        *(f"{still}未作出" for still in ("尚", "还", "仍", "暂")),
        *(f"尚{no}作出决定" for no in ("没", "没有")),
        *(f"尚未{what}" for what in ("审理", "审理完", "下达", "收到")),
        *(
            f"尚未作出{what}"
            for what in ("判决", "裁判", "裁定", "答复", "复议决定", "复议决定书", "判决书", "裁判文书")
        ),
        *(f"{how}答复中" for how in ("正在", "继续", "延期")),
        *(f"{what}准备中" for what in ("答复", "答辩", "材料", "补正", "答复材料")),
        *(f"{work}中" for work in _WORK),
        *("办理过程中", "办理当中", "办理之中"),
        *(f"正在{work}" for work in _WORK),
        *(f"{what}" for what in ("一审中", "二审阶段", "复议审理中", "诉讼中", "正在一审阶段", "正在复议", "正在诉讼")),
        *(f"{what}" for what in ("审理中止", "裁定中止审理", "中止诉讼", "中止复议")),
        *(f"{how}下年办理" for how in ("结转", "转入", "转至", "转", "结转至", "结转到")),
        *(f"结转{when}" for when in ("下年度", "次年", "明年", "来年", "下一年度", "2025年度", "2025年", "2025")),
        *(f"结转下年继续{work}" for work in ("办理", "答复", "处理", "审理")),
        *("结转", "跨年办理", "跨年度答复", "跨年审理"),
        *(f"{still}{where}办理期限内" for still, where in (("尚", "在"), ("还", "在"), ("仍", "处于"))),
        *("在法定答复期限内", "处于审理期内", "未到办理期限", "未届法定答复期"),
    ],
    "_MEANWHILE": [
        *(
            f"已{what}"
            for what in (
                *("受理", "登记", "立案", "延期", "延长", "补正", "开庭", "庭审", "听证", "签收", "转办", "提交答复书"),
                *("提交书面答复", "提交答辩状", "提交答辩", "提交证据"),
            )
        ),
        *("受理", "已经受理", "已于1月2日受理"),
        *(f"延长{what}" for what in ("答复", "办理", "审理", "审限")),
        *(f"延期30{what}" for what in ("日", "天", "个工作日", "个月", "工作日", "月")),
        *(f"{how}1月2日开庭" for how in ("定于", "将于", "拟于", "")),
        *(f"2024年1月{what}" for what in ("开庭", "宣判", "答复", "到期")),
        *(f"征求{whom}意见" for whom in ("第三方", "第三人", "其他机关", "")),
        *("书面审理", "中止", "一审", "二审"),
    ],
}
"""What the patterns of ``meaning`` that judge a whole clause know; the others tell what they find between ⟦ and ⟧."""

ALL = [
    pytest.param(patterns(module)[name], texts, id=f"{module.__name__}.{name}")
    for module, all_of_it in (
        (header, OF_HEADER),
        (guessing, OF_GUESSING),
        (reading, OF_READING),
        (asking, OF_ASKING),
        (composing, OF_COMPOSING),
        (rows, OF_ROWS),
        (proposal, OF_PROPOSAL),
        (text_file, OF_TEXT_FILE),
        (workbook_parts, OF_WORKBOOK_PARTS),
        (meaning, OF_MEANING),
    )
    for name, texts in all_of_it.items()
]


@pytest.mark.parametrize(("pattern", "texts"), ALL)
def test_each_part_of_a_pattern_is_needed(pattern: re.Pattern[str], texts: list[str]) -> None:
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in texts]
    assert [found(pattern, text) for text in plain] == texts
    assert unneeded(pattern, plain) == []


_TWICE = {meaning._WORK: "起草", f"[{import_words.SURNAMES}]": "[张]"}
"""Words that a pattern holds twice, or that another test holds: what stands for them here."""
NOT_WHOLE = {
    "_NATURAL": ["张三李四王", "A公司", "张·三·李"],
    "_LIVES_THERE": ["示例路张", "示例区文昌路", "公民仝三四五六", "示例张三"],
    "_LEFT": ["驳回诉讼请求", "维持"],
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_clause_that_says_so_is_known_whole(name: str) -> None:
    pattern = patterns(meaning)[name]
    assert [text for text in WHOLE[name] if not pattern.fullmatch(text)] == []
    assert [text for text in NOT_WHOLE.get(name, ()) if pattern.fullmatch(text)] == []


@pytest.mark.parametrize("name", WHOLE)
def test_each_part_of_a_clause_is_needed(name: str) -> None:
    pattern = patterns(meaning)[name].pattern
    plain = re.sub(r"\s+#.*|\s+", "", pattern) if "#" in pattern else pattern
    for words, one in _TWICE.items():
        first, *more = plain.split(words)
        plain = one.join([first + words + more[0], *more[1:]]) if len(more) > 1 else one.join([first, *more])
    needed = (re.compile(less) for _, less in without_a_part(plain))
    parts = [part for part, _ in without_a_part(plain)]
    texts = [*WHOLE[name], *NOT_WHOLE.get(name, ())]
    told = [bool(re.fullmatch(plain, text)) for text in texts]
    assert [
        part for part, less in zip(parts, needed, strict=True) if [bool(less.fullmatch(text)) for text in texts] == told
    ] == []


OF_A_WHOLE_TEXT = [
    (
        header,
        "_IS_NOTE",
        "姓名 名称 名字 单位 全称 个人 企业 法人 公民 自然人 组织 其他组织 签字 签名 盖章 必填 选填 办公室 个人单位",
        "科办公室 股办公室 处办公室 电话",
    ),
    (
        rows,
        "_KEPT_AS_TEXT",
        "=\"0591\" =T(\"0591\") '0591 ''0591 '0591-1 '3501X '3501x '12\u300034",
        '="0 "0591" \'a 0591',
    ),
]
"""Patterns of a whole cell or remark: what each knows, and what it does not."""


@pytest.mark.parametrize(("module", "name", "known", "others"), OF_A_WHOLE_TEXT)
def test_each_part_of_what_is_known_whole_is_needed(module: ModuleType, name: str, known: str, others: str) -> None:
    pattern, texts = patterns(module)[name], [*known.split(" "), *others.split(" ")]
    assert [text for text in texts if pattern.fullmatch(text)] == known.split(" ")
    assert unneeded(pattern, texts) == []
