"""Training that took place elsewhere."""

from django.urls import URLPattern, path

from courses.views import other_trainings as views

urlpatterns: list[URLPattern] = [
    path("saya/jp/pelatihan-lain/", views.my_trainings, name="my_trainings"),
    path("saya/jp/pelatihan-lain/tambah/", views.training_new, name="training_new"),
    path("saya/jp/pelatihan-lain/<int:pk>/tarik/", views.training_take_back, name="training_take_back"),
    path("jp/pelatihan-lain/", views.trainings, name="trainings"),
    path("jp/pelatihan-lain/<int:pk>/", views.training, name="training"),
    path("jp/pelatihan-lain/<int:pk>/berkas/", views.training_file, name="training_file"),
    path("jp/pelatihan-lain/<int:pk>/setujui/", views.training_approve, name="training_approve"),
    path("jp/pelatihan-lain/<int:pk>/tolak/", views.training_refuse, name="training_refuse"),
    path("jp/pelatihan-lain/<int:pk>/cabut/", views.training_withdraw, name="training_withdraw"),
]
