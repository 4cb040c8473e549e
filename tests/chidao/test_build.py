"""Building from files: what is read, left, removed and listed, and that nothing else changes."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from chidao import reading
from chidao.build import BuildReport, Progress, Unread, build
from chidao.gather import NoDocumentsError, NoPathError, OtherFolderError, SameNameError, gather
from chidao.program import fingerprint
from graph.store import EmbeddedStore
from loaders.files import Origin
from ontology.identifiers import READINGS_GRAPH

# The front door has a verb of the same name.
MODULE = sys.modules["chidao.build"]
PLAN = """ỦY BAN NHÂN DÂN
TỈNH {place}
-------
Số: {number}/KH-UBND

{place_name}, ngày {day} tháng 5 năm 2024

KẾ HOẠCH
Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị

Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Tỷ lệ trẻ em được khai sinh đúng hạn đạt {share}% vào năm 2025.

II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế chủ trì, phối hợp với các sở, ngành thực hiện chỉ tiêu 1.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def plan(number: int, share: int = 90) -> str:
    return PLAN.format(place="CAO BẰNG", place_name="Cao Bằng", number=number, day=10 + number, share=share)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two plans, one of them deeper."""
    inside = tmp_path / "docs"
    (inside / "tỉnh").mkdir(parents=True)
    (inside / "a.txt").write_text(plan(1), encoding="utf-8")
    (inside / "tỉnh" / "b.md").write_text(plan(2), encoding="utf-8")
    return inside


def built(folder: Path, store: Path, *, workers: int = 1, prune: bool = False) -> tuple[BuildReport, bytes]:
    report = build([folder], store, workers=workers, prune=prune)
    with EmbeddedStore.reading(store) as opened:
        return report, opened.dump()


def findings(store: EmbeddedStore) -> set[tuple[str, str]]:
    """The files that have findings, with their kind."""
    rows = store.query("""
        PREFIX cd: <https://w3id.org/chidao/ontology#>
        SELECT ?file ?kind WHERE { ?x cd:findingKind ?kind ; cd:file ?file FILTER NOT EXISTS { ?x cd:inDocument ?d } }
    """)
    return {(row.text("file"), row.text("kind").rpartition("/")[2]) for row in rows}


def test_files_are_named_relative_to_their_folder(folder: Path, tmp_path: Path) -> None:
    report, dump = built(folder, tmp_path / "store")
    assert report.written == ("a.txt", "tỉnh/b.md")
    assert (report.files, report.documents, report.unread) == (2, 2, ())
    assert str(tmp_path).encode() not in dump
    with EmbeddedStore.reading(tmp_path / "store") as store:
        assert store.text("tỉnh/b.md") == plan(2)


def test_building_again_reads_nothing_and_changes_nothing(folder: Path, tmp_path: Path) -> None:
    _, first = built(folder, tmp_path / "store")
    report, second = built(folder, tmp_path / "store")
    assert (report.written, report.unchanged) == ((), ("a.txt", "tỉnh/b.md"))
    assert first == second == built(folder, tmp_path / "other")[1]


def test_a_changed_file_is_read_again_and_only_it(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "store")
    (folder / "a.txt").write_text(plan(1, share=95), encoding="utf-8")
    report, dump = built(folder, tmp_path / "store")
    assert report.written == ("a.txt",)
    assert dump == built(folder, tmp_path / "fresh")[1]


def test_another_program_reads_everything_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(folder, tmp_path / "store")
    monkeypatch.setattr(MODULE, "fingerprint", lambda: "another")
    assert built(folder, tmp_path / "store")[0].written == ("a.txt", "tỉnh/b.md")


def test_a_file_that_is_gone_stays_until_it_is_pruned(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "store")
    (folder / "a.txt").unlink()
    kept, _ = built(folder, tmp_path / "store")
    assert (kept.removed, kept.files) == ((), 2)
    pruned, dump = built(folder, tmp_path / "store", prune=True)
    assert pruned.removed == ("a.txt",)
    assert dump == built(folder, tmp_path / "fresh")[1]


def test_what_cannot_be_read_is_listed_and_the_others_go_on(folder: Path, tmp_path: Path) -> None:
    whole = built(folder, tmp_path / "whole")[1]
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "broken.md").write_bytes("Kế hoạch ".encode() * 20 + b"\xff\xfe\xff")
    (folder / "english.txt").write_text("The quick brown fox jumps over the lazy dog. " * 30)
    report, dump = built(folder, tmp_path / "store")
    assert [unread.file for unread in report.unread] == ["binary.txt", "broken.md", "empty.txt", "english.txt"]
    assert all(str(words) for unread in report.unread for words in astuple(unread.lack))
    lines = dump.splitlines(keepends=True)
    assert b"".join(line for line in lines if READINGS_GRAPH.encode() not in line) == whole
    with EmbeddedStore.reading(tmp_path / "store") as store:
        unreadable = findings(store)
    assert {(file, kind) for file, kind in unreadable} == {(unread.file, "unreadable") for unread in report.unread}
    again, same = built(folder, tmp_path / "store")
    assert (again.unread, again.written, same) == (report.unread, (), dump)


def test_a_file_that_has_become_unreadable_leaves_the_store(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "store")
    (folder / "a.txt").write_bytes(b"")
    report, dump = built(folder, tmp_path / "store")
    assert ([u.file for u in report.unread], report.removed) == (["a.txt"], ("a.txt",))
    (folder / "a.txt").unlink()
    report, dump = built(folder, tmp_path / "store")
    assert (report.unread, report.vanished, dump) == ((), (), built(folder, tmp_path / "fresh")[1])


def test_other_formats_hidden_files_and_the_store_are_passed_over(folder: Path) -> None:
    (folder / "table.csv").write_text("a,b")
    (folder / ".hidden.txt").write_text(plan(3), encoding="utf-8")
    report, _ = built(folder, folder / "store")
    assert report.passed_over == ("table.csv",)
    again, _ = built(folder, folder / "store")
    assert (again.files, again.passed_over) == (2, ("table.csv",))


def test_a_single_file_has_its_own_name_whatever_its_format(folder: Path, tmp_path: Path) -> None:
    report = build([folder / "tỉnh" / "b.md"], tmp_path / "store", workers=1)
    assert report.written == ("b.md",)
    (folder / "b.xyz").write_bytes(bytes(range(256)) * 9)
    (unread,) = build([folder / "b.xyz"], tmp_path / "store", workers=1).unread
    assert unread.file == "b.xyz"


def test_several_processes_write_the_same_bytes(tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(1, 19):
        (many / f"{number}.txt").write_text(plan(number), encoding="utf-8")
    seen: list[Progress] = []
    report = build([many], tmp_path / "two", workers=2, progress=seen.append)
    assert len(report.written) == 18
    size = sum(path.stat().st_size for path in many.iterdir())
    assert (seen[0], seen[-1]) == (Progress(0, 18, 0, size), Progress(18, 18, size, size))
    with EmbeddedStore.reading(tmp_path / "two") as store:
        assert store.dump() == built(many, tmp_path / "one", workers=1)[1]


def test_paths_without_documents_are_refused_before_a_store_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoDocumentsError, match=r"\.txt \.md .*\.pdf"):
        build([tmp_path / "empty"], tmp_path / "store")
    with pytest.raises(NoPathError, match="check the path"):
        build([tmp_path / "nowhere"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_two_files_of_one_name_are_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    with pytest.raises(SameNameError, match=r"a\.txt"):
        gather([folder, tmp_path / "copy"])
    assert list(gather([folder, folder]).files) == ["a.txt", "tỉnh/b.md"]


@pytest.mark.skipif(os.name == "nt", reason="names there are always Unicode")
def test_a_name_that_is_not_unicode_is_listed(folder: Path, tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/x\xff.txt"))).write_text(plan(3), encoding="utf-8")
    (unread,) = built(folder, tmp_path / "store")[0].unread
    assert unread.lack.remedy.en == "rename the file"


def test_a_fault_of_the_program_is_listed_with_its_place(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(origin: Origin) -> None:
        raise KeyError(origin.file)

    monkeypatch.setattr(reading, "extract", fail)
    unread = reading.read(Origin(folder / "a.txt", "a.txt"), "test")
    assert isinstance(unread, Unread)
    assert str(unread.lack.place).startswith("test_build.py, line")
    assert "KeyError" in str(unread.lack.problem)
    assert build([folder], tmp_path / "store", workers=1).files == 0
    assert not (tmp_path / "store").exists()


def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders that each have an ``x.txt`` and a file of their own."""
    folders = tmp_path / "da", tmp_path / "db"
    for number, one in enumerate(folders, start=1):
        one.mkdir()
        (one / "x.txt").write_text(plan(number), encoding="utf-8")
        (one / f"{one.name}.txt").write_text(plan(number + 2), encoding="utf-8")
    return folders


