"""导出年度报告: choosing formats and folder, with warnings about files to be replaced and about personal data."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from exporters.report.formats import FORMATS
from gui.base.signs import Sign
from gui.kit.cards import button, words
from gui.kit.file_dialogs import ask_folder, documents, folder_words
from gui.kit.gated_form import GatedForm

_WIDE = 520


class ReportExport(GatedForm):
    """Choose formats and folder; 导出 is disabled until both are chosen. ``wanted`` carries the paths to write."""

    wanted = Signal(object)

    def __init__(self, year: int, name: str, parent: QWidget | None = None, *, told: Sequence[str] = ()) -> None:
        super().__init__(f"导出 {year} 年度报告", parent)
        self._name = name
        self.told = words("\n".join(told), wrap=True, sign=Sign.DOUBT)
        self.boxes = {suffix: QCheckBox(offered.words) for suffix, offered in FORMATS.items()}
        self.folder, self._folder = words("", wrap=True), Path(documents())
        self.save_button.setText("导出  Ctrl+S")
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        for box in self.boxes.values():
            stack.addWidget(box)
        stack.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(button("浏览…", self._choose))
        stack.addLayout(row)
        stack.addWidget(self.told)
        self.told.setVisible(bool(told))
        stack.addStretch(1)
        for suffix, box in self.boxes.items():
            box.setChecked(FORMATS[suffix].is_usual)
            box.toggled.connect(self.refresh_gate)
        self.submitted.connect(self._export)
        self.take_folder(self._folder)
        self.be_as_high_as_it_tells(_WIDE)

    def take_folder(self, folder: Path) -> None:
        """Write into another folder, which is named in words."""
        self._folder = folder
        self.folder.setText(f"保存到{folder_words(folder)}")
        self.folder.setToolTip(str(folder))
        self.refresh_gate()

    def paths(self) -> list[Path]:
        """Return the files that will be written."""
        return [self._folder / f"{self._name}{suffix}" for suffix, box in self.boxes.items() if box.isChecked()]

    def refresh_gate(self) -> None:
        if not self.paths():
            self.complain("至少选择一种文件")
        elif not self._folder.is_dir():
            self.complain("文件夹不存在，重新选择")
        else:
            known = [path.name for path in self.paths() if path.exists()]
            self.complain("")
            if known:
                self.gate.say(f"将替换已有的 {len(known)} 个同名文件", Sign.DOUBT)

    def _export(self) -> None:
        paths = self.paths()
        self.accept()
        self.wanted.emit(paths)

    def _choose(self) -> None:
        ask_folder(self, "保存到文件夹", self.take_folder, str(self._folder))
