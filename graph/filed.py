"""All that a store keeps of one file: the graphs of its documents, its text and pages, its line in the manifest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Quad

from graph.build import descriptions, quads
from graph.layouts import pack
from graph.manifest import FileEntry, GraphEntry, Lack
from graph.shaped import misfits
from graph.sketch import sketch
from graph.vocabulary import nquads
from ontology.codes import Kind, ReadAs, Standing
from ontology.model import Document, Extraction, SourceText
from ontology.source import Trouble
from ontology.words import Words


@dataclass(frozen=True, slots=True)
class FileGraphs:
    """All that a store keeps of one file; small enough to pass between processes."""

    file: str
    text: str
    entry: FileEntry
    nquads: bytes
    described: bytes
    layout: bytes = b""

    def by_graph(self) -> dict[str, bytes]:
        """The documents' quads, each under the IRI of its graph."""
        if len(self.entry.graphs) == 1:
            return {rendition.graph: self.nquads for rendition in self.entry.renditions(self.file)}
        lines = groupby(self.nquads.splitlines(keepends=True), key=lambda line: line.rsplit(b" ", 2)[1])
        return {graph[1:-1].decode(): b"".join(inside) for graph, inside in lines}


def file_graphs(source: SourceText, extractions: Iterable[Extraction], program: str) -> FileGraphs:
    """The graphs of a file's documents, written out; ``program`` is the fingerprint of the program that read it."""
    found = tuple(extractions)
    entries = tuple(_entry(source, extraction) for extraction in found)
    told = [tuple(descriptions(extraction)) for extraction in found]
    written = b"".join(nquads(_whole(source, one, other)) for one, other in zip(found, told, strict=True))
    described = b"".join(map(nquads, told))
    lacks = tuple(_lack(trouble) for trouble in source.troubles if not trouble.whole)
    entry = FileEntry(source.sha256, program, entries, lacks=lacks)
    return FileGraphs(source.file, source.text, entry, written, described, pack(source))


def _whole(source: SourceText, extraction: Extraction, described: tuple[Quad, ...]) -> list[Quad]:
    """A document's quads, with what its shapes find amiss in them."""
    own = list(quads(source, extraction))
    return [*own, *misfits(extraction.document, own, described)]


def _lack(trouble: Trouble) -> Lack:
    page = Words(f"page {trouble.page}", f"trang {trouble.page}") if trouble.page else Words("a part", "một phần")
    remedy = Words("see the file itself", "xem ngay trong tệp")
    return Lack(page, Words(trouble.message_en, trouble.message_vi), remedy)


def _entry(source: SourceText, extraction: Extraction) -> GraphEntry:
    """What the manifest keeps of a document; only a text that is held can be nearly the same as another."""
    document = extraction.document
    held = document.standing is Standing.HELD and document.kind is not Kind.NEWS
    return GraphEntry(
        document.part, document.iri, rank(source, document), sketch(_own(source, extraction)) if held else ()
    )


def _own(source: SourceText, extraction: Extraction) -> str:
    """A document's own text: a file may hold several, and a portal's words around them."""
    where = [evidence for _, evidence in extraction.document.evidence]
    where += [section.evidence for section in extraction.sections]
    where += [citation.evidence for citation in extraction.citations]
    spans = [evidence.spans[0] for evidence in where]
    return source.text[min(s.start for s in spans) : max(s.end for s in spans)] if spans else ""


def rank(source: SourceText, document: Document) -> int:
    """How good a rendition of the document a file is, the lower the better: held, then read natively, then legible.

    >>> from ontology.codes import Kind, ReadAs
    >>> held = Document("urn:d", "a.txt", 1, Kind.PLAN, Standing.HELD, ReadAs.OCR, "0")
    >>> rank(SourceText("a.txt", "0", "", ReadAs.OCR, quality=0.75), held)
    225
    """
    standing = list(Standing).index(document.standing)
    reading = list(ReadAs).index(document.read_as)
    return standing * 1000 + reading * 100 + round((1 - source.quality) * 100)
