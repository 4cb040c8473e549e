"""``judge``: a person's word on what is one and what is two, kept in a file, applied by every build, and withdrawn."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import NamedNode

from chidao.errors import UsageError, guarded
from chidao.messages import Lang, label
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading
from chidao.output import Format, show, tell
from graph import ledger
from graph.answers import Store
from graph.consistency import contradicting
from graph.remote import is_address
from graph.rulings import Entry, Ruling
from ontology.codes import JudgedKind, Verdict
from ontology.dates import PartialDate
from ontology.identifiers import full_iri
from queries.answer import Answer, Cell
from queries.asking import ask
from queries.documents import find_one


@guarded
def judge(  # noqa: PLR0913 (a command's options are its arguments)
    verdict: Annotated[Verdict | None, typer.Argument(help="Là một, khác nhau, chưa chắc · What you say.")] = None,
    a: Annotated[str | None, typer.Argument(metavar="A", help="IRI, hay số văn bản · IRI, or a number.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="IRI, hay số văn bản · IRI, or a number.")] = None,
    *,
    who: Annotated[str, typer.Option("--who", help="Ai phán định · Who judges.")] = "",
    why: Annotated[str, typer.Option("--why", help="Vì sao · Why.")] = "",
    withdraw: Annotated[int, typer.Option("--withdraw", metavar="N", min=0, help="Rút dòng N · Withdraw row N.")] = 0,
    judgements: Annotated[
        Path | None, typer.Option("--judgements", metavar="FILE", help="Tệp phán định · File of judgements.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Phán định hai đối tượng là một hay khác nhau; không có gì thì liệt kê. · Judge two things; alone, the list."""
    del debug
    file = judgements or _own(store)
    if withdraw:
        entry = _row(file, withdraw)
        ledger.withdraw(file, entry)
        tell("withdrawn", lang, line=entry.line, file=str(file))
    elif verdict is None:
        with reading(store) as opened:
            show(_listed(opened, _entries(store, judgements), lang), form, lang)
    else:
        given = {"A": a, "B": b, "--who": who.strip(), "--why": why.strip()}
        missing = ", ".join(name for name, value in given.items() if not value)
        if missing or a is None or b is None:
            raise UsageError("judge-needs", missing=missing)
        with reading(store) as opened:
            ruling = _ruling(opened, verdict, (a, b), who.strip(), why.strip())
        _refuse_contradiction(ruling, _entries(store, judgements))
        ledger.append(file, ruling)
        tell("judged", lang, file=str(file))


def _own(store: str) -> Path:
    if is_address(store):
        raise UsageError("needs-folder", target=store)
    return Path(store) / ledger.OWN


def _entries(store: str, judgements: Path | None) -> tuple[Entry, ...]:
    """The rows of the file that was named, else all that the store follows."""
    return ledger.read_file(judgements) if judgements else ledger.read(Path(store))


def _row(file: Path, number: int) -> Entry:
    entries = ledger.read_file(file)
    if number > len(entries):
        raise UsageError("judge-no-row", file=str(file), number=str(number), count=str(len(entries)))
    return entries[number - 1]


def _ruling(store: Store, verdict: Verdict, things: tuple[str, str], who: str, why: str) -> Ruling:
    """A judgement of today, of things that the store has."""
    (a, one), (b, other) = (_thing(store, text) for text in things)
    if one is not other:
        raise UsageError("judge-kinds", one=one, other=other)
    if a == b:
        raise UsageError("judge-itself", text=a)
    today = dt.datetime.now().astimezone().date()
    return Ruling(verdict, one, a, b, who, PartialDate(today.year, today.month, today.day), why)


def _thing(store: Store, text: str) -> tuple[str, JudgedKind]:
    """The IRI that is meant, and of what kind it is; a document may be named by its number."""
    if "://" not in text and not text.startswith(("doc/", "agency/", "urn:")):
        return find_one(store, text).iri, JudgedKind.DOCUMENT
    iri = full_iri(text)
    known = store.query("SELECT ?iri WHERE { { ?iri ?p ?o } UNION { ?s ?q ?iri } } LIMIT 1", {"iri": NamedNode(iri)})
    if not len(known):
        raise UsageError("judge-unknown", text=text)
    if "/indicator/" in iri:
        return iri, JudgedKind.INDICATOR
    return iri, JudgedKind.AGENCY if "/agency/" in iri else JudgedKind.DOCUMENT


def _refuse_contradiction(ruling: Ruling, entries: tuple[Entry, ...]) -> None:
    known = [one for one in ledger.rulings(entries) if one.kind is ruling.kind]
    found = contradicting((one, full_iri(one.a), full_iri(one.b)) for one in (*known, ruling))
    if ruling in found:
        others = (one for one in found[ruling] if one != ruling)
        raise UsageError(
            "judge-contradicts", rows=", ".join(f"{one.place} ({one.who}: {one.verdict})" for one in others)
        )


def _listed(store: Store, entries: tuple[Entry, ...], lang: str) -> Answer:
    """The rows with their numbers, counted in each file, and what the last build made of them."""
    states = {str(row["judgement"]): str(row["state"]) for row in ask(store, "judgements").records()}
    rows: list[tuple[Cell, ...]] = []
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.file] = counts.get(entry.file, 0) + 1
        state = states.get(entry.ruling.iri, "pending") if entry.ruling else "malformed"
        told = (
            f"{label('judgement', state, lang)}: {entry.flaw.told(lang)}"
            if entry.flaw
            else label("judgement", state, lang)
        )
        rows.append((counts[entry.file], *entry.cells, told, entry.file, entry.line))
    return Answer(("row", "verdict", "kind", "a", "b", "who", "when", "why", "state", "file", "line"), tuple(rows))
