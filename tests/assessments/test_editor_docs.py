"""What editors are told about behaviours and review options names what there is."""

import pytest
from django.conf import settings

from assessments.enums import Behaviour, FeedbackTiming, Phase, ReviewItem

CHAPTER = (settings.ROOT / "docs/editors/behaviours.md").read_text()
FOLDER = (settings.ROOT / "docs/editors/course-folder.md").read_text()


@pytest.mark.parametrize("label", [str(item.label) for item in (*ReviewItem, *Behaviour)])
def test_the_chapter_names_every_part_and_every_choice(label):
    assert label in CHAPTER


@pytest.mark.parametrize("word", [*FeedbackTiming.values, *Phase.values, *ReviewItem.values])
def test_the_chapter_names_every_word_of_the_course_folder(word):
    assert f"`{word}`" in CHAPTER


@pytest.mark.parametrize("word", [*FeedbackTiming.values, *Behaviour.values])
def test_the_format_of_the_course_folder_names_them_too(word):
    assert word in FOLDER
