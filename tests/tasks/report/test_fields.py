"""What is told of a bound field to whoever points at it."""

from storage.registers import Registers
from tasks.report.fields import NOTHING, field_source, field_words
from tests.records_factory import make_profile, make_release


def test_a_field_tells_its_words_of_now_and_where_they_come_from(registers: Registers) -> None:
    registers.save(make_profile(name="测试区测试街道办事处"))
    registers.save(make_release())
    told = field_source(registers, 2024, "机关全称")
    assert told.startswith("现在读作：测试区测试街道办事处\n来源：")
    assert not told.endswith("来源：")
    assert field_words(registers, 2024)["机关全称"] == "测试区测试街道办事处"


def test_a_field_without_words_says_that_nothing_is_printed(registers: Registers) -> None:
    """An office that has entered no 牵头机构 has no sentence about it."""
    registers.save(make_profile())
    silent = {name for name, words in field_words(registers, 2024).items() if words == NOTHING}
    assert silent
    assert all(f"现在读作：{NOTHING}\n" in field_source(registers, 2024, name) for name in silent)


def test_a_field_nobody_knows_is_said_to_be_none(registers: Registers) -> None:
    assert field_source(registers, 2024, "没有的") == "没有这样的数据项"
