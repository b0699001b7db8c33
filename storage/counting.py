"""The 200 numbers (being written)."""

from storage.reading import Reading


class Counting(Reading):
    """Reading, and the numbers."""
