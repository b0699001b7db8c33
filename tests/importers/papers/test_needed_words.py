"""Every word by which papers that come in are understood is needed by what somebody printed or wrote on one.

``labels.txt`` holds the labels of forms, notices and pages of websites as they are printed: a line for each column of a
register, 「-」 for what stands beside and means nothing to us.
"""

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

import pytest

from disclosure import paper_words
from disclosure.paper_words import LABELS, TITLES, PaperKind
from disclosure.terms import RetrievalForm
from importers.ledgers.meaning import meaning_of
from importers.papers import applications, releases, sheet, values
from importers.papers.found import Gathering
from importers.papers.sheet import Line, key, kind_of_title
from tests.needed import found, unneeded, unneeded_words

LABELLED = {
    (PaperKind(register), label): "" if column == "-" else column
    for register, column, *labels in map(
        str.split, (Path(__file__).parents[2] / "data" / "labels.txt").read_text(encoding="utf-8").splitlines()
    )
    for label in labels
}
TITLED = {
    PaperKind.SUIT: "某区人民法院应诉通知书 某市中级人民法院传票 某区人民法院行政判决书 行政裁定书 行政赔偿判决书 "
    "举证通知书 开庭通知书 行政起诉状 出庭通知书 行政上诉状 行政调解书",
    PaperKind.REVIEW: "某区人民政府行政复议答复通知书 提出行政复议答复通知书 提出答复通知书 行政复议申请受理通知书 "
    "行政复议受理通知书 受理通知书 行政复议决定书 复议决定书 行政复议终止决定书 行政复议终止通知书 行政复议调解书 "
    "驳回行政复议申请决定书 不予受理行政复议申请决定书 行政复议申请书 行政复议申请书副本",
    PaperKind.APPLICATION: "某街道政府信息公开申请表 政府信息公开申请书 政府信息公开申请 信息公开申请登记表 "
    "申请公开政府信息登记表 依申请公开申请单 政府信息公开申请表（公民） 公开申请表（公民） 公开申请表（个人） "
    "公开申请表（法人/其他组织） 依申请公开 政府信息公开申请单",
}


def _column(example: tuple[PaperKind, str]) -> tuple[str | None, bool]:
    """What a label leads to, and whether it stands in the table."""
    kind, label = example
    return sheet._column_named(label, kind), key(label) in sheet._labels(kind)


def _forget() -> None:
    sheet._column_named.cache_clear()
    sheet._labels.cache_clear()


def test_each_label_leads_to_its_column() -> None:
    assert {one: found for one in LABELLED if (found := _column(one)[0]) != LABELLED[one]} == {}


@pytest.mark.parametrize("kind", LABELS)
def test_each_label_of_the_table_is_one_that_is_printed(kind: PaperKind) -> None:
    examples = [one for one in LABELLED if one[0] is kind]
    rows = cast("MutableMapping[str, str]", LABELS[kind])
    assert unneeded_words(rows, _column, examples, concerned=lambda word, one: word == one[1], forget=_forget) == []


def test_each_title_of_the_table_is_one_that_is_printed() -> None:
    titles = {title: kind for kind, row in TITLED.items() for title in row.split()}
    assert {title: kind_of_title(title) for title in titles} == titles
    rows = cast("MutableMapping[str, str]", paper_words.TITLES)
    without = unneeded_words(
        rows, kind_of_title, titles, concerned=lambda word, title: title.endswith(word), forget=lambda: None
    )
    assert without == []
    assert set(TITLES) == set(TITLED)


# --- what is chosen, decided, titled and closed ---

CHOSEN = {
    "email": "电子版 电子文档 电子件 扫描件 发邮箱 E-mail 发邮件 电子文本 网上下载 网络传送",
    "disc": "光盘 磁盘 U盘",
    "paper": "纸面 纸质 书面 复印件 纸张 纸版 邮寄 快递 信函 挂号",
    "inspection": "自行领取 当面领取 当场阅读 查阅 抄录 现场领取",
    "other": "传真 口头",
}


def test_each_word_of_a_form_of_retrieval_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {text: code for code, row in CHOSEN.items() for text in row.split()}
    assert {text: values.retrieval(text) for text in chosen} == chosen
    without = []
    for place, (code, row) in enumerate(paper_words.RETRIEVALS):
        for word in row.split():
            less = (code, " ".join(other for other in row.split() if other != word))
            monkeypatch.setattr(
                values, "RETRIEVALS", (*paper_words.RETRIEVALS[:place], less, *paper_words.RETRIEVALS[place + 1 :])
            )
            without += [word] if all(values.retrieval(text) == chosen[text] for text in chosen) else []
    assert without == []


def test_a_form_of_retrieval_means_on_a_paper_what_it_means_in_a_ledger() -> None:
    printed = [text for row in CHOSEN.values() for text in row.split()]
    in_a_ledger = {text: str(said.term) for text in printed if (said := meaning_of(RetrievalForm, text)).is_certain}
    assert len(in_a_ledger) > len(printed) / 2
    assert {text: values.retrieval(text) for text in in_a_ledger} == in_a_ledger


def test_each_half_of_a_form_is_known_by_what_is_printed() -> None:
    printed = {
        "natural_person": "公民 自然人 个人 公民个人 公民信息",
        "": "法人或者其他组织 法人/其他组织 法人或其他组织 法人 "
        "单位 其他组织 法人和其他组织 法人、其他组织 法人及其他组织",
    }
    halves = {key(text): kind for kind, row in printed.items() for text in row.split()}
    assert {text: sheet._halves().get(text) for text in halves} == halves


