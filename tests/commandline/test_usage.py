"""What is typed wrongly: always exit status 2 and one plain Chinese sentence, never a trace."""

import subprocess
import sys
from pathlib import Path

import pytest

from main import main
from tasks.usages import USAGES

ROOT = Path(__file__).parents[2]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return the one sentence with which a command could not run."""
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("不存在",), "没有“不存在”这个命令"),
        (("reprot", "a", "b"), "没有“reprot”这个命令"),
        (("report",), "缺少 FILE"),
        (("report", "a.db"), "缺少 --year"),
        (("report", "a.db", "--year", "2023"), "缺少 --to"),
        (("report", "a.db", "--year"), "--year 后面缺少内容"),
        (("report", "a.db", "--year", "--to", "b.pdf"), "--year 后面缺少内容"),
        (("report", "a.db", "--year=", "--to", "b.pdf"), "--year 后面缺少内容"),
        (("report", "a.db", "--year", "今年", "--to", "b.pdf"), "--year 应为 1949 到 2199 的整数，不能是“今年”"),
        (("report", "a.db", "--year", "99999999999999999999", "--to", "b.pdf"), "--year 应为"),
        (("report", "a.db", "--year", "２０２３", "--to", "b.pdf"), "--year 应为"),
        (("report", "a.db", "--year", "2023", "--year", "2024", "--to", "b.pdf"), "--year 写了两次"),
        (("check", "a.db", "b.db", "--year", "2023"), "多写了“b.db”"),
        (("check", "a.db", "--year", "2023", "--jsno"), "没有“--jsno”这个选项"),
        (("check", "a.db", "--year", "2023", "--json=1"), "--json 后面不写内容"),
        (("check", "", "--year", "2023"), "FILE 不能是空的"),
        (("import", "a.db", "b.csv"), "缺少 --as"),
        (("import", "a.db", "b.csv", "--as", "letters"), "--as 应为 releases、requests"),
        (("import", "a.db", "b.csv", "--as", "published-report"), "需要同时写 --year"),
        (("export", "a.db", "--register", "steps", "--to", "b.csv"), "--register 应为"),
        (("due",), "缺少 --received"),
        (("due", "--received", "2024-02-30"), "没有“2024-02-30”这一天"),
        (("due", "--received", "明天"), "不是日期"),
        (("due", "--received", "2024-03-01", "--term", "0"), "--term 应为"),
        (("due", "--received", "2024-03-01", "--term", "-5"), "--term 应为"),
        (("fee",), "缺少 --pieces 或 --pages"),
        (("fee", "--pieces", "1", "--pages", "2"), "--pieces 与 --pages 只能写一个"),
        (("fee", "--pieces", "一"), "--pieces 应为"),
        (("fee", "--pieces", "1000000000"), "--pieces 应为 0 到 1000000 的整数"),
        (("profile", "a.db", "--set"), "--set 后面缺少内容"),
        (("verify",), "缺少 FILE"),
        (("restore", "a.db"), "缺少 --to"),
    ],
)
def test_a_mistake_in_typing_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in refused(capsys, *words)


@pytest.mark.parametrize(
    "words",
    [
        ("report", "{}", "--year", "2023", "--to", "b.pdf"), ("check", "{}", "--year", "2023"),
        ("export", "{}", "--register", "requests", "--to", "b.csv"), ("backup", "{}", "--to", "."), ("verify", "{}"),
        ("profile", "{}"),
    ],
)
def test_a_missing_file_is_one_sentence_and_is_not_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "无.sqlite"
    assert "没有找到“无.sqlite”" in refused(capsys, *(word.format(path) for word in words))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", list(USAGES))
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main([name, "--help"]) == 0
    assert f"main.py {name} " in capsys.readouterr().out


@pytest.mark.parametrize("words", [("due", "--received", "2024-03-01", "--json"), ("reprot",), ("verify", "无.sqlite")])
def test_no_command_loads_qt_or_writes_a_trace(words: tuple[str, ...]) -> None:
    program = (
        "import sys; from main import main; status = main(sys.argv[1:]);"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))];"
        "sys.exit(9 if loaded else status)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env={"PATH": "/usr/bin", "LANG": "C"},
    )
    assert ended.returncode == (0 if words[0] == "due" else 2)
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("\n") == (0 if words[0] == "due" else 1)


def test_a_fault_of_the_program_is_one_sentence_and_noted_in_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    monkeypatch.setitem(sys.modules, "tasks.calendar.due_date", None)  # importing it fails, as in a broken installation
    assert "程序出错，没有完成（" in refused(capsys, "due", "--received", "2024-03-01")
    assert "commandline.py" in (tmp_path / ".disclosure-desk-error.log").read_text(encoding="utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize("words", [[], ["台账.sqlite"]])
def test_a_window_without_a_screen_is_one_sentence(words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "main.py", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env={"PATH": "/usr/bin", "LANG": "C"},
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
