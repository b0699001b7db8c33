"""The forms for events of a report: 报送, 公布, 送档案馆 with date and proof; 退回整改, 撤回 until settled."""

from PySide6.QtWidgets import QWidget

from disclosure.cases.due_items import DueItem
from disclosure.papers import ReportDelivery, ReportEvent
from disclosure.records import Record
from disclosure.releases.due_report import DELIVERY_OF, REPORT_ARTICLE
from disclosure.terms import ReportDeliveryKind, ReportEventKind
from gui.base.session import Session
from gui.forms.part_form import PartForm
from tasks.report.versions import latest_version

_ADVICE = {
    ReportEventKind.RETURNED: "登记退回的日期、机关、原因和改正期限；期限列在今日，登记办结日期后消失。",
    ReportEventKind.WITHDRAWN: "登记撤回的日期、由谁撤回和原因；撤回的版本保留不变，改正后重新报送、公布。",
    ReportEventKind.CORRECTED: "更正在签发更正版时自动登记；原版本保留不变。",
}


def delivery_form(
    session: Session,
    year: int,
    kind: ReportDeliveryKind,
    parent: QWidget | None,
    original: ReportDelivery | None = None,
) -> PartForm:
    """Return the form that records 报送, 公布 or 送档案馆, filled with today and the usual receiver."""
    profile = session.registers.profile()
    usual = {ReportDeliveryKind.PUBLISHED: profile.website_name, ReportDeliveryKind.ARCHIVED: profile.archive}
    start = {"year": year, "kind": kind, "on": session.today, "recipient": usual.get(kind, "")}
    return PartForm(
        ReportDelivery,
        session.save,
        title=f"{year} 年度报告：{kind.label}",
        asked=("on", "recipient", "proof"),
        article=REPORT_ARTICLE,
        advice=f"登记{kind.label}的日期、去向和凭证；可以在修改记录里查到，也可以撤销。",
        original=original,
        start=None if original else start,
        sources=session.sources(ReportDelivery),
        parent=parent,
    )


def event_form(
    session: Session, year: int, kind: ReportEventKind, parent: QWidget | None, original: ReportEvent | None = None
) -> PartForm:
    """Return the form of 退回整改 or 撤回; for an existing one it also asks for 办结日期."""
    latest = latest_version(session.registers, year)
    start = {"year": year, "kind": kind, "on": session.today, "version": latest.version if latest else 1}
    asked = ("on", "party", "reason") if kind is ReportEventKind.CORRECTED else ("on", "party", "reason", "until")
    settles = original is not None and kind is not ReportEventKind.CORRECTED
    return PartForm(
        ReportEvent,
        session.save,
        title=f"{year} 年度报告：{kind.label}",
        asked=(*asked, "settled_on") if settles else asked,
        article=REPORT_ARTICLE,
        advice=_ADVICE[kind],
        original=original,
        start=None if original else start,
        sources=session.sources(ReportEvent),
        parent=parent,
    )


def form_of(session: Session, record: Record, parent: QWidget | None) -> PartForm | None:
    """Return the form for changing a recorded event; None for a version, which never changes."""
    if isinstance(record, ReportDelivery):
        return delivery_form(session, record.year, record.kind, parent, record)
    if isinstance(record, ReportEvent):
        return event_form(session, record.year, record.kind, parent, record)
    return None


def form_for_item(session: Session, item: DueItem, parent: QWidget | None) -> PartForm:
    """Return the form that settles a due item of a report."""
    if not item.record_id:
        return delivery_form(session, session.today.year - 1, DELIVERY_OF[item.kind], parent)
    event = session.registers.get(ReportEvent, item.record_id)
    if item.kind in DELIVERY_OF:
        return delivery_form(session, event.year, DELIVERY_OF[item.kind], parent)
    form = event_form(session, event.year, event.kind, parent, event)
    form.fields["settled_on"].editor.set_value(session.today)
    return form
