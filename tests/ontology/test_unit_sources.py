"""The two packages that know districts and communes, compared: where they differ, a row of the corrections says so.

The second one (vietnam-provinces, GPL) is read here only, as data, and nothing of it is kept.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from ontology.gazetteer import Entry, corrected, corrections, entries, said, write
from ontology.unit_rows import UNITS

Clash = tuple[str, str, str]  # the code, the field, what the first package says

pytestmark = pytest.mark.slow


def fetched(name: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version=3.12", "--dest", str(folder), name]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip(f"no package {name}: {run.stderr.strip()[-200:]}")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fetched("vietnamadminunits==1.0.4", tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fetched("vietnam-provinces==2026.9.0", tmp_path_factory.mktemp("second"))


def table(wheel: Path, module: str, name: str) -> ast.Dict:
    """A dictionary that a module of the package writes out, not run."""
    source = zipfile.ZipFile(wheel).read(f"vietnam_provinces/{module}.py").decode()
    for node in ast.parse(source).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name and isinstance(node.value, ast.Dict):
            return node.value
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name and isinstance(node.value, ast.Dict):
            return node.value
    raise AssertionError(f"{module} has no {name}")


def calls(found: ast.Dict) -> dict[str, ast.Call]:
    pairs = zip(found.keys, found.values, strict=True)
    return {f"{ast.literal_eval(k):05}": v for k, v in pairs if k is not None and isinstance(v, ast.Call)}


def names(wheel: Path, module: str) -> dict[str, str]:
    return {code: ast.literal_eval(call.args[0]) for code, call in calls(table(wheel, module, "WARD_MAPPING")).items()}


def bridge(wheel: Path) -> dict[str, tuple[bool, str]]:
    """Old code -> whether marked as divided, and the new codes."""
    found = {}
    for code, call in calls(table(wheel, "_ward_conversion_2025", "OLD_TO_NEW")).items():
        old, new = call.args
        assert isinstance(old, ast.Call)
        assert isinstance(new, ast.Tuple)
        codes = sorted(ast.literal_eval(ref.args[0]) for ref in new.elts if isinstance(ref, ast.Call))
        found[code] = (bool(ast.literal_eval(old.args[3])), " ".join(f"{code:05}" for code in codes))
    return found


def spelling(name: str) -> tuple[str, ...]:
    """A name without case, hyphens and the place of the tone mark: "Hoà" and "Hòa" are one."""
    text = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(char for char in text if char.isalnum())
    return (letters, *sorted(char for char in text if unicodedata.combining(char)))


def clashes(first: list[Entry], second: Path) -> set[Clash]:
    """All points on which the packages differ."""
    old = {entry.code: entry for entry in first if entry.key.startswith("old ")}
    new = {entry.code: entry for entry in first if entry.key.startswith("new ")}
    old_names, new_names = names(second, "legacy/_lookup"), names(second, "_lookup")
    found = {(code, "absent", "") for code in old_names if code not in old}
    found |= {(code, "absent", "") for code in new_names if code not in new}
    for units, theirs in ((old, old_names), (new, new_names)):
        for code, entry in units.items():
            if spelling(theirs.get(code, "")) != spelling(said(entry, "name")):
                found.add((code, "name", said(entry, "name")))
    for code, (divided, heirs) in bridge(second).items():
        if said(old[code], "heirs") != heirs:
            found.add((code, "heirs", said(old[code], "heirs")))
        elif divided != (old[code].taken == "part"):
            found.add((code, "taken", old[code].taken))
    return found | {(code, "heirs", said(old[code], "heirs")) for code in old.keys() - bridge(second).keys()}


def test_every_clash_has_been_judged(package: Path, other: Path) -> None:
    judged = {(row.code, row.field, row.was) for row in corrections() if row.field != "upgrade"}
    found = clashes(entries(package), other)
    assert found - judged == set(), "decide on these in ontology/authority/unit_corrections.csv"
    assert judged - found == set(), "the sources agree on these by now"


def test_the_file_is_what_its_sources_give(package: Path, tmp_path: Path) -> None:
    write(corrected(entries(package), corrections()), tmp_path / "units.csv")
    assert (tmp_path / "units.csv").read_bytes() == UNITS.read_bytes()


def test_a_correction_of_what_is_not_said_is_refused(package: Path) -> None:
    row = next(row for row in corrections() if row.field == "heirs" and row.now != row.was)
    with pytest.raises(ValueError, match="does not say so"):
        corrected(entries(package), [row, row])
