"""Where the name and the day of a report stand (GB/T 9704, 7.3.5.1)."""

from disclosure.report.model import AnnualReport
from disclosure.wording import chinese_date

DATE_MARGIN = 4
"""成文日期 stands four characters from the right (右空四字)."""


def signature_margin(report: AnnualReport) -> int:
    """Return how many characters the name stands from the right so that the date below it is centred on it."""
    if report.dated_on is None:
        return DATE_MARGIN
    date_width = sum(0.5 if letter.isdigit() else 1.0 for letter in chinese_date(report.dated_on))
    return max(0, round(DATE_MARGIN + (date_width - len(report.signature)) / 2))
