"""``demo``: the whole way over the project's own samples, from documents to a picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from chidao.commands.building import built
from chidao.commands.networks import cascades, print_trees
from chidao.commands.owning import print_holders, print_owners
from chidao.errors import NOT_WHOLE, UsageError, guarded
from chidao.messages import Lang, label, say
from chidao.options import DebugOption, LangOption, reading
from chidao.output import out, tell
from chidao.parts import SAMPLES
from graph.answers import Store
from queries.asking import ask
from queries.asof import concerns, holdings
from queries.owner import all_owners, owners
from queries.tables import write_tables

# What the samples are about: a directive of the Politburo, and the plan of a province with all its indicators.
DIRECTIVE: Final = "28-CT/TW"
PLAN: Final = "1222/KH-UBND"
CHANGED: Final = ("22", "10")


@guarded
def demo(
    *,
    folder: Annotated[Path, typer.Option("--out", metavar="DIR", help="Thư mục ghi ra · Folder.")] = Path(
        "chidao-demo"
    ),
    samples: Annotated[Path, typer.Option("--samples", metavar="DIR", help="Văn bản mẫu · Samples.")] = SAMPLES,
    lang: LangOption = Lang.VI,
    debug: DebugOption = False,
) -> None:
    """Chạy thử trên các văn bản mẫu. · Try everything on the samples."""
    del debug
    if not samples.is_dir():
        raise UsageError("no-samples", folder=str(samples))
    folder.mkdir(parents=True, exist_ok=True)
    store, picture, tables = folder / "store", folder / "cascade.html", folder / "tables"
    report = built([samples], store, lang, prune=True)
    with reading(str(store)) as opened:
        told(opened, lang)
        write_tables(opened, tables)
        _draw(opened, picture, lang)
    tell("demo-done", lang, picture=str(picture), tables=str(tables), store=str(store))
    if report.unread:
        raise typer.Exit(NOT_WHOLE)


def told(store: Store, lang: str) -> None:
    """The cascade, the owners then and today, and the findings, in words."""
    _heading("demo-cascade", lang, number=DIRECTIVE)
    found, known = cascades(store, DIRECTIVE)
    print_trees(found, known, lang)
    _heading("demo-owners", lang, number=PLAN)
    print_owners(all_owners(store, PLAN), lang, documents=False)
    _today(store, lang)
    _heading("demo-findings", lang)
    _print_findings(store, lang)


def _today(store: Store, lang: str) -> None:
    """Two indicators whose owner has ended since: one with an heir, one that a person has to decide."""
    today = dt.date.today()  # noqa: DTZ011 (the user's own day)
    _heading("demo-today", lang, number=PLAN, at=str(today))
    found = tuple(one for no in CHANGED for one in owners(store, no, PLAN))
    print_holders(found, holdings(store, found, today), concerns(store, found), str(today), lang)


def _heading(key: str, lang: str, **values: str) -> None:
    out().print()
    out().print(Text(say(key, lang, **values), style="bold underline"))


def _print_findings(store: Store, lang: str) -> None:
    column = "messageVi" if lang == "vi" else "messageEn"
    lines = dict.fromkeys((r["severity"], r[column], r["file"]) for r in ask(store, "findings").records())
    for severity, message, file in lines:
        out().print(Text(f"- [{label('severity', str(severity), lang)}] {message}" + (f" ({file})" if file else "")))


def _draw(store: Store, picture: Path, lang: str) -> None:
    from viz.page import draw  # noqa: PLC0415 (pyvis takes half a second, other commands do without)

    draw(store, picture, None, lang)
