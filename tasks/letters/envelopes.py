"""Envelopes for the applicants of requests, from the office whose file it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from disclosure.records import Request
from exporters.paper.files import framed_in
from storage.registers import Registers
from storage.whole_file import write_whole


def write_envelopes(
    registers: Registers, requests: Sequence[Request], path: Path, *, size: str = "DL", dated_on: date
) -> str:
    """Write one envelope (``size`` DL or C5) per request to a PDF; return what no font draws, as one sentence.

    Raises ExportError naming the applicant without an address; then nothing is written.
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
    write_whole(path, envelopes_pdf(wanted, EnvelopeSize[size], dated_on), private=True)
    return framed_in(*(f"{one.name}{one.address}{one.sender}{one.sender_address}" for one in wanted))
