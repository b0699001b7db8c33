"""What the check says about a record leads to that record."""

from dataclasses import replace
from datetime import date

from storage.registers import Registers
from tasks.report.check import check_year
from tests.records_factory import make_activity, make_release, make_review, make_tally


def test_a_doubt_about_a_record_leads_to_it_and_not_into_the_text(registers: Registers) -> None:
    """「主动公开2025-019没有统计类别，请补填」: 去修改 put the cursor into section 一, where nothing can be mended."""
    day = date(2024, 4, 1)
    registers.save(make_release(number="2024-001", name="甲", published_on=day, statistics_category="机构职能类"))
    wrong = (
        make_release(number="2024-002", name="乙", published_on=day),
        make_review(number="复2024-1", received_on=day, closed_on=date(2024, 3, 1)),
        replace(make_tally(), quantity=None, amount=None),
        make_activity(found=1, corrected=3),
    )
    saved = [(record.register, registers.save(record).record_id) for record in wrong]
    found = [one for one in check_year(registers, 2024, date(2025, 1, 6)) if one.rule in {"R-2", "R-3"}]
    led = {(one.record.register, one.record.id) for one in found if one.record is not None}
    assert set(saved) <= led
    assert [one.message for one in found if one.record is None] == []
    assert all(one.field for one in found)
