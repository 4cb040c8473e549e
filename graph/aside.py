"""Graphs of further renditions of a document: kept beside the store until the better one goes.

A thousand copies of a document are decided as they come (``Standing``): writing each into the store, to take all but
one out again, cost more than all the rest of a build.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from graph.filed import FileGraphs
from graph.manifest import FileEntry, Rendition

_LEVEL: Final = 1  # five times as fast as the best, and a copy's quads shrink to a fifteenth all the same


@dataclass(frozen=True, slots=True)
class Aside:
    """A folder of graphs as compressed N-Quads, each under the hash of its IRI."""

    folder: Path

    def has(self, graph: str) -> bool:
        """Whether a graph is set aside."""
        return self._path(graph).exists()

    def put(self, graph: str, nquads: bytes) -> None:
        """Sets a graph aside."""
        self.folder.mkdir(exist_ok=True)
        self._path(graph).write_bytes(gzip.compress(nquads, _LEVEL, mtime=0))

    def sift(self, graphs: FileGraphs, better: Container[str]) -> bytes:
        """Sets a file's documents aside that are not among the better graphs; gives the quads of the others."""
        own = [rendition.graph for rendition in graphs.entry.renditions(graphs.file)]
        for graph in own:
            self.drop(graph)
        if all(graph in better for graph in own):
            return graphs.nquads
        parts = graphs.by_graph()
        for graph in own:
            if graph not in better:
                self.put(graph, parts.pop(graph, b""))
        return b"".join(parts.values())

    def take(self, graph: str) -> bytes:
        """Gives a graph back, and keeps it no longer."""
        nquads = gzip.decompress(self._path(graph).read_bytes())
        self.drop(graph)
        return nquads

    def drop(self, graph: str) -> None:
        """Keeps a graph no longer, if it is there."""
        self._path(graph).unlink(missing_ok=True)

    def _path(self, graph: str) -> Path:
        return self.folder / f"{hashlib.sha256(graph.encode()).hexdigest()}.nq.gz"


@dataclass(slots=True)
class Standing:
    """Which rendition of each document was written into the store last: the best that was met so far.

    >>> standing = Standing()
    >>> [standing.stand(Rendition(rank, "a.txt", 1, "urn:d")) for rank in (5, 7, 4)]
    [True, False, True]
    """

    by_document: dict[str, Rendition] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, FileEntry], aside: Aside) -> Self:
        """Those of a store that is there."""
        standing = cls()
        for rendition in (each for file, entry in files.items() for each in entry.renditions(file)):
            if not aside.has(rendition.graph):
                standing.stand(rendition)
        return standing

    def better(self, files: Iterable[FileGraphs]) -> frozenset[str]:
        """The graphs of new files that are better than what stands, the best of each document alone."""
        renditions = sorted(each for graphs in files for each in graphs.entry.renditions(graphs.file))
        return frozenset(rendition.graph for rendition in renditions if self.stand(rendition))

    def stand(self, rendition: Rendition) -> bool:
        """Whether a rendition is better than what stands; it stands from now on if it is."""
        known = self.by_document.get(rendition.document)
        if known is not None and known <= rendition:
            return False
        self.by_document[rendition.document] = rendition
        return True

    def fall(self, rendition: Rendition) -> None:
        """A rendition goes: the next one of its document stands."""
        if self.by_document.get(rendition.document) == rendition:
            del self.by_document[rendition.document]
