import pytest
from django.test import Client
from django.urls import reverse

from courses.enums import EnrolmentState
from courses.models import ActivityProgress, Enrolment, Note
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
HUGE = 10**30


@pytest.fixture
def client(enrolment):
    return signed_in(enrolment.user)


@pytest.fixture
def checked(enrolment):
    """A third lesson, with one check-yourself question of three options."""
    module = enrolment.course.get_children()[0].specific
    return factories.lesson(module, body=[factories.check(True, False, False)])


def address(name, enrolment, lesson, *more):
    return reverse(name, args=[enrolment.course_id, lesson.pk, *more])


def check_address(enrolment, lesson):
    return address("lesson_check", enrolment, lesson, lesson.check_ids[0])


def pages(enrolment, lesson):
    """Every address of the player with the verb that it takes."""
    names = [("get", "lesson"), ("post", "lesson_finish"), ("post", "lesson_note")]
    return [
        *[(verb, address(name, enrolment, lesson)) for verb, name in names],
        ("post", address("lesson_check", enrolment, lesson, "x")),
    ]


def statuses(client, enrolment, lesson):
    return [getattr(client, verb)(url).status_code for verb, url in pages(enrolment, lesson)]


def test_a_lesson_shows_its_text_and_how_far_one_is(client, enrolment, lessons):
    response = client.get(address("lesson", enrolment, lessons[0]))

    assert response.status_code == 200
    assert response.context["standing"].done == 0
    assert response.context["next"].pk == lessons[1].pk
    assert "Isi materi." in response.content.decode()


def test_opening_a_lesson_remembers_the_place(client, enrolment, lessons):
    client.get(address("lesson", enrolment, lessons[1]))

    enrolment.refresh_from_db()
    assert enrolment.last_activity_id == lessons[1].pk
    assert enrolment.last_seen_at is not None


def test_opening_a_lesson_finishes_nothing(client, enrolment, lessons):
    client.get(address("lesson", enrolment, lessons[0]))

    assert ActivityProgress.objects.get().completed_at is None


def test_a_second_view_costs_seven_queries(client, enrolment, lessons, django_assert_num_queries):
    client.get(address("lesson", enrolment, lessons[0]))

    with django_assert_num_queries(7):
        client.get(address("lesson", enrolment, lessons[0]))


def test_finishing_leads_to_the_next_activity(client, enrolment, lessons):
    response = client.post(address("lesson_finish", enrolment, lessons[0]))

    assert response.url == address("lesson", enrolment, lessons[1])


def test_finishing_the_last_leads_to_the_course(client, enrolment, lessons):
    for lesson in lessons:
        response = client.post(address("lesson_finish", enrolment, lesson))

    enrolment.refresh_from_db()
    assert response.url == reverse("course", args=[enrolment.course_id])
    assert enrolment.state == EnrolmentState.COMPLETED


def test_two_clicks_on_finish_are_one(client, enrolment, lessons):
    for _ in range(2):
        for lesson in lessons:
            client.post(address("lesson_finish", enrolment, lesson))

    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    assert ActivityProgress.objects.count() == 2


def test_open_checks_keep_the_lesson_open_and_say_so(client, enrolment, checked):
    response = client.post(address("lesson_finish", enrolment, checked), follow=True)

    assert response.redirect_chain[-1][0] == address("lesson", enrolment, checked)
    assert [str(message) for message in response.context["messages"]] == [
        "Masih ada 1 pertanyaan Periksa diri yang belum dijawab."
    ]
    assert ActivityProgress.objects.get().completed_at is None


def test_an_answered_check_shows_its_feedback(client, enrolment, checked):
    before = client.get(address("lesson", enrolment, checked)).content.decode()
    client.post(check_address(enrolment, checked), {"pilihan": "1"})
    after = client.get(address("lesson", enrolment, checked)).content.decode()

    assert ("Umpan balik" in before, "Umpan balik 1." in after) == (False, True)


def test_an_answer_leads_back_to_its_question(client, enrolment, checked):
    response = client.post(check_address(enrolment, checked), {"pilihan": "0"})

    expected = address("lesson", enrolment, checked) + f"#periksa-{checked.check_ids[0]}"
    assert (response.status_code, response.url) == (302, expected)


@pytest.mark.parametrize("chosen", [[], ["9"], ["-1"], ["x"], ["²"], ["9" * 5_000], [""]])
def test_an_answer_that_is_none_is_not_kept(client, enrolment, checked, chosen):
    response = client.post(check_address(enrolment, checked), {"pilihan": chosen})

    assert response.status_code == 302
    assert not any(row.answers for row in ActivityProgress.objects.all())


@pytest.mark.parametrize("block_id", ["x", "a" * 200, "%00", "😀"])
def test_an_answer_to_no_question_is_not_found(client, enrolment, checked, block_id):
    url = address("lesson_check", enrolment, checked, block_id)

    assert client.post(url, {"pilihan": "0"}).status_code == 404


