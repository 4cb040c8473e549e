"""``cascade``, ``gaps`` and ``draw``: what the documents make together."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chidao.errors import guarded
from chidao.messages import Lang, label
from chidao.options import (
    DEFAULT_STORE,
    DebugOption,
    FormatOption,
    LangOption,
    NumberArgument,
    StoreOption,
    reading,
    writable,
)
from chidao.output import Format, out, show, tell
from chidao.trees import rows, tree
from graph.answers import Store
from graph.project import project
from queries.answer import Answer
from queries.documents import Card, cards, find, find_one
from queries.gaps import Gap
from queries.gaps import gaps as gaps_of
from queries.network import Branch, implementing
from queries.network import cascade as cascade_of


class TreeFormat(StrEnum):
    """How a cascade is printed: a tree to read, or rows."""

    TREE = "tree"
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


@guarded
def cascade(  # noqa: PLR0913 (a command's options are its arguments)
    number: NumberArgument,
    *,
    up: Annotated[bool, typer.Option("--up", help="Đi ngược lên · Upwards.")] = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: Annotated[TreeFormat, typer.Option("--format", help="Dạng in · Form.")] = TreeFormat.TREE,
    debug: DebugOption = False,
) -> None:
    """Văn bản nào thực hiện một văn bản, theo tầng. · Which documents carry out a document, level by level."""
    del debug
    with reading(store) as opened:
        found, known = cascades(opened, number, up=up)
    if form is TreeFormat.TREE:
        print_trees(found, known, lang, up=up)
    else:
        show(rows(found, known), Format(form.value), lang)


def cascades(store: Store, number: str, *, up: bool = False) -> tuple[tuple[Branch, ...], dict[str, Card]]:
    """The tree of each document that has a number, and the cards of all documents."""
    roots, known, network = find(store, number), cards(store), implementing(project(store))
    return tuple(cascade_of(network, known, root.iri, up=up) for root in roots), known


def print_trees(found: tuple[Branch, ...], known: Mapping[str, Card], lang: str, *, up: bool = False) -> None:
    """Prints cascades as trees."""
    for root in found:
        out().print(tree(root, known, lang, up=up))


@guarded
def gaps(
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Số văn bản · Number of a document.")] = None,
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Những chỗ khuyết: không có toàn văn, không ai chịu trách nhiệm ... · What is missing: texts, owners ..."""
    del debug
    with reading(store) as opened:
        found = gaps_of(opened, find_one(opened, number) if number else None)
    show(gap_rows(found, lang), form, lang)
    tell("summary-gaps", lang, count=len(found))


def gap_rows(found: tuple[Gap, ...], lang: str) -> Answer:
    """Gaps as rows, each kind also in words."""
    lines = (
        (gap.kind.value, label("gap", gap.kind.value, lang), gap.document, gap.place or None, _what(gap, lang), gap.iri)
        for gap in found
    )
    return Answer(("kind", "gap", "document", "place", "what", "iri"), tuple(lines))


def _what(gap: Gap, lang: str) -> str | None:
    return label("level", gap.what, lang) or None


@guarded
def draw(
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Số văn bản · Number of a document.")] = None,
    *,
    out_file: Annotated[Path, typer.Option("--out", metavar="FILE.html", help="Tệp ghi ra · File to write.")],
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Vẽ hình vào một tệp HTML. · Draw the picture into one HTML file."""
    del debug
    from viz.page import draw as draw_page  # noqa: PLC0415 (pyvis takes half a second, other commands do without)

    with reading(store) as opened:
        draw_page(opened, writable(out_file), number, lang)
    tell("wrote", lang, path=str(out_file))
