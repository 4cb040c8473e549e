"""The files that a build is given: single ones and those of folders, by the names that facts will carry."""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from loaders.errors import ReadError, Words
from loaders.files import Origin, members
from loaders.formats import FORMATS, Family, family
from loaders.formats.sniff import is_data


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
        super().__init__(f"{names}: no document there; name files or folders with {FORMATS}")
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
    """Files by name in order, those passed over for their format, and those that cannot be taken at all.

    ``folders`` are the folders that were given, whole and as the file system calls them.
    """

    files: Mapping[str, Origin]
    passed_over: tuple[str, ...]
    refused: tuple[ReadError, ...]
    folders: frozenset[str] = frozenset()

    def root(self, file: str) -> str:
        """The folder that a file's name is relative to."""
        origin = self.files[file]
        return str(Path(os.path.realpath(origin.path.parents[origin.name.count("/")])))

    def sha256(self, file: str) -> str:
        """The hash of a file's bytes, "" where they cannot be read (reading it then says why)."""
        origin = self.files[file]
        try:
            if origin.member:
                return hashlib.sha256(origin.read()).hexdigest()
            with origin.path.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
        except (OSError, ReadError):
            return ""

    def sizes(self) -> dict[str, int]:
        """The bytes of each file, as far as the folder tells; those of a .zip are shared among its members."""
        shared = Counter(origin.path for origin in self.files.values())
        return {file: _size(origin.path) // shared[origin.path] for file, origin in self.files.items()}


@dataclass(slots=True)
class _Taken:
    """What is found so far."""

    files: dict[str, Origin] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)
    refused: list[ReadError] = field(default_factory=list)

    def path(self, path: Path, name: str, *, wanted: bool) -> None:
        """Takes a file, or the files of a .zip; passes over what neither is nor claims to be a document."""
        if not _can_be_kept(name):
            self.refused.append(_unnameable(name))
            return
        origin = Origin(path, name)
        kind = _family(origin)
        if kind is Family.ARCHIVE:
            self._archive(origin)
        else:
            self._one(origin, wanted=wanted or kind is not None or _claims(name))

    def _archive(self, origin: Origin) -> None:
        try:
            inside = members(origin)
        except ReadError as error:
            self.refused.append(error)
            return
        for member in inside:
            self._one(member, wanted=_family(member) is not None or _claims(member.file))

    def _one(self, origin: Origin, *, wanted: bool) -> None:
        name = origin.file
        if not wanted:
            self.passed_over.append(name)
        elif name in self.files and not self.files[name].path.samefile(origin.path):
            raise SameNameError(name, self.files[name].path, origin.path)
        else:
            self.files[name] = origin


def gather(paths: Sequence[Path], leave_out: Path | None = None) -> Found:
    """The files under paths; those of a folder are named relative to it. Raises GatherError.

    What a file is, is told by its content. A file that is named itself is taken whatever its format, so that reading it
    says what is wrong. The files of a .zip are taken one by one. Hidden files and the folder ``leave_out``, such as the
    store, are left out; folders that a link leads to are passed over, since links may point in a circle, and pipes and
    devices, since reading them may never end.
    """
    taken = _Taken()
    for path, name, named in _walk(paths, leave_out):
        if path.is_dir():
            taken.passed_over.append(f"{name}/")
        elif path.exists() and not path.is_file():
            taken.passed_over.append(name)
        else:
            taken.path(path, name, wanted=named)
    if not taken.files and not taken.refused:
        raise NoDocumentsError(paths)
    folders = frozenset(os.path.realpath(path) for path in paths if path.is_dir())
    files = dict(sorted(taken.files.items()))
    return Found(files, tuple(sorted(taken.passed_over)), tuple(taken.refused), folders)


def _walk(paths: Iterable[Path], leave_out: Path | None) -> Iterator[tuple[Path, str, bool]]:
    """Path, name and whether it was named itself; of linked folders the link alone."""
    out = leave_out.resolve() if leave_out else None
    for path in paths:
        if path.is_file():
            yield path, path.name, True
        elif not path.is_dir():
            raise NoPathError(path)
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and (Path(folder) / f).resolve() != out)
            linked = [f for f in folders if (Path(folder) / f).is_symlink()]
            for name in sorted([name for name in names if not name.startswith(".")] + linked):
                inside = Path(folder) / name
                yield inside, inside.relative_to(path).as_posix(), False


def _family(origin: Origin) -> Family | None:
    """The format of a file, None where it is no document; text where it cannot be opened: reading it says why."""
    try:
        if origin.member:
            kind = family(io.BytesIO(origin.read()))
        else:
            with origin.path.open("rb") as handle:
                kind = family(handle)
    except (OSError, ReadError):
        return Family.TEXT
    return None if kind is Family.TEXT and is_data(origin.file) else kind


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _claims(name: str) -> bool:
    """Whether a file calls itself a document: if it is none, that is worth telling."""
    return PurePosixPath(name).suffix.lower() in FORMATS.split()


def _unnameable(name: str) -> ReadError:
    shown = name.encode("utf-8", "backslashreplace").decode()
    problem = Words("it is not in the system's encoding", "tên không theo bảng mã của hệ thống")
    return ReadError(shown, Words("the file's name", "tên tệp"), problem, Words("rename the file", "đổi tên tệp"))


def _can_be_kept(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
