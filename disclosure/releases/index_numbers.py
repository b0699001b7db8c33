"""索引号: assigned by the office's own pattern, never twice and never changed; there is no national rule."""

import re

from disclosure.errors import DisclosureError
from disclosure.numerals import NumberSeries
from disclosure.wording import quoted

_FIELD = re.compile(r"\{(code|year|serial)(?::(0\d{1,2})d?)?\}")
_SERIAL = "serial"


class IndexNumberError(DisclosureError):
    """The pattern of 索引号 is unusable."""


def index_series(pattern: str, code: str, year: int) -> NumberSeries:
    """Return the series of a year by a pattern of {code}, {year} and one {serial} or {serial:05}.

    Raises IndexNumberError for an unusable pattern.
    """
    fields = list(_FIELD.finditer(pattern))
    serials = [field for field in fields if field[1] == _SERIAL]
    rest = _FIELD.sub("", pattern)
    if len(serials) != 1 or "{" in rest or "}" in rest or any(each[2] for each in fields if each not in serials):
        raise IndexNumberError(
            f"索引号规则{quoted(pattern)}不能用：可写“{{code}}”“{{year}}”，要有一个“{{serial}}”，"
            "如“{code}/{year}-{serial:05}”；在机关信息中修改。"
        )
    values = {"code": code, "year": f"{year:04}"}
    before, after = (
        _FIELD.sub(lambda field: values[field[1]], part)
        for part in (pattern[: serials[0].start()], pattern[serials[0].end() :])
    )
    return NumberSeries(before, after, serials[0][2] or "")
