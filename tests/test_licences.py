"""Whoever passes the program on finds under which licence each part is, and the text of it."""

import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from packaging.utils import canonicalize_name

from resources.locate import resource_path
from setup import licence_texts

ROOT = Path(__file__).parents[1]
FONTS = sorted(path.name for path in resource_path("fonts").iterdir() if path.suffix in {".ttf", ".otf", ".ttc"})
LOCKED = [requirement.name for requirement in licence_texts.locked()]
WANTED = ("Version", "Licence", "Copyright", "Source")


def entries() -> dict[str, dict[str, str]]:
    """Return what NOTICES says, by the name of the work and the name of the fact."""
    paragraphs = (ROOT / "NOTICES").read_text(encoding="utf-8").split("\n\n")
    works = [text for text in paragraphs if "\nLicence: " in text]
    facts = [dict(re.findall(r"^([A-Z]\w+): (.+)$", work, re.MULTILINE)) for work in works]
    return {fact["Name"]: fact for fact in facts}


NOTICES = entries()


@pytest.mark.parametrize("name", [*LOCKED, *FONTS])
def test_every_library_and_font_that_is_shipped_is_named(name: str) -> None:
    assert [fact for fact in WANTED if not NOTICES.get(name, {}).get(fact)] == [], f"NOTICES lacks this of {name}"


def test_no_library_is_named_that_is_not_shipped() -> None:
    assert [name for name, facts in NOTICES.items() if facts["Version"] == "locked" and name not in LOCKED] == []
    assert [name for name in NOTICES if name.endswith((".ttf", ".otf", ".ttc")) and name not in FONTS] == []


@pytest.mark.parametrize("name", LOCKED)
def test_the_licence_named_is_the_one_the_library_declares(name: str) -> None:
    """So that an upgrade to other terms is seen by a person before it is shipped."""
    try:
        declared = distribution(name).metadata
    except PackageNotFoundError:
        pytest.skip("locked for another system")
    expression = (declared.get_all("License-Expression") or [""])[0]
    if not expression:  # older metadata: free text, sometimes the whole licence
        pytest.skip("declares no expression")
    assert NOTICES[name]["Licence"] == expression


@pytest.mark.parametrize("name", list(NOTICES))
def test_every_text_that_is_pointed_to_is_there(name: str) -> None:
    pointed = re.findall(r"(?:resources/\S+/)?licences/[\w.-]+\.(?:txt|TXT)", NOTICES[name].get("Text", ""))
    assert [path for path in pointed if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("name", ["FandolFang-gbk.ttf", "ArplKaiGB-1000.ttf"])
def test_a_font_whose_licence_asks_says_what_was_changed_in_it_and_when(name: str) -> None:
    told = TTFont(resource_path("fonts", name), lazy=True)["name"].getDebugName(10)
    assert re.match(r"Modified on \d{4}-\d\d-\d\d ", str(told))


def test_the_texts_of_what_was_taken_along_lie_in_the_built_folder(tmp_path: Path) -> None:
    licence_texts.lay_out(tmp_path)
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("Apache License")
    assert (tmp_path / "NOTICES").is_file()
    folders = [path for path in (tmp_path / "licences").iterdir() if path.is_dir()]
    laid = {canonicalize_name(path.name.rsplit("-", 1)[0]) for path in folders}
    pointed = {name for name, facts in NOTICES.items() if "licences/LGPL-3.0.txt" in facts.get("Text", "")}
    missing = [name for name in LOCKED if canonicalize_name(name) not in laid | pointed]
    assert [name for name in missing if is_installed(name)] == []


def is_installed(name: str) -> bool:
    try:
        return bool(distribution(name))
    except PackageNotFoundError:
        return False


def test_a_system_library_without_its_copyright_file_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, documentation = Path("/usr/lib/libexample.so.1"), tmp_path / "doc"
    owner = subprocess.CompletedProcess([], 0, stdout=f"libexample1:amd64: {library}\n")
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/dpkg-query")
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_options: owner)
    monkeypatch.setattr(licence_texts, "DOCUMENTATION", documentation)
    with pytest.raises(LookupError, match="libexample1"):
        licence_texts.lay_out(tmp_path / "dist", [library])
    (documentation / "libexample1").mkdir(parents=True)
    (documentation / "libexample1" / "copyright").write_text("free", encoding="utf-8")
    licence_texts.lay_out(tmp_path / "dist", [library])
    assert (tmp_path / "dist" / "licences" / "system" / "libexample1.txt").read_text(encoding="utf-8") == "free"
