"""Learning paths."""

from django.urls import URLPattern, path

from courses.views import path_editing as editing
from courses.views import paths as views

urlpatterns: list[URLPattern] = [
    path("jalur/", views.paths, name="paths"),
    path("jalur/baru/", editing.path_new, name="path_new"),
    path("jalur/<int:pk>/", views.path_page, name="path"),
    path("jalur/<int:pk>/ikuti/", views.path_follow, name="path_follow"),
    path("jalur/<int:pk>/berhenti/", views.path_unfollow, name="path_unfollow"),
    path("jalur/<int:pk>/ubah/", editing.path_edit, name="path_edit"),
    path("jalur/<int:pk>/langkah/", editing.step_add, name="step_add"),
    path("langkah/<int:pk>/", editing.step_edit, name="step_edit"),
    path("langkah/<int:pk>/pilih/", views.path_choose, name="path_choose"),
    path("langkah/<int:pk>/naik/", editing.step_up, name="step_up"),
    path("langkah/<int:pk>/hapus/", editing.step_drop, name="step_drop"),
]
