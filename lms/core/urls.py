from django.urls import path

from lms.core import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("merek.css", views.brand_css, name="brand_css"),
    path("data-pribadi/", views.privacy, name="privacy"),
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/baca/", views.read_all_notices, name="read_all_notices"),
    path("pemberitahuan/<int:pk>/", views.open_notice, name="open_notice"),
    path("berhenti-berlangganan/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
