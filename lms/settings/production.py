"""PostgreSQL, Redis/Valkey or RabbitMQ, S3-compatible storage, a proxy that speaks HTTPS in front."""

from lms.settings import env
from lms.settings.base import *
from lms.settings.base import PIAWAI_BASE_URL, STORAGES, VAR
from lms.settings.broker import transport_options

DEBUG = False
SECRET_KEY = env.text("PIAWAI_SECRET_KEY")
ALLOWED_HOSTS = env.words("PIAWAI_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [PIAWAI_BASE_URL]

DATABASES = {"default": env.database("DATABASE_URL", "postgres://piawai@127.0.0.1:5432/piawai")}
DATABASES["default"].setdefault("OPTIONS", {})  # ?sslmode=… of the address stays there
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": env.number("PIAWAI_DB_POOL", 8)}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # the pool keeps connections, Django must not

CELERY_BROKER_URL = env.text("PIAWAI_BROKER_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(CELERY_BROKER_URL, VAR / "broker")
PIAWAI_CACHE_URL = env.text("PIAWAI_CACHE_URL", "")
if PIAWAI_CACHE_URL:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": PIAWAI_CACHE_URL},
    }

PIAWAI_S3_BUCKET = env.text("PIAWAI_S3_BUCKET", "")
if PIAWAI_S3_BUCKET:
    S3_OPTIONS = {
        "bucket_name": PIAWAI_S3_BUCKET,
        "endpoint_url": env.text("PIAWAI_S3_ENDPOINT", "") or None,
        "access_key": env.text("PIAWAI_S3_ACCESS_KEY"),
        "secret_key": env.text("PIAWAI_S3_SECRET_KEY"),
        "default_acl": "private",
        "querystring_auth": True,
        "file_overwrite": False,
    }
    STORAGES = STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": S3_OPTIONS | {"location": "media"},
        },
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": S3_OPTIONS | {"location": "private"},
        },
    }

EMAIL_HOST = env.text("PIAWAI_MAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.number("PIAWAI_MAIL_PORT", 25)
EMAIL_HOST_USER = env.text("PIAWAI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("PIAWAI_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("PIAWAI_MAIL_TLS", False)
EMAIL_TIMEOUT = 10

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PIAWAI_PROXY_COUNT", 1, least=0)

env.refuse_unknown()
