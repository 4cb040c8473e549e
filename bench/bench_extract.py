"""Reading facts out of text: each stage on real documents, beside a floor and another extractor of citations.

The floor is what any reader has to do: decode, compose (NFC), and go over the text once with one compiled pattern.
eyecite finds citations in American law; it reads as many bytes of English, since it knows no Vietnamese. The summary
at the end gives characters a second, and time against length from one page to a hundred.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bench.speeds import Speeds
from bench.texts import PAGE, pages, read_texts
from loaders import citations, duties, indicators, structure
from loaders.assignments import Assignments
from loaders.blocks import paragraphs
from loaders.citations import Role
from loaders.extract import extractions
from loaders.ground import Ground
from loaders.lines import Paragraph
from loaders.normalize import normalize
from loaders.places import Setting
from ontology.model import Indicator, Responsibility, SourceText

ROUNDS = 3
PLAIN = 15 / 16
NUMBER = re.compile(r"\d+[\w.]*/[\w/&,-]+")
LENGTHS = (1, 3, 10, 30, 100)
PARTIES = ("Alder", "Birch", "Cedar", "Dunn", "Everly", "Frost", "Gable", "Harlow", "Ives", "Jessop", "Keel", "Lorne")
REPORTERS = ("U.S.", "F.2d", "F.3d", "F. Supp. 2d", "S. Ct.", "P.2d", "N.E.2d")


def english(size: int, seed: int) -> str:
    """English sentences with citations, as many bytes as asked for; the same on every run."""
    draw = random.Random(seed)  # noqa: S311 (a text, no secret)
    made: list[str] = []
    length = 0
    while length < size:
        one, other = draw.sample(PARTIES, 2)
        made.append(_sentence(draw, one, other))
        length += len(made[-1]) + 1
    return " ".join(made)[:size]


def _sentence(draw: random.Random, one: str, other: str) -> str:
    """A sentence; one in sixteen cites, about as often as the documents beside it do."""
    if draw.random() < PLAIN:
        return draw.choice(
            (
                "Each office keeps a list of the matters that it has to settle and tells the council every quarter.",
                "The board shall name the person in charge, the day by which the work is done and the money set aside.",
                "Whoever takes over a task writes down in whose name he does so and whom he asks for help with it.",
            )
        )
    volume, page, year = draw.randint(2, 600), draw.randint(1, 1400), draw.randint(1950, 2020)
    cited = f"{one} v. {other}, {volume} {draw.choice(REPORTERS)} {page} ({year})"
    return draw.choice(
        (
            f"The rule was first laid down in {cited}, and nobody has asked for another one since.",
            f"Under {draw.randint(1, 50)} U.S.C. § {page} the office answers for the plan.",
        )
    )


def floor(raw: list[bytes]) -> int:
    return sum(1 for data in raw for _ in NUMBER.finditer(unicodedata.normalize("NFC", data.decode("utf-8"))))


@dataclass(frozen=True, slots=True)
class Ready:
    """The texts, and what the stages before each stage make of them."""

    texts: list[SourceText]
    raw: list[bytes]
    read: list[list[Paragraph]]
    built: list[structure.Body]

    @classmethod
    def of(cls, texts: list[SourceText]) -> Ready:
        """Makes everything ready, unmeasured."""
        read = [paragraphs(source) for source in texts]
        return cls(texts, [source.text.encode() for source in texts], read, [structure.build(found) for found in read])

    def grounds(self) -> Iterator[tuple[Ground, structure.Body]]:
        """What indicators and duties are read from."""
        return ((Ground(source, 1), body) for source, body in zip(self.texts, self.built, strict=True))


def find_citations(ready: Ready) -> list[citations.Typed]:
    texts = (paragraph.body.text for found in ready.read for paragraph in found)
    return [one for text in texts for one in citations.typed(text, Setting(), Role.BODY)]


def find_indicators(ready: Ready) -> list[Indicator]:
    return [one for ground, body in ready.grounds() for one in indicators.read(body, "urn:d", "", ground)]


def find_duties(ready: Ready) -> list[Responsibility]:
    found: list[Responsibility] = []
    for ground, body in ready.grounds():
        assigned = Assignments("urn:d", ground, {}, {})
        duties.read(body, Setting(), assigned)
        found += assigned.duties
    return found


STAGES: dict[str, Callable[[Ready], object]] = {
    "a floor: decode, NFC, one pattern": lambda ready: floor(ready.raw),
    "c normalise": lambda ready: sum(len(normalize(source.text)) for source in ready.texts),
    "d paragraphs, normalised": lambda ready: sum(len(paragraphs(source)) for source in ready.texts),
    "e structure": lambda ready: sum(len(structure.build(found).root.children) for found in ready.read),
    "f citations": find_citations,
    "g indicators and targets": find_indicators,
    "h duties": find_duties,
    "i whole extraction": lambda ready: sum(len(extractions(source)) for source in ready.texts),
}


@pytest.fixture(scope="session")
def ready() -> Ready:
    return Ready.of(read_texts())


@pytest.mark.benchmark(group="extract")
@pytest.mark.parametrize("stage", STAGES)
def test_stage(benchmark: BenchmarkFixture, ready: Ready, stage: str, speeds: Speeds) -> None:
    found = benchmark.pedantic(STAGES[stage], (ready,), rounds=ROUNDS, warmup_rounds=1)
    speeds.note(stage, sum(len(source.text) for source in ready.texts), benchmark)
    assert found


@pytest.mark.benchmark(group="extract")
def test_stage_of_eyecite(benchmark: BenchmarkFixture, ready: Ready, speeds: Speeds) -> None:
    """Texts of English of as many bytes each; the tokenizer is made ready beforehand."""
    eyecite = pytest.importorskip("eyecite")
    texts = [english(len(data), seed) for seed, data in enumerate(ready.raw)]
    eyecite.get_citations(texts[0])

    def find() -> int:
        return sum(len(eyecite.get_citations(text)) for text in texts)

    found = benchmark.pedantic(find, rounds=ROUNDS)
    speeds.note("b eyecite: citations in English", sum(map(len, texts)), benchmark)
    assert found


@pytest.mark.benchmark(group="extract: length")
@pytest.mark.parametrize("length", LENGTHS)
def test_time_grows_with_length(benchmark: BenchmarkFixture, length: int, speeds: Speeds) -> None:
    source = pages(length)
    found = benchmark.pedantic(extractions, (source,), rounds=ROUNDS, warmup_rounds=1)
    speeds.note(f"length: {length:3} pages of {PAGE} characters", len(source.text), benchmark)
    assert found
