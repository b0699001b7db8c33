"""Sound files of every kind that comes in, to be damaged: from our own exporters and the sample, or written."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from resources.locate import resource_path
from storage.registers import open_registers
from tasks.ledgers.exporting import export_ledger
from tasks.report.writing import export_report
from tests.disclosure.checks.clean import CLEAN
from tests.importers.papers.outlook_file import outlook
from tests.importers.papers.test_outlook import LATE, SENDER, TEXT
from tests.importers.published.file_shapes import open_document
from tests.importers.published.web_shapes import page
from tests.sample_files import SEED_YEAR, sample_at

_DATA = Path(__file__).parents[1] / "data"
_REPORTS = _DATA / "reports"
_KEPT = {
    "年报.doc": "incoming/reports/real-doc-009.doc",
    "年报.rtf": "incoming/reports/rtf-named-doc-009.doc",
    "年报.xls": "incoming/reports/old-workbook-009.et",
    "台账.xls": "incoming/ledgers/containers/book.xls",
    "台账.ods": "incoming/ledgers/containers/book.ods",
    "台账.html": "incoming/ledgers/containers/portal.html",
    "台账.docx": "incoming/ledgers/containers/paper.docx",
    "台账.doc": "incoming/ledgers/containers/paper.doc",
    "台账.odt": "incoming/ledgers/containers/paper.odt",
    "台账.rtf": "incoming/ledgers/containers/paper.rtf",
}
"""Seeds that no writer of ours makes, by what they are kept as."""
_PAPERS = _DATA / "incoming" / "papers"
_INCOMING = (
    "a01-form-citizen.docx",
    "a04-form-old-word.doc",
    "a05-form-other-words.odt",
    "b03-forwarded.eml",
    "n06-review-decision.txt",
)
"""A paper of each kind of file that is read from its bytes by code of ours."""

NOTICE = """国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
国务院办公厅
2024年11月12日
"""


def seeds_in(folder: Path) -> Path:
    """Return a folder with one file of each kind, nothing else in it; made by whoever asks first."""
    if not folder.exists():
        folder.mkdir()
        _make_seeds(folder)
    return folder


def _make_seeds(folder: Path) -> None:
    path = sample_at(folder / "示例.sqlite")
    with open_registers(path) as registers:
        papers = [folder / f"年报{suffix}" for suffix in (".pdf", ".docx", ".xlsx", ".html", ".json")]
        export_report(registers, SEED_YEAR, papers, date(2024, 1, 20))
        for suffix in (".csv", ".xlsx"):
            export_ledger(registers, "requests", folder / f"台账{suffix}")
    path.unlink()
    shutil.copy(min(_REPORTS.glob("*.raw.txt")), folder / "年报.txt")
    for name, source in _KEPT.items():
        shutil.copy(_DATA / source, folder / name)
    for name, content in _MADE.items():
        (folder / name).write_bytes(content())
    (folder / "通知.notice").write_text(NOTICE, encoding="utf-8")
    days = [
        {"name": "元旦", "date": "2025-01-01", "isOffDay": True},
        *({"name": "春节", "date": f"2025-01-{day}", "isOffDay": True} for day in (28, 29, 30, 31)),
        {"name": "春节", "date": "2025-01-26", "isOffDay": False},
    ]
    year = json.dumps({"year": 2025, "papers": [], "days": days}, ensure_ascii=False)
    (folder / "年历.holidays").write_text(year, encoding="utf-8")
    shutil.copy(min(resource_path("letters").glob("*.txt")), folder / "文书.letter")
    for name in _INCOMING:
        shutil.copy(_PAPERS / name, folder / f"来件{Path(name).suffix}")


def _strict_book() -> bytes:
    made = io.BytesIO()
    source = _DATA / "incoming" / "ledgers" / "containers" / "book.xlsx"
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(made, "w") as target:
        for name in book.namelist():
            content = book.read(name).replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")
            target.writestr(name, content.replace(b"/2006/", b"/"))
    return made.getvalue()


_MADE: Mapping[str, Callable[[], bytes]] = {
    "年报.odt": lambda: open_document(CLEAN),
    "年报.mht": lambda: b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + page(CLEAN).encode(),
    "台账.strict": _strict_book,
    "来件.msg": lambda: outlook("政府信息公开申请", TEXT, SENDER, LATE, {"申请.txt": TEXT.encode()}),
}
