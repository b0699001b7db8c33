"""A bug while personal values are in every frame: nothing of them reaches the terminal, the window or a file."""

import os
import re
import subprocess
import sys
from pathlib import Path

from disclosure.records import Request
from tests.empty_files import new_registers
from tests.records_factory import make_request

SECRETS = ("110101190001010013", "13800000000", "测试区测试路2号", "张测试")
BUG = """
import gc, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from disclosure.records import Request
from gui.shell.application import run
from gui.shell.crash import CrashDialog
from importers.watch import _StoppedError

def break_here(request):
    held = (request, request.phone, request.identity_number)
    raise ValueError(f"cannot do {{held}}")

class Broken:
    def __init__(self, request):
        self.request = request
    def __del__(self):
        break_here(self.request)

class Stopped:
    def __del__(self):
        raise _StoppedError

left = ["slot", "thread", "unraisable", "job"]

def look():
    window = next(each for each in app.topLevelWidgets() if each.isVisible())
    request = window.session.registers.get(Request, 1)
    bug = left.pop(0)
    if bug == "slot":
        QTimer.singleShot(0, lambda: break_here(request))
    elif bug == "thread":
        threading.Thread(target=break_here, args=(request,)).start()
    elif bug == "unraisable":
        Stopped()  # told to stop, as a reader is by 取消: no crash
        Broken(request)
    else:
        window.session.run_quietly(lambda _progress: break_here(request), print)
    QTimer.singleShot(800, lambda: tell(bug))

def tell(bug):
    for each in app.topLevelWidgets():
        if isinstance(each, CrashDialog) and each.isVisible():
            print("REPORT", bug, each.text.toPlainText())
            each.close()
    if left:
        look()
    else:
        app.closeAllWindows()
        app.quit()

QTimer.singleShot(600, look)
run(Path({path!r}), False)
"""


def test_a_bug_with_personal_values_in_its_frames_tells_none_wherever_it_happens(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    with new_registers(path) as registers:
        registers.save(
            make_request(identity_number=SECRETS[0], phone=SECRETS[1], address=SECRETS[2], applicant=SECRETS[3])
        )
        assert registers.count(Request) == 1
    outcome = subprocess.run(
        [sys.executable, "-c", BUG.format(path=str(path))],
        capture_output=True,
        text=True,
        timeout=60,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
        },
        check=False,
    )
    told = outcome.stdout + outcome.stderr
    assert re.findall("^REPORT (\\w+)", outcome.stdout, re.MULTILINE) == ["slot", "thread", "unraisable", "job"], told
    assert outcome.stderr.count("builtins.ValueError") == 4
    assert [secret for secret in SECRETS if secret in told] == []
    others = [each for each in tmp_path.rglob("*") if each.is_file() and each.suffix != ".sqlite"]
    assert [each.name for each in others for secret in SECRETS if secret.encode() in each.read_bytes()] == []
