"""Documents into a store: reads what is new or changed, in several processes, then resolves and infers.

A file that cannot be read is listed and the others go on. A file whose bytes were read before by the same program is
left as it is, so that building again changes nothing; one that could not be read in full is tried again when the
machine has got other parts for reading. A build that is stopped keeps what it has read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from chidao.gather import Found, OtherFolderError, gather
from chidao.parts import reading_parts
from chidao.program import fingerprint
from chidao.reading import Limits, Result, Unread, read_all
from graph import ledger
from graph.derive import derive
from graph.directory import unmake
from graph.filed import FileGraphs
from graph.manifest import FileEntry, Lack
from graph.resolve import ResolutionCounts
from graph.store import EmbeddedStore

__all__ = ["BuildReport", "Limits", "Progress", "Progressed", "Unread", "build"]

BATCH: Final = 50  # files written together
_MANY: Final = 200
_CHECKPOINT: Final = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files read, of how many that need to be, and bytes of them, which tell the time better."""

    files: int
    of_files: int
    size: int
    of_size: int


Progressed = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, by names of files as the facts carry them.

    ``vanished`` are kept in the store, though they are no longer in the folders that were given. ``unread`` are those
    that could not be read at all, now or before; ``partly`` those that lack something.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    vanished: tuple[str, ...]
    unread: tuple[Unread, ...]
    partly: tuple[Unread, ...]
    passed_over: tuple[str, ...]
    files: int
    documents: int
    resolution: ResolutionCounts
    inferred: int


def build(  # noqa: PLR0913 (each is a choice of its own)
    paths: Sequence[Path],
    store: Path,
    *,
    workers: int | None = None,
    prune: bool = False,
    limits: Limits | None = None,
    progress: Progressed | None = None,
    judgements: Path | None = None,
) -> BuildReport:
    """Builds files and folders into a store; makes it where there is none.

    With ``prune``, what the store holds of files that are no longer in the folders given is removed. Where no file
    can be read, no store is made. ``judgements`` is a file of people's judgements to take in, in the place of one taken
    in before. Raises GatherError for paths without documents and for files that would take the place of another
    folder's, and StoreError for a store that cannot be written or a file of judgements that is none.
    """
    found = gather(paths, leave_out=store)
    for file in (store / ledger.OWN, *([judgements] if judgements else [])):
        ledger.read_file(file)  # before hours of reading, not behind them
    fresh, stood = not (store / "manifest.json").exists(), store.exists()
    with EmbeddedStore.writing(store) as opened:
        if judgements:
            ledger.take(store, judgements)
        reader = _Reader(opened, found, progress or _silent)
        report = reader.build(workers or os.cpu_count() or 1, limits or Limits(), prune=prune)
    if fresh and not report.files:
        unmake(store)
        if not stood:
            store.rmdir()
    return report


def _silent(progress: Progress) -> None:
    del progress


