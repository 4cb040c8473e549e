r"""People's judgements of identity (phán định), as rows of a CSV file: read and checked, one finding for each bad row.

The columns are ``verdict,kind,a,b,who,when,why``. A spreadsheet's own way of saving is understood: a byte order mark,
semicolons or tabs between cells, days as 25/11/2026.

>>> text = "verdict,kind,a,b,who,when,why\nsame,document,doc/x,doc/y,Lan,2026-11-25,bản sao\nsame,document,doc/x\n"
>>> good, bad = parse(text, "judgements.csv")
>>> good.ruling.verdict.value, bad.line, bad.flaw.told("en")
('same', 3, 'b is empty')
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from typing import Final

from graph.answers import StoreError
from ontology.codes import JudgedKind, Verdict
from ontology.dates import PartialDate
from ontology.identifiers import judgement_iri
from ontology.words import Words

COLUMNS: Final = ("verdict", "kind", "a", "b", "who", "when", "why")
_DELIMITERS: Final = (",", ";", "\t")
_SPOKEN_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BOM: Final = "\ufeff"


class JudgementsFileError(StoreError):
    """A file that is no file of judgements: details ``file``, ``line``, ``problem_vi``, ``problem_en``."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's judgement of two things; ``file`` and ``line`` say where it stands."""

    verdict: Verdict
    kind: JudgedKind
    a: str
    b: str
    who: str
    when: PartialDate
    why: str
    file: str = ""
    line: int = 0

    @property
    def iri(self) -> str:
        """Its IRI, by what it says and not by where it stands."""
        cells = (self.verdict, self.kind, self.a, self.b, self.who, self.when.iso, self.why)
        return judgement_iri(hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16])

    @property
    def place(self) -> str:
        """File and line, as messages name them."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it stands on the lines ``line`` to ``last``: a ruling, or what is wrong with it."""

    file: str
    line: int
    last: int
    cells: tuple[str, ...]
    ruling: Ruling | None = None
    flaw: Words | None = None


def decode(data: bytes, file: str) -> str:
    """The text of a file of judgements; raises JudgementsFileError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, Words("the file is not UTF-8", "tệp không phải UTF-8")) from error


def delimiter_of(text: str) -> str:
    """What stands between the cells of the first line."""
    head = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=head.count)


def parse(text: str, file: str) -> tuple[Entry, ...]:
    """The rows of a file in their order; raises JudgementsFileError where its first line names other columns."""
    reader = csv.reader(io.StringIO(text.removeprefix(_BOM)), delimiter=delimiter_of(text))
    head = tuple(cell.strip().casefold() for cell in next(reader, ()))
    if not head:
        return ()
    missing = ", ".join(column for column in COLUMNS if column not in head)
    if missing:
        raise _refused(file, 1, Words(f"the columns {missing} are missing", f"thiếu các cột {missing}"))
    found, line = [], reader.line_num + 1
    for cells in reader:
        row = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        if any(row.values()):
            found.append(_entry(row, file, line, reader.line_num))
        line = reader.line_num + 1
    return tuple(found)


def _refused(file: str, line: int, problem: Words) -> JudgementsFileError:
    remedy = f"its first line has to be {','.join(COLUMNS)}, saved as CSV in UTF-8"
    details = {"problem_vi": problem.vi, "problem_en": problem.en, "columns": ",".join(COLUMNS)}
    return JudgementsFileError(f"{file}:{line}", problem.en, remedy, **details)


def _entry(row: dict[str, str], file: str, line: int, last: int) -> Entry:
    cells = tuple(row.get(column, "") for column in COLUMNS)
    flaw, when = _flaw(row), _day(row.get("when", ""))
    if flaw or not when:
        return Entry(file, line, last, cells, flaw=flaw)
    verdict, kind = Verdict(row["verdict"].casefold()), JudgedKind(row["kind"].casefold())
    ruling = Ruling(verdict, kind, row["a"], row["b"], row["who"], when, row["why"], file, line)
    return Entry(file, line, last, cells, ruling)


def _flaw(row: dict[str, str]) -> Words | None:
    """What is wrong with a row."""
    empty = next((column for column in COLUMNS if not row.get(column)), None)
    if empty:
        return Words(f"{empty} is empty", f"ô {empty} để trống")
    for column, known in (("verdict", Verdict), ("kind", JudgedKind)):
        if row[column].casefold() not in set(known):
            among = ", ".join(known)
            return Words(
                f"{column} “{row[column]}” is none of {among}", f"ô {column} “{row[column]}” không thuộc {among}"
            )
    if row["a"] == row["b"]:
        return Words("a and b are the same", "a và b là một")
    if _day(row["when"]) is None:
        return Words(
            f"when “{row['when']}” is no date such as 2026-11-25", f"ô when “{row['when']}” không phải là ngày"
        )
    return None


def _day(text: str) -> PartialDate | None:
    spoken = _SPOKEN_DAY.fullmatch(text)
    try:
        return PartialDate.parse(f"{spoken[3]}-{spoken[2]:0>2}-{spoken[1]:0>2}" if spoken else text)
    except ValueError:
        return None


def written(ruling: Ruling, delimiter: str = ",") -> str:
    """A ruling as a line of the file."""
    buffer = io.StringIO()
    cells = (ruling.verdict, ruling.kind, ruling.a, ruling.b, ruling.who, ruling.when.iso, ruling.why)
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(" ".join(cell.split()) for cell in cells)
    return buffer.getvalue()
