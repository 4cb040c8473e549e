"""The competency questions: what a store has to be able to answer, each with its named query and the rows expected.

They stand in ``competency.toml``. ``rows`` are those over a store that was built from samples/, under ``columns``: all
of them, or some of ``of`` where the answer is long. Cells are compared as the tables write them, nothing is "".

>>> question = questions()[0]
>>> question.query, question.given
('cascade-down', {'document': '28-CT/TW'})
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from queries.answer import Answer, written


@dataclass(frozen=True, slots=True)
class CompetencyQuestion:
    """A question in both languages, the named query that answers it, and what it answers over the samples.

    A note says why an answer is empty, or what it does not say.
    """

    id: str
    vi: str
    en: str
    query: str
    given: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of: int
    note_vi: str = ""
    note_en: str = ""

    def asked(self) -> str:
        """The question as it is typed on a command line."""
        values = " ".join(f"'{key}={value}'" if " " in value else f"{key}={value}" for key, value in self.given.items())
        return f"chidao ask {self.query} {values}".rstrip()


@cache
def questions() -> tuple[CompetencyQuestion, ...]:
    """All of them, in the order of the file."""
    text = files("queries").joinpath("competency.toml").read_text(encoding="utf-8")
    return tuple(_question(entry) for entry in tomllib.loads(text)["question"])


def _question(entry: dict[str, Any]) -> CompetencyQuestion:
    rows = tuple(tuple(map(str, row)) for row in entry["rows"])
    given = {key: str(value) for key, value in entry.get("given", {}).items()}
    texts = {key: entry.get(key, "") for key in ("id", "vi", "en", "query", "note_vi", "note_en")}
    return CompetencyQuestion(
        **texts, given=given, columns=tuple(entry["columns"]), rows=rows, of=entry.get("of", len(rows))
    )


def seen(answer: Answer, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The cells of an answer under some columns, as the tables write them.

    >>> seen(Answer(("a", "b"), ((1, None),)), ("b", "a"))
    (('', '1'),)
    """
    return tuple(tuple(written(record[column]) for column in columns) for record in answer.records())
