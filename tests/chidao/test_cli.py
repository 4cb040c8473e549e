"""Each command on the hand-written store, and each error in both languages."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from typer.testing import Result

from graph.texts import Texts
from queries.columns import TABLES

Chidao = Callable[..., Result]

TREE_VI = """\
28-CT/TW · Bộ Chính trị · trung ương · 25/12/2023 · không có toàn văn
├── 156-KH/TU · cấp tỉnh · 1/3/2024 · sau 67 ngày · không có toàn văn
│   └── 145-KH/HU · Ban Thường vụ Huyện ủy Định Hóa · cấp huyện · 27/3/2024 · sau 26 ngày · có toàn văn · cũng thực hiện 28-CT/TW (93 ngày)
│       └── 1761/UBND-VP · cấp huyện · 28/3/2024 · sau 1 ngày · không có toàn văn
│           └── Công văn của UBND thị trấn Chợ Chu, 4/2024 · cấp xã · có toàn văn
└── 324-KH/TU · Tỉnh ủy Cao Bằng · cấp tỉnh · 26/3/2024 · sau 92 ngày · không có toàn văn
    └── 1222/KH-UBND · UBND tỉnh Cao Bằng · cấp tỉnh · 23/5/2024 · sau 58 ngày · có toàn văn · cũng thực hiện 28-CT/TW (150 ngày)
"""  # noqa: E501


def test_cascade_is_a_tree(chidao: Chidao) -> None:
    done = chidao("cascade", "28-CT/TW")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == TREE_VI


def test_cascade_in_english(chidao: Chidao) -> None:
    done = chidao("cascade", "324-kh/tu", "--lang", "en")
    assert done.stdout.splitlines()[1].endswith("· province · 23/5/2024 · 58 days later · held")


def test_cascade_upwards(chidao: Chidao) -> None:
    lines = chidao("cascade", "1222/KH-UBND", "--up").stdout.splitlines()
    assert [line.lstrip("└─├│ ").split(" · ")[0] for line in lines] == ["1222/KH-UBND", "324-KH/TU", "28-CT/TW"]
    assert "cũng được 1222/KH-UBND (150 ngày) thực hiện" in lines[2]


def test_cascade_as_rows(chidao: Chidao) -> None:
    rows = json.loads(chidao("cascade", "28-CT/TW", "--format", "json").stdout)
    assert [(row["depth"], row["number"], row["days"]) for row in rows][:3] == [
        (0, "28-CT/TW", None),
        (1, "156-KH/TU", 67),
        (2, "145-KH/HU", 26),
    ]


def test_owner_with_its_sentence(chidao: Chidao) -> None:
    done = chidao("owner", "9", "--document", "1222/KH-UBND")
    assert done.exit_code == 0
    for words in (
        "Sở Y tế tỉnh Cao Bằng — chủ trì",
        "“Sở Y tế chủ trì chỉ tiêu số 9.”",
        "tinh.txt · IV.1 · 300-330",
        "Công an tỉnh Cao Bằng — thực hiện",
    ):
        assert words in done.stdout


def test_owner_as_csv_and_nobody(chidao: Chidao) -> None:
    rows = list(csv.DictReader(io.StringIO(chidao("owner", "san choi", "--format", "csv").stdout)))
    assert [(row["no"], row["agency"]) for row in rows] == [("2", "")]
    assert "no agency is bound" in chidao("owner", "2", "--lang", "en").stdout


def test_gaps(chidao: Chidao) -> None:
    done = chidao("gaps", "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["gap"] for row in rows} >= {"cited but not held", "indicator without owner", "target without its year"}
    assert f"{len(rows)} gaps" in done.stderr
    assert len(list(csv.DictReader(io.StringIO(chidao("gaps", "156-KH/TU", "--format", "csv").stdout)))) == 3


def test_ask_lists_the_queries_without_a_store(chidao: Chidao) -> None:
    done = chidao("ask", "--format", "json", store="nowhere")
    assert {row["query"] for row in json.loads(done.stdout)} >= {"documents", "cascade-down", "evidence-for"}


def test_ask(chidao: Chidao) -> None:
    done = chidao("ask", "targets-by-year", "year=2025")
    assert done.stdout.splitlines()[0].split("\t")[:2] == ["document", "number"]
    assert "1222/KH-UBND\t9\t" in done.stdout
    assert chidao("ask", "targets-by-year", "year=2025", "--format", "md").stdout.startswith("| văn bản |")


def test_sparql_from_words_and_from_a_file(chidao: Chidao, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/chidao/ontology#Indicator> }"
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    assert chidao("sparql", query).stdout == "n\n2\n"
    assert chidao("sparql", tmp_path / "q.rq").stdout == "n\n2\n"


def test_tables(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("tables", "--out", tmp_path / "t")
    assert (done.exit_code, done.stdout) == (0, "")
    assert {path.stem for path in (tmp_path / "t").iterdir()} == set(TABLES)


def test_text_and_check(chidao: Chidao) -> None:
    assert chidao("text", "tinh.txt").stdout[300:330] == "Sở Y tế chủ trì chỉ tiêu số 9."
    done = chidao("check", "--lang", "en")
    assert done.exit_code == 0
    assert "All 16 quotations" in done.stderr


def test_check_finds_what_differs(chidao: Chidao, made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(made, copy)
    texts = Texts(copy / "texts")
    texts.put("aa" * 32, texts.get("aa" * 32).replace("Sở Y tế chủ trì", "Sở Y tế phụ trì"))
    done = chidao("check", "--format", "json", store=copy)
    assert done.exit_code == 1
    assert [(row["start"], row["found"]) for row in json.loads(done.stdout)] == [
        (300, "Sở Y tế phụ trì chỉ tiêu số 9.")
    ]


def test_check_system(chidao: Chidao) -> None:
    done = chidao("check", "--system", "--format", "json", store="nowhere")
    assert {"Python", "pyoxigraph", "Java", "samples/"} <= {row["part"] for row in json.loads(done.stdout)}


@pytest.mark.parametrize(("form", "syntax"), [("nq", "nquads"), ("trig", "trig"), ("ttl", "turtle")])
def test_export(chidao: Chidao, tmp_path: Path, form: str, syntax: str) -> None:
    target = tmp_path / f"all.{form}"
    assert chidao("export", "--format", form, "--out", target).exit_code == 0
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(target, format=syntax)
    found = dataset.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://w3id.org/chidao/ontology#Citation> }")
    assert [str(row[0]) for row in found] == ["5"]  # type: ignore[index]


def test_export_to_a_pipe_is_canonical(chidao: Chidao) -> None:
    lines = chidao("export").stdout_bytes.splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 300


def test_draw(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("draw", "28-CT/TW", "--out", tmp_path / "picture.html")
    assert done.exit_code == 0, done.stderr
    assert "1222/KH-UBND" in (tmp_path / "picture.html").read_text(encoding="utf-8")


@pytest.mark.system("java")
def test_reason(chidao: Chidao) -> None:
    done = chidao("reason", "--lang", "en", store=None)
    assert (done.exit_code, done.stdout) == (0, "The ontology is consistent; every class can have members.\n")


def test_debug_shows_the_traceback(chidao: Chidao) -> None:
    done = chidao("cascade", "29-CT/TW", "--debug")
    assert done.exception is not None
    assert done.exit_code == 1


def test_wrong_use_of_the_command_line(chidao: Chidao) -> None:
    assert chidao("cascade").exit_code == 2
    assert chidao("ask", "documents", "--format", "xml").exit_code == 2
