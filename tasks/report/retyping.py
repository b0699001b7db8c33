"""Copying the 200 cells of a report by hand into the superior's form: the current cell, running sums, the proof.

The form is often filled before the report is issued; cells copied from the draft stay valid while they are unchanged.
"""

import json
from dataclasses import dataclass, replace

from disclosure.errors import DisclosureError
from disclosure.records import Attachment, Draft, IssuedReport
from disclosure.report.cells import CELLS, TOTAL, CellKey, Figure
from disclosure.report.counting import Period
from disclosure.report.model import AnnualReport
from disclosure.report.tables import figure_text
from storage.registers import Registers
from tasks.report.issuing import frozen_report
from tasks.report.versions import latest_version

RETYPED = "retyped"
"""The part of a year's drafts with the progress of the copying."""

RECORD = "填报核对记录"


@dataclass(frozen=True)
class Retyping:
    """The progress of copying a version, or the draft; ``ticked`` are the cells already entered."""

    version: IssuedReport | None
    report: AnnualReport
    ticked: frozenset[CellKey] = frozenset()

    @property
    def current(self) -> CellKey | None:
        """The first cell not entered yet, or None."""
        return next((cell for cell in CELLS if cell not in self.ticked), None)

    @property
    def is_complete(self) -> bool:
        """Whether every cell was entered."""
        return self.current is None

    def with_tick(self, cell: CellKey) -> "Retyping":
        """Return the state after a cell was entered."""
        return replace(self, ticked=self.ticked | {cell})

    def without(self, cell: CellKey) -> "Retyping":
        """Return the state with a cell to be entered again."""
        return replace(self, ticked=self.ticked - {cell})

    def text(self, cell: CellKey) -> str:
        """Return the text to enter."""
        return figure_text(self.report.figures.get(cell))

    def running_sum(self, cell: CellKey) -> Figure:
        """Return the sum of the entered cells of this row without 总计, which the form should show by now."""
        row = (one for one in self.ticked if one[:2] == cell[:2] and one.column != TOTAL)
        return sum((value for one in row if not isinstance(value := self.report.figures.get(one, 0), str | None)), 0)


def resume(registers: Registers, year: int) -> Retyping:
    """Return the progress of copying the valid version, or the draft if nothing was issued.

    Another version starts from the beginning, except that unchanged cells copied from a draft stay entered.
    """
    with registers.lock:
        state, kept = _begun(registers, year), registers.drafts(year).get(RETYPED)
    known = json.loads(kept.text) if kept else {}
    texts = known.get("texts", {})
    if known.get("version_code", "") not in ("", _code(state)):
        return state
    same = [
        CELLS[place] for place in known.get("ticked", []) if texts.get(str(place)) in (None, state.text(CELLS[place]))
    ]
    return replace(state, ticked=frozenset(same))


def renewed(registers: Registers, state: Retyping) -> Retyping:
    """Return the state for the current figures: entered cells whose figure changed are to be entered again."""
    with registers.lock:
        now = _begun(registers, state.report.year)
    if _code(state) not in ("", _code(now)):
        return now
    return replace(now, ticked=frozenset(cell for cell in state.ticked if state.text(cell) == now.text(cell)))


def _begun(registers: Registers, year: int) -> Retyping:
    issued = latest_version(registers, year)
    return Retyping(issued, frozen_report(issued) if issued else _draft(registers, year))


def _draft(registers: Registers, year: int) -> AnnualReport:
    return AnnualReport(year, "", figures=dict(registers.figures(Period.of(year))))


def _code(state: Retyping) -> str:
    return state.version.version_code if state.version else ""


def keep(registers: Registers, state: Retyping) -> None:
    """Save the progress of the copying, if there is any."""
    year, kept = state.report.year, registers.drafts(state.report.year).get(RETYPED)
    ticked = [place for place, cell in enumerate(CELLS) if cell in state.ticked]
    texts = {str(place): state.text(CELLS[place]) for place in ticked}
    text = json.dumps({"version_code": _code(state), "ticked": ticked, "texts": texts}, ensure_ascii=False)
    if kept is None and not ticked:
        return
    if kept is None or kept.text != text:
        draft = Draft(id=kept.id if kept else 0, year=year, part=RETYPED, text=text)
        with registers.batch(f"填报对照 {len(ticked)}/{len(CELLS)} 格"):
            registers.save(draft)


def sign(registers: Registers, state: Retyping, who: str, at: str) -> Attachment:
    """Store a record, signed by name, that every cell was entered and compared.

    Raises DisclosureError before the last cell, without a name, and for a draft, as the proof belongs to a version.
    """
    if state.version is None:
        raise DisclosureError(f"{state.report.year} 年度报告还没有签发，签发后才能签名存核对记录。")
    if not state.is_complete:
        raise DisclosureError(f"还有 {len(CELLS) - len(state.ticked)} 格没有核对，全部核对后才能签名。")
    if not who.strip():
        raise DisclosureError("要填写核对人的姓名。")
    lines = [
        f"{state.report.title}",
        f"版本号：{state.version.version_code}",
        f"已逐格录入上级填报系统并核对，共 {len(CELLS)} 格。",
        f"核对人：{who.strip()}",
        f"时间：{at}",
        "",
        *(f"{number:>3}  {cell.path}  {state.text(cell)}" for number, cell in enumerate(CELLS, start=1)),
    ]
    with registers.batch(f"{RECORD} {state.version.caption_text}"):
        keep(registers, state)
        return registers.attach(
            state.version,
            name=f"{RECORD}-{state.version.version_code}.txt",
            media_type="text/plain",
            content="\n".join(lines).encode(),
        )
