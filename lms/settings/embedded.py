"""The default: one machine, SQLite, a broker that needs no server, mail into a folder."""

from django.core.management.utils import get_random_secret_key

from lms.settings import env
from lms.settings.base import *
from lms.settings.base import VAR
from lms.settings.broker import transport_options

for folder in (
    VAR,
    VAR / "broker",
    VAR / "broker" / "processed",
    VAR / "mail",
    VAR / "media",
    VAR / "private",
):
    folder.mkdir(parents=True, exist_ok=True)


def kept_secret() -> str:
    """A key made once on this machine and kept beside its data, so that sessions survive a restart."""
    path = VAR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


DEBUG = env.flag("PIAWAI_DEBUG", False)
SECRET_KEY = env.text("PIAWAI_SECRET_KEY", "") or kept_secret()
ALLOWED_HOSTS = env.words("PIAWAI_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
PIAWAI_DEMO = env.flag("PIAWAI_DEMO", True)

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'piawai.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

CELERY_BROKER_URL = env.text("PIAWAI_BROKER_URL", "filesystem://localhost/")
CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(CELERY_BROKER_URL, VAR / "broker")

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"

env.refuse_unknown()
