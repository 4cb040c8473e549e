"""``build`` and ``demo`` on real files: what they say, and what they leave."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from loaders.formats import FORMATS

Chidao = Callable[..., Result]


def test_build_says_what_it_did(chidao: Chidao, samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = chidao("build", samples / "cao-bang-1222.txt", "--lang", "en", store=store)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 file new or changed, 0 unchanged, 0 removed" in done.stderr
    again = chidao("build", samples / "cao-bang-1222.txt", store=store)
    assert "0 tệp mới hay đổi, 1 tệp không đổi" in again.stderr


def test_a_file_that_cannot_be_read_is_listed_and_the_others_are_in_the_store(
    chidao: Chidao, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copy(samples / "cao-bang-1222.txt", folder)
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    done = chidao("build", folder, store=tmp_path / "store")
    assert done.exit_code == 1
    assert "1 tệp không đọc được trọn vẹn" in done.stderr
    assert "- picture.txt" in done.stderr
    assert "1222/KH-UBND" in chidao("ask", "documents", store=tmp_path / "store").stdout


@pytest.mark.parametrize(
    ("lang", "empty", "missing"), [("vi", "Không có văn bản nào", "Không có "), ("en", "no document", "There is no ")]
)
def test_nothing_to_build(chidao: Chidao, tmp_path: Path, lang: str, empty: str, missing: str) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    done = chidao("build", folder, "--lang", lang, store=tmp_path / "store")
    assert done.exit_code == 2
    assert empty in done.stderr
    assert ".txt" in done.stderr
    done = chidao("build", tmp_path / "nowhere", "--lang", lang, store=tmp_path / "store")
    assert done.exit_code == 2
    assert missing in done.stderr


def test_an_endpoint_is_not_built_into(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("build", tmp_path, store="http://localhost:1/sparql")
    assert done.exit_code == 2
    assert "--store" in done.stderr


def test_demo(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("demo", "--out", tmp_path / "demo", "--lang", "en", store=None)
    assert done.exit_code == 0, done.stderr
    assert "│   └── 145-KH/HU" in done.stdout
    numbers = [int(line.split(".")[0]) for line in done.stdout.splitlines() if re.match(r"\d+\. ", line)]
    assert numbers == [*range(1, 25), 22, 10]  # the last two with who answers today
    assert "a person has to decide, 2 bodies may hold it" in done.stdout
    assert "Sở Y tế tỉnh Cao Bằng — carries out" in done.stdout
    assert "- [warning] " in done.stdout
    for made in ("cascade.html", "tables/responsibilities.csv", "store/manifest.json"):
        assert (tmp_path / "demo" / made).is_file()
    assert "The picture" in done.stderr


def test_demo_without_samples_says_where_they_are(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("demo", "--out", tmp_path / "demo", "--samples", tmp_path / "nowhere", store=None)
    assert done.exit_code == 2
    assert "--samples" in done.stderr


def test_the_demo_is_silent_on_what_is_no_document(chidao: Chidao, tmp_path: Path) -> None:
    done = chidao("demo", "--out", tmp_path / "demo", store=None)
    assert "gold.json" not in done.stderr
    assert "văn bản từ 5 tệp" in done.stderr


def test_a_build_names_what_it_passes_over(chidao: Chidao, samples: Path, tmp_path: Path) -> None:
    done = chidao("build", samples, store=tmp_path / "store")
    assert f"Bỏ qua 2 tệp hay liên kết không thuộc dạng {FORMATS}: README.rst, gold.json" in done.stderr


def test_where_nothing_can_be_read_no_store_is_made(chidao: Chidao, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    done = chidao("build", folder, store=tmp_path / "store")
    assert done.exit_code == 1
    assert "không dựng kho" in done.stderr
    assert "- picture.txt" in done.stderr
    assert not (tmp_path / "store").exists()


def test_another_folders_file_is_not_replaced(chidao: Chidao, samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for name, sample in (("da", "cao-bang-1222.txt"), ("db", "lam-dong-3190.txt")):
        (tmp_path / name).mkdir()
        shutil.copy(samples / sample, tmp_path / name / "x.txt")
    assert chidao("build", tmp_path / "da", store=store).exit_code == 0
    for lang, words in (("vi", "Hãy dựng vào một kho khác"), ("en", "Build into another store")):
        done = chidao("build", tmp_path / "db", "--lang", lang, store=store)
        assert done.exit_code == 2
        for said in ("x.txt", str(tmp_path / "da"), str(tmp_path / "db"), "--store", words):
            assert said in done.stderr
    assert "1222/KH-UBND" in chidao("ask", "documents", store=store).stdout


def test_files_that_are_gone_are_counted(chidao: Chidao, samples: Path, tmp_path: Path) -> None:
    folder, store = tmp_path / "documents", tmp_path / "store"
    folder.mkdir()
    for sample in ("cao-bang-1222.txt", "lam-dong-3190.txt"):
        shutil.copy(samples / sample, folder)
    chidao("build", folder, store=store)
    (folder / "lam-dong-3190.txt").unlink()
    done = chidao("build", folder, store=store)
    assert "1 tệp của kho không còn trên đĩa; --prune bỏ chúng đi: lam-dong-3190.txt" in done.stderr
    assert "không còn trên đĩa" not in chidao("build", folder, "--prune", store=store).stderr
