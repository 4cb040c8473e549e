"""The texts that offsets count in, by the hash of the file's bytes, beside the store."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path
from typing import Final

from graph.answers import StoreError

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class MissingTextError(StoreError):
    """No text of this hash is kept."""


class Texts:
    """A folder of compressed texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise MissingTextError(str(self.folder), f"{sha256!r} is not a SHA-256", "name the file's hash")
        return self.folder / f"{sha256}.txt.gz"

    def put(self, sha256: str, text: str) -> None:
        """Keeps a text; the file appears whole or not at all."""
        path = self._path(sha256)
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
        os.replace(fresh, path)  # noqa: PTH105 (atomic on every system)

    def get(self, sha256: str) -> str:
        """The text of a hash, code point by code point as it was put; raises MissingTextError."""
        path = self._path(sha256)
        try:
            return gzip.decompress(path.read_bytes()).decode("utf-8")
        except FileNotFoundError:
            raise MissingTextError(str(path), "no such text is kept", "build the file again") from None

    def drop(self, sha256: str) -> None:
        """Removes a text that no file of the store has any more."""
        self._path(sha256).unlink(missing_ok=True)
