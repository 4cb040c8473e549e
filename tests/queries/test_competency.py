"""Every competency question is answered by its named query, row by row, over a store that is built from the samples."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.store import EmbeddedStore
from queries.asking import ask
from queries.catalogue import catalogue
from queries.competency import CompetencyQuestion, questions, seen


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_a_question_is_answered(samples_store: EmbeddedStore, question: CompetencyQuestion) -> None:
    found = seen(ask(samples_store, question.query, question.given), question.columns)
    assert len(found) == question.of
    if question.of == len(question.rows):
        assert sorted(found) == sorted(question.rows)
    else:
        assert not Counter(question.rows) - Counter(found)


def test_there_are_questions_enough_and_each_stands_once() -> None:
    assert len(questions()) >= 30
    assert len({question.id for question in questions()}) == len(questions())
    assert len({question.vi for question in questions()}) == len({question.en for question in questions()})


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_a_question_stands_in_both_languages(question: CompetencyQuestion) -> None:
    assert question.vi
    assert question.en
    assert question.vi != question.en
    assert bool(question.note_vi) == bool(question.note_en)
    assert question.rows or question.note_vi, "an empty answer says why"


def test_each_open_query_shows_an_answer() -> None:
    """A query that cannot be asked bare answers a competency question."""
    named = {question.query for question in questions()}
    assert named <= {query.name for query in catalogue().values() if not query.internal}
    for query in catalogue().values():
        bare = all(parameter.optional for parameter in query.parameters)
        assert query.internal or bare or query.name in named, query.name
