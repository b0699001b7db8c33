"""Finding personal data: what is found however it is typed, what is left alone, and that plain texts give nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.masking import masked_prose
from disclosure.personal_data import Sort, is_identity_number, personal_data, values_in

IDENTITY, CARD, MOBILE, LANDLINE, EMAIL = Sort.IDENTITY, Sort.CARD, Sort.MOBILE, Sort.LANDLINE, Sort.EMAIL
PASSPORT, CHAT, PLATE = Sort.PASSPORT, Sort.CHAT, Sort.PLATE
SPELLING = str.maketrans("0123456789", "〇一二三四五六七八九")
REPORTS = Path(__file__).parents[1] / "data" / "reports"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(seventeen: str) -> str:
    """Seventeen digits with their control digit (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return seventeen + "10X98765432"[total % 11]


def card(digits: str) -> str:
    """Digits with the last one of Luhn."""
    return next(digits + last for last in "0123456789" if _luhn(digits + last))


def _luhn(number: str) -> bool:
    parts = [divmod(int(digit) * (1 + place % 2), 10) for place, digit in enumerate(reversed(number))]
    return sum(tens + units for tens, units in parts) % 10 == 0


SOMEBODY = identity("11010119000101001")
"""An invented identity number: born on 1 January 1900."""

POSITIVE = [
    (f"身份证号{SOMEBODY}。", IDENTITY),
    (f"身份证号{SOMEBODY[:6]} {SOMEBODY[6:14]} {SOMEBODY[14:]}。", IDENTITY),
    (f"{SOMEBODY[:6]}-{SOMEBODY[6:14]}-{SOMEBODY[14:]}", IDENTITY),
    (" ".join(SOMEBODY), IDENTITY),
    (SOMEBODY.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}), IDENTITY),
    (f"2023 {SOMEBODY}", IDENTITY),
    ("证号11010519491231002x", IDENTITY),
    ("证号11010519491231002Ｘ", IDENTITY),
    ("身份证号110105199001010011，", IDENTITY),  # the control digit would be another
    ("证件号码：110105 19900101 0011", IDENTITY),
    ("老证号110101900101001。", IDENTITY),
    ("老证号110101 900101 001。", IDENTITY),
    (f"已核对营业执照\n{SOMEBODY}", IDENTITY),
    (f"已核对营业执照。{SOMEBODY}", IDENTITY),
    (f"营业执照及其经营者本人持有的{SOMEBODY}", IDENTITY),
    ("手机13800000000", MOBILE),
    ("１３８００００００００", MOBILE),
    ("138 0000 0000", MOBILE),
    ("138-0000-0000", MOBILE),
    ("138—0000—0000", MOBILE),
    ("1380 000 0000", MOBILE),
    ("+86 13800000000", MOBILE),
    ("008613800000000", MOBILE),
    ("0086-138-0000-0000", MOBILE),
    ("138　0000　0000", MOBILE),
    ("1 3 8 0 0 0 0 0 0 0 0", MOBILE),
    ("138000 00000", MOBILE),
    ("138 - 0000 - 0000", MOBILE),
    ("138   0000   0000", MOBILE),
    ("138.0000.0000", MOBILE),
    ("138·0000·0000", MOBILE),
    ("138/0000/0000", MOBILE),
    ("138_0000_0000", MOBILE),
    ("138 00 00 00 00", MOBILE),
    ("电话13 800 000 000。", MOBILE),
    ("1 380 000 0000", MOBILE),
    ("（138）00000000", MOBILE),
    ("(138) 0000-0000", MOBILE),
    ("[138]00000000", MOBILE),
    ("138(0000)0000", MOBILE),
    ("(+86)138 0000 0000", MOBILE),
    ("[0571]88880000", LANDLINE),
    ("0571(88880000)", LANDLINE),
    ("请打138\n00000000说一声", MOBILE),
    ("请打138-\n0000-0000说一声", MOBILE),
    ("请打1380000\n0000说一声", MOBILE),
    ("请打1380000\r\n 0000说一声", MOBILE),
    (f"证号{SOMEBODY[:9]}\n{SOMEBODY[9:]}。", IDENTITY),
    (f"卡号{card('622202000000000000')[:8]}\n{card('622202000000000000')[8:]}", CARD),
    ("座机0571-\n88880000", LANDLINE),
    ("邮箱zhang@\nexample.invalid", EMAIL),
    *((f"138{sign}0000{sign}0000", MOBILE) for sign in "\u2005\u2006\u200c\u200d\u202f\u2060\ufeff\ufe63"),
    (f"{SOMEBODY[:6]} - {SOMEBODY[6:14]} - {SOMEBODY[14:]}", IDENTITY),
    ("+86-10-88880000", LANDLINE),
    ("0086 571 8888 0000", LANDLINE),
    ("86-536-8888000", LANDLINE),
    ("联系电话（办公室）：88880000", LANDLINE),
    ("Tel: 8888-0000", LANDLINE),
    ("宅电88880000", LANDLINE),
    ("0571-88880000", LANDLINE),
    ("（0571）88880000", LANDLINE),
    ("010 88880000", LANDLINE),
    ("057188880000", LANDLINE),
    ("０５１７－８８８８０００", LANDLINE),
    ("联系电话：88880000", LANDLINE),
    ("致电8888000咨询", LANDLINE),
    ("zhang@example.invalid", EMAIL),
    ("ZHANG＠example．invalid", EMAIL),
    ("zhang @ example.invalid", EMAIL),
    ("Tel.13800000000", MOBILE),
    ("电话13800000000.2024年1月来电", MOBILE),
    ("Tel.0571-88880000", LANDLINE),
    ("电话-0571-88880000", LANDLINE),
    ("+86-0571-88880000", LANDLINE),
    ("86-0571-88880000.2024年", LANDLINE),
    ("Tel.+86-571-88880000", LANDLINE),
    ("手机一三八〇〇〇〇〇〇〇〇", MOBILE),
    ("壹叁捌 零零零零 零零零零", MOBILE),
    ("三号楼13800000000", MOBILE),
    ("幺三八〇〇〇〇〇〇〇〇转告", MOBILE),
    ("区号〇五七一八八八八〇〇〇〇", LANDLINE),
    (f"身份证号{SOMEBODY.translate(SPELLING)}", IDENTITY),
    ("zhang[at]example.invalid", EMAIL),
    ("zhang（at）example（dot）invalid", EMAIL),
    ("ZHANG 【AT】 example.invalid", EMAIL),
    ("护照号码：E12345678", PASSPORT),
    ("持护照EA1234567入境", PASSPORT),
    ("港澳通行证C12345678", PASSPORT),
    ("台胞证号：12345678", PASSPORT),
    ("QQ：12345", CHAT),
    ("加我qq号1234567890", CHAT),
    ("ＱＱ１２３４５６７８", CHAT),
    ("微信号：zhang_san-123", CHAT),
    ("微信：zhangsan123", CHAT),
    ("车牌苏A12345", PLATE),
    ("京Ａ·１２３４５", PLATE),
    ("粤BD12345，", PLATE),
    ("粤B8K5M2", PLATE),  # few figures: letters stand for the others
    ("车主的闽Ａ·８ＡＡＢＢ", PLATE),
    ("闽A1234挂", PLATE),
    ("粤Z·A123港", PLATE),
    ("闽a12345", PLATE),
    ("车牌闽ａ·12345", PLATE),
    ("苏aD12345", PLATE),
    ("京b1234c", PLATE),
    ("QQ一二三四五", CHAT),
    ("我的ｑｑ号是八八七六五四", CHAT),
    ("加微信abc123", CHAT),
    ("加我的微信zhangsan", CHAT),
    ("微信zhang_san1", CHAT),
    ("vx：zhang123", CHAT),
    ("联系他ＷＸ zhang_1", CHAT),
    (card("622202000000000000"), CARD),
    (" ".join(card("622202000000000")[at : at + 4] for at in (0, 4, 8, 12)), CARD),
]
NEGATIVE = [
    "国办公开办函〔2021〕30号",
    "编号110105194912310021。",
    "共13 800 000 000元",
    "15 120 300 450 600",
    "全年收到\n138\n0000\n0000件",
    "渝府办〔2021〕150（2023）123号",
    "统一社会信用代码11330106002512345X",
    "统一社会信用代码：" + identity("11330119001231001"),
    "统一社会信用代码证件号码：" + identity("11330119001231001"),
    "注册号110101900101001",
    "索引号11330106002512345X/2023-00012",
    "2023年1月1日至2023年12月31日",
    "2023-01-01 2023-12-31",
    "收入13812345678元",
    "1.13800000000",
    "13800000000.5",
    "13800000000.50，",
    "2023-0571-88880000",
    "138.0000.0000.1",
    "公告〔2021〕8610-1234",
    "86-10-8888",
    "第138号、第0000号",
    "12345政务服务便民热线",
    "拨打110、119、120",
    "4008001234",
    "邮编223100",
    "占比33.9%，其中5条、3条",
    "0 0 1 3 8 0 0 0 0 0 0 0 0",
    "单号1234567890123",
    "编码" + "1" * 32,
    "卡号" + "4" * 16,
    card("712202000000000"),
    "6222020000000000001",
    "@某某",
    "电话咨询2000000件",
    "二〇二四年三月二十一日至二〇二五年三月二十日",
    "一二三四五六七八九",
    "第一百二十三条、第四百五十六条",
    "微信公众号：qinghejiedao",
    "微信号召居民",
    "微信Windows版",
    "微信WeChat",
    "政务微信公众号qinghe123",
    "更新v1.2.3",
    "最新abc版",
    "新a4纸5包",
    "QQ群里有一百二十三人",
    "vxworks系统",
    "办理护照2023年共12件",
    "京ICP备12345678号",
    "粤B2-20090191",
    "苏A级企业",
    "QQ群里有5人",
    "通行证2024年停办",
    "表二、表三、表四",
    "",
    "1380000000",
    "110101200013010011",
    identity("99010119000101001"),
]


