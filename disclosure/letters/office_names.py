"""What an office's full name implies: its level, its short name, and the characters in its letter numbers."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.terms import AgencyLevel


@dataclass(frozen=True)
class OfficeNames:
    """Proposals for an office with a given name; the clerk can change each."""

    short_name: str = ""
    code: str = ""
    level: AgencyLevel = AgencyLevel.STREET


_ABOVE = re.compile(r"[^省市区县旗盟州]{2,}?(?:省|市|区|县|旗|盟|州)(?=.{3})")
"""The name of a higher government, 「临江区」, before at least three more characters."""

_STREET = re.compile(r"(?P<place>.+?)(?P<kind>街道)(?:办事处|办)?\Z")
_TOWNSHIP = re.compile(r"(?P<place>.+?)(?P<kind>镇|乡|苏木)(?:人民政府|政府)?\Z")
_BUREAU = re.compile(r"(?P<place>.+?)(?P<kind>局|委员会|委|办公室|中心|厅|部)\Z")
_GOVERNMENT = re.compile(r"(?P<place>.+?)(?P<kind>省|市|区|县|旗|盟|州)(?:人民政府|政府)\Z")
_OF_GOVERNMENTS = {"省": AgencyLevel.PROVINCE, "市": AgencyLevel.CITY, "盟": AgencyLevel.CITY, "州": AgencyLevel.CITY}
_OURS = "本机关"
_MATTER = "公开"
"""What letters of this matter are numbered under, behind the sign of the office."""
_NUMBERED = re.compile(r"(?P<code>[^\d\s〔\[【（(]{1,12})[〔\[【（(]20\d\d年?[〕\]】）)]")
"""A 发文字号 up to its year; ledgers often use other brackets than the letters."""


def code_of(numbers: Iterable[str]) -> str:
    """Return the code before the year that most of some letter numbers share; empty where there is no majority.

    In 「云白公开〔2023〕1号」 it is 云白公开.
    """
    codes = Counter(found["code"] for number in numbers if (found := _NUMBERED.match("".join(number.split()))))
    code, times = codes.most_common(1)[0] if codes else ("", 0)
    return code if times * 2 > codes.total() else ""


def names_of(office: str) -> OfficeNames:
    """Return what the full name of an office implies; for an unknown kind of office the level is 其他.

    「临江区青榕街道办事处」 is a 街道, short 青榕街道, and writes 「榕街公开」 before the year in its letter numbers.
    """
    name = re.sub(r"[（(].*?[）)]", "", "".join(office.split()))
    if found := _GOVERNMENT.fullmatch(name):
        level = _OF_GOVERNMENTS.get(found["kind"], AgencyLevel.COUNTY)
        last = _ABOVE.sub("", f"{found['place']}{found['kind']}") or name
        return OfficeNames(last, f"{last[0]}政{_MATTER}", level)
    own = name
    while above := _ABOVE.match(own):
        own = own[above.end() :]
    if found := _STREET.fullmatch(own):
        return OfficeNames(f"{found['place']}街道", f"{found['place'][-1]}街{_MATTER}", AgencyLevel.STREET)
    if found := _TOWNSHIP.fullmatch(own):
        kind = found["kind"]
        return OfficeNames(f"{found['place']}{kind}", f"{found['place'][-1]}{kind[0]}{_MATTER}", AgencyLevel.TOWNSHIP)
    if found := _BUREAU.fullmatch(own):
        return OfficeNames(own, f"{found['place'][:2]}{_MATTER}", AgencyLevel.DEPARTMENT)
    return OfficeNames(_OURS if own else "", f"{own[:2]}{_MATTER}" if own else "", AgencyLevel.OTHER)
