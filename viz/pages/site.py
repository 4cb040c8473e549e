"""The whole documentation as a folder of pages that need nothing from outside themselves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.answers import Store
from graph.checking import checks
from graph.rulebook import rulebook
from ontology.identifiers import ONTOLOGY
from ontology.reference import ALIGNMENT, CODES, VOCABULARY
from ontology.terms import VERSION
from viz.pages.asked import answered, shown_queries, uses
from viz.pages.codelists import code_lists
from viz.pages.commands import Command
from viz.pages.diagram import LINE, diagram
from viz.pages.examples import rows
from viz.pages.markdown import Written, render
from viz.pages.vocabulary import Term, source_titles, vocabulary
from viz.words import Text, word

PAGES: Final = ("terms", "codes", "alignment", "queries", "questions", "rules", "commands")
_FILES: Final = {"terms": "vocabulary"}
_ASSETS: Final = ("pages.css", "pages.js")
_SOURCES: Final = (VOCABULARY, CODES, ALIGNMENT)
_TEMPLATES: Final = Environment(
    loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A Markdown file's page: where it stands in the site, its title, its contents."""

    target: str
    title: str
    html: Markup


def write_site(store: Store, commands: Sequence[Command], folder: Path, out: Path) -> tuple[Path, ...]:
    """Writes every page into ``out`` and gives their paths; ``folder`` holds the Markdown files.

    ``store`` is one that was built from the samples: its rows are the examples and the answers.
    """
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    for asset in _ASSETS:
        with as_file(files("viz") / "assets" / asset) as path:
            shutil.copyfile(path, out / asset)
    for source in _SOURCES:
        shutil.copyfile(source, out / source.name)
    written = tuple(written_pages(folder))
    made = [*_own_pages(store, commands, written), *_written(written)]
    for name, page in made:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(page, encoding="utf-8", newline="\n")
    return tuple(out / name for name, _ in made)


def page_name(key: str) -> str:
    """The file of a page by its key.

    >>> page_name("terms"), page_name("codes")
    ('vocabulary.html', 'codes.html')
    """
    return f"{_FILES.get(key, key)}.html"


def _own_pages(store: Store, commands: Sequence[Command], written: Sequence[WrittenPage]) -> Iterator[tuple[str, str]]:
    terms, schemes, asked = vocabulary(), code_lists(), answered(store)
    queries = shown_queries(store, asked)
    contexts: dict[str, dict[str, Any]] = {
        "terms": {
            "rows": rows(store, terms),
            "used": uses(terms),
            "titles": source_titles(),
            "pages": {_source(page.target): page.target for page in written},
            **_by_class(terms),
        },
        "codes": {"schemes": schemes},
        "alignment": {},
        "queries": {"queries": queries},
        "questions": {"questions": asked},
        "rules": {"rules": rulebook().values(), "checks": checks()},
        "commands": {"commands": commands},
    }
    leads = {
        "terms": _terms_lead(terms),
        "codes": word("docs.codes.lead", schemes=len(schemes), concepts=sum(len(one.concepts) for one in schemes)),
        "alignment": word("docs.alignment.lead"),
        "queries": word("docs.queries.lead", count=len(queries)),
        "questions": word("docs.questions.lead", count=len(asked)),
        "rules": word("docs.rules.lead", rules=len(rulebook()), checks=len(checks())),
        "commands": word("docs.commands.lead", count=len(commands)),
    }
    yield "index.html", _rendered("index", word("docs.site"), _index(store, terms, leads, written))
    for key, context in contexts.items():
        yield page_name(key), _rendered(key, word(f"docs.{key}"), {"terms": terms, "lead": leads[key], **context})


def _index(
    store: Store, terms: Mapping[str, Term], leads: Mapping[str, Text], written: Sequence[WrittenPage]
) -> dict[str, Any]:
    svg = _TEMPLATES.get_template("pages/core.svg.jinja")
    picture = svg.render(drawn=diagram(store, terms), step=LINE, word=word)
    folders = groupby(written, key=lambda page: str(PurePosixPath(page.target).parent))
    return {
        "cards": [(page_name(key), f"docs.{key}", leads[key]) for key in PAGES],
        "picture": Markup(picture),  # noqa: S704 (rendered and escaped above)
        "written": [(folder if folder != "." else "chidao", list(pages)) for folder, pages in folders],
        "sources": [source.name for source in _SOURCES],
    }


def _source(target: str) -> str:
    """The IRI by which a term of the vocabulary names a page of docs/ as its source.

    >>> _source("decisions/0020-indicator-concepts.html")
    'https://w3id.org/chidao/decision/0020-indicator-concepts'
    """
    return ONTOLOGY.partition("ontology#")[0] + target.replace("decisions/", "decision/").removesuffix(".html")


def _terms_lead(terms: Mapping[str, Term]) -> Text:
    classes = sum(term.kind == "class" for term in terms.values())
    return word("docs.terms.lead", classes=classes, properties=len(terms) - classes, version=VERSION)


def _by_class(terms: Mapping[str, Term]) -> dict[str, dict[str, list[str]]]:
    """The properties that have each class as their domain, and as their range."""
    properties = [term for term in terms.values() if term.kind != "class"]
    return {
        "with_domain": {name: [one.name for one in properties if name in one.domains] for name in terms},
        "with_range": {name: [one.name for one in properties if name in one.ranges] for name in terms},
    }


def _rendered(key: str, title: Text, context: Mapping[str, Any], at: str = "") -> str:
    name = page_name(key)
    root = "../" * at.count("/")
    menu = [(page_name(one), f"docs.{one}") for one in PAGES]
    template = _TEMPLATES.get_template(f"pages/{name}.jinja" if not at else "pages/written.html.jinja")
    return template.render(title=title, word=word, root=root, menu=menu, current=at or name, **context)


def written_pages(folder: Path) -> Iterator[WrittenPage]:
    """Every Markdown file of the project as a page: those of docs/ first, then those of the folders."""
    sources = sorted(_markdown(folder))
    targets = {source: _target(source) for source in sources}
    for source in sorted(sources, key=lambda one: ("/" in targets[one], targets[one])):
        made = _page(folder, source, targets)
        yield WrittenPage(targets[source], made.title, made.html)


def _markdown(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.md"):
        yield path.name
    for inside in ("docs", "ontology", "loaders", "graph", "queries", "viz", "chidao", "tests", "bench"):
        yield from (path.relative_to(folder).as_posix() for path in (folder / inside).rglob("*.md"))


def _target(source: str) -> str:
    """Where a Markdown file's page stands; the pages of docs/ lose that folder.

    >>> _target("docs/reference/graph.md"), _target("docs/README.md"), _target("README.md")
    ('reference/graph.html', 'docs.html', 'README.html')
    """
    inner = source.removeprefix("docs/").removesuffix(".md") + ".html"
    return "docs.html" if source == "docs/README.md" else inner


def _page(folder: Path, source: str, targets: Mapping[str, str]) -> Written:
    def led(link: str) -> str | None:
        path, mark, anchor = link.partition("#")
        if "://" in link or not path:
            return link
        wanted = os.path.normpath(PurePosixPath(source).parent / unquote(path))
        target = targets.get(wanted)
        return None if target is None else _relative(targets[source], target) + mark + anchor

    return render((folder / source).read_text(encoding="utf-8"), led)


def _relative(start: str, end: str) -> str:
    return os.path.relpath(end, PurePosixPath(start).parent)


def _written(pages: Iterable[WrittenPage]) -> Iterator[tuple[str, str]]:
    for page in pages:
        yield page.target, _rendered("written", Text.same(page.title), {"body": page.html}, at=page.target)
