"""Which program reads: a file is read again when the program that reads files has changed."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from ontology.identifiers import BASE

_READERS: Final = ("ontology", "loaders")
_WRITERS: Final = (
    "build.py",
    "filed.py",
    "shaped.py",
    "shacl.py",
    "describe.py",
    "vocabulary.py",
    "sketch.py",
    "layouts.py",
)


@cache
def fingerprint() -> str:
    """The version, with a hash of all code and data that a document's graph depends on.

    >>> fingerprint() == fingerprint(), len(fingerprint().rpartition("+")[2])
    (True, 16)
    """
    digest = hashlib.sha256(BASE.encode())
    for package in _READERS:
        _add(digest, files(package), package)
    for name in _WRITERS:
        _add(digest, files("graph") / name, name)
    return f"{_version()}+{digest.hexdigest()[:16]}"


def _version() -> str:
    try:
        return version("chidao")
    except PackageNotFoundError:
        return "0"


def _add(digest: hashlib._Hash, entry: Traversable, name: str) -> None:
    """Adds a file, or all files of a folder, by name and contents."""
    if entry.is_dir():
        for inside in sorted(entry.iterdir(), key=lambda found: found.name):
            if not inside.name.startswith(("__pycache__", ".")):
                _add(digest, inside, f"{name}/{inside.name}")
        return
    digest.update(name.encode())
    digest.update(hashlib.sha256(entry.read_bytes()).digest())