def test_a_note_is_kept_and_shown_only_to_its_writer(client, enrolment, lessons):
    other = factories.enrolment(course=enrolment.course)

    client.post(address("lesson_note", enrolment, lessons[0]), {"catatan": "ingat <b>ini</b>"})

    mine = client.get(address("lesson", enrolment, lessons[0])).content.decode()
    theirs = signed_in(other.user).get(address("lesson", other, lessons[0])).content.decode()
    assert ("ingat &lt;b&gt;ini&lt;/b&gt;" in mine, "ingat" in theirs) == (True, False)


def test_a_note_of_ten_thousand_signs_is_the_longest(client, enrolment, lessons):
    client.post(address("lesson_note", enrolment, lessons[0]), {"catatan": "x" * 10_001})

    assert len(Note.objects.get().text) == 10_000


def test_a_note_shows_even_where_the_lesson_was_never_opened(client, enrolment, lessons):
    client.post(address("lesson_note", enrolment, lessons[1]), {"catatan": "lebih dahulu"})

    assert client.get(address("lesson", enrolment, lessons[1])).context["note"] == "lebih dahulu"


def test_resume_goes_to_the_exact_place(client, enrolment, lessons):
    client.get(address("lesson", enrolment, lessons[1]))

    response = client.get(reverse("resume", args=[enrolment.course_id]))

    assert response.url == address("lesson", enrolment, lessons[1])


def test_resume_of_an_empty_course_goes_to_the_course():
    enrolment = factories.enrolment()

    response = signed_in(enrolment.user).get(reverse("resume", args=[enrolment.course_id]))

    assert response.url == reverse("course", args=[enrolment.course_id])


def test_a_finished_course_can_still_be_read(enrolment, lessons):
    done = factories.finished(course=enrolment.course)

    assert signed_in(done.user).get(address("lesson", done, lessons[0])).status_code == 200


def test_anonymous_is_sent_to_sign_in(enrolment, lessons):
    anonymous = Client()

    found = [getattr(anonymous, verb)(url).url for verb, url in pages(enrolment, lessons[0])]

    assert {url.partition("?")[0] for url in found} == {reverse("account_login")}


def test_who_is_not_enrolled_is_led_to_the_course_and_may_not_act(enrolment, lessons):
    stranger = signed_in(factories.user())

    assert statuses(stranger, enrolment, lessons[0]) == [302, 404, 404, 404]
    assert stranger.get(address("lesson", enrolment, lessons[0])).url == enrolment.course.own_path()
    assert ActivityProgress.objects.count() == 0


def test_who_has_left_may_not_act(client, enrolment, lessons):
    Enrolment.objects.update(state=EnrolmentState.CANCELLED)

    assert statuses(client, enrolment, lessons[0]) == [302, 404, 404, 404]


def test_a_lesson_of_another_course_is_not_found(client, enrolment):
    foreign = factories.lesson(factories.module(factories.course()))

    assert statuses(client, enrolment, foreign) == [404] * 4
    assert ActivityProgress.objects.count() == 0


def test_a_draft_lesson_is_not_found(client, enrolment):
    draft = factories.lesson(enrolment.course.get_children()[0].specific, live=False)

    assert statuses(client, enrolment, draft) == [404] * 4


def test_a_lesson_of_a_draft_module_is_not_found(client, enrolment):
    hidden = factories.lesson(factories.module(enrolment.course, live=False))

    assert statuses(client, enrolment, hidden) == [404] * 4


def test_nothing_of_a_course_taken_down_is_found(client, enrolment, lessons):
    enrolment.course.live = False
    enrolment.course.save()

    assert statuses(client, enrolment, lessons[0]) == [302, 404, 404, 404]
    assert client.get(reverse("course", args=[enrolment.course_id])).status_code == 404
    assert client.get(reverse("resume", args=[enrolment.course_id])).status_code == 404


def test_a_quiz_is_no_lesson(client, enrolment):
    quiz = factories.quiz(enrolment.course.get_children()[0].specific)

    assert statuses(client, enrolment, quiz) == [404] * 4


@pytest.mark.parametrize("pk", [0, HUGE])
def test_ids_of_nothing_are_not_found(client, enrolment, pk):
    course = enrolment.course_id

    assert client.get(reverse("lesson", args=[course, pk])).status_code == 404
    assert client.post(reverse("lesson_finish", args=[pk, pk])).status_code == 404
    assert client.get(reverse("resume", args=[pk])).status_code == 404


def test_wrong_verbs_are_refused(client, enrolment, lessons):
    found = [
        getattr(client, "post" if verb == "get" else "get")(url).status_code
        for verb, url in pages(enrolment, lessons[0])
    ]

    assert found == [405] * 4
    assert client.post(reverse("resume", args=[enrolment.course_id])).status_code == 405


@pytest.mark.parametrize(
    ("wanted", "kept"), [("large", "large"), ("larger", "larger"), ("x; a=b", ""), ("", "")]
)
def test_the_text_size_is_kept_on_the_device(client, wanted, kept):
    response = client.post(reverse("text_size"), {"ukuran": wanted, "kembali": "/pelatihan/"})

    assert response.url == "/pelatihan/"
    assert response.cookies["ukuran"].value == kept


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_the_way_back_never_leaves_the_site(client, back):
    response = client.post(reverse("text_size"), {"kembali": back})

    assert response.url == "/"
