"""Records to rows and back, driven by the fields of the dataclasses: a new column needs no code here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar, cast

from disclosure.column_kinds import Fen, Kind, columns_by_name
from disclosure.errors import FileDamagedError
from disclosure.record_base import with_values
from disclosure.records import RECORD_TYPES, Record
from disclosure.term_base import Term

R = TypeVar("R", bound=Record)

REMOVAL = ("removed_at", "removed_reason")
"""The columns every register table has beside the fields of its record, for the recycle bin."""

_UNOFFICIAL: Mapping[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.NUMBER,
    Fen: Kind.MONEY,
    bool: Kind.YES_NO,
    date: Kind.DATE,
}

Encoder: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True)
class Layout(Generic[R]):
    """How a record type is stored: its field names in declared order (id first) and their codecs.

    ``sealed`` are the positions of the fields that are encrypted once the file has a password; ``taker`` returns the
    values of a record, given its ``__dict__``, in order.
    """

    record_type: type[R]
    names: tuple[str, ...]
    taker: Callable[[dict[str, Any]], tuple[Any, ...]]
    kinds: Mapping[str, Kind]
    terms: Mapping[str, type[Term] | None]
    encoders: tuple[Encoder | None, ...]
    decoders: tuple[Encoder | None, ...]
    personal: frozenset[str]
    sealed: tuple[int, ...]

    @property
    def register(self) -> str:
        """The name of the register and of its table."""
        return self.record_type.register

    @property
    def selected(self) -> str:
        """The quoted columns for a SELECT."""
        return ", ".join(f'"{name}"' for name in self.names)

    def row(self, record: R) -> tuple[Any, ...]:
        """Return the stored values of a record in the order of ``names``."""
        row = list(self.taker(record.__dict__))
        for place, encode in self._coded:
            row[place] = encode(row[place])
        return tuple(row)

    @cached_property
    def _coded(self) -> tuple[tuple[int, Encoder], ...]:
        """Position and encoder of each value that is not stored as it is."""
        return tuple((place, encode) for place, encode in enumerate(self.encoders) if encode is not None)

    @cached_property
    def _decoded(self) -> tuple[tuple[int, Encoder], ...]:
        """Position and decoder of each of these."""
        return tuple((place, decode) for place, decode in enumerate(self.decoders) if decode is not None)

    def record(self, row: tuple[Any, ...]) -> R:
        """Return the record of a stored row; values beyond ``names`` are ignored.

        Raises FileDamagedError for a value that the program cannot have written.
        """
        try:
            values = list(row[: len(self.names)])
            for place, decode in self._decoded:
                if values[place] is not None:
                    values[place] = decode(values[place])
        except (ValueError, TypeError, LookupError) as error:  # a damaged value may even have another type
            raise FileDamagedError(
                f"“{self.record_type.title}”第 {row[0]} 条记录已损坏，不要再改动它，用“从备份恢复”取回完好的备份。"
            ) from error
        return with_values(self.record_type, dict(zip(self.names, values, strict=True)))

    @cached_property
    def keys(self) -> tuple[tuple[str, bool], ...]:
        """The JSON key of each value of a stored row, and whether the value is personal."""
        names = (*self.names, *REMOVAL)
        return tuple((f"{json.dumps(name)}:", name in self.personal) for name in names)

    def encode(self, name: str, value: Any) -> Any:
        """Return one value of one field as stored."""
        encoder = self.encoders[self.names.index(name)]
        return value if encoder is None else encoder(value)

    def empty(self, name: str) -> Any:
        """Return the stored form of an empty field."""
        return {Kind.TEXT: "", Kind.TERMS: "[]", Kind.YES_NO: 0}.get(self.kinds[name])


def layout(record_type: type[R]) -> Layout[R]:
    """Return how a record type is stored."""
    return cast("Layout[R]", _layout(record_type.register))


@cache
def _layout(register: str) -> Layout[Any]:
    record_type = RECORD_TYPES[register]
    official, types = columns_by_name(record_type), {declared.name: declared.type for declared in fields(record_type)}
    names = tuple(types)
    kinds = {name: official[name].kind if name in official else _UNOFFICIAL[types[name]] for name in names}
    terms = {name: official[name].term if name in official else None for name in names}
    return Layout(
        record_type=record_type,
        names=names,
        taker=itemgetter(*names),
        kinds=kinds,
        terms=terms,
        encoders=tuple(_ENCODERS.get(kinds[name]) for name in names),
        decoders=tuple(_decoder(kinds[name], terms[name]) for name in names),
        personal=frozenset(name for name, column in official.items() if column.personal),
        sealed=tuple(place for place, name in enumerate(names) if name in official and official[name].sealed),
    )


def _encode_date(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _encode_term(value: Term | None) -> str | None:
    return None if value is None else value._value_  # as ``value``, in a third of its time


def _encode_terms(value: tuple[Term, ...]) -> str:
    return json.dumps([term.value for term in value])


_ENCODERS: Mapping[Kind, Encoder] = {
    Kind.DATE: _encode_date,
    Kind.TERM: _encode_term,
    Kind.TERMS: _encode_terms,
    Kind.YES_NO: int,
}


def _decoder(kind: Kind, term: type[Term] | None) -> Encoder | None:
    if kind is Kind.DATE:
        return date.fromisoformat
    if kind is Kind.YES_NO:
        return bool
    members = {member.value: member for member in term or ()}  # five times as fast as term(code)
    if kind is Kind.TERM:
        return members.__getitem__
    if kind is Kind.TERMS:
        return lambda text: tuple(members[code] for code in json.loads(text))
    return None
