"""Files that cannot be read: the message names the file, the place in it and the remedy, in both languages."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from loaders.errors import ReadError
from loaders.files import Origin
from loaders.formats import of_bytes
from ontology.codes import ReadAs
from ontology.source import SourceText

PLAN = "Kế hoạch thực hiện công tác bảo vệ và chăm sóc trẻ em của các cấp, các ngành trong tỉnh năm 2025"
ENGLISH = "The ministry will publish the annual report before the end of March and send it to all provinces. " * 5


def read(path: Path, name: str) -> SourceText:
    return of_bytes(Origin(path, name).read(), name)


def failure(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path, "a/b.txt")
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "place", "problem"),
    [
        ("empty.txt", b"", "the whole file", "the file is empty"),
        ("blank.txt", b" \n\t\n", "the whole file", "the file is empty"),
        ("mark.txt", b"\xef\xbb\xbf\n", "the whole file", "it holds no text"),
        ("binary.txt", bytes(range(256)) * 20, "the whole file", "the format is none that is read"),
        ("zip.md", b"PK\x03\x04\x14\x00\x06\x00" + bytes(400), "the whole file", "the format is none that is read"),
        ("broken.txt", PLAN.encode()[:30] + b"\xc3\x28" + PLAN.encode(), "byte 30, line 1", "not in UTF-8"),
        ("third-line.txt", f"{PLAN}\n{PLAN}\n".encode() + b"\xff " + PLAN.encode(), "line 3", "not in UTF-8"),
        ("half.txt", PLAN.encode("utf-16")[:-1], "byte", "not in UTF-8"),
        ("english.txt", ENGLISH.encode(), "the whole file", "does not look Vietnamese"),
        ("few.txt", "Kế hoạch".encode(), "the whole file", "it holds no text"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, place: str, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = failure(path)
    assert error.file == "a/b.txt"
    assert place in error.place.en
    assert problem in error.problem.en
    assert str(error) == f"a/b.txt ({error.place.en}): {error.problem.en}; {error.remedy.en}"
    assert all(words.told("vi") != words.told("en") for words in (error.place, error.problem, error.remedy))


def test_a_missing_file(tmp_path: Path) -> None:
    error = failure(tmp_path / "none.txt")
    assert "No such file" in error.problem.en
    assert "check that it is there" in error.remedy.en


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    assert "directory" in failure(tmp_path / "folder.txt").problem.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding=encoding)
    source = read(path, "plan.txt")
    assert (source.text, source.read_as, source.file) == (PLAN, ReadAs.NATIVE, "plan.txt")


@pytest.mark.parametrize("name", ["plan", "plan.pdf", "plan.doc", "plan.text"])
def test_a_format_is_told_by_the_content_and_not_by_the_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    assert read(tmp_path / name, name).text == PLAN


def test_the_same_bytes_have_the_same_hash_and_others_another(tmp_path: Path) -> None:
    for name, words in (("a.txt", PLAN), ("b.txt", PLAN), ("c.txt", f"{PLAN}.")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    first, second, third = (read(tmp_path / name, name) for name in ("a.txt", "b.txt", "c.txt"))
    assert first.sha256 == second.sha256 != third.sha256
    assert len(first.sha256) == 64


def test_line_ends_of_the_file_are_kept_for_the_offsets(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(f"{PLAN}\r\n{PLAN}".encode())
    assert "\r\n" in read(path, "plan.txt").text


def test_an_error_goes_between_processes(tmp_path: Path) -> None:
    error = failure(tmp_path / "none.txt")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert str(copy) == str(error)
    assert copy.remedy == error.remedy
