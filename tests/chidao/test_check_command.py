"""``chidao check``: what it prints, in which form and language, and what it says of shapes that cannot be used."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from chidao.messages import Lang
from chidao.output import Format
from chidao.reporting import Wanted, report
from graph.derive import derive
from graph.store import EmbeddedStore
from ontology.codes import Role, Severity
from queries.remarks import By, remarks
from tests.graph.factories import CAO_BANG, LAM_DONG, POLITBURO, Paper, agency, cao_bang, committee, filled

Chidao = Callable[..., Result]
OWN = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cd: <https://w3id.org/chidao/ontology#> .
<https://example.org/ours#Due> a sh:PropertyShape ; sh:targetClass cd:Target ; sh:path cd:binding ; sh:minCount 1 ;
    sh:severity sh:Warning ; sh:name "Có mức ràng buộc"@vi, "Says how binding"@en ; sh:message "thiếu"@vi, "none"@en .
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans: one with an indicator that nobody owns and one with a helper only, and one of a day to come."""
    path = tmp_path_factory.mktemp("checked") / "store"
    plan = cao_bang()
    plan.cite("28-CT/TW", "2023-12-25", POLITBURO)
    plan.indicator("1")
    plan.duty(agency("Sở Y tế", CAO_BANG), Role.COORDINATE, plan.indicator("2"))
    late = Paper("lam-dong.txt", "7/KH-UBND", "2999-01-05", committee(LAM_DONG))
    late.cite("28-CT/TW", "2023-12-25", POLITBURO)
    late.header.append(("issuedOn", late.say("Lâm Đồng, ngày 05 tháng 01 năm 2999", "date")))
    with filled(path, [plan, late]) as store:
        derive(store)
        store.commit()
    return path


def records(done: Result) -> list[dict[str, str]]:
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def short(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [(row["severity"], row["check"], row["agency"], row["document"], row["section"]) for row in rows]


FUTURE = ("violation", "date-in-future", "Ủy ban nhân dân tỉnh Lâm Đồng", "7/KH-UBND", "")
HELPER = ("warning", "coordinator-lead", "Ủy ban nhân dân tỉnh Cao Bằng", "1222/KH-UBND", "II.2")
OWNERLESS = ("info", "indicator-owner", "Ủy ban nhân dân tỉnh Cao Bằng", "1222/KH-UBND", "II.2")


def test_what_is_grave_enough_is_told_and_the_rest_counted(chidao: Chidao, checked: Path) -> None:
    done = chidao("check", "--format", "csv", store=checked)
    assert short(records(done)) == [FUTURE, HELPER]
    assert "1 vi phạm, 1 cảnh báo, 2 lưu ý." in done.stderr
    assert "2 điều nhẹ hơn không kể ra" in done.stderr
    assert "đều khớp nguyên văn" in done.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--severity", "violation"), [FUTURE]),
        (("--severity", "info"), [FUTURE, HELPER, OWNERLESS, OWNERLESS]),
        (("--severity", "info", "--by", "agency"), [FUTURE, HELPER, OWNERLESS, OWNERLESS]),
        (("--severity", "info", "--document", "7/KH-UBND"), [FUTURE]),
        (("--document", "1222/KH-UBND", "--by", "document"), [HELPER]),
    ],
)
def test_options(chidao: Chidao, checked: Path, words: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    assert short(records(chidao("check", "--format", "csv", *words, store=checked))) == expected


def test_each_line_says_where_what_and_what_to_do_in_both_languages(chidao: Chidao, checked: Path) -> None:
    (row,) = records(chidao("check", "--severity", "violation", "--format", "csv", store=checked))
    assert row["message"].startswith("Văn bản ghi ngày 2999-01-05, sau ngày dựng kho")
    assert (row["rule"], row["remedy"]) == ("Ngày ban hành sau hôm nay", "Đối chiếu ngày với bản gốc")
    assert (row["sentence"], row["file"]) == ("Lâm Đồng, ngày 05 tháng 01 năm 2999", "lam-dong.txt")
    (english,) = json.loads(
        chidao("check", "--severity", "violation", "--format", "json", "--lang", "en", store=checked).stdout
    )
    assert english["message"].startswith("The document is dated 2999-01-05, after the day of the build")
    assert english["remedy"] == "Compare the date with the original"
    assert english["start"] == int(row["start"])


def test_markdown_has_a_heading_for_each_group(chidao: Chidao, checked: Path) -> None:
    text = chidao("check", "--format", "md", "--by", "agency", "--lang", "en", store=checked).stdout
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "## Ủy ban nhân dân tỉnh Lâm Đồng (1)",
        "## Ủy ban nhân dân tỉnh Cao Bằng (1)",
    ]
    assert "| severity | rule | document | section | message | remedy | sentence |" in text


def test_on_a_terminal_groups_and_sentences(
    checked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    with EmbeddedStore.reading(checked) as store:
        report(remarks(store), Wanted(By.RULE, Severity.WARNING), Format.TABLE, Lang.VI)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    assert lines[0] == "Ngày ban hành sau hôm nay (1)"
    assert lines[1] == "vi phạm · 7/KH-UBND · Ủy ban nhân dân tỉnh Lâm Đồng"
    assert lines[3:6] == [
        "“Lâm Đồng, ngày 05 tháng 01 năm 2999”",
        "→ Đối chiếu ngày với bản gốc",
        "Có phối hợp thì có chủ trì (1)",
    ]
    assert lines[6] == "cảnh báo · 1222/KH-UBND · mục II.2 · Ủy ban nhân dân tỉnh Cao Bằng"


def test_a_document_that_is_not_there(chidao: Chidao, checked: Path) -> None:
    done = chidao("check", "--document", "8/KH-UBND", "--lang", "en", store=checked)
    assert done.exit_code == 2
    assert "8/KH-UBND" in done.stderr


def test_own_shapes_are_told_alike(chidao: Chidao, checked: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    rows = records(chidao("check", "--shapes", own, "--format", "csv", store=checked))
    assert [(row["rule"], row["message"], row["document"], row["sentence"]) for row in rows] == [
        ("Có mức ràng buộc", "thiếu", "1222/KH-UBND", f"{number}. Tỷ lệ đạt 87,5% vào năm 2025") for number in "12"
    ]


# What a file of shapes holds, and what the error names beside the file.
BAD = [
    ("@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n<urn:s> a sh:NodeShape ;\n  sh:path ; .\n", "dòng 4", "line 4"),
    ("<urn:s> a <urn:t> .\n", "no sh:NodeShape", "no sh:NodeShape"),
    ("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a sh:PropertyShape .", "sh:path", "sh:path"),
    ("chỉ tiêu", "dòng 1", "line 1"),
    (None, "own.ttl", "own.ttl"),
]


@pytest.mark.parametrize(("turtle", "vietnamese", "english"), BAD)
def test_shapes_that_are_none(  # noqa: PLR0913, PLR0917 (two fixtures beside the parameters)
    chidao: Chidao, checked: Path, tmp_path: Path, turtle: str | None, vietnamese: str, english: str
) -> None:
    own = tmp_path / "own.ttl"
    if turtle is not None:
        own.write_text(turtle, encoding="utf-8")
    for lang, said, remedy in (("vi", vietnamese, "Hãy sửa"), ("en", english, "Correct")):
        done = chidao("check", "--shapes", own, "--lang", lang, store=checked)
        assert (done.exit_code, done.stdout) == (2, "")
        assert str(own) in done.stderr
        assert said in done.stderr
        assert remedy in done.stderr
        assert "Traceback" not in done.stderr
