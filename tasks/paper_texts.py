"""Reading the text of attachments, so that the search finds it."""

from disclosure.errors import CancelledError, DisclosureError
from disclosure.progress import Progress, silent
from importers.papers import text_of_paper
from storage.registers import Registers


def read_next_paper(registers: Registers, progress: Progress = silent) -> bool:
    """Read the next paper whose text is not known yet; return whether there was one. Unreadable papers have no text.

    Raises CancelledError, and DisclosureError where the text cannot be kept; then the paper stays unread.
    """
    waiting = registers.unread_paper()
    if waiting is None:
        return False
    progress(0, 0)
    sha256, name = waiting
    try:
        text = text_of_paper(registers.content(sha256), name, progress)
    except CancelledError:
        raise
    except DisclosureError:
        text = ""
    registers.keep_paper_text(sha256, text)
    return True
