"""What a person means who names a document: by its IRI, by a citation of it, by the key of one, or by its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.judged import Judgement
from graph.manifest import Rendition
from graph.mentions import Sources
from ontology.identifiers import BASE, full_iri
from ontology.numbers import DocumentNumber, NumberError
from ontology.words import Words


@dataclass(frozen=True, slots=True)
class Referent:
    """Holdings and citations that are meant, by their IRIs; ``name`` is the same for the same ones."""

    name: str
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Referents:
    """All that can be named, as the rules alone leave it: before any judgement of people."""

    documents: Mapping[str, frozenset[str]]
    keys: Mapping[str, frozenset[str]]
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)

    def of(self, text: str) -> Referent | Words:
        """What is meant, or why nothing is."""
        if is_iri(text):
            return self._by_iri(full_iri(text))
        try:
            number = str(DocumentNumber.parse(text))
        except NumberError:
            return Words(f"“{text}” is neither an IRI nor a number", f"“{text}” không phải là IRI hay số văn bản")
        found = self.numbers.get(number, ())
        if len(found) == 1:
            return Referent(found[0], self.documents[found[0]])
        if not found:
            return Words(f"there is no document {number}", f"không có văn bản {number}")
        several = " ".join(iri.removeprefix(BASE) for iri in found)
        return Words(
            f"several documents have the number {number}, name one of them: {several}",
            f"nhiều văn bản cùng số {number}, hãy ghi một trong số đó: {several}",
        )

    def _by_iri(self, iri: str) -> Referent | Words:
        iri = self.variants.get(iri, iri)
        if iri in self.documents:
            return Referent(iri, self.documents[iri])
        items = self.keys.get(iri)
        if not items:
            return Words(f"there is no document or citation {iri}", f"không có văn bản hay viện dẫn {iri}")
        whole = next((document for document, its in self.documents.items() if its == items), iri)
        return Referent(whole, items)


def is_iri(text: str) -> bool:
    """Whether a document is named by an IRI, also without its base, and not by a number.

    >>> is_iri("doc/khong-ro/tw/2023-12-25/28-ct-tw"), is_iri("28-CT/TW")
    (True, False)
    """
    return "://" in text or text.startswith(("doc/", "urn:"))


def referents(sources: Sources, judgement: Judgement, renditions: Mapping[str, Sequence[Rendition]]) -> Referents:
    """What can be named in a store."""
    documents = {
        iri: frozenset(item.iri for item in judged.cluster.items) for iri, judged in judgement.documents.items()
    }
    keys: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, set[str]] = defaultdict(set)
    for mention in sources.mentions:
        keys[mention.iri].add(mention.iri)
        keys[mention.key_iri].add(mention.iri)
    for holding in sources.holdings:
        keys[holding.iri].add(holding.iri)
    for iri, judged in judgement.documents.items():
        for number in {item.number for item in judged.cluster.items if item.number}:
            numbers[number].add(iri)
    variants = {r.document: best for best, several in renditions.items() for r in several if r.document != best}
    return Referents(
        documents,
        {key: frozenset(items) for key, items in keys.items()},
        {number: tuple(sorted(iris)) for number, iris in numbers.items()},
        variants,
    )
