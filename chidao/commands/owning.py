"""``owner``: who answers for an indicator, when its document was issued and at another date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Final

import typer
from rich.text import Text

from chidao.errors import guarded
from chidao.messages import Lang, label, say
from chidao.options import DEFAULT_STORE, DebugOption, LangOption, StoreOption, reading
from chidao.output import Format, out, show
from queries.answer import Answer, Cell
from queries.asof import Change, Concern, Holding, concerns, holdings
from queries.errors import NotADateError
from queries.owner import Owned, owners

_COLUMNS: Final = ("document", "no", "indicator", "agency", "role", "as_written", "sentence", "file", "section")
_AT_COLUMNS: Final = ("at", "holder", "since", "until", "decided", "certainty", "changes")


class OwnerFormat(StrEnum):
    """How owners are printed: words to read, or rows."""

    TEXT = "text"
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


@guarded
def owner(  # noqa: PLR0913 (a command's options are its arguments)
    wanted: Annotated[str, typer.Argument(metavar="TEXT|NUMBER", help="Chữ hay số của chỉ tiêu · Words or number.")],
    *,
    document: Annotated[str | None, typer.Option("--document", help="Số văn bản · Number of the document.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="Tại ngày · At a date.")] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: Annotated[OwnerFormat, typer.Option("--format", help="Dạng in · Form.")] = OwnerFormat.TEXT,
    debug: DebugOption = False,
) -> None:
    """Ai chịu trách nhiệm về một chỉ tiêu, kèm câu văn. · Who answers for an indicator, with the sentence."""
    del debug
    day = day_of(at) if at else None
    with reading(store) as opened:
        found = owners(opened, wanted, document)
        held = holdings(opened, found, day) if day else None
        told = concerns(opened, found) if day and form is OwnerFormat.TEXT else {}
    if form is OwnerFormat.TEXT:
        print_owners(found, lang) if held is None else print_holders(found, held, told, str(day), lang)
    else:
        rows = owner_rows(found) if held is None else holder_rows(found, held, str(day), lang)
        show(rows, Format(form.value), lang)


def day_of(words: str) -> dt.date:
    """The calendar day of ISO words; raises NotADateError for others."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise NotADateError(words=words) from None


def print_owners(found: tuple[Owned, ...], lang: str, *, documents: bool = True) -> None:
    """Each indicator with its document (unless it is the same for all), its owners, their sentences and places."""
    for one in found:
        _print_indicator(one, lang, documents=documents)


def _print_indicator(one: Owned, lang: str, *, documents: bool) -> None:
    console = out()
    console.print(Text(f"{one.no}. {one.text}" if one.no else one.text, style="bold"))
    if documents:
        console.print(Text(f"   {one.document.name}", style="dim"))
    if not one.owners:
        console.print(Text(f"   {say('no-owner', lang)}", style="yellow"))
    for bound in one.owners:
        console.print(Text(f"   {bound.agency} — {label('role', bound.role, lang)}"))
        console.print(Text(f"      “{' '.join(bound.sentence.split())}”", style="italic"))
        console.print(Text(f"      {bound.file} · {bound.section} · {bound.start}-{bound.end}", style="dim"))


Held = Mapping[str, tuple[Holding, ...]]
Told = Mapping[str, tuple[Concern, ...]]


def print_holders(found: tuple[Owned, ...], held: Held, told: Told, at: str, lang: str) -> None:
    """The same, then the functions that it is about, and for each owner the changes since and who holds it then."""
    for one in found:
        _print_indicator(one, lang, documents=True)
        if told[one.iri]:
            out().print(Text(f"   {_functions(told[one.iri], lang)}", style="dim"))
        for bound in dict.fromkeys(owner.agency for owner in one.owners):
            own = [holding for holding in held[one.iri] if holding.bound == bound]
            for line, style in _followed(one.document.name, bound, own, at, lang):
                out().print(Text(f"   {line}", style=style))


def _functions(told: tuple[Concern, ...], lang: str) -> str:
    each = (
        f"{one.label_vi if lang == 'vi' else one.label_en} (“{' '.join(one.words.split())}”, {one.confidence})"
        for one in told
    )
    return say("concerns", lang, functions="; ".join(each))


def _followed(document: str, bound: str, own: list[Holding], at: str, lang: str) -> Iterator[tuple[str, str]]:
    if not own:
        yield say("holder-unknown", lang, bound=bound, at=at, document=document), "yellow"
        return
    for change in sorted({change for holding in own for change in holding.changes}):
        yield _changed(change, lang), "cyan"
    if any(not holding.holder for holding in own):
        reason = next(holding.reason for holding in own if not holding.holder)
        yield say("holder-none", lang, at=at, reason=reason[lang != "vi"]), "yellow"
    elif all(holding.decided for holding in own):
        for holding in own:
            key = "holder-same" if holding.holder == bound and not holding.changes else "holder-at"
            yield say(key, lang, at=at, holder=holding.holder, certainty=_sure(holding.certainty)), "bold green"
    else:
        names = "; ".join(f"{holding.holder} ({_sure(holding.certainty)})" for holding in own)
        yield say("holder-undecided", lang, at=at, count=len(own), holders=names), "bold yellow"


def _changed(change: Change, lang: str) -> str:
    return say(
        "holder-change",
        lang,
        date=change.date,
        kind=label("change", change.kind, lang),
        original=change.original,
        heirs="; ".join(change.heirs) or "—",
        instrument="; ".join(change.instruments),
        certainty=_sure(change.certainty),
    )


def _sure(certainty: object) -> str:
    return "" if certainty is None else str(certainty)


def owner_rows(found: tuple[Owned, ...]) -> Answer:
    """The same as rows; an indicator that nobody owns has one row without an agency."""
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        head = (one.document.name, one.no or None, one.text)
        rows += [
            (*head, o.agency, o.role, o.as_written, o.sentence, o.file, o.section, o.start, o.end) for o in one.owners
        ] or [(*head, *([None] * 8))]
    return Answer((*_COLUMNS, "start", "end"), tuple(rows))


def holder_rows(found: tuple[Owned, ...], held: Held, at: str, lang: str) -> Answer:
    """A row for each owner and each who may hold it at the date; no holder where none is known."""
    plain = owner_rows(found)
    rows: list[tuple[Cell, ...]] = []
    agency = plain.columns.index("agency")
    iris = [one.iri for one in found for _ in one.owners or (None,)]
    for iri, row in zip(iris, plain.rows, strict=True):
        own = [holding for holding in held[iri] if holding.bound == row[agency]]
        rows += [(*row, at, *_cells(holding, lang)) for holding in own] or [(*row, at, *([None] * 6))]
    return Answer((*plain.columns, *_AT_COLUMNS), tuple(rows))


def _cells(holding: Holding, lang: str) -> tuple[Cell, ...]:
    changes = " | ".join(_changed(change, lang) for change in holding.changes)
    holder, until = holding.holder or None, holding.until or None
    return holder, holding.since, until, holding.decided, holding.certainty, changes or None
