"""``tables``, ``text`` and ``export``: what the store holds, as files."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rapidfuzz import process

from chidao.errors import UsageError, guarded
from chidao.messages import Lang
from chidao.options import DEFAULT_STORE, DebugOption, LangOption, StoreOption, reading, reading_folder, writable
from chidao.output import tell
from graph.store import EmbeddedStore
from ontology.identifiers import CODE, ONTOLOGY
from queries.tables import write_tables

PREFIXES = {"cd": ONTOLOGY, "code": CODE}


class Syntax(StrEnum):
    """RDF syntaxes for export."""

    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"


@guarded
def tables(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Thư mục ghi ra · Folder to write into.")],
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Ghi mọi dữ kiện thành các bảng CSV. · Write every stated fact as CSV tables."""
    del debug
    with reading(store) as opened:
        for table in write_tables(opened, out):
            tell("wrote-table", lang, rows=table.rows, path=str(table.path))


@guarded
def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Tệp như trong cột file · File as in the column file.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """In nguyên văn mà các vị trí đếm theo. · Print the text that the offsets count in."""
    del debug, lang
    with reading_folder(store) as opened:
        sys.stdout.write(opened.text(_known(opened, file)))


def _known(store: EmbeddedStore, file: str) -> str:
    if file not in store.files:
        near = [name for name, _, _ in process.extract(file, sorted(store.files), limit=3)]
        raise UsageError("no-file", file=file, near=", ".join(near))
    return file


@guarded
def export(
    *,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Tệp ghi ra · File to write.")] = None,
    syntax: Annotated[Syntax, typer.Option("--format", help="Cú pháp RDF · RDF syntax.")] = Syntax.NQ,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Xuất toàn bộ đồ thị. · Export the whole graph; N-Quads are canonical, the same bytes for the same contents."""
    del debug
    with reading_folder(store) as opened:
        data = serialised(opened, syntax)
    if out is None:
        sys.stdout.buffer.write(data)
        return
    writable(out).write_bytes(data)
    tell("wrote", lang, path=str(out))


def serialised(store: EmbeddedStore, syntax: Syntax) -> bytes:
    """The store in a syntax: N-Quads as the store dumps them, TriG and the Turtle of the union by rdflib."""
    if syntax is Syntax.NQ:
        return store.dump()
    names = {Syntax.TRIG: "trig", Syntax.TTL: "turtle"}
    dataset = store.as_rdflib()
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset.serialize(format=names[syntax], encoding="utf-8")
