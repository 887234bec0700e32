import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.settings.started import OWN, started

S3 = {"PIAWAI_S3_BUCKET": "kota", "PIAWAI_S3_ACCESS_KEY": "kunci", "PIAWAI_S3_SECRET_KEY": "rahasia"}


@pytest.fixture
def production(monkeypatch, tmp_path):
    def start(*, without: str = "", **variables):
        own = {name: value for name, value in OWN.items() if name != without}
        return started(monkeypatch, "production", tmp_path, **own | variables)

    return start


@pytest.mark.parametrize("name", OWN)
def test_what_is_required_has_to_be_set(production, name):
    with pytest.raises(ImproperlyConfigured, match=rf"^Set the environment variable {name}\.$"):
        production(without=name)


@pytest.mark.parametrize("name", OWN)
def test_what_is_required_has_to_be_something(production, name):
    with pytest.raises(ImproperlyConfigured, match=rf"^Set the environment variable {name}\.$"):
        production(**{name: ""})


def test_nothing_of_the_demo_and_of_debugging_runs_there(production):
    found = production()

    assert (found["DEBUG"], found["PIAWAI_DEMO"]) == (False, False)


@pytest.mark.parametrize("name", ["PIAWAI_DEBUG", "PIAWAI_DEMO"])
def test_debugging_and_demo_cannot_be_switched_on(production, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**{name: "1"})


def test_several_hosts_are_answered(production):
    found = production(PIAWAI_ALLOWED_HOSTS="piawai.example, 127.0.0.1")

    assert found["ALLOWED_HOSTS"] == ["piawai.example", "127.0.0.1"]


def test_forms_are_trusted_from_the_public_address_only(production):
    found = production(PIAWAI_BASE_URL="https://piawai.example/")

    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://piawai.example"]


class TestDatabase:
    def test_the_pool_keeps_connections_and_django_does_not(self, production):
        found = production()["DATABASES"]["default"]

        assert found["OPTIONS"] == {"pool": {"min_size": 1, "max_size": 8}}
        assert (found["CONN_MAX_AGE"], found["HOST"], found["NAME"]) == (0, "127.0.0.1", "piawai")

    def test_what_the_address_asks_for_stays_beside_the_pool(self, production):
        found = production(DATABASE_URL="postgres://u@db/kota?sslmode=verify-full", PIAWAI_DB_POOL="3")

        options = found["DATABASES"]["default"]["OPTIONS"]
        assert options == {"sslmode": "verify-full", "pool": {"min_size": 1, "max_size": 3}}

    @pytest.mark.parametrize("size", ["0", "-1"])
    def test_a_pool_of_nothing_is_refused(self, production, size):
        with pytest.raises(ImproperlyConfigured, match=f"PIAWAI_DB_POOL must be 1 or more, not {size}"):
            production(PIAWAI_DB_POOL=size)


class TestCache:
    def test_without_a_cache_server_it_is_a_table(self, production):
        assert production()["CACHES"]["default"]["LOCATION"] == "core_cache"

    def test_a_named_server_is_used(self, production):
        found = production(PIAWAI_CACHE_URL="redis://127.0.0.1:6379/1")["CACHES"]

        assert found == {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:6379/1",
            }
        }


class TestFiles:
    def test_without_a_bucket_files_lie_in_folders(self, production, tmp_path):
        found = production()["STORAGES"]

        assert found["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"
        assert found["private"]["OPTIONS"] == {"location": str(tmp_path / "private")}

    @pytest.mark.parametrize(("name", "place"), [("default", "media"), ("private", "private")])
    def test_with_a_bucket_every_kind_has_its_place_and_nothing_is_public(self, production, name, place):
        found = production(**S3)["STORAGES"][name]

        assert found["BACKEND"] == "storages.backends.s3.S3Storage"
        assert found["OPTIONS"] == {
            "bucket_name": "kota",
            "endpoint_url": None,
            "access_key": "kunci",
            "secret_key": "rahasia",
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
            "location": place,
        }

    def test_pages_keep_their_own_static_files(self, production):
        with_bucket, without = (production(**more)["STORAGES"]["staticfiles"] for more in (S3, {}))

        assert with_bucket == without

    def test_another_store_than_amazons_is_named(self, production):
        found = production(**S3, PIAWAI_S3_ENDPOINT="https://s3.piawai.example")

        assert found["STORAGES"]["private"]["OPTIONS"]["endpoint_url"] == "https://s3.piawai.example"

    @pytest.mark.parametrize("name", ["PIAWAI_S3_ACCESS_KEY", "PIAWAI_S3_SECRET_KEY"])
    def test_a_bucket_needs_its_keys(self, production, name):
        with pytest.raises(ImproperlyConfigured, match=f"Set the environment variable {name}"):
            production(**{**S3, name: ""})

    @pytest.mark.parametrize("name", ["PIAWAI_S3_ACCESS_KEY", "PIAWAI_S3_ENDPOINT"])
    def test_keys_without_a_bucket_are_a_mistake(self, production, name):
        with pytest.raises(ImproperlyConfigured, match=f"Unknown environment variable.*{name}"):
            production(**{name: "x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_REDIRECT_EXEMPT", [r"^healthz$", r"^readyz$"]),
        ("SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https")),
        ("SECURE_HSTS_SECONDS", 31_536_000),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("SECURE_HSTS_PRELOAD", True),
        ("SESSION_COOKIE_SECURE", True),
        ("CSRF_COOKIE_SECURE", True),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("CSRF_COOKIE_SAMESITE", "Lax"),
    ],
)
def test_everything_travels_over_https(production, name, value):
    assert production()[name] == value


@pytest.mark.parametrize(("asked", "found"), [({}, 1), ({"PIAWAI_PROXY_COUNT": "0"}, 0)])
def test_how_many_proxies_are_believed(production, asked, found):
    assert production(**asked)["ALLAUTH_TRUSTED_PROXY_COUNT"] == found


def test_mail_goes_to_a_server_that_has_ten_seconds(production):
    found = production(PIAWAI_MAIL_HOST="mail.piawai.example", PIAWAI_MAIL_PORT="587", PIAWAI_MAIL_TLS="1")

    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_TIMEOUT", "EMAIL_HOST_USER")
    assert [found[name] for name in names] == ["mail.piawai.example", 587, True, 10, ""]


def test_a_broker_server_is_given_up_on_quickly(production):
    found = production()["CELERY_BROKER_TRANSPORT_OPTIONS"]

    assert (found["max_retries"], found["socket_connect_timeout"]) == (1, 2)
