"""The words a ledger may use: each names something of ours, and one thing only."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import pytest
from rapidfuzz.distance import Hamming, Levenshtein

from disclosure import import_words, outcomes, terms
from disclosure.column_kinds import columns_by_name
from disclosure.import_words import APPLICANT_NAMES, CATEGORY_SUBJECTS, HEADINGS, NO, SLIPS, VALUES, YES
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, RECORD_TYPES
from disclosure.term_base import Term, fold
from disclosure.terms import Channel, DisputeResult, Judgment, ReviewDecision
from importers.ledgers.meaning import meaning_of, put_right

TERMS = {
    name: term
    for module in (terms, outcomes)
    for name, term in vars(module).items()
    if isinstance(term, type) and issubclass(term, Term) and term is not Term
}


def test_every_heading_belongs_to_a_column() -> None:
    strange = [
        f"{register}.{name}"
        for register, words in HEADINGS.items()
        for name in words
        if register not in RECORD_TYPES or name not in columns_by_name(RECORD_TYPES[register])
    ]
    assert strange == []


def test_every_wording_belongs_to_a_term() -> None:
    strange = [
        f"{name}.{code}"
        for name, words in VALUES.items()
        for code in words
        if name not in TERMS or code not in {member.value for member in TERMS[name]}
    ]
    assert strange == []


@pytest.mark.parametrize("term", [TERMS[name] for name in VALUES], ids=str)
def test_a_wording_means_one_value(term: type[Term]) -> None:
    meant = defaultdict(set)
    for member in term:
        for word in (member.label, member.plain_label, *member.aliases):
            meant[fold(word)].add(member.name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


def test_yes_is_not_no() -> None:
    assert not YES & NO


def test_a_word_of_the_table_is_understood() -> None:
    assert Channel.named("邮寄(签收)") is Channel.REGISTERED_MAIL


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("某某律师事务所", "legal_service"),
        ("测试法律援助中心", "legal_service"),
        ("测试地质研究所", "research_institute"),
        ("测试爱心基金会", "charity"),
        ("测试建材有限公司", "company"),
        ("甲村村委会", "other"),
        ("测试中学", "other"),
    ],
)
def test_the_end_of_a_name_tells_what_kind_of_applicant_it_is(name: str, kind: str) -> None:
    fitting = [code for code, ends in APPLICANT_NAMES.items() if name.endswith(tuple(ends.split()))]
    assert fitting[0] == kind


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("2024年部门预算", "20-7"),
        ("办公设备采购公告", "20-9"),
        ("行政处罚决定书公示", "20-6"),
        ("收费目录清单", "20-8"),
        ("招聘公务员公告", "20-14"),
        ("防汛应急预案", "20-12"),
        ("人口普查数据", "20-4"),
        ("十四五规划", "20-3"),
        ("道路工程招标结果", "20-10"),
        ("食品抽检结果", "20-13"),
        ("低保对象名单", "20-11"),
        ("办事指南", "20-5"),
        ("领导分工", "20-2"),
        ("垃圾分类管理办法", "20-1"),
    ],
)
def test_a_title_suggests_the_item_of_article_20(title: str, category: str) -> None:
    suggested = [code for code, words in CATEGORY_SUBJECTS.items() if any(word in title for word in words.split())]
    assert suggested[0] == category


@pytest.mark.parametrize("term", [ReviewDecision, Judgment])
def test_a_result_told_by_its_detail_is_the_result_of_that_detail(term: type[ReviewDecision] | type[Judgment]) -> None:
    """Columns called 复议结果 hold 撤销 and 确认违法: the word must count as the detail of that word does."""
    told = {detail: DisputeResult.named(word) for detail in term for word in (detail.label, *detail.aliases)}
    assert {detail: result for detail, result in told.items() if result not in (None, detail.result)} == {}


BY_COLUMN = ("ASKING", "OPPOSITE", "BARE", "BESIDE", "LIKELY_HEADINGS", "SPOKEN_OF")


@pytest.mark.parametrize("table", BY_COLUMN)
def test_what_headings_say_is_said_of_columns_that_are_there(table: str) -> None:
    for register, row in getattr(import_words, table).items():
        assert set(row) <= set(columns_by_name(LEDGERS[register])), register


def test_what_a_heading_stands_beside_and_what_it_asks_are_known() -> None:
    asked = {one for row in import_words.ASKING.values() for aspect, _ in row.values() for one in aspect.split()}
    assert asked == {*import_words.ASPECTS, "whether"}
    for register, row in (*import_words.BARE.items(), *import_words.BESIDE.items()):
        names = set(columns_by_name(LEDGERS[register]))
        beside = [
            (said if register == "litigation" and name == "original_case" else others).split()
            for name, (said, others) in row.items()
        ]
        assert {one for each in beside for one in each} <= names, register
    every = {name for record_type in LEDGERS.values() for name in columns_by_name(record_type)}
    assert {*import_words.ABSENT, *import_words.ANSWERS} <= every
    for register, words in import_words.HEADINGS_WITH_A_VALUE.items():
        known = columns_by_name(LEDGERS[register])
        for number, kind, code in set(words.values()):
            term = known[kind].term
            assert number in known, register
            assert term is not None, kind
            assert code in {member.value for member in term}, code


@pytest.mark.parametrize(
    "told", ["{}", "{}数", "{}数量", "{}量", "{}件数", "{}宗数", "{}办件量", "{}决定数", "{}决定数量"]
)
@pytest.mark.parametrize(("act", "code"), [("处罚", "penalty"), ("许可", "licence"), ("强制", "coercive_measure")])
def test_a_count_of_administrative_acts_says_of_which(told: str, act: str, code: str) -> None:
    known = import_words.HEADINGS_WITH_A_VALUE["tallies"]
    assert known[told.format(act)] == known["行政" + told.format(act)] == ("quantity", "kind", code)


@pytest.mark.parametrize("table", ["VALUES", "LIKELY_VALUES", "SIGNS", "SIGNS_WITHIN"])
def test_what_words_mean_is_a_term_that_is_there(table: str) -> None:
    marks = {"", "+", "-", "!", "~", ">"}  # of no term, of all that grant or refuse
    for name, row in getattr(import_words, table).items():
        assert set(row) <= {member.value for member in TERMS[name]} | marks, name
    within = [(TERMS[name], sign) for name, row in import_words.SIGNS_WITHIN.items() for sign in row.values()]
    assert all(sign in {member.value for member in term} for term, sign in within)


def texts(value: object) -> Iterator[str]:
    """The lists of words of a table, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, tuple):
        yield from (text for each in value for text in texts(each))


