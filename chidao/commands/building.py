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
from graph.remote import is_address
from loaders.formats import SUFFIXES


def built(paths: Sequence[Path], store: Path, lang: str, *, workers: int = 0, prune: bool = False) -> BuildReport:
    """Builds and says what was done."""
    with _progress(lang) as progress:
        report = build_store(paths, store, workers=workers or None, prune=prune, progress=progress)
    _tell(report, store, lang)
    return report


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
    if report.files or not report.unread:
        tell("built", lang, documents=report.documents, files=report.files, store=str(store), **counts)
    else:
        tell("nothing-built", lang, store=str(store))
    if report.vanished:
        tell("vanished", lang, count=len(report.vanished), files=", ".join(report.vanished))
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
    if is_address(store):
        raise UsageError("needs-folder", target=store)
    report = built(paths, Path(store), lang, workers=workers, prune=prune)
    if report.passed_over:
        endings, passed_over = ", ".join(sorted(SUFFIXES)), report.passed_over
        tell("passed-over", lang, count=len(passed_over), endings=endings, files=", ".join(passed_over))
    if report.unread:
        raise typer.Exit(NOT_WHOLE)
