"""Rewrites every other real document with facts, and the facts alike: see ``tests.substitution`` for what is changed.

Markdown is rewritten as text and read anew; a PDF and files of Word are read first, and their text is then rewritten in
its places. Scans stay out: what a scan says wrongly cannot be told apart from a name.

    python -m tests.elsewhere CORPUS OUT      # writes the texts of every variant, for reading
"""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from loaders import formats
from loaders.files import Origin
from ontology.source import SourceText
from tests.choices import another_serial, days
from tests.edits import decomposing, source_edited
from tests.rewrite import VARIANTS, Variant, other_tones, serials_of, spelled
from tests.substitution import Substitution, days_in, days_of

Gold = dict[str, Any]
GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The documents of a variant and the facts in them."""

    sources: tuple[SourceText, ...]
    gold: Gold


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it is: its text (of Markdown: with its marks), how that was read, and its facts."""

    path: Path
    source: SourceText
    gold: Gold

    @property
    def text(self) -> str:
        """What is rewritten."""
        marked = self.path.suffix == ".md"
        return unicodedata.normalize("NFC", self.path.read_text(encoding="utf-8")) if marked else self.source.text


@cache
def originals(corpus: Path) -> tuple[Read, ...]:
    """Every document with facts but the five seeds and those of which facts cannot be read, the scans."""
    files = [*sorted((corpus / "gold" / "dev").glob("*.json")), *sorted(GOLD.glob("*.json"))]
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    paths = [(corpus / "corpus" / "dev" / gold["file"], gold) for gold in golds if "skip" not in gold]
    return tuple(Read(path, formats.of_bytes(Origin(path, path.name).read(), path.name), gold) for path, gold in paths)


def as_they_are(corpus: Path) -> Rewritten:
    """The documents as they are."""
    known = originals(corpus)
    return Rewritten(tuple(read.source for read in known), {"documents": [read.gold for read in known]})


@cache
def elsewhere(corpus: Path, variant: Variant) -> Rewritten:
    """The documents under a variant; what several of them cite has one number and one date in all."""
    draw, taken = random.Random(variant.seed), set[str]()  # noqa: S311 -- repeatable, not secret
    known = originals(corpus)
    serials = sorted(serials_of([read.gold for read in known]))
    told = {day for read in known for day in (*days_in(read.text), *days_of(read.gold))}
    chosen = Substitution({serial: another_serial(serial, taken, draw) for serial in serials}, days(told, draw))
    made = [_rewritten(read, variant, chosen.of(read.text, read.gold, variant.seed)) for read in known]
    return Rewritten(tuple(source for source, _ in made), {"documents": [gold for _, gold in made]})


def _rewritten(read: Read, variant: Variant, chosen: Substitution) -> tuple[SourceText, Gold]:
    if read.path.suffix == ".md":
        new = formats.of_bytes(spelled(chosen.text(read.text), variant).encode(), read.source.file)
    else:
        new = _spelled_in_place(source_edited(read.source, chosen.edits(read.text)), variant)
    return new, chosen.facts(read.gold)


def _spelled_in_place(source: SourceText, variant: Variant) -> SourceText:
    """A text that was read, as a variant spells it; its lines are those of its file."""
    source = replace(source, text=other_tones(source.text)) if variant.other_tones else source
    return source_edited(source, decomposing(source.text)) if variant.decomposed else source


if __name__ == "__main__":
    for each in VARIANTS:
        for rewritten in elsewhere(Path(sys.argv[1]), each).sources:
            target = Path(sys.argv[2]) / each.name / f"{rewritten.file}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(rewritten.text, encoding="utf-8")
