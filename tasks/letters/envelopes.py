"""Envelopes for the applicants of requests, from the office whose file it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.records import Profile, Request
from storage.registers import Registers

if TYPE_CHECKING:
    from exporters.letters.envelopes import Envelope


def write_envelopes(
    registers: Registers, requests: Sequence[Request], path: Path, *, size: str = "DL", dated_on: date
) -> None:
    """Write one envelope (``size`` DL or C5) per request to a PDF.

    Raises ExportError naming the applicant without an address; then nothing is written.
    """
    from exporters.letters.envelopes import EnvelopeSize, envelopes_pdf  # noqa: PLC0415 - opening the window does not need it
    from exporters.sheets import write_private  # noqa: PLC0415

    profile = registers.profile()
    wanted = [_envelope(request, profile) for request in requests]
    write_private(path, envelopes_pdf(wanted, EnvelopeSize[size], dated_on))


def _envelope(request: Request, profile: Profile) -> "Envelope":
    from exporters.letters.envelopes import Envelope  # noqa: PLC0415

    return Envelope(
        request.agent or request.applicant,
        request.address,
        request.postcode,
        profile.name,
        profile.address,
        profile.postcode,
    )
