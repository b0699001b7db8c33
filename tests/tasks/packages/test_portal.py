"""门户包: what the web editor gets is the register's, what changed is named, and what the portal lost is told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from disclosure.errors import DisclosureError, ExportError, SourceUnreadableError
from disclosure.records import Draft, IssuedReport, Release, ReportEvent
from disclosure.terms import ReportEventKind, SecrecyConclusion
from exporters.read_back.pdf import read_pdf
from storage.registers import Registers
from tasks.packages.portal import LIST, catalogue, read_portal, write_portal
from tests.issued_year import issue_unprinted
from tests.records_factory import make_profile, make_release

TODAY = date(2024, 3, 4)


@pytest.fixture
def published(registers: Registers) -> Registers:
    """Three public pieces of information, one not yet public, one kept back, one taken down."""
    registers.save(make_profile(name="示例区示例街道办事处", address="示例路1号", phone="0000-1234567"))
    for number, name in enumerate(("示例工作要点", "示例预算", "示例<决算>&说明")):
        registers.save(make_release(name=name, number=f"2024-00{number}", index_number=f"示例-{number}"))
    registers.save(make_release(name="还没有公开的", published_on=None))
    registers.save(make_release(name="不能公开的", secrecy_conclusion=SecrecyConclusion.WITHHOLD))
    registers.save(make_release(name="撤下的", taken_down_on=date(2024, 3, 2)))
    return registers


def release_called(registers: Registers, name: str) -> Release:
    return next(release for release in registers.all(Release) if release.name == name)


def test_the_catalogue_holds_what_is_public_and_nothing_else(published: Registers, tmp_path: Path) -> None:
    made = write_portal(published, tmp_path, TODAY)
    names = {row[1] for row in catalogue(published, TODAY).values()}
    assert names == {"示例工作要点", "示例预算", "示例<决算>&说明"}
    sheet = openpyxl.load_workbook(made.folder / "主动公开目录.xlsx")["主动公开目录"]
    assert {row[1] for row in list(sheet.values)[1:]} == names
    page = (made.folder / "主动公开目录.html").read_text("utf-8")
    assert "示例&lt;决算&gt;&amp;说明" in page
    assert not [name for name in ("还没有公开的", "不能公开的", "撤下的") if name in page]
    assert {path.name for path in made.folder.iterdir()} >= {LIST, "SHA256SUMS.txt", "政府信息公开指南.docx"}


def test_the_guide_says_what_the_office_said_and_names_what_it_did_not(published: Registers, tmp_path: Path) -> None:
    page = (write_portal(published, tmp_path, TODAY).folder / "政府信息公开指南.html").read_text("utf-8")
    assert "办公地址：示例路1号" in page
    assert "20个工作日内答复" in page  # 条例第三十三条
    assert "【请写明办公时间】" in page


def test_what_the_check_list_has_no_room_for_is_counted_on_it(registers: Registers, tmp_path: Path) -> None:
    """「新增 231」, and a list of 200 to tick off that looked whole."""
    registers.save_all([make_release(name=f"示例信息第{number}号") for number in range(231)])
    made = write_portal(registers, tmp_path, TODAY)
    told = str(read_pdf((made.folder / LIST).read_bytes()))
    assert "另有31条没有列出" in "".join(told.split())


def test_the_second_package_names_what_is_new_changed_and_gone(published: Registers, tmp_path: Path) -> None:
    assert "新增 3、变更 0、撤下 0" in write_portal(published, tmp_path, TODAY).told
    published.save(make_release(name="新的", number="2024-009"))
    published.save(replace(release_called(published, "示例预算"), index_number="示例-改"))
    published.save(replace(release_called(published, "示例工作要点"), taken_down_on=TODAY))
    assert "新增 1、变更 1、撤下 1" in write_portal(published, tmp_path, date(2024, 3, 5)).told
    assert "新增 0、变更 0、撤下 0" in write_portal(published, tmp_path, date(2024, 3, 6)).told


def test_a_package_that_cannot_be_written_changes_nothing(published: Registers, tmp_path: Path) -> None:
    write_portal(published, tmp_path, TODAY)
    published.save(make_release(name="新的", number="2024-009"))
    with pytest.raises(ExportError, match="已经存在"):
        write_portal(published, tmp_path, TODAY)
    assert "新增 1" in write_portal(published, tmp_path, date(2024, 3, 5)).told
    assert len(list(published.all(Draft))) == 1, "what lies on the portal is remembered once"


def test_pages_of_the_portal_are_compared_and_each_loss_is_told(published: Registers, tmp_path: Path) -> None:
    folder = write_portal(published, tmp_path, TODAY).folder
    page = folder / "主动公开目录.html"
    assert read_portal(published, page, TODAY) == ()
    saved = page.read_text("utf-8")
    page.write_text(saved.replace("示例预算", "示例"), "utf-8")
    assert read_portal(published, page, TODAY) == ("“示例预算”没有在网页上", "“示例”在网页上，目录里没有")
    page.write_text(saved.replace("2024-03-01", "2024-03-11", 1), "utf-8")
    assert "日期与目录不同" in read_portal(published, page, TODAY)[0]
    page.write_text(saved.replace("示例-1", "示例-9", 1), "utf-8")
    assert read_portal(published, page, TODAY) == ("“示例预算”的索引号在网页上是“示例-9”，目录是“示例-1”",)
    guide = folder / "政府信息公开指南.html"
    assert read_portal(published, guide, TODAY) == ()
    assert read_portal(published, guide, date(2024, 9, 2)) == (), "the day it is printed on is not compared"
    guide.write_text(guide.read_text("utf-8").replace("20个工作日", "15个工作日", 1), "utf-8")
    assert len(read_portal(published, guide, TODAY)) == 1
    other = tmp_path / "别的.html"
    other.write_text("<html><body><p>今天天气</p><p>很好</p></body></html>", "utf-8")
    with pytest.raises(DisclosureError, match="没有主动公开目录或公开指南"):
        read_portal(published, other, TODAY)


def test_what_was_taken_down_or_never_registered_is_not_passed_over_on_a_page(
    published: Registers, tmp_path: Path
) -> None:
    """「与登记簿现在的内容一致」 was said of a page that still showed what had been taken down."""
    page = write_portal(published, tmp_path, TODAY).folder / "主动公开目录.html"
    saved = page.read_text("utf-8")
    published.save(replace(release_called(published, "示例预算"), taken_down_on=TODAY))
    assert read_portal(published, page, TODAY) == ("“示例预算”已经撤下或者不公开，还在网页上",)
    page.write_text(saved.replace("示例预算", "别处来的"), "utf-8")
    assert read_portal(published, page, TODAY) == ("“别处来的”在网页上，目录里没有",)
    page.write_text(saved.replace("示例预算", "【置顶】示例工作要点"), "utf-8")
    assert read_portal(published, page, TODAY) == ()
    page.write_text(saved.replace("示例预算", "撤下的"), "utf-8")
    assert read_portal(published, page, TODAY) == ("“撤下的”已经撤下或者不公开，还在网页上",)


@pytest.mark.usefixtures("data_alone")
def test_the_report_that_was_issued_last_lies_beside_as_it_was_kept(published: Registers, tmp_path: Path) -> None:
    issue_unprinted(published, 2023, TODAY)
    folder = write_portal(published, tmp_path, TODAY).folder
    assert (folder / LIST).stat().st_size > 1_000


@pytest.mark.usefixtures("data_alone")
@pytest.mark.parametrize("kind", [ReportEventKind.WITHDRAWN, ReportEventKind.RETURNED])
def test_a_report_that_was_withdrawn_or_sent_back_is_not_to_be_published(
    published: Registers, tmp_path: Path, kind: ReportEventKind
) -> None:
    """The check-list had it ticked off as published, the day after it was withdrawn."""
    issue_unprinted(published, 2023, TODAY)
    event = ReportEvent(year=2023, kind=kind, on=TODAY, party="示例区政府办", reason="表三有误", version=1)
    change = published.save(event)
    for name in "甲乙":
        (tmp_path / name).mkdir()
    said = "".join(str(read_pdf((write_portal(published, tmp_path / "甲", TODAY).folder / LIST).read_bytes())).split())
    assert f"2024-03-04{kind.label}" in said
    published.save(replace(event, id=change.record_id, settled_on=TODAY))
    said = "".join(str(read_pdf((write_portal(published, tmp_path / "乙", TODAY).folder / LIST).read_bytes())).split())
    assert kind.label not in said


@pytest.mark.usefixtures("data_alone")
def test_the_papers_of_the_report_that_are_published_lie_beside_byte_for_byte(
    published: Registers, tmp_path: Path
) -> None:
    papers = {f"报告{suffix}": suffix.encode() for suffix in (".html", ".pdf", ".docx", ".json", ".xlsx")}
    issued = issue_unprinted(published, 2023, TODAY)
    kept = [published.attach(issued, name=name, content=content) for name, content in papers.items()]
    files = "\n".join(f"{each.sha256}  {each.name}" for each in kept)
    published.save(replace(published.get(IssuedReport, issued.id), files=files))
    folder = write_portal(published, tmp_path, TODAY).folder
    found = {name: (folder / name).read_bytes() for name in papers if (folder / name).exists()}
    assert found == {name: papers[name] for name in ("报告.html", "报告.pdf", "报告.docx")}


def test_a_page_that_is_none_or_is_not_there_is_named(published: Registers, tmp_path: Path) -> None:
    page = tmp_path / "示例页面.html"
    with pytest.raises(SourceUnreadableError, match="打不开“示例页面"):
        read_portal(published, page, TODAY)
    sheet = write_portal(published, tmp_path, TODAY).folder / "主动公开目录.xlsx"
    with pytest.raises(DisclosureError, match=r"“主动公开目录[.]xlsx”不是网页"):
        read_portal(published, sheet, TODAY)
