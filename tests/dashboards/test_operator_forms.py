from datetime import date

import pytest
from django.utils.translation import override

from lms.core.jobs import registry
from lms.dashboards.operator_forms import AuditFilter, JobFilter, kinds
from lms.dashboards.views.operator import cleaned


def test_every_kind_of_job_is_offered_once_after_all_of_them():
    first, *rest = kinds()

    assert first == ("", "Semua")
    assert sorted(kind for kind, _label in rest) == sorted(registry)


def test_kinds_are_offered_by_name():
    labels = [label for _kind, label in kinds()[1:]]

    assert labels == sorted(labels)


def test_kinds_are_offered_in_the_language_of_the_reader():
    with override("en"):
        assert kinds()[0] == ("", "All")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, {"keadaan": "", "jenis": ""}),
        ({"keadaan": "dead"}, {"keadaan": "dead", "jenis": ""}),
        ({"keadaan": "mati", "jenis": "core.send_digest"}, {"jenis": "core.send_digest"}),
        ({"keadaan": "dead", "jenis": "tidak.ada"}, {"keadaan": "dead"}),
    ],
)
def test_a_wrong_filter_of_jobs_is_dropped_and_the_other_kept(asked, kept):
    assert cleaned(JobFilter(asked)) == kept


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"dari": "2028-02-29"}, {"dari": date(2028, 2, 29)}),
        ({"dari": "2026-02-29"}, {}),
        ({"dari": "29-02-2028"}, {}),
        ({"sampai": "2026-12-31"}, {"sampai": date(2026, 12, 31)}),
        ({"tindakan": " people. "}, {"tindakan": "people."}),
        ({"tindakan": "x" * 80}, {"tindakan": "x" * 80}),
        ({"tindakan": "x" * 81}, {}),
        ({"pelaku": "x" * 101}, {}),
        ({"pelaku": "a\0b"}, {}),
    ],
)
def test_a_wrong_filter_of_the_trail_is_dropped(asked, kept):
    found = cleaned(AuditFilter(asked))

    assert {name: value for name, value in found.items() if value} == kept


@pytest.mark.parametrize("name", ["dari", "sampai"])
def test_days_come_back_into_the_form_as_a_browser_needs_them(name):
    html = str(AuditFilter({name: "2026-05-04"})[name])

    assert ('type="date"' in html, 'value="2026-05-04"' in html) == (True, True)
