"""``reason``: whether the ontology, an extension of it and facts of documents can all hold; if not, what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pyoxigraph as ox
import typer
from rich.text import Text

from chidao.errors import NOT_WHOLE, UsageError, guarded
from chidao.messages import Lang, say
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading
from chidao.output import Format, out, show, tell
from graph.answers import Store
from graph.facts import TooManyFactsError, all_facts, facts_of
from graph.migrations import migrated, version_of, version_of_store
from ontology.terms import VERSION
from queries.answer import Answer, Cell
from queries.documents import find_one

if TYPE_CHECKING:
    from graph.reason import Contradiction, Explanation, ReasonerError, Reasoning

COLUMNS = ("contradiction", "part", "statement", "document", "section", "quote", "mends", "term")
Facts = dict[ox.Triple, str]


@guarded
def reason(  # noqa: PLR0913 (a command's options are its arguments)
    *,
    document: Annotated[str, typer.Option("--document", metavar="NUMBER", help="Dữ kiện của · Facts of.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Mọi dữ kiện của kho · All facts of the store.")] = False,
    extension: Annotated[
        list[Path] | None, typer.Option("--with", metavar="FILE.ttl", help="Tệp Turtle kèm theo · A Turtle file more.")
    ] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="Thời hạn của HermiT · Limit of HermiT.")] = 120,
    most: Annotated[int, typer.Option("--most", min=1, help="Số mâu thuẫn · Contradictions at most.")] = 10,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Bản thể học và dữ kiện có mâu thuẫn không, vì sao. · Whether ontology and facts contradict, and why (HermiT)."""
    del debug
    # owlready2 takes long to import, and only this command needs it
    from graph.reason import ReasonerError, explain, facts_among, unsatisfiable  # noqa: PLC0415
    from graph.reason import reason as classified  # noqa: PLC0415

    facts: Facts = {}
    try:
        given = {path: _extension(path, lang) for path in extension or ()}
        added = [triple for triples in given.values() for triple in triples]
        facts |= {fact: str(path) for path, triples in given.items() for fact in facts_among(triples)}
        if document or everything:
            facts |= _of_store(store, document, lang)
        defined = [triple for triple in added if triple not in facts]
        if facts or defined:
            empty = unsatisfiable(defined, seconds) if defined else {}
            _tell_facts(explain(facts, defined, most=most, seconds=seconds), empty, len(facts), lang, form)
        else:
            _tell_ontology(classified(seconds=seconds), lang)
    except ReasonerError as error:
        raise _worded(error) from error


def _tell_ontology(found: Reasoning, lang: str) -> None:
    if found.unsatisfiable:
        out().print(Text(say("reason-unsatisfiable", lang, classes=", ".join(found.unsatisfiable))))
    else:
        out().print(Text(say("reason-good" if found.consistent else "reason-bad", lang)))
    if found.unsatisfiable or not found.consistent:
        raise typer.Exit(NOT_WHOLE)


def _tell_facts(found: Explanation, empty: dict[str, Explanation], count: int, lang: str, form: Format) -> None:
    several = [*found.contradictions, *(one for why in empty.values() for one in why.contradictions)]
    if several:
        show(Answer(COLUMNS, tuple(contradiction_rows(several, lang))), form, lang)
    if empty:
        tell("reason-unsatisfiable", lang, classes=", ".join(empty))
    if found.contradictions:
        tell("reason-clash", lang, count=len(found.contradictions))
    if several:
        if not found.complete:
            tell("reason-part", lang)
        raise typer.Exit(NOT_WHOLE)
    out().print(Text(say("reason-facts-good", lang, count=count)))


def contradiction_rows(found: Sequence[Contradiction], lang: str) -> list[tuple[Cell, ...]]:
    """Each fact and each axiom of contradictions as a row; ``mends`` is whether to correct that fact is enough."""
    rows: list[tuple[Cell, ...]] = []
    for order, one in enumerate(found, start=1):
        for told in one.facts:
            where = (told.document, told.section, told.quote, told.fact in one.mending, told.subject)
            rows.append((order, say("part.fact", lang), told.words.told(lang), *where))
        for axiom, words in one.axioms:
            term = axiom.terms[0] if axiom.terms and axiom.kind != "other" else None
            rows.append((order, say("part.axiom", lang), words.told(lang), None, None, None, None, term))
    return rows


def _extension(path: Path, lang: str) -> tuple[ox.Triple, ...]:
    from graph.reason import read  # noqa: PLC0415 (as above)

    triples = read(path)
    return _in_this_version(triples, str(path), version_of(triples), lang)


def _of_store(target: str, document: str, lang: str) -> Facts:
    with reading(target) as store:
        facts = facts_of(store, find_one(store, document).iri) if document else _all(store)
        version = version_of_store(store)
    if version == VERSION:
        return facts
    moved = _in_this_version(facts, target, version, lang)
    return dict(zip(moved, facts.values(), strict=True))


def _all(store: Store) -> Facts:
    try:
        return all_facts(store)
    except TooManyFactsError as error:
        raise UsageError("too-many-facts", found=str(error.found), most=str(error.most)) from error


def _in_this_version(triples: Iterable[ox.Triple], name: str, version: str, lang: str) -> tuple[ox.Triple, ...]:
    """Triples under the names of this version; raises UsageError for terms that it does not have."""
    moved = migrated(triples)
    if moved.gone or moved.unknown:
        terms = [f"cd:{change.old} ({change.version}: {change.words.told(lang)})" for change in moved.gone]
        terms += [f"cd:{term}" for term in moved.unknown]
        raise UsageError("other-vocabulary", name=name, version=version or "?", known=VERSION, terms="; ".join(terms))
    if moved.renamed:
        tell("renamed", lang, name=name, terms=", ".join(f"cd:{c.old} → cd:{c.new}" for c in moved.renamed))
    return moved.triples


def _worded(error: ReasonerError) -> UsageError:
    from graph.reason import NoJavaError, NotTurtleError, TooLongError  # noqa: PLC0415 (as above)

    if isinstance(error, NoJavaError):
        return UsageError("no-java")
    if isinstance(error, NotTurtleError) and error.line:
        return UsageError("not-turtle", path=str(error.path), line=str(error.line), problem=error.said)
    if isinstance(error, NotTurtleError):
        return UsageError("cannot-write", path=str(error.path), problem=error.said)
    if isinstance(error, TooLongError):
        return UsageError("too-long", seconds=f"{error.seconds:g}")
    return UsageError("no-reasoning", problem=str(error))
