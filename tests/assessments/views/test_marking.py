"""Those who mark: their list, one answer at a time, and what they may not see."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Attempt, HandMark
from lms.people.enums import Role
from tests import factories
from tests.assessments.conftest import NOW
from tests.assessments.grading.bodies import body
from tests.assessments.marking import POOR, build_desk, essay_of
from tests.assessments.test_uploads import PDF
from tests.clients import signed_in

FULL = {"poin_1": "6", "poin_2": "4", "comment": "Jelas dan lengkap."}


@pytest.fixture
def desk(db):
    return build_desk()


def url_of(attempt):
    return reverse("marking_answer", args=[essay_of(attempt).pk])


def given(client, attempt, **data):
    seen = {"seen": str(essay_of(attempt).marks.count())}
    return client.post(url_of(attempt), FULL | seen | data)


def test_a_lecturer_marks_one_after_the_other_until_none_is_left(desk):
    people = [factories.enrolment(user=factories.user(), course=desk.stage.course) for _n in range(2)]
    attempts = [desk.hand_in(f"Jawaban {n}", enrolment) for n, enrolment in enumerate(people)]
    client = signed_in(desk.markers[0])
    pile = client.get(reverse("marking")).context["piles"][0]
    onward = reverse("marking_next", args=[pile.quiz, pile.question])

    for left in (2, 1):
        page = client.get(onward, follow=True)
        assert page.context["page"].left == left
        reply = client.post(page.request["PATH_INFO"], FULL | {"seen": "0"})
        assert reply.url == onward
    end = client.get(onward, follow=True)

    assert pile.count == 2
    assert "Tidak ada lagi jawaban" in end.content.decode()
    assert [Attempt.objects.get(pk=attempt.pk).state for attempt in attempts] == ["submitted"] * 2


def test_the_page_names_nobody_where_the_quiz_is_marked_blind(desk):
    attempt = desk.hand_in("Isi jawaban.")
    client = signed_in(desk.markers[0])

    blind = client.get(url_of(attempt)).content.decode()
    desk.stage.quiz.blind = False
    desk.stage.quiz.save()
    named = client.get(url_of(attempt)).content.decode()

    assert str(attempt.user) not in blind
    assert "Isi jawaban." in blind
    assert str(attempt.user) in named


def test_a_second_marker_does_not_see_the_first_mark(db):
    desk = build_desk(markers=2, marker_gap_percent=10)
    attempt = desk.hand_in()
    first, second, third = (signed_in(person) for person in desk.markers)
    given(first, attempt, comment="Dari yang pertama.")

    hidden = second.get(url_of(attempt)).content.decode()
    given(second, attempt, poin_1="0", poin_2="0")
    shown = third.get(url_of(attempt)).content.decode()

    assert "Dari yang pertama." not in hidden
    assert "Dari yang pertama." in shown
    assert "Nilai Anda yang memutuskan" in shown
    assert [
        first.get(reverse("marking")).context["piles"],
        len(third.get(reverse("marking")).context["piles"]),
    ] == [
        [],
        1,
    ]


def test_points_that_are_missing_or_too_many_are_said_by_their_field(desk):
    attempt = desk.hand_in()
    client = signed_in(desk.markers[0])

    empty = given(client, attempt, poin_2="")
    many = given(client, attempt, poin_1="60")

    assert (empty.status_code, many.status_code) == (422, 422)
    assert "poin_2" in empty.context["form"].errors
    assert "Isi: isi 0 sampai 6 poin." in many.content.decode()
    assert not HandMark.objects.exists()


def test_who_was_slower_reads_why_and_sees_the_mark_that_counts(desk):
    attempt = desk.hand_in()
    slower = signed_in(desk.markers[1])
    desk.mark(attempt, desk.markers[0], POOR, comment="Lebih dulu.")

    reply = slower.post(url_of(attempt), FULL | {"seen": "0", "reason": "x"}, follow=True)

    page = reply.content.decode()
    assert "lebih dulu" in page
    assert "Lebih dulu." in page
    assert HandMark.objects.count() == 1


def test_what_is_settled_asks_for_a_reason(desk):
    attempt = desk.hand_in()
    desk.mark(attempt, desk.markers[0], POOR)
    client = signed_in(desk.markers[0])

    bare = given(client, attempt)
    reasoned = given(client, attempt, reason="Salah baca.")

    assert (bare.status_code, reasoned.status_code) == (422, 302)
    assert Attempt.objects.get().percent == 100


def test_own_answers_are_not_among_them(desk):
    own = factories.enrolment(user=desk.markers[0], course=desk.stage.course)
    attempt = desk.hand_in(enrolment=own)
    client = signed_in(desk.markers[0])

    assert client.get(reverse("marking")).context["piles"] == []
    assert client.get(url_of(attempt)).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(desk, django_assert_num_queries):
    client = signed_in(desk.markers[0])
    desk.hand_in()
    client.get(reverse("marking"))

    with django_assert_num_queries(7) as one:
        client.get(reverse("marking"))
    for _n in range(3):
        desk.hand_in(enrolment=factories.enrolment(user=factories.user(), course=desk.stage.course))
    with django_assert_num_queries(len(one)):
        client.get(reverse("marking"))


def test_a_reviewer_of_the_city_may_mark_everywhere_and_a_lecturer_of_elsewhere_nowhere(desk):
    attempt = desk.hand_in()
    reviewer, elsewhere = factories.user(), factories.user()
    factories.grant(reviewer, Role.REVIEWER, factories.city())
    factories.grant(elsewhere, Role.LECTURER, factories.city())

    assert signed_in(reviewer).get(url_of(attempt)).status_code == 200
    assert signed_in(elsewhere).get(url_of(attempt)).status_code == 404


def test_the_learner_reads_points_and_comment_once_it_is_marked(desk):
    attempt = desk.hand_in("Jawaban lengkap.")
    learner = signed_in(attempt.user)
    result = reverse("attempt_result", args=[attempt.pk])

    waiting = learner.get(result).content.decode()
    quiz = learner.get(reverse("quiz", args=[desk.stage.course.pk, desk.stage.quiz.pk])).content.decode()
    desk.mark(attempt, desk.markers[0], {"1": "4.5", "2": "4"}, comment="Sebutkan contohnya.")
    marked = learner.get(result).content.decode()

    assert "Menunggu penilaian pengampu" in waiting
    assert "Menunggu penilaian pengampu" in quiz
    assert "4,5 dari 6" in marked
    assert "Sebutkan contohnya." in marked
    assert "Jawaban lengkap." in marked
    assert "Contoh." in marked  # the model answer, with the key


def test_marks_comments_and_model_wait_for_their_phase(desk):
    desk.stage.quiz.review = {"marks": [], "answers": ["after"], "feedback": [], "key": []}
    desk.stage.quiz.save()
    attempt = desk.hand_in()
    desk.mark(attempt, desk.markers[0], POOR, comment="Catatan.")

    page = signed_in(attempt.user).get(reverse("attempt_result", args=[attempt.pk])).content.decode()

    assert "Jawaban saya." in page
    for hidden in ("Catatan.", "Contoh.", "dari 6"):
        assert hidden not in page


@pytest.fixture
def filed(db):
    """A desk with one question that asks for a file, and an attempt with a PDF handed in through the form."""
    desk = build_desk(minutes=0)
    desk.stage.bank.questions.update(retired_at=NOW)
    factories.question(desk.stage.bank, "file", **body("file"))
    attempt = desk.stage.start()
    learner = signed_in(attempt.user)
    page = learner.get(reverse("attempt", args=[attempt.pk]))
    assert b'enctype="multipart/form-data"' in page.content
    assert b"attempt.js" not in page.content
    upload = SimpleUploadedFile("Rina Wati.pdf", PDF)
    learner.post(
        reverse("attempt", args=[attempt.pk]), {"soal": 1, "seq": 1, "berkas": upload, "ke": "periksa"}
    )
    return desk, attempt, learner


def test_a_file_goes_from_the_learner_to_the_marker_without_its_name(filed):
    desk, attempt, learner = filed
    own = learner.get(reverse("attempt_file", args=[attempt.pk, 1]))
    learner.post(reverse("attempt_submit", args=[attempt.pk]))
    slot = attempt.slots.get()

    marker = signed_in(desk.markers[0])
    page = marker.get(reverse("marking_answer", args=[slot.pk])).content.decode()
    got = marker.get(reverse("marking_file", args=[slot.pk]))

    assert b"".join(got.streaming_content) == b"".join(own.streaming_content) == PDF
    assert "Rina" not in page
    assert got.headers["Content-Disposition"] == f'attachment; filename="jawaban-{slot.pk}.pdf"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert 'filename="Rina Wati.pdf"' in own.headers["Content-Disposition"]


def test_a_form_without_a_new_file_keeps_the_one_that_is_there(filed):
    _desk, attempt, learner = filed
    before = attempt.slots.get().response

    learner.post(reverse("attempt", args=[attempt.pk]), {"soal": 1, "seq": 2, "tandai": "1"})

    slot = attempt.slots.get()
    assert (slot.response, slot.last_seq, slot.flagged) == (before, 1, True)


def test_a_bad_file_is_refused_in_words_and_the_old_one_stays(filed):
    _desk, attempt, learner = filed
    bad = SimpleUploadedFile("b.pdf", b"<html>")

    reply = learner.post(
        reverse("attempt", args=[attempt.pk]), {"soal": 1, "seq": 2, "berkas": bad}, follow=True
    )

    page = reply.content.decode()
    assert "bukan PDF" in page
    assert "tetap tersimpan" in page
    assert attempt.slots.get().last_seq == 1


def test_two_tabs_with_two_files_are_shown_both(filed):
    _desk, attempt, learner = filed
    other = SimpleUploadedFile("lain.pdf", PDF + b"2")
    url = reverse("attempt", args=[attempt.pk])

    page = learner.post(url, {"soal": 1, "seq": 1, "berkas": other})
    fields = dict(page.context["mine_fields"])
    learner.post(url, {"soal": 1, "seq": page.context["seq"]} | fields)

    assert page.status_code == 409
    assert attempt.slots.get().response["name"] == "lain.pdf"


def test_strangers_get_neither_page_nor_file(filed):
    desk, attempt, _learner = filed
    stranger = signed_in(factories.user())
    slot = attempt.slots.get()

    assert stranger.get(reverse("attempt_file", args=[attempt.pk, 1])).status_code == 404
    assert stranger.get(reverse("marking_file", args=[slot.pk])).status_code == 403
    assert signed_in(desk.markers[0]).get(reverse("marking_file", args=[slot.pk])).status_code == 404
