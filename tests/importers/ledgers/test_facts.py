"""What the facts of a cell look like: each part of each pattern as an office wrote it, each column by its name."""

import pytest

from disclosure.column_kinds import Column, columns
from disclosure.records import RECORD_TYPES
from importers.ledgers import facts
from tests.needed import found, patterns, unneeded

COLUMNS: dict[str, Column] = {
    column.name: column for record_type in RECORD_TYPES.values() for column in columns(record_type)
}

LOOKS = [
    ("identity_number", "110101199001011237", "王某"),
    ("phone", "13800000000", "没留"),
    ("phone", "0571-88880000", "没留"),
    ("email", "wang@example.com", "王某"),
    ("web_address", "https://www.example.gov.cn/a.html", "区门户网站"),
    ("answer_number", "云街告〔2024〕1号", "第1号"),
    ("document_number", "云政办发〔2024〕12号", "通知"),
    ("case_number", "（2024）某0102行初5号", "一审"),
    ("applicant", "王某", "公民"),
    ("plaintiff", "某某物业有限公司", "公民"),
    ("content", "拆迁补偿标准", "标准"),
    ("name", "关于印发规则的通知", "通知"),
    ("on", "2024年3月1日", "三月里"),
    ("on", "2024年3月", "三月里"),
    ("quantity", "12", "十来件"),
    ("court", "某区人民法院", "某区政府"),
    ("review_body", "某区人民政府", "某区法院"),
    ("department", "党政综合办公室", "王某人负责的那个很大的综合办公室里"),
    ("handler", "王某", "综合办公室"),
    ("handler", "何处", "综合处"),
    ("secrecy_reviewer", "李某某", "保密办"),
    ("first_checked_by", "张科长", "综合科"),
    ("second_checked_by", "陈同志", "二〇二四"),
    ("final_checked_by", "周主任", "办公室"),
    ("agent", "阿卜·买买提", "2024-3-1"),
    ("address", "某市某路1号", "不详"),
    ("postcode", "310000", "31000"),
    ("identity_kind", "居民身份证", "本人"),
    ("legal_basis", "条例第二十条", "依法"),
    ("number", "2024-001", "见附件"),
    ("archive_number", "A1-2", "未归档"),
    ("index_number", "002489012/2024-00012", "无"),
    ("related_request", "2024001号", "见上"),
    ("related_review", "复2024-1", "见上"),
    ("original_case", "初2024-1", "见上"),
    ("related", "信2024-1", "见上"),
    ("split_from", "2024-003", "见上"),
    ("merged_into", "2024-004", "见上"),
    ("received_on", "2024.3.1", "上月"),
    ("channel", "邮寄", "云朵"),
    ("channels", "政府网站", "云朵"),
]
"""A column, a text that looks like its own, and one that does not."""


@pytest.mark.parametrize(("name", "own", "other"), LOOKS)
def test_a_text_looks_like_its_column_and_another_does_not(name: str, own: str, other: str) -> None:
    look = facts.LOOKS["on"] if name == "on" else facts.look_of(COLUMNS[name])
    assert look is not None
    assert look(own)
    assert not look(other)


def test_the_looks_of_every_column_named_are_tried() -> None:
    assert set(facts.LOOKS) | set(facts.PROVES) <= {name for name, _, _ in LOOKS}
    assert set(facts.LOOKS) | set(facts.PROVES) <= {*COLUMNS, "on"}
    assert facts.look_of(COLUMNS["remarks"]) is None, "remarks may look like anything"


@pytest.mark.parametrize(
    ("name", "text", "lacks"),
    [
        ("phone", "信封上没有", True),
        ("phone", "a@example.com", False),
        ("phone", "12345", False),
        ("postcode", "没写", True),
        ("answer_number", "未编号", True),
        ("document_number", "无文号", True),
        ("case_number", "未立案", True),
        ("applicant", "王某", False),
    ],
)
def test_a_text_under_a_number_without_a_digit_is_none(name: str, text: str, lacks: bool) -> None:
    assert facts.lacks_its_digits(COLUMNS[name], text) is lacks


