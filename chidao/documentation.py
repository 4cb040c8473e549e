"""Writes the documentation: ``python -m chidao.documentation FOLDER``, as ``make docs`` does it.

The samples are built into a store of their own first, whose rows are the examples and the answers on the pages.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chidao.build import build
from chidao.manual import commands
from chidao.parts import SAMPLES
from graph.store import EmbeddedStore
from viz.pages.site import write_site

PROJECT = SAMPLES.parent


def documentation(out: Path, samples: Path = SAMPLES, folder: Path = PROJECT) -> tuple[Path, ...]:
    """Writes all pages into ``out``; gives their paths."""
    with TemporaryDirectory() as work:
        build([samples], Path(work) / "store")
        with EmbeddedStore.reading(Path(work) / "store") as store:
            return write_site(store, commands(), folder, out)


if __name__ == "__main__":
    pages = documentation(Path(sys.argv[1]))
    sys.stdout.write(f"{len(pages)} pages: {pages[0]}\n")
