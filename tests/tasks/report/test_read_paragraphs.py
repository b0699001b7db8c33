"""已阅 paragraph by paragraph: what the program drafted is read as it is printed, and only that was read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.checks.finding import Finding
from disclosure.records import Profile
from disclosure.report.narrative import DATED_ON, OPENING, OTHERS, OVERVIEW
from disclosure.terms import TextState
from storage.registers import Registers
from tasks.report.check import check_file
from tasks.report.compose import line_states, mark_read, prose_state, source_of, state_of, text_of, write
from tests.empty_files import new_registers
from tests.records_factory import make_draft, make_release, make_request

JANUARY = date(2025, 1, 10)


@pytest.fixture
def office(tmp_path: Path) -> Registers:
    """An office of one release, with a website: nothing has to be written in section one."""
    registers = new_registers(tmp_path / "office.sqlite")
    registers.save(Profile(name="测试区测试街道办事处", website_name="测试区人民政府网"))
    registers.save(make_release())
    return registers


def told(registers: Registers, part: str = OVERVIEW) -> Finding | None:
    """What F-26 says of a part."""
    found = [one for one in check_file(registers, 2024, JANUARY) if one.rule == "F-26" and one.part == part]
    assert len(found) <= 1
    return found[0] if found else None


def test_one_paragraph_written_anew_leaves_the_others_to_be_read(office: Registers) -> None:
    """One sentence changed by hand, and the four paragraphs nobody had looked at counted as written."""
    first = "{主动公开情况}，{累计公开情况}。{公开渠道}。"
    assert first in text_of(None, OVERVIEW)
    write(office, 2024, OVERVIEW, text_of(None, OVERVIEW).replace(first, "全年公开1条，都在网上。"))
    finding = told(office)
    assert finding is not None
    assert finding.to_read
    assert len(finding.quotes) == 4
    assert "4段" in finding.message
    assert not any("全年公开1条" in quote for quote in finding.quotes)
    mark_read(office, 2024, OVERVIEW)
    assert told(office) is None
    draft = office.drafts(2024)[OVERVIEW]
    assert (draft.state, "全年公开1条" in draft.text) == (TextState.WRITTEN, True)


def test_a_paragraph_that_reads_differently_now_is_to_be_read_again_and_only_that(office: Registers) -> None:
    """A request came after 「本年度未收到政府信息公开申请」 was read: the new words went out unread."""
    mark_read(office, 2024, OVERVIEW)
    assert told(office) is None
    office.save(make_request())
    finding = told(office)
    assert finding is not None
    assert [("收到政府信息公开申请1件" in quote) for quote in finding.quotes] == [True]
    office.undo()
    assert told(office) is None, "it reads as it was read"


def test_only_what_was_shown_is_kept_as_read(office: Registers) -> None:
    """The clerk pressed 已阅 on words that had changed a moment before."""
    finding = told(office)
    assert finding is not None
    office.save(make_request())
    mark_read(office, 2024, OVERVIEW, finding.quotes)
    left = told(office)
    assert left is not None
    assert len(left.quotes) == 1


def test_what_is_put_back_is_to_be_read_anew(office: Registers) -> None:
    mark_read(office, 2024, OTHERS)
    write(office, 2024, OTHERS, "自己写的。")
    assert told(office, OTHERS) is None
    write(office, 2024, OTHERS, text_of(None, OTHERS))
    assert state_of(office.drafts(2024)[OTHERS]) is TextState.UNTOUCHED
    assert told(office, OTHERS) is not None


def test_a_part_read_as_a_whole_before_stays_read(office: Registers) -> None:
    """Files of before paragraphs were told apart: an issued year is not asked about again."""
    mark_read(office, 2024, OPENING)
    read = office.drafts(2024)[OPENING]
    office.save(replace(read, read_words=""))
    office.save(replace(office.profile(), phone="0591-00000000"))
    assert told(office, OPENING) is None
    write(office, 2024, OPENING, read.text + "另有说明。")
    assert told(office, OPENING) is None, "its one paragraph is the clerk's now"


def test_headings_are_nothing_to_read(office: Registers) -> None:
    assert not any(quote.startswith("（") for quote in prose_state(office, 2024).unread[OVERVIEW])


@pytest.mark.parametrize(
    ("state", "shown"), [(TextState.WRITTEN, TextState.WRITTEN), (TextState.READ, None), (TextState.UNTOUCHED, None)]
)
def test_name_and_day_are_written_or_nothing_is_said_of_them(
    state: TextState, shown: TextState | None, office: Registers
) -> None:
    known = source_of(office, 2024)
    assert line_states(make_draft(part=DATED_ON, text="2025-01-10", state=state), DATED_ON, known) == (shown,)
    assert line_states(None, DATED_ON, known) == (None,)
