from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.settings.started import started


@pytest.fixture
def base(monkeypatch, tmp_path):
    return lambda **variables: started(monkeypatch, "base", tmp_path, **variables)


def test_another_city_changes_variables_and_no_code(base):
    found = base(
        PIAWAI_CITY="Kota Contoh",
        PIAWAI_ISSUER="BKD Kota Contoh",
        PIAWAI_UNIT_WORD="Dinas",
        PIAWAI_NUMBER_PATTERN="{seq}/{year}",
        PIAWAI_MAIL_FROM="Belajar <belajar@contoh.example>",
    )

    names = (
        "PIAWAI_CITY",
        "PIAWAI_ISSUER",
        "PIAWAI_UNIT_WORD",
        "PIAWAI_NUMBER_PATTERN",
        "DEFAULT_FROM_EMAIL",
    )
    assert [found[name] for name in names] == [
        "Kota Contoh",
        "BKD Kota Contoh",
        "Dinas",
        "{seq}/{year}",
        "Belajar <belajar@contoh.example>",
    ]


@pytest.mark.parametrize("slashes", ["", "/", "//"])
def test_the_public_address_has_no_slash_at_its_end(base, slashes):
    found = base(PIAWAI_BASE_URL=f"https://piawai.example{slashes}")

    assert [found[name] for name in ("PIAWAI_BASE_URL", "WAGTAILADMIN_BASE_URL")] == [
        "https://piawai.example",
        "https://piawai.example",
    ]


def test_errors_come_from_the_same_address_as_all_mail(base):
    found = base(PIAWAI_MAIL_FROM="x@contoh.example")

    assert found["SERVER_EMAIL"] == "x@contoh.example"


def test_everything_that_is_written_goes_below_one_folder(base, tmp_path):
    found = base()

    places = [found["STATIC_ROOT"], found["MEDIA_ROOT"]]
    places.append(Path(found["STORAGES"]["private"]["OPTIONS"]["location"]))
    assert [place.relative_to(tmp_path).name for place in places] == ["static", "media", "private"]


def test_private_files_are_not_among_those_that_are_served(base):
    found = base()

    private = Path(found["STORAGES"]["private"]["OPTIONS"]["location"])
    assert not private.is_relative_to(found["MEDIA_ROOT"])
    assert not private.is_relative_to(found["STATIC_ROOT"])


@pytest.mark.parametrize(
    ("asked", "name", "value"),
    [
        ({}, "PIAWAI_COUNTED_STATUSES", ["PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU"]),
        ({"PIAWAI_COUNTED_STATUSES": "PNS, PPPK"}, "PIAWAI_COUNTED_STATUSES", ["PNS", "PPPK"]),
        ({}, "PIAWAI_COUNTED_POSITIONS_IN_LAW", ["01"]),
        ({"PIAWAI_COUNTED_POSITIONS_IN_LAW": "01,15"}, "PIAWAI_COUNTED_POSITIONS_IN_LAW", ["01", "15"]),
        ({}, "PIAWAI_JP_TARGET", 20),
        ({"PIAWAI_JP_TARGET": "0"}, "PIAWAI_JP_TARGET", 0),
        ({}, "PIAWAI_JP_MOST", 24),
        ({}, "PIAWAI_JP_FILE", ""),
        ({}, "PIAWAI_ANSWER_GRACE", timedelta(seconds=10)),
        ({"PIAWAI_ANSWER_GRACE": "0"}, "PIAWAI_ANSWER_GRACE", timedelta(0)),
        ({}, "PIAWAI_JOB_LEASE", timedelta(minutes=1)),
        ({"PIAWAI_JOB_LEASE": "90"}, "PIAWAI_JOB_LEASE", timedelta(seconds=90)),
        ({"PIAWAI_JOB_ATTEMPTS": "3"}, "PIAWAI_JOB_ATTEMPTS", 3),
        ({"PIAWAI_UPLOAD_LIMIT_MB": "5"}, "PIAWAI_UPLOAD_LIMIT_MB", 5),
    ],
)
def test_rules_that_law_or_the_city_may_change(base, asked, name, value):
    assert base(**asked)[name] == value


@pytest.mark.parametrize(
    "name",
    ["PIAWAI_JOB_LEASE", "PIAWAI_JOB_ATTEMPTS", "PIAWAI_JOB_SWEEP_SECONDS", "PIAWAI_UPLOAD_LIMIT_MB"],
)
def test_zero_would_stop_the_work_and_is_refused(base, name):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must be 1 or more, not 0"):
        base(**{name: "0"})


@pytest.mark.parametrize("name", ["PIAWAI_JP_TARGET", "PIAWAI_ANSWER_GRACE"])
def test_a_negative_rule_is_refused(base, name):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must be 0 or more, not -1"):
        base(**{name: "-1"})


def test_the_beat_looks_as_often_as_it_is_told(base):
    beat = base(PIAWAI_JOB_SWEEP_SECONDS="9")["CELERY_BEAT_SCHEDULE"]

    assert {name: entry["schedule"] for name, entry in beat.items()} == {
        "sweep": 9,
        "daily": 600,
        "publish-scheduled": 60,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CELERY_TASK_ACKS_LATE", True),
        ("CELERY_TASK_REJECT_ON_WORKER_LOST", True),
        ("CELERY_TASK_IGNORE_RESULT", True),
        ("CELERY_WORKER_PREFETCH_MULTIPLIER", 1),
        ("CELERY_TASK_PUBLISH_RETRY", False),
        ("CELERY_BROKER_CONNECTION_TIMEOUT", 2),
    ],
)
def test_a_message_is_given_back_when_its_worker_dies(base, name, value):
    assert base()[name] == value


def test_rooms_stand_in_the_order_of_their_imports_before_all_others(base):
    rooms = ["core", "audit", "people", "skills", "courses", "assessments", "certificates", "dashboards"]

    assert [app.split(".")[-1] for app in base()["INSTALLED_APPS"][:8]] == rooms


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("SecurityMiddleware", "SessionMiddleware"),
        ("SessionMiddleware", "AuthenticationMiddleware"),
        ("SessionMiddleware", "ChosenLanguageMiddleware"),
        ("AuthenticationMiddleware", "SecondFactorMiddleware"),
        ("AuthenticationMiddleware", "AuditContextMiddleware"),
        ("GZipMiddleware", "ContentSecurityPolicyMiddleware"),
    ],
)
def test_middleware_stands_in_the_order_it_needs(base, earlier, later):
    names = [path.split(".")[-1] for path in base()["MIDDLEWARE"]]

    assert names.index(earlier) < names.index(later)


def test_a_browser_may_load_from_here_and_nowhere_else(base):
    policy = base()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    allowed = {source for sources in policy.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
    assert [policy[name] for name in ("default-src", "base-uri", "frame-ancestors")] == [["'none'"]] * 3


def test_days_begin_at_midnight_in_jakarta_for_people_and_for_the_beat(base):
    found = base()

    assert (found["USE_TZ"], found["TIME_ZONE"], found["CELERY_TIMEZONE"]) == (
        True,
        "Asia/Jakarta",
        "Asia/Jakarta",
    )
