"""The embedded store: pyoxigraph on disk, with the texts and a manifest beside it.

Its directory holds ``store/`` (RocksDB), ``described/`` (what each document tells of bodies and places), ``texts/`` by
hash, ``aside/`` (further renditions of a document), ``manifest.json``, ``lock``, and during a build ``unfinished``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from pyoxigraph import NamedNode, Quad, RdfFormat

from graph.answers import (
    Bindings,
    MissingStoreError,
    QueryError,
    Rows,
    Store,
    StoreError,
    UnfinishedStoreError,
    rows_of,
)
from graph.aside import Aside, Standing
from graph.directory import make, open_engine, read_manifest, write_whole
from graph.filed import FileGraphs
from graph.inferred import Inferred
from graph.layouts import Layout
from graph.locks import StoreLock
from graph.manifest import FileEntry, Manifest, Rendition
from graph.remote import RemoteStore, is_address
from graph.texts import Texts
from graph.unfinished import Unfinished
from graph.vocabulary import TYPE, nquads
from ontology.identifiers import document_graph

if TYPE_CHECKING:
    from rdflib import Dataset


def open_store(target: str) -> Store:
    """A store for reading: a SPARQL endpoint where the target is a URL, else a directory; raises StoreError."""
    return RemoteStore(target) if is_address(target) else EmbeddedStore.reading(Path(target))


class EmbeddedStore:
    """A store on disk. Make one with ``writing`` or ``reading``, and close it: ``with`` does."""

    def __init__(self, path: Path, engine: ox.Store, manifest: Manifest, lock: StoreLock) -> None:
        self.path, self._lock = path, lock
        self._open: ox.Store | None = engine
        self._described: ox.Store | None = None
        self._files = dict(manifest.files)
        self.authority, self.apart = manifest.authority, frozenset[tuple[str, str]]()
        self.texts, self._aside = Texts(path / "texts"), Aside(path / "aside")
        self._unfinished = Unfinished(path / "unfinished")
        self._standing = Standing()
        self.inference = Inferred(
            lambda: self._engine, lambda: self._unfinished.add([]), manifest.rules, manifest.inferred
        )

    @classmethod
    def writing(cls, path: Path) -> Self:
        """Opens a store for writing, and makes it where there is none; raises StoreError."""
        if not (path / "manifest.json").exists():
            make(path)
        manifest = read_manifest(path)
        lock = StoreLock(path / "lock", exclusive=True)
        store = cls(path, _opened(path, lock, read_only=False), manifest, lock)
        store._described = ox.Store(str(path / "described"))
        store._standing = Standing.of(manifest.files, store._aside)
        store._forget_unfinished()
        return store

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Opens a store that is there, for reading only; raises StoreError."""
        manifest = read_manifest(path)
        lock = StoreLock(path / "lock", exclusive=False)
        if Unfinished(path / "unfinished").files() is not None:
            lock.release()
            raise UnfinishedStoreError(str(path), "the last build of this store did not end", "run chidao build again")
        return cls(path, _opened(path, lock, read_only=True), manifest, lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the directory go; what was not committed is done again by the next build."""
        self._open = self._described = None
        self._lock.release()

    @property
    def _engine(self) -> ox.Store:
        if self._open is None:
            raise StoreError(str(self.path), "the store is closed", "open it again")
        return self._open

    @property
    def _descriptions(self) -> ox.Store:
        if self._described is None:
            raise StoreError(str(self.path), "the store is not open for writing", "open it for writing")
        return self._described

    def query(self, sparql: str, bindings: Bindings | None = None, /) -> Rows:
        """The rows of a query, its parameters bound by the engine itself; raises QueryError."""
        terms: dict[ox.Variable, NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): term for name, term in (bindings or {}).items()
        }
        try:
            found = self._engine.query(sparql, use_default_graph_as_union=True, substitutions=terms)
            return rows_of(found)
        except SyntaxError as error:
            problem, said = f"the query cannot be read: {error}", str(error)
            raise QueryError(str(self.path), problem, "correct the query", said=said) from error
        except RuntimeError as error:
            remedy = "name every parameter in the SELECT clause"
            raise QueryError(str(self.path), str(error), remedy, said=str(error)) from error

    def construct(self, sparql: str) -> tuple[ox.Triple, ...]:
        """The triples of a CONSTRUCT query, in order and each once."""
        found = self._engine.query(sparql, use_default_graph_as_union=True)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError(str(self.path), "not a CONSTRUCT query", "correct the query", said="not a CONSTRUCT query")
        return tuple(sorted(set(found), key=str))

    @property
    def files(self) -> Mapping[str, FileEntry]:
        """The files whose documents the store holds."""
        return {file: entry for file, entry in self._files.items() if entry.graphs}

    @property
    def entries(self) -> Mapping[str, FileEntry]:
        """The files that the store knows, those that could not be read among them."""
        return self._files

    def refuse(self, file: str, entry: FileEntry) -> None:
        """Notes that nothing of a file could be read; what the store had of it is no longer what it says."""
        self.remove([file])
        self._files[file] = entry

    def replace(self, files: Sequence[FileGraphs]) -> None:
        """Writes the documents of files whole, in the place of what the store had of them."""
        self._unfinished.add([graphs.file for graphs in files])
        fresh = [rendition.graph for one in files for rendition in one.entry.renditions(one.file)]
        with self.inference.watching({*fresh, *self._graphs_of(one.file for one in files)}):
            for graphs in files:
                self._drop_graphs(graphs.file)
                self.texts.put(graphs.entry.sha256, graphs.text, graphs.layout)
                self._files[graphs.file] = graphs.entry
            better = self._standing.better(files)
            kept = b"".join(self._aside.sift(graphs, better) for graphs in files)
            self._engine.load(kept, format=RdfFormat.N_QUADS)
        self._descriptions.load(b"".join(graphs.described for graphs in files), format=RdfFormat.N_QUADS)

    def adopt(self, file: str, root: str) -> None:
        """Notes that a file, unchanged, stands in another folder now."""
        self._files[file] = replace(self._files[file], root=root)

    def descriptions(self, kind: NamedNode | None = None) -> Iterator[Quad]:
        """What the documents tell of bodies and places, document by document; of a class, only what belongs to it."""
        return self._descriptions.quads_for_pattern(None, TYPE if kind else None, kind, None)

    def holds(self, quad: Quad) -> bool:
        """Whether a quad is in the store."""
        return quad in self._engine

    def remove(self, files: Iterable[str]) -> None:
        """Removes the documents of files."""
        gone = sorted(set(files) & set(self._files))
        self._unfinished.add(gone)
        with self.inference.watching(self._graphs_of(gone)):
            for file in gone:
                self._drop_graphs(file)
                del self._files[file]

    def set_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Writes a graph that follows from the documents, in the place of the former one."""
        self._unfinished.add([])
        with self.inference.watching([graph]):
            self._engine.remove_graph(NamedNode(graph))
            self._engine.extend(quads)

    def set_large_graph(self, graph: str, nquads: bytes) -> None:
        """Writes a graph as ``set_graph`` does, in bulk: three times as fast, and a seventh of the room on disk.

        A bulk load that is broken off leaves a part; the note of an unfinished build makes the next one write it again.
        """
        self._unfinished.add([])
        with self.inference.watching([graph]):
            self._engine.remove_graph(NamedNode(graph))
            self._engine.bulk_load(nquads, format=RdfFormat.N_QUADS)

    def settle(self) -> None:
        """Keeps the best rendition of each document among the graphs and sets the others aside.

        Two files that hold the same document give its parts the same IRIs; together they would contradict. Most are
        aside since they came (``replace``), all but the nearly equal and those that a better one followed.
        """
        for best, *others in self.renditions().values():
            if self._aside.has(best.graph):
                with self.inference.watching([best.graph]):
                    self._engine.load(self._aside.take(best.graph), format=RdfFormat.N_QUADS)
            for other in others:
                quads = tuple(self._engine.quads_for_pattern(None, None, None, NamedNode(other.graph)))
                if quads:
                    self._aside.put(other.graph, nquads(quads))
                    with self.inference.watching([other.graph]):
                        self._engine.remove_graph(NamedNode(other.graph))

    def renditions(self) -> dict[str, tuple[Rendition, ...]]:
        """The files that hold each document, the one that is kept first."""
        return Manifest(files=self._files).renditions(self.apart)

    def checkpoint(self) -> None:
        """Keeps what is written so far, so that a build that is broken off need not read it again."""
        self._engine.flush()
        self._descriptions.flush()
        rules, inferred = self.inference.saved_rules, self.inference.count
        manifest = Manifest(authority=self.authority, rules=rules, inferred=inferred, files=self._files)
        write_whole(self.path / "manifest.json", manifest.to_json())
        self._unfinished.empty()

    def commit(self) -> None:
        """Ends a build: what is written is flushed, and the manifest says so."""
        self.texts.keep({entry.sha256 for entry in self._files.values()})
        self.checkpoint()
        self._unfinished.end()

    def optimize(self) -> None:
        """Orders the files on disk for reading, after much was written."""
        self._engine.optimize()

    def dump(self) -> bytes:
        """All quads as canonical N-Quads: sorted, without blank nodes, the same bytes for the same contents."""
        lines = (self._engine.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
        return b"".join(sorted(lines))

    def quads(self, graph: str) -> tuple[Quad, ...]:
        """The quads of one graph, in order."""
        return tuple(sorted(self._engine.quads_for_pattern(None, None, None, NamedNode(graph)), key=str))

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs, in order."""
        return _graphs(self._engine)

    def text(self, file: str) -> str:
        """The text that the offsets of a file count in; raises StoreError for a file that the store does not hold."""
        if file not in self.files:
            known = ", ".join(sorted(self.files)[:5]) or "none"
            raise MissingStoreError(str(self.path), f"no file {file!r}", f"name one that was built, such as: {known}")
        return self.texts.get(self._files[file].sha256)

    def layout(self, file: str) -> Layout:
        """Where the text of a file stands on its pages; empty where the file is not held or has none."""
        return self.texts.layout(self._files[file].sha256) if file in self.files else Layout()

    def as_rdflib(self) -> Dataset:
        """The same store behind rdflib's interface, for parsing and serialising; the default graph is the union."""
        from rdflib import Dataset  # noqa: PLC0415 (a second to import, and most commands do without)

        return Dataset(store=OxigraphStore(store=self._engine), default_union=True)

    def _forget_unfinished(self) -> None:
        """Drops what a build wrote that did not end, so that this one writes it again."""
        begun = self._unfinished.files()
        if begun is None:
            return
        for file in begun & set(self._files):
            self._drop_graphs(file)
            del self._files[file]
        stems = tuple(document_graph(file, 0).removesuffix("0") for file in begun)
        for engine in (self._engine, self._descriptions):
            for graph in _graphs(engine):
                if graph.startswith(stems):
                    engine.remove_graph(NamedNode(graph))
        self.authority = self.inference.rules = ""

    def _graphs_of(self, files: Iterable[str]) -> list[str]:
        """The graphs of the documents that the store has of files."""
        entries = ((file, self._files[file]) for file in files if file in self._files)
        return [rendition.graph for file, entry in entries for rendition in entry.renditions(file)]

    def _drop_graphs(self, file: str) -> None:
        entry = self._files.get(file)
        for rendition in entry.renditions(file) if entry else ():
            self._engine.remove_graph(NamedNode(rendition.graph))
            self._descriptions.remove_graph(NamedNode(rendition.graph))
            self._aside.drop(rendition.graph)
            self._standing.fall(rendition)


def _opened(path: Path, lock: StoreLock, *, read_only: bool) -> ox.Store:
    try:
        return open_engine(path, read_only=read_only)
    except StoreError:
        lock.release()
        raise


def _graphs(engine: ox.Store) -> tuple[str, ...]:
    return tuple(sorted(graph.value for graph in engine.named_graphs() if isinstance(graph, NamedNode)))