@pytest.mark.parametrize(("text", "sort"), POSITIVE)
def test_personal_data_is_found_however_it_is_typed(text: str, sort: Sort) -> None:
    (found,) = personal_data(text)
    assert found.sort is sort
    assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert personal_data(text) == ()


def test_one_text_may_hold_several_in_order() -> None:
    text = f"张测试，{SOMEBODY}，13800000000，zhang@example.invalid，0571-88880000。"
    assert [found.sort for found in personal_data(text)] == [IDENTITY, MOBILE, EMAIL, LANDLINE]
    assert personal_data(text)[0].value == SOMEBODY


@pytest.mark.parametrize(
    "text", ["电话：88880000", "电话0571-88880000", "（0571）8888 0000", "+86 571 88880000", "电话（总机）：88880000"]
)
def test_the_office_may_be_called_with_and_without_its_area(text: str) -> None:
    own = values_in("0571-88880000、88880001", "office@example.invalid")
    assert personal_data(text, own) == ()
    assert personal_data("电话88880002", own) != ()
    assert personal_data("OFFICE@example.invalid", own) == ()


def test_a_part_of_an_own_number_allows_no_strange_one_and_the_shortest_whole_one_does() -> None:
    """A local number has seven figures at least; an extension is none."""
    assert personal_data("电话8888000", values_in("8888000")) == ()
    assert personal_data("电话0571-88888000", values_in("分机888000")) != ()


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=40)
SEVENTEEN = st.builds(
    "{}{:04}{:02}{:02}{:03}".format,
    st.sampled_from(["110101", "320106", "440305", "650102"]),
    st.integers(1900, 2029),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
)
PLANTED = st.one_of(
    st.tuples(st.just(IDENTITY), SEVENTEEN.map(identity)),
    st.tuples(st.just(MOBILE), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)),
    st.tuples(st.just(LANDLINE), st.from_regex(r"0[3-9][0-9]{2}-[2-8][0-9]{7}", fullmatch=True)),
    st.tuples(st.just(EMAIL), st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.[a-z]{2,3}", fullmatch=True)),
    st.tuples(st.just(CARD), st.from_regex(r"622[0-9]{15}", fullmatch=True).map(card)),
)


