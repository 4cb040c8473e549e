"""Reads files in processes of their own, each within a limit of time and memory.

One that hangs or bursts is told, and the others go on.
"""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait  # noqa: A004 (pebble raises this one)
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from pebble import ProcessExpired, ProcessPool

from graph.build import EvidenceError
from graph.filed import FileGraphs, file_graphs
from graph.manifest import Lack
from loaders.errors import WHOLE_FILE, ReadError, Words
from loaders.extract import extract
from loaders.files import Origin
from loaders.formats import Family, family

_FAULT: Final = Words("report this fault of the program", "hãy báo lỗi này của chương trình")
# A process takes about a second to start. Fewer small texts than this are read without: they can neither hang, since no
# pattern of ours backtracks for long, nor fill the memory.
_FEW: Final = 16
_SMALL: Final = 256 * 1024
_AHEAD: Final = 4  # files given to each process before their results are taken
_TASKS: Final = 200  # files that a process reads before a fresh one takes its place: what libraries leak stays small


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, with some more for each megabyte, and bytes of memory."""

    seconds: float = 120.0
    seconds_a_megabyte: float = 60.0
    memory: int = 4 * 1024**3

    def time_for(self, origin: Origin) -> float:
        """The seconds that a file may take."""
        try:
            size = origin.path.stat().st_size
        except OSError:
            size = 0
        return self.seconds + self.seconds_a_megabyte * size / 2**20


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, or not in full."""

    file: str
    lack: Lack

    def __str__(self) -> str:
        return self.told("en")

    def told(self, lang: str) -> str:
        """All of it in one line, in Vietnamese or English, whatever characters the file's name has."""
        lack = self.lack
        name = "".join(char if char.isprintable() else repr(char)[1:-1] for char in self.file)
        return f"{name} ({lack.place.told(lang)}): {lack.problem.told(lang)}; {lack.remedy.told(lang)}"


Result = FileGraphs | Unread


def read_all(origins: Sequence[Origin], workers: int, limits: Limits, program: str) -> Iterator[tuple[Origin, Result]]:
    """Each file with its graphs or what is the matter, as soon as it is done."""
    if len(origins) < _FEW and all(map(_is_small_text, origins)):
        yield from ((origin, read(origin, program)) for origin in origins)
        return
    # "spawn", since a fork would carry along the open store and its threads.
    pool = ProcessPool(
        max(1, min(workers, len(origins))),
        max_tasks=_TASKS,
        initializer=_limit_memory,
        initargs=[limits.memory],
        context=get_context("spawn"),
    )
    try:
        yield from _through(pool, origins, workers, limits, program)
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _through(
    pool: ProcessPool, origins: Iterable[Origin], workers: int, limits: Limits, program: str
) -> Iterator[tuple[Origin, Result]]:
    """Files through a pool, only so many at a time that their results do not pile up."""
    waiting = iter(origins)
    running: dict[Future[Result], Origin] = {}
    while True:
        for origin in islice(waiting, _AHEAD * workers - len(running)):
            running[pool.schedule(read, args=[origin, program], timeout=limits.time_for(origin))] = origin
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            origin = running.pop(future)
            yield origin, _result(future, origin, limits)


def _result(future: Future[Result], origin: Origin, limits: Limits) -> Result:
    try:
        return future.result()
    except TimeoutError:
        seconds = f"{limits.time_for(origin):.0f}"
        problem = Words(f"reading it took more than {seconds} s", f"đọc mãi không xong (quá {seconds} giây)")
        remedy = Words("split it, or allow more with --seconds", "tách nhỏ tệp, hoặc cho thêm thời gian bằng --seconds")
    except ProcessExpired as error:
        problem = Words(
            f"the process that read it ended by itself (status {error.exitcode})",
            f"tiến trình đọc tệp tự kết thúc (mã {error.exitcode})",
        )
        remedy = Words("save the file anew, or split it", "lưu lại tệp, hoặc tách nhỏ")
    return Unread(origin.file, Lack(WHOLE_FILE, problem, remedy))


def read(origin: Origin, program: str) -> Result:
    """Reads one file in this process."""
    file = origin.file
    try:
        source, extractions = extract(origin)
        return file_graphs(source, extractions, program)
    except ReadError as error:
        return Unread(file, Lack(error.place, error.problem, error.remedy))
    except EvidenceError as error:
        return Unread(file, Lack(_same(f"rule {error.rule}"), _same(str(error)), _FAULT))
    except MemoryError:
        problem = Words("it needs more memory than one file may take", "tệp cần nhiều bộ nhớ hơn mức cho phép")
        remedy = Words("split it into its documents", "tách thành từng văn bản")
        return Unread(file, Lack(WHOLE_FILE, problem, remedy))
    except RecursionError:
        problem = Words("its parts are nested too deeply", "các phần của tệp lồng nhau quá sâu")
        remedy = Words("save it anew as text", "lưu lại thành văn bản thuần")
        return Unread(file, Lack(WHOLE_FILE, problem, remedy))
    except Exception as error:  # noqa: BLE001 (one file's trouble, whatever it is, does not stop the others)
        said = f"{type(error).__name__}: {error}"
        problem = Words(f"the program failed on this file: {said}", f"chương trình hỏng ở tệp này: {said}")
        return Unread(file, Lack(_same(_where(error)), problem, _FAULT))


def _same(words: str) -> Words:
    """What has no other form: the name of a rule, a place in the program."""
    return Words(words, words)


def _where(error: Exception) -> str:
    """The place in the program where an error arose."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else "unknown"


def _is_small_text(origin: Origin) -> bool:
    with suppress(OSError):
        if not origin.member and origin.path.stat().st_size < _SMALL:
            with origin.path.open("rb") as handle:
                return family(handle) is Family.TEXT
    return False


def _limit_memory(most: int) -> None:
    """Sets how much memory this process may take for its data; the programs that it starts inherit it."""
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
