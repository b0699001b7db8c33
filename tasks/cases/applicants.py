"""Other requests of the same person: the complete history, and contact data typed before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from disclosure.cases.keeping import is_destroyed
from disclosure.cases.repeats import folded, is_same_identity
from disclosure.column_kinds import columns_by_name
from disclosure.records import Request
from storage.query import Filter, Query
from storage.registers import Registers
from tasks.cases.requests import save_record

MOST = 200
"""The most requests to search, newest first."""

REUSED = ("identity_kind", "identity_number", "phone", "address", "postcode", "email")
"""Contact data that may be copied from another request of the same person."""


@dataclass(frozen=True)
class Applicant:
    """An applicant by their requests: the other ones, newest first, and the one to copy contact data from."""

    others: tuple[Request, ...] = ()
    source: Request | None = None
    values: Mapping[str, str] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The official names of the data that can be copied."""
        return tuple(columns_by_name(Request)[name].label for name in self.values or {})


def applicant_of(registers: Registers, request: Request) -> Applicant:
    """Return the other requests of the same person: with the same 证件号码, or the same name without differing numbers.

    Contact data is that of the newest one that has something this request lacks.
    """
    found = {one.id: one for query in _queries(request) for one in registers.all(Request, query)}
    kept = (one for one in found.values() if one.id != request.id and not is_destroyed(one))
    same = [one for one in kept if _is_same(request, one)]
    same.sort(key=lambda one: (one.received_on or one.arrived_on, one.id), reverse=True)
    for other in same:
        lacking = {name: getattr(other, name) for name in REUSED if not getattr(request, name) and getattr(other, name)}
        if lacking:
            return Applicant(tuple(same), other, lacking)
    return Applicant(tuple(same))


def reuse_contact(registers: Registers, request: Request, applicant: Applicant) -> None:
    """Fill blank contact data of a request from another of the same person, keeping what was typed."""
    current = registers.get(Request, request.id)
    values: dict[str, Any] = {
        name: text for name, text in (applicant.values or {}).items() if not getattr(current, name)
    }
    save_record(registers, replace(current, **values))


def _queries(request: Request) -> Iterator[Query]:
    name = "".join(request.applicant.split())
    if name:
        yield Query(text=name, descending=True, limit=MOST)
        yield Query(text=" ".join(name), descending=True, limit=MOST)  # 「立 夏」, as in forms
    if request.identity_number:
        same = Filter("identity_number", "equals", request.identity_number)
        yield Query(filters=(same,), descending=True, limit=MOST)


def _is_same(one: Request, other: Request) -> bool:
    if one.identity_number and other.identity_number:
        return is_same_identity(one, other)
    return folded(one.applicant) == folded(other.applicant) and one.applicant_kind is other.applicant_kind
