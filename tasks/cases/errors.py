"""The error for acts that are not possible."""

from disclosure.errors import DisclosureError


class CaseError(DisclosureError):
    """The act is not possible with this request now; the message says why and what to do instead."""
