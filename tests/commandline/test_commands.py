"""The commands, run as a script runs them: what they print, what they leave behind, how they end."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.finding import Finding
from disclosure.terms import PasswordEvent
from main import main
from storage.registers import Registers, create_registers, open_registers
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv
from tests.issued_year import issue_unprinted
from tests.records_factory import make_request
from tests.sample_files import sample_at


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A file with the sample."""
    return sample_at(tmp_path / "示例.sqlite")


def said(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> str:
    """Return what a command printed, having ended as it should and complained about nothing."""
    assert main([str(word) for word in words]) == status
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def answered(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> dict[str, Any]:
    """Return the one JSON object a command printed."""
    answer = json.loads(said(capsys, *words, "--json", status=status))
    assert isinstance(answer, dict)
    return answer


def test_import_makes_the_file_refuses_rows_with_status_one_and_is_idempotent(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = write_csv(tmp_path / "台账.csv", HEADER, ROW, ("", "外星人", *ROW[2:]), encoding="gbk")
    file = tmp_path / "新.sqlite"
    first = said(capsys, "import", "--as", "requests", file, source, status=1)
    assert "导入 1 条，已有 0 条，退回 1 条" in first
    assert str(tmp_path / "台账-退回.csv") in first
    assert "第 3 行：申请人类型：不认识“外星人”" in first
    assert "导入 0 条，已有 1 条，退回 1 条" in said(capsys, "import", file, source, "--as=requests", status=1)


def test_of_many_refused_rows_the_first_twenty_are_told_and_how_many_more_there_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Of fifty rows that did not come in a script was told of twenty, as if there were no more."""
    wrong = [("", "外星人", *ROW[2:])] * 22
    source = write_csv(tmp_path / "台账.csv", HEADER, ROW, *wrong)
    told = said(capsys, "import", tmp_path / "新.sqlite", source, "--as", "requests", status=1).splitlines()
    rows = [line.split("：")[0] for line in told if line.startswith("  第 ")]
    assert rows == [f"  第 {number} 行" for number in range(3, 23)]
    assert told[-1] == "  ……另有 2 处没有列出。"


def test_import_takes_a_mapping(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = write_csv(tmp_path / "台账.csv", ("类别", "何人", *HEADER[3:]), (*ROW[1:3], *ROW[3:]))
    mapping = tmp_path / "对应.json"
    mapping.write_text(json.dumps({"类别": "申请人类型", "何人": "applicant"}), encoding="utf-8")
    told = said(capsys, "import", tmp_path / "新.sqlite", source, "--mapping", mapping, "--as", "requests")
    assert "导入 1 条" in told


def test_an_import_into_an_issued_year_needs_a_word_for_it(
    capsys: pytest.CaptureFixture[str], registers: Registers, tmp_path: Path
) -> None:
    issue_unprinted(registers, 2023, date(2024, 1, 10))
    registers.close()
    source = write_csv(tmp_path / "台账.csv", HEADER, ROW)
    words = ["import", str(registers.path), str(source), "--as", "requests"]
    assert main(words) == 2
    told = capsys.readouterr().err
    assert "“导入依申请公开台账‘台账.csv’（1 条）”将使登记簿与已签发的 2023 年度报告（第 1 版）" in told
    assert told.strip().endswith("确实要写入的，加上 --even-issued。")
    assert "导入 1 条" in said(capsys, *words, "--even-issued")


def test_an_unreadable_source_ends_with_two_and_makes_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "空.csv"
    source.touch()
    assert main(["import", str(tmp_path / "新.sqlite"), str(source), "--as", "requests"]) == 2
    assert capsys.readouterr().err == "“空.csv”是空文件，没有可以导入的内容。\n"
    assert [path.name for path in tmp_path.iterdir()] == ["空.csv"]


def test_a_file_open_elsewhere_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], registers: Registers
) -> None:
    assert main(["profile", str(registers.path)]) == 2
    assert "已经打开" in capsys.readouterr().err


def test_export_writes_a_ledger_by_year_and_masked(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "台账.csv"
    assert "已导出 0 条" in said(capsys, "export", sample, "--register", "requests", "--to", out, "--year", 2022)
    assert "已导出 1 条" in said(
        capsys, "export", sample, "--mask", "--register", "requests", "--to", out, "--year", 2023
    )
    assert "张**" in out.read_text(encoding="utf-8-sig")
    assert "张某某" not in out.read_text(encoding="utf-8-sig")


def test_profile_sets_facts_by_label_or_code_in_any_order_and_tells_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "新.sqlite"
    pairs = ("--set", "name=示例街道办事处", "级别=乡镇", file, "--set", "期初日期=2022年12月31日")
    facts = answered(capsys, "profile", *pairs)
    assert (facts["机关全称"], facts["级别"], facts["期初日期"]) == ("示例街道办事处", "乡镇", "2022-12-31")
    assert "机关全称: 示例街道办事处\n" in said(capsys, "profile", file)
    assert answered(capsys, "profile", file, "--set", "级别=")["级别"] == "街道"


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("没有=1", "没有“没有”这一栏"),
        ("机关全称", "多写了“机关全称”"),
        ("级别=大", "级别：不认识“大”"),
        ("期初历年累计主动公开=-1", "期初历年累计主动公开：“-1”不是"),
    ],
)
def test_a_fact_that_cannot_be_set_changes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, pair: str, sentence: str
) -> None:
    assert main(["profile", str(tmp_path / "新.sqlite"), "--set", "简称=街道", pair]) == 2
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_fact_without_a_value_is_told_how_it_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["profile", str(tmp_path / "新.sqlite"), "--set", "机关全称"]) == 2
    assert "应写成 栏目=内容" in capsys.readouterr().err


@pytest.mark.parametrize(("received", "due"), [("2022-09-30", "2022-11-02"), ("2022年9月30日", "2022-11-02")])
def test_due_gives_the_day_and_why(capsys: pytest.CaptureFixture[str], received: str, due: str) -> None:
    answer = answered(capsys, "due", "--received", received)
    assert (answer["due"], answer["provisional"]) == (due, False)
    assert set(answer["days"][0]) == {"date", "counts", "reason"}
    assert sum(day["counts"] for day in answer["days"]) == 20
    assert said(capsys, "due", "--received", received).startswith("2022年11月2日")


def test_a_term_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(capsys, "due", "--term", 7, "--received", "2024-03-01")["due"] == "2024-03-12"


@pytest.mark.parametrize(("option", "count", "fee"), [("--pieces", 10, 0), ("--pieces", 11, 100), ("--pages", 30, 0)])
def test_fee_gives_the_amount_and_its_steps(
    capsys: pytest.CaptureFixture[str], option: str, count: int, fee: int
) -> None:
    answer = answered(capsys, "fee", option, count)
    assert set(answer) == {"fee", "steps"}
    assert answer["fee"] == fee
    assert f"{fee}" in said(capsys, "fee", option, count)


def test_verify_finds_a_sound_file_fine_and_a_damaged_one_not(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    assert said(capsys, "verify", sample).startswith("文件完好。\n这个文件没有设口令")
    content = bytearray(sample.read_bytes())
    for first in range(8_192, len(content) - 4_096, 8_192):
        content[first : first + 200] = b"\xff" * 200
    damaged = tmp_path / "损坏.sqlite"
    damaged.write_bytes(content)
    assert main(["verify", str(damaged)]) == 1
    assert capsys.readouterr().out.strip()


def test_verify_of_something_else_could_not_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "别的.sqlite").write_text("不是数据库" * 100, encoding="utf-8")
    assert main(["verify", str(tmp_path / "别的.sqlite")]) == 2
    assert "不是信息公开工作台的数据文件" in capsys.readouterr().err


def test_a_folder_named_on_the_command_line_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "不是文件" in capsys.readouterr().err


def test_nothing_is_written_over_the_file_itself(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    before = sample.read_bytes()
    assert main(["export", str(sample), "--register", "requests", "--to", str(sample)]) == 2
    assert main(["report", str(sample), "--year", "2023", "--to", str(sample)]) == 2
    capsys.readouterr()
    assert sample.read_bytes() == before


def test_the_file_of_the_sample_is_closed_after_each_command(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    said(capsys, "profile", sample)
    with open_registers(sample) as registers:
        assert registers.profile().short_name == "街道"


def test_report_writes_each_paper_and_says_where(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    papers = [tmp_path / "年报.pdf", tmp_path / "年报.json"]
    told = said(capsys, "report", "--to", papers[0], sample, "--year", 2023, "--to", papers[1])
    assert told.splitlines() == [str(paper) for paper in papers]
    assert papers[0].read_bytes().startswith(b"%PDF")
    written = json.loads(papers[1].read_text(encoding="utf-8"))
    assert (written["format"], written["year"]) == ("disclosure-report/1", 2023)
    assert written["table3"]["一、本年新收政府信息公开申请数量"] == [1, 0, 0, 0, 0, 0, 1]
    assert "516" in written["sections"][0]["text"]


def test_report_of_an_empty_file_is_a_draft_all_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, path: Path
) -> None:
    create_registers(path).close()
    assert said(capsys, "report", path, "--year", 2030, "--to", tmp_path / "年报.json")


def test_a_paper_of_an_unknown_kind_is_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    papers = ["--to", str(tmp_path / "年报.json"), "--to", str(tmp_path / "年报.odt")]
    assert main(["report", str(sample), "--year", "2023", *papers]) == 2
    assert "不能写成“年报.odt”" in capsys.readouterr().err
    assert not (tmp_path / "年报.json").exists()


def test_check_ends_with_one_only_where_there_is_an_error(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    answer = answered(capsys, "check", sample, "--year", 2023)
    assert set(answer) == {"year", "findings"}
    assert not [finding for finding in answer["findings"] if finding["severity"] == "error"]


def test_a_check_of_very_many_findings_makes_no_json_nobody_asked_for(
    capsys: pytest.CaptureFixture[str], sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100,000 requests of one year took 756 MB, a third of them for an answer in JSON that was thrown away."""
    found = answered(capsys, "check", sample, "--year", 2023)["findings"]
    monkeypatch.delattr(Finding, "as_json")
    told = said(capsys, "check", sample, "--year", 2023).splitlines()
    assert [line.partition(" ")[2] for line in told] == [f"{one['rule']} {one['message']}" for one in found] != []


def test_stats_counts_any_period_beside_the_year_before(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    answer = answered(capsys, "stats", sample, "--period", "2023Q2")
    assert (answer["period"]["since"], answer["year_before"]["until"]) == ("2023-04-01", "2022-06-30")
    assert len(answer["period"]["cells"]) == 200
    cell = "table3/一、本年新收政府信息公开申请数量/总计"
    parts = ("2023", "2023H1", "2023H2")
    whole, *halves = (answered(capsys, "stats", sample, "--period", part)["period"]["cells"][cell] for part in parts)
    assert sum(halves) == whole > 0
    sheet, paper = tmp_path / "五月.xlsx", tmp_path / "五月.pdf"
    printed = said(capsys, "stats", sample, "--period", "2023-05", "--to", sheet, "--to", paper)
    assert printed.splitlines() == [str(sheet), str(paper)]
    assert "2023年5月政府信息公开工作统计表" in said(capsys, "stats", sample, "--period", "2023-05")


def test_check_report_gives_the_report_and_its_findings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = next((Path(__file__).parents[1] / "data" / "reports").glob("004-*.json"))
    answer = answered(capsys, "check-report", source)
    assert set(answer) == {"report", "read", "findings"}
    assert answer["report"]["table4"]["行政复议"] == [309, 17, 88, 26, 440]
    broken = json.loads(source.read_text(encoding="utf-8"))
    broken["table4"]["行政复议"][4] = 0
    wrong = tmp_path / "错.json"
    wrong.write_text(json.dumps(broken, ensure_ascii=False), encoding="utf-8")
    found = answered(capsys, "check-report", wrong, "--previous", source, status=1)["findings"]
    assert "T4-1" in {finding["rule"] for finding in found if finding["severity"] == "error"}
    assert "[错误] T4-1" in said(capsys, "check-report", wrong, status=1)


def test_last_years_report_is_imported_as_such(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    source = next((Path(__file__).parents[1] / "data" / "reports").glob("018-*.json"))
    told = said(capsys, "import", path, source, "--as", "published-report", "--year", 2021)
    assert "2021 年" in told
    assert path.exists()


def test_a_fingerprint_printed_on_any_day_is_confirmed(
    capsys: pytest.CaptureFixture[str], registers: Registers, path: Path
) -> None:
    registers.save(make_request())
    entry = registers._connection.row("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1")
    assert entry is not None
    digits = entry[1].hex()[:16].upper()
    printed = f"2024年3月 日志至第 {entry[0]} 条 指纹 {digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"
    registers.save(make_request())  # the head has moved on
    registers.reseal(registers.protection.renewed("春眠不觉晓 2024"), PasswordEvent.SET)
    registers.close()
    for text in (printed, printed.rsplit(maxsplit=1)[-1].lower(), digits, entry[1].hex()):
        assert f"日志第 {entry[0]} 条" in said(capsys, "verify", path, "--fingerprint", text)
    assert main(["verify", str(path), "--fingerprint", "0123-4567-89AB-CDEF"]) == 1
    assert "不在这个文件的日志中" in capsys.readouterr().out
    assert main(["verify", str(path), "--fingerprint", "3月的那个"]) == 2
    assert "不是日志指纹" in capsys.readouterr().err


def test_a_year_of_what_has_none_is_not_exported_whole(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    """``--year 2025`` of 应公开事项 wrote all of them and said nothing."""
    ledger = tmp_path / "事项.csv"
    words = ("export", str(sample), "--register", "duties", "--to", str(ledger))
    assert main([*words, "--year", "2025"]) == 2
    assert "应公开事项不分年度" in capsys.readouterr().err
    assert not ledger.exists()
    assert "已导出" in said(capsys, *words)


def test_a_file_without_its_first_page_is_salvaged_whole(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    damaged, saved = tmp_path / "坏.sqlite", tmp_path / "救出.sqlite"
    damaged.write_bytes(bytes(4096) + sample.read_bytes()[4096:])
    told = said(capsys, "salvage", damaged, "--to", saved)
    assert "没有任何内容丢失" in told
    assert "修改记录完整保留" in told
    assert said(capsys, "verify", saved).startswith("文件完好。\n这个文件没有设口令")
    assert answered(capsys, "profile", saved) == answered(capsys, "profile", sample)


def test_a_backup_is_written_and_restored_into_a_new_file(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "备份"
    folder.mkdir()
    backup = Path(said(capsys, "backup", sample, "--to", folder).strip())
    assert backup.parent == folder
    restored = tmp_path / "恢复.sqlite"
    assert "已恢复到" in said(capsys, "restore", "--to", restored, backup)
    assert said(capsys, "verify", restored).startswith("文件完好。\n这个文件没有设口令")
    assert answered(capsys, "profile", restored) == answered(capsys, "profile", sample)


def test_a_backup_makes_its_folder_but_not_the_way_to_it(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    backup = Path(said(capsys, "backup", sample, "--to", tmp_path / "备份").strip())
    assert backup.parent == tmp_path / "备份"
    assert main(["backup", str(sample), "--to", str(tmp_path / "没有的盘" / "备份")]) == 2
    assert not (tmp_path / "没有的盘").exists()


def test_a_draft_of_a_year_long_past_is_not_called_late(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    for name in ("草稿.json", "草稿.html", "草稿.pdf"):
        said(capsys, "report", sample, "--year", "2020", "--to", tmp_path / name)
        findings = answered(capsys, "check-report", tmp_path / name, status=1)["findings"]
        rules = {finding["rule"] for finding in findings}
        assert "F-17" not in rules
        assert "F-8" in rules, "a draft that still asks for section five is no report"


def test_restoring_never_overwrites_a_file_and_needs_a_sound_backup(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    before = sample.read_bytes()
    (tmp_path / "坏.sqlite").write_bytes(b"no backup")
    for backup, to in ((sample, sample), (tmp_path / "坏.sqlite", tmp_path / "新.sqlite")):
        assert main(["restore", str(backup), "--to", str(to)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert (sample.read_bytes(), (tmp_path / "新.sqlite").exists()) == (before, False)


def test_a_file_another_command_makes_in_the_same_moment_is_not_taken_away(
    capsys: pytest.CaptureFixture[str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_registers(path) as others:
        others.save(make_request())
        monkeypatch.setattr(type(path), "exists", lambda _path: False)  # so it was when this one looked
        assert main(["profile", str(path), "--set", "电话=0591-00000000"]) == 2
        assert "已经存在" in capsys.readouterr().err
        monkeypatch.undo()
        assert path.exists()
        others.save(make_request(applicant="乙某某"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such disk here")
@pytest.mark.parametrize("write_through", [False, True])
def test_what_is_printed_into_a_full_disk_does_not_look_like_a_fault_or_an_undone_save(
    write_through: bool, capsys: pytest.CaptureFixture[str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_registers(path).close()
    for words, stream in (
        (["profile", str(path), "--set", "电话=0591-00000000"], "sys.stdout"),
        (["--help"], "sys.stdout"),
        (["没有这个命令"], "sys.stderr"),
    ):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            full.reconfigure(write_through=write_through)
            with monkeypatch.context() as patch:
                patch.setattr(stream, full)
                assert main(words) == 2
    told = capsys.readouterr().err
    assert "登记都已经写好" in told
    assert "程序出错" not in told
    assert "0591-00000000" in said(capsys, "profile", path)
