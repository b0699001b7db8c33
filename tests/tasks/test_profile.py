"""The facts of the office as the command line sets them: all of them or, with one mistake, none."""

import pytest

from disclosure.errors import UnreadableValueError
from disclosure.records import Profile
from storage.registers import Registers
from tasks.profile import UnknownFactError, amended_profile, profile_lines


def test_facts_are_set_by_label_or_name_and_one_left_blank_goes_back(registers: Registers) -> None:
    set_ = amended_profile(registers, ["机关全称=测试街道办事处", "website=http://example.com/?a=b", "staff=2"])
    assert (set_.name, set_.website, set_.staff) == ("测试街道办事处", "http://example.com/?a=b", 2)
    assert profile_lines(set_)["网站"] == "http://example.com/?a=b"
    again = amended_profile(registers, ["staff= ", "报送期限=02-01", "网址=http://example.com"])
    assert (again.staff, again.submit_by, again.website) == (None, "02-01", "http://example.com")
    assert amended_profile(registers, ["submit_by="]).submit_by == Profile().submit_by
    before = registers.fingerprint
    assert amended_profile(registers, ["机关全称=测试街道办事处"]).name == "测试街道办事处"
    assert registers.fingerprint == before


@pytest.mark.parametrize(
    ("pair", "error", "said"),
    [
        ("机关全称", UnknownFactError, "“机关全称”应写成 栏目=内容，如 机关全称=示例街道办事处"),
        ("星座=白羊", UnknownFactError, "机关信息没有“星座”这一栏，可用：机关全称、标题用名、"),
        ("staff=两三个", UnreadableValueError, "^工作人员数："),
    ],
)
def test_with_one_mistake_nothing_is_set(pair: str, error: type[Exception], said: str, registers: Registers) -> None:
    with pytest.raises(error, match=said):
        amended_profile(registers, ["简称=街道", pair])
    assert registers.profile().short_name == ""
