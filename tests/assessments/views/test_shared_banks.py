"""A bank shared with a lecturer of another course: what they can do with each right, and how it is shared."""

import pytest
from django.urls import reverse

from assessments.models import BankShare, Question
from lms.audit.models import Event
from lms.people.enums import Role
from tests import factories
from tests.courses.authors import lecturer, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    bank = factories.bank()
    factories.question(bank)
    factories.category(bank, "Jaringan")
    return bank


def opened(client, bank):
    """Status of what asks for each right in turn."""
    question = bank.questions.get()
    return [
        client.get(reverse("bank", args=[bank.pk])).status_code,
        client.get(reverse("question_edit", args=[question.pk])).status_code,
        client.get(reverse("question_history", args=[question.pk])).status_code,
        client.get(reverse("bank_exports", args=[bank.pk])).status_code,
        client.post(reverse("question_edit", args=[question.pk])).status_code,
        client.get(reverse("bank_imports", args=[bank.pk])).status_code,
        client.get(reverse("question_new", args=[bank.pk, "single"])).status_code,
        client.post(reverse("question_use", args=[question.pk])).status_code,
        client.post(reverse("bank_put", args=[bank.pk]), {"ke": "-"}).status_code,
        client.get(reverse("categories", args=[bank.pk])).status_code,
        client.get(reverse("bank_shares", args=[bank.pk])).status_code,
        client.post(reverse("correction_ask", args=[question.pk])).status_code,
    ]


SEEN, WRITTEN, MANAGED = [200] * 4, [422, 200, 200, 302, 302], [200, 200, 302]


@pytest.mark.parametrize(
    ("right", "statuses"),
    [
        ("", [404] * 12),
        ("use", [*SEEN, *[403] * 8]),
        ("edit", [*SEEN, *WRITTEN, *[403] * 3]),
        ("manage", [*SEEN, *WRITTEN, *MANAGED]),
    ],
)
def test_each_right_opens_what_it_says(bank, right, statuses):
    teacher = lecturer()
    if right:
        factories.bank_share(bank, right, user=teacher)

    assert opened(signed_in(teacher), bank) == statuses


def test_who_may_only_use_sees_no_button_that_leads_nowhere(bank):
    teacher = lecturer()
    factories.bank_share(bank, "use", user=teacher)
    client = signed_in(teacher)

    page = client.get(reverse("bank", args=[bank.pk])).content.decode()
    question = client.get(reverse("question_edit", args=[bank.questions.get().pk])).content.decode()

    for name in ("bank_imports", "bank_shares", "categories", "bank_put"):
        assert reverse(name, args=[bank.pk]) not in page
    assert "Tulis soal baru" not in page
    assert 'name="simpan"' not in question
    assert "Pratinjau" in question


def share(client, bank, **data):
    return client.post(
        reverse("bank_shares", args=[bank.pk]), {"who": "", "course": "", "right": "use"} | data
    )


def test_a_bank_is_shared_with_a_person_and_taken_back(bank):
    client, teacher = signed_in(lecturer(bank.course)), lecturer()

    shared = share(client, bank, who=teacher.username, right="edit")
    again = share(client, bank, who=teacher.username, right="use")
    row = BankShare.objects.get()
    taken = client.post(reverse("bank_unshare", args=[bank.pk, row.pk]))

    assert (shared.status_code, again.status_code, taken.status_code) == (302, 302, 302)
    assert (row.user, row.right) == (teacher, "use")
    assert not BankShare.objects.exists()
    acts = list(Event.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["assessments.share_bank", "assessments.share_bank", "assessments.unshare_bank"]


def test_a_bank_is_shared_with_all_who_teach_a_course(bank):
    other = factories.course()

    share(signed_in(lecturer(bank.course)), bank, course=other.folder_slug)

    assert BankShare.objects.get().course == other


def test_bad_input_is_named_by_its_field(bank):
    client = signed_in(lecturer(bank.course))
    hr = person(Role.HR)

    both = share(client, bank, who=lecturer().username, course=factories.course().folder_slug)
    none = share(client, bank)
    unknown = share(client, bank, who="tidak-ada")
    no_lecturer = share(client, bank, who=hr.username)
    own = share(client, bank, course=bank.course.folder_slug)

    assert [reply.status_code for reply in (both, none, unknown, no_lecturer, own)] == [422] * 5
    fields = [list(reply.context["form"].errors) for reply in (both, none, unknown, no_lecturer, own)]
    assert fields == [["__all__"], ["__all__"], ["who"], ["who"], ["course"]]
    assert not BankShare.objects.exists()


def test_ticked_questions_move_and_the_list_stays_filtered(bank):
    client, question = signed_in(lecturer(bank.course)), bank.questions.get()
    url = reverse("bank_put", args=[bank.pk])

    moved = client.post(url, {"ke": "Jaringan", "soal": [question.pk], "kembali": "tag=ip"})
    unknown = client.post(url, {"ke": "Tidak ada", "soal": [question.pk]})
    none = client.post(url, {"ke": "-"}, follow=True)

    assert moved.url == f"{reverse('bank', args=[bank.pk])}?tag=ip"
    assert Question.objects.select_related("category").get().category.path == "Jaringan"
    assert unknown.status_code == 404
    assert "Centang dulu" in none.content.decode()


def test_a_place_is_made_renamed_and_taken_away(bank):
    client = signed_in(lecturer(bank.course))
    url = reverse("categories", args=[bank.pk])

    client.post(url, {"path": "IoT/Sensor"})
    row = bank.categories.get(path="IoT/Sensor")
    client.post(reverse("category", args=[bank.pk, row.pk]), {"path": "IoT/Aktuator"})
    clash = client.post(reverse("category", args=[bank.pk, row.pk]), {"path": "Jaringan"})
    bad = client.post(url, {"path": "a/b/c/d/e/f"})
    client.post(reverse("category_remove", args=[bank.pk, row.pk]))

    assert (clash.status_code, bad.status_code) == (422, 422)
    assert "sudah ada" in clash.content.decode()
    assert sorted(bank.categories.values_list("path", flat=True)) == ["IoT", "Jaringan"]


def test_a_place_of_another_bank_is_not_found(bank):
    foreign = factories.category(factories.bank(), "Lain")
    client = signed_in(lecturer(bank.course))

    assert client.get(reverse("category", args=[bank.pk, foreign.pk])).status_code == 404
    assert client.post(reverse("category_remove", args=[bank.pk, foreign.pk])).status_code == 404
