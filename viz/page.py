"""One HTML file with the picture, its panel and the same facts in words; it needs nothing from outside itself."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from graph.answers import Store
from viz.compose import scene_of
from viz.network import render, vis_network_script
from viz.scene import NodeKind, Scene, SceneEdge, SceneNode, Status
from viz.wording import coded
from viz.words import Text, word, words

LANGUAGES: Final = ("vi", "en")
_TEMPLATE: Final = "cascade.html.jinja"
_SCRIPTS: Final = ("shapes.js", "labels.js", "picture.js", "search.js", "page.js")
# A library names the map of its source, which a browser's tools would fetch.
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_SPOKEN_BY_SCRIPT: Final = ("status.", "ui.search", "ui.fold", "ui.unfold", "findings.", "days.")


class UnsafeAssetError(ValueError):
    """A script or style sheet holds a tag that would end its element early."""


def page(scene: Scene, lang: str = "vi") -> str:
    """The page of a scene, opening in one of the two languages."""
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang}")
    scripts = [_inlined(code) for code in (vis_network_script(), *map(_asset, _SCRIPTS))]
    style = _inlined(_asset("style.css"))
    return render(
        scene, _TEMPLATE, _context(scene, lang) | {"scripts": scripts, "style": style, "csp": _csp(scripts, style)}
    )


def draw(store: Store, out: Path, number: str | None = None, lang: str = "vi") -> Scene:
    """Writes the page of the cascade around a number, or of the whole store, in UTF-8; raises QuestionError."""
    scene = scene_of(store, number)
    out.write_text(page(scene, lang), encoding="utf-8", newline="\n")
    return scene


def _asset(name: str) -> str:
    return files("viz").joinpath("assets", name).read_text(encoding="utf-8")


def _inlined(code: str) -> Markup:
    """Code that stands in an element as it is; the parser must see the same characters as the hash."""
    code = _SOURCE_MAP.sub("", code.replace("\r\n", "\n").replace("\r", "\n"))
    if any(tag in code.casefold() for tag in ("</script", "</style", "<!--")):
        raise UnsafeAssetError(code[:60])
    return Markup(code)  # noqa: S704 - our own assets and the library's script, checked above


def _csp(scripts: Iterable[Markup], style: Markup) -> str:
    """Only these scripts and this style sheet may run; nothing may be fetched from anywhere."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(code: Markup) -> str:
    digest = hashlib.sha256(str(code).encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _context(scene: Scene, lang: str) -> dict[str, Any]:
    return {
        "lang": lang,
        "scene": scene,
        "word": word,
        "coded": coded,
        "summary": summary(scene),
        "statuses": [status.value for status in Status],
        "branches": branches(scene),
        "edges_by_end": _edges_by_source(scene),
        "members": scene.by_owner(),
        "labels": {node.id: node.label for node in scene.nodes},
        "columns_data": [[column.level, column.x, column.width, column.count] for column in scene.columns],
        "folds_data": _folds(scene),
        "words_data": _script_words(),
    }


def summary(scene: Scene) -> Text:
    """How many of each, in a sentence."""
    counts = {status.value: sum(node.status is status for node in scene.documents) for status in Status}
    kinds = {kind: sum(node.kind is kind for node in scene.nodes) for kind in NodeKind}
    return word(
        "summary",
        documents=len(scene.documents),
        held=counts["held"],
        reported=counts["reported"],
        cited=counts["cited"] + counts["missing"],
        indicators=kinds[NodeKind.INDICATOR],
        agencies=kinds[NodeKind.AGENCY],
    )


def branches(scene: Scene) -> dict[str, list[SceneNode]]:
    """The documents under each document, and under "" those that hang under none: the tree of the list."""
    above = scene.parent_edges()
    found: dict[str, list[SceneNode]] = {}
    for node in sorted(scene.documents, key=lambda node: (node.y, node.x)):
        found.setdefault(above[node.id].target if node.id in above else "", []).append(node)
    return found


def _edges_by_source(scene: Scene) -> dict[str, list[SceneEdge]]:
    found: dict[str, list[SceneEdge]] = {}
    for edge in scene.edges:
        found.setdefault(edge.source, []).append(edge)
    return found


def _folds(scene: Scene) -> list[dict[str, Any]]:
    return [
        {
            "document": fold.document,
            "box": [fold.x, fold.y, fold.width, fold.height],
            "words": [fold.label.vi, fold.label.en],
        }
        for fold in scene.folds
    ]


def _script_words() -> dict[str, list[str]]:
    return {key: [text.vi, text.en] for key, text in words().items() if key.startswith(_SPOKEN_BY_SCRIPT)}
