"""Due dates for a phone: whole days, each with what to do, and a bell the morning before."""

from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar

from exporters.calendar_file import OpenDate, calendar_file

TODAY = date(2024, 3, 4)
DUE = [
    OpenDate("a@x", date(2024, 3, 29), "答复申请 20240001", "条例第三十三条"),
    OpenDate("b@x", date(2024, 2, 29), "主动公开", ""),
]


def test_each_event_lasts_a_whole_day_and_the_phone_rings_at_nine_in_the_morning_before() -> None:
    """As the manual says; another file of the same office replaces the events by their ids."""
    content = calendar_file("期限", DUE, TODAY)
    whole: Any = Calendar.from_ical(content)
    assert (whole["version"], whole["method"], whole["x-wr-calname"]) == ("2.0", "PUBLISH", "期限")
    assert whole["prodid"], "RFC 5545, 3.7.3: a maker is told"
    told: list[Any] = list(whole.walk("VEVENT"))
    assert [
        OpenDate(str(one["uid"]), one["dtstart"].dt, str(one["summary"]), str(one["description"])) for one in told
    ] == DUE
    for event in told:
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert event["dtstamp"].dt.date() == TODAY
        assert event["transp"] == "TRANSPARENT", "nobody is busy all day because something is due"
        (alarm,) = event.walk("VALARM")
        rings = datetime.combine(event["dtstart"].dt, time()) + alarm["trigger"].dt
        assert rings == datetime.combine(event["dtstart"].dt - timedelta(days=1), time(9))
        assert (alarm["action"], alarm["description"]) == ("DISPLAY", event["summary"])
    assert content == calendar_file("期限", DUE, TODAY), "the same dates are the same file"
