"""For pytest: fast, in memory or on the PostgreSQL that PIAWAI_TEST_DATABASE_URL names."""

import tempfile
from pathlib import Path

from lms.settings import env
from lms.settings.base import *
from lms.settings.base import STORAGES

VAR = Path(tempfile.mkdtemp(prefix="piawai-test-"))
SECRET_KEY = "only-for-tests"  # noqa: S105  (no real secret)
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": env.database("PIAWAI_TEST_DATABASE_URL", "sqlite://:memory:")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir()  # whitenoise warns of a folder that is not there
MEDIA_ROOT = VAR / "media"
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "private")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = False
PIAWAI_DEMO = False
