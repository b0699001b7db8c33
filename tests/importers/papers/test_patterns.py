"""What is looked for on a paper: each part of each pattern as an office, a court or an applicant wrote it."""

from types import ModuleType

import pytest

from importers.papers import applications, disputes, sheet, values
from tests.needed import found, patterns, unneeded

CARD, CODE = "11010519491231002X", "91350100M000100Y43"
BODIES = ("公司", "中心", "事务所", "委员会", "合作社", "协会")

OF_VALUES = {
    "BEGINS": [
        *(f"⟦{one}、⟧某项" for one in "一二三四五六七八九十"),
        *(f"⟦（{one}）⟧某项" for one in "一二三四五六七八九十"),
        *("⟦(一)⟧某项", "⟦　一、⟧某项", "⟦1.⟧某项", "⟦12．⟧某项", "⟦3、⟧某项", "⟦十一、⟧某项", "某项一、", "123、某项"),
    ],
    "_IDENTITY": [
        f"⟦{CARD}⟧",
        f"⟦{CARD.lower()}⟧",
        "⟦110105199001011234⟧",
        "⟦110105490123100⟧",
        *(f"{before}{CARD}" for before in ("0", "A", "a")),
        *(f"110105490123100{behind}" for behind in ("A", "a")),
        "1101054901231001",
    ],
    "_CREDIT": [
        f"⟦{CODE}⟧",
        *(f"⟦9135010{one}M000100Y43⟧" for one in "09AHJNPRTUWXY"),
        *(f"9135010{one}M000100Y43" for one in "IOSVZ"),
        *(f"{before}{CODE}" for before in ("0", "A", "a")),
        *(f"{CODE}{behind}" for behind in ("0", "A", "a")),
    ],
    "_OTHER_NUMBER": ["⟦G12345678⟧", "⟦g-12345⟧", "⟦H0-12345-6⟧", "⟦123456⟧", "⟦g1234A⟧", "⟦aG123z⟧", "-12345"],
    "_EMAIL": [
        "邮箱⟦li.ming@example.com⟧是",
        "⟦Li_Ming+a-b9@Mail-1.example.com.cn⟧",
        *(f"{sign}b@example.com" for sign in "_.+-"),
        *(f"{sign * 80}@example.com" for sign in "Aa9"),
        *("⟦A@example.com⟧", "⟦a@example.com⟧", "⟦9@example.com⟧", "⟦b@A.Z9⟧", "⟦b@9a.c-m⟧"),
        "b@example",
    ],
    "_POSTCODE": ["⟦310000⟧", "某市⟦310000⟧某路", "3100001", "13100000"],
    "_CHINESE_GAP": ["张⟦ ⟧三", "张⟦　⟧三", "张 A", "A　三"],
    "_WIDE_SET": ["⟦张 三⟧", "⟦欧　阳 三⟧", "张三"],
    "_NAME_ENDS": [
        *(f"张三⟦{sign}⟧男" for sign in "，,；;。（(\n\t 　、"),
        *(f"张三⟦{word}⟧⟦{sign}⟧" for word, sign in (("男", "，"), ("女", ","), ("男", "（"), ("女", "("))),
        "张三⟦身份证⟧1",
        *(f"某某（福建）建材{one}" for one in BODIES),
        "某某(福建)公司",
        "张三⟦（⟧公司职员）",
        "男生",
    ],
    "_PERSON": ["⟦张三⟧", "⟦阿卜杜拉江⟧", "⟦阿依古丽⟧·⟦买买提⟧", "⟦阿卜⟧•⟦买提⟧", "⟦阿卜⟧・⟦买提⟧", "甲"],
    "_BODY": ["⟦某某物业公司⟧", "⟦AZaz09公司⟧", "⟦某某（福建）公司⟧", "⟦某某(福建)公司⟧", "⟦阿卜·买提⟧", "公司"],
    "_POSTCODE_BEHIND": [
        *(f"某路1号⟦{sign}310000⟧" for sign in "，,；; "),
        "某路1号⟦（310000）⟧",
        "某路1号⟦(310000)⟧",
        *(
            f"某路1号⟦{word}310000⟧"
            for word in ("邮编", "邮政编码", "邮编：", "邮编:", "邮政编", "邮编码", "邮编 ", "， 邮编")
        ),
        *("某路1号⟦310000 ⟧", "某路1号1310000", "某路310000号"),
    ],
    "_NO_ADDRESS": [
        *(f"某路1号⟦{sign}⟧请邮寄" for sign in "，,；;。"),
        "某路⟦，⟧电话",
        "某路⟦，⟧联系",
        "某路⟦，⟧手机",
        "某路，某号",
    ],
    "_TICK": [*(f"⟦{sign}⟧是" for sign in "□☐○◯〇☑☒■√✓✔▣●◉⊠"), "⟦□■⟧"],
    "_BRACKETS": [
        *(f"⟦[{sign}]⟧是" for sign in "□☐○◯〇☑☒■√✓✔▣●◉⊠"),
        *("⟦[ √ ]⟧", "⟦【】⟧", "⟦（ ）⟧", "⟦()⟧", "⟦（√）⟧", "（是）"),
    ],
}
_SYMBOL = "某政复〔2024〕3号"
OF_DISPUTES = {
    "COURT_NUMBER": [
        "⟦（2024）某0102行初5号⟧",
        "⟦(2024)某01行终12号⟧",
        "⟦〔2024〕某行再第3号⟧",
        *(f"⟦（2024）某01行初5号之{one}⟧" for one in "一二三四五"),
        "⟦（ 2024 ） 某01行初5号⟧",
        "（1924）某01行初5号",
    ],
    "SYMBOL": [
        f"⟦{_SYMBOL}⟧",
        *(f"⟦某政复{first}2024{last}3号⟧" for first, last in ("（）", "()", "[]", "【】")),
        *("⟦〔1998〕3号⟧", "⟦某办〔2024〕公开3号⟧", "⟦某办〔2024〕3-1号⟧", "某办〔1824〕号", "〔2024〕号"),
    ],
    "_APPLICANT": [
        *(f"⟦申请人某某（福建）{one}⟧不服" for one in BODIES),
        *(
            f"⟦申请人：王某⟧{end}"
            for end in ("不服", "因", "诉", "对", "与", "，", "。", "、", "：", "；", "（", "(", "于2024", "向本机关")
        ),
        *(
            "⟦申请人:王某⟧提出",
            "⟦申请人王某⟧",
            "⟦申请人某某（福建）公司⟧不服",
            "⟦申请人某某(福建)公司⟧因",
            "⟦申请人阿卜·买提⟧因",
        ),
        *("被申请人：王某，", "申请人：王A"),
    ],
    "_PLAINTIFF": [
        *(f"⟦原告某某（福建）{one}⟧不服" for one in BODIES),
        *(
            f"⟦原告：王某⟧{end}"
            for end in ("不服", "因", "诉", "对", "与", "，", "。", "、", "：", "；", "（", "(", "于2024", "向本院")
        ),
        *(
            "⟦上诉人:王某⟧提出",
            "⟦原告王某⟧",
            "⟦上诉人（原审原告）王某⟧不服",
            "⟦上诉人(原审被告)：王某⟧因",
            "⟦原告阿卜·买提⟧因",
        ),
        *("⟦原告某某（福建）公司⟧诉", "⟦原告某某(福建)公司⟧诉", "被上诉人：王某，", "原告：王A"),
    ],
    "_COURT": ["⟦某区人民法院⟧", "⟦某市中级人民法院⟧", "人民法院"],
    "_REVIEW_BODY": [
        *("⟦某区人民政府⟧", "⟦某区司法局⟧", "⟦某省人民政府办公厅⟧", "⟦某区委员会⟧", "⟦某区管委会⟧", "⟦某省财政厅⟧"),
        *("⟦某市规划局⟧", "⟦某国某某部⟧", "某区政府"),
    ],
    "_OFFICE_OF_BODY": [
        *(f"某区⟦行政复议{one}⟧" for one in ("办公室", "委员会", "局", "机构", "应诉处", "专用章")),
        "某区⟦行政复议委员会办公室某人⟧",
        "某区行政复议",
    ],
    "_CASE": [
        *(f"⟦案号{sign}{_SYMBOL}⟧" for sign in "为是：:"),
        *(f"⟦申请行政复议{sign}{_SYMBOL}⟧" for sign in "（("),
        *(f"⟦案号：某政复{first}2024{last}3号⟧" for first, last in ("（）", "()", "[]", "【】")),
        *("⟦案号： 〔1998〕3号⟧", "⟦案号：〔2024〕公开3号⟧", "⟦案号：〔2024〕3-1号⟧", "案号〔2024〕3号"),
    ],
    "_ANYBODY": [
        *("⟦王某⟧不服", "一⟦。王某⟧认为", "一⟦，王某⟧因不服", "我局⟦受理王某⟧因对", "⟦王某⟧与你", "⟦王某⟧诉被告"),
        *(f"⟦某某物业{one}⟧不服" for one in ("公司", "中心", "事务所", "委员会")),
        *("⟦ 王某⟧不服", "王某来信"),
    ],
    "_ASKED_BODY": [
        *(f"⟦向某区人民政府{word}行政复议⟧" for word in ("申请", "提出", "提起")),
        *("⟦向某区司法局申请行政复议⟧", "⟦向某区委员会申请行政复议⟧", "向某人申请行政复议"),
    ],
    "_REVIEW_NUMBER": ["⟦某政复〔2024〕3号⟧", "⟦〔2024〕3号⟧", "⟦某〔2024〕复第3号⟧", "某〔1924〕3号"],
    "_OURS": [
        *(f"⟦{word}云街告〔2024〕3号⟧" for word in ("作出", "制作", "答复书", "告知书", "》")),
        "你单位⟦的答复：云街告〔2024〕3号⟧",
        "云街告〔2024〕3号",
    ],
    "_ORDERED": [*(f"⟦{word}：驳回⟧" for word in ("判决", "裁定", "决定")), "⟦判决如下：驳回⟧", "⟦裁定:⟧", "判决驳回"],
}
OF_APPLICATIONS = {
    "_ASIDES": [
        *(
            f"拆迁方案⟦，⟧{word}给我"
            for word in ("请", "希望", "电子版", "纸质", "邮寄", "麻烦", "以便", "用于", "谢谢")
        ),
        *(f"拆迁方案⟦,⟧{word}邮箱" for word in ("发到", "发至", "发送", "并")),
        "拆迁方案，标准",
    ],
    "_IN_A_SENTENCE": [f"方案⟦{sign}⟧标准" for sign in "，。：:；"],
    "_MYSELF": [
        *(
            "⟦本人王某⟧，",
            "⟦本人姓名：王某⟧,",
            "⟦本人:王某⟧（",
            "⟦我是王某⟧(",
            "⟦我叫王某⟧身份证",
            "⟦申请人王某⟧，现住",
            "⟦申请人王某⟧现住",
        ),
        *(f"⟦我是某某村{one}王某⟧电话" for one in ("居民", "村民", "业主", "市民", "职工", "住户")),
        "我要王某，",
    ],
    "_LIVES": [
        *(f"⟦{word}某市某路1号⟧，" for word in ("家住", "现住", "住址", "住在", "住")),
        *(f"⟦{word}：某市某路1号⟧" for word in ("邮寄至", "寄送到", "寄给", "送达至")),
        *("⟦寄到:某市某路1号⟧", "⟦住址：某市某路1号⟧", "⟦住址:某市某路1号⟧"),
        *(f"⟦现住某市某路1号⟧{sign}" for sign in ",。；;、 "),
        *("居住某市某路1号", "寄某市某路1号"),
    ],
    "_POSTCODE": ["⟦邮编310000⟧", "⟦邮政编码：310000⟧", "⟦邮政编:310000⟧", "⟦邮编码 310000⟧", "邮箱310000"],
    "_PROOF": ["⟦身份证号：110105⟧", "⟦护照:G12345⟧", "⟦护照 g12345⟧", "⟦护照az09AZ⟧", "证12345"],
    "_CLAUSES": [f"方案⟦{sign}⟧标准" for sign in "，,：:。；;\n"],
    "_WISHES": [f"⟦{word}⟧" for word in ("以", "用", "发", "寄", "提供", "领取", "方式", "版", "获取")],
}
OF_SHEET = {
    "_ASIDE": [
        "姓名⟦（单位名称）⟧",
        "姓名⟦(单位)⟧",
        "（一⟦（二）⟧",
        "（一⟦(二）⟧",
        "⟦（一)⟧二）",
        "⟦（一）⟧二)",
        "一)（",
    ],
    "_NOTHING": [f"⟦{sign}⟧姓⟦ ⟧名" for sign in "*＊:：_\u3000 "],
    "_LABEL_PARTS": [f"姓名⟦{part}⟧单位" for part in ("/", "、", "或", "或者", "及")],
    "_COLON": ["姓名⟦：⟧某", "姓名⟦:⟧某"],
    "_SENTENCE_SIGN": [f"一⟦{sign}⟧" for sign in "，,。；;：:|_\t“”1"],
    "_PIECE": [
        *("⟦姓名⟧ ⟦电话⟧", "⟦姓名⟧　⟦电话⟧", "⟦姓名（单位 名称）⟧", "⟦姓名(单位 名称)⟧", "⟦姓名⟧⟦（⟧⟦单位⟧ ⟦名称⟧"),
        *("⟦（⟧⟦一（二 三）⟧", "⟦(⟧⟦一(二 三)⟧", "⟦姓名(一)二⟧ ⟦三)⟧", "⟦姓名（一）二⟧ ⟦三）⟧"),
    ],
    "_FIRST_WORD": ["⟦姓名 ⟧王某", "⟦ 姓名　⟧王某", "姓名 ：某", "姓名 :某", "姓名  "],
    "_BRACKETED": ["⟦【联系电话】⟧1380", "⟦【联系电话】：⟧1380", "⟦【联系电话】:⟧", "【某【联】系", "【某⟦【联系】⟧】"],
    "_ENUMERATION": [
        *(f"⟦{one}、⟧某项" for one in "一二三四五六七八九十"),
        *(f"⟦（{one}）⟧某项" for one in "一二三四五六七八九十1"),
        *("⟦一.⟧某项", "⟦(1)⟧某项", "⟦1.⟧某项", "⟦1、⟧某项", "⟦1．⟧某项", "⟦ 1. ⟧某项", "第1.项"),
    ],
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""

ALL = [
    (module, name, texts)
    for module, all_of_it in (
        (values, OF_VALUES),
        (disputes, OF_DISPUTES),
        (applications, OF_APPLICATIONS),
        (sheet, OF_SHEET),
    )
    for name, texts in all_of_it.items()
]


@pytest.mark.parametrize(("module", "name", "texts"), ALL, ids=[name for _, name, _ in ALL])
def test_each_part_of_a_pattern_is_needed(module: ModuleType, name: str, texts: list[str]) -> None:
    pattern = patterns(module)[name]
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in texts]
    assert [found(pattern, text) for text in plain] == texts
    assert unneeded(pattern, plain) == []
