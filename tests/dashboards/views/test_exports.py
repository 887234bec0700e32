import pytest
from django.core.files.storage import storages
from django.urls import reverse

from lms.core.models import Job
from tests.clients import signed_in
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


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
