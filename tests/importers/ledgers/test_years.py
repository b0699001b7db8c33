"""How a ledger states its year beside its rows: each part of each pattern as an office wrote it."""

import pytest

from importers.ledgers import years
from tests.needed import found, patterns, unneeded

FOUND = {
    "_YEAR": ["⟦2024⟧年台账", "⟦1999⟧年台账", "共12024件", "共20245件", "1824年"],
    "_CHINESE_YEAR": [
        *(
            "⟦二〇二四⟧年台账",
            "⟦二○一三⟧年",
            "⟦二零二五⟧年",
            "⟦一九六八⟧年",
            "⟦二〇〇七⟧年",
            "⟦二Ｏ一一⟧年",
            "⟦二O一一⟧年",
        ),
        "二〇二四号",
    ],
    "_FULL_DAY": ["⟦2024年3月1日⟧", "⟦2024-3-1⟧", "⟦2024.3.1⟧", "⟦2024/3/1⟧", "⟦2024 年 3 月 1 日⟧", "3月1日"],
    "_OF_NO_YEAR": [
        *("⟦未写年份的均为2024年⟧", "⟦没填年份者为2024⟧", "⟦没有标年的是1999年⟧", "⟦不注年度即2024年⟧"),
        *(
            "日期⟦未标明年份的2024年⟧",
            "⟦未带年的2024年⟧",
            "⟦未写年份的日期一律都视作2024年⟧",
            "⟦未写年度的日期一律都视作2024年⟧",
            "写年份的为2024年",
        ),
    ],
    "_PERIOD": [
        *(
            "2024",
            "⟦1999年⟧",
            "⟦2024年度⟧",
            "⟦2024 年 第一季度⟧",
            "⟦2024年二季度⟧",
            "⟦2024年第三季度⟧",
            "⟦2024年第四季度⟧",
        ),
        *("⟦2024年1季度⟧", "⟦2024年第4季度⟧", "⟦2024年3月⟧", "⟦2024年 12月份⟧", "⟦2024年上半年⟧", "⟦2024年 下半年⟧"),
    ],
}
"""Of each pattern: texts, and what it finds in them between ⟦ and ⟧."""


@pytest.mark.parametrize("name", FOUND)
def test_a_year_is_found_as_it_is_written(name: str) -> None:
    pattern = patterns(years)[name]
    texts = [text.translate({ord("⟦"): None, ord("⟧"): None}) for text in FOUND[name]]
    assert [found(pattern, text) for text in texts] == FOUND[name]
    assert unneeded(pattern, texts) == ["两"] * (name == "_CHINESE_YEAR"), "a digit of amounts stands in no year"
