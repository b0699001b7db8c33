"""Write YYYY.json for 2004 to 2026 from the development dependency chinesecalendar.

Run ``python -m resources.calendar.build_calendar`` from the project's folder when that package includes another year.
"""

from datetime import date
from pathlib import Path

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

from disclosure.calendar.years import CalendarYear, NamedDay

FIRST_YEAR, LAST_YEAR = 2004, 2026
SOURCE = "chinesecalendar 1.11.0（据国务院办公厅历年放假通知整理）"

NOTICE_NUMBERS = {
    2007: "国办发明电〔2006〕49号",
    2009: "国办发明电〔2008〕42号",
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
"""As printed on the notices; other years' were not found in two sources that agree, and are not guessed."""

NOTICE_DAYS = {
    2010: date(2009, 12, 8),
    2011: date(2010, 12, 10),
    2012: date(2011, 12, 6),
    2013: date(2012, 12, 8),
    2014: date(2013, 12, 11),
    2015: date(2014, 12, 16),
    2016: date(2015, 12, 10),
    2017: date(2016, 12, 1),
    2018: date(2017, 11, 30),
    2019: date(2018, 12, 6),
    2020: date(2019, 11, 21),
    2021: date(2020, 11, 25),
    2022: date(2021, 10, 25),
    2023: date(2022, 12, 8),
    2024: date(2023, 10, 25),
    2025: date(2024, 11, 12),
    2026: date(2025, 11, 4),
}
"""The date each notice was published; those of 2015, 2019 and 2020 were amended once, and the days are as amended."""

NAMES = {
    holiday.value: name
    for holiday, name in zip(
        chinese_calendar.Holiday,
        ("元旦", "春节", "清明节", "劳动节", "端午节", "国庆节", "中秋节", "抗战胜利纪念日"),
        strict=True,
    )
}


MISSED_WORKDAYS = {date(2005, 12, 31): "元旦"}
"""Working days by a notice that are days off in the package (国办发明电〔2005〕35号)."""


def calendar_year(year: int) -> CalendarYear:
    """Return one year from chinesecalendar, corrected."""
    worked = {**{on: NAMES[name] for on, name in workdays.items()}, **MISSED_WORKDAYS}
    return CalendarYear(
        year=year,
        notice=NOTICE_NUMBERS.get(year, ""),
        noticed_on=NOTICE_DAYS.get(year),
        source=SOURCE,
        days_off=tuple(NamedDay(on, NAMES[name]) for on, name in sorted(holidays.items()) if on.year == year),
        days_worked=tuple(NamedDay(on, name) for on, name in sorted(worked.items()) if on.year == year),
    )


def main() -> None:
    """Write every year beside this script."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        text = calendar_year(year).as_json().replace("], [", "],\n  [").replace('"days_', '\n "days_')
        Path(__file__).with_name(f"{year}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