def test_no_word_stands_twice_in_one_list() -> None:
    """One of the two could be lost, or be another word that was meant, and nobody would see."""
    lists = [
        (name, text) for name in vars(import_words) if name.isupper() for text in texts(getattr(import_words, name))
    ]
    twice = [(name, word) for name, text in lists for word, count in Counter(text.split()).items() if count > 1]
    assert twice == []


def test_a_slip_of_the_pen_takes_one_sign_for_another_or_one_too_many_or_swaps_two() -> None:
    """A word with a sign less would be found in half of what offices write."""
    for meant, slips in SLIPS.items():
        for slip in slips.split():
            swapped = sorted(meant) == sorted(slip) and Hamming.distance(meant, slip) == 2
            assert swapped or Levenshtein.distance(meant, slip) == 1, (meant, slip)
            assert len(slip) >= len(meant), (meant, slip)


WRITTEN = """
部份公开=部分公开 给于答复=给予答复 予与公开=予以公开 予于公开=予以公开 于以公开=予以公开 不于公开=不予公开
准于延期=准予延期 己公开=已公开 巳公开=已公开 己提供=已提供 己办结=已办结 巳办理=已办理 己答复=已答复 巳答复=已答复
己撤回=已撤回 己经送达=已经送达 己受理=已受理 己结案=已结案 己主动公开=已主动公开 末办结=未办结 末答复=未答复
末审结=未审结 末判决=未判决 末补正=未补正 未补证=未补正 末公开=未公开 撒回申请=撤回申请 撒销答复=撤销答复 撒诉=撤诉
撒件=撤件 驳会起诉=驳回起诉 驳加起诉=驳回起诉 维待原判=维持原判 行政复仪=行政复议 重复申青=重复申请 信息申清=信息申请
信仿事项=信访事项 举保投诉=举报投诉 邮计=邮寄 邮奇=邮寄 挂号言=挂号信 自然入=自然人 公名=公民 个人隐思=个人隐私
个人隐秘=个人隐私 商业密秘=商业秘密 国家密秘=国家秘密 过程姓信息=过程性信息 内部事物信息=内部事务信息 不掌屋=不掌握
信息不存再=信息不存在 补证后仍不明确=补正后仍不明确 逾期不补证=逾期不补正 补政材料=补正材料 重覆申请=重复申请
从复申请=重复申请 互连网=互联网 互联往=互联网 电子邮箱件=电子邮件 传直=传真 当而递交=当面递交 确认违发=确认违法
责令覆行=责令履行 责令屡行=责令履行 驳回诉公请求=驳回诉讼请求 行政诉松=行政诉讼 终只复议=终止复议 调节结案=调解结案
区别处理=区分处理
"""
"""What offices wrote, and what they meant."""


def test_what_was_written_with_a_slip_is_read_as_it_was_meant() -> None:
    written = dict(word.split("=") for word in WRITTEN.split())
    assert {word: put_right(word) for word in written} == written
    assert {meant: put_right(meant) for meant in written.values()} == {meant: meant for meant in written.values()}
    slips = {slip for row in SLIPS.values() for slip in row.split()}
    assert {slip for slip in slips if not any(slip in word for word in written)} == set(), "a slip nobody wrote"


CITED = {  # 条例第十四至三十九条: what an answer that cites only the article must be, and what it may be
    "第十五条": (Outcome.THIRD_PARTY_RIGHTS, True),
    "第三十二条": (Outcome.THIRD_PARTY_RIGHTS, True),
    "第十六条第一款": (Outcome.INTERNAL_AFFAIRS, True),
    "第三十七条": (Outcome.PARTLY_GRANTED, True),
    "第三十六条第四项": (Outcome.NOT_HELD, True),
    "第三十六条第五项": (Outcome.NOT_HELD, True),
    "第三十六条第六项": (Outcome.REPEATED, True),
    "第三十六条第七项": (Outcome.REGISTRY_QUERY, True),
    "第三十五条": (Outcome.EXCESSIVE, True),
    "第三十九条第一款": (Outcome.PETITION, True),
    "第三十九条第二款": (Outcome.PUBLICATION, True),
    "第十四条": (Outcome.STATE_SECRET, False),
    "第十六条第二款": (Outcome.DELIBERATIVE_PROCESS, False),
    "第十六条": (Outcome.INTERNAL_AFFAIRS, False),
    "第三十条": (Outcome.CORRECTION_OVERDUE, False),
    "第三十八条": (Outcome.NEEDS_CREATION, False),
    "第三十九条": (Outcome.PETITION, False),
}


@pytest.mark.parametrize("article", CITED)
def test_an_answer_that_names_its_article_alone_is_what_the_article_says(article: str) -> None:
    found = meaning_of(Outcome, f"依据条例{article}")
    assert (found.term, found.is_certain) == CITED[article]
