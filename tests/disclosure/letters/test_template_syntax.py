"""A template of the office's own is refused with the line at fault, or does what it says."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.errors import UnreadableValueError
from disclosure.letters.fields import FIELDS
from disclosure.letters.filling import fill
from disclosure.letters.source import LetterSource
from disclosure.letters.template_syntax import LetterTemplate, TemplateError, by_code, parse_template
from disclosure.letters.values import Form, Head, Letter, Line, NewPage, Right
from tests.letters_factory import office, request

HEAD = "序号：1\n代码：test\n名称：测试\n标题：测试告知书\n依据：条例第三十条\n用途：测试\n文号：不要\n主送：申请人\n"


def parsed(body: str, head: str = HEAD) -> LetterTemplate:
    """A template with this body."""
    return parse_template(f"{head}---\n{body}\n", FIELDS, "测试")


def letter(body: str, head: str = HEAD, **typed: str) -> Letter:
    """The letter such a template makes of the invented request."""
    source = LetterSource(profile=office(), dated_on=date(2024, 3, 8), request=request(), typed=typed)
    return fill(parsed(body, head), source)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("序号：1\n标题：甲", "没有“---”一行"),
        (HEAD + "---\n", "没有正文"),
        (HEAD + "颜色：红\n---\n甲", "第 9 行“颜色：红”"),
        (HEAD + "标题：乙\n---\n甲", "第 9 行重复写了“标题”"),
        (HEAD.replace("标题：测试告知书\n", "") + "---\n甲", "缺少“标题：”"),
        (HEAD.replace("序号：1", "序号：一") + "---\n甲", "“序号：一”应为数字"),
        (HEAD + "步骤：跳舞\n---\n甲", "第 9 行不认识“跳舞”"),
        (HEAD + "填写：只有名称\n---\n甲", "第 9 行应写成“填写：字段｜文字"),
        (HEAD + "填写：甲｜图片\n---\n甲", "第 9 行不认识“图片”"),
        (HEAD + "---\n收到{申请人姓名}的申请", "第 10 行有不认识的字段“申请人姓名”"),
        (HEAD + "---\n收到{申请人的申请", "第 10 行的花括号没有成对"),
        (HEAD + "---\n？没有冒号", "第 10 行的条件应写成"),
        (HEAD + "---\n？没有这个：甲", "不认识的字段“没有这个”"),
        (HEAD + "---\n|: 宽 窄\n| 甲 | 乙", "第 10 行的列宽应写成数字"),
    ],
)
def test_a_broken_template_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(TemplateError) as refusal:
        parse_template(text, FIELDS, "测试")
    assert "文书模板“测试”" in str(refusal.value)
    assert sentence in str(refusal.value)


def test_a_row_longer_than_its_table_is_refused() -> None:
    with pytest.raises(TemplateError, match="第 11 行有 3 格"):
        letter("|: 1 1\n| 甲 | 乙 | 丙")


def test_two_templates_of_one_code_are_refused() -> None:
    with pytest.raises(TemplateError, match="代码相同"):
        by_code([parsed("甲"), parsed("乙")])


def test_a_blank_field_is_marked_and_named() -> None:
    made = letter("补正事项：{补正告知日期}")
    assert made.missing == ("补正告知日期",)
    assert made.blocks == (Line("补正事项：【补正告知日期】"),)


def test_a_field_that_may_be_blank_leaves_room_or_nothing() -> None:
    made = letter("经办：{代理人？}\n甲（{补正告知文号？}）乙")
    assert made.missing == ()
    assert made.blocks == (Line("经办：＿＿＿＿＿＿"), Line("甲乙"))


def test_conditions_are_decided_by_the_field() -> None:
    made = letter("？承办人：有{承办人}\n！承办人：没有\n?代理人:有代理人\n!代理人:没有代理人")
    assert [block for block in made.blocks if isinstance(block, Line)] == [Line("有王某某"), Line("没有代理人")]


def test_every_kind_of_line_becomes_its_block() -> None:
    made = letter("# 一、甲\n＃＃ （一）乙\n> 丙\n< 丁\n~\n===\n戊")
    kinds = [type(block).__name__ for block in made.blocks]
    assert kinds == ["Head", "Head", "Right", "Line", "Blank", "NewPage", "Line"]
    assert made.blocks[:4] == (Head("一、甲"), Head("（一）乙", 2), Right("丙", 2), Line("丁", 0))
    assert isinstance(made.blocks[5], NewPage)


def test_lines_of_a_field_become_paragraphs() -> None:
    made = letter("{事项}", HEAD + "填写：事项｜多行\n", 事项="1. 甲。\n\n2. 乙。")
    assert made.blocks == (Line("1. 甲。"), Line("2. 乙。"))


def test_stops_are_not_doubled() -> None:
    made = letter("理由：{事项}。", HEAD + "填写：事项｜多行\n", 事项="已经说明。")
    assert made.blocks == (Line("理由：已经说明。"),)


def test_cells_are_merged_to_the_left_and_above() -> None:
    form = letter("|: 1 2 3\n|! 甲 | 乙 | 丙\n| *丁 | 戊 | <\n| ^ | 己 | 庚").blocks[0]
    assert isinstance(form, Form)
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in form.cells}
    assert form.head_rows == 1
    assert spans["丁"] == (1, 0, 2, 1)
    assert spans["戊"] == (1, 1, 1, 2)
    assert spans["庚"] == (2, 2, 1, 1)
    assert [cell.text for cell in form.cells if cell.is_label] == ["甲", "乙", "丙", "丁"]


def test_a_list_row_stands_once_for_every_line() -> None:
    head = HEAD + "填写：清单｜多行\n"
    form = letter("|: 1 4\n|! 序号 | 名称\n|* {清单？}", head, 清单="1｜申请表\n2｜证明｜复印件").blocks[0]
    assert isinstance(form, Form)
    assert [cell.text for cell in form.cells] == ["序号", "名称", "1", "申请表", "2", "证明，复印件"]
    empty = letter("|: 1 4\n|! 序号 | 名称\n|* {清单？}", head).blocks[0]
    assert isinstance(empty, Form)
    assert empty.rows == 2


def test_a_cell_nobody_typed_takes_what_stands_behind_the_list() -> None:
    """部分公开告知书 went out with its column 依据和理由 empty (条例第三十七条)."""
    head = HEAD + "填写：清单｜多行\n填写：理由｜文字\n"
    body = "|: 1 1\n|! 内容 | 依据和理由\n|* {清单} | {理由}"
    form = letter(body, head, 清单="第一页\n第二页｜另有理由\n第三页｜", 理由="保护第三方合法权益").blocks[0]
    assert isinstance(form, Form)
    typed = [cell.text for cell in form.cells if cell.row]
    assert typed == ["第一页", "保护第三方合法权益", "第二页", "另有理由", "第三页", "保护第三方合法权益"]


def test_a_hint_is_told_to_its_end() -> None:
    """「一处一行：内容｜依据和理由」 was cut at its own ｜, and nobody knew how the reasons are typed."""
    assert parsed("{清单}", HEAD + "填写：清单｜多行｜｜一行一处：内容｜理由\n").typed[0].hint == "一行一处：内容｜理由"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("日期", "2024/3/9", "2024年3月9日"),
        ("数字", "２０", "20"),
        ("金额", "1,200元", "1200"),
        ("理由", "6.属于四类过程性信息；属于国家秘密", "属于四类过程性信息、属于国家秘密"),
    ],
)
def test_typed_fields_are_said_as_letters_say_them(kind: str, text: str, words: str) -> None:
    assert letter("{甲}", HEAD + f"填写：甲｜{kind}\n", 甲=text).blocks == (Line(words),)


@pytest.mark.parametrize(("kind", "text"), [("日期", "明天"), ("数字", "很多"), ("金额", "免费"), ("理由", "不想公开")])
def test_a_field_that_is_not_what_it_should_be_is_refused_by_name(kind: str, text: str) -> None:
    with pytest.raises(UnreadableValueError, match="“甲”："):
        letter("{甲}", HEAD + f"填写：甲｜{kind}\n", 甲=text)


def test_a_typed_field_takes_what_the_record_knows() -> None:
    head = HEAD + "填写：承办人｜文字\n填写：备注说明｜文字｜默认说明\n"
    assert letter("{承办人}{备注说明}", head).blocks == (Line("王某某默认说明"),)
    assert letter("{承办人}", head, 承办人="赵某某").blocks == (Line("赵某某"),)


def test_what_must_be_typed_is_known_beforehand() -> None:
    template = parsed("{甲}{乙？}\n？丙：{丙}", HEAD + "填写：甲｜文字\n填写：乙｜文字\n填写：丙｜文字\n")
    assert template.required == {"甲"}


def test_an_office_or_receiver_without_a_name_is_missing() -> None:
    template = parsed("甲", HEAD.replace("主送：申请人", "主送：第三方"))
    source = LetterSource(profile=office(name=""), dated_on=date(2024, 3, 8), request=request())
    made = fill(template, source)
    assert set(made.missing) == {"第三方", "机关全称"}
    assert (made.addressee, made.signature) == ("【第三方】", "【机关全称】")


def test_a_new_width_line_begins_a_new_table_and_blank_lines_say_nothing() -> None:
    made = letter("\n|: 1 1\n| 甲 | 乙\n\n|: 1\n| 丙\n", "\n" + HEAD)
    assert [len(block.widths) for block in made.blocks if isinstance(block, Form)] == [2, 1]


def test_a_letter_without_a_request_has_nothing_to_say_of_it() -> None:
    template = parsed("{受理情况？}{答复期限？}{申请渠道？}{复议申请人？}", HEAD.replace("主送：申请人", "主送：无"))
    made = fill(template, LetterSource(profile=office(), dated_on=date(2024, 3, 8)))
    assert made.missing == ()
    assert isinstance(made.blocks[0], Line)
    assert set(made.blocks[0].text) == {"＿"}


def test_a_provisional_due_date_says_so() -> None:
    source = LetterSource(profile=office(), dated_on=date(2024, 3, 8), request=request(), due_on=date(2027, 1, 4))
    assert fill(parsed("{答复期限}"), source).blocks == (Line("2027年1月4日"),)
    provisional = replace(source, is_due_provisional=True)
    assert fill(parsed("{答复期限}"), provisional).blocks == (Line("2027年1月4日（暂定）"),)
