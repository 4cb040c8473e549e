"""What a store holds: its format, and for each file the hash, the program that read it and its documents.

>>> manifest = Manifest(files={"a.txt": FileEntry("0" * 64, "1", (GraphEntry(1, "urn:d", 0),))})
>>> Manifest.from_json(manifest.to_json()) == manifest
True
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from graph.sketch import alike
from ontology.identifiers import BASE, document_graph
from ontology.words import Words

FORMAT: Final = 2


@dataclass(frozen=True, slots=True, order=True)
class GraphEntry:
    """One document of a file; a lower ``rank`` is the better rendition where several files hold one document.

    ``sketch`` tells whether two texts are nearly the same (``graph.sketch``).
    """

    part: int
    document: str
    rank: int
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """What of a file could not be read: where in it, what is the matter, what to do."""

    place: Words
    problem: Words
    remedy: Words


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as it was read: the hash of its bytes, the fingerprint of the program, its documents.

    ``root`` is the folder that its name is relative to, "" where that is not known. ``lacks`` is what could not be
    read, with ``system``, the parts of the machine that reading had; a file of which nothing could be read has no
    documents.
    """

    sha256: str
    program: str
    graphs: tuple[GraphEntry, ...]
    root: str = ""
    lacks: tuple[Lack, ...] = ()
    system: str = ""

    def renditions(self, file: str) -> tuple[Rendition, ...]:
        """Its documents, as renditions by the file of a name."""
        return tuple(Rendition(graph.rank, file, graph.part, graph.document) for graph in self.graphs)


@dataclass(frozen=True, slots=True, order=True)
class Rendition:
    """One file's text of a document: the lowest is kept in the store, the others are set aside."""

    rank: int
    file: str
    part: int
    document: str

    @property
    def graph(self) -> str:
        """The IRI of its graph."""
        return document_graph(self.file, self.part)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a store, as ``manifest.json`` keeps them.

    ``rules`` is the fingerprint of those that its inferred graph follows by, "" where it has to be inferred anew;
    ``inferred`` counts that graph's triples.
    """

    format: int = FORMAT
    base: str = BASE
    authority: str = ""
    rules: str = ""
    inferred: int = 0
    files: Mapping[str, FileEntry] = field(default_factory=dict)

    def renditions(self, apart: AbstractSet[tuple[str, str]] = frozenset()) -> dict[str, tuple[Rendition, ...]]:
        """The renditions of each document, best first, under the IRI of the best: equal ones and nearly equal ones.

        ``apart`` are pairs of documents that people say are two, nearly equal or not.
        """
        held = [(file, graph) for file, entry in self.files.items() for graph in entry.graphs]
        same = alike({graph.document: graph.sketch for _, graph in sorted(held)}, apart)
        found: dict[str, list[Rendition]] = defaultdict(list)
        for file, graph in held:
            found[same[graph.document]].append(Rendition(graph.rank, file, graph.part, graph.document))
        several = (tuple(sorted(renditions)) for renditions in found.values())
        return {renditions[0].document: renditions for renditions in sorted(several, key=lambda r: r[0].document)}

    def to_json(self) -> str:
        """The manifest as text, the same for the same contents."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Reads what ``to_json`` wrote; raises ValueError, KeyError or TypeError for anything else."""
        data = json.loads(text)
        files = {name: _entry(**entry) for name, entry in data["files"].items()}
        inferred = data.get("rules", ""), data.get("inferred", 0)  # none in a store from before rules were followed
        return cls(data["format"], data["base"], data["authority"], *inferred, files)


def _entry(*, graphs: list[dict[str, Any]], lacks: list[dict[str, Any]], **rest: str) -> FileEntry:
    held = tuple(GraphEntry(**{**graph, "sketch": tuple(graph["sketch"])}) for graph in graphs)
    lacking = tuple(Lack(**{part: Words(**words) for part, words in lack.items()}) for lack in lacks)
    return FileEntry(graphs=held, lacks=lacking, **rest)
