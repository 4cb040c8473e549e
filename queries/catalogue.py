"""The catalogue of named queries: the ``.rq`` files beside this module, with grlc lines before each.

A variable that opens with ``_`` is a parameter, with ``__`` an optional one; its last part is its type (``_iri``,
``_integer``, ``_decimal``, ``_date``), and ``_document`` and ``_number`` take the number of a document. Parameters
are bound, never pasted. They stand in the projection, as engines that bind by substitution want it, and an optional
one stands in triple patterns only, so that it matches everything where it is not given.

>>> query = named("targets-by-year")
>>> query.parameters[0]
Parameter(name='year', variable='_year_integer', type='integer', optional=False)
>>> query.summary("en")
'The values to be reached in a year'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from rapidfuzz import process

from queries.errors import UnknownQueryError

INTERNAL_TAGS: Final = frozenset({"table", "scene", "internal"})
_PARAMETER: Final = re.compile(r"\?(_{1,2}[A-Za-z]\w*)")
_TYPES: Final = ("iri", "integer", "decimal", "date")
_NAMED_TYPES: Final = {"document": "document", "number": "number"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query: ``type`` is text, document, number, iri, integer, decimal or date."""

    name: str
    variable: str
    type: str
    optional: bool


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A stored question: what it answers in both languages, its tags, its parameters and its SPARQL text."""

    name: str
    summary_vi: str
    summary_en: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def summary(self, lang: str) -> str:
        """What the query answers, in Vietnamese or English."""
        return self.summary_vi if lang == "vi" else self.summary_en

    @property
    def internal(self) -> bool:
        """Whether the query serves a table or a picture rather than a reader."""
        return not INTERNAL_TAGS.isdisjoint(self.tags)


@cache
def catalogue() -> dict[str, NamedQuery]:
    """Every named query by its name, in the order of their names; those of ``tables/`` as ``tables/<name>``."""
    return dict(sorted((query.name, query) for query in _load(files("queries"), "")))


def named(name: str) -> NamedQuery:
    """The query of this name.

    >>> named("cascade-dwn")
    Traceback (most recent call last):
        ...
    queries.errors.UnknownQueryError: unknown-query: name=cascade-dwn, near=cascade-down, cascade-up
    """
    known = catalogue()
    if name not in known:
        open_names = [query.name for query in known.values() if not query.internal]
        near = [found for found, _, _ in process.extract(name, open_names, limit=3, score_cutoff=60)]
        raise UnknownQueryError(name=name, near=", ".join(near or open_names))
    return known[name]


def _load(folder: Traversable, prefix: str) -> Iterator[NamedQuery]:
    for entry in folder.iterdir():
        if entry.name.endswith(".rq"):
            yield parse(prefix + entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8"))
        elif not prefix and entry.name == "tables" and entry.is_dir():
            yield from _load(entry, "tables/")


def parse(name: str, text: str) -> NamedQuery:
    r"""Reads a query with its grlc lines; ``summary`` holds both languages with a bar between them.

    >>> parse("all", "#+ summary: Tất cả | Everything\n#+ tags:\n#+   - demo\nSELECT ?s { ?s ?p ?o }").tags
    ('demo',)
    """
    front = [line.removeprefix("#+").rstrip() for line in text.splitlines() if line.startswith("#+")]
    summary = next((line.split(":", 1)[1].strip() for line in front if line.strip().startswith("summary:")), name)
    vietnamese, _, english = summary.partition(" | ")
    tags = tuple(line.strip().removeprefix("- ") for line in front if line.strip().startswith("- "))
    return NamedQuery(name, vietnamese, english or vietnamese, tags, _parameters(text), text)


def _parameters(text: str) -> tuple[Parameter, ...]:
    variables = dict.fromkeys(_PARAMETER.findall(text))
    return tuple(parameter(variable) for variable in variables)


def parameter(variable: str) -> Parameter:
    """The parameter that a variable's name declares.

    >>> parameter("__year_integer")
    Parameter(name='year', variable='__year_integer', type='integer', optional=True)
    """
    optional = variable.startswith("__")
    name, _, last = variable.lstrip("_").rpartition("_")
    if name and last in _TYPES:
        return Parameter(name, variable, last, optional)
    name = variable.lstrip("_")
    return Parameter(name, variable, _NAMED_TYPES.get(name, "text"), optional)
