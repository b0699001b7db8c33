"""What cannot be done with a request."""

from disclosure.errors import DisclosureError


class CaseError(DisclosureError):
    """This cannot be done with this request now; the sentence says why and what to do instead."""
