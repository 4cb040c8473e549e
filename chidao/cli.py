"""The program ``chidao``: its commands, put together."""

from __future__ import annotations

import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from chidao.commands.building import build
from chidao.commands.care import check
from chidao.commands.demo import demo
from chidao.commands.evaluating import evaluate
from chidao.commands.explaining import why
from chidao.commands.files import export, tables, text
from chidao.commands.grouping import members
from chidao.commands.judging import judge
from chidao.commands.networks import cascade, draw, gaps
from chidao.commands.owning import owner
from chidao.commands.questions import ask, sparql
from chidao.commands.reasoning import reason

app = typer.Typer(
    name="chidao",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Từ chỉ đạo đến kế hoạch: ai làm gì, khi nào, đạt mức nào, ghi ở câu nào. · "
    "From directives to plans: who does what, by when, to which figure, in which sentence.",
)
_ASKING = (ask, sparql, owner, why, members, cascade, gaps, draw)
_KEEPING = (text, judge, check, reason, export, demo, evaluate)
for _command in (build, tables, *_ASKING, *_KEEPING):
    app.command()(_command)


def _version(wanted: bool) -> None:  # noqa: FBT001 (typer calls it so)
    if wanted:
        typer.echo(f"chidao {version('chidao')}")
        raise typer.Exit


@app.callback()
def main(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Phiên bản · Version.")
    ] = False,
) -> None:
    """Writes UTF-8 whatever the locale says: an answer that cannot be printed is no answer."""
    del show_version
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    app()
