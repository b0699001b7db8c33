"""The sample year says what the report of the real office says."""

from pathlib import Path

import pytest

from disclosure.errors import FileUnavailableError
from disclosure.records import Activity, Release
from disclosure.report.counting import Period
from disclosure.terms import ActivityKind, Applicant, Channel, ReleaseChannel
from storage.query import Filter, Query
from storage.registers import open_registers
from tasks.sample import YEAR, make_sample, remove_sample


def test_the_sample_adds_up_to_sixteen_releases_and_one_request(tmp_path: Path) -> None:
    with open_registers(make_sample(tmp_path / "示例.sqlite")) as registers:
        facts = registers.facts(Period.of(YEAR))
    assert facts.releases_by_statistics_category == {
        "机构职能类": 4,
        "人事信息、公务员招录考试信息": 8,
        "其他应当主动公开的政府信息": 4,
    }
    assert (facts.releases, facts.releases_cumulative) == (16, 516)
    assert facts.releases_by_channel[ReleaseChannel.PORTAL] == 16
    assert (facts.requests, facts.requests_cumulative, facts.answered, facts.carried_out) == (1, 2, 1, 0)
    assert (facts.requests_by_channel, facts.requests_by_applicant) == (
        {Channel.INTERNET: 1},
        {Applicant.NATURAL_PERSON: 1},
    )
    assert (facts.reviews, facts.suits, facts.information_fee_fen) == (0, 0, 0)


def test_every_month_without_a_request_is_confirmed_and_every_duty_fulfilled_by_name(tmp_path: Path) -> None:
    with open_registers(make_sample(tmp_path / "示例.sqlite")) as registers:
        zero = Query(filters=(Filter("kind", "equals", ActivityKind.ZERO_CONFIRMATION),))
        assert {activity.on.month for activity in registers.all(Activity, zero)} == set(range(1, 13)) - {5}
        fulfilled = [release.fulfils for release in registers.all(Release)]
    assert fulfilled.count("机关费用开支明细") == 4


def test_the_sample_is_removed_in_one_go_but_never_somebodys_work(tmp_path: Path) -> None:
    sample = make_sample(tmp_path / "示例.sqlite")
    remove_sample(sample)
    assert not sample.exists()
    open_registers(tmp_path / "工作.sqlite", create=True).close()
    with pytest.raises(FileUnavailableError, match="不是示例文件"):
        remove_sample(tmp_path / "工作.sqlite")
    with pytest.raises(FileUnavailableError, match="已经存在"):
        make_sample(tmp_path / "工作.sqlite")
