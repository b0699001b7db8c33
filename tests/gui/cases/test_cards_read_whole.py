"""Each card of a case, read whole: what it says, in which order, what can be pressed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Litigation, Record, Release, Request, Review
from disclosure.releases.duties import DutyLine
from disclosure.terms import DeliveryMethod, DisputeResult, StepKind
from gui.base.session import Session
from gui.cases.card import CaseCard
from gui.cases.dialogs import LinkReleaseDialog
from gui.cases.dispute import DisputeCard
from gui.cases.duty import DutyCard
from gui.cases.release import ReleaseCard
from gui.cases.steps import StepsCard
from gui.forms.record_form import RecordForm
from gui.kit.cards import RecordCard
from gui.registers.attachments import AttachmentsCard
from tasks.cases.requests import save_step
from tests.gui.fixtures import find_window
from tests.gui.reading import inside, read
from tests.records_factory import make_duty, make_release, make_request, make_review, make_step, make_suit


def kept(session: Session, record: Record) -> Record:
    return session.registers.get(type(record), session.registers.save(record).record_id)


def shown(qtbot: QtBot, card: RecordCard, record: Record) -> list[str]:
    qtbot.addWidget(card)
    card.show_record(record)
    return read(card)


def test_the_course_of_a_request_says_when_what_happened(qtbot: QtBot, session: Session) -> None:
    request = kept(session, make_request(arrived_on=date(2024, 2, 1), received_on=date(2024, 2, 2)))
    assert isinstance(request, Request)
    save_step(session.registers, make_step(request, kind=StepKind.NOTE, on=date(2024, 2, 5), detail="已电话联系"))
    answered = replace(
        request, outcome=Outcome.GRANTED, answered_on=date(2024, 2, 20), answer_number="测街公开〔2024〕3号"
    )
    kept(session, answered)
    save_step(
        session.registers,
        make_step(
            answered, kind=StepKind.DELIVERED, on=date(2024, 2, 20), delivery=DeliveryMethod.COUNTER, detail="本人签收"
        ),
    )
    card = StepsCard(session)
    lines = shown(qtbot, card, session.registers.get(Request, request.id))
    assert lines == [
        "办理经过 | 4 步",
        f"2024-02-01 | 来件：{request.channel.label}，2024年2月2日收到",
        "2024-02-05 | 备注：已电话联系 | [修改] | [删除]",
        "2024-02-20 | 答复：予以公开，测街公开〔2024〕3号",
        f"2024-02-20 | 送达：{DeliveryMethod.COUNTER.label}，本人签收 | [修改] | [删除]",
    ]
    names = [each.accessibleName() for each in inside(card, QAbstractButton)]
    assert names[:2] == ["修改步骤 备注 2024-02-05", "删除步骤 备注 2024-02-05"]


@pytest.mark.parametrize(
    ("received", "told"),
    [(None, "来件：{}，收到申请之日尚未确认"), (date(2024, 2, 1), "收到申请：{}")],
    ids=["not confirmed", "on the same day"],
)
def test_how_a_request_came_in_is_said_by_its_two_days(
    qtbot: QtBot, session: Session, received: date | None, told: str
) -> None:
    request = kept(session, make_request(arrived_on=date(2024, 2, 1), received_on=received))
    assert isinstance(request, Request)
    assert shown(qtbot, StepsCard(session), request) == [
        "办理经过 | 1 步",
        "2024-02-01 | " + told.format(request.channel.label),
    ]


def test_a_case_names_its_kin_and_how_each_stands(qtbot: QtBot, session: Session) -> None:
    request = kept(session, make_request(number="2024-001"))
    other = kept(session, make_request(number="2024-002", related="2024-001"))
    part = kept(session, make_request(number="2024-003", split_from="2024-001"))
    kept(session, make_review(number="复2024-1", related_request="2024-001"))
    kept(session, make_suit(number="诉2024-1", related_request="2024-001"))
    assert shown(qtbot, CaseCard(session), request)[:4] == [
        "文书与关联",
        f"拆分为：{part.caption}  办理中 | [查看]",
        "行政复议：复2024-1  尚未审结 | [查看]",
        "行政诉讼：诉2024-1  尚未审结 | [查看]",
    ]
    assert shown(qtbot, CaseCard(session), other)[1] == "关联申请：2024-001  办理中 | [查看]"
    lines = shown(qtbot, CaseCard(session), part)
    assert lines[1] == "拆分自：2024-001  办理中 | [查看]"
    acts = [part for line in lines[2:] for part in line.split(" | ")]
    assert acts[0] == "[文书…]"
    assert acts[-1] == "[更多]"
    assert "[收到复议申请…]" in acts


def test_a_review_says_until_when_it_is_replied_to(qtbot: QtBot, session: Session) -> None:
    card = DisputeCard(session)
    due = shown(qtbot, card, kept(session, make_review(received_on=date(2024, 3, 1))))
    assert due[0] == "答复与举证"
    assert due[1] == "最迟2024年3月15日提交行政复议答复书和证据材料（行政复议法第四十八条）。"
    assert due[2] == "[写答复书…] | [登记已提交…] | [登记结果…]"
    assert due[3] == "[收集材料…] | [填关联申请…]"
    assert due[4] == "应当提交的材料"
    assert all(line.startswith("«UNTOUCHED» ") and "（证明：" in line for line in due[5:-1])
    assert due[-1] == "[收集时包含身份证明和完整号码，并记入查阅记录]"


def dispute(kind: type[Record], **days: date | DisputeResult | None) -> Review | Litigation:
    made = make_review if kind is Review else make_suit
    return made(received_on=date(2024, 2, 1), **days)


CASES = {
    "late and nothing handed in": (dispute(Review), "«WRONG» 已逾期："),
    "handed in late": (dispute(Review, replied_on=date(2024, 2, 27)), "«WRONG» 2024-02-27 已提交，晚于法定期限"),
    "handed in at once": (dispute(Review, replied_on=date(2024, 2, 5)), "«DONE» 2024-02-05 已提交"),
    "a suit handed in at once": (dispute(Litigation, defence_on=date(2024, 2, 5)), "«DONE» 2024-02-05 已提交"),
    "ended without a day": (
        dispute(Review, closed_on=date(2024, 2, 6), result=DisputeResult.UPHELD),
        "已于 2024-02-06 结案，没有登记答复日期。",
    ),
}
"""Ten working days from 1 February 2024, with Sundays worked and the Spring Festival between, end on the 20th."""


@pytest.mark.parametrize("case", CASES)
def test_a_dispute_says_whether_it_was_replied_to_in_time(qtbot: QtBot, session: Session, case: str) -> None:
    record, told = CASES[case]
    card = DisputeCard(session)
    line = shown(qtbot, card, kept(session, record))[1]
    assert line.startswith(told)
    assert line == told or told.endswith("：")
    owed = case.startswith("late")
    assert card.sent_button.isVisible() is owed
    assert card.letter_button.text() == ("写答复书…" if owed else "文书…")
    assert card.result_button.text() == ("修改结果…" if case.startswith("ended") else "登记结果…")
    blue = {made.text() for made in inside(card, QAbstractButton) if made.objectName() == "primary"}
    assert blue == ({"写答复书…"} if owed else set() if case.startswith("ended") else {"登记结果…"})


def test_a_reply_without_its_evidence_is_not_said_to_be_handed_in(qtbot: QtBot, session: Session) -> None:
    card, record = DisputeCard(session), kept(session, make_review(received_on=date(2024, 3, 1)))
    reply = IssuedLetter(kind="review-reply", name="行政复议答复书", issued_on=date(2024, 3, 4))
    session.registers.save(replace(reply, owner_register="reviews", owner_id=record.id))
    due = shown(qtbot, card, record)
    assert "最迟2024年3月15日" in due[1]
    assert "还差证据和依据目录" in due[1]
    assert "已提交" not in due[1]
    assert due[2].startswith("[写证据目录…] | [登记已提交…]")


FORMED = date(2024, 1, 10)
"""20 working days from here end on 6 February 2024: Sunday the 4th was worked before the Spring Festival."""


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (None, "，已超过期限（"),
        (date(2024, 2, 6), "；2024年2月6日公开，在期限内（"),
        (date(2024, 2, 7), "；2024年2月7日公开，晚于期限（"),
        (date(2024, 4, 1), "；登记的公开日期是2024年4月1日，晚于期限（"),  # entered ahead: nobody can read it yet
    ],
)
def test_a_release_says_its_term_and_whether_it_was_kept(
    qtbot: QtBot, session: Session, published: date | None, told: str
) -> None:
    release = kept(session, make_release(formed_on=FORMED, published_on=published))
    card = ReleaseCard(session)
    lines = "".join(shown(qtbot, card, release))
    assert f"应自形成之日起 20 个工作日内公开，最迟2024年2月6日{told}条例第二十六条）" in lines
    assert "«UNTOUCHED» 保密审查" in lines
    assert "[编索引号]" in lines


def test_a_release_within_its_term_is_not_late(qtbot: QtBot, session: Session) -> None:
    lines = shown(
        qtbot, ReleaseCard(session), kept(session, make_release(formed_on=date(2024, 3, 1), published_on=None))
    )
    (term,) = [line for line in lines if "应自形成之日起" in line]
    assert "超过" not in term


def test_a_release_shows_who_looked_at_it_and_when(qtbot: QtBot, session: Session) -> None:
    passed = make_release(
        secrecy_reviewer="李某",
        secrecy_reviewed_on=date(2024, 1, 11),
        first_checked_on=date(2024, 1, 12),
        index_number="A-1",
    )
    release = kept(session, passed)
    assert isinstance(release, Release)
    card = ReleaseCard(session)
    text = " | ".join(shown(qtbot, card, release)).split(" | ")
    assert "«DONE» 保密审查 李某 2024-01-11" in text
    assert "«DONE» 初审 2024-01-12" in text
    assert {"«UNTOUCHED» 复审", "«UNTOUCHED» 终审"} <= set(text)
    assert "(编索引号)" in text


def named(line: DutyLine) -> str:
    return line.period.name if line.period else line.caption


def test_a_duty_shows_each_period_and_below_it_what_can_be_done(qtbot: QtBot, session: Session) -> None:
    duty = kept(session, make_duty(starts_on=date(2024, 1, 1)))
    card = DutyCard(session)
    lines = shown(qtbot, card, duty)
    assert lines[0] == "落实情况 | 2024 年"
    assert len(card.lines) == len([line for line in lines if line.startswith("«")])
    for line in card.lines:
        place = next(at for at, told in enumerate(lines) if named(line) in told)
        due = f"{line.due_on.isoformat()} 前" if line.due_on else ""
        assert lines[place].endswith(f"{line.state.label} | {named(line)}  {due}")
        acts = lines[place + 1 : place + 2]
        can = line.state.name in ("MISSED", "RUNNING")
        assert (acts == ["[今天已公开] | [关联已有…] | [填写后登记…]"]) is can
    for words, opened in (("关联已有…", LinkReleaseDialog), ("填写后登记…", RecordForm)):
        next(each for each in inside(card, QAbstractButton) if each.text() == words).click()
        find_window(opened).done(0)


def test_papers_are_listed_with_their_kind_and_size_and_what_can_be_done(qtbot: QtBot, session: Session) -> None:
    request = kept(session, make_request())
    name = "关于老旧小区改造项目实施方案和资金安排情况的说明以及全部附件材料汇总清单（最终定稿）.pdf"
    session.registers.attach(request, name=name, content=b"x" * 1536)
    session.registers.attach(request, name="工具.exe", content=b"y" * 3 * 2**20)
    card = AttachmentsCard(session)
    lines = shown(qtbot, card, request)
    kind = inside(card, QAbstractButton)[0].text()
    assert lines[0] == "材料 | 2 份"
    assert lines[1] == f"{name.removesuffix('.pdf')}（PDF）"
    assert lines[2] == f"[{kind}] | 2 KB | [打开] | [另存] | [区分处理…] | [删除]"
    assert lines[3].startswith("工具")
    assert lines[4].split(" | ")[1:] == ["3.0 MB", "不直接打开", "[另存]", "[删除]"]
    assert lines[5].startswith("[添加材料…] | 类别")
    assert card.minimumSizeHint().width() < 460, "a long name goes on in the next line"
    assert not card.kind_box.itemText(0).endswith("按")


def test_links_stand_on_the_line_they_belong_to(qtbot: QtBot, session: Session) -> None:
    """「修改 删除」 stood three pixels below the step they change, and 「查看」 below a related case of two lines."""
    case = kept(session, make_request(number="2024-001"))
    assert isinstance(case, Request)
    session.registers.save(make_step(case, detail="电话联系申请人，" * 6))
    session.registers.save(make_review(related_request=case.number, number="复议"))
    for card, said, link in (
        (StepsCard(session), "电话联系", "修改"),
        (CaseCard(session), "行政复议：", "查看"),
    ):
        shown(qtbot, card, case)
        (label,) = (each for each in inside(card, QLabel) if said in each.text())
        made = next(each for each in inside(card, QAbstractButton) if each.text() == link)
        option = QStyleOptionButton()
        option.initFrom(made)
        within = made.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, made)
        assert label.mapTo(card, label.contentsRect().topLeft()).y() == made.mapTo(card, within.topLeft()).y(), link
