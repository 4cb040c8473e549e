"""The wheel, installed in an empty environment: nothing that the program reads is left in the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.commands import chidao
from tests.conftest import ROOT

PACKAGES = ("ontology", "graph", "loaders", "queries", "viz", "chidao")
DATA = {".ttl", ".rq", ".csv", ".txt", ".html", ".js", ".css", ".jinja", ".json", ".toml"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("chidao-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of a new environment that has the wheel and, behind it, the libraries of this one.

    A path file of a path file's folder is not read, so the editable install of this environment stays unseen.
    """
    home = tmp_path_factory.mktemp("empty") / "env"
    venv.create(home, with_pip=True)
    scripts = home / "bin"
    install = [str(scripts / "python"), "-m", "pip", "install", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    libraries = next((home / "lib").glob("python*/site-packages")) / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in DATA)
    expected = {path.relative_to(ROOT).as_posix() for path in files}
    assert expected
    assert not expected - set(zipfile.ZipFile(wheel).namelist())


def test_tests_and_samples_are_not_in_the_wheel(wheel: Path) -> None:
    roots = {name.split("/", 1)[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {root for root in roots if not root.endswith(".dist-info")} == set(PACKAGES)


def test_the_installed_program_builds_and_draws(installed: Path, samples: Path, tmp_path: Path) -> None:
    python, program = str(installed / "python"), [installed / "chidao"]
    where = "import ontology, viz; print(ontology.__file__, viz.__file__)"
    found = subprocess.run([python, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert str(ROOT) not in found.stdout
    chidao("build", samples, program=program, cwd=tmp_path)
    assert "324-KH/TU" in chidao("cascade", "28-CT/TW", program=program, cwd=tmp_path).stdout
    chidao("draw", "--out", "picture.html", program=program, cwd=tmp_path)
    assert (tmp_path / "picture.html").stat().st_size > 0
