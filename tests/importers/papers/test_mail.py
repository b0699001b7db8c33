"""An e-mail as it comes: who sent it and when, what it says itself, what came with it, and no more than may be."""

from datetime import date
from email import policy
from email.message import EmailMessage

import pytest

from importers.containers.document import text_of
from importers.papers import _PAPER as PAPER
from importers.papers.mail import MOST_INSIDE, MOST_PARTS, Mail, is_mail, read_mail

WORDS = "申请公开示例路改造的批复，请予答复。"


def message(text: str = WORDS, **headers: str) -> EmailMessage:
    made = EmailMessage(policy=policy.default)
    for name, value in {
        "From": "张某某 <zhang@example.invalid>",
        "Subject": "政府信息公开申请",
        "Date": "Tue, 05 Mar 2024 09:30:00 +0800",
        **headers,
    }.items():
        if value:
            made[name] = value
    made.set_content(text)
    return made


def read(made: EmailMessage) -> Mail:
    return read_mail(made.as_bytes(), PAPER)


def test_who_sent_what_and_when() -> None:
    mail = read(message())
    assert (mail.sender, mail.address, mail.subject) == ("张某某", "zhang@example.invalid", "政府信息公开申请")
    assert (mail.sent_on, text_of(mail.text).strip(), mail.files) == (date(2024, 3, 5), WORDS, ())


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("Tue, 05 Mar 2024 23:30:00 +0800", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 16:30:00 +0000", date(2024, 3, 6)),  # half past midnight here
        ("Tue, 05 Mar 2024 16:30:00 -0000", date(2024, 3, 6)),
        ("Tue, 05 Mar 2024 15:59:59 +0000", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 16:00:00 +0000", date(2024, 3, 6)),
        ("Wed, 06 Mar 2024 00:30:00 +0900", date(2024, 3, 5)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_china(sent: str, day: date | None) -> None:
    assert read(message(Date=sent)).sent_on == day


def test_a_mail_without_a_sender_or_a_name_has_none() -> None:
    assert (read(message(From="")).sender, read(message(From="")).address) == ("", "")
    assert read(message(From="zhang@example.invalid")).address == "zhang@example.invalid"


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_a_subject_sent_as_bare_bytes_is_read(charset: str) -> None:
    content = message(Subject="x", From="y <z@example.invalid>").as_bytes()
    content = content.replace(b"Subject: x", "Subject: 政府信息公开申请".encode(charset))
    content = content.replace(b"From: y", "From: 张某某".encode(charset))
    for each in (content, content.replace(b"\n", b"\r\n")):
        mail = read_mail(each, PAPER)
        assert (mail.subject, mail.sender, mail.address) == ("政府信息公开申请", "张某某", "z@example.invalid")
        assert WORDS in text_of(mail.text)


def test_what_it_quotes_is_not_its_own() -> None:
    mail = read(message(f"{WORDS}\n\n-----原始邮件-----\n发件人：李某某\n旧的话"))
    assert WORDS in text_of(mail.text)
    assert "旧的话" not in text_of(mail.text)


def test_of_a_page_and_a_plain_text_the_page_counts_where_it_has_a_table() -> None:
    made = message("纯文本里的申请内容，足够长的一句话。")
    made.add_alternative("<p>网页里的申请内容，足够长的一句话。</p>", subtype="html")
    assert "纯文本" in text_of(read(made).text)
    made = message("纯文本里的申请内容，足够长的一句话。")
    made.add_alternative("<table><tr><td>申请人</td><td>张某某</td></tr></table>", subtype="html")
    assert "张某某" in text_of(read(made).text)


def test_files_keep_their_names_and_one_without_gets_its_number() -> None:
    made = message()
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="申请表.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    made.add_attachment(b"", maintype="image", subtype="png", filename="空.png")
    made.add_attachment(b"a", maintype="image", subtype="png", filename="../x/../../名.png")
    files = read(made).files
    assert [file.content for file in files] == [b"%PDF-1", b"\x89PNG", b"a"]
    assert [file.name for file in files[:2]] == ["申请表.pdf", "附件2"]
    assert "/" not in files[2].name


def nested(depth: int) -> EmailMessage:
    made = message(f"第{depth}层的话，足够长的一句话。")
    if depth:
        made.add_attachment(nested(depth - 1))
    return made


def test_mails_within_mails_are_read_as_deep_as_may_be() -> None:
    assert len(read(nested(MOST_INSIDE)).with_inner) == MOST_INSIDE + 1
    assert len(read(nested(MOST_INSIDE + 1)).with_inner) == MOST_INSIDE + 1


@pytest.mark.parametrize("more", [0, 1])
def test_of_parts_beyond_the_most_it_is_told_that_there_were_more(more: int) -> None:
    made = message()
    for number in range(MOST_PARTS - 2 + more):  # itself and its text are two
        made.add_attachment(b"a", maintype="image", subtype="png", filename=f"{number}.png")
    mail = read(made)
    assert (mail.is_cut, len(mail.files)) == (bool(more), MOST_PARTS - 2)


def test_a_mail_is_known_by_its_headers_whatever_it_is_called() -> None:
    content = message().as_bytes()
    assert is_mail(content, ".txt")
    assert is_mail(b"", ".eml")
    assert not is_mail("申请人：张某某\n日期：2024年3月5日".encode(), ".txt")
    assert not is_mail(b"From here on: nothing", ".txt")


@pytest.mark.parametrize("mark", ["From", "To", "Subject", "Date", "Message-ID", "Received", "return-path"])
def test_two_lines_that_only_mails_begin_with_tell_one(mark: str) -> None:
    assert is_mail(f"X-Any: a\n\tgoes on\n{mark}: a\nTo: b\n\ntext".encode(), ".txt")
    assert not is_mail(f"X-Any: a\n{mark}: a\n\ntext".encode(), ".txt"), "one may stand in a list"
    far = f"X-Any: {'a' * 20_000}\n{mark}: a\nTo: b\n\ntext".encode()
    assert not is_mail(far, ".txt"), "nor far inside a file"


@pytest.mark.parametrize(("own", "whole"), [("请公开某路的批复吧", True), ("请公开某路的批复吧。", False)])
def test_who_says_hardly_anything_lets_the_quotation_speak(own: str, whole: bool) -> None:
    """「同意，见下」 of a colleague who forwards: what the applicant wrote stands below it."""
    mail = read(message(f"{own}\n> 旧的话\n-----原始邮件-----\n更旧的话"))
    told = text_of(mail.text)
    assert own in told
    assert [words in told for words in ("旧的话", "更旧的话")] == [whole, whole]
