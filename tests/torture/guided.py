"""Inputs grown by what the readers do with them: ``.venv/fuzz/bin/python -m tests.torture.guided SEED RUNS FOLDER``.

Its figures are in ``FOLDER/figures.json``. Of zipped files the part that matters is grown, and put into a sound file
again. The fuzzer (``setup/fuzzing.sh``) is no part of the project's locked packages.
"""

import io
import json
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["disclosure", "importers"]):
    from disclosure.errors import DisclosureError
    from tests.torture.fuzzing import FIGURES, LONGEST, READERS

_GROWN: Mapping[str, str] = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
_LONGEST_INPUT = 500_000
_NOTED_EVERY = 10


def grown_part(content: bytes, suffix: str) -> bytes:
    """Return what is grown of a sound file."""
    if suffix not in _GROWN:
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read(_GROWN[suffix])


def whole(part: bytes, content: bytes, suffix: str) -> bytes:
    """Return a file with a grown part in it."""
    if suffix not in _GROWN:
        return part
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, part if name == _GROWN[suffix] else source.read(name))
    return made.getvalue()


def tried(seed: Path, folder: Path, told: dict[str, float]) -> Callable[[bytes], None]:
    """Return what tries one input; anything but a result or a DisclosureError ends the run."""
    content, path = seed.read_bytes(), folder / f"长{seed.suffix}"

    def one(data: bytes) -> None:
        path.write_bytes(whole(data, content, seed.suffix))
        told["inputs"] += 1
        began = time.monotonic()
        try:
            READERS[seed.stem](path)
        except DisclosureError:
            told["refused"] += 1
        took = time.monotonic() - began
        told["longest_seconds"] = round(max(told["longest_seconds"], took), 2)
        if told["inputs"] % _NOTED_EVERY == 0:  # the fuzzer ends the process without a word
            (folder / FIGURES).write_text(json.dumps(told), encoding="utf-8")
        assert took < LONGEST, f"{took:.1f} seconds"

    return one


def main(words: Sequence[str]) -> None:
    """Grow inputs from one seed file."""
    seed, runs, folder = Path(words[0]), int(words[1]), Path(words[2])
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    (corpus / "seed").write_bytes(grown_part(seed.read_bytes(), seed.suffix))
    told: dict[str, float] = {"inputs": 0, "refused": 0, "longest_seconds": 0.0}
    options = [
        f"-runs={runs}",
        f"-max_len={_LONGEST_INPUT}",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={folder}/",
        "-seed=20240304",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], tried(seed, folder, told))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
