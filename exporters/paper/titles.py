"""Titles broken by meaning (GB/T 9704: 「回行时，要做到词意完整，排列对称」)."""

import re

from exporters.paper.line_breaking import holds_together

_WHOLE, _WORD, _ANYWHERE = 0, 2, 20
_SENSE = (
    (re.compile(r"(?=\d{4}年)"), _WHOLE),
    (re.compile(r"(?<=人民政府)(?!办公)|(?<=办事处)|(?<=委员会)|(?<=管理局)|(?=关于)"), _WORD),
    (re.compile(r"(?<=[省市区县乡镇])|(?=政府信息)|(?=工作年度)|(?=年度报告)|(?<=街道)"), 2 * _WORD),
)


def title_lines(title: str, longest: int) -> list[str]:
    """Return a title in as few lines of at most ``longest`` characters as possible, broken where the meaning allows.

    Line breaks typed by hand are kept. If the meaning does not decide, lines of similar length are preferred.
    """
    return [line for typed in title.splitlines() for line in _broken(typed.strip(), longest) if line]


def _broken(title: str, longest: int) -> list[str]:
    if len(title) <= longest:
        return [title]
    # the cost of a break before each place: lowest between phrases, highest inside a figure or a Latin word
    costs: dict[int, float] = dict.fromkeys(range(len(title)), _ANYWHERE)
    for place in range(1, len(title)):
        if holds_together(title[place - 1], title[place]):
            costs[place] = 2 * _ANYWHERE
    for pattern, cost in reversed(_SENSE):
        costs.update({found.start(): cost for found in pattern.finditer(title) if found.start() in costs})
    costs[len(title)] = 0
    fewest = -(-len(title) // longest)
    best: dict[tuple[int, int], tuple[float, list[str]]] = {(0, 0): (0.0, [])}
    even = len(title) / fewest
    for count in range(fewest + 1):
        for end in range(1, len(title) + 1):
            ways = [
                (cost + costs[end] + abs(end - start - even) / even, [*lines, title[start:end]])
                for start in range(max(0, end - longest), end)
                if (known := best.get((start, count))) is not None
                for cost, lines in [known]
            ]
            if ways:
                best[end, count + 1] = min(ways)
    endings = [best[len(title), count] for count in (fewest, fewest + 1) if (len(title), count) in best]
    return min((cost + _WORD * len(lines), lines) for cost, lines in endings)[1]
