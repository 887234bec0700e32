"""One word for the time of feedback becomes phases for each part of a result, in pages and in their drafts."""

import assessments.review
from django.db import migrations, models

ITEMS = ("answers", "feedback", "key")
PHASES = {"after_submit": ["after"], "after_pass": ["later"], "after_close": ["closed"], "never": []}


def options(word):
    return {"marks": ["after"]} | {item: PHASES[word] for item in ITEMS}


def word_of(review):
    return next((word for word, phases in PHASES.items() if review.get("key") == phases), "never")


def drafts(apps):
    return apps.get_model("wagtailcore", "Revision").objects.filter(
        base_content_type__app_label="wagtailcore",
        content_type__app_label="assessments",
        content_type__model="quizpage",
    )


def forwards(apps, schema_editor):
    quiz = apps.get_model("assessments", "QuizPage")
    for word in PHASES:
        quiz.objects.filter(feedback=word).update(review=options(word))
    move_drafts(apps)


def move_drafts(apps):
    for draft in drafts(apps).iterator(chunk_size=200):
        draft.content["review"] = options(draft.content.pop("feedback", "after_submit"))
        draft.save(update_fields=["content"])


def backwards(apps, schema_editor):
    for page in apps.get_model("assessments", "QuizPage").objects.iterator(chunk_size=200):
        page.feedback = word_of(page.review)
        page.save(update_fields=["feedback"])
    for draft in drafts(apps).iterator(chunk_size=200):
        draft.content["feedback"] = word_of(draft.content.pop("review", {}))
        draft.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0009_statistics"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.AddField(
            "quizpage",
            "review",
            models.JSONField(blank=True, default=assessments.review.at_once, verbose_name="yang boleh dilihat peserta"),
        ),
        migrations.RunPython(forwards, backwards),
        migrations.RemoveField("quizpage", "feedback"),
    ]