@given(before=CHINESE, planted=PLANTED, after=CHINESE, is_wide=st.booleans())
def test_whatever_is_planted_in_chinese_text_is_found(
    before: str, planted: tuple[Sort, str], after: str, is_wide: bool
) -> None:
    sort, value = planted
    typed = "".join(chr(ord(one) + 0xFEE0) for one in value) if is_wide else value
    # 「…元」 after a number makes it an amount
    (found,) = personal_data(f"{before}，{typed}，{after}")
    assert (found.sort, found.value) == (sort, value if sort is EMAIL else value.replace("-", ""))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("手机一三八〇〇〇〇九九九九", "手机一三八****九九九九"),
        ("护照号码：E12345678", "护照号码：E1*****78"),
        ("QQ：1234567890", "QQ：12********"),
        ("微信号：zhang_san", "微信号：zh*******"),
        ("车牌苏A12345", "车牌苏A***45"),
        ("发到zhang[at]example.invalid", "发到z******"),
    ],
)
def test_of_what_was_found_only_the_ends_are_shown_as_they_were_typed(text: str, hidden: str) -> None:
    assert masked_prose(text) == hidden


BESIDE = [" ", "  ", "　", "、", "，", "/", "；", "\n", "或", "（", "转 2024年3月1日来电，另有"]


