from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courses.actions import other_trainings as actions
from courses.models import CreditEntry, OtherTraining
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in
from tests.skills.test_proofs import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


def hr(unit):
    person = factories.user()
    factories.grant(person, Role.HR, unit)
    return person


def waiting(unit, **fields) -> OtherTraining:
    return factories.other_training(user=factories.posting(unit=unit).user, **fields)


def form(**changes) -> dict:
    fields = {"form": "B3", "title": "Bimtek SPBE", "organiser": "Lembaga", "number": "1/2025"}
    days = {"starts_on": "2025-05-05", "ends_on": "2025-05-06", "quantity": "16"}
    file = SimpleUploadedFile("bukti.pdf", PDF, "application/pdf")
    return fields | days | {"file": file} | changes


def sent(person, data):
    return signed_in(person).post(reverse("training_new"), data)


def faults(answer) -> dict:
    return {name: " ".join(errors) for name, errors in answer.context["form"].errors.items()}


def test_training_is_handed_in():
    person = factories.user()

    answer = sent(person, form(abroad="on"))

    row = OtherTraining.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("my_trainings"))
    assert (row.user, row.form, row.quantity, row.abroad) == (person, "B3", 16, True)
    assert (row.file_kind, row.state) == ("pdf", "waiting")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": ""}, "title", "harus diisi"),
        ({"form": "Z9"}, "form", "pilihan"),
        ({"starts_on": "kemarin"}, "starts_on", "tanggal"),
        ({"starts_on": "2017-12-31"}, "starts_on", "1 Jan 2018"),
        ({"starts_on": "2025-05-07"}, "ends_on", "sebelum tanggal mulai"),
        (
            {"ends_on": str(timezone.localdate() + timedelta(days=1))},
            "ends_on",
            "setelah kegiatannya selesai",
        ),
        ({"starts_on": "2018-05-07"}, "ends_on", "enam tahun"),
        ({"quantity": "33"}, "quantity", "paling banyak 32 jam pelajaran"),
        ({"quantity": "0"}, "quantity", "1"),
        ({"quantity": str(2**70)}, "quantity", "5000"),
        ({"quantity": "1,5"}, "quantity", "keseluruhan angka"),
        ({"form": "B6", "quantity": "3"}, "quantity", "paling banyak 2 hari"),
        ({"form": "A1", "quantity": "2"}, "quantity", "paling banyak 1 semester"),
        ({"form": "B1", "abroad": "on"}, "abroad", "tidak mengenal kegiatan internasional"),
        ({"file": SimpleUploadedFile("a.pdf", b"<html>")}, "file", "bukan PDF"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "file", "kosong"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes, field, said):
    answer = sent(factories.user(), form(**changes))

    found = faults(answer)
    assert answer.status_code == 422
    assert (list(found), said in found[field] or said in found[field].lower()) == ([field], True)
    assert OtherTraining.objects.count() == 0


def test_the_same_file_is_not_taken_twice():
    person = factories.user()
    sent(person, form())

    assert faults(sent(person, form(title="Lain"))) == {"file": "Berkas ini sudah pernah Anda ajukan."}


def test_the_form_says_what_each_form_gives():
    html = signed_in(factories.user()).get(reverse("training_new")).content.decode()

    assert "Seminar, konferensi, atau sarasehan (hari)" in html
    assert "PerLAN 10/2018 (BPS 2019)" in html


def test_ones_own_training_is_listed_and_no_others():
    mine, other = (factories.other_training(title=title) for title in ("Milik saya", "Milik orang"))

    html = signed_in(mine.user).get(reverse("my_trainings")).content.decode()

    assert (mine.title in html, other.title in html) == (True, False)


def test_without_any_the_way_to_the_first_is_shown():
    html = signed_in(factories.user()).get(reverse("my_trainings")).content.decode()

    assert ("Belum ada pelatihan lain" in html, reverse("training_new") in html) == (True, True)


def test_an_approved_one_says_what_was_recognised():
    row = factories.other_training()
    actions.approve(training=row, by=factories.user())

    html = signed_in(row.user).get(reverse("my_trainings")).content.decode()

    assert "<strong>8 JP</strong> diakui dari 8 JP" in html


def test_only_the_holder_takes_it_back():
    row = factories.other_training()
    url = reverse("training_take_back", args=[row.pk])

    stranger, owner = (signed_in(person).post(url) for person in (factories.user(), row.user))

    row.refresh_from_db()
    assert (stranger.status_code, owner.status_code, row.state) == (404, 302, "taken_back")


def test_taking_back_too_late_changes_nothing():
    row = factories.other_training()
    actions.approve(training=row, by=factories.user())

    answer = signed_in(row.user).post(reverse("training_take_back", args=[row.pk]), follow=True)

    assert "Pelatihan ini sudah berkeadaan: Disetujui." in answer.content.decode()


