"""Figures of a report's prose handed over as data, put back into sentences so that they can be checked like prose."""

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.checks.sheet import number_in
from disclosure.wording import plain_number

_CARRIED = (("answered", "办结政府信息公开申请"), ("carried_in", "上年结转"), ("carried_out", "结转下年度"))


def statements(claims: object) -> Iterator[str]:
    """Yield one or more sentences for every claim of a list of {item, value, unit, breakdown, outcome, …}."""
    for claim in claims if isinstance(claims, list) else []:
        if isinstance(claim, dict) and isinstance(claim.get("item"), str):
            yield from _sentences(claim)


def _sentences(claim: Mapping[str, Any]) -> Iterator[str]:
    unit = str(claim.get("unit") or "")
    item, total = claim["item"], number_in(claim.get("value"))
    stated = f"{item}{claim['approx']}" if isinstance(claim.get("approx"), str) else None
    if total is None:
        stated = claim["quote"] if isinstance(claim.get("quote"), str) else item
    parts = _parts(claim, "breakdown", unit) or _parts(claim, "breakdown_yuan", "元")
    head = stated or f"{item}{plain_number(total or 0)}{unit}"
    yield f"{head}，分别为{'、'.join(parts)}。" if parts else f"{head}。"
    for key, words in _CARRIED:
        if (number := number_in(claim.get(key))) is not None:
            yield f"{words}{plain_number(number)}件。"
    yield from _results(claim, unit)


def _results(claim: Mapping[str, Any], unit: str) -> Iterator[str]:
    outcomes = _parts(claim, "outcome", unit)
    if outcomes:
        yield f"{'；'.join(outcomes)}。"
    channels = _parts(claim, "channel", unit)
    total = number_in(claim.get("value"))
    if channels and total is not None:
        yield f"共{plain_number(total)}{unit}，分别为{'、'.join(channels)}。"


def _parts(claim: Mapping[str, Any], key: str, unit: str) -> list[str]:
    numbers = claim.get(key)
    shares = claim.get("percent")
    parts = []
    for name, value in numbers.items() if isinstance(numbers, dict) else ():
        number = number_in(value)
        if number is None:
            return []
        share = number_in(shares.get(name)) if isinstance(shares, dict) else None
        percent = f"，占{plain_number(share)}%" if share is not None else ""
        parts.append(f"{name}{plain_number(number)}{unit}{percent}")
    return parts
