"""The note that a build is under way: which files it has begun to write since what was written was last kept."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from graph.directory import write_whole


class Unfinished:
    """A file with a line for each file that is being written; it is there as long as a build has not ended."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, files: Iterable[str]) -> None:
        """Notes files before they are written."""
        with self._path.open("a", encoding="utf-8") as handle:
            handle.writelines(json.dumps(file) + "\n" for file in files)
            handle.flush()
            os.fsync(handle.fileno())

    def files(self) -> frozenset[str] | None:
        """The files that were being written; None where no build is under way."""
        if not self._path.exists():
            return None
        return frozenset(json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines())

    def empty(self) -> None:
        """Says that all files written so far are kept, though the build goes on."""
        write_whole(self._path, "")

    def end(self) -> None:
        """Says that the build has ended."""
        self._path.unlink(missing_ok=True)
