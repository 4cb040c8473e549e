"""Documents into a store: reads what is new or changed, in several processes, then resolves and infers.

A file that cannot be read is listed and the others go on. A file whose bytes were read before by the same program is
left as it is, so that building again changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from chidao.gather import Found, OtherFolderError, gather
from chidao.program import fingerprint
from graph.build import EvidenceError, FileGraphs, file_graphs
from graph.derive import derive
from graph.directory import unmake
from graph.resolve import ResolutionCounts
from graph.store import EmbeddedStore
from loaders.errors import ReadError, Words
from loaders.extract import extract

BATCH: Final = 50
# A process takes about a second to start; fewer files than this are sooner read without.
_FEW: Final = 16
_FAULT: Final = Words("report this fault of the program", "hãy báo lỗi này của chương trình")
_MANY: Final = 200
_CHECKPOINT: Final = 20

Progressed = Callable[[int, int], None]
"""Told after each batch: how many files are read, of how many that need to be."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: where in it, what is the matter, what to do."""

    file: str
    place: str | Words
    problem: str | Words
    remedy: str | Words

    def __str__(self) -> str:
        return self.told("en")

    def told(self, lang: str) -> str:
        """All of it in one line, in Vietnamese where its words know their Vietnamese form."""
        place, problem, remedy = (
            words.told(lang) if isinstance(words, Words) else words for words in (self.place, self.problem, self.remedy)
        )
        return f"{self.file} ({place}): {problem}; {remedy}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, by names of files as the facts carry them.

    ``vanished`` are kept in the store, though they are no longer in the folders that were given.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    vanished: tuple[str, ...]
    unread: tuple[Unread, ...]
    passed_over: tuple[str, ...]
    files: int
    documents: int
    resolution: ResolutionCounts
    inferred: int


@dataclass(frozen=True, slots=True)
class _Batch:
    read: tuple[FileGraphs, ...]
    unread: tuple[Unread, ...]


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    workers: int | None = None,
    prune: bool = False,
    progress: Progressed | None = None,
) -> BuildReport:
    """Builds files and folders into a store; makes it where there is none.

    With ``prune``, what the store holds of files that are no longer in the folders given is removed. Where no file
    can be read, no store is made. Raises GatherError for paths without documents and for files that would take the
    place of another folder's, and StoreError for a store that cannot be written.
    """
    found = gather(paths, leave_out=store)
    fresh, stood = not (store / "manifest.json").exists(), store.exists()
    with EmbeddedStore.writing(store) as opened:
        report = _built(opened, found, workers or os.cpu_count() or 1, progress or _silent, prune=prune)
    if fresh and not report.files:
        unmake(store)
        if not stood:
            store.rmdir()
    return report


def _built(store: EmbeddedStore, found: Found, workers: int, progress: Progressed, *, prune: bool) -> BuildReport:
    _refuse_others(store, found)
    stale = [file for file in found.files if not _is_known(store, file, found)]
    unchanged = sorted(set(found.files) - set(stale))
    written, unread = _read_all(store, found, stale, workers, progress)
    for file in unchanged:
        store.adopt(file, found.root(file))
    vanished = {file for file, entry in store.files.items() if entry.root in found.folders} - set(found.files)
    # What a file held before is no longer what it says, though its new bytes cannot be read.
    gone = {one.file for one in unread} & set(store.files) | (vanished if prune else set())
    store.remove(gone)
    derived = derive(store)
    if len(written) >= _MANY:
        store.optimize()
    store.commit()
    return BuildReport(
        written=tuple(sorted(written)),
        unchanged=tuple(unchanged),
        removed=tuple(sorted(gone)),
        vanished=tuple(sorted(vanished - gone)),
        unread=tuple(sorted((*found.unreadable(Unread), *unread), key=lambda one: one.file)),
        passed_over=found.passed_over,
        files=len(store.files),
        documents=len(store.renditions()),
        resolution=derived.resolution,
        inferred=derived.inferred,
    )


def _refuse_others(store: EmbeddedStore, found: Found) -> None:
    """Raises OtherFolderError where a file would take the place of another folder's; equal bytes have only moved."""
    for file in found.files:
        entry, root = store.files.get(file), found.root(file)
        if entry and entry.root and entry.root != root and entry.sha256 != found.sha256(file):
            raise OtherFolderError(file, entry.root, root)


def _silent(done: int, total: int) -> None:
    del done, total


def _is_known(store: EmbeddedStore, file: str, found: Found) -> bool:
    entry = store.files.get(file)
    return bool(entry and entry.program == fingerprint() and entry.sha256 == found.sha256(file))


def _read_all(
    store: EmbeddedStore, found: Found, files: Sequence[str], workers: int, progress: Progressed
) -> tuple[list[str], list[Unread]]:
    """Reads files and writes their documents; the names of those written, and what could not be read."""
    written: list[str] = []
    unread: list[Unread] = []
    jobs = [(str(found.files[file]), file) for file in files]
    progress(0, len(jobs))
    for number, batch in enumerate(_batches(jobs, workers), start=1):
        if batch.read:
            store.replace([_rooted(graphs, found) for graphs in batch.read])
        written += (graphs.file for graphs in batch.read)
        unread += batch.unread
        progress(len(written) + len(unread), len(jobs))
        if number % _CHECKPOINT == 0:
            store.checkpoint()
    return written, unread


def _rooted(graphs: FileGraphs, found: Found) -> FileGraphs:
    """The same, with the folder that the file is of."""
    return replace(graphs, entry=replace(graphs.entry, root=found.root(graphs.file)))


def _batches(jobs: Sequence[tuple[str, str]], workers: int) -> Iterator[_Batch]:
    """The batches in the order of the files, whichever process is done first."""
    read = partial(read_batch, program=fingerprint())
    if workers < 2 or len(jobs) < _FEW:  # noqa: PLR2004 (one worker is this process)
        yield from (read([job]) for job in jobs)
        return
    size = max(1, min(BATCH, len(jobs) // (workers * 4)))
    # "spawn", since a fork would carry along the open store and its threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read, [jobs[start : start + size] for start in range(0, len(jobs), size)])


def read_batch(jobs: Iterable[tuple[str, str]], program: str) -> _Batch:
    """Reads files, given as path and name, in this process."""
    read: list[FileGraphs] = []
    unread: list[Unread] = []
    for path, file in jobs:
        try:
            source, extractions = extract(Path(path), file)
            read.append(file_graphs(source, extractions, program))
        except ReadError as error:
            unread.append(Unread(file, error.place, error.problem, error.remedy))
        except EvidenceError as error:
            unread.append(Unread(file, f"rule {error.rule}", str(error), _FAULT))
        except Exception as error:  # noqa: BLE001 (one file's trouble, whatever it is, does not stop the others)
            said = f"{type(error).__name__}: {error}"
            problem = Words(f"the program failed on this file: {said}", f"chương trình hỏng ở tệp này: {said}")
            unread.append(Unread(file, _where(error), problem, _FAULT))
    return _Batch(tuple(read), tuple(unread))


def _where(error: Exception) -> str:
    """The place in the program where an error arose."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else "unknown"
