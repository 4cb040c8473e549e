"""``check``: whether the store and the system are sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chidao.errors import NOT_WHOLE, guarded
from chidao.messages import Lang, say
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading_folder
from chidao.output import Format, show, tell
from chidao.parts import Part, parts
from chidao.reporting import Wanted, report
from ontology.codes import Severity
from queries.answer import Answer
from queries.documents import find_one
from queries.own_shapes import broken_rules
from queries.quotes import Checked
from queries.quotes import check as check_quotes
from queries.remarks import By, remarks


@guarded
def check(  # noqa: PLR0913 (a command's options are its arguments)
    *,
    system: Annotated[bool, typer.Option("--system", help="Các thành phần hệ thống · Parts of the system.")] = False,
    by: Annotated[By, typer.Option("--by", help="Gom theo · Group by.")] = By.RULE,
    severity: Annotated[
        Severity, typer.Option("--severity", help="Mức nhẹ nhất được kể · The least severity that is told.")
    ] = Severity.WARNING,
    document: Annotated[str | None, typer.Option("--document", metavar="N", help="Một văn bản · One document.")] = None,
    shapes: Annotated[
        list[Path] | None, typer.Option("--shapes", metavar="FILE", help="Khuôn SHACL của bạn · Your own SHACL shapes.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Điều gì sai, ở câu nào, ai phải sửa, sửa thế nào. · What is wrong, in which sentence, who mends it, and how.

    Trước hết đối chiếu mọi câu trích với nguyên văn; --system: thành phần đã cài.
    · All quotations are first held against their texts; --system: what is installed.
    """
    del debug
    if system:
        show(part_rows(parts(), lang), form, lang)
        return
    with reading_folder(store) as opened:
        checked = check_quotes(opened, opened.texts.get)
        if not checked.mismatches:
            found = broken_rules(opened, shapes) if shapes else remarks(opened)
            report(found, Wanted(by, severity, find_one(opened, document).iri if document else ""), form, lang)
    if checked.mismatches:
        show(mismatch_rows(checked), form, lang)
        tell("check-bad", lang, bad=len(checked.mismatches), count=checked.quotations)
        raise typer.Exit(NOT_WHOLE)
    tell("check-good", lang, count=checked.quotations)


def part_rows(found: tuple[Part, ...], lang: str) -> Answer:
    """Parts as rows; a missing one says what to do."""
    return Answer(("part", "state", "use", "remedy"), tuple(_part_row(part, lang) for part in found))


def _part_row(part: Part, lang: str) -> tuple[str | None, ...]:
    state = part.found or say("system.missing", lang)
    remedy = say(part.remedy, lang) if part.remedy and not part.found else None
    return (part.name, state, say(part.use, lang), remedy)


def mismatch_rows(checked: Checked) -> Answer:
    """Quotations that differ, with what stands there instead."""
    rows = ((one.file, one.start, one.end, one.quote, one.found) for one in checked.mismatches)
    return Answer(("file", "start", "end", "quote", "found"), tuple(rows))
