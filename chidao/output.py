"""Rows and words to the terminal or a pipe: rows to stdout, everything else to stderr."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from chidao.messages import heading, say
from ontology.identifiers import BASE
from queries.answer import Answer, Cell, written

_LONG: Final = 40
_ENDLESS: Final = 1_000_000


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


def out() -> Console:
    """Standard output."""
    return _console(sys.stdout)


def err() -> Console:
    """Standard error, for progress and messages."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    """A terminal as wide as it is; a pipe so wide that no line is broken."""
    return Console(file=stream, highlight=False, width=None if stream.isatty() else _ENDLESS)


def tell(key: str, lang: str, **values: str | int) -> None:
    """Says something about the work, on stderr."""
    err().print(Text(say(key, lang, **values)))


def show(answer: Answer, form: Format, lang: str) -> None:
    """Prints rows in a form; a table is drawn on a terminal and is plain, tab between cells, in a pipe."""
    if form is Format.TABLE and sys.stdout.isatty():
        out().print(_drawn(answer, lang) if answer.rows else Text(say("no-rows", lang)))
    else:
        sys.stdout.write(_WRITERS[form](answer, lang))


def show_all(answers: Mapping[str, Answer], form: Format, lang: str) -> None:
    """Prints several tables one below the other, a blank line between; in JSON they are one object by their names."""
    if form is Format.JSON:
        sys.stdout.write(as_json_object(answers))
        return
    for order, answer in enumerate(answers.values()):
        if order:
            sys.stdout.write("\n")
        show(answer, form, lang)


def as_json_object(answers: Mapping[str, Answer]) -> str:
    r"""Tables as an object of lists.

    >>> as_json_object({"x": Answer(("a",), ((1,),)), "y": Answer(("a",), ())})
    '{"x": [\n {"a": 1}\n],\n"y": []}\n'
    """
    return "{" + ",\n".join(f"{json.dumps(name)}: {as_json(rows).rstrip()}" for name, rows in answers.items()) + "}\n"


def _drawn(answer: Answer, lang: str) -> Table:
    """A table for the eye: IRIs without their common beginning, which commands take in this form too."""
    table = Table(header_style="bold", row_styles=("", "dim") if len(answer.rows) > _LONG else ())
    for column in answer.columns:
        table.add_column(heading(column, lang), overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(written(cell).removeprefix(BASE)) for cell in row))
    return table


def as_plain(answer: Answer, _: str = "") -> str:
    r"""One row a line, cells by tabs, so that cut, sort and awk can work with it.

    >>> as_plain(Answer(("a", "b"), ((1, "x\ny"),)))
    'a\tb\n1\tx y\n'
    """
    lines = [answer.columns, *([" ".join(written(cell).split()) for cell in row] for row in answer.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def as_csv(answer: Answer, _: str = "") -> str:
    r"""Comma-separated values with a heading.

    >>> as_csv(Answer(("a", "b"), ((1, "x, y"),)))
    'a,b\n1,"x, y"\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([written(cell) for cell in row] for row in answer.rows)
    return buffer.getvalue()


def as_json(answer: Answer, _: str = "") -> str:
    r"""A list of objects; numbers are numbers, what is unknown is null.

    >>> as_json(Answer(("a",), ((1,), (None,))))
    '[\n {"a": 1},\n {"a": null}\n]\n'
    """
    records = (json.dumps(record, ensure_ascii=False, default=_number) for record in answer.records())
    return "[\n " + ",\n ".join(records) + "\n]\n" if answer.rows else "[]\n"


def _number(value: Decimal) -> float:
    return float(value)


def as_markdown(answer: Answer, lang: str) -> str:
    r"""A table of Markdown, its headings in the reader's language.

    >>> as_markdown(Answer(("agency",), (("a|b",),)), "en")
    '| agency |\n|---|\n| a\\|b |\n'
    """
    head = [heading(column, lang) for column in answer.columns]
    lines = [head, *([_escaped(cell) for cell in row] for row in answer.rows)]
    texts = ["| " + " | ".join(line) + " |\n" for line in lines]
    return texts[0] + "|" + "---|" * len(head) + "\n" + "".join(texts[1:])


def _escaped(cell: Cell) -> str:
    return " ".join(written(cell).replace("\\", "\\\\").replace("|", "\\|").split())


_WRITERS: Final[dict[Format, Callable[[Answer, str], str]]] = {
    Format.TABLE: as_plain,
    Format.CSV: as_csv,
    Format.JSON: as_json,
    Format.MD: as_markdown,
}
