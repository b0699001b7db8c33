"""What single words of a heading or a cell tell, each needed, and none of them cut short.

``spoken_headings.txt`` holds headings that speak of a column: a line for each column of a register.
"""

import re
from collections.abc import Hashable, Mapping, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from disclosure import import_words
from disclosure.column_kinds import Kind, columns_by_name
from disclosure.records import LEDGERS, RECORD_TYPES
from importers.ledgers import asking, guessing, meaning
from importers.ledgers.guessing import _spoken_of
from importers.ledgers.header import Target, _all_words, best_header, header_key
from importers.ledgers.rows import Row
from tests.importers.ledgers.composed_ledgers import SAID as HEARD_SAID
from tests.importers.ledgers.test_made_headings import meant
from tests.importers.ledgers.test_words_of_practice import term_of
from tests.needed import unneeded_words

DATA = Path(__file__).parents[2] / "data"

# --- what a heading speaks of ---

SPOKEN = [
    (register, column, heading)
    for register, column, *headings in map(
        str.split, (DATA / "spoken_headings.txt").read_text(encoding="utf-8").splitlines()
    )
    for heading in headings
]
BELOW: Mapping[str, str] = {
    **dict.fromkeys(("answer_number", "document_number", "case_number"), "云街告〔2024〕1号"),
    **dict.fromkeys(("applicant", "plaintiff", "agent", "handler", "secrecy_reviewer"), "张某某"),
    **dict.fromkeys(("first_checked_by", "second_checked_by", "final_checked_by"), "张某某"),
    **dict.fromkeys(("content", "name"), "示例路的规划"),
    "identity_number": "11010519491231002X",
    "identity_kind": "居民身份证",
    "legal_basis": "第三十六条",
    "phone": "13800000000",
    "email": "a@example.com",
    "postcode": "350001",
    "address": "示例路1号",
    "department": "党政办公室",
    "web_address": "https://example.com/1",
    "court": "某区人民法院",
    "review_body": "某区人民政府",
    "secrecy_conclusion": "可以对外公开",
    "document_kind": "行政规范性文件",
    "category": "机构职能",
    "channels": "政府网站",
    "applicant_kind": "自然人",
    "retrieval": "电子邮件",
    "channel": "当面提交",
    "outcome": "予以公开",
    "decision": "维持",
    "procedure": "普通程序",
    "judgment": "驳回诉讼请求",
    "route": "直接起诉",
    "instance": "一审",
}
"""What stands below a heading of a column, by its name; below others a day or a number."""


def _spoken(example: tuple[str, str, str]) -> str:
    register, column, heading = example
    record_type = RECORD_TYPES[register]
    text = BELOW.get(column, "2024-01-02" if columns_by_name(record_type)[column].kind is Kind.DATE else "1")
    found = _spoken_of(heading, [text, text], record_type)
    return found.name if found else ""


def test_each_heading_speaks_of_its_column() -> None:
    assert {one: found for one in SPOKEN if (found := _spoken(one)) != one[1]} == {}


@pytest.mark.parametrize("register", import_words.SPOKEN_OF)
def test_each_word_a_heading_speaks_with_is_needed(register: str) -> None:
    rows = cast("MutableMapping[str, str]", import_words.SPOKEN_OF[register])
    examples = [one for one in SPOKEN if one[0] == register]
    unneeded = unneeded_words(
        rows, _spoken, examples, concerned=lambda word, one: word in header_key(one[2]), forget=lambda: None
    )
    assert unneeded == []


# --- what says too little by itself ---

BESIDE = {
    (register, heading): column
    for register, column, *headings in map(
        str.split, (DATA / "bare_headings.txt").read_text(encoding="utf-8").splitlines()
    )
    for heading in headings
}


