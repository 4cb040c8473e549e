"""A cascade as lines for reading and as rows for counting."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from rich.tree import Tree

from chidao.messages import label, say
from queries.answer import Answer, Cell
from queries.documents import Card, short_name, spoken_date
from queries.network import Branch, Step

COLUMNS = (
    "depth",
    "number",
    "name",
    "kind",
    "issuer",
    "level",
    "date",
    "status",
    "under",
    "days",
    "also",
    "cyclic",
    "iri",
)


def tree(root: Branch, known: Mapping[str, Card], lang: str, *, up: bool = False) -> Tree:
    """The cascade drawn as a tree."""
    drawn = Tree(line(root, known, lang, up=up), guide_style="dim")
    _grow(drawn, root, known, lang, up=up)
    return drawn


def _grow(drawn: Tree, above: Branch, known: Mapping[str, Card], lang: str, *, up: bool) -> None:
    for branch in above.branches:
        _grow(drawn.add(line(branch, known, lang, up=up)), branch, known, lang, up=up)


def line(branch: Branch, known: Mapping[str, Card], lang: str, *, up: bool = False) -> Text:
    """A document on one line: name, issuer, level, date, days, whether it is held, other links."""
    card = branch.card
    issuer = short_name(card.issuer) if card.number else ""
    date = spoken_date(card.date) if card.number else ""
    text = Text(card.name, style="bold" if card.held else "bold dim")
    for part in (issuer, label("level", card.level, lang), date, _days(branch.under, lang, up=up)):
        text.append(f" · {part}" if part else "", style="not bold")
    text.append(f" · {say(card.status, lang)}", style="not bold" if card.held else "not bold yellow")
    if card.reason:
        vietnamese, _, english = card.reason.partition(" | ")
        text.append(f" · {vietnamese if lang == 'vi' else english}", style="not bold")
    if branch.also:
        links = ", ".join(_link(step, known, lang) for step in branch.also)
        text.append(f" · {say('also-up' if up else 'also', lang, links=links)}", style="not bold")
    if branch.cyclic:
        text.append(f" · {say('cyclic', lang)}", style="not bold red")
    return text


def _days(step: Step | None, lang: str, *, up: bool) -> str:
    """The days between a document and the one it hangs under; a document before what it implements is a slip."""
    if step is None or step.days is None:
        return ""
    if step.days < 0:
        return say("days-before", lang, days=-step.days)
    return say("days-up" if up else "days", lang, days=step.days)


def _link(step: Step, known: Mapping[str, Card], lang: str) -> str:
    name = known[step.iri].name
    return name if step.days is None else say("link-days", lang, name=name, days=step.days)


def rows(roots: tuple[Branch, ...], known: Mapping[str, Card]) -> Answer:
    """The cascade as rows, from the top down."""
    return Answer(COLUMNS, tuple(_row(branch, known) for root in roots for branch in root.walk()))


def _row(branch: Branch, known: Mapping[str, Card]) -> tuple[Cell, ...]:
    card, under = branch.card, branch.under
    return (
        branch.depth,
        card.number or None,
        card.name,
        card.kind,
        card.issuer or None,
        card.level or None,
        card.date or None,
        card.status,
        known[under.iri].name if under else None,
        under.days if under else None,
        "; ".join(known[step.iri].name for step in branch.also) or None,
        branch.cyclic,
        card.iri,
    )
