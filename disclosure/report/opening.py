"""What the opening of a published report says about its office: contacts, website, place of inspection."""

import re
from collections.abc import Mapping

from disclosure.report.model import AnnualReport

_END = r"[^，,；;。）)（(]+"
_TOLD: Mapping[str, re.Pattern[str]] = {
    "address": re.compile(rf"(?<!网)(?:地址|通讯地址)[:：]({_END})"),
    "postcode": re.compile(r"邮政?编码?[:：](\d{6})"),
    "phone": re.compile(r"电话[:：]([\d\-—]{7,})"),
    "email": re.compile(r"邮箱[:：]([A-Za-z0-9_.\-]+@[A-Za-z0-9_.\-]+)"),
    "website_name": re.compile(r"“([^“”]*网站?)”?[（(]https?://"),
    "website": re.compile(r"[（(](https?://[^）)]+)[）)]"),
    "archive": re.compile(r"报送([^，,。]{2,}档案馆)"),
}
_TITLE = re.compile(r"^(.+?)\d{4}年")


def told_of_office(report: AnnualReport, office: str) -> dict[str, str]:
    """Return what a report says of its office, by field of the profile; nothing if it is of another office."""
    title = _TITLE.match(report.title)
    name = title[1] if title else ""
    if not name or not (name in office or office in name):
        return {}
    opening = "".join(report.opening.split())
    found = {field: place[1] for field, pattern in _TOLD.items() if (place := pattern.search(opening))}
    return found if name == office else {**found, "title_name": name}
