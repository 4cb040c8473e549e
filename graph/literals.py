"""Whether a literal is a value of a datatype, and when two literals are one value, as OWL 2 and its reasoner see it.

>>> fits(ox.Literal(5), XSD + "decimal"), fits(ox.Literal("5"), XSD + "decimal"), fits(ox.Literal("a"), XSD + "integer")
(True, False, False)
>>> key(ox.Literal("1.0", datatype=ox.NamedNode(XSD + "decimal"))) == key(ox.Literal(1))
True
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from graph.vocabulary import XSD

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_INTEGERS: Final = frozenset(
    f"{XSD}{name}"
    for name in (
        "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "long", "int",
        "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_DECIMALS: Final = frozenset((*_INTEGERS, XSD + "decimal"))
_STRINGS: Final = frozenset(f"{XSD}{name}" for name in ("string", "normalizedString", "token", "NMTOKEN", "Name"))
_TEXTS: Final = frozenset((*_STRINGS, _RDF + "langString"))
_WITHIN: Final = {
    XSD + "decimal": _DECIMALS,
    XSD + "integer": _INTEGERS,
    XSD + "string": _STRINGS,
    _RDF + "PlainLiteral": _TEXTS,
    _RDF + "langString": frozenset((_RDF + "langString",)),
}
_OWN: Final = frozenset(f"{XSD}{n}" for n in ("boolean", "date", "dateTime", "gYear", "gYearMonth", "anyURI", "double"))


def is_datatype(name: str) -> bool:
    """Whether a range is a datatype that can be judged here; others are left to the reasoner."""
    return name in _WITHIN or name in _OWN


def fits(literal: ox.Literal, datatype: str) -> bool:
    """Whether a literal is a well written value of a datatype for which ``is_datatype``."""
    found = literal.datatype.value
    return found in _WITHIN.get(datatype, (datatype,)) and _well_written(literal.value, found)


def _well_written(text: str, datatype: str) -> bool:
    if datatype in _INTEGERS:
        return text.removeprefix("-").removeprefix("+").isdecimal()
    if datatype in _DECIMALS:
        return _number(text) is not None and "e" not in text.lower()
    return datatype != XSD + "boolean" or text in ("true", "false", "1", "0")


def key(literal: ox.Literal) -> tuple[str, str | Decimal]:
    """What is equal for literals of one value."""
    datatype = literal.datatype.value
    number = _number(literal.value) if datatype in _DECIMALS else None
    if number is not None:
        return "number", number
    if datatype == XSD + "boolean":
        return datatype, "true" if literal.value in ("true", "1") else "false"
    return f"{'string' if datatype in _STRINGS else datatype}@{(literal.language or '').lower()}", literal.value


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
