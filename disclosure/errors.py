"""Every expected failure: a DisclosureError whose text is one Chinese sentence fit to show."""

from collections.abc import Callable, Mapping, Sequence


class DisclosureError(Exception):
    """Something a person can understand and act on; ``str()`` is what the window shows."""


class InvalidRecordError(DisclosureError):
    """The values are not yet a record: one sentence per field at fault.

    ``problems`` maps field names (see ``disclosure.column_kinds``) to Chinese sentences.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = dict(problems)


class NotAgreedError(DisclosureError):
    """An action needs the user's agreement first; nothing of it was done.

    ``lines`` say what it would do. After ``agree`` the same action passes once.
    """

    def __init__(self, sentence: str, lines: Sequence[str], agree: Callable[[], None]) -> None:
        super().__init__(sentence)
        self.lines, self.agree = tuple(lines), agree


class RecordNotFoundError(DisclosureError):
    """No such record, or it is in the recycle bin."""


class UnreadableValueError(DisclosureError):
    """A typed or imported text is not the value its column asks for."""


class CancelledError(DisclosureError):
    """The user pressed 取消; whatever was under way has been rolled back."""

    def __init__(self) -> None:
        super().__init__("已取消，没有改动任何数据。")


class SourceUnreadableError(DisclosureError):
    """A file from outside cannot be read at all: empty, binary, no header, too large, damaged."""


class FileUnavailableError(DisclosureError):
    """The register file cannot be used now: missing, locked, full, read-only, damaged, too new."""


class FileInUseError(FileUnavailableError):
    """The register file is open in another window or program; the sentence says whose."""


class FileDamagedError(FileUnavailableError):
    """The content of the register file is not, or no longer, a readable database."""


class LockedError(DisclosureError):
    """The file has a password that has not been given: personal values can be neither read nor written."""

    def __init__(self, message: str = "这个文件设有口令，要先输入口令。") -> None:
        super().__init__(message)


class WrongPasswordError(DisclosureError):
    """What was typed is neither the password nor the recovery key of the file; the file itself is sound."""

    def __init__(self) -> None:
        super().__init__("口令不对，要重新输入；也可以输入恢复密钥。")


class ExportError(DisclosureError):
    """A file could not be written, or did not read back as it should; nothing was left behind."""
