"""``why``: the rule and the premises of what was inferred, down to the sentences of what is stated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

import typer
from rich.text import Text

from chidao.commands.owning import OwnerFormat
from chidao.errors import guarded
from chidao.messages import Lang, say
from chidao.options import DEFAULT_STORE, DebugOption, LangOption, StoreOption, reading
from chidao.output import Format, out, show
from queries.answer import Answer, Cell
from queries.why import Basis, Fact, Ground, meant
from queries.why import why as explained

_COLUMNS: Final = (
    "depth", "fact", "stated", "rule", "rule_words", "sentence", "file", "section", "start", "end", "confidence",
    "subject", "predicate", "object",
)  # fmt: skip
_INDENT: Final = "   "
FactArgument = Annotated[
    list[str],
    typer.Argument(metavar="FACT", help="IRI; hai sự vật; hay chủ thể, thuộc tính, đối tượng · What to explain."),
]


@guarded
def why(  # noqa: PLR0913 (a command's options are its arguments)
    fact: FactArgument,
    *,
    document: Annotated[str | None, typer.Option("--document", help="Số văn bản · Number of the document.")] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: Annotated[OwnerFormat, typer.Option("--format", help="Dạng in · Form.")] = OwnerFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Vì sao: quy tắc, tiền đề và câu văn của một điều. · Why: the rule, the premises and the sentences of a fact."""
    del debug
    with reading(store) as opened:
        found = explained(opened, meant(opened, fact, document))
    if form is OwnerFormat.TEXT:
        for one in found:
            _print(one, lang, 0)
    else:
        show(Answer(_COLUMNS, tuple(row for one in found for row in _rows(one, lang, 0))), Format(form.value), lang)


def _print(fact: Fact, lang: str, depth: int) -> None:
    """A fact, then its sentences, or its rules with their premises further in."""
    _line(fact.words.told(lang), depth, "bold" if depth == 0 else "")
    for ground in fact.grounds:
        _line(f"“{' '.join(ground.sentence.split())}”", depth + 1, "italic")
        _line(_place(ground, lang), depth + 1, "dim")
    for basis in fact.basis:
        _line(_basis(basis, lang), depth + 1, "dim")
    for way in fact.ways:
        _line(say("why-rule", lang, rule=way.rule, words=way.words.told(lang)), depth + 1, "cyan")
        for premise in way.premises:
            _print(premise, lang, depth + 2)


def _line(text: str, depth: int, style: str) -> None:
    out().print(Text(f"{_INDENT * depth}{text}", style=style))


def _place(ground: Ground, lang: str) -> str:
    page = say("why-page", lang, page=ground.page) if ground.page else ""
    parts = (ground.file, ground.section, page, f"{ground.start}-{ground.end}", ground.confidence)
    return " · ".join(part for part in parts if part)


def _basis(basis: Basis, lang: str) -> str:
    sources = "; ".join(basis.sources)
    return say("why-basis", lang, confidence=basis.confidence, since=basis.since, until=basis.until, sources=sources)


def _rows(fact: Fact, lang: str, depth: int, rule: tuple[Cell, Cell] = (None, None)) -> Iterator[tuple[Cell, ...]]:
    """A row for each fact and sentence, each premise below what rests on it; ``rule`` is the one that it serves."""
    terms = tuple(str(term).strip("<>") for term in (fact.triple.subject, fact.triple.predicate, fact.triple.object))
    head = (depth, fact.words.told(lang), fact.stated, *rule)
    for ground in fact.grounds or (None,):
        at = (
            (ground.sentence, ground.file, ground.section, ground.start, ground.end, ground.confidence)
            if ground
            else (None,) * 6
        )
        yield (*head, *at, *terms)
    for way in fact.ways:
        for premise in way.premises:
            yield from _rows(premise, lang, depth + 1, (way.rule, way.words.told(lang)))
