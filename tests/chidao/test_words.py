"""Every code that a user can meet has words in both languages."""

from __future__ import annotations

import errno
import os
from string import Formatter

import pytest

from chidao.errors import system_words, worded
from chidao.messages import messages, say
from ontology.codes import Level, Role, Severity, Standing
from queries import errors
from queries.errors import QuestionError
from queries.gaps import GapKind

# The blanks that each error of a question fills in.
DETAILS = {
    "unknown-query": {"name", "near"},
    "unknown-parameter": {"query", "name", "known"},
    "missing-parameter": {"query", "name", "known"},
    "wrong-type": {"name", "value", "type"},
    "unknown-document": {"number", "near"},
    "not-a-number": {"words", "near"},
    "several-documents": {"number", "iris"},
    "query-syntax": {"problem", "line", "column"},
    "read-only": {"word"},
    "gold-missing": {"paths"},
    "gold-file": {"file", "problem"},
    "gold-key": {"file", "at", "wanted", "found"},
    "unknown-fact": {"words"},
    "unknown-indicator": {"wanted", "near"},
    "unknown-indicator-number": {"wanted", "known"},
    "not-a-date": {"words"},
    "before-document": {"document", "date", "at"},
    "unknown-place": {"place", "at"},
    "several-places": {"place", "at", "slugs"},
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", QuestionError.__subclasses__(), ids=lambda kind: str(kind.code))
def test_every_question_error_is_worded(kind: type[QuestionError], lang: str) -> None:
    said = worded(kind(**dict.fromkeys(DETAILS[kind.code], "<x>")), lang)
    assert said is not None
    assert said.count("<x>") >= len(DETAILS[kind.code])


def test_the_list_of_errors_is_whole() -> None:
    assert set(DETAILS) == {kind.code for kind in QuestionError.__subclasses__()}
    assert {kind.__module__ for kind in QuestionError.__subclasses__()} == {errors.__name__}


def test_codes_have_words() -> None:
    keys = {f"gap.{kind.value}" for kind in GapKind} | {f"level.{level.value}" for level in Level}
    keys |= {f"severity.{severity.value}" for severity in Severity} | {standing.value for standing in Standing}
    keys |= {f"role.{role.value}" for role in Role if role.owns}
    assert keys <= set(messages())


def test_every_message_stands_in_both_languages_with_the_same_blanks() -> None:
    for key, said in messages().items():
        blanks = [{name for _, name, _, _ in Formatter().parse(said[lang]) if name} for lang in ("vi", "en")]
        assert said["vi"], key
        assert said["en"], key
        assert blanks[0] == blanks[1], key


def test_one_is_said_otherwise_than_many() -> None:
    assert [say("not-read", "en", count=count)[:8] for count in (1, 2)] == ["1 file c", "2 files "]
    assert [say("days-up", "en", days=days) for days in (1, 3)] == ["1 day before that", "3 days before that"]


def test_near_ones_are_left_out_where_there_are_none() -> None:
    assert say("no-file", "en", file="a", near="") == "The store has no file “a”."
    assert say("no-file", "vi", file="a", near="b, c") == "Kho không có tệp “a”. Gần giống: b, c."


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC])
def test_the_system_is_told_in_vietnamese(number: int) -> None:
    said = worded(OSError(number, os.strerror(number), "x.csv"), "vi")
    assert said is not None
    assert os.strerror(number) not in said
    assert "x.csv" in said


def test_an_error_without_words_keeps_those_of_the_system() -> None:
    assert system_words(OSError(errno.EXDEV, "Cross-device link"), "vi") == "Cross-device link"
    assert system_words(ValueError("odd"), "vi") == "odd"