NEIGHBOURS = [
    ("requests", "applicant", "王某 13800000000", "phone"),
    ("requests", "applicant", "王某 110101199001011237", "identity_number"),
    ("requests", "address", "某市某路1号，13800000000", "phone"),
    ("requests", "phone", "13800000000 wang@example.com", "email"),
    ("requests", "department", "综合办 王某", "handler"),
    ("requests", "handler", "王某（综合办）", "department"),
    ("requests", "answered_on", "2024年3月1日 云街告〔2024〕1号", "answer_number"),
    ("requests", "answer_number", "云街告〔2024〕1号 2024年3月1日", "answered_on"),
    ("requests", "outcome", "予以公开 2024年3月1日", "answered_on"),
    ("reviews", "review_body", "某区人民政府 云政复〔2024〕1号", "case_number"),
    ("reviews", "case_number", "云政复〔2024〕1号 某区人民政府", "review_body"),
    ("reviews", "decision", "维持 2024年3月1日", "closed_on"),
    ("litigation", "court", "某区人民法院 （2024）某0102行初5号", "case_number"),
    ("litigation", "case_number", "（2024）某0102行初5号 某区人民法院", "court"),
    ("litigation", "judgment", "驳回诉讼请求 2024年3月1日", "closed_on"),
    ("releases", "secrecy_reviewer", "王某 2024年3月1日", "secrecy_reviewed_on"),
    ("releases", "first_checked_by", "王某 2024年3月1日", "first_checked_on"),
    ("releases", "second_checked_by", "王某 2024年3月1日", "second_checked_on"),
    ("releases", "final_checked_by", "王某 2024年3月1日", "final_checked_on"),
]


@pytest.mark.parametrize(("register", "name", "text", "neighbour"), NEIGHBOURS)
def test_a_cell_of_two_facts_is_told_apart(register: str, name: str, text: str, neighbour: str) -> None:
    known = {column.name: column for column in columns(RECORD_TYPES[register])}
    parts = facts.of_neighbours(known[name], text, known)
    assert parts is not None
    assert {column.name for column, _ in parts if column} == {name, neighbour}
    assert facts.of_neighbours(known[name], text, {}) is None, "where the ledger has a column for it, it stays"


def test_every_pair_of_neighbours_is_tried() -> None:
    pairs = {(name, other) for name, others in facts._NEIGHBOURS.items() for other in others}
    assert pairs == {(name, neighbour) for _, name, _, neighbour in NEIGHBOURS}


