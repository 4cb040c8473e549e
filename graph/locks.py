"""Who holds a store: one writer, or any number of readers.

RocksDB keeps a second writer out, but not a writer beside readers, whose answers are then undefined.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from graph.answers import StoreInUseError

if sys.platform != "win32":
    import fcntl


class StoreLock:
    """A lock on a file, held until it is released or the program ends."""

    def __init__(self, path: Path, *, exclusive: bool) -> None:
        """Raises StoreInUseError at once where another program holds it."""
        self._handle: IO[bytes] | None = path.open("ab" if exclusive else "rb")
        if sys.platform == "win32":  # pragma: no cover (there, RocksDB's own lock keeps a second writer out)
            return
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            self._handle.close()
            problem = "another program reads or writes this store" if exclusive else "another program writes this store"
            remedy = "wait for the build to end, or stop the server that reads it"
            raise StoreInUseError(str(path.parent), problem, remedy) from error

    def release(self) -> None:
        """Lets others in; may be called again."""
        if self._handle:
            self._handle.close()
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
