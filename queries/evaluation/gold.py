"""Reads gold: facts of documents that people have read by hand, one JSON file a document or ``{"documents": [...]}``.

>>> at = _Entry("a.json", "", {"id": "a", "kind": "plan", "cites": ["28-CT/TW", 7]})
>>> document(at)
Traceback (most recent call last):
    ...
queries.errors.GoldKeyError: gold-key: file=a.json, at=cites[1], wanted=string, found=number
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from queries.errors import GoldFileError, GoldKeyError, GoldMissingError
from queries.evaluation.goals import Goal, goal
from queries.evaluation.wording import number_key, plain

NAMING: Final = ("implements", "based_on", "replaces", "amends", "cites", "disseminates", "reports")
_DAY: Final = 10  # letters of a whole date
_TYPES: Final = {str: "string", list: "list", dict: "object", bool: "boolean", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator: its first words, its number, its values; ``elsewhere``: it stands in a second place too."""

    start: str
    no: object
    goals: tuple[Goal, ...]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A task: its first words, who leads it or carries it out, who coordinates."""

    start: str
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """What is true of one document; numbers of documents in the form that is compared.

    ``skip`` are facets that its text cannot answer, ``either`` other forms of a number that are right too, ``optional``
    the first words of items, and ``spare`` the values, that count neither way. ``owners`` are places in ``items``
    with agencies.
    """

    id: str
    file: str
    part: str
    kind: str
    head: Mapping[str, str]
    other_issuers: tuple[str, ...]
    skip: frozenset[str]
    own_number: str
    named: Mapping[str, frozenset[str]]
    dates: Mapping[str, str]
    either: Mapping[str, str]
    items: tuple[Item, ...]
    optional: tuple[str, ...]
    spare: tuple[Goal, ...]
    owners: tuple[tuple[int, str], ...]
    owners_complete: bool
    units: tuple[str, ...]
    jobs: tuple[Job, ...]

    @property
    def reported(self) -> bool:
        """Whether the file is a page of news that tells of the document."""
        return self.kind in ("news", "plan-reported-in-news")


@dataclass(frozen=True, slots=True)
class Gold:
    """Documents, and for each file that lists them the edges of ``implements`` between any two documents."""

    documents: tuple[GoldDocument, ...]
    edges: tuple[frozenset[tuple[str, str]], ...] = ()


def read(paths: Sequence[Path]) -> Gold:
    """The gold of files and of folders of files; raises QuestionError that names file and key."""
    documents: list[GoldDocument] = []
    edges: list[frozenset[tuple[str, str]]] = []
    for path in paths:
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            top = _Entry(str(file), "", _json(file))
            documents += map(document, top.entries("documents") if "documents" in top.data else [top])
            if "edges" in top.data:
                edges.append(frozenset(_edges(top)))
    if not documents:
        raise GoldMissingError(paths=", ".join(map(str, paths)))
    return Gold(tuple(documents), tuple(edges))


def _json(file: Path) -> Mapping[str, object]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise GoldFileError(file=str(file), problem=f"{error.msg}, {error.lineno}:{error.colno}") from error
    except UnicodeDecodeError as error:
        raise GoldFileError(file=str(file), problem=f"UTF-8, {error.start}") from error
    if not isinstance(data, dict):
        raise GoldKeyError(file=str(file), at=".", wanted="object", found=_type(data))
    return data


def _type(value: object) -> str:
    return _TYPES.get(type(value), "number")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An object of a gold file with its place in it, for errors."""

    file: str
    place: str
    data: Mapping[str, object]

    def wrong(self, key: str, wanted: str) -> GoldKeyError:
        """The error of a key that is missing or of another type."""
        at: object = self.data
        found = _type(at[key]) if isinstance(at, Mapping) and key in at else "-"
        return GoldKeyError(file=self.file, at=self._at(key), wanted=wanted, found=found)

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "string")
        return value

    def maybe(self, key: str) -> str:
        """A text, "" where it is missing or null."""
        return self.text(key) if self.data.get(key) not in (None, "") else ""

    def flag(self, key: str) -> bool:
        """Whether a key is true."""
        if not isinstance(self.data.get(key, False), bool):
            raise self.wrong(key, "boolean")
        return bool(self.data.get(key))

    def items(self, key: str) -> list[object]:
        """A list, empty where it is missing or null."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "list")
        return value

    def table(self, key: str) -> _Entry:
        """An object, empty where it is missing or null."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.wrong(key, "object")
        return _Entry(self.file, self._at(key), value or {})

    def entries(self, key: str) -> Iterator[_Entry]:
        """The objects of a list."""
        for order, value in enumerate(self.items(key)):
            if not isinstance(value, dict):
                raise GoldKeyError(file=self.file, at=f"{self._at(key)}[{order}]", wanted="object", found=_type(value))
            yield _Entry(self.file, f"{self._at(key)}[{order}]", value)

    def texts(self, key: str, inner: str = "") -> tuple[str, ...]:
        """The texts of a list; with ``inner``, an object in it may hold the text under that key."""
        found: list[str] = []
        for order, value in enumerate(self.items(key)):
            place = f"{self._at(key)}[{order}]"
            if inner and isinstance(value, dict):
                found.append(_Entry(self.file, place, value).text(inner))
            elif isinstance(value, str):
                found.append(value)
            else:
                raise GoldKeyError(file=self.file, at=place, wanted="string", found=_type(value))
        return tuple(found)


