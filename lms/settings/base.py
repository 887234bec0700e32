"""What holds everywhere. Nothing here knows which database, broker or storage it runs on."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lms.settings import env
from lms.settings.broker import CONNECT_SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env.text("PIAWAI_VAR", str(ROOT / "var")))

# openpyxl takes lxml where it happens to be there; the parser that is hardened against hostile files is the other one.
os.environ.setdefault("OPENPYXL_LXML", "False")

INSTALLED_APPS = [
    "lms.core",
    "lms.audit",
    "lms.people",
    "lms.skills",
    "courses",
    "assessments",
    "certificates",
    "lms.dashboards",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "lms.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lms.core.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.audit.middleware.AuditContextMiddleware",
    "lms.people.middleware.SecondFactorMiddleware",
    "lms.core.middleware.PossibleIdsMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.core.context.brand",
                "lms.dashboards.context.frame",
            ],
            "libraries": {"lucide": "lms.core.templatetags.icons"},
            "builtins": ["django.templatetags.i18n", "lms.core.templatetags.ui", "lms.core.templatetags.say"],
        },
    }
]

# --- people and sessions ------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["lms.people.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "lms.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_DISPLAY = "lms.people.adapters.display_name"
ACCOUNT_FORMS = {"login": "lms.people.forms.signing_in.LoginForm"}
MFA_FORMS = {
    "authenticate": "lms.people.forms.signing_in.SecondFactorForm",
    "reauthenticate": "lms.people.forms.signing_in.ConfirmForm",
    "add_webauthn": "lms.people.forms.signing_in.AddKeyForm",
    "edit_webauthn": "lms.people.forms.signing_in.EditKeyForm",
}
# A whole office comes from one address; failures count per account and address (lms.people.adapters).
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds: clocks differ, old phones are slow (RFC 6238 §5.2)
MFA_TOTP_ISSUER = "Piawai"
MFA_ADAPTER = "lms.people.adapters.SecondFactorAdapter"
SESSION_ENGINE = "lms.core.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lms.core.views.csrf_failure"

# --- language and time --------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

# --- brand: another city changes these, not the code --------------------------------------------------
PIAWAI_PRODUCT = "Piawai"
PIAWAI_CITY = env.text("PIAWAI_CITY", "Kota Metro")
PIAWAI_ISSUER = env.text("PIAWAI_ISSUER", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Metro")
PIAWAI_PARTNER = env.text("PIAWAI_PARTNER", "Politeknik Negeri Lampung – Teknologi Rekayasa Internet")
PIAWAI_LOGO = env.text("PIAWAI_LOGO", "piawai/img/logo.svg")
PIAWAI_COLOUR = env.text("PIAWAI_COLOUR", "#0b5d4d")
PIAWAI_COLOUR_DARK = env.text("PIAWAI_COLOUR_DARK", "#5cc2a6")
PIAWAI_UNIT_WORD = env.text("PIAWAI_UNIT_WORD", "OPD")
PIAWAI_BASE_URL = env.text("PIAWAI_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
PIAWAI_NUMBER_PATTERN = env.text("PIAWAI_NUMBER_PATTERN", "800.2/{seq:04d}/BKPSDM/{year}")
PIAWAI_SIGNATORY_NAME = env.text("PIAWAI_SIGNATORY_NAME", "Dr. Wulan Prasetyaningtyas, M.Si.")
PIAWAI_SIGNATORY_POST = env.text("PIAWAI_SIGNATORY_POST", "Kepala BKPSDM Kota Metro")
PIAWAI_SEAL_FILE = env.text("PIAWAI_SEAL_FILE", "")
PIAWAI_SEAL_PASSWORD = env.text("PIAWAI_SEAL_PASSWORD", "")
PIAWAI_SIASN_AGENCY = env.text("PIAWAI_SIASN_AGENCY", "A5EB03E23C3AF6A0E040640A040252AD")
PIAWAI_DPO_CONTACT = env.text("PIAWAI_DPO_CONTACT", "pdp@piawai.example")
PIAWAI_DEMO = False
PIAWAI_DEMO_ACCOUNTS = "lms.people.demo.ACCOUNTS"

# --- rules that law or the city may change ------------------------------------------------------------
PIAWAI_COUNTED_STATUSES = env.words("PIAWAI_COUNTED_STATUSES", "PNS,CPNS,PPPK,PPPK_PARUH_WAKTU")
PIAWAI_RETIREMENT_AGES = env.ages("PIAWAI_RETIREMENT_AGES", "jpt=60,jf-madya=60,jf-utama=65,*=58")
PIAWAI_COUNTED_POSITIONS_IN_LAW = env.words("PIAWAI_COUNTED_POSITIONS_IN_LAW", "01")
PIAWAI_PLAN_FIRST_YEAR = env.number("PIAWAI_PLAN_FIRST_YEAR", 2025)
PIAWAI_JP_TARGET = env.number("PIAWAI_JP_TARGET", 20, least=0)
PIAWAI_JP_MOST = env.number("PIAWAI_JP_MOST", 24, least=0)
PIAWAI_JP_FILE = env.text("PIAWAI_JP_FILE", "")
PIAWAI_ANSWER_GRACE = timedelta(seconds=env.number("PIAWAI_ANSWER_GRACE", 10, least=0))

# --- how long personal data is kept; 0 = for ever (UU 27/2022, articles 42 to 44) ----------------------
PIAWAI_RETENTION_ACCOUNT_MONTHS = env.span("PIAWAI_RETENTION_ACCOUNT_MONTHS", 60)
PIAWAI_RETENTION_CERTIFICATE_YEARS = env.span("PIAWAI_RETENTION_CERTIFICATE_YEARS", 30)
PIAWAI_RETENTION_NOTICE_MONTHS = env.span("PIAWAI_RETENTION_NOTICE_MONTHS", 12)
PIAWAI_RETENTION_IMPORT_MONTHS = env.span("PIAWAI_RETENTION_IMPORT_MONTHS", 12)
PIAWAI_RETENTION_JOB_MONTHS = env.span("PIAWAI_RETENTION_JOB_MONTHS", 3)

# --- jobs ---------------------------------------------------------------------------------------------
PIAWAI_JOB_LEASE = timedelta(seconds=env.number("PIAWAI_JOB_LEASE", 60))
PIAWAI_JOB_ATTEMPTS = env.number("PIAWAI_JOB_ATTEMPTS", 8)
PIAWAI_JOB_SWEEP_SECONDS = env.number("PIAWAI_JOB_SWEEP_SECONDS", 4)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = CONNECT_SECONDS
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "lms.core.tasks.sweep", "schedule": PIAWAI_JOB_SWEEP_SECONDS},
    "daily": {"task": "lms.core.tasks.daily", "schedule": 600},
    "publish-scheduled": {"task": "courses.tasks.publish_scheduled", "schedule": 60},
}

# --- files, mail, search ------------------------------------------------------------------------------
STATIC_URL = "/static/"
MEDIA_URL = "/berkas/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "private")},
    },
    "staticfiles": {"BACKEND": "lms.core.static_files.HashedStaticFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640
PIAWAI_UPLOAD_LIMIT_MB = env.number("PIAWAI_UPLOAD_LIMIT_MB", 50)
DEFAULT_FROM_EMAIL = env.text("PIAWAI_MAIL_FROM", "Piawai <noreply@piawai.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

WAGTAIL_SITE_NAME = PIAWAI_PRODUCT
WAGTAILADMIN_BASE_URL = PIAWAI_BASE_URL
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("id", "Bahasa Indonesia")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_MODERATION_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "courses.CourseImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "mp4", "vtt", "csv", "txt", "docx", "xlsx", "odt", "ods", "pptx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "lms.core.search", "SEARCH_CONFIG": "indonesian"}}
TAGGIT_CASE_INSENSITIVE = True

# --- what the browser may do --------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Shared by all processes: rate limits live there.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"lms": {"level": "INFO"}},
}
