"""Files of judgements: what is read, what is answered, how rows are added and withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import ledger
from graph.consistency import contradicting
from graph.rulings import COLUMNS, JudgementsFileError, Ruling, parse
from ontology.codes import JudgedKind, Verdict
from tests.graph.judging import DAY, different, same, unsure

HEAD = ",".join(COLUMNS)


def test_a_row_is_read_with_its_place() -> None:
    (entry,) = parse(f"{HEAD}\nsame,document,doc/a,doc/b,Lan,2026-11-25,bản sao\n", "a.csv")
    assert entry.ruling == Ruling(
        Verdict.SAME, JudgedKind.DOCUMENT, "doc/a", "doc/b", "Lan", DAY, "bản sao", "a.csv", 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + f"{HEAD}\nsame,document,doc/a,doc/b,Lan,2026-11-25,x\n",
        f"{HEAD.replace(',', ';')}\r\nsame;document;doc/a;doc/b;Lan;25/11/2026;x\r\n",
        f"{HEAD}\n\n Same , document,doc/a,doc/b,Lan,2026-11-25,x\n,,,,,,\n",
        "why,when,who,b,a,kind,verdict,note\nx,2026-11-25,Lan,doc/b,doc/a,document,same,!\n",
    ],
    ids=["mark", "semicolons", "blank-lines", "columns-in-another-order"],
)
def test_a_spreadsheets_ways_of_saving(text: str) -> None:
    (entry,) = parse(text, "a.csv")
    assert entry.flaw is None
    assert entry.ruling is not None
    assert (entry.ruling.a, entry.ruling.b, entry.ruling.when) == ("doc/a", "doc/b", DAY)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("same,document,doc/a,,Lan,2026-11-25,x", "b is empty"),
        ("same,document,doc/a,doc/b,,2026-11-25,x", "who is empty"),
        ("same,document,doc/a,doc/b,Lan,2026-11-25,", "why is empty"),
        ("maybe,document,doc/a,doc/b,Lan,2026-11-25,x", "none of same, different, unsure"),
        ("same,plan,doc/a,doc/b,Lan,2026-11-25,x", "none of document, indicator, agency"),
        ("same,document,doc/a,doc/b,Lan,yesterday,x", "is no date"),
        ("same,document,doc/a,doc/b,Lan,31/02/2026,x", "is no date"),
        ("same,document,doc/a,doc/a,Lan,2026-11-25,x", "a and b are the same"),
        ("same,document", "a is empty"),
    ],
)
def test_a_malformed_row_is_told_and_the_others_are_read(row: str, said: str) -> None:
    bad, good = parse(f"{HEAD}\n{row}\nsame,document,doc/a,doc/b,Lan,2026-11-25,x\n", "a.csv")
    assert bad.ruling is None
    assert bad.line == 2
    assert bad.flaw is not None
    assert said in bad.flaw.told("en")
    assert good.ruling is not None


def test_a_row_over_two_lines_keeps_the_count() -> None:
    text = f'{HEAD}\nsame,document,doc/a,doc/b,Lan,2026-11-25,"hai\ndòng"\nsame,document,doc/a,doc/c,Lan,2026-11-25,x\n'
    first, second = parse(text, "a.csv")
    assert (first.line, first.last, second.line) == (2, 3, 4)


def test_a_file_without_its_columns_is_refused_by_name_and_line() -> None:
    with pytest.raises(JudgementsFileError) as caught:
        parse("a,b\n1,2\n", "doi.csv")
    assert caught.value.target == "doi.csv:1"
    assert "verdict, kind, who" in str(caught.value.details["problem_en"])


def test_a_file_in_another_encoding_is_refused_by_line(tmp_path: Path) -> None:
    file = tmp_path / "doi.csv"
    file.write_bytes(HEAD.encode() + b"\nsame,document,a,b,Ti\xea,2026,x\n")
    with pytest.raises(JudgementsFileError) as caught:
        ledger.read_file(file)
    assert caught.value.target == "doi.csv:2"


def test_what_is_appended_is_read_and_what_is_withdrawn_is_gone_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "judgements.csv"
    ledger.append(file, same("doc/a", "doc/b"))
    before = file.read_bytes()
    assert before.startswith(b"\xef\xbb\xbf")
    ledger.append(file, different("doc/c", "doc/d"))
    first, second = ledger.read_file(file)
    assert first.ruling is not None
    assert (first.ruling.iri, first.line, second.line) == (same("doc/a", "doc/b").iri, 2, 3)
    ledger.withdraw(file, second)
    assert file.read_bytes() == before


def test_a_row_is_appended_in_the_files_own_manner(tmp_path: Path) -> None:
    file = tmp_path / "doi.csv"
    file.write_text(HEAD.replace(",", ";"), encoding="utf-8")
    ledger.append(file, same("doc/a", "doc/b"))
    assert file.read_text(encoding="utf-8").splitlines()[1] == "same;document;doc/a;doc/b;Lan;2026-11-25;cùng nội dung"


def test_a_file_that_is_taken_in_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    for name, ruling in (("mot.csv", same("doc/a", "doc/b")), ("hai.csv", same("doc/c", "doc/d"))):
        ledger.append(tmp_path / name, ruling)
        ledger.take(store, tmp_path / name)
    ledger.append(store / ledger.OWN, unsure("doc/e", "doc/f"))
    assert [(entry.file, entry.cells[2]) for entry in ledger.read(store)] == [
        ("judgements.csv", "doc/e"),
        ("hai.csv", "doc/c"),
    ]


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    orders = []
    for name, several in (("a", (same("x", "y"), same("u", "v"))), ("b", (same("u", "v"), same("x", "y")))):
        for ruling in several:
            ledger.append(tmp_path / name, ruling)
        orders.append([ruling.iri for ruling in ledger.rulings(ledger.read_file(tmp_path / name))])
    assert orders[0] == orders[1]


def test_a_chain_contradicts_and_what_hangs_on_it_does_not() -> None:
    chain = [same("a", "b"), same("b", "c"), different("a", "c")]
    beside = [same("c", "d"), different("d", "e")]
    found = contradicting((one, one.a, one.b) for one in (*chain, *beside))
    assert set(found) == set(chain)
    assert all(set(several) == set(chain) for several in found.values())


def test_two_ways_round_contradict_all_of_both() -> None:
    ways = [same("a", "b"), same("b", "d"), same("a", "c"), same("c", "d")]
    found = contradicting((one, one.a, one.b) for one in (*ways, different("a", "d")))
    assert set(found) == {*ways, different("a", "d")}
