from html import unescape

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.audit.models import Event
from lms.core.models import Job
from lms.dashboards.actions.exports import GAPS
from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def world(db) -> World:
    world = World()
    world.person(world.health, name="Aminah")
    return world.count()


def asked_for(world: World, name: str = "export_gaps", **asked) -> Job:
    answer = signed_in(world.hr).post(reverse(name), asked)
    job = Job.objects.get()
    assert answer.url == reverse("export", args=[job.pk])
    return job


def test_asking_promises_a_job_and_shows_it(world: World):
    job = asked_for(world, bidang="awan")

    assert (job.kind, job.payload) == ("dashboards.export_gaps", {"filters": {"bidang": "awan"}})


def test_asking_for_the_map_promises_the_map(world: World):
    assert asked_for(world, "export_coverage").kind == "dashboards.export_coverage"


def test_while_it_is_written_the_page_looks_again(world: World):
    job = asked_for(world)

    html = signed_in(world.hr).get(reverse("export", args=[job.pk])).content.decode()

    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in html
    assert "Sedang disiapkan" in html


def test_when_it_is_done_the_page_links_the_file(world: World, run_jobs):
    job = asked_for(world)
    run_jobs()

    html = signed_in(world.hr).get(reverse("export", args=[job.pk])).content.decode()

    assert f'href="{reverse("export_file", args=[job.pk])}"' in html
    assert ("3 baris." in html, "refresh" in html) == (True, False)


def test_a_refused_export_says_why(world: World, run_jobs):
    job = asked_for(world)
    world.hr.grants.update(role="opd_head")
    Job.objects.update(payload={"filters": {"bidang": "tidak-ada"}})
    run_jobs()

    html = signed_in(world.hr).get(reverse("export", args=[job.pk])).content.decode()

    assert "Unit atau kompetensi yang diminta tidak ada lagi" in html


def test_the_file_is_an_attachment_with_a_good_name(world: World, run_jobs):
    job = asked_for(world)
    run_jobs()

    answer = signed_in(world.hr).get(reverse("export_file", args=[job.pk]))

    assert answer["Content-Disposition"].startswith('attachment; filename="kesenjangan-')
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    answer.close()


def test_somebody_else_finds_neither_page_nor_file(world: World, run_jobs):
    job = asked_for(world)
    run_jobs()
    other = signed_in(world.head_of(world.root))

    answers = [other.get(reverse(name, args=[job.pk])).status_code for name in ("export", "export_file")]

    assert answers == [404, 404]


def test_a_job_of_another_kind_is_not_found(world: World):
    job = Job.objects.create(kind="people.check_import", created_by=world.hr)

    assert signed_in(world.hr).get(reverse("export", args=[job.pk])).status_code == 404


def test_a_file_that_is_not_there_yet_is_not_found(world: World):
    job = asked_for(world)

    assert signed_in(world.hr).get(reverse("export_file", args=[job.pk])).status_code == 404


def test_a_file_that_was_dropped_is_not_found(world: World, run_jobs):
    job = asked_for(world)
    run_jobs()
    storages["private"].delete(Job.objects.get().result["file"])

    assert signed_in(world.hr).get(reverse("export_file", args=[job.pk])).status_code == 404


def test_a_unit_outside_the_scope_promises_nothing(world: World):
    head = signed_in(world.head_of(world.health))

    answer = head.post(reverse("export_gaps"), {"opd": world.roads.pk})

    assert (answer.status_code, Job.objects.count()) == (404, 0)


PAGES = ("export", "export_file")


@pytest.fixture
def done(world: World, run_jobs) -> Job:
    job = asked_for(world)
    run_jobs()
    return Job.objects.get(pk=job.pk)


def codes(client: Client, pk: int) -> list[int]:
    return [client.get(reverse(name, args=[pk])).status_code for name in PAGES]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owner", [200, 200]),
        ("another HR", [404, 404]),
        ("head", [404, 404]),
        ("leader", [403, 403]),
        ("learner", [403, 403]),
        ("anonymous", [302, 302]),
    ],
)
def test_a_sheet_is_its_owners_alone(world: World, done: Job, who, expected):
    other = make.user()
    make.grant(other, "hr", world.root)
    people = {"another HR": other, "head": world.head_of(world.root), "leader": world.leader()}
    people |= {"owner": world.hr, "learner": make.user()}

    client = signed_in(people[who]) if who in people else Client()

    assert codes(client, done.pk) == expected