@pytest.mark.parametrize("between", BESIDE)
@given(first=PLANTED, second=PLANTED)
def test_a_number_with_another_beside_it_is_hidden_and_so_is_the_other(
    between: str, first: tuple[Sort, str], second: tuple[Sort, str]
) -> None:
    """「13800000000 13900000000」 showed the first one whole: a blank and a digit made it no telephone."""
    hidden = masked_prose(f"{first[1]}{between}{second[1]}")
    assert first[1] not in hidden
    assert second[1] not in hidden


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("张某 13800000000 2024年3月1日来电", ["13800000000"]),
        ("手机13800000000 3号楼", ["13800000000"]),
        ("手机138 0000 0000 5单元", ["13800000000"]),
        ("138-0000-0000 139-0000-0000", ["13800000000", "13900000000"]),
        ("联系电话：88880000 88881111", ["88880000", "88881111"]),
        ("联系电话：88880000、88881111", ["88880000", "88881111"]),
        ("电话8888000/8888111", ["8888000", "8888111"]),
        ("手机13800000000或88881111", ["13800000000", "88881111"]),
        ("电话0571-88880000、88881111、88882222", ["057188880000", "88881111", "88882222"]),
        ("打13800000000次日联系", ["13800000000"]),
        ("打13800000000元旦联系", ["13800000000"]),
        ("座机8888-0000", ["88880000"]),
        ("手机13800000000，2000000元", ["13800000000"]),
        ("手机13800000000、2000000元", ["13800000000"]),
        ("电话88880000、2024年", ["88880000"]),
    ],
)
def test_a_telephone_ends_where_the_next_word_begins(text: str, values: list[str]) -> None:
    assert [found.value for found in personal_data(text)] == values


@given(CHINESE, st.integers(0, 99_999), CHINESE)
def test_plain_chinese_with_plain_figures_holds_none(before: str, figure: int, after: str) -> None:
    assert personal_data(f"{before}{figure}件，{after}") == ()


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.json")), ids=lambda path: path.stem)
def test_published_reports_hold_nobodys_number(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    told.pop("_provenance", None)
    texts = strings({key: told[key] for key in told if key not in ("source", "notes")})
    assert [found.sort for text in texts for found in personal_data(text)] == []


def strings(value: object) -> list[str]:
    """Return every text inside a JSON value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def test_the_control_digit_and_the_day_decide() -> None:
    assert is_identity_number(SOMEBODY)
    assert not is_identity_number(SOMEBODY[:-1] + ("0" if SOMEBODY[-1] != "0" else "1"))
    assert not is_identity_number(identity("11010119001301001"))
