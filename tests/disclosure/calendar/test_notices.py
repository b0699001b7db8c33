"""The State Council's notices of 2019 to 2026 as they were published, and texts that must not be believed."""

from datetime import date, timedelta

import pytest

from disclosure.calendar.notices import read_holiday_json, read_notice
from disclosure.calendar.workdays import WorkCalendar
from disclosure.errors import UnreadableValueError
from tests.disclosure.cases.cases import CALENDAR, day

ARRANGEMENTS = {
    2019: """一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
三、清明节：4月5日放假，与周末连休。
四、劳动节：5月1日放假。
五、端午节：6月7日放假，与周末连休。
六、中秋节：9月13日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2020: """一、元旦：2020年1月1日放假，共1天。
二、春节：1月24日至30日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。
三、清明节：4月4日至6日放假调休，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月26日（星期日）、5月9日（星期六）上班。
五、端午节：6月25日至27日放假调休，共3天。6月28日（星期日）上班。
六、国庆节、中秋节：10月1日至8日放假调休，共8天。9月27日（星期日）、10月10日（星期六）上班。""",
    2021: """一、元旦：2021年1月1日至3日放假，共3天。
二、春节：2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。
三、清明节：4月3日至5日放假调休，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
五、端午节：6月12日至14日放假，共3天。
六、中秋节：9月19日至21日放假调休，共3天。9月18日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。""",
    2022: """一、元旦：2022年1月1日至3日放假，共3天。
二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。
三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。
四、劳动节：4月30日至5月4日放假调休，共5天。4月24日（星期日）、5月7日（星期六）上班。
五、端午节：6月3日至5日放假，共3天。
六、中秋节：9月10日至12日放假，共3天。
七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。""",
    2023: """一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。""",
    2024: """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。""",
}
AMENDED = {
    2019: {"2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"},  # 劳动节 was lengthened in March
    2020: {"2020-01-31", "2020-02-01"},  # 春节 was lengthened in January
}


def notice(year: int, arrangement: str) -> str:
    return (
        f"国务院办公厅关于{year}年\n部分节假日安排的通知\n国办发明电〔{year - 1}〕7号\n\n各部门：\n"
        f"经国务院批准，现将{year}年元旦、春节和国庆节放假调休日期的具体安排通知如下。\n\n{arrangement}\n\n"
        f"节假日期间，各地区、各部门要妥善安排好值班。\n\n国务院办公厅\n{year - 1}年11月4日\n"
    )


@pytest.mark.parametrize("year", ARRANGEMENTS)
@pytest.mark.parametrize("separator", ["\n", ""], ids=["lines", "one line"])
def test_a_pasted_notice_gives_the_days_that_were_kept(year: int, separator: str) -> None:
    read = read_notice(notice(year, ARRANGEMENTS[year]).replace("\n", separator))
    calendar = WorkCalendar([read])
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    different = {one.isoformat() for one in days if calendar.is_workday(one) != CALENDAR.is_workday(one)}
    assert different == AMENDED.get(year, set())
    assert (read.year, read.notice, read.noticed_on) == (year, f"国办发明电〔{year - 1}〕7号", date(year - 1, 11, 4))


def test_a_notice_pasted_without_its_last_paragraph_is_not_refused_for_its_date() -> None:
    text = notice(2024, ARRANGEMENTS[2024]).replace("节假日期间，各地区、各部门要妥善安排好值班。", "")
    assert read_notice(text).noticed_on == date(2023, 11, 4)


def test_days_of_the_december_before_are_read_too() -> None:
    read = read_notice(notice(2019, ARRANGEMENTS[2019]))
    assert (day("2018-12-29"), "元旦") in read.days_worked
    assert {(day("2018-12-30"), "元旦"), (day("2018-12-31"), "元旦")} <= set(read.days_off)


def test_a_day_of_january_after_one_of_the_december_before_lies_in_the_year_of_the_notice() -> None:
    both = ARRANGEMENTS[2019].replace("12月29日（星期六）上班", "12月29日（星期六）、1月5日（星期六）上班")
    assert (day("2019-01-05"), "元旦") in read_notice(notice(2019, both)).days_worked


def test_a_substitute_day_of_an_older_notice_is_a_day_off() -> None:
    older = ARRANGEMENTS[2024].replace("1月1日放假，与周末连休", "1月1日放假，1月2日（星期二）补休")
    assert (day("2024-01-02"), "元旦") in read_notice(notice(2024, older)).days_off


def test_a_notice_without_number_or_date_is_read_all_the_same() -> None:
    bare = "关于2026年部分节假日安排的通知\n" + ARRANGEMENTS[2026]
    assert (read_notice(bare).notice, read_notice(bare).noticed_on) == ("", None)
    assert read_notice(bare).origin == "粘贴的通知文本", "its days are cited by where they came from"


def test_a_notice_copied_without_its_last_sentence_is_read_up_to_the_signature() -> None:
    whole = notice(2026, ARRANGEMENTS[2026])
    short = whole.replace("节假日期间，各地区、各部门要妥善安排好值班。\n", "")
    assert short != whole
    assert read_notice(short) == read_notice(whole)


def test_a_second_day_may_leave_the_month_to_the_first_as_in_2010() -> None:
    """「9月26日(星期日)、10月9日」 names both months; 「1月28日（星期六）、29日（星期日）」 the first alone."""
    shorter = ARRANGEMENTS[2023].replace("1月29日（星期日）上班", "29日（星期日）上班")
    shorter = shorter.replace("10月8日（星期日）上班", "8日（星期日）上班")
    assert read_notice(notice(2023, shorter)) == read_notice(notice(2023, ARRANGEMENTS[2023]))


def test_a_day_said_to_be_off_and_worked_is_not_believed() -> None:
    """Notices up to 2009 move 公休日 about in words, so that a day is named twice with different verbs."""
    older = ARRANGEMENTS[2026].replace("1月4日（周日）上班", "1月4日（周日）公休。1月4日（周日）上班")
    with pytest.raises(UnreadableValueError, match="2026年1月4日既写放假又写上班"):
        read_notice(notice(2026, older))


@pytest.mark.parametrize(
    ("year", "wrong", "right", "sentence"),
    [
        (2026, "1月4日（周一）上班", "1月4日（周日）上班", "2026年1月4日是周日，通知却写“周一”"),
        (2026, "共4天", "共3天", "写明共4天，读出的却是3天"),
        (2026, "1月4日（周日）。", "1月4日（周日）上班。", "没有写明放假还是上班"),
        (2026, "6月31日（周五）至21日", "6月19日（周五）至21日", "没有2026年6月31日这一天"),
        (2026, "6月19日（周五）至1日（周一）", "6月19日（周五）至21日（周日）", "前后颠倒"),
        (2024, "2月5日、2月18日（星期日）上班", "2月4日（星期日）、2月18日（星期日）上班", "2024年2月5日不是周六"),
        (2026, "四、劳动节：1日（周五）", "四、劳动节：5月1日（周五）", "前面没有写月份"),
    ],
)
def test_a_slip_in_copying_is_told_in_words(year: int, wrong: str, right: str, sentence: str) -> None:
    assert right in ARRANGEMENTS[year]
    with pytest.raises(UnreadableValueError, match=sentence):
        read_notice(notice(year, ARRANGEMENTS[year].replace(right, wrong, 1)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有找到"),
        ("今天天气很好", "没有找到"),
        ("关于延长2020年春节假期的通知 一、延长2020年春节假期至2月2日", "没有找到"),
        ("关于调整2019年劳动节假期安排的通知\n一、2019年5月1日至4日放假调休，共4天。", "2019年元旦、春节、国庆节的"),
    ],
)
def test_a_text_that_arranges_no_year_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableValueError, match=sentence):
        read_notice(text)


HOLIDAY_CN = """{"year": 2019, "papers": ["http://www.gov.cn/2018-12/06/x.htm"], "days": [
 {"name": "元旦", "date": "2018-12-29", "isOffDay": false},
 {"name": "元旦", "date": "2019-01-01", "isOffDay": true}]}"""


def test_a_holiday_cn_file_is_read_with_its_papers() -> None:
    read = read_holiday_json(HOLIDAY_CN)
    assert (read.year, read.days_off, read.days_worked) == (
        2019,
        ((day("2019-01-01"), "元旦"),),
        ((day("2018-12-29"), "元旦"),),
    )
    assert read.origin == "holiday-cn 数据；http://www.gov.cn/2018-12/06/x.htm"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "不是节假日数据文件"),
        ("[1]", "不是节假日数据文件"),
        ('{"year": 2027, "days": [{"name": "元旦"}]}', "不是节假日数据文件"),
        ('{"year": 2027, "papers": [], "days": []}', "2027年的放假通知可能尚未发布"),
        (HOLIDAY_CN.replace("2019-01-01", "2020-01-01"), "2020年1月1日不属于2019年"),
        (HOLIDAY_CN.replace("2018-12-29", "2018-11-29"), "2018年11月29日不属于2019年"),
    ],
)
def test_a_file_that_is_no_arranged_year_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableValueError, match=sentence):
        read_holiday_json(text)
