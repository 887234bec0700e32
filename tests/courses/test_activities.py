from courses.activities import Kind, kinds, register_kind


def test_lessons_and_quizzes_may_stand_in_a_module():
    assert {label: kind.name for label, kind in kinds.items()} == {
        "courses.lessonpage": "lesson",
        "assessments.quizpage": "quiz",
    }


def test_a_kind_registered_again_replaces_the_first(monkeypatch):
    monkeypatch.setattr("courses.activities.kinds", known := {})
    first, second = Kind("a", "lesson", "m", "A", "x"), Kind("b", "lesson", "m", "B", "x")

    register_kind("courses.lessonpage", first)
    register_kind("courses.lessonpage", second)

    assert known == {"courses.lessonpage": second}
