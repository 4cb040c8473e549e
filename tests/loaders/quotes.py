"""The evidence inside facts, and whether its quotes stand in the text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ontology.model import Evidence


def evidences(fact: object) -> Iterator[Evidence]:
    """All evidence inside a fact, or inside many, however deep."""
    if isinstance(fact, Evidence):
        yield fact
    elif isinstance(fact, tuple):
        for part in fact:
            yield from evidences(part)
    elif dataclasses.is_dataclass(fact):
        for field in dataclasses.fields(fact):
            yield from evidences(getattr(fact, field.name))
