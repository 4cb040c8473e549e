"""What a store holds: its format, and for each file the hash, the program that read it and its documents.

>>> manifest = Manifest(files={"a.txt": FileEntry("0" * 64, "1", (GraphEntry(1, "urn:d", 0),))})
>>> Manifest.from_json(manifest.to_json()) == manifest
True
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from ontology.identifiers import BASE, document_graph

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, order=True)
class GraphEntry:
    """One document of a file; a lower ``rank`` is the better rendition where several files hold one document."""

    part: int
    document: str
    rank: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as it was read: the hash of its bytes, the fingerprint of the program, its documents.

    ``root`` is the folder that its name is relative to, "" where that is not known.
    """

    sha256: str
    program: str
    graphs: tuple[GraphEntry, ...]
    root: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Rendition:
    """One file's text of a document: the lowest is kept in the store, the others are set aside."""

    rank: int
    file: str
    part: int

    @property
    def graph(self) -> str:
        """The IRI of its graph."""
        return document_graph(self.file, self.part)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a store, as ``manifest.json`` keeps them."""

    format: int = FORMAT
    base: str = BASE
    authority: str = ""
    files: Mapping[str, FileEntry] = field(default_factory=dict)

    def renditions(self) -> dict[str, tuple[Rendition, ...]]:
        """The renditions of each document, best first."""
        found: dict[str, list[Rendition]] = defaultdict(list)
        for file, entry in self.files.items():
            for graph in entry.graphs:
                found[graph.document].append(Rendition(graph.rank, file, graph.part))
        return {document: tuple(sorted(several)) for document, several in sorted(found.items())}

    def to_json(self) -> str:
        """The manifest as text, the same for the same contents."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Reads what ``to_json`` wrote; raises ValueError, KeyError or TypeError for anything else."""
        data = json.loads(text)
        files = {name: _entry(**entry) for name, entry in data["files"].items()}
        return cls(data["format"], data["base"], data["authority"], files)


def _entry(sha256: str, program: str, graphs: list[dict[str, Any]], root: str = "") -> FileEntry:
    return FileEntry(sha256, program, tuple(GraphEntry(**graph) for graph in graphs), root)