def test_a_name_that_another_folder_has_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    da, db = two_folders(tmp_path)
    _, before = built(da, tmp_path / "store")
    with pytest.raises(OtherFolderError, match="another store") as caught:
        build([db], tmp_path / "store", workers=1, prune=True)
    assert (caught.value.name, caught.value.stored, caught.value.given) == ("x.txt", str(da), str(db))
    with EmbeddedStore.reading(tmp_path / "store") as store:
        assert store.dump() == before


def test_pruning_leaves_the_files_of_other_folders(tmp_path: Path) -> None:
    da, db = two_folders(tmp_path)
    (db / "x.txt").unlink()
    built(da, tmp_path / "store")
    report, _ = built(db, tmp_path / "store", prune=True)
    assert (report.removed, report.vanished, report.files) == ((), (), 3)
    (da / "da.txt").unlink()
    assert built(db, tmp_path / "store", prune=True)[0].removed == ()
    assert built(da, tmp_path / "store")[0].vanished == ("da.txt",)
    assert built(da, tmp_path / "store", prune=True)[0].removed == ("da.txt",)


def test_a_folder_that_has_moved_is_no_other_one(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "store")
    moved = folder.rename(tmp_path / "moved")
    assert built(moved, tmp_path / "store")[0].unchanged == ("a.txt", "tỉnh/b.md")
    (moved / "a.txt").write_text(plan(1, share=95), encoding="utf-8")
    (moved / "tỉnh" / "b.md").unlink()
    report, _ = built(moved, tmp_path / "store", prune=True)
    assert (report.written, report.removed) == (("a.txt",), ("tỉnh/b.md",))


def test_a_file_alone_prunes_nothing(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "store")
    report = build([folder / "a.txt"], tmp_path / "store", workers=1, prune=True)
    assert (report.removed, report.files) == ((), 2)


def test_an_empty_folder_that_was_there_is_left_empty(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (tmp_path / "store").mkdir()
    assert [unread.file for unread in build([folder], tmp_path / "store").unread] == ["a.txt"]
    assert list((tmp_path / "store").iterdir()) == []


def test_the_fingerprint_is_of_code_and_data() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint().rpartition("+")[2]) == 16
