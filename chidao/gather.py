"""The files that a build is given: single ones and those of folders, by the names that facts will carry."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from loaders.formats import SUFFIXES

T = TypeVar("T")


class GatherError(ValueError):
    """Paths that a build cannot begin with."""


class NoPathError(GatherError):
    """Nothing stands at a path."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: there is no such file or folder; check the path")
        self.path = path


class NoDocumentsError(GatherError):
    """No file under the paths is of a format that is read."""

    def __init__(self, paths: Sequence[Path]) -> None:
        names = ", ".join(str(path) for path in paths) or "(no path)"
        super().__init__(f"{names}: no document there; name files or folders with {', '.join(sorted(SUFFIXES))}")
        self.paths = tuple(paths)


class SameNameError(GatherError):
    """Two files would carry one name."""

    def __init__(self, name: str, one: Path, other: Path) -> None:
        super().__init__(f"{one} and {other} would both be called {name!r}; name the folder that holds both")
        self.name, self.one, self.other = name, one, other


class OtherFolderError(GatherError):
    """The store has a file of this name, and another text, from another folder."""

    def __init__(self, name: str, stored: str, given: str) -> None:
        remedy = "build into another store, or build the folder that holds both into a new store"
        super().__init__(f"the store has {name!r} of {stored}, that of {given} is another file; {remedy}")
        self.name, self.stored, self.given = name, stored, given


@dataclass(frozen=True, slots=True)
class Found:
    """Files by name in order, those passed over for their format, and those whose name cannot be kept.

    ``folders`` are the folders that were given, whole and as the file system calls them.
    """

    files: Mapping[str, Path]
    passed_over: tuple[str, ...]
    unnameable: tuple[str, ...]
    folders: frozenset[str] = frozenset()

    def root(self, file: str) -> str:
        """The folder that a file's name is relative to."""
        return str(Path(os.path.realpath(self.files[file].parents[file.count("/")])))

    def sha256(self, file: str) -> str:
        """The hash of a file's bytes, "" where they cannot be read (reading it then says why)."""
        try:
            with self.files[file].open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError:
            return ""

    def unreadable(self, make: Callable[[str, str, str, str], T]) -> Iterator[T]:
        """What to say of the files whose name cannot be kept."""
        for name in self.unnameable:
            yield make(name, "the file's name", "it is not in the system's encoding", "rename the file")


def gather(paths: Sequence[Path], leave_out: Path | None = None) -> Found:
    """The files under paths; those of a folder are named relative to it. Raises GatherError.

    A file that is named itself is taken whatever its format, so that reading it says what is wrong. Hidden files and
    the folder ``leave_out``, such as the store, are left out.
    """
    files: dict[str, Path] = {}
    passed_over: list[str] = []
    unnameable: list[str] = []
    for path, name, wanted in _walk(paths, leave_out):
        if not _can_be_kept(name):
            unnameable.append(name.encode("utf-8", "backslashreplace").decode())
        elif not wanted:
            passed_over.append(name)
        elif name in files and not files[name].samefile(path):
            raise SameNameError(name, files[name], path)
        else:
            files[name] = path
    if not files and not unnameable:
        raise NoDocumentsError(paths)
    folders = frozenset(os.path.realpath(path) for path in paths if path.is_dir())
    return Found(dict(sorted(files.items())), tuple(sorted(passed_over)), tuple(sorted(unnameable)), folders)


def _walk(paths: Iterable[Path], leave_out: Path | None) -> Iterator[tuple[Path, str, bool]]:
    """Path, name and whether the format is read."""
    out = leave_out.resolve() if leave_out else None
    for path in paths:
        if path.is_file():
            yield path, path.name, True
        elif not path.is_dir():
            raise NoPathError(path)
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and (Path(folder) / f).resolve() != out)
            for name in sorted(name for name in names if not name.startswith(".")):
                inside = Path(folder) / name
                yield inside, inside.relative_to(path).as_posix(), inside.suffix.lower() in SUFFIXES


def _can_be_kept(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
