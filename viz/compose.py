"""From a store's answers to a scene: which documents, what is known of each, how they hang together."""

from __future__ import annotations

from graph.answers import Store
from viz.cast import Cast, cast_of
from viz.edges import between_documents, of_owners
from viz.layout import laid_out
from viz.nodes import nodes_of
from viz.scene import Scene
from viz.words import Text, word


def scene_of(store: Store, number: str | None = None) -> Scene:
    """The scene of the cascade around a number, or of the whole store; raises QuestionError."""
    cast = cast_of(store, number)
    edges = between_documents(cast)
    nodes = nodes_of(cast, edges)
    root = cast.ids[cast.root] if cast.root else ""
    return laid_out(Scene(_title(cast), tuple(nodes), (*edges, *of_owners(cast)), root=root))


def _title(cast: Cast) -> Text:
    return word("title.cascade", number=cast.label(cast.root)) if cast.root else word("title.all")
