"""Start to usable window against a bare PySide6 window, each a process of its own, in turn; and the memory it takes."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import budgets
from benchmarks.comparison import Comparison
from storage.registers import create_registers

RUNS = 9
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.show(); app.processEvents()
"""
OURS = """
import gc
gc.disable()  # as main.py does
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from gui.shell.application import Program
from gui.base.preferences import Preferences
program = Program(app, Preferences())
program.open_file(Path(sys.argv[1]))
for _ in range(5): app.processEvents()
"""
READ = """
while program.window.pages["today"].shown is None: app.processEvents()
"""
MEMORY = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
import os; os._exit(0)
"""


def _run(code: str, *words: str) -> tuple[float, float]:
    """Return milliseconds and MB of one process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    command = [sys.executable, "-c", code + MEMORY, *words]
    began = time.perf_counter()
    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return (time.perf_counter() - began) * 1000, int(outcome.stdout.split()[-1]) / 1024


def measured() -> list[Comparison]:
    """Return start-up time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.sqlite")
        create_registers(path).close()
        _run(OURS, str(path))
        turns = [(_run(OURS, str(path)), _run(OURS + READ, str(path)), _run(BARE)) for _ in range(RUNS)]
    ours, read, bare = ([turn[side] for turn in turns] for side in (0, 1, 2))
    return [
        Comparison(
            "start to usable window",
            statistics.median(ms for ms, _ in ours),
            statistics.median(ms for ms, _ in bare),
            "ms",
            "a bare QMainWindow",
            budgets.START,
        ),
        Comparison(
            "start until 今日 is read from the file",
            statistics.median(ms for ms, _ in read),
            statistics.median(ms for ms, _ in bare),
            "ms",
            "a bare QMainWindow",
            budgets.IN_A_WORKER,
        ),
        Comparison(
            "memory of the shown window",
            statistics.median(mb for _, mb in ours),
            statistics.median(mb for _, mb in bare),
            "MB",
            "a bare QMainWindow",
            budgets.SHOWN_WINDOW,
        ),
    ]
