"""The text of each line's button on 今日; the act itself (``acts``) is imported when it is pressed."""

from collections.abc import Mapping

from disclosure.cases.due_items import DueItem, DueKind

_AWAITED = frozenset({DueKind.CORRECTION, DueKind.PAYMENT, DueKind.OPINION})
WORDS: Mapping[DueKind, str] = {
    DueKind.CONFIRM_RECEIPT: "确认收到…",
    DueKind.CORRECTION_NOTICE: "告知补正…",
    DueKind.CORRECTION: "登记补正…",
    DueKind.PAYMENT: "登记缴费…",
    DueKind.OPINION: "登记意见…",
    DueKind.ANSWER: "答复…",
    DueKind.ANSWER_AGAIN: "重新答复…",
    DueKind.DELIVERY: "登记送达…",
    DueKind.REVIEW_REPLY: "答复举证…",
    DueKind.COURT_DEFENCE: "答辩举证…",
    DueKind.REPORT_SUBMISSION: "登记报送…",
    DueKind.REPORT_PUBLICATION: "登记公布…",
    DueKind.REPORT_ARCHIVE: "登记送档…",
    DueKind.REPORT_RECTIFICATION: "登记办结…",
}


def words_of(item: DueItem) -> str:
    """Return the text for the act on a due item, or "" if its record shows what to do."""
    if item.kind in _AWAITED and not item.waits:  # nobody answered: decide at the record
        return ""
    return WORDS.get(item.kind, "")