class _Reader:
    """One build: what it writes, and what it finds unreadable."""

    def __init__(self, store: EmbeddedStore, found: Found, progress: Progressed) -> None:
        self.store, self.found, self.progress = store, found, progress
        self.hashes = {file: found.sha256(file) for file in found.files}
        self.pending: list[FileGraphs] = []
        self.saved = time.monotonic()

    @cached_property
    def system(self) -> str:
        """The parts of the machine that reading has; asked for only where something could not be read."""
        return "; ".join(f"{part.name} {part.found}" for part in reading_parts())

    def build(self, workers: int, limits: Limits, *, prune: bool) -> BuildReport:
        """Reads, writes, derives and commits."""
        self._refuse_others()
        held = set(self.store.files)
        stale = [file for file in self.found.files if not self._is_known(file)]
        written = self._read(stale, workers, limits)
        for file in sorted(set(self.found.files) - set(stale)):
            self.store.adopt(file, self.found.root(file))
        known = self.store.entries
        vanished = {file for file, entry in known.items() if entry.root in self.found.folders} - set(self.found.files)
        # Of a file that could not be read the store has nothing to keep.
        self.store.remove(vanished if prune else vanished - set(self.store.files))
        derived = derive(self.store)
        if len(written) >= _MANY:
            self.store.optimize()
        self.store.commit()
        return BuildReport(
            written=tuple(sorted(written)),
            unchanged=tuple(sorted((set(self.found.files) - set(stale)) & set(self.store.files))),
            removed=tuple(sorted(held - set(self.store.files))),
            vanished=tuple(sorted(vanished & set(self.store.files))),
            unread=tuple(self._unread()),
            partly=tuple(self._lacking(lambda entry: bool(entry.graphs))),
            passed_over=self.found.passed_over,
            files=len(self.store.files),
            documents=len(self.store.renditions()),
            resolution=derived.resolution,
            inferred=derived.inferred,
        )

    def _refuse_others(self) -> None:
        """Raises OtherFolderError where a file would take the place of another folder's; equal bytes have moved."""
        for file, sha256 in self.hashes.items():
            entry, root = self.store.files.get(file), self.found.root(file)
            if entry and entry.root and entry.root != root and entry.sha256 != sha256:
                raise OtherFolderError(file, entry.root, root)

    def _is_known(self, file: str) -> bool:
        entry = self.store.entries.get(file)
        if entry is None or entry.program != fingerprint() or not entry.sha256 or entry.sha256 != self.hashes[file]:
            return False
        return not entry.lacks or entry.system == self.system

    def _read(self, files: Sequence[str], workers: int, limits: Limits) -> list[str]:
        """Reads files and writes their documents; the names of those written. What is read is kept when stopped."""
        origins = [self.found.files[file] for file in files]
        known = self.found.sizes()
        sizes = {file: known[file] for file in files}
        written: list[str] = []
        done = size = 0
        self.progress(Progress(0, len(files), 0, sum(sizes.values())))
        try:
            for origin, result in read_all(origins, workers, limits, fingerprint()):
                written += [origin.file] if self._take(origin.file, result) else []
                done, size = done + 1, size + sizes[origin.file]
                self.progress(Progress(done, len(files), size, sum(sizes.values())))
        except KeyboardInterrupt:
            self._write()
            self.store.checkpoint()
            raise
        self._write()
        return written

    def _take(self, file: str, result: Result) -> bool:
        """Keeps what was read of a file; whether it was anything."""
        if isinstance(result, FileGraphs):
            self.pending.append(self._placed(result))
        else:
            entry = FileEntry(self.hashes[file], fingerprint(), (), self.found.root(file), (result.lack,), self.system)
            self.store.refuse(file, entry)
        late = time.monotonic() - self.saved > _CHECKPOINT
        if len(self.pending) >= BATCH or late:
            self._write()
        if late:
            self.store.checkpoint()
            self.saved = time.monotonic()
        return isinstance(result, FileGraphs)

    def _write(self) -> None:
        if self.pending:
            self.store.replace(self.pending)
        self.pending = []

    def _placed(self, graphs: FileGraphs) -> FileGraphs:
        """The same, with the folder that the file is of and the parts that it was read by."""
        system = self.system if graphs.entry.lacks else ""
        return replace(graphs, entry=replace(graphs.entry, root=self.found.root(graphs.file), system=system))

    def _unread(self) -> list[Unread]:
        refused = [Unread(e.file, Lack(e.place, e.problem, e.remedy)) for e in self.found.refused]
        return sorted([*refused, *self._lacking(lambda entry: not entry.graphs)], key=lambda one: one.file)

    def _lacking(self, wanted: Callable[[FileEntry], bool]) -> list[Unread]:
        """What the files of this build lack."""
        known: Mapping[str, FileEntry] = self.store.entries
        entries = ((file, known[file]) for file in sorted(self.found.files) if file in known)
        return [Unread(file, lack) for file, entry in entries if wanted(entry) for lack in entry.lacks]
