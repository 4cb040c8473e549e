"""``tables``, ``text`` and ``export``: what the store holds, as files."""

from __future__ import annotations

import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rapidfuzz import process

from chidao.errors import UsageError, guarded
from chidao.messages import Lang
from chidao.options import (
    DEFAULT_STORE,
    DebugOption,
    FormatOption,
    LangOption,
    StoreOption,
    reading,
    reading_folder,
    writable,
)
from chidao.output import Format, show, tell
from graph.layouts import Layout
from graph.standards import Profile, left_out, ntriples, triples_of, turtle
from graph.store import EmbeddedStore
from ontology.evidence import Span
from ontology.identifiers import CODE, ONTOLOGY
from ontology.source import Box
from queries.answer import Answer
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
def text(  # noqa: PLR0913 (a command's options are its arguments)
    file: Annotated[str, typer.Argument(metavar="FILE", help="Tệp như trong cột file · File as in the column file.")],
    *,
    at: Annotated[str, typer.Option("--at", metavar="START-END", help="Chỗ ấy ở trang nào · Its page, boxes.")] = "",
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """In nguyên văn mà các vị trí đếm theo. · Print the text that the offsets count in, or where a part stands."""
    del debug
    with reading_folder(store) as opened:
        words = opened.text(_known(opened, file))
        if not at:
            sys.stdout.write(words)
            return
        show(placed(words, _span(at, len(words)), opened.layout(file)), form, lang)


def placed(text: str, span: Span, layout: Layout) -> Answer:
    """Where a part of a text stands: each word with its page and box (points, an image: pixels, from the upper left).

    Without pages the one row is the part itself.
    """
    columns = ("page", "left", "top", "right", "bottom", "text")
    boxes = [box for box in layout.boxes if box.start < span.end and box.end > span.start]
    if not boxes:
        return Answer(columns, ((None, None, None, None, None, span.of(text)),))
    return Answer(columns, tuple(_row(box, text) for box in boxes))


def _row(box: Box, text: str) -> tuple[int | Decimal | str, ...]:
    sides = (Decimal(str(side)) for side in (box.left, box.top, box.right, box.bottom))
    return (box.page, *sides, text[box.start : box.end])


def _span(words: str, length: int) -> Span:
    """The part that START-END names; raises UsageError where there is none."""
    start, dash, end = words.partition("-")
    if not (dash and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length):
        raise UsageError("not-a-span", words=words, length=str(length))
    return Span(int(start), int(end))


def _known(store: EmbeddedStore, file: str) -> str:
    if file not in store.files:
        near = [name for name, _, _ in process.extract(file, sorted(store.files), limit=3)]
        raise UsageError("no-file", file=file, near=", ".join(near))
    return file


@guarded
def export(  # noqa: PLR0913 (a command's options are its arguments)
    *,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Tệp ghi ra · File to write.")] = None,
    profile: Annotated[
        Profile | None, typer.Option("--profile", help="Theo từ vựng chuẩn · In the words of a standard.")
    ] = None,
    syntax: Annotated[Syntax, typer.Option("--format", help="Cú pháp RDF · RDF syntax.")] = Syntax.NQ,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Xuất toàn bộ đồ thị. · Export the whole graph; N-Quads are canonical, the same bytes for the same contents."""
    del debug
    with reading_folder(store) as opened:
        data = serialised(opened, syntax) if profile is None else in_words_of(profile, opened, syntax, lang)
    if out is None:
        sys.stdout.buffer.write(data)
        return
    writable(out).write_bytes(data)
    tell("wrote", lang, path=str(out))


def in_words_of(profile: Profile, store: EmbeddedStore, syntax: Syntax, lang: str) -> bytes:
    """The store in the words of a standard, as N-Triples or Turtle; what it cannot say is counted on stderr."""
    for reason, count in left_out(store, profile).items():
        tell(f"left-out-{reason}", lang, count=count)
    triples = triples_of(store, profile)
    return ntriples(triples) if syntax is Syntax.NQ else turtle(triples)


def serialised(store: EmbeddedStore, syntax: Syntax) -> bytes:
    """The store in a syntax: N-Quads as the store dumps them, TriG and the Turtle of the union by rdflib."""
    if syntax is Syntax.NQ:
        return store.dump()
    names = {Syntax.TRIG: "trig", Syntax.TTL: "turtle"}
    dataset = store.as_rdflib()
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset.serialize(format=names[syntax], encoding="utf-8")
