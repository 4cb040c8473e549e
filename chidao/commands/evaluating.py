"""``evaluate``: how right the facts of a store are, against facts that people have read by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final

import typer

from chidao.errors import UsageError, guarded
from chidao.messages import Lang
from chidao.options import DEFAULT_STORE, DebugOption, FormatOption, LangOption, StoreOption, reading, writable
from chidao.output import Format, show_all, tell
from graph.measurements import Measurement
from graph.measurements import record as record_in
from graph.remote import is_address
from graph.store import EmbeddedStore
from queries.answer import Answer, Cell
from queries.evaluation import calibration
from queries.evaluation.difference import Change, changes
from queries.evaluation.figures import Figures, figures
from queries.evaluation.found import Tables
from queries.evaluation.gold import Gold, read
from queries.evaluation.scoring import RECALL_ONLY, score_tables
from queries.evaluation.sheet import Judged, Slip
from viz.reliability import SUFFIXES
from viz.reliability import draw as draw_reliability

_SHARES: Final = ("precision", "recall", "f1")

GoldArgument = Annotated[
    list[Path], typer.Argument(metavar="GOLD...", help="Tệp hay thư mục JSON · JSON files, or folders of them.")
]
AgainstOption = Annotated[
    str | None, typer.Option("--against", metavar="STORE", help="So với một kho khác · Compare with another store.")
]
DrawOption = Annotated[
    Path | None, typer.Option("--draw", metavar="FILE.html|.svg", help="Vẽ biểu đồ tin cậy · Draw the reliability.")
]
WriteOption = Annotated[
    Path | None,
    typer.Option("--write", metavar="FILE", help="Ghi độ tin cậy theo quy tắc · Write confidences by rule."),
]


@guarded
def evaluate(  # noqa: PLR0913 (a command's options are its arguments)
    gold: GoldArgument,
    *,
    misses: Annotated[bool, typer.Option("--misses", help="Từng chỗ sót và sai · Each miss and invention.")] = False,
    against: AgainstOption = None,
    calibrated: Annotated[
        bool, typer.Option("--calibration", help="Độ tin cậy có đúng không · Whether confidence holds.")
    ] = False,
    draw: DrawOption = None,
    write: WriteOption = None,
    record: Annotated[
        bool, typer.Option("--record", help="Ghi kết quả vào kho · Keep the figures in the store.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.VI,
    form: FormatOption = Format.TABLE,
    debug: DebugOption = False,
) -> None:
    """Dữ kiện đúng đến đâu so với bản người đọc ghi. · How right the facts are, against facts read by hand."""
    del debug
    facts = read(_there(gold))
    _check(store, draw, record=record)
    tables = _tables(store)
    sheet = score_tables(tables, facts)
    found = figures(sheet)
    shown = {"scores": score_rows(found)}
    if against is not None:
        other = _tables(against)
        shown = {"scores": side_by_side(found, _figures(other, facts)), "changes": change_rows(changes(tables, other))}
    if misses:
        shown["misses"] = slip_rows(sheet.slips)
    if calibrated:
        shown |= {"bins": bin_rows(sheet.judged), "rules": rule_rows(sheet.judged)}
    show_all(shown, form, lang)
    if calibrated:
        errors = (calibration.error(sheet.judged), calibration.error(calibration.elsewhere(sheet.judged)))
        tell("calibration-error", lang, here=f"{errors[0]:.3f}", elsewhere=f"{errors[1]:.3f}")
    _keep(sheet.judged, draw, write, lang)
    if record:
        record_figures(found, Path(store))
        tell("recorded", lang, count=len(found), store=store)


def _there(paths: list[Path]) -> list[Path]:
    for path in paths:
        if not path.exists():
            raise UsageError("no-path", path=str(path))
    return paths


def _check(store: str, draw: Path | None, *, record: bool) -> None:
    """Refuses what could only be refused after the work."""
    if record and is_address(store):
        raise UsageError("needs-folder", target=store)
    if draw is not None and draw.suffix not in SUFFIXES:
        raise UsageError("draw-suffix", path=str(draw), known=", ".join(SUFFIXES))


def _tables(store: str) -> Tables:
    with reading(store) as opened:
        return Tables(opened)


def _figures(tables: Tables, gold: Gold) -> tuple[Figures, ...]:
    return figures(score_tables(tables, gold))


def _keep(judged: Sequence[Judged], draw: Path | None, write: Path | None, lang: str) -> None:
    """Writes the files that were asked for."""
    if draw is not None:
        draw_reliability(calibration.bins(judged), writable(draw), lang)
        tell("wrote", lang, path=str(draw))
    if write is not None:
        calibration.write(calibration.rules(judged), writable(write))
        tell("wrote", lang, path=str(write))


def record_figures(found: Sequence[Figures], store: Path) -> None:
    """Keeps the figures in the store, under today's date."""
    measured = []
    for one in found:
        precision, f1 = (None, None) if one.facet in RECALL_ONLY else (one.precision, one.f1)
        measured.append(Measurement(one.facet, precision, one.recall, f1, one.count.gold, one.count.found))
    with EmbeddedStore.writing(store) as opened:
        record_in(opened, measured, dt.datetime.now().astimezone().date())


