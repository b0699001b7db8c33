"""Envelopes for the applicants of requests, with the file's office as sender."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from disclosure.records import Request
from exporters.paper.files import framed_in
from storage.registers import Registers
from storage.whole_file import write_whole


def envelopes_of(
    registers: Registers, requests: Sequence[Request], *, size: str = "DL", dated_on: date
) -> tuple[bytes, str]:
    """Return one envelope (``size`` DL or C5) per request as a PDF, and a sentence naming the characters no font has.

    Raises ExportError naming the applicant without an address.
    """
    from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf  # noqa: PLC0415 - the paper loads when used

    profile = registers.profile()
    wanted = [
        Envelope(
            request.agent or request.applicant,
            request.address,
            request.postcode,
            profile.name,
            profile.address,
            profile.postcode,
        )
        for request in requests
    ]
    framed = framed_in(*(f"{one.name}{one.address}{one.sender}{one.sender_address}" for one in wanted))
    return envelopes_pdf(wanted, EnvelopeSize[size], dated_on), framed


def write_envelopes(
    registers: Registers, requests: Sequence[Request], path: Path, *, size: str = "DL", dated_on: date
) -> str:
    """Write envelopes as ``envelopes_of`` makes them, completely or not at all; return its sentence on characters."""
    content, framed = envelopes_of(registers, requests, size=size, dated_on=dated_on)
    write_whole(path, content, private=True)
    return framed
