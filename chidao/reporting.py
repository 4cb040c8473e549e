"""What is wrong with data, on a terminal, in a file or in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from chidao.messages import label, say
from chidao.output import Format, as_markdown, out, show, tell
from ontology.codes import Severity
from queries.remarks import By, Remark, at_least, groups, rows

_SHORT: Final = 240  # characters of a sentence on a terminal; files have it whole
_STYLES: Final = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report tells: how it is grouped, from which severity on, of which document ("": of all)."""

    by: By
    severity: Severity
    document: str = ""


def report(found: Sequence[Remark], wanted: Wanted, form: Format, lang: str) -> None:
    """Prints remarks, grouped, and says on stderr how many there are of each severity and how many are not told."""
    of_document = [remark for remark in found if wanted.document in ("", remark.iri)]
    told = groups(at_least(of_document, wanted.severity), wanted.by, lang)
    if form is Format.MD:
        sys.stdout.write("\n".join(_markdown(told, wanted.by, lang)))
    elif form is Format.TABLE and sys.stdout.isatty():
        for line in _lines(told, wanted.by, lang):
            out().print(line)
    else:
        show(rows([remark for group in told.values() for remark in group], lang), form, lang)
    _count(of_document, wanted.severity, lang)


def _count(found: Sequence[Remark], severity: Severity, lang: str) -> None:
    counts = {one.value: sum(remark.severity is one for remark in found) for one in Severity}
    tell("check-counts", lang, **counts)
    if len(at_least(found, severity)) < len(found):
        tell("check-more", lang, count=len(found) - len(at_least(found, severity)))


def _markdown(told: Mapping[str, Sequence[Remark]], by: By, lang: str) -> Iterator[str]:
    """A heading and a table for each group, without what the heading says and what only programs read."""
    for name, group in told.items():
        title = name or say("check-nobody", lang)
        table = rows(group, lang).without({by.value, "file", "page", "start", "check", "finding"})
        yield f"## {title} ({len(group)})\n\n{as_markdown(table, lang)}"


def _lines(told: Mapping[str, Sequence[Remark]], by: By, lang: str) -> Iterator[Text]:
    """For the eye: a heading for each group, and of each remark where it is, what it is, the sentence, the remedy."""
    for name, group in told.items():
        yield Text(f"\n{name or say('check-nobody', lang)} ({len(group)})", style="bold")
        for remark in group:
            yield from _entry(remark, by, lang)


def _entry(remark: Remark, by: By, lang: str) -> Iterator[Text]:
    where = [remark.document or remark.file]
    where += [say("check-section", lang, section=remark.section)] if remark.section else []
    where += [remark.agency] if remark.agency and by is not By.AGENCY else []
    severity = label("severity", remark.severity, lang)
    yield Text.assemble("  ", (severity, _STYLES[remark.severity]), " · ", " · ".join(where))
    rule = "" if by is By.RULE else f"{remark.rule.told(lang)}: "
    yield Text(f"    {rule}{remark.message.told(lang)}")
    if remark.sentence:
        sentence = " ".join(remark.sentence.split())
        yield Text(f"    “{sentence[:_SHORT]}{'…' if len(sentence) > _SHORT else ''}”", style="italic")
    if remark.remedy.told(lang):
        yield Text(f"    → {remark.remedy.told(lang)}")
