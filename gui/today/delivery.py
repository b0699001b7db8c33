"""报送, 公布, 送档案馆: the form that ticks one of them off with its day and proof."""

from PySide6.QtWidgets import QWidget

from disclosure.cases.due_items import DueKind
from disclosure.papers import ReportDelivery
from disclosure.releases.due_report import DELIVERY_OF, REPORT_ARTICLE
from gui.base.session import Session
from gui.forms.part_form import PartForm


def delivery_form(session: Session, year: int, due: DueKind, parent: QWidget | None) -> PartForm:
    """Return the form, filled with today; saving it takes the line off 今日."""
    kind = DELIVERY_OF[due]
    return PartForm(
        ReportDelivery,
        session.save,
        title=f"{year} 年度报告：{kind.label}",
        asked=("on", "proof"),
        article=REPORT_ARTICLE,
        advice=f"登记{kind.label}的日期和凭证；可以在修改记录里查到，也可以撤销。",
        start={"year": year, "kind": kind, "on": session.today},
        sources=session.sources(ReportDelivery),
        parent=parent,
    )
