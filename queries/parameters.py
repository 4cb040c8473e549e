"""Typed parameters of named queries: what a user wrote, checked and turned into RDF terms to bind.

>>> from queries.catalogue import named
>>> sorted(read(named("targets-by-year"), {"year": "2025"}))
['year']
>>> read(named("targets-by-year"), {"year": "soon"})
Traceback (most recent call last):
    ...
queries.errors.WrongTypeError: wrong-type: name=year, value=soon, type=integer
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, NamedNode

from ontology.identifiers import BASE
from ontology.numbers import DocumentNumber
from queries.catalogue import NamedQuery, Parameter
from queries.errors import MissingParameterError, UnknownParameterError, WrongTypeError

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_OURS: Final = re.compile(r"(?:doc|agency|group|place|graph|concept|judgement)/\S+")


def _iri(value: str) -> NamedNode:
    """An IRI, also one without its base, as tables on a terminal show it."""
    value = f"{BASE}{value}" if _OURS.fullmatch(value) else value
    if not _IRI.fullmatch(value):
        raise ValueError(value)
    return NamedNode(value)


def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(_XSD + datatype))


# How each type is read; each raises ValueError for words of another type.
_READERS: Final[dict[str, Callable[[str], NamedNode | Literal]]] = {
    "iri": _iri,
    "document": _iri,
    "text": Literal,
    "number": lambda value: Literal(str(DocumentNumber.parse(value))),
    "integer": lambda value: _typed(str(int(value)), "integer"),
    "decimal": lambda value: _typed(format(Decimal(value), "f"), "decimal"),
    "date": lambda value: _typed(dt.date.fromisoformat(value).isoformat(), "date"),
}


def read(query: NamedQuery, given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms of the given parameters by their names; raises QuestionError that lists what the query takes."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise UnknownParameterError(query=query.name, name=name, known=described(query))
    for parameter in query.parameters:
        if parameter.name not in given and not parameter.optional:
            raise MissingParameterError(query=query.name, name=parameter.name, known=described(query))
    return {name: _read(known[name], value) for name, value in given.items()}


def _read(parameter: Parameter, value: str) -> NamedNode | Literal:
    try:
        return _READERS[parameter.type](value)
    except (ValueError, InvalidOperation):
        raise WrongTypeError(name=parameter.name, value=value, type=parameter.type) from None


def described(query: NamedQuery) -> str:
    """The parameters as they are given on a command line, optional ones in brackets.

    >>> from queries.catalogue import named
    >>> described(named("targets-by-year"))
    'year=<integer> [document=<document>] [least=<decimal>]'
    """
    forms = (f"{parameter.name}=<{parameter.type}>" for parameter in query.parameters)
    pairs = zip(query.parameters, forms, strict=True)
    return " ".join(f"[{form}]" if parameter.optional else form for parameter, form in pairs)
