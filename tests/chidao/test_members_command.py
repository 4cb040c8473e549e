"""The command ``members``: by place, by document, with heirs, and what it says where it knows nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from typer.testing import Result

Chidao = Callable[..., Result]


def read(done: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.mark.parametrize(
    ("words", "place", "at", "count"),
    [
        ("UBND các huyện, thành phố", "Cao Bằng", "2024-05-23", 10),
        ("UBND các xã, phường", "tỉnh Cao Bằng", "2025-11-20", 56),
        ("các tỉnh, thành phố", "Việt Nam", "2025-06", 63),
        ("các tổ chức chính trị - xã hội", "tinh-ca-mau.2025", "2026", 5),
        ("các đoàn thể", "xã Trị An", "2026-01-01", 4),
    ],
)
def test_members_at_a_place_and_a_date(chidao: Chidao, words: str, place: str, at: str, count: int) -> None:
    done = chidao("members", words, "--place", place, "--at", at, "--format", "csv")
    assert (done.exit_code, len(read(done))) == (0, count)
    assert all(row["sources"] and row["confidence"] for row in read(done))


def test_members_of_a_document_s_group_and_their_heirs(chidao: Chidao) -> None:
    done = chidao("members", "UBND các huyện", "--document", "1222/KH-UBND", "--at", "2026-11-22", "--format", "csv")
    rows = read(done)
    assert len({row["agency"] for row in rows}) == 9
    heirs = {row["heir"] for row in rows if row["agency"] == "Ủy ban nhân dân huyện Bảo Lâm"}
    assert "Ủy ban nhân dân xã Bảo Lâm" in heirs
    assert len(heirs) > 1
    assert {row["decided"] for row in rows} == {"false"}
    assert all(0 < float(row["confidence"]) < 1 for row in rows)


def test_heirs_of_departments(chidao: Chidao) -> None:
    done = chidao("members", "các sở", "--document", "1222/KH-UBND", "--at", "2025-12-01", "--format", "csv")
    heirs = {row["agency"]: row["heir"] for row in read(done) if row["decided"] == "true"}
    assert heirs["Sở Tài nguyên và Môi trường tỉnh Cao Bằng"] == "Sở Nông nghiệp và Môi trường tỉnh Cao Bằng"
    assert heirs["Sở Y tế tỉnh Cao Bằng"] == "Sở Y tế tỉnh Cao Bằng"


@pytest.mark.parametrize(
    ("words", "at", "said"),
    [
        ("các đơn vị liên quan", "2024-05-23", "do not tell which bodies they mean"),
        ("UBND các huyện", "2025-07-01", "has no members at 2025-07-01: the level “cấp huyện” has existed only to"),
        ("các sở và doanh nghiệp", "2024-05-23", "Of these words the members are not known: doanh nghiệp."),
        ("các sở, ban, ngành", "2024-05-23", "may have other members"),
    ],
)
def test_what_the_rows_do_not_say(chidao: Chidao, words: str, at: str, said: str) -> None:
    done = chidao("members", words, "--place", "Cao Bằng", "--at", at, "--lang", "en")
    assert done.exit_code == 0
    assert said in done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--place", "Xứ X"], "Không có nơi nào tên là “Xứ X”"),
        (["--place", "huyện Châu Thành"], "có nhiều nơi tên là “huyện Châu Thành”"),
        (["--document", "9999/KH-UBND"], "Kho không có văn bản nào số 9999/KH-UBND"),
    ],
)
def test_a_place_or_a_document_that_is_not_one(chidao: Chidao, given: list[str], said: str) -> None:
    done = chidao("members", "các phòng", *given, "--at", "2024-05-23")
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_date_that_is_none(chidao: Chidao) -> None:
    done = chidao("members", "các sở", "--place", "Cao Bằng", "--at", "hôm nay")
    assert done.exit_code == 2
    assert "“hôm nay” không phải là một ngày" in done.stderr
