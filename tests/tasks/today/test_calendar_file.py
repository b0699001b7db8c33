"""The open dates on her phone: every day that is due, the same event each time, nothing of the people."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from disclosure.records import Request
from disclosure.terms import Channel, StepKind
from storage.registers import Registers, create_registers, open_registers
from tasks.calendar.loading import load_calendar
from tasks.today.calendar_file import export_calendar
from tasks.today.due import today_items
from tests.records_factory import make_duty, make_release, make_request, make_review, make_step
from tests.sample_files import sample_at

TODAY = date(2024, 3, 4)


def saved(registers: Registers, path: Path) -> tuple[Path, int]:
    return export_calendar(registers, load_calendar(registers), path, TODAY)


def read(path: Path) -> list[Any]:
    """Return the events of a file."""
    calendar: Any = Calendar.from_ical(path.read_bytes())
    return list(calendar.walk("VEVENT"))


def events(path: Path) -> dict[str, tuple[date, str]]:
    """Return day and title of every event by its id."""
    return {str(event["uid"]): (event["dtstart"].dt, str(event["summary"])) for event in read(path)}


def test_every_open_date_is_an_event_and_no_event_tells_who_asked_for_what(
    registers: Registers, tmp_path: Path
) -> None:
    registers.save(make_request(number="20240001", applicant="欧阳示例", content="示例小区的材料"))
    registers.save(make_review(number="复〔2024〕1号", applicant="司马示例"))
    registers.save(make_release(name="诸葛示例任职的通知", published_on=None))
    path, count = saved(registers, tmp_path / "期限.ics")
    due = [item for items in today_items(registers, load_calendar(registers), TODAY).values() for item in items]
    told = events(path)
    assert sorted(day for day, _ in told.values()) == sorted(item.due_on for item in due if item.due_on)
    assert len(told) == count
    titles = {title for _, title in told.values()}
    assert {"答复申请 20240001", "行政复议答复 复〔2024〕1号", "主动公开"} <= titles
    text = path.read_text(encoding="utf-8")
    assert not [name for name in ("欧阳", "司马", "诸葛", "示例小区") if name in text]


def test_each_period_of_a_duty_that_was_missed_is_an_event_of_its_own(registers: Registers, tmp_path: Path) -> None:
    """Four quarters had one id: a phone keeps the last event of an id, and the window had told of four."""
    registers.save(make_duty(starts_on=date(2023, 4, 1)))
    path, count = saved(registers, tmp_path / "期限.ics")
    due = [item for items in today_items(registers, load_calendar(registers), TODAY).values() for item in items]
    told = events(path)
    assert len(told) == count
    assert sorted(day for day, _ in told.values()) == sorted(item.due_on for item in due if item.due_on)
    quarters = sorted(title.split()[-1] for _, title in told.values() if title.startswith("应公开事项"))
    assert quarters == ["2023年第2季度", "2023年第3季度", "2023年第4季度", "2024年第1季度"]


def test_a_day_that_moved_is_the_same_event_on_another_day(registers: Registers, tmp_path: Path) -> None:
    request = registers.save(make_request(number="20240001")).after
    assert isinstance(request, Request)
    before = events(saved(registers, tmp_path / "一.ics")[0])
    registers.save(make_step(request, kind=StepKind.EXTENDED, on=TODAY, days=20))
    after = events(saved(registers, tmp_path / "二.ics")[0])
    (uid,) = (uid for uid, (_, title) in before.items() if title.startswith("答复申请"))
    assert after[uid][0] > before[uid][0]


def test_two_files_of_offices_that_gave_no_name_put_all_their_dates_into_one_phone(tmp_path: Path) -> None:
    ids: list[set[str]] = []
    for name in ("一", "二"):
        with create_registers(tmp_path / f"{name}.xxgk") as registers:
            registers.save(make_request(number="20240001"))
            ids.append(set(events(saved(registers, tmp_path / f"{name}.ics")[0])))
    assert all(ids)
    assert not ids[0] & ids[1]


def test_an_event_lasts_its_whole_day_and_rings_the_morning_before(registers: Registers, tmp_path: Path) -> None:
    registers.save(make_request(number="20240001", channel=Channel.COUNTER))
    path, _ = saved(registers, tmp_path / "期限.ics")
    assert any(event["description"] for event in read(path)), "and says on what ground it is due"
    for event in read(path):
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(hours=-15)


def test_the_sample_gives_the_same_file_twice(tmp_path: Path) -> None:
    with open_registers(sample_at(tmp_path / "示例.sqlite")) as registers:
        one, other = (saved(registers, tmp_path / name)[0] for name in ("一.ics", "二.ics"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("blank", ["", "某街道办事处"])
def test_an_empty_file_gives_a_calendar_that_opens(registers: Registers, tmp_path: Path, blank: str) -> None:
    path, count = saved(registers, tmp_path / f"{blank}期限.ics")
    assert len(events(path)) == count


def test_what_is_beyond_the_newest_of_today_is_on_her_phone_too(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """「把全部有日期的事存成一个文件」: of 600 unpublished releases the hundred most overdue were left out."""
    monkeypatch.setattr(today_items, "__kwdefaults__", {"most": 2})
    days = [date(2024, month, 1) for month in (1, 2, 3)]
    registers.save_all([make_release(name=f"示例{day.month}", formed_on=day, published_on=None) for day in days])
    path, count = saved(registers, tmp_path / "期限.ics")
    assert sorted(day for day, title in events(path).values() if title == "主动公开")[:1] == [date(2024, 1, 29)]
    assert count == len(events(path))
