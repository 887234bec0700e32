import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.embedded")
TRANSPORT_ALIASES["filesystem"] = "lms.core.folder_broker:Transport"

app = Celery("piawai")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
