"""Graphs of further renditions of a document: kept beside the store until the better one goes."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path


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
        self._path(graph).write_bytes(gzip.compress(nquads, mtime=0))

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
