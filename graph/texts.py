"""The texts that offsets count in, and where they stand on their pages, by the hash of the file's bytes."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from graph.answers import StoreError
from graph.layouts import Layout, unpack

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

    def put(self, sha256: str, text: str, layout: bytes = b"") -> None:
        """Keeps a text and its layout, as ``graph.layouts`` packs it; each file appears whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(sha256)
        _write(path, gzip.compress(text.encode("utf-8"), mtime=0))
        if layout:
            _write(_layout_of(path), layout)
        else:
            _layout_of(path).unlink(missing_ok=True)

    def layout(self, sha256: str) -> Layout:
        """Where a text stands on its pages; an empty layout where it has none."""
        path = _layout_of(self._path(sha256))
        return unpack(path.read_bytes()) if path.exists() else Layout()

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
        _layout_of(self._path(sha256)).unlink(missing_ok=True)

    def keep(self, wanted: Collection[str]) -> None:
        """Removes every text but those of these hashes."""
        for path in self.folder.glob("*.txt.gz"):
            sha256 = path.name.removesuffix(".txt.gz")
            if sha256 not in wanted:
                self.drop(sha256)


def _layout_of(text: Path) -> Path:
    return text.with_name(text.name.replace(".txt.gz", ".pages.gz"))


def _write(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    os.replace(fresh, path)  # noqa: PTH105 (atomic on every system)
