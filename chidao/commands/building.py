"""``build``: documents into a store, with a progress bar on a terminal."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from chidao.build import BuildReport, Limits, Progress, Progressed
from chidao.build import build as build_store
from chidao.errors import NOT_WHOLE, UsageError, guarded
from chidao.messages import Lang, say
from chidao.options import DEFAULT_STORE, DebugOption, LangOption, StoreOption
from chidao.output import err, tell
from graph.remote import is_address
from loaders.formats import FORMATS


def built(  # noqa: PLR0913 (a command's options are its arguments)
    paths: Sequence[Path],
    store: Path,
    lang: str,
    *,
    workers: int = 0,
    prune: bool = False,
    seconds: float = 0,
    judgements: Path | None = None,
) -> BuildReport:
    """Builds and says what was done."""
    limits = Limits(seconds, 0) if seconds else None
    with _progress(lang) as progress:
        report = build_store(
            paths,
            store,
            workers=workers or None,
            prune=prune,
            limits=limits,
            progress=progress,
            judgements=judgements,
        )
    _tell(report, store, lang)
    return report


@contextmanager
def _progress(lang: str) -> Iterator[Progressed | None]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Bar(*columns, console=err(), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(progress: Progress) -> None:
            words = say("building", lang, done=progress.files, total=progress.of_files)
            bar.update(task, description=words, completed=progress.size, total=progress.of_size)

        yield show


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
    if report.partly:
        tell("not-whole", lang, count=len(report.partly))
        for unread in report.partly:
            err().print(Text(f"- {unread.told(lang)}"))


@guarded
def build(  # noqa: PLR0913 (a command's options are its arguments)
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Tệp hay thư mục · Files or folders.")],
    *,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Số tiến trình, 0: tự chọn · Processes.")] = 0,
    prune: Annotated[bool, typer.Option("--prune", help="Bỏ tệp không còn nữa · Remove files that are gone.")] = False,
    seconds: Annotated[float, typer.Option("--seconds", min=0, help="Giới hạn cho mỗi tệp, 0: tự chọn · A file.")] = 0,
    judgements: Annotated[
        Path | None,
        typer.Option("--judgements", metavar="FILE", help="Tệp phán định · Judgements."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Dựng đồ thị từ văn bản. · Build the graph from documents."""
    del debug
    if is_address(store):
        raise UsageError("needs-folder", target=store)
    if judgements and not judgements.is_file():
        raise UsageError("no-path", path=str(judgements))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was read is kept then, as with Ctrl-C
    try:
        report = built(paths, Path(store), lang, workers=workers, prune=prune, seconds=seconds, judgements=judgements)
    except KeyboardInterrupt:
        tell("stopped", lang)
        raise typer.Exit(NOT_WHOLE) from None
    if report.passed_over:
        passed_over = report.passed_over
        tell("passed-over", lang, count=len(passed_over), endings=FORMATS, files=", ".join(passed_over))
    if report.unread or report.partly:
        raise typer.Exit(NOT_WHOLE)