def document(entry: _Entry) -> GoldDocument:
    """One gold document; raises GoldKeyError."""
    name, _, part = (entry.maybe("file") or entry.maybe("source") or entry.text("id")).partition("#")
    items = tuple(map(_item, entry.entries("indicators")))
    optional = [*entry.entries("borderline_targets"), *entry.entries("indicators_optional")]
    twice = [item for item in items if item.elsewhere]
    spare = (value for one in optional for value in _spare(one))
    reports = [number for number in entry.texts("reports", "number") if number]
    return GoldDocument(
        id=entry.text("id"),
        file=name,
        part=part,
        kind=entry.text("kind"),
        head=_head(entry),
        other_issuers=entry.texts("issuer_either"),
        skip=frozenset(entry.texts("skip")),
        own_number=number_key(entry.maybe("number") or next(iter(reports), "")),
        named={key: frozenset(map(number_key, entry.texts(key, "number"))) - {""} for key in NAMING},
        dates=_dates(entry),
        either=_either(entry.table("either")),
        items=items,
        optional=(*(one.text("text_start") for one in optional), *(item.start for item in twice)),
        spare=(*spare, *(value for item in twice for value in item.goals)),
        owners=_owners(entry, items),
        owners_complete=entry.flag("owners_complete"),
        units=tuple({plain(unit): unit for unit in entry.texts("responsible_units", "agency")}.values()),
        jobs=tuple(_jobs(entry)),
    )


def _head(entry: _Entry) -> dict[str, str]:
    head = {key: entry.maybe(key) for key in ("number", "date", "issuer", "kind")}
    return head | {"date": head["date"] or entry.maybe("month")}


def _either(entry: _Entry) -> dict[str, str]:
    return {number_key(other): number_key(entry.text(other)) for other in entry.data}


def _dates(entry: _Entry) -> dict[str, str]:
    """The whole days that stand with the numbers of other documents."""
    said = entry.table("cite_dates")
    days = {number_key(number): said.maybe(number) for number in said.data}
    dates = {number: day for number, day in days.items() if len(day) == _DAY}
    for key in NAMING:
        for order, value in enumerate(entry.items(key)):
            if isinstance(value, dict):
                one = _Entry(entry.file, f"{key}[{order}]", value)
                if one.maybe("date"):
                    dates[number_key(one.text("number"))] = one.text("date")
    return dates


def _item(entry: _Entry) -> Item:
    values = tuple(_goal(target) for target in entry.entries("targets"))
    return Item(entry.text("text_start"), entry.data.get("no"), values, bool(entry.data.get("also_at")))


def _goal(entry: _Entry) -> Goal:
    read_goal = goal(entry.data)
    if read_goal.value is None:
        raise entry.wrong("value", "number")
    return read_goal


def _spare(entry: _Entry) -> Iterator[Goal]:
    """The values of an entry that counts neither way; it may be a value itself."""
    for one in entry.entries("targets") if "targets" in entry.data else [entry]:
        if one.data.get("value") is not None:
            yield _goal(one)


def _owners(entry: _Entry, items: tuple[Item, ...]) -> tuple[tuple[int, str], ...]:
    by_number = entry.table("indicator_owners")
    owners = [
        (index, agency)
        for agency in by_number.data
        for index, item in enumerate(items)
        if item.no in by_number.items(agency)
    ]
    for row in entry.entries("owners"):
        start, no = row.text("indicator"), row.data.get("no")
        fits = (index for index, item in enumerate(items) if item.start == start and no in (None, item.no))
        owners += [(index, row.text("agency")) for index in [*fits][:1]]
    return tuple(dict.fromkeys(owners))


def _jobs(entry: _Entry) -> Iterator[Job]:
    """The tasks whose own words say who carries them out; another basis than carrying out is left aside."""
    for one in entry.entries("tasks_with_owner"):
        if (one.maybe("by") or "text") != "heading" and (one.maybe("basis") or "explicit") == "explicit":
            yield Job(one.text("text_start"), one.texts("lead"), one.texts("coordinate"))


def _edges(top: _Entry) -> Iterator[tuple[str, str]]:
    for order, value in enumerate(top.items("edges")):
        if not (isinstance(value, list) and len(value) == 2 and all(isinstance(end, str) for end in value)):  # noqa: PLR2004
            raise GoldKeyError(file=top.file, at=f"edges[{order}]", wanted="[string, string]", found=_type(value))
        yield number_key(value[0]), number_key(value[1])
