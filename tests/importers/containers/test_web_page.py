"""What a web page shows, and what of it is not shown: each page here is as small as what it is about."""

from collections.abc import Sequence

import pytest

from disclosure.errors import SourceUnreadableError
from importers.containers.document import UNREAD, Paragraph
from importers.containers.web_page import read_saved_page, read_web_page


def shown(page: str) -> list[object]:
    """The lines of a page, and its tables as rows of texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell and cell.text for cell in row] for row in block.rows]
        for block in read_web_page(page.encode())
    ]


PAGES: list[tuple[str, Sequence[object]]] = [
    ("<p>一</p><p>二<b>三</b>四</p>", ["一", "二三四"]),
    ("一<br>二", ["一", "二"]),
    ("<p>一\r\n 二&nbsp;&nbsp;三</p>", ["一 二 三"]),
    ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
    ("<span>一</span><span>二</span>", ["一二"]),
    *(
        (f"<p>一</p><{tag}>二</{tag}><p>三</p>", ["一", "三"])
        for tag in ("script", "style", "noscript", "template", "select", "button", "svg", "iframe", "object")
    ),
    *(
        (f"一<{tag}>二</{tag}>三", ["一", "二", "三"])
        for tag in [
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "ul",
            "ol",
            "pre",
            "blockquote",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "form",
            "fieldset",
            "dl",
            "dt",
            "dd",
            "center",
            "figure",
            "td",
            "address",
            "nav",
            "aside",
            "ucapcontent",
        ]
    ),
    ('<p style="color:red">一</p><p style="Display : none">二</p><p hidden>三</p>', ["一"]),
    ("<p>一<!-- 二 -->三</p>", ["一三"]),
    ('<p>一<input value="二"><input type="hidden" value="三"><input type="text" value="四"></p>', ["一二四"]),
    ("<table><tr><td>一<th>二<tr><td>三<td>四</table>", [[["一", "二"], ["三", "四"]]]),
    ("<p>前</p><table><tr><td>一</table>后", ["前", [["一"]], "后"]),
    ('<table><tr><td colspan="2">一<tr><td>二<td>三</table>', [[["一", "一"], ["二", "三"]]]),
    ('<table><tr><td rowspan=" 2 ">一<td>二<tr><td>三</table>', [[["一", "二"], ["一", "三"]]]),
    ('<table><tr><td colspan="10000">一<td colspan="二">二</table>', [[["一", "二"]]]),
    ("<table><tr><td>一<p>二<br>三</table>", [[["一\n二\n三"]]]),
    ('<table><tr><td><img src="x"><td>二</table>', [[[UNREAD, "二"]]]),
    ('<table><tr><td><img src="x">一</table>', [[["一"]]]),
    ("<table><tr hidden><td>一<tr><td hidden>二<td>三</table>", [[["三"]]]),
    ("<table></table>一", ["一"]),
    ("<table><tr><td>外<table><tr><td>一<td>二</table></table>", ["外", [["一", "二"]]]),
    (r"var page = '<p class=\"a\">一<\/p>\n<p>二<\/p>'", ["var page = '", "一", "二", "'"]),
]


@pytest.mark.parametrize(("page", "lines"), PAGES, ids=[page for page, _ in PAGES])
def test_a_page_is_read_as_it_is_shown(page: str, lines: Sequence[object]) -> None:
    assert shown(page) == lines


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_a_page_is_decoded_as_it_says_itself(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>政府信息公开</p>'.encode(charset)
    assert read_web_page(page) == (Paragraph("政府信息公开"),)
    assert read_web_page("<p>政府信息公开</p>".encode(charset), charset) == (Paragraph("政府信息公开"),)


def test_the_frames_of_a_saved_page_follow_one_another_and_pictures_are_left_out() -> None:
    parts = [("text/html", "<p>一</p>"), ("image/png", "二"), ("text/html", "<p>三</p>")]
    body = "".join(f"--x\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}\r\n" for kind, text in parts)
    page = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n{body}--x--\r\n'
    assert read_saved_page(page.encode()) == (Paragraph("一"), Paragraph("三"))


@pytest.mark.parametrize(("page", "words"), [(b"", "空的或已损坏"), (bytes(range(256)) * 20, "二进制内容")])
def test_what_is_no_page_is_one_sentence(page: bytes, words: str) -> None:
    with pytest.raises(SourceUnreadableError, match=words):
        read_web_page(page)