CALLED = {
    "党政机关公文处理工作条例第八条": "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 复函 纪要",
    "行政法规制定程序条例第五条、规章制定程序条例第七条": "条例 规定 办法 细则",
    "政府信息公开条例第十二、二十条": "指南 目录 规划 预算 决算 标准 预案 情况",
    "行政处罚法、行政许可法、江苏省政府信息公开申请办理答复规范": "决定书 通知书 告知书 意见书 建议书 公示",
    "基层政务公开标准目录、信息公开平台栏目": "方案 计划 清单 名单 须知 简介 规则 制度 说明 要点 总结 解读 名录 流程",
}
"""How the law, the standards and the columns of platforms call what an office makes and publishes."""


def test_a_title_ends_as_the_law_calls_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A title of two lines that ended in 请示, 议案 or 条例 was cut after its first line."""

    def titled(ending: str) -> bool:
        """Whether a line with this ending ends a title that began in the line above."""
        found, lines = Gathering(), (Line("关于示例路整治的", "第1行"), Line(f"有关{ending}", "第2行"))
        releases._title(lines, found)
        return found.done()["name"][0].value == f"关于示例路整治的有关{ending}"

    called = [word for row in CALLED.values() for word in row.split()]
    assert [ending for ending in called if not titled(ending)] == []
    ends, without = paper_words.TITLE_ENDS.split(), []
    for end in ends:
        monkeypatch.setattr(releases, "TITLE_ENDS", " ".join(other for other in ends if other != end))
        without += [end] if all(map(titled, called)) else []
    monkeypatch.undo()
    assert without == []
    lower = (
        "证书 秘书 路书 图书 条约 大约 认知 条件 事件 条理 代理 表态 动态 告白 办事 测定 计算 起草 题记 笔画 讲义 "
        "说法 清洁 条目"
    )
    assert [ending for ending in lower.split() if titled(ending)] == []


def test_each_closing_word_ends_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    closings = ["此致", "特此申请", "敬礼", "谢谢", "以上请予提供", "盼复", "请依法办理", "望早日答复"]

    def read(closing: str) -> str:
        return applications._below((Line("示例路的规划", "第1行"), Line(closing, "第2行")), 0)

    assert {closing: read(closing) for closing in closings} == dict.fromkeys(closings, "示例路的规划")
    words, without = paper_words.CLOSINGS.split(), []
    for word in words:
        monkeypatch.setattr(applications, "CLOSINGS", " ".join(other for other in words if other != word))
        without += [word] if all(read(closing) == "示例路的规划" for closing in closings) else []
    monkeypatch.undo()
    assert without == []
    onwards = (
        "此路的规划 特别是公示牌 致函 敬老院的账目 礼堂的图纸 谢某某的补偿 以前的批复 上年的账目 复函 请示 "
        "依法征收的公告"
    )
    assert [line for line in onwards.split() if read(line) != f"示例路的规划\n{line}"] == []


SAID = {
    "JUDGMENTS": {
        "withdrawn": ["⟦准许原告撤诉⟧", "⟦准许原告张某某撤回起诉⟧", "⟦按原告自动撤诉处理⟧", "⟦按撤诉处理⟧"],
        "suit_dismissed": ["⟦驳回原告的起诉⟧", "驳回公开起诉"],
        "claims_rejected": ["⟦驳回原告的诉讼请求⟧"],
        "not_filed": ["⟦不予立案⟧"],
        "terminated": ["⟦终结诉讼⟧", "⟦终结审理⟧", "⟦终结本案⟧"],
        "changed": ["⟦变更答复为⟧公开", "⟦变更原行政决定⟧"],
        "declared_void": ["⟦确认答复无效⟧"],
        "declared_unlawful": ["⟦确认答复违法⟧"],
        "revoked": ["⟦撤销⟧答复"],
        "ordered_to_act": [
            *(
                "⟦责令⟧",
                "⟦限被告十五日内重新答复⟧",
                "⟦限十五日内履行⟧职责",
                "⟦限十五日内予以公开⟧",
                "⟦限三日内依法履行⟧",
            ),
        ],
    },
    "DECISIONS": {
        "not_accepted": ["⟦不予受理⟧"],
        "application_dismissed": ["⟦驳回申请人的行政复议申请⟧"],
        "request_rejected": ["⟦驳回申请人的复议请求⟧"],
        "terminated": ["⟦终止⟧复议"],
        "settled": ["经⟦调解⟧"],
        "upheld": ["⟦维持⟧答复"],
        "changed": ["⟦变更⟧答复"],
        "declared_void": ["⟦确认答复无效⟧"],
        "declared_unlawful": ["⟦确认答复违法⟧"],
        "revoked": ["⟦撤销⟧答复"],
        "ordered_to_act": [
            *("⟦责令⟧", "⟦限被告十五日内重新答复⟧", "⟦限十五日内履行⟧职责", "⟦限十五日内予以公开⟧"),
        ],
    },
}
"""What a judgment or a decision says, and what of it tells the result between ⟦ and ⟧."""


@pytest.mark.parametrize(("table", "code"), [(table, code) for table, rows in SAID.items() for code in rows])
def test_each_operative_word_is_needed(table: str, code: str) -> None:
    pattern = re.compile("|".join(getattr(paper_words, table)[code].split()))
    texts = SAID[table][code]
    plain = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in texts]
    assert [found(pattern, text) for text in plain] == texts
    assert unneeded(pattern, plain) == []
    assert set(SAID[table]) == set(getattr(paper_words, table))
