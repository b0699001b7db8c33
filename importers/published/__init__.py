"""Reading published annual reports from any kind of file into an ``AnnualReport``."""

from pathlib import Path

from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress, silent
from disclosure.report.model import AnnualReport
from importers.decoding import decode_damaged
from importers.published.containers import read_container
from importers.published.json_report import read_json
from importers.signs import fold_signs
from importers.told_of import outside_bytes, told_of
from importers.watch import Step, watched

_MOST_BYTES = 60_000_000


def read_published(path: Path, progress: Progress = silent) -> AnnualReport:
    """Return the report in a file: figures as printed, and its prose if there is any.

    A cell the source does not show is missing or None, a blank one is "". Raises SourceUnreadableError, also for a file
    that takes too much time or memory, and CancelledError within a second of ``progress`` raising it.
    """
    content = _content(path)

    def report(step: Step) -> AnnualReport:
        if path.suffix.lower() == ".json":
            text = decode_damaged(content)
            if text is None:
                raise SourceUnreadableError("这个文本文件是二进制内容，无法读取，要核对文件。")
            return read_json(fold_signs(text))
        document = read_container(content, path.name, step)
        from importers.published.understanding import understood  # noqa: PLC0415 - tables, prose: with the first paper

        return understood(document, path.stem)

    with told_of(path):
        return watched(report, progress)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SourceUnreadableError(
                f"“{path.name}”超过{_MOST_BYTES // 1_000_000} MB，不像一份年度报告，要核对文件。"
            )
        content = outside_bytes(path)
    except OSError as fault:
        raise SourceUnreadableError(f"打不开文件“{path.name}”，要核对路径和权限。") from fault
    if not content.strip():
        raise SourceUnreadableError(f"“{path.name}”是空文件，要核对文件。")
    return content
