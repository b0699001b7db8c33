"""A day in every way it is written: certain, to be confirmed, or refused; at the edges of each form."""

from datetime import date

import pytest

from disclosure.errors import UnreadableValueError
from disclosure.written_dates import DateForm, read_day, read_month

FULL, FAR = DateForm.FULL, DateForm.FAR_OFF


@pytest.mark.parametrize(
    ("text", "day", "form"),
    [
        ("2024年3月1日", "2024-03-01", FULL),
        ("2024_3_1", "2024-03-01", FULL),
        ("2024、3、1", "2024-03-01", FULL),
        ("'2024-03-01", "2024-03-01", FULL),
        ("2024.3.1.", "2024-03-01", FULL),
        ("2024年3月1号 星期五", "2024-03-01", FULL),
        ("2024-03-01（五）", "2024-03-01", FULL),
        ("2024-03-03 礼拜天", "2024-03-03", FULL),
        ("2024-03-01 周四", "2024-03-01", DateForm.OTHER_WEEKDAY),
        ("2024-03-01（四）", "2024-03-01", DateForm.OTHER_WEEKDAY),
        ("2024-03-01 上午9时30分 收", "2024-03-01", FULL),
        ("2024-03-01T08:30:00.5", "2024-03-01", FULL),
        ("2024-03-01T23:30:00Z", "2024-03-01", DateForm.OTHER_ZONE),
        ("2024-03-01 08:30+08:00", "2024-03-01", DateForm.OTHER_ZONE),
        ("24-3-1", "2024-03-01", DateForm.SHORT_YEAR),
        ("49.3.1", "2049-03-01", DateForm.SHORT_YEAR),
        ("50.3.1", "1950-03-01", DateForm.SHORT_YEAR),
        ("二〇二四年三月一日", "2024-03-01", FULL),
        ("二〇二四年三月一日签收", "2024-03-01", FULL),
        ("Mar 1, 2024", "2024-03-01", FULL),
        ("march. 1,2024", "2024-03-01", FULL),
        *(
            (f"{month} 9, 2024", f"2024-{number:02}-09", FULL)
            for number, month in enumerate(
                ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"], start=1
            )
        ),
        ("13/3/2025", "2025-03-13", DateForm.DAY_FIRST),
        ("13-12-2025", "2025-12-13", DateForm.DAY_FIRST),
        ("45352", "2024-03-01", DateForm.SERIAL),
        ("45352.75", "2024-03-01", DateForm.SERIAL),
        ("29221", "1980-01-01", DateForm.SERIAL),
        ("54788", "2049-12-31", DateForm.SERIAL),
        ("20240301", "2024-03-01", FULL),
        ("1949-10-01", "1949-10-01", FULL),
        ("1949-09-30", "1949-09-30", FAR),
        ("2199-12-31", "2199-12-31", FULL),
        ("2200-01-01", "2200-01-01", FAR),
        ("1900-01-01", "1900-01-01", FAR),
        ("2299-12-31", "2299-12-31", FAR),
    ],
)
def test_a_day_is_read_with_what_makes_it_doubtful(text: str, day: str, form: DateForm) -> None:
    found = read_day(text)
    assert found == (date.fromisoformat(day), form)
    assert found.is_certain is (form is FULL)


@pytest.mark.parametrize(
    "text",
    ["3/10/2025", "12/12/2025", "29220", "54789", "Foo 1, 2024", "二四年三月一日", "2024-03-01 以前", "2024-03", ""],
)
def test_what_means_no_day_or_several_is_none(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1899-12-31", "不在 1949 年至 2199 年之间"),
        ("2300-01-01", "不在 1949 年至 2199 年之间"),
        ("0225-03-03", "不在 1949 年至 2199 年之间"),
        ("2023-02-29", "没有“2023-02-29”这一天，要核对月份和日子"),
        ("24-2-30", "没有“24-2-30”这一天"),
        ("31/4/2025", "没有“31/4/2025”这一天"),
    ],
)
def test_a_day_no_office_can_mean_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableValueError, match=said):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01", "2025-01-31"),
        ("2024年2月份", "2024-02-29"),
        ("2023/12", "2023-12-31"),
        ("２０２５．６", "2025-06-30"),
        ("1949.1", "1949-01-31"),
        ("2199-12", "2199-12-31"),
        ("2025-13", None),
        ("2025-0", None),
        ("1948-12", None),
        ("2200-1", None),
        ("一月", None),
    ],
)
def test_a_month_means_its_last_day(text: str, day: str | None) -> None:
    found = read_month(text)
    assert (found and found.day.isoformat()) == day
    assert found is None or found.form is DateForm.MONTH