def score_rows(found: Sequence[Figures]) -> Answer:
    """Each facet's figures with the ends of their intervals; no precision where only what is missing is counted."""
    columns = [f"{name}{end}" for name in _SHARES for end in ("", "_low", "_high")]
    rows = ((one.facet, one.documents, one.count.gold, one.count.found, *_cells(one)) for one in found)
    return Answer(("facet", "documents", "gold", "found", *columns), tuple(rows))


def _cells(one: Figures) -> list[Cell]:
    cells: list[Cell] = []
    for name in _SHARES:
        low, high = getattr(one, f"{name}_within")
        known = name == "recall" or one.facet not in RECALL_ONLY
        cells += [_share(number if known else None) for number in (getattr(one, name), low, high)]
    return cells


def _share(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(round(number, 4)))


def side_by_side(found: Sequence[Figures], other: Sequence[Figures]) -> Answer:
    """The figures of this store and of another, and what F1 gained (recall, where only that is measured)."""
    there = {one.facet: one for one in other}
    columns = [f"{name}{end}" for name in _SHARES for end in ("", "_other")]
    rows = ((one.facet, one.count.gold, *_both(one, there[one.facet]), _gain(one, there[one.facet])) for one in found)
    return Answer(("facet", "gold", *columns, "gain"), tuple(rows))


def _both(one: Figures, other: Figures) -> list[Cell]:
    shown = [name for name in _SHARES if name == "recall" or one.facet not in RECALL_ONLY]
    return [_share(getattr(side, name) if name in shown else None) for name in _SHARES for side in (one, other)]


def _gain(one: Figures, other: Figures) -> Decimal | None:
    name = "recall" if one.facet in RECALL_ONLY else "f1"
    return _share(getattr(one, name) - getattr(other, name))


def slip_rows(slips: Sequence[Slip]) -> Answer:
    """What was missed and what was made up."""
    rows = ((one.facet, one.document, "missed" if one.missed else "made-up", one.what) for one in slips)
    return Answer(("facet", "document", "slip", "what"), tuple(rows))


def change_rows(found: Sequence[Change]) -> Answer:
    """What this store gained and lost beside another."""
    rows = (
        ("gained" if one.gained else "lost", one.fact.kind, one.fact.file, one.fact.words, one.quote) for one in found
    )
    return Answer(("change", "kind", "file", "fact", "quote"), tuple(rows))


def bin_rows(judged: Sequence[Judged]) -> Answer:
    """Stated confidence beside the share that is right, by facet."""
    rows = (
        (one.facet, _share(one.low), _share(one.said), one.n, one.right, *map(_share, (one.observed, *one.within)))
        for one in calibration.bins(judged)
    )
    return Answer(("facet", "said_from", "said", "n", "right", "observed", "low", "high"), tuple(rows))


def rule_rows(judged: Sequence[Judged]) -> Answer:
    """The same by rule, with the confidence that each deserves."""
    rows = (
        (one.rule, one.documents, one.n, one.right, *map(_share, (one.said, one.observed, *one.within, one.confidence)))
        for one in calibration.rules(judged)
    )
    columns = ("rule", "documents", "n", "right", "said", "observed", "low", "high", "deserved")
    return Answer(columns, tuple(rows))