@pytest.mark.parametrize("register", import_words.BARE)
def test_each_word_beside_another_fact_is_needed(register: str) -> None:
    told = {heading: meant(register, heading) for key, heading in BESIDE if key == register}
    assert [heading for heading, target in told.items() if BESIDE[register, heading] not in target.taken] == []
    rows = cast("MutableMapping[str, tuple[str, str]]", import_words.BARE[register])
    unneeded = []
    for column, kept in list(rows.items()):
        ours = [heading for heading in told if BESIDE[register, heading] == column]
        for place, row in enumerate(kept):
            for word in row.split():
                less = " ".join(other for other in row.split() if other != word)
                rows[column] = (less, kept[1]) if place == 0 else (kept[0], less)
                _all_words.cache_clear()
                unneeded += [word] if all(meant(register, heading) == told[heading] for heading in ours) else []
        rows[column] = kept
    _all_words.cache_clear()
    assert unneeded == []


# --- what a day is the day of ---

ELSEWHEN = (
    "法定答复日 法定办结日 法定办理日 应该何时答 该答哪天 该回哪天 截止日 应答复日 应回复日 应办结日 应当何时答 "
    "应于何时答 时限 "
    "到期日 最迟哪天 最晚哪天 送达日 补正日 延期日 延长到 延至 征求意见日 第三方意见日 归档日 导出时间 打印时间 缴费日 "
    "寄出日 寄送日 邮寄日 回执日 审核日 审批日 审签日 转办日 交办日 分办日 批示日 拟办日 派发日 流转时间 催办日 督办日 "
    "退回日 开庭日 出庭日 听证日 调查日 上诉日 履行日 整改日 公告日 抄送日 备案日 更新时间 修改时间 创建时间 录入时间 "
    "首次登录时间 出生日 评价时间 回访日"
)
"""Headings of days that no column of ours keeps."""


def test_each_word_of_another_day_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [heading for heading in ELSEWHEN.split() if not asking.tells_another_day(heading)] == []
    words, unneeded = asking._OTHER_EVENTS, []
    for word in words:
        monkeypatch.setattr(asking, "_OTHER_EVENTS", tuple(other for other in words if other != word))
        unneeded += [word] if all(map(asking.tells_another_day, ELSEWHEN.split())) else []
    assert unneeded == []


def test_no_day_of_ours_is_another() -> None:
    ours = [
        heading
        for register, column, heading in SPOKEN
        if columns_by_name(RECORD_TYPES[register])[column].kind is Kind.DATE and column != "secrecy_reviewed_on"
    ]
    assert [heading for heading in ours if asking.tells_another_day(heading)] == []


WRITTEN = (
    "来信日期 来信时间 来函日期 来函时间 来文日期 来文时间 寄信日期 寄出日期 发信日期 申请表落款 填表日期 填写日期 "
    "书写日期 "
    "签署日期 签名日期 申请书日期 申请表日期 申请书时间 申请表时间 诉状日期"
)
OF_OURS = "答复书落款 告知书落款 决定书落款 判决书落款 裁判落款 裁定书落款 答辩状落款 文书落款 通知书落款 回执落款"


def _kept(headings: str) -> list[str]:
    """Return the headings that are settled as remarks where the day beside them says when the paper came."""
    came = Target("收到日期", columns_by_name(RECORD_TYPES["requests"])["received_on"])
    targets = guessing._without_written_days([came, *map(Target, headings.split())])
    return [target.name for target in targets if target.is_settled]


