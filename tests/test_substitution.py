"""The rewriting itself: a text under other names says the same, and what only looks like a name stays."""

from __future__ import annotations

import datetime as dt

from ontology.evidence import Span
from ontology.source import Block, BlockKind, SourceText
from tests.edits import Edit, decomposing, source_edited
from tests.substitution import Substitution

TEXT = """UBND tỉnh Bắc Ninh giao Sở Y tế chủ trì Kế hoạch số 17/KH-SYT ngày 28/02/2025 và Quyết định 17/QĐ-BYT
ngày 01 tháng 3 năm 2025 tại các cơ sở y tế; tư tưởng Hồ Chí Minh."""
GOLD = {"date": "2025-11-24", "issuer": "Ủy ban nhân dân tỉnh Bắc Ninh", "signer": None}
DAYS = {dt.date(2025, 2, 28): dt.date(2025, 1, 5), dt.date(2025, 3, 1): dt.date(2025, 4, 30)}


def chosen() -> Substitution:
    return Substitution({"17": "42"}, DAYS).of(TEXT, GOLD, 1)


def test_everything_named_is_another() -> None:
    text = chosen().text(TEXT)
    for old in ("Bắc Ninh", "Sở Y tế", "17/", "SYT", "BYT", "28/02/2025", "tháng 3"):
        assert old not in text
    assert "ngày 05/01/2025" in text
    assert "ngày 30 tháng 4 năm 2025" in text


def test_what_only_looks_like_a_name_stays() -> None:
    text = chosen().text(TEXT)
    assert "các cơ sở y tế; tư tưởng Hồ Chí Minh" in text


def test_facts_change_as_the_text_does() -> None:
    told = chosen().facts({"id": "a", "number": "17/KH-SYT", "on": "2025-03-01", "lead": ["Sở Y tế tỉnh Bắc Ninh"]})
    assert told["on"] == "2025-04-30"
    assert told["number"] in chosen().text(TEXT)
    assert told["lead"][0].split(" tỉnh ")[0] in chosen().text(TEXT)
    assert told["id"] == "a"


def test_blocks_move_with_the_words_in_them() -> None:
    source = SourceText("a.pdf", "0" * 64, "Sở Y tế\nhọp", blocks=(Block(BlockKind.PARAGRAPH, Span(8, 11)),))
    longer = source_edited(source, [Edit(3, 7, "Công Thương")])
    apart = source_edited(longer, decomposing(longer.text))
    for moved in (longer, apart):
        span = moved.blocks[0].span
        assert moved.text[span.start : span.end].startswith("ho" if moved is apart else "họp")
        assert span.end == len(moved.text)
