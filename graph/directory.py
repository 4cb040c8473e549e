"""The directory of an embedded store: made, checked and opened; every refusal names its remedy."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyoxigraph as ox

from graph.answers import MissingStoreError, NotAStoreError, StoreBaseError, StoreInUseError, StoreVersionError
from graph.manifest import FORMAT, Manifest
from ontology.identifiers import BASE


def make(path: Path) -> None:
    """Makes an empty store where nothing stands; raises NotAStoreError where something else does."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NotAStoreError(str(path), "this is not a store", "name another place, or an empty folder, with --store")
    path.mkdir(parents=True, exist_ok=True)
    (path / "lock").touch()
    write_whole(path / "manifest.json", Manifest().to_json())


def unmake(path: Path) -> None:
    """Removes a store from its folder, which stays, with whatever else it holds."""
    for name in ("store", "described", "texts", "aside", "judgements.taken"):
        shutil.rmtree(path / name, ignore_errors=True)
    for name in ("manifest.json", "unfinished", "lock"):
        (path / name).unlink(missing_ok=True)


def read_manifest(path: Path) -> Manifest:
    """The manifest of a store; raises StoreError where it is missing, damaged or of another version."""
    if not path.exists():
        raise MissingStoreError(str(path), "there is no store here", "make one with: chidao build PATH --store DIR")
    try:
        text = (path / "manifest.json").read_text(encoding="utf-8")
        found = json.loads(text)["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotAStoreError(str(path), "this is not a store", "name the directory of a store with --store") from error
    if found != FORMAT:
        remedy = "build it again into a new directory with --store, or use the version that made it"
        problem = f"the store has format {found}, this program reads {FORMAT}"
        raise StoreVersionError(str(path), problem, remedy, found=found, known=FORMAT)
    manifest = Manifest.from_json(text)
    if manifest.base != BASE:
        remedy = f"set CHIDAO_BASE={manifest.base}, or build into a new directory"
        problem = f"the store's IRIs begin with {manifest.base}, not {BASE}"
        raise StoreBaseError(str(path), problem, remedy, found=manifest.base, known=BASE)
    return manifest


def open_engine(path: Path, *, read_only: bool) -> ox.Store:
    """Opens the engine of a store; raises StoreError."""
    folder = str(path / "store")
    try:
        return ox.Store.read_only(folder) if read_only else ox.Store(folder)
    except FileNotFoundError as error:
        raise NotAStoreError(str(path), "the store holds nothing yet", "run: chidao build PATH") from error
    except OSError as error:
        if "lock" in str(error).lower():
            remedy = "wait for the build to end, or stop the server that reads it"
            raise StoreInUseError(str(path), "another program writes this store", remedy) from error
        raise NotAStoreError(
            str(path), f"the store is damaged: {error}", "build it again into a new directory"
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Writes a file that appears whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    os.replace(fresh, path)  # noqa: PTH105 (atomic on every system)