@pytest.mark.parametrize("pk", [0, 999_999, 10**15])
def test_a_sheet_that_was_never_asked_for_is_not_found(world: World, pk: int):
    assert codes(signed_in(world.hr), pk) == [404, 404]


def test_an_owner_who_lost_the_right_gets_nothing(world: World, done: Job):
    client = signed_in(world.hr)
    world.hr.grants.update(role="leader")

    assert codes(client, done.pk) == [403, 403]


def test_a_sheet_that_nobody_owns_any_more_is_nobodys(world: World, done: Job):
    Job.objects.update(created_by=None)

    assert codes(signed_in(world.hr), done.pk) == [404, 404]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_sheet_take_no_post(world: World, done: Job, name: str):
    assert signed_in(world.hr).post(reverse(name, args=[done.pk])).status_code == 405


@pytest.mark.parametrize(
    ("asked", "name", "back"),
    [
        ("export_gaps", "gaps", "/dasbor/kesenjangan/"),
        ("export_coverage", "coverage", "/dasbor/cakupan/"),
    ],
)
def test_the_way_back_keeps_the_filters(world: World, asked: str, name: str, back: str):
    job = asked_for(world, asked, bidang="awan", peran="pengguna")

    response = signed_in(world.hr).get(reverse("export", args=[job.pk]))

    query = response.text.split(f'href="{back}?')[1].split('"')[0]
    assert (response.context["back"], back) == (name, reverse(name))
    assert sorted(unescape(query).strip("&").split("&")) == ["bidang=awan", "peran=pengguna"]


def test_what_is_kept_of_a_question_cannot_break_out_of_the_page(world: World):
    Job.objects.create(kind=GAPS, created_by=world.hr, payload={"filters": {"bidang": '"><script>'}})

    html = signed_in(world.hr).get(reverse("export", args=[Job.objects.get().pk])).text

    assert ("<script>" in html.split("<main")[1].split("</main")[0], "%22%3E%3Cscript%3E" in html) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Sedang disiapkan"),
        ({"progress_done": 1500, "progress_total": 12_000}, "1.500 dari 12.000 baris"),
        ({"done_at": NOW, "result": {"rows": 1234, "file": "x", "name": "y"}}, "1.234 baris."),
        ({"done_at": NOW, "result": {"rows": 0, "file": "x", "name": "y"}}, "0 baris."),
        ({"dead_at": NOW, "reason": "Terlalu panjang."}, "Terlalu panjang."),
        ({"reason": "Gagal sekali", "attempts": 1}, "Sedang disiapkan"),
    ],
)
def test_each_state_of_a_sheet_in_words(world: World, facts: dict, words: str):
    job = Job.objects.create(kind=GAPS, created_by=world.hr, payload={"filters": {}}, **facts)

    html = signed_in(world.hr).get(reverse("export", args=[job.pk])).text

    assert words in html
    assert ("poll.js" in html) == ("done_at" not in facts and "dead_at" not in facts)


@pytest.mark.parametrize("result", [None, {}, {"rows": 1}, {"file": ""}, {"file": "ekspor/tidak-ada.xlsx"}])
def test_without_its_file_there_is_nothing_to_fetch(world: World, result):
    job = Job.objects.create(kind=GAPS, created_by=world.hr, done_at=NOW, result=result)

    assert signed_in(world.hr).get(reverse("export_file", args=[job.pk])).status_code == 404


def test_a_browser_takes_the_file_for_what_it_is(world: World, done: Job):
    response = signed_in(world.hr).get(reverse("export_file", args=[done.pk]))

    response.close()
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="{done.result["name"]}"'


@pytest.mark.parametrize("asked", [{"opd": "x"}, {"bidang": "x"}, {"skill": "x"}, {"peran": "\0"}])
@pytest.mark.parametrize("name", ["export_gaps", "export_coverage"])
def test_a_wrong_question_promises_nothing_and_leaves_no_event(world: World, name: str, asked: dict):
    answer = signed_in(world.hr).post(reverse(name), asked)

    assert (answer.status_code, Job.objects.count(), Event.objects.count()) == (404, 0, 0)
