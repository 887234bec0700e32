from importlib import import_module

import pytest
from django.apps import apps

from assessments.enums import FeedbackTiming
from assessments.review import preset

REVIEW = import_module("assessments.migrations.0010_review")


@pytest.mark.parametrize("word", FeedbackTiming.values)
def test_every_word_of_before_moves_to_what_it_meant(word):
    moved = REVIEW.options(word)

    assert {item: moved.get(item, []) for item in preset(word)} == preset(word)
    assert REVIEW.word_of(moved) == word


def test_the_drafts_of_a_quiz_move_too(stage):
    draft = stage.quiz.save_revision()
    draft.content = {key: value for key, value in draft.content.items() if key != "review"}
    draft.content["feedback"] = "after_close"
    draft.save()

    REVIEW.move_drafts(apps)

    stage.quiz.refresh_from_db()
    assert stage.quiz.get_latest_revision_as_object().review == preset("after_close")
