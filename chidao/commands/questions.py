"""``ask``, ``sparql`` and ``owner``: questions whose answers are rows."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from chidao.errors import UsageError, guarded
from chidao.messages import Lang, label, say
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading
from chidao.output import Format, out, show
from queries.answer import Answer, Cell
from queries.asking import ask as ask_store
from queries.asking import sparql as ask_sparql
from queries.catalogue import catalogue, named
from queries.owner import Owned, owners
from queries.parameters import described

# What a query or an update opens with.
_QUERIES: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


class OwnerFormat(StrEnum):
    """How owners are printed: words to read, or rows."""

    TEXT = "text"
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


@guarded
def ask(  # noqa: PLR0913 (a command's options are its arguments)
    name: Annotated[str | None, typer.Argument(help="Tên câu hỏi · Name of the query.")] = None,
    given: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Tham số · Parameters.")] = None,
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Câu hỏi có tên; không có tên thì liệt kê tất cả. · A named query; without a name, the list of them."""
    del debug
    if name is None:
        show(listed(lang), form, lang)
        return
    values = pairs(name, given or [])
    with reading(store) as opened:
        show(ask_store(opened, name, values), form, lang)


def listed(lang: str) -> Answer:
    """The named queries that a reader may ask: name, parameters, what is answered."""
    open_queries = (query for query in catalogue().values() if not query.internal)
    rows = ((query.name, described(query), query.summary(lang), ", ".join(query.tags)) for query in open_queries)
    return Answer(("query", "parameters", "summary", "tags"), tuple(rows))


def pairs(name: str, given: list[str]) -> dict[str, str]:
    """The parameters as they stand on the command line; raises UsageError for one without "="."""
    query = named(name)
    for words in given:
        if "=" not in words:
            raise UsageError("not-a-pair", words=words, known=described(query))
    return dict(words.split("=", 1) for words in given)


@guarded
def sparql(
    query: Annotated[str, typer.Argument(metavar="QUERY|FILE", help="Câu SPARQL hay tệp · SPARQL text or a file.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Hỏi bằng SPARQL (chỉ đọc). · Ask in SPARQL (reads only)."""
    del debug
    with reading(store) as opened:
        show(ask_sparql(opened, _text(query)), form, lang)


def _text(query: str) -> str:
    """The query, or that of the file which has this name; words that begin as a query are one, if a broken one."""
    if any(mark in query for mark in "{\n") or (query.split() or [""])[0].upper() in (*_QUERIES, *_UPDATES):
        return query
    path = Path(query)
    if not path.is_file():
        raise UsageError("no-path", path=query)
    return path.read_text(encoding="utf-8")


@guarded
def owner(  # noqa: PLR0913 (a command's options are its arguments)
    wanted: Annotated[str, typer.Argument(metavar="TEXT|NUMBER", help="Chữ hay số của chỉ tiêu · Words or number.")],
    *,
    document: Annotated[str | None, typer.Option("--document", help="Số văn bản · Number of the document.")] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: Annotated[OwnerFormat, typer.Option("--format", help="Dạng in · Form.")] = OwnerFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Ai chịu trách nhiệm về một chỉ tiêu, kèm câu văn. · Who answers for an indicator, with the sentence."""
    del debug
    with reading(store) as opened:
        found = owners(opened, wanted, document)
    if form is OwnerFormat.TEXT:
        print_owners(found, lang)
    else:
        show(owner_rows(found), Format(form.value), lang)


def print_owners(found: tuple[Owned, ...], lang: str, *, documents: bool = True) -> None:
    """Each indicator with its document (unless it is the same for all), its owners, their sentences and places."""
    console = out()
    for one in found:
        console.print(Text(f"{one.no}. {one.text}" if one.no else one.text, style="bold"))
        if documents:
            console.print(Text(f"   {one.document.name}", style="dim"))
        if not one.owners:
            console.print(Text(f"   {say('no-owner', lang)}", style="yellow"))
        for bound in one.owners:
            console.print(Text(f"   {bound.agency} — {label('role', bound.role, lang)}"))
            console.print(Text(f"      “{' '.join(bound.sentence.split())}”", style="italic"))
            console.print(Text(f"      {bound.file} · {bound.section} · {bound.start}-{bound.end}", style="dim"))


def owner_rows(found: tuple[Owned, ...]) -> Answer:
    """The same as rows; an indicator that nobody owns has one row without an agency."""
    columns = ("document", "no", "indicator", "agency", "role", "as_written", "sentence", "file", "section")
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        head = (one.document.name, one.no or None, one.text)
        rows += [
            (*head, o.agency, o.role, o.as_written, o.sentence, o.file, o.section, o.start, o.end) for o in one.owners
        ] or [(*head, *([None] * 8))]
    return Answer((*columns, "start", "end"), tuple(rows))
