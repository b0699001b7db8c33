"""Dates as people type them."""

from datetime import date

import pytest

from disclosure.errors import UnreadableValueError
from gui.kit.typed_dates import read_date

TODAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20240301", date(2024, 3, 1)),
        ("2024.3.1", date(2024, 3, 1)),
        ("2024年3月1日", date(2024, 3, 1)),
        ("２０２４-３-１", date(2024, 3, 1)),
        ("3-1", date(2024, 3, 1)),
        ("3月1日", date(2024, 3, 1)),
        ("3.20", date(2024, 3, 20)),
        ("12-31", date(2023, 12, 31)),
        ("今天", date(2024, 3, 4)),
        ("昨天", date(2024, 3, 3)),
        ("明天", date(2024, 3, 5)),
        ("  ", None),
    ],
)
def test_every_customary_way_of_typing_a_day_is_understood(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["2024-02-30", "2-30", "下周", "13-1", "3"])
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UnreadableValueError, match="“"):
        read_date(typed, TODAY)
