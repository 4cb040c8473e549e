"""The files of judgements of a store: its own, ``judgements.csv``, and a copy of one that a build was told to take in.

The copy keeps the name of its file in ``judgements.taken/`` until a build takes another one in, so that a build without
the option, or on another machine, follows the same judgements.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from graph.rulings import COLUMNS, Entry, Ruling, decode, delimiter_of, parse, written

OWN: Final = "judgements.csv"
TAKEN: Final = "judgements.taken"


def read(store: Path) -> tuple[Entry, ...]:
    """All rows of both files, those of the store's own first; raises JudgementsFileError."""
    taken = sorted((store / TAKEN).glob("*")) if (store / TAKEN).is_dir() else []
    return tuple(entry for file in (store / OWN, *taken) for entry in read_file(file))


def read_file(file: Path) -> tuple[Entry, ...]:
    """The rows of a file; none where it is not there; raises JudgementsFileError, OSError."""
    return parse(decode(file.read_bytes(), file.name), file.name) if file.exists() else ()


def take(store: Path, file: Path) -> None:
    """Keeps a copy of a file in the place of one taken in before; raises JudgementsFileError, OSError."""
    data = file.read_bytes()
    parse(decode(data, str(file)), str(file))
    shutil.rmtree(store / TAKEN, ignore_errors=True)
    (store / TAKEN).mkdir()
    (store / TAKEN / file.name).write_bytes(data)


def append(file: Path, ruling: Ruling) -> None:
    """Adds a ruling as the last line of a file; a new file opens with the columns and a mark that spreadsheets need."""
    text = decode(file.read_bytes(), str(file)) if file.exists() else ""
    parse(text, str(file))
    head = "" if text.strip() else "\ufeff" + ",".join(COLUMNS) + "\n"
    joint = "\n" if text.strip() and not text.endswith("\n") else ""
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(f"{head}{joint}{written(ruling, delimiter_of(text) if text.strip() else ',')}")


def withdraw(file: Path, entry: Entry) -> None:
    """Removes the lines of a row; the others stay as they are, byte for byte."""
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[: entry.line - 1] + lines[entry.last :]))


def rulings(entries: Iterable[Entry]) -> tuple[Ruling, ...]:
    """The rulings among rows, each once, in an order that does not depend on the files'."""
    found = {entry.ruling.iri: entry.ruling for entry in reversed(tuple(entries)) if entry.ruling}
    return tuple(found[iri] for iri in sorted(found))
