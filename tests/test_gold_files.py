"""The facts read by hand in tests/gold/: they keep the schema, are facts and no sentences, and stand in the text."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ontology.codes import Comparator, Kind, Level, Role

Gold = dict[str, Any]
FILES = sorted((Path(__file__).parent / "gold").glob("*.json"))
READ_DIRECTLY = (".md", ".txt")
STARTING_WORDS = 8
TITLE_WORDS = 10
TEXTS = ("id", "file", "split", "kind", "title_start")
MAYBE = ("number", "date", "issuer", "level", "signer")  # null where the text has none
NUMBERS = ("based_on", "replaces", "amends", "cites")
NOTES = ("negative_figures", "findings", "layout", "doubts")
LISTS = ("implements", *NUMBERS, "indicators", "tasks_with_owner", "responsible_units", "owners", "attachments", *NOTES)
NEEDED = {*TEXTS, *MAYBE, *LISTS, "cite_dates", "tasks_complete", "reporting", "sure", "owners_complete"}
OPTIONAL = {"issuer_either", "either", "issuers", "signers", "month", "disseminates", "reports", "skip", "skip_why"} | {
    *("indicators_optional", "borderline_targets", "owners_doubt", "not_in_text_layer")
}
UNITS = re.compile(r"%|‰|/100000|count:\S.*")
DAY = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
FIGURE = re.compile(r"\d+(?:\.\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
ITEM = 1200  # an item's figures stand within so many characters from its first words

each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def indicators(gold: Gold) -> list[Gold]:
    """Those of the objectives, and those that count neither way."""
    return [*gold["indicators"], *gold.get("indicators_optional", [])]


def targets(gold: Gold) -> Iterator[Gold]:
    for indicator in indicators(gold):
        yield from indicator["targets"]
    for borderline in gold.get("borderline_targets", []):
        yield from borderline.get("targets", [borderline])


def numbers(gold: Gold) -> list[str]:
    """Every document's number that the text names, its own among them; a law may be cited without one."""
    named = [cited["number"] for key in ("implements", "disseminates", "reports") for cited in gold.get(key, [])]
    cited = [number for key in NUMBERS for number in gold[key]]
    return [number for number in (gold["number"], *named, *cited, *gold["cite_dates"]) if number]


def dates(gold: Gold) -> list[str]:
    """Dates to the day: the document's own and those of what it names."""
    named = [gold["date"], *(cited.get("date") for cited in gold["implements"]), *gold["cite_dates"].values()]
    return [date for date in named if date and len(date) == len("2025-01-01")]


def starts(gold: Gold) -> list[str]:
    """The first words of items: of indicators, tasks and borderline figures."""
    items = [*indicators(gold), *gold["tasks_with_owner"], *gold.get("borderline_targets", [])]
    return [item["text_start"] for item in items]


def test_there_are_as_many_as_were_read() -> None:
    assert len(FILES) == 14


@each
def test_the_file_is_named_for_its_document(path: Path) -> None:
    gold = read(path)
    assert gold["id"] == path.stem == Path(gold["file"]).name.split(".")[0]


@each
def test_the_keys_are_those_of_the_schema(path: Path) -> None:
    assert read(path).keys() >= NEEDED
    assert not read(path).keys() - NEEDED - OPTIONAL


@each
def test_the_header_is_typed(path: Path) -> None:
    gold = read(path)
    assert all(isinstance(gold[key], str) and gold[key] for key in TEXTS)
    assert all(gold[key] is None or (isinstance(gold[key], str) and gold[key]) for key in MAYBE)
    assert gold["kind"] in [*Kind, "plan-reported-in-news"]
    assert gold["level"] in [*Level, None]


@each
def test_lists_and_flags_are_typed(path: Path) -> None:
    gold = read(path)
    assert all(isinstance(gold[key], list) for key in LISTS)
    assert all(isinstance(note, str) for key in (*NUMBERS, *NOTES) for note in gold[key])
    assert all(isinstance(gold[key], bool) for key in ("tasks_complete", "sure", "owners_complete"))
    assert gold["reporting"] is None or gold["reporting"].keys() == {"to", "frequency", "deadline"}


@each
def test_dates_are_iso(path: Path) -> None:
    gold = read(path)
    assert all(dt.date.fromisoformat(date).isoformat() == date for date in dates(gold))
    partial = [date for date in gold["cite_dates"].values() if date and len(date) < len("2025-01-01")]
    assert all(re.fullmatch(r"\d{4}(-\d{2})?", date) for date in partial)


@each
def test_every_dated_citation_is_a_citation(path: Path) -> None:
    gold = read(path)
    assert set(gold["cite_dates"]) <= {number for number in numbers({**gold, "cite_dates": {}}) if number}


