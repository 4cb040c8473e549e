"""The lines of the panel: each a label, a value and the sentences it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ontology.codes import Role
from queries.documents import Card
from viz.records import Row, code, grouped, quotes, said
from viz.scene import Fact, Quote
from viz.told import Told
from viz.wording import coded, date, in_sentence, target
from viz.words import EMPTY, Text, join, word

MENTIONS_SHOWN: Final = 12


def of_document(card: Card, told: Told, mentions: tuple[Quote, ...]) -> tuple[Fact, ...]:
    """What is known of a document itself."""
    facts = [
        Fact(word("label.title"), Text.same(card.title), told.field("title")),
        Fact(word("label.kind"), coded("kind", card.kind), told.field("kind")),
        Fact(word("label.number"), Text.same(card.number), told.field("number")),
        Fact(word("label.date"), date(card.date), told.field("issuedOn")),
        Fact(word("label.issuer"), Text.same(card.issuer), told.field("issuedBy")),
        Fact(word("label.signer"), Text.same(_words(told.field("signedBy"))), told.field("signedBy")),
        Fact(word("label.level"), coded("level", card.level)),
        Fact(word("label.file"), Text.same(card.file)),
        _mentioned(mentions),
    ]
    return tuple(fact for fact in facts if fact.value != EMPTY)


def standing(card: Card) -> Fact:
    """Whether the document is held, reported or only cited, and what that means."""
    status = card.status or "missing"
    return Fact(word("label.status"), join(": ", [coded("status", status), coded("about", status)]))


def _mentioned(mentions: tuple[Quote, ...]) -> Fact:
    """The sentences of others that name a document: the first few, and how many there are."""
    if not mentions:
        return Fact(EMPTY, EMPTY)
    value = word("named.count", count=len(mentions), files=len({one.file for one in mentions}))
    return Fact(word("label.named"), value, mentions[:MENTIONS_SHOWN])


def _words(quotes_of_field: tuple[Quote, ...]) -> str:
    return quotes_of_field[0].words if quotes_of_field else ""


def findings(told: Told) -> list[Fact]:
    """What to note, each finding once with all its sentences."""
    sentences = grouped(told.finding_sentences, "finding")
    return [
        Fact(
            coded("severity", code(row, "severity")), _message(row), quotes(sentences.get((said(row, "finding"),), ()))
        )
        for row in told.findings
    ]


def _message(row: Row) -> Text:
    return Text(said(row, "message_vi"), said(row, "message_en"))


def citations(told: Told) -> list[Fact]:
    """What a document says of others, each with its sentence; of itself unless the sentence speaks of another one."""
    numbers = {said(row, "target"): _named(row) for row in told.citations if row.get("target") is not None}
    return [Fact(word("label.cites"), _citation(told, row, numbers), quotes([row])) for row in told.citations]


def _named(row: Row) -> Text:
    return Text.same(said(row, "number") or said(row, "name") or said(row, "target"))


def _citation(told: Told, row: Row, numbers: dict[str, Text]) -> Text:
    subject = EMPTY if told.subject(row) == told.document else numbers[told.subject(row)]
    standing = coded("resolution", code(row, "resolution"))
    doubt = EMPTY if standing == EMPTY or code(row, "resolution") == "resolved" else bracketed(standing)
    return join(" ", [subject, coded("relation", code(row, "relation")), _named(row), doubt])


def bracketed(text: Text) -> Text:
    """A text in round brackets."""
    return Text.same("(") + text + Text.same(")")


def of_indicator(row: Row, targets: Sequence[Row], owners: Sequence[Row]) -> tuple[Fact, ...]:
    """An indicator's words, its targets and who answers for it."""
    facts = [Fact(word("label.text"), Text.same(said(row, "text")), quotes([row]))]
    facts += [_target(row) for row in targets] or [Fact(word("label.target"), word("label.no-target"))]
    facts += [_owner(row) for row in owners] or [Fact(word("label.owner"), word("label.no-owner"))]
    return tuple(facts)


def _target(row: Row) -> Fact:
    return Fact(word("label.target"), join(": ", [Text.same(said(row, "measure")), target(row)]), quotes([row]))


def _owner(row: Row) -> Fact:
    role = in_sentence(coded("role", code(row, "role")))
    return Fact(word("label.owner"), Text.same(agency_name(row)) + Text.same(" · ") + role, quotes([row]))


def agency_name(row: Row) -> str:
    """The agency's full name, or what the text calls it."""
    return said(row, "agency") or said(row, "as_written")


def owns(row: Row) -> bool:
    """Whether the agency of a duty answers for its object."""
    return Role(code(row, "role")).owns


def of_agency(rows: Sequence[Row]) -> tuple[Fact, ...]:
    """An agency's duties under a document; what one sentence gives it stands on one line."""
    return tuple(
        Fact(word("label.duty"), _duty(same), _one_place(quotes(same)))
        for same in grouped(rows, "quote", "role", "kind").values()
    )


def _one_place(same_words: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """One sentence that gives several duties is quoted once."""
    return same_words[:1]


def _duty(rows: Sequence[Row]) -> Text:
    role = in_sentence(coded("role", code(rows[0], "role")))
    kind = in_sentence(coded("object", code(rows[0], "kind")))
    numbers = Text.same(", ".join(dict.fromkeys(said(row, "no") for row in rows if said(row, "no"))))
    task = Text.same(said(rows[0], "text")) if code(rows[0], "kind") == "task" and len(rows) == 1 else EMPTY
    return join(": ", [join(" ", [role, kind, numbers]), task])
