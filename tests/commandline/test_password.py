"""Commands on a file with a password: the numbers need none, personal data do."""

import shutil
from pathlib import Path

import pytest

from disclosure.records import Request
from main import main
from storage.registers import open_registers
from tasks.safety.password import set_password
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv
from tests.sample_files import sample_at
from tests.storage.password.test_sealing import OTHER, PASSWORD
from tests.storage.rescue.test_salvage import PAGE, TABLE_LEAF


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample under a password, to be copied and never opened."""
    path = sample_at(tmp_path_factory.mktemp("sample") / "示例.sqlite")
    with open_registers(path) as registers:
        set_password(registers, PASSWORD)
    return path


@pytest.fixture
def sealed(sealed_once: Path, tmp_path: Path) -> Path:
    """The sample under a password."""
    return Path(shutil.copy(sealed_once, tmp_path / "示例.sqlite"))


def secret(folder: Path, text: str) -> str:
    path = folder / "口令.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_report_check_backup_and_restore_need_no_password(sealed: Path, tmp_path: Path) -> None:
    assert run("report", sealed, "--year", 2023, "--to", tmp_path / "年报.json") == 0
    assert run("check", sealed, "--year", 2023) == 0
    assert run("backup", sealed, "--to", tmp_path / "备份") == 0
    (backup,) = (tmp_path / "备份").iterdir()
    assert run("restore", backup, "--to", tmp_path / "恢复.sqlite") == 0
    assert run("profile", sealed) == 0


def test_the_report_is_the_same_with_and_without_a_password(sealed: Path, tmp_path: Path) -> None:
    plain = sample_at(tmp_path / "另一份.sqlite")
    for path, name in ((plain, "一.json"), (sealed, "二.json")):
        assert run("report", path, "--year", 2023, "--to", tmp_path / name) == 0
    assert (tmp_path / "一.json").read_bytes() == (tmp_path / "二.json").read_bytes()


def test_verify_tells_what_it_could_not_look_at(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", sealed) == 0
    assert capsys.readouterr().out == "文件完好。（加密的内容没有核对：没有给出口令。）\n"
    assert run("verify", sealed, "--password-file", secret(tmp_path, f"\ufeff{PASSWORD}\r\n第二行")) == 0
    assert capsys.readouterr().out == "文件完好。\n"


@pytest.mark.parametrize(
    "words",
    [
        ("import", "{file}", "{ledger}", "--as", "requests"),
        ("export", "{file}", "--register", "requests", "--to", "{out}"),
        ("profile", "{file}", "--set", "简称=街道"),
    ],
)
def test_personal_data_and_changes_are_refused_without_it(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    ledger, out = write_csv(tmp_path / "台账.csv", HEADER, ("", *ROW[1:])), tmp_path / "导出.csv"
    typed = [word.format(file=sealed, ledger=ledger, out=out) for word in words]
    assert main(typed) == 2
    assert capsys.readouterr().err == "这个文件设有口令，要先输入口令。\n"
    assert not out.exists()
    assert main([*typed, "--password-file", secret(tmp_path, OTHER)]) == 2
    assert "口令不对" in capsys.readouterr().err
    assert main([*typed, "--password-file", secret(tmp_path, PASSWORD)]) == 0


def test_a_masked_export_and_other_registers_need_none(sealed: Path, tmp_path: Path) -> None:
    assert run("export", sealed, "--register", "requests", "--mask", "--to", tmp_path / "申请.csv") == 0
    assert run("export", sealed, "--register", "releases", "--to", tmp_path / "公开.csv") == 0
    assert "（已加密）" in (tmp_path / "申请.csv").read_text(encoding="utf-8-sig")


def test_a_password_file_that_cannot_be_read_is_a_sentence(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("没有.txt", "."):
        assert run("verify", sealed, "--password-file", tmp_path / name) == 2
        assert "--password-file 读不出来" in capsys.readouterr().err


def test_what_only_the_sealed_journal_still_holds_is_salvaged_with_the_password(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged, saved = tmp_path / "坏.sqlite", tmp_path / "救出.sqlite"
    damaged.write_bytes(without_requests(sealed.read_bytes()))
    assert run("salvage", damaged, "--to", tmp_path / "无口令.sqlite") == 1
    assert "没有口令读不出来" in capsys.readouterr().out
    wrong, right = secret(tmp_path, OTHER), ["--password-file"]
    assert run("salvage", damaged, "--to", saved, *right, wrong) == 2
    assert not saved.exists()
    assert run("salvage", damaged, "--to", saved, *right, secret(tmp_path, PASSWORD)) == 0
    with open_registers(sealed) as before, open_registers(saved) as after:
        for registers in (before, after):
            registers.protection.unlock(PASSWORD)
        assert list(after.all(Request)) == list(before.all(Request))
        assert after.verify() == []


def without_requests(data: bytes) -> bytes:
    """Overwrite the leaves of the requests: sealed values stand there, but not as the journal keeps them."""
    pages = [data[first : first + PAGE] for first in range(0, len(data), PAGE)]
    gone = [page[0] == TABLE_LEAF and b"natural_person" in page and b'"applicant_kind"' not in page for page in pages]
    assert any(gone)
    return b"".join(bytes(PAGE) if is_gone else page for page, is_gone in zip(pages, gone, strict=True))
