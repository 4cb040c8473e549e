"""``build``: documents into a store, with a progress bar on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from chidao.build import BuildReport, Progressed
from chidao.build import build as build_store
from chidao.errors import NOT_WHOLE, UsageError, guarded
from chidao.messages import Lang, say
from chidao.options import DEFAULT_STORE, DebugOption, LangOption, StoreOption
from chidao.output import err, tell


def built(paths: Sequence[Path], store: Path, lang: str, *, workers: int = 0, prune: bool = False) -> bool:
    """Builds and says what was done; whether every file could be read in full."""
    with _progress(lang) as progress:
        report = build_store(paths, store, workers=workers or None, prune=prune, progress=progress)
    _tell(report, store, lang)
    return not report.unread


@contextmanager
def _progress(lang: str) -> Iterator[Progressed | None]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(say("building", lang), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _tell(report: BuildReport, store: Path, lang: str) -> None:
    counts = {"new": len(report.written), "same": len(report.unchanged), "gone": len(report.removed)}
    tell("built", lang, documents=report.documents, files=report.files, store=str(store), **counts)
    if report.passed_over:
        tell("passed-over", lang, count=len(report.passed_over), files=", ".join(report.passed_over))
    if report.unread:
        tell("not-read", lang, count=len(report.unread))
        for unread in report.unread:
            err().print(Text(f"- {unread.told(lang)}"))


@guarded
def build(  # noqa: PLR0913 (a command's options are its arguments)
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Tệp hay thư mục · Files or folders.")],
    *,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Số tiến trình, 0: tự chọn · Processes.")] = 0,
    prune: Annotated[bool, typer.Option("--prune", help="Bỏ tệp không còn nữa · Remove files that are gone.")] = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Dựng đồ thị từ văn bản. · Build the graph from documents."""
    del debug
    if store.startswith(("http://", "https://")):
        raise UsageError("needs-folder", target=store)
    if not built(paths, Path(store), lang, workers=workers, prune=prune):
        raise typer.Exit(NOT_WHOLE)