def test_the_file_comes_as_a_download_in_a_sandbox():
    row = factories.other_training()

    answer = signed_in(row.user).get(reverse("training_file", args=[row.pk]))

    assert answer["Content-Disposition"] == f'attachment; filename="pelatihan-lain-{row.pk}.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]


def test_hr_gets_the_file_of_staff_in_its_scope_only(city):
    inside, outside = factories.unit(parent=city), factories.unit(parent=city)
    url = reverse("training_file", args=[waiting(inside).pk])

    answers = [signed_in(hr(unit)).get(url).status_code for unit in (city, inside, outside)]

    assert answers == [200, 200, 404]


@pytest.mark.parametrize(
    ("act", "way"),
    [
        ("training", "get"),
        ("training_approve", "post"),
        ("training_refuse", "post"),
        ("training_withdraw", "post"),
    ],
)
def test_hr_of_another_unit_finds_nothing(city, act, way):
    row = waiting(factories.unit(parent=city))
    client = signed_in(hr(factories.unit(parent=city)))

    assert getattr(client, way)(reverse(act, args=[row.pk])).status_code == 404


@pytest.mark.parametrize("act", ["training_approve", "training_refuse", "training_withdraw"])
def test_hr_does_not_decide_about_itself(city, act):
    person = hr(city)
    row = factories.other_training(user=person)

    assert signed_in(person).post(reverse(act, args=[row.pk]), {"reason": "x"}).status_code == 404


def test_hr_sees_before_what_will_be_recognised(city):
    person = factories.posting(unit=city).user
    done, row = (factories.other_training(user=person, form="B6", quantity=1) for _ in range(2))
    actions.approve(training=done, by=factories.user())

    answer = signed_in(hr(city)).get(reverse("training", args=[row.pk]))

    assert [(year.raw, year.recognised) for year in answer.context["years"]] == [(4, 0)]


def test_hr_is_told_of_other_training_on_the_same_days(city):
    person = factories.posting(unit=city).user
    row, twin, refused, away = (factories.other_training(user=person) for _ in range(4))
    actions.refuse(training=refused, reason="Buram.", by=factories.user())
    OtherTraining.objects.filter(pk=away.pk).update(starts_on="2026-05-06", ends_on="2026-05-06")

    answer = signed_in(hr(city)).get(reverse("training", args=[row.pk]))

    assert list(answer.context["twins"]) == [twin]
    assert "Ada kegiatan lain pada tanggal yang sama" in answer.content.decode()


def test_an_approval_fills_the_ledger_once(city):
    row = waiting(city)
    client, url = signed_in(hr(city)), reverse("training_approve", args=[row.pk])

    first, second = client.post(url), client.post(url)

    assert (first["Location"], second["Location"]) == (
        reverse("trainings"),
        reverse("training", args=[row.pk]),
    )
    assert sum(CreditEntry.objects.values_list("recognised_jp", flat=True)) == 8


def test_a_refusal_needs_its_reason(city):
    row = waiting(city)
    client, url = signed_in(hr(city)), reverse("training_refuse", args=[row.pk])

    bare, reasoned = client.post(url, {"reason": " "}), client.post(url, {"reason": "Buram."})

    row.refresh_from_db()
    assert (bare.status_code, reasoned.status_code, row.reason) == (422, 302, "Buram.")


def test_a_withdrawal_needs_its_reason_and_empties_the_ledger(city):
    row = waiting(city)
    client, url = signed_in(hr(city)), reverse("training_withdraw", args=[row.pk])
    client.post(reverse("training_approve", args=[row.pk]))

    bare, reasoned = client.post(url), client.post(url, {"reason": "Palsu."})

    row.refresh_from_db()
    assert (bare.status_code, reasoned.status_code, row.state) == (422, 302, "withdrawn")
    assert CreditEntry.objects.count() == 0


def listed(client, **asked) -> list[str]:
    return [row.title for row in client.get(reverse("trainings"), asked).context["page"]]


def test_the_list_shows_what_waits_the_longest_first(city):
    client = signed_in(hr(city))
    old, new, done = (waiting(city) for _ in range(3))
    actions.refuse(training=done, reason="Buram.", by=factories.user())

    assert listed(client) == [old.title, new.title]
    assert listed(client, keadaan="refused") == [done.title]
    assert listed(client, keadaan="semua", cari=new.title) == [new.title]


@pytest.mark.parametrize("words", ["zzz", "\0", "%", "'", "a" * 300])
def test_odd_searches_never_fail(city, words):
    waiting(city)

    assert signed_in(hr(city)).get(reverse("trainings"), {"cari": words}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("trainings", 5), ("my_trainings", 5)])
def test_a_list_costs_the_same_for_any_number(city, count, name, queries, django_assert_num_queries):
    person = hr(city)
    for _ in range(count):
        waiting(city)
        factories.other_training(user=person)
    client = signed_in(person)
    client.get(reverse(name))

    with django_assert_num_queries(queries):
        client.get(reverse(name))