@each
def test_no_number_has_two_relations(path: Path) -> None:
    gold = read(path)
    named = [*(cited["number"] for cited in gold["implements"]), *(number for key in NUMBERS for number in gold[key])]
    assert sorted(set(named)) == sorted(named)
    assert gold["number"] not in named


@each
def test_comparators_and_units_are_known(path: Path) -> None:
    for target in targets(read(path)):
        assert target["op"] in list(Comparator)
        assert UNITS.fullmatch(target["unit"])
        assert isinstance(target["value"], float)
        assert target["value_max"] is None or target["value_max"] > target["value"]
        assert target["year"] is None or isinstance(target["year"], int)


@each
def test_an_indicator_without_targets_is_qualitative(path: Path) -> None:
    assert all(indicator["qualitative"] == (not indicator["targets"]) for indicator in indicators(read(path)))


@each
def test_tasks_say_who_leads_and_how_that_is_known(path: Path) -> None:
    for task in read(path)["tasks_with_owner"]:
        assert task["lead"]
        assert all(isinstance(agency, str) and agency for agency in [*task["lead"], *task["coordinate"]])
        assert task.get("by", "text") in ("text", "heading")
        assert task.get("basis", "explicit") in ["explicit", *Role]


@each
def test_units_and_owners_are_named(path: Path) -> None:
    gold = read(path)
    assert all(unit.keys() == {"agency", "section"} and unit["agency"] for unit in gold["responsible_units"])
    opening = {indicator["text_start"] for indicator in gold["indicators"]}
    assert all(owner["agency"] and owner["indicator"] in opening for owner in gold["owners"])


@each
def test_items_are_named_by_their_first_words_only(path: Path) -> None:
    gold = read(path)
    assert len(gold["title_start"].split()) <= TITLE_WORDS
    assert [start for start in starts(gold) if len(start.split()) > STARTING_WORDS] == []


def text_of(gold: Gold, corpus: Path) -> str:
    """The document's text without emphasis and lines' ends; skips what only a reader of its format can read."""
    if not gold["file"].endswith(READ_DIRECTLY):
        pytest.skip(f"{gold['file']}: its text is not in the file as it stands")
    found = next((corpus / "corpus").rglob(gold["file"]))
    return folded(found.read_text(encoding="utf-8"))


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("*", "").split()).casefold()


def solid(text: str) -> str:
    """Without any blank: numbers are broken by them."""
    return re.sub(r"\s", "", folded(text))


@pytest.mark.corpus
@each
def test_first_words_stand_in_the_text(path: Path, corpus: Path) -> None:
    gold = read(path)
    text = text_of(gold, corpus)
    assert [start for start in (gold["title_start"], *starts(gold)) if folded(start) not in text] == []


@pytest.mark.corpus
@each
def test_numbers_stand_in_the_text(path: Path, corpus: Path) -> None:
    gold = read(path)
    text = solid(text_of(gold, corpus))
    assert [number for number in numbers(gold) if solid(number) not in text] == []


@pytest.mark.corpus
@each
def test_dates_stand_in_the_text(path: Path, corpus: Path) -> None:
    gold = read(path)
    written = {f"{year}-{int(month):02}-{int(day):02}" for day, month, year in DAY.findall(text_of(gold, corpus))}
    assert set(dates(gold)) <= written


@pytest.mark.corpus
@each
def test_figures_stand_behind_the_first_words(path: Path, corpus: Path) -> None:
    gold = read(path)
    text = text_of(gold, corpus)
    for indicator in indicators(gold):
        behind = "".join(
            text[found.start() :][:ITEM] for found in re.finditer(re.escape(folded(indicator["text_start"])), text)
        )
        standing = {figure(written) for written in FIGURE.findall(behind)}
        assert {Decimal(str(target["value"])) for target in indicator["targets"]} <= standing


def figure(written: str) -> Decimal:
    """1.234 is a thousand and more, 2,5 and 2.5 are two and a half."""
    thousands = re.fullmatch(r"\d+(?:\.\d{3})+", written)
    return Decimal(written.replace(".", "") if thousands else written.replace(",", "."))


@pytest.mark.corpus
@each
def test_notes_copy_no_running_text(path: Path, corpus: Path) -> None:
    gold = read(path)
    theirs = runs(text_of(gold, corpus))
    assert [note for key in NOTES for note in gold[key] if runs(folded(note)) & theirs] == []


def runs(text: str) -> set[tuple[str, ...]]:
    """The runs of one word more than may open an item; figures, numbers and dates are facts, and end a run."""
    words = re.findall(r"\w+", text)
    found = {*zip(*(words[start:] for start in range(STARTING_WORDS + 1)), strict=False)}
    return {run for run in found if all(word.isalpha() for word in run)}
