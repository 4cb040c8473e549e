"""``ask`` and ``sparql``: questions whose answers are rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from chidao.errors import UsageError, guarded
from chidao.messages import Lang
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading
from chidao.output import Format, show
from queries.answer import Answer
from queries.asking import ask as ask_store
from queries.asking import sparql as ask_sparql
from queries.catalogue import catalogue, named
from queries.parameters import described

# What a query or an update opens with.
_QUERIES: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


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
