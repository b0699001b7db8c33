"""The recovery key on paper: copied by hand, so it stands free and in short lines."""

from datetime import date

import pytest

from exporters.recovery_sheet import recovery_sheet
from tests.exporters.paper.test_places import LINE, pages_of

KEY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345"


def test_the_key_stands_free_three_groups_a_line_and_so_does_what_is_filled_in_and_signed() -> None:
    (page,) = pages_of(recovery_sheet("测试街道办事处", "台账.sqlite", KEY, date(2024, 3, 1)))
    rows: dict[float, str] = {}
    for sign, _, foot in page:
        rows[round(foot)] = rows.get(round(foot), "") + sign
    feet = {text: foot for foot, text in rows.items()}

    def below(first: str, second: str) -> float:
        """Return how many lines the second text stands below the first."""
        (upper,), (lower,) = ([foot for text, foot in feet.items() if part in text] for part in (first, second))
        return (upper - lower) / LINE

    found = [
        below("台账.sqlite", "ABCD－EFGH－JKLM"),
        below("ABCD－EFGH－JKLM", "NPQR－STUV－WXYZ"),
        below("NPQR－STUV－WXYZ", "2345"),
        below("2345", "本页上的恢复密钥可以"),
        below("不受影响。", "保管人："),
        below("保管人：", "测试街道办事处"),
        below("测试街道办事处", "2024年3月1日"),
    ]
    assert found == pytest.approx([2, 1, 1, 2, 2, 2, 1], abs=0.1)
