"""The house of the platform; the Celery app is loaded with it so that shared tasks find their broker."""

import contextlib

with contextlib.suppress(ImportError):  # the bootstrap runs before Celery is installed
    from lms.celery import app as celery_app

    __all__ = ["celery_app"]
