"""What is said of a backup, a salvage and a check of the whole file."""

from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import WrongPasswordError
from disclosure.records import LEDGERS, Attachment, IssuedLetter, Request
from disclosure.terms import PasswordEvent
from storage.registers import Registers, open_registers
from storage.rescue.salvage import Salvage
from tasks.safety.accesses import fields_of
from tasks.safety.backup import Holdings, back_up, backup_at, backups_in, proven, restore
from tasks.safety.password import set_password
from tasks.safety.restore_plan import held_words, missing_words
from tasks.safety.salvage import known_backups, salvage_words
from tasks.safety.verify import Verdict, verdict
from tests.records_factory import make_request


@pytest.mark.parametrize(
    ("records", "years", "said"),
    [
        ({"requests": 3, "reviews": 0, "steps": 9, "releases": 2}, (), "依申请公开 3 条 · 主动公开 2 条。"),
        ({"requests": 1}, (2022, 2023), "依申请公开 1 条；2022、2023 年的统计数能从中重新数出。"),
        ({"steps": 4}, (), "没有任何记录。"),
    ],
)
def test_what_a_backup_holds(records: dict[str, int], years: tuple[int, ...], said: str) -> None:
    assert held_words(Holdings(records, {year: {} for year in years}, "")) == said


def test_what_a_backup_lacks_is_told_newest_first_and_cut_at_two_hundred(registers: Registers) -> None:
    registers.save(make_request())
    held = Holdings({}, {}, registers.fingerprint)
    assert missing_words(held, registers) == []
    for number in range(201):
        registers.save(make_request(number=f"外-{number}"))
    told = missing_words(held, registers)
    assert (len(told), told[-1]) == (201, "……共 201 次操作")
    assert "外-200" in told[0]
    (strange,) = missing_words(replace(held, fingerprint="ab" * 32), registers)
    assert "可能属于另一个文件" in strange


def test_what_was_salvaged_and_what_was_not() -> None:
    whole = Salvage(Path("a"), {"requests": 2, "steps": 3, "reviews": 0}, is_history_whole=True, knows_all=True)
    assert salvage_words(whole) == [
        "读出：依申请公开 2 条 · 办理步骤 3 条。",
        "修改记录完整保留。",
        "没有任何内容丢失。",
    ]
    torn = Salvage(Path("a"), {}, from_journal=4, lost=[f"第 {number} 处" for number in range(201)], knows_all=True)
    assert salvage_words(torn)[:4] == [
        "读出：没有登记记录。",
        "其中 4 条（含办理步骤、附件等）取自修改记录，内容与保存时一致。",
        "修改记录没有带入新文件，从抢救起重新记录。",
        "没有读出、或者要人工核对的 201 处：",
    ]
    assert len(salvage_words(torn)) == 205
    assert "另有 1 处" in salvage_words(torn)[-1]


def test_a_register_of_which_nothing_was_read_is_named() -> None:
    """Of a file cut short 主动公开 and 依申请公开 were gone whole, and nobody said so."""
    told = "\n".join(salvage_words(Salvage(Path("a"), {"reviews": 2, "duties": 4, "attachments": 3})))
    assert "没有任何内容丢失" not in told
    assert "附件 3 条" in told.split("尤其是")[0], "letters and papers were counted nowhere"
    assert IssuedLetter.title in told.split("尤其是")[1]
    for register, record_type in LEDGERS.items():
        assert (record_type.title in told.split("尤其是")[1]) is (register not in ("reviews", "duties"))


def test_what_a_check_of_the_file_says() -> None:
    assert Verdict([]).sentences == ["文件完好。"]
    whole, limit = Verdict([], is_keyed=False).sentences
    assert whole == "文件完好。"
    assert "没有设口令" in limit
    assert "--fingerprint" in limit
    assert len(Verdict([], is_keyed=False, confirmed="指纹是第 1 条的。").sentences) == 2, "a printed one says more"
    assert Verdict([], is_locked=True).sentences == ["文件完好。（加密的内容没有核对：没有给出口令。）"]
    assert Verdict(["坏了。"], is_locked=True).sentences == ["坏了。"]


def test_a_file_is_checked_with_what_opens_it(registers: Registers, path: Path) -> None:
    registers.save(make_request(phone="13000000000"))
    registers.reseal(registers.protection.renewed("春眠不觉晓 2024"), PasswordEvent.SET)
    registers.close()
    opened, locked = verdict(path, "春眠不觉晓 2024"), verdict(path)
    assert [(one.problems, one.is_locked, len(one.marks)) for one in (opened, locked)] == [
        ([], False, 1),
        ([], True, 1),
    ]
    with pytest.raises(WrongPasswordError):
        verdict(path, "夜来风雨声 2024")
    content = path.read_bytes()
    path.write_bytes(content[:5000] + bytes(len(content) - 5000))
    damaged = verdict(path)
    assert ("损坏" in "".join(damaged.sentences), list(damaged.marks)) == (True, [])


def test_backups_are_known_by_their_names_newest_first(tmp_path: Path) -> None:
    names = [
        "台账-备份-20240304-090000.sqlite",
        "台账-备份-20240304-090000-2.sqlite",
        "台账-备份-20240305-080000.sqlite",
    ]
    for name in (*names, "别的-备份-20240306-080000.sqlite", "台账-备份-20249999-000000.sqlite", "台账.sqlite"):
        (tmp_path / name).touch()
    assert [backup.path.name for backup in backups_in(tmp_path, "台账")] == [names[2], names[1], names[0]]
    assert len(backups_in(tmp_path)) == 4
    assert backups_in(tmp_path / "没有") == []
    assert backup_at(tmp_path / "台账-备份-20249999-000000.sqlite") is None
    beside = known_backups(tmp_path / "台账.sqlite", tmp_path / "没有", None)
    assert [backup.path.name for backup in beside] == [names[2], names[1], names[0]]


def test_what_the_screen_hides_of_a_record() -> None:
    request = make_request(phone="13000000000", address="测试路1号")
    assert fields_of(request) == "电话、地址"
    assert fields_of(request, {"address", "email"}) == "地址"
    assert fields_of(Attachment(name="a", is_identity=True)) == "身份证明"
    assert fields_of(Attachment(name="a")) == ""


def test_a_backup_under_a_former_password_says_that_it_opens_by_that_one(registers: Registers, tmp_path: Path) -> None:
    """「核对无误」 was said of what nobody could read, and the restored file took the password of today for wrong."""
    registers.save(make_request(phone="13800000000"))
    set_password(registers, "白露为霜-Shuangjiang-88")
    elsewhere = tmp_path / "另一台电脑"
    elsewhere.mkdir()
    before = back_up(registers, elsewhere)
    assert "那时的口令" not in held_words(proven(before, held=registers.protection.held))
    set_password(registers, "谷雨-Guyu-2024-88")  # on another computer, which does not know of this backup
    told = held_words(proven(before, held=registers.protection.held))
    assert "没有核对" in told
    assert "用那时的口令" in told
    restored = tmp_path / "恢复.sqlite"
    restore(before, restored)
    with open_registers(restored) as again:
        again.protection.unlock("白露为霜-Shuangjiang-88")
        assert again.get(Request, 1).phone == "13800000000"
