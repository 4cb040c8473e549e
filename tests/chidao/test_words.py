"""Every code that a user can meet has words in both languages."""

from __future__ import annotations

import pytest

from chidao.errors import worded
from chidao.messages import messages
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
    "query-syntax": {"problem"},
    "read-only": {"word"},
    "unknown-indicator": {"wanted", "near"},
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
