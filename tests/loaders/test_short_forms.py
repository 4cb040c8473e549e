"""Short forms and names resolved inside a document: only where one number fits."""

from __future__ import annotations

import pytest

from loaders.aliases import defined
from loaders.known import Known
from loaders.letters import mend
from loaders.mentions import find
from loaders.places import Setting
from ontology.numbers import DocumentNumber

OWN = DocumentNumber.parse("15/KH-UBND")


def resolved(text: str) -> list[str]:
    """The numbers of a text's mentions, a name where there is none."""
    found = find(text, Setting())
    meant = Known(found, OWN, Setting()).resolve(found, [])
    return [str(mention.number or mention.name) for mention in meant]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch số 9-KH/TU. Theo Kế hoạch số 09, các xã", ["9-KH/TU", "9-KH/TU"]),
        ("Kế hoạch số 9-KH/TU, Kế hoạch số 9/KH-UBND; Kế hoạch số 9", ["9-KH/TU", "9/KH-UBND", "Kế hoạch số 9"]),
        ("Chỉ thị số 9-CT/TW. Kế hoạch số 9", ["9-CT/TW", "Kế hoạch số 9"]),
        ("Kế hoạch số 15 giao các xã", ["15/KH-UBND"]),
        ("Quyết định số 06/QĐ-TTg (Đề án 06); Đề án 06", ["06/QĐ-TTg", "06/QĐ-TTg", "06/QĐ-TTg"]),
        ("Luật Giá số 16/2023/QH15. Luật Giá 2023 và Luật Giá", ["16/2023/QH15", "16/2023/QH15", "16/2023/QH15"]),
        ("Chỉ thị số 9-CT/TW. Thực hiện Chỉ thị nêu trên", ["9-CT/TW", "9-CT/TW"]),
        ("Chỉ thị số 9-CT/TW. Thực hiện văn bản nêu trên", ["9-CT/TW", "9-CT/TW"]),
        ("Công văn số 9/SYT-VP, Kế hoạch số 8-KH/TU. Văn bản nêu trên", ["9/SYT-VP", "8-KH/TU", "Văn bản nêu trên"]),
        ("Công văn số 9/SYT-VP, Kế hoạch số 8-KH/TU. Các văn bản nêu trên", ["9/SYT-VP", "8-KH/TU"]),
        ("Chỉ thị số 9-CT/TW, Chỉ thị số 8-CT/TW. Chỉ thị nêu trên", ["9-CT/TW", "8-CT/TW", "Chỉ thị nêu trên"]),
    ],
)
def test_a_short_form_is_the_one_number_that_fits(text: str, expected: list[str]) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize(
    ("given", "used", "number"),
    [
        ("Quyết định số 9/QĐ-TTg phê duyệt Đề án mở lớp (sau đây gọi tắt là Đề án Sơ cứu)", "Đề án Sơ cứu", "9/QĐ-TTg"),
        ("Chỉ thị số 9-CT/TW, Chỉ thị số 8-CT/TW (sau đây gọi là Chỉ thị mới)", "Chỉ thị mới", "8-CT/TW"),
        ("Kế hoạch số 9-KH/TU (viết tắt là “Kế hoạch của Tỉnh ủy”)", "Kế hoạch của Tỉnh ủy", "9-KH/TU"),
        ("Kế hoạch số 9-KH/TU (sau đây gọi là Kế hoạch)", "Kế hoạch", None),  # it stands for other things, too
        ("Công văn số 9/SYT-VP. Sở Y tế mở lớp (sau đây gọi là Chương trình sơ cứu)", "Chương trình sơ cứu", None),
        ("Kế hoạch số 9-KH/TU của Tỉnh ủy (sau đây gọi là Tỉnh ủy)", "Tỉnh ủy", None),
    ],
)
def test_an_alias_is_followed_where_it_is_longer_than_a_kind(given: str, used: str, number: str | None) -> None:
    called = defined([(given, find(given, Setting()))])
    found = find(f"Các xã thực hiện {used} năm nay", Setting(), called)
    assert [str(mention.number) for mention in found] == ([number] if number else [])
    assert len(find(given, Setting(), called)) == len(find(given, Setting()))  # where it is given it is not used


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("18/CTPH-BVH11UL-TLĐ", "18/CTPH-BVHTTDL-TLĐ"),
        ("18/CTPH-BVHTTDL-TLĐ", None),  # nothing is damaged
        ("18/CTPH-B1XYZUL-TLĐ", None),  # no known office is near
        ("16/2023/QH15", None),  # a term of the National Assembly
    ],
)
def test_damaged_letters_are_read_only_where_one_reading_is_left(written: str, right: str | None) -> None:
    mended = mend(DocumentNumber.parse(written), [])
    assert (str(mended) if mended else None) == right
