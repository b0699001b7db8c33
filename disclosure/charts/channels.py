"""渠道: by which way requests came in, and by which ways information went out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.charts.values import Chart, Panel, Point, Source, shared, without_zeros
from disclosure.term_base import Term
from disclosure.terms import Channel, ReleaseChannel


def channels(year: int, received: Mapping[int, Channel], released: Mapping[int, Sequence[ReleaseChannel]]) -> Chart:
    """Return the channels of the requests received and of the information released in a year, both by record id.

    A piece of information released in several ways counts in each, so that those do not add up; no shares are given.
    """
    came = shared(_points(year, "requests", Channel, ((id_, (channel,)) for id_, channel in received.items())))
    went = tuple(_points(year, "releases", ReleaseChannel, released.items()))
    panels: list[Panel] = []
    notes: list[str] = []
    for name, unit, points, what in (
        ("申请渠道", "件", came, f"{year}年没有收到申请。"),
        ("公开渠道（一条信息可以有几个渠道）", "条", went, f"{year}年没有登记公开渠道的主动公开信息。"),
    ):
        used, zeros = without_zeros(points, f"没有用到的{name[:4]}：{{}}。")
        panels += [Panel(name, unit, used)] if used else []
        notes += zeros if used else (what,)
    return Chart("channels", f"{year}年渠道", tuple(panels), tuple(notes))


def _points(
    year: int, register: str, kinds: type[Term], found: Iterable[tuple[int, Sequence[Term]]]
) -> Iterator[Point]:
    ids: dict[Term, list[int]] = {kind: [] for kind in kinds}
    for record_id, used in found:
        for kind in dict.fromkeys(used):
            ids[kind].append(record_id)
    for kind, members in ids.items():
        yield Point(kind.label, len(members), Source(year, register=register, ids=tuple(members)))
