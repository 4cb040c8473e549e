"""The options that commands share, each with its help in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from chidao.errors import UsageError
from chidao.messages import Lang
from chidao.output import Format
from graph.answers import Store
from graph.remote import is_address
from graph.store import EmbeddedStore, open_store

DEFAULT_STORE: Final = "chidao-store"

StoreOption = Annotated[str, typer.Option("--store", metavar="DIR|URL", help="Kho dữ liệu · The store.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Ngôn ngữ của thông báo · Language of messages.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Dạng in các dòng · Form of rows.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="In chi tiết khi có lỗi · Show tracebacks.")]
NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="Số văn bản hay IRI · Number or IRI.")]


@contextmanager
def reading(target: str) -> Iterator[Store]:
    """A store for questions: a folder or an endpoint."""
    store = open_store(target)
    try:
        yield store
    finally:
        if isinstance(store, EmbeddedStore):
            store.close()


@contextmanager
def reading_folder(target: str) -> Iterator[EmbeddedStore]:
    """A store in a folder, for what an endpoint cannot give: texts and the whole dump."""
    if is_address(target):
        raise UsageError("needs-folder", target=target)
    with EmbeddedStore.reading(Path(target)) as store:
        yield store


def writable(path: Path) -> Path:
    """A file to be written; raises UsageError where its folder is not there."""
    if not path.absolute().parent.is_dir():
        raise UsageError("no-folder", folder=str(path.absolute().parent), path=str(path))
    return path
