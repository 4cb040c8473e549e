"""Text files."""

from __future__ import annotations

import pytest

from loaders.errors import ReadError
from loaders.formats.markdown import read
from ontology.codes import ReadAs

TEXT = "Giao Phòng Kinh tế chủ trì rà soát các trạm bơm trên địa bàn xã.\r\nBáo cáo trước ngày 30/6.\r\n"


def test_the_text_is_the_file_s_own() -> None:
    made = read(TEXT.encode("utf-8-sig"), "a.txt")
    assert (made.text, made.read_as, made.blocks, made.troubles) == (TEXT, ReadAs.NATIVE, (), ())


def test_an_old_encoding_is_converted_and_told() -> None:
    made = read("Giao Phßng Kinh tÕ chñ tr× rµ so¸t c¸c tr¹m b¬m trªn ®Þa bµn x·.".encode("cp1252"), "a.txt")
    assert made.text == TEXT.split("\r\n", maxsplit=1)[0]
    assert made.read_as is ReadAs.CONVERTED
    assert [trouble.kind.value for trouble in made.troubles] == ["encoding"]


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02" * 50])
def test_no_text(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "a.txt")
