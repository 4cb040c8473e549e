"""``members``: who belongs to a group of agencies at a date."""

from __future__ import annotations

from typing import Annotated

import typer

from chidao.errors import UsageError, guarded
from chidao.messages import Lang
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading
from chidao.output import Format, show, tell
from ontology.dates import PartialDate
from ontology.unit_rows import COUNTRY
from queries.membership import Expansion, day, expanded, heir_rows, place_named, rows, said_in

WordsArgument = Annotated[str, typer.Argument(metavar="WORDS", help="Tên nhóm · Words of the group.")]


@guarded
def members(  # noqa: PLR0913 (a command's options are its arguments)
    words: WordsArgument,
    *,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="Ngày hỏi · The date that is asked about.")],
    place: Annotated[str | None, typer.Option("--place", help="Nơi nêu nhóm · Where the group is named.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="Văn bản nêu nhóm · The document.")] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Thành viên của một nhóm cơ quan vào một ngày. · The members of a group of agencies at a date.

    Có --document thì nhóm có nghĩa như khi văn bản ra đời, và mỗi thành viên có cơ quan kế thừa vào ngày hỏi.
    · With --document the group is that of the document's date, and each member has its heirs at the date asked about.
    """
    del debug
    asked = day(at)
    where, on = _setting(store, document) if document else (COUNTRY, asked)
    where = place_named(place, on) if place else where
    group = expanded(words, where, on)
    show(rows(group) if on == asked else heir_rows(group, asked), form, lang)
    _notes(group, words, lang)


def _setting(store: str, document: str) -> tuple[str, PartialDate]:
    """Where and when a document speaks."""
    with reading(store) as opened:
        where, on = said_in(opened, document)
    if on is None:
        raise UsageError("document-undated", number=document)
    return where, on


def _notes(group: Expansion, words: str, lang: str) -> None:
    """What the rows do not say: how many there are, why none, what of the words is open."""
    if group.known is None:
        tell("group-unknown", lang, words=words)
        return
    why = group.why_none
    if why:
        tell("group-none", lang, at=group.on.iso, why=why.told(lang))
    else:
        tell("group-members", lang, count=len(group.members), at=group.on.iso)
    if group.known.open_words:
        tell("group-open", lang, words="; ".join(group.known.open_words))
    if any(part.is_open for part in group.known.parts):
        tell("group-more", lang)