FOUND = {
    "DAY": [
        "⟦一三五六年十二月三十一日⟧",
        "⟦七八九O年四月五日⟧",
        "⟦o０0一年六月七日⟧",
        "⟦二〇二四年八月九日⟧",
        "⟦24-3-1⟧",
        "⟦20240301⟧",
        "⟦2024年3月1日⟧",
        "⟦二零二四年一月五日⟧",
        "⟦二〇二四年五月六日⟧",
        "⟦二〇二四年七月八日⟧",
        "⟦2024/03/01⟧",
        "⟦2024. 3 . 1⟧",
        "⟦19990301⟧",
        "⟦二〇二四年三月一日⟧",
        "⟦二〇二四年二月二日⟧",
        "⟦二〇二四年二月四日⟧",
        "⟦二〇二四年九月一日⟧",
        "⟦二○二四年十一月三十一日⟧",
    ],
    "YEARLESS": [
        "⟦1/9⟧",
        "⟦12月31日⟧",
        "⟦2-27⟧",
        "2.27.1",
        "⟦3.4⟧",
        "1-2-",
        "1-2/",
        "第2.7",
        "〔2.7",
        "-2.7",
        ".2.7",
        "/2.7",
        "2.7月",
        "2.7年",
        "年2.7",
        "⟦2月27号⟧",
        "2月27%",
        "2月27份",
        "2月27件",
        "2月27个",
        "2月27〕",
        "⟦2月17日⟧",
        "⟦10月30日⟧",
    ],
    "_SHOWN[phone]": [
        "⟦13800000000⟧",
        "⟦+86 138-0000-0000⟧",
        "13800000000号",
        "13800000000A",
        "G13800000",
        "⟦0571-88880000⟧",
        "12345",
    ],
    "_SHOWN[identity_number]": [
        "⟦G12345678⟧",
        "⟦+11 01 01 99⟧",
        "⟦1101019900101**⟧",
        "⟦1101019900101＊＊⟧",
        "⟦110101199001011z⟧",
        "⟦11010119900101123x⟧",
        "⟦0571-8888000⟧",
        "⟦91330000MA2700000A⟧",
    ],
    "_SHOWN[email]": [
        "⟦wang.li_a+b-c@mail-1.example.com.cn⟧",
        "⟦a@b.c1⟧",
        "⟦wang@ex.a-b⟧",
        "⟦Wang@example.com⟧",
        "⟦wang@EXAMPLE.com⟧",
        "⟦wang@example.COM⟧",
        "⟦7wang@example.com⟧",
    ],
    "_SHOWN[web_address]": [
        "⟦http://a.cn/b⟧下文",
        "⟦www.a.cn/b⟧下文",
        "⟦www.a.cn/b⟧，下文",
        "⟦www.a.cn/b⟧,下文",
        "⟦www.a.cn/b⟧；下文",
        "⟦www.a.cn/b⟧;下文",
        "⟦www.a.cn/b⟧、下文",
        "⟦www.a.cn/b⟧（下文",
        "⟦www.a.cn/b⟧）下文",
        "⟦www.a.cn/b⟧ 下文",
        "⟦http://a.cn/b⟧，下文",
        "⟦http://a.cn/b⟧,下文",
        "⟦http://a.cn/b⟧；下文",
        "⟦http://a.cn/b⟧;下文",
        "⟦http://a.cn/b⟧、下文",
        "⟦http://a.cn/b⟧（下文",
        "⟦http://a.cn/b⟧）下文",
        "⟦http://a.cn/b⟧ 下文",
    ],
    "_AGENT": [
        "⟦张三、代理人：李四⟧",
        "⟦张三,由代办人李四⟧",
        "⟦张三(代理人:李四)⟧",
        "⟦张三；受托人为李四⟧",
        "⟦张三（代理人：李四）⟧",
        "⟦张三，委托代理人李四⟧",
        "⟦张三;代理人为 李四⟧",
        "⟦张三 代理人李四⟧",
        "张，三（代理人：李四）",
        "张,三（代理人：李四）",
        "张；三（代理人：李四）",
        "张;三（代理人：李四）",
        "张、三（代理人：李四）",
        "张：三（代理人：李四）",
        "张:三（代理人：李四）",
        "张（三（代理人：李四）",
        "张(三（代理人：李四）",
    ],
    "_KIND_OF_PAPER": [
        "⟦（甲(乙)⟧",
        "⟦证）⟧",
    ],
    "_SHOWN[case_number]": [
        "⟦云街告〔2024〕1⟧-1",
        "⟦（1999）某甲12乙行终5号⟧",
        "⟦云街告2020-1号⟧",
        "⟦云街告1999年第1号⟧",
        "⟦云街告[2024]1号⟧",
        "⟦云街告(2024)1号⟧",
        "⟦云街告【2024】1号⟧",
        "⟦云街告〔2024〕a-1号⟧",
        "⟦云街告2020年1号⟧",
        "⟦云街告2020—1号⟧",
        "⟦云街告A〔2024〕1⟧",
        "⟦云街告〔2024〕A1⟧",
        "⟦云街告〔2024〕字1⟧",
        "⟦ab告〔2024〕1号⟧",
        "⟦云街告〔2024〕A1号⟧",
        "⟦云街告〔2024〕ab-1⟧",
    ],
    "_SHOWN[postcode]": [
        "⟦310000⟧",
        "1310000",
        "3100001",
    ],
    "_DAY_AND_MORE": [
        "⟦2024/3/29，签收⟧",
        "⟦2024年3月29日（签收⟧？）",
        "⟦2024.3.29,签收⟧",
        "⟦2024-3-29 挂号信签收⟧",
        "⟦2024年3月28日 前⟧",
        "⟦2024年3月29日；签收⟧",
        "⟦2024年3月29日;签收⟧",
        "⟦2024年3月29日：签收⟧",
        "⟦2024年3月29日:签收⟧",
        "⟦2024年3月29日、签收⟧",
        "⟦2024年3月29日(签收)⟧",
        "⟦2024年3月29日（签收⟧?）",
    ],
    "_NO_SUCH_DAY": [
        "⟦~⟧",
        "⟦不⟧",
        "⟦以前⟧",
        "⟦—⟧",
        "⟦–⟧",
        "⟦-⟧",
        "⟦许⟧",
        "⟦起⟧",
        "⟦止⟧",
        "⟦内⟧",
        "⟦未⟧",
        "⟦没⟧",
        "⟦无⟧",
        "⟦非⟧",
        "⟦否⟧",
        "⟦勿⟧",
        "⟦别⟧",
        "⟦拒⟧",
        "⟦免⟧",
        "⟦缓⟧",
        "⟦暂⟧",
        "⟦待⟧",
        "⟦疑⟧",
        "⟦前⟧日",
        "⟦后⟧日",
        "⟦至⟧今",
        "⟦到⟧今",
        "⟦以后⟧",
        "⟦左右⟧",
        "（⟦拟⟧）",
    ],
    "_SAYS": [
        "⟦许⟧",
    ],
    "_OTHER_DAY": [
        "⟦3月⟧⟦2日⟧",
        "⟦1/9⟧",
        "⟦3-4⟧",
        "⟦3.4⟧",
        "⟦3~4⟧",
        "⟦3至4⟧",
    ],
    "_BRACKETS": [
        "（甲⟦(乙)⟧",
        "张（三⟦（代理人：李四）⟧",
        "（甲）乙）",
        "(甲)乙)",
    ],
    "_EMPTY_BRACKETS": [
        "⟦（）⟧",
        "⟦()⟧",
    ],
    "_LINE_WITHIN": [
        "1⟦\n⟧附件",
        "附件⟦\n⟧1",
    ],
    "_CLAUSE_ENDS": [
        "一⟦。⟧二⟦\n⟧三",
        "张三⟦,⟧由代办人李四",
        "张三⟦；⟧受托人为李四",
        "张三⟦，⟧委托代理人李四",
        "张三⟦;⟧代理人为 李四",
    ],
    "_APART": [
        "张⟦，⟧三⟦（⟧代理人⟦：⟧李四⟦）⟧",
        "张三⟦(⟧代理人⟦:⟧李四⟦)⟧",
        "甲⟦【⟧乙⟦】⟧",
        "甲⟦[⟧乙⟦]⟧",
        "甲⟦ ⟧1⟦、⟧2",
        "www.a.cn⟦/⟧b⟦,⟧下文",
        "⟦—⟧",
        "甲⟦／⟧乙",
        "甲⟦|⟧乙",
        "甲⟦-⟧乙",
        "张三⟦；⟧受托人为李四",
        "张三⟦;⟧代理人为⟦ ⟧李四",
    ],
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧; each part of a pattern is needed by one."""


PATTERNS = {name: pattern for name, pattern in patterns(facts).items() if name != "_ANY_DAY"}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_what_its_examples_mark_and_each_part_of_it_is_needed(name: str) -> None:
    pattern, marked = PATTERNS[name], FOUND[name]
    texts = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in marked]
    assert [found(pattern, text) for text in texts] == marked
    assert unneeded(pattern, texts) == []
