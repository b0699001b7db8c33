"""The files of every released schema: ``python -m tests.storage.kept_databases`` keeps one of the present schema.

Each is kept with its content as JSON; ``test_kept_databases`` opens a copy and compares.
"""

import dataclasses
import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from disclosure.records import RECORD_TYPES, Access, LedgerWords, Record, Request
from disclosure.term_base import Term
from disclosure.terms import StepKind
from storage import schema
from storage.registers import Registers, create_registers
from tests.records_factory import (
    make_activity,
    make_draft,
    make_duty,
    make_profile,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)

FOLDER = Path(__file__).parents[1] / "data" / "databases"


def content(registers: Registers) -> dict[str, list[dict[str, Any]]]:
    """Return every live record of a file as plain values, by register."""
    return {
        name: [plain(record) for record in registers.all(record_type)] for name, record_type in RECORD_TYPES.items()
    }


def plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON keeps it."""
    return {declared.name: _plain(getattr(record, declared.name)) for declared in dataclasses.fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Term):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def fill(registers: Registers) -> None:
    """Save something of everything: amended, removed, attached, undone."""
    registers.save_all([make_profile(), make_duty(), make_draft()])
    registers.save_all([make_release(name=f"测试街道公告第{number}号") for number in range(30)])
    registers.save_all([make_request(phone="00000000000", identity_number="") for _ in range(30)])
    request = registers.get(Request, 7)
    registers.save(dataclasses.replace(request, content="改过的内容", number="2024-700"))
    registers.save(make_step(request, kind=StepKind.NOTE, detail="电话核实"))
    registers.save_all([make_review(related_request="2024-700"), make_suit(), make_tally(), make_activity()])
    registers.attach(request, name="申请表.pdf", content=b"%PDF-1.4 " + b"x" * 5000, media_type="application/pdf")
    registers.save(Access(owner_register="requests", owner_id=7, fields="电话"))
    registers.save(LedgerWords(shape="requests|谁申请的", said='{"outcome": {"说法": {"给了": "granted"}}}'))
    registers.remove(registers.get(Request, 9), reason="重复登记")
    registers.save(make_request(applicant="王某某"))
    registers.undo()


def keep(folder: Path) -> Path:
    """Make the file of the present schema and its JSON."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{schema.LANDED[-1].split('_')[0]}.sqlite"
    now = datetime(2024, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    with create_registers(path, now=lambda: now, by="测试员") as registers:
        fill(registers)
        text = json.dumps(content(registers), ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    keep(FOLDER)