@pytest.mark.parametrize(
    ("table", "headings", "kept"), [("_WRITTEN_ON", WRITTEN, WRITTEN), ("_OUR_PAPERS", OF_OURS, "")]
)
def test_each_word_of_a_written_day_is_needed(
    table: str, headings: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _kept(headings) == kept.split()
    words, unneeded = getattr(guessing, table), []
    for word in words:
        monkeypatch.setattr(guessing, table, tuple(other for other in words if other != word))
        unneeded += [word] if _kept(headings) == kept.split() else []
    assert unneeded == []


# --- what says nothing, or not yet ---


def test_each_word_of_nothing_is_a_placeholder() -> None:
    said = "无 暂无 没有 空 空白 N/A n/a NA 不适用 未填 未填写 无此项"
    assert [text for text in (*said.split(), *said.lower().split()) if not meaning.is_placeholder(text)] == []


def test_each_word_of_what_is_not_decided_yet_is_one() -> None:
    assert all(map(meaning.is_unfinished, ("待受理", "受理中", "已受理")))


# --- what a title or a 栏目 mentions ---

MENTIONED = {
    "20-1": "某某规范性文件 养犬管理办法 某某实施办法 养犬规定（试行）",
    "20-2": "主要职能 机构设置 领导分工 办公地址",
    "20-3": "某路规划",
    "20-4": "某年统计公报 人口普查 某月统计数据",
    "20-5": "办事指南 某项许可",
    "20-6": "行政处罚公示 行政强制公示 某某处罚决定",
    "20-7": "部门预算 部门决算 某年收支 三公经费",
    "20-8": "行政事业性收费 某项收费标准 收费目录",
    "20-9": "政府采购目录 某某采购合同 某某采购公告",
    "20-10": "重大建设项目 中标公告 招标公告",
    "20-11": "低保公示 救助公示 扶贫公示 教育公示 医疗公示 社会保障 就业公示 养老公示",
    "20-12": "突发事件 预警信息 防汛通知 应急预案",
    "20-13": "环境保护 食品抽检 药品抽检 安全生产 公共卫生",
    "20-14": "某年招考 某年招录 招聘公务员 录用公示",
}


def _category(title: str) -> str:
    found = meaning.release_category(iter([title]))
    return found.value if found else ""


def test_each_word_of_a_category_is_needed() -> None:
    titles = {title: code for code, row in MENTIONED.items() for title in row.split()}
    assert {title: _category(title) for title in titles} == titles
    rows = cast("MutableMapping[str, str]", import_words.CATEGORY_SUBJECTS)
    assert (
        unneeded_words(rows, _category, titles, concerned=lambda word, title: word in title, forget=lambda: None) == []
    )
    strange = (
        "工作动态 决心书 算法介绍 采访 合同范本 处分 强身健体 收据 标语 聘书 公务用车 案例 发布会 报警电话 汛 急诊 "
        "公报 数据 "
        "划拨 建设 环卫 食堂 药店 生产 卫生 保安 助餐 贫困 育儿 疗养 社会 业主 老人 行政 指南 能力 机构 分工 地址 "
        "规范 管理 "
        "办法 实施 规定"
    )
    assert [title for title in strange.split() if _category(title)] == []


# --- what asks, counts and tells where ---


@pytest.mark.parametrize(
    ("said", "code"),
    [("处罚", "penalty"), ("许可", "licence"), ("强制", "coercive_measure")],
)
def test_a_heading_of_a_count_says_of_what(said: str, code: str) -> None:
    for heading in f"{said} 数 数量 量 件数 宗数 办件量 决定数 决定数量".split():
        counted = heading if heading == said else said + heading
        for name in (counted, f"行政{counted}"):
            target = meant("tallies", name)
            assert target.column is not None, name
            assert (target.column.name, target.given and target.given[1].value) == ("quantity", code), name


def test_the_count_of_fines_in_plain_words() -> None:
    target = meant("tallies", "罚了几起")
    assert (target.column and target.column.name, target.given and target.given[1].value) == ("quantity", "penalty")


@pytest.mark.parametrize("before", ["一审", "原审", "初审", "原案"])
def test_the_number_of_the_suit_before_stands_beside_the_number(before: str) -> None:
    words = _all_words(cast("Hashable", RECORD_TYPES["litigation"]))
    beside = words.beside(replace(meant("litigation", "案号"), name=f"{before}案号"))
    assert beside is not None
    assert beside.name == "original_case"


STANDS = [
    heading
    for register, column, *headings in map(str.split, (DATA / "headings.txt").read_text(encoding="utf-8").splitlines())
    if (register, column) == ("requests", "x")
    for heading in headings
    if heading.endswith(("状态", "环节", "进度", "阶段")) and "预警" not in heading
]
"""Headings of platforms for where a request stands, of those that are not kept."""


@pytest.mark.parametrize("heading", STANDS)
def test_a_result_told_only_by_where_a_request_stands_is_its_result(heading: str) -> None:
    header = best_header([Row(1, ("申请人", "来件日期", heading))], LEDGERS["requests"], {})
    rows = [Row(2, ("张三", "2024-01-08", "部分公开")), Row(3, ("李四", "2024-01-09", "不予公开"))]
    targets = guessing.guessed(header, rows, LEDGERS["requests"]).targets
    assert [target.taken for target in targets] == [("applicant",), ("arrived_on",), ("outcome",)]
    assert not targets[2].is_certain, "which ground of refusal a person has to say"
    rows[1] = Row(3, ("李四", "2024-01-09", "予以公开"))
    assert guessing.guessed(header, rows, LEDGERS["requests"]).targets[2].is_certain
    (_, _, ignored) = guessing.guessed(header, [Row(2, ("张三", "2024-01-08", "转办"))], LEDGERS["requests"]).targets
    assert ignored.is_ignored


# --- what was heard ---


def test_each_wording_that_was_heard_says_its_value() -> None:
    told = {
        (kind, code, text): meaning.meaning_of(term_of(kind), text)
        for (kind, code), texts in HEARD_SAID.items()
        for text in texts
    }
    assert [one for one, meant in told.items() if meant.term != one[1]] == [("Judgment", "claims_rejected", "驳回")]


OURSELVES = "我街道 本街道 我镇 本镇 我乡 本乡 我局 本局 我单位 本单位 我办 本办 我机关 我们"


def _not_ours() -> list[str]:
    """Return what an office calls itself where 「不在…」 says that the matter is another's."""
    meaning.meaning_of.cache_clear()
    meaning._meaning_of.cache_clear()
    said = {one: meaning.meaning_of(term_of("Outcome"), f"不在{one}") for one in OURSELVES.split()}
    return [one for one, told in said.items() if told.is_certain and told.term == "not_held"]


def test_each_name_an_office_gives_itself_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _not_ours() == OURSELVES.split()
    words, unneeded = meaning._OURSELVES.pattern.split("|"), []
    for word in words:
        monkeypatch.setattr(meaning, "_OURSELVES", re.compile("|".join(other for other in words if other != word)))
        unneeded += [word] if _not_ours() == OURSELVES.split() else []
    monkeypatch.undo()
    assert (_not_ours(), unneeded) == (OURSELVES.split(), [])


BY_WHATEVER = "邮寄 邮件 信函 信件 来信 书面 书面申请 纸质 线下 线上 线下申请 线上申请"


def _told_behind() -> dict[str, object]:
    meaning.meaning_of.cache_clear()
    meaning._meaning_of.cache_clear()
    behind = {"EMS": "registered_mail", "平信": "ordinary_mail", "微信小程序": "internet", "窗口递交": "counter"}
    texts = {f"{word}（{how}）": channel for word in BY_WHATEVER.split() for how, channel in behind.items()}
    said = {text: meaning.meaning_of(term_of("Channel"), text) for text in texts}
    return {
        text: said[text] for text, code in texts.items() if (said[text].term, said[text].is_certain) != (code, True)
    }


def test_each_rough_word_for_a_channel_leaves_it_to_the_text_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """「书面（窗口递交）」 was handed in at the counter."""
    assert _told_behind() == {}
    words, unneeded = meaning._ROUGHLY, []
    for word in words:
        monkeypatch.setattr(meaning, "_ROUGHLY", words - {word})
        unneeded += [word] if not _told_behind() else []
    monkeypatch.undo()
    assert (_told_behind(), unneeded) == ({}, [])


OF_OTHERS = (
    "经办领导 签发人员 审批人员 批示人员 审签人员 批准人员 审核人员 复核人员 校对人员 录入人员 "
    "登记人员 发布人员 填报人员 制表人员"
)


def _handlers() -> list[str]:
    requests = RECORD_TYPES["requests"]
    found = {heading: _spoken_of(heading, ["张某某", "李某某"], requests) for heading in OF_OTHERS.split()}
    return [heading for heading, column in found.items() if column is not None]


def test_each_word_for_somebody_else_keeps_a_heading_from_the_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _handlers() == []
    words, unneeded = guessing._OTHER_PEOPLE, []
    for word in words:
        monkeypatch.setattr(guessing, "_OTHER_PEOPLE", tuple(other for other in words if other != word))
        unneeded += [word] if not _handlers() else []
    assert unneeded == []
