"""The sentence library: the sentences shipped with the program, preceded by the office's own."""

from collections.abc import Sequence
from functools import cache

from disclosure.records import OwnSentence
from disclosure.report.sentences import Sentence, sentences
from resources.locate import resource_path
from storage.query import Filter, Query
from storage.registers import Registers

OWN = "本单位的句子"
"""The heading for the office's own sentences."""


@cache
def shipped_sentences(part: str) -> Sequence[Sentence]:
    """Return the shipped sentences for a part of the report; none for a part without prose of its own."""
    path = resource_path("sentences", f"{part}.txt")
    return tuple(sentences(part, path.read_text(encoding="utf-8"))) if path.exists() else ()


def library(registers: Registers, part: str, words: str = "") -> list[Sentence]:
    """Return the sentences of a part that contain some words, the office's own first, newest before older."""
    own = registers.all(OwnSentence, Query(filters=(Filter("part", "equals", part),), descending=True))
    known = [*(Sentence(part, OWN, each.text, each.id) for each in own), *shipped_sentences(part)]
    return [sentence for sentence in known if sentence.is_found_by(words)]


def keep_sentence(registers: Registers, part: str, text: str) -> None:
    """Save a sentence as the office's own, once."""
    plain = " ".join(text.split())
    if plain and plain not in (sentence.text for sentence in library(registers, part)):
        registers.save(OwnSentence(part=part, text=plain))


def forget_sentence(registers: Registers, sentence: Sentence) -> None:
    """Move one of the office's own sentences to the recycle bin."""
    registers.remove(registers.get(OwnSentence, sentence.record_id))
