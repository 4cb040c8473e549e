"""From Vietnamese directives to plans: who does what, by when, to which figure, in which sentence.

The verbs: ``build`` documents into a store, ``open_store`` it, then ``ask`` a named question, ``sparql``, ``owners``
of an indicator, the ``cascade`` of a document, its ``gaps``, ``write_tables``, ``draw`` the picture, ``reason``,
and the ``world`` of a store as objects.

>>> import chidao
>>> chidao.ask.__module__
'queries.asking'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

# At once and not when first used, since the module of the same name would stand in the verb's place by then.
from chidao.build import build

if TYPE_CHECKING:
    from graph.project import project
    from graph.reason import reason
    from graph.store import open_store
    from queries.asking import ask, sparql
    from queries.documents import cards, find
    from queries.gaps import gaps
    from queries.network import cascade, implementing
    from queries.owner import owners
    from queries.tables import write_tables
    from queries.world import world
    from viz.page import draw

__all__ = [
    "ask",
    "build",
    "cards",
    "cascade",
    "draw",
    "find",
    "gaps",
    "implementing",
    "open_store",
    "owners",
    "project",
    "reason",
    "sparql",
    "world",
    "write_tables",
]

# Loaded when first used: the reasoner and the picture take a second to import.
_HOMES: Final = {
    "ask": "queries.asking",
    "cards": "queries.documents",
    "cascade": "queries.network",
    "draw": "viz.page",
    "find": "queries.documents",
    "gaps": "queries.gaps",
    "implementing": "queries.network",
    "open_store": "graph.store",
    "owners": "queries.owner",
    "project": "graph.project",
    "reason": "graph.reason",
    "sparql": "queries.asking",
    "world": "queries.world",
    "write_tables": "queries.tables",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (each verb has a type of its own)
    if name not in _HOMES:
        raise AttributeError(f"module 'chidao' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
